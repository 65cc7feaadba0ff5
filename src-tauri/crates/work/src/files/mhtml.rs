//! A page that a browser saved as one file (MHTML, RFC 2557): the parts of a mail, of which those in HTML are the page, and those
//! in CSS its style sheets.

use base64::{
    Engine as _,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

/// A part's bytes, and the encoding that its head names.
pub(super) struct Part {
    pub(super) bytes: Vec<u8>,
    pub(super) charset: Option<String>,
    /// A style sheet, and no page.
    pub(super) is_sheet: bool,
    /// What other parts name it by: its address, `cid:` and its id.
    pub(super) names: Vec<String>,
}

/// Parts within parts: a page in a page.
const DEEPEST: usize = 8;

/// The HTML and CSS parts of a file in the order they lie in, the page itself first; nothing if it is no such file.
pub(super) fn parts(bytes: &[u8]) -> Option<Vec<Part>> {
    let (head, body) = cut(bytes.trim_ascii_start())?;
    let head = Head::of(head);
    let is_mail =
        head.field("mime-version").is_some() || head.field("snapshot-content-location").is_some();
    if !is_mail {
        return None;
    }
    let mut found = Vec::new();
    collect(&head, body, DEEPEST, &mut found);
    // RFC 2387, 3.2. Browsers put it first.
    let start = parameter(head.field("content-type").unwrap_or_default(), "start");
    let start = start.map(|it| format!("cid:{}", it.trim_matches(['<', '>'])));
    let is_start = |it: &Part| start.as_ref().is_some_and(|start| it.names.contains(start));
    found.sort_by_key(|it| !is_start(it));
    Some(found)
}

fn collect(head: &Head, body: &[u8], deepest: usize, found: &mut Vec<Part>) {
    let kind = head.field("content-type").unwrap_or_default();
    let name = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if name.starts_with("multipart/") {
        let boundary = parameter(kind, "boundary").filter(|_| deepest > 0);
        for part in boundary.map(|it| between(body, &it)).unwrap_or_default() {
            if let Some((head, body)) = cut(part) {
                collect(&Head::of(head), body, deepest - 1, found);
            }
        }
    } else if matches!(name.as_str(), "text/html" | "application/xhtml+xml" | "text/css") {
        let encoding = head.field("content-transfer-encoding").unwrap_or_default();
        let bytes = match encoding.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(body),
            "base64" => base64(body),
            _ => body.to_vec(),
        };
        let id = head.field("content-id").map(|it| format!("cid:{}", it.trim_matches(['<', '>'])));
        let address = head.field("content-location").map(str::to_owned);
        let names = address.into_iter().chain(id).collect();
        let (is_sheet, charset) = (name == "text/css", parameter(kind, "charset"));
        found.push(Part { bytes, charset, is_sheet, names });
    }
}

/// The lines of a head, those that go on joined (RFC 5322).
struct Head(Vec<(String, String)>);

impl Head {
    fn of(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            if line.starts_with([' ', '\t']) {
                fields.last_mut().into_iter().for_each(|it| it.1.push_str(line));
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self(fields)
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }
}

/// `boundary="----x"` of a content type.
fn parameter(kind: &str, name: &str) -> Option<String> {
    kind.split(';').skip(1).find_map(|it| {
        let (key, value) = it.split_once('=')?;
        let value = value.trim().trim_matches('"');
        key.trim().eq_ignore_ascii_case(name).then(|| value.to_owned())
    })
}

/// Head and body, parted by an empty line.
fn cut(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut at = 0;
    for line in bytes.split_inclusive(|it| *it == b'\n') {
        if line.trim_ascii().is_empty() {
            return Some((bytes.get(..at)?, bytes.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}

/// What lies between lines of `--boundary`.
fn between<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let boundary = format!("--{boundary}");
    let (mut parts, mut start, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|it| *it == b'\n') {
        let rest = line.trim_ascii_end().strip_prefix(boundary.as_bytes());
        if let Some(rest) = rest.filter(|it| matches!(*it, b"" | b"--")) {
            parts.extend(start.and_then(|start| body.get(start..at)));
            start = rest.is_empty().then_some(at + line.len());
        }
        at += line.len();
    }
    parts.extend(start.and_then(|it| body.get(it..)));
    parts
}

/// RFC 2045, 6.7. What is no code stays as it is.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let digit = |it: &u8| char::from(*it).to_digit(16).and_then(|it| u8::try_from(it).ok());
    let mut out = Vec::new();
    let mut rest = body;
    while let Some((first, after)) = rest.split_first() {
        let code = after.first().zip(after.get(1));
        let byte = code.and_then(|(high, low)| Some(digit(high)? * 16 + digit(low)?));
        match (first, after, byte) {
            (b'=', [b'\r', b'\n', after @ ..] | [b'\n', after @ ..], _) => rest = after,
            (b'=', [_, _, after @ ..], Some(byte)) => {
                out.push(byte);
                rest = after;
            }
            _ => {
                out.push(*first);
                rest = after;
            }
        }
    }
    out
}

/// What can be decoded; lines mean nothing.
fn base64(body: &[u8]) -> Vec<u8> {
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let body: Vec<u8> = body.iter().copied().filter(|it| !it.is_ascii_whitespace()).collect();
    GeneralPurpose::new(&STANDARD, config).decode(body).unwrap_or_default()
}
