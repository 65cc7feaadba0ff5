//! Breaking a paragraph into lines, and filling them.

use super::{Align, Glyph, kinsoku};
use crate::text::kinsoku::Break;

/// A line of glyphs.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) glyphs: Vec<Glyph>,
    /// How far the line is set in, in points.
    pub(crate) indent: f32,
    /// The last of its paragraph: not filled.
    pub(crate) last: bool,
}

/// Greedy lines no wider than `width`, the first of them less `indent`. Spaces at the end of a line are dropped.
///
/// A line ends where [`kinsoku::between`] is most willing: words stay whole unless longer than a line, and a mark that may not
/// begin a line does so only when the line before holds nothing but such marks.
pub(super) fn break_lines(glyphs: &[Glyph], size: f32, width: f32, indent: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rest = glyphs;
    loop {
        let indent = if lines.is_empty() { indent } else { 0.0 };
        let end = line_end(rest, size, width - indent);
        let (line, after) = rest.split_at(end);
        rest = after;
        let mut line = trim_end(line).to_vec();
        squeeze_end(&mut line, size, width - indent);
        lines.push(Line { glyphs: line, indent, last: rest.is_empty() });
        if rest.is_empty() {
            return lines;
        }
    }
}

/// How many glyphs the line takes: at least one, if there is one.
fn line_end(glyphs: &[Glyph], size: f32, width: f32) -> usize {
    let mut used = 0.0;
    let mut best = (Break::Never, 0);
    for (i, glyph) in glyphs.iter().enumerate() {
        let needed = if may_hang(glyph, size) { glyph.advance - size * 0.5 } else { glyph.advance };
        if glyph.ch != ' ' && used + needed > width + 0.01 {
            return if best.0 == Break::Never { i.max(1) } else { best.1 };
        }
        used += glyph.advance;
        if let Some(next) = glyphs.get(i + 1) {
            let willing = kinsoku::between(glyph.ch, next.ch);
            if willing != Break::Never && willing >= best.0 {
                best = (willing, i + 1);
            }
        }
    }
    glyphs.len()
}

/// The width of the longest run that a line is not to be broken in.
pub(super) fn longest_word(glyphs: &[Glyph]) -> f32 {
    let (mut longest, mut word) = (0.0_f32, 0.0);
    let nexts = glyphs.iter().skip(1).map(|it| Some(it.ch)).chain([None]);
    for (glyph, next) in glyphs.iter().zip(nexts) {
        if glyph.ch != ' ' {
            word += glyph.advance;
            longest = longest.max(word);
        }
        if next.is_none_or(|it| kinsoku::between(glyph.ch, it) >= Break::InAddress) {
            word = 0.0;
        }
    }
    longest
}

fn trim_end(glyphs: &[Glyph]) -> &[Glyph] {
    let end = glyphs.iter().rposition(|it| it.ch != ' ').map_or(0, |it| it + 1);
    glyphs.split_at(end).0
}

fn may_hang(glyph: &Glyph, size: f32) -> bool {
    kinsoku::hangs(glyph.ch) && glyph.advance > size * 0.9
}

/// 行末标点挤压: the last mark gives up its blank half if the line is too long by it.
fn squeeze_end(line: &mut [Glyph], size: f32, width: f32) {
    let natural: f32 = line.iter().map(|it| it.advance).sum();
    if let Some(last) = line.last_mut()
        && natural > width + 0.01
        && may_hang(last, size)
    {
        last.advance -= size * 0.5;
    }
}

impl Line {
    /// In points.
    pub(crate) fn width(&self) -> f32 {
        self.glyphs.iter().map(|it| it.advance).sum()
    }

    /// Where the line begins in a measure of `width` points, and what each of its glyphs is moved on by.
    pub(crate) fn placed(&self, align: Align, size: f32, width: f32) -> (f32, Vec<f32>) {
        let slack = width - self.indent - self.width();
        let mut extra = vec![0.0; self.glyphs.len()];
        let start = match align {
            Align::Left => 0.0,
            Align::Centre => slack / 2.0,
            Align::Right => slack,
            Align::Justify => {
                // A line that lacks more than a few characters would be torn apart.
                if !self.last && slack > 0.0 && slack < size * 3.0 {
                    self.fill(slack, &mut extra, kinsoku::stretches);
                }
                0.0
            }
            Align::Spread(em) => {
                let more = (em * size).min(width) - self.width();
                if more > 0.0 {
                    self.fill(more, &mut extra, |_, _| true);
                }
                (slack - more.max(0.0)) / 2.0
            }
        };
        (self.indent + start, extra)
    }

