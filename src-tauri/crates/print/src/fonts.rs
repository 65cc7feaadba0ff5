//! The typefaces of the paper: loaded once, shared by every document and every thread.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use printpdf::{AzulParsedFont, ParsedFont};
use rust_fontconfig::FontBytes;

use crate::PrintError;

/// The typefaces that documents are set in.
///
/// A character is printed in the first face that has it: 宋体 (or 黑体 for titles and labels), then the rarer faces, which are
/// read only when a character needs them. Every character has a glyph: one that no face has is shown as 〓.
#[derive(Debug)]
pub struct Fonts {
    song: Face,
    hei: Face,
    sans: Rare,
    hanazono: Rare,
}

/// A file that [`Fonts::load`] needs.
const SONG: &str = "NotoSerifSC-Regular.ttf";
const HEI: &str = "NotoSansSC-Bold.ttf";
/// A file read when a character needs it; it may be absent.
const SANS: &str = "NotoSansSC-Regular.ttf";
const HANAZONO: &str = "HanaMinB.ttf";
/// Where Debian's package `fonts-hanazono` puts the characters beyond the basic plane.
const HANAZONO_OF_SYSTEM: &str = "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf";

/// U+3013 GETA MARK: the printers' sign for a character that is not at hand.
const GETA: char = '〓';

impl Fonts {
    /// Reads the two faces that every document needs from the folder `dir`.
    ///
    /// # Errors
    /// [`PrintError::FontMissing`] or [`PrintError::FontDamaged`], naming the file. The rarer faces are never an error.
    pub fn load(dir: &Path) -> Result<Self, PrintError> {
        let fonts = Self {
            song: Face::required(dir, SONG)?,
            hei: Face::required(dir, HEI)?,
            sans: Rare::new([dir.join(SANS)]),
            hanazono: Rare::new([dir.join(HANAZONO), PathBuf::from(HANAZONO_OF_SYSTEM)]),
        };
        if fonts.song.glyph(GETA).is_none() {
            Err(PrintError::FontDamaged(SONG))
        } else {
            Ok(fonts)
        }
    }

    /// The glyph that stands for `ch` in text of the family.
    pub(crate) fn find(&self, family: Family, ch: char) -> Found {
        let chain: &[FaceId] = match family {
            Family::Song => &[FaceId::Song, FaceId::Sans, FaceId::Hanazono],
            Family::Hei => &[FaceId::Hei, FaceId::Song, FaceId::Sans, FaceId::Hanazono],
        };
        let in_chain = |wanted: char| {
            chain.iter().find_map(|&id| {
                let face = self.face(id)?;
                let glyph = face.glyph(wanted)?;
                Some(Found { face: id, glyph, width: face.width(glyph), missing: wanted != ch })
            })
        };
        in_chain(ch).or_else(|| in_chain(GETA)).unwrap_or(Found {
            face: FaceId::Song,
            glyph: 0,
            width: 1.0,
            missing: true,
        })
    }

    /// The face, if its file is there.
    pub(crate) fn face(&self, id: FaceId) -> Option<&Face> {
        match id {
            FaceId::Song => Some(&self.song),
            FaceId::Hei => Some(&self.hei),
            FaceId::Sans => self.sans.get(),
            FaceId::Hanazono => self.hanazono.get(),
        }
    }
}

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// 宋体: values and running text.
    Song,
    /// 黑体: titles and labels.
    Hei,
}

/// One of the faces. Its order is the order of the fonts in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum FaceId {
    Song,
    Hei,
    Sans,
    Hanazono,
}

impl FaceId {
    /// The name among the page's resources; printpdf makes the subset tag of it, which is six capital letters (ISO 32000-1, 9.6.4).
    pub(crate) fn resource(self) -> &'static str {
        match self {
            Self::Song => "SONGTI",
            Self::Hei => "HEITIX",
            Self::Sans => "SANSXX",
            Self::Hanazono => "HANAZO",
        }
    }
}

/// What is drawn for a character.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) face: FaceId,
    pub(crate) glyph: u16,
    /// Advance width in em.
    pub(crate) width: f32,
    /// No face has the character; the glyph is 〓.
    pub(crate) missing: bool,
}

/// A typeface.
#[derive(Debug)]
pub(crate) struct Face {
    font: ParsedFont,
}

impl Face {
    fn required(dir: &Path, file: &'static str) -> Result<Self, PrintError> {
        let bytes = fs::read(dir.join(file)).map_err(|_| PrintError::FontMissing(file))?;
        Self::parse(bytes).ok_or(PrintError::FontDamaged(file))
    }

