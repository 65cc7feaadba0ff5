//! Words that say what kind of data follow, or that the applicant's own do, and what is made of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use beishen_core::reading::fold;

use super::words::Words;

/// What names the applicant, longest first where one holds another.
pub(super) static OWN: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "学位申请人 被采集人 申请人 报名人 报考人 填报人 填表人 申报人 登记人 持证人 注册人 考生 学生 学员 本人 \
    个人 用户 会员 毕业生 研究生 本科生 博士生 硕士生 申请者 您的 你的 我的 人员 您 你",
    )
});

/// Words that say what kind of data follow, or what is done with them.
pub(super) static KINDS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "信息 情况 资料 详情 内容 明细 数据 项目 登记 填写 填报 录入 确认 核对 核验 核实 审核 校验 校对 复核 查看 查询 浏览 预览 打印 \
    结果 状态 详细 基本 基础 主要 其他 其它 附加 补充 扩展 更多 相关 完善 维护 管理 采集 报名 报考 准考 考试 注册 实名 认证 学籍 学历 学位 学业 学习 学科 \
    专业 院校 学校 院系 班级 入学 毕业 就读 在读 培养 教育 经历 背景 成绩 外语 论文 授予 获得 取得 最高 最后 前置 联系 方式 通讯 通信 地址 电话 邮箱 \
    证件 身份 户口 户籍 籍贯 出生 民族 政治 面貌 工作 单位 职业 就业 任职 照片 图像 相片 头像 电子 账号 帐号 账户 帐户 档案 申请 申报 提交 报送 录取 志愿 \
    计划 类别 类型 级别 材料 附件 上传 缴费 费用 支付 步骤 流程 当前 本次 今年 年度 年月 时间 日期 同等学力 申硕 在职 全国 国家 中国 统一 统考 高等 \
    学士 硕士 博士 本科 研究 系统 平台 网上 在线 服务 工作 大厅 门户 首页 中心 大学 学院 页面 网站 网 表格 表 单 卡 页 栏目 栏 部分 模块 菜单 导航 卡片 \
    提示 温馨 重要 公告 通知 帮助 证 书 回执 库 值 名称 字段 指标 属性 数据项 信息项 真实 有效 手机 邮编 号码 编号 序号 备注 操作 报告 保存 成功 完成 已 的 与 和 及 或 暨 在 第 步 项 一 二 三 四 五 六 七 八 九 十 年 月",
    )
});

/// The same in English.
pub(super) static IN_ENGLISH: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "personal basic contact information info details detail data application applicant candidate student user \
    account profile registration registered education educational background degree academic study studies work employment employer address \
    identity identification document documents photo name number sex gender date birth phone mobile email ethnic nationality upload review preview confirm confirmation submit summary status result results form my your \
    general main other additional and of the for step number about me you international",
    )
});

/// What entries of a site's menu are made of: 修改密码, 帮助中心.
pub(super) static MENU: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "修改 更改 重置 找回 忘记 切换 退出 安全 登录 登陆 登出 返回 设为 收藏 下载 关于 搜索 密码 上页 下页 列表 角色 设置 本站 我们 消息 站内 站内信 \
        新闻 动态 政策 法规 常见 问题 使用 手册 指南 意见 反馈 投诉 建议 客服 咨询 地图 友情 链接 隐私 协议 条款 声明 专区 入口 \
        皮肤 语言 简体 繁体 手机版 电脑版 无障碍 顶部 日程 课表 待办 已办 换肤",
    )
});

/// The same in English.
pub(super) static MENU_IN_ENGLISH: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "change password log out sign in login logout help home faq settings messages language english chinese back top contact us \
        privacy policy terms search menu welcome",
    )
});

/// Characters of a head.
pub(super) const LONGEST_HEAD: usize = 20;

/// Whether all words are those of a site's menu, or say what kind of data there are.
pub(super) fn is_of_menu(words: &str) -> bool {
    if words.is_ascii() {
        let mut parts = words.split(|it: char| !it.is_ascii_alphabetic());
        return parts.all(|it| {
            let it = it.to_ascii_lowercase();
            it.is_empty() || IN_ENGLISH.have(&it) || MENU_IN_ENGLISH.have(&it)
        }) && !words.bytes().any(|it| it.is_ascii_digit());
    }
    if is_one_of_several(words) || !MENU.are_in(words) {
        return false;
    }
    let mut reached = BTreeSet::from([0]);
    while let Some(at) = reached.pop_first() {
        let rest = words.get(at..).unwrap_or_default();
        if rest.is_empty() {
            return true;
        }
        let all = MENU.starting(rest).chain(KINDS.starting(rest)).chain(OWN.starting(rest));
        reached.extend(all.map(|it| at + it.len()));
    }
    false
}

/// Whether all words are known, and none names one of several applicants.
pub(super) fn is_known(text: &str) -> bool {
    made_of_known_words(text).is_some() && !is_one_of_several(text)
}

/// Whether all words are known, and whether one of them names the applicant.
pub(super) fn made_of_known_words(text: &str) -> Option<bool> {
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
        for word in KINDS.starting(rest) {
            *reached.entry(at + word.len()).or_default() |= own;
        }
        for word in OWN.starting(rest) {
            *reached.entry(at + word.len()).or_default() = true;
        }
    }
    None
}

/// A head without its number, if it has one that may count records: 学籍一, 第二学籍, and not 第二步.
pub(super) fn without_number(text: &str) -> Option<String> {
    const STEPS: [&str; 7] = ["步", "步骤", "部分", "章", "节", "页", "项"];
    let digit = |it: char| fold(it).is_ascii_digit() || "一二三四五六七八九十".contains(it);
    let text = text.trim_matches(|it: char| !it.is_alphanumeric());
    let counted = text.strip_prefix('第').map_or(text, |it| it.trim_start_matches(digit));
    let plain = counted.trim_end_matches(|it: char| digit(it) || !it.is_alphanumeric());
    let plain = plain.trim_start_matches(['个', '条', '次']);
    let told = plain.len() < text.len() && plain.chars().nth(1).is_some();
    (told && !STEPS.iter().any(|it| plain.ends_with(it))).then(|| plain.to_owned())
}

/// Whether words name one of several applicants: 第二申请人, 其他考生.
pub(super) fn is_one_of_several(words: &str) -> bool {
    const BEFORE: &str = "一二三四五六七八九十";
    let counted = |at: usize| {
        let before = words.get(..at).unwrap_or_default();
        before.ends_with(|it| BEFORE.contains(it))
            || ["其他", "其它", "相关", "附加", "补充"].iter().any(|it| before.ends_with(it))
    };
    OWN.within(words).any(|it| counted(it.0))
}

/// Whether words end with the number of one of several applicants: 申请人二, 考生（2）信息.
pub(super) fn is_numbered(text: &str) -> bool {
    let digit = |it: char| fold(it).is_ascii_digit() || "一二三四五六七八九十".contains(it);
    let short = text.chars().nth(LONGEST_HEAD).is_none();
    short
        && OWN.within(text).any(|(at, word)| {
            let rest = text.get(at + word.len()..).unwrap_or_default();
            let rest = rest.strip_prefix("信息").unwrap_or(rest);
            let rest = rest.trim_matches(|it: char| !it.is_alphanumeric());
            let behind = rest.trim_start_matches(digit);
            let digits = rest.chars().count() - behind.chars().count();
            (1..3).contains(&digits) && made_of_known_words(behind).is_some()
        })
}
