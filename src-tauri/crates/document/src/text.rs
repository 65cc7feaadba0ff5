//! Words shown to people, in every language the product speaks.

use serde::{Deserialize, Serialize};

/// A language the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Simplified Chinese, the first language.
    #[default]
    Zh,
    /// English.
    En,
}

impl Locale {
    /// The BCP 47 tag, as `<html lang>` and the PDF's `/Lang` want it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// What stands between a label and its value.
    pub fn colon(self) -> &'static str {
        self.pick("：", ": ")
    }

    /// The one of two words that is in this language.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// Why a text without Chinese is none.
pub const NO_ZH: &str = "the Chinese text (zh) is empty";
/// Why a text without English is none.
pub const NO_EN: &str = "the English text (en) is empty";

/// One piece of text in both languages. A pack that lacks one does not load.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "RawText")]
pub struct Text {
    /// 简体中文.
    pub zh: String,
    /// English.
    pub en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawText {
    zh: String,
    en: String,
}

impl TryFrom<RawText> for Text {
    type Error = &'static str;

    fn try_from(raw: RawText) -> Result<Self, Self::Error> {
        Self::new(raw.zh, raw.en).complete()
    }
}

impl Text {
    /// Both languages at once.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// Itself, unless a language is empty.
    pub fn complete(self) -> Result<Self, &'static str> {
        if self.zh.trim().is_empty() {
            Err(NO_ZH)
        } else if self.en.trim().is_empty() {
            Err(NO_EN)
        } else {
            Ok(self)
        }
    }

    /// The words in `locale`.
    pub fn get(&self, locale: Locale) -> &str {
        locale.pick(&self.zh, &self.en)
    }

    /// What is written alike in every language: a number, a name, what somebody typed.
    pub fn alike(word: impl Into<String>) -> Self {
        let word = word.into();
        Self { zh: word.clone(), en: word }
    }

    /// The words with every `{name}` replaced by its parameter, in the same language.
    #[must_use]
    pub fn fill(&self, params: &[(&'static str, Self)]) -> Self {
        let known = |locale| {
            move |name: &str| {
                let (_, word) = params.iter().find(|(it, _)| *it == name)?;
                Some(word.get(locale).to_owned())
            }
        };
        Self { zh: fill(&self.zh, known(Locale::Zh)), en: fill(&self.en, known(Locale::En)) }
    }
}

/// The text with every `{name}` that is known replaced. One pass, so that a parameter which holds braces stays as it is.
pub fn fill(text: &str, known: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, after)| Some((known(name)?, after)));
        if let Some((value, after)) = found {
            filled.push_str(&value);
            rest = after;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_take_their_places_once() {
        let text = Text::new("{n} 位，应为 {m} 位", "{n} of {unknown} {");
        let filled = text.fill(&[("n", Text::alike("{m}")), ("m", Text::alike("18"))]);
        assert_eq!(filled, Text::new("{m} 位，应为 18 位", "{m} of {unknown} {"));
    }
}
