//! Every planted mistake is caught: those of the case files are counted, and general ones are put into clean drafts.

use beishen_core::{
    Agreement, Answers, ColorMode, Elsewhere, FactKey, FileFormat, HistoryRow, Measurement, Month,
    PixelSize,
};
use beishen_document::Text;
use beishen_tests::{
    PACKS, Pack, assess, cases,
    clean::{Card, Person, checked, draft},
    now, pack,
};
use chrono::Days;

#[test]
fn the_cases_plant_enough_in_every_pack() {
    let mut planted = Vec::new();
    for id in PACKS {
        let serious = |it: &String| it.contains(" error ") || it.contains(" warning ");
        let all = cases(id, &pack(id));
        let count = all.iter().filter(|it| it.expected.iter().any(serious)).count();
        assert!(count >= 15, "{id}: only {count}");
        planted.push(count);
    }
    let all: usize = planted.iter().sum();
    assert!(all >= 60, "only {all}: {planted:?}");
}

/// What is done to a clean draft; `false` where there is nothing to do it to.
type Damage = fn(&mut Draft) -> bool;

struct Draft {
    person: Person,
    answers: Answers,
    pack: &'static str,
}

impl Draft {
    fn set(&mut self, fact: &str, text: impl Into<String>) -> bool {
        self.answers.facts.insert(FactKey::from(fact), text.into());
        true
    }

    /// Changes what was typed, if anything was.
    fn edit(&mut self, fact: &str, change: impl Fn(&str) -> String) -> bool {
        let typed = self.answers.facts.get_mut(fact).filter(|it| !it.is_empty());
        typed.is_some_and(|it| {
            *it = change(it);
            true
        })
    }

    fn file(&mut self, material: &str, change: impl Fn(&mut Measurement)) -> bool {
        self.answers.materials.get_mut(material).map(change).is_some()
    }

    fn any_file(&mut self, change: impl Fn(&mut Measurement)) -> bool {
        self.answers.materials.values_mut().next().map(change).is_some()
    }

    fn row(&mut self, at: usize, change: impl Fn(&mut HistoryRow)) -> bool {
        self.answers.history.get_mut(at).map(change).is_some()
    }

    fn resident(&self) -> bool {
        self.person.card == Card::Resident
    }

    /// Another number of the same person, with a right check digit.
    fn number(&mut self, change: impl Fn(&str) -> String) -> bool {
        let digits: String = self.person.number.chars().take(17).collect();
        self.resident() && self.set("person.id_number", checked(&change(&digits)))
    }

    /// A Chinese name on a resident's card.
    fn han(&mut self, name: &str) -> bool {
        self.resident() && self.set("person.ethnic_group", "汉族") && self.set("person.name", name)
    }

    fn only(&self, packs: &[&str]) -> bool {
        packs.contains(&self.pack)
    }
}

fn cut(text: &str, at: usize) -> String {
    text.chars().enumerate().filter(|it| it.0 != at).map(|it| it.1).collect()
}

fn put(text: &str, at: usize, piece: &str) -> String {
    let (before, rest): (Vec<_>, Vec<_>) = text.chars().enumerate().partition(|it| it.0 < at);
    let plain = |of: Vec<(usize, char)>| of.into_iter().map(|it| it.1).collect::<String>();
    format!("{}{piece}{}", plain(before), plain(rest))
}

fn over(text: &str, at: usize, piece: &str) -> String {
    (0..piece.chars().count())
        .fold(put(text, at, piece), |it, _| cut(&it, at + piece.chars().count()))
}

fn later(month: &str, by: i32) -> String {
    Month::parse(month).map(|it| it.plus(by).to_string()).unwrap_or_default()
}

/// The first two different neighbours change places.
fn swapped(text: &str) -> String {
    let mut all: Vec<char> = text.chars().collect();
    let at = (6..all.len() - 1).rev().find(|at| all[*at] != all[at + 1] && all[at + 1] != 'X');
    if let Some(at) = at {
        all.swap(at, at + 1);
    }
    all.into_iter().collect()
}

