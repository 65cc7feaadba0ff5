//! The kind of a degree, academic or professional, against the discipline: each stands in one part of the catalogue, some in
//! both (研究生教育学科专业目录 of 2022, and that of 2018 which earlier cohorts still have).

use beishen_reference::Table;

use super::{found::Found, view::View};
use crate::{fact::FactKey, reading::Reason};

const ACADEMIC_ONLY: Reason = Reason::warning("academic_only", &["discipline"]);
const PROFESSIONAL_ONLY: Reason = Reason::warning("professional_only", &["discipline"]);
pub(super) const REASONS: &[Reason] = &[ACADEMIC_ONLY, PROFESSIONAL_ONLY];

/// What is not in the catalogues, such as a discipline of the second level, is not judged; which of the two is wrong, only the
/// person knows.
pub(super) fn check(view: &View<'_>, degree_type: &FactKey, discipline: &FactKey) -> Option<Found> {
    let (chosen, name) = (view.text(degree_type)?, view.text(discipline)?);
    let entries =
        || [Table::Disciplines2022, Table::Disciplines2018].into_iter().flat_map(Table::entries);
    let has = |kind: &str| {
        entries().any(|it| it.detail == kind && (it.name == name || it.also.contains(&name)))
    };
    let (academic, professional) = (has("学术学位"), has("专业学位"));
    let reason = match (chosen.contains("学术"), chosen.contains("专业")) {
        (false, true) if academic && !professional => &ACADEMIC_ONLY,
        (true, false) if professional && !academic => &PROFESSIONAL_ONLY,
        _ => return None,
    };
    Some(Found::new(degree_type, reason, vec![("discipline", name.to_owned())]))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn a_discipline_confers_the_degrees_of_its_part_of_the_catalogue() {
        let check = r#"{ kind = "degree_kind", degree_type = "type", discipline = "discipline" }"#;
        for (chosen, discipline, expected) in [
            ("专业学位", "计算机科学与技术", "type: academic_only discipline=计算机科学与技术"),
            ("专业学位", "哲学", "type: academic_only discipline=哲学"),
            ("专业学位", "法学", "type: academic_only discipline=法学"),
            ("学术型学位", "电子信息", "type: professional_only discipline=电子信息"),
            ("学术学位", "应用伦理", "type: professional_only discipline=应用伦理"),
            ("学术型学位", "工商管理", ""),
            ("学术型学位", "会计", "type: professional_only discipline=会计"),
            ("专业学位", "电子信息", ""),
            ("学术型学位", "计算机科学与技术", ""),
            ("专业学位", "临床医学", ""),
            ("学术型学位", "临床医学", ""),
            ("专业学位", "结构工程", ""),
            ("其他", "哲学", ""),
            ("专业学位", "", ""),
        ] {
            let facts = [("type", chosen), ("discipline", discipline)];
            assert_eq!(said(check, &facts).join("; "), expected, "{chosen} {discipline}");
        }
    }
}
