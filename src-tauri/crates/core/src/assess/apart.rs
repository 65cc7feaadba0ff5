//! Where two texts part.

use beishen_document::Text;

use crate::reading::is_hidden;

/// The first place at which two texts differ, code point by code point.
pub struct Apart {
    at: usize,
    here: Option<char>,
    there: Option<char>,
}

impl Apart {
    /// `None` when nothing differs.
    pub fn of(here: &str, there: &str) -> Option<Self> {
        let (mut a, mut b) = (here.chars(), there.chars());
        let mut at = 0;
        loop {
            at += 1;
            match (a.next(), b.next()) {
                (None, None) => return None,
                (here, there) if here != there => return Some(Self { at, here, there }),
                _ => {}
            }
        }
    }

    /// `第 2 个字这里是三，平台是山`; `there` is whose the other text is.
    pub fn said(&self, there: &Text) -> Text {
        let (at, Text { zh, en }) = (self.at, there);
        let is = |c: Option<char>| {
            c.map_or_else(|| "缺字".to_owned(), |c| format!("是{}", named(c, "空格")))
        };
        let has = |c: Option<char>| c.map_or_else(|| "nothing".to_owned(), quoted);
        Text::new(
            format!("第 {at} 个字这里{}，{zh}{}", is(self.here), is(self.there)),
            format!("character {at}: here {}, {en} {}", has(self.here), has(self.there)),
        )
    }

    /// Which of the two is right, when the first is: `第 2 个字应为“三”，平台显示“山”`.
    pub(super) fn corrected(&self, place: &Text) -> Text {
        let (at, Text { zh, en }) = (self.at, place);
        let both = |space| [self.here, self.there].map(|it| it.map(|it| named(it, space)));
        let ([right, wrong], [is, shows]) = (both("空格"), both("space"));
        match (right.zip(is), wrong.zip(shows)) {
            (Some((right, is)), Some((wrong, shows))) => Text::new(
                format!("第 {at} 个字应为“{right}”，{zh}显示“{wrong}”"),
                format!("character {at} should be “{is}”, {en} shows “{shows}”"),
            ),
            (Some((right, is)), None) => Text::new(
                format!("少了第 {at} 个字“{right}”"),
                format!("character {at}, “{is}”, is missing"),
            ),
            (None, wrong) => {
                let (wrong, shows) = wrong.unwrap_or_default();
                Text::new(
                    format!("多了第 {at} 个字“{wrong}”"),
                    format!("character {at}, “{shows}”, is one too many"),
                )
            }
        }
    }
}

/// As an English sentence quotes it.
fn quoted(c: char) -> String {
    if ('\u{4E00}'..='\u{9FFF}').contains(&c) { format!("“{c}”") } else { named(c, "a space") }
}

/// With its code where the eye may take it for another: an ordinary Chinese character, a letter and a digit tell themselves.
fn named(c: char, space: &str) -> String {
    let code = u32::from(c);
    if c == ' ' {
        space.to_owned()
    } else if c.is_whitespace() && !c.is_control() {
        format!("{space} U+{code:04X}")
    } else if c.is_control() || is_hidden(c) {
        format!("U+{code:04X}")
    } else if c.is_ascii_alphanumeric() || ('\u{4E00}'..='\u{9FFF}').contains(&c) {
        c.to_string()
    } else {
        format!("{c} U+{code:04X}")
    }
}

#[cfg(test)]
mod tests {
    use beishen_document::Text;

    use super::Apart;

    #[test]
    fn which_of_the_two_is_right_is_said() {
        let place = Text::new("纸质照片", "the paper photo");
        for (right, wrong, zh) in [
            ("张明", "张朋", "第 2 个字应为“明”，纸质照片显示“朋”"),
            ("张三", "张", "少了第 2 个字“三”"),
            ("张", "张三", "多了第 2 个字“三”"),
            ("张三", "张 三", "第 2 个字应为“三”，纸质照片显示“空格”"),
            ("张三", "张\u{3000}三", "第 2 个字应为“三”，纸质照片显示“空格 U+3000”"),
        ] {
            assert_eq!(Apart::of(right, wrong).unwrap().corrected(&place).zh, zh);
        }
    }

    #[test]
    fn two_texts_part_at_the_first_other_code_point() {
        for (here, there, zh) in [
            ("张三", "张三", None),
            ("张三", "张山", Some("第 2 个字这里是三，平台是山")),
            ("郎平", "\u{F92C}平", Some("第 1 个字这里是郎，平台是\u{F92C} U+F92C")),
            ("买买提·艾力", "买买提．艾力", Some("第 4 个字这里是· U+00B7，平台是． U+FF0E")),
            ("张三", "张", Some("第 2 个字这里是三，平台缺字")),
            ("张", "张\u{200B}", Some("第 2 个字这里缺字，平台是U+200B")),
        ] {
            let said =
                Apart::of(here, there).map(|it| it.said(&Text::new("平台", "the portal")).zh);
            assert_eq!(said.as_deref(), zh, "{here} {there}");
        }
    }
}
