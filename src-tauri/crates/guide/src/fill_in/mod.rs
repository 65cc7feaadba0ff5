//! 信息采集表 as a page: the questions of a procedure to be answered at home in a browser, and saved as a file that is taken in.
//!
//! **Invariant:** it asks what the questionnaire on paper asks, in its order. It is made of the procedure alone, reaches nowhere and
//! keeps nothing; its answers leave it only as the file the person saves.

use std::fmt::{self, Write as _};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use beishen_core::{
    Condition, Derive, Fact, FactKey, FactKind, Procedure, QUESTIONNAIRE,
    check::Check,
    procedure::{Ask, Options, Step},
    reading::ValueKind,
};
use beishen_document::{
    Locale,
    digest::sha256,
    html::{BASE, Escaped},
};
use beishen_reference::Table;
use serde_json::{Map, Value, json};

use crate::{papers::Form, practice::shape};

const CSS: &str = include_str!("fill_in.css");
const SCRIPT: &str = include_str!("fill_in.js");

/// Longer lists are typed into and narrowed, not opened.
const MOST_OPTIONS: usize = 80;
/// Characters that a box takes when nothing says how many.
const LONG: usize = 300;
/// The boxes of a row of the history: name, Chinese, English, and whether it must be filled in.
const ROW: [(&str, &str, &str, bool); 5] = [
    ("from", "开始年月", "From", true),
    ("to", "结束年月", "To", true),
    ("place", "学习或工作单位", "Place", true),
    ("role", "专业或职务", "Role", true),
    ("witness", "证明人", "Witness", false),
];

/// The questionnaire as a self-contained HTML file. Its content security policy admits its own style and script, by their digests,
/// and nothing else.
pub fn fill_in(procedure: &Procedure, locale: Locale) -> String {
    let form = Form::new(procedure, locale);
    let mut page = Page { procedure, locale, form, ids: 0, lists: Vec::new(), out: String::new() };
    let _ = page.write(); // a String takes everything
    page.out
}

struct Page<'a> {
    procedure: &'a Procedure,
    locale: Locale,
    form: Form<'a>,
    ids: usize,
    /// Tables that are offered while one types, each written once.
    lists: Vec<Table>,
    out: String,
}

