//! Names: of people, as random numbers; of desks, as their people call them; and what a desk asks for.

use std::{
    fmt::{self, Display, Formatter},
    hash::{DefaultHasher, Hasher as _},
};

/// What a person is called in every vault: a random number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid(pub [u8; 16]);

impl Uid {
    /// Reads 32 hexadecimal digits in small letters.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let small = |it: &u8| it.is_ascii_digit() || (b'a'..=b'f').contains(it);
        if bytes.len() != 32 || !bytes.iter().all(small) {
            return None;
        }
        Some(Self(u128::from_str_radix(text, 16).ok()?.to_be_bytes()))
    }
}

impl Display for Uid {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// What a desk asks the office for, about one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// To work on them; also while this desk does, from whom the person at the desk was told. Nobody: an empty name.
    TakeOver {
        /// The desk that was said to have them.
        from: String,
    },
    /// To work on them no longer.
    LetGo,
    /// To keep nothing of them any more.
    Forget,
}

impl Wish {
    pub(crate) fn read(text: &str) -> Option<Self> {
        match text.split_once(' ') {
            None if text == "let_go" => Some(Self::LetGo),
            None if text == "forget" => Some(Self::Forget),
            Some(("take_over", "")) => Some(Self::TakeOver { from: String::new() }),
            Some(("take_over", from)) => Some(Self::TakeOver { from: desk_name(from)? }),
            _ => None,
        }
    }
}

impl Display for Wish {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::TakeOver { from } => write!(f, "take_over {from}"),
            Self::LetGo => f.write_str("let_go"),
            Self::Forget => f.write_str("forget"),
        }
    }
}

/// What a desk may be called: 1 to 40 characters, none of which steers a terminal or breaks a line. Everybody at the office reads it.
pub fn desk_name(text: &str) -> Option<String> {
    let text = text.trim();
    let hidden = |it: char| {
        it.is_control()
            || matches!(it, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let good = (1..=40).contains(&text.chars().count()) && !text.chars().any(hidden);
    good.then(|| text.to_owned())
}

/// Another content, another tag. Not a digest: whoever is to be kept from making two alike seals what is in it.
pub(crate) fn tag(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_as_it_is_written_is_one() {
        let uid = Uid([0xab; 16]);
        assert_eq!(Uid::read(&uid.to_string()), Some(uid));
        for text in ["", "ab", &"AB".repeat(16), &"xy".repeat(16), &format!("+{}", "a".repeat(31))]
        {
            assert_eq!(Uid::read(text), None, "{text}");
        }
        assert_eq!(desk_name(" 一号窗口 \n").as_deref(), Some("一号窗口"));
        for text in ["", " ", "a\nb", "a\u{202e}b", "\u{1b}[2J", &"长".repeat(41)] {
            assert_eq!(desk_name(text), None, "{text:?}");
        }
    }
}
