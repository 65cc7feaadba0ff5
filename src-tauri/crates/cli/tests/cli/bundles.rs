//! 交接包 from the command line: out of one vault, into another.

use std::fs;

use serde_json::Value;

use crate::{
    applicants::{people, vault, write},
    beishen, fed,
};

#[test]
fn people_go_from_one_vault_into_another_and_twice_is_as_good_as_once() {
    let ((folder, from), (_other, to)) = (vault(), vault());
    let table = write(
        folder.path(),
        "a.csv",
        "姓名,证件号码,手机\n张三,11010519491231002X,13800138000\n李四,110105199503140034,13900139000\n",
    );
    assert_eq!(beishen(&["--vault", &from, "applicants", "import", "tdxl", &table]).code, 0);
    let file = folder.path().join("b.beishen");
    let file = file.to_str().unwrap();
    let some = ["--vault", &from, "bundle", "export", "--search", "李四", "-o", file, "--json"];
    let saved = beishen(&some);
    assert_eq!(saved.code, 0, "{}", saved.err);
    let saved: Value = serde_json::from_str(&saved.out).unwrap();
    assert_eq!(saved["people"], 1);
    let code: Vec<_> =
        saved["code"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    let code = code.join("-");
    let held = fs::read(file).unwrap();
    assert!(!held.windows(6).any(|it| it == "李四".as_bytes()));

    let wrong = fed(&["--vault", &to, "bundle", "open", file], b"0000-0000-0000-0000\n");
    assert!(wrong.code == 3 && wrong.err.contains("交接码不对"), "{}", wrong.err);
    let look = fed(&["--vault", &to, "bundle", "open", file], code.as_bytes());
    assert!(look.out.contains("李四  0034") && look.out.contains("新增"), "{}", look.out);
    assert_eq!(people(&to), 0, "looked at, not taken in");
    for told in ["新增 1 人", "没有改动"] {
        let apply = fed(&["--vault", &to, "bundle", "apply", file], code.as_bytes());
        assert!(apply.code == 0 && apply.out.contains(told), "{} {}", apply.out, apply.err);
        assert_eq!(people(&to), 1);
    }
    beishen(&["--vault", &to, "applicants", "undo"]).done();
    assert_eq!(people(&to), 0, "the one that changed something is taken back");
    let nobody = beishen(&["--vault", &from, "bundle", "export", "--search", "x9", "-o", file]);
    assert!(nobody.code == 3 && nobody.err.contains("没有符合的人"), "{}", nobody.err);
}
