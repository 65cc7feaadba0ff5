//! A name of another language in Chinese characters, and the letters it is spelt with (GB/T 28039-2011 §5.2): parts are
//! written apart as that people does it, and a single name without surname is not divided.

use beishen_reference::pinyin::in_word;

use super::{
    han_name::HanName,
    name_characters::DOT,
    name_custom::Surname,
    syllables::{Form, align, forms_in_transcription},
    transcribed::is_name,
};

/// Such a name in the parts between its middle dots.
pub(super) struct OwnName<'a> {
    name: &'a str,
    groups: Vec<Vec<char>>,
    surname: Surname,
}

/// What is doubtful about a spelling, with the likely one.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// The letters are no readings of the characters.
    Letters,
    /// A name without a surname is divided.
    Divided(String),
    /// It is, where both parts have several characters: a family's or clan's name is often written apart, JIKE SHILIN, and so is
    /// the father's, MAIMAITI AILI.
    Apart(String),
    /// The parts are not those between the dots.
    Parts(String),
    /// A sound is not written as today: NYUE for NUE, LV for LYU.
    Earlier(String),
}

impl<'a> OwnName<'a> {
    pub(super) fn new(name: &'a str, surname: Surname) -> Self {
        let parts = name.split(DOT);
        let groups = parts
            .map(|it| it.chars().filter(|it| !it.is_whitespace()).collect::<Vec<_>>())
            .filter(|it| !it.is_empty())
            .collect();
        Self { name, groups, surname }
    }

    /// How it is usually spelt. None of a single name that may begin with a surname.
    pub(super) fn proposal(&self, reading: impl Fn(&str) -> Option<String>) -> Option<String> {
        if self.groups.len() < 2 && self.surname != Surname::Never {
            return None;
        }
        let parts: Option<Vec<String>> =
            self.groups.iter().map(|it| reading(&it.iter().collect::<String>())).collect();
        Some(parts?.join(" ")).filter(|it| !it.is_empty())
    }

    /// What is doubtful about letters and single blanks.
    pub(super) fn doubt(&self, spelling: &str) -> Option<Doubt> {
        const LONGEST: usize = 50;
        let characters = self.groups.iter().flatten().take(LONGEST + 1);
        let forms: Vec<Vec<Form>> = characters.map(|it| forms_in_transcription(*it)).collect();
        if forms.is_empty() || forms.len() > LONGEST || forms.iter().any(Vec::is_empty) {
            // Nothing to hold it against.
            return None;
        }
        let parts: Vec<&str> = spelling.split(' ').collect();
        let letters = parts.concat();
        let Some(read) = align(&forms, &letters) else { return Some(Doubt::Letters) };
        // 婀娜 may be ENUO only, whatever 娜 is elsewhere.
        let han: String = self.groups.iter().flatten().collect();
        let otherwise =
            |(at, it): (usize, &&Form)| in_word(&han, at).is_some_and(|word| word != it.written);
        if read.iter().enumerate().any(otherwise) {
            return Some(Doubt::Letters);
        }
        let typed: Vec<&str> = read.iter().map(|it| it.typed.as_str()).collect();
        let written = |it: &[&Form]| it.iter().map(|it| it.written.as_str()).collect::<String>();
        let earlier = || Some(today(&parts, &read)).filter(|it| it != spelling).map(Doubt::Earlier);
        if let [group] = self.groups.as_slice() {
            return match parts.as_slice() {
                [_] => earlier(),
                [first, _] if self.may_begin(group, &typed, first) => earlier(),
                [first, second]
                    if typed.first().is_some_and(|it| first.len() > it.len())
                        && typed.last().is_some_and(|it| second.len() > it.len()) =>
                {
                    earlier().or_else(|| Some(Doubt::Apart(written(&read))))
                }
                _ => Some(Doubt::Divided(written(&read))),
            };
        }
        let mut rest = read.iter().copied();
        let groups: Vec<Vec<&Form>> =
            self.groups.iter().map(|it| rest.by_ref().take(it.len()).collect()).collect();
        let apart: Vec<String> =
            groups.iter().map(|it| it.iter().map(|it| it.typed.as_str()).collect()).collect();
        let same = apart == parts;
        let two = parts.len() == 2 && apart.first().is_some_and(|it| it == parts[0]);
        if same || two {
            return earlier();
        }
        Some(Doubt::Parts(groups.iter().map(|it| written(it)).collect::<Vec<_>>().join(" ")))
    }

    /// Whether it is surely one name: it begins with no surname, by the custom of the people or because no table has one and the
    /// name is long, and is not so long that it may be two.
    pub(super) fn is_single(&self) -> bool {
        const LONG: usize = 4;
        let length: usize = self.groups.iter().map(Vec::len).sum();
        length <= LONG
            && (self.surname == Surname::Never
                || length == LONG && !HanName::new(self.name).may_begin(1))
    }

    /// Whether the first of two parts may be a surname.
    fn may_begin(&self, group: &[char], typed: &[&str], first: &str) -> bool {
        let mut length = 0;
        let mut letters = 0;
        while letters < first.len() {
            let Some(next) = typed.get(length) else { return false };
            (length, letters) = (length + 1, letters + next.len());
        }
        if letters != first.len() {
            return false;
        }
        match self.surname {
            Surname::Never => false,
            Surname::Perhaps if length == 1 && group.len() <= 3 => true,
            Surname::Listed | Surname::Perhaps => {
                let given = group.len() - length;
                // 马阿依舍 is 马, but 吉克石林 is no 吉.
                (given <= 2 || length > 1 || !is_name(self.name))
                    && HanName::new(self.name).may_begin(length)
            }
        }
    }
}

