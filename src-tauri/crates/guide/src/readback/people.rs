//! Who stands on a page beside the applicant.

use std::sync::LazyLock;

use beishen_core::reading::fold;
use beishen_reference::pinyin::surnames;

use super::words::Words;

/// A list of words, made ready when it is first asked for.
type List = LazyLock<Words>;

/// Whose data others are that a page may show beside one's own. Who ends with 人 and is not the applicant is another as well.
static OTHERS: List = LazyLock::new(|| {
    Words::of(
        "配偶 丈夫 妻子 爱人 父亲 母亲 父母 双亲 子女 儿子 女儿 兄弟 姐妹 祖父 祖母 家长 家属 亲属 亲友 \
        家庭成员 家庭主要成员 主要社会关系 社会关系 监护 紧急联系 推荐专家 专家 导师 教师 老师 班主任 辅导员 校长 \
        院长 领导 主管 法人 法定代表 管理员 联系员 联络员 经办员 同事 室友 朋友 收件方 寄件方 担保方 委托方",
    )
});

/// Who ends with 人, and is named by what he does.
static ROLES: List = LazyLock::new(|| {
    Words::of(
        "联系人 推荐人 介绍人 证明人 担保人 保证人 监护人 代理人 委托人 受托人 负责人 经办人 代办人 审核人 收件人 \
        收货人 寄件人 家人 法定代表人",
    )
});

/// Who ends with 人 and is the applicant.
static APPLICANTS: List = LazyLock::new(|| {
    Words::of(
        "本人 个人 申请人 报名人 报考人 填报人 填表人 填写人 申报人 登记人 持证人 注册人 使用人 参保人 考试人 \
        被采集人",
    )
});

/// Who has data of his own beside the applicant's, where a sentence or a value names him.
pub(super) static BESIDE: List = LazyLock::new(|| {
    Words::of(
        "配偶 丈夫 妻子 爱人 父亲 母亲 父母 子女 儿子 女儿 兄弟 姐妹 祖父 祖母 家长 家属 亲属 亲友 家庭成员 \
        社会关系 监护人 紧急联系 担保人 保证人 推荐人 介绍人 证明人 代理人 委托人 法定代表 收件人 寄件人 室友 \
        联系人",
    )
});

/// Who is named on a page beside the applicant, without being anything to him.
static PERSONS: List = LazyLock::new(|| {
    Words::of(
        "客户 顾客 员工 职员 操作员 审核员 办事员 业务员 经手 经办 来访者 作者 编者 律师 医师 顾问 代表 甲方 乙方 丙方 对方 \
        主任 经理 教授 处长 科长 所长 班长 岳父 岳母 公公 婆婆 哥哥 姐姐 弟弟 妹妹 丈夫 房东 雇主 上级",
    )
});

/// The same in English.
static IN_ENGLISH: List = LazyLock::new(|| {
    Words::of(
        "supervisor advisor adviser tutor guarantor spouse husband wife father mother parent guardian contact referee \
        recommender agent reviewer approver handler operator witness client customer recipient sender owner",
    )
});

/// What somebody of an office does with a form: who did it may stand behind it.
static ACTS: List = LazyLock::new(|| {
    Words::of(
        "经办 承办 代办 经手 审核 审批 审定 核准 批准 签发 制表 填表 录入 受理 办理 校对 复核 初审 复审 终审 操作 登记 推荐 介绍 担保 \
        指导 联系 监护 证明 委托 代理 收件 寄件 签收 发证 采集 审查 复查 核验",
    )
});

/// Who is named among the data of a student's studies, and whose own data seldom follow.
static OF_STUDIES: List = LazyLock::new(|| {
    Words::of(
        "导师 指导教师 指导老师 任课教师 任课老师 班主任 辅导员 supervisor advisor adviser tutor",
    )
});