/// What is done, and the finding that must come of it (`rule/reason`; one of several, with `|` between).
#[rustfmt::skip]
const DAMAGES: &[(&str, &str, Damage)] = &[
    // The number.
    ("a digit is dropped", "id18/length", |it| it.resident() && it.edit("person.id_number", |it| cut(it, 9))),
    ("a digit too many", "id18/length", |it| it.resident() && it.edit("person.id_number", |it| put(it, 9, "1"))),
    ("two digits swapped", "id18/check_digit|id18/birth_date|id18/birth_future|id18/birth_too_early", |it| it.resident() && it.edit("person.id_number", swapped)),
    ("the check digit is another", "id18/check_digit", |it| it.resident() && it.edit("person.id_number", |it| over(it, 17, if it.ends_with('5') { "6" } else { "5" }))),
    ("O for 0", "id18/not_digit", |it| it.resident() && it.edit("person.id_number", |it| over(it, 16, "O"))),
    ("a sign for X", "id18/look_alike_x", |it| it.resident() && it.edit("person.id_number", |it| over(it, 17, "×"))),
    ("a spreadsheet's number", "id18/spreadsheet", |it| it.resident() && it.edit("person.id_number", |it| over(it, 14, if it.contains("9000") { "1000" } else { "9000" })) && !it.answers.facts["person.id_number"].eq(&checked(&cut(&it.answers.facts["person.id_number"], 17)))),
    ("scientific", "id18/spreadsheet", |it| it.resident() && it.set("person.id_number", "1.10105E+17")),
    ("no such province", "id18/province", |it| it.number(|it| over(it, 0, "99")) && it.edit("person.id_number", |it| over(it, 0, "10"))),
    ("no such region", "id18/region_unknown", |it| it.number(|it| over(it, 0, "119999"))),
    ("month 13 in the number", "id18/birth_date", |it| it.number(|it| over(it, 10, "13"))),
    ("30 February in the number", "id18/birth_date", |it| it.number(|it| over(it, 10, "0230"))),
    ("born tomorrow", "id18/birth_future", |it| it.number(|it| over(it, 6, "20261123"))),
    ("born in 1849", "id18/birth_too_early", |it| it.number(|it| over(it, 6, "18490101"))),
    ("15 digits", "id18/legacy_15", |it| it.number(str::to_owned) && it.edit("person.id_number", |_| "110105850228001".to_owned())),
    ("a letter in the permit", "hkmo-permit/not_digit", |it| it.person.card == Card::HongKongMacaoPermit && it.edit("person.id_number", |it| over(it, 4, "Z"))),
    ("the permit's letter is another", "hkmo-permit/prefix", |it| it.person.card == Card::HongKongMacaoPermit && it.edit("person.id_number", |it| over(it, 0, "K"))),
    ("seven digits of a permit", "tw-permit/format", |it| it.person.card == Card::TaiwanPermit && it.edit("person.id_number", |it| cut(it, 3))),
    ("a residence permit of nowhere", "hkmotw-residence/prefix", |it| it.person.card == Card::ResidencePermit && it.edit("person.id_number", |it| over(it, 0, "84"))),
    ("four characters of a passport", "passport/length", |it| it.person.card == Card::Passport && it.edit("person.id_number", |it| it.chars().take(4).collect())),
    ("a Chinese digit in the passport", "passport/characters", |it| it.person.card == Card::Passport && it.edit("person.id_number", |it| over(it, 3, "八"))),
    ("no number", "required/missing", |it| it.set("person.id_number", " ")),

    // The person.
    ("no name", "required/missing", |it| it.set("person.name", "")),
    ("one character", "name/short", |it| it.set("person.name", "张")),
    ("a full-width dot", "name/wrong_dot", |it| it.person.name.contains('·') && it.edit("person.name", |it| it.replace('·', "．"))),
    ("a bullet for a dot", "name/wrong_dot", |it| it.person.name.contains('·') && it.edit("person.name", |it| it.replace('·', "•"))),
    ("two dots", "name/dot_place", |it| it.person.name.contains('·') && it.edit("person.name", |it| it.replace('·', "··"))),
    ("a space inside", "name/inner_space", |it| !it.person.name.is_ascii() && it.edit("person.name", |it| put(it, 1, " "))),
    ("an invisible character", "name/hidden_character", |it| it.edit("person.name", |it| put(it, 1, "\u{200B}"))),
    ("a character of one's own", "name/private_use", |it| it.edit("person.name", |it| put(it, 1, "\u{E000}"))),
    ("a digit in the name", "name/character", |it| it.edit("person.name", |it| put(it, 1, "1"))),
    ("a letter in the name", "name/mixed", |it| !it.person.name.is_ascii() && it.edit("person.name", |it| put(it, 1, "A"))),
    ("a compatibility character", "name/compatibility", |it| it.set("person.name", "\u{F92C}平")),
    ("a radical", "name/radical", |it| it.set("person.name", "\u{2F08}平")),
    ("a rare character", "rare-name/rare_character", |it| it.only(&["tdxl", "chsi-account"]) && it.set("person.name", "张𠮷")),
    ("the other sex", "sex-agrees/differs", |it| !it.only(&["hunnu-bachelor"]) && (it.resident() || it.person.card == Card::ResidencePermit) && { let other = if it.person.sex == "男" { "女" } else { "男" }; it.set("person.sex", other) }),
    ("born a day later", "birth-agrees/differs", |it| !it.only(&["hunnu-bachelor"]) && (it.resident() || it.person.card == Card::ResidencePermit) && { let next = (it.person.birth + Days::new(1)).to_string(); it.set("person.birth_date", next) }),
    ("born on 30 February", "date/not_real", |it| !it.only(&["hunnu-bachelor"]) && it.set("person.birth_date", "1985-02-30")),
    ("born in the future", "date/future", |it| !it.only(&["hunnu-bachelor"]) && it.set("person.birth_date", "2026-11-23")),
    ("a year of two digits", "date/two_digit_year", |it| !it.only(&["hunnu-bachelor"]) && it.set("person.birth_date", "85-02-03")),
    ("a document of nowhere", "option/not_listed", |it| it.set("person.id_type", "图书证")),
    ("another's country", "country-document/unlikely", |it| it.only(&["tdxl"]) && it.resident() && it.set("person.country", "美国")),
    ("a country there is not", "option/not_an_option", |it| it.only(&["tdxl"]) && it.set("person.country", "示例国")),
    ("the spelling of another name", "name-pinyin/mismatch", |it| it.only(&["tdxl"]) && it.han("张三") && it.set("person.name_pinyin", "ZHANG SI")),
    ("the given name first", "name-pinyin/order", |it| it.only(&["tdxl"]) && it.han("张三") && it.set("person.name_pinyin", "SAN ZHANG")),
    ("the former name is the present one", "former-name/same", |it| it.only(&["tdxl", "hunnu-bachelor"]) && { let name = it.person.name.clone(); it.set("person.name_on_papers", "是曾用名") && it.set("person.former_name", name) }),

    // Mail and telephone.
    ("no @", "email/at_sign", |it| it.edit("contact.email", |it| it.replace('@', ""))),
    ("two @", "email/at_sign", |it| it.edit("contact.email", |it| it.replace('@', "@@"))),
    ("a space in the address", "email/space", |it| it.edit("contact.email", |it| put(it, 2, " "))),
    ("a Chinese full stop", "email/not_ascii", |it| it.edit("contact.email", |it| it.replace('.', "。"))),
    ("no domain", "email/domain", |it| it.set("contact.email", "zhangsan@example") && it.only(&["tdxl", "image-check"])),
    (".con", "email/typo_domain", |it| it.only(&["tdxl", "image-check"]) && it.set("contact.email", "zhangsan@qq.con")),
    ("hotmail", "email/avoided", |it| it.only(&["tdxl", "image-check"]) && it.set("contact.email", "zhangsan@hotmail.com")),
    ("ten digits of a mobile", "mobile/length", |it| it.edit("contact.mobile", |it| cut(it, 7))),
    ("twelve digits of a mobile", "mobile/length", |it| it.edit("contact.mobile", |it| put(it, 7, "5"))),
    ("a mobile of Hong Kong", "mobile/abroad", |it| it.edit("contact.mobile", |_| "+85291234567".to_owned())),
    ("a letter in the mobile", "mobile/not_digit", |it| it.edit("contact.mobile", |it| over(it, 7, "O"))),
    ("no mobile number", "mobile/not_mobile", |it| it.edit("contact.mobile", |it| over(it, 0, "12"))),
    ("an unknown prefix", "mobile/prefix_unknown", |it| it.edit("contact.mobile", |it| over(it, 0, "154"))),
    ("no area code", "phone/area_code_missing", |it| it.edit("contact.work_phone", |_| "6296123".to_owned())),
    ("an area code there is not", "phone/area_code_unknown", |it| it.edit("contact.work_phone", |_| "02661234567".to_owned())),
    ("a digit of Beijing's", "phone/eight_digits", |it| it.edit("contact.work_phone", |_| "0106296123".to_owned())),
    ("an extension", "phone/extension", |it| it.edit("contact.work_phone", |it| format!("{it}转8"))),

    // Places.
    ("five digits of a postcode", "postcode/digits", |it| it.edit("contact.postcode", |it| cut(it, 2))),
    ("the postcode of another province", "postcode-province/other_address", |it| it.edit("contact.postcode", |it| over(it, 0, if it.starts_with("10") { "43" } else { "10" }))),
    ("a school of another province", "option/other_parent", |it| it.only(&["tdxl"]) && it.set("degree.province", "湖北省") && it.set("degree.institution", "北京大学")),
    ("a discipline of another category", "option/other_parent", |it| it.only(&["tdxl"]) && it.set("degree.category", "农学") && it.set("degree.discipline", "土木工程")),
    ("a city of another province", "option/other_parent", |it| it.answers.facts.contains_key("person.home_city") && it.set("person.home_province", "湖北省") && it.set("person.home_city", "长沙市")),
    ("a province there is not", "option/not_listed", |it| it.only(&["tdxl"]) && it.set("work.province", "示例省")),
    ("an academic degree in medicine", "medicine/other", |it| it.only(&["tdxl"]) && it.set("degree.category", "医学") && it.set("degree.discipline", "临床医学") && it.set("degree.type", "学术型学位")),

    // Months and days.
    ("month 13", "month/month", |it| it.edit("work.start_month", |it| over(it, 4, "13"))),
    ("next month", "month/future", |it| it.edit("work.start_month", |_| "202612".to_owned())),
    ("a month with a word in it", "month/month|month/format", |it| it.edit("degree.prior_month", |it| put(it, 4, "第"))),
    ("work before birth", "work-age/before_birth", |it| it.only(&["tdxl"]) && { let early = Month::of(it.person.birth).plus(-1); it.set("work.start_month", early.to_string()) }),
    ("work at thirteen", "work-age/too_early", |it| it.only(&["tdxl"]) && { let early = Month::of(it.person.birth).plus(13 * 12); it.set("work.start_month", early.to_string()) }),
    ("a degree two years ago", "three-years/too_soon", |it| it.only(&["tdxl"]) && it.set("degree.type", "学术型学位") && it.set("degree.prior_type", "学士") && it.set("degree.prior_month", "202411")),
    ("an application of last year", "apply-year/other_year", |it| it.only(&["tdxl"]) && it.set("degree.apply_month", "202510")),
    ("a closing day that is over", "deadline/over", |it| { it.answers.log.clear(); it.edit("bachelor.deadline", |_| "20261121".to_owned()) || it.edit("check.deadline", |_| "20261121".to_owned()) }),
    ("no time left", "photo-time/short|time-left/short", |it| { it.answers.log.clear(); it.edit("bachelor.deadline", |_| "20261124".to_owned()) || it.edit("check.deadline", |_| "20261124".to_owned()) }),
    ("the second check ends before it begins", "again-order/reversed", |it| it.only(&["image-check"]) && it.set("check.again_from", "20270320") && it.set("check.again_until", "20270319")),
    ("entry before birth", "entry-after-birth/reversed|entry-age/before_birth", |it| it.edit("study.entry_date", |_| "1961-09-01".to_owned())),
    ("last year's session", "session-year/other_year", |it| it.edit("bachelor.session", |_| "成人教育 2025 年下学位申请".to_owned())),
    ("a second application", "once/other", |it| it.only(&["hunnu-bachelor"]) && it.set("bachelor.applied_before", "是")),
    ("the wrong number is the right one", "wrong-number/same", |it| { let number = it.person.number.clone(); it.edit("check.wrong_number", |_| number.clone()) }),
    ("too long a number", "student-number/length", |it| it.edit("study.student_number", |_| "2".repeat(61))),

    // The history.
    ("a gap", "history/gap", |it| it.row(0, |it| it.to = later(&it.to, -3))),
    ("a row before birth", "history-age/before_birth", |it| { let early = Month::of(it.person.birth).plus(-1); it.row(0, |it| it.from = early.to_string()) }),
    ("a row twice", "history/twice", |it| it.answers.history.first().cloned().map(|row| it.answers.history.insert(1, row)).is_some()),
    ("an overlap", "history/overlap", |it| it.row(0, |it| it.to = later(&it.to, 3))),
    ("not up to this month", "history/not_to_now", |it| { let last = it.answers.history.len().saturating_sub(1); it.row(last, |it| it.to = later("202610", 0)) }),
    ("beyond this month", "history/future", |it| { let last = it.answers.history.len().saturating_sub(1); it.row(last, |it| it.to = later("202612", 0)) }),
    ("backwards", "history/reversed", |it| it.row(0, |it| std::mem::swap(&mut it.from, &mut it.to))),
    ("out of order", "history/unsorted", |it| it.answers.history.len() > 1 && { it.answers.history.reverse(); true }),
    ("a month that is none", "history/month", |it| it.row(1, |it| it.from.truncate(4))),
    ("no role", "history/unfinished", |it| it.row(1, |it| it.role.clear())),
    ("no history", "required/missing", |it| !it.answers.history.is_empty() && { it.answers.history.clear(); true }),

    // Photo and papers.
    ("one byte too large", "file/bytes", |it| it.only(&["tdxl", "hunnu-bachelor"]) && it.file("photo", |it| it.bytes = 204_801)),
    ("one byte too small by either K", "file/bytes", |it| it.only(&["hunnu-bachelor"]) && it.file("photo", |it| it.bytes = 99_999)),
    ("one byte too small by one K", "file/bytes", |it| it.only(&["hunnu-bachelor"]) && it.file("photo", |it| it.bytes = 102_399)),
    ("one byte too large by one K", "file/bytes", |it| it.only(&["tdxl", "hunnu-bachelor"]) && it.file("photo", |it| it.bytes = 200_001)),
    ("a pixel too wide", "file/pixels", |it| it.file("photo", |it| it.size = it.size.map(|it| PixelSize { width: it.width + 1, ..it }))),
    ("on its side", "file/pixels", |it| it.file("photo", |it| it.size = it.size.map(|it| PixelSize { width: it.height, height: it.width }))),
    ("a PNG for a JPEG", "file/format", |it| it.file("photo", |it| it.format = FileFormat::Png)),
    ("grey", "file/color", |it| it.file("photo", |it| it.color = Some(ColorMode::Grey))),
    ("taken last year", "file/taken", |it| it.file("photo", |it| it.taken_on = "2025-08-21".parse().ok())),
    ("retouched", "file/edited", |it| it.file("photo", |it| it.software = Some("Adobe Photoshop 25".to_owned()))),
    ("cut off", "file/complete", |it| it.file("photo", |it| it.truncated = true)),
    ("a card that is no picture", "file/format", |it| ["id_card", "id_card_merged", "hand_photo"].into_iter().any(|id| it.file(id, |it| it.format = FileFormat::Unknown))),
    ("a megabyte and a byte", "file/bytes", |it| ["id_card_merged", "hand_photo"].into_iter().any(|id| it.file(id, |it| it.bytes = 1_048_577))),
    ("a picture that does not open", "file/complete", |it| it.any_file(|it| it.decodes = Some(false))),
    ("no file", "required/missing", |it| { let first = it.answers.materials.keys().find(|it| !["foreign_degree", "licence", "training"].contains(&it.as_str())).cloned(); first.is_some_and(|it_is| it.answers.materials.remove(&it_is).is_some()) }),
    ("no tick", "required/missing", |it| it.answers.ticks.values_mut().next().is_some_and(|it| { *it = false; true })),
    ("a tick of another year", "tick/stale", |it| it.answers.ticked_on.get_mut("photo.recent").map(|it| *it = now().date() - Days::new(400)).is_some()),

    // What the portal shows.
    ("not looked at", "required/missing", |it| it.answers.comparisons.pop_last().is_some()),
    ("another name, and not copied", "required/missing", |it| it.answers.comparisons.get_mut("record.name").map(|it| { it.verdict = Agreement::Differs; it.shown.clear(); }).is_some()),
    ("another name", "comparison/differs", |it| it.answers.comparisons.get_mut("record.major").map(|it| { it.verdict = Agreement::Differs; "采矿工程".clone_into(&mut it.shown); }).is_some()),
    ("copied, and the same", "comparison/same_after_all", |it| { let name = it.person.name.clone(); it.answers.comparisons.get_mut("record.name").map(|it| { it.verdict = Agreement::Differs; it.shown = name; }).is_some() }),
    ("no image", "comparison/unseen", |it| it.answers.comparisons.get_mut("record.image").is_some_and(|it| { let was = it.verdict; it.verdict = Agreement::Unseen; was == Agreement::Same })),

    // Another draft says otherwise.
    ("another name elsewhere", "identity/elsewhere", |it| { let procedure = Text::new("另一事项", "another"); it.answers.elsewhere.push(Elsewhere { procedure, fact: "person.name".into(), value: "张某".to_owned() }); true }),
];

