//! A pack's text that is changed by a form: it says what was done and nothing else, remarks stay, and every act can be read back.

use beishen_document::Text;
use beishen_guide::portal::form;
use beishen_work::{Act, BoxShape, FactShape, Library, PROCEDURES, SeenPage, Shape};
use chrono::NaiveDate;

const FILE: &str = "own.toml";

fn library() -> Library {
    Library::built_in().unwrap_or_else(|it| panic!("{}", it.message.en))
}

fn done(text: &str, act: &Act) -> String {
    let text = library().edit(FILE, text, act, 2026);
    text.unwrap_or_else(|it| panic!("{act:?}: {}", it.message.en))
}

fn shape(text: &str) -> Shape {
    library().shape(FILE, text).unwrap_or_else(|| panic!("not to be read:\n{text}"))
}

fn sound(text: &str) {
    if let Err(faults) = library().check(FILE, text) {
        panic!("{}\n{text}", faults[0].why.message.zh);
    }
}

fn new(extends: Option<&str>) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default();
    let text = beishen_work::template("own", extends, &library(), today);
    text.unwrap_or_else(|it| panic!("{}", it.message.en))
}

fn of(text: &str, page: &str, field: &str) -> BoxShape {
    let boxes = shape(text).pages.into_iter().find(|it| it.id == page).map(|it| it.boxes);
    boxes.into_iter().flatten().find(|it| it.id == field).unwrap_or_else(|| panic!("{field}"))
}

fn ids(text: &str, page: &str) -> Vec<String> {
    let boxes = shape(text).pages.into_iter().find(|it| it.id == page).map(|it| it.boxes);
    boxes.into_iter().flatten().map(|it| it.id).collect()
}

/// Lines that are in one text and not in the other, empty ones aside: taken out, and put in.
fn differs(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let only = |of: &str, other: &str| {
        let mut rest: Vec<&str> = other.lines().collect();
        let mut only = Vec::new();
        for line in of.lines() {
            match rest.iter().position(|it| *it == line) {
                Some(at) => drop(rest.remove(at)),
                None if line.is_empty() => {}
                None => only.push(line.to_owned()),
            }
        }
        only
    };
    (only(before, after), only(after, before))
}

fn remarks(text: &str) -> Vec<&str> {
    let mut all: Vec<_> = text.lines().filter(|it| it.trim_start().starts_with('#')).collect();
    all.sort_unstable();
    all
}

#[test]
fn an_act_says_what_was_done_and_nothing_else() {
    let (page, field) = ("form".to_owned(), "mobile".to_owned());
    let text = new(None);
    let mobile = of(&text, &page, &field);
    let set = |change: &dyn Fn(&mut BoxShape)| {
        let mut to = mobile.clone();
        change(&mut to);
        Act::SetBox { page: page.clone(), to }
    };
    let cases: [(&str, Act, &[&str], &[&str]); 9] = [
        ("nothing", set(&|_| ()), &[], &[]),
        (
            "another label",
            set(&|it| it.label = "移动电话".to_owned()),
            &["portal_label = \"手机号\""],
            &["portal_label = \"移动电话\""],
        ),
        ("not required", set(&|it| it.required = false), &["required = true"], &[]),
        ("a length", set(&|it| it.most = Some(11)), &[], &["max_length = 11"]),
        (
            "help without English",
            set(&|it| it.note = ("填本人的。".to_owned(), String::new())),
            &[],
            &["note = { zh = \"填本人的。\" }"],
        ),
        (
            "another fact, which a step asks for from then on",
            set(&|it| it.fact = "contact.email".to_owned()),
            &[
                "asks = [\"person.name\", \"person.id_number\", \"person.birth_date\", \"contact.mobile\"]",
                "fact = \"contact.mobile\"",
            ],
            &[
                "asks = [\"person.name\", \"person.id_number\", \"person.birth_date\", \"contact.email\"]",
                "fact = \"contact.email\"",
            ],
        ),
        (
            "a page",
            Act::AddPage { title: "银行卡".to_owned() },
            &[],
            &[
                "[[pages]]",
                "id = \"page-1\"",
                "title = { zh = \"银行卡\" }",
                "source = { id = \"notice\", section = \"银行卡\" }",
                "fields = []",
            ],
        ),
        (
            "a box",
            Act::AddBox { page: page.clone(), label: "微信号".to_owned() },
            &[],
            &["[[pages.fields]]", "id = \"box-1\"", "kind = \"do\"", "portal_label = \"微信号\""],
        ),
        (
            "a name",
            Act::NamePage { page: page.clone(), title: Text::new("填报", "") },
            &["title = { zh = \"填写信息\", en = \"The form\" }"],
            &["title = { zh = \"填报\" }"],
        ),
    ];
    for (what, act, out, put) in cases {
        let after = done(&text, &act);
        let (gone, new) = differs(&text, &after);
        assert_eq!((gone, new), (strings(out), strings(put)), "{what}\n{after}");
        assert_eq!(remarks(&after), remarks(&text), "{what}");
        sound(&after);
    }
}

