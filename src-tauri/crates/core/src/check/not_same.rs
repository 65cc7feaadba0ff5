//! Two answers that are not the same, such as a former name and the present one.

use super::{found::Found, view::View};
use crate::{fact::FactKey, reading::Reason};

pub(super) const SAME: Reason = Reason::warning("same", &[]);

pub(super) fn check(view: &View<'_>, fact: &FactKey, other: &FactKey) -> Option<Found> {
    (view.text(fact)? == view.text(other)?).then(|| Found::new(fact, &SAME, Vec::new()))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn two_answers_that_are_the_same_are_doubtful() {
        let check = r#"{ kind = "not_same", fact = "former", other = "present" }"#;
        for (former, present, expected) in [("张山", "张三", ""), ("张三", "张三", "former: same")]
        {
            let facts = [("former", former), ("present", present)];
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }
}
