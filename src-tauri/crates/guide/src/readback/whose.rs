//! Whose data follow a head of the page: the applicant's own, somebody else's, or what was before or is an example.
//!
//! The rule: a head is good if the pack has it for a page or step, if it names the applicant (考生信息), or if all its words say
//! only what kind of data follow (报名信息, 联系方式). One that names another person, an example or what was before a change is not. Of any
//! other nobody can know whose data follow, so nothing below it is said to be 一致, unless the applicant's own name and number stand there.

use std::collections::{BTreeMap, BTreeSet};

use beishen_core::{Procedure, reading::fold};

/// Whose data stand somewhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    #[default]
    Own,
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

/// Where a label stands.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Place {
    pub(super) whose: Whose,
    /// Which part of the page.
    pub(super) part: usize,
    /// The block in which it is not certain whether values stand below their labels.
    pub(super) block: Option<usize>,
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

/// Whose data others are that a page may show beside one's own. Who ends with 人 and is not the applicant is another as well.
const OTHERS: [&str; 49] = [
    "配偶",
    "丈夫",
    "妻子",
    "爱人",
    "父亲",
    "母亲",
    "父母",
    "双亲",
    "子女",
    "儿子",
    "女儿",
    "兄弟",
    "姐妹",
    "祖父",
    "祖母",
    "家长",
    "家属",
    "亲属",
    "亲友",
    "家庭成员",
    "家庭主要成员",
    "主要社会关系",
    "社会关系",
    "监护",
    "紧急联系",
    "推荐专家",
    "专家",
    "导师",
    "教师",
    "老师",
    "班主任",
    "辅导员",
    "校长",
    "院长",
    "领导",
    "主管",
    "法人",
    "法定代表",
    "管理员",
    "联系员",
    "联络员",
    "经办员",
    "同事",
    "室友",
    "朋友",
    "收件方",
    "寄件方",
    "担保方",
    "委托方",
];

/// Who ends with 人, and is named by what he does.
const ROLES: [&str; 19] = [
    "联系人",
    "推荐人",
    "介绍人",
    "证明人",
    "担保人",
    "保证人",
    "监护人",
    "代理人",
    "委托人",
    "受托人",
    "负责人",
    "经办人",
    "代办人",
    "审核人",
    "收件人",
    "收货人",
    "寄件人",
    "家人",
    "法定代表人",
];

/// Who ends with 人 and is the applicant.
const APPLICANTS: [&str; 16] = [
    "本人",
    "个人",
    "申请人",
    "报名人",
    "报考人",
    "填报人",
    "填表人",
    "填写人",
    "申报人",
    "登记人",
    "持证人",
    "注册人",
    "使用人",
    "参保人",
    "考试人",
    "被采集人",
];

/// What a head has that stands above an example, or above what is no more.
const FORMER: [&str; 26] = [
    "样例",
    "示例",
    "范例",
    "样本",
    "样式",
    "样板",
    "模板",
    "示范",
    "演示",
    "例子",
    "例如",
    "举例",
    "之前",
    "以前",
    "曾经",
    "历史",
    "旧",
    "上次",
    "上一次",
    "往年",
    "去年",
    "过期",
    "作废",
    "失效",
    "已删除",
    "撤销",
];

/// What names the applicant, longest first where one holds another.
const OWN: [&str; 28] = [
    "学位申请人",
    "被采集人",
    "申请人",
    "报名人",
    "报考人",
    "填报人",
    "填表人",
    "申报人",
    "登记人",
    "持证人",
    "注册人",
    "考生",
    "学生",
    "学员",
    "本人",
    "个人",
    "用户",
    "会员",
    "毕业生",
    "研究生",
    "本科生",
    "博士生",
    "硕士生",
    "申请者",
    "您的",
    "你的",
    "我的",
    "人员",
];

/// Words that say what kind of data follow, or what is done with them.
const KINDS: &str = "信息 情况 资料 详情 内容 明细 数据 项目 登记 填写 填报 录入 确认 核对 核验 核实 审核 校验 校对 复核 查看 查询 浏览 预览 打印 \
    结果 状态 详细 基本 基础 主要 其他 其它 附加 补充 扩展 更多 相关 完善 维护 管理 采集 报名 报考 准考 考试 注册 实名 认证 学籍 学历 学位 学业 学习 学科 \
    专业 院校 学校 院系 班级 入学 毕业 就读 在读 培养 教育 经历 背景 成绩 外语 论文 授予 获得 取得 最高 最后 前置 联系 方式 通讯 通信 地址 电话 邮箱 \
    证件 身份 户口 户籍 籍贯 出生 民族 政治 面貌 工作 单位 职业 就业 任职 照片 图像 相片 头像 电子 账号 帐号 账户 帐户 档案 申请 申报 提交 报送 录取 志愿 \
    计划 类别 类型 级别 材料 附件 上传 缴费 费用 支付 步骤 流程 当前 本次 今年 年度 年月 时间 日期 同等学力 申硕 在职 全国 国家 中国 统一 统考 高等 \
    学士 硕士 博士 本科 研究 系统 平台 网上 在线 服务 工作 大厅 门户 首页 中心 大学 学院 页面 网站 网 表格 表 单 卡 页 栏目 栏 部分 模块 须知 说明 注意 菜单 导航 卡片 \
    事项 提示 温馨 重要 公告 通知 帮助 证 书 回执 报告 保存 成功 完成 已 的 与 和 及 或 暨 在 第 步 项 一 二 三 四 五 六 七 八 九 十 年 月";