impl<'a> Page<'a> {
    fn write(&mut self) -> fmt::Result {
        let (procedure, locale) = (self.procedure, self.locale);
        let (style, script) = (plain(&[BASE, CSS]), plain(&[SCRIPT]));
        let heading = locale.pick("信息采集表", "Questionnaire");
        let title = Escaped(procedure.title().get(locale));
        write!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; \
             script-src 'sha256-{}'; form-action 'none'; base-uri 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{heading} · {title}</title>\n<style>{style}</style>\n</head>\n<body>\n\
             <main data-procedure=\"{}\" data-version=\"{QUESTIONNAIRE}\" data-words=\"{}\">\n\
             <header>\n<h1>{heading} · {title}</h1>\n<p class=\"about\">{}</p>\n<p class=\"about\">{}</p>\n\
             <p class=\"row\"><label class=\"open\">{}<input class=\"visually-hidden\" type=\"file\" id=\"open\" accept=\".json,application/json\"></label></p>\n\
             </header>\n<noscript><p class=\"wrong\">{}</p></noscript>\n",
            digest(&style),
            digest(&script),
            Escaped(procedure.id()),
            Escaped(&words(locale)),
            locale.pick(
                "照证件和证书填写，带 * 的要填。填好后点“存成文件”，把存下的文件交给辅导员。",
                "Fill in what your documents and certificates say; items with * are required. Then press “Save as a file” and give the file to your counselor.",
            ),
            locale.pick(
                "这一页不联网，什么都不会自己发出去，浏览器里也不留；关掉以前先存。没填完也可以存，下次打开接着填。",
                "This page is offline: nothing is sent, nothing stays in the browser. Save before you close it; an unfinished one can be opened again.",
            ),
            locale.pick("打开存过的文件…", "Open a saved file…"),
            locale.pick(
                "浏览器没有运行本页的脚本，请换一个浏览器打开。",
                "The browser does not run this page's script. Open it in another one.",
            ),
            tag = locale.tag(),
        )?;
        for step in procedure.steps() {
            self.step(step)?;
        }
        self.foot()?;
        self.tables()?;
        write!(self.out, "</main>\n<script>{script}</script>\n</body>\n</html>\n")
    }

    fn step(&mut self, step: &'a Step) -> fmt::Result {
        let locale = self.locale;
        let asks: Vec<&Ask> =
            step.asks.iter().filter(|it| self.procedure.fact(it.fact()).is_some()).collect();
        let materials = self.procedure.materials().iter();
        let materials: Vec<_> = materials.filter(|it| step.materials.contains(&it.id)).collect();
        if asks.is_empty() && !step.history && materials.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "<section>\n<h2>{}</h2>", Escaped(step.title.get(locale)))?;
        for ask in asks {
            self.question(ask)?;
        }
        if step.history {
            self.history()?;
        }
        if !materials.is_empty() {
            let about =
                locale.pick("要备的材料，另外交：", "Materials to prepare and hand in separately:");
            writeln!(self.out, "<p class=\"label\">{about}</p>\n<ul class=\"materials\">")?;
            for it in materials {
                let (title, detail) = (it.title.get(locale), it.detail.get(locale));
                let apart = locale.pick("：", ": ");
                writeln!(self.out, "<li>{}{apart}{}</li>", Escaped(title), Escaped(detail))?;
            }
            self.out.push_str("</ul>\n");
        }
        self.out.push_str("</section>\n");
        Ok(())
    }

    fn question(&mut self, ask: &'a Ask) -> fmt::Result {
        let (procedure, locale, key) = (self.procedure, self.locale, ask.fact());
        let Some(fact) = procedure.fact(key) else { return Ok(()) };
        let label = fact.label.get(locale);
        let options = procedure.options_of(key).filter(|_| fact.kind == FactKind::Choice);
        let id = self.next_id();
        let example = example(procedure, fact);
        write!(
            self.out,
            "<div class=\"field\" data-fact=\"{}\" data-label=\"{}\" data-relevant=\"{}\" data-required=\"{}\" \
             data-rules=\"{}\" data-example=\"{}\"",
            Escaped(key.as_str()),
            Escaped(label),
            Escaped(&ask.relevant().map_or(Value::Null, condition).to_string()),
            Escaped(&required(procedure, ask, fact).to_string()),
            Escaped(&rules(procedure, key, locale).to_string()),
            Escaped(&example),
        )?;
        if let Some(Derive::Usual { value }) = &fact.derive {
            write!(self.out, " data-usual=\"{}\"", Escaped(value))?;
        } else if fact.derive.is_some() {
            self.out.push_str(" data-follows");
        }
        if options.is_some_and(|it| !it.open) {
            self.out.push_str(" data-closed");
        }
        let number = self.form.number(key).map(|it| format!("{it}. ")).unwrap_or_default();
        writeln!(
            self.out,
            ">\n<label for=\"{id}\">{number}{}<span class=\"star\" hidden>*</span></label>",
            Escaped(label)
        )?;
        match options {
            Some(options) => self.choice(&id, fact, options)?,
            None => writeln!(
                self.out,
                "<input id=\"{id}\" maxlength=\"{LONG}\" autocomplete=\"off\" spellcheck=\"false\"{}>",
                placeholder(&example, locale),
            )?,
        }
        let only = ask.relevant().map(|it| self.form.only_when(it));
        let hint = fact.hint.as_ref().map(|it| it.get(locale).to_owned());
        for it in only.into_iter().chain(hint) {
            writeln!(self.out, "<p class=\"hint\">{}</p>", Escaped(&it))?;
        }
        writeln!(self.out, "<p class=\"wrong\" id=\"{id}-wrong\" hidden></p>\n</div>")
    }

    fn choice(&mut self, id: &str, fact: &Fact, options: &'a Options) -> fmt::Result {
        let locale = self.locale;
        let table = options.table.as_deref().and_then(Table::by_name);
        let long = table.filter(|it| it.entries().len() + options.list.len() > MOST_OPTIONS);
        if let Some(table) = long {
            if !self.lists.contains(&table) {
                self.lists.push(table);
            }
            return writeln!(
                self.out,
                "<input id=\"{id}\" list=\"{}\" maxlength=\"{LONG}\" autocomplete=\"off\" spellcheck=\"false\">",
                list_id(table),
            );
        }
        write!(
            self.out,
            "<select id=\"{id}\" autocomplete=\"off\">\n<option value=\"\">{}</option>\n",
            Escaped(&nothing(fact, locale)),
        )?;
        let listed = options.list.iter().map(|it| (it.value.as_str(), it.en.as_str()));
        let of_table = table.into_iter().flat_map(Table::entries).map(|it| (it.name, it.english));
        for (value, english) in listed.chain(of_table) {
            write!(self.out, "<option value=\"{}\">{}", Escaped(value), Escaped(value))?;
            if locale == Locale::En && !english.is_empty() {
                write!(self.out, " · {}", Escaped(english))?;
            }
            self.out.push_str("</option>\n");
        }
        let open = options.open || options.list.is_empty() && table.is_none();
        if open {
            let words = locale.pick("其他（请写明）", "Other (say which)");
            writeln!(self.out, "<option data-other value=\"\">{words}</option>")?;
        }
        self.out.push_str("</select>\n");
        if open {
            writeln!(
                self.out,
                "<input class=\"other\" aria-label=\"{}\" maxlength=\"{LONG}\" autocomplete=\"off\" hidden>",
                Escaped(fact.label.get(locale)),
            )?;
        }
        Ok(())
    }

    fn history(&mut self) -> fmt::Result {
        let locale = self.locale;
        write!(
            self.out,
            "<div class=\"history\" data-required>\n<p class=\"hint\">{}</p>\n<table>\n<thead><tr>",
            locale.pick(
                "从大学写到本月，一段一行，中间不断；年月写作 201109，至今写“至今”。",
                "From university to this month, a row for each stretch, without gaps; months as 201109, “至今” for now.",
            ),
        )?;
        for (_, zh, en, _) in ROW {
            write!(self.out, "<th scope=\"col\">{}</th>", locale.pick(zh, en))?;
        }
        self.out.push_str("<td></td></tr></thead>\n<tbody>\n<tr>");
        for (name, zh, en, required) in ROW {
            write!(
                self.out,
                "<td><input data-cell=\"{name}\" aria-label=\"{}\" maxlength=\"100\" autocomplete=\"off\"{}></td>",
                locale.pick(zh, en),
                if required { " data-required" } else { "" },
            )?;
        }
        writeln!(
            self.out,
            "<td><button type=\"button\" data-drop>{}</button></td></tr>\n</tbody>\n</table>\n\
             <button type=\"button\" data-add>{}</button>\n<p class=\"wrong\" hidden></p>\n</div>",
            locale.pick("删除", "Remove"),
            locale.pick("增加一行", "Add a row"),
        )
    }

    fn foot(&mut self) -> fmt::Result {
        let locale = self.locale;
        writeln!(
            self.out,
            "<details hidden>\n<summary>{}</summary>\n<p class=\"about\">{}</p>\n\
             <textarea readonly aria-label=\"{}\"></textarea>\n</details>\n\
             <p class=\"foot\"><button type=\"button\" id=\"check\">{}</button>\
             <button type=\"button\" class=\"primary\" id=\"save\">{}</button><output></output></p>",
            locale.pick("浏览器没有存下文件？", "Did the browser not save a file?"),
            locale.pick(
                "把下面的文字全部复制，粘贴到记事本，存成 .json 文件（UTF-8）。",
                "Copy all of the text below into a text editor and save it as a .json file in UTF-8.",
            ),
            locale.pick("文件的内容", "The file's text"),
            locale.pick("检查一遍", "Check everything"),
            locale.pick("存成文件", "Save as a file"),
        )
    }

    fn tables(&mut self) -> fmt::Result {
        for table in std::mem::take(&mut self.lists) {
            write!(self.out, "<datalist id=\"{}\">", list_id(table))?;
            for it in table.entries() {
                write!(self.out, "<option value=\"{}\">", Escaped(it.name))?;
            }
            self.out.push_str("</datalist>\n");
        }
        Ok(())
    }

    fn next_id(&mut self) -> String {
        self.ids += 1;
        format!("box-{}", self.ids)
    }
}