#[test]
fn whatever_is_damaged_in_a_clean_draft_is_found() {
    let (mut missed, mut unused) = (Vec::new(), Vec::new());
    let drafts: Vec<(&str, Pack, Vec<_>)> = PACKS
        .iter()
        .map(|id| {
            let pack = pack(id);
            let drafts = (0..24).map(|number| draft(&pack, number)).collect();
            (*id, pack, drafts)
        })
        .collect();
    for (what, expected, damage) in DAMAGES {
        let mut done = 0;
        for (id, pack, drafts) in &drafts {
            for (number, (person, answers)) in drafts.iter().enumerate() {
                let (person, answers) = (person.clone(), answers.clone());
                let mut draft = Draft { person, answers, pack: id };
                if !damage(&mut draft) {
                    continue;
                }
                done += 1;
                let found: Vec<String> = assess(&pack.procedure, &draft.answers, now())
                    .findings
                    .iter()
                    .filter(|it| !it.kept)
                    .map(|it| format!("{}/{}", it.rule, it.reason))
                    .collect();
                if !expected.split('|').any(|it| found.iter().any(|found| found == it)) {
                    missed.push(format!("{what} ({id} {number}): {expected}, found {found:?}"));
                }
            }
        }
        if done == 0 {
            unused.push(what);
        }
    }
    assert!(unused.is_empty(), "done to no draft: {unused:?}");
    assert!(missed.is_empty(), "{} missed\n{}", missed.len(), missed.join("\n"));
    assert!(DAMAGES.len() >= 60);
}
