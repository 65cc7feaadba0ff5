//! 姓名拼音, by the rules the name follows ([`Custom`]): GB/T 28039-2011 §5.1 for Chinese names (the surname, one space, the
//! given name unbroken), §5.2 for those of other languages, the document's own letters for others. Held against the
//! readings of the name's characters, which is never more than a warning.

use std::borrow::Cow;

use beishen_reference::pinyin::unbroken;

pub use super::name_custom::Bearer;
use super::{
    Problem, Reading, Reason,
    han_name::{self, Division, HanName, Understood},
    name_cell::unguarded,
    name_characters::{DOT, has_han, in_simplified, is_latin},
    name_custom::Custom,
    normalise::{first_stray, is_dash},
    own_name::{self, OwnName},
    pinyin_letters::{
        are_of, clean, dotted_like, in_letters, is_comma, is_joiner, is_tone, without_tones,
    },
    placeholder::is_placeholder,
    polyphone::is_reading,
    transcribed::is_name,
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
const APART: Reason = Reason::hint("apart", &["x"]);
const DOT_PARTS: Reason = Reason::warning("dot_parts", &["x"]);
const OWN_LANGUAGE: Reason = Reason::warning("own_language", &[]);
const OTHER_READING: Reason = Reason::warning("other_reading", &["c", "p", "q", "x"]);
pub(crate) const POLYPHONE: Reason = Reason::hint("polyphone", &["c", "p", "q", "x"]);
const APOSTROPHE: Reason = Reason::hint("apostrophe", &["x"]);
const ACCENT: Reason = Reason::warning("accent", &["k", "c"]);
const OTHER_LETTERS: Reason = Reason::warning("other_letters", &[]);
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
    OTHER_LETTERS,
    DOCUMENT_CHARACTERS,
    DOCUMENT_COMMA,
];

/// Stands in the words where no repair is known.
const EXAMPLE: &str = "ZHANG SAN";

/// Reads a spelling for a name. Without a name (or for one in letters) only its form is looked at.
pub fn read<'a>(name: &str, pinyin: &'a str, bearer: Bearer<'_>) -> Reading<'a> {
    let mut spelling = clean(unguarded(pinyin));
    // Full-width signs are plain only now.
    let bare = unguarded(&spelling);
    if bare.len() < spelling.len() {
        spelling = Cow::Owned(bare.to_owned());
    }
    let name = unguarded(name).split_whitespace().collect::<Vec<_>>().join(" ");
    let simplified = in_simplified(&name);
    let is_traditional = simplified != name;
    let name = simplified;
    let custom = bearer.custom(&name);
    let mut judged = judge(&name, &spelling, custom);
    if let (Custom::Han(people), None) = (custom, bearer.is_of_mainland()) {
        judged = judged
            .map(|it| not_pressed(it, &HanName::of(&name, people), &spelling, is_traditional));
    }
    let Some(Judgement { mut problem, forms, is_repair }) = judged else {
        let hints = hints(&name, &spelling, custom);
        return hints.into_iter().fold(Reading::valid(spelling), |reading, (reason, params)| {
            reading.with_hint(reason, params)
        });
    };
    let settled: Vec<(String, bool)> = forms
        .into_iter()
        .map(|it| match settled(&name, &it, custom) {
            Some(settled) => (settled, is_repair),
            None => (it, false),
        })
        .collect();
    if problem.reason.params.contains(&"x") && !problem.params.iter().any(|it| it.0 == "x") {
        let said: Vec<&str> = settled.iter().map(|it| it.0.as_str()).collect();
        let said = if said.is_empty() { EXAMPLE.to_owned() } else { said.join(" / ") };
        problem.params.push(("x", said));
    }
    let mut repairs = settled;
    repairs.retain(|it| it.1 && it.0 != *spelling);
    let mut repairs = repairs.into_iter().map(|it| it.0);
    let (fix, other_fix) = (repairs.next(), repairs.next());
    Reading { fix, other_fix, ..Reading::valid(spelling).with(Some(problem)) }
}

