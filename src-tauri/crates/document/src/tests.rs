//! Every format says every text, whatever characters the texts have. What CSV and Markdown need of their own is
//! tested beside them.

use chrono::NaiveDate;
use proptest::prelude::*;

use crate::*;

/// A document with every kind of block, its texts taken in turn from `texts`.
pub(super) fn document(locale: Locale, texts: &[&str], empty: &str) -> Document {
    let mut turn = texts.iter().cycle();
    let mut next = || (*turn.next().unwrap()).to_owned();
    let item = |action, label, value: String, note: String, required| Item {
        id: format!("page.{value}"),
        action,
        label,
        value,
        note,
        required,
    };
    Document {
        locale,
        title: next(),
        subtitle: next(),
        number: "BS-20261122-3F9A2C1B".into(),
        made_at: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(9, 5, 30).unwrap(),
        notice: next(),
        landscape: false,
        name: next(),
        blocks: vec![
            Block::Heading { text: next() },
            Block::Paragraph { text: next() },
            Block::Notice { tone: Tone::Info, text: next() },
            Block::Notice { tone: Tone::Warning, text: next() },
            Block::Notice { tone: Tone::Stop, text: next() },
            Block::Form {
                rows: vec![
                    vec![
                        FormCell { label: next(), value: next() },
                        FormCell { label: next(), value: next() },
                    ],
                    vec![FormCell { label: next(), value: empty.into() }],
                ],
                photo: Some(PhotoBox {
                    jpeg: None,
                    width_mm: 33.0,
                    height_mm: 48.0,
                    caption: next(),
                }),
            },
            Block::Picture { png: Box::new(png()), caption: next() },
            Block::Heading { text: next() },
            Block::Table {
                columns: vec![
                    Column { title: next(), share: 1.0 },
                    Column { title: next(), share: 3.0 },
                ],
                rows: vec![vec![next(), next()], vec![next(), empty.into()]],
            },
            Block::Table { columns: vec![Column { title: next(), share: 0.0 }], rows: vec![] },
            Block::Checks {
                items: vec![
                    CheckLine { ticked: true, text: next(), detail: next() },
                    CheckLine { ticked: false, text: next(), detail: empty.into() },
                ],
            },
            Block::Items {
                items: vec![
                    item(ItemAction::Copy, next(), next(), next(), true),
                    item(ItemAction::Secret, next(), empty.into(), next(), false),
                    item(ItemAction::Irreversible, next(), next(), empty.into(), false),
                ],
            },
            Block::Drawings {
                items: vec![Drawing { caption: next(), lines: strokes().points().to_vec() }],
            },
            Block::Signature { label: next(), date_label: next(), signed: None },
            Block::Signature {
                label: next(),
                signed: Some(Signed { text: next(), strokes: strokes() }),
                date_label: next(),
            },
            Block::Code {
                label: next(),
                text: next(),
                about: next(),
                seal: Box::new(Seal {
                    procedure: "tdxl".into(),
                    locale,
                    masked: true,
                    made_at: NaiveDate::default().into(),
                    number: String::new(),
                    code: String::new(),
                    parts: Vec::new(),
                }),
            },
        ],
    }
}

/// A picture, of which no format looks at more than the bytes.
fn png() -> Png {
    Png { bytes: b"\x89PNG".into(), width: 1, height: 1, palette: vec![0; 3], rows: vec![0] }
}

/// A stroke and a dot.
fn strokes() -> Strokes {
    Strokes::try_from(vec![vec![[0.1, 0.2], [0.5, 0.9], [0.9, 0.1]], vec![[1.0, 0.0]]]).unwrap()
}

