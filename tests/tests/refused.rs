//! A pack that is wrong does not load, and the error names the file, the key and the reason; hostile text does no harm.

use beishen_core::{Answers, Dictionary, LogEntry, PackError, Procedure};
use beishen_document::Locale;
use beishen_tests::{assess, asset, now};
use proptest::prelude::*;

/// The dictionary, with a fact that no procedure asks for.
fn dictionary() -> Dictionary {
    let fact = r#"[[facts]]
key = "person.shoe_size"
kind = "text"
label = { zh = "鞋码", en = "Shoe size" }
"#;
    Dictionary::parse(
        "facts.toml",
        &edited(&asset("facts.toml"), "[[rules]]", &format!("{fact}\n[[rules]]")),
    )
    .unwrap_or_else(|it| panic!("{it}"))
}

/// The text with the first of `from` changed.
fn edited(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "nothing to change: {from}");
    text.replacen(from, to, 1)
}

/// What could have been written instead changes with every new key.
fn without_choices(message: &str) -> String {
    message.split(", expected one of ").next().unwrap_or_default().to_owned()
}

fn refused(what: &str, loaded: Result<Procedure, PackError>) -> PackError {
    match loaded {
        Ok(_) => panic!("{what}: loaded"),
        Err(error) => error,
    }
}

