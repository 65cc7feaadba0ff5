//! Facts of a pack's own: what is not said of them is said for them, on the safe side.

use ::toml::{Table, Value};

/// Words of what is somebody's number or how somebody is reached.
const NUMBERS: [&str; 22] = [
    "号",
    "证",
    "电话",
    "手机",
    "邮箱",
    "邮件",
    "微信",
    "账户",
    "帐户",
    "银行卡",
    "生日",
    "出生",
    "住址",
    "地址",
    "number",
    "phone",
    "mobile",
    "mail",
    "birth",
    "account",
    "address",
    "card",
];

/// Masks what may be a number, unless the pack says that it is none: a text, and a day.
pub(super) fn guard(pack: &mut Table) {
    let facts = pack.get_mut("facts").and_then(Value::as_array_mut).into_iter().flatten();
    for fact in facts.filter_map(Value::as_table_mut) {
        let typed = matches!(fact.get("kind").and_then(Value::as_str), Some("text" | "date"));
        if typed && !fact.contains_key("sensitive") {
            fact.insert("sensitive".to_owned(), Value::Boolean(true));
        }
    }
}

/// Whether a label speaks of a number that must be masked whatever a pack says.
pub(super) fn is_number(label: &str) -> bool {
    let label = label.to_lowercase();
    NUMBERS.iter().any(|it| label.contains(it))
}
