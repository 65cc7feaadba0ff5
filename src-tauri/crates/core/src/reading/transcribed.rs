//! What names of other languages look like in Chinese characters: words and characters that hardly stand in a Chinese name.

use beishen_reference::pinyin::surnames;

/// Words that common Tibetan, Mongol, Uyghur, Kazakh and Yi names are made of, and that begin with the character of a
/// surname.
const WORDS: &str = "巴图 巴特 巴雅 巴桑 巴哈 巴合 白玛 白音 白乙 班觉 包力 宝音 宝力 边巴 毕力 布和 布仁 才让 才旦 才仁 朝鲁 \
    朝克 次仁 次旦 次旺 达瓦 达娃 达来 达赖 丹增 丹巴 丹珠 旦增 旦巴 道尔 德吉 德庆 德德 东智 东珠 多吉 多杰 顿珠 敖登 敖日 \
    嘎玛 嘎日 尕藏 格桑 格日 格列 贡嘎 贡布 贡秋 高娃 哈斯 哈森 呼和 呼日 吉日 吉姆 加措 加央 嘉措 江措 江白 降央 金巴 晋美 \
    久美 拉姆 拉巴 洛桑 洛追 罗布 罗桑 满都 梅朵 孟和 孟克 米玛 米久 莫日 牧仁 那顺 那仁 那日 娜仁 南木 尼玛 尼珍 诺布 平措 \
    普布 强巴 强白 青格 曲珍 曲扎 群培 群宗 仁青 仁增 仁钦 萨仁 桑吉 桑布 桑杰 斯琴 苏日 索朗 索南 塔娜 塔拉 特木 \
    铁木 图雅 土登 旺堆 旺姆 旺杰 乌云 乌兰 乌日 乌力 西绕 阳金 央金 央宗 益西 永青 扎西 扎巴 卓玛 卓嘎 宗吉 \
    艾力 艾山 艾尼 艾则 古丽 古力 库尔 马木 马合 买买 麦麦 米娜 木拉 努尔 帕提 热合 沙吾 苏来 铁力 吾买 牙生 叶尔 叶斯 玉素 \
    赛力 别克 阿木 阿依 阿里 吉克 吉木 沙马 曲木";

/// Two characters inside common Uyghur, Kazakh, Kirgiz, Tajik, Uzbek and Tatar names, and in no Chinese one.
const INSIDE: &str = "苏甫 苏普 甫江 甫拉 合曼 合提 依木 依明 拉木 力江 克江 米江 提江 木江 古丽 古力 尼亚 孜汗 娜尔 白克 别克";

/// Characters that write sounds of those languages and hardly stand in the given name of a Chinese name.
const SOUNDS: &str = "尔孜吐肉扎提帕买卜萨塔热拉汗卡别";

/// The hundred that most people bear (公安部《二〇二〇年全国姓名报告》).
const COMMON_SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任\
    卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常";

/// Whether it may be a name of another language without a surname that looks like a Chinese one: 巴图 is a Mongol's, or
/// somebody's of the surname 巴. Asked only while the people is not known, or has no surnames.
pub(super) fn is_single(name: &str) -> bool {
    (2..=3).contains(&name.chars().count()) && begins(name)
}

/// Whether what follows the first character is hardly a Chinese given name: 麦尔旦, 于苏甫江.
pub(super) fn is_transcribed(name: &str) -> bool {
    name.chars().skip(1).any(|it| SOUNDS.contains(it))
        || INSIDE.split(' ').any(|it| name.contains(it))
}

/// Whether a part of a name is a name of another language: 热孜万, 艾力, 卓玛, 爱新觉罗. A single character says nothing.
pub(super) fn is_name(part: &str) -> bool {
    const LONG: usize = 3;
    let length = part.chars().count();
    let is_long_surname =
        || length >= LONG && surnames(part).next().is_some_and(|it| it.han == part);
    length > 1 && (begins(part) || is_transcribed(part) || is_long_surname())
}

/// Whether a name of two characters may as well be two names of another language with a lost dot between them, though the first is a
/// surname: 哈丹, 巴图. Of a surname that every tenth thousand bears (马丹) nobody thinks so.
pub(super) fn is_of_sounds(name: &str) -> bool {
    let is_sound = |it: char| SOUNDS.contains(it) || WORDS.contains(it) || INSIDE.contains(it);
    let is_rare = name.chars().next().is_some_and(|it| !COMMON_SURNAMES.contains(it));
    is_single(name) || is_rare && name.chars().count() == 2 && name.chars().all(is_sound)
}

fn begins(name: &str) -> bool {
    WORDS.split_whitespace().any(|it| name.starts_with(it))
}