/// The same in English.
const IN_ENGLISH: &str = "personal basic contact information info details detail data application applicant candidate student user \
    account profile registration registered education educational background degree academic study studies work employment employer address \
    identity identification document documents photo upload review preview confirm confirmation submit summary status result results form my your \
    general main other additional and of the for step number about me you international";

/// What a head ends with, and what is entered in a box seldom does.
const ENDS: &str = "信息 情况 资料 详情 内容 明细 数据 登记 填写 填报 录入 确认 核对 预览 查看 结果 详细 方式 经历 材料 管理 首页 系统 平台 须知 说明 事项 提示 \
    公告 通知 步骤 流程 表 页面 网 管理 申请 注册 认证 档案 中心";

/// What the name of a site or of who runs it ends with: 示例大学学位申请系统.
const SITES: [&str; 8] = ["大学", "学院", "系统", "平台", "网", "网站", "门户", "中心"];

/// Characters of a head.
pub(super) const LONGEST_HEAD: usize = 20;

/// What heads a page may have that are good.
pub(super) struct Heads<'a> {
    /// What the pack calls its pages and steps.
    titles: BTreeSet<String>,
    /// Whether a text is an entry of one of the pack's lists: a value, and no head.
    is_entry: &'a dyn Fn(&str) -> bool,
}

impl<'a> Heads<'a> {
    pub(super) fn of(procedure: &Procedure, is_entry: &'a dyn Fn(&str) -> bool) -> Self {
        let pages = procedure.pages().iter().map(|it| &it.title);
        let titles = pages.chain(procedure.steps().iter().map(|it| &it.title));
        let titles = titles.flat_map(|it| it.zh.split(['›', ' ', '（', '）', '：']));
        Self { titles: titles.map(bare).filter(|it| !it.is_empty()).collect(), is_entry }
    }

    /// What a text is that stands alone above data; nothing if it is no head at all.
    pub(super) fn judge(&self, text: &str) -> Option<Head> {
        let words = bare(text);
        let length = words.chars().count();
        let in_words = words.is_ascii();
        let stops =
            |it: char| "，。！？；,!?;：:|→＝=@\"“”）)】".contains(it) || it.is_ascii_digit();
        if length < 2
            || length > if in_words { 2 * LONGEST_HEAD } else { LONGEST_HEAD }
            || words.contains(stops)
            || text.trim_end_matches([':', '：']).contains([':', '：'])
            || !in_words && words.contains(char::is_whitespace)
            || !matches!(words.as_str(), "其他" | "其它") && (self.is_entry)(text.trim())
        {
            return None;
        }
        Some(if self.titles.contains(&words) {
            Head::Own
        } else if is_old(&words) {
            Head::Of(Whose::Former)
        } else if is_another(&words) {
            Head::Of(Whose::Another)
        } else if SITES.iter().any(|it| words.ends_with(it)) {
            Head::Neutral
        } else if is_former(&words) {
            Head::Of(Whose::Former)
        } else if in_words {
            let mut parts = words.split(|it: char| !it.is_ascii_alphabetic());
            let known = |it: &str| {
                let it = it.to_ascii_lowercase();
                it.is_empty() || IN_ENGLISH.split_ascii_whitespace().any(|word| word == it)
            };
            if parts.all(known) { Head::Neutral } else { Head::Of(Whose::Unknown) }
        } else {
            match made_of_known_words(&words) {
                Some(true) => Head::Own,
                Some(false) => Head::Neutral,
                None => Head::Of(Whose::Unknown),
            }
        })
    }