fn strings(all: &[&str]) -> Vec<String> {
    all.iter().filter(|it| !it.is_empty()).map(|it| (*it).to_owned()).collect()
}

#[test]
fn a_box_that_goes_takes_its_question_along_and_leaves_what_others_said() {
    let text = new(None);
    let gone = done(&text, &Act::RemoveBox { page: "form".to_owned(), field: "mobile".to_owned() });
    sound(&gone);
    assert!(!gone.contains("contact.mobile") && !ids(&gone, "form").contains(&"mobile".to_owned()));
    // What is said above the next box stays.
    assert!(gone.contains("# 密码和验证码"), "{gone}");
    let gone = done(&text, &Act::RemoveBox { page: "form".to_owned(), field: "submit".to_owned() });
    assert!(gone.contains("# ── 材料和照片规格"), "{gone}");
    // What a headline says of all that follows it stays, though the first thing that follows goes.
    let gone = done(&text, &Act::RemovePage { page: "form".to_owned() });
    assert!(gone.contains("# ── 页面") && !gone.contains("[[pages]]"), "{gone}");
}

#[test]
fn order_is_changed_step_by_step_and_back() {
    for (text, page) in
        [(new(None), "form"), (new(Some("tdxl")), "basic"), (new(Some("chsi-account")), "register")]
    {
        let before = ids(&text, page);
        for at in [0, 1, before.len() / 2, before.len() - 2] {
            let field = before[at].clone();
            let moved = |text: &str, up| {
                done(text, &Act::MoveBox { page: page.to_owned(), field: field.clone(), up })
            };
            let down = moved(&text, false);
            let mut want = before.clone();
            want.swap(at, at + 1);
            assert_eq!(ids(&down, page), want, "{page} {at}\n{down}");
            assert_eq!(remarks(&down), remarks(&text));
            sound(&down);
            // Twice down, and back again.
            let twice = moved(&down, false);
            if at + 2 < before.len() {
                want.swap(at + 1, at + 2);
            }
            assert_eq!(ids(&twice, page), want, "{page} {at}\n{twice}");
            let mut back = moved(&twice, true);
            if at + 2 < before.len() {
                back = moved(&back, true);
            }
            assert_eq!(ids(&back, page), before, "{page} {at}\n{back}");
        }
        // At the end nothing moves.
        let first = Act::MoveBox { page: page.to_owned(), field: before[0].clone(), up: true };
        assert_eq!(done(&text, &first), text);
    }
    let text = done(&new(None), &Act::AddPage { title: "更多".to_owned() });
    let up = done(&text, &Act::MovePage { page: "page-1".to_owned(), up: true });
    assert_eq!(shape(&up).pages[0].id, "page-1", "{up}");
    sound(&up);
}

