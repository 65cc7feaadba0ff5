//! 练习平台: a replica of the portal's form pages as one HTML file, to go through everything once before it counts.
//!
//! **Invariant:** it is made of the procedure alone. No answer is in it, nothing leaves it or outlasts it, and every page of
//! it says that it is no portal.

mod boxes;
mod refusals;

use std::fmt::{self, Write as _};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use beishen_core::{
    Condition, Procedure,
    procedure::{Field, FieldKind, Page},
};
use beishen_document::{
    Locale,
    digest::sha256,
    html::{BASE, Escaped, lang},
};
use serde_json::{Map, Value};

use crate::{
    banner::{BANNER, has_banner},
    items::page_title,
};

pub(crate) use boxes::entries;
pub(crate) use refusals::{longest, shape};

const CSS: &str = include_str!("practice.css");
const SCRIPT: &str = include_str!("practice.js");

/// The boxes of a row of the history: name, Chinese, English, and whether the portal insists.
const ROW: [(&str, &str, &str, bool); 5] = [
    ("from", "开始年月", "from", true),
    ("to", "结束年月", "to", true),
    ("place", "单位", "place", true),
    ("role", "专业、职务", "role", true),
    ("witness", "证明人", "witness", false),
];

/// Whether a text was copied or saved from a practice portal.
pub fn is_practice(text: &str) -> bool {
    has_banner(text)
}

/// The replica of a procedure's portal as a self-contained HTML file. Its content security policy admits its own style and
/// script, by their digests, and nothing else.
///
/// Pages, boxes, lists, formats and points of no return are the pack's. Each box is named by its item, `page.field`;
/// `practice.values()` in the page tells what has arrived in which.
pub fn practice(procedure: &Procedure, locale: Locale) -> String {
    let mut replica = Replica { procedure, locale, ids: 0, out: String::new() };
    let _ = replica.write(); // a String takes everything
    replica.out
}

struct Replica<'a> {
    procedure: &'a Procedure,
    locale: Locale,
    /// How many ids were given so far.
    ids: usize,
    out: String,
}