    /// Whether it is surely a head, and no value that stands above its label.
    pub(super) fn is_title(&self, text: &str) -> bool {
        let words = bare(text);
        let ends = || ENDS.split_ascii_whitespace().any(|it| words.ends_with(it));
        match self.judge(text) {
            Some(Head::Own | Head::Neutral) => self.titles.contains(&words) || ends(),
            _ => false,
        }
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
    let text = if rest.len() < text.len() && (numbered || digits) { rest } else { text };
    text.trim_matches(mark).trim_end_matches(|it: char| fold(it).is_ascii_digit()).to_owned()
}

/// Whether all words are known, and whether one of them names the applicant.
fn made_of_known_words(text: &str) -> Option<bool> {
    let kinds = || KINDS.split_ascii_whitespace().map(|it| (it, false));
    // What is made of known words up to a place of the text.
    let mut reached = BTreeMap::from([(0, false)]);
    while let Some((at, own)) = reached.pop_first() {
        let rest = text.get(at..).unwrap_or_default();
        if rest.is_empty() {
            return Some(own);
        }
        if let Some(sign) = rest.chars().next().filter(|it| !it.is_alphanumeric()) {
            *reached.entry(at + sign.len_utf8()).or_default() |= own;
        }
        for (word, names) in OWN.into_iter().map(|it| (it, true)).chain(kinds()) {
            if rest.starts_with(word) {
                *reached.entry(at + word.len()).or_default() |= own || names;
            }
        }
    }
    None
}

/// Whether words say that what follows is what was before a change.
fn is_old(words: &str) -> bool {
    const CHANGES: [&str; 7] = ["修改", "变更", "更正", "调整", "更改", "更新", "修订"];
    CHANGES.iter().any(|it| words.contains(&format!("{it}前")))
        || words.starts_with(['原', '旧']) && !words.starts_with("原因")
}

/// Whether words say that what follows is an example or what is no more, and nothing besides: 填写样例, and not 示例科技有限公司.
fn is_former(words: &str) -> bool {
    let rest = FORMER.iter().filter_map(|it| {
        let (before, behind) = words.split_once(it)?;
        Some(format!("{before}{behind}"))
    });
    rest.into_iter().any(|it| it.is_empty() || made_of_known_words(&it).is_some())
        || ["sample", "example", "demo"].iter().any(|it| words.to_ascii_lowercase().contains(it))
}

/// Whether words name another person by what he is to the applicant, and nobody is called so.
pub(super) fn is_role(words: &str) -> bool {
    OTHERS.iter().chain(&ROLES).any(|it| words.ends_with(it))
}

/// Whether words say that what follows is another person's: 配偶, 推荐人信息, 单位负责人.
pub(super) fn is_another(words: &str) -> bool {
    let text = words.trim_end_matches(|it: char| !it.is_alphanumeric());
    let kinds = ["信息", "情况", "资料", "详情", "方式", "联系", "基本"];
    let mut bare = text;
    while let Some(rest) =
        kinds.iter().find_map(|it| bare.strip_suffix(it)).filter(|it| !it.is_empty())
    {
        if OTHERS.iter().any(|it| bare.ends_with(it)) {
            return true;
        }
        bare = rest.trim_end();
    }
    // 联系人1, 紧急联系人（一）, 家庭成员二
    let bare = bare.trim_end_matches(|it: char| {
        !it.is_alphanumeric() || fold(it).is_ascii_digit() || "一二三四五甲乙".contains(it)
    });
    OTHERS.iter().any(|it| bare.ends_with(it))
        || bare.ends_with('人') && !APPLICANTS.iter().any(|it| bare.ends_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_say_whose_data_follow() {
        let heads = Heads {
            titles: BTreeSet::from(["学位与学科".to_owned()]),
            is_entry: &|it| it == "工学",
        };
        let own = [
            "考生信息",
            "个人信息",
            "一、本人基本情况",
            "学位与学科",
            "申请人信息（必填）",
            "【学生信息】",
        ];
        let neutral = [
            "基本信息",
            "联系方式",
            "学位信息",
            "报名信息",
            "1. 学籍信息",
            "第一部分",
            "工作单位信息",
            "填写基本信息",
            "武汉大学",
            "Basic Information",
            "学位申请系统",
            "已申报学科信息",
            "Contact details:",
            "其他",
            "证件信息",
            "示例大学学位申请系统",
        ];
        let another = [
            "收件人信息",
            "担保人",
            "单位负责人",
            "介绍人：",
            "紧急联系人1",
            "配偶信息",
            "家庭主要成员",
            "联系人（二）",
            "导师基本信息",
            "紧急联系方式",
            "学生家长信息",
        ];
        let former = ["填写样例", "示例", "修改前", "变更前信息", "原信息", "历史信息", "Example"];
        let unknown = [
            "担保信息",
            "收件信息",
            "修改后",
            "家庭情况",
            "李四",
            "Emergency contact",
            "甲方",
            "示例科技有限公司",
        ];
        let none = [
            "工学",
            "欢迎您，张三",
            "3单元502室",
            "张",
            "第1步 填写信息",
            "姓名：张三",
            "请填写 姓名",
        ];
        let cases: [(&[&str], Option<Head>); 6] = [
            (&own, Some(Head::Own)),
            (&neutral, Some(Head::Neutral)),
            (&another, Some(Head::Of(Whose::Another))),
            (&former, Some(Head::Of(Whose::Former))),
            (&unknown, Some(Head::Of(Whose::Unknown))),
            (&none, None),
        ];
        for (texts, head) in cases {
            let wrong: Vec<_> = texts.iter().filter(|it| heads.judge(it) != head).collect();
            assert!(wrong.is_empty(), "{head:?}: {wrong:?}");
        }
        assert!(heads.is_title("基本信息") && !heads.is_title("研究生") && !heads.is_title("张三"));
    }
}
