//! A document as one HTML file that opens in any browser without a network and without 备申.
//!
//! **Invariant:** the markup holds the document's texts and not a word more. What only a script can do (copying,
//! counting, keeping ticks) the script itself puts in, its words coming from data attributes; what only a colour
//! would say (a stamp, a star) the style sheet puts in, with words for a screen reader.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use std::fmt::{self, Write as _};

use crate::{
    document::{
        Block, DRAWING_MM, Document, Drawing, FormCell, Item, ItemAction, PhotoBox, Signed, Tone,
    },
    plain::stamp,
    strokes::{BOX_MM, Curve, curves},
    text::Locale,
};

/// Colours, type and what every page of ours begins with.
pub const BASE: &str = include_str!("base.css");
const CSS: &str = concat!(include_str!("base.css"), include_str!("html.css"));
/// For tables of many columns.
const WIDE: &str = "main { max-width: 75rem; }\n@media print { @page { size: A4 landscape; } }\n";
const SCRIPT: &str = include_str!("html.js");

impl Document {
    /// The document as a self-contained HTML file: styles, script and photo are in it, and its content security policy
    /// lets nothing else in.
    ///
    /// Every text is the whole content of one element. Items have a box whose tick outlasts a reload where the
    /// browser lets a file store anything, under the document's number.
    pub fn to_html(&self) -> String {
        let mut page = Page { document: &self.visible(), boxes: 0, out: String::new() };
        let _ = page.write(); // a String takes everything
        page.out
    }
}

struct Page<'a> {
    document: &'a Document,
    /// How many boxes there are so far: their ids.
    boxes: usize,
    out: String,
}

