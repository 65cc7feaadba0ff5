//! An answer that none of the words stands in that such answers are made of: 睡觉 is no form of study. It is asked about, for
//! schools have words of their own.

use super::{found::Found, view::View};
use crate::{
    fact::FactKey,
    reading::{Reason, fold},
};

pub(super) const UNKNOWN: Reason = Reason::warning("unknown", &["given"]);

pub(super) fn check(view: &View<'_>, fact: &FactKey, words: &[String]) -> Option<Found> {
    let text = view.sound(fact)?;
    let plain: String = text.chars().map(fold).filter(|it| !it.is_whitespace()).collect();
    let is_known = words.iter().any(|it| plain.contains(it.as_str()));
    (!is_known).then(|| Found::new(fact, &UNKNOWN, vec![("given", text.to_owned())]))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn what_has_none_of_the_words_is_asked_about() {
        let check = r#"{ kind = "known_words", fact = "form", words = ["全日制", "函授"] }"#;
        for (form, expected) in [
            ("普通全日制", ""),
            ("非 全日制", ""),
            ("函授（业余）", ""),
            ("睡觉", "form: unknown given=睡觉"),
            ("全日", "form: unknown given=全日"),
        ] {
            assert_eq!(said(check, &[("form", form)]).join("; "), expected, "{form}");
        }
    }
}