/// In a pack that extends another only what differs is written, and what is below is taken out by name.
#[test]
fn over_another_pack_only_what_differs_is_written() {
    let text = new(Some("tdxl"));
    let mut to = of(&text, "basic", "id_type");
    to.label = "证件种类".to_owned();
    let renamed = done(&text, &Act::SetBox { page: "basic".to_owned(), to: to.clone() });
    let (out, put) = differs(&text, &renamed);
    let said = [
        "[[pages]]",
        "id = \"basic\"",
        "[[pages.fields]]",
        "id = \"id_type\"",
        "portal_label = \"证件种类\"",
    ];
    assert_eq!((out, put), (Vec::new(), strings(&said)), "{renamed}");
    sound(&renamed);
    // Taken out again: nothing of it is left but the name among what goes.
    let gone = done(
        &renamed,
        &Act::RemoveBox { page: "basic".to_owned(), field: "work_start".to_owned() },
    );
    assert!(gone.contains("remove = [\"pages.basic.fields.work_start\"]"), "{gone}");
    assert!(!ids(&gone, "basic").contains(&"work_start".to_owned()));
    let added = done(&gone, &Act::AddBox { page: "basic".to_owned(), label: "微信号".to_owned() });
    sound(&added);
    assert_eq!(ids(&added, "basic").last().map(String::as_str), Some("box-1"));
    let last =
        done(&added, &Act::RemoveBox { page: "basic".to_owned(), field: "box-1".to_owned() });
    assert_eq!(last, gone);
}

#[test]
fn a_list_keeps_what_is_known_of_its_entries() {
    let text = new(Some("tdxl"));
    let pages = shape(&text).pages.into_iter();
    let mut listed =
        pages.flat_map(|page| page.boxes.into_iter().map(move |it| (page.id.clone(), it)));
    let (page, to) = listed.find(|it| it.1.options.len() > 2).unwrap();
    let (page, field) = (page.as_str(), to.id.as_str());
    let mut fewer = to.clone();
    fewer.options.remove(1);
    fewer.options.push(("外交护照".to_owned(), String::new()));
    let after = done(&text, &Act::SetBox { page: page.to_owned(), to: fewer.clone() });
    sound(&after);
    assert_eq!(of(&after, page, field), fewer, "{after}");
    assert!(after.contains("{ value = \"外交护照\", certainty = \"unverified\" }"), "{after}");
    let back = done(&after, &Act::SetBox { page: page.to_owned(), to: to.clone() });
    assert_eq!(of(&back, page, field), to);
}

/// Every box of every pack may be said anew as it is: nothing is written then.
#[test]
fn what_is_as_it_was_is_not_written() {
    for id in PROCEDURES {
        let text = new(Some(id));
        for page in shape(&text).pages {
            for to in page.boxes {
                let act = Act::SetBox { page: page.id.clone(), to };
                assert_eq!(done(&text, &act), text, "{id} {act:?}");
            }
        }
    }
}

/// A text that breaks a promise can still be edited, for that is how it is put right; one that is no TOML cannot.
#[test]
fn what_is_wrong_can_be_edited_and_what_is_no_toml_cannot() {
    let text = new(None).replace("fact = \"contact.mobile\"", "fact = \"contact.none\"");
    assert!(library().check(FILE, &text).is_err());
    let mut to = of(&text, "form", "mobile");
    to.fact = "contact.mobile".to_owned();
    sound(&done(&text, &Act::SetBox { page: "form".to_owned(), to }));
    let act = Act::AddPage { title: "更多".to_owned() };
    for broken in ["id = ", "pages = 3", "[[pages]]\nid = 3", ""] {
        if let Ok(text) = library().edit(FILE, broken, &act, 2026) {
            assert!(library().shape(FILE, &text).is_some(), "{broken:?}\n{text}");
        }
    }
    assert!(library().edit(FILE, "id = ", &act, 2026).is_err());
    let gone = Act::RemoveBox { page: "none".to_owned(), field: "none".to_owned() };
    assert!(library().edit(FILE, &new(None), &gone, 2026).is_err());
}

