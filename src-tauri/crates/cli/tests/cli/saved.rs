//! A page that a browser saved with its style sheets: what these hide is not seen.

use std::fs;

use crate::{NOW, beishen, put};

const SMALL: &str = r#"{"facts": {"person.name": "张三"}}"#;

const PAGE: &str = "<html><head><link rel=stylesheet href='./page_files/a%20b.css?v=1'></head><body>\
    <p>姓名：<span class=old>张三</span></p></body></html>";

#[test]
fn style_sheets_beside_a_saved_page_are_followed_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let facts = put(&folder, "facts.json", SMALL);
    fs::create_dir(folder.path().join("page_files")).unwrap();
    let read = |name: &str, page: &str| {
        let page = put(&folder, name, page);
        beishen(&["readback", "tdxl", &facts, &page, "--now", NOW]).out
    };
    // Not saved with the page: whether the value is seen cannot be told.
    let alone = read("page.html", PAGE);
    assert!(
        alone.contains("没找到  姓名") && alone.contains("网页上看到的可能不同，请看一眼"),
        "{alone}"
    );
    for (sheet, said) in [
        (".old{color:red}", "一致    姓名"),
        ("@import 'c.css'; .old{display:none}", "不一致  姓名"),
        ("@import 'c.css';", "没找到  姓名"),
    ] {
        fs::write(folder.path().join("page_files/a b.css"), sheet).unwrap();
        let told = read("page.html", PAGE);
        assert!(told.contains(said), "{sheet}: {told}");
    }
    // A sheet finds others from where it lies.
    fs::write(folder.path().join("page_files/c.css"), ".old{display:none}").unwrap();
    assert!(read("page.html", PAGE).contains("不一致  姓名"));
    // Nothing outside the page's folder is read.
    let outside = tempfile::tempdir().unwrap();
    let sheet = put(&outside, "x.css", ".old{display:none}");
    let name = outside.path().file_name().unwrap().to_string_lossy().into_owned();
    for href in [sheet, format!("../{name}/x.css"), "https://portal.example/x.css".to_owned()] {
        let told = read("other.html", &PAGE.replace("./page_files/a%20b.css?v=1", &href));
        assert!(told.contains("没找到  姓名"), "{href}: {told}");
    }
}

#[test]
fn style_sheets_of_a_page_in_one_file_are_followed() {
    let folder = tempfile::tempdir().unwrap();
    let facts = put(&folder, "facts.json", SMALL);
    let mail = |href: &str, named: &str, sheet: &str| {
        let page =
            format!("<link rel=stylesheet href='{href}'><p>姓名：<span class=old>张三</span></p>");
        format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n\
             --b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://portal.example/p/r\r\n\r\n{page}\r\n\
             --b\r\nContent-Type: text/css\r\n{named}\r\n\r\n{sheet}\r\n--b--\r\n"
        )
    };
    let css = "https://portal.example/p/s/a.css";
    for (href, named, sheet, said) in [
        (css, "Content-Location: https://portal.example/p/s/a.css", ".old{display:none}", "不一致"),
        (css, "Content-Location: https://portal.example/p/s/a.css", ".new{display:none}", "一致  "),
        (
            "s/a.css",
            "Content-Location: https://portal.example/p/s/a.css",
            ".old{display:none}",
            "不一致",
        ),
        ("cid:c1@mhtml.blink", "Content-ID: <c1@mhtml.blink>", ".old{display:none}", "不一致"),
        ("cid:c2@mhtml.blink", "Content-ID: <c1@mhtml.blink>", ".old{display:none}", "没找到"),
    ] {
        let page = put(&folder, "page.mhtml", mail(href, named, sheet));
        let told = beishen(&["readback", "tdxl", &facts, &page, "--now", NOW]).out;
        assert!(told.contains(&format!("{said}  姓名")), "{href} {sheet}: {told}");
    }
}
