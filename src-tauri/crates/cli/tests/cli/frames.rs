//! Pages with frames, as browsers save them: what a frame shows counts under its own style sheets, and only where it is seen.

use std::fs;

use tempfile::TempDir;

use crate::{NOW, beishen, put};

const FACTS: &str =
    r#"{"facts": {"person.name": "张三", "person.ethnic_group": "汉族", "person.sex": "男"}}"#;

/// What is said in GB 2312.
const GBK: [(&str, &[u8]); 4] = [
    ("张三", &[0xd5, 0xc5, 0xc8, 0xfd]),
    ("李四", &[0xc0, 0xee, 0xcb, 0xc4]),
    ("姓名", &[0xd0, 0xd5, 0xc3, 0xfb]),
    ("：", &[0xa3, 0xba]),
];

/// What a page says of 姓名; nothing where it does not say it at all.
fn said(folder: &TempDir, name: &str, page: impl AsRef<[u8]>) -> String {
    let facts = put(folder, "facts.json", FACTS);
    let page = put(folder, name, page);
    let told = beishen(&["readback", "tdxl", &facts, &page, "--now", NOW]).out;
    let line = told.lines().find(|it| it.trim_end().ends_with("  姓名"));
    line.and_then(|it| it.split_whitespace().next()).unwrap_or_default().to_owned()
}

fn gbk(text: &str) -> Vec<u8> {
    let mut rest = text;
    let mut bytes = Vec::new();
    while let Some(c) = rest.chars().next() {
        let known = GBK.iter().find(|it| rest.starts_with(it.0));
        let word = known.map_or(rest.split_at(c.len_utf8()).0, |it| it.0);
        bytes.extend_from_slice(known.map_or(word.as_bytes(), |it| it.1));
        rest = rest.strip_prefix(word).unwrap_or_default();
    }
    bytes
}

/// As mails write what is not ASCII, in lines of at most 76 characters.
fn quoted(bytes: &[u8]) -> Vec<u8> {
    let mut out = String::new();
    let mut length = 0;
    for byte in bytes {
        let code = match byte {
            b'\n' => "\r\n".to_owned(),
            b'=' | 127.. => format!("={byte:02X}"),
            byte => char::from(*byte).to_string(),
        };
        if length + code.len() > 75 {
            out.push_str("=\r\n");
            length = 0;
        }
        length = if *byte == b'\n' { 0 } else { length + code.len() };
        out.push_str(&code);
    }
    out.into_bytes()
}

fn in_base64(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::new();
    for part in bytes.chunks(3) {
        let all =
            part.iter().chain([0, 0].iter()).take(3).fold(0, |all, it| all << 8 | usize::from(*it));
        for at in 0..4 {
            let digit = DIGITS[all >> (18 - 6 * at) & 63];
            out.push(if at > part.len() { b'=' } else { digit });
        }
        if out.len() % 78 == 76 {
            out.extend_from_slice(b"\r\n");
        }
    }
    out
}

/// A file of parts, each with its head.
fn mail(head: &str, boundary: &str, parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut file = head.replace('\n', "\r\n").into_bytes();
    for (head, body) in parts {
        file.extend_from_slice(
            format!("\r\n--{boundary}\r\n{}\r\n\r\n", head.replace('\n', "\r\n")).as_bytes(),
        );
        file.extend_from_slice(body);
    }
    file.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    file
}

const CHROMIUM: &str = "From: <Saved by Blink>\nSnapshot-Content-Location: https://portal.example/sq/index.jsp\nSubject: x\n\
    Date: Sun, 22 Nov 2026 01:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\";\n\
    \tboundary=\"----MultipartBoundary--aB1----\"\n\n";
const CHROMIUM_BOUNDARY: &str = "----MultipartBoundary--aB1----";
const WEBKIT: &str = "From: <Saved by WebKit>\nSubject: x\nDate: Sun, 22 Nov 2026 09:00:00 +0800\nMIME-Version: 1.0\n\
    Content-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"----=_NextPart_000_12AB_34CD.56EF\"\n";
const EXPLORER: &str = "From: \"Saved by Internet Explorer 11\"\nSubject: x\nDate: Sun, 22 Nov 2026 09:00:00 +0800\nMIME-Version: 1.0\n\
    Content-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"----=_NextPart_000_12AB_34CD.56EF\"\n\
    X-MimeOLE: Produced By Microsoft MimeOLE V6.1.7601.24158\n\nThis is a multi-part message in MIME format.\n";
