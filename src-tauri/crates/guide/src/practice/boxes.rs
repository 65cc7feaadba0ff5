//! The boxes of the replica: what a portal has beside each label.

use std::fmt::{self, Write as _};

use beishen_core::{
    FactKey, Procedure,
    procedure::{Field, FieldKind, Options, Page, Password},
};
use beishen_document::{
    Locale,
    html::{Escaped, lang},
};
use beishen_reference::Table;
use serde_json::Value;

use super::{
    ROW, Replica,
    refusals::{Accepted, LONG, sample},
};

const MONTH: &str = "%Y%m";
/// The most characters of a secret of which nothing is said.
const SECRET: usize = 30;

impl<'a> Replica<'a> {
    /// A field as the portal has it. `ids` are the pack's fields that are this one box.
    pub(super) fn field(
        &mut self,
        page: &'a Page,
        ids: &[&str],
        field: &'a Field,
        required: bool,
    ) -> fmt::Result {
        let (locale, label) = (self.locale, &field.portal_label);
        let items: Vec<String> = ids.iter().map(|it| page.id_of(it)).collect();
        let facts: Vec<&FactKey> = page
            .fields
            .iter()
            .filter(|it| ids.contains(&&*it.id))
            .filter_map(|it| it.fact.as_ref())
            .collect();
        let keys: Vec<&str> = facts.iter().map(|it| it.as_str()).collect();
        write!(
            self.out,
            "<div class=\"field\" data-kind=\"{}\" data-field=\"{}\" data-fact=\"{}\" data-label=\"{}\"{}",
            kind(field.kind),
            Escaped(&items.join(" ")),
            Escaped(&keys.join(" ")),
            Escaped(label),
            if required { " data-required" } else { "" },
        )?;
        if let Some(format) = &field.portal_format {
            write!(self.out, " data-format=\"{}\"", Escaped(format))?;
        }
        self.out.push_str(">\n");
        let id = self.next_id();
        let words = (lang(locale, label), Escaped(label));
        match field.kind {
            FieldKind::Do => writeln!(
                self.out,
                "<button type=\"button\" class=\"act\" id=\"{id}\" aria-pressed=\"false\"{}>{}</button>",
                words.0, words.1,
            )?,
            FieldKind::History => self.history(field)?,
            _ => {
                let star = if field.required {
                    "<span class=\"star\" aria-hidden=\"true\">*</span>"
                } else {
                    ""
                };
                writeln!(self.out, "<label for=\"{id}\"{}>{star}{}</label>", words.0, words.1)?;
                self.control(&id, field, &facts)?;
            }
        }
        self.hint(field)?;
        writeln!(self.out, "<p class=\"wrong\" id=\"{id}-wrong\" hidden></p>\n</div>")
    }

