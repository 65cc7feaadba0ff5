//! The text of a saved web page, in whatever encoding it has, alone or with all its parts in one file; with its style sheets and the
//! pages in its frames.

use std::{
    collections::BTreeSet,
    path::{Component, Path, PathBuf},
    rc::Rc,
};

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::{mhtml, read};
use crate::failure::Failure;

/// A saved web page.
#[derive(Debug, PartialEq)]
pub struct Page {
    /// Its source, or the text that was copied.
    pub text: String,
    /// Nothing outside it is read.
    home: PathBuf,
    /// From where it names others.
    base: PathBuf,
    /// What lies in the same file.
    parts: Rc<[Part]>,
    /// Which of them it is.
    number: Option<usize>,
}

/// A style sheet of a page.
pub struct PageSheet {
    /// The sheet.
    pub text: String,
    /// From where it names others.
    pub base: Option<PathBuf>,
}

/// A page or a style sheet that lies in the same file, and what it is named by.
#[derive(Debug, PartialEq)]
struct Part {
    text: String,
    is_sheet: bool,
    names: Vec<String>,
}

/// Bytes of a style sheet or page beside it that is read. The largest of component libraries have some 700 KB.
const LARGEST: u64 = 4 << 20;

/// Reads the text of a saved web page: in UTF-8, in what its byte order mark or its head says, or else in GB18030, as old portals
/// have it. Of MHTML it is the page itself.
pub fn page(path: &Path, name: &str) -> Result<Page, Failure> {
    let bytes = read(path, name)?;
    // Safari's own form, a binary property list.
    if bytes.starts_with(b"bplist0") {
        return Err(Failure::input(
            format!("“{name}”是 Safari 的网页归档，请另存为“页面源码”，或复制文字粘贴。"),
            format!(
                "“{name}” is a Safari web archive. Save it as page source, or copy and paste the text."
            ),
        ));
    }
    let (text, parts) = text(&bytes).ok_or_else(|| {
        Failure::input(
            format!("“{name}”的编码认不出，请另存为 UTF-8。"),
            format!("The encoding of “{name}” is not known. Save it as UTF-8."),
        )
    })?;
    let home = path.parent().map(Path::to_owned).unwrap_or_default();
    let number = parts.iter().position(|it| !it.is_sheet);
    Ok(Page { text, base: home.clone(), home, parts: parts.into(), number })
}

impl Page {
    /// The style sheet that the page, or the sheet at `base`, names by `href`: of the same file, or of a file that the browser
    /// saved beside the page.
    pub fn sheet(&self, href: &str, base: Option<&Path>) -> Option<PageSheet> {
        if !self.parts.is_empty() {
            let part = self.parts.get(self.named(href, true)?)?;
            return Some(PageSheet { text: part.text.clone(), base: None });
        }
        let (text, base) = self.near(href, base.unwrap_or(&self.base))?;
        Some(PageSheet { text, base })
    }

    /// The page that a frame names by `src`, likewise.
    pub fn frame(&self, src: &str) -> Option<Self> {
        if !self.parts.is_empty() {
            return self.part(self.named(src, false)?);
        }
        let (text, base) = self.near(src, &self.base)?;
        let (home, parts) = (self.home.clone(), Rc::clone(&self.parts));
        Some(Self { text, home, base: base.unwrap_or_default(), parts, number: None })
    }

    /// Which of the pages in the same file it is.
    pub fn number(&self) -> Option<usize> {
        self.number
    }

    /// The pages in the same file but these.
    pub fn others(&self, read: &BTreeSet<usize>) -> Vec<Self> {
        (0..self.parts.len())
            .filter(|it| !read.contains(it))
            .filter_map(|it| self.part(it))
            .collect()
    }

    fn part(&self, number: usize) -> Option<Self> {
        let part = self.parts.get(number).filter(|it| !it.is_sheet)?;
        let (home, base) = (self.home.clone(), self.base.clone());
        let (text, parts) = (part.text.clone(), Rc::clone(&self.parts));
        Some(Self { text, home, base, parts, number: Some(number) })
    }

