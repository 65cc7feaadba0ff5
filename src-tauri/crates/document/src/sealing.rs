//! Gives a document its seal, and tells later whether the paper still says what the draft says.
//!
//! **Invariant:** a digest is made of what stands on the paper in plain words, masked where the paper is masked, and of
//! nothing else: it tells nothing that the paper does not.

use std::fmt::Write as _;

use crate::{
    digest::{self, hex},
    document::{Block, Document},
    seal::{Seal, SealedPart},
    text::Locale,
};

/// A named thing that the paper and the draft do not agree on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The section's heading without its number.
    pub section: String,
    /// The label, or which row of a table it is.
    pub label: String,
    /// How.
    pub kind: ChangeKind,
}

/// How paper and draft differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// The draft says something else.
    Changed,
    /// The draft has it, the paper has not.
    Added,
    /// The paper has it, the draft no longer.
    Gone,
}

impl Document {
    /// Gives the document its number and, at its end, its verification code. Nothing may be changed afterwards.
    pub fn seal(&mut self, procedure: &str, masked: bool) {
        let parts = parts(self);
        let content = content(self, procedure, &parts);
        self.number =
            format!("BS-{}-{}", self.made_at.format("%Y%m%d"), hex(&content[..4]).to_uppercase());
        let made_at = self.made_at.format("%Y-%m-%dT%H:%M:%S").to_string();
        let code = digest::short(&digest::framed([&*hex(&content), &*self.number, &*made_at]))
            .to_uppercase();
        let sealed = parts.iter().map(|it| it.seal(&code)).collect();
        let seal = Seal {
            procedure: procedure.to_owned(),
            locale: self.locale,
            masked,
            made_at: self.made_at,
            number: self.number.clone(),
            code,
            parts: sealed,
        };
        let pick = |zh: &str, en: &str| self.locale.pick(zh, en).to_owned();
        self.blocks.push(Block::Code {
            label: pick("校验码", "Verification code"),
            text: seal.grouped(),
            about: pick(
                "二维码里是回执编号和校验码，没有个人信息。在备申的“验证”处选这个 PDF 文件，可知与现在的草稿是否一致。",
                "The QR code holds the receipt's number and this code, no personal data. Choose this PDF file under “Verify” in Beishen to see whether the draft still agrees.",
            ),
            seal: Box::new(seal),
        });
    }

    /// The document's seal, if it has one.
    pub fn sealed(&self) -> Option<&Seal> {
        self.blocks.iter().find_map(|it| match it {
            Block::Code { seal, .. } => Some(&**seal),
            _ => None,
        })
    }
}

impl Seal {
    /// What differs in a paper that is made now, of the same kind and for the time of this one. Empty: it says the same.
    pub fn changes(&self, now: &Document) -> Vec<Change> {
        if now.sealed().is_some_and(|it| it.code == self.code) {
            return Vec::new();
        }
        let now: Vec<SealedPart> = parts(now).iter().map(|it| it.seal(&self.code)).collect();
        let change = |it: &SealedPart, kind| Change {
            section: it.section.clone(),
            label: it.label.clone(),
            kind,
        };
        let same = |a: &SealedPart, b: &SealedPart| a.section == b.section && a.label == b.label;
        let mut changes: Vec<Change> = Vec::new();
        for part in &self.parts {
            match now.iter().find(|it| same(it, part)) {
                None => changes.push(change(part, ChangeKind::Gone)),
                Some(it) if it.digest != part.digest => {
                    changes.push(change(part, ChangeKind::Changed));
                }
                Some(_) => {}
            }
        }
        let added = now.iter().filter(|it| !self.parts.iter().any(|part| same(it, part)));
        changes.extend(added.map(|it| change(it, ChangeKind::Added)));
        changes
    }
}

/// A named thing with what it says.
struct Part {
    section: String,
    label: String,
    text: String,
}

impl Part {
    fn seal(&self, code: &str) -> SealedPart {
        let digest = digest::framed([code, &*self.section, &*self.label, &*self.text]);
        SealedPart {
            section: self.section.clone(),
            label: self.label.clone(),
            digest: hex(&digest[..4]),
        }
    }
}

