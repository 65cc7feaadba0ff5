//! A receipt is held against the answers it was made of, and against others.

use crate::{NOW, beishen, put, root};

const ANSWERS: &str = r#"{"facts": {"person.name": "张三", "person.id_type": "居民身份证",
    "person.id_number": "11010519491231002X", "contact.mobile": "13800138000", "contact.email": "zhangsan@example.cn"},
    "history": [{"from": "201109", "to": "至今", "place": "江南理工大学", "role": "学生", "witness": "李四"}]}"#;

#[test]
fn a_receipt_agrees_until_an_answer_on_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let facts = put(&folder, "facts.json", ANSWERS);
    for (language, agrees, changed) in [
        ("zh", "与现在的内容一致。", ["个人信息 · 电子邮箱", "第 1 行：已改"]),
        (
            "en",
            " agrees with the answers.",
            ["Personal information · E-mail address", "row 1: changed"],
        ),
    ] {
        for mask in [&["--show-id"][..], &[]] {
            let pdf = folder.path().join("receipt.pdf");
            let pdf = pdf.to_str().unwrap();
            let make = ["--lang", language, "receipt", "tdxl", &facts, "--now", NOW, "-o", pdf];
            beishen(&[&make[..], mask].concat()).done();
            let verify = |facts: &str| beishen(&["--lang", language, "verify", pdf, "tdxl", facts]);
            let said = verify(&facts).done();
            assert!(said.contains(agrees) && said.contains("BS-20261122-"), "{said}");

            let other = ANSWERS.replace("zhangsan@", "san@").replace("学生", "教师");
            let ran = verify(&put(&folder, "other.json", other));
            assert_eq!((ran.code, &*ran.err), (1, ""));
            for part in changed {
                assert!(ran.out.contains(part), "{part} is not in\n{}", ran.out);
            }
            assert!(!ran.out.contains("张三") && !ran.out.contains("san@"), "{}", ran.out);

            // What the paper hides is not in its digests: nobody can try it out on them.
            let hidden = put(&folder, "hidden.json", ANSWERS.replace("13800138000", "13811118000"));
            assert_eq!(verify(&hidden).code, i32::from(!mask.is_empty()));
        }
    }
}

#[test]
fn what_is_no_receipt_of_the_procedure_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let facts = put(&folder, "facts.json", ANSWERS);
    let pack = root().join("assets/procedures/tdxl.toml");
    for (file, word) in
        [(&*facts, "没有校验码"), (pack.to_str().unwrap(), "没有校验码"), ("none.pdf", "找不到")]
    {
        beishen(&["verify", file, "tdxl", &facts]).stopped(3, &[word]);
    }
    beishen(&["receipt", "tdxl", &facts, "--now", NOW]).done();
    let pdf = folder.path().join("facts.receipt.pdf");
    beishen(&["verify", pdf.to_str().unwrap(), "image-check", &facts])
        .stopped(3, &["另一个办理事项"]);
}

#[test]
fn a_questionnaire_asks_everything_and_answers_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("表.pdf");
    let pdf = pdf.to_str().unwrap();
    for id in beishen_work::PROCEDURES {
        for language in ["zh", "en"] {
            let make = ["--lang", language, "questionnaire", id, "-o", pdf, "--now", NOW];
            assert_eq!(beishen(&make).done(), format!("{pdf}\n"));
            let read = std::process::Command::new("pdftotext").args(["-raw", pdf, "-"]).output();
            let text = String::from_utf8(read.unwrap().stdout).unwrap();
            let name = if language == "zh" { "姓名" } else { "name" };
            assert!(text.contains(name) && text.contains('□'), "{text}");
        }
    }
}
