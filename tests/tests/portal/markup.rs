//! Small pieces of markup, each with the boxes that must be read off it.

use std::sync::LazyLock;

use beishen_core::Procedure;
use beishen_guide::{
    portal::{FormBox, form},
    readback::Saved,
};
use beishen_tests::pack;
use proptest::prelude::*;

use crate::styles::PERSON;

static TDXL: LazyLock<Procedure> = LazyLock::new(|| pack("tdxl").procedure);

fn read(page: impl Into<Saved>) -> Vec<FormBox> {
    form(&TDXL, page).map(|it| it.boxes).unwrap_or_default()
}

/// `*label kind (hint) 18 [a=1 b=2]`
fn told(it: &FormBox) -> String {
    let mut text = format!(
        "{}{} {}",
        if it.required { "*" } else { "" },
        it.label,
        format!("{:?}", it.kind).to_lowercase()
    );
    if !it.hint.is_empty() {
        text.push_str(&[" (", &it.hint, ")"].concat());
    }
    text += &it.most.map(|it| format!(" {it}")).unwrap_or_default();
    if !it.options.is_empty() {
        let value = |it: &str| if it.is_empty() { String::new() } else { format!("={it}") };
        let options = it.options.iter().map(|it| format!("{}{}", it.text, value(&it.value)));
        text.push_str(&[" [", &options.collect::<Vec<_>>().join(" "), "]"].concat());
    }
    if !it.whole {
        text.push('…');
    }
    text
}

#[test]
fn every_kind_of_box_is_read_as_it_is() {
    for (html, expected) in [
        // Stars, hints, lengths.
        ("<td>微信号：</td>", &[][..]),
        ("<form>微信号：<input maxlength=20> 没有就不填</form>", &["微信号 text (没有就不填) 20"]),
        ("<table><tr><td>微信号<td>*<input></table>", &["*微信号 text"]),
        ("<table><tr><td>微信号<td><input><td><font color=red>*</font></table>", &["*微信号 text"]),
        (
            "<style>.must:before{content:'*'}</style><div><span class=must>微信号</span><input></div>",
            &["*微信号 text"],
        ),
        (
            "<div><label for=a>微信号（必填）</label><input id=a placeholder=请输入微信号></div>",
            &["*微信号 text (请输入微信号)"],
        ),
        ("<label>微信号 <input required></label>", &["*微信号 text"]),
        ("<div>微信号</div><div><input aria-required=true></div>", &["*微信号 text"]),
        (
            "<input placeholder=请输入用户名><input type=password placeholder=密码>",
            &["用户名 text (请输入用户名)", "密码 secret (密码)"],
        ),
        ("<p>姓名：<input>* 微信号：<input></p>", &["*姓名 text", "微信号 text"]),
        // Kinds.
        ("<p>入职日期：<input class=Wdate readonly onclick=WdatePicker()></p>", &["入职日期 date"]),
        ("<p>入职日期：<input type=date></p>", &["入职日期 date"]),
        (
            "<p>入职日期：<select><option>2024<option>2025</select>年<select><option>1</select>月</p>",
            &["入职日期 date"],
        ),
        ("<p>编号：<input readonly value=1></p>", &["编号 readonly"]),
        ("<p>说明：<textarea maxlength=500>张三</textarea></p>", &["说明 text 500"]),
        (
            "<p>附件：<input type=file style='display:none'><button>选择</button></p>",
            &["附件 file"],
        ),
        (
            "<p>隐藏：<input type=hidden value=1><input type=submit></p><p style='display:none'>暗号：<input></p>",
            &[],
        ),
        ("<p>手机：<input> - <input></p>", &["手机 text"]),
        // Lists.
        (
            "<p>级别：<select><option value=''>-请选择-<option value=1>甲<option value=2 selected>乙</select></p>",
            &["级别 list [甲=1 乙=2]"],
        ),
        (
            "<p>级别：<select><optgroup label=一><option>甲</optgroup><option label=乙>x</select></p>",
            &["级别 list [甲=甲 乙=x]"],
        ),
        ("<p>级别：<select></select></p>", &["级别 list…"]),
        (
            "<p>级别：<input list=l></p><datalist id=l><option value=甲>甲<option value=乙>乙</datalist>",
            &["级别 list [甲=甲 乙=乙]"],
        ),
        (
            "<p>级别：<input id=lv class=easyui-combobox data-options=\"data:[{id:'1',text:'甲'}]\"></p>",
            &["级别 list [甲=1]"],
        ),
        (
            "<p>级别：<input type=radio name=a value=1>甲<input type=radio name=a value=2 checked>乙</p>",
            &["级别 radio [甲=1 乙=2]"],
        ),
        (
            "<p>级别：甲<input type=radio name=a>乙<input type=radio name=a></p>",
            &["级别 radio [甲 乙]"],
        ),
        (
            "<fieldset><legend>级别</legend><label><input type=radio name=a>甲</label><label><input type=radio name=a>乙</label></fieldset>",
            &["级别 radio [甲 乙]"],
        ),
        (
            "<div>语种</div><div><label><input type=checkbox name=a value=1>英</label><label><input type=checkbox name=a value=2>俄</label></div>",
            &["语种 checkbox [英=1 俄=2]"],
        ),
        ("<p><input type=checkbox id=a><label for=a>我已阅读并同意《协议》</label></p>", &[]),
        (
            "<p>微信号：<input></p><p><label><input type=checkbox>接收短信</label></p>",
            &["微信号 text", "接收短信 checkbox [接收短信]"],
        ),
        // Tables to which rows are added are one box.
        (
            "<p>家庭成员</p><table><tr><th>姓氏<th>关系</tr><tr><td><input value=张三丰><td><select><option>父</select></tr></table>",
            &["家庭成员 rows"],
        ),
        // What somebody has filled in is no label, and no hint.
        ("<p>张三丰</p><p><input value=张三丰></p><p>微信号<input value=x></p>", &["微信号 text"]),
        ("<p>微信号：<input> 您的号码 13800138000</p>", &["微信号 text"]),
        // Words beside a label of the pack, and no box.
        (
            "<table><tr><td>注册ID<td>A1</table><p>微信号：<input></p>",
            &["注册ID shown", "微信号 text"],
        ),
    ] {
        let read: Vec<String> = read(html).iter().map(told).collect();
        assert_eq!(read, expected, "{html}");
    }
}

