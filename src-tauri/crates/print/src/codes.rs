//! One code for each character: what makes every PDF reader give back the text that was printed.
//!
//! A PDF's `ToUnicode` map tells one character for each code of a font, and printpdf uses a glyph's number as its code. But
//! several characters may be drawn with one glyph: U+2F00 like U+4E00, U+00A0 like the space, everything that no font has as 〓.
//! So the second character of a glyph borrows the number of a glyph that the document does not use, and the font's
//! `CIDToGIDMap` and widths send the borrowed code to the glyph that is to be drawn. (`ActualText` would say the same to
//! fewer readers.)

use std::collections::BTreeMap;

use crate::fonts::{Face, FaceId, Found};

/// The codes of a document.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    faces: BTreeMap<FaceId, FaceCodes>,
}

#[derive(Debug, Default)]
struct FaceCodes {
    of: BTreeMap<(u16, char), u16>,
    /// The glyph that each code in use draws.
    drawn: BTreeMap<u16, u16>,
    /// Every glyph from here on was looked at for lending.
    looked_at: Option<u16>,
}

impl Codes {
    /// The code that draws the glyph and reads as `ch`.
    pub(crate) fn code(&mut self, face: &Face, found: Found, ch: char) -> u16 {
        let codes = self.faces.entry(found.face).or_default();
        if let Some(&code) = codes.of.get(&(found.glyph, ch)) {
            return code;
        }
        let code = if codes.drawn.contains_key(&found.glyph) {
            codes.borrow(face, found.glyph)
        } else {
            found.glyph
        };
        codes.of.insert((found.glyph, ch), code);
        codes.drawn.entry(code).or_insert(found.glyph);
        code
    }

    /// The faces in use.
    pub(crate) fn faces(&self) -> impl Iterator<Item = FaceId> {
        self.faces.keys().copied()
    }

    /// The faces that have lent codes, each with the glyphs that its codes draw.
    pub(crate) fn lent(&self) -> impl Iterator<Item = (FaceId, Drawn)> {
        let lent = |it: &FaceCodes| it.drawn.iter().any(|(code, glyph)| code != glyph);
        self.faces.iter().filter(move |(_, it)| lent(it)).map(|(&id, codes)| (id, codes.drawn()))
    }
}

/// What the codes 1, 2, 3 … of a subset draw.
///
/// The subset's codes are the numbers in use in ascending order, counted from 1; 0 is `.notdef`.
pub(crate) struct Drawn {
    /// The glyphs' numbers in the font.
    pub(crate) glyphs: Vec<u16>,
    /// The `CIDToGIDMap`: the glyphs' numbers in the subset, two bytes for each code from 0.
    pub(crate) map: Vec<u8>,
}

impl FaceCodes {
    /// An unused glyph. When the font has none left, the glyph itself: then the character reads as another.
    fn borrow(&mut self, face: &Face, glyph: u16) -> u16 {
        let start = self.looked_at.unwrap_or_else(|| face.glyphs());
        let lender = (1..start).rev().find(|it| !self.drawn.contains_key(it));
        self.looked_at = Some(lender.unwrap_or(1));
        lender.unwrap_or(glyph)
    }

    fn drawn(&self) -> Drawn {
        let places: BTreeMap<u16, u16> = self.drawn.keys().copied().zip(1..).collect();
        let glyphs: Vec<u16> = self.drawn.values().copied().collect();
        let in_subset = glyphs.iter().map(|it| places.get(it).copied().unwrap_or(0));
        let map = std::iter::once(0).chain(in_subset).flat_map(u16::to_be_bytes).collect();
        Drawn { glyphs, map }
    }
}
