//! 事项: the procedures there are, and the packs of one's own: shown, taken in, written, removed, handed on.

use std::path::PathBuf;

use beishen_core::procedure::{OwnPack, line_of};
use beishen_work::{Failure, file_of, files, template};

use crate::{
    at::At,
    contract::{
        ImportedPack, PackCheck, PackFaultView, PackText, PacksView, SavedFile, ShelfView, count,
    },
    desk::{Desk, Removed},
    own::unsaved,
    view,
};

impl Desk {
    #[expect(clippy::unnecessary_wraps, reason = "as every command")]
    pub(crate) fn list_packs(&self, at: At) -> Result<PacksView, Failure> {
        Ok(view::packs(&self.library, at.locale))
    }

    pub(crate) fn import_pack(
        &mut self,
        path: PathBuf,
        replace: bool,
        at: At,
    ) -> Result<ImportedPack, Failure> {
        let imported = self.installed.import(&path, replace)?;
        let title = imported.map(|it| it.title().get(at.locale).to_owned());
        self.read_own()?;
        Ok(ImportedPack { title, packs: view::packs(&self.library, at.locale) })
    }

    pub(crate) fn remove_pack(&mut self, file: String, at: At) -> Result<PacksView, Failure> {
        self.removed = self.installed.remove(&file)?.map(Removed::Pack);
        self.read_own()?;
        self.list_packs(at)
    }

    /// Every procedure of this desk, with where it is from.
    pub(crate) fn list_procedures(&self, at: At) -> Result<ShelfView, Failure> {
        Ok(ShelfView {
            procedures: view::procedures(&self.library, &self.taught, at),
            refused: view::packs(&self.library, at.locale).refused,
            unsaved: unsaved::files(&self.vault)?,
        })
    }

    pub(crate) fn pack_text(&self, file: String, _: At) -> Result<PackText, Failure> {
        let written = unsaved::of(&self.vault, &file)?;
        let saved = self.installed.text(&file);
        match written {
            Some(text) => Ok(PackText { file, text, saved: saved.ok() }),
            None => saved.map(|text| PackText { file, text: text.clone(), saved: Some(text) }),
        }
    }

    /// A pack to begin with. It is not saved.
    pub(crate) fn new_pack(
        &mut self,
        id: String,
        extends: Option<String>,
        at: At,
    ) -> Result<PackText, Failure> {
        let file = file_of(&id);
        let taken = unsaved::of(&self.vault, &file)?.is_some()
            || self.installed.text(&file).is_ok()
            || self.installed.procedure(&id).is_some();
        if taken {
            return Err(Failure::input(
                format!("“{id}”已有了，请换一个名称。"),
                format!("There is a procedure “{id}” already. Choose another id."),
            ));
        }
        let text = template(&id, extends.as_deref(), &self.installed, at.now.date())?;
        unsaved::keep(&mut self.vault, &file, &text)?;
        Ok(PackText { file, text, saved: None })
    }

    /// Says what is wrong with a text, or what it would look like, and keeps it until it is saved.
    pub(crate) fn check_pack(
        &mut self,
        file: String,
        text: String,
        at: At,
    ) -> Result<PackCheck, Failure> {
        if !self.reads_only() {
            let differs = self.installed.text(&file).ok().is_none_or(|it| it != text);
            unsaved::keep(&mut self.vault, &file, if differs { &text } else { "" })?;
        }
        let shape = self.installed.shape(&file, &text);
        let facts = beishen_work::facts()?;
        let form = shape.map(|it| view::pack_form(it, &facts, at));
        Ok(match self.installed.check(&file, &text) {
            Ok(OwnPack { procedure, no_english }) => {
                let lines = no_english.iter().map(|it| count(line_of(&text, it)));
                PackCheck {
                    faults: Vec::new(),
                    preview: Some(view::preview(&procedure, at)),
                    form,
                    no_english: lines.collect(),
                }
            }
            Err(faults) => {
                let said = faults.iter().map(|it| PackFaultView {
                    line: count(it.line),
                    message: it.why.message.get(at.locale).to_owned(),
                });
                PackCheck { faults: said.collect(), preview: None, form, no_english: Vec::new() }
            }
        })
    }

    /// What was written and not saved goes.
    pub(crate) fn drop_pack_text(&mut self, file: String, at: At) -> Result<ShelfView, Failure> {
        unsaved::keep(&mut self.vault, &file, "")?;
        self.list_procedures(at)
    }

    pub(crate) fn write_pack(
        &mut self,
        file: String,
        text: String,
        at: At,
    ) -> Result<ShelfView, Failure> {
        let written = self.installed.write(&file, &text)?;
        self.removed = Some(Removed::Written(written));
        unsaved::keep(&mut self.vault, &file, "")?;
        self.read_own()?;
        self.list_procedures(at)
    }

    pub(crate) fn save_pack(
        &self,
        file: String,
        path: PathBuf,
        _: At,
    ) -> Result<SavedFile, Failure> {
        files::write(&path, self.installed.text(&file)?.as_bytes())?;
        Ok(SavedFile { path: path.display().to_string(), missing: Vec::new() })
    }
}
