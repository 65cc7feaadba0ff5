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
