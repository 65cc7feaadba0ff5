//! What the papers of a desk say of one applicant's procedure: short, and nothing that need not be seen by others.

use beishen_core::{Answers, Assessment, FactKey, Finding, Procedure, StepStatus};
use beishen_document::{Block, Column, Document, Locale};
use beishen_reference::pinyin;
use chrono::NaiveDateTime;

use super::parts::{masked, value};
use super::{correction::wrong, materials::stands, on_site::brought};

/// One applicant's procedure. Numbers are masked in it already; everything else of the applicant can be let go.
#[derive(Clone, PartialEq)]
pub struct DeskLine {
    /// By which lines are sorted: the name as it is spelt.
    order: String,
    pub(super) name: String,
    /// `110105********002X`; empty when none is given.
    pub(super) number: String,
    /// `002X`
    pub(super) tail: String,
    pub(super) procedure: String,
    /// Steps completed, and all that are needed.
    pub(super) steps: (usize, usize),
    /// What is there and wrong.
    pub(super) wrong: usize,
    /// What is not given yet.
    pub(super) open: usize,
    pub(super) warnings: usize,
    /// The required materials that are missing or wrong.
    pub(super) missing: Vec<String>,
    /// What is due next, and whether that has passed.
    pub(super) deadline: Option<(NaiveDateTime, String, bool)>,
    /// What goes into the applicant's envelope.
    pub(super) papers: Vec<String>,
}

const NAME: &str = "person.name";
const NUMBER: &str = "person.id_number";

impl DeskLine {
    /// What is said of this applicant.
    pub fn of(
        procedure: &Procedure,
        answers: &Answers,
        assessment: &Assessment,
        locale: Locale,
    ) -> Self {
        let given = |key: &str| assessment.values.get(key).map(|it| it.text.trim());
        let shown = |key: &str| match given(key) {
            None | Some("") => String::new(),
            Some(_) => value(procedure, assessment, &FactKey::from(key), locale, true),
        };
        let steps = &assessment.steps;
        let done = steps.iter().filter(|it| it.status == StepStatus::Completed).count();
        let findings =
            |is: fn(&Finding) -> bool| assessment.findings.iter().filter(|it| is(it)).count();
        let asked = assessment.asked(procedure);
        let lacks = asked.filter(|it| it.required && stands(it, answers, assessment).is_lacking());
        Self {
            order: spelt(given(NAME).unwrap_or_default()),
            name: shown(NAME),
            number: shown(NUMBER),
            tail: tail(given(NUMBER).unwrap_or_default()),
            procedure: procedure.title().get(locale).to_owned(),
            steps: (done, steps.iter().filter(|it| it.status != StepStatus::NotNeeded).count()),
            wrong: findings(Finding::is_wrong),
            open: findings(Finding::is_missing),
            warnings: findings(Finding::is_open_warning),
            missing: lacks.map(|it| it.title.get(locale).to_owned()).collect(),
            deadline: deadline(procedure, assessment, locale),
            papers: papers(procedure, answers, assessment, locale),
        }
    }

    /// Whose envelope it is: procedures of one person go into one row behind the other.
    pub(super) fn person(&self) -> (&str, &str) {
        (&self.name, &self.number)
    }

    /// Whether nothing is left to change or to bring.
    pub(super) fn is_ready(&self) -> bool {
        self.wrong == 0 && self.open == 0
    }

    /// The name, or that there is none.
    pub(super) fn called(&self, locale: Locale) -> String {
        if self.name.is_empty() {
            locale.pick("（未填姓名）", "(no name)").to_owned()
        } else {
            self.name.clone()
        }
    }
}

/// By name as it is spelt; people of one name by their numbers.
pub(super) fn sorted(mut lines: Vec<DeskLine>) -> Vec<DeskLine> {
    lines.sort_by(|a, b| {
        let key = |it: &'_ DeskLine| (it.order.is_empty(), it.order.clone());
        let rest = |it: &'_ DeskLine| (it.name.clone(), it.number.clone(), it.procedure.clone());
        key(a).cmp(&key(b)).then_with(|| rest(a).cmp(&rest(b)))
    });
    lines
}

/// How many people there are.
pub(super) fn people(lines: &[DeskLine]) -> usize {
    let mut people: Vec<_> = lines.iter().map(DeskLine::person).collect();
    people.sort_unstable();
    people.dedup();
    people.len()
}

/// `ZHANG SAN`; a name that is in letters already stays.
fn spelt(name: &str) -> String {
    let spelling = pinyin::spell(name);
    let spelt = format!("{} {}", spelling.surname, spelling.given);
    if spelt.trim().is_empty() { name.to_uppercase() } else { spelt }
}

