//! The photos and scans of drafts: looked at once each.

use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use beishen_core::{PixelSize, Wanted};
use beishen_photo::{EYES, Models, Photo, Portrait, Seen, Unreadable};
use beishen_store::{Digest, Vault};
use beishen_work::Studio;

/// What was seen of files, by their bytes. A look takes longer than a view may, so the same bytes are looked at once: what
/// was seen lies beside them in the vault, and is judged by whatever is wanted now.
#[derive(Default)]
pub(crate) struct Looks {
    studio: Studio,
    seen: RefCell<BTreeMap<(Digest, &'static str), Seen>>,
    sights: RefCell<VecDeque<(Digest, Arc<Sight>)>>,
    /// How often a file was looked at.
    #[cfg(test)]
    count: std::cell::Cell<usize>,
}

/// How a file looks, and who is in it.
pub(crate) struct Sight {
    /// A JPEG for the screen, and the size of the upright picture; or why there is none.
    pub(crate) picture: Result<(Vec<u8>, PixelSize), Unreadable>,
    /// `None` when nobody was looked for, or the models are missing.
    pub(crate) portrait: Option<Portrait>,
    /// Whether somebody was looked for.
    person: bool,
}

/// What is looked for in a file, as the vault notes it.
pub(crate) fn kind_of(wanted: Wanted<'_>) -> &'static str {
    match wanted {
        Wanted::Photo(_) => "person",
        Wanted::Scan(_) => "print",
    }
}

/// So many pictures are kept for the screen: those of some drafts.
const SIGHTS: usize = 32;

impl Looks {
    pub(crate) fn models(&self) -> Option<&Models> {
        self.studio.models()
    }

    /// What was seen in a file, as far as it matters for what is wanted. `look`: it is looked at when no eyes of this
    /// program have seen it; else that is not known.
    pub(crate) fn seen(
        &self,
        vault: &Vault,
        digest: &Digest,
        wanted: Wanted<'_>,
        look: bool,
    ) -> Option<Seen> {
        let what = kind_of(wanted);
        if let Some(seen) = self.seen.borrow().get(&(*digest, what)) {
            return Some(seen.clone());
        }
        let kept = vault.seen(digest, what, EYES).ok().flatten();
        let kept = kept.and_then(|it| serde_json::from_str(&it).ok());
        let seen = match kept {
            Some(seen) => seen,
            None if look => {
                let seen = self.look(digest, wanted, &vault.bytes(digest).ok()?);
                // Without models somebody else may see more. What cannot be kept is looked at again.
                if !matches!(seen, Seen::Person(_, None, _)) {
                    let text = serde_json::to_string(&seen).unwrap_or_default();
                    let _ = vault.keep_seen(digest, what, EYES, &text);
                }
                seen
            }
            None => return None,
        };
        self.seen.borrow_mut().insert((*digest, what), seen.clone());
        Some(seen)
    }

    fn look(&self, digest: &Digest, wanted: Wanted<'_>, bytes: &[u8]) -> Seen {
        #[cfg(test)]
        self.count.set(self.count.get() + 1);
        let person = matches!(wanted, Wanted::Photo(_));
        let models = if person { self.models() } else { None };
        let photo = Photo::look(bytes, models);
        let seen = photo.seen(wanted);
        self.keep(digest, photo, person);
        seen
    }

    /// How a file looks; `person`: who is in it is asked for, too.
    pub(crate) fn sight(
        &self,
        digest: &Digest,
        person: bool,
        bytes: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<Arc<Sight>> {
        let is_it = |it: &&(Digest, Arc<Sight>)| it.0 == *digest && (it.1.person || !person);
        let known = self.sights.borrow().iter().find(is_it).map(|it| Arc::clone(&it.1));
        known.or_else(|| {
            let models = if person { self.models() } else { None };
            Some(self.keep(digest, Photo::look(&bytes()?, models), person))
        })
    }

    fn keep(&self, digest: &Digest, photo: Photo, person: bool) -> Arc<Sight> {
        let picture = photo.picture.and_then(|it| {
            let (width, height) = it.pixels.dimensions();
            let jpeg = beishen_photo::preview(&it).ok_or(Unreadable::Damaged)?;
            Ok((jpeg, PixelSize { width, height }))
        });
        let sight = Arc::new(Sight { picture, portrait: photo.portrait, person });
        let mut sights = self.sights.borrow_mut();
        sights.retain(|it| it.0 != *digest);
        sights.push_front((*digest, Arc::clone(&sight)));
        sights.truncate(SIGHTS);
        sight
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::{Value, json};

    use beishen_store::DraftId;
    use beishen_work::Library;

    use crate::Desk;

    const PHOTO: &[u8] = include_bytes!("../../../../../assets/samples/photo-zhang.jpg");

    fn open(folder: &Path) -> Desk {
        let now = "2026-11-22T09:00:00".parse().unwrap();
        Desk::open(&folder.join("vault"), Library::built_in().unwrap(), now).unwrap()
    }

    fn call(desk: &mut Desk, request: Value) -> Value {
        let request = serde_json::from_value(request).unwrap();
        let reply = desk.call(request, "2026-11-22T09:00:00".parse().unwrap()).unwrap();
        serde_json::to_value(reply).unwrap()
    }

    /// Errors and warnings of each row of the list.
    fn rows(desk: &mut Desk) -> Vec<(Value, Value)> {
        let view = call(desk, json!({ "command": "open_desk", "locale": "zh" }));
        let people = view["applicants"].as_array().unwrap().iter();
        people
            .map(|it| (it["drafts"][0]["wrong"].clone(), it["drafts"][0]["warnings"].clone()))
            .collect()
    }

    #[test]
    fn a_list_of_many_applicants_looks_at_no_photo_whatever_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = open(folder.path());
        let photo = folder.path().join("photo.jpg");
        std::fs::write(&photo, PHOTO).unwrap();
        for _ in 0..8 {
            let person = call(
                &mut desk,
                json!({ "command": "add_applicant", "locale": "zh", "name": "张三" }),
            );
            let begin = json!({ "command": "begin_draft", "locale": "zh", "applicant": person["applicant"], "procedure": "tdxl" });
            let draft = call(&mut desk, begin)["draft"].clone();
            let attach = json!({ "command": "attach", "locale": "zh", "draft": draft, "material": "photo", "path": photo });
            call(&mut desk, attach);
        }
        assert_eq!(desk.looks.count.get(), 1, "the same file is looked at once");
        let before = rows(&mut desk);
        drop(desk);

        let mut desk = open(folder.path());
        assert_eq!(rows(&mut desk), before);
        // Another profile judges anew what was seen already.
        let profiles = call(&mut desk, json!({ "command": "profiles", "locale": "zh" }));
        let of_photo = |it: &&Value| it["of"]["procedure"] == "tdxl";
        let mut values =
            profiles["profiles"].as_array().unwrap().iter().find(of_photo).unwrap()["values"]
                .clone();
        values["height_mm"] = json!(66);
        values["height"] = json!(780);
        let set = json!({ "command": "set_profile", "locale": "zh", "procedure": "tdxl", "material": "photo", "values": values });
        assert_eq!(call(&mut desk, set)["wrong"], json!([]));
        assert!(rows(&mut desk)[0].0.as_u64() > before[0].0.as_u64(), "another size is wanted");
        assert_eq!((desk.looks.count.get(), desk.unseen().len()), (0, 0));
        call(
            &mut desk,
            json!({ "command": "remove_profile", "locale": "zh", "procedure": "tdxl", "material": "photo" }),
        );
        assert_eq!(rows(&mut desk), before);

        // What other eyes have seen is not known until these have looked; the list says so and does not wait.
        let (draft, now) = (DraftId(1), "2026-11-22T09:00:00".parse().unwrap());
        let digest = desk.vault.draft(draft).unwrap().values.attachments["photo"].digest;
        desk.vault.keep_seen(&digest, "person", "another program", "something").unwrap();
        drop(desk);
        let mut desk = open(folder.path());
        let unknown = rows(&mut desk);
        assert_eq!(unknown[0].1.as_u64(), before[0].1.as_u64().map(|it| it + 1));
        assert_eq!(desk.looks.count.get(), 0);
        let unseen = desk.unseen();
        assert_eq!(unseen.len(), 8);
        desk.look_at(unseen[0], now);
        // The lines of all who have the file are made anew.
        assert_eq!(rows(&mut desk), before);
        assert_eq!((desk.looks.count.get(), desk.unseen()), (1, Vec::new()));
    }
}
