//! A name with characters that common portals cannot take.

use super::{found::Found, view::View};
use crate::{fact::FactKey, reading::Reason};

pub(super) const RARE: Reason = Reason::warning("rare_character", &["c", "u", "plane"]);

/// Takes the reading's hint more seriously, for a portal known for trouble.
pub(super) fn check(view: &View<'_>, name: &FactKey) -> Vec<Found> {
    let hints = view.value(name).map_or(&[][..], |it| &it.hints);
    let rare = hints.iter().filter(|it| it.reason.name == RARE.name);
    rare.map(|it| Found::new(name, &RARE, it.params.clone())).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn a_character_that_portals_refuse_is_told() {
        let check = r#"{ kind = "rare_name", name = "name" }"#;
        for (name, expected) in
            [("张三", ""), ("张𠮷", "name: rare_character c=𠮷 u=U+20BB7 plane=2")]
        {
            assert_eq!(said(check, &[("name", name)]).join("; "), expected, "{name}");
        }
    }
}