/// What is said behind a label and reads like a name.
static NO_NAMES: List = LazyLock::new(|| {
    Words::of(
        "良好 健康 一般 正常 优秀 优良 合格 全部 全体 平时 时间 常用 方便 安全 任意 关闭 开启 开放 成功 成人 应届 往届 全日 单位 \
        自费 公费 党员 团员 群众 文科 理科 工科 农村 城镇 城市 农民 工人 军人 干部 学生 国外 国内 居民 汉语 英语 和平 宣传 高级 \
        中级 初级 高中 初中 管理 计算机 师范 金融 会计 法学 农业 工业 商业 牧业 经济 历史 武术 钢琴 游泳 阅读 音乐 佛教 道教",
    )
});

/// Whether words name another person by what he is to the applicant, and nobody is called so.
pub(super) fn is_role(words: &str) -> bool {
    let words = words.trim_end_matches(|it: char| !it.is_alphanumeric());
    OTHERS.end(words) || ROLES.end(words)
}

/// Whether words say that what follows is another person's: 配偶, 推荐人信息, 单位负责人.
pub(super) fn is_another(words: &str) -> bool {
    let text = words.trim_end_matches(|it: char| !it.is_alphanumeric());
    let kinds = ["信息", "情况", "资料", "详情", "方式", "联系", "基本"];
    let mut bare = text;
    while let Some(rest) =
        kinds.iter().find_map(|it| bare.strip_suffix(it)).filter(|it| !it.is_empty())
    {
        if OTHERS.end(bare) {
            return true;
        }
        bare = rest.trim_end();
    }
    // 联系人1, 紧急联系人（一）, 家庭成员二
    let bare = bare.trim_end_matches(|it: char| {
        !it.is_alphanumeric() || fold(it).is_ascii_digit() || "一二三四五甲乙".contains(it)
    });
    OTHERS.end(bare) || bare.ends_with('人') && !APPLICANTS.end(bare)
}

/// Labels of what an applicant may have beside what a portal asks for.
static ITEMS: List = LazyLock::new(|| {
    Words::of(
        "姓名 性别 民族 籍贯 国籍 学历 学位 学号 学籍 学校 学院 院校 院系 系所 专业 班级 年级 学制 层次 职称 职务 职业 婚否 婚姻状况 健康状况         政治面貌 宗教信仰 血型 身高 体重 特长 爱好 外语 语种 电话 手机 邮箱 邮编 地址 住址 传真 户籍 户口 户别 出生地 出生日期 生源地 单位         工作单位 毕业院校 毕业学校 毕业时间 毕业日期 入学时间 入学日期 学习形式 培养方式 曾用名 准考证号 考生号 报名号 证件类型 证件号码         身份证号 联系电话 联系地址 通信地址 通讯地址 电子邮箱 移动电话 家庭住址 家庭地址 年龄 状态 备注",
    )
});

/// Whether a word is such a label.
pub(super) fn is_item(word: &str) -> bool {
    ITEMS.have(word)
}

/// What a label ends with whose value is no person: 籍贯, 考点, 曾用名.
const THINGS: &str = "地址点处族贯况别型式校业名称态级度类语言种期间号码位省市县区籍好趣职务衔历系科组室部班院次果论项目费额量率分绩制面貌婚否向域育话箱份源";

/// Whether a label's value is no person.
pub(super) fn is_of_thing(label: &str) -> bool {
    const NONE: [&str; 3] = ["序号", "编号", "时间"];
    label.ends_with(|it| THINGS.contains(it)) && !NONE.contains(&label)
        || ["特长", "专长", "生源"].iter().any(|it| label.ends_with(it))
}

/// Who ends with 员 and does nothing for the applicant, as 代办员 does.
const MEMBERS: [&str; 7] = ["党员", "团员", "学员", "会员", "人员", "成员", "委员"];

