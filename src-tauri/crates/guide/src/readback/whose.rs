//! Whose data follow a head of the page: the applicant's own, somebody else's, or what was before or is an example.
//!
//! The rule: a head is good if the pack has it for a page or step, if it names the applicant (考生信息), or if all its words say
//! only what kind of data follow (报名信息, 联系方式). Of any other nobody can know whose data follow, so nothing below it is said to be
//! 一致, unless the applicant's own name and number stand there and nowhere else. One that names another person, an example or
//! what was before a change is surely another's.

use std::{collections::BTreeSet, sync::LazyLock};

use beishen_core::{Procedure, reading::fold};

use super::{
    kinds::{
        IN_ENGLISH, LONGEST_HEAD, OWN, is_numbered, is_of_menu, is_one_of_several,
        made_of_known_words,
    },
    people::{
        BESIDE, is_act, is_another, is_item, is_of_studies, is_of_thing, is_person, may_be_name,
        name_in, without_remark,
    },
    remarks::is_said,
    words::Words,
};

/// Whose data stand somewhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    #[default]
    Own,
    /// The applicant's, if only the applicant has such a thing: a name or number. Of all else nobody can know.
    Doubtful,
    /// Nobody can know.
    Unknown,
    /// The applicant's again or the other person's: what follows the table below 紧急联系人.
    Rest,
    /// Another person's.
    Another,
    /// Nobody's, or those of before: an example, 修改前.
    Former,
}

/// More than the parts of a page.
pub(super) const PART_OF_ROW: usize = 1 << 32;

/// Where on a page something stands: line, cell and character of it.
pub(super) type At = (usize, usize, usize);

/// Where a label stands.
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that was seen by itself")]
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Place {
    pub(super) whose: Whose,
    pub(super) at: At,
    /// Which part of the page.
    pub(super) part: usize,
    /// The block in which it is not certain whether values stand below their labels.
    pub(super) block: Option<usize>,
    /// A good head stands above it.
    pub(super) headed: bool,
    /// Which group of the part, one of many that are built alike, and how these are built.
    pub(super) group: usize,
    pub(super) built: usize,
    /// The group may hold more labels than one: a table, a list, a block of lines.
    pub(super) whole: bool,
    /// The group holds more than one; each group of the part holds one.
    pub(super) several: bool,
    pub(super) single: bool,
    /// The part before, if nothing but a head of many parts the two.
    pub(super) after: Option<usize>,
    /// A head that nobody knows stands right above the good one.
    pub(super) nested: bool,
    /// Which record it stands in that says of itself whose it is: 与申请人关系, 配偶.
    pub(super) record: Option<usize>,
    /// The table around it, of a source.
    pub(super) table: Option<usize>,
    /// It stands below heads of columns, of which the first is no label.
    pub(super) led: Option<Led>,
}

/// What the first of the heads of columns is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Led {
    /// What the applicant may have: 籍贯.
    Thing,
    /// What may be another: 配偶, 版本.
    Any,
}

/// Who is named on a page beside the applicant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Person {
    /// Who guides the applicant's studies: one of the applicant's own data.
    OfStudies,
    Other,
}

/// What a head is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Head {
    /// It says that the applicant's own data follow.
    Own,
    /// It says what kind of data follow, and of whoever the page speaks.
    Neutral,
    Of(Whose),
}

/// What a sentence or a value has that tells of an example, or of what is no more.
static OLD: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "样例 范例 样本 示范 演示 例子 举例 曾经 上次 往年 去年 过期 作废 失效 删除 撤销 注销 废弃 \
    停用 解绑",
    )
});

/// What a head has that stands above an example, or above what is no more.
static FORMER: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "样例 示例 范例 样本 样式 样板 模板 示范 演示 例子 例如 举例 之前 以前 曾经 历史 旧 上次 上一次 往年 \
    去年 过期 作废 失效 删除 撤销 注销 废弃 停用 解绑",
    )
});

/// What a sentence has that tells how to fill in, greets or closes the page.
static SAYS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "请 务必 必须 须 不得 不能 注意 注： 注: 提示 欢迎 您好 你好 版权 © ICP Copyright 技术支持 \
            客服 热线 承诺 支持 格式 必填",
    )
});

/// What a head ends with, and what is entered in a box seldom does.
static ENDS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "信息 情况 资料 详情 内容 明细 数据 登记 填写 填报 录入 确认 核对 预览 查看 结果 详细 方式 经历 材料 管理 首页 系统 平台 提示 \
    步骤 流程 表 页面 网 管理 申请 注册 认证 档案 中心",
    )
});

