//! The companion as the window shows it.

use beishen_core::{
    StageStatus,
    procedure::{Field, PortalOption},
};
use beishen_document::{Item, ItemAction};
use beishen_guide::companion::{Companion, CompanionPage, Phase, Pressed, copies};
use beishen_store::Attachment;
use beishen_work::Failure;
use chrono::NaiveDateTime;

use super::{count, small};
use crate::{
    at::At,
    contract::{
        ClipView, CompanionItemView, CompanionPageView, CompanionPhase, CompanionView, ItemKind,
    },
    open::Open,
    parts::companion::Walk,
    record::ID_NUMBER,
};

/// The companion on its walk. `clip` is what the clipboard has to do with the item shown, and for how many seconds it lasts.
pub(crate) fn companion(
    open: &Open<'_>,
    companion: &Companion,
    walk: &Walk,
    (clip, lasts): (ClipView, Option<u32>),
    pressed: Pressed,
    unsaved: Option<Failure>,
    at: At,
) -> CompanionView {
    let (page, nth) = companion.place();
    let line = |it: &Item| item(open, companion, it);
    let pages = companion.pages();
    let items = pages.get(page).into_iter().flat_map(|it| &it.items);
    let gone = |since: NaiveDateTime| at.now.signed_duration_since(since).num_seconds();
    let clears_in = lasts
        .zip(walk.copied)
        .map(|(lasts, since)| lasts.saturating_sub(u32::try_from(gone(since)).unwrap_or_default()));
    let number: String =
        open.record.values.answers.get(ID_NUMBER).map(|it| it.text.clone()).unwrap_or_default();
    let tail: Vec<char> = number.trim().chars().rev().take(4).collect();
    let stages = open.procedure.stages().iter().zip(&open.assessment.stages);
    CompanionView {
        turn: walk.turn,
        practice: walk.practice,
        draft: small(open.record.draft.id.0),
        applicant: super::draft::applicant(open),
        id_tail: tail.into_iter().rev().collect(),
        procedure: open.procedure.title().get(at.locale).to_owned(),
        phase: match companion.phase() {
            Phase::Paused => CompanionPhase::Paused,
            Phase::Walking => CompanionPhase::Walking,
            Phase::Finished => CompanionPhase::Finished,
        },
        pages: pages.iter().map(|it| page_view(companion, it)).collect(),
        page: count(page),
        items: items.map(line).collect(),
        at: count(nth),
        next: companion.next().map(line),
        clip,
        clears_in,
        unchecked: pressed == Pressed::Unchecked,
        waiting: stages
            .filter(|(_, state)| state.status == StageStatus::Waiting)
            .map(|(stage, _)| stage.title.get(at.locale).to_owned())
            .collect(),
        unsaved: unsaved.map(|it| it.message.get(at.locale).to_owned()).unwrap_or_default(),
    }
}

/// Whether a value is taken off the clipboard after its time: document and telephone numbers.
pub(crate) fn is_secret(open: &Open<'_>, item: &Item) -> bool {
    let fact = field_of(open, item).and_then(|it| it.fact.as_ref());
    fact.and_then(|it| open.procedure.fact(it)).is_some_and(|it| it.sensitive)
}

/// The file that an upload item hands in.
pub(crate) fn file_of<'a>(open: &'a Open<'_>, item: &str) -> Option<&'a Attachment> {
    let field = field(open, item)?;
    open.record.values.attachments.get(field.material.as_ref()?)
}

fn field_of<'a>(open: &'a Open<'_>, item: &Item) -> Option<&'a Field> {
    field(open, &item.id)
}

fn field<'a>(open: &'a Open<'_>, item: &str) -> Option<&'a Field> {
    let named = |page: &str, field: &str| {
        item.strip_prefix(page).and_then(|it| it.strip_prefix('.')) == Some(field)
    };
    open.procedure.fields().find(|(page, field)| named(&page.id, &field.id)).map(|it| it.1)
}

/// Which entry of the portal's list it is, where the whole list is known as the portal has it.
fn position(open: &Open<'_>, item: &Item) -> Option<u32> {
    let field = field_of(open, item)?;
    let options = open.procedure.options_of(field.fact.as_ref()?)?;
    let known = !options.is_guessed();
    let word = |it: &'_ str| field.words.get(it).is_some_and(|it| *it == item.value);
    let is_it = |it: &PortalOption| it.value == item.value || word(&it.value);
    let at = options.list.iter().position(is_it).filter(|_| known)?;
    Some(count(at + 1))
}

fn page_view(companion: &Companion, page: &CompanionPage) -> CompanionPageView {
    CompanionPageView {
        id: page.id.clone(),
        title: page.title.clone(),
        done: count(page.items.iter().filter(|it| companion.is_done(it)).count()),
        items: count(page.items.len()),
    }
}

fn item(open: &Open<'_>, companion: &Companion, item: &Item) -> CompanionItemView {
    CompanionItemView {
        id: item.id.clone(),
        kind: match item.action {
            ItemAction::Copy => ItemKind::Copy,
            ItemAction::Confirm => ItemKind::Confirm,
            ItemAction::Choose => ItemKind::Choose,
            ItemAction::Upload => ItemKind::Upload,
            ItemAction::Secret => ItemKind::Secret,
            ItemAction::Code => ItemKind::Code,
            ItemAction::Do => ItemKind::Do,
            ItemAction::System => ItemKind::System,
            ItemAction::Irreversible => ItemKind::Irreversible,
        },
        label: item.label.clone(),
        value: item.value.clone(),
        note: item.note.clone(),
        required: item.required,
        done: companion.is_done(item),
        copies: copies(item),
        secret: is_secret(open, item),
        position: if item.action == ItemAction::Choose { position(open, item) } else { None },
        file: item.action == ItemAction::Upload && file_of(open, &item.id).is_some(),
    }
}
