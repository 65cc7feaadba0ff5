//! The file: pages and fonts by printpdf, then what printpdf cannot say, added to its file with lopdf.

use beishen_document::Locale;
use chrono::NaiveDateTime;
use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};
use printpdf::{FontId, Mm, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, XObject, XObjectId};

use crate::{
    PrintError,
    book::Chapter,
    codes::Drawn,
    fonts::{Face, FaceId},
    outline, seal,
    sheet::{MM, Paper, Sheet},
    text::kinsoku::is_invisible,
};

const CREATOR: &str = "备申 Beishen";
const PRODUCER: &str = "printpdf";
/// A document of more pages has a bookmark for each of its headings.
const SHORT: usize = 8;

/// The PDF file. The same documents give the same bytes.
pub(crate) fn finish(
    chapters: &[Chapter],
    sheet: Sheet,
    pictures: Vec<(String, XObject)>,
) -> Result<Vec<u8>, PrintError> {
    let first = chapters.first().ok_or(PrintError::Internal)?;
    let Sheet { fonts, pages, tags, codes, headings, .. } = sheet;
    let mut pdf = PdfDocument::new("");
    for id in codes.faces() {
        if let Some(face) = fonts.face(id) {
            pdf.resources
                .fonts
                .map
                .insert(FontId(id.resource().to_owned()), PdfFont::new(face.font().clone()));
        }
    }
    pdf.resources.xobjects.map.extend(pictures.into_iter().map(|(name, it)| (XObjectId(name), it)));
    let page =
        |(paper, ops): (Paper, _)| PdfPage::new(Mm(paper.width / MM), Mm(paper.height / MM), ops);
    pdf.with_pages(pages.into_iter().map(page).collect());
    let mut file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());

    "1.7".clone_into(&mut file.version);
    let pages: Vec<_> = file.get_pages().into_values().collect();
    let tree = tags.write(&mut file, &pages)?;
    for (id, drawn) in codes.lent() {
        if let Some(face) = fonts.face(id) {
            draw_lent(&mut file, id, face, drawn)?;
        }
    }
    for chapter in chapters {
        if let (Some(sealed), Some(page)) = (&chapter.seal, pages.get(chapter.page)) {
            seal::write(&mut file, *page, sealed, chapter.made_at)?;
        }
    }
    let marks = match chapters {
        [_] if pages.len() > SHORT => headings,
        [_] => Vec::new(),
        many => many.iter().map(Chapter::mark).collect(),
    };
    let outlines = (!marks.is_empty()).then(|| outline::write(&mut file, &marks, &pages));
    let about = About::of(first, chapters.len());
    let metadata = file.add_object(about.metadata());
    let catalog = file.catalog_mut().map_err(|_| PrintError::Internal)?;
    catalog.set("Lang", Object::string_literal(first.locale.tag()));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", tree);
    catalog.set("Metadata", metadata);
    if let Some(outlines) = outlines {
        catalog.set("Outlines", outlines);
        catalog.set("PageMode", "UseOutlines");
    }
    // Without scaling, or 33 mm × 48 mm would not be that on paper.
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None" },
    );
    let info = file.add_object(about.information());
    file.trailer.set("Info", info);
    let id = chapters.iter().fold(0, |id: u128, it| id.rotate_left(1) ^ it.digest);
    let id = Object::String(id.to_be_bytes().to_vec(), StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    file.prune_objects();
    file.compress();
    let mut bytes = Vec::new();
    file.save_modern(&mut bytes).map_err(|_| PrintError::Internal)?;
    Ok(bytes)
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 with a byte order mark.
pub(crate) fn text(text: &str) -> Object {
    let visible = text.chars().filter(|it| !is_invisible(*it)).collect::<String>();
    let bytes =
        [0xFE, 0xFF].into_iter().chain(visible.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Tells a font which glyphs its codes draw and how wide they are (ISO 32000-1, 9.7.4.3 and 9.7.4.2).
fn draw_lent(
    file: &mut lopdf::Document,
    id: FaceId,
    face: &Face,
    drawn: Drawn,
) -> Result<(), PrintError> {
    let map = file.add_object(Stream::new(Dictionary::new(), drawn.map));
    let tag = format!("{}+", id.resource());
    let named = |it: &Dictionary| {
        it.get(b"BaseFont").and_then(Object::as_name).is_ok_and(|it| it.starts_with(tag.as_bytes()))
    };
    let mut dictionaries = file.objects.values_mut().filter_map(|it| it.as_dict_mut().ok());
    let font = dictionaries.find(|it| it.has(b"DescendantFonts") && named(it));
    let descendants =
        font.and_then(|it| it.get_mut(b"DescendantFonts").and_then(Object::as_array_mut).ok());
    let descendant = descendants
        .and_then(|it| it.first_mut()?.as_dict_mut().ok())
        .ok_or(PrintError::Internal)?;
    let widths: Vec<Object> =
        drawn.glyphs.iter().map(|it| (face.width(*it) * 1000.0).into()).collect();
    descendant.set("CIDToGIDMap", map);
    descendant.set("W", vec![1.into(), widths.into()]);
    Ok(())
}

/// What the file says of itself.
struct About {
    title: String,
    subject: String,
    /// Of one document only; empty: not known.
    author: String,
    locale: Locale,
    made_at: NaiveDateTime,
}

impl About {
    /// Of a file with so many documents.
    fn of(first: &Chapter, count: usize) -> Self {
        let title = match first.locale {
            _ if count == 1 => first.title.clone(),
            Locale::Zh => format!("{}（{count} 份）", first.title),
            Locale::En => format!("{} ({count})", first.title),
        };
        let author = if count == 1 { first.name.clone() } else { String::new() };
        let subject = first.subtitle.clone();
        Self { title, subject, author, locale: first.locale, made_at: first.made_at }
    }

    /// The information dictionary (ISO 32000-1, 14.3.3).
    fn information(&self) -> Dictionary {
        let date = Object::string_literal(self.made_at.format("D:%Y%m%d%H%M%S").to_string());
        let mut info = dictionary! {
            "Title" => text(&self.title),
            "Subject" => text(&self.subject),
            "Creator" => text(CREATOR),
            "Producer" => text(PRODUCER),
            "CreationDate" => date.clone(),
            "ModDate" => date,
        };
        if !self.author.is_empty() {
            info.set("Author", text(&self.author));
        }
        info
    }

    /// The same as XMP (ISO 16684-1).
    fn metadata(&self) -> Stream {
        let date = self.made_at.format("%Y-%m-%dT%H:%M:%S");
        let [title, subject, author] =
            [&self.title, &self.subject, &self.author].map(|it| escape(it));
        let creator = if author.is_empty() {
            String::new()
        } else {
            format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>")
        };
        let language = self.locale.tag();
        let xmp = format!(
            r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
{creator}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>
<pdf:Producer>{PRODUCER}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"#,
            bom = '\u{FEFF}',
        );
        let stream =
            Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp.into_bytes());
        // Programs look for it without unpacking.
        stream.with_compression(false)
    }
}

fn escape(text: &str) -> String {
    let visible = text.chars().filter(|it| !is_invisible(*it)).collect::<String>();
    visible.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
