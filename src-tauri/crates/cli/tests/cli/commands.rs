//! Each command at its best.

use std::fs;

use expect_test::expect;

use crate::{NOW, beishen, names, program, put, ran, root, sample};

#[test]
fn procedures_are_listed() {
    assert!(beishen(&["procedures"]).done().starts_with("tdxl  同等学力申硕"));
    assert!(beishen(&["--lang", "en", "procedures"]).done().starts_with("tdxl  Master's degree"));
    let json: serde_json::Value =
        serde_json::from_str(&beishen(&["procedures", "--json"]).done()).unwrap();
    assert_eq!(json[0]["id"], "tdxl");
}

#[test]
fn both_samples_are_ready_on_any_day() {
    for name in ["zhang.json", "ayiguli.json"] {
        for now in [&[][..], &["--now", NOW], &["--now", "2027-02-01"]] {
            let text = beishen(&[&["assess", "tdxl", &sample(name)], now].concat()).done();
            assert_eq!(text.matches("已完成").count(), 6, "{text}");
            assert!(text.contains("可以填报"), "{text}");
        }
    }
    let rare = beishen(&["assess", "tdxl", &sample("zhang.json"), "--now", NOW]).done();
    assert!(rare.contains("[核对] “䶮”（U+4DAE）不在规范汉字"), "{rare}");
}