/// What the name of a site or of who runs it ends with: 示例大学学位申请系统.
const SITES: [&str; 8] = ["大学", "学院", "系统", "平台", "网", "网站", "门户", "中心"];

/// Characters of a sentence that are looked at.
const LONGEST_SENTENCE: usize = 400;

/// What heads a page may have that are good.
pub(super) struct Heads<'a> {
    /// What the pack calls its pages and steps.
    titles: BTreeSet<String>,
    /// Whether a text is an entry of one of the pack's lists: a value, and no head.
    is_entry: &'a dyn Fn(&str) -> bool,
    /// The applicant's name.
    name: &'a str,
}

impl<'a> Heads<'a> {
    pub(super) fn of(
        procedure: &Procedure,
        is_entry: &'a dyn Fn(&str) -> bool,
        name: &'a str,
    ) -> Self {
        let pages = procedure.pages().iter().map(|it| &it.title);
        let titles = pages.chain(procedure.steps().iter().map(|it| &it.title));
        let signs = ['›', ' ', '（', '）', '：'];
        let titles = titles.flat_map(|it| std::iter::once(&*it.zh).chain(it.zh.split(signs)));
        Self { titles: titles.map(bare).filter(|it| !it.is_empty()).collect(), is_entry, name }
    }

    /// What a text is that stands alone above data; nothing if it says nothing of them: a hint, a value, a label with its value.
    pub(super) fn judge(&self, text: &str) -> Option<Head> {
        let words = bare(text);
        let in_words = words.is_ascii();
        let stops = |it: char| "，。！？；,!?;：:|→＝=@\"“”）)】>›/".contains(it);
        let long = if in_words { 2 * LONGEST_HEAD } else { LONGEST_HEAD };
        if !words.chars().any(char::is_alphanumeric) || self.is_value(text) {
            return None;
        }
        if self.titles.contains(&words) {
            return Some(Head::Own);
        }
        if is_numbered(text) {
            return Some(Head::Of(Whose::Unknown));
        }
        // 旧, 某
        if words.chars().nth(1).is_none() {
            if words.chars().any(|it| !it.is_alphabetic() || "一二三四五六七八九十".contains(it))
            {
                return None;
            }
            let former = matches!(&*words, "原" | "旧");
            return Some(Head::Of(if former { Whose::Former } else { Whose::Unknown }));
        }
        let told = text.trim_end_matches([':', '：']);
        if told.contains([':', '：'])
            || words.contains(stops)
            || words.chars().nth(long).is_some()
            || !in_words && words.contains(char::is_whitespace)
        {
            return self.of_sentence(told);
        }
        // An entry of a menu says nothing of the data below.
        Some(of_words(&words)).filter(|it| *it != Head::Of(Whose::Unknown) || !is_of_menu(&words))
    }

    /// Whether it is an entry of a list, or the number of a row.
    fn is_value(&self, text: &str) -> bool {
        let text = text.trim();
        let number = text.trim_matches(|it: char| !it.is_alphanumeric());
        number.len() < 3 && number.bytes().all(|it| it.is_ascii_digit())
            || !matches!(text, "其他" | "其它") && (self.is_entry)(text)
    }

    /// What a text is that is too long or too much parted for a head. One that tells how to fill in, greets or closes the page,
    /// or is a way through its menu says nothing of the data below; of any other nobody can know.
    fn of_sentence(&self, text: &str) -> Option<Head> {
        let text: String = text.chars().take(LONGEST_SENTENCE).collect();
        if names_beside(&text) || self.names_person(&text) {
            return Some(Head::Of(Whose::Unknown));
        }
        let ways = |it: char| matches!(it, '>' | '›' | '»' | '/' | '|' | '→');
        let known = |it: &str| {
            let words = bare(it);
            if it.chars().filter(char::is_ascii_digit).count() > 2 {
                return false;
            }
            let head = || of_words(&words) < Head::Of(Whose::Own) || is_said(&words);
            words.is_empty() || self.titles.contains(&words) || head()
        };
        let parts =
            text.split(|it: char| ways(it) || it.is_whitespace() || matches!(it, ':' | '：'));
        // 籍贯 北京
        let mut words = text.split_whitespace();
        let item = words.next().is_some_and(is_item) && words.next().is_some();
        if item && words.next().is_none() {
            return None;
        }
        // 籍贯：北京
        let told = text.split_once([':', '：']).filter(|it| it.0.chars().count() <= LONGEST_HEAD);
        let pair = told.is_some_and(|it| {
            it.0.contains(char::is_alphabetic) && it.1.contains(char::is_alphanumeric)
        });
        let plain = text.replace("申请", "");
        let says = SAYS.are_in(&plain) || is_said(&text);
        (!pair && !says && !parts.into_iter().all(known)).then_some(Head::Of(Whose::Unknown))
    }

