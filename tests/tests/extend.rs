//! A pack that extends another: what is merged, in which order, and what is refused.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use beishen_core::{Dictionary, PackError, Procedure};
use beishen_document::Locale;
use beishen_tests::{PACKS, assess, asset, now};
use proptest::prelude::*;
use toml::{Table, Value};

fn dictionary() -> Dictionary {
    Dictionary::parse("facts.toml", &asset("facts.toml")).unwrap_or_else(|it| panic!("{it}"))
}

/// Loads a pack over the shipped packs and the ones given by id.
fn load(text: &str, others: &[(&str, &str)]) -> Result<Procedure, PackError> {
    let mut packs: BTreeMap<&str, String> =
        others.iter().map(|(id, text)| (*id, (*text).to_owned())).collect();
    for id in PACKS {
        packs.entry(id).or_insert_with(|| asset(&format!("procedures/{id}.toml")));
    }
    Procedure::parse_extending("own.toml", text, &dictionary(), &|id| packs.get(id).cloned())
}

fn own(rest: &str) -> String {
    format!("id = \"own\"\nextends = \"tdxl\"\n{rest}")
}

fn loaded(rest: &str) -> Procedure {
    load(&own(rest), &[]).unwrap_or_else(|it| panic!("{rest}\n{it}"))
}

fn pages(procedure: &Procedure) -> Vec<&str> {
    procedure.pages().iter().map(|it| it.id.as_str()).collect()
}

fn fields<'a>(procedure: &'a Procedure, page: &str) -> Vec<&'a str> {
    let fields = procedure.fields().filter(|(it, _)| it.id == page);
    fields.map(|(_, it)| it.id.as_str()).collect()
}

#[test]
fn what_is_not_said_stays_as_it_is() {
    let (parent, child) = (beishen_tests::pack("tdxl").procedure, loaded(""));
    assert_eq!((child.id(), child.extends()), ("own", Some("tdxl")));
    assert_eq!(parent.extends(), None);
    assert_eq!(child.title(), parent.title());
    assert_eq!(child.pages(), parent.pages());
    assert_eq!(child.steps(), parent.steps());
    assert_eq!(child.rules(), parent.rules());
    assert_eq!(child.materials(), parent.materials());
    assert_eq!(child.help(), parent.help());
}

#[test]
fn what_is_said_replaces_key_by_key_at_any_depth() {
    let parent = beishen_tests::pack("tdxl").procedure;
    let child = loaded(
        r#"
        minutes = 40
        [[pages]]
        id = "register"
        [[pages.fields]]
        id = "address"
        portal_label = "联系地址"
        [[materials]]
        id = "photo"
        ticks = [{ id = "photo.blue", text = { zh = "背景是白色", en = "the background is white" } }]
        "#,
    );
    assert_eq!(child.minutes(), 40);
    assert_eq!(pages(&child), pages(&parent));
    assert_eq!(fields(&child, "register"), fields(&parent, "register"));
    let address = |it: &Procedure| {
        it.fields().find(|(_, it)| it.id == "address").map(|(_, field)| field.clone()).unwrap()
    };
    assert_eq!(address(&child).portal_label, "联系地址");
    assert_eq!(address(&child).note, address(&parent).note);
    let ticks = |it: &Procedure| {
        it.materials()[0].ticks.iter().map(|it| it.text.zh.clone()).collect::<Vec<_>>()
    };
    let mut expected = ticks(&parent);
    *expected.iter_mut().find(|it| it.contains("蓝色")).unwrap() = "背景是白色".to_owned();
    assert_eq!(ticks(&child), expected);
}

/// Lists of tables without ids: they are replaced whole.
const WHOLE: [&str; 5] = [
    "pages.fields.aliases",
    "steps.asks",
    "steps.asks.options.list",
    "pages.fields.options.list",
    "help.cases",
];

