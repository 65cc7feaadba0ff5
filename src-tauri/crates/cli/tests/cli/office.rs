//! 办公室 from the command line: people of one vault into the trays of another, carried by hand.

use std::fs;

use crate::{
    applicants::{people, vault, write},
    beishen, fed, names,
};

#[test]
fn people_go_through_the_trays_sealed_and_come_back_changed() {
    let ((folder, from), (other, to)) = (vault(), vault());
    let table = write(
        folder.path(),
        "a.csv",
        "姓名,证件号码,手机\n张三,11010519491231002X,13800138000\n李四,110105199503140034,13900139000\n",
    );
    assert_eq!(beishen(&["--vault", &from, "applicants", "import", "tdxl", &table]).code, 0);
    let office =
        |vault: &str, words: &[&str]| beishen(&[&["--vault", vault, "office"], words].concat());
    assert_eq!(office(&from, &["status"]).done(), "办公室没有开启。\n");
    office(&from, &["outbox"]).stopped(3, &["办公室没有开启"]);
    office(&from, &["on", "--name", "\u{202e}"]).stopped(3, &["1 到 40 个字"]);
    let on = office(&from, &["on", "--name", "一号窗口"]).done();
    let (_, code) = on.trim().split_once('\n').unwrap();
    assert_eq!(code.len(), 26 + 4);
    assert_eq!(office(&from, &["share", "--search", "李四"]).done(), "放进待发 1 人。\n");
    assert_eq!(office(&from, &["outbox"]).done(), "没有新的内容要发。\n");

    let join = ["--vault", &to, "office", "on", "--name", "二号窗口", "--join"];
    fed(&join, b"0000\n").stopped(3, &["26 个字母和数字"]);
    fed(&join, code.to_lowercase().as_bytes()).done();
    let outbox = folder.path().join("office/outbox");
    let (inbox, held) = (other.path().join("office/inbox"), other.path().join("office/held"));
    let [file] = &*names(&outbox) else { panic!("one file") };
    let uid = file.split('.').next().unwrap();
    let sealed = fs::read(outbox.join(file)).unwrap();
    assert!(!sealed.windows(6).any(|it| it == "李四".as_bytes()));
    fs::write(inbox.join(format!("{uid}.1.beishen")), &sealed).unwrap();
    assert_eq!(office(&to, &["inbox"]).done(), "新增 1 人。\n");
    assert_eq!(people(&to), 1);
    assert_eq!(names(&inbox), [""; 0]);
    assert_eq!(fs::read_to_string(other.path().join("office/have")).unwrap(), format!("{uid} 1\n"));
    fs::write(inbox.join(format!("{uid}.2.beishen")), &sealed[..sealed.len() - 1]).unwrap();
    let bad = office(&to, &["inbox"]);
    assert!(bad.code == 1 && bad.out.contains("打不开"), "{}", bad.out);
    fs::remove_file(inbox.join(format!("{uid}.2.beishen"))).unwrap();

    // Who works on whom, and from whom somebody is taken over.
    fs::write(held, format!("{uid} 600 一号窗口\n")).unwrap();
    let told = office(&to, &["status"]).done();
    assert!(told.contains("李四：“一号窗口”正在办理（10 分钟）"), "{told}");
    let told = office(&to, &["take-over", "--search", "李四"]).done();
    assert!(told.contains("现在由“一号窗口”办理"), "{told}");
    let wish = other.path().join(format!("office/outbox/{uid}.wish"));
    assert_eq!(fs::read_to_string(&wish).unwrap(), "take_over 一号窗口");
    office(&to, &["let-go", "--search", "李四"]).done();
    assert_eq!(fs::read_to_string(&wish).unwrap(), "let_go");
    office(&from, &["take-over"]).stopped(3, &["不止一人"]);

    office(&to, &["off"]).done();
    assert!(!other.path().join("office").exists());
    assert_eq!(people(&to), 1, "everybody stays");
}