#[test]
fn each_broken_promise_is_told_with_its_key() {
    let (pack, dictionary) = (asset("procedures/tdxl.toml"), dictionary());
    let mut wrong = Vec::new();
    for [what, from, to, key, zh, en] in PROMISES {
        let error =
            refused(what, Procedure::parse("tdxl.toml", &edited(&pack, from, to), &dictionary));
        let messages = [error.message(Locale::Zh), without_choices(&error.message(Locale::En))];
        let key = |colon: &str| if *key == "." { String::new() } else { format!("{key}{colon}") };
        let expected =
            [format!("tdxl.toml：{}{zh}", key("：")), format!("tdxl.toml: {}{en}", key(": "))];
        if messages != expected {
            wrong.push(format!("{what}\n  expected {expected:#?}\n  found {messages:#?}"));
        }
        assert_eq!(without_choices(&error.to_string()), messages[1], "{what}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// In a pack of one's own one fault hides no other: each is told, whether words, values or promises are wrong.
#[test]
fn every_fault_of_an_own_pack_is_told() {
    let (pack, dictionary) = (asset("procedures/tdxl.toml"), dictionary());
    let faults = |changes: &[(&str, &str)]| {
        let text = changes.iter().fold(pack.clone(), |text, (from, to)| edited(&text, from, to));
        Procedure::parse_own("own.toml", &text, &dictionary, &|_| None).unwrap_err()
    };
    for (changes, expected) in [
        (
            // Promises: a fact, a source.
            &[
                ("fact = \"contact.email\"", "fact = \"contact.mail\""),
                ("required = true\nsource = { id = \"", "required = true\nsource = { id = \"x"),
            ][..],
            &["pages[1].fields[5].fact", "materials[0].source.id"][..],
        ),
        (
            // What is not understood: a number, a key of a box, a word of another.
            &[
                ("portal_label = ", "label = "),
                ("kind = \"confirm\"", "kind = \"again\""),
                ("minutes = 25", "minutes = \"25\""),
            ],
            &["minutes", "pages[0].fields[0].label", "pages[1].fields[6].kind"],
        ),
    ] {
        let found = faults(changes);
        let found: Vec<_> = found.iter().map(|it| it.key.as_str()).collect();
        assert_eq!(found, expected);
    }
    // Lines that are no TOML, each with its number.
    let found = faults(&[("minutes = 25", "minutes = = 25"), ("[sources]", "[sources")]);
    let line = |text: &str| pack.lines().position(|it| it == text).map(|it| it + 1);
    for text in ["minutes = 25", "[sources]"] {
        assert!(found.iter().any(|it| it.line == line(text)), "{text}: {found:#?}");
    }
}

/// A fact of a pack's own is called after it, is no secret, tells no identity, and a number is masked.
#[test]
fn an_own_fact_that_is_not_careful_is_refused() {
    let (pack, dictionary) = (asset("procedures/tdxl.toml"), dictionary());
    let read = |fact: &str| {
        let text = edited(&pack, "id = \"tdxl\"", "id = \"own\"") + "\n[[facts]]\n" + fact;
        Procedure::parse_own("own.toml", &text, &dictionary, &|_| None)
    };
    let label = |zh: &str| format!("label = {{ zh = \"{zh}\" }}");
    for (fact, key) in [
        ("key = \"hobby\"\nkind = \"text\"\n".to_owned() + &label("爱好"), "facts[0].key"),
        ("key = \"person.hobby\"\nkind = \"text\"\n".to_owned() + &label("爱好"), "facts[0].key"),
        ("key = \"own.a\"\nkind = \"text\"\n".to_owned() + &label("查询密码"), "facts[0].label"),
        (
            "key = \"own.a\"\nkind = \"text\"\nsensitive = false\n".to_owned() + &label("护照号"),
            "facts[0].sensitive",
        ),
        ("key = \"own.a\"\nkind = \"text\"\nidentity = true\n".to_owned() + &label("爱好"), "facts[0]"),
        (
            "key = \"own.a\"\nkind = \"text\"\nderive = { kind = \"copy\", from = \"person.name\" }\n".to_owned()
                + &label("爱好"),
            "facts[0]",
        ),
    ] {
        let found = read(&fact).unwrap_err();
        assert_eq!(found[0].key, key, "{fact}");
    }
    for kind in ["text", "date", "month", "choice"] {
        assert!(read(&format!("key = \"own.a\"\nkind = \"{kind}\"\n{}", label("爱好"))).is_ok());
    }
}

/// A fact of a pack's own is asked, masked and checked by its kind like any other.
#[test]
fn an_own_fact_is_asked_masked_and_checked() {
    let (pack, dictionary) = (asset("procedures/tdxl.toml"), dictionary());
    let facts = ["text", "date", "month"].map(|kind| {
        format!(
            "\n[[facts]]\nkey = \"own.{kind}\"\nkind = \"{kind}\"\nlabel = {{ zh = \"自备\" }}\n"
        )
    });
    let step = "\n[[steps]]\nid = \"own\"\ntitle = { zh = \"自备\" }\nasks = [\"own.text\", \"own.date\", \"own.month\"]\n";
    let text = edited(&pack, "id = \"tdxl\"", "id = \"own\"") + &facts.concat() + step;
    let own = Procedure::parse_own("own.toml", &text, &dictionary, &|_| None).unwrap().procedure;
    let masked = |key: &str| own.fact(&key.into()).unwrap().sensitive;
    assert_eq!(["own.text", "own.date", "own.month"].map(masked), [true, true, false]);
    for (key, answer, rule) in [
        ("own.text", "一号楼", None),
        ("own.text", "一号楼\u{200b}", Some("own-line")),
        ("own.date", "2026-02-30", Some("own-date")),
        ("own.date", "2026-02-03", None),
        ("own.month", "2026年13月", Some("own-month")),
        ("own.month", "202602", None),
    ] {
        let mut answers = Answers::default();
        answers.facts.insert(key.into(), answer.to_owned());
        let findings = assess(&own, &answers, now()).findings;
        let subject = beishen_core::Subject::from(key);
        let mut found =
            findings.iter().filter(|it| it.subject == subject).map(|it| it.rule.as_str());
        assert_eq!(found.next(), rule, "{key} {answer}");
    }
}

/// English is asked for: what lacks it is told, and the Chinese stands there. A pack that comes with the program does not load so.
#[test]
fn an_own_pack_may_lack_english() {
    let (pack, dictionary) = (asset("procedures/tdxl.toml"), dictionary());
    let title = pack.lines().find(|it| it.starts_with("title = ")).unwrap();
    let zh = title.split(", en = ").next().unwrap();
    let text = edited(&pack, title, &format!("{zh} }}"));
    let own = Procedure::parse_own("own.toml", &text, &dictionary, &|_| None).unwrap();
    assert_eq!(own.no_english, ["title"]);
    assert_eq!(own.procedure.title().en, own.procedure.title().zh);
    let error = refused("no English", Procedure::parse("tdxl.toml", &text, &dictionary));
    assert_eq!(error.key, "title");
    let whole = Procedure::parse_own("own.toml", &pack, &dictionary, &|_| None).unwrap();
    assert!(whole.no_english.is_empty());
}

/// What is broken, the text that is changed, and what is said.
#[rustfmt::skip]
const PROMISES: &[[&str; 6]] = &[
    // Names that nothing has.
    ["unknown fact on a page", r#"fact = "contact.email""#, r#"fact = "contact.mail""#,
        "pages[1].fields[5].fact", "没有名为“contact.mail”的信息项", "no fact is named `contact.mail`"],
    ["unknown fact in a step", r#"asks = ["work.province","#, r#"asks = ["work.country", "work.province","#,
        "steps[5].asks[0]", "没有名为“work.country”的信息项", "no fact is named `work.country`"],
    ["unknown fact in a rule", r#"kind = "rare_name", name = "person.name""#, r#"kind = "rare_name", name = "person.nick""#,
        "rules[11].check", "没有名为“person.nick”的信息项", "no fact is named `person.nick`"],
    ["unknown fact in a rule's condition", r#"when = { fact = "degree.clinical", is = "是" }"#, r#"when = { fact = "degree.field", is = "是" }"#,
        "rules[6].when", "没有名为“degree.field”的信息项", "no fact is named `degree.field`"],
    ["unknown fact within", r#"within = "degree.province""#, r#"within = "degree.place""#,
        "pages[6].fields[5].options.within", "没有名为“degree.place”的信息项", "no fact is named `degree.place`"],
    ["unknown source of a page", r#"source = { id = "manual", section = "四、激活账号" }"#, r#"source = { id = "gossip", section = "四、激活账号" }"#,
        "pages[2].source.id", "没有名为“gossip”的依据", "no source is named `gossip`"],
    ["unknown source of another label", r#"portal_label = "工作单位名称""#, "portal_label = \"工作单位名称\"\naliases = [{ label = \"单位\", source = { id = \"gossip\", section = \"x\" } }]",
        "pages[6].fields[15].aliases[0].source.id", "没有名为“gossip”的依据", "no source is named `gossip`"],
    ["another label that is the same", r#"portal_label = "工作单位名称""#, "portal_label = \"工作单位名称\"\naliases = [{ label = \"工作单位名称\", source = { id = \"manual\", section = \"x\" } }]",
        "pages[6].fields[15].aliases[0].label", "别名要写明平台上另一个字样", "an alias is another label of the portal's"],
    ["unknown source of a rule", r#"source = { id = "habit", section = "年龄" }"#, r#"source = { id = "gossip", section = "年龄" }"#,
        "rules[0].source.id", "没有名为“gossip”的依据", "no source is named `gossip`"],
    ["unknown source of a help card", r#"source = { id = "manual", section = "备注" }"#, r#"source = { id = "gossip", section = "备注" }"#,
        "help[0].source.id", "没有名为“gossip”的依据", "no source is named `gossip`"],
    ["unknown table", r#"table = "ethnic_groups""#, r#"table = "tribes""#,
        "pages[5].fields[5].options.table", "没有名为“tribes”的代码表", "no table is named `tribes`"],
    ["unknown material on a page", r#"material = "photo""#, r#"material = "portrait""#,
        "pages[4].fields[1].material", "没有名为“portrait”的材料", "no material is named `portrait`"],
    ["unknown material in a step", r#"materials = ["photo"]"#, r#"materials = ["portrait"]"#,
        "steps[1].materials[0]", "没有名为“portrait”的材料", "no material is named `portrait`"],
    ["unknown profile", r#"profile = "tdxl""#, r#"profile = "passport""#,
        "materials[0].profile", "没有名为“passport”的照片规格", "no profile is named `passport`"],
    ["a photo of two sides", "profile = \"tdxl\"\n", "profile = \"tdxl\"\ntwo_sides = true\n",
        "materials[0].two_sides", "证件照片有规格，不能由正反两面拼成", "a photo with a profile is not made of two sides"],
    ["a file name with a path", "profile = \"tdxl\"\n", "profile = \"tdxl\"\nfile_name = \"a/b\"\n",
        "materials[0].file_name", "文件名不能为空、过长或含 / \\ : * ? 等符号", "a file name is not empty, not long and has no / \\ : * ? and the like"],
    ["a file name of what nobody asks", "profile = \"tdxl\"\n", "profile = \"tdxl\"\nfile_name = \"{person.shoe_size}\"\n",
        "materials[0].file_name", "文件名中的“{person.shoe_size}”没有在任何步骤中问到", "no step asks for `person.shoe_size`, which the file name holds"],
    ["unknown act that starts a clock", "after = \"registered\"\nuntil = \"activated\"\nhours", "after = \"born\"\nuntil = \"activated\"\nhours",
        "deadlines[0].after", "没有名为“born”的事项", "no act is named `born`"],
    ["unknown act that ends a stage", r#"until = "photo_uploaded""#, r#"until = "photo_taken""#,
        "stages[2].until", "没有名为“photo_taken”的事项", "no act is named `photo_taken`"],
    ["unknown field", r#"before = "register.name""#, r#"before = "register.nickname""#,
        "irreversible[0].before", "没有“register.nickname”这一项", "there is no field `register.nickname`"],
    ["unknown kind of check", r#"kind = "rare_name""#, r#"kind = "horoscope""#,
        "rules[11].check.kind", "这里不能写“horoscope”", "unknown variant `horoscope`"],

    // Rules without what they rest on.
    ["uncited rule", "source = { id = \"manual\", section = \"网上学位申请年月；年度\" }\n", "",
        "rules[5]", "缺少“source”", "missing field `source`"],
    ["no section", r#"section = "网上学位申请年月；年度""#, r#"section = " ""#,
        "rules[5].source.section", "要写明出处的章节", "the section is empty"],
    ["rule over what nobody asks", r#"kind = "rare_name", name = "person.name""#, r#"kind = "rare_name", name = "person.shoe_size""#,
        "rules[11]", "规则“rare-name”用到“person.shoe_size”，但没有步骤问它", "rule `rare-name` looks at `person.shoe_size`, which no step asks for"],
    ["rule when what nobody asks", r#"when = { not = { fact = "degree.enrolled", is = "是" } }"#, r#"when = { not = { fact = "person.shoe_size", is = "43" } }"#,
        "rules[9]", "规则“enrolled-only”用到“person.shoe_size”，但没有步骤问它", "rule `enrolled-only` looks at `person.shoe_size`, which no step asks for"],
    ["missing words", "young = { zh = \"按出生日期年龄为 {n} 岁，请核对。\", en = \"By the date of birth the age is {n}. Check it.\" }\n", "",
        "rules[0].reasons", "规则“age”缺少“young”的说明", "rule `age` has no words for `young`"],
    ["words for nothing", "young = {", "ancient = { zh = \"太老\", en = \"too old\" }\nyoung = {",
        "rules[0].reasons.ancient", "这项检查没有“ancient”这种情形", "the check never gives `ancient`"],
    ["unknown parameter", "按出生日期年龄为 {n} 岁", "按出生日期年龄为 {age} 岁",
        "rules[0].reasons.young", "说明中的“{age}”没有对应的内容", "nothing is known as `{age}` here"],
    ["a photo with limits of a scan", "profile = \"tdxl\"\n", "profile = \"tdxl\"\nlimits = { max_kb = 200 }\n",
        "materials[0].limits", "照片的要求写在规格（profile）里", "what is wanted of a photo stands in its profile"],
    ["a profile that nobody says", "months = 3\nsource = { id = \"manual\"", "months = 3\nsource = { id = \"nobody\"",
        "profiles[0].source.id", "没有名为“nobody”的依据", "no source is named `nobody`"],
    ["a source for a check there is not", "backdrop = \"blue\"\n", "backdrop = \"blue\"\nsources.smile = { id = \"manual\", section = \"照片\" }\n",
        "profiles[0].sources.smile", "没有名为“smile”的检查项", "no check of a photo is named `smile`"],

    // What is asked, and when.
    ["condition on a later answer", r#"fact = "degree.student_number", required = true, relevant = { fact = "degree.enrolled", is"#, r#"fact = "degree.student_number", required = true, relevant = { fact = "work.province", is"#,
        "steps[4].asks[10].relevant", "条件用到的“work.province”在此之前没有问过", "it reads `work.province`, which is not asked before"],
    ["condition on itself", r#"fact = "degree.student_number", required = true, relevant = { fact = "degree.enrolled", is"#, r#"fact = "degree.student_number", required = true, relevant = { fact = "degree.student_number", is"#,
        "steps[4].asks[10].relevant", "条件用到的“degree.student_number”在此之前没有问过", "it reads `degree.student_number`, which is not asked before"],
    ["page's condition on what nobody asks", "fact = \"degree.class\"\n", "fact = \"degree.class\"\nrelevant = { fact = \"person.shoe_size\", is = \"43\" }\n",
        "pages[6].fields[12].relevant", "条件用到的“person.shoe_size”在此之前没有问过", "it reads `person.shoe_size`, which is not asked before"],
    ["asked twice", r#"asks = ["work.province","#, r#"asks = ["person.name", "work.province","#,
        "steps[5].asks[0]", "“person.name”已经问过", "`person.name` is asked already"],
    ["on a page and never asked", r#"fact = "contact.address""#, r#"fact = "person.shoe_size""#,
        "pages[1].fields[13].fact", "“person.shoe_size”没有在任何步骤中问到", "no step asks for `person.shoe_size`"],

    ["a material that nobody asks for", "materials = [\"photo\"]", "materials = []",
        "materials[0]", "必交的“photo”没有在任何步骤中问到", "no step asks for `photo`, which is required"],
    ["a history that nobody asks for", "history = true\n", "",
        "pages[5].fields[15]", "没有步骤问个人经历（history）", "no step asks for the history"],

    // Boxes.
    ["box without a fact", "fact = \"contact.address\"\n", "",
        "pages[1].fields[13]", "要写明填哪个信息项（fact）", "it does not say which fact goes in"],
    ["secret with a fact", "portal_label = \"密码\"\n", "portal_label = \"密码\"\nfact = \"person.name\"\n",
        "pages[1].fields[3].fact", "密码、验证码和操作不能对应信息项", "a secret, a code or an act has no fact"],
    ["click with a fact", "portal_label = \"激活完成后进行登录\"\n", "portal_label = \"激活完成后进行登录\"\nfact = \"person.name\"\n",
        "pages[3].fields[0].fact", "密码、验证码和操作不能对应信息项", "a secret, a code or an act has no fact"],
    ["list without options", "options = { table = \"ethnic_groups\", certainty = \"standard\" }\n", "",
        "pages[5].fields[5]", "要写明选项（options）", "it does not say what may be chosen"],
    ["option added by a pack", r#"options = { table = "ethnic_groups", certainty = "standard" }"#,
        r#"options = { table = "ethnic_groups", certainty = "added" }"#,
        "pages[5].fields[5].options.certainty", "这里不能写“added”", "unknown variant `added`"],
    ["empty list", r#"options = { table = "ethnic_groups", certainty = "standard" }"#, "options = { list = [] }",
        "pages[5].fields[5].options", "没有选项", "there are no options"],
    ["upload of nothing", "material = \"photo\"\nnote", "note",
        "pages[4].fields[1]", "要写明上传哪份材料（material）", "it does not say which material is handed in"],
    ["no label", r#"portal_label = "通信地址""#, r#"portal_label = """#,
        "pages[1].fields[13].portal_label", "平台的字样不能为空", "the portal's label is empty"],
    ["pattern that is none", r#"portal_format = "%Y%m%d""#, r#"portal_format = "%Y%!""#,
        "pages[5].fields[6].portal_format", "日期格式不对，或此项不是日期", "the pattern is wrong, or the fact is no date or month"],
    ["pattern for hours of a day", r#"portal_format = "%Y%m%d""#, r#"portal_format = "%Y%m%d %H:%M""#,
        "pages[5].fields[6].portal_format", "日期格式不对，或此项不是日期", "the pattern is wrong, or the fact is no date or month"],
    ["pattern for text", "fact = \"contact.address\"\n", "fact = \"contact.address\"\nportal_format = \"%Y\"\n",
        "pages[1].fields[13].portal_format", "日期格式不对，或此项不是日期", "the pattern is wrong, or the fact is no date or month"],

    ["nothing of what is to be brought", r#"en = "ID card" }, original = true, copies = 2, relevant"#, r#"en = "Identity card" }, relevant"#,
        "stages[5].bring[0]", "要写明带原件（original）还是几份复印件（copies）", "it is the `original`, or so many `copies`"],
    ["a place to go to with nothing", "bring = [\n", "there = [{ id = \"go\", text = { zh = \"去\", en = \"Go\" }, source = { id = \"manual\", section = \"一\" } }]\n[[stages]]\nid = \"other\"\ntitle = { zh = \"别的\", en = \"Other\" }\ndetail = { zh = \"别的\", en = \"Other\" }\nsource = { id = \"manual\", section = \"一\" }\nbring = [\n",
        "stages[5].bring", "要写明带什么去", "say what to bring as well"],
    ["unknown source of what is brought", r#"original = true, copies = 2, source = { id = "public2022""#, r#"original = true, copies = 2, source = { id = "gossip""#,
        "stages[5].bring[8].source.id", "没有名为“gossip”的依据", "no source is named `gossip`"],
    ["brought when what nobody asks", r#"original = true, relevant = { fact = "person.name_on_papers""#, r#"original = true, relevant = { fact = "person.shoe_size""#,
        "stages[5].bring[15].relevant", "条件用到的“person.shoe_size”在此之前没有问过", "it reads `person.shoe_size`, which is not asked before"],
    ["more copies than a number", "copies = 2", "copies = 2000",
        "stages[5].bring[0].copies", "内容不对：invalid value: integer `2000`, expected u8", "invalid value: integer `2000`, expected u8"],

    ["days that end before they begin", "from = \"2024-03-11\"", "from = \"2024-03-25\"",
        "stages[7].calendar[0].from", "开始不能晚于结束", "it begins after it ends"],
    ["days that nobody announced", "source = { id = \"exam2024\", section = \"考试时间\" }", "source = { id = \"gossip\", section = \"考试时间\" }",
        "stages[7].calendar[1].source.id", "没有名为“gossip”的依据", "no source is named `gossip`"],
    ["two days of one name", "id = \"sign-up\"", "id = \"exam\"",
        "stages[7].calendar[1].id", "“exam”重复", "`exam` is given twice"],

    // Ids.
    ["two things to bring", r#"{ id = "diploma", title = { zh = "本科学历证书""#, r#"{ id = "id_card", title = { zh = "本科学历证书""#,
        "stages[5].bring[7].id", "“id_card”重复", "`id_card` is given twice"],
    ["bad id", r#"id = "tdxl""#, r#"id = "TDXL""#,
        "id", "名称只能用小写字母、数字和连字符", "an id has lower-case letters, digits and dashes only"],
    ["two pages", r#"id = "result""#, r#"id = "apply""#, "pages[7].id", "“apply”重复", "`apply` is given twice"],
    ["two fields", r#"id = "password_again""#, r#"id = "password""#, "pages[1].fields[4].id", "“password”重复", "`password` is given twice"],
    ["two steps", "[[steps]]\nid = \"work\"", "[[steps]]\nid = \"basic\"", "steps[5].id", "“basic”重复", "`basic` is given twice"],
    ["two acts", r#"id = "activated""#, r#"id = "registered""#, "acts[1].id", "“registered”重复", "`registered` is given twice"],
    ["two ticks", r#"id = "photo.no_hat""#, r#"id = "photo.recent""#, "ticks[1].id", "“photo.recent”重复", "`photo.recent` is given twice"],
    ["two rules", r#"id = "work-age""#, r#"id = "age""#, "rules[1].id", "“age”重复", "`age` is given twice"],
    ["a rule of the dictionary", r#"id = "rare-name""#, r#"id = "name""#, "rules[11].id", "“name”已被使用", "`name` is taken"],
    ["a rule that is built in", r#"id = "rare-name""#, r#"id = "required""#, "rules[11].id", "“required”已被使用", "`required` is taken"],

    // Shapes.
    ["no Chinese", r#"title = { zh = "注册信息", en"#, r#"title = { zh = "", en"#,
        "steps[0].title", "中文（zh）不能为空", "the Chinese text (zh) is empty"],
    ["no English", r#"en = "Registration" }"#, r#"en = " " }"#,
        "steps[0].title", "英文（en）不能为空", "the English text (en) is empty"],
    ["one language", r#", en = "Registration" }"#, " }", "steps[0].title", "缺少“en”", "missing field `en`"],
    ["words without English", "，请核对。\", en = \"By the date of birth the age is {n}. Check it.\" }", "，请核对。\" }",
        "rules[0].reasons.young", "缺少“en”", "missing field `en`"],
    ["not a day", r#"verified_on = "2026-11-22""#, r#"verified_on = "2026-02-30""#,
        "verified_on", "内容不对：input is out of range", "input is out of range"],
    ["larger than the number", "minutes = 25", "minutes = 70000",
        "minutes", "内容不对：invalid value: integer `70000`, expected u16", "invalid value: integer `70000`, expected u16"],
    ["a key no pack has", "minutes = 25", "minutes = 25\nhours = 3",
        "hours", "没有名为“hours”的键，请检查拼写", "unknown field `hours`"],
    ["a key no field has", "portal_label = \"通信地址\"\n", "portal_label = \"通信地址\"\ncolour = \"red\"\n",
        "pages[1].fields[13].colour", "没有名为“colour”的键，请检查拼写", "unknown field `colour`"],
    ["a key no source has", r#"section = "年龄" }"#, r#"section = "年龄", page = 3 }"#,
        "rules[0].source.page", "没有名为“page”的键，请检查拼写", "unknown field `page`"],
    ["no TOML", "minutes = 25", "minutes = = 25",
        ".", "第 7 行不是正确的 TOML：extra `=`, expected nothing", "line 7 is not correct TOML: extra `=`, expected nothing"],
];

#[test]
fn the_dictionary_is_held_to_the_same() {
    let facts = asset("facts.toml");
    #[rustfmt::skip]
    let broken = [
        [r#"from = "person.id_number" }"#, r#"from = "work.employer" }"#,
            "facts[4].derive.from", "“work.employer”要写在“person.birth_date”之前", "`work.employer` must stand before `person.birth_date`"],
        [r#"table = "institutions" }"#, r#"table = "schools" }"#,
            "facts[20].derive.table", "没有名为“schools”的代码表", "no table is named `schools`"],
        [r#"key = "person.sex""#, r#"key = "person.name""#, "facts[5].id", "“person.name”重复", "`person.name` is given twice"],
        [r#"key = "person.sex""#, r#"key = "Person Sex""#,
            "facts[5].key", "内容不对：a fact's key is lower-case words joined by dots", "a fact's key is lower-case words joined by dots"],
        [r#"key = "person.sex""#, r#"key = "files.sex""#,
            "facts[5].key", "“files.sex”不能用作信息项的名称", "a fact cannot be named `files.sex`"],
        [r#"source = { id = "practice", section = "姓名填写" }"#, r#"source = { id = "gossip", section = "姓名填写" }"#,
            "rules[0].source.id", "没有名为“gossip”的依据", "no source is named `gossip`"],
        [r#"when = { fact = "person.id_type", is = "护照" }"#, r#"when = { fact = "contact.email", is = "护照" }"#,
            "rules[6].when", "条件用到的“contact.email”在信息项表中要排在前面", "it reads `contact.email`, which must stand before in the dictionary"],
        [r#"facts = ["person.name", "person.former_name"]"#, r#"facts = ["person.nick"]"#,
            "rules[0].check", "没有名为“person.nick”的信息项", "no fact is named `person.nick`"],
    ];
    for [from, to, key, zh, en] in broken {
        let error = Dictionary::parse("facts.toml", &edited(&facts, from, to)).unwrap_err();
        assert_eq!(error.message(Locale::Zh), format!("facts.toml：{key}：{zh}"));
        assert_eq!(error.message(Locale::En), format!("facts.toml: {key}: {en}"));
    }
}

#[test]
fn hostile_text_is_an_error_and_nothing_worse() {
    let (pack, dictionary) = (asset("procedures/tdxl.toml"), dictionary());
    let many = |text: &str, n: usize| text.repeat(n);
    for (what, text) in [
        ("nothing", String::new()),
        ("no TOML", "同等学力".to_owned()),
        ("half of it", pack.chars().take(pack.chars().count() / 2).collect()),
        ("too large", format!("{pack}\n#{}", many("x", 600 * 1024))),
        ("nested arrays", format!("{pack}\nx = {}{}", many("[", 17), many("]", 17))),
        ("ten thousand brackets", format!("x = {}", many("[", 10_000))),
        ("ten thousand closed brackets", format!("x = {}{}", many("[", 10_000), many("]", 10_000))),
        ("ten thousand braces", format!("x = {}", many("{a=", 10_000))),
        ("ten thousand dots", format!("x{} = 1", many(".a", 10_000))),
        ("as many dots as there is room for", format!("x{} = 1", many(".a", 200_000))),
        ("a table of ten thousand names", format!("[x{}]", many(".a", 10_000))),
        ("ten thousand times not", format!("c = {}1{}", many("{not=", 10_000), many("}", 10_000))),
        (
            "sixteen times not",
            pack.replacen(
                r#"relevant = { fact = "degree.category", is = "医学" }"#,
                &format!(
                    "relevant = {}{{fact=\"degree.category\",is=\"医学\"}}{}",
                    many("{not=", 16),
                    many("}", 16)
                ),
                1,
            ),
        ),
        (
            "a huge number",
            pack.replacen("minutes = 25", &format!("minutes = {}", many("9", 5_000)), 1),
        ),
        ("less than nothing", pack.replacen("minutes = 25", "minutes = -1", 1)),
        ("infinite", pack.replacen("minutes = 25", "minutes = inf", 1)),
        ("NUL", pack.replacen("minutes = 25", "minutes = 25\0", 1)),
        ("NUL in a text", pack.replacen("同等学力申硕", "同等\0学力申硕", 1)),
        ("an escape character", pack.replacen("同等学力申硕", "同等\u{1b}[31m学力申硕", 1)),
        ("text for a number", pack.replacen("minutes = 25", "minutes = \"25\"", 1)),
        ("the same key twice", pack.replacen("minutes = 25", "minutes = 25\nminutes = 25", 1)),
    ] {
        let error = refused(what, Procedure::parse("hostile.toml", &text, &dictionary));
        for message in [error.message(Locale::Zh), error.message(Locale::En)] {
            assert!(message.starts_with("hostile.toml"), "{what}: {message}");
            assert!(
                message.chars().count() < 1_000,
                "{what}: {} characters",
                message.chars().count()
            );
        }
    }
}

/// A pack saved by an editor of Windows is the same pack, also in its texts of several lines.
#[test]
fn a_pack_may_end_its_lines_as_windows_does() {
    let (pack, dictionary) = (asset("procedures/chsi-account.toml"), dictionary());
    assert!(pack.contains("\"\"\"\n"), "no text of several lines");
    let read = |text: &str| Procedure::parse("chsi-account.toml", text, &dictionary).unwrap();
    assert!(read(&pack.replace('\n', "\r\n")) == read(&pack));
}

/// Numbers at the edge of their type load, and nothing overflows over them.
#[test]
fn numbers_at_the_edge_do_no_harm() {
    let (pack, dictionary) = (asset("procedures/tdxl.toml"), dictionary());
    let perfect = beishen_tests::pack("tdxl").perfect;
    for (from, to) in [
        ("certain = 14", "certain = 2147483647"),
        ("likely = 16", "likely = -2147483648"),
        ("months = 36", "months = 2147483647"),
        ("months = 36", "months = -2147483648"),
        ("min = 16, max = 100", "min = 2147483647, max = -2147483648"),
        ("hours = 24", "hours = 4294967295"),
        ("max_kb = 200", "max_kb = 4294967295"),
        ("width = 390", "width = 4294967295"),
        ("width = 390", "width = 0"),
    ] {
        let procedure =
            Procedure::parse("tdxl.toml", &edited(&pack, from, to), &dictionary).unwrap();
        let entry = LogEntry { act: "registered".to_owned(), at: now(), note: String::new() };
        let mut answers = Answers { log: vec![entry], ..perfect.clone() };
        answers.facts.insert("degree.prior_type".into(), "学士".to_owned());
        assert!(!assess(&procedure, &answers, now()).steps.is_empty(), "{to}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(beishen_tests::tries(48)))]

    /// Whatever is cut out of a pack and put in its place, loading it ends with a procedure or an error.
    #[test]
    fn a_mangled_pack_loads_or_is_refused(at in 0.0..1.0_f64, cut in 0_usize..200, put in ".{0,12}") {
        let pack: Vec<char> = asset("procedures/tdxl.toml").chars().collect();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in the file")]
        let at = (pack.len() as f64 * at) as usize;
        let text: String =
            pack[..at].iter().copied().chain(put.chars()).chain(pack.iter().copied().skip(at + cut)).collect();
        if let Err(error) = Procedure::parse("mangled.toml", &text, &dictionary()) {
            prop_assert!(error.message(Locale::Zh).starts_with("mangled.toml：") && !error.reason.en.is_empty());
        }
    }
}
