//! 填报清单: every box of the portal in the portal's own order, with what goes in.

use beishen_core::{Answers, Assessment, Month, Procedure};
use beishen_document::{Block, Document, Locale};
use chrono::NaiveDateTime;

use super::parts::{self, name, notice, number, open_problems};
use crate::items;

/// The checklist. What is still wrong stands at its top; nothing keeps it from being made.
pub fn checklist(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
    now: NaiveDateTime,
    locale: Locale,
) -> Document {
    let mut blocks = vec![Block::Paragraph { text: intro(procedure, locale) }];
    blocks.extend(open_problems(assessment, locale));
    let calendar = parts::calendar(procedure, assessment, now.date(), locale);
    if !calendar.is_empty() {
        let text = locale.pick("平台日程", "The portal's year").to_owned();
        blocks.push(Block::Heading { text });
        blocks.push(Block::Paragraph { text: calendar.join("\n") });
    }
    for page in procedure.pages() {
        let items =
            items::items(procedure, page, answers, assessment, Month::of(now.date()), locale);
        if items.is_empty() {
            continue;
        }
        blocks.push(Block::Heading { text: items::page_title(page, locale) });
        blocks.extend(page.source.differs.as_ref().map(|it| {
            let text = it.get(locale).to_owned();
            Block::Paragraph { text }
        }));
        blocks.push(Block::Items { items });
    }
    let title = procedure.title();
    Document {
        locale,
        title: locale.pick("填报清单", "Checklist").to_owned(),
        subtitle: match locale {
            Locale::Zh => format!("{} · 按平台页面顺序", title.zh),
            Locale::En => format!("{} · in the portal's own order", title.en),
        },
        number: number("QD", procedure, answers, assessment, now),
        made_at: now,
        notice: notice(locale),
        landscape: false,
        name: name(assessment),
        blocks,
    }
}

fn intro(procedure: &Procedure, locale: Locale) -> String {
    let portal = procedure.portal();
    let (name, address, day) = (portal.name.get(locale), &portal.address, procedure.verified_on());
    match locale {
        Locale::Zh => format!(
            "在浏览器打开{name}（{address}），从上到下逐项填写，填好一项勾一项。依据核对于 {day}，平台如有变化以平台为准。QD 开头的是清单编号，不是回执编号。"
        ),
        Locale::En => format!(
            "Open {name} ({address}) in a browser, go from top to bottom and tick what is done. Checked against its sources on {day}; where the portal differs, the portal decides. The number that begins with QD is this checklist's, not a receipt's."
        ),
    }
}