    /// Shares `slack` out between the glyphs where it may go.
    fn fill(&self, slack: f32, extra: &mut [f32], may: fn(char, char) -> bool) {
        let open = |pair: &[Glyph]| matches!(pair, [a, b] if may(a.ch, b.ch));
        let gaps = self.glyphs.windows(2).filter(|it| open(it)).count();
        let Ok(gaps) = u16::try_from(gaps) else { return };
        for (pair, extra) in self.glyphs.windows(2).zip(extra) {
            if open(pair) {
                *extra = slack / f32::from(gaps);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;
    use crate::fonts::{FaceId, Found};

    /// Chinese characters are 10 wide, others 5.
    fn glyphs(text: &str) -> Vec<Glyph> {
        let glyph = |ch| {
            let width = if kinsoku::is_cjk(ch) { 1.0 } else { 0.5 };
            let found = Found { face: FaceId::Song, glyph: 1, width, missing: false };
            Glyph { ch, found, advance: width * 10.0 }
        };
        text.chars().map(glyph).collect()
    }

    fn lines(text: &str, width: f32) -> Vec<String> {
        let text_of = |it: &Line| it.glyphs.iter().map(|it| it.ch).collect();
        break_lines(&glyphs(text), 10.0, width, 0.0).iter().map(text_of).collect()
    }

    #[test]
    fn lines_end_where_the_rules_allow() {
        let cases: &[(&str, f32, &[&str])] = &[
            ("", 50.0, &[""]),
            ("一二三四五六七", 50.0, &["一二三四五", "六七"]),
            // A mark that may not begin a line hangs at the end by its blank half, or takes a character down with it.
            ("一二三四五，六七", 55.0, &["一二三四五，", "六七"]),
            ("一二三四五，六七", 50.0, &["一二三四", "五，六七"]),
            ("一二三四五”。六", 50.0, &["一二三四", "五”。六"]),
            // A mark that may not end a line goes down.
            ("一二三四《五六》", 50.0, &["一二三四", "《五六》"]),
            ("一二三（《五六》）", 50.0, &["一二三", "（《五", "六》）"]),
            // A word is whole.
            ("张三 Zhang San 说", 40.0, &["张三", "Zhang", "San 说"]),
            ("电话13800138000", 60.0, &["电话", "13800138000"]),
            // Unless it is longer than a line: then it is broken after a sign, or anywhere.
            ("a@example.cn", 40.0, &["a@", "example.", "cn"]),
            ("abcdefghijkl", 40.0, &["abcdefgh", "ijkl"]),
            // Spaces are not carried over.
            ("一二三四   五", 40.0, &["一二三四", "五"]),
            // A pair of marks that is one sign is not parted.
            ("一二三——四", 40.0, &["一二", "三——四"]),
            ("，，，，，，", 30.0, &["，，，", "，，，"]),
            // Boxes to tick keep their words with them, as long as these are no longer than a line.
            ("□一二　□三四五　□六", 55.0, &["□一二　", "□三四五　", "□六"]),
            ("□一二三四五六　□七", 50.0, &["□一二三四", "五六　□七"]),
            // Narrower than a character: one on each line.
            ("一二", 5.0, &["一", "二"]),
        ];
        for (text, width, expected) in cases {
            assert_eq!(lines(text, *width), *expected, "{text} in {width}");
        }
    }

    #[test]
    fn a_filled_line_is_as_wide_as_the_measure() {
        let broken = break_lines(&glyphs("一二三四五六 abc 七八九十一二三四五"), 10.0, 97.0, 20.0);
        assert!(broken.len() > 2);
        for (at, line) in broken.iter().enumerate() {
            let (start, extra) = line.placed(Align::Justify, 10.0, 97.0);
            let end = start + line.width() + extra.iter().sum::<f32>();
            assert!(line.last || (end - 97.0).abs() < 0.01, "line {at} ends at {end}");
            assert_eq!(start > 0.0, at == 0, "the first line alone is set in");
        }
    }

    #[test]
    fn short_labels_are_spread_over_four_characters() {
        let line = &break_lines(&glyphs("姓名"), 10.0, 100.0, 0.0)[0];
        let (start, extra) = line.placed(Align::Spread(4.0), 10.0, 100.0);
        assert_eq!((start, extra), (30.0, vec![20.0, 0.0]));
    }

    const PIECES: &[&str] = &[
        "一",
        "王䶮",
        "，",
        "。",
        "”",
        "》",
        "）",
        "《",
        "（",
        "“",
        "□",
        "　□",
        "……",
        "——",
        "abc",
        "13800138000",
        "a.b@c-d/e",
        "％",
        "￥",
        "!",
        "A",
    ];

    /// GB/T 15834-2011, 附录 A, and W3C clreq 3.1.4, written down once more: marks that begin no line, and that end none.
    const NOT_FIRST: &str = "、，；：。！？”’）》〉】〕」』·—…～%℃";
    const NOT_LAST: &str = "“‘（《〈【〔「『￥$#№";

    /// Chinese and Latin text in which no more than three marks stand together, and words of up to ten letters.
    fn prose() -> impl Strategy<Value = String> {
        let chars = |it: &'static str| select(it.chars().collect::<Vec<_>>());
        // Words stand between characters, as in a form; two in a row would be one.
        let word = prop_oneof![
            "[a-zA-Z]{1,10} ?[一-龥]",
            "[0-9]{1,10} ?[一-龥]",
            "[一-龥]",
            "[\u{3400}-\u{4DB5}𠀀-𠀏]"
        ];
        let opening = vec(chars(NOT_LAST), 0..2).prop_map(String::from_iter);
        let closing = vec(chars(NOT_FIRST), 0..3).prop_map(String::from_iter);
        let space = select(&["", "", " "][..]);
        let piece =
            (opening, word, closing, space).prop_map(|(a, b, c, d)| format!("{a}{b}{c}{d}"));
        vec(piece, 0..60).prop_map(|it| it.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_line_with_room_for_a_word_neither_begins_nor_ends_with_a_forbidden_mark(text in prose(), width in 130.0_f32..600.0) {
            let lines = lines(&text, width);
            for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
                let (last, first) = (line.chars().last().unwrap(), next.chars().next().unwrap());
                prop_assert!(!NOT_LAST.contains(last), "{} ends with {}", line, last);
                prop_assert!(!NOT_FIRST.contains(first), "{} begins with {}", next, first);
                prop_assert!(
                    !(last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric()) || text.contains(&format!("{last} {first}")),
                    "a word is parted between {} and {}", line, next
                );
            }
            let bare = |it: &str| it.chars().filter(|it| *it != ' ').collect::<String>();
            prop_assert_eq!(bare(&lines.concat()), bare(&text), "characters are lost or moved");
        }

        #[test]
        fn no_line_begins_or_ends_with_a_forbidden_mark(pieces in vec(select(PIECES), 0..40), width in 10.0_f32..200.0) {
            let text = pieces.concat();
            let broken = break_lines(&glyphs(&text), 10.0, width, 0.0);
            let joined: String = broken.iter().flat_map(|it| &it.glyphs).map(|it| it.ch).collect();
            prop_assert_eq!(&joined, &text, "characters are lost or moved");

            for line in &broken {
                let fits = line.width() <= width + 0.02 || line.glyphs.len() == 1;
                prop_assert!(fits, "a line is {} wide", line.width());
            }
            for (line, next) in broken.iter().zip(broken.iter().skip(1)) {
                let (Some(last), Some(first)) = (line.glyphs.last(), next.glyphs.first()) else { continue };
                let here = kinsoku::between(last.ch, first.ch);
                let within = line.glyphs.windows(2).map(|it| kinsoku::between(it[0].ch, it[1].ch)).max();
                // A worse place is chosen only where the line has no better one.
                prop_assert!(here >= within.unwrap_or(Break::Never), "broken between {} and {}", last.ch, first.ch);
            }
        }
    }
}