    /// Whether a label with its value names a person who may be another, 经办人：赵六, or whose what follows is, 附：王强简历.
    pub(super) fn names_person(&self, text: &str) -> bool {
        let Some((label, value)) = text.split_once([':', '：']) else { return false };
        let mark = |it: char| !it.is_alphanumeric();
        is_told(label, value) && is_numbered(label.trim_matches(mark))
            || self.person(label, value).is_some()
    }

    /// Who a label names with its value, if that may be another than the applicant. Of a name that stands behind a label that
    /// nobody knows the surname must be one; behind one that asks for a person any name is one.
    pub(super) fn person(&self, label: &str, value: &str) -> Option<Person> {
        let mark = |it: char| !it.is_alphanumeric();
        let label = without_remark(label).trim_matches(mark);
        let value = value.trim_matches(mark);
        if !is_told(label, value) || label == self.name {
            return None;
        }
        let no_name = |it: &str| {
            is_item(it)
                || is_of_menu(it)
                || made_of_known_words(it).is_some()
                || (self.is_entry)(it)
        };
        let another = |name: Option<&str>| name.is_some_and(|it| it != self.name && !no_name(it));
        let asks = is_act(label) || OWN.end(label);
        let is_it = is_person(label) && !matches!(value, "否" | "有" | "没有" | "无")
            || asks && another(may_be_name(value))
            || !is_of_thing(label) && another(name_in(value));
        let is_it = is_it && !(self.is_entry)(label);
        is_it.then(|| if is_of_studies(label) { Person::OfStudies } else { Person::Other })
    }

    /// Whether a head names the applicant, and says not only what kind of data follow.
    pub(super) fn names_applicant(&self, text: &str) -> bool {
        self.judge(text) == Some(Head::Own) && made_of_known_words(&bare(text)) == Some(true)
    }

    /// Whether it is surely a head, and no value that stands above its label.
    pub(super) fn is_title(&self, text: &str) -> bool {
        let words = bare(text);
        let ends = || ENDS.end(&words);
        match self.judge(text) {
            Some(Head::Own | Head::Neutral) => self.titles.contains(&words) || ends(),
            _ => false,
        }
    }
}

/// Whether a text may be a label, and another what stands beside it.
fn is_told(label: &str, value: &str) -> bool {
    let letter = |it: &str| it.contains(char::is_alphabetic);
    // 联系人：13900139000
    let told = letter(value) || value.contains(char::is_alphanumeric) && is_person(label);
    letter(label) && label.chars().nth(LONGEST_HEAD).is_none() && told && !is_said(value)
}

/// What words are that stand alone above data.
fn of_words(words: &str) -> Head {
    if is_old(words) {
        return Head::Of(Whose::Former);
    }
    if is_another(words) {
        return Head::Of(Whose::Another);
    }
    if SITES.iter().any(|it| words.ends_with(it)) {
        return Head::Neutral;
    }
    if is_former(words) {
        return Head::Of(Whose::Former);
    }
    if words.is_ascii() {
        let known = |it: &str| {
            let it = it.to_ascii_lowercase();
            it.is_empty() || IN_ENGLISH.have(&it)
        };
        let mut parts = words.split(|it: char| !it.is_ascii_alphabetic());
        let years = words.bytes().filter(u8::is_ascii_digit).count() > 1;
        return if parts.all(known) && !years { Head::Neutral } else { Head::Of(Whose::Unknown) };
    }
    // A year may be one of before.
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let plain: String = words.chars().filter(|it| !it.is_ascii_digit()).collect();
    match made_of_known_words(&plain).filter(|_| digits < 4 && !is_one_of_several(&plain)) {
        Some(true) => Head::Own,
        Some(false) => Head::Neutral,
        None => Head::Of(Whose::Unknown),
    }
}