/// Whether a label says who a person is beside the applicant: 经办人, 客户, 导师, 推荐人姓名, Emergency contact.
pub(super) fn is_person(label: &str) -> bool {
    let plain = called(label);
    let english = || {
        let mut words = plain.split(|it: char| !it.is_ascii_alphabetic());
        plain.is_ascii() && words.any(|it| IN_ENGLISH.have(&it.to_ascii_lowercase()))
    };
    let acts = || plain.ends_with('员') && !MEMBERS.iter().any(|it| plain.ends_with(it));
    let is_it = || is_another(plain) || PERSONS.end(plain) || acts() || english();
    !label.starts_with("是否") && is_it()
}

/// Whether a label says what somebody of an office did: 审核, 经办.
pub(super) fn is_act(label: &str) -> bool {
    ACTS.end(called(label))
}

/// Whether a label names who guides the applicant's studies.
pub(super) fn is_of_studies(label: &str) -> bool {
    OF_STUDIES.end(&called(label).to_lowercase())
}

/// Who a label names, without what it says that it is his name: 经办人姓名, 审核人（签字）.
pub(super) fn called(label: &str) -> &str {
    const NAMES: [&str; 9] =
        ["姓名", "名字", "签名", "签字", "签章", "盖章", "全名", "name", "Name"];
    let mark = |it: char| !it.is_alphanumeric();
    let label = without_remark(label).trim_matches(mark);
    let plain = NAMES.iter().find_map(|it| label.strip_suffix(it)).unwrap_or(label);
    let plain = plain.trim_end_matches(mark);
    if plain.is_empty() { label } else { plain }
}

/// A label without a remark in brackets: 经办人（签字）.
pub(super) fn without_remark(label: &str) -> &str {
    let plain = label.split(['（', '(', '【', '[']).next().unwrap_or_default();
    if plain.trim().is_empty() { label } else { plain }
}

/// The name that a text is, or begins with before what it is of: 赵六, 王强简历, 赵六（主任）.
pub(super) fn name_in(text: &str) -> Option<&str> {
    let name = first_word(text)?;
    let length = name.chars().count();
    // 欧阳明月, and not 高等教育.
    let long = |it: &str| length < 4 || it.chars().nth(1).is_some();
    let family = || surnames(name).any(|it| it.han != name && long(it.han));
    (name.contains('·') || (2..5).contains(&length) && is_plain(name) && family()).then_some(name)
}

/// A text that may be anybody's name: of another people, of another country.
pub(super) fn may_be_name(text: &str) -> Option<&str> {
    let upper = |it: &str| it.starts_with(|it: char| it.is_ascii_uppercase());
    if upper(text) {
        // John Smith 请如实填写
        let end = text.find(|it: char| !it.is_ascii()).unwrap_or(text.len());
        let words: Vec<&str> = text.get(..end)?.split_whitespace().collect();
        let letter = |it: char| it.is_ascii_alphabetic() || matches!(it, '.' | '-' | '\'');
        let plain = words.iter().all(|it| upper(it) && it.chars().all(letter));
        return (plain && (2..5).contains(&words.len())).then_some(text);
    }
    let name = first_word(text)?;
    let length = name.chars().count();
    (name.contains('·') || (2..7).contains(&length) && is_plain(name)).then_some(name)
}

/// The first word of a text, without what a person is called behind his name.
fn first_word(text: &str) -> Option<&str> {
    const BEHIND: &str =
        "的简历 的资料 的信息 简历 资料 信息 档案 材料 先生 女士 老师 同学 同志 教授 主任 经理";
    let mark = |it: char| !it.is_alphanumeric();
    let parts = |it: char| !it.is_alphabetic() && it != '·';
    let word = text.trim_matches(mark).split(parts).next()?;
    let behind = BEHIND.split_ascii_whitespace().find_map(|it| word.strip_suffix(it));
    Some(behind.filter(|it| !it.is_empty()).unwrap_or(word))
}

/// Whether a word is of Chinese characters, and neither a place nor what is said of many things.
fn is_plain(name: &str) -> bool {
    !name.ends_with(['省', '市', '县', '区', '族', '乡', '镇'])
        && name.chars().all(|it| it.is_alphabetic() && !it.is_ascii())
        && !NO_NAMES.end(name)
}
