//! What is written where a name should stand: 同上, 测试, 张某某, 王女士, N/A.

/// What nobody is called.
const WORDS: &str = "无 暂无 没有 空 空白 略 同上 同前 同左 见上 本人 自己 测试 测试员 测试用户 测试人员 测试姓名 姓名 名字 学生姓名 \
    考生姓名 未知 不详 不明 待定 待填 待补 待补充 未填 未提供 未命名 匿名 某 某某 某某某 某人 学生 考生 申请人 示例姓名";

/// The same in letters.
const LETTERS: [&str; 15] = [
    "test",
    "testing",
    "test test",
    "test user",
    "none",
    "null",
    "n/a",
    "name",
    "no name",
    "unknown",
    "undefined",
    "anonymous",
    "tbd",
    "xxx",
    "abc",
];

/// Whether it is no name.
pub(super) fn is_placeholder(name: &str) -> bool {
    let plain = name.trim().to_lowercase();
    let joined: String = name.split_whitespace().collect();
    WORDS.split_whitespace().any(|it| it == joined) || LETTERS.contains(&plain.as_str())
}

/// What in a name makes it look as if it were none: 某 of 张某某, 女士 of 王女士.
pub(super) fn doubtful(name: &str) -> Option<&'static str> {
    const INSIDE: [&str; 3] = ["测试", "某某", "某"];
    const BEHIND: [&str; 6] = ["先生", "女士", "小姐", "同学", "老师", "某人"];
    let is_long = name.chars().count() > 2;
    let inside = INSIDE.into_iter().find(|it| name.contains(it));
    inside.or_else(|| BEHIND.into_iter().find(|it| is_long && name.ends_with(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_name() {
        for name in [
            "同上", "测试", "无", "本人", "暂无", "待定", "姓名", "同 上", "test", "TEST", "N/A",
            "Null", "某某",
        ] {
            assert!(is_placeholder(name), "{name}");
        }
        for name in ["张三", "无名氏", "吴测", "JOHN TEST", "NIL", "NA", "姓明", "略明", "空海", ""]
        {
            assert!(!is_placeholder(name), "{name}");
        }
        for (name, expected) in [
            ("张某某", Some("某某")),
            ("李某", Some("某")),
            ("测试一", Some("测试")),
            ("王女士", Some("女士")),
            ("陈老师", Some("老师")),
            ("张三", None),
            ("先生", None),
            ("买买提·艾力", None),
        ] {
            assert_eq!(doubtful(name), expected, "{name}");
        }
    }
}