/// Everything the document says, by name. What has the same name is one part.
fn parts(document: &Document) -> Vec<Part> {
    let locale = document.locale;
    let mut parts: Vec<Part> = Vec::new();
    let mut section = String::new();
    let mut add = |section: &str, label: &str, texts: &[&str]| {
        let at = parts.iter().position(|it| it.section == section && it.label == label);
        let at = at.unwrap_or_else(|| {
            let (section, label) = (section.to_owned(), label.to_owned());
            parts.push(Part { section, label, text: String::new() });
            parts.len() - 1
        });
        if let Some(part) = parts.get_mut(at) {
            for text in texts {
                let _ = write!(part.text, "{}:{text}", text.len()); // a String takes everything
            }
        }
    };
    add("", locale.pick("抬头", "Head"), &[&document.title, &document.subtitle, &document.notice]);
    for block in &document.blocks {
        match block {
            Block::Heading { text } => unnumbered(text).clone_into(&mut section),
            Block::Paragraph { text } | Block::Picture { caption: text, .. } => {
                add(&section, locale.pick("文字", "Text"), &[text]);
            }
            Block::Notice { text, .. } => {
                add(&section, locale.pick("要改和要核对的", "To change or check"), &[text]);
            }
            Block::Form { rows, photo } => {
                for cell in rows.iter().flatten() {
                    add(&section, &cell.label, &[&cell.value]);
                }
                if let Some(photo) = photo {
                    let picture = photo.jpeg.as_ref().map(|it| hex(&digest::sha256(&it.bytes)));
                    add(&section, &photo.caption, &[&picture.unwrap_or_default()]);
                }
            }
            Block::Table { columns, rows } => {
                let titles: Vec<&str> = columns.iter().map(|it| &*it.title).collect();
                add(&section, locale.pick("表头", "Columns"), &titles);
                for (row, n) in rows.iter().zip(1..) {
                    let label = match locale {
                        Locale::Zh => format!("第 {n} 行"),
                        Locale::En => format!("row {n}"),
                    };
                    let cells: Vec<&str> = row.iter().map(|it| &**it).collect();
                    add(&section, &label, &cells);
                }
            }
            Block::Checks { items } => {
                for it in items {
                    // “… · 已备”: what stands behind the dot is the state.
                    let label = it.text.rsplit_once(" · ").map_or(&*it.text, |(label, _)| label);
                    let ticked = if it.ticked { "x" } else { "" };
                    add(&section, label, &[&it.text, ticked, &it.detail]);
                }
            }
            Block::Items { items } => {
                for it in items {
                    add(&section, &it.label, &[&it.value, &it.note]);
                }
            }
            Block::Drawings { items } => {
                for it in items {
                    add(&section, locale.pick("文字", "Text"), &[&it.caption]);
                }
            }
            Block::Signature { label, date_label, signed: None } => {
                add(&section, label, &[date_label]);
            }
            Block::Signature { label, date_label, signed: Some(it) } => {
                add(&section, label, &[date_label, &it.text, &it.strokes.digest()]);
            }
            Block::Code { .. } => {}
        }
    }
    parts
}

/// `一、个人信息` and `1. Personal information` without the number, which changes when a section comes or goes.
fn unnumbered(heading: &str) -> &str {
    let number = |it: &str| {
        !it.is_empty() && it.chars().all(|it| "一二三四五六七八九十0123456789".contains(it))
    };
    ["、", ". "]
        .iter()
        .find_map(|it| heading.split_once(it).filter(|(head, _)| number(head)))
        .map_or(heading, |(_, text)| text)
}

/// Of everything printed but the number, the time and the code.
fn content(document: &Document, procedure: &str, parts: &[Part]) -> [u8; 32] {
    let head = [procedure, document.locale.tag(), &document.name];
    digest::framed(
        head.into_iter().chain(parts.iter().flat_map(|it| [&*it.section, &*it.label, &*it.text])),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::FormCell, tests::document};

    fn unsealed(texts: &[&str]) -> Document {
        let mut document = document(Locale::Zh, texts, "");
        document.blocks.retain(|it| !matches!(it, Block::Code { .. }));
        document
    }

    fn sealed(texts: &[&str]) -> Document {
        let mut document = unsealed(texts);
        document.seal("tdxl", true);
        document
    }

    #[test]
    fn whatever_is_printed_is_in_the_code() {
        let texts: Vec<String> = (0..40).map(|it| format!("text {it}")).collect();
        let texts: Vec<&str> = texts.iter().map(|it| &**it).collect();
        let first = sealed(&texts).sealed().unwrap().clone();
        let used = sealed(&texts).texts().len() - 4; // number, code, its label and what is said of it
        for at in 0..used.min(40) {
            let mut other = texts.clone();
            other[at] = "another";
            let other = sealed(&other);
            let seal = other.sealed().unwrap();
            assert_ne!(seal.code, first.code, "{at}");
            assert_ne!(seal.number, first.number, "{at}");
        }
        let mut later = unsealed(&texts);
        later.made_at += chrono::TimeDelta::seconds(1);
        later.seal("tdxl", true);
        assert_eq!(later.number, first.number, "the same answers have the same number");
        assert_ne!(later.sealed().unwrap().code, first.code);
    }

    #[test]
    fn a_change_is_named_and_nothing_else() {
        let form = |phone: &str, more: bool| {
            let cell =
                |label: &str, value: &str| FormCell { label: label.into(), value: value.into() };
            let mut rows = vec![vec![cell("姓名", "张三"), cell("移动电话", phone)]];
            if more {
                rows.push(vec![cell("曾用名", "张山")]);
            }
            let mut document = Document {
                blocks: vec![
                    Block::Heading { text: "一、个人信息".into() },
                    Block::Form { rows, photo: None },
                ],
                ..document(Locale::Zh, &["题"], "")
            };
            document.seal("tdxl", true);
            document
        };
        let paper = form("13800138000", false);
        let seal = Seal::from_json(paper.sealed().unwrap().to_json().as_bytes()).unwrap();
        assert_eq!(seal.changes(&paper), []);
        let change =
            |label: &str, kind| Change {
                section: "个人信息".into(), label: label.into(), kind
            };
        assert_eq!(
            seal.changes(&form("13900139000", true)),
            [change("移动电话", ChangeKind::Changed), change("曾用名", ChangeKind::Added)]
        );
        let seal = form("13800138000", true).sealed().unwrap().clone();
        assert_eq!(seal.changes(&paper), [change("曾用名", ChangeKind::Gone)]);
        assert!(!seal.to_json().contains("13800138000") && !seal.to_json().contains("张"));
    }

    #[test]
    fn the_qr_code_has_letters_of_its_dense_mode_only() {
        let text = sealed(&["张三"]).sealed().unwrap().qr_text();
        assert_eq!(text.len(), 53);
        assert!(
            text.bytes().all(|it| b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".contains(&it))
        );
    }

    #[test]
    fn what_is_no_seal_is_none() {
        for json in ["", "{}", "[]", "\u{0}", "{\"procedure\":1}"] {
            assert_eq!(Seal::from_json(json.as_bytes()), None);
        }
    }
}