const NEXT: &str = "----=_NextPart_000_12AB_34CD.56EF";

const QUOTED: &str = "Content-Transfer-Encoding: quoted-printable";

/// A page with one frame in it, in the form that each browser gives it.
fn forms(inner: &str) -> Vec<(&'static str, Vec<u8>)> {
    let frame = format!("<html><body><p>姓名：{inner}</p></body></html>");
    let outer = |src: &str| {
        format!(
            "<html><body><p>民族：汉族</p><iframe name=m src=\"{src}\" width=800></iframe></body></html>"
        )
    };
    let blink = |id: &str, at: &str| {
        format!(
            "Content-Type: text/html\nContent-ID: <{id}@mhtml.blink>\n{QUOTED}\nContent-Location: https://portal.example/sq/{at}"
        )
    };
    let (outer_head, frame_head) =
        (blink("frame-A1", "index.jsp"), blink("frame-B2", "view.jsp?id=7"));
    let cid = "cid:frame-B2@mhtml.blink";
    let chromium = |parts: &[(&str, Vec<u8>)]| mail(CHROMIUM, CHROMIUM_BOUNDARY, parts);
    let in_gbk = format!(
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"></head><p>姓名：{inner}</p></html>"
    );
    let at = |at: &str, charset: &str, transfer: &str| {
        format!(
            "Content-Type: text/html;\n\tcharset=\"{charset}\"\nContent-Transfer-Encoding: {transfer}\nContent-Location: https://portal.example/sq/{at}"
        )
    };
    let (index, view) =
        (at("index.jsp", "UTF-8", "quoted-printable"), at("view.jsp?id=7", "gb2312", "base64"));
    let other = at("view.jsp?id=8", "UTF-8", "quoted-printable");
    let set = "<html><head></head><frameset cols=\"160,*\"><frame src=\"menu.jsp\"><frameset rows=\"60,*\">\
        <frame src=\"top.jsp\"><frame src=\"view.jsp?id=7\"></frameset></frameset></html>";
    let menu = at("menu.jsp", "gb2312", "8bit");
    let quoted_view = at("view.jsp?id=7", "gb2312", "quoted-printable");
    let nested = format!(
        "--in\r\nContent-Type: text/html; charset=utf-8\r\nContent-ID: <frame-B2@mhtml.blink>\r\n\r\n{frame}\r\n--in--\r\n"
    );
    let middle = outer("cid:frame-C3@mhtml.blink").replace("民族", "性别").replace("汉族", "男");
    vec![
        (
            "chromium",
            chromium(&[
                (&outer_head, quoted(outer(cid).as_bytes())),
                (&frame_head, quoted(frame.as_bytes())),
            ]),
        ),
        (
            "chromium, GBK",
            chromium(&[
                (&outer_head, quoted(outer(cid).as_bytes())),
                (&frame_head, quoted(&gbk(&in_gbk))),
            ]),
        ),
        (
            "chromium, frame in frame",
            chromium(&[
                (&outer_head, quoted(outer(cid).as_bytes())),
                (&frame_head, quoted(middle.as_bytes())),
                (&blink("frame-C3", "inner.jsp"), quoted(frame.as_bytes())),
            ]),
        ),
        (
            "multipart in multipart",
            chromium(&[
                (&outer_head, quoted(outer(cid).as_bytes())),
                ("Content-Type: multipart/alternative; boundary=in", nested.into_bytes()),
            ]),
        ),
        (
            "webkit, base64 in GBK",
            mail(
                WEBKIT,
                NEXT,
                &[
                    (&index, quoted(outer("view.jsp?id=7").as_bytes())),
                    (&other, quoted("<p>姓名：王五</p>".replace("姓名", "曾用名").as_bytes())),
                    (&view, in_base64(&gbk(&format!("<p>姓名：{inner}</p>")))),
                ],
            ),
        ),
        (
            "explorer, frameset",
            mail(
                EXPLORER,
                NEXT,
                &[
                    (&index, quoted(set.as_bytes())),
                    (&menu, gbk("<a href=x>1</a>")),
                    (&quoted_view, quoted(&gbk(&format!("<p>姓名：{inner}</p>")))),
                ],
            ),
        ),
        (
            "one file without frames, base64",
            mail(
                WEBKIT,
                NEXT,
                &[(
                    &at("index.jsp", "utf-8", "base64"),
                    in_base64(format!("<p>民族：汉族</p><p>姓名：{inner}</p>").as_bytes()),
                )],
            ),
        ),
    ]
}

