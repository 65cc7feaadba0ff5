//! 手写签名: the strokes of a pen, and what was signed with them.

use std::fmt;

use beishen_document::Strokes;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A signature, and what it stands under. `Debug` shows no stroke.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// What was drawn.
    pub strokes: Strokes,
    /// When, local time; not known of one that came with a facts file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NaiveDateTime>,
    /// A digest of what was signed; none: whatever it came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of: Option<String>,
}

impl Signature {
    /// Signs what has the digest `of`.
    pub fn new(strokes: Strokes, of: String, at: NaiveDateTime) -> Self {
        Self { strokes, at: Some(at), of: Some(of) }
    }

    /// Whether it was given for what has the digest `of`, or for whatever it came with.
    pub fn stands(&self, of: &str) -> bool {
        self.of.as_ref().is_none_or(|it| it == of)
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({} strokes)", self.strokes.points().len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}") {
            let _ = serde_json::from_str::<Signature>(&text);
        }
    }
}
