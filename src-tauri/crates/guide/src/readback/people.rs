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

/// Who is named on a page beside the applicant, without being anything to him.
const PERSONS: &str = "客户 顾客 员工 职员 操作员 审核员 办事员 业务员 经手 经办 来访者 作者 编者";

/// Family names, those of two characters first.
const FAMILIES: [&str; 2] = [
    "欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 司徒 东方 南宫 长孙 宇文 端木",
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛\
     闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍\
     涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝",
];

/// What a label ends with whose value is no person: 籍贯, 考点, 曾用名.
const THINGS: &str = "地址点处族贯况别型式校业名称态级度类语言种期间号码位省市县区籍好趣职务衔历系科组室部班院次果论项目费额量率分绩制面貌婚否向域育话箱";

/// Whether a label's value is no person.
pub(super) fn is_of_thing(label: &str) -> bool {
    const NONE: [&str; 3] = ["序号", "编号", "时间"];
    label.ends_with(|it| THINGS.contains(it)) && !NONE.contains(&label)
        || ["特长", "专长", "生源"].iter().any(|it| label.ends_with(it))
}

/// Whether a label says who a person is beside the applicant: 经办人, 客户, 导师.
pub(super) fn is_person(label: &str) -> bool {
    let ends = || words(PERSONS).any(|it| label.ends_with(it));
    !label.starts_with("是否") && (is_another(label) || ends())
}

/// The name that a text is, or begins with before what it is of: 赵六, 王强简历.
pub(super) fn name_in(text: &str) -> Option<&str> {
    const BEHIND: &str =
        "的简历 的资料 的信息 简历 资料 信息 档案 材料 先生 女士 老师 同学 同志 教授 主任 经理";
    let text = text.trim_matches(|it: char| !it.is_alphanumeric());
    let name = words(BEHIND).find_map(|it| text.strip_suffix(it)).unwrap_or(text);
    let length = name.chars().count();
    let [long, short] = FAMILIES;
    let family = words(long).any(|it| name.starts_with(it)) && (3..5).contains(&length)
        || name.starts_with(|it| short.contains(it)) && (2..4).contains(&length)
        || name.contains('·');
    let place = name.ends_with(['省', '市', '县', '区', '族']);
    let plain = |it: char| it.is_alphabetic() && !it.is_ascii() || it == '·';
    (family && !place && name.chars().all(plain)).then_some(name)
}
