//! Papers beside receipt and checklist: each in every format, for one applicant, for many, and for nobody.

use serde_json::Value;

use crate::{NOW, beishen, put, root, sample};

const ANSWERS: &str = r#"{"facts": {"person.name": "NAME", "person.id_type": "中华人民共和国居民身份证",
    "person.id_number": "11010519491231002X", "contact.mobile": "13800138000"}}"#;

/// A folder of applicants.
fn class(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (at, name) in names.iter().enumerate() {
        put(&folder, &format!("{at}.json"), ANSWERS.replace("NAME", name));
    }
    put(&folder, "readme.txt", "no applicant");
    folder
}

#[test]
fn every_paper_is_written_as_its_file_is_called() {
    let folder = class(&["张三", "阿里·买买提"]);
    let (facts, class) = (folder.path().join("0.json"), folder.path().to_str().unwrap());
    let facts = facts.to_str().unwrap();
    let papers: [(&[&str], &str); 6] = [
        (&["paper", "materials", "tdxl", facts], "电子照片"),
        (&["paper", "onsite", "tdxl", facts], "居民身份证"),
        (&["paper", "summary", "tdxl", class], "张三"),
        (&["paper", "envelopes", "tdxl", class], "张三"),
        (&["questionnaire", "tdxl"], "政治面貌"),
        (&["paper", "photo-guide", "--profile", "tdxl"], "宽 390 × 高 567 像素"),
    ];
    for (paper, words) in papers {
        let shown = beishen(&[paper, &["--now", NOW]].concat()).done();
        assert!(shown.contains(words), "{shown}");
        for (name, start) in [
            ("a.pdf", "%PDF-1.7"),
            ("a.HTML", "<!DOCTYPE html>"),
            ("a.md", "# "),
            ("a.txt", ""),
            ("a.csv", "\u{feff}"),
            ("a.json", "{"),
            ("a", "%PDF-1.7"),
        ] {
            let out = folder.path().join("out");
            std::fs::create_dir_all(&out).unwrap();
            let file = out.join(name);
            let path = file.to_str().unwrap();
            let said = beishen(&[paper, &["--now", NOW, "-o", path]].concat()).done();
            assert_eq!(said, format!("{path}\n"));
            let bytes = std::fs::read(&file).unwrap();
            assert!(bytes.starts_with(start.as_bytes()), "{paper:?} {name}");
            if let Ok(text) = String::from_utf8(bytes) {
                assert!(text.contains(words), "{paper:?} {name}");
                assert!(!text.contains("11010519491231002X"), "{paper:?} {name}");
            }
        }
        let json = beishen(&[paper, &["--format", "json"]].concat()).done();
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["landscape"], paper.contains(&class), "{paper:?}");
        beishen(&[paper, &["--format", "pdf"]].concat()).stopped(3, &["请用 -o 写明文件名"]);
    }
}

#[test]
fn lists_are_of_everyone_in_the_folder_and_name_the_file_that_is_bad() {
    let folder = class(&["张三", "单玉", "阿里·买买提"]);
    let path = folder.path().to_str().unwrap();
    let csv = beishen(&["paper", "summary", "tdxl", path, "--format", "csv", "--now", NOW]).done();
    let order: Vec<_> = ["阿里·买买提", "单玉", "张三"].map(|it| csv.find(it)).into();
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{csv}");
    assert!(csv.contains("合计：3 人，3 件"), "{csv}");

    put(&folder, "9.json", r#"{"facts": {"person.nick": "小张"}}"#);
    beishen(&["paper", "envelopes", "tdxl", path]).stopped(3, &["“9.json”", "person.nick"]);
    beishen(&["--lang", "en", "paper", "summary", "tdxl", "/nowhere"])
        .stopped(3, &["There is no folder “/nowhere”"]);
    let empty = tempfile::tempdir().unwrap();
    let said = beishen(&["paper", "summary", "tdxl", empty.path().to_str().unwrap()]).done();
    assert!(said.contains("还没有办理中的申请人。"), "{said}");
}

#[test]
fn where_nobody_goes_anywhere_there_is_no_list_for_it() {
    let facts = sample("zhang.json");
    beishen(&["paper", "onsite", "hunnu-bachelor", &facts]).stopped(3, &["不需要现场清单"]);
    beishen(&["--lang", "en", "paper", "onsite", "chsi-account", &facts])
        .stopped(3, &["in person"]);
}

#[test]
fn packs_of_one_s_own_have_questionnaires_too() {
    let packs = root().join("assets/samples/packs");
    let packs = packs.to_str().unwrap();
    let said = beishen(&["--packs", packs, "questionnaire", "hunnu-example"]).done();
    assert!(said.contains("盖章的成绩单") && said.contains("示例大学"), "{said}");
    let facts = sample("zhang.json");
    let said = beishen(&["--packs", packs, "paper", "onsite", "tdxl-example", &facts]).done();
    assert!(said.contains("带原件到研究生院核验"), "{said}");
}

#[test]
fn the_photo_guide_says_what_each_profile_wants_and_who_says_so() {
    for (profile, said) in [
        (
            "tdxl",
            ["不超过 200 KB", "28–33 毫米（331–390 像素）", "3 个月以内拍的", "六、上传电子照片"],
        ),
        ("qingcongpai", ["100–200 KB", "50–110 像素", "不美化，不修饰", "浅蓝色（100,197,255）"]),
        ("xueli", ["20–40 KB", "不低于 60", "180–300 像素", "教毕指〔2017〕99 号"]),
    ] {
        let guide = beishen(&["paper", "photo-guide", "--profile", profile, "--now", NOW]).done();
        for words in said {
            assert!(guide.contains(words), "{words} is not in:\n{guide}");
        }
        assert_eq!((guide.matches("[对：").count(), guide.matches("[错：").count()), (3, 6));
        let english = ["paper", "photo-guide", "--profile", profile, "--now", NOW, "--lang", "en"];
        let guide = beishen(&english).done();
        assert_eq!((guide.matches("[Right: ").count(), guide.matches("[Wrong: ").count()), (3, 6));
    }
    beishen(&["paper", "photo-guide", "--profile", "b5"]).stopped(2, &["xueli"]);
}