    /// The font, with its bytes kept once and their character map emptied.
    ///
    /// printpdf's subsetter compares each of the 30,000 entries of the map with each glyph that it keeps, in every document, to
    /// give the subset a map that no PDF reader consults (Identity-H addresses glyphs, `ToUnicode` tells characters). With
    /// nothing to compare a subset takes a few milliseconds. Look-ups go to the map read before.
    fn parse(mut bytes: Vec<u8>) -> Option<Self> {
        let mut warnings = Vec::new();
        let map = AzulParsedFont::from_bytes(&bytes, 0, &mut warnings)?.cmap_subtable.take()?;
        empty_character_map(&mut bytes)?;
        let shared = Arc::new(FontBytes::Owned(Arc::from(bytes)));
        let mut font = AzulParsedFont::from_bytes_shared(shared, 0, &mut warnings)?;
        font.cmap_subtable = Some(map);
        (font.pdf_font_metrics.units_per_em > 0).then(|| Self { font: ParsedFont::from_azul(font) })
    }

    /// The font as printpdf takes it; a clone shares the bytes.
    pub(crate) fn font(&self) -> &ParsedFont {
        &self.font
    }

    fn glyph(&self, ch: char) -> Option<u16> {
        self.font.lookup_glyph_index(u32::from(ch)).filter(|&it| it != 0)
    }

    /// Advance width in em.
    pub(crate) fn width(&self, glyph: u16) -> f32 {
        f32::from(self.font.get_horizontal_advance(glyph))
            / f32::from(self.font.pdf_font_metrics.units_per_em)
    }

    /// How many glyphs there are.
    pub(crate) fn glyphs(&self) -> u16 {
        self.font.num_glyphs
    }
}

/// A face that is read when it is first needed, from the first of its places that holds it.
#[derive(Debug)]
struct Rare {
    places: Vec<PathBuf>,
    face: OnceLock<Option<Face>>,
}

impl Rare {
    fn new(places: impl Into<Vec<PathBuf>>) -> Self {
        Self { places: places.into(), face: OnceLock::new() }
    }

    fn get(&self) -> Option<&Face> {
        self.face
            .get_or_init(|| self.places.iter().find_map(|it| Face::parse(fs::read(it).ok()?)))
            .as_ref()
    }
}

/// Writes a map of no characters over the table `cmap` (`OpenType` 1.9: table directory; `cmap` format 12).
fn empty_character_map(font: &mut [u8]) -> Option<()> {
    const EMPTY: [u8; 28] = [
        0, 0, 0, 1, // version 0, one subtable:
        0, 3, 0, 10, 0, 0, 0, 12, // Windows, full Unicode, at offset 12
        0, 12, 0, 0, 0, 0, 0, 16, // format 12, 16 bytes long
        0, 0, 0, 0, 0, 0, 0, 0, // any language, no groups
    ];
    let record =
        font.get(12..)?.chunks_exact(16).take(64).position(|it| it.starts_with(b"cmap"))? * 16 + 12;
    let offset = font.get(record + 8..record + 12)?.try_into().ok().map(u32::from_be_bytes)?;
    let offset = usize::try_from(offset).ok()?;
    font.get_mut(offset..offset.checked_add(EMPTY.len())?)?.copy_from_slice(&EMPTY);
    font.get_mut(record + 12..record + 16)?.copy_from_slice(&28_u32.to_be_bytes());
    Some(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The fonts that set-up has copied.
    pub(crate) fn fonts() -> Fonts {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources/fonts");
        Fonts::load(&dir).unwrap_or_else(|it| panic!("{it}: run `cargo xtask setup` first"))
    }

    #[test]
    fn rare_faces_are_read_when_a_character_needs_them() {
        let fonts = fonts();
        assert!(!fonts.find(Family::Hei, '王').missing);
        assert!(fonts.sans.face.get().is_none() && fonts.hanazono.face.get().is_none());
        let found = fonts.find(Family::Hei, '𠮷');
        assert!(found.face == FaceId::Hanazono, "is the package fonts-hanazono installed?");
    }

    #[test]
    fn without_rare_faces_a_rare_character_is_missing() {
        let none = || Rare::new([PathBuf::from("/nonexistent")]);
        let fonts = Fonts { sans: none(), hanazono: none(), ..fonts() };
        for family in [Family::Song, Family::Hei] {
            let (found, geta) = (fonts.find(family, '𠮷'), fonts.find(family, GETA));
            assert!(found.missing && !geta.missing);
            assert_eq!((found.face, found.glyph), (geta.face, geta.glyph));
        }
    }

    #[test]
    fn fonts_are_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Fonts>();
    }

    #[test]
    fn a_missing_or_broken_file_is_named() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Fonts::load(dir.path()).unwrap_err(), PrintError::FontMissing(SONG));
        fs::write(dir.path().join(SONG), b"not a font").unwrap();
        assert_eq!(Fonts::load(dir.path()).unwrap_err(), PrintError::FontDamaged(SONG));
    }
}
