//! Somebody named among the applicant's own data lends none of his to the applicant, in whatever layout.

use beishen_core::outcome::Verdict::{Differs, Same};
use proptest::prelude::*;

use crate::{layouts::LAYOUTS, tdxl, verdicts};

const OWN: [(&str, &str); 11] = [
    ("姓名", "张三"),
    ("性别", "男"),
    ("籍贯", "江苏省南京市"),
    ("民族", "汉族"),
    ("出生日期", "1995-03-14"),
    ("健康状况", "良好"),
    ("政治面貌", "群众"),
    ("证件号码", "110105199503140034"),
    ("学历", "本科"),
    ("移动电话", "13800138000"),
    ("通信地址", "北京市朝阳区示例路1号"),
];

/// What may be another's as well as the applicant's.
const SHARED: [&str; 4] = ["性别", "民族", "出生日期", "政治面貌"];

const LABELS: [&str; 18] = [
    "经办人",
    "审核人",
    "联系人",
    "代理人",
    "紧急联系人",
    "监护人",
    "推荐人",
    "配偶",
    "担保人",
    "经办人姓名",
    "审核",
    "经办",
    "填表人",
    "客户",
    "代办员",
    "家长姓名",
    "领取人",
    "审批人",
];

const NAMES: [&str; 8] =
    ["李四", "赵六", "欧阳明月", "迪丽热巴", "蒉明", "扎西", "John Smith", "买买提·艾力"];

proptest! {
    #[test]
    fn what_follows_somebody_s_name_is_not_said_to_be_the_applicant_s(
        layout in any::<prop::sample::Index>(), item in 0..SHARED.len(), label in 0..LABELS.len(),
        name in 0..NAMES.len(), at in 0..OWN.len(), head in any::<bool>(),
    ) {
        const CHOSEN: [&str; 3] = ["circles", "columns", "table on its side"];
        let plain = |it: &&(&str, _)| !CHOSEN.iter().any(|name| it.0.starts_with(name));
        let layouts: Vec<_> = LAYOUTS.iter().filter(plain).collect();
        let (kind, layout) = layouts[layout.index(layouts.len())];
        let item = OWN.iter().find(|it| it.0 == SHARED[item]).unwrap();
        let mut fields: Vec<(&str, &str)> = OWN.into_iter().filter(|it| it != item).collect();
        let at = at.min(fields.len());
        fields.splice(at..at, [(LABELS[label], NAMES[name]), *item]);
        let fields: Vec<_> =
            fields.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
        let text = layout(&fields);
        let text = if head && !text.starts_with('<') { format!("考生信息\n{text}") } else { text };
        let read = tdxl(&text);
        prop_assert!(!verdicts(&read, Same).contains(&item.0), "{kind}, {}: {text}", item.0);
        prop_assert_eq!(verdicts(&read, Differs), [""; 0], "{}: {}", kind, text);
    }
}