/// The last four of a number that is long enough to hide the rest.
fn tail(number: &str) -> String {
    let chars: Vec<char> = number.chars().collect();
    match chars.len() {
        0..8 => masked(number),
        n => chars.get(n - 4..).unwrap_or_default().iter().collect(),
    }
}

fn deadline(
    procedure: &Procedure,
    assessment: &Assessment,
    locale: Locale,
) -> Option<(NaiveDateTime, String, bool)> {
    let next = assessment.deadlines.iter().min_by_key(|it| it.due)?;
    let deadline = procedure.deadlines().iter().find(|it| it.id == next.id)?;
    Some((next.due, deadline.title.get(locale).to_owned(), next.over))
}

/// The papers that are printed here, and what the person brings: originals, copies, materials that are no picture.
fn papers(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
    locale: Locale,
) -> Vec<String> {
    let pick = |zh: &str, en: &str| locale.pick(zh, en).to_owned();
    let mut papers =
        vec![pick("准备回执（签名）", "Receipt, signed"), pick("填报清单", "Checklist")];
    if !wrong(procedure, answers, assessment).is_empty() {
        papers.push(pick("勘误表（签名）", "Correction form, signed"));
    }
    let bring = brought(procedure, assessment, locale);
    if !bring.is_empty() {
        papers.push(pick("现场清单", "On-site checklist"));
    }
    let asked = assessment.asked(procedure);
    let on_paper = asked.filter(|it| procedure.profile(&it.id).is_none());
    papers.extend(on_paper.map(|it| it.title.get(locale).to_owned()));
    papers.extend(bring);
    papers
}

/// A list over a desk, lying on its side: a table, unless nobody is in it, and what there is in all. `words` are title and subtitle; a
/// column is Chinese, English and its share of the width.
pub(super) fn list(
    words: [&str; 2],
    columns: &[(&str, &str, f32)],
    rows: Vec<Vec<String>>,
    count: String,
    now: NaiveDateTime,
    locale: Locale,
) -> Document {
    let column = |&(zh, en, share): &(&str, &str, f32)| Column {
        title: locale.pick(zh, en).to_owned(),
        share,
    };
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        blocks.push(Block::Table { columns: columns.iter().map(column).collect(), rows });
    }
    blocks.push(Block::Paragraph { text: count });
    let [title, subtitle] = words.map(str::to_owned);
    Document {
        locale,
        title,
        subtitle,
        number: String::new(),
        made_at: now,
        notice: locale
            .pick("内部使用，非官方表格", "For use in the office, not an official form")
            .to_owned(),
        landscape: true,
        name: String::new(),
        blocks,
    }
}

#[cfg(test)]
mod tests {
    use beishen_core::{Dictionary, LogEntry, assess};
    use chrono::NaiveDateTime;

    use super::*;
    use crate::papers::{
        correction::tests::{now, procedure},
        envelopes, summary,
    };

    const NUMBER_GIVEN: &str = "11010519491231002X";

    fn tdxl() -> Procedure {
        let assets = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/");
        let read = |file: &str| std::fs::read_to_string(format!("{assets}{file}")).unwrap();
        let dictionary = Dictionary::parse("facts.toml", &read("facts.toml")).unwrap();
        Procedure::parse("tdxl.toml", &read("procedures/tdxl.toml"), &dictionary).unwrap()
    }

    fn line(procedure: &Procedure, name: &str, number: &str, at: NaiveDateTime) -> DeskLine {
        let facts = [("person.name", name), ("person.id_number", number)];
        let answers = Answers {
            facts: facts.map(|(key, text)| (FactKey::from(key), text.to_owned())).into(),
            log: vec![LogEntry { act: "registered".into(), at: now(), note: String::new() }],
            ..Answers::default()
        };
        DeskLine::of(procedure, &answers, &assess(procedure, &answers, at), Locale::Zh)
    }

    fn column(lines: Vec<DeskLine>, title: &str) -> Vec<String> {
        let document = summary(lines, now(), Locale::Zh);
        let mut tables = document.blocks.iter().filter_map(|it| match it {
            beishen_document::Block::Table { columns, rows } => Some((columns, rows)),
            _ => None,
        });
        let (columns, rows) = tables.next().unwrap();
        let at = columns.iter().position(|it| it.title == title).unwrap();
        rows.iter().map(|it| it[at].clone()).collect()
    }