/// A list between brackets, as a pack may have it on one line, is edited as it is written.
#[test]
fn lists_between_brackets_stay_between_brackets() {
    let text = include_str!("../../../../assets/samples/packs/hunnu-example.toml");
    let text = text.replace("id = \"hunnu-example\"", "id = \"own\"");
    let added =
        done(&text, &Act::AddBox { page: "materials".to_owned(), label: "核对".to_owned() });
    sound(&added);
    let (out, put) = differs(&text, &added);
    assert_eq!((out.len(), put.len()), (1, 1), "{added}");
    assert!(
        put[0].contains("{ id = \"box-1\", kind = \"do\", portal_label = \"核对\" }"),
        "{}",
        put[0]
    );
    let removed =
        done(&added, &Act::RemoveBox { page: "materials".to_owned(), field: "box-1".to_owned() });
    assert_eq!(shape(&removed), shape(&text));
}

#[test]
fn a_saved_page_becomes_boxes() {
    let page = "<form><p>* 姓名：<input name=a value='张三'></p><p>性别：<select><option>请选择<option>男<option>女</select></p>\
        <p>密码：<input type=password></p><p>手机号码：<input maxlength=11></p><p>微信号：<input></p></form>";
    let library = library();
    let seen = form(library.procedure("tdxl").unwrap(), page.to_owned()).unwrap();
    let seen = SeenPage {
        title: "报名".to_owned(),
        form: seen,
        day: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
    };
    for extends in [None, Some("tdxl")] {
        let text = new(extends);
        let taken = done(&text, &Act::Take { page: None, seen: seen.clone() });
        sound(&taken);
        let page = shape(&taken).pages.into_iter().next_back().unwrap();
        assert_eq!(page.title.0, "报名");
        let said: Vec<_> = page
            .boxes
            .iter()
            .map(|it| (&*it.label, &*it.kind, &*it.fact, it.required, it.most))
            .collect();
        assert_eq!(
            said,
            [
                ("姓名", "enter", "person.name", true, None),
                ("性别", "choose", "person.sex", false, None),
                ("密码", "secret", "", false, None),
                ("手机号码", "enter", "contact.mobile", false, Some(11)),
                ("微信号", "do", "", false, None),
            ],
            "{taken}"
        );
        assert!(!taken.contains("张三"));
        // A second time there is nothing to add.
        assert_eq!(done(&taken, &Act::Take { page: Some(page.id), seen: seen.clone() }), taken);
    }
}

/// A fact of the pack's own: masked unless it says otherwise, asked once a box needs it, gone with its question.
#[test]
fn a_fact_of_its_own_is_made_used_and_taken_out() {
    for extends in [None, Some("tdxl")] {
        let text = new(extends);
        let page = shape(&text).pages[0].id.clone();
        let act = Act::AddFact { label: "微信号".to_owned(), kind: "text".to_owned() };
        let added = done(&text, &act);
        let (_, put) = differs(&text, &added);
        assert_eq!(
            put,
            strings(&[
                "[[facts]]",
                "key = \"own.fact-1\"",
                "kind = \"text\"",
                "label = { zh = \"微信号\" }"
            ])
        );
        sound(&added);
        let fact = shape(&added).facts[0].clone();
        assert!(fact.sensitive);
        let boxed = done(&added, &Act::AddBox { page: page.clone(), label: "微信号".to_owned() });
        let mut to = of(&boxed, &page, "box-1");
        (to.kind, to.fact) = ("enter".to_owned(), fact.key.clone());
        let asked = done(&boxed, &Act::SetBox { page: page.clone(), to });
        sound(&asked);
        let procedure = library().check(FILE, &asked).ok().unwrap().procedure;
        let known = procedure.fact(&"own.fact-1".into()).unwrap();
        assert!(known.sensitive && procedure.step_of(&(&known.key).into()).is_some());
        // What is somebody's number is masked, whatever is said.
        let open = Act::SetFact { to: FactShape { sensitive: false, ..fact.clone() } };
        assert!(library().check(FILE, &done(&asked, &open)).is_err());
        let unboxed = done(&asked, &Act::RemoveBox { page, field: "box-1".to_owned() });
        let gone = done(&unboxed, &Act::RemoveFact { key: fact.key });
        sound(&gone);
        assert!(!gone.contains("own.fact-1"), "{gone}");
    }
}
