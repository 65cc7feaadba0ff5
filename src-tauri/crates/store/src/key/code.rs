//! Codes for people: characters that can be written down, told and typed, and that nobody can guess.

use zeroize::Zeroizing;

use super::random;
use crate::Result;

/// Crockford's base 32 (<https://www.crockford.com/base32.html>): no I, L, O and U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// So many characters of five bits each, in groups of so many. Never printed by accident; wiped from memory when dropped.
#[derive(Clone)]
pub struct Code<const LENGTH: usize, const GROUP: usize>(Zeroizing<String>);

/// 130 bits on paper that open the vault when nothing else does.
pub type RecoveryCode = Code<26, 5>;
/// 80 bits that open a bundle, told to whoever gets it some other way.
pub type TransferCode = Code<16, 4>;
/// 130 bits that the desks of an office share.
pub type OfficeCode = Code<26, 5>;

impl<const LENGTH: usize, const GROUP: usize> Code<LENGTH, GROUP> {
    /// A new one.
    pub fn random() -> Result<Self> {
        let bytes = Zeroizing::new(random::<LENGTH>()?);
        let letters = bytes.iter().filter_map(|it| LETTERS.get(usize::from(it % 32)));
        Ok(Self(Zeroizing::new(letters.map(|it| char::from(*it)).collect())))
    }

    /// What a person has typed: small letters, spaces and hyphens are fine, and so are the letters that look like others.
    /// Nothing if it can be no code.
    pub fn read(text: &str) -> Option<Self> {
        let mut read = Zeroizing::new(String::with_capacity(LENGTH));
        for letter in text.chars().filter(|it| !it.is_whitespace() && !"-‐–—－".contains(*it))
        {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                letter => letter,
            };
            if read.len() == LENGTH || !LETTERS.iter().any(|it| char::from(*it) == letter) {
                return None;
            }
            read.push(letter);
        }
        (read.len() == LENGTH).then_some(Self(read))
    }

    /// The groups it is written in; a single character goes with the last.
    pub fn groups(&self) -> Vec<String> {
        let letters: Vec<char> = self.0.chars().collect();
        let mut groups: Vec<String> = letters.chunks(GROUP).map(|it| it.iter().collect()).collect();
        if !LENGTH.is_multiple_of(GROUP)
            && let Some(last) = groups.pop()
            && let Some(group) = groups.last_mut()
        {
            group.push_str(&last);
        }
        groups
    }

    /// Whether a person has copied these groups of it, counted from 0.
    pub fn was_copied(&self, typed: &[(usize, String)]) -> bool {
        let groups = self.groups();
        typed.iter().all(|(group, text)| {
            let read = text.trim().to_ascii_uppercase().replace('O', "0").replace(['I', 'L'], "1");
            groups.get(*group).is_some_and(|it| *it == read)
        })
    }

    pub(crate) fn letters(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl<const LENGTH: usize, const GROUP: usize> std::fmt::Debug for Code<LENGTH, GROUP> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENGTH: usize = 26;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = RecoveryCode::random().unwrap();
        let groups = code.groups();
        assert_eq!(groups.iter().map(String::len).collect::<Vec<_>>(), [5, 5, 5, 5, 6]);
        for text in [groups.join("-"), groups.join("  ").to_lowercase(), groups.concat()] {
            assert_eq!(*RecoveryCode::read(&text).unwrap().0, *code.0, "{text}");
        }
        let zeros = "0".repeat(LENGTH);
        let like = RecoveryCode::read(&"oO".repeat(LENGTH / 2)).unwrap();
        assert_eq!(*like.0, zeros);
        let ones = RecoveryCode::read(&"iL".repeat(LENGTH / 2)).unwrap();
        assert_eq!(*ones.0, "1".repeat(LENGTH));
        let short = "0".repeat(LENGTH - 1);
        for text in ["", &short, &format!("{zeros}0"), &format!("{short}U"), "备"] {
            assert!(RecoveryCode::read(text).is_none(), "{text}");
        }
        assert_eq!(format!("{code:?}"), "Code(…)");
        let told = TransferCode::random().unwrap();
        assert_eq!(told.groups().iter().map(String::len).collect::<Vec<_>>(), [4; 4]);
        assert_eq!(*TransferCode::read(&told.groups().join("-")).unwrap().0, *told.0);
    }

    #[test]
    fn two_groups_typed_back_are_right_or_they_are_not() {
        let code = RecoveryCode::read("ABCDE-FGH00-JKMNP-QRSTV-WXYZ11").unwrap();
        let typed = |a: &str, b: &str| code.was_copied(&[(1, a.to_owned()), (4, b.to_owned())]);
        assert!(typed("fghoo", " WXYZil "));
        assert!(!typed("fghoo", "WXYZ12") && !typed("", "WXYZ11"));
        assert!(!code.was_copied(&[(5, String::new())]));
    }
}
