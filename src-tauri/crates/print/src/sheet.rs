//! The paper: A4 pages, upright or lying, that are drawn on from top to bottom. All lengths are points, counted from the top left corner.

use std::collections::{BTreeMap, BTreeSet};

use beishen_document::{Curve, Document};
use printpdf::{
    Codepoint, Color, DictItem, Greyscale, Line as Path, LineCapStyle, LineJoinStyle, LinePoint,
    Op, PaintMode, PdfFontHandle, Point, Polygon, PolygonRing, Pt, Rgb, TextItem,
    TextRenderingMode, WindingOrder, XObjectId, XObjectTransform,
};

use crate::{
    codes::Codes,
    fonts::{FaceId, Family, Fonts},
    tags::{Element, Role, Tags},
    text::{Align, Line, Style, Words},
};

/// A millimetre in points.
pub(crate) const MM: f32 = 72.0 / 25.4;
/// Where every frame begins.
pub(crate) const LEFT: f32 = 20.0 * MM;
const TOP: f32 = 18.0 * MM;
const BOTTOM: f32 = 18.0 * MM;
/// 蓝黑墨水, dark enough for a copier.
const INK: Rgb = Rgb { r: 0.09, g: 0.16, b: 0.4, icc_profile: None };
/// The line of a ball-point pen.
pub(crate) const PEN: f32 = 1.4;
/// Inner lines of a table.
pub(crate) const THIN: f32 = 0.5;

/// The size of every page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Paper {
    pub(crate) width: f32,
    pub(crate) height: f32,
}

impl Paper {
    /// A4 as the document wants it.
    pub(crate) fn of(document: &Document) -> Self {
        let (short, long) = (210.0 * MM, 297.0 * MM);
        if document.landscape {
            Self { width: long, height: short }
        } else {
            Self { width: short, height: long }
        }
    }

    /// How wide every frame is.
    pub(crate) fn frame(self) -> f32 {
        self.width - 2.0 * LEFT
    }

    /// A place counted from the top, as PDF counts it: from the bottom.
    fn point(self, x: f32, y: f32) -> Point {
        Point { x: Pt(x), y: Pt(self.height - y) }
    }
}

/// Pages, drawn so far down to [`Sheet::y`].
pub(crate) struct Sheet<'a> {
    pub(crate) fonts: &'a Fonts,
    /// What the document that is drawn wants.
    pub(crate) paper: Paper,
    pub(crate) pages: Vec<(Paper, Vec<Op>)>,
    /// The first page of the document that is drawn.
    pub(crate) first: usize,
    /// The page that is drawn on.
    page: usize,
    /// How far down the page is drawn.
    pub(crate) y: f32,
    /// Where the page's text ends.
    end: f32,
    /// The headings, each with its page.
    pub(crate) headings: Vec<(String, usize)>,
    pub(crate) tags: Tags,
    pub(crate) codes: Codes,
    pub(crate) missing: BTreeSet<char>,
}

impl<'a> Sheet<'a> {
    /// One empty page whose footer takes `footer` points more than the bottom margin has room for.
    pub(crate) fn new(fonts: &'a Fonts, paper: Paper, footer: f32) -> Self {
        let (tags, codes, missing) = (Tags::new(), Codes::default(), BTreeSet::new());
        Self {
            fonts,
            paper,
            pages: vec![(paper, Vec::new())],
            first: 0,
            page: 0,
            y: TOP,
            end: paper.height - BOTTOM - footer,
            headings: Vec::new(),
            tags,
            codes,
            missing,
        }
    }

    /// How wide every frame is.
    pub(crate) fn width(&self) -> f32 {
        self.paper.frame()
    }

    /// What is left of the page.
    pub(crate) fn room(&self) -> f32 {
        self.end - self.y
    }

    /// What an empty page has.
    pub(crate) fn full(&self) -> f32 {
        self.end - TOP
    }

