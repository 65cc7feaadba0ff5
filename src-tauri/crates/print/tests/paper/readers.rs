//! Other people's programs reading our PDF.

use std::{fs, path::PathBuf, process::Command};

use beishen_document::{Block, Document, Locale};
use beishen_print::Printed;
use tempfile::TempDir;

/// A PDF on disk, for as long as it is looked at.
pub(crate) struct File {
    dir: TempDir,
}

impl File {
    pub(crate) fn new(pdf: &[u8]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("paper.pdf"), pdf).unwrap();
        Self { dir }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// What the program prints about `paper.pdf`, which stands for `@` among the arguments. It must succeed.
    pub(crate) fn run(&self, program: &str, args: &[&str]) -> String {
        let pdf = self.path("paper.pdf");
        let args = args.iter().map(|it| if *it == "@" { pdf.as_os_str() } else { it.as_ref() });
        let output = Command::new(program).args(args).current_dir(self.dir.path()).output();
        let output = output.unwrap_or_else(|it| {
            panic!("{program} is needed to check PDF files ({it}): run `cargo xtask setup`, or install poppler-utils, mupdf-tools and qpdf")
        });
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The text of each page in the order it was drawn, as two independent readers see it.
    pub(crate) fn pages(&self) -> [(&'static str, Vec<String>); 2] {
        let poppler = self.run("pdftotext", &["-raw", "-enc", "UTF-8", "@", "-"]);
        let mupdf = self.run("mutool", &["draw", "-q", "-F", "txt", "@"]);
        [("poppler", poppler), ("MuPDF", mupdf)].map(|(reader, text)| {
            let mut pages: Vec<String> = text.split('\u{C}').map(bare).collect();
            pages.pop_if(|it| it.is_empty());
            (reader, pages)
        })
    }
}

/// Text without white space, which readers put in as they see fit, and without what is not printed.
pub(crate) fn bare(text: &str) -> String {
    let invisible = |it: char| {
        it.is_control()
            || u32::from(it) & 0xFFFE == 0xFFFE
            // Default_Ignorable_Code_Point, and what Unicode keeps for programs.
            || matches!(u32::from(it), 0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F
                | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFDD0..=0xFDEF | 0xFE00..=0xFE0F | 0xFEFF
                | 0xFFA0 | 0xFFF0..=0xFFFB | 0x1_BCA0..=0x1_BCA3 | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF)
    };
    text.chars().filter(|it| !it.is_whitespace() && !invisible(*it)).collect()
}

/// The pages' text without the footers, the repeated headers of tables, whose texts are checked on the way, and what it says
/// of characters without a glyph.
pub(crate) fn body(document: &Document, pages: &[String]) -> String {
    let headers: Vec<String> = document
        .blocks
        .iter()
        .filter_map(|it| match it {
            Block::Table { columns, .. } => {
                Some(columns.iter().map(|it| bare(&it.title)).collect())
            }
            _ => None,
        })
        .filter(|it: &String| !it.is_empty())
        .collect();
    let count = pages.len();
    let mut text = String::new();
    for (page, number) in pages.iter().zip(1..) {
        let label = match document.locale {
            beishen_document::Locale::Zh => format!("第{number}页/共{count}页"),
            beishen_document::Locale::En => format!("Page{number}of{count}"),
        };
        let page = page
            .strip_suffix(&label)
            .unwrap_or_else(|| panic!("no page number {label} at the end of {page}"));
        let page = page.strip_suffix(&bare(&document.notice)).unwrap();
        let owner = [
            format!("{}{}", document.number, document.name),
            document.number.clone(),
            String::new(),
        ];
        let page = owner.iter().find_map(|it| page.strip_suffix(&bare(it))).unwrap();
        let said = |it: &&String| text.contains(it.as_str());
        let repeated = headers.iter().filter(said).find_map(|it| page.strip_prefix(it.as_str()));
        let repeated = repeated.map(str::to_owned);
        text.push_str(repeated.as_deref().unwrap_or(page));
    }
    // Which characters no font has.
    let legend = match document.locale {
        Locale::Zh => "〓是这台电脑没有字形的字，依次为U+",
        Locale::En => "〓standsforacharacterthathasnoglyphhere,inthisorder:U+",
    };
    match text.rsplit_once(legend) {
        Some((said, _)) => said.to_owned(),
        None => text,
    }
}

/// What the paper must say, without white space: the document's texts, and between them what only paper has.
pub(crate) fn expected(document: &Document) -> String {
    let mut texts = document.texts().into_iter();
    let mut paper = String::new();
    // Whatever is said is the next of the document's texts.
    let mut say = |paper: &mut String, text: &str| {
        if !text.is_empty() {
            assert_eq!(texts.next(), Some(text), "the document has another order");
            paper.push_str(&bare(text));
        }
    };
    say(&mut paper, &document.title);
    let bracketed = !document.subtitle.is_empty() && !document.subtitle.starts_with(['（', '(']);
    paper.push_str(if bracketed { document.locale.pick("（", "(") } else { "" });
    say(&mut paper, &document.subtitle);
    paper.push_str(if bracketed { document.locale.pick("）", ")") } else { "" });
    paper.push_str(&bare(&document.made_at.format("%Y-%m-%d %H:%M").to_string()));
    say(&mut paper, &document.number);
    say(&mut paper, &document.notice);
    for block in &document.blocks {
        match block {
            Block::Heading { text } | Block::Paragraph { text } | Block::Notice { text, .. } => {
                say(&mut paper, text);
            }
            Block::Picture { caption, .. } => say(&mut paper, caption),
            Block::Form { rows, photo } => {
                for cell in rows.iter().flatten() {
                    say(&mut paper, &cell.label);
                    say(&mut paper, &cell.value);
                }
                if let Some(photo) = photo.as_ref().filter(|it| it.jpeg.is_none()) {
                    say(&mut paper, &photo.caption);
                }
            }
            Block::Table { columns, rows } => {
                for column in columns {
                    say(&mut paper, &column.title);
                }
                for cell in rows.iter().flatten() {
                    say(&mut paper, cell);
                }
            }
            Block::Checks { items } => {
                for item in items {
                    paper.push(if item.ticked { '☑' } else { '☐' });
                    say(&mut paper, &item.text);
                    say(&mut paper, &item.detail);
                }
            }
            Block::Items { items } => {
                for (item, number) in items.iter().zip(1..) {
                    paper.push_str(&number.to_string());
                    for text in [&item.label, &item.value, &item.note] {
                        say(&mut paper, text);
                    }
                }
            }
            Block::Drawings { items } => {
                for item in items {
                    say(&mut paper, &item.caption);
                }
            }
            Block::Signature { label, date_label, signed } => {
                say(&mut paper, label);
                if let Some(it) = signed {
                    say(&mut paper, &it.text);
                }
                say(&mut paper, date_label);
            }
            Block::Code { label, text, about, .. } => {
                for text in [label, text, about] {
                    say(&mut paper, text);
                }
            }
        }
    }
    assert_eq!(texts.next(), None, "the paper lacks a text");
    paper
}

/// Both readers see what the document says, and nothing else.
pub(crate) fn assert_says_all(document: &Document, printed: &Printed) {
    for (reader, pages) in File::new(&printed.pdf).pages() {
        assert_eq!(pages.len(), printed.pages, "{reader} counts other pages");
        assert_eq!(body(document, &pages), expected(document), "{reader} reads something else");
    }
}

/// A page that `pdftoppm -gray` has drawn as `page-*.pgm`.
pub(crate) fn page_image(file: &File, page: usize) -> image::GrayImage {
    // Poppler pads the number with zeros where there are ten pages or more.
    let names =
        [format!("page-{page}.pgm"), format!("page-{page:02}.pgm"), format!("page-{page:03}.pgm")];
    let bytes = names.iter().find_map(|it| fs::read(file.path(it)).ok()).unwrap();
    let mut fields = bytes.splitn(4, u8::is_ascii_whitespace);
    let mut number =
        || -> u32 { std::str::from_utf8(fields.next().unwrap()).unwrap().parse().unwrap_or(0) };
    let (_, width, height) = (number(), number(), number());
    let pixels = &bytes[bytes.len() - (width * height) as usize..];
    image::GrayImage::from_raw(width, height, pixels.to_vec()).unwrap()
}

/// What the QR codes on a page hold.
pub(crate) fn qr_codes(page: &image::GrayImage) -> Vec<String> {
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(
        page.width() as usize,
        page.height() as usize,
        |x, y| page.get_pixel(u32::try_from(x).unwrap(), u32::try_from(y).unwrap()).0[0],
    );
    picture.detect_grids().iter().map(|it| it.decode().unwrap().1).collect()
}
