//! `beishen portal`: a saved form page against the pack, and the correction that it teaches.

use std::fs::{self, File};

use serde_json::Value;

use crate::{beishen, put};

/// The practice portal's pages, as a file.
fn practised(folder: &tempfile::TempDir, procedure: &str) -> String {
    let path = folder.path().join("practice.html").to_str().unwrap().to_owned();
    beishen(&["practice", procedure, "-o", &path]).done();
    path
}

#[test]
fn a_page_that_asks_for_the_same_is_the_same_and_what_has_changed_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for procedure in ["tdxl", "chsi-account", "hunnu-bachelor", "image-check"] {
        let page = practised(&folder, procedure);
        let told = beishen(&["portal", "compare", procedure, &page]).done();
        assert!(told.contains(" · 不同 0 · 请看一眼 0\n"), "{procedure}: {told}");
        let told = beishen(&["--lang", "en", "portal", "compare", procedure, &page]).done();
        assert!(told.contains(" · 0 different · 0 to be looked at\n"), "{procedure}: {told}");
    }
    let page = practised(&folder, "tdxl");
    let html = fs::read_to_string(&page).unwrap();
    let changed = html
        .replace("</span>移动电话</label>", "</span>移动电话号码</label>")
        .replace(">护照</option>", ">普通护照</option>")
        .replace("maxlength=\"10\"", "maxlength=\"6\"")
        .replace("<span class=\"star\" aria-hidden=\"true\">*</span>民族", "民族");
    let page = put(&folder, "changed.html", &changed);
    let ran = beishen(&["portal", "compare", "tdxl", &page]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.out);
    for said in [
        "  名称不同  移动电话：平台上叫“移动电话号码”\n",
        "  选项不同  证件类型：改称：护照 → 普通护照\n",
        "  长度不同  邮政编码：平台最多 6 个字，这里 10 个\n",
        "  星号不同  民族：平台上没有星号\n",
    ] {
        assert!(ran.out.contains(said), "{said} is not in {}", ran.out);
    }
    let ran = beishen(&["--lang", "en", "portal", "compare", "tdxl", &page]);
    assert!(
        ran.out.contains("  length   邮政编码: up to 6 characters on the portal, 10 here\n"),
        "{}",
        ran.out
    );
    let ran = beishen(&["portal", "compare", "tdxl", &page, "--json"]);
    assert_eq!(ran.code, 1);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["same"], false);
    let boxes =
        json["pages"].as_array().unwrap().iter().flat_map(|it| it["boxes"].as_array().unwrap());
    let id_type = boxes.into_iter().find(|it| it["field"] == "register.id_type").unwrap();
    assert_eq!(id_type["says"][0]["what"], "options");
    assert_eq!(id_type["says"][0]["renamed"][0][1], "普通护照");
    assert_eq!(id_type["portal"]["kind"], "list");
    assert!(id_type["portal"]["options"].as_array().unwrap().len() > 4);
}

/// A part of a page about 姓名 and 密码, of the account's page.
const LOGIN: &str = "<form><table><tr><td>*密码：</td><td><input type=password value=geheim></td></tr></table></form>";

#[test]
fn every_encoding_and_a_page_in_one_file_with_its_frames_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let gbk: Vec<u8> = [
        b"<meta charset=gbk><form><table><tr><td>*".as_slice(),
        b"\xc3\xdc\xc2\xeb",
        b"<td><input type=password></table></form>",
    ]
    .concat();
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(LOGIN.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let mail = |outer: &str| {
        format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n\
             --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html>{outer}</html>\r\n\
             --b\r\nContent-Type: text/html; charset=utf-8\r\nContent-ID: <f@mhtml.blink>\r\n\r\n<html><body>{LOGIN}</body></html>\r\n--b--\r\n"
        )
    };
    for (name, bytes) in [
        ("gbk.html", gbk),
        ("utf16.html", utf16),
        ("frame.mhtml", mail("<body><iframe src=cid:f@mhtml.blink></iframe></body>").into_bytes()),
        ("frameset.mhtml", mail("<frameset><frame src=cid:f@mhtml.blink></frameset>").into_bytes()),
    ] {
        let page = put(&folder, name, bytes);
        let told = beishen(&["portal", "compare", "chsi-account", &page]).done();
        assert!(told.ends_with("  一致 1 · 不同 0 · 请看一眼 0\n"), "{name}: {told}");
        assert!(!told.contains("geheim"));
    }
}

#[test]
fn what_cannot_be_read_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let text = put(&folder, "text.txt", "姓名：张三");
    beishen(&["portal", "compare", "tdxl", &text]).stopped(3, &["不是网页", "MHTML"]);
    let none = put(&folder, "none.html", "<html><body><p>欢迎您，张三</p></body></html>");
    beishen(&["portal", "compare", "tdxl", &none]).stopped(3, &["没有认出填报的框"]);
    beishen(&["--lang", "en", "portal", "compare", "tdxl", &none])
        .stopped(3, &["No box of the portal was recognised"]);
    let huge = folder.path().join("huge.html");
    File::create(&huge).unwrap().set_len(100 << 20).unwrap();
    beishen(&["portal", "compare", "tdxl", huge.to_str().unwrap()]).stopped(3, &["超过 50 MB"]);
    let many = format!("<form>姓名：<select>{}", "<option>张三".repeat(1_000_000));
    let many = put(&folder, "many.html", many);
    beishen(&["portal", "compare", "tdxl", &many]).stopped(3, &["超过 1 MB"]);
    let many = format!("<form>姓名：<select>{}", "<option>a".repeat(110_000));
    let many = put(&folder, "some.html", many);
    beishen(&["portal", "compare", "tdxl", &many]).stopped(3, &["框或选项太多"]);
    beishen(&["portal", "compare", "tdxl", "nowhere.html"]).stopped(3, &["找不到"]);
    beishen(&["portal", "compare", "tdxl"]).stopped(2, &["缺少"]);
    beishen(&["portal", "compare", "nothing", &none]).stopped(2, &["只能是"]);
}

