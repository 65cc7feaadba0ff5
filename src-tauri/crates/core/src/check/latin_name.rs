//! A name in letters where the document has Chinese characters: the name or the kind of document is wrong.

use super::{found::Found, view::View};
use crate::{fact::FactKey, reading::Reason};

pub(super) const LATIN: Reason = Reason::warning("latin", &[]);

pub(super) fn check(view: &View<'_>, name: &FactKey) -> Option<Found> {
    let letters = view.sound(name)?.chars().all(|it| u32::from(it) < 0x2000);
    letters.then(|| Found::new(name, &LATIN, Vec::new()))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn letters_are_told() {
        let check = r#"{ kind = "latin_name", name = "name" }"#;
        for (name, expected) in [
            ("SMITH JOHN", "name: latin"),
            ("José Müller", "name: latin"),
            ("张三", ""),
            ("张San", ""),
            ("SMITH, JOHN", ""),
        ] {
            assert_eq!(said(check, &[("name", name)]).join("; "), expected, "{name}");
        }
    }
}
