//! 层次 against 学制: how many years a programme of that level takes. Asked about, for schools have programmes of their own.

use super::{found::Found, view::View};
use crate::{fact::FactKey, reading::Reason};

pub(super) const UNUSUAL: Reason = Reason::warning("unusual", &["level", "n"]);

/// In halves of a year: the level's words, the least and the most. The first that fits holds. 本科 may be 专升本 of a regular school, or
/// medicine; five years of 专科 begin behind the middle school.
const LEVELS: [(&[&str], u32, u32); 7] = [
    (&["专升本", "专科起点", "专起本", "专接本", "专插本"], 4, 6),
    (&["高起本", "高中起点本科"], 8, 12),
    (&["第二学士", "二学位", "双学士"], 3, 6),
    (&["博士"], 6, 16),
    (&["硕士"], 2, 10),
    (&["本科"], 4, 16),
    (&["专科", "大专", "高职", "高起专"], 4, 6),
];
/// 五年一贯制.
const FROM_MIDDLE_SCHOOL: u32 = 10;

pub(super) fn check(view: &View<'_>, level: &FactKey, years: &FactKey) -> Option<Found> {
    // What is doubtful itself is told of already.
    view.value(years).filter(|it| it.problem.is_none())?;
    let (typed, n) = (view.sound(level)?, view.sound(years)?);
    let (whole, half) = n.split_once('.').unwrap_or((n, "0"));
    let halves = whole.parse::<u32>().ok().filter(|it| *it < 50)? * 2 + u32::from(half == "5");
    let says = |words: &[&str]| words.iter().any(|it| typed.contains(it));
    let (_, least, most) = LEVELS.into_iter().find(|it| says(it.0))?;
    let is_usual = (least..=most).contains(&halves)
        || halves == FROM_MIDDLE_SCHOOL
            && says(&["专科", "大专", "高职"])
            && !says(&["起点", "本"]);
    let params = vec![("level", typed.to_owned()), ("n", n.to_owned())];
    (!is_usual).then(|| Found::new(years, &UNUSUAL, params))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn a_level_takes_its_years() {
        let check = r#"{ kind = "study_level", level = "level", years = "study_years" }"#;
        for (level, years) in [
            ("本科", "4"),
            ("本科", "5"),
            ("本科", "2"),
            ("本科", "8"),
            ("专科", "3"),
            ("专科", "2.5"),
            ("专科", "2"),
            ("专科（高职）", "5"),
            ("高起专", "2.5"),
            ("专升本", "2"),
            ("专升本", "2.5"),
            ("专升本", "3"),
            ("专科起点本科", "2.5"),
            ("高起本", "4"),
            ("高起本", "5"),
            ("高中起点本科", "6"),
            ("第二学士学位", "2"),
            ("硕士研究生", "2"),
            ("硕士研究生", "3"),
            ("硕士研究生", "2.5"),
            ("博士研究生", "3"),
            ("博士研究生", "5"),
            ("预科", "1"),
            ("本科", "四五"),
            ("", "4"),
        ] {
            let said = said(check, &[("level", level), ("study_years", years)]);
            assert_eq!(said, [""; 0], "{level} {years}");
        }
        for (level, years) in [
            ("高起本", "2.5"),
            ("高起本", "3"),
            ("高中起点本科", "2"),
            ("专升本", "5"),
            ("专升本", "4"),
            ("专升本", "1"),
            ("专科起点本科", "5"),
            ("专科", "4"),
            ("大专", "1"),
            ("高起专", "5"),
            ("本科", "1"),
            ("第二学士学位", "4"),
            ("硕士研究生", "6"),
            ("博士研究生", "2"),
        ] {
            let said = said(check, &[("level", level), ("study_years", years)]);
            let expected = format!("study_years: unusual level={level} n={years}");
            assert_eq!(said, [expected], "{level} {years}");
        }
    }
}