/// A pack that only names everything there is, backwards, says nothing: every list of every pack is merged by id.
#[test]
fn whatever_has_an_id_is_known_by_it() {
    fn named(here: &str, table: &Table, lists: &mut BTreeSet<String>) -> Table {
        let mut names = Table::new();
        for (key, value) in table {
            let path = if here.is_empty() { key.clone() } else { format!("{here}.{key}") };
            match value {
                // A condition is one thing.
                _ if ["relevant", "when"].contains(&&**key) => {}
                Value::Array(entries) if entries.iter().any(Value::is_table) => {
                    let tables = || entries.iter().rev().filter_map(Value::as_table);
                    let inside: Vec<Value> =
                        tables().map(|it| Value::Table(named(&path, it, lists))).collect();
                    if tables().all(|it| it.contains_key("id")) && tables().count() == entries.len()
                    {
                        names.insert(key.clone(), Value::Array(inside));
                    }
                    lists.insert(path);
                }
                Value::Table(inside) => _ = named(&path, inside, lists),
                Value::String(_) if key == "id" && !here.is_empty() => {
                    names.insert(key.clone(), value.clone());
                }
                _ => {}
            }
        }
        names
    }
    let mut lists = BTreeSet::new();
    for id in PACKS {
        let (parent, text) =
            (beishen_tests::pack(id).procedure, asset(&format!("procedures/{id}.toml")));
        let mut names = named("", &text.parse().unwrap(), &mut lists);
        names.insert("id".to_owned(), "own".into());
        names.insert("extends".to_owned(), (*id).into());
        let own =
            Procedure::parse_extending("own.toml", &names.to_string(), &dictionary(), &|_| {
                Some(text.clone())
            });
        let own = own.unwrap_or_else(|it| panic!("{it}"));
        assert!(own.pages() == parent.pages() && own.steps() == parent.steps(), "{id}");
        assert!(own.materials() == parent.materials() && own.rules() == parent.rules(), "{id}");
        assert!(own.comparisons() == parent.comparisons() && own.mails() == parent.mails(), "{id}");
        assert!(own.acts() == parent.acts() && own.deadlines() == parent.deadlines(), "{id}");
        assert!(own.stages() == parent.stages() && own.help() == parent.help(), "{id}");
        assert_eq!(own.irreversible(), parent.irreversible(), "{id}");
    }
    let by_id = "acts comparisons comparisons.items deadlines help irreversible mails materials materials.ticks \
                 pages pages.fields profiles rules stages stages.bring stages.calendar stages.there steps";
    let expected = by_id.split_whitespace().chain(WHOLE).map(str::to_owned).collect();
    assert_eq!(lists, expected, "a new list: merged by id, or replaced whole?");
}

/// What the newer parts of packs hold can be changed, added and taken out like the rest.
#[test]
fn an_item_a_letter_and_a_case_are_said_anew() {
    let text = r#"
        id = "own"
        extends = "image-check"
        remove = ["comparisons.paper.items.student_number", "acts.still_wrong.undoes"]
        [[comparisons]]
        id = "record"
        [[comparisons.items]]
        id = "years"
        portal_label = "修业年限"
        [[comparisons.items]]
        id = "department"
        insert_after = "name"
        portal_label = "院系"
        label = { zh = "院系", en = "Department" }
        [[mails]]
        id = "number"
        to = "office@example.cn"
        [[help]]
        id = "no-mail"
        cases = [{ when = { zh = "没有邮件", en = "No mail" }, then = { zh = "等一等。", en = "Wait." } }]
    "#;
    let find = |id: &str| Some(asset(&format!("procedures/{id}.toml")));
    let own = Procedure::parse_extending("own.toml", text, &dictionary(), &find).unwrap();
    let record = own.comparison("record").unwrap();
    let items: Vec<&str> = record.items.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(items[..3], ["name", "department", "sex"]);
    let years = record.items.iter().find(|it| it.id == "years").unwrap();
    assert_eq!((&*years.portal_label, &*years.label.zh), ("修业年限", "学制"));
    assert_eq!(own.comparison("paper").unwrap().items.len(), 3);
    assert_eq!(own.mails()[0].to, "office@example.cn");
    assert!(own.mails()[0].body.contains("{check.wrong_number}"));
    assert!(own.acts().iter().find(|it| it.id == "still_wrong").unwrap().undoes.is_empty());
    let card = own.help().iter().find(|it| it.id == "no-mail").unwrap();
    assert_eq!((card.cases.len(), card.says.len()), (1, 4));
}