#[test]
fn what_a_frame_shows_is_read_in_every_form_that_browsers_save() {
    let folder = tempfile::tempdir().unwrap();
    for (name, verdict) in [("张三", "一致"), ("李四", "不一致")] {
        for (form, page) in forms(name) {
            assert_eq!(said(&folder, "page.mhtml", page), verdict, "{form}: {name}");
        }
    }
}

#[test]
fn frames_beside_a_page_are_read_with_their_sheets() {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("结果_files");
    fs::create_dir(&files).unwrap();
    let page =
        "<p>民族：汉族</p><iframe src='./%E7%BB%93%E6%9E%9C_files/saved_resource.html'></iframe>";
    for (frame, sheet, verdict) in [
        ("<p>姓名：张三</p>", "", "一致"),
        ("<p>姓名：李四</p>", "", "不一致"),
        (
            "<link rel=stylesheet href=a.css><p>姓名：<s class=old>李四</s><b class=old>李四</b>张三</p>",
            ".old{display:none}",
            "一致",
        ),
        (
            "<link rel=stylesheet href=a.css><p>姓名：<b class=old>张三</b></p>",
            ".old{display:none}",
            "不一致",
        ),
    ] {
        fs::write(files.join("saved_resource.html"), frame).unwrap();
        fs::write(files.join("a.css"), sheet).unwrap();
        assert_eq!(said(&folder, "结果.html", page), verdict, "{frame}");
    }
    // Not saved with it, or outside its folder.
    for src in ["nowhere.html", "https://portal.example/x.html", "../x.html", "/etc/hostname"] {
        let page = format!("<p>民族：汉族</p><iframe src='{src}'></iframe>");
        assert_eq!(said(&folder, "other.html", page), "没找到", "{src}");
    }
    // A page in itself comes to an end.
    let page = "<p>姓名：张三</p><iframe src='self.html'></iframe>";
    assert_eq!(said(&folder, "self.html", page), "一致");
}

#[test]
fn what_no_frame_shows_is_never_called_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let part = |name: &str| {
        format!(
            "Content-Type: text/html; charset=utf-8\nContent-Location: https://portal.example/{name}"
        )
    };
    let (index, one, two) = (part("index.html"), part("a/x.html"), part("b/x.html"));
    for (outer, verdict) in [
        ("<iframe src='b/x.html'></iframe>", "没找到"),
        ("<iframe src='a/x.html'></iframe>", "一致"),
        ("<iframe src='a/x.html' width=0></iframe>", "没找到"),
        ("<div style='display:none'><iframe src='a/x.html'></iframe></div>", "没找到"),
        ("<iframe src='https://elsewhere.example/x.html'></iframe>", "没找到"),
        ("<frameset rows='0,*'><frame src='a/x.html'><frame src='b/x.html'></frameset>", "没找到"),
        ("<frameset rows='60,*'><frame src='a/x.html'><frame src='b/x.html'></frameset>", "一致"),
        ("<frameset cols='*'><frame src='b/x.html'><frame src='a/x.html'></frameset>", "没找到"),
        // Which of the two is meant nobody knows.
        ("<base href='https://other.example/'><iframe src='x.html'></iframe>", "没找到"),
    ] {
        let page = mail(
            WEBKIT,
            NEXT,
            &[
                (&index, outer.as_bytes().to_vec()),
                (&one, "<p>姓名：张三</p><p>民族：汉族</p>".into()),
                (&two, "<p>民族：汉族</p>".into()),
            ],
        );
        assert_eq!(said(&folder, "page.mht", page), verdict, "{outer}");
    }
    // A sheet of the page says nothing of what is in its frame.
    let outer = "<style>.old{display:none}</style><iframe src='a/x.html'></iframe>";
    let page = mail(
        WEBKIT,
        NEXT,
        &[
            (&index, outer.into()),
            (&one, "<p>姓名：<span class=old>李四</span></p><p>民族：汉族</p>".into()),
        ],
    );
    assert_eq!(said(&folder, "page.mht", page), "不一致");
}

#[test]
fn an_archive_of_safari_is_told_what_to_save_instead() {
    let folder = tempfile::tempdir().unwrap();
    let facts = put(&folder, "facts.json", FACTS);
    let page = put(&folder, "page.webarchive", b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource");
    beishen(&["readback", "tdxl", &facts, &page, "--now", NOW])
        .stopped(3, &["Safari 的网页归档", "页面源码"]);
}
