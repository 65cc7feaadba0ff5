//! 姓名拼音, by the rules the name follows ([`Custom`]): GB/T 28039-2011 §5.1 for Chinese names (the surname, one space, the
//! given name unbroken), §5.2 for those of other languages, the document's own letters for others. Held against the
//! readings of the name's characters, which is never more than a warning.

use beishen_reference::pinyin::unbroken;

pub use super::name_custom::Bearer;
use super::{
    Problem, Reading, Reason,
    han_name::{self, HanName},
    name_characters::{DOT, is_latin},
    name_custom::Custom,
    normalise::{first_stray, is_dash},
    own_name::{self, OwnName},
    pinyin_letters::{clean, in_letters, is_comma, is_joiner, is_tone},
};

const CHARACTERS: Reason = Reason::error("characters", &["k", "c"]);
const LENGTH: Reason = Reason::error("length", &["n"]);
const TONE: Reason = Reason::error("tone", &["x"]);
const JOINED: Reason = Reason::error("joined", &["x"]);
const COMMA: Reason = Reason::error("comma", &["x"]);
const PARTS: Reason = Reason::error("parts", &["x"]);
const ORDER: Reason = Reason::warning("order", &["x"]);
const U_UMLAUT: Reason = Reason::warning("u_umlaut", &["x"]);
const SURNAME_READING: Reason = Reason::warning("surname_reading", &["s", "p", "q"]);
const MISMATCH: Reason = Reason::warning("mismatch", &["c", "x"]);
const SPLIT: Reason = Reason::warning("split", &["x"]);
const UNKNOWN_SURNAME: Reason = Reason::warning("unknown_surname", &["s"]);
const DOUBLE_SURNAME: Reason = Reason::warning("double_surname", &["x"]);
const SURNAME_HYPHEN: Reason = Reason::warning("surname_hyphen", &["x"]);
const MIDDLE_DOT: Reason = Reason::warning("middle_dot", &["x"]);
const DOT_OF_DOCUMENT: Reason = Reason::warning("dot_of_document", &[]);
const UNDIVIDED: Reason = Reason::warning("undivided", &["x"]);
const APART: Reason = Reason::warning("apart", &["x"]);
const DOT_PARTS: Reason = Reason::warning("dot_parts", &["x"]);
const OWN_LANGUAGE: Reason = Reason::warning("own_language", &[]);
const OTHER_READING: Reason = Reason::warning("other_reading", &["c", "p", "q", "x"]);
const POLYPHONE: Reason = Reason::hint("polyphone", &["c", "p", "q", "x"]);
const APOSTROPHE: Reason = Reason::hint("apostrophe", &["x"]);
const ACCENT: Reason = Reason::warning("accent", &["k", "c"]);
const DOCUMENT_CHARACTERS: Reason = Reason::error("document_characters", &["k", "c"]);
const DOCUMENT_COMMA: Reason = Reason::error("document_comma", &["x"]);

pub(super) const REASONS: &[Reason] = &[
    CHARACTERS,
    LENGTH,
    TONE,
    JOINED,
    COMMA,
    PARTS,
    ORDER,
    U_UMLAUT,
    SURNAME_READING,
    MISMATCH,
    SPLIT,
    UNKNOWN_SURNAME,
    DOUBLE_SURNAME,
    SURNAME_HYPHEN,
    MIDDLE_DOT,
    DOT_OF_DOCUMENT,
    UNDIVIDED,
    APART,
    DOT_PARTS,
    OWN_LANGUAGE,
    OTHER_READING,
    POLYPHONE,
    APOSTROPHE,
    ACCENT,
    DOCUMENT_CHARACTERS,
    DOCUMENT_COMMA,
];

/// Stands in the words where no repair is known.
const EXAMPLE: &str = "ZHANG SAN";