#[test]
fn what_is_new_stands_at_the_end_or_where_it_says() {
    let page = |id: &str, after: &str| {
        let after =
            if after.is_empty() { String::new() } else { format!("insert_after = \"{after}\"\n") };
        format!(
            "[[pages]]\nid = \"{id}\"\n{after}title = {{ zh = \"页\", en = \"Page\" }}\nsource = {{ id = \"manual\", section = \"一\" }}\nfields = []\n"
        )
    };
    for (given, expected) in [
        (page("new", ""), "portal register activate login photo basic apply result new"),
        (page("new", "portal"), "portal new register activate login photo basic apply result"),
        (
            page("n1", "login") + &page("n2", "login") + &page("n3", ""),
            "portal register activate login n1 n2 photo basic apply result n3",
        ),
        (
            page("n1", "login") + &page("n2", "n1") + &page("n3", "login"),
            "portal register activate login n1 n2 n3 photo basic apply result",
        ),
        // What is there already moves when it says where to.
        (
            "[[pages]]\nid = \"portal\"\ninsert_after = \"result\"\n".to_owned(),
            "register activate login photo basic apply result portal",
        ),
    ] {
        assert_eq!(pages(&loaded(&given)).join(" "), expected, "{given}");
    }
}

#[test]
fn what_is_removed_is_gone_and_may_come_again() {
    let child = loaded(
        r#"remove = ["help.no-mail", "pages.register.fields.agree", "pages.portal.fields.open.note", "materials.photo.ticks.photo.blue"]"#,
    );
    assert!(!child.help().iter().any(|it| it.id == "no-mail"));
    assert!(!fields(&child, "register").contains(&"agree"));
    assert_eq!(child.pages()[0].fields[0].note, None);
    assert!(!child.materials()[0].ticks.iter().any(|it| it.id == "photo.blue"));

    let again = loaded(
        "remove = [\"acts.awarded\"]\n[[acts]]\nid = \"awarded\"\ntitle = { zh = \"已授予\", en = \"Awarded\" }\ninsert_after = \"applied\"\n",
    );
    let acts: Vec<_> = again.acts().iter().map(|it| it.id.as_str()).collect();
    let applied = acts.iter().position(|it| *it == "applied").unwrap();
    assert_eq!(acts[applied + 1], "awarded");
}

#[test]
fn a_chain_is_followed_and_the_nearest_has_the_last_word() {
    let pack = |id: &str, below: &str, minutes: u16| {
        format!("id = \"{id}\"\nextends = \"{below}\"\nminutes = {minutes}\n")
    };
    let (a, b) = (pack("a", "tdxl", 31), pack("b", "a", 32));
    let top = load(&pack("own", "b", 33), &[("a", &a), ("b", &b)]).unwrap();
    assert_eq!((top.minutes(), top.extends()), (33, Some("b")));
    let silent = load("id = \"own\"\nextends = \"b\"\n", &[("a", &a), ("b", &b)]).unwrap();
    assert_eq!(silent.minutes(), 32);
}

#[test]
fn what_cannot_be_merged_is_told_with_its_place() {
    for [what, rest, key, zh, en] in BROKEN {
        let error = load(&own(rest), &[]).err().unwrap_or_else(|| panic!("{what}: loaded"));
        assert_eq!(error.message(Locale::Zh), format!("own.toml：{key}：{zh}"), "{what}");
        assert_eq!(error.message(Locale::En), format!("own.toml: {key}: {en}"), "{what}");
    }
}