/// What stands where nothing is chosen: what nearly everyone answers needs no choice.
fn nothing(fact: &Fact, locale: Locale) -> String {
    match (&fact.derive, locale) {
        (Some(Derive::Usual { value }), Locale::Zh) => format!("一般是“{value}”，不选就按它"),
        (Some(Derive::Usual { value }), Locale::En) => format!("“{value}” unless chosen otherwise"),
        (_, Locale::Zh) => "请选择".to_owned(),
        (_, Locale::En) => "请选择 (choose)".to_owned(),
    }
}

fn list_id(table: Table) -> String {
    format!("list-{table:?}").to_lowercase()
}

fn placeholder(example: &str, locale: Locale) -> String {
    if example.is_empty() {
        return String::new();
    }
    let such = locale.pick("如 ", "such as ");
    format!(" placeholder=\"{such}{}\"", Escaped(example))
}

/// How an answer is written, where that is no matter of course.
fn example(procedure: &Procedure, fact: &Fact) -> String {
    let shown = procedure.fields_of(&fact.key).find_map(|(_, it)| it.example.clone());
    match fact.kind {
        FactKind::Date => "1990-05-17".to_owned(),
        FactKind::Month => "201109".to_owned(),
        FactKind::Text | FactKind::Choice => shown.unwrap_or_default(),
    }
}