    /// Whether nothing is drawn on the page yet.
    pub(crate) fn is_fresh(&self) -> bool {
        self.y <= TOP
    }

    /// Turns to a new page unless there is room for `height`, or the page is empty.
    pub(crate) fn ensure(&mut self, height: f32) {
        if height > self.room() + 0.01 && !self.is_fresh() {
            self.turn();
        }
    }

    /// Turns to the first page of another document, whose footer takes `footer` points more.
    pub(crate) fn begin_document(&mut self, paper: Paper, footer: f32) {
        self.paper = paper;
        self.turn();
        self.first = self.page;
        self.end = paper.height - BOTTOM - footer;
        self.tags.begin_document();
    }

    /// Turns to a new page.
    pub(crate) fn turn(&mut self) {
        self.page = self.pages.len();
        self.pages.push((self.paper, Vec::new()));
        self.y = TOP;
    }

    /// A heading begins where the page is drawn to.
    pub(crate) fn head(&mut self, text: &str) {
        self.headings.push((text.to_owned(), self.page));
    }

    /// Draws on a page that was turned over.
    pub(crate) fn on_page(&mut self, page: usize, draw: impl FnOnce(&mut Self)) {
        let here = std::mem::replace(&mut self.page, page);
        draw(self);
        self.page = here;
    }

    /// Space, which is not carried over to a new page.
    pub(crate) fn space(&mut self, height: f32) {
        if !self.is_fresh() {
            self.y += height;
        }
    }

    /// An element of the structure tree with whatever `draw` draws.
    pub(crate) fn element(&mut self, role: Role, draw: impl FnOnce(&mut Self)) {
        self.element_with(role, |_| {}, draw);
    }

    /// The same with more said of the element.
    pub(crate) fn element_with(
        &mut self,
        role: Role,
        say: impl FnOnce(&mut Element),
        draw: impl FnOnce(&mut Self),
    ) {
        say(self.tags.open(role));
        draw(self);
        self.tags.close();
    }

    /// Content of the open element. The page is not turned within.
    pub(crate) fn content(&mut self, draw: impl FnOnce(&mut Self)) {
        let (role, number) = self.tags.content(self.page);
        let properties = dictionary("MCID", DictItem::Int(i64::try_from(number).unwrap_or(0)));
        self.push(Op::BeginMarkedContentWithProperties { tag: role.name().to_owned(), properties });
        draw(self);
        self.push(Op::EndMarkedContent);
    }

    /// Lines, page numbers, repeated headers: not part of what is said.
    pub(crate) fn artifact(&mut self, draw: impl FnOnce(&mut Self)) {
        self.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
        draw(self);
        self.push(Op::EndMarkedContent);
    }

    /// All the words, their first line's top at `y`.
    pub(crate) fn words(&mut self, words: &Words, x: f32, y: f32) {
        self.lines(words, &words.lines, x, y);
    }

    /// Some lines of the words.
    pub(crate) fn lines(&mut self, words: &Words, lines: &[Line], x: f32, mut y: f32) {
        for line in lines {
            self.line(line, words.style, words.align, x, y, words.width);
            y += words.style.leading;
        }
    }