    /// Which part of the file a page means: by its whole address, else by the end of one, if no other ends so.
    fn named(&self, href: &str, is_sheet: bool) -> Option<usize> {
        let own = self.number.and_then(|it| self.parts.get(it));
        let own = own.and_then(|it| it.names.iter().find(|it| it.contains("://")));
        let whole = own.and_then(|it| joined(it, href));
        let find = |is: &dyn Fn(&str) -> bool| {
            let all = self.parts.iter().enumerate().filter(|it| it.1.is_sheet == is_sheet);
            let mut all = all.filter(|it| it.1.names.iter().any(|it| is(it))).map(|it| it.0);
            all.next().map(|it| (it, all.next().is_none()))
        };
        if let Some((it, _)) = find(&|it| it == href || whole.as_deref() == Some(it)) {
            return Some(it);
        }
        let tail = plain(href).trim_start_matches(['.', '/']);
        let ends = |it: &str| plain(it).strip_suffix(tail).is_some_and(|it| it.ends_with('/'));
        find(&|it| !tail.is_empty() && ends(it)).filter(|it| it.1).map(|it| it.0)
    }

    /// A file beside the page, by the name that a page or sheet in `base` has for it; with the folder it lies in.
    fn near(&self, href: &str, base: &Path) -> Option<(String, Option<PathBuf>)> {
        let names = [href.to_owned(), plain(href).to_owned(), unescaped(plain(href))];
        names.iter().find_map(|it| self.beside(base, it))
    }

    fn beside(&self, base: &Path, name: &str) -> Option<(String, Option<PathBuf>)> {
        let name = Path::new(name);
        let inside = |it: Component<'_>| {
            matches!(it, Component::Normal(_) | Component::CurDir | Component::ParentDir)
        };
        if name.as_os_str().is_empty() || !name.components().all(inside) {
            return None;
        }
        let here = Path::new(".");
        let home = if self.home.as_os_str().is_empty() { here } else { &self.home };
        let path = base.join(name).canonicalize().ok()?;
        let meta = path.metadata().ok()?;
        if !path.starts_with(home.canonicalize().ok()?) || !meta.is_file() || meta.len() > LARGEST {
            return None;
        }
        let text = decoded(&read(&path, "").ok()?, None)?;
        Some((text, path.parent().map(Path::to_owned)))
    }
}

/// An address without what is asked of it.
fn plain(href: &str) -> &str {
    href.split(['?', '#']).next().unwrap_or_default()
}