#[test]
fn a_name_is_shown_character_by_character() {
    let ran = beishen(&["name", "阿里．𠮷\u{200b}"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    expect![[r"
        1   阿  U+963F   [通过] 规范汉字
        2   里  U+91CC   [通过] 规范汉字
        3   ．  U+FF0E   [要改] 全角句点：只是看着像“·”，平台当作不同的字符。替换为“·”（U+00B7），再对照证件确认。
        4   𠮷  U+20BB7  [核对] 生僻字（第 2 平面）：扩展 B–F、I 区，不少平台不能输入。平台输不进时，可先用拼音或形近字，再联系客服。
        5       U+200B   [要改] 零宽空格：看不见，平台会拒收或当作另一个姓名。请删去。
    "]]
    .assert_eq(&ran.out);
    let english = beishen(&["--lang", "en", "name", "阿·里"]).done();
    assert!(english.contains("U+00B7   [pass] middle dot: "), "{english}");
    assert_eq!(beishen(&["name", ""]).done(), "");
    assert_eq!(beishen(&["name", "-\u{1b}[31m"]).code, 1);
}

const SMALL: &str = r#"{"facts": {"person.name": "张三", "person.id_number": "110105194912310021", "contact.mobile": "1380013"},
    "history": [{"from": "201109", "to": "201506", "place": "示例大学", "role": "学生"}],
    "acts": {"registered": "2026-11-22T08:30"}}"#;

#[test]
fn what_is_open_is_told_step_by_step() {
    let folder = tempfile::tempdir().unwrap();
    let ran = beishen(&["assess", "tdxl", &put(&folder, "facts.json", SMALL), "--now", NOW]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let head: Vec<_> = ran.out.lines().take(10).collect();
    expect![[r"
        同等学力申硕

        有问题  注册信息
          [要改] 校验位不符，末位推算为 X；可能有一位输错，请逐位核对。
                 依据：GB 11643-1999《公民身份号码》（1999）§4 号码的结构与校验
          [没填] 还没有填写电子邮箱地址。
                 依据：同等学力申硕网上注册及提交学位申请流程（2023）二、注册；三、填个人信息
          [没填] 还没有填写用户名。
                 依据：同等学力申硕网上注册及提交学位申请流程（2023）二、注册；三、填个人信息
          [要改] 手机号应为 11 位，现在是 7 位，请核对；境外的以 + 和国家代码开头。"]]
    .assert_eq(&head.join("\n"));
    let steps: Vec<_> = ran.out.lines().filter(|it| !it.starts_with(' ')).collect();
    expect![[r"
        同等学力申硕

        有问题  注册信息
        未开始  电子照片
        未开始  基本信息
        有问题  个人经历
        未开始  学位与学科
        未开始  工作单位

        激活账号：2026-11-23 08:30 截止
        还有 3 处要改，24 处没填。"]]
    .assert_eq(&steps.join("\n"));
    for part in ["可以：", "依据："] {
        assert!(ran.out.contains(part), "{}", ran.out);
    }

    let english = beishen(&[
        "--lang",
        "en",
        "assess",
        "tdxl",
        &put(&folder, "facts.json", SMALL),
        "--now",
        NOW,
    ]);
    assert_eq!(english.code, 1);
    assert!(english.out.contains("has problems  Registration"), "{}", english.out);
    assert!(english.out.contains("Activate the account: due 2026-11-23 08:30"), "{}", english.out);
}

#[test]
fn assess_json_keeps_its_shape() {
    let folder = tempfile::tempdir().unwrap();
    let facts = put(&folder, "facts.json", SMALL);
    let ran = beishen(&["assess", "tdxl", &facts, "--json", "--now", NOW]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let keys: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["derived", "findings", "procedure", "ready", "steps"]);
    expect![[r#"
        {"errors":7,"id":"register","missing":5,"status":"has_problems","warnings":0}
        {"fact":"person.id_number","fix":null,"message":"校验位不符，末位推算为 X；可能有一位输错，请逐位核对。","reason":"check_digit","rule":"id18","severity":"error","source":{"section":"§4 号码的结构与校验","source":"GB 11643-1999《公民身份号码》","year":1999}}"#]].assert_eq(&format!("{}\n{}", json["steps"][0], json["findings"][0]));
    expect![[r#"{"contact.home_phone":"1380013","degree.apply_month":"202611","degree.enrolled":"否","person.country":"中华人民共和国","person.id_type":"中华人民共和国居民身份证","person.name_on_papers":"与证件一致","person.name_pinyin":"ZHANG SAN"}"#]].assert_eq(&json["derived"].to_string());
    assert_eq!(json["ready"], false);
    let ready = beishen(&["assess", "tdxl", &sample("zhang.json"), "--json"]).done();
    assert!(ready.contains(r#""ready": true"#));
}

#[test]
fn the_receipt_lies_where_it_says_and_holds_the_photo() {
    let folder = tempfile::tempdir().unwrap();
    let photo = fs::read(sample("photo-zhang.jpg")).unwrap();
    let facts = put(&folder, "zhang.json", fs::read(sample("zhang.json")).unwrap());
    put(&folder, "photo-zhang.jpg", &photo);

    let said = beishen(&["receipt", "tdxl", &facts, "--now", NOW]).done();
    assert_eq!(said.trim_end(), folder.path().join("zhang.receipt.pdf").to_str().unwrap());
    let pdf = fs::read(said.trim_end()).unwrap();
    assert!(pdf.starts_with(b"%PDF-1."));
    assert!(pdf.windows(photo.len()).any(|it| it == photo), "the photo is not in it byte by byte");
    assert_eq!(names(folder.path()), ["photo-zhang.jpg", "zhang.json", "zhang.receipt.pdf"]);

    let full = folder.path().join("完整 回执.pdf");
    let full = full.to_str().unwrap();
    beishen(&["receipt", "tdxl", &facts, "--now", NOW, "-o", full, "--show-id"]).done();
    let (masked, full) = (text_of(said.trim_end()), text_of(full));
    for text in [&masked, &full] {
        assert!(text.contains("张䶮㛃") && text.contains("本机准备回执，非官方凭证"), "{text}");
    }
    assert!(
        masked.contains("110105********0017") && !masked.contains("110105199003070017"),
        "{masked}"
    );
    assert!(full.contains("110105199003070017"), "{full}");
}

/// What Poppler reads in a PDF.
fn text_of(pdf: &str) -> String {
    let output =
        std::process::Command::new("pdftotext").args(["-layout", pdf, "-"]).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_checklist_comes_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let facts = sample("ayiguli.json");
    for (format, start) in [
        ("html", "<!doctype html>"),
        ("md", "# 填报清单"),
        ("txt", "填报清单\n"),
        ("csv", "\u{feff}"),
        ("json", "{\n"),
    ] {
        let arguments = ["checklist", "tdxl", &facts, "--format", format, "--now", NOW];
        let printed = beishen(&arguments).done();
        let head: String = printed.chars().take(40).collect();
        assert!(head.to_lowercase().starts_with(start), "{format}: {head}");
        for part in
            ["阿依古丽·买买提", "653101199305120027", "19930512", "202611", "网上学位申请年月"]
        {
            assert!(printed.contains(part), "{part} is not in {format}");
        }
        let path = folder.path().join(format);
        let said = beishen(&[&arguments[..], &["--out", path.to_str().unwrap()]].concat()).done();
        assert_eq!(said.trim_end(), path.to_str().unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), printed);
    }
    let english = beishen(&["--lang=en", "checklist", "tdxl", &facts]).done();
    assert!(english.starts_with("Checklist\n"), "{english}");
}

#[test]
fn the_calendar_holds_the_deadlines_and_no_name() {
    let folder = tempfile::tempdir().unwrap();
    let facts = put(
        &folder,
        "facts.json",
        r#"{"facts": {"person.name": "张三"}, "acts": {"registered": "2026-11-21T10:30"}}"#,
    );
    let path = folder.path().join("due.ics");
    let out = ["--now", NOW, "--out", path.to_str().unwrap()];
    let arguments = [&["calendar", "tdxl", &facts][..], &out].concat();
    let said = ran(program().env("TZ", "CST-8").args(arguments).output().unwrap()).done();
    assert_eq!(said.trim_end(), path.to_str().unwrap());
    let calendar = fs::read_to_string(&path).unwrap();
    // Windows has the zone of its settings and does not heed TZ.
    let stamp = if cfg!(windows) { "DTSTAMP:20261122T" } else { "DTSTAMP:20261122T010000Z" };
    let due = if cfg!(windows) { "DTSTART:20261122T" } else { "DTSTART:20261122T023000Z" };
    for line in [stamp, due, "SUMMARY:激活账号"] {
        let found =
            calendar.split("\r\n").any(|it| it == line || cfg!(windows) && it.starts_with(line));
        assert!(found, "{line} is not in {calendar}");
    }
    assert!(!calendar.contains("张三"), "{calendar}");
}

#[test]
fn the_demo_makes_the_papers_of_both_samples_and_says_where() {
    let folder = tempfile::tempdir().unwrap();
    let out =
        program().current_dir(folder.path()).args(["demo", "--out", "a/demo"]).output().unwrap();
    let said = ran(out).done();
    assert_eq!(said.lines().count(), 10);
    assert!(said.lines().all(|it| fs::metadata(it).unwrap().len() > 1_000), "{said}");
    for (id, name) in [("zhang", "张䶮㛃"), ("ayiguli", "阿依古丽·买买提")] {
        let one = folder.path().join("a/demo").join(id);
        let (photo, facts) = (format!("photo-{id}.jpg"), format!("{id}.json"));
        let mut wanted = vec![
            "checklist.csv",
            "checklist.html",
            "checklist.md",
            "checklist.txt",
            &facts,
            &photo,
            "receipt.pdf",
        ];
        wanted.sort_unstable();
        assert_eq!(names(&one), wanted);
        assert!(text_of(one.join("receipt.pdf").to_str().unwrap()).contains(name));
        beishen(&["assess", "tdxl", one.join(facts).to_str().unwrap()]).done();
    }
    // A second time they are replaced.
    assert_eq!(
        ran(program()
            .current_dir(folder.path())
            .args(["demo", "--out", "a/demo"])
            .output()
            .unwrap())
        .done(),
        said
    );
}

#[test]
fn our_own_pack_loads_from_a_file_and_is_not_to_be_imported() {
    let pack = root().join("assets/procedures/tdxl.toml");
    let said = beishen(&["pack", "check", pack.to_str().unwrap()]).done();
    assert!(said.starts_with("tdxl（同等学力申硕）可以载入："), "{said}");
    assert!(said.ends_with("\n“tdxl”是自带的办理事项，要导入请换一个名称。\n"), "{said}");
}

const COMPARED: &str = r#"{"facts": {"person.name": "张三", "person.id_number": "11010519491231002X",
    "check.number_wrong": "是", "check.wrong_number": "110105194912310021", "check.deadline": "20261211"},
    "comparisons": {"record.name": {"verdict": "differs", "shown": "张叁", "evidence": "身份证"},
    "record.image": {"verdict": "unseen"}}}"#;

#[test]
fn the_correction_form_lies_where_it_says_or_is_not_needed() {
    let folder = tempfile::tempdir().unwrap();
    let facts = put(&folder, "facts.json", COMPARED);
    let arguments = ["correction", "image-check", &facts, "--now", NOW];
    let said = beishen(&arguments).done();
    assert_eq!(said.trim_end(), folder.path().join("facts.correction.pdf").to_str().unwrap());
    let text = text_of(said.trim_end());
    for part in ["数据检查勘误表", "张叁", "11010519491231002X", "看不到", "最晚 2026-12-11"]
    {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let place = folder.path().join("勘误 表.pdf");
    let place = place.to_str().unwrap();
    let said = beishen(&[&["--lang", "en"], &arguments[..], &["--out", place]].concat()).done();
    assert_eq!(said.trim_end(), place);
    let text = text_of(place);
    assert!(text.contains("Correction form") && text.contains("现有内容（错误）"), "{text}");

    let nothing = put(&folder, "nothing.json", "{}");
    let said = beishen(&["correction", "image-check", &nothing]).done();
    assert_eq!(said, "对照表中没有不一致或看不到的项目，不需要勘误表。\n");
    assert_eq!(
        names(folder.path()),
        ["facts.correction.pdf", "facts.json", "nothing.json", "勘误 表.pdf"]
    );
}

#[test]
fn a_mail_is_printed_when_one_is_needed() {
    let folder = tempfile::tempdir().unwrap();
    let facts = put(&folder, "facts.json", COMPARED);
    let said = beishen(&["mail", "image-check", &facts, "--now", NOW]).done();
    let head: Vec<_> = said.lines().take(6).collect();
    expect![[r"
        用途：请客服修改证件号码
        收件人：kefu@chsi.com.cn
        主题：修改证件号码：张三
        附件：身份证图片

        学信网客服："]]
    .assert_eq(&head.join("\n"));
    assert!(said.contains("填错的号码：110105194912310021\n"), "{said}");
    let nothing = put(&folder, "nothing.json", "{}");
    assert_eq!(beishen(&["mail", "image-check", &nothing]).done(), "现在没有要发的邮件。\n");
    let english = beishen(&["--lang=en", "mail", "tdxl", &nothing]).done();
    assert_eq!(english, "No mail is needed now.\n");
}

#[test]
fn the_practice_portal_speaks_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("practice.html");
    for (lang, banner) in [("zh", "不是官方网站"), ("en", "not an official website")] {
        let path = file.to_str().unwrap();
        let told = beishen(&["--lang", lang, "practice", "tdxl", "-o", path]).done();
        assert_eq!(told, format!("{path}\n"));
        assert!(fs::read_to_string(&file).unwrap().contains(banner), "{lang}");
    }
    beishen(&["practice", "tdxl"]).stopped(2, &["-o"]);
}

#[test]
fn the_guide_is_one_pdf_and_every_command_that_it_names_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("guide.pdf");
    for (lang, title) in [("zh", "填报助手"), ("en", "Companion")] {
        let path = file.to_str().unwrap();
        let told = beishen(&["--lang", lang, "guide", "-o", path, "--now", NOW]).done();
        assert_eq!(told, format!("{path}\n"));
        assert!(fs::read(&file).unwrap().starts_with(b"%PDF"), "{lang}");
        let text = beishen(&["--lang", lang, "guide", "--now", NOW]).done();
        assert!(text.lines().any(|it| it == title), "{lang}");
        let named = text.split("beishen ").skip(1).filter_map(|it| it.lines().next());
        let named: Vec<_> = named.collect();
        assert!(named.len() > 8, "{named:?}");
        for line in named {
            let words =
                line.split(' ').take_while(|it| it.chars().all(|it| it.is_ascii_lowercase()));
            let words: Vec<_> = words.filter(|it| !["tdxl", "help"].contains(it)).collect();
            beishen(&[&words[..], &["--help"]].concat()).done();
        }
    }
}

#[test]
fn a_saved_result_page_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let facts = put(&folder, "facts.json", SMALL);
    let page =
        put(&folder, "page.txt", "姓名: 张三\n移动电话: 1380013\n证件号码\t110105********0021");
    let same = beishen(&["readback", "tdxl", &facts, &page, "--now", NOW]).done();
    assert!(same.contains("没找到  证件号码\n"), "{same}");
    assert!(same.contains("平台遮住了一部分，看得到的一致"), "{same}");
    let page = put(&folder, "page.html", "<p>姓名：张三丰</p><p>移动电话：1380013</p>");
    let ran = beishen(&["readback", "tdxl", &facts, &page, "--now", NOW]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let told = "不一致  姓名\n        平台：张三丰\n        这里：张三\n        差别：第 3 个字这里缺字，平台是丰\n";
    assert!(ran.out.starts_with(told), "{}", ran.out);
    assert!(ran.out.contains("不一致 1"), "{}", ran.out);
    // Rows of the history, on a page in GBK.
    let facts = put(&folder, "rows.json", ROWS);
    let gbk = |role: &[u8]| [ROW_IN_GBK, role, b"</table>"].concat();
    let page = put(&folder, "rows.html", gbk(b"\xbd\xcc\xca\xa6"));
    let same = beishen(&["readback", "tdxl", &facts, &page, "--now", NOW]).done();
    assert!(same.contains("一致    个人经历 第 1 段"), "{same}");
    let page = put(&folder, "rows.html", gbk(b"\xd2\xbd\xc9\xfa"));
    let ran = beishen(&["readback", "tdxl", &facts, &page, "--now", NOW]);
    assert!(
        ran.out.starts_with("不一致  个人经历 第 1 段\n        平台：201509 201906 示例大学 医生"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("差别：不同：专业、职务"), "{}", ran.out);
    let empty = put(&folder, "empty.txt", "");
    beishen(&["readback", "tdxl", &facts, &empty]).stopped(3, &["没有认出平台的项目"]);
}

/// A row of the history: 示例大学, 教师.
const ROWS: &str = r#"{"facts": {}, "history": [{"from": "201509", "to": "201906", "place": "示例大学", "role": "教师"}]}"#;
/// The same as a portal shows it, up to the role.
const ROW_IN_GBK: &[u8] =
    b"<meta charset=gbk><table><tr><td>201509<td>201906<td>\xca\xbe\xc0\xfd\xb4\xf3\xd1\xa7<td>";
