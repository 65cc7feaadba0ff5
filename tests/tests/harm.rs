//! Packs that mean harm: each is refused with its key and a sentence in both languages, and costs no time.

use std::time::{Duration, Instant};

use beishen_core::{Dictionary, PackError, Procedure};
use beishen_document::Locale;
use beishen_tests::asset;

fn load(text: &str) -> Result<Procedure, PackError> {
    let dictionary =
        Dictionary::parse("facts.toml", &asset("facts.toml")).unwrap_or_else(|it| panic!("{it}"));
    Procedure::parse_extending("own.toml", text, &dictionary, &|id| {
        (id == "tdxl").then(|| asset("procedures/tdxl.toml"))
    })
}

/// 同等学力申硕 with something put in or changed.
fn own(rest: &str) -> String {
    format!("id = \"own\"\nextends = \"tdxl\"\n{rest}")
}

/// A new field of the first page.
fn field(keys: &str) -> String {
    own(&format!("[[pages]]\nid = \"portal\"\n[[pages.fields]]\nid = \"new\"\n{keys}\n"))
}

#[track_caller]
fn refused(text: &str, key: &str, zh: &str, en: &str) {
    let began = Instant::now();
    let error = load(text).err().unwrap_or_else(|| panic!("loaded; expected {key}: {zh}"));
    assert!(began.elapsed() < Duration::from_secs(5), "{key}: {zh} took {:?}", began.elapsed());
    assert_eq!((&*error.key, &*error.reason.zh), (key, zh));
    assert!(error.reason.en.starts_with(en), "{}", error.reason.en);
    assert!(error.message(Locale::En).chars().count() < 1_000);
    let chinese = error.reason.zh.chars().filter(|it| ('\u{4e00}'..='\u{9fff}').contains(it));
    assert!(chinese.count() <= 40, "{zh}");
}

