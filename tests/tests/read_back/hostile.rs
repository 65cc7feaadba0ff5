//! No page is wrong, and none takes long.

use beishen_core::outcome::Verdict;
use beishen_guide::readback::MOST;
use proptest::prelude::*;

use crate::{ASSESSED, tdxl, verdicts};

/// A text that goes on and on.
fn whole(start: &str, again: &str, length: usize) -> String {
    start.to_owned() + &again.repeat((length - start.chars().count()) / again.chars().count())
}

/// Work that grew with the square of a page's length would take minutes for each of these.
#[test]
fn a_page_of_a_megabyte_takes_no_longer_than_its_length() {
    for all in ASSESSED.iter() {
        let mut labels = all.procedure.fields().map(|it| it.1.portal_label.as_str());
        let beside = format!("{}：", labels.find(|it| it.starts_with('姓')).unwrap());
        let read = all.read(&whole(&beside, "甲", MOST));
        assert_eq!(verdicts(&read, Verdict::Differs).first(), Some(&beside.trim_matches('：')));
    }
    tdxl(&whole("<table><tr><td>姓名</td><td>", "&", MOST));
}

#[test]
fn nothing_on_a_page_makes_it_long_to_read() {
    for (start, again) in [
        // Words, stars, labels, halves of labels, and what stands between them.
        ("姓名：", "x "),
        ("姓名：", "("),
        ("姓名：", " *"),
        ("", "姓名："),
        ("", "姓 "),
        ("", "\n"),
        ("", "\t|"),
        // Months and places.
        ("", "200101-200212\t"),
        ("", "2001 年 "),
        ("200101-200212\t2001 ", "\u{200b} "),
        ("200101-200212\t", "示例大学"),
        ("", "示例大学\t"),
        // Sources that never end what they begin.
        ("<table><tr><td>姓名</td><td>", "&#x"),
        ("<table><tr><td>姓名</td><td>", "<"),
        ("<table><tr><td>姓名</td><td>", "</"),
        ("<table><tr><td>姓名</td><td>", "<a "),
        ("<table><tr><td>姓名</td><td>", "<script></"),
        ("<table><tr><td>姓名</td><td>", "<!--"),
        ("<input value=", "a=\" "),
        ("<select>", "<option>a"),
        // Style sheets.
        ("<style>", "*{display:none}"),
        ("<style>", "a a a a a a a a a a a a b{display:none}"),
        ("<style>", "@media x{"),
        ("<style>", "{"),
        ("<style>", "a:not("),
        ("<style>a", ":not(b)"),
        ("<style>", ".a,"),
        ("<style>.a .a .a .a .a .a .a b{display:none}</style>", "<i class=a>"),
        ("<style>.a~.a~.a~.a~.a~.a~.a+b{display:none}</style>", "<i class=a></i>"),
        ("<style>*{color:red}</style>", "<i class='a b c'>x</i>"),
        ("", "<style>@import 'a.css';</style>"),
        ("<link rel=stylesheet href=a>", "<b class=a>姓名</b>"),
        ("", "<label for=a>姓名</label><input id=a>"),
        ("", "<input aria-labelledby='a b c d' placeholder=姓名>"),
        ("姓名", "（"),
        ("姓名", "（a）"),
        ("", "姓名有误"),
        // What a parser walks up, moves and copies.
        ("", "<div>"),
        ("", "<p><font>"),
        ("", "<a><b></a>"),
        ("", "<b><p></b>x"),
        ("<table>", "x<b>"),
        ("<table>", "<tr><td>"),
        ("", "<table><td>"),
        ("", "<li>"),
        ("", "</p>"),
        ("", "<template>"),
        ("<form>", "<input type=radio name=s>"),
        ("", "性别：<input type=radio>"),
        ("<p>性别：", "<input type=radio checked>男"),
        ("<table><td>性别：", "<td>男<td><input type=radio>"),
        ("<label>", "<input type=radio>"),
        ("", "<label for=a><input id=a type=radio></label>"),
        ("", "<span role=radio aria-checked=true>x</span>"),
        ("<table><td>姓名<td>性别", "<tr><td>男<td>女"),
        // Labels and texts that take turns, heads of rows, parts with heads of their own.
        ("", "姓名\n"),
        ("", "某\n姓名\n"),
        ("某\n", "姓名\n某\n"),
        ("<table><tr>", "<td>某<td>姓名"),
        ("", "<p>某</p><p>姓名</p>"),
        ("", "<section><h3>某</h3>姓名：张三</section>"),
        ("", "<label for=a>姓名<input id=a></label>"),
    ] {
        let read = tdxl(&whole(start, again, MOST / 4));
        assert!(read.fields.len() < 200, "{start} {again}");
    }
}

proptest! {
    #[test]
    fn any_text_is_fine(text in "(姓名|证件号码|出生日期|201309|至今|示例大学|[：:\t\n* |-]|.){0,60}") {
        tdxl(&text);
    }

    #[test]
    fn any_source_is_fine(text in "(<|>|</|<td|<input value=|<select>|<option selected|<!--|<script>|&#x|&amp;|;|\"|'|=|姓名|.){0,60}") {
        tdxl(&text);
    }
}