impl Page<'_> {
    fn write(&mut self) -> fmt::Result {
        let Document { locale, title, subtitle, number, made_at, landscape, notice, name, blocks } =
            self.document;
        let (tag, title, number) = (locale.tag(), Escaped(title), Escaped(number));
        let wide = if *landscape { WIDE } else { "" };
        let words = [
            ("copy", locale.pick("复制", "Copy")),
            ("copied", locale.pick("已复制", "Copied")),
            ("selected", locale.pick("已选中，请按 Ctrl+C", "Selected, press Ctrl+C")),
            ("progress", locale.pick("已办 {done} / {all}", "Done {done} of {all}")),
        ];
        write!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
             script-src 'unsafe-inline'; img-src data:\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title} {number}</title>\n<style>\n{CSS}{wide}</style>\n</head>\n<body>\n<main data-number=\"{number}\""
        )?;
        for (name, word) in words {
            write!(self.out, " data-{name}=\"{word}\"")?;
        }
        write!(self.out, ">\n<header>\n<h1>{title}</h1>\n")?;
        self.text("p", "lead", subtitle)?;
        let time = (made_at.format("%Y-%m-%dT%H:%M"), self.document.made_at_text());
        writeln!(
            self.out,
            "<p class=\"meta\"><span>{number}</span><time datetime=\"{}\">{}</time><span>{}</span></p>",
            time.0,
            time.1,
            Escaped(name),
        )?;
        self.text("p", "lead", notice)?;
        self.out.push_str("</header>\n");
        for block in blocks {
            self.block(block)?;
        }
        write!(self.out, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n")
    }

    fn block(&mut self, block: &Block) -> fmt::Result {
        match block {
            Block::Heading { text } => self.text("h2", "", text),
            Block::Paragraph { text } => self.text("p", "", text),
            Block::Notice { tone, text } => self.notice(*tone, text),
            Block::Form { rows, photo } => self.form(rows, photo.as_ref()),
            Block::Picture { png, caption } => {
                // The words below it are its alternative, said once.
                let address = data_uri("image/png", &png.bytes);
                write!(self.out, "<figure class=\"picture\">\n<img alt=\"\" src=\"{address}\">\n")?;
                self.text("figcaption", "note", caption)?;
                self.out.push_str("</figure>\n");
                Ok(())
            }
            Block::Table { columns, rows } => {
                self.out.push_str("<table>\n<thead><tr>");
                let sum = columns.iter().map(|it| it.share).sum::<f32>().max(f32::MIN_POSITIVE);
                for column in columns {
                    let title = Escaped(&column.title);
                    let percent = column.share / sum * 100.0;
                    write!(
                        self.out,
                        "<th scope=\"col\" style=\"width:{percent:.1}%\">{title}</th>"
                    )?;
                }
                self.out.push_str("</tr></thead>\n<tbody>\n");
                for row in rows {
                    self.out.push_str("<tr>");
                    row.iter().try_for_each(|it| self.portal("td", "", it))?;
                    self.out.push_str("</tr>\n");
                }
                self.out.push_str("</tbody>\n</table>\n");
                Ok(())
            }
            Block::Checks { items } => {
                self.out.push_str("<ul class=\"checks\">\n");
                for item in items {
                    let id = self.next_box();
                    let (ticked, text) =
                        (if item.ticked { " checked" } else { "" }, Escaped(&item.text));
                    write!(self.out, "<li><input type=\"checkbox\" id=\"{id}\" disabled{ticked}>")?;
                    writeln!(self.out, "<label for=\"{id}\">{text}</label>")?;
                    self.text("p", "note", &item.detail)?;
                    self.out.push_str("</li>\n");
                }
                self.out.push_str("</ul>\n");
                Ok(())
            }
            Block::Items { items } => {
                self.out.push_str("<ol>\n");
                items.iter().try_for_each(|it| self.item(it))?;
                self.out.push_str("</ol>\n");
                Ok(())
            }
            Block::Drawings { items } => {
                self.out.push_str("<div class=\"drawings\">\n");
                items.iter().try_for_each(|it| self.drawing(it))?;
                self.out.push_str("</div>\n");
                Ok(())
            }
            Block::Signature { label, date_label, signed } => {
                self.out.push_str("<div class=\"signature\">\n");
                self.text("p", "", label)?;
                if let Some(signed) = signed {
                    self.signed(signed)?;
                }
                self.text("p", "", date_label)?;
                self.out.push_str("</div>\n");
                Ok(())
            }
            Block::Code { label, text, about, .. } => {
                self.out.push_str("<div class=\"code\">\n");
                self.text("p", "", label)?;
                self.text("p", "value", text)?;
                self.text("p", "note", about)?;
                self.out.push_str("</div>\n");
                Ok(())
            }
        }
    }

    fn notice(&mut self, tone: Tone, text: &str) -> fmt::Result {
        let text = Escaped(text);
        match tone {
            Tone::Info => writeln!(self.out, "<p class=\"callout\">{text}</p>"),
            Tone::Warning => writeln!(self.out, "<p class=\"callout warning\">{text}</p>"),
            Tone::Stop => {
                let stamp = stamp(self.document.locale);
                writeln!(self.out, "<p class=\"callout stop\" data-stamp=\"{stamp}\">{text}</p>")
            }
        }
    }

    fn form(&mut self, rows: &[Vec<FormCell>], photo: Option<&PhotoBox>) -> fmt::Result {
        self.out.push_str("<div class=\"form\">\n<dl>\n");
        for row in rows {
            for cell in row {
                self.out.push_str(if row.len() == 1 { "<div class=\"wide\">" } else { "<div>" });
                self.portal("dt", "", &cell.label)?;
                self.portal("dd", "", &cell.value)?;
                self.out.push_str("</div>\n");
            }
        }
        self.out.push_str("</dl>\n");
        if let Some(PhotoBox { jpeg, width_mm, height_mm, caption }) = photo {
            let caption = Escaped(caption);
            write!(
                self.out,
                "<figure class=\"photo\" style=\"width:{width_mm}mm;height:{height_mm}mm\">"
            )?;
            match jpeg {
                Some(jpeg) => {
                    write!(
                        self.out,
                        "<img alt=\"{caption}\" src=\"{}\">",
                        data_uri("image/jpeg", &jpeg.bytes)
                    )?;
                }
                None => write!(self.out, "<span>{caption}</span>")?,
            }
            self.out.push_str("</figure>\n");
        }
        self.out.push_str("</div>\n");
        Ok(())
    }

    fn drawing(&mut self, Drawing { caption, lines }: &Drawing) -> fmt::Result {
        let (width, height) = DRAWING_MM;
        self.figure([width, height], &curves(lines, width, height), caption)
    }

    fn signed(&mut self, Signed { text, strokes }: &Signed) -> fmt::Result {
        let (width, height) = BOX_MM;
        self.figure([width, height], &strokes.curves(width, height), text)
    }

    /// Lines, in millimetres; who does not see them hears the words.
    fn figure(&mut self, [width, height]: [f32; 2], curves: &[Curve], text: &str) -> fmt::Result {
        write!(
            self.out,
            "<figure><svg aria-hidden=\"true\" viewBox=\"0 0 {width} {height}\" style=\"width:{width}mm;height:{height}mm\">\
             <path d=\"{}\"/></svg>",
            path(curves)
        )?;
        self.text("figcaption", "", text)?;
        self.out.push_str("</figure>\n");
        Ok(())
    }

    fn item(&mut self, item: &Item) -> fmt::Result {
        let locale = self.document.locale;
        let id = self.next_box();
        let stops = item.action == ItemAction::Irreversible;
        let class = if stops { "item stop" } else { "item" };
        let stamp =
            if stops { format!(" data-stamp=\"{}\"", stamp(locale)) } else { String::new() };
        let required = locale.pick("必填", "required");
        let required =
            if item.required { format!(" data-required=\"{required}\"") } else { String::new() };
        let (name, lang, label) =
            (Escaped(&item.id), lang(locale, &item.label), Escaped(&item.label));
        write!(
            self.out,
            "<li class=\"{class}\">\n\
             <input type=\"checkbox\" id=\"{id}\" data-item=\"{name}\" autocomplete=\"off\">\n\
             <label for=\"{id}\"{lang}{required}{stamp}>{label}</label>\n"
        )?;
        if !item.value.is_empty() {
            self.portal("span", "value", &item.value)?;
        }
        self.text("p", "note", &item.note)?;
        self.out.push_str("</li>\n");
        Ok(())
    }

    fn next_box(&mut self) -> String {
        self.boxes += 1;
        format!("box-{}", self.boxes)
    }

    /// An element with words in the document's language; none for an empty text.
    fn text(&mut self, tag: &str, class: &str, text: &str) -> fmt::Result {
        if text.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "<{tag}{}>{}</{tag}>", Class(class), Escaped(text))
    }

    /// An element with a portal's word or a person's answer, which may be in another language and direction.
    fn portal(&mut self, tag: &str, class: &str, text: &str) -> fmt::Result {
        let lang = lang(self.document.locale, text);
        write!(self.out, "<{tag}{}{lang} dir=\"auto\">{}</{tag}>", Class(class), Escaped(text))
    }
}

