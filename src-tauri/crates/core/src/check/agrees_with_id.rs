//! Birth date and sex as typed, against the ones inside the identity number (GB 11643-1999 §4.2, §4.3).
//!
//! Which of the two is wrong, nobody knows: the number may be mistyped, or somebody else's. So there is no repair.

use beishen_document::Text;

use super::{found::Found, view::View};
use crate::{
    fact::FactKey,
    reading::{PermanentResident, Reason, Sex, ValueKind, told_by_permit},
};

const DIFFERS: Reason = Reason::error("differs", &["id"]);
/// What a foreigner's permit most probably tells.
const UNLIKE: Reason = Reason::warning("unlike", &[]);
pub(super) const REASONS: &[Reason] = &[DIFFERS, UNLIKE];

pub(super) fn birth(view: &View<'_>, birth_date: &FactKey, id_number: &FactKey) -> Option<Found> {
    let Some(inside) = view.value(id_number)?.derived.birth else {
        let (day, permit) = (view.date(birth_date)?, permit(view, id_number)?);
        return unlike(birth_date, permit.may_be_born(day));
    };
    let inside = inside.to_string();
    compare(view, birth_date, &inside, Text::alike(&*inside))
}

pub(super) fn sex(view: &View<'_>, sex: &FactKey, id_number: &FactKey) -> Option<Found> {
    let Some(inside) = view.value(id_number)?.derived.sex else {
        let (typed, likely) = (view.sound(sex)?, permit(view, id_number)?.sex?);
        return unlike(sex, typed == likely.name());
    };
    let en = match inside {
        Sex::Male => "male",
        Sex::Female => "female",
    };
    compare(view, sex, inside.name(), Text::new(inside.name(), en))
}

fn permit(view: &View<'_>, id_number: &FactKey) -> Option<PermanentResident> {
    let is_permit = view.value(id_number)?.read_as == Some(ValueKind::ForeignPr);
    view.sound(id_number).filter(|_| is_permit).and_then(told_by_permit)
}

fn unlike(fact: &FactKey, agrees: bool) -> Option<Found> {
    (!agrees).then(|| Found::new(fact, &UNLIKE, Vec::new()))
}

fn compare(view: &View<'_>, fact: &FactKey, inside: &str, spoken: Text) -> Option<Found> {
    let typed = view.sound(fact)?;
    (typed != inside).then(|| Found::new(fact, &DIFFERS, Vec::new()).saying("id", spoken))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn the_number_says_when_one_was_born_and_what_one_is() {
        let check = r#"{ kind = "birth_agrees", birth_date = "birth", id_number = "id18" }"#;
        for (birth, id18, expected) in [
            ("1949-12-31", "11010519491231002X", ""),
            ("1949-12-30", "11010519491231002X", "birth: differs id=1949-12-31"),
            ("1949-12-30", "110105194912310021", ""),
        ] {
            let facts = [("birth", birth), ("id18", id18)];
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }

    #[test]
    fn the_sex_is_that_of_the_number() {
        let check = r#"{ kind = "sex_agrees", sex = "sex", id_number = "id18" }"#;
        for (sex, expected) in [("女", ""), ("男", "sex: differs id=女")] {
            let facts = [("sex", sex), ("id18", "11010519491231002X")];
            assert_eq!(said(check, &facts).join("; "), expected, "{sex}");
        }
    }

    #[test]
    fn a_permit_of_a_foreigner_is_asked_about() {
        let birth = r#"{ kind = "birth_agrees", birth_date = "birth", id_number = "foreign_pr" }"#;
        let sex = r#"{ kind = "sex_agrees", sex = "sex", id_number = "foreign_pr" }"#;
        for (number, day, chosen, expected) in [
            ("911124198108030024", "1981-08-03", "女", ""),
            ("911124198108030024", "1981-08-30", "女", "birth: differs id=1981-08-03"),
            ("911124198108030024", "1981-08-03", "男", "sex: unlike"),
            ("PAK310080010103", "1980-01-01", "男", ""),
            ("PAK310080010103", "1980-10-01", "女", "birth: unlike"),
            ("911124198108030025", "1985-08-03", "男", ""),
            ("PAK31008001010", "1985-08-03", "男", ""),
        ] {
            let facts = [("birth", day), ("sex", chosen), ("foreign_pr", number)];
            let said = [said(birth, &facts), said(sex, &facts)].concat();
            assert_eq!(said.join("; "), expected, "{facts:?}");
        }
    }
}