    fn control(&mut self, id: &str, field: &'a Field, facts: &[&'a FactKey]) -> fmt::Result {
        let locale = self.locale;
        match field.kind {
            FieldKind::Choose => self.choice(id, field),
            FieldKind::Upload => self.upload(id, field),
            FieldKind::Secret => self.secret(id, field),
            FieldKind::Code => writeln!(
                self.out,
                "<span class=\"code\"><input id=\"{id}\" maxlength=\"6\" inputmode=\"numeric\" autocomplete=\"off\">\n\
                 <button type=\"button\" data-send>{}</button> <output></output></span>",
                locale.pick("获取验证码", "Get the code"),
            ),
            // A portal's own number; what nobody enters it knows from elsewhere.
            FieldKind::System if field.fact.is_none() => writeln!(
                self.out,
                "<input id=\"{id}\" value=\"{}\" readonly>",
                locale.pick("（由平台生成）", "(made by the portal)"),
            ),
            FieldKind::System => {
                writeln!(self.out, "<input id=\"{id}\" maxlength=\"{LONG}\" autocomplete=\"off\">")
            }
            _ => {
                let (rules, most) = self.formats(field, facts);
                let ours = || field.portal_format.as_deref().map(sample).unwrap_or_default();
                let sample = field.example.clone().unwrap_or_else(ours);
                let spelled = if field.kind == FieldKind::Confirm { " data-confirm" } else { "" };
                write!(
                    self.out,
                    "<input id=\"{id}\" maxlength=\"{most}\" autocomplete=\"off\" spellcheck=\"false\"{spelled} \
                     data-rules=\"{}\" data-example=\"{}\">",
                    Escaped(&Value::from(rules).to_string()),
                    Escaped(&sample),
                )?;
                if !field.hosts.is_empty() {
                    self.hosts(field)?;
                }
                if !sample.is_empty() {
                    let such = locale.pick("如", "such as");
                    write!(
                        self.out,
                        "<span class=\"sample\">({such}:{})</span>",
                        Escaped(&sample)
                    )?;
                }
                self.out.push('\n');
                Ok(())
            }
        }
    }

    fn secret(&mut self, id: &str, field: &Field) -> fmt::Result {
        let most = field.password.and_then(|it| it.max).unwrap_or(SECRET);
        write!(
            self.out,
            "<input type=\"password\" id=\"{id}\" maxlength=\"{most}\" autocomplete=\"new-password\""
        )?;
        if let Some(Password { min, letter_and_digit, .. }) = field.password {
            write!(self.out, " data-min=\"{min}\" data-max=\"{most}\"")?;
            if letter_and_digit {
                self.out.push_str(" data-mixed");
            }
        }
        self.out.push_str(">\n");
        Ok(())
    }

    /// The list beside a mail box; with 其它, its first entry, the box takes the whole address.
    fn hosts(&mut self, field: &Field) -> fmt::Result {
        let label = self.locale.pick("@ 后面的部分", "What follows the @");
        write!(
            self.out,
            " @ <select data-host aria-label=\"{label}\" autocomplete=\"off\"><option value=\"\">其它</option>"
        )?;
        for host in &field.hosts {
            write!(self.out, "<option>{}</option>", Escaped(host))?;
        }
        self.out.push_str("</select>");
        Ok(())
    }

    fn choice(&mut self, id: &str, field: &'a Field) -> fmt::Result {
        let locale = self.locale;
        let options =
            field.options.as_ref().or_else(|| self.procedure.options_of(field.fact.as_ref()?));
        let within = options.and_then(|it| it.within.as_ref());
        write!(self.out, "<select id=\"{id}\" autocomplete=\"off\"")?;
        if let Some(fact) = within {
            write!(self.out, " data-within=\"{}\"", Escaped(fact.as_str()))?;
        }
        write!(
            self.out,
            ">\n<option value=\"\">{}</option>\n",
            locale.pick("请选择", "请选择 (choose)")
        )?;
        for entry in options.map(|it| entries(self.procedure, field, it)).unwrap_or_default() {
            write!(self.out, "<option value=\"{}\"", Escaped(&entry.value))?;
            if within.is_some() {
                write!(self.out, " data-in=\"{}\"", Escaped(&entry.parent))?;
            }
            write!(self.out, ">{}", Escaped(&entry.value))?;
            if locale == Locale::En && !entry.english.is_empty() {
                write!(self.out, " · {}", Escaped(entry.english))?;
            }
            self.out.push_str("</option>\n");
        }
        let open = options.is_none_or(|it| it.open || it.table.is_none() && it.list.is_empty());
        if open {
            writeln!(
                self.out,
                "<option data-other value=\"\">{}</option>",
                locale.pick("其他（照抄填报助手的）", "Other (as the companion has it)"),
            )?;
        }
        self.out.push_str("</select>\n");
        if open {
            writeln!(
                self.out,
                "<input class=\"other\" aria-label=\"{}\" maxlength=\"{LONG}\" autocomplete=\"off\" hidden>",
                Escaped(&field.portal_label),
            )?;
        }
        Ok(())
    }

    fn upload(&mut self, id: &str, field: &Field) -> fmt::Result {
        let material = field.material.as_deref().unwrap_or_default();
        let wanted = Accepted::of(self.procedure, material);
        let formats: Vec<&str> = wanted.formats.iter().map(|it| it.name()).collect();
        let endings = wanted.formats.iter().flat_map(|it| it.endings());
        let suffixes: Vec<String> = endings.map(|it| format!(".{it}")).collect();
        writeln!(
            self.out,
            "<span class=\"file\"><input type=\"file\" id=\"{id}\" accept=\"{}\" data-formats=\"{}\" data-min=\"{}\" \
             data-max=\"{}\" data-width=\"{}\" data-height=\"{}\"> <canvas hidden></canvas></span>",
            suffixes.join(","),
            formats.join(" "),
            wanted.min,
            wanted.max.unwrap_or_default(),
            wanted.pixels.0,
            wanted.pixels.1,
        )?;
        let material = self.procedure.material(material);
        if let Some(detail) = material.map(|it| it.detail.get(self.locale)) {
            writeln!(self.out, "<p class=\"hint\">{}</p>", Escaped(detail))?;
        }
        Ok(())
    }

    /// The table of the history: rows are added one by one.
    fn history(&mut self, field: &Field) -> fmt::Result {
        let (locale, label) = (self.locale, &field.portal_label);
        let star =
            if field.required { "<span class=\"star\" aria-hidden=\"true\">*</span>" } else { "" };
        write!(
            self.out,
            "<p class=\"label\"{}>{star}{}</p>\n<table class=\"history\">\n<thead><tr>",
            lang(locale, label),
            Escaped(label),
        )?;
        for (_, zh, en, _) in ROW {
            write!(self.out, "<th scope=\"col\">{}</th>", locale.pick(zh, en))?;
        }
        write!(self.out, "<td></td></tr></thead>\n<tbody>\n<tr>")?;
        for (name, zh, en, required) in ROW {
            let (most, month) =
                if matches!(name, "from" | "to") { (6, true) } else { (100, false) };
            write!(
                self.out,
                "<td><input data-cell=\"{name}\" aria-label=\"{}\" maxlength=\"{most}\" autocomplete=\"off\"{}{}></td>",
                locale.pick(zh, en),
                if required { " data-required" } else { "" },
                if month { format!(" placeholder=\"{}\"", sample(MONTH)) } else { String::new() },
            )?;
        }
        writeln!(
            self.out,
            "<td><button type=\"button\" data-drop>{}</button></td></tr>\n</tbody>\n</table>\n\
             <button type=\"button\" data-add>{}</button>",
            locale.pick("删除", "Remove"),
            locale.pick("增加一行", "Add a row"),
        )
    }

    /// What the label means in English, and what to know of a box that takes no answer.
    fn hint(&mut self, field: &Field) -> fmt::Result {
        let locale = self.locale;
        let fact = field.fact.as_ref().and_then(|it| self.procedure.fact(it));
        let mut hints: Vec<&str> = Vec::new();
        hints.extend(fact.map(|it| locale.pick("", &it.label.en)));
        let own = fact.is_none() && field.material.is_none(); // a material has its detail
        hints.extend(field.note.as_ref().filter(|_| own).map(|it| it.get(locale)));
        hints.retain(|it| !it.is_empty());
        if hints.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "<p class=\"hint\">{}</p>", Escaped(&hints.join(locale.pick("", " "))))
    }
}

