//! Documents behind one another in one file.

use std::collections::BTreeSet;

use beishen_document::{Block, Document, Locale, PhotoBox, Seal};
use chrono::NaiveDateTime;
use printpdf::XObject;

use crate::{
    Fonts, PrintError, Printed,
    blocks::{self, Laid, Masthead},
    finish,
    footer::Footer,
    jpeg, png,
    sheet::{Paper, Sheet},
};

/// Documents in one file. Each begins on a page of its own and counts its own pages; fonts are embedded once.
///
/// Memory grows with every document; of receipts a hundred take some 100 MB.
pub struct Book<'a> {
    fonts: &'a Fonts,
    sheet: Option<Sheet<'a>>,
    chapters: Vec<Chapter>,
    pictures: Vec<(String, XObject)>,
    /// Blocks of all documents.
    blocks: usize,
}

/// What the file itself says of a document, once it is laid out.
pub(crate) struct Chapter {
    /// Its first page, from 0.
    pub(crate) page: usize,
    pub(crate) locale: Locale,
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) made_at: NaiveDateTime,
    pub(crate) seal: Option<Seal>,
    /// A digest of what it says.
    pub(crate) digest: u128,
}

impl<'a> Book<'a> {
    /// An empty file.
    pub fn new(fonts: &'a Fonts) -> Self {
        let (chapters, pictures) = (Vec::new(), Vec::new());
        Self { fonts, sheet: None, chapters, pictures, blocks: 0 }
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.chapters.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.chapters.is_empty()
    }

    /// Lays the document out behind those that there are.
    ///
    /// # Errors
    /// [`PrintError::Photo`] when the photo is no JPEG. The book is what it was before.
    pub fn add(&mut self, document: &Document) -> Result<(), PrintError> {
        let (fonts, paper) = (self.fonts, Paper::of(document));
        let blocks = || document.blocks.iter().zip(self.blocks..);
        let mut pictures = Vec::new();
        for (block, number) in blocks() {
            let picture = match block {
                Block::Form { photo: Some(PhotoBox { jpeg: Some(jpeg), .. }), .. } => {
                    jpeg::picture(jpeg)?
                }
                Block::Picture { png, .. } => png::picture(png)?,
                _ => continue,
            };
            pictures.push((blocks::resource(number), picture));
        }
        let lay = |(block, number)| Laid::lay(fonts, paper.frame(), number, block, document.locale);
        let laid: Vec<Laid> = blocks().filter_map(lay).collect();
        let footer = Footer::lay(fonts, document);
        let sheet = match &mut self.sheet {
            Some(sheet) => {
                sheet.begin_document(paper, footer.extra());
                sheet
            }
            none => none.insert(Sheet::new(fonts, paper, footer.extra())),
        };
        Masthead::lay(fonts, paper.frame(), document).draw(sheet);
        blocks::draw(sheet, &laid);
        let legend = legend(document, &sheet.missing);
        let legend = legend
            .and_then(|it| Laid::lay(fonts, paper.frame(), self.blocks, &it, document.locale));
        blocks::draw(sheet, legend.as_slice());
        footer.draw(fonts, sheet);
        self.chapters.push(Chapter::of(document, sheet.first));
        self.pictures.extend(pictures);
        self.blocks += document.blocks.len();
        Ok(())
    }

    /// Writes the PDF. Reads no clock; the dates in the file are the first document's.
    ///
    /// # Errors
    /// [`PrintError::Internal`] for a fault of this program, and for a book without a document.
    pub fn finish(self) -> Result<Printed, PrintError> {
        let sheet = self.sheet.ok_or(PrintError::Internal)?;
        let (missing, pages) = (sheet.missing.clone(), sheet.pages.len());
        Ok(Printed { pdf: finish::finish(&self.chapters, sheet, self.pictures)?, missing, pages })
    }
}

impl Chapter {
    /// Its bookmark says whose the document is, and its number.
    pub(crate) fn mark(&self) -> (String, usize) {
        (format!("{} {}", self.name, self.number).trim().to_owned(), self.page)
    }

    fn of(document: &Document, page: usize) -> Self {
        Self {
            page,
            locale: document.locale,
            title: document.title.clone(),
            subtitle: document.subtitle.clone(),
            number: document.number.clone(),
            name: document.name.clone(),
            made_at: document.made_at,
            seal: document.sealed().cloned(),
            digest: digest(document),
        }
    }
}

/// Which characters 〓 stands for, as the last thing the document says: on paper it tells nothing of the character.
fn legend(document: &Document, missing: &BTreeSet<char>) -> Option<Block> {
    let mut seen = BTreeSet::new();
    let chars = document.texts().into_iter().flat_map(str::chars);
    let first = chars.filter(|it| missing.contains(it) && seen.insert(*it));
    let numbers: Vec<String> = first.map(|it| format!("U+{:04X}", u32::from(it))).collect();
    (!numbers.is_empty()).then(|| Block::Paragraph {
        text: match document.locale {
            Locale::Zh => {
                format!("〓是这台电脑没有字形的字，依次为 {}，请手写补上。", numbers.join("、"))
            }
            Locale::En => format!(
                "〓 stands for a character that has no glyph here, in this order: {}. Write it in by hand.",
                numbers.join(", ")
            ),
        },
    })
}

/// Tells what the document says from what others say: FNV-1a, 128 bits.
fn digest(document: &Document) -> u128 {
    let made_at = document.made_at.to_string();
    let texts = document.texts().into_iter().chain([&*document.name, &*made_at]);
    texts.flat_map(|it| it.bytes().chain([0])).fold(
        0x6c62_272e_07bb_0142_62b8_2175_6295_c58d,
        |hash: u128, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B)
        },
    )
}
