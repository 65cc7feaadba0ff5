//! An answer that, in some cases, must be a certain one.

use super::{found::Found, view::View};
use crate::{fact::FactKey, finding::Fix, reading::Reason};

pub(super) const OTHER: Reason = Reason::warning("other", &["is"]);

/// Where the other answer may be the truth (`repair = false`), no repair puts this one into the person's mouth.
pub(super) fn check(view: &View<'_>, fact: &FactKey, is: &str, repair: bool) -> Option<Found> {
    if view.text(fact)? == is {
        return None;
    }
    let mut found = Found::new(fact, &OTHER, vec![("is", is.to_owned())]);
    found.fixes.extend(repair.then(|| Fix::set(is)));
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn another_answer_than_the_one_is_doubtful() {
        let check = r#"{ kind = "must_be", fact = "answer", is = "是" }"#;
        for (answer, expected) in [("是", ""), ("否", "answer: other is=是 → 是")] {
            assert_eq!(said(check, &[("answer", answer)]).join("; "), expected, "{answer}");
        }
        let check = r#"{ kind = "must_be", fact = "answer", is = "否", repair = false }"#;
        assert_eq!(said(check, &[("answer", "是")]), ["answer: other is=否"]);
    }
}
