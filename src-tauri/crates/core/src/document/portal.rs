//! What goes into a box of the portal: the value in the portal's own format, or what to do instead.

use super::{Item, ItemAction};
use crate::{
    Answers, Assessment, FactKind, HistoryRow, Locale, Month, Procedure, Values,
    assess::shown_as,
    check::is_until_now,
    procedure::{Certainty, Field, FieldKind, Page},
};

/// A field's value as the portal wants it; empty when there is none.
pub fn portal_value(procedure: &Procedure, field: &Field, values: &Values) -> String {
    let Some(key) = &field.fact else { return String::new() };
    let Some(text) = values.get(key).map(|it| it.text.as_str()) else { return String::new() };
    if let Some(words) = field.words.get(text) {
        return words.clone();
    }
    let kind = procedure.fact(key).map_or(FactKind::Text, |it| it.kind);
    shown_as(kind, field.portal_format.as_deref(), text)
}

/// A page's title, in the portal's words; in English with what they mean.
pub(crate) fn page_title(page: &Page, locale: Locale) -> String {
    match locale {
        Locale::Zh => page.title.zh.clone(),
        Locale::En => format!("{} · {}", page.title.zh, page.title.en),
    }
}

/// The items of one page, points of no return before the fields they guard.
pub(crate) fn items(
    procedure: &Procedure,
    page: &Page,
    answers: &Answers,
    assessment: &Assessment,
    this_month: Month,
    locale: Locale,
) -> Vec<Item> {
    let answer = |key: &crate::FactKey| assessment.values.get(key).map(|it| it.text.as_str());
    let mut items = Vec::new();
    for field in
        page.fields.iter().filter(|it| it.relevant.as_ref().is_none_or(|it| it.holds(&answer)))
    {
        let id = format!("{}.{}", page.id, field.id);
        items.extend(procedure.irreversible().iter().filter(|it| it.before == id).map(|it| Item {
            id: it.id.clone(),
            action: ItemAction::Irreversible,
            label: locale.pick("不能反悔", "No way back").to_owned(),
            value: String::new(),
            note: it.text.get(locale).to_owned(),
            required: true,
        }));
        if field.kind == FieldKind::History {
            items.extend(history_items(&id, field, &answers.history, this_month, locale));
            continue;
        }
        items.push(Item {
            action: action(field),
            label: field.portal_label.clone(),
            value: value(procedure, field, assessment, locale),
            note: note(procedure, field, assessment, locale),
            required: field.required,
            id,
        });
    }
    items
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
            let title =
                procedure.materials().iter().find(|it| it.id == *id).map(|it| it.title.get(locale));
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
    notes.join(locale.pick("；", "; "))
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
    let copy = |id: String, label: String, value: String, required| Item {
        id,
        action: ItemAction::Copy,
        label,
        value,
        note: String::new(),
        required,
    };
    let head = Item {
        action: ItemAction::Do,
        note: field.note.as_ref().map(|it| it.get(locale).to_owned()).unwrap_or_default(),
        ..copy(id.to_owned(), field.portal_label.clone(), String::new(), field.required)
    };
    let mut items = vec![head];
    for (at, row) in rows.iter().enumerate() {
        let n = at + 1;
        let label = |zh: &str, en: &str| match locale {
            Locale::Zh => format!("第 {n} 段 {zh}"),
            Locale::En => format!("Row {n}: {en}"),
        };
        items.push(copy(
            format!("{id}.{n}.from"),
            label("开始年月", "from"),
            portal_month(&row.from, this_month),
            true,
        ));
        items.push(copy(
            format!("{id}.{n}.to"),
            label("结束年月", "to"),
            portal_month(&row.to, this_month),
            true,
        ));
        items.push(copy(
            format!("{id}.{n}.place"),
            label("单位", "place"),
            row.place.trim().to_owned(),
            true,
        ));
        items.push(copy(
            format!("{id}.{n}.role"),
            label("专业、职务", "role"),
            row.role.trim().to_owned(),
            true,
        ));
        if !row.witness.trim().is_empty() {
            items.push(copy(
                format!("{id}.{n}.witness"),
                label("证明人", "witness"),
                row.witness.trim().to_owned(),
                false,
            ));
        }
    }
    items
}

/// A month of the history as `YYYYMM`; 至今 is this month.
pub(crate) fn portal_month(text: &str, this_month: Month) -> String {
    if is_until_now(text) {
        return this_month.to_string();
    }
    // Full-width digits are digits too.
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => Some(c),
    };
    let digits: String = text.chars().filter_map(narrow).filter(char::is_ascii_digit).collect();
    Month::parse(&digits).map_or_else(|| text.trim().to_owned(), |it| it.to_string())
}
