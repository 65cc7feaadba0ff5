//! Writing it: one person after the other, so that it can be watched and stopped.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use beishen_core::{FactsFile, Known};
use beishen_photo::without_place;
use beishen_store::{ApplicantId, DraftId, Held, Kind, Vault, WholeDraft};
use beishen_work::{Failure, files};

use super::{
    PEOPLE, PERSON,
    person::{Person, number},
};
use crate::{note, record};

/// So many are written before somebody else has the desk.
const AT_ONCE: usize = 8;

/// What is being written, and how far it is.
pub(crate) struct Writing {
    pub(crate) folder: PathBuf,
    pub(crate) people: Vec<i32>,
    pub(crate) done: usize,
    /// The number of somebody's folder, and why it is not whole.
    pub(crate) failed: Vec<(usize, Failure)>,
}

impl Writing {
    /// Everything of these people, into a folder that is there.
    pub(crate) fn new(folder: PathBuf, people: Vec<i32>) -> Self {
        Self { folder, people, done: 0, failed: Vec::new() }
    }

    pub(crate) fn is_running(&self) -> bool {
        self.done < self.people.len()
    }

    /// Writes the next few.
    pub(crate) fn go_on(&mut self, vault: &Vault, known: &Known) {
        let next = self.people.iter().enumerate().skip(self.done).take(AT_ONCE);
        let next: Vec<(usize, i32)> = next.map(|(at, id)| (at + 1, *id)).collect();
        for (n, id) in next {
            let folder = self.folder.join(PEOPLE).join(number(n));
            if let Err(failure) = Failure::caught(|| one(&folder, vault, id, known)) {
                self.failed.push((n, failure));
            }
            self.done += 1;
        }
    }
}

fn one(folder: &Path, vault: &Vault, id: i32, known: &Known) -> Result<(), Failure> {
    let id = ApplicantId::from(id);
    let mut whole = vault.whole(id)?;
    for values in
        std::iter::once(&mut whole.values).chain(whole.drafts.iter_mut().map(|it| &mut it.values))
    {
        *values = with_originals(std::mem::take(values), vault);
    }
    files::make_folder(folder)?;
    // By draft and material, where the file lies that counts.
    let mut named: BTreeMap<(usize, String), String> = BTreeMap::new();
    let nth = |draft: Option<&WholeDraft>| {
        let it = draft.and_then(|it| whole.drafts.iter().position(|one| std::ptr::eq(one, it)));
        it.map_or(0, |it| it + 1)
    };
    let mut used = Vec::new();
    let person = Person::of(&whole, |draft, held| {
        let path = path_of(nth(draft), held, &mut used);
        if used.len() == 1 {
            files::make_folder(&folder.join("files"))?;
        }
        let bytes = held.file.as_ref().map(|it| it.1.as_slice()).unwrap_or_default();
        files::write(&folder.join(&path), &without_place(bytes))?;
        named.insert((nth(draft), held.key.clone()), path.clone());
        Ok(path)
    })?;
    let drafts = vault.applicant(id)?.drafts;
    for (n, draft) in (1..).zip(&drafts) {
        let values = vault.draft(DraftId(draft.id.0))?.values;
        let of = |n: usize| {
            let all = named.iter().filter(move |it| it.0.0 == n);
            all.map(|((_, material), path)| (material.clone(), path.clone()))
        };
        let its_files = of(0).chain(of(n)).collect();
        let text = FactsFile::write(&record::answers(&values), known, &its_files);
        let name = format!("{n}-{}.json", beishen_core::procedure::plain_name(&draft.procedure));
        files::write(&folder.join(name), text.as_bytes())?;
    }
    // Last: whoever finds it finds all that it names.
    let text = serde_json::to_string_pretty(&person).map_err(|_| Failure::bad_request())?;
    files::write(&folder.join(PERSON), text.as_bytes())
}

/// A file that was made here has before it the one it was made of.
fn with_originals(values: Vec<Held>, vault: &Vault) -> Vec<Held> {
    let mut all = Vec::new();
    for held in values {
        let made = (held.kind == Kind::Attachment).then(|| note::made(&held.text)).flatten();
        let source = made.and_then(|it| Some((vault.bytes(&it.source()?).ok()?, it.original)));
        if let Some((bytes, name)) = source {
            all.push(Held { text: String::new(), file: Some((name, bytes)), ..held.clone() });
        }
        all.push(held);
    }
    all
}

/// `files/1-photo.jpg`: the draft's number, where it is one's own, the material, and what it is.
fn path_of(draft: usize, held: &Held, used: &mut Vec<String>) -> String {
    let bytes = held.file.as_ref().map(|it| it.1.as_slice()).unwrap_or_default();
    let ending = beishen_photo::inspect(bytes).format.endings().first().copied().unwrap_or("bin");
    let stem = match draft {
        0 => held.key.clone(),
        _ => format!("{draft}-{}", held.key),
    };
    let stem = beishen_core::procedure::plain_name(&stem);
    let original = if held.text.is_empty() { "-original" } else { "" };
    let mut path = format!("files/{stem}{original}.{ending}");
    let mut n = 2;
    while used.contains(&path) {
        path = format!("files/{stem}{original}-{n}.{ending}");
        n += 1;
    }
    used.push(path.clone());
    path
}