#[rustfmt::skip]
const BROKEN: &[[&str; 5]] = &[
    ["behind nothing", "[[help]]\nid = \"x\"\ninsert_after = \"nowhere\"\n",
        "help[0].insert_after", "没有“nowhere”可以排在后面", "there is no `nowhere` to stand behind"],
    ["behind itself", "[[help]]\nid = \"no-mail\"\ninsert_after = \"no-mail\"\n",
        "help[0].insert_after", "没有“no-mail”可以排在后面", "there is no `no-mail` to stand behind"],
    ["a field behind nothing", "[[pages]]\nid = \"register\"\n[[pages.fields]]\nid = \"x\"\ninsert_after = \"nowhere\"\n",
        "pages[0].fields[0].insert_after", "没有“nowhere”可以排在后面", "there is no `nowhere` to stand behind"],
    ["behind a number", "[[help]]\nid = \"x\"\ninsert_after = 3\n", "help[0].insert_after", "要写一个名称", "it is one id"],
    ["removal of nothing", "remove = [\"help.no-mail\", \"help.nothing\"]",
        "remove[1]", "没有“help.nothing”可以去掉", "there is no `help.nothing` to remove"],
    ["removal from nothing", "remove = [\"pages.nowhere.fields.email\"]",
        "remove[0]", "没有“pages.nowhere.fields.email”可以去掉", "there is no `pages.nowhere.fields.email` to remove"],
    ["removal by number", "remove = [\"help[0]\"]", "remove[0]", "没有“help[0]”可以去掉", "there is no `help[0]` to remove"],
    ["removal of no list", "remove = \"help\"",
        "remove", "要写成一列名称，如 [\"help.no-mail\"]", "it is a list of paths, such as [\"help.no-mail\"]"],
    ["given twice", "[[help]]\nid = \"no-mail\"\n[[help]]\nid = \"no-mail\"\n",
        "help[1].id", "“no-mail”重复", "`no-mail` is given twice"],
    // What comes of it keeps every promise; it is named by ids, for nobody has written its lists.
    ["a field that others need", "remove = [\"pages.register.fields.name\"]",
        "irreversible.name-locked.before", "没有“register.name”这一项", "there is no field `register.name`"],
    ["an unknown fact", "[[pages]]\nid = \"register\"\n[[pages.fields]]\nid = \"email\"\nfact = \"contact.mail\"\n",
        "pages.register.fields.email.fact", "没有名为“contact.mail”的信息项", "no fact is named `contact.mail`"],
    ["a new page without a title", "[[pages]]\nid = \"new\"\n", "pages.new", "缺少“title”", "missing field `title`"],
];

#[test]
fn a_chain_that_leads_nowhere_is_refused() {
    let on = |id: &str, below: &str| format!("id = \"{id}\"\nextends = \"{below}\"\n");
    let (a, b, c, d) = (on("a", "b"), on("b", "c"), on("c", "d"), on("d", "tdxl"));
    let long = [("a", &*a), ("b", &*b), ("c", &*c), ("d", &*d)];
    assert!(load(&on("own", "b"), &long).is_ok(), "four is not too long");
    let round = on("a", "own");
    let no_toml = ("a", "id = ");
    for (text, others, key, zh) in [
        (on("own", "own"), &[][..], "extends", "绕了一圈又回到“own”，请改成别的"),
        (on("own", "a"), &[("a", &*round)], "extends", "绕了一圈又回到“own”，请改成别的"),
        (on("own", "a"), &long, "extends", "最多连续扩展 4 层，请减少"),
        (on("own", "nobody"), &[], "extends", "没有安装“nobody”，请先导入它"),
        (on("own", "../tdxl"), &[], "extends", "没有安装“../tdxl”，请先导入它"),
        ("id = \"own\"\nextends = 3\n".to_owned(), &[], "extends", "要写一个办理事项的名称"),
        ("extends = \"tdxl\"\n".to_owned(), &[], "id", "缺少“id”"),
        (on("own", "a"), &[no_toml], ".", "第 1 行不是正确的 TOML"),
    ] {
        let error = load(&text, others).unwrap_err();
        assert_eq!(error.key, key, "{text}");
        assert!(error.reason.zh.starts_with(zh), "{text}: {}", error.reason.zh);
        assert!(!error.reason.en.is_empty());
    }
    let alone = Procedure::parse("own.toml", &on("own", "tdxl"), &dictionary()).unwrap_err();
    assert_eq!(
        alone.message(Locale::En),
        "own.toml: extends: `tdxl` is not installed; import it first"
    );
}