/// The parts with every character as it is written today; each part ends with a character.
fn today(parts: &[&str], read: &[&Form]) -> String {
    let mut rest = read.iter();
    let parts = parts.iter().map(|part| {
        let (mut written, mut length) = (String::new(), 0);
        while length < part.len() {
            let Some(form) = rest.next() else { break };
            written += &form.written;
            length += form.typed.len();
        }
        written
    });
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{
        Doubt::{Apart, Divided, Earlier, Letters, Parts},
        Surname::{Listed, Never, Perhaps},
        *,
    };

    #[test]
    fn what_is_doubtful() {
        let divided = |it: &str| Some(Divided(it.to_owned()));
        let parts = |it: &str| Some(Parts(it.to_owned()));
        let apart = |it: &str| Some(Apart(it.to_owned()));
        let earlier = |it: &str| Some(Earlier(it.to_owned()));
        for (name, surname, spelling, expected) in [
            ("阿依古丽", Never, "AYIGULI", None),
            ("阿依古丽", Never, "A YIGULI", divided("AYIGULI")),
            ("阿依古丽", Never, "AYI GULI", apart("AYIGULI")),
            ("买买提艾力", Never, "MAIMAITI AILI", apart("MAIMAITIAILI")),
            ("买买提艾力", Never, "MAI MAITIAILI", divided("MAIMAITIAILI")),
            ("买买提艾力", Never, "MAI MAITI AILI", divided("MAIMAITIAILI")),
            ("阿依古丽", Never, "EYIGULI", Some(Letters)),
            ("阿依古丽", Perhaps, "AYIGULI", None),
            ("阿依古丽", Perhaps, "A YIGULI", divided("AYIGULI")),
            ("马木提", Never, "MA MUTI", divided("MAMUTI")),
            ("迪丽娜尔", Never, "DILINAER", None),
            ("卓玛", Listed, "ZHUOMA", None),
            ("卓玛", Listed, "ZHUO MA", None),
            ("扎西", Listed, "ZHAXI", None),
            ("扎西", Listed, "ZHA XI", divided("ZHAXI")),
            ("扎西顿珠", Listed, "ZHAXIDUNZHU", None),
            ("扎西顿珠", Listed, "ZHAXI DUNZHU", apart("ZHAXIDUNZHU")),
            ("扎西顿珠", Listed, "ZHA XIDUNZHU", divided("ZHAXIDUNZHU")),
            ("吉克石林", Listed, "JIKE SHILIN", apart("JIKESHILIN")),
            ("吉克石林", Perhaps, "JIKE SHILIN", apart("JIKESHILIN")),
            ("吉克石林", Perhaps, "JIKESHILIN", None),
            ("阿依古丽", Perhaps, "AYI GULI", apart("AYIGULI")),
            ("斯琴高兰", Perhaps, "SIQIN GAOLAN", apart("SIQINGAOLAN")),
            ("完颜阿骨打", Listed, "WANYAN AGUDA", None),
            ("完颜阿骨打", Perhaps, "WANYAN AGUDA", None),
            ("王建国", Listed, "WANG JIANGUO", None),
            ("乌兰其其格", Listed, "WULANQIQIGE", None),
            ("翾堃", Perhaps, "XUAN KUN", None),
            ("买买提江·阿卜杜拉", Never, "MAIMAITIJIANG ABUDULA", None),
            ("买买提江·阿卜杜拉", Never, "MAIMAITIJIANG EBODULA", Some(Letters)),
            ("买买提江·阿卜杜拉", Never, "MAIMAITI JIANGABUDULA", parts("MAIMAITIJIANG ABUDULA")),
            ("买买提江·阿卜杜拉", Never, "MAIMAITIJIANGABUDULA", parts("MAIMAITIJIANG ABUDULA")),
            ("阿卜杜拉·买买提·艾力", Perhaps, "ABUDULA MAIMAITI AILI", None),
            ("阿卜杜拉·买买提·艾力", Perhaps, "ABUDULA MAIMAITIAILI", None),
            ("买买提·艾力", Never, "MUHAMMAD ALI", Some(Letters)),
            ("婀娜", Perhaps, "E NUO", None),
            ("婀娜", Perhaps, "ENUO", None),
            ("婀娜", Perhaps, "ENA", Some(Letters)),
            ("婀娜", Perhaps, "E NA", Some(Letters)),
            ("迪丽婀娜", Never, "DILIENA", Some(Letters)),
            ("虐待", Perhaps, "NUE DAI", None),
            ("虐待", Perhaps, "NYUE DAI", earlier("NUE DAI")),
            ("虐待", Perhaps, "NVEDAI", earlier("NUEDAI")),
            ("虐待", Never, "NYUE DAI", divided("NUEDAI")),
            ("略吾绿林", Perhaps, "LYUEWU LVLIN", earlier("LUEWU LYULIN")),
            ("略吾绿林", Perhaps, "LUEWU LYULIN", apart("LUEWULYULIN")),
            ("马阿依舍", Perhaps, "MA AYISHE", None),
            ("包斯琴高娃", Listed, "BAO SIQINGAOWA", None),
            ("吉克石林", Listed, "JI KESHILIN", divided("JIKESHILIN")),
            ("买买提·吕略", Never, "MAIMAITI LVLYUE", earlier("MAIMAITI LYULUE")),
            ("买买提·吕略", Never, "MAIMAITILV LYUE", parts("MAIMAITI LYULUE")),
            ("买买提·吕略·艾力", Never, "MAIMAITI LYULVEAILI", earlier("MAIMAITI LYULUEAILI")),
            ("买买提·女娥", Never, "MAIMAITI NYUE", None),
        ] {
            let name = OwnName::new(name, surname);
            assert_eq!(name.doubt(spelling), expected, "{} {spelling}", name.name);
        }
    }
}