#[test]
fn pages_in_pages_are_read() {
    let inner = "<p>微信号：<input></p>";
    let deep = format!("<iframe srcdoc=\"{}\"></iframe>", inner.replace('"', "&quot;"));
    assert_eq!(read(deep).len(), 1);
    // Also those of the same file that no frame names.
    let around = || Saved::from("<frameset><frame src=cid:a></frameset>".to_owned());
    let page = || Saved::from(inner.to_owned());
    let named = Saved { frames: [("cid:a".to_owned(), page())].into(), ..around() };
    for both in [named, Saved { others: vec![page()], ..around() }] {
        assert_eq!(read(both).iter().map(told).collect::<Vec<_>>(), ["微信号 text"]);
    }
}

/// A box in one of the ways in which it can stand in a page.
#[derive(Debug, Clone)]
struct Drawn {
    label: String,
    star: bool,
    options: Vec<String>,
    way: usize,
    wrapped: usize,
    said: bool,
}

impl Drawn {
    fn markup(&self, n: usize) -> String {
        let control = if self.options.is_empty() {
            format!("<input name=n{n} id=i{n} value={PERSON}>")
        } else {
            let options = self.options.iter().map(|it| ["<option>", it, "</option>"].concat());
            let options = options.collect::<Vec<_>>().concat();
            format!("<select id=i{n}><option value=''>请选择</option>{options}</select>")
        };
        let star = if self.star { "<b>*</b>" } else { "" };
        let (label, said) =
            (&self.label, if self.said { "<em class=tip>如实填写</em>" } else { "" });
        let item = match self.way {
            0 => format!("<table><tr><td>{star}{label}</td><td>{control}{said}</td></tr></table>"),
            1 => {
                format!("<table><tr><td>{label}{star}</td></tr><tr><td>{control}</td></tr></table>")
            }
            2 => format!("<div>{label}{star}</div><div>{control}{said}</div>"),
            3 => format!("<p>{label}：{control}{star}</p>"),
            4 => format!("<label for=i{n}>{star}{label}</label><span>{control}</span>{said}"),
            5 => format!("<label>{star}{label}{control}</label>"),
            6 => format!("<dl><dt>{label}{star}<dd>{control}{said}</dl>"),
            _ => format!("<div><span>{label}</span><i>*</i><span>{control}</span></div>")
                .replace("<i>*</i>", star),
        };
        (0..self.wrapped).fold(item, |item, n| {
            let tag = ["div", "section", "div class=row"][n % 3];
            let end = tag.split(' ').next().unwrap_or_default();
            format!("<{tag}>{item}</{end}>")
        })
    }
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let options = prop::collection::vec("[甲乙丙丁戊己庚辛]{1,4}", 0..5);
    ("[微信号籍贯级别语种特长]{2,6}", any::<bool>(), options, 0..8_usize, 0..4_usize, any::<bool>())
        .prop_map(|(label, star, options, way, wrapped, said)| Drawn {
            label,
            star,
            options,
            way,
            wrapped,
            said,
        })
}

proptest! {
    #[test]
    fn whatever_the_layout_labels_stars_and_options_are_read_exactly(all in prop::collection::vec(drawn(), 1..8)) {
        let body: String = all.iter().enumerate().map(|(n, it)| it.markup(n) + "\n").collect();
        let html = format!("<html><body><h1>填报</h1><form>{body}</form><script>var a=[1]</script></body></html>");
        let read = read(&html);
        let told: Vec<_> = read.iter().map(|it| (it.label.clone(), it.required, it.options.iter().map(|it| it.text.clone()).collect::<Vec<_>>())).collect();
        let expected: Vec<_> = all.iter().map(|it| (it.label.clone(), it.star, it.options.clone())).collect();
        prop_assert_eq!(told, expected, "{}", html);
        let kept = format!("{read:?}");
        prop_assert!(!kept.contains(PERSON));
    }

    #[test]
    fn any_source_is_read(text in "(<|>|</|<td|<tr>|<input|<select>|<option>|<label for=a>|<table>|<th>|<script>|\\[\\{|id=a|：|\\*|姓名|\"|'|=|.){0,60}") {
        read(format!("<p>{text}"));
    }
}