impl<'a> Replica<'a> {
    fn write(&mut self) -> fmt::Result {
        let (procedure, locale) = (self.procedure, self.locale);
        let (style, script) = (plain(&[BASE, CSS]), plain(&[SCRIPT]));
        let title = Escaped(procedure.title().get(locale));
        let banner = locale.pick(BANNER[0], BANNER[1]);
        write!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; \
             script-src 'sha256-{}'; form-action 'none'; base-uri 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{practice} · {title}</title>\n<style>{style}</style>\n</head>\n<body>\n\
             <header class=\"banner\">{banner}</header>\n<div class=\"frame\">\n",
            digest(&style),
            digest(&script),
            tag = locale.tag(),
            practice = locale.pick("练习平台", "Practice portal"),
        )?;
        self.menu()?;
        writeln!(self.out, "<main data-words=\"{}\">", Escaped(&words(locale)))?;
        self.header()?;
        for page in procedure.pages() {
            self.page(page)?;
        }
        self.result()?;
        write!(self.out, "</main>\n</div>\n<script>{script}</script>\n</body>\n</html>\n")
    }

    /// The portal's pages in its order, and what makes the practice harder.
    fn menu(&mut self) -> fmt::Result {
        let locale = self.locale;
        writeln!(
            self.out,
            "<nav aria-label=\"{}\">\n<ol>",
            locale.pick("平台页面", "Portal pages")
        )?;
        for page in self.procedure.pages() {
            let title = &page.title.zh;
            writeln!(
                self.out,
                "<li><button type=\"button\" data-go=\"{}\"{}>{}</button></li>",
                Escaped(&page.id),
                lang(locale, title),
                Escaped(title),
            )?;
        }
        writeln!(
            self.out,
            "<li><button type=\"button\" data-go=\"\">{}</button></li>\n</ol>\n\
             <section class=\"harder\">\n<h2>{}</h2>\n\
             <label class=\"check\"><input type=\"checkbox\" id=\"no-paste\" autocomplete=\"off\"> {}</label>\n\
             <button type=\"button\" id=\"time-out\">{}</button>\n</section>\n</nav>",
            locale.pick("结果页", "Result page"),
            locale.pick("练得难一点", "Make it harder"),
            locale.pick("确认框不许粘贴", "No pasting into confirm boxes"),
            locale.pick("让这一页超时", "Let this page time out"),
        )
    }

    fn header(&mut self) -> fmt::Result {
        let (procedure, locale) = (self.procedure, self.locale);
        let (name, day) = (procedure.portal().name.get(locale), procedure.verified_on());
        let about = match locale {
            Locale::Zh => format!(
                "仿照{name}的填报页面，依据核对于 {day}；真平台的样子不同，名称、顺序和格式相同。打开填报助手，在框中按 Ctrl+V 粘贴；关掉这一页，填的内容就没有了。"
            ),
            Locale::En => format!(
                "Modelled on the form pages of {name}, as checked on {day}; the real portal looks different, its labels, order and formats are these. Open the companion and paste with Ctrl+V; close this page and everything is gone."
            ),
        };
        write!(
            self.out,
            "<header>\n<h1>{}</h1>\n<p class=\"about\">{}</p>\n</header>\n\
             <noscript><p class=\"about\">{}</p></noscript>\n",
            Escaped(procedure.title().get(locale)),
            Escaped(&about),
            locale.pick(
                "浏览器没有运行本页的脚本，请换一个浏览器打开。",
                "The browser does not run this page's script. Open it in another one.",
            ),
        )
    }

    fn page(&mut self, page: &'a Page) -> fmt::Result {
        let locale = self.locale;
        let title = page_title(page, locale);
        write!(
            self.out,
            "<form data-page=\"{}\" data-title=\"{}\" novalidate autocomplete=\"off\">\n<h2 tabindex=\"-1\"{}>{}</h2>\n",
            Escaped(&page.id),
            Escaped(&page.title.zh),
            lang(locale, &title),
            Escaped(&title),
        )?;
        let insists = insists(page);
        let any = |of: &dyn Fn(&Field) -> bool| page.fields.iter().any(of);
        let notes = [
            (any(&|it| it.required), "带 * 号为必填项。", "Boxes marked * are required."),
            (
                any(&|it| it.kind == FieldKind::Secret),
                "密码随便写，不要用真密码。",
                "Type any password but the real one.",
            ),
            (
                any(&|it| it.kind == FieldKind::System && it.fact.is_some()),
                "平台会显示它登记的内容；空着的框，照填报助手显示的填。",
                "The portal shows what it has on record; type what is missing as the companion shows it.",
            ),
        ];
        let notes: Vec<&str> =
            notes.iter().filter(|it| it.0).map(|it| locale.pick(it.1, it.2)).collect();
        if !notes.is_empty() {
            writeln!(self.out, "<p class=\"about\">{}</p>", notes.join(locale.pick("", " ")))?;
        }
        for (ids, field) in merged(page) {
            let required = field.required && insists(field);
            for id in &ids {
                self.stops(&page.id_of(id), insists(field))?;
            }
            self.field(page, &ids, field, required)?;
        }
        write!(
            self.out,
            "<p class=\"foot\"><button type=\"button\" data-back>{}</button>\
             <button class=\"primary\" data-next>{}</button>",
            locale.pick("上一步", "Back"),
            locale.pick("下一步", "Next"),
        )?;
        if page.fields.iter().all(|it| it.relevant.is_some()) {
            let skip = locale.pick("与本人无关，跳过", "Not for me: skip");
            write!(self.out, "<button type=\"button\" data-skip>{skip}</button>")?;
        }
        self.out.push_str("</p>\n</form>\n");
        Ok(())
    }

    /// The points of no return before a field, each with its tick.
    fn stops(&mut self, before: &str, insists: bool) -> fmt::Result {
        let locale = self.locale;
        let (stamp, label) = (locale.pick("止", "STOP"), locale.pick("不能更改", "No way back"));
        for stop in self.procedure.irreversible().iter().filter(|it| it.before == before) {
            let id = self.next_id();
            let text = stop.text.get(locale);
            writeln!(
                self.out,
                "<div class=\"stop\" data-kind=\"stop\" data-item=\"{}\" data-label=\"{label}\"{}>\n\
                 <p><span class=\"stamp\">{stamp}</span> {}</p>\n\
                 <label class=\"check\" for=\"{id}\"><input type=\"checkbox\" id=\"{id}\" autocomplete=\"off\"> {}</label>\n\
                 <p class=\"wrong\" hidden></p>\n</div>",
                Escaped(&stop.id),
                if insists { " data-required" } else { "" },
                Escaped(text),
                locale.pick("已逐项核对，可以继续", "Compared item by item; go on"),
            )?;
        }
        Ok(())
    }

    /// The last page: what has arrived, in one of the ways portals show it.
    fn result(&mut self) -> fmt::Result {
        let locale = self.locale;
        let layouts = [
            ("table", locale.pick("表格", "A table")),
            ("colon", locale.pick("冒号", "Colons")),
            ("columns", locale.pick("两栏", "Two columns")),
        ];
        write!(
            self.out,
            "<section id=\"result\">\n<h2 tabindex=\"-1\">{}</h2>\n<p class=\"about\">{}</p>\n<p class=\"layouts\">\n\
             <button type=\"button\" class=\"primary\" id=\"copy\">{}</button>\n<span role=\"status\" id=\"copied\"></span>\n\
             <label for=\"layout\">{}</label>\n<select id=\"layout\" autocomplete=\"off\">\n",
            locale.pick("结果页", "Result page"),
            locale.pick(
                "提交后，平台大多这样显示填好的内容。全部选中、复制，再粘贴到“回读核对”。",
                "This is how most portals show what was entered. Select all, copy, and paste it into the read-back.",
            ),
            locale.pick("全选并复制", "Select all and copy"),
            locale.pick("版式", "Layout"),
        )?;
        for (name, words) in layouts {
            writeln!(self.out, "<option value=\"{name}\">{words}</option>")?;
        }
        self.out.push_str("</select>\n</p>\n<div id=\"shown\"></div>\n</section>\n");
        let (notice, close) = (locale.pick("系统提示", "Message"), locale.pick("确定", "OK"));
        writeln!(
            self.out,
            "<dialog aria-labelledby=\"notice\"><h2 id=\"notice\">{notice}</h2><p></p>\
             <form method=\"dialog\"><button class=\"primary\">{close}</button></form></dialog>"
        )
    }

    fn next_id(&mut self) -> String {
        self.ids += 1;
        format!("box-{}", self.ids)
    }
}

