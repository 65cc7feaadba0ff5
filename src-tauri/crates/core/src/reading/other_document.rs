//! A number that is not one of the chosen document, and looks like one of another: the portals' lists name both, and the wrong one is
//! chosen more easily than a number is mistyped.

use beishen_reference::Table;
use chrono::NaiveDate;

use super::{
    Problem, Reading, Reason, foreign_pr15, foreign_pr18, hk_id, hkmo_permit, hkmotw_residence,
    id18, normalise, passport, tw_id, tw_permit,
};

pub(super) const OTHER_DOCUMENT: Reason = Reason::error("other_document", &["document"]);

/// A reading that was refused by the kind that goes by the name of `chosen`, told of as the number of another document where it is one by its form.
pub(super) fn told_of<'a>(
    reading: Reading<'a>,
    text: &str,
    chosen: &str,
    today: NaiveDate,
) -> Reading<'a> {
    let refused = reading.fix.is_none() && reading.problem.as_ref().is_some_and(Problem::is_error);
    let Some(code) = refused.then(|| looks_like(text, chosen, today)).flatten() else {
        return reading;
    };
    let name = Table::IdDocumentTypes.find(code).map_or(code, |it| it.name);
    reading.with_problem(&OTHER_DOCUMENT, vec![("document", name.to_owned())])
}

/// The code of the document whose number it is by its form, strictest first.
fn looks_like(text: &str, chosen: &str, today: NaiveDate) -> Option<&'static str> {
    let number = normalise::document_number(text);
    // Most that are refused are mistyped, and of their own kind by their form.
    if chosen == "id18" && number.len() == 18 && !number.starts_with(['8', '9']) {
        return None;
    }
    let is_sound = |it: Reading<'_>| it.problem.as_ref().is_none_or(|it| !it.is_error());
    let is_day = || {
        let digits = |from, to| number.get(from..to).and_then(|it| it.parse().ok());
        let year = digits(0, 4).and_then(|it: u32| i32::try_from(it).ok());
        let day = year.zip(digits(4, 6)).zip(digits(6, 8));
        day.and_then(|((y, m), d)| NaiveDate::from_ymd_opt(y, m, d)).is_some_and(|it| it <= today)
    };
    // 8 digits may as well be a day of birth. A card of Hong Kong or Taiwan is no passport.
    let is_tw_permit = || {
        let whole = number.len() == 8 && !is_day() || number.contains('(');
        whole && is_sound(tw_permit::read(&number))
    };
    let is_local = || is_sound(hk_id::read(&number)) || is_sound(tw_id::read(&number));
    // With a permit chosen, another letter in front is rather a slip.
    let is_passport = || {
        let rest = number.trim_start_matches(|it: char| it.is_ascii_uppercase());
        let digits = rest.len() >= 6 && rest.bytes().all(|it| it.is_ascii_digit());
        passport::is_chinese(&number) && rest.len() < number.len()
            || !matches!(chosen, "hkmo_permit" | "tw_permit")
                && matches!(number.len(), 8 | 9)
                && number.len() - rest.len() == 1
                && digits
                && !number.starts_with(['H', 'M'])
    };
    let found = if is_sound(hkmotw_residence::read(&number, today)) {
        ("hkmotw_residence", "hkmotw_residence")
    } else if is_sound(foreign_pr18::read(&number, today))
        || foreign_pr15::read(&number).problem.is_none()
    {
        ("foreign_pr", "foreign_pr")
    } else if id18::read(&number, today).problem.is_none() {
        ("id18", "cn_id")
    } else if is_sound(hkmo_permit::read(&number)) {
        ("hkmo_permit", "hkmo_permit")
    } else if is_tw_permit() {
        ("tw_permit", "tw_permit")
    } else if is_passport() && !is_local() {
        ("passport", "passport")
    } else {
        return None;
    };
    (found.0 != chosen).then_some(found.1)
}

#[cfg(test)]
mod tests {
    use super::{super::ValueKind, *};

    #[test]
    fn a_number_of_another_document_is_called_by_its_name() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let (hkmo, tw, residence) =
            ("港澳居民来往内地通行证", "台湾居民来往大陆通行证", "港澳台居民居住证");
        let (card, foreign, book) = ("中华人民共和国居民身份证", "外国人永久居留身份证", "护照");
        for (kind, number, reason, document) in [
            ("id18", "H12345678", "other_document", hkmo),
            ("id18", "h1234567801", "other_document", hkmo),
            ("id18", "M12345678", "other_document", hkmo),
            ("id18", "HA1234567", "other_document", hkmo),
            ("id18", "12345678", "other_document", tw),
            ("id18", "1234567890(B)", "other_document", tw),
            ("id18", "E12345678", "other_document", book),
            ("id18", "EA1234567", "other_document", book),
            ("id18", "k1234567", "other_document", book),
            ("id18", "USA110085010112", "other_document", foreign),
            ("id18", "932682198501010017", "other_document", foreign),
            // A day, a telephone, a local card, a number with a digit too few.
            ("id18", "19900307", "length", ""),
            ("id18", "13800138000", "length", ""),
            ("id18", "A123456(3)", "length", ""),
            ("id18", "A123456789", "length", ""),
            ("id18", "1101051949123100", "length", ""),
            ("id18", "110105491231002", "legacy_15", ""),
            ("hkmo_permit", "11010519491231002X", "other_document", card),
            ("hkmo_permit", "810000199408230021", "other_document", residence),
            ("hkmo_permit", "E12345678", "other_document", book),
            ("hkmo_permit", "H1234567", "length", ""),
            ("hkmo_permit", "K12345678", "prefix", ""),
            ("tw_permit", "T12345678", "format", ""),
            ("hkmo_permit", "12345678", "other_document", tw),
            ("tw_permit", "H12345678", "other_document", hkmo),
            ("tw_permit", "830000200209060065", "other_document", residence),
            ("tw_permit", "11010519491231002X", "other_document", card),
            ("tw_permit", "1234567", "format", ""),
            ("hkmotw_residence", "11010519491231002X", "other_document", card),
            ("hkmotw_residence", "H12345678", "other_document", hkmo),
            ("hkmotw_residence", "12345678", "other_document", tw),
            ("hkmotw_residence", "840000199408230021", "prefix", ""),
            ("hkmotw_residence", "810101199408230023", "prefix", ""),
            ("foreign_pr", "132682198501010018", "prefix", ""),
            ("passport", "11010519491231002X", "other_document", card),
            ("passport", "932682198501010017", "other_document", foreign),
            ("passport", "H12345678", "", ""),
            ("foreign_pr", "11010519491231002X", "other_document", card),
            ("foreign_pr", "E12345678", "other_document", book),
            ("foreign_pr", "USA11008501011", "length", ""),
        ] {
            let kind = ValueKind::by_name(kind).unwrap();
            let problem = kind.read(number, today).problem;
            let said = problem.as_ref().map_or("", |it| it.reason.name);
            let param = problem.iter().flat_map(|it| &it.params).find(|it| it.0 == "document");
            let named = param.map_or("", |it| &*it.1);
            assert_eq!((said, named), (reason, document), "{} {number}", kind.name());
        }
    }
}
