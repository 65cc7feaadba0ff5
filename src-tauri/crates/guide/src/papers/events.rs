//! What is due, for a calendar.

use beishen_core::{Assessment, Procedure};
use beishen_document::{
    Locale,
    calendar::{Event, When},
};

/// The running deadlines, and the last expected day of every stage that is waited for.
///
/// `key` tells one draft from another and is only seen digested; `who` is the applicant's letter where there are several.
pub fn events(
    procedure: &Procedure,
    assessment: &Assessment,
    key: &str,
    who: Option<usize>,
    locale: Locale,
) -> Vec<Event> {
    let summary = |title: &str| match (who.map(letters), locale) {
        (None, _) => title.to_owned(),
        (Some(who), Locale::Zh) => format!("申请人 {who}：{title}"),
        (Some(who), Locale::En) => format!("Applicant {who}: {title}"),
    };
    let detail = |source| {
        let (name, source) = (procedure.title().get(locale), procedure.cite(source).line(locale));
        format!("{name}\n{}{source}", locale.pick("依据：", "Source: "))
    };
    let deadlines = assessment.deadlines.iter().filter_map(|state| {
        let deadline = procedure.deadlines().iter().find(|it| it.id == state.id)?;
        Some(Event::new(
            &[key, procedure.id(), &state.id, &state.due.to_string()],
            summary(deadline.title.get(locale)),
            detail(&deadline.source),
            When::At(state.due, state.reminders.clone()),
        ))
    });
    let stages = procedure.stages().iter().zip(&assessment.stages);
    let waiting = stages.filter_map(|(stage, state)| {
        let (_, last) = state.expected?;
        let title = stage.title.get(locale);
        Some(Event::new(
            &[key, procedure.id(), &state.id, &last.to_string()],
            summary(&match locale {
                Locale::Zh => format!("{title}（平台预计最晚这天答复）"),
                Locale::En => format!("{title} (latest day the portal is expected to answer)"),
            }),
            detail(&stage.source),
            When::On(last),
        ))
    });
    deadlines.chain(waiting).collect()
}

/// A, B, … Z, AA, AB, …: a letter for the first, second, … of a list.
fn letters(at: usize) -> String {
    let (before, last) = (at / 26, u8::try_from(at % 26).unwrap_or_default());
    let before = if before == 0 { String::new() } else { letters(before - 1) };
    format!("{before}{}", char::from(b'A' + last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn applicants_have_letters_in_their_order() {
        for (at, expected) in
            [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(letters(at), expected);
        }
    }
}