const HOSTILE: &[&str] = &[
    "张三",
    "\"quoted\" & 'single'",
    "<b>bold</b>",
    "</script><script>alert(1)</script>",
    "</style></title></textarea>",
    "a,b;c\td",
    "first\nsecond\r\nthird\rfourth",
    "\n\nblank lines\n\n",
    "  spaces at both ends  ",
    "\u{3000}全角空格\u{3000}",
    "    four spaces",
    "مرحبا بالعالم",
    "\u{202e}reversed",
    "👩\u{200d}🎓 emoji",
    "𠮷野家 㐂 𰻞",
    "*star* _under_ **strong** ~~gone~~",
    "`code` ``two`` ```three",
    "a|b||c \\| d \\",
    "# heading #",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "===",
    "---",
    "> quote",
    "[link](address) ![image](x) [x] ]]>",
    "&amp; &#65; &lt;",
    "http://example.cn/?a=1&b=2",
    "=1+1",
    "+86 13800138000",
    "-1",
    "@SUM(A1)",
    "\t=tab",
    "'apostrophe",
    "＝1",
    "110105194912310021",
    "13800138000",
    "0814",
    "2011-09",
    "$1 `$2`",
    "${x} {done} {{y}} %s",
    "true",
    "x\u{1}\u{b}\u{c}\u{85}\u{2028}y",
];

/// Any text a person or a pack can give; a NUL no format can hold.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let text = prop_oneof![
        3 => "[ \\t\\r\\n\"'<>&,;=+@*_`\\[\\]()!#|\\\\~$.0-9a-z中-]{1,12}",
        1 => any::<String>().prop_map(|it| it.replace('\0', "0")),
    ];
    proptest::collection::vec(text.prop_filter("a text", |it| !it.is_empty()), 1..40)
}

/// What a format must say, in its order: [`Document::texts`], visible, with the time and the name after the number.
pub(super) fn said(document: &Document) -> Vec<String> {
    let document = &*document.visible();
    let mut said: Vec<String> = document.texts().into_iter().map(str::to_owned).collect();
    let number = said.iter().position(|it| *it == document.number).unwrap();
    said.splice(number + 1..=number, ["2026-11-22 09:05".to_owned(), document.name.clone()]);
    said
}

pub(super) fn each(check: impl Fn(&Document) -> Result<(), TestCaseError>) {
    for locale in [Locale::Zh, Locale::En] {
        for shift in 0..HOSTILE.len() {
            let mut texts = HOSTILE.to_vec();
            texts.rotate_left(shift);
            check(&document(locale, &texts, "")).unwrap();
        }
    }
    proptest!(|(texts in texts(), english in any::<bool>())| {
        let texts: Vec<&str> = texts.iter().map(|it| &**it).collect();
        check(&document(if english { Locale::En } else { Locale::Zh }, &texts, ""))?;
    });
}

#[test]
fn plain_text_holds_every_text() {
    each(|document| {
        let plain = document.to_text();
        for text in said(document) {
            prop_assert!(plain.contains(&text), "{text:?} is not in {plain:?}");
        }
        Ok(())
    });
}

#[test]
fn json_reads_back_to_every_text() {
    fn strings(json: &serde_json::Value, found: &mut Vec<String>) {
        match json {
            serde_json::Value::String(text) => found.push(text.clone()),
            serde_json::Value::Array(all) => all.iter().for_each(|it| strings(it, found)),
            serde_json::Value::Object(all) => all.values().for_each(|it| strings(it, found)),
            _ => (),
        }
    }
    each(|document| {
        let mut found = Vec::new();
        strings(&serde_json::from_str(&document.to_json()).unwrap(), &mut found);
        for text in document.visible().texts() {
            prop_assert!(found.iter().any(|it| it == text), "{text:?}");
        }
        Ok(())
    });
}

#[test]
fn html_says_exactly_the_texts() {
    each(|document| {
        let html = document.to_html();
        let (elements, nodes) = read_html(&html);
        let blank = |it: &String| !it.trim_matches(['\n']).is_empty();
        let said: Vec<String> = said(document).into_iter().filter(blank).collect();
        prop_assert_eq!(nodes.into_iter().filter(blank).collect::<Vec<_>>(), said);
        let inside = |it: &&String| {
            it.replace(" src=\"data:", "").contains(" src=")
                || it.contains(" href=")
                || it.contains(" on")
        };
        prop_assert_eq!(elements.iter().find(inside), None);
        Ok(())
    });
}

