//! 同等学力申硕 as one goes through it: the portal's year, what is taken along, and the words of the portal's page.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use beishen_core::{Answers, StageStatus};
use beishen_document::{Block, Document, Item, Locale};
use beishen_guide::papers;
use beishen_tests::{Pack, assess, now, pack};
use chrono::NaiveDateTime;

/// A perfect draft in which some answers are others.
fn with(answers: &[(&str, &str)]) -> Pack {
    let mut pack = pack("tdxl");
    for (fact, answer) in answers {
        pack.perfect.facts.insert((*fact).into(), (*answer).to_owned());
    }
    pack
}

fn checklist(pack: &Pack, now: NaiveDateTime, locale: Locale) -> Document {
    let assessment = assess(&pack.procedure, &pack.perfect, now);
    papers::checklist(&pack.procedure, &pack.perfect, &assessment, now, locale)
}

/// The items of the checklist by their id.
fn items(pack: &Pack, locale: Locale) -> BTreeMap<String, Item> {
    let blocks = checklist(pack, now(), locale).blocks.into_iter();
    let items = blocks.filter_map(|it| match it {
        Block::Items { items } => Some(items),
        _ => None,
    });
    items.flatten().map(|it| (it.id.clone(), it)).collect()
}

/// What the on-site checklist says to bring, without how many copies.
fn brought(pack: &Pack, locale: Locale) -> Vec<String> {
    let assessment = assess(&pack.procedure, &pack.perfect, now());
    let paper = papers::on_site(&pack.procedure, &assessment, now(), locale).unwrap();
    let lines = paper.blocks.into_iter().find_map(|it| match it {
        Block::Checks { items } => Some(items),
        _ => None,
    });
    let names = lines.unwrap().into_iter();
    names.map(|it| it.text.split(" · ").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn everybody_brings_the_document_that_was_registered_with() {
    const DOCUMENTS: [&str; 8] = [
        "中华人民共和国居民身份证",
        "港澳居民来往内地通行证",
        "台湾居民来往大陆通行证",
        "港澳台居民居住证",
        "护照",
        "外国人永久居留身份证",
        "军官证",
        "其他",
    ];
    for document in DOCUMENTS {
        let brought = brought(&with(&[("person.id_type", document)]), Locale::Zh);
        let first = match document {
            "中华人民共和国居民身份证" => "居民身份证",
            "军官证" | "其他" => "注册时所填的证件",
            other => other,
        };
        assert_eq!(brought[0], first);
        assert_eq!(brought[1], "本科学历证书", "{document}: one document, not two");
    }
}

#[test]
fn the_papers_hang_on_the_prior_degree_and_the_discipline() {
    let medicine = ("degree.category", "医学");
    for (answers, there, absent) in [
        (vec![], vec!["本科学历证书", "工作单位出具的证明"], vec!["认证书", "规培", "医师"]),
        (
            vec![("degree.prior_type", "国（境）外学位")],
            vec!["国（境）外学历学位认证书", "学位证书"],
            vec!["本科学历证书"],
        ),
        (
            vec![medicine, ("degree.discipline", "外科学"), ("degree.type", "专业学位")],
            vec!["规培合格证书或在培证明", "医师资格证书"],
            vec!["工作单位出具的证明", "论文"],
        ),
        (vec![medicine, ("degree.discipline", "护理学")], vec!["工作单位"], vec!["规培", "医师"]),
        (vec![("person.name_on_papers", "是曾用名")], vec!["曾用名证明"], vec![]),
    ] {
        let brought = brought(&with(&answers), Locale::Zh).join("、");
        for it in there {
            assert!(brought.contains(it), "{answers:?}: {it} in {brought}");
        }
        for it in absent {
            assert!(!brought.contains(it), "{answers:?}: no {it} in {brought}");
        }
    }
}

/// What is taken along is a material where the portal may ask for it as a file.
#[test]
fn materials_are_those_of_the_prior_degree_and_the_discipline() {
    for (answers, expected) in [
        (vec![], "photo"),
        (vec![("degree.prior_type", "国（境）外学位")], "foreign_degree photo"),
        (
            vec![("degree.category", "医学"), ("degree.discipline", "口腔医学")],
            "licence photo training",
        ),
        (vec![("degree.category", "医学"), ("degree.discipline", "药学")], "photo"),
    ] {
        let pack = with(&answers);
        let asked = assess(&pack.procedure, &pack.perfect, now()).materials;
        assert_eq!(asked.into_iter().collect::<Vec<_>>().join(" "), expected, "{answers:?}");
    }
}

#[test]
fn the_stage_of_medical_certificates_concerns_three_disciplines() {
    for (discipline, clinical) in
        [("临床医学", true), ("内科学", true), ("中医", true), ("药学", false), ("中药学", false)]
    {
        let pack = with(&[("degree.category", "医学"), ("degree.discipline", discipline)]);
        let stages = assess(&pack.procedure, &pack.perfect, now()).stages;
        let doctor = stages.iter().find(|it| it.id == "doctor").unwrap().status;
        assert_eq!(doctor != StageStatus::NotNeeded, clinical, "{discipline}");
    }
}

#[test]
fn the_portal_s_year_stands_on_the_checklist_as_of_another_year() {
    for (locale, closing, mark) in [
        (
            Locale::Zh,
            "平台注册、照片、在册信息截止：2024-03-01 24:00 截止",
            "（2024 年的日期，以当年公告为准）",
        ),
        (
            Locale::En,
            "Last day for registration, photo and register data: until 2024-03-01 24:00",
            "(as in 2024; this year's notice decides)",
        ),
    ] {
        let document = checklist(&with(&[]), now(), locale);
        let texts = document.texts().join("\n");
        assert!(texts.contains(&format!("{closing}{}{mark}", locale.pick("", " "))), "{texts}");
        assert_eq!(texts.matches(mark).count(), 3, "closing, signing up, examination");
        assert!(texts.contains("2026-11-29"), "when it was compared");
    }
    let mut done = with(&[]);
    for act in ["registered", "activated", "photo_uploaded", "basic_saved", "applied"] {
        let entry = beishen_core::LogEntry { act: act.to_owned(), at: now(), note: String::new() };
        done.perfect.log.push(entry);
    }
    let texts = checklist(&done, now(), Locale::Zh).texts().join("\n");
    assert!(!texts.contains("在册信息截止"), "what is behind one is left out");
    assert!(texts.contains("全国统考：2024-05-19"));
}

/// What the portal prints beside its boxes, and what it has filled in before.
#[test]
fn hints_and_presets_of_the_portal_are_told() {
    let items = items(&with(&[]), Locale::Zh);
    for (item, hint) in [
        ("register.username", "建议使用电子邮箱地址注册，保证唯一"),
        ("register.password", "密码规则：数字与字母组合"),
        ("register.password_again", "密码规则：数字与字母组合"),
        ("register.email", "请暂时不要使用 Hotmail 和 Yahoo邮箱！"),
        ("register.mobile", "要求本人手机，用于密码找回及短信通知"),
        ("register.name", "申请人真实姓名，一经注册不能修改"),
        ("register.work_phone", "如:0106296xxxx或138xxxxxxxx"),
        ("register.home_phone", "如:0106296xxxx或138xxxxxxxx"),
        ("register.home_phone", "可以在进行学位申请过程中完善"),
        ("basic.country", "平台预选“中华人民共和国”"),
        ("basic.birth_date", "如:19810422"),
        ("basic.id_type", "平台预选“中华人民共和国居民身份证”，不是的请改选。"),
        ("basic.work_start", "如:200606"),
        ("basic.prior_month", "如:200606"),
        ("basic.history", "填写至本年本月！"),
        ("basic.history", "以平台为准"),
        ("apply.type", "2016年起"),
        ("apply.type", "一旦选择错误，需要取消后重新申请"),
        ("apply.apply_month", "如:199704"),
        ("apply.student_number", "不在读的留空"),
        ("apply.class", "不在读的留空"),
    ] {
        let note = &items[item].note;
        assert!(note.contains(hint), "{item}: {hint} in {note}");
    }
    assert!(items.contains_key("apply.menu"), "“点击提交学位申请” is a step");
    assert_eq!(items["apply.class"].value, "");
}

/// The box of the mail address has a list of hosts beside it; the second box takes the whole address.
#[test]
fn a_mail_address_comes_apart_where_the_list_has_its_host() {
    for (address, name, host) in [
        ("zhangsan@qq.com", "zhangsan", Some("qq.com")),
        ("zhang.san@163.com", "zhang.san", Some("163.com")),
        ("zhangsan@example.cn", "zhangsan@example.cn", None),
        ("zhangsan@mail.qq.com", "zhangsan@mail.qq.com", None),
    ] {
        let items = items(&with(&[("contact.email", address)]), Locale::Zh);
        assert_eq!(items["register.email"].value, name);
        assert_eq!(items.get("register.email.host").map(|it| it.value.as_str()), host);
        assert_eq!(items["register.email_again"].value, address);
        let notes = items.get("register.email.host").unwrap_or(&items["register.email"]);
        assert!(notes.note.contains("“其它”"), "{}", notes.note);
    }
}

/// Stars are the portal's: what the manual does not mark is not marked.
#[test]
fn no_star_is_invented() {
    let stars = "username password password_again email email_again mobile name country id_type id_number id_number_again \
                 address postcode work_phone home_phone name_pinyin sex ethnic_group birth_date political_status \
                 work_start prior_month prior_type province institution type category discipline applicant_type apply_month \
                 work_province employer employer_type admin_rank tech_rank";
    let stars: Vec<&str> = stars.split_whitespace().collect();
    for (id, item) in items(&with(&[]), Locale::Zh) {
        let (page, box_) = id.split_once('.').unwrap_or(("", &id));
        let box_ = box_.strip_suffix(".host").unwrap_or(box_);
        if page.is_empty() || page == "result" || id == "basic.name" {
            continue;
        }
        assert_eq!(item.required, stars.contains(&box_), "{id}");
    }
}

/// Notes are sentences one behind the other, in whatever order they come together.
#[test]
fn notes_are_sentences() {
    for document in ["护照", "港澳居民来往内地通行证", "军官证"] {
        let items = items(&with(&[("person.id_type", document)]), Locale::Zh);
        let note = &items["basic.id_type"].note;
        assert!(note.ends_with("请改选。选项以平台下拉为准。"), "{note}");
        for (id, item) in items {
            assert!(!item.note.contains("。；"), "{id}: {}", item.note);
        }
    }
}

/// A question that no page of the portal asks is not put into the manual's mouth.
#[test]
fn a_question_of_our_own_cites_no_manual() {
    let pack = with(&[("person.name_on_papers", "是曾用名")]);
    let missing = assess(&pack.procedure, &pack.perfect, now()).findings;
    let former = missing.iter().find(|it| it.subject.to_string() == "person.former_name").unwrap();
    assert_eq!(former.source.source.zh, "本软件的提问");
    let empty = assess(&pack.procedure, &Answers::default(), now()).findings;
    let email = empty.iter().find(|it| it.subject.to_string() == "contact.email").unwrap();
    assert!(email.source.section.contains("填个人信息"), "{:?}", email.source);
}

/// A telephone number that was copied is as wrong as the one it was copied of; that is said once, where it was given.
#[test]
fn a_copy_is_not_found_fault_with_beside_what_it_copies() {
    let about = |facts: &[(&str, &str)]| {
        let pack = with(facts);
        let findings = assess(&pack.procedure, &pack.perfect, now()).findings;
        let said: Vec<_> = findings.iter().map(|it| it.subject.to_string()).collect();
        ["contact.mobile", "contact.home_phone"]
            .map(|it| said.iter().filter(|is| *is == it).count())
    };
    assert_eq!(about(&[("contact.mobile", "1380013800"), ("contact.home_phone", "")]), [1, 0]);
    // What somebody gave is theirs to mend.
    assert_eq!(about(&[("contact.mobile", "1380013800"), ("contact.home_phone", "123")]), [1, 1]);
    assert_eq!(about(&[("contact.mobile", "13800138000"), ("contact.home_phone", "")]), [0, 0]);
}
