//! The words of the name inspector: what each sort of character is called, whether portals take it, and what to do.

use super::{
    name_characters::{
        DOT, is_compatibility, is_han, is_latin, is_private, is_radical, is_standard, simplified,
        wrong_dot,
    },
    normalise::{fold, is_dash, is_hidden},
};

/// What sort of character stands in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GlyphKind {
    /// A Chinese character that systems have: of GB 2312, or of 通用规范汉字表 in GBK.
    Common,
    /// Any other Chinese character, a traditional one among them.
    Rare,
    /// U+00B7 between the parts of a name.
    Dot,
    /// Something that only looks like it.
    WrongDot,
    /// A letter or a sign of a name in letters.
    Letter,
    /// A blank.
    Space,
    /// What takes no room on the screen.
    Hidden,
    /// A code that means nothing on another computer.
    PrivateUse,
    /// A second code of a character that has its own.
    Compatibility,
    /// A radical that looks like a character.
    Radical,
    /// Anything else.
    Other,
}

/// What comes of looking at one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GlyphVerdict {
    /// It may stand there.
    Pass,
    /// Compare it with the document.
    Ask,
    /// It cannot stand in a name.
    Fail,
}

/// Chinese, English.
pub(super) type Words = (&'static str, &'static str);

/// What is said of a character.
pub(super) struct Said {
    pub(super) kind: GlyphKind,
    pub(super) name: Words,
    pub(super) verdict: GlyphVerdict,
    pub(super) message: Words,
    pub(super) remedy: Words,
}

impl Said {
    const fn pass(kind: GlyphKind, name: Words, message: Words) -> Self {
        Self { kind, name, verdict: GlyphVerdict::Pass, message, remedy: NOTHING }
    }

    const fn ask(kind: GlyphKind, name: Words, message: Words, remedy: Words) -> Self {
        Self { kind, name, verdict: GlyphVerdict::Ask, message, remedy }
    }

    const fn fail(kind: GlyphKind, name: Words, message: Words, remedy: Words) -> Self {
        Self { kind, name, verdict: GlyphVerdict::Fail, message, remedy }
    }
}

const NOTHING: Words = ("", "");
const MIDDLE_DOT: Words = ("间隔号", "middle dot");
const DELETE: Words = ("请删去。", "Delete it.");
const COMPARE: Words = ("请对照证件改正。", "Correct it by the document.");
const TYPE_AGAIN: Words = ("请用输入法重新输入这个字。", "Type the character again.");
/// What 学信网 itself advises (常见问题, 姓名含生僻字).
const PORTAL_REFUSES: Words = (
    "平台输不进时，可先用拼音或形近字，再联系客服。",
    "If the portal does not take it, use pinyin or a similar character and ask its service.",
);
const PASTE: Words = (
    "粘贴后对照证件核对；变成“?”时联系平台客服。",
    "Paste it and compare; ask the portal's service if it turns into “?”.",
);

pub(super) const MISPLACED_DOT: Said = Said::fail(
    GlyphKind::Dot,
    MIDDLE_DOT,
    ("只能单独放在姓名中间。", "It may stand only inside a name, one at a time."),
    COMPARE,
);
pub(super) const MIXED_LETTER: Said = Said::ask(
    GlyphKind::Letter,
    ("字母", "letter"),
    ("夹在汉字中间。", "It stands among Chinese characters."),
    ("请对照证件核对；证件如此可保留。", "Keep it if the document says so."),
);
pub(super) const LATIN_SIGN: Said =
    Said::pass(GlyphKind::Letter, ("字母姓名的符号", "sign of a name in letters"), NOTHING);

