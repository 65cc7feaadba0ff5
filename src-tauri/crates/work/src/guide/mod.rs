//! 使用指南: a page for each screen and topic, the same in the window, on paper and as text.
//!
//! A page is a file for each language in `assets/guide`; its picture, if it has one, lies beside it. `read` says which Markdown
//! they are written in.

mod page;
mod read;
#[cfg(test)]
mod tests;

use beishen_document::{
    Block, Column, Document, Locale, Png, Tone,
    digest::{framed, hex},
};
use chrono::NaiveDateTime;

pub use page::{Page, Part};

macro_rules! guide {
    ($($id:literal),+; pictures $($picture:literal),+) => {
        /// Every page by its id, in Chinese and in English, in the guide's order.
        const PAGES: &[(&str, [&str; 2])] = &[$(($id, [
            include_str!(concat!("../../../../../assets/guide/zh/", $id, ".md")),
            include_str!(concat!("../../../../../assets/guide/en/", $id, ".md")),
        ])),+];
        /// The pictures of the window by their names, in Chinese and in English.
        const PICTURES: &[(&str, [&[u8]; 2])] = &[$(($picture, [
            include_bytes!(concat!("../../../../../assets/guide/zh/", $picture)),
            include_bytes!(concat!("../../../../../assets/guide/en/", $picture)),
        ])),+];
    };
}
guide! {
    "prepare", "check", "fill", "read-back",
    "first-run", "desk", "import", "choose", "tasks", "step", "history", "comparison", "materials", "photo", "review", "export",
    "companion", "practice", "readback", "correction", "deadlines", "bin", "settings", "verify",
    "keys", "privacy", "files", "limits", "counselors", "packs", "portal", "command-line";
    pictures "desk.png", "tasks.png", "step.png", "review.png", "photo.png", "companion.png", "readback.png"
}

/// The first pages, which show the whole way in a minute.
pub const TOUR: &[&str] = &["prepare", "check", "fill", "read-back"];

/// Every page in its order.
pub fn pages(locale: Locale) -> Vec<Page> {
    PAGES.iter().map(|(id, [zh, en])| read::page(id, locale.pick(zh, en))).collect()
}

/// The file of a picture: a PNG.
pub fn picture(name: &str, locale: Locale) -> Option<&'static [u8]> {
    let (_, [zh, en]) = PICTURES.iter().find(|it| it.0 == name)?;
    Some(match locale {
        Locale::Zh => zh,
        Locale::En => en,
    })
}

/// The whole guide, to be printed or written.
pub fn document(now: NaiveDateTime, locale: Locale) -> Document {
    let pages = pages(locale);
    let title = |id: &String| pages.iter().find(|it| it.id == id).map(|it| &*it.title);
    let mut blocks = Vec::new();
    for page in &pages {
        blocks.push(Block::Heading { text: page.title.clone() });
        blocks.extend(page.parts.iter().flat_map(|it| it.blocks(locale)));
        let more: Vec<_> = page.links.iter().filter_map(title).collect();
        if !more.is_empty() {
            let more = more.join(locale.pick("、", ", "));
            let text = [locale.pick("另见", "See also"), locale.colon(), &more].concat();
            blocks.push(Block::Paragraph { text });
        }
    }
    let mut document = Document {
        locale,
        title: locale.pick("备申使用指南", "Beishen: the guide").to_owned(),
        subtitle: locale
            .pick("离线准备教育平台的申请", "Preparing applications for education portals, offline")
            .to_owned(),
        number: String::new(),
        made_at: now,
        notice: locale
            .pick(
                "平台可能有变，以平台页面为准。",
                "The portals may have changed; their pages decide.",
            )
            .to_owned(),
        landscape: false,
        name: String::new(),
        blocks,
    };
    let digest = hex(&framed(document.texts())[..4]).to_uppercase();
    document.number = format!("ZN-{}-{digest}", now.format("%Y%m%d"));
    document
}

impl Part {
    /// The same on paper.
    fn blocks(&self, locale: Locale) -> Vec<Block> {
        let paragraph = |text: String| Block::Paragraph { text };
        match self {
            Self::Text(text) => vec![paragraph(text.clone())],
            Self::Heed(text) => vec![Block::Notice { tone: Tone::Warning, text: text.clone() }],
            Self::Steps(steps) => {
                steps.iter().zip(1..).map(|(it, n)| paragraph(format!("{n}. {it}"))).collect()
            }
            Self::Points(points) => points.iter().map(|it| paragraph(format!("· {it}"))).collect(),
            Self::Table(rows) => {
                let mut rows = rows.iter().cloned();
                let titles = rows.next().unwrap_or_default();
                let column = |(title, share)| Column { title, share };
                // What is met is short, what is to be done is not.
                let shares = std::iter::once(2.0).chain(std::iter::repeat(3.0));
                let columns = titles.into_iter().zip(shares).map(column).collect();
                vec![Block::Table { columns, rows: rows.collect() }]
            }
            Self::Picture { name, caption } => {
                let png = picture(name, locale).and_then(Png::read);
                let caption = caption.clone();
                png.map(|png| Block::Picture { png: Box::new(png), caption }).into_iter().collect()
            }
        }
    }
}
