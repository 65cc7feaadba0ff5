//! What portals put beside a value that is none.

use std::sync::LazyLock;

use super::{compare::is_empty, people::is_role, status::is_status, words::Words};
use crate::banner::has_banner;

/// What a page says of two columns that differ: 不一致, 与公安库不符.
pub(super) fn disagrees(text: &str) -> bool {
    const WORDS: [&str; 13] = [
        "不一致",
        "不符",
        "不相符",
        "不同",
        "不匹配",
        "有误",
        "错误",
        "未通过",
        "不通过",
        "失败",
        "驳回",
        "退回",
        "异常",
    ];
    text.chars().count() <= 8 && WORDS.iter().any(|it| text.contains(it))
}

/// What a sentence has that says that something is wrong.
static COMPLAINS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "更正： 更正: 变更： 变更: 变更为 变更后 更正后 修改为 有误 不一致 不符 不匹配 错误 应为 应改为 改为 更正为 不正确 不规范",
    )
});

/// Whether a sentence says that something is wrong: 姓名与身份证不一致, and not what would be if it were.
pub(super) fn is_complaint(text: &str) -> bool {
    const IF: [&str; 17] = [
        "如", "若", "是否", "否则", "不得", "倘", "可能", "以免", "避免", "导致", "造成", "的，",
        "谨防", "承诺", "责任", "将", "不予",
    ];
    COMPLAINS.are_in(text) && !IF.iter().any(|it| text.contains(it))
}

/// What tells how to fill in: 例：张三, 请与证件一致, 必填. 如东 is a place.
pub(super) fn is_hint(text: &str) -> bool {
    const STARTS: [&str; 31] = [
        "例：", "例:", "例如", "例 ", "示例", "如：", "如:", "如有", "如无", "如果", "如需",
        "如不", "请", "必填", "选填", "必选", "非必", "注：", "注:", "注意", "须", "需", "应与",
        "应为", "应填", "格式", "提示", "限", "填写", "无则", "最多",
    ];
    let same = text.starts_with(['与', '同']) && (text.contains("一致") || text.contains("相同"));
    // 示例 alone is no hint: what stands below it is one.
    same || text != "示例" && STARTS.iter().any(|it| text.starts_with(it))
}

/// What portals put beside or below a value that is neither a value nor a head: what can be pressed, what was found of it.
pub(super) fn is_said(text: &str) -> bool {
    let text = text.trim_matches(|it: char| !it.is_alphanumeric() && !matches!(it, '√' | '✓'));
    is_empty(text)
        || is_act(text)
        || is_status(text)
        || text.starts_with('请')
        || text.contains("一致")
        || has_banner(text)
        || is_complaint(text) && text.chars().count() > 5
}

fn is_act(text: &str) -> bool {
    const ACTS: [&str; 35] = [
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
    ACTS.contains(&text)
}

/// What portals put beside or below a value that is none: what can be pressed, what was found of it, the next head.
pub(super) fn is_remark(text: &str) -> bool {
    const PARTS: [&str; 10] =
        ["证件", "填写", "一致", "审核", "核验", "认证", "格式", "版权", "照片", "相片"];
    const ENDS: [&str; 8] = ["信息", "情况", "资料", "方式", "说明", "经历", "材料", "操作"];
    let text = text.trim_matches(|it: char| !it.is_alphanumeric() && !matches!(it, '√' | '✓'));
    is_empty(text)
        || is_act(text)
        || is_role(text)
        || text.starts_with('请')
        || text.starts_with(['已', '待']) && text.chars().count() <= 5
        || PARTS.iter().any(|it| text.contains(it))
        || ENDS.iter().any(|it| text.ends_with(it))
}
