//! What is printed or copied, before anyone chose paper, page or table.
//!
//! **Invariant:** a [`Document`] is complete. Whatever one format says of it, every format says: the renderers
//! beside this file and the PDF writer add layout and not a word.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::{
    png::Png,
    seal::Seal,
    strokes::{Point, Strokes},
    text::Locale,
};

/// A titled list of blocks in reading order.
#[derive(Clone, PartialEq, Serialize)]
pub struct Document {
    /// The language of everything that is not a portal's own word.
    pub locale: Locale,
    /// The heading of page 1.
    pub title: String,
    /// In brackets below the title: the procedure, and that this is no official paper.
    pub subtitle: String,
    /// Which paper it is: its kind (BS a receipt, QD a checklist, KW a correction form), the day and a digest, such as
    /// `BS-20261122-3F9A2C1B`. No personal data.
    pub number: String,
    /// When it was made, local time.
    pub made_at: NaiveDateTime,
    /// “本机准备回执，非官方凭证”: stands on every page.
    pub notice: String,
    /// Whether its pages lie on their side, for tables of many columns.
    pub landscape: bool,
    /// Whose it is: the footer and the file's metadata. Empty when the name is not known yet.
    pub name: String,
    /// In reading order.
    pub blocks: Vec<Block>,
}

/// One part of a document.
#[derive(Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A section's heading, numbered already (`一、基本信息`).
    Heading {
        /// The words.
        text: String,
    },
    /// Running text.
    Paragraph {
        /// The words; a line break is a new paragraph.
        text: String,
    },
    /// Something to heed before going on.
    Notice {
        /// How much it matters.
        tone: Tone,
        /// The words.
        text: String,
    },
    /// The bordered form of labels and values, with the photo at its top right.
    Form {
        /// Each row holds one cell (the whole width) or two (half the width each).
        rows: Vec<Vec<FormCell>>,
        /// The place for the photo, when the form has one. It stands beside the two-cell rows at the top.
        photo: Option<PhotoBox>,
    },
    /// A picture as wide as the text, with what is to be seen on it below.
    Picture {
        /// The picture itself.
        #[serde(skip)]
        png: Box<Png>,
        /// What is to be seen; a screen reader says it too.
        caption: String,
    },
    /// A table whose header repeats on every page it reaches.
    Table {
        /// Titles, and the share each column takes of the width.
        columns: Vec<Column>,
        /// As many cells each as there are columns.
        rows: Vec<Vec<String>>,
    },
    /// Boxes ticked and not ticked.
    Checks {
        /// In order.
        items: Vec<CheckLine>,
    },
    /// Boxes of a portal's page in the portal's own order, each with what goes in.
    Items {
        /// In the portal's order.
        items: Vec<Item>,
    },
    /// Line drawings, each with its words, beside each other.
    Drawings {
        /// In reading order.
        items: Vec<Drawing>,
    },
    /// Where the applicant signs; kept whole on one page.
    Signature {
        /// `申请人（签名）：`
        label: String,
        /// `日期：　　　年　　月　　日`, or the day it was signed.
        date_label: String,
        /// The signature, if it was drawn on the screen; none: the box is left empty for ink.
        signed: Option<Signed>,
    },
    /// What tells later whether the paper still says what the draft says; a QR code on paper.
    Code {
        /// `校验码`
        label: String,
        /// The code, four characters and four.
        text: String,
        /// What to do with it.
        about: String,
        /// What a file keeps of it.
        #[serde(skip)]
        seal: Box<Seal>,
    },
}

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Good to know.
    Info,
    /// Look again.
    Warning,
    /// Cannot be undone on the portal, or must be changed first.
    Stop,
}

/// A label and its value.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct FormCell {
    /// The portal's own word.
    pub label: String,
    /// What is answered; never truncated.
    pub value: String,
}

/// The place for a photo, in millimetres of paper.
#[derive(Clone, PartialEq, Serialize)]
pub struct PhotoBox {
    /// The JPEG file as it will be uploaded, printed without a byte changed. `None`: the caption stands in its place.
    #[serde(skip)]
    pub jpeg: Option<Jpeg>,
    /// Width in millimetres.
    pub width_mm: f32,
    /// Height in millimetres.
    pub height_mm: f32,
    /// What stands in the empty box, and what a screen reader says of a full one.
    pub caption: String,
}

