//! `beishen readback`: whether the portal's page shows what was to be entered.

use std::{fmt::Write, path::Path};

use beishen_core::outcome::Verdict;
use beishen_document::Locale;
use beishen_guide::readback::{ReadBack, ReadField};
use beishen_work::{Failure, Library};

use crate::{Done, args::Of, papers};

/// Reads a saved page. Nothing of it is kept.
pub(crate) fn read(
    library: &Library,
    of: &Of,
    page: &Path,
    locale: Locale,
) -> Result<Done, Failure> {
    let (procedure, applicant) = papers::open(library, of)?;
    let read = beishen_work::readback::read_back_page(procedure, &applicant, page, of.now)?;
    let text = crate::printable(&report(&read, locale));
    Ok(Done { text, errors: read.count(Verdict::Differs) > 0 })
}

/// Each field, what differs first, and the sums.
fn report(read: &ReadBack, locale: Locale) -> String {
    let mut text = String::new();
    for (verdict, zh, en) in [
        (Verdict::Differs, "不一致", "differs  "),
        (Verdict::NotFound, "没找到", "not found"),
        (Verdict::Same, "一致  ", "same     "),
    ] {
        for field in read.fields.iter().filter(|it| it.verdict == verdict) {
            // Writing to a text does not fail.
            let _ = writeln!(text, "{}  {}", locale.pick(zh, en), field.label);
            text.push_str(&details(field, locale));
        }
    }
    let [same, differs, not_found] =
        [Verdict::Same, Verdict::Differs, Verdict::NotFound].map(|it| read.count(it));
    let _ = match locale {
        Locale::Zh => writeln!(text, "\n一致 {same} · 不一致 {differs} · 没找到 {not_found}"),
        Locale::En => {
            writeln!(text, "\n{same} the same · {differs} different · {not_found} not found")
        }
    };
    text
}

fn details(field: &ReadField, locale: Locale) -> String {
    let mut text = String::new();
    let mut line = |name: &str, what: &str| {
        let _ = writeln!(text, "        {name}{what}");
    };
    if let Some(apart) = &field.apart {
        line(locale.pick("平台：", "Portal: "), field.found.as_deref().unwrap_or_default());
        line(locale.pick("这里：", "Here: "), &field.expected);
        line(locale.pick("差别：", "Where: "), apart.get(locale));
    }
    for ignored in &field.ignored {
        line(locale.pick("忽略：", "Ignored: "), ignored.text().get(locale));
    }
    text
}
