//! The boxes of the replica: what a portal has beside each label, and what it refuses.

use std::fmt::{self, Write as _};

use beishen_reference::Table;
use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{ROW, Replica};
use crate::{
    Condition, FactKey, FileFormat, Locale, Procedure,
    check::{Check, ValueKind},
    document::{Escaped, lang},
    procedure::{Field, FieldKind, Options, Page},
};

/// Characters that a box takes when nothing says how many.
const LONG: usize = 300;
const MONTH: &str = "%Y%m";

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
        let items: Vec<String> = ids.iter().map(|it| format!("{}.{it}", page.id)).collect();
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
            FieldKind::Secret => writeln!(
                self.out,
                "<input type=\"password\" id=\"{id}\" maxlength=\"30\" autocomplete=\"new-password\">"
            ),
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
                let sample = field.portal_format.as_deref().map(sample).unwrap_or_default();
                let spelled = if field.kind == FieldKind::Confirm { " data-confirm" } else { "" };
                write!(
                    self.out,
                    "<input id=\"{id}\" maxlength=\"{most}\" autocomplete=\"off\" spellcheck=\"false\"{spelled} \
                     data-rules=\"{}\" data-example=\"{}\">",
                    Escaped(&Value::from(rules).to_string()),
                    Escaped(&sample),
                )?;
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

    /// What the box takes: patterns, each with the choice it hangs on, and the most characters.
    fn formats(&self, field: &Field, facts: &[&FactKey]) -> (Vec<Value>, usize) {
        if let Some(format) = &field.portal_format {
            return (
                vec![json!({ "pattern": pattern_of(format) })],
                sample(format).chars().count(),
            );
        }
        let (mut rules, mut most) = (Vec::new(), None);
        for rule in self.procedure.rules() {
            let (of, (pattern, min, max)) = match &rule.check {
                Check::Value { facts, of } => (facts, shape(*of)),
                Check::Text { facts, min, max } => (facts, ("", *min, *max)),
                _ => continue,
            };
            if !facts.iter().any(|it| of.contains(it)) {
                continue;
            }
            most = most.max(Some(max));
            let Some(when) = self.when(rule.when.as_ref()) else { continue };
            let mut shape = json!({ "pattern": pattern, "min": min });
            if let Some((fact, answers)) = when {
                shape["fact"] = fact.into();
                shape["is"] = answers.into();
            }
            rules.push(shape);
        }
        (rules, most.unwrap_or(LONG))
    }

    /// The choice a rule hangs on, in the portal's words; `None` for what the portal's boxes do not tell.
    #[expect(clippy::option_option, reason = "always, on a choice, or not to be told")]
    fn when(&self, condition: Option<&Condition>) -> Option<Option<(String, Vec<String>)>> {
        let (fact, answers) = match condition {
            None => return Some(None),
            Some(Condition::Is(it)) => (&it.fact, std::slice::from_ref(&it.is)),
            Some(Condition::In(it)) => (&it.fact, it.one_of.as_slice()),
            Some(_) => return None,
        };
        let mut words: Vec<String> = answers.to_vec();
        for (_, field) in self.procedure.fields_of(fact) {
            words.extend(answers.iter().filter_map(|it| field.words.get(it).cloned()));
        }
        Some(Some((fact.as_str().to_owned(), words)))
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
        for entry in options.map(|it| self.entries(field, it)).unwrap_or_default() {
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

    fn entries(&self, field: &'a Field, options: &'a Options) -> Vec<Entry<'a>> {
        let word = |it: &str| field.words.get(it).map_or(it, String::as_str).to_owned();
        let listed = options.list.iter().map(|it| Entry {
            value: word(&it.value),
            english: &it.en,
            parent: String::new(),
        });
        let table = options.table.as_deref().and_then(Table::by_name);
        // The portal's own words for what the entries belong to.
        let above = options.within.as_ref().and_then(|it| self.procedure.fields_of(it).next());
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

    fn upload(&mut self, id: &str, field: &Field) -> fmt::Result {
        let material = field.material.as_deref().unwrap_or_default();
        let wanted = Wanted::of(self.procedure, material);
        let formats: Vec<&str> = wanted.formats.iter().map(|it| it.name()).collect();
        let suffixes: Vec<&str> =
            wanted.formats.iter().flat_map(|it| suffixes(*it)).copied().collect();
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
        let material = self.procedure.materials().iter().find(|it| it.id == material);
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
        if field.kind == FieldKind::Secret {
            hints.push(locale.pick(
                "练习用：随便写，不要用真密码。",
                "For practice: anything but the real password.",
            ));
        }
        if field.kind == FieldKind::System && fact.is_some() {
            hints.push(locale.pick(
                "平台显示它登记的内容；练习时没有的，照填报助手显示的写。",
                "The portal shows what it has on record; what is missing here, type as the companion shows it.",
            ));
        }
        hints.retain(|it| !it.is_empty());
        if hints.is_empty() {
            return Ok(());
        }
        let system = if field.kind == FieldKind::System { " data-unknown" } else { "" };
        writeln!(
            self.out,
            "<p class=\"hint\"{system}>{}</p>",
            Escaped(&hints.join(locale.pick("", " ")))
        )
    }
}

struct Entry<'a> {
    /// The portal's words.
    value: String,
    english: &'a str,
    /// What it belongs to, in the portal's words.
    parent: String,
}

