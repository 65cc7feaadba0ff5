//! What portals put beside a value that is none.

use super::compare::is_empty;

/// What a page says of two columns that differ: 不一致, 与公安库不符; or of a label: 民族与公安部门登记不一致.
pub(super) fn disagrees(text: &str, label: &str) -> bool {
    const WORDS: [&str; 5] = ["不一致", "不符", "不相符", "不同", "有误"];
    (text.chars().count() <= 8 || text.contains(label)) && WORDS.iter().any(|it| text.contains(it))
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
    const PARTS: [&str; 8] = ["证件", "填写", "一致", "审核", "核验", "认证", "格式", "版权"];
    const ENDS: [&str; 8] = ["信息", "情况", "资料", "方式", "说明", "经历", "材料", "操作"];
    let text = text.trim_matches(|it: char| !it.is_alphanumeric() && !matches!(it, '√' | '✓'));
    is_empty(text)
        || WHOLE.contains(&text)
        || text.starts_with('请')
        || text.starts_with(['已', '待']) && text.chars().count() <= 5
        || PARTS.iter().any(|it| text.contains(it))
        || ENDS.iter().any(|it| text.ends_with(it))
}