    fn line(&mut self, line: &Line, style: Style, align: Align, x: f32, y: f32, width: f32) {
        let Some(first) = line.glyphs.first() else { return };
        let (start, extra) = line.placed(align, style.size, width);
        // An em of Chinese type reaches 0.88 above and 0.12 below its baseline.
        let baseline = y + style.leading / 2.0 + style.size * 0.38;
        // Readers take wide gaps for spaces: what is spread says what it is.
        let spread =
            matches!(align, Align::Spread(_)) && extra.iter().any(|it| *it > style.size * 0.15);
        if spread {
            let text = actual_text(line.glyphs.iter().map(|it| it.ch));
            self.push(Op::BeginMarkedContentWithProperties {
                tag: "Span".to_owned(),
                properties: text,
            });
        }
        if style.grey > 0.0 {
            self.push(Op::SetFillColor { col: grey(style.grey) });
        }
        self.push(Op::StartTextSection);
        self.push(Op::SetTextCursor { pos: self.point(x + start, baseline) });
        let mut face = first.found.face;
        let mut run = Vec::new();
        for (glyph, extra) in line.glyphs.iter().zip(extra) {
            if glyph.found.face != face {
                self.show(std::mem::take(&mut run), face, style.size);
                face = glyph.found.face;
            }
            if glyph.found.missing {
                self.missing.insert(glyph.ch);
            }
            let gid =
                self.fonts.face(face).map_or(0, |it| self.codes.code(it, glyph.found, glyph.ch));
            let moved = glyph.advance + extra - glyph.found.width * style.size;
            let offset = if moved.abs() < 0.001 { 0.0 } else { -moved * 1000.0 / style.size };
            run.push(Codepoint::with_cid(gid, offset, glyph.ch.to_string()));
        }
        self.show(run, face, style.size);
        self.push(Op::EndTextSection);
        if style.grey > 0.0 {
            self.push(Op::SetFillColor { col: grey(0.0) });
        }
        if spread {
            self.push(Op::EndMarkedContent);
        }
    }

    fn show(&mut self, run: Vec<Codepoint>, face: FaceId, size: f32) {
        let font = PdfFontHandle::External(printpdf::FontId(face.resource().to_owned()));
        self.push(Op::SetFont { font, size: Pt(size) });
        self.push(Op::ShowText { items: vec![TextItem::GlyphIds(run)] });
    }

    /// A line through the points, `weight` thick and 0 black to 1 white.
    pub(crate) fn stroke(&mut self, points: &[(f32, f32)], weight: f32, shade: f32) {
        self.push(Op::SetOutlineColor { col: grey(shade) });
        self.push(Op::SetOutlineThickness { pt: Pt(weight) });
        let points =
            points.iter().map(|&(x, y)| LinePoint { p: self.point(x, y), bezier: false }).collect();
        self.push(Op::DrawLine { line: Path { points, is_closed: false } });
    }

    /// Strokes of a pen in a box whose corner is at x, y.
    pub(crate) fn ink(&mut self, curves: &[Curve], x: f32, y: f32, pen: f32) {
        let paper = self.paper;
        let at = |[right, down]: [f32; 2], bezier| LinePoint {
            p: paper.point(x + right, y + down),
            bezier,
        };
        self.push(Op::SaveGraphicsState);
        self.push(Op::SetOutlineColor { col: Color::Rgb(INK) });
        self.push(Op::SetOutlineThickness { pt: Pt(pen) });
        self.push(Op::SetLineCapStyle { cap: LineCapStyle::Round });
        self.push(Op::SetLineJoinStyle { join: LineJoinStyle::Round });
        for Curve { start, pieces } in curves {
            let ends =
                pieces.iter().flat_map(|[a, b, end]| [at(*a, true), at(*b, true), at(*end, false)]);
            let mut points: Vec<LinePoint> =
                std::iter::once(at(*start, false)).chain(ends).collect();
            if pieces.is_empty() {
                // A line to where it is: round ends make it a dot.
                points.push(at(*start, false));
            }
            self.push(Op::DrawLine { line: Path { points, is_closed: false } });
        }
        self.push(Op::RestoreGraphicsState);
    }