/// Whether the portal insists on a field of this page. Whoever has come to a page meets the condition that most of its
/// fields share; what hangs on another may not concern them.
pub(crate) fn insists(page: &Page) -> impl Fn(&Field) -> bool {
    let of = |condition: &Condition| {
        page.fields.iter().filter(|it| it.relevant.as_ref() == Some(condition)).count()
    };
    let shared: Option<Condition> = page
        .fields
        .iter()
        .filter_map(|it| it.relevant.as_ref())
        .find(|it| of(it) * 2 > page.fields.len())
        .cloned();
    move |field| field.relevant.is_none() || field.relevant == shared
}

/// The fields of a page. Those of one name, of which each concerns other people, are one box of the portal.
pub(crate) fn merged(page: &Page) -> Vec<(Vec<&str>, &Field)> {
    let mut boxes: Vec<(Vec<&str>, &Field)> = Vec::new();
    for field in &page.fields {
        let is_entered = |it: &Field| matches!(it.kind, FieldKind::Enter | FieldKind::Choose);
        let twin = boxes.iter_mut().find(|(_, it)| {
            it.portal_label == field.portal_label
                && it.kind == field.kind
                && is_entered(field)
                && it.relevant.is_some()
                && field.relevant.is_some()
        });
        match twin {
            Some((ids, _)) => ids.push(&field.id),
            None => boxes.push((vec![&field.id], field)),
        }
    }
    boxes
}

/// What the portal says, for the script.
fn words(locale: Locale) -> String {
    let all = [
        ("fill", "请填写{label}！", "Fill in {label}."),
        ("choose", "请选择{label}！", "Choose {label}."),
        ("upload", "请上传{label}！", "Upload {label}."),
        ("act", "请先完成：{label}！", "Do this first: {label}."),
        ("stop", "请先核对，再勾选！", "Compare first, then tick the box."),
        ("format", "{label}格式不正确！", "{label} is not in the right format."),
        (
            "example",
            "{label}格式不正确，应如 {example}！",
            "{label} is not in the right format, such as {example}.",
        ),
        ("short", "{label}至少 {min} 个字！", "{label} takes at least {min} characters."),
        (
            "confirm",
            "两次输入的{label}不一致：第 {k} 个字符不同！",
            "The two entries of {label} differ at character {k}.",
        ),
        (
            "secret",
            "两次输入的密码不一致：第 {k} 个字符不同！",
            "The two passwords differ at character {k}.",
        ),
        ("secret_length", "密码须为 {min}–{max} 位！", "A password has {min} to {max} characters."),
        (
            "secret_signs",
            "密码只用英文字母、数字和特殊字符！",
            "A password has letters, digits and special characters only.",
        ),
        ("secret_mixed", "密码须同时含数字和字母！", "A password needs both digits and letters."),
        ("code", "{label}不正确，请获取后照着输入！", "{label} is wrong. Get one and type it."),
        ("parent", "请先选择{label}！", "Choose {label} first."),
        ("kind", "文件须是 {formats}！", "The file must be {formats}."),
        ("large", "文件须在 {max} 以内！", "The file must be up to {max}."),
        ("small", "文件须不小于 {min}！", "The file must be at least {min}."),
        (
            "pixels",
            "照片须是 {width}×{height} 像素！",
            "The photo must have {width} × {height} pixels.",
        ),
        ("no_paste", "这个框不能粘贴，请手工输入！", "This box takes no pasting. Type it."),
        (
            "timed_out",
            "登录超时，本页内容已清空，请重新填写！",
            "You were logged out and the page is empty. Fill it in again.",
        ),
        ("row", "第 {n} 行{label}：请填写！", "Row {n}, {label}: fill it in."),
        (
            "row_format",
            "第 {n} 行{label}格式不正确，应如 {example}！",
            "Row {n}, {label}: not in the right format, such as {example}.",
        ),
        ("sent", "练习用验证码：", "Code for practice: "),
        ("copied", "已复制，请粘贴到“回读核对”", "Copied. Paste it into the read-back"),
        ("selected", "已选中，请按 Ctrl+C", "Selected, press Ctrl+C"),
        ("nothing", "还没有填写内容。", "Nothing was filled in yet."),
    ];
    let all: Map<String, Value> =
        all.iter().map(|it| (it.0.to_owned(), locale.pick(it.1, it.2).into())).collect();
    Value::from(all).to_string()
}

/// The parts as one text, with the line breaks that a browser sees when it takes the digest.
fn plain(parts: &[&str]) -> String {
    parts.concat().replace('\r', "")
}

fn digest(text: &str) -> String {
    BASE64_STANDARD.encode(sha256(text))
}
