//! Birth date and sex as typed, against the ones inside the identity number (GB 11643-1999 §4.2, §4.3).

use beishen_document::Text;

use super::{found::Found, view::View};
use crate::{
    fact::FactKey,
    finding::Fix,
    reading::{Reason, Sex},
};

pub(super) const DIFFERS: Reason = Reason::error("differs", &["id"]);

pub(super) fn birth(view: &View<'_>, birth_date: &FactKey, id_number: &FactKey) -> Option<Found> {
    let inside = view.value(id_number)?.derived.birth?.to_string();
    compare(view, birth_date, &inside, Text::alike(&*inside))
}

pub(super) fn sex(view: &View<'_>, sex: &FactKey, id_number: &FactKey) -> Option<Found> {
    let inside = view.value(id_number)?.derived.sex?;
    let en = match inside {
        Sex::Male => "male",
        Sex::Female => "female",
    };
    compare(view, sex, inside.name(), Text::new(inside.name(), en))
}

fn compare(view: &View<'_>, fact: &FactKey, inside: &str, spoken: Text) -> Option<Found> {
    if view.sound(fact)? == inside {
        return None;
    }
    let mut found = Found::new(fact, &DIFFERS, Vec::new()).saying("id", spoken);
    found.fixes.push(Fix::set(inside));
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn the_number_says_when_one_was_born_and_what_one_is() {
        let check = r#"{ kind = "birth_agrees", birth_date = "birth", id_number = "id18" }"#;
        for (birth, id18, expected) in [
            ("1949-12-31", "11010519491231002X", ""),
            ("1949-12-30", "11010519491231002X", "birth: differs id=1949-12-31 → 1949-12-31"),
            ("1949-12-30", "110105194912310021", ""),
        ] {
            let facts = [("birth", birth), ("id18", id18)];
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }

    #[test]
    fn the_sex_is_that_of_the_number() {
        let check = r#"{ kind = "sex_agrees", sex = "sex", id_number = "id18" }"#;
        for (sex, expected) in [("女", ""), ("男", "sex: differs id=女 → 女")] {
            let facts = [("sex", sex), ("id18", "11010519491231002X")];
            assert_eq!(said(check, &facts).join("; "), expected, "{sex}");
        }
    }
}