/// Lines as the `d` of an SVG's path.
pub fn path(curves: &[Curve]) -> String {
    let mut d = String::new();
    for Curve { start: [x, y], pieces } in curves {
        // Writing to a text does not fail.
        let _ = write!(d, "M{x:.2} {y:.2}");
        for [[ax, ay], [bx, by], [x, y]] in pieces {
            let _ = write!(d, "C{ax:.2} {ay:.2} {bx:.2} {by:.2} {x:.2} {y:.2}");
        }
        if pieces.is_empty() {
            d.push_str("h0");
        }
    }
    d
}

struct Class<'a>(&'a str);

impl fmt::Display for Class<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, " class=\"{}\"", self.0) }
    }
}

/// The `lang` attribute of a text that is Chinese on a page that is not.
pub fn lang(locale: Locale, text: &str) -> &'static str {
    let is_han = |it| matches!(it, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    locale.pick("", if text.contains(is_han) { " lang=\"zh-CN\"" } else { "" })
}

/// Text that stays text between tags and inside a quoted attribute.
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|it| match it {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            '\r' => f.write_str("&#13;"), // a bare one would be read as a line feed
            _ => f.write_char(it),
        })
    }
}

/// Bytes as a `data:` address (RFC 2397).
pub fn data_uri(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes))
}