    /// Words that are read and not seen: a picture stands in their place.
    pub(crate) fn unseen(&mut self, words: &Words, x: f32, y: f32) {
        self.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Invisible });
        self.words(words, x, y);
        self.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
    }

    /// The outline of a box.
    pub(crate) fn frame(&mut self, x: f32, y: f32, width: f32, height: f32, weight: f32) {
        self.push(Op::SetOutlineColor { col: grey(0.0) });
        self.push(Op::SetOutlineThickness { pt: Pt(weight) });
        let polygon = self.rectangle(x, y, width, height, PaintMode::Stroke);
        self.push(Op::DrawPolygon { polygon });
    }

    /// A filled box, 0 black to 1 white.
    pub(crate) fn fill(&mut self, x: f32, y: f32, width: f32, height: f32, shade: f32) {
        self.push(Op::SetFillColor { col: grey(shade) });
        let polygon = self.rectangle(x, y, width, height, PaintMode::Fill);
        self.push(Op::DrawPolygon { polygon });
        self.push(Op::SetFillColor { col: grey(0.0) });
    }

    /// Black boxes that make up one picture whose corner is at x, y: left, top, width, height.
    pub(crate) fn areas(&mut self, areas: &[[f32; 4]], x: f32, y: f32) {
        self.push(Op::SetFillColor { col: grey(0.0) });
        let mut polygon = self.rectangle(0.0, 0.0, 0.0, 0.0, PaintMode::Fill);
        polygon.rings = areas
            .iter()
            .flat_map(|&[left, top, width, height]| {
                self.rectangle(x + left, y + top, width, height, PaintMode::Fill).rings
            })
            .collect();
        self.push(Op::DrawPolygon { polygon });
    }

    /// A check box of `size`, which reads as ☑ or ☐: a glyph with that meaning is shown there, invisibly.
    pub(crate) fn check_box(&mut self, ticked: bool, x: f32, y: f32, size: f32) {
        let meaning = if ticked { '☑' } else { '☐' };
        let found = self.fonts.find(Family::Song, meaning);
        let Some(face) = self.fonts.face(found.face) else { return };
        let gid = self.codes.code(face, found, meaning);
        let properties = actual_text(std::iter::once(meaning));
        self.push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties });
        self.push(Op::StartTextSection);
        self.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Invisible });
        self.push(Op::SetTextCursor { pos: self.point(x, y + size * 0.88) });
        self.show(vec![Codepoint::with_cid(gid, 0.0, meaning.to_string())], found.face, size);
        self.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
        self.push(Op::EndTextSection);
        self.frame(x, y, size, size, 0.7);
        if ticked {
            let tick = [(0.2, 0.52), (0.42, 0.78), (0.84, 0.2)]
                .map(|(right, down)| (x + size * right, y + size * down));
            self.stroke(&tick, 1.2, 0.0);
        }
        self.push(Op::EndMarkedContent);
    }

    /// The picture, filling the box.
    pub(crate) fn picture(&mut self, id: &str, x: f32, y: f32, width: f32, height: f32) {
        let corner = self.point(x, y + height);
        let transform = XObjectTransform {
            translate_x: Some(corner.x),
            translate_y: Some(corner.y),
            scale_x: Some(width),
            scale_y: Some(height),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.push(Op::UseXobject { id: XObjectId(id.to_owned()), transform });
    }

    /// PDF counts from the bottom.
    fn point(&self, x: f32, y: f32) -> Point {
        self.paper.point(x, y)
    }

    fn rectangle(&self, x: f32, y: f32, width: f32, height: f32, mode: PaintMode) -> Polygon {
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
        let points = corners
            .iter()
            .map(|&(x, y)| LinePoint { p: self.point(x, y), bezier: false })
            .collect();
        Polygon { rings: vec![PolygonRing { points }], mode, winding_order: WindingOrder::NonZero }
    }

    fn push(&mut self, op: Op) {
        if let Some((_, page)) = self.pages.get_mut(self.page) {
            page.push(op);
        }
    }
}

fn grey(white: f32) -> Color {
    Color::Greyscale(Greyscale::new(white, None))
}

fn dictionary(key: &str, value: DictItem) -> DictItem {
    DictItem::Dict { map: BTreeMap::from([(key.to_owned(), value)]) }
}

fn actual_text(text: impl Iterator<Item = char>) -> DictItem {
    let text: String = text.collect();
    let data =
        [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    dictionary("ActualText", DictItem::String { data, literal: false })
}