/// A JPEG file whose size and colours are known.
#[derive(Clone, PartialEq, Eq)]
pub struct Jpeg {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Colour components: 1 grey, 3 colour, 4 CMYK.
    pub components: u8,
}

/// A line drawing. What it shows its words say, too.
#[derive(Clone, PartialEq, Serialize)]
pub struct Drawing {
    /// What it shows.
    pub caption: String,
    /// The lines, in a box of [`DRAWING_MM`].
    #[serde(skip)]
    pub lines: Vec<Vec<Point>>,
}

/// The box of a drawing, in millimetres of paper.
pub const DRAWING_MM: (f32, f32) = (16.8, 22.4);

/// A signature in its box.
#[derive(Clone, PartialEq, Serialize)]
pub struct Signed {
    /// `已手写签名`: what stands for it where nothing can be drawn.
    pub text: String,
    /// What was drawn.
    pub strokes: Strokes,
}

/// A table's column.
#[derive(Clone, PartialEq, Serialize)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// Its share of the table's width; the shares of a table add up to anything.
    pub share: f32,
}

/// A box with its words.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CheckLine {
    /// Whether it is ticked.
    pub ticked: bool,
    /// What it says.
    pub text: String,
    /// What more there is to say; may be empty.
    pub detail: String,
}

/// One box of a portal's page and what goes into it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Names the item across formats: `page.field`.
    pub id: String,
    /// What the person does with it.
    pub action: ItemAction,
    /// The words beside the box, as the portal has them.
    pub label: String,
    /// What goes in, in the portal's own format. Empty when there is nothing to give.
    pub value: String,
    /// What to heed; may be empty.
    pub note: String,
    /// Whether the portal insists.
    pub required: bool,
}

/// What a person does with an item of the portal's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemAction {
    /// Paste the value.
    Copy,
    /// Paste the value a second time.
    Confirm,
    /// Choose this entry of a list.
    Choose,
    /// Hand in a file.
    Upload,
    /// Type a secret that is nobody else's business.
    Secret,
    /// Type the code that the portal has sent.
    Code,
    /// Click, read or wait.
    Do,
    /// Nothing: the portal fills it.
    System,
    /// Stop and check: what follows cannot be undone.
    Irreversible,
}

impl Document {
    /// Every piece of text in reading order, as every format must hold it.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = vec![&self.title, &self.subtitle, &self.number, &self.notice];
        for block in &self.blocks {
            match block {
                Block::Heading { text }
                | Block::Paragraph { text }
                | Block::Notice { text, .. } => texts.push(text),
                Block::Form { rows, photo } => {
                    for cell in rows.iter().flatten() {
                        texts.extend([&*cell.label, &*cell.value]);
                    }
                    texts
                        .extend(photo.iter().filter(|it| it.jpeg.is_none()).map(|it| &*it.caption));
                }
                Block::Picture { caption, .. } => texts.push(caption),
                Block::Table { columns, rows } => {
                    texts.extend(columns.iter().map(|it| &*it.title));
                    texts.extend(rows.iter().flatten().map(|it| &**it));
                }
                Block::Checks { items } => {
                    texts.extend(items.iter().flat_map(|it| [&*it.text, &*it.detail]));
                }
                Block::Items { items } => {
                    texts.extend(items.iter().flat_map(|it| [&*it.label, &*it.value, &*it.note]));
                }
                Block::Drawings { items } => texts.extend(items.iter().map(|it| &*it.caption)),
                Block::Signature { label, date_label, signed } => {
                    texts.push(label);
                    texts.extend(signed.iter().map(|it| &*it.text));
                    texts.push(date_label);
                }
                Block::Code { label, text, about, .. } => {
                    texts.extend([&**label, &**text, &**about]);
                }
            }
        }
        texts.retain(|it| !it.is_empty());
        texts
    }
}