/// Reads a spelling for a name. Without a name (or for one in letters) only its form is looked at.
pub fn read<'a>(name: &str, pinyin: &'a str, bearer: Bearer<'_>) -> Reading<'a> {
    let spelling = clean(pinyin);
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let custom = bearer.custom(&name);
    let Some((mut problem, fix)) = judge(&name, &spelling, custom) else {
        let hints = hints(&name, &spelling, custom);
        return hints.into_iter().fold(Reading::valid(spelling), |reading, (reason, params)| {
            reading.with_hint(reason, params)
        });
    };
    let settled = fix.as_deref().and_then(|it| settled(&name, it, custom));
    if let (Some(fix), Some(settled)) = (&fix, &settled) {
        let said = problem.params.iter_mut().filter(|it| it.0 == "x" && it.1 == *fix);
        said.for_each(|it| it.1.clone_from(settled));
    }
    let fix = settled.filter(|it| *it != *spelling);
    Reading { fix, ..Reading::valid(spelling).with(Some(problem)) }
}

/// A repair without the faults that it brings to light: WAN SIXIE for 万俟卨 is divided as WANSI XIE, and read MOQI XIE.
/// None if it would still be wrong. Which of two readings is meant is asked, and nothing is changed for it.
fn settled(name: &str, fix: &str, custom: Custom) -> Option<String> {
    const STEPS: usize = 3;
    let mut fix = fix.to_owned();
    for _ in 0..STEPS {
        match judge(name, &fix, custom) {
            Some((problem, Some(next))) if problem.reason.name != OTHER_READING.name => fix = next,
            Some((problem, None)) if problem.is_error() => return None,
            _ => return Some(fix),
        }
    }
    None
}

type Hint = (&'static Reason, Vec<(&'static str, String)>);

/// What is worth knowing of a spelling that is right.
fn hints(name: &str, spelling: &str, custom: Custom) -> Vec<Hint> {
    let Custom::Han(people) = custom else { return Vec::new() };
    let plain = spelling.replace('\'', "");
    let apostrophe = (plain != spelling).then(|| (&APOSTROPHE, vec![("x", plain.clone())]));
    let name = HanName::of(name, people);
    let polyphones = plain.split_once(' ').map(|(surname, given)| name.polyphones(surname, given));
    let polyphones = polyphones.unwrap_or_default().into_iter().map(|it| (&POLYPHONE, it.params()));
    apostrophe.into_iter().chain(polyphones).collect()
}

/// Reads `姓名|拼音`; what has no `|` is a spelling without a name.
pub(super) fn read_pair(text: &str) -> Reading<'_> {
    let (name, pinyin) = text.split_once(['|', '｜']).unwrap_or(("", text));
    read(name, pinyin, Bearer::default())
}

/// The likely spelling of a name. Empty where the document has it, where the name can be divided in several ways, and
/// where a character's reading is not known.
pub fn propose(name: &str, bearer: Bearer<'_>) -> String {
    let proposal = match bearer.custom(name) {
        Custom::Document => None,
        Custom::Own(surname) => OwnName::new(name, surname).proposal(unbroken),
        Custom::Han(people) => Some(HanName::of(name, people))
            .filter(HanName::is_known)
            .and_then(|it| it.proposal(unbroken)),
    };
    proposal.unwrap_or_default()
}

type Judgement = (Problem, Option<String>);