/// The tags and the text nodes of the body, as a browser's tokeniser finds them.
fn read_html(html: &str) -> (Vec<String>, Vec<String>) {
    let html = html.replace("\r\n", "\n").replace('\r', "\n"); // as a browser does first of all
    let (_, body) = html.split_once("<body>").unwrap();
    let (body, script) = body.split_once("<script>").unwrap();
    assert_eq!(script.matches("</script").count(), 1, "the script is ended by its own tag");
    let (mut elements, mut nodes) = (Vec::new(), Vec::new());
    for part in body.split('<').skip(1) {
        let (element, node) = part.split_once('>').unwrap();
        assert_eq!(element.matches('"').count() % 2, 0, "{element}");
        elements.push(element.to_owned());
        let node = node
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'");
        nodes.push(node.replace("&#13;", "\r").replace("&amp;", "&"));
    }
    (elements, nodes)
}

#[test]
fn html_refers_to_nothing_outside_itself() {
    let html = document(Locale::Zh, &["字"], "").to_html();
    for address in ["://", "//www", "@import", "url(", "<link", "href="] {
        assert!(!html.contains(address), "{address}");
    }
    assert_eq!(html.matches("src=").count(), html.matches("src=\"data:image/png;base64,").count());
    assert!(html.contains(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
    ));
}

#[test]
fn html_has_one_heading_of_the_first_rank_and_a_label_for_every_box() {
    let html = document(Locale::Zh, &["字"], "").to_html();
    assert_eq!(html.matches("<h1>").count(), 1);
    let (elements, _) = read_html(&html);
    let ids: Vec<&str> =
        elements.iter().filter_map(|it| it.split(" id=\"").nth(1)?.split('"').next()).collect();
    assert_eq!(ids.len(), 5);
    for id in ids {
        assert!(html.contains(&format!("<label for=\"{id}\"")), "{id}");
    }
}

#[test]
fn html_marks_the_portals_chinese_in_an_english_document() {
    let english = document(Locale::En, &["姓名"], "").to_html();
    assert!(
        english.contains("<html lang=\"en\">")
            && english.contains("<dt lang=\"zh-CN\" dir=\"auto\">姓名</dt>")
    );
    assert!(english.contains("data-copy=\"Copy\""));
    let chinese = document(Locale::Zh, &["姓名"], "").to_html();
    assert!(
        chinese.contains("<html lang=\"zh-CN\">") && chinese.contains("<dt dir=\"auto\">姓名</dt>")
    );
    assert!(chinese.contains("data-copy=\"复制\""));
}

#[test]
fn html_carries_the_photo_inside() {
    for (bytes, address) in [
        (&b"\xff\xd8\xff"[..], "/9j/"),
        (b"\xff\xd8\xff\xe0", "/9j/4A=="),
        (b"\xff\xd8\xff\xe0\x00", "/9j/4AA="),
    ] {
        let mut with_photo = document(Locale::Zh, &["照片\">"], "");
        let jpeg = Jpeg { bytes: bytes.into(), width: 390, height: 567, components: 3 };
        for block in &mut with_photo.blocks {
            if let Block::Form { photo: Some(photo), .. } = block {
                photo.jpeg = Some(jpeg.clone());
            }
        }
        let image =
            format!("<img alt=\"照片&quot;&gt;\" src=\"data:image/jpeg;base64,{address}\">");
        assert!(with_photo.to_html().contains(&image));
    }
}

#[test]
fn html_draws_the_strokes_of_a_signature() {
    let html = document(Locale::Zh, &["字"], "").to_html();
    assert!(html.contains("<svg aria-hidden=\"true\" viewBox=\"0 0 56 17\""));
    assert!(html.contains("d=\"M5.60 3.40C"), "{html}");
    assert!(html.contains("M56.00 0.00h0\"/></svg>"), "a dot: {html}");
}