/// What a file must be like.
#[derive(Default)]
struct Wanted {
    formats: Vec<FileFormat>,
    min: u64,
    max: Option<u64>,
    /// 0: any.
    pixels: (u32, u32),
}

impl Wanted {
    fn of(procedure: &Procedure, material: &str) -> Self {
        if let Some(profile) = procedure.profile(material) {
            return Self {
                formats: vec![FileFormat::Jpeg],
                min: profile.min_bytes,
                max: Some(profile.max_bytes),
                pixels: (profile.width, profile.height),
            };
        }
        let of_material = procedure.rules().iter().find_map(|rule| match &rule.check {
            Check::File { material: it, formats, min_bytes, max_bytes } if it == material => {
                Some(Self {
                    formats: formats.clone(),
                    min: *min_bytes,
                    max: *max_bytes,
                    pixels: (0, 0),
                })
            }
            _ => None,
        });
        of_material.unwrap_or_default()
    }
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

/// How portals look at a value before they take it: its characters and how many, never its check digit. The pattern, and
/// the fewest and the most characters.
fn shape(of: ValueKind) -> (&'static str, usize, usize) {
    match of {
        ValueKind::Id18 | ValueKind::HkmotwResidence | ValueKind::ForeignPr18 => {
            ("[0-9]{17}[0-9Xx]", 0, 18)
        }
        ValueKind::ForeignPr15 => ("[A-Z]{3}[0-9]{12}", 0, 15),
        ValueKind::ForeignPr => ("[0-9]{17}[0-9Xx]|[A-Z]{3}[0-9]{12}", 0, 18),
        ValueKind::HkmoPermit => ("[HM][0-9]{8}([0-9]{2})?", 0, 11),
        ValueKind::TwPermit => (r"[0-9]{8}|[0-9]{10,11}(\(?[0-9A-Za-z]\)?)?", 0, 14),
        ValueKind::Passport => ("[0-9A-Za-z]{5,17}", 0, 17),
        ValueKind::Mobile => ("1[0-9]{10}", 0, 11),
        ValueKind::WorkPhone => ("[0-9]{10,12}(-[0-9]{1,6})?", 0, 20),
        ValueKind::Postcode => ("[0-9]{6}", 0, 6),
        ValueKind::Email => (r"[^@\s]+@[^@\s]+\.[^@\s]+", 0, 254),
        ValueKind::Yyyymm => ("[0-9]{6}", 0, 6),
        ValueKind::HkId
        | ValueKind::TwId
        | ValueKind::Date
        | ValueKind::DueDate
        | ValueKind::Name
        | ValueKind::NamePinyin => ("", 0, LONG),
    }
}

/// What a date looks like in a portal's format; nothing for one with more than years, months and days in it.
fn pattern_of(format: &str) -> String {
    let text = regex::escape(format).replace("%Y", "[0-9]{4}");
    let text = text.replace("%m", "(0[1-9]|1[0-2])").replace("%d", "(0[1-9]|[12][0-9]|3[01])");
    if text.contains('%') { String::new() } else { text }
}

/// A day in a portal's format.
fn sample(format: &str) -> String {
    let mut text = String::new();
    let day = NaiveDate::from_ymd_opt(1990, 1, 31).unwrap_or_default();
    let _ = write!(text, "{}", day.format(format)); // loading has tried it
    text
}

fn suffixes(format: FileFormat) -> &'static [&'static str] {
    match format {
        FileFormat::Jpeg => &[".jpg", ".jpeg"],
        FileFormat::Png => &[".png"],
        FileFormat::Webp => &[".webp"],
        FileFormat::Bmp => &[".bmp"],
        FileFormat::Tiff => &[".tif", ".tiff"],
        FileFormat::Heic => &[".heic"],
        FileFormat::Gif => &[".gif"],
        FileFormat::Pdf => &[".pdf"],
        FileFormat::Unknown => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portal_s_date_is_told_by_its_pattern() {
        for (format, example, others) in [
            ("%Y%m%d", "19900131", ["1990013", "19901331"]),
            ("%Y-%m-%d", "1990-01-31", ["19900131", "1990-1-31"]),
            ("%Y年%m月", "1990年01月", ["199001", "1990年13月"]),
        ] {
            let pattern = regex::Regex::new(&format!("^(?:{})$", pattern_of(format))).unwrap();
            assert_eq!(sample(format), example);
            assert!(pattern.is_match(example), "{format}");
            assert!(!others.iter().any(|it| pattern.is_match(it)), "{format}");
        }
        assert_eq!(pattern_of("%y.%e"), "", "what is not understood refuses nothing");
    }
}