fn judge(name: &str, spelling: &str, custom: Custom) -> Option<Judgement> {
    let by_document = custom == Custom::Document && !name.is_empty();
    let belongs = |c: char| {
        let tone = match custom {
            Custom::Document if by_document => is_latin(c),
            Custom::Own(_) => is_tone(c) || is_latin(c),
            Custom::Document | Custom::Han(_) => is_tone(c),
        };
        c == ' ' || c.is_ascii_uppercase() || tone || is_joiner(c) || is_comma(c)
    };
    if let Some(stray) = first_stray(spelling, |_, c| belongs(c)) {
        let reason = if by_document { &DOCUMENT_CHARACTERS } else { &CHARACTERS };
        return Some((Problem::new(reason, stray), None));
    }
    let n = spelling.chars().count();
    if !(2..=60).contains(&n) {
        return Some((Problem::new(&LENGTH, vec![("n", n.to_string())]), None));
    }
    if spelling.contains(is_comma) {
        let plain = spelling.replace(is_comma, " ");
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let reason = if by_document { &DOCUMENT_COMMA } else { &COMMA };
        return Some(offering(reason, repaired(name, plain, custom)));
    }
    match custom {
        Custom::Document => of_document(spelling, by_document),
        Custom::Own(surname) => of_own(&OwnName::new(name, surname), spelling),
        Custom::Han(people) => of_han(&HanName::of(name, people), spelling),
    }
}

/// A spelling, or what is offered for it where it is wrong.
fn repaired(name: &str, plain: String, custom: Custom) -> Option<String> {
    match judge(name, &plain, custom) {
        Some((problem, fix)) if problem.is_error() => fix,
        _ => Some(plain),
    }
}

/// The problem with its repair among the parameters.
fn offering(reason: &'static Reason, fix: Option<String>) -> Judgement {
    (Problem::new(reason, vec![("x", fix.as_deref().unwrap_or(EXAMPLE).to_owned())]), fix)
}

/// The letters stand on the document: CHAN TAI MAN, LIN CHIH-HAO, O'NEIL are right. Its machine-readable lines have no
/// accents (ICAO 9303-3 §6).
fn of_document(spelling: &str, named: bool) -> Option<Judgement> {
    if !named && spelling.contains(is_tone) {
        return Some(offering(&TONE, Some(in_letters(spelling))));
    }
    // Machine-readable lines have no dot either; what stands there in its place only the person sees.
    if spelling.contains(DOT) {
        return Some((Problem::new(&DOT_OF_DOCUMENT, Vec::new()), None));
    }
    let accent = first_stray(spelling, |_, c| c.is_ascii() || !is_latin(c))?;
    Some((Problem::new(&ACCENT, accent), None))
}

fn of_own(name: &OwnName<'_>, spelling: &str) -> Option<Judgement> {
    let own_language = || Some((Problem::new(&OWN_LANGUAGE, Vec::new()), None));
    if spelling.contains(|c: char| c.is_ascii_digit() || c != DOT && !c.is_ascii()) {
        let plain = in_letters(&spelling.replace(DOT, " "));
        return match name.doubt(&plain) {
            Some(own_name::Doubt::Letters) => own_language(),
            _ => Some(offering(&TONE, Some(plain))),
        };
    }
    if spelling.contains(|c: char| c != DOT && is_joiner(c)) {
        return own_language();
    }
    let apart = spelling.replace(DOT, " ").split_whitespace().collect::<Vec<_>>().join(" ");
    match name.doubt(&apart) {
        Some(own_name::Doubt::Letters) => own_language(),
        Some(own_name::Doubt::Divided(whole)) => Some(offering(&UNDIVIDED, Some(whole))),
        // Only the person knows.
        Some(own_name::Doubt::Apart(whole)) => Some((offering(&APART, Some(whole)).0, None)),
        Some(own_name::Doubt::Parts(parts)) => Some(offering(&DOT_PARTS, Some(parts))),
        Some(own_name::Doubt::Earlier(today)) => Some(offering(&U_UMLAUT, Some(today))),
        None => (apart != spelling).then(|| offering(&MIDDLE_DOT, Some(apart))),
    }
}

fn of_han(name: &HanName, spelling: &str) -> Option<Judgement> {
    if is_parted(spelling) {
        return of_letters(name, &spelling.replace('\'', ""));
    }
    let letters = in_letters(spelling);
    let reason = if spelling.contains(is_tone) {
        &TONE
    } else if spelling.contains(is_joiner) {
        if let Some((surname, given)) = spelling.split_once(' ')
            && !given.contains(is_joiner)
            && name
                .understand(&surname.replace(is_dash, ""), given)
                .is_some_and(|it| it.0.is_double())
        {
            return Some(offering(&SURNAME_HYPHEN, Some(letters)));
        }
        &JOINED
    } else {
        return of_letters(name, spelling);
    };
    let fix = match of_letters(name, &letters) {
        Some((problem, fix)) if problem.is_error() => fix,
        _ => Some(letters),
    };
    Some(offering(reason, fix))
}

