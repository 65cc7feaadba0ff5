//! The file: pages and fonts by printpdf, then what printpdf cannot say, added to its file with lopdf.

use beishen_core::document::Document;
use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};
use printpdf::{FontId, Mm, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, XObject, XObjectId};

use crate::{
    PrintError,
    codes::Drawn,
    fonts::{Face, FaceId},
    seal,
    sheet::{MM, Sheet},
    text::kinsoku::is_invisible,
};

const CREATOR: &str = "备申 Beishen";
const PRODUCER: &str = "printpdf";

/// The PDF file. The same document gives the same bytes.
pub(crate) fn finish(
    document: &Document,
    sheet: Sheet,
    pictures: Vec<(String, XObject)>,
) -> Result<Vec<u8>, PrintError> {
    let Sheet { fonts, paper, pages, tags, codes, .. } = sheet;
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
    let (width, height) = (Mm(paper.width / MM), Mm(paper.height / MM));
    pdf.with_pages(pages.into_iter().map(|ops| PdfPage::new(width, height, ops)).collect());
    let mut file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());

    "1.7".clone_into(&mut file.version);
    let pages: Vec<_> = file.get_pages().into_values().collect();
    let tree = tags.write(&mut file, &pages)?;
    for (id, drawn) in codes.lent() {
        if let Some(face) = fonts.face(id) {
            draw_lent(&mut file, id, face, drawn)?;
        }
    }
    let metadata = file.add_object(metadata(document));
    let pieces = document.sealed().map(|it| seal::pieces(&mut file, it, document.made_at));
    let catalog = file.catalog_mut().map_err(|_| PrintError::Internal)?;
    catalog.set("Lang", Object::string_literal(document.locale.tag()));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", tree);
    catalog.set("Metadata", metadata);
    if let Some(pieces) = pieces {
        catalog.set("PieceInfo", pieces);
    }
    // Without scaling, or 33 mm × 48 mm would not be that on paper.
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None" },
    );
    let info = file.add_object(information(document));
    file.trailer.set("Info", info);
    let id = Object::String(identifier(document).to_be_bytes().to_vec(), StringFormat::Hexadecimal);
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

/// The information dictionary (ISO 32000-1, 14.3.3).
fn information(document: &Document) -> Dictionary {
    let date = Object::string_literal(document.made_at.format("D:%Y%m%d%H%M%S").to_string());
    let mut info = dictionary! {
        "Title" => text(&document.title),
        "Subject" => text(&document.subtitle),
        "Creator" => text(CREATOR),
        "Producer" => text(PRODUCER),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    if !document.name.is_empty() {
        info.set("Author", text(&document.name));
    }
    info
}

/// The same as XMP (ISO 16684-1).
fn metadata(document: &Document) -> Stream {
    let date = document.made_at.format("%Y-%m-%dT%H:%M:%S");
    let [title, subject, name] =
        [&document.title, &document.subtitle, &document.name].map(|it| escape(it));
    let creator = if name.is_empty() {
        String::new()
    } else {
        format!("<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>")
    };
    let language = document.locale.tag();
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

fn escape(text: &str) -> String {
    let visible = text.chars().filter(|it| !is_invisible(*it)).collect::<String>();
    visible.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Names the file by what it says: FNV-1a, 128 bits.
fn identifier(document: &Document) -> u128 {
    let made_at = document.made_at.to_string();
    let texts = document.texts().into_iter().chain([&*document.name, &*made_at]);
    texts.flat_map(|it| it.bytes().chain([0])).fold(
        0x6c62_272e_07bb_0142_62b8_2175_6295_c58d,
        |hash: u128, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B)
        },
    )
}