/// The whole address of what a page at `own` names by `href` (RFC 3986, 5.2).
fn joined(own: &str, href: &str) -> Option<String> {
    let href = href.split('#').next()?;
    let (scheme, rest) = own.split_once("://")?;
    let path = plain(rest);
    let (host, path) = path.split_at(path.find('/').unwrap_or(path.len()));
    let path = if path.is_empty() { "/" } else { path };
    if let Some(other) = href.strip_prefix("//") {
        return Some(format!("{scheme}://{other}"));
    }
    if href.starts_with('/') {
        return Some(format!("{scheme}://{host}{href}"));
    }
    if plain(href).is_empty() {
        return Some(format!("{scheme}://{host}{path}{href}"));
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    let (way, asked) = href.split_at(plain(href).len());
    for step in way.split('/') {
        match step {
            ".." if parts.len() > 1 => drop(parts.pop()),
            "." | ".." => {}
            step => parts.push(step),
        }
    }
    Some(format!("{scheme}://{host}{}{asked}", parts.join("/")))
}

/// `%E9%A1%B5` as 页.
fn unescaped(name: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = name.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|it| str::from_utf8(it).ok());
        let code = code.and_then(|it| u8::from_str_radix(it, 16).ok()).filter(|_| *first == b'%');
        bytes.push(code.unwrap_or(*first));
        rest = code.and_then(|_| after.get(2..)).unwrap_or(after);
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// A page's text, and what lies in the same file, itself among them.
fn text(bytes: &[u8]) -> Option<(String, Vec<Part>)> {
    let Some(parts) = mhtml::parts(bytes) else { return Some((decoded(bytes, None)?, Vec::new())) };
    let part = |it: mhtml::Part| {
        let text = decoded(&it.bytes, it.charset.as_deref());
        match text {
            Some(text) => Some(Some(Part { text, is_sheet: it.is_sheet, names: it.names })),
            None => it.is_sheet.then_some(None),
        }
    };
    let parts: Vec<Part> =
        parts.into_iter().map(part).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
    let page = parts.iter().find(|it| !it.is_sheet).map(|it| it.text.clone());
    Some((page.unwrap_or_default(), parts))
}

/// `charset` is what came with the bytes.
fn decoded(bytes: &[u8], charset: Option<&str>) -> Option<String> {
    let marked = Encoding::for_bom(bytes).map(|it| it.0);
    let utf8 = || str::from_utf8(bytes).is_ok().then_some(UTF_8);
    let told = || charset.and_then(|it| Encoding::for_label(it.as_bytes()));
    let encoding = marked.or_else(utf8).or_else(told).or_else(|| named(bytes)).unwrap_or(GB18030);
    let (text, _, damaged) = encoding.decode(bytes);
    (!damaged && !text.contains('\0')).then(|| text.into_owned())
}

/// `<meta charset="gbk">`, within the first 1,024 bytes, as HTML has it.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, name) = head.split_once("charset=")?;
    let name = name.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(|it: char| !it.is_ascii_alphanumeric() && !matches!(it, '-' | '_'));
    Encoding::for_label(name.split_at(end.unwrap_or(name.len())).0.as_bytes())
}