/// What a character is, wherever it stands in a name with or without Chinese characters.
pub(super) fn of(c: char, has_han: bool) -> Said {
    if is_hidden(c) {
        let message = (
            "看不见，平台会拒收或当作另一个姓名。",
            "It cannot be seen; a portal rejects it or sees another name.",
        );
        return Said::fail(GlyphKind::Hidden, hidden_name(c), message, DELETE);
    }
    if is_private(c) {
        let message = (
            "只在造它的电脑上有字形，别处读不出。",
            "Only the computer it was drawn on can show it.",
        );
        return Said::fail(
            GlyphKind::PrivateUse,
            ("自造字", "private-use character"),
            message,
            TYPE_AGAIN,
        );
    }
    if let Some(name) = wrong_dot(c) {
        let message = (
            "只是看着像“·”，平台当作不同的字符。",
            "It only looks like “·”; to a portal it is something else.",
        );
        let replace = (
            "替换为“·”（U+00B7），再对照证件确认。",
            "Replace it with “·” (U+00B7) and compare with the document.",
        );
        return Said::fail(
            GlyphKind::WrongDot,
            name,
            message,
            if has_han { replace } else { COMPARE },
        );
    }
    match c {
        DOT => Said::pass(
            GlyphKind::Dot,
            MIDDLE_DOT,
            (
                "证件和学籍用它；研招网 2013 年的说明写英文句点。",
                "Documents and school records use it; a portal (yz.chsi.com.cn) asked for a full stop in 2013.",
            ),
        ),
        c if c.is_whitespace() => space(c, has_han),
        c if is_compatibility(c) => Said::ask(
            GlyphKind::Compatibility,
            ("兼容字", "compatibility ideograph"),
            (
                "与常用的那个字编码不同，平台可能当作另一个字。",
                "Its code differs from the usual one; a portal may take it for another character.",
            ),
            (
                "请用输入法重打并对照证件；不会自动改。",
                "Type it again and compare with the document; Beishen does not change it.",
            ),
        ),
        c if is_radical(c) => Said::ask(
            GlyphKind::Radical,
            ("部首符号", "radical"),
            (
                "看着像字，其实是部首，平台可能不认。",
                "It looks like a character but is a radical; a portal may not know it.",
            ),
            TYPE_AGAIN,
        ),
        c if is_han(c) => han(c),
        c if is_latin(c) => Said::pass(GlyphKind::Letter, ("字母", "letter"), NOTHING),
        c => other(c, has_han),
    }
}

/// A blank that does not belong where it stands.
fn space(c: char, has_han: bool) -> Said {
    let name =
        if c == '\u{3000}' { ("全角空格", "ideographic space") } else { ("空格", "space") };
    let (message, remedy) = if has_han {
        (
            ("汉字姓名中没有空格。", "A name in Chinese characters has no spaces."),
            (
                "证件上是“·”的改为“·”，否则请删去。",
                "Where the document has “·”, write that; otherwise delete it.",
            ),
        )
    } else {
        (
            ("字母姓名用半角空格。", "A name in letters has plain spaces."),
            ("请改为半角空格。", "Type a plain space."),
        )
    };
    Said::fail(GlyphKind::Space, name, message, remedy)
}

/// What can stand in no name.
fn other(c: char, has_han: bool) -> Said {
    let (message, remedy) = if !has_han && is_form_of_sign(c) {
        (
            ("平台当作另一个字符。", "To a portal it is another character."),
            (
                "请改为半角的字母、“-”或“'”。",
                "Type the plain letter, hyphen or apostrophe of the keyboard.",
            ),
        )
    } else {
        (("不能出现在姓名里。", "It cannot stand in a name."), COMPARE)
    };
    Said::fail(GlyphKind::Other, other_name(c), message, remedy)
}

/// Another form of what a name in letters is made of: full-width letters, the hyphens and quotation marks of typesetters.
fn is_form_of_sign(c: char) -> bool {
    fold(c).is_ascii_alphabetic() || is_dash(c) || is_apostrophe(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '’' | '‘' | '`' | '´' | 'ʼ' | '′' | '＇')
}

