//! Who stands on a page beside the applicant.

use beishen_core::reading::fold;

/// Whose data others are that a page may show beside one's own. Who ends with 人 and is not the applicant is another as well.
const OTHERS: &str = "配偶 丈夫 妻子 爱人 父亲 母亲 父母 双亲 子女 儿子 女儿 兄弟 姐妹 祖父 祖母 家长 家属 亲属 亲友 \
    家庭成员 家庭主要成员 主要社会关系 社会关系 监护 紧急联系 推荐专家 专家 导师 教师 老师 班主任 辅导员 校长 \
    院长 领导 主管 法人 法定代表 管理员 联系员 联络员 经办员 同事 室友 朋友 收件方 寄件方 担保方 委托方";

/// Who ends with 人, and is named by what he does.
const ROLES: &str = "联系人 推荐人 介绍人 证明人 担保人 保证人 监护人 代理人 委托人 受托人 负责人 经办人 代办人 审核人 收件人 \
    收货人 寄件人 家人 法定代表人";

/// Who ends with 人 and is the applicant.
const APPLICANTS: &str = "本人 个人 申请人 报名人 报考人 填报人 填表人 填写人 申报人 登记人 持证人 注册人 使用人 参保人 考试人 \
    被采集人";

/// Who has data of his own beside the applicant's, where a sentence or a value names him.
pub(super) const BESIDE: &str = "配偶 丈夫 妻子 爱人 父亲 母亲 父母 子女 儿子 女儿 兄弟 姐妹 祖父 祖母 家长 家属 亲属 亲友 家庭成员 \
    社会关系 监护人 紧急联系 担保人 保证人 推荐人 介绍人 证明人 代理人 委托人 法定代表 收件人 寄件人 室友 \
    联系人";

/// The words of a list.
pub(super) fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split_ascii_whitespace()
}

/// Whether words name another person by what he is to the applicant, and nobody is called so.
pub(super) fn is_role(words: &str) -> bool {
    let words = words.trim_end_matches(|it: char| !it.is_alphanumeric());
    self::words(OTHERS).chain(self::words(ROLES)).any(|it| words.ends_with(it))
}

/// Whether words say that what follows is another person's: 配偶, 推荐人信息, 单位负责人.
pub(super) fn is_another(words: &str) -> bool {
    let text = words.trim_end_matches(|it: char| !it.is_alphanumeric());
    let kinds = ["信息", "情况", "资料", "详情", "方式", "联系", "基本"];
    let mut bare = text;
    while let Some(rest) =
        kinds.iter().find_map(|it| bare.strip_suffix(it)).filter(|it| !it.is_empty())
    {
        if self::words(OTHERS).any(|it| bare.ends_with(it)) {
            return true;
        }
        bare = rest.trim_end();
    }
    // 联系人1, 紧急联系人（一）, 家庭成员二
    let bare = bare.trim_end_matches(|it: char| {
        !it.is_alphanumeric() || fold(it).is_ascii_digit() || "一二三四五甲乙".contains(it)
    });
    let ends = |all| self::words(all).any(|it| bare.ends_with(it));
    ends(OTHERS) || bare.ends_with('人') && !ends(APPLICANTS)
}