#[cfg(test)]
mod tests {
    use encoding_rs::GBK;
    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8]) -> Option<String> {
        super::text(bytes).map(|it| it.0)
    }

    #[test]
    fn a_page_is_read_in_the_encoding_it_has() {
        let page = |charset: &str| format!("<meta charset={charset}><td>姓名</td><td>王五</td>");
        let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
            let text = page("utf-16");
            mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
        };
        for (what, bytes) in [
            ("UTF-8", page("utf-8").into_bytes()),
            ("UTF-8, whatever its head says", page("gbk").into_bytes()),
            ("a mark", [b"\xef\xbb\xbf".as_slice(), page("utf-8").as_bytes()].concat()),
            ("GBK", GBK.encode(&page("gbk")).0.into_owned()),
            ("GB 2312", GBK.encode(&page("'gb2312'")).0.into_owned()),
            ("GB 18030 that nothing names", GB18030.encode(&page("")).0.into_owned()),
            ("Big5", encoding_rs::BIG5.encode(&page("\"big5\"")).0.into_owned()),
            ("UTF-16, little end first", utf16([0xff, 0xfe], u16::to_le_bytes)),
            ("UTF-16, big end first", utf16([0xfe, 0xff], u16::to_be_bytes)),
        ] {
            let text = text(&bytes).unwrap_or_else(|| panic!("{what}"));
            assert!(text.ends_with("<td>姓名</td><td>王五</td>"), "{what}: {text}");
            assert!(text.starts_with('<'), "{what}");
        }
        for bytes in
            [b"\xff\xd8\xff\xe0\0\x10JFIF\0".as_slice(), b"\xff\xfe\x41", b"PK\x03\x04\0\0"]
        {
            assert_eq!(text(bytes), None, "{bytes:?}");
        }
    }

    /// 姓名 and 王五.
    const NAME: [&str; 2] = ["=E5=A7=93=\r\n=E5=90=8D", "=e7=8e=8b=E4=BA=94"];

    fn mail(parts: &str) -> Vec<u8> {
        let head = "From: <Saved by Blink>\nSnapshot-Content-Location: https://portal.example/\nSubject: x\n\
            MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"----M--\"\n";
        format!("{head}\n\n{parts}------M----\n").replace('\n', "\r\n").into_bytes()
    }

    #[test]
    fn a_page_that_was_saved_as_one_file_is_read() {
        let [label, name] = NAME;
        let page =
            format!("<td class=3D\"a\">{label}</td>=\n<td>{name}=</td>").replace("\r\n", "\n");
        let quoted = format!(
            "------M--\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{page}\n"
        );
        let image = "------M--\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n";
        let in_base64 = "------M--\nContent-Type: text/html; charset=\"gbk\"\nContent-Transfer-Encoding: base64\n\n\
            PHRkPtDVw/s8L3RkPjx0\nZD7N9c7lPC90ZD4=\n";
        let expected = "<td class=\"a\">姓名</td><td>王五=</td>";
        assert_eq!(text(&mail(&quoted)).unwrap().trim(), expected);
        assert_eq!(text(&mail(&format!("{image}{quoted}{image}"))).unwrap().trim(), expected);
        assert_eq!(text(&mail(in_base64)).unwrap(), "<td>姓名</td><td>王五</td>");
        // Of several the first is the page, unless another is said to be.
        assert_eq!(text(&mail(&format!("{quoted}{in_base64}"))).unwrap().trim(), expected);
        let told = String::from_utf8(mail(&format!(
            "{quoted}------M--\nContent-Type: text/html\nContent-ID: <r>\n\n<p>\n"
        )));
        let told = told.unwrap().replace("\ttype=", "\tstart=\"<r>\"; type=");
        assert_eq!(text(told.as_bytes()).unwrap().trim(), "<p>");
        // Parts in parts, and no boundary at the end.
        let inner = "------M--\nContent-Type: multipart/alternative; boundary=in\n\n--in\n\
            Content-Type: text/plain\n\nx\n--in\nContent-Type: TEXT/HTML\n\n<td>王五</td>\n--in--\n";
        assert_eq!(text(&mail(inner)).unwrap().trim(), "<td>王五</td>");
        assert_eq!(text(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<td>").unwrap(), "<td>");
        // What only looks like one is text.
        let note = "姓名：王五\n\n性别：男";
        assert_eq!(text(note.as_bytes()).as_deref(), Some(note));
    }

    #[test]
    fn an_address_is_made_whole() {
        let own = "https://portal.example/a/b/c.jsp?id=1";
        for (href, whole) in [
            ("d.jsp?id=2", "https://portal.example/a/b/d.jsp?id=2"),
            ("./d.jsp#top", "https://portal.example/a/b/d.jsp"),
            ("../d.jsp", "https://portal.example/a/d.jsp"),
            ("../../../d.jsp", "https://portal.example/d.jsp"),
            ("/d.jsp", "https://portal.example/d.jsp"),
            ("//other.example/d", "https://other.example/d"),
            ("?id=2", "https://portal.example/a/b/c.jsp?id=2"),
        ] {
            assert_eq!(joined(own, href).as_deref(), Some(whole), "{href}");
        }
        assert_eq!(
            joined("https://portal.example", "d").as_deref(),
            Some("https://portal.example/d")
        );
        assert_eq!(joined("cid:1", "d"), None);
    }

    proptest! {
        #[test]
        fn any_mail_is_fine(bytes in "(MIME-Version: 1.0\n|Content-Type: multipart/a; boundary=b\n|--b\n|--b--|\n|Content-Type: text/html\n|Content-Transfer-Encoding: (base64|quoted-printable)\n|=|=3D|a){0,30}") {
            text(bytes.as_bytes());
        }

        #[test]
        fn rare_characters_come_through_gb18030(text in "[一-鿿𠀀-𪛖 a-z]{1,20}") {
            let bytes = GB18030.encode(&text).0;
            // By chance the bytes may be UTF-8 as well.
            prop_assume!(str::from_utf8(&bytes).is_err());
            prop_assert_eq!(super::tests::text(&bytes), Some(text));
        }

        #[test]
        fn any_bytes_are_fine(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            text(&bytes);
        }
    }
}