#[test]
fn what_has_changed_is_written_as_a_pack_with_which_the_page_agrees() {
    let folder = tempfile::tempdir().unwrap();
    let html = fs::read_to_string(practised(&folder, "tdxl")).unwrap();
    let new = "<div class=\"field\"><label for=\"wx\">微信号</label><input id=\"wx\"></div>";
    let changed = html
        .replace("</span>移动电话</label>", "</span>移动电话号码</label>")
        .replace(">护照</option>", ">普通护照</option>")
        .replace("maxlength=\"10\"", "maxlength=\"6\"")
        .replace(
            "<div class=\"field\" data-kind=\"enter\" data-field=\"register.postcode\"",
            &format!(
                "{new}<div class=\"field\" data-kind=\"enter\" data-field=\"register.postcode\""
            ),
        )
        .replace("<span class=\"star\" aria-hidden=\"true\">*</span>民族", "民族");
    let page = put(&folder, "changed.html", &changed);
    let packs = folder.path().join("packs");
    fs::create_dir(&packs).unwrap();
    let out = packs.join("our-school.toml").to_str().unwrap().to_owned();
    let learn = ["portal", "learn", "tdxl", &page, "--out", &out, "--day", "2026-12-01"];
    let told = beishen(&learn).done();
    assert!(told.ends_with("our-school.toml\n"), "{told}");
    let text = fs::read_to_string(&out).unwrap();
    for said in [
        "# 按 2026-12-01 存下的平台页面更正“同等学力申硕”，由备申写成。\n",
        "id = \"our-school\"\nextends = \"tdxl\"\n",
        "portal-page = { year = 2026, title = { zh = \"平台页面（2026-12-01 存下）\"",
        "# 移动电话：平台上叫“移动电话号码”\n[[pages.fields]]\nid = \"mobile\"\nportal_label = \"移动电话号码\"\n",
        "# 证件类型：改称：护照 → 普通护照\n",
        "words = { \"护照\" = \"普通护照\" }\n",
        "# 邮政编码：平台最多 6 个字，这里 10 个\n[[pages.fields]]\nid = \"postcode\"\nmax_length = 6\n",
        "# 微信号：平台新增\n[[pages.fields]]\nid = \"portal-1\"\nportal_label = \"微信号\"\nkind = \"do\"\n",
        "insert_after = \"address\"\n",
        "# 民族：平台上没有星号\n[[pages.fields]]\nid = \"ethnic_group\"\nrequired = false\n",
    ] {
        assert!(text.contains(said), "{said} is not in\n{text}");
    }
    let packs = packs.to_str().unwrap();
    beishen(&["pack", "check", &out]).done();
    let told = beishen(&["--packs", packs, "portal", "compare", "our-school", &page]).done();
    assert!(!told.contains("不同 1") && told.contains(" · 不同 0 · 请看一眼 0\n"), "{told}");
    // What is taught once is not taught again.
    let again = packs.to_owned() + "/again.toml";
    let told =
        beishen(&["--packs", packs, "portal", "learn", "our-school", &page, "-o", &again]).done();
    assert_eq!(told, "没有要更正的，没有写文件。\n");
    assert!(!std::path::Path::new(&again).exists());
    // Nothing is replaced unasked.
    fs::write(&out, "mine").unwrap();
    beishen(&learn).stopped(3, &["已经存在", "--replace"]);
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine");
    beishen(&[&learn[..], &["--replace"]].concat()).done();
    assert_eq!(fs::read_to_string(&out).unwrap(), text);
}

#[test]
fn what_a_pack_cannot_say_is_said_and_a_name_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let html = fs::read_to_string(practised(&folder, "tdxl")).unwrap();
    let page = put(&folder, "page.html", html.replace("type=\"file\"", "type=\"text\""));
    let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let out = place("seen.toml");
    let ran = beishen(&["portal", "learn", "tdxl", &page, "-o", &out]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.out);
    for said in
        ["更正里没有写、请自己看一眼的：\n", "  请看一眼  照片选择：填法可能不同，请看一眼\n"]
    {
        assert!(ran.out.contains(said), "{said} is not in {}", ran.out);
    }
    for (name, why) in [("Our School.toml", "不能作名称"), ("tdxl.toml", "自带的办理事项")]
    {
        let out = place(name);
        beishen(&["portal", "learn", "tdxl", &page, "-o", &out]).stopped(3, &[why]);
        assert!(!std::path::Path::new(&out).exists());
    }
    beishen(&["portal", "learn", "tdxl", &page, "-o", &page]).stopped(3, &["原文件不能被覆盖"]);
    beishen(&["portal", "learn", "tdxl", &page]).stopped(2, &["缺少"]);
}