/// What is said while nothing tells whose document it is: TSAI ING-WEN and CHEUNG KWOK-WING may stand there, so that Mandarin is
/// only asked about.
fn not_pressed(
    judged: Judgement,
    name: &HanName,
    spelling: &str,
    is_traditional: bool,
) -> Judgement {
    let letters = in_letters(&spelling.replace(is_comma, " "));
    let parts: Vec<&str> = letters.split(' ').collect();
    let whole = parts.concat();
    let is_form = [CHARACTERS.name, LENGTH.name, TONE.name].contains(&judged.problem.reason.name);
    if is_form || !name.is_known() {
        return judged;
    }
    if name.fits_in_some_order(&parts) {
        // 張曉明 may be ZHANG XIAO-MING on its document: where a blank or a hyphen stands, that says.
        return judged.offered_if(!is_traditional);
    }
    let is_hyphened = spelling.split_once(' ').is_some_and(|it| it.1.contains(is_dash));
    if !is_traditional && !is_hyphened && !name.is_foreign_to(&parts) {
        return judged;
    }
    let mut asked = Judgement::asking(&MISMATCH, name.proposals(unbroken));
    asked.problem.params.push(("c", name.first_misread(&whole)));
    asked
}

/// A spelling without the faults that it brings to light: WAN SIXIE for 万俟卨 is divided as WANSI XIE, and read MOQI XIE.
/// None if it would still be wrong. What only the person knows is asked, and nothing is changed for it.
fn settled(name: &str, spelling: &str, custom: Custom) -> Option<String> {
    const STEPS: usize = 3;
    let mut spelling = spelling.to_owned();
    for _ in 0..STEPS {
        match judge(name, &spelling, custom) {
            Some(Judgement { forms, is_repair: true, .. }) if forms.len() == 1 => {
                spelling = forms.concat();
            }
            Some(it) if it.problem.is_error() => return None,
            _ => return Some(spelling),
        }
    }
    None
}

type Hint = (&'static Reason, Vec<(&'static str, String)>);

/// What is worth knowing of a spelling that is right.
fn hints(name: &str, spelling: &str, custom: Custom) -> Vec<Hint> {
    let people = match custom {
        Custom::Document => return Vec::new(),
        Custom::Own(surname) => {
            let doubt = OwnName::new(name, surname).doubt(spelling);
            let Some(own_name::Doubt::Apart(whole)) = doubt else { return Vec::new() };
            return vec![(&APART, vec![("x", whole)])];
        }
        Custom::Han(people) => people,
    };
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
    let mut all = proposals(name, bearer);
    if all.len() == 1 { all.swap_remove(0) } else { String::new() }
}

/// The spellings that only the person can choose between, as the surname may have one character or two; else the likely one.
pub fn proposals(name: &str, bearer: Bearer<'_>) -> Vec<String> {
    const LONGEST_SURE: usize = 3;
    let name = &*in_simplified(unguarded(name));
    if is_placeholder(name) {
        return Vec::new();
    }
    match bearer.custom(name) {
        Custom::Document => Vec::new(),
        Custom::Own(surname) => {
            OwnName::new(name, surname).proposal(unbroken).into_iter().collect()
        }
        // 扎西次仁 is no 扎, whatever people was chosen.
        Custom::Han(_) if name.chars().count() > LONGEST_SURE && is_name(name) => Vec::new(),
        Custom::Han(people) => Some(HanName::of(name, people))
            .filter(HanName::is_known)
            .map(|it| it.proposals(unbroken))
            .unwrap_or_default(),
    }
}

/// What is said of a spelling.
struct Judgement {
    /// Without the parameter `x`, which is what `forms` come to.
    problem: Problem,
    /// What is written instead, the likeliest first; several, where only the person can choose.
    forms: Vec<String>,
    /// They are offered as repairs. Where what stands there may be right, they are only told.
    is_repair: bool,
}

