//! Help, and what is said of a line that cannot be understood.

use crate::beishen;

#[test]
fn help_is_there_in_both_languages_and_tells_the_exit_codes() {
    for (arguments, words) in [
        (
            &["--help"][..],
            &["用法：beishen [选项] <命令>", "检查已填内容", "退出码：", "3  输入有问题"][..],
        ),
        (&["help"], &["用法：beishen [选项] <命令>"]),
        (
            &["--lang", "en", "--help"],
            &["Usage: beishen [OPTIONS] <COMMAND>", "Check answers", "Exit codes:", "3  bad input"],
        ),
        (&["--lang=en", "help", "value"], &["Usage: beishen value [OPTIONS] <KIND>", "id18, "]),
        (
            &["assess", "-h"],
            &["用法：beishen assess [选项] <PROCEDURE> <FACTS.json>", "办理事项：tdxl"],
        ),
        (&["--version"], &["beishen 0."]),
    ] {
        let said = beishen(arguments).done();
        for word in words {
            assert!(said.contains(word), "{word:?} is not in:\n{said}");
        }
    }
}

#[test]
fn every_shell_can_be_taught_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = beishen(&["completions", shell]).done();
        for word in ["beishen", "questionnaire", "photo-guide", "show-id", "tdxl"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
}

#[test]
fn the_manual_tells_every_command_in_one_language() {
    let zh = beishen(&["manual"]).done();
    let en = beishen(&["--lang", "en", "manual"]).done();
    for word in
        [".SH 名称", ".SS beishen paper onsite [选项] <PROCEDURE>", "退出码", "检查已填内容"]
    {
        assert!(zh.contains(word), "{word} is not in:\n{zh}");
    }
    for word in ["Usage", "OPTIONS", "Show help"] {
        assert!(!zh.contains(word), "{word} is in:\n{zh}");
    }
    for word in [".SH NAME\nbeishen \\- Beishen prepares", "EXIT CODES", "\\-\\-show\\-id"] {
        assert!(en.contains(word), "{word} is not in:\n{en}");
    }
    assert!(en.chars().all(|it| !('\u{2e80}'..'\u{a000}').contains(&it)), "Chinese in:\n{en}");
}

#[test]
fn a_line_that_cannot_be_understood_gets_one_sentence_and_code_2() {
    for (arguments, zh, en) in [
        (
            &["asess"][..],
            "没有这个命令，可能是 assess；",
            "There is no such command; perhaps assess is meant.",
        ),
        (&["assess", "tdxl"], "缺少 <FACTS.json>；", "<FACTS.json> is missing."),
        (&["assess", "tdxx", "f.json"], "<PROCEDURE> 只能是 tdxl、", "<PROCEDURE> is one of tdxl,"),
        (&["value", "id19"], "<KIND> 只能是 id18、", "<KIND> is one of id18,"),
        (
            &["value", "id18", "--today", "11/22"],
            "应写作 2026-11-22；",
            "is written like 2026-11-22.",
        ),
        (
            &["assess", "tdxl", "f", "--now", "99999-01-01"],
            "应写作 2026-11-22T09:00；",
            "is written like 2026-11-22T09:00.",
        ),
        (
            &["checklist", "tdxl", "f", "--format", "doc"],
            "只能是 pdf、html、md、txt、csv、json；",
            "is one of pdf, html, md, txt, csv, json.",
        ),
        (&["demo", "--out"], "--out <DIR> 后面缺少内容；", "--out <DIR> needs a value."),
        (&["assess", "--json", "--json"], "--json 只能给一次；", "--json can be given once only."),
        (&["procedures", "--jsn"], "没有“--jsn”这个选项；", "There is no option --jsn."),
    ] {
        beishen(arguments).stopped(2, &[zh]);
        beishen(&[arguments, &["--lang", "en"]].concat()).stopped(2, &[en]);
    }
    beishen(&["--lang", "fr", "procedures"]).stopped(2, &["--lang", "zh", "en"]);
}

#[test]
fn an_identity_number_in_the_wrong_place_is_not_repeated() {
    let number = "110105199003070017";
    for arguments in [
        &["value", "id18", number][..],
        &[number],
        &["value", number],
        &["procedures", "--id=110105199003070017"],
        &["value", "id18", "--today", number],
    ] {
        let ran = beishen(arguments);
        assert_eq!(ran.code, 2);
        assert!(!ran.err.contains("1990"), "{}", ran.err);
    }
}
