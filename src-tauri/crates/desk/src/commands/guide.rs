//! 使用指南 in the window.
#![expect(clippy::unnecessary_wraps, reason = "as every command")]

use beishen_document::html::data_uri;
use beishen_work::{
    Failure,
    guide::{self, Page, Part, TOUR},
};

use crate::{
    at::At,
    contract::{GuidePage, GuidePart, GuideView, PictureView},
    desk::Desk,
};

/// Every page in the language that is asked in.
pub(crate) fn guide(_: &Desk, at: At) -> Result<GuideView, Failure> {
    let pages = guide::pages(at.locale).into_iter().map(page).collect();
    Ok(GuideView { pages, tour: TOUR.iter().map(|it| (*it).to_owned()).collect() })
}

/// A picture of a page, as an address that holds it.
pub(crate) fn picture(_: &Desk, name: String, at: At) -> Result<PictureView, Failure> {
    let file = guide::picture(&name, at.locale).ok_or_else(Failure::gone)?;
    Ok(PictureView { picture: data_uri("image/png", file) })
}

fn page(Page { id, title, parts, links }: Page) -> GuidePage {
    let parts = parts.into_iter().map(part).collect();
    GuidePage { id: id.to_owned(), title, parts, links }
}

fn part(part: Part) -> GuidePart {
    match part {
        Part::Text(text) => GuidePart::Text { text },
        Part::Heed(text) => GuidePart::Heed { text },
        Part::Steps(items) => GuidePart::Steps { items },
        Part::Points(items) => GuidePart::Points { items },
        Part::Table(rows) => GuidePart::Table { rows },
        Part::Picture { name, caption } => GuidePart::Picture { name, caption },
    }
}
