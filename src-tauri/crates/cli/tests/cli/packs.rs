//! Packs of one's own: beginning one, checking it, and using it.

use std::fs;

use crate::{NOW, beishen, program, put, ran, root, sample};

const OWN: &str =
    "id = \"own\"\nextends = \"tdxl\"\ntitle = { zh = \"本校事项\", en = \"Our own\" }\n";

#[test]
fn a_new_pack_is_in_order_as_it_is() {
    for (arguments, id, extends) in [
        (&["pack", "new", "hunan-xw"][..], "hunan-xw", ""),
        (&["pack", "new", "our_school", "--extends", "tdxl"], "our_school", "extends = \"tdxl\"\n"),
    ] {
        let text = beishen(&[arguments, &["--today", "2026-11-22"]].concat()).done();
        assert!(text.contains(&format!("\nid = \"{id}\"\n{extends}")), "{text}");
        assert!(text.contains("\nverified_on = \"2026-11-22\"\n"), "{text}");
        assert!(!text.contains(['\u{202e}', '\t']) && !text.contains("{ID}"), "{text}");
        let folder = tempfile::tempdir().unwrap();
        let file = put(&folder, &format!("{id}.toml"), &text);
        let said = beishen(&["pack", "check", &file]).done();
        assert!(said.starts_with(&format!("{id}（")), "{said}");
        // What it gives as an example in comments is in order as well.
        let told =
            text.lines().map(|it| it.strip_prefix("# ").filter(|it| is_toml(it)).unwrap_or(it));
        let told: Vec<_> = told.filter(|it| !it.starts_with("remove")).collect();
        let file = put(&folder, &format!("{id}.toml"), told.join("\n"));
        beishen(&["pack", "check", &file]).done();
    }
    beishen(&["pack", "new", "../up"]).stopped(3, &["名称要能作文件名"]);
    beishen(&["pack", "new", "a\" = 1"]).stopped(3, &["名称要能作文件名"]);
    beishen(&["pack", "new", "tdxl"]).stopped(3, &["“tdxl”是自带的办理事项"]);
    beishen(&["pack", "new", "x", "--extends", "nobody"]).stopped(2, &["--extends", "只能是 tdxl"]);
    beishen(&["--lang", "en", "pack", "new"]).stopped(2, &["<ID> is missing."]);
}

/// Whether a comment is a line of TOML that could stand there.
fn is_toml(line: &str) -> bool {
    line.starts_with("[[") || line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '))
}

#[test]
fn what_a_pack_extends_is_built_in_or_lies_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    put(&folder, "own.toml", OWN);
    let child = put(
        &folder,
        "child.toml",
        OWN.replace("tdxl", "own").replace("\"own\"\ne", "\"child\"\ne"),
    );
    assert!(beishen(&["pack", "check", &child]).done().starts_with("child（本校事项）可以载入："));
    let ran = ran(program()
        .current_dir(folder.path())
        .args(["pack", "check", "child.toml"])
        .output()
        .unwrap());
    let said = ran.done();
    assert!(said.starts_with("child（") && said.lines().count() == 1, "{said}");

    let elsewhere = tempfile::tempdir().unwrap();
    let alone = put(&elsewhere, "child.toml", fs::read(&child).unwrap());
    beishen(&["pack", "check", &alone]).stopped(3, &["extends", "没有安装“own”，请先导入它"]);
    let packs = folder.path().to_str().unwrap();
    beishen(&["pack", "check", &alone, "--packs", packs]).done();
    let example = root().join("assets/samples/packs/tdxl-example.toml");
    beishen(&["pack", "check", example.to_str().unwrap()]).done();
}

/// Everything that is wrong is told; what has no English is told and loads.
#[test]
fn every_fault_and_all_that_lacks_english_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = format!(
        "{OWN}[[pages]]\nid = \"basic\"\n[[pages.fields]]\nid = \"id_type\"\nfact = \"person.none\"\n\
         [[pages.fields]]\nid = \"work_start\"\nfact = \"person.nobody\"\n"
    );
    let file = put(&folder, "own.toml", wrong);
    beishen(&["pack", "check", &file]).stopped(3, &["“person.none”", "“person.nobody”"]);
    let file = put(&folder, "own.toml", OWN.replace(", en = \"Our own\"", ""));
    let said = beishen(&["pack", "check", &file]).done();
    assert!(said.ends_with("没写英文，英文界面里显示中文：title\n"), "{said}");
}