impl Judgement {
    fn of(reason: &'static Reason, params: Vec<(&'static str, String)>) -> Self {
        Self { problem: Problem::new(reason, params), forms: Vec::new(), is_repair: false }
    }

    fn offering(reason: &'static Reason, forms: Vec<String>) -> Self {
        Self { forms, is_repair: true, ..Self::of(reason, Vec::new()) }
    }

    fn asking(reason: &'static Reason, forms: Vec<String>) -> Self {
        Self { is_repair: false, ..Self::offering(reason, forms) }
    }

    /// The same, offered only where `is_repair` holds.
    fn offered_if(self, is_repair: bool) -> Self {
        Self { is_repair: self.is_repair && is_repair, ..self }
    }

    fn repairs(self) -> Vec<String> {
        if self.is_repair { self.forms } else { Vec::new() }
    }
}

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
        return Some(Judgement::of(reason, stray));
    }
    let n = spelling.chars().count();
    if !(2..=60).contains(&n) {
        return Some(Judgement::of(&LENGTH, vec![("n", n.to_string())]));
    }
    if spelling.contains(is_comma) {
        let plain = spelling.replace(is_comma, " ");
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let reason = if by_document { &DOCUMENT_COMMA } else { &COMMA };
        let forms = repaired(judge(name, &plain, custom), plain);
        return Some(Judgement::offering(reason, forms));
    }
    match custom {
        Custom::Document => of_document(name, spelling),
        Custom::Own(surname) => of_own(&OwnName::new(name, surname), spelling),
        Custom::Han(people) => of_han(&HanName::of(name, people), spelling),
    }
}

/// A spelling, or what is offered for it where it is wrong.
fn repaired(judgement: Option<Judgement>, plain: String) -> Vec<String> {
    match judgement {
        Some(it) if it.problem.is_error() => it.repairs(),
        _ => vec![plain],
    }
}

/// The letters stand on the document: CHAN TAI MAN, LIN CHIH-HAO, O'NEIL are right. Its machine-readable lines have no
/// accents (ICAO 9303-3 §6).
fn of_document(name: &str, spelling: &str) -> Option<Judgement> {
    if name.is_empty() && spelling.contains(is_tone) {
        return Some(Judgement::offering(&TONE, without_tones(spelling)));
    }
    // Machine-readable lines have no dot either; what stands there in its place only the person sees.
    if spelling.contains(DOT) {
        return Some(Judgement::of(&DOT_OF_DOCUMENT, Vec::new()));
    }
    if let Some(accent) = first_stray(spelling, |_, c| c.is_ascii() || !is_latin(c)) {
        return Some(Judgement::of(&ACCENT, accent));
    }
    // Letters for characters are the document's own; of a name in letters they are the name.
    let differs = !name.is_empty() && !has_han(name) && !are_of(name, spelling);
    differs.then(|| Judgement::of(&OTHER_LETTERS, Vec::new()))
}

fn of_own(name: &OwnName<'_>, spelling: &str) -> Option<Judgement> {
    let own_language = || Some(Judgement::of(&OWN_LANGUAGE, Vec::new()));
    if spelling.contains(|c: char| c.is_ascii_digit() || c != DOT && !c.is_ascii()) {
        let forms = without_tones(spelling);
        return match name.doubt(&forms.first()?.replace(DOT, " ")) {
            Some(own_name::Doubt::Letters) => own_language(),
            _ => Some(Judgement::offering(&TONE, forms)),
        };
    }
    if spelling.contains(|c: char| c != DOT && is_joiner(c)) {
        return own_language();
    }
    let apart = spelling.replace(DOT, " ").split_whitespace().collect::<Vec<_>>().join(" ");
    match name.doubt(&apart) {
        Some(own_name::Doubt::Letters) => own_language(),
        Some(own_name::Doubt::Divided(whole)) => {
            let asked = Judgement::offering(&UNDIVIDED, vec![whole]);
            Some(asked.offered_if(name.is_single()))
        }
        Some(own_name::Doubt::Parts(parts)) => Some(Judgement::offering(&DOT_PARTS, vec![parts])),
        Some(own_name::Doubt::Earlier(today)) => {
            Some(Judgement::offering(&U_UMLAUT, vec![dotted_like(spelling, &today)]))
        }
        // Only the person knows.
        Some(own_name::Doubt::Apart(_)) | None => {
            (apart != spelling).then(|| Judgement::asking(&MIDDLE_DOT, vec![apart]))
        }
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
            return Some(Judgement::offering(&SURNAME_HYPHEN, vec![letters]));
        }
        &JOINED
    } else {
        return of_letters(name, spelling);
    };
    Some(Judgement::offering(reason, repaired(of_letters(name, &letters), letters)))
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
        return (parts.len() < 2).then(|| Judgement::of(&PARTS, Vec::new()));
    }
    let letters = parts.concat();
    let [surname, given] = *parts else {
        if name.fits(&letters) {
            return Some(Judgement::offering(&PARTS, name.divide(&letters)));
        }
        if parts.len() > 2 {
            return mismatch(name, &parts);
        }
        // Letters of another name are not pressed into this one's.
        let begins = name.begins_as(&letters);
        return Some(Judgement::offering(&PARTS, name.proposals(unbroken)).offered_if(begins));
    };
    if let Some((division, understood)) = name.understand(surname, given) {
        return of_understood(name, [surname, given], division, understood);
    }
    if name.understand(given, surname).is_some_and(|it| it.0.doubt.is_none()) {
        return Some(Judgement::offering(&ORDER, vec![format!("{given} {surname}")]));
    }
    if let Some(first) = name.divided_elsewhere(surname, given) {
        // A given name of three characters is hardly one: 吉克石林 may have a surname that no table has.
        let short = name.likely_given().is_some_and(|it| it <= 2);
        let divided = name.divide(&letters);
        return Some(if short && !divided.is_empty() {
            Judgement::offering(&SPLIT, divided)
        } else {
            Judgement::of(&UNKNOWN_SURNAME, vec![("s", first)])
        });
    }
    mismatch(name, &parts)
}