/// Conditions of which any makes it required. What follows from something else may be left empty.
fn required(procedure: &Procedure, ask: &Ask, fact: &Fact) -> Value {
    if fact.derive.is_some() {
        return json!([]);
    }
    let ours = matches!(ask, Ask::Full(it) if it.required).then_some(Value::Null);
    let fields = procedure.fields_of(&fact.key).filter(|it| it.1.required);
    let of_pages = fields.map(|(_, it)| it.relevant.as_ref().map_or(Value::Null, condition));
    ours.into_iter().chain(of_pages).collect()
}

/// How the answer must look, with the words of the pack where a page can know what is wrong.
fn rules(procedure: &Procedure, key: &FactKey, locale: Locale) -> Value {
    let of = |rule: &beishen_core::Rule| {
        let (facts, mut it) = match &rule.check {
            Check::Value { facts, of, .. } => {
                let (pattern, min, _) = shape(*of);
                (facts, json!({ "pattern": written(*of, pattern), "min": min }))
            }
            Check::Text { facts, min, .. } => (facts, json!({ "pattern": "", "min": min })),
            _ => return None,
        };
        if !facts.contains(key) {
            return None;
        }
        it["when"] = rule.when.as_ref().map_or(Value::Null, condition);
        if matches!(rule.check, Check::Value { of: ValueKind::Id18, .. }) {
            let said = rule
                .reasons
                .iter()
                .map(|(reason, words)| (reason.clone(), Value::from(words.message.get(locale))));
            it["kind"] = "id18".into();
            it["said"] = Value::Object(said.collect());
        }
        Some(it)
    };
    procedure.rules().iter().filter_map(of).collect()
}

/// What a person may write is more than what a portal takes: phones with signs between, days in several forms.
fn written(of: ValueKind, pattern: &'static str) -> &'static str {
    match of {
        ValueKind::Mobile => r"[+0-9][-0-9 ]{6,19}",
        ValueKind::WorkPhone => r"[+0-9(（][-0-9 ()（）转]{6,24}",
        ValueKind::Yyyymm => r"[0-9]{6}|[0-9]{4}[-./年][0-9]{1,2}月?",
        ValueKind::Date | ValueKind::DueDate => {
            r"[0-9]{8}|[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?"
        }
        _ => pattern,
    }
}

/// A condition as the script reads it.
fn condition(it: &Condition) -> Value {
    let all = |them: &[Condition]| them.iter().map(condition).collect::<Value>();
    match it {
        Condition::All(it) => json!({ "all": all(&it.all) }),
        Condition::Any(it) => json!({ "any": all(&it.any) }),
        Condition::Not(it) => json!({ "not": condition(&it.not) }),
        Condition::Is(it) => json!({ "fact": it.fact.as_str(), "is": it.is }),
        Condition::In(it) => json!({ "fact": it.fact.as_str(), "one_of": it.one_of }),
        Condition::Answered(it) => {
            json!({ "fact": it.fact.as_str(), "answered": it.answered })
        }
    }
}

/// What the page says, for the script. What is missing is said as the program says it.
fn words(locale: Locale) -> String {
    let all = [
        ("fill", "还没有填写{label}。", "Fill in “{label}”."),
        ("choose", "还没有选择{label}。", "Choose “{label}”."),
        ("list", "{label}要从选项里选。", "Choose “{label}” from the list."),
        ("short", "{label}至少 {min} 个字。", "“{label}” takes at least {min} characters."),
        (
            "format",
            "{label}的写法不对，请对照证件核对。",
            "“{label}” does not look right. Compare it with the document.",
        ),
        (
            "example",
            "{label}的写法不对，应如 {example}。",
            "“{label}” does not look right; write it like {example}.",
        ),
        (
            "history",
            "还没有填写个人经历，请从大学写到本月。",
            "Give the personal history, from the first school year to this month.",
        ),
        ("row", "第 {n} 行：{said}", "Row {n}: {said}"),
        ("open", "还有 {count} 处要改或要补。", "{count} still to fill in or change."),
        ("fine", "都填好了，可以存成文件。", "Everything is filled in. Save it as a file."),
        ("saved", "已存成文件，请交给辅导员。", "Saved. Give the file to your counselor."),
        (
            "saved_open",
            "已存成文件；还有 {count} 处要改或要补。",
            "Saved; {count} still to fill in or change.",
        ),
        ("opened", "已打开，接着填。", "Opened. Continue where you stopped."),
        (
            "not_opened",
            "打不开这个文件，请选这一页存下的 .json。",
            "This file cannot be opened. Choose a .json that this page has saved.",
        ),
        ("file", "信息采集表", "questionnaire"),
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
