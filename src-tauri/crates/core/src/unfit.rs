//! What serde says of data that does not fit. It says so in words alone; only this file knows them.

use beishen_document::text::{NO_EN, NO_ZH};
use serde::de::Error;

/// A sentence of serde's, taken apart.
pub(crate) enum Unfit<'a> {
    /// A key that must be given is not.
    Missing(&'a str),
    /// A key that nothing has.
    Unknown(&'a str),
    /// A key that is given more than once.
    Twice(&'a str),
    /// A word that is none of those to choose from.
    Variant(&'a str),
    /// Anything else.
    Other,
}

impl<'a> Unfit<'a> {
    pub(crate) fn of(sentence: &'a str) -> Self {
        let mut parts = sentence.splitn(3, '`');
        let (Some(what), Some(name), Some(_)) = (parts.next(), parts.next(), parts.next()) else {
            return Self::Other;
        };
        match what {
            "missing field " => Self::Missing(name),
            "unknown field " => Self::Unknown(name),
            "duplicate field " => Self::Twice(name),
            "unknown variant " => Self::Variant(name),
            _ => Self::Other,
        }
    }
}

/// The error about a key of a map that is given twice; serde has one for keys that are known beforehand.
pub(crate) fn twice<E: Error>(key: &str) -> E {
    E::custom(format_args!("duplicate field `{key}`"))
}

/// What serde says of a key that is not given.
pub(crate) fn missing(key: &str) -> String {
    format!("missing field `{key}`")
}

/// The same for whoever writes a pack.
pub(crate) fn in_chinese(sentence: &str) -> String {
    match Unfit::of(sentence) {
        Unfit::Missing(key) => format!("缺少“{key}”"),
        Unfit::Unknown(key) => format!("没有名为“{key}”的键，请检查拼写"),
        Unfit::Twice(key) => format!("“{key}”写了不止一次，请只留一处"),
        Unfit::Variant(word) => format!("这里不能写“{word}”"),
        Unfit::Other if sentence == NO_ZH => "中文（zh）不能为空".to_owned(),
        Unfit::Other if sentence == NO_EN => "英文（en）不能为空".to_owned(),
        Unfit::Other => format!("内容不对：{sentence}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::in_chinese;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only refused")]
    struct Given {
        key: Word,
        #[serde(default)]
        map: BTreeMap<String, String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Word {
        Yes,
    }

    #[test]
    fn serde_still_says_it_in_these_words() {
        for (json, said) in [
            ("{}", "缺少“key”"),
            (r#"{"key":"yes","other":1}"#, "没有名为“other”的键，请检查拼写"),
            (r#"{"key":"yes","key":"yes"}"#, "“key”写了不止一次，请只留一处"),
            (r#"{"key":"no"}"#, "这里不能写“no”"),
        ] {
            let error = serde_json::from_str::<Given>(json).unwrap_err();
            assert_eq!(in_chinese(&error.to_string()), said);
        }
        assert_eq!(in_chinese("unknown"), "内容不对：unknown");
    }
}