/// A Chinese character by where Unicode has it: the later it was added, the fewer portals take it.
fn han(c: char) -> Said {
    if is_standard(c) {
        return Said::pass(GlyphKind::Common, ("规范汉字", "standard character"), NOTHING);
    }
    if simplified(c).is_some() {
        let message = (
            "港澳台证件上如此的照填；证件是简体的填简体。",
            "Right where a document of Hong Kong, Macao or Taiwan has it; else write what the document has.",
        );
        let name = ("繁体字", "traditional character");
        return Said::ask(GlyphKind::Rare, name, message, COMPARE);
    }
    let (name, message, remedy) = match u32::from(c) {
        0x3007 => (
            ("汉字零", "ideographic zero"),
            (
                "容易与数字 0、字母 O 混淆。",
                "It is easily mistaken for the digit 0 or the letter O.",
            ),
            PASTE,
        ),
        0x4E00..=0x9FA5 => (
            ("生僻字（基本区）", "rare character (basic block)"),
            (
                "不在《通用规范汉字表》中；多数平台能输入。",
                "It is not in the table of standard characters of 2013; most portals take it.",
            ),
            PASTE,
        ),
        0x9FA6..=0x9FFF | 0xFA00..=0xFAFF => (
            ("生僻字（基本区新增）", "rare character (later addition)"),
            ("加入较晚，旧系统可能显示不出。", "It was added late; older systems may not show it."),
            PORTAL_REFUSES,
        ),
        0x3400..=0x4DBF => (
            ("生僻字（扩展 A 区）", "rare character (extension A)"),
            ("部分平台不能输入。", "Some portals do not take it."),
            PORTAL_REFUSES,
        ),
        0x2_0000..=0x2_FFFF => (
            ("生僻字（第 2 平面）", "rare character (plane 2)"),
            (
                "扩展 B–F、I 区，不少平台不能输入。",
                "Extensions B to F and I: many portals do not take it.",
            ),
            PORTAL_REFUSES,
        ),
        _ => (
            ("生僻字（第 3 平面）", "rare character (plane 3)"),
            (
                "扩展 G、H、J 区，多数平台不能输入。",
                "Extensions G, H and J: most portals do not take it.",
            ),
            PORTAL_REFUSES,
        ),
    };
    Said::ask(GlyphKind::Rare, name, message, remedy)
}

fn hidden_name(c: char) -> Words {
    match c {
        '\u{200B}' => ("零宽空格", "zero-width space"),
        '\u{200C}' => ("零宽不连字符", "zero-width non-joiner"),
        '\u{200D}' => ("零宽连字符", "zero-width joiner"),
        '\u{FEFF}' => ("零宽不换行空格", "zero-width no-break space"),
        '\u{2060}' => ("单词连接符", "word joiner"),
        '\u{AD}' => ("软连字符", "soft hyphen"),
        '\u{3164}' | '\u{FFA0}' | '\u{115F}' | '\u{1160}' => ("空白填充符", "filler"),
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            ("方向控制符", "direction mark")
        }
        '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
            ("变体选择符", "variation selector")
        }
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ("制表或换行符", "tab or line break"),
        c if c.is_control() => ("控制字符", "control character"),
        _ => ("看不见的字符", "invisible character"),
    }
}

fn other_name(c: char) -> Words {
    match c {
        '?' | '？' | '\u{FFFD}' | '□' | '〓' => {
            ("缺字的占位符号", "stand-in for a lost character")
        }
        '\u{2FF0}'..='\u{2FFF}' | '\u{31EF}' => ("拼字描述符", "ideographic description"),
        '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => ("全角字母", "full-width letter"),
        c if is_dash(c) => ("另一种连字符", "another kind of hyphen"),
        c if is_apostrophe(c) => ("另一种撇号", "another kind of apostrophe"),
        c if c.is_numeric() => ("数字", "digit"),
        c if c.is_alphabetic() => ("其他文字的字母", "letter of another script"),
        _ => ("标点或符号", "punctuation or symbol"),
    }
}
