//! What portals say beside a value of how far they are with it.

/// What a value may be without what only says how far the portal is with it, before or behind: 张三（审核中）, 张三*, 已核验 张三.
pub(super) fn without_status(text: &str) -> impl Iterator<Item = &str> {
    const LONGEST: usize = 12;
    let sign = |it: char| !it.is_alphanumeric();
    let star = |it: char| {
        const STARS: &str = "*＊※√✓✔⚠；;。，,？?！!";
        STARS.contains(it)
    };
    let bare = [text.trim_end_matches(|it: char| star(it) || it.is_whitespace())].into_iter();
    let places = || text.char_indices().map(|it| text.split_at(it.0));
    let behind = places().rev().take(LONGEST);
    let behind = behind.filter(move |it| is_status(it.1.trim_matches(sign)));
    let before = places().take(LONGEST).filter(move |it| is_status(it.0.trim_matches(sign)));
    let apart = ['（', '(', '[', '【', ' '].into_iter().filter_map(move |it| text.rsplit_once(it));
    let apart = apart.filter(move |it| is_remark(it.1.trim_matches(sign))).map(|it| it.0);
    bare.filter(|it| it.len() < text.len())
        .chain(without_gloss(text))
        .chain(behind.map(move |it| it.0.trim_end_matches(sign)))
        .chain(before.map(move |it| it.1.trim_start_matches(sign)))
        .chain(apart.map(str::trim_end))
        .filter(|it| !it.is_empty())
}

/// A value in Chinese without the same in English: 男 Male, 男/Male, 男（Male）.
fn without_gloss(text: &str) -> Option<&str> {
    let letter = |it: char| it.is_ascii_alphabetic() || matches!(it, ' ' | '-' | '\'' | '.');
    let inner = text.trim_end_matches([')', '）']);
    let rest = inner.trim_end_matches(letter);
    let behind = inner.get(rest.len()..)?;
    let apart = behind.starts_with(' ') || rest.ends_with(['/', '(', '（']);
    let rest = rest.trim_end_matches([' ', '/', '(', '（']);
    (apart && behind.trim_start().len() > 2 && !rest.is_ascii()).then_some(rest)
}

/// Whether words that stand apart say something of the value, and tell no other one: 公安已核验, 与公安库一致, 姓名有误.
fn is_remark(words: &str) -> bool {
    const LONGEST: usize = 20;
    const SAYS: [&str; 14] = [
        "审核",
        "审查",
        "核验",
        "核实",
        "核对",
        "验证",
        "认证",
        "校验",
        "比对",
        "一致",
        "相符",
        "有误",
        "待补",
        "请修改",
    ];
    let other = |it: char| it.is_ascii_digit() || matches!(it, ':' | '：' | '→' | '为' | '改');
    let own = words.replace("请修改", "");
    words.chars().count() <= LONGEST
        && SAYS.iter().any(|it| words.contains(it))
        && !own.contains(other)
}

/// Whether a word says how far the portal is with a value: 审核中, 待核验, 已锁定, 修改.
pub(super) fn is_status(word: &str) -> bool {
    const STARTS: [&str; 9] = ["已", "未", "待", "正在", "等待", "尚未", "人工", "实名", "信息"];
    const STEMS: [&str; 41] = [
        "审核", "审查", "审批", "复核", "初审", "核验", "核实", "核对", "验证", "认证", "校验",
        "校对", "比对", "确认", "提交", "保存", "锁定", "处理", "绑定", "实名", "受理", "上报",
        "修改", "编辑", "查看", "通过", "上传", "缴费", "支付", "阅读", "填写", "完成", "登录",
        "选择", "打印", "报名", "录取", "发送", "发布", "同意", "签署",
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
