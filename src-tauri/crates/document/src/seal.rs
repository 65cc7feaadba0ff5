//! 校验码: what a file keeps of the paper it holds.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::text::Locale;

/// What a paper was made of and what it says, without a word of it. It is no signature: whoever changes a file can
/// change its seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// The procedure's id.
    pub procedure: String,
    /// The paper's language.
    pub locale: Locale,
    /// Whether the middle of numbers was hidden.
    pub masked: bool,
    /// When it was made, local time.
    pub made_at: NaiveDateTime,
    /// The paper's number.
    pub number: String,
    /// The first 128 bits of SHA-256 over everything printed, in hexadecimal.
    pub code: String,
    /// Everything with a name, in reading order.
    pub parts: Vec<SealedPart>,
}

/// A named thing on the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedPart {
    /// The section's heading without its number.
    pub section: String,
    /// The label, or which row of a table it is.
    pub label: String,
    /// 32 bits of what it says, together with the paper's code: the same answer has another digest on another paper.
    pub digest: String,
}

impl Seal {
    /// What the QR code holds: capital letters, digits and signs of its alphanumeric mode.
    pub fn qr_text(&self) -> String {
        format!("{}/{}", self.number, self.code)
    }

    /// The code as people read it, four characters and four.
    pub(crate) fn grouped(&self) -> String {
        let mut text = String::new();
        for (at, it) in self.code.chars().enumerate() {
            if at > 0 && at.is_multiple_of(4) {
                text.push(' ');
            }
            text.push(it);
        }
        text
    }

    /// For the file's own data.
    pub fn to_json(&self) -> String {
        // Writing fails only on a map whose keys are not text; a seal has no map.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From a file's own data; `None` if it is no seal.
    pub fn from_json(json: &[u8]) -> Option<Self> {
        serde_json::from_slice(json).ok()
    }
}
