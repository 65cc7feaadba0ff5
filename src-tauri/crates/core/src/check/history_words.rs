//! The words of a row of 个人经历 that say nothing, and a witness who is none.

use super::placeholder::{is_empty_word, is_number, says_none};
use crate::{answers::HistoryRow, reading::fold};

const ONESELF: [&str; 4] = ["本人", "自己", "我", "我本人"];

/// What says nothing in a row: a word such as 同上 or 无, or digits alone. Whoever had no work may have had no place, role and witness.
pub(super) fn empty_word(row: &HistoryRow) -> Option<&String> {
    const WITHOUT_WORK: [&str; 6] = ["待业", "失业", "无业", "备考", "在家", "休养"];
    let says = |it: &String| WITHOUT_WORK.iter().any(|word| it.contains(word));
    let may_be_none = says(&row.place) || says(&row.role);
    let is_one = |it: &String| is_empty_word(it) || is_number(it) || !may_be_none && says_none(it);
    let place_or_role = [&row.place, &row.role].into_iter();
    let mut place_or_role = place_or_role.filter(|it| is_one(it) || ONESELF.contains(&it.trim()));
    place_or_role.next().or_else(|| Some(&row.witness).filter(|it| is_one(it)))
}

/// Whether the witness is the person; brackets and blanks are no part of a name.
pub(super) fn is_oneself(witness: &str, name: Option<&str>) -> bool {
    let plain = |it: &str| -> String {
        it.chars().map(fold).filter(|it| !it.is_whitespace() && !"()".contains(*it)).collect()
    };
    let witness = plain(witness);
    let bare = ONESELF.iter().find_map(|it| witness.strip_suffix(it)).unwrap_or(&witness);
    let is_word = bare.is_empty() && !witness.is_empty();
    is_word || !bare.is_empty() && name.is_some_and(|it| plain(it).eq_ignore_ascii_case(bare))
}

#[cfg(test)]
mod tests {
    use crate::{
        answers::{Answers, HistoryRow},
        check::tests::said_of,
    };

    #[test]
    fn words_that_say_nothing_are_asked_about() {
        let check = r#"{ kind = "history", name = "name" }"#;
        for (place, role, witness, expected) in [
            ("示例大学", "学生", "无", "placeholder given=无 row=1"),
            ("示例大学", "学生", "没有", "placeholder given=没有 row=1"),
            ("示例大学", "学生", "不详", "placeholder given=不详 row=1"),
            ("示例大学", "学生", "同上", "placeholder given=同上 row=1"),
            ("示例大学", "学生", "张三", "own_witness row=1"),
            ("示例大学", "学生", " 张 三 ", "own_witness row=1"),
            ("示例大学", "学生", "张三（本人）", "own_witness row=1"),
            ("示例大学", "学生", "本人", "own_witness row=1"),
            ("示例大学", "学生", "自己", "own_witness row=1"),
            ("示例大学", "学生", "张三丰", ""),
            ("示例大学", "学生", "吴我", ""),
            ("无", "学生", "李四", "placeholder given=无 row=1"),
            ("示例大学", "无", "李四", "placeholder given=无 row=1"),
            ("示例大学", "没有", "李四", "placeholder given=没有 row=1"),
            ("本人", "学生", "李四", "placeholder given=本人 row=1"),
            ("示例大学", "本人", "李四", "placeholder given=本人 row=1"),
            ("示例大学", "1", "李四", "placeholder given=1 row=1"),
            ("无", "待业", "李四", ""),
            ("待业", "无", "李四", ""),
            ("在家备考", "无", "李四", ""),
            ("待业", "无", "无", ""),
            ("待业", "无", "不详", "placeholder given=不详 row=1"),
            ("待业", "同上", "李四", "placeholder given=同上 row=1"),
            ("无锡示例公司", "职员", "吴无", ""),
        ] {
            let [place, role, witness] = [place, role, witness].map(str::to_owned);
            let (from, to) = ("201109".to_owned(), "至今".to_owned());
            let history = vec![HistoryRow { from, to, place, role, witness }];
            let mut answers = Answers { history, ..Answers::default() };
            answers.facts.insert("name".into(), "张三".to_owned());
            let expected: Vec<String> = [expected]
                .iter()
                .filter(|it| !it.is_empty())
                .map(|it| format!("history: {it}"))
                .collect();
            assert_eq!(said_of(check, &answers), expected, "{:?}", answers.history[0].place);
        }
    }
}