/// An entry of a list.
pub(crate) struct Entry<'a> {
    /// The portal's words.
    pub(crate) value: String,
    english: &'a str,
    /// What it belongs to, in the portal's words.
    pub(crate) parent: String,
}

/// What a list offers, in the portal's words.
pub(crate) fn entries<'a>(
    procedure: &Procedure,
    field: &'a Field,
    options: &'a Options,
) -> Vec<Entry<'a>> {
    let word = |it: &str| field.words.get(it).map_or(it, String::as_str).to_owned();
    let listed = options.list.iter().map(|it| Entry {
        value: word(&it.value),
        english: &it.en,
        parent: String::new(),
    });
    let table = options.table.as_deref().and_then(Table::by_name);
    // The portal's own words for what the entries belong to.
    let above = options.within.as_ref().and_then(|it| procedure.fields_of(it).next());
    let parent = |name: &str| {
        let word = above.and_then(|(_, it)| it.words.get(name));
        word.map_or(name, String::as_str).to_owned()
    };
    let of_table = table.into_iter().flat_map(Table::entries).map(|it| Entry {
        value: word(it.name),
        english: it.english,
        parent: parent(it.parent_name),
    });
    listed.chain(of_table).collect()
}

fn kind(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Enter => "enter",
        FieldKind::Confirm => "confirm",
        FieldKind::Choose => "choose",
        FieldKind::Secret => "secret",
        FieldKind::Code => "code",
        FieldKind::System => "system",
        FieldKind::Upload => "upload",
        FieldKind::History => "history",
        FieldKind::Do => "do",
    }
}