/// Another school's pack is short, and the documentation shows it as it is.
#[test]
fn the_sample_is_short_and_loads() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/samples/packs");
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    assert!(!files.is_empty());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let written = text.lines().filter(|it| !it.is_empty() && !it.starts_with('#')).count();
        assert!(written < 30, "{}: {written} lines", file.display());
        let procedure = load(&text, &[]).unwrap_or_else(|it| panic!("{it}"));
        assert_eq!(file.file_stem().unwrap().to_str(), Some(procedure.id()));
        for page in ["procedures/README.md", "procedures/README.zh-CN.md"] {
            assert!(asset(page).contains(&text), "{page} shows another {}", file.display());
        }
    }
    let sample = load(&asset("samples/packs/tdxl-example.toml"), &[]).unwrap();
    assert_eq!(sample.profile("photo").unwrap().max_kb, 100);
    assert_eq!(sample.profile("photo").unwrap().width, 390);
    let photo = sample.steps().iter().find(|it| it.id == "photo").unwrap();
    assert_eq!(photo.materials, ["photo", "degree"]);
}

/// A photo window, papers, dates and an address of its own: everything that is said differently is different.
#[test]
fn another_university_s_bachelor_s_degree_is_said_in_under_thirty_lines() {
    let text = asset("samples/packs/hunnu-example.toml");
    assert!(text.lines().count() < 30);
    let own = load(&text, &[]).unwrap_or_else(|it| panic!("{it}"));
    let parent = beishen_tests::pack("hunnu-bachelor").procedure;
    assert_eq!(own.portal().address, "degree.example.cn");
    let photo = |it: &Procedure| it.profile("photo").map(|it| (it.width, it.min_kb, it.max_kb));
    assert_eq!(photo(&own), Some((480, 20, 40)));
    assert_eq!(photo(&parent), Some((480, 100, 200)));
    let materials =
        |it: &Procedure| -> Vec<String> { it.materials().iter().map(|it| it.id.clone()).collect() };
    let mut expected = materials(&parent);
    expected.retain(|it| it != "grades");
    expected.push("transcript".to_owned());
    assert_eq!(materials(&own), expected);
    let boxes = fields(&own, "materials");
    assert!(boxes.contains(&"transcript") && !boxes.contains(&"grades"));
    let review = own.stages().iter().find(|it| it.id == "school-review").unwrap();
    assert_eq!(review.days, Some([1, 12]));
    let detail = |id: &str| own.material(id).map(|it| &*it.detail.zh);
    assert!(detail("photo").is_some_and(|it| it.contains("20–40 KB")));

    // What a person is told changes with it.
    let perfect = beishen_tests::pack("hunnu-bachelor").perfect;
    let said: Vec<String> = assess(&own, &perfect, now())
        .findings
        .iter()
        .map(|it| format!("{}/{} {}", it.rule, it.reason, it.subject))
        .collect();
    assert_eq!(said, ["required/missing files.transcript", "file/bytes files.photo"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(beishen_tests::tries(24)))]

    /// Entries keep their order whatever is said of them: old ones where they were, new ones as they were written.
    #[test]
    fn order_is_stable(said in prop::collection::btree_set(0_usize..10, 0..10), new in 0_usize..5) {
        let parent = beishen_tests::pack("tdxl").procedure;
        let mut ids: Vec<String> = parent.help().iter().map(|it| it.id.clone()).collect();
        let mut rest = String::new();
        for at in said.into_iter().rev() {
            rest.extend(["[[help]]\nid = \"", &ids[at % ids.len()], "\"\n"]);
        }
        for n in 0..new {
            let id = format!("new-{n}");
            rest.extend(["[[help]]\nid = \"", &id, "\"\ntitle = { zh = \"问\", en = \"Q\" }\n"]);
            rest += "text = { zh = \"答\", en = \"A\" }\nsource = { id = \"manual\", section = \"一\" }\n";
            ids.push(id);
        }
        let child = loaded(&rest);
        let found: Vec<_> = child.help().iter().map(|it| it.id.clone()).collect();
        prop_assert_eq!(found, ids);
    }

    /// Whatever a child says, it loads or is refused with words.
    #[test]
    fn nothing_a_child_says_does_harm(rest in "(remove = \\[\"[a-z.\\[\\]0-9]{0,30}\"\\]\n)?(\\[\\[[a-z]{1,9}\\]\\]\n(id|insert_after|extends) = [\"0-9a-z]{0,12}\n){0,4}") {
        if let Err(error) = load(&own(&rest), &[]) {
            prop_assert!(!error.reason.zh.is_empty() && !error.reason.en.is_empty());
        }
    }
}
