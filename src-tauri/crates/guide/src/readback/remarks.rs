//! What portals put beside a value that is none.

use super::compare::is_empty;

/// What a page says of two columns that differ: 不一致, 与公安库不符.
pub(super) fn disagrees(text: &str) -> bool {
    const WORDS: [&str; 5] = ["不一致", "不符", "不相符", "不同", "有误"];
    text.chars().count() <= 8 && WORDS.iter().any(|it| text.contains(it))
}

/// What a value may be without what only says how far the portal is with it, before or behind: 张三（审核中）, 张三*, 已核验 张三.
pub(super) fn without_status(text: &str) -> impl Iterator<Item = &str> {
    const LONGEST: usize = 12;
    let sign = |it: char| !it.is_alphanumeric();
    let star = |it: char| matches!(it, '*' | '＊' | '※' | '√' | '✓' | '✔');
    let bare = [text.trim_end_matches(star)].into_iter().filter(|it| it.len() < text.len());
    let places = || text.char_indices().map(|it| text.split_at(it.0));
    let behind = places().rev().take(LONGEST);
    let behind = behind.filter(move |it| is_status(it.1.trim_matches(sign)));
    let before = places().take(LONGEST).filter(move |it| is_status(it.0.trim_matches(sign)));
    bare.map(str::trim_end)
        .chain(behind.map(move |it| it.0.trim_end_matches(sign)))
        .chain(before.map(move |it| it.1.trim_start_matches(sign)))
        .filter(|it| !it.is_empty())
}

/// Whether a word says how far the portal is with a value: 审核中, 待核验, 已锁定, 修改.
fn is_status(word: &str) -> bool {
    const STARTS: [&str; 9] = ["已", "未", "待", "正在", "等待", "尚未", "人工", "实名", "信息"];
    const STEMS: [&str; 26] = [
        "审核", "审查", "审批", "复核", "初审", "核验", "核实", "核对", "验证", "认证", "校验",
        "校对", "比对", "确认", "提交", "保存", "锁定", "处理", "绑定", "实名", "受理", "上报",
        "修改", "编辑", "查看", "通过",
    ];
    const ENDS: [&str; 8] = ["中", "通过", "未通过", "不通过", "成功", "完成", "未完成", ""];
    const ENGLISH: [&str; 6] = ["verified", "unverified", "pending", "approved", "edit", "locked"];
    let start = STARTS.iter().filter_map(|it| word.strip_prefix(it)).chain([word]);
    let stems = |it: &str| {
        let ends = STEMS.iter().filter_map(|stem| it.strip_prefix(stem));
        ends.into_iter().any(|it| ENDS.contains(&it))
    };
    start.into_iter().any(stems) || ENGLISH.iter().any(|it| it.eq_ignore_ascii_case(word))
}

/// Whether a sentence says that something is wrong: 姓名与身份证不一致, and not what would be if it were.
pub(super) fn is_complaint(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "有误",
        "不一致",
        "不符",
        "不匹配",
        "错误",
        "应为",
        "应改为",
        "改为",
        "更正为",
        "不正确",
        "不规范",
    ];
    const IF: [&str; 17] = [
        "如", "若", "是否", "否则", "不得", "倘", "可能", "以免", "避免", "导致", "造成", "的，",
        "谨防", "承诺", "责任", "将", "不予",
    ];
    WORDS.iter().any(|it| text.contains(it)) && !IF.iter().any(|it| text.contains(it))
}

/// What tells how to fill in: 例：张三, 请与证件一致, 必填. 如东 is a place.
pub(super) fn is_hint(text: &str) -> bool {
    const STARTS: [&str; 31] = [
        "例：", "例:", "例如", "例 ", "示例", "如：", "如:", "如有", "如无", "如果", "如需",
        "如不", "请", "必填", "选填", "必选", "非必", "注：", "注:", "注意", "须", "需", "应与",
        "应为", "应填", "格式", "提示", "限", "填写", "无则", "最多",
    ];
    let same = text.starts_with(['与', '同']) && (text.contains("一致") || text.contains("相同"));
    same || STARTS.iter().any(|it| text.starts_with(it))
}

/// What portals put beside or below a value that is none: what can be pressed, what was found of it, the next head.
pub(super) fn is_remark(text: &str) -> bool {
    const WHOLE: [&str; 35] = [
        "修改",
        "编辑",
        "查看",
        "删除",
        "必填",
        "选填",
        "复制",
        "更改",
        "变更",
        "保存",
        "通过",
        "一致",
        "是",
        "√",
        "✓",
        "下一步",
        "上一步",
        "返回",
        "提交",
        "确定",
        "确认",
        "取消",
        "关闭",
        "打印",
        "首页",
        "退出",
        "重置",
        "刷新",
        "继续",
        "完成",
        "导出",
        "下载",
        "正确",
        "展开",
        "收起",
    ];
    const PARTS: [&str; 10] =
        ["证件", "填写", "一致", "审核", "核验", "认证", "格式", "版权", "照片", "相片"];
    const ENDS: [&str; 8] = ["信息", "情况", "资料", "方式", "说明", "经历", "材料", "操作"];
    let text = text.trim_matches(|it: char| !it.is_alphanumeric() && !matches!(it, '√' | '✓'));
    is_empty(text)
        || WHOLE.contains(&text)
        || text.starts_with('请')
        || text.starts_with(['已', '待']) && text.chars().count() <= 5
        || PARTS.iter().any(|it| text.contains(it))
        || ENDS.iter().any(|it| text.ends_with(it))
}
