//! No page is wrong, none takes long, and none is kept.

use beishen_guide::{
    portal::{Unread, compare},
    readback::MOST,
};
use beishen_tests::pack;

/// A text that goes on and on.
fn whole(start: &str, again: &str, length: usize) -> String {
    start.to_owned() + &again.repeat((length - start.chars().count()) / again.chars().count())
}

#[test]
fn what_is_no_form_is_said_to_be_none() {
    let procedure = pack("tdxl").procedure;
    for (page, why) in [
        (String::new(), Unread::NoPage),
        ("姓名：张三".to_owned(), Unread::NoPage),
        ("<p>没有框</p>".to_owned(), Unread::NoBoxes),
        ("<form>搜索：<input></form>".to_owned(), Unread::NoBoxes),
        (whole("<p>姓名：<select>", "<option>a", MOST), Unread::TooMany),
        (whole("", "<p>a：<input>", MOST / 4), Unread::TooMany),
        (whole("", "<div>", MOST / 4), Unread::TooMany),
    ] {
        assert_eq!(
            compare(&procedure, &page).err(),
            Some(why),
            "{}",
            page.chars().take(40).collect::<String>()
        );
    }
}

#[test]
fn nothing_on_a_page_makes_it_long_to_read() {
    let procedure = pack("tdxl").procedure;
    for (start, again) in [
        ("<p>姓名：<input>", "x "),
        ("<p>姓名：<input>", "<p>x"),
        ("<p>姓名：<input>", "<p>姓名："),
        ("<p>姓名：<input>", " *"),
        ("<p>姓名：<input><script>", "['a',"),
        ("<p>姓名：<input><script>", "[{a:'b'},"),
        ("<p>姓名：<input><script>", "x=[{label:'a'}];"),
        ("<p>姓名：<input><script>", "\"\\"),
        ("<p>姓名：<input><script>", "/*"),
        ("<p>姓名：<input>", "<script>[</script>"),
        ("<p>姓名：<input>", "<label for=a>b</label>"),
        ("<p>姓名：<input>", "<label><input type=radio name=a>b</label>"),
        ("<p>姓名：<input>", "<input type=radio name=a>"),
        ("<p>姓名：<input>", "<span role=radio aria-checked=true>x</span>"),
        ("<p>姓名：<input>", "<table><th>a<th>b<tr><td><input><td><input></table>"),
        ("<p>姓名：<input><table>", "<tr><td>a<td>b"),
        ("<p>姓名：<input><table>", "<tr><td><table>"),
        ("<p>姓名：<input>", "<div class=el-select-dropdown><li>a</div>"),
        ("<p>姓名：<input>", "<div role=combobox>"),
        ("<p>姓名：<input>", "<iframe srcdoc='<p>姓名'></iframe>"),
        ("<p>姓名：<input><ul id=l>", "<li>x"),
        ("<p>姓名：<input>", "&#x"),
        ("<p>姓名：<input value='", "张三"),
    ] {
        let _ = compare(&procedure, whole(start, again, MOST / 4));
    }
    // Many boxes that all name the same long list.
    let list = (0..9_000).map(|n| format!("<li>{n}")).collect::<Vec<_>>().concat();
    let boxes = "<p>a：<input role=combobox aria-controls=l>".repeat(1_900);
    let _ = compare(&procedure, format!("<p>姓名：<input>{boxes}<ul id=l>{list}</ul>"));
}