#[test]
fn an_id_is_the_name_of_a_file_in_the_folder_and_of_no_other() {
    let pack = asset("procedures/tdxl.toml");
    let letters = "名称只能用小写字母、数字和连字符";
    let device = |id| format!("“{id}”不能作文件名，请换一个");
    for (id, zh) in [
        ("", letters),
        ("..", letters),
        (".", letters),
        (".hidden", letters),
        ("a..b", letters),
        ("a/b", letters),
        ("../../tmp/x", letters),
        ("/etc/passwd", letters),
        ("a\\\\b", letters),
        ("c:", letters),
        ("a b", letters),
        ("申硕", letters),
        ("ｔｄｘｌ", letters),
        ("tdxl.toml", "办理事项的名称里不能有点"),
        ("nul", &device("nul")),
        ("com1", &device("com1")),
        (&"a".repeat(65), letters),
    ] {
        let text = pack.replacen(r#"id = "tdxl""#, &format!("id = \"{id}\""), 1);
        let error = load(&text).unwrap_err();
        assert_eq!((&*error.key, &*error.reason.zh), ("id", zh), "{id}");
    }
    for id in ["tdxl2", "a", "hunnu-bachelor", "x_1", "com0", "console"] {
        let text = pack.replacen(r#"id = "tdxl""#, &format!("id = \"{id}\""), 1);
        assert!(load(&text).is_ok(), "{id}");
    }
    // Ids within a pack may have dots, but only between words.
    for id in ["photo..blue", ".photo", "photo."] {
        let text = pack.replacen(r#"{ id = "photo.blue""#, &format!("{{ id = \"{id}\""), 1);
        assert_eq!(load(&text).unwrap_err().reason.zh, letters, "{id}");
    }
}

#[test]
fn what_must_not_be_kept_has_no_input() {
    let zh = "这是密码或验证码，kind 要写 secret 或 code";
    for label in [
        "密码",
        "登录口令",
        "Password",
        "PASSWORD again",
        "ｐａｓｓｗｏｒｄ",
        "p a s s w o r d",
        "密 码",
        "密　码",
        "PIN",
        "银行卡 PIN（6 位）",
        "ＰＩＮ",
        "短信验证码",
        "校验码",
    ] {
        for kind in ["enter", "confirm", "choose", "upload", "history"] {
            let text = field(&format!(
                "kind = \"{kind}\"\nportal_label = \"{label}\"\nfact = \"person.name\"\nmaterial = \"photo\""
            ));
            refused(&text, "pages.portal.fields.new.kind", zh, "this is a password or a code");
        }
        for kind in ["secret", "code"] {
            let text = field(&format!("kind = \"{kind}\"\nportal_label = \"{label}\""));
            assert!(load(&text).is_ok(), "{label} {kind}");
            let bound = text + "fact = \"person.name\"\n";
            let zh = "密码、验证码和操作不能对应信息项";
            refused(&bound, "pages.portal.fields.new.fact", zh, "a secret, a code or an act");
        }
    }
    for label in ["姓名拼音（Pinyin）", "证件号码", "Spinning", "单位代码"] {
        let text = field(&format!("portal_label = \"{label}\"\nfact = \"person.name\""));
        assert!(load(&text).is_ok(), "{label}");
    }
}

#[test]
fn a_text_is_what_it_seems() {
    let zh = |code| format!("含看不见的字符 {code}，请删去");
    for (c, code) in [
        ("\\u202e", "U+202E"),
        ("\u{202e}", "U+202E"),
        ("\u{2066}", "U+2066"),
        ("\u{200b}", "U+200B"),
        ("\u{200d}", "U+200D"),
        ("\u{feff}", "U+FEFF"),
        ("\\u0000", "U+0000"),
        ("\\u001b", "U+001B"),
        ("\u{ad}", "U+00AD"),
        ("\\U000E0041", "U+E0041"),
    ] {
        let label = field(&format!("kind = \"secret\"\nportal_label = \"密{c}码\""));
        let at = "pages[0].fields[0].portal_label";
        refused(&label, at, &zh(code), "it holds the invisible character");
        let id = own(&format!("[[help]]\nid = \"no-mail{c}\"\n"));
        refused(&id, "help[0].id", &zh(code), "it holds the invisible character");
        let key = own(&format!("portal = {{ \"na{c}me\" = 1 }}\n"));
        refused(&key, "portal", &zh(code), "it holds the invisible character");
    }
}

#[test]
fn nothing_is_endless() {
    let many = |text: &dyn Fn(usize) -> String, n: usize| (0..n).map(text).collect::<String>();
    let help = |n: usize| format!("[[help]]\nid = \"h{n}\"\n");
    let rule = |n: usize| format!("[[rules]]\nid = \"r{n}\"\n");
    let new_field = |n: usize| {
        format!("[[pages.fields]]\nid = \"f{n}\"\nkind = \"do\"\nportal_label = \"点\"\n")
    };
    let page = |n: usize| {
        format!(
            "[[pages]]\nid = \"p{n}\"\ntitle = {{ zh = \"页\", en = \"Page\" }}\nsource = {{ id = \"manual\", section = \"一\" }}\n"
        ) + &many(&new_field, 340)
    };
    let long = "长".repeat(1_001);
    for (text, key, zh, en) in [
        (
            own(&format!("#{}", "x".repeat(600 * 1024))),
            ".",
            "文件超过 512 KB，请缩短",
            "the file is over 512 KB",
        ),
        (
            own(&format!("x = {}{}", "[".repeat(17), "]".repeat(17))),
            "x[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]",
            "嵌套超过 16 层，请简化",
            "nested over 16 levels",
        ),
        (own(&many(&help, 501)), "help", "共 501 项，最多 500 项，请减少", "there are 501 entries"),
        (
            own(&many(&rule, 501)),
            "rules",
            "共 501 项，最多 500 项，请减少",
            "there are 501 entries",
        ),
        // Each of the two is within the limits, together they are not.
        (
            own(&many(&rule, 501 - asset("procedures/tdxl.toml").matches("\n[[rules]]").count())),
            "rules",
            "共 501 项，最多 500 项，请减少",
            "there are 501 entries",
        ),
        (
            own(&many(&page, 3)),
            "pages",
            "填报项共 1020 个，最多 1000 个，请减少",
            "there are 1020 fields",
        ),
        (
            own(&format!("title = {{ zh = \"{long}\", en = \"Long\" }}\n")),
            "title.zh",
            "有 1001 个字，最多 1000 个，请缩短",
            "it has 1001 characters",
        ),
        (
            field(&format!("portal_label = \"{long}\"\nkind = \"do\"")),
            "pages[0].fields[0].portal_label",
            "有 1001 个字，最多 1000 个，请缩短",
            "it has 1001 characters",
        ),
        (
            own(&format!("{} = 1\n", "k".repeat(65))),
            ".",
            "有 65 个字，最多 64 个，请缩短",
            "it has 65 characters",
        ),
    ] {
        refused(&text, key, zh, en);
    }
}

/// There is no place for a program in a pack: no pattern, no formula, no address that anything fetches.
#[test]
fn a_pack_cannot_do_anything() {
    for key in ["pattern", "regex", "matches", "script", "url", "include"] {
        let bomb =
            field(&format!("portal_label = \"姓名\"\nfact = \"person.name\"\n{key} = \"^(a+)+$\""));
        let zh = format!("没有名为“{key}”的键，请检查拼写");
        refused(&bomb, &format!("pages.portal.fields.new.{key}"), &zh, "unknown field");
        let rule = own(&format!("[[rules]]\nid = \"age\"\n{key} = \"^(a+)+$\"\n"));
        refused(&rule, &format!("rules.age.{key}"), &zh, "unknown field");
    }
    let check =
        own("[[rules]]\nid = \"age\"\ncheck = { kind = \"regex\", pattern = \"^(a+)+$\" }\n");
    refused(&check, "rules.age.check.kind", "这里不能写“regex”", "unknown variant `regex`");
}
