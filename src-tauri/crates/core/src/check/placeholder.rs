//! What people write to get past a box: 同上, 测试, 暂无. It is asked about, for somebody may be called so.

use super::{found::Found, view::View};
use crate::{
    fact::FactKey,
    reading::{Reason, fold, is_dash},
};

pub(super) const PLACEHOLDER: Reason = Reason::warning("placeholder", &["given"]);

/// `digits`: whether digits alone may be an answer.
pub(super) fn check(
    view: &View<'_>,
    fact: &FactKey,
    except: &[String],
    digits: bool,
) -> Option<Found> {
    let text = view.text(fact)?;
    let is_number = || !digits && is_number(text);
    let is_one = is_empty_word(text) || says_none(text) || is_number();
    (is_one && !except.iter().any(|it| it == text))
        .then(|| Found::new(fact, &PLACEHOLDER, vec![("given", text.to_owned())]))
}

/// Whether it stands for nothing in any box: a word of that kind, or signs alone. A 1 may be a class.
pub(super) fn is_empty_word(text: &str) -> bool {
    const WORDS: &str = "同上 同前 如上 略 测试 测试地址 测试单位 暂无 待定 待填 未填 未知 不详 不知道 test testing none null nil \
        n/a na xx xxx xxxx asdf";
    let plain: String =
        text.chars().filter(|it| !it.is_whitespace()).map(fold).collect::<String>().to_lowercase();
    let is_sign = |it: char| it.is_ascii_punctuation() || is_dash(it) || it == '。';
    let is_word = WORDS.split_whitespace().any(|it| it == plain);
    !plain.is_empty() && (is_word || plain.chars().all(is_sign))
}

/// Digits with or without signs between them.
pub(super) fn is_number(text: &str) -> bool {
    let mut plain =
        text.chars().map(fold).filter(|it| !it.is_whitespace() && !is_dash(*it)).peekable();
    plain.peek().is_some() && plain.all(|it| it.is_ascii_digit() || it == '.')
}

/// Whether it says that there is none, which may be true of some things.
pub(super) fn says_none(text: &str) -> bool {
    matches!(text.trim(), "无" | "没有" | "无。" | "空" | "空白")
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn what_stands_for_nothing_is_asked_about() {
        let check = r#"{ kind = "placeholder", facts = ["text"], except = ["无"] }"#;
        for text in ["同上", "测 试", "暂无", "没有", "None", "Ｎ/Ａ", "-", "——", "...", "XXX"]
        {
            let expected = [format!("text: placeholder given={text}")];
            assert_eq!(said(check, &[("text", text)]), expected, "{text}");
        }
        for text in [
            "无",
            "示例大学",
            "测试技术研究所",
            "无锡市示例路1号",
            "同上村1组",
            "1",
            "12 号",
            "NA Limited",
        ] {
            assert_eq!(said(check, &[("text", text)]), [""; 0], "{text}");
        }
        let check = r#"{ kind = "placeholder", facts = ["text"], digits = false }"#;
        for text in ["123", "１２３", "1-2", "010 6296"] {
            let expected = [format!("text: placeholder given={text}")];
            assert_eq!(said(check, &[("text", text)]), expected, "{text}");
        }
        for text in ["1号楼", "示例路1号", "3M"] {
            assert_eq!(said(check, &[("text", text)]), [""; 0], "{text}");
        }
        let check = r#"{ kind = "placeholder", facts = ["text"] }"#;
        assert_eq!(said(check, &[("text", "无")]), ["text: placeholder given=无"]);
    }
}
