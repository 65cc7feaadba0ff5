//! The packs of one's own: shown, taken in, removed.

use std::path::PathBuf;

use beishen_work::Failure;

use crate::{
    at::At,
    contract::{ImportedPack, PacksView},
    desk::{Desk, Removed},
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
}
