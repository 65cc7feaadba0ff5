//! Whose data stand in the rows and columns of a table, and behind words on the line of a label.

use super::{
    labels::is_colon,
    lines::Lines,
    people::{is_another, is_of_thing, is_role},
    remarks::{is_hint, is_said},
    sheet::{Looks, Sign, spelled},
    whose::{Heads, Led, Whose, names_beside, whose_of},
};

/// Characters of a cell, and of words before a label, that are looked at.
const LONGEST: usize = 100;

/// What the column is called in which labels stand.
const ITEMS: &str = "项目 名称 字段 字段名 栏目 内容 信息项 数据项 指标 属性 类别 类型 信息 序号 项 item field name";

/// Of each line the line with the heads of its table's columns, if it has any.
pub(super) fn columns(lines: &Lines<'_>, looks: &Looks) -> Vec<Option<usize>> {
    let mut heads = None;
    let line = |line: usize| {
        let length = lines.cells(line).len();
        heads = heads.filter(|it| lines.cells(*it).len() == length);
        let own = heads;
        if length > 1 && !lines.has_marks(line) && is_heads(lines, looks, line) {
            heads = Some(line);
        }
        own
    };
    (0..lines.cells.len()).map(line).collect()
}

fn is_heads(lines: &Lines<'_>, looks: &Looks, line: usize) -> bool {
    let first = lines.cells(line).first().copied().unwrap_or_default();
    let first = if first.len() < LONGEST { spelled(first) } else { String::new() };
    looks.heads.contains(&lines.origin(line))
        || ITEMS.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case(&first))
}

/// Whose data stand below the head of a column.
pub(super) fn whose_of_column(heads: &Heads<'_>, head: &str) -> Whose {
    match head {
        "原" | "旧" | "前" => Whose::Former,
        "现" | "新" | "后" => Whose::Unknown,
        "" => Whose::Own,
        head if is_said(head) || is_hint(head) => Whose::Own,
        head => whose_of(heads, head),
    }
}

/// Whose data stand in a row below labels that head columns: 称谓, 与本人关系; 父亲; 李四（担保人）. What stands below no head is the
/// head of its row.
pub(super) fn of_row_below(lines: &Lines<'_>, heads: &Heads<'_>, head: usize, row: usize) -> Whose {
    const RELATIONS: [&str; 3] = ["关系", "称谓", "成员"];
    let short = |it: &&&[Sign]| it.len() < LONGEST;
    let says = |it: &&[Sign]| {
        let text = spelled(it);
        RELATIONS.iter().any(|it| text.ends_with(it)) && text.chars().count() <= 8
    };
    if lines.cells(head).iter().filter(short).any(says) {
        return Whose::Another;
    }
    let cells = lines.cells(row).iter().enumerate();
    let whose = cells.filter(|it| short(&it.1) && !it.1.is_empty()).map(|(at, cell)| {
        let text = spelled(cell);
        let known = !lines.marks(head, at).is_empty();
        let headless = lines.cells(head).get(at).is_none_or(|it| it.is_empty());
        match () {
            () if is_role(&text) => Whose::Another,
            () if !known && text.chars().count() <= 6 && names_beside(&text) => Whose::Former,
            () if headless && !is_said(&text) && heads.judge(&text).is_some() => {
                whose_of(heads, &text)
            }
            () => Whose::Own,
        }
    });
    whose.max().unwrap_or_default()
}

/// What the first of the heads of columns is, if it is no label: 配偶, 序号, 版本. Another's column may stand anywhere.
pub(super) fn led_by(lines: &Lines<'_>, head: usize) -> Option<Led> {
    let cells = lines.cells(head).iter().enumerate();
    let others = cells.filter(|it| lines.marks(head, it.0).is_empty() && !it.1.is_empty());
    let others = others.map(|(at, it)| (at, spelled(it.get(..LONGEST).unwrap_or(it))));
    let led = others.filter_map(|(at, text)| match () {
        () if is_another(&text) => Some(Led::Any),
        () if at > 0 => None,
        () if is_of_thing(&text) => Some(Led::Thing),
        () => Some(Led::Any),
    });
    led.reduce(|one, other| if one == Led::Any { one } else { other })
}

/// Whether words before a label on its line name a person who may be another: 客户：张三，民族：汉族.
pub(super) fn names_person(heads: &Heads<'_>, words: &[Sign]) -> bool {
    let text = spelled(words.get(words.len().saturating_sub(LONGEST)..).unwrap_or_default());
    let parts = |it: char| it.is_whitespace() || "，,；;、|｜".contains(it);
    heads.names_person(&text) || text.split(parts).any(|it| heads.names_person(it))
}

/// Whose data stand behind words before a label: 李四 民族：汉族. A label that is not known may stand there with its value.
pub(super) fn whose_of_prefix(heads: &Heads<'_>, words: &[Sign], colon: bool) -> Whose {
    if words.iter().all(|it| it.is_space() && *it != Sign::Open) {
        return Whose::Own;
    }
    let boxed = words.contains(&Sign::Open);
    let text = spelled(words.get(words.len().saturating_sub(LONGEST)..).unwrap_or_default());
    let plain = text.trim_matches(|it: char| !it.is_alphanumeric() && !is_colon(it));
    let bare = plain.trim_end_matches(is_colon);
    // > 民族：汉族 is quoted.
    if text.trim_start().starts_with(['>', '＞']) || names_person(heads, words) {
        return Whose::Unknown;
    }
    if !plain.contains(char::is_alphanumeric) || heads.judge(bare).is_none() && bare == plain {
        return if names_beside(plain) { Whose::Unknown } else { Whose::Own };
    }
    if is_another(bare) || names_beside(plain) {
        return whose_of(heads, bare).max(Whose::Unknown);
    }
    if boxed || is_said(bare) {
        return Whose::Own;
    }
    let told = plain.contains(is_colon);
    let pairs = plain.split_whitespace().count().is_multiple_of(2);
    match () {
        // 旧：
        () if plain.ends_with(is_colon) => whose_of(heads, bare).max(Whose::Unknown),
        () if told || pairs && !colon => Whose::Own,
        () => whose_of(heads, bare),
    }
}