#[test]
fn a_pack_of_ones_own_is_used_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    put(&folder, "own.toml", OWN);
    put(&folder, "broken.toml", "id = \"broken\"\nextends = \"nobody\"\n");
    let (packs, facts) = (folder.path().to_str().unwrap(), sample("zhang.json"));

    let listed = beishen(&["procedures", "--packs", packs]).done();
    assert!(listed.contains("\nown  本校事项"), "{listed}");
    assert!(
        listed.ends_with("未载入  broken.toml：extends：没有安装“nobody”，请先导入它\n"),
        "{listed}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&beishen(&["procedures", "--json", "--packs", packs]).done()).unwrap();
    let own = json.as_array().unwrap().iter().find(|it| it["id"] == "own").unwrap();
    assert_eq!(own["extends"], "tdxl");
    assert!(json[0].get("extends").is_none());

    let assessed = beishen(&["--packs", packs, "assess", "own", &facts, "--now", NOW]).done();
    assert!(assessed.starts_with("本校事项\n"), "{assessed}");
    let list = beishen(&[&format!("--packs={packs}"), "checklist", "own", &facts]).done();
    assert!(list.contains("本校事项"), "{list}");
    let pdf = folder.path().join("own.pdf");
    beishen(&["receipt", "own", &facts, "--packs", packs, "-o", pdf.to_str().unwrap()]).done();
    let by_variable =
        program().env("BEISHEN_PACKS", packs).args(["assess", "own", &facts]).output();
    ran(by_variable.unwrap()).done();

    let help = beishen(&["assess", "--help", "--packs", packs]).done();
    assert!(help.contains("、own") && help.contains("BEISHEN_PACKS"), "{help}");
    beishen(&["assess", "own", &facts]).stopped(2, &["<PROCEDURE> 只能是 tdxl"]);
    beishen(&["--packs", packs, "assess", "broken", &facts]).stopped(3, &["没有安装“nobody”"]);
    beishen(&["--packs", "/nowhere", "procedures"]).stopped(3, &["没有“/nowhere”这个文件夹"]);
    beishen(&["procedures", "--packs"]).stopped(2, &["--packs <FOLDER> 后面缺少内容"]);
}

/// The words of a pack come from a stranger: on paper and in tables they are words and nothing else.
#[test]
fn what_a_pack_says_is_not_carried_out() {
    let folder = tempfile::tempdir().unwrap();
    let evil = "id = \"evil\"\nextends = \"tdxl\"\n\
        title = { zh = \"<script>alert(1)</script>\", en = \"x\" }\n\
        [[pages]]\nid = \"register\"\n[[pages.fields]]\nid = \"address\"\n\
        portal_label = \"=HYPERLINK(1)<svg onload=alert(1)>\"\n";
    put(&folder, "evil.toml", evil);
    let list = |format| {
        let packs = folder.path().to_str().unwrap();
        beishen(&["checklist", "evil", &sample("zhang.json"), "--format", format, "--packs", packs])
            .done()
    };
    let html = list("html");
    assert!(html.contains("=HYPERLINK(1)&lt;svg onload=alert(1)&gt;"));
    assert!(!html.contains("<svg onload") && !html.contains("<script>alert"));
    assert!(list("csv").contains("\"'=HYPERLINK(1)"));
    let page = folder.path().join("practice.html");
    let (packs, page) = (folder.path().to_str().unwrap(), page.to_str().unwrap());
    beishen(&["practice", "evil", "-o", page, "--packs", packs]).done();
    let html = std::fs::read_to_string(page).unwrap();
    assert!(html.contains("=HYPERLINK(1)&lt;svg onload=alert(1)&gt;"));
    assert!(!html.contains("<svg onload") && !html.contains("<script>alert"));
}