/// Letters that are no readings of the characters, so that something else may be proposed.
fn mismatch(name: &HanName, parts: &[&str]) -> Option<Judgement> {
    /// More to choose from would be guesses.
    const CHOICES: usize = 2;
    let letters = parts.concat();
    let mut judgement = Judgement::offering(&MISMATCH, name.mended(&letters, unbroken));
    // Where the surname ends stays as it was written.
    let begins = format!("{} ", parts.first()?);
    if judgement.forms.iter().any(|it| it.starts_with(&begins)) {
        judgement.forms.retain(|it| it.starts_with(&begins));
    }
    judgement.problem.params.push(("c", name.first_misread(&letters)));
    let few = judgement.forms.len() <= CHOICES;
    Some(judgement.offered_if(few))
}

/// Readings of the characters. Whoever writes one that people bear is asked at most.
fn of_understood(
    name: &HanName,
    [surname, given]: [&str; 2],
    division: &Division,
    understood: Understood<'_>,
) -> Option<Judgement> {
    let letters = [surname, given].concat();
    if let Some((known, typed)) = understood.surname_misread {
        let mut characters = known.han.chars();
        let single = characters.next().filter(|_| characters.next().is_none());
        let is_borne = single.is_some_and(|it| is_reading(it, typed));
        let params = [("s", known.han), ("p", known.pinyin), ("q", typed)];
        let params = params.map(|(name, value)| (name, value.to_owned())).to_vec();
        let problem = Problem::new(&SURNAME_READING, params);
        return Some(Judgement { problem, forms: vec![understood.written], is_repair: !is_borne });
    }
    match division.doubt {
        // 夏侯明 may be somebody of the surname 夏.
        Some(han_name::Doubt::Whole) => {
            let divided = Judgement::offering(&SPLIT, name.divide(&letters));
            Some(divided.offered_if(!name.may_be_single()))
        }
        // Only the person knows: nothing is offered, the words say what it would be otherwise.
        Some(han_name::Doubt::Double) => Some(name.divide(&letters))
            .filter(|it| !it.is_empty())
            .map(|it| Judgement::asking(&DOUBLE_SURNAME, it)),
        None if understood.written != format!("{surname} {given}") => {
            Some(Judgement::offering(&U_UMLAUT, vec![usual_umlaut(name, understood.written)]))
        }
        None => name
            .read_otherwise(division, surname, given)
            .map(|it| Judgement::of(&OTHER_READING, it.params())),
    }
}

/// The same with the usual reading of a character that differs by nothing but the ü: 绿 is LYU, and LU as well.
fn usual_umlaut(name: &HanName, written: String) -> String {
    let bare = |it: &str| it.replace("YU", "U");
    let other = written.split_once(' ').and_then(|(surname, given)| {
        let division = name.understand(surname, given)?.0;
        Some(name.read_otherwise(division, surname, given)?.spelling)
    });
    other.filter(|it| bare(it) == bare(&written)).unwrap_or(written)
}

#[cfg(test)]
mod tests;