/// Whether its only signs are apostrophes that part syllables, which stand before A, E and O: XI'AN (汉语拼音方案, part 5; passports
/// may leave them out, GB/T 28039-2011 §6).
fn is_parted(spelling: &str) -> bool {
    let mut parts = spelling.split('\'');
    let begins = parts.next().is_some_and(|it| !it.is_empty() && !it.ends_with(' '));
    let others: Vec<&str> = parts.collect();
    begins
        && !others.is_empty()
        && others.iter().all(|it| it.starts_with(['A', 'E', 'O']) && !it.ends_with(' '))
        && spelling.chars().all(|it| it.is_ascii_uppercase() || matches!(it, ' ' | '\''))
}

/// Letters and single blanks, held against a Chinese name.
fn of_letters(name: &HanName, spelling: &str) -> Option<Judgement> {
    let parts: Vec<&str> = spelling.split(' ').collect();
    if !name.is_known() {
        // Nothing to hold it against.
        return (parts.len() < 2).then(|| offering(&PARTS, None));
    }
    let proposal = || name.proposal(unbroken);
    let letters = parts.concat();
    let mismatch = || {
        let (mut problem, fix) = offering(&MISMATCH, proposal());
        problem.params.push(("c", name.first_misread(&letters)));
        Some((problem, fix))
    };
    let [surname, given] = *parts else {
        if parts.len() > 2 && !name.fits(&letters) {
            return mismatch();
        }
        if name.fits(&letters) {
            return Some(offering(&PARTS, name.divide(&letters)));
        }
        // Letters of another name are not pressed into this one's.
        let (problem, fix) = offering(&PARTS, proposal());
        return Some((problem, fix.filter(|_| name.begins_as(&letters))));
    };
    if let Some((division, understood)) = name.understand(surname, given) {
        if let Some((known, typed)) = understood.surname_misread {
            let params = [("s", known.han), ("p", known.pinyin), ("q", typed)];
            let params = params.map(|(name, value)| (name, value.to_owned())).to_vec();
            return Some((Problem::new(&SURNAME_READING, params), Some(understood.written)));
        }
        return match division.doubt {
            Some(han_name::Doubt::Whole) => Some(offering(&SPLIT, name.divide(&letters))),
            // Only the person knows: nothing is offered, the words say what it would be otherwise.
            Some(han_name::Doubt::Double) => {
                name.divide(&letters).map(|it| (offering(&DOUBLE_SURNAME, Some(it)).0, None))
            }
            None if understood.written != spelling => {
                Some(offering(&U_UMLAUT, Some(understood.written)))
            }
            None => name.read_otherwise(division, surname, given).map(|it| {
                let fix = it.spelling.clone();
                (Problem::new(&OTHER_READING, it.params()), Some(fix))
            }),
        };
    }
    if name.understand(given, surname).is_some_and(|it| it.0.doubt.is_none()) {
        return Some(offering(&ORDER, Some(format!("{given} {surname}"))));
    }
    if let Some(first) = name.divided_elsewhere(surname, given) {
        // A given name of three characters is hardly one: 吉克石林 may have a surname that no table has.
        let short = name.likely_given().is_some_and(|it| it <= 2);
        return match name.divide(&letters).filter(|_| short) {
            Some(divided) => Some(offering(&SPLIT, Some(divided))),
            None => Some((Problem::new(&UNKNOWN_SURNAME, vec![("s", first)]), None)),
        };
    }
    mismatch()
}

#[cfg(test)]
mod tests;
