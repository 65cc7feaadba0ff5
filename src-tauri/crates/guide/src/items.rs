//! What goes into a box of the portal: the value in the portal's own format, or what to do instead.

use std::borrow::Cow;

use beishen_core::{
    Answers, Assessment, FactKind, Finding, HistoryRow, Month, Procedure, Subject, Values,
    portal_month,
    procedure::{Certainty, Field, FieldKind, Page},
};
use beishen_document::{Item, ItemAction, Locale, unsteered};

/// A field's value as the portal wants it; empty when there is none.
pub fn portal_value(procedure: &Procedure, field: &Field, values: &Values) -> String {
    let Some(key) = &field.fact else { return String::new() };
    let Some(text) = values.get(key).map(|it| it.text.as_str()) else { return String::new() };
    if let Some(words) = field.words.get(text) {
        return words.clone();
    }
    let kind = procedure.fact(key).map_or(FactKind::Text, |it| it.kind);
    kind.shown_as(field.portal_format.as_deref(), text)
}

/// A page's title, in the portal's words; in English with what they mean.
pub(crate) fn page_title(page: &Page, locale: Locale) -> String {
    match locale {
        Locale::Zh => page.title.zh.clone(),
        Locale::En => format!("{} · {}", page.title.zh, page.title.en),
    }
}

/// The items of one page, points of no return before the fields they guard. While something is wrong, what cannot be taken back
/// is not invited to: of a guarded act, and of those behind it, only the stop stands there. A box that is fixed for ever stops what
/// follows only for what is wrong on its own page: whoever registers may not have a photo yet. What is merely missing may come of
/// that very page.
pub(crate) fn items(
    procedure: &Procedure,
    page: &Page,
    answers: &Answers,
    assessment: &Assessment,
    this_month: Month,
    locale: Locale,
) -> Vec<Item> {
    let answer =
        |key: &beishen_core::FactKey| assessment.values.get(key).map(|it| it.text.as_str());
    let mut items = Vec::new();
    let wrong = || assessment.findings.iter().filter(|it| it.is_error() && it.reason != "missing");
    let is_here = |it: &Finding| match &it.subject {
        Subject::Fact(key) => page.fields.iter().any(|field| field.fact.as_ref() == Some(key)),
        _ => false,
    };
    let (is_wrong, is_wrong_here) = (wrong().next().is_some(), wrong().any(is_here));
    let (mut stopped, mut held) = (false, false);
    for field in
        page.fields.iter().filter(|it| it.relevant.as_ref().is_none_or(|it| it.holds(&answer)))
    {
        let id = page.id_of(&field.id);
        let guards: Vec<_> = procedure.irreversible().iter().filter(|it| it.before == id).collect();
        let is_act = matches!(field.kind, FieldKind::Do | FieldKind::Confirm);
        if stopped && is_act || held && field.kind == FieldKind::Do {
            // What follows would only finish it.
            continue;
        }
        let stops = !guards.is_empty() && if is_act { is_wrong } else { is_wrong_here };
        let not_yet = locale
            .pick("还有错误，先不要做这一步。", "Errors are left: do not take this step yet.");
        items.extend(guards.iter().map(|it| Item {
            id: it.id.clone(),
            action: ItemAction::Irreversible,
            label: locale.pick("不能更改", "No way back").to_owned(),
            value: String::new(),
            note: if stops {
                joined(&[not_yet, it.text.get(locale)], locale)
            } else {
                it.text.get(locale).to_owned()
            },
            required: true,
        }));
        held |= stops;
        if stops && is_act {
            stopped = true;
            continue;
        }
        if field.kind == FieldKind::History {
            items.extend(history_items(&id, field, &answers.history, this_month, locale));
            continue;
        }
        let item = Item {
            action: action(field),
            label: field.portal_label.clone(),
            value: value(procedure, field, assessment, locale),
            note: note(procedure, field, assessment, locale),
            required: field.required,
            id,
        };
        let parts = field.mailbox(&item.value).map(|it| (it.0.to_owned(), it.1.to_owned()));
        match parts {
            Some((name, host)) => items.extend(mailbox(item, name, host, locale)),
            None => items.push(item),
        }
    }
    // What no eye sees must not go along to the portal; the draft says that it is there.
    for item in &mut items {
        if let Cow::Owned(text) = unsteered(&item.value) {
            item.value = text;
        }
    }
    items
}

/// A box for what stands before the `@`, and the list beside it.
fn mailbox(item: Item, name: String, host: String, locale: Locale) -> [Item; 2] {
    let note = match locale {
        Locale::Zh => format!(
            "@ 后面的部分在下拉框中选；下拉框中没有时选“其它”，再输入完整邮箱 {}。",
            item.value
        ),
        Locale::En => format!(
            "Choose what follows the @ in the list; if it is not there, choose “其它” and type the whole address, {}.",
            item.value
        ),
    };
    let list = Item {
        id: format!("{}.host", item.id),
        action: ItemAction::Choose,
        value: host,
        note,
        ..item.clone()
    };
    let before =
        locale.pick("框里只填 @ 前面的部分。", "Only what stands before the @ goes in here. ");
    [Item { value: name, note: format!("{before}{}", item.note), ..item }, list]
}