/// A head without its number, its marks and a remark in brackets: 【一、基本信息】, 1. 基本信息（必填）.
fn bare(text: &str) -> String {
    let text = text.trim();
    let open = text.find(['（', '(']).filter(|it| *it > 0 && text.ends_with(['）', ')']));
    let text = text.get(..open.unwrap_or(text.len())).unwrap_or_default();
    let mark = |it: char| !it.is_alphanumeric();
    let text = text.trim_matches(mark);
    let rest = text.trim_start_matches(|it: char| {
        fold(it).is_ascii_digit() || "一二三四五六七八九十".contains(it)
    });
    let numbered = rest.starts_with(|it: char| !it.is_alphanumeric());
    let digits = text.chars().next().is_some_and(|it| fold(it).is_ascii_digit());
    // A year is no number of a head.
    let short = text.len() - rest.len() < 9 && !is_year(text.get(..4).unwrap_or_default());
    let text = if short && (numbered || digits) { rest } else { text };
    let text = text.trim_matches(mark);
    let plain = text.trim_end_matches(|it: char| fold(it).is_ascii_digit());
    if text.len() - plain.len() < 3 { plain.to_owned() } else { text.to_owned() }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|it| it.is_ascii_digit())
}

/// Whether a sentence or a value names who has data of his own, an example or what is no more.
pub(super) fn names_beside(text: &str) -> bool {
    BESIDE.are_in(text) || OLD.are_in(text) || is_changed(text) || is_no_more(text)
}

/// Whether words say nothing but that it is an example or no more; 示例大学 is a place.
fn is_no_more(text: &str) -> bool {
    let short = text.chars().nth(LONGEST_HEAD).is_none();
    short && !SITES.iter().any(|it| text.ends_with(it)) && is_former(text)
}

/// Whose a record is by one of its rows, a label that is no portal's label for the applicant's data and its value: 与申请人关系：配偶,
/// 类型：担保人, 状态：已作废.
/// `alone` is what stands beside nothing else: heads of columns are no values.
pub(super) fn of_relation(label: &str, value: &str, alone: bool) -> Option<Whose> {
    const SAYS: [&str; 8] = ["类型", "身份", "角色", "类别", "对象", "状态", "版本", "性质"];
    const RELATIONS: [&str; 3] = ["关系", "称谓", "称呼"];
    const OWN: [&str; 8] = ["本人", "自己", "申请人", "申请者", "考生", "学生", "无", "户主"];
    let mark = |it: char| !it.is_alphanumeric();
    let (label, value) = (label.trim_matches(mark), value.trim_matches(mark));
    let short = |it: &str, most: usize| it.chars().nth(most).is_none();
    if value.is_empty() || !short(label, 12) || !short(value, 12) || OWN.contains(&value) {
        return None;
    }
    if RELATIONS.iter().any(|it| label.ends_with(it)) {
        return Some(Whose::Another);
    }
    if !alone && !SAYS.iter().any(|it| label.contains(it)) {
        return None;
    }
    match () {
        () if BESIDE.end(value) && short(value, 6) => Some(Whose::Another),
        () if is_said(value) => None,
        () if short(value, 6) && (is_no_more(value) || is_changed(value)) => Some(Whose::Former),
        () => None,
    }
}

/// Whether words say that what follows is what was before a change.
fn is_old(words: &str) -> bool {
    is_changed(words) || words.starts_with(['原', '旧']) && !words.starts_with("原因")
}

fn is_changed(words: &str) -> bool {
    const CHANGES: [&str; 7] =
        ["修改前", "变更前", "更正前", "调整前", "更改前", "更新前", "修订前"];
    CHANGES.iter().any(|it| words.contains(it))
}

/// Whether words say that what follows is an example or what is no more, and nothing besides: 填写样例, and not 示例科技有限公司.
fn is_former(words: &str) -> bool {
    let mut rest = FORMER.within(words).map(|(at, it)| {
        let (before, behind) = (words.get(..at), words.get(at + it.len()..));
        format!("{}{}", before.unwrap_or_default(), behind.unwrap_or_default())
    });
    rest.any(|it| it.is_empty() || made_of_known_words(&it).is_some())
        || words.split_ascii_whitespace().any(|it| {
            ["sample", "example", "demo"].iter().any(|word| word.eq_ignore_ascii_case(it))
        })
}

/// Whose data stand behind words in a row, or below them in a cell.
pub(super) fn whose_of(heads: &Heads<'_>, text: &str) -> Whose {
    match heads.judge(text) {
        Some(Head::Own | Head::Neutral) => Whose::Own,
        Some(Head::Of(whose)) => whose,
        None if is_another(text) => Whose::Another,
        None => Whose::Unknown,
    }
}

#[cfg(test)]
mod tests;
