//! Free text that fits a box.
//!
//! A pictograph is asked about, not refused: whether a portal can keep one, only its page tells.

use super::{found::Found, view::View};
use crate::{
    fact::FactKey,
    reading::{Reason, is_hidden},
};

pub(super) const SHORT: Reason = Reason::warning("short", &["n", "min"]);
pub(super) const LONG: Reason = Reason::error("long", &["n", "max"]);
pub(super) const HIDDEN: Reason = Reason::error("hidden", &["u"]);
pub(super) const SYMBOL: Reason = Reason::warning("symbol", &["c"]);

pub(super) fn check(view: &View<'_>, fact: &FactKey, min: usize, max: usize) -> Option<Found> {
    let text = view.text(fact)?;
    let n = text.chars().count();
    let found = |reason, params| Some(Found::new(fact, reason, params));
    if let Some((reason, param)) = stray(text) {
        found(reason, vec![param])
    } else if n < min {
        found(&SHORT, vec![("n", n.to_string()), ("min", min.to_string())])
    } else if n > max {
        found(&LONG, vec![("n", n.to_string()), ("max", max.to_string())])
    } else {
        None
    }
}

/// What has no place in a text, with the parameter of its words.
pub(super) fn stray(text: &str) -> Option<(&'static Reason, (&'static str, String))> {
    // A symbol before what joins and colours it, which is hidden.
    let symbol = text.chars().find(|it| is_symbol(*it)).map(|c| (&SYMBOL, ("c", c.to_string())));
    symbol.or_else(|| {
        let c = text.chars().find(|it| is_hidden(*it))?;
        Some((&HIDDEN, ("u", format!("U+{:04X}", u32::from(c)))))
    })
}

/// Emoji and the like: Miscellaneous Symbols, Dingbats and the pictographic blocks of plane 1 (The Unicode Standard).
fn is_symbol(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn a_text_fits_its_box_and_hides_nothing() {
        let check = r#"{ kind = "text", facts = ["text"], min = 2, max = 4 }"#;
        for (text, expected) in [
            ("论文", ""),
            ("论", "text: short n=1 min=2"),
            ("论文的题目", "text: long n=5 max=4"),
            ("论\u{200B}文", "text: hidden u=U+200B"),
            ("论🏠文", "text: symbol c=🏠"),
            ("论☎\u{FE0F}文", "text: symbol c=☎"),
            ("论𠮷文", ""),
            ("№1·", ""),
        ] {
            assert_eq!(said(check, &[("text", text)]).join("; "), expected, "{text}");
        }
    }
}