fn action(field: &Field) -> ItemAction {
    match field.kind {
        FieldKind::Enter => ItemAction::Copy,
        FieldKind::Confirm => ItemAction::Confirm,
        FieldKind::Choose => ItemAction::Choose,
        FieldKind::Secret => ItemAction::Secret,
        FieldKind::Code => ItemAction::Code,
        FieldKind::System => ItemAction::System,
        FieldKind::Upload => ItemAction::Upload,
        FieldKind::History | FieldKind::Do => ItemAction::Do,
    }
}

fn value(procedure: &Procedure, field: &Field, assessment: &Assessment, locale: Locale) -> String {
    match &field.material {
        Some(id) => {
            let title = procedure.material(id).map(|it| it.title.get(locale));
            title.unwrap_or_default().to_owned()
        }
        None => portal_value(procedure, field, &assessment.values),
    }
}

/// The pack's note, how sure we are of the option, and in English what the portal's label says.
fn note(procedure: &Procedure, field: &Field, assessment: &Assessment, locale: Locale) -> String {
    let mut notes: Vec<&str> = Vec::new();
    if let (Locale::En, Some(fact)) =
        (locale, field.fact.as_ref().and_then(|it| procedure.fact(it)))
    {
        notes.push(&fact.label.en);
    }
    if let Some(note) = &field.note {
        notes.push(note.get(locale));
    }
    let unsure = locale.pick("选项以平台下拉为准", "the portal's own list decides");
    let says_so = notes.iter().any(|it| {
        it.contains("以平台下拉为准")
            || it.contains("own list decides")
            || it.contains("the portal's decides")
    });
    if field.kind == FieldKind::Choose && !says_so && is_unsure(procedure, field, assessment) {
        notes.push(unsure);
    }
    joined(&notes, locale)
}

/// Notes one behind the other: sentences stay sentences, phrases are parted by semicolons.
fn joined(notes: &[&str], locale: Locale) -> String {
    let (parted, stop) = (locale.pick("；", "; "), locale.pick("。", "."));
    let mut line = String::new();
    for (at, note) in notes.iter().enumerate() {
        let sentence = line.ends_with(stop);
        line.push_str(match at {
            0 => "",
            _ if sentence => locale.pick("", " "),
            _ => parted,
        });
        line.push_str(note);
        if sentence && !note.ends_with(stop) {
            line.push_str(stop);
        }
    }
    line
}

fn is_unsure(procedure: &Procedure, field: &Field, assessment: &Assessment) -> bool {
    let Some((fact, options)) =
        field.fact.as_ref().and_then(|it| Some((it, procedure.options_of(it)?)))
    else {
        return false;
    };
    let Some(value) = assessment.values.get(fact) else { return false };
    match options.list.iter().find(|it| it.value == value.text) {
        Some(option) => option.certainty == Certainty::Unverified,
        None => options.open,
    }
}

/// Each row of the history, box by box, after what the portal calls it.
fn history_items(
    id: &str,
    field: &Field,
    rows: &[HistoryRow],
    this_month: Month,
    locale: Locale,
) -> Vec<Item> {
    // How the portal divides a row is not known, so nothing here is said to be required.
    let copy = |id: String, label: String, value: String| Item {
        id,
        action: ItemAction::Copy,
        label,
        value,
        note: String::new(),
        required: false,
    };
    let head = Item {
        action: ItemAction::Do,
        note: field.note.as_ref().map(|it| it.get(locale).to_owned()).unwrap_or_default(),
        required: field.required,
        ..copy(id.to_owned(), field.portal_label.clone(), String::new())
    };
    let mut items = vec![head];
    for (at, row) in rows.iter().enumerate() {
        let n = at + 1;
        let boxes = [
            ("from", "开始年月", "from", portal_month(&row.from, this_month)),
            ("to", "结束年月", "to", portal_month(&row.to, this_month)),
            ("place", "单位", "place", row.place.trim().to_owned()),
            ("role", "专业、职务", "role", row.role.trim().to_owned()),
            ("witness", "证明人", "witness", row.witness.trim().to_owned()),
        ];
        let given = boxes.into_iter().filter(|it| it.0 != "witness" || !it.3.is_empty());
        items.extend(given.map(|(name, zh, en, value)| {
            let label = match locale {
                Locale::Zh => format!("第 {n} 段 {zh}"),
                Locale::En => format!("Row {n}: {en}"),
            };
            copy(format!("{id}.{n}.{name}"), label, value)
        }));
    }
    items
}