    #[test]
    fn names_stand_in_the_order_in_which_they_are_spelt() {
        let tdxl = tdxl();
        let names = ["张三", "单玉", "", "欧阳娜", "曾一", "Anna", "阿里·买买提", "张三"];
        let lines = names.map(|it| line(&tdxl, it, "", now())).to_vec();
        let expected =
            ["阿里·买买提", "Anna", "欧阳娜", "单玉", "曾一", "张三", "张三", "（未填姓名）"];
        assert_eq!(column(lines, "姓名"), expected);
    }

    #[test]
    fn a_number_is_never_whole() {
        let tdxl = tdxl();
        for (number, tail, masked) in [
            (NUMBER_GIVEN, "002X", "110105********002X"),
            ("１１０１０５１９４９１２３１００２ｘ", "002X", "110105********002X"),
            ("E12345678", "5678", "E****5678"),
            ("1234", "****", "****"),
            ("1", "*", "*"),
            ("", "—", "—"),
        ] {
            let line = || line(&tdxl, "张三", number, now());
            assert_eq!(column(vec![line()], "证件尾号"), [tail], "{number}");
            let envelopes = envelopes(vec![line()], now(), Locale::Zh).to_text();
            assert!(envelopes.contains(&format!("证件号码：{masked}\n")), "{envelopes}");
        }
        // A number where the name should be is a number.
        assert_eq!(
            column(vec![line(&tdxl, NUMBER_GIVEN, NUMBER_GIVEN, now())], "姓名"),
            ["110105********002X"]
        );
    }

    #[test]
    fn what_is_due_next_and_what_is_over_is_said() {
        let tdxl = tdxl();
        let later = now() + chrono::Duration::hours(30);
        let due = (now() + chrono::Duration::hours(24)).format("%Y-%m-%d %H:%M").to_string();
        let lines =
            || [later, now(), now()].map(|at| line(&tdxl, "张三", NUMBER_GIVEN, at)).to_vec();
        let said = column(lines(), "最近的期限");
        assert!(said.contains(&format!("{due}\n激活账号")), "{said:?}");
        assert!(said.contains(&format!("{due}\n已过：激活账号")), "{said:?}");
        let foot = summary(lines(), now(), Locale::Zh).to_text();
        assert!(
            foot.contains(
                "合计：1 人，3 件；没有问题 0 件，有要改的 0 件，没填完的 3 件，缺材料 3 件，期限已过 1 件。"
            ),
            "{foot}"
        );
    }

    #[test]
    fn an_envelope_holds_what_the_person_needs_and_nothing_else() {
        let papers = |procedure: &Procedure, facts: &[(&str, &str)], compared: &[&str]| {
            let answers = crate::papers::correction::tests::answers(facts, compared);
            let assessment = assess(procedure, &answers, now());
            DeskLine::of(procedure, &answers, &assessment, Locale::Zh).papers
        };
        let own = papers(&tdxl(), &[], &[]);
        assert!(own.iter().any(|it| it == "居民身份证（原件＋2 份）"), "{own:?}");
        assert!(!own.iter().any(|it| it.starts_with("曾用名证明")), "{own:?}");
        let former = papers(&tdxl(), &[("person.name_on_papers", "是曾用名")], &[]);
        assert!(former.iter().any(|it| it == "曾用名证明（原件）"), "{former:?}");

        let (wrong, right) = (("check.wrong", "是"), ("check.wrong", "否"));
        let same = papers(&procedure(), &[right], &["record.name=same"]);
        assert_eq!(same, ["准备回执（签名）", "填报清单"]);
        let differs = papers(&procedure(), &[wrong], &["record.name=张叁"]);
        assert_eq!(differs[2..], ["勘误表（签名）", "现场清单", "打印好的勘误表（原件）"]);
    }

    #[test]
    fn a_spreadsheet_gets_a_row_for_each_applicant() {
        let tdxl = tdxl();
        let lines =
            vec![line(&tdxl, "=1+1", NUMBER_GIVEN, now()), line(&tdxl, "张\"三\"", "", now())];
        let csv = summary(lines, now(), Locale::Zh).to_csv();
        let rows: Vec<&str> = csv.split("\r\n").collect();
        assert!(rows[0].starts_with("\u{feff}\"序号\",\"姓名\",\"证件尾号\""), "{}", rows[0]);
        assert!(rows[1].starts_with("\"1\",\"'=1+1\",\"002X\""), "{}", rows[1]);
        assert!(rows[2].starts_with("\"2\",\"张\"\"三\"\"\",\"—\""), "{}", rows[2]);
        assert!(csv.contains("\"合计：2 人，2 件；"), "{csv}");
        let commas = |it: &str| it.matches(',').count();
        assert!(rows[3..].iter().filter(|it| !it.is_empty()).all(|it| commas(it) == 9), "{csv}");
    }
}
