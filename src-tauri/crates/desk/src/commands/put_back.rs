//! What was removed last outside every draft comes back as it was. In a draft that is a step to undo.

use beishen_work::Failure;

use crate::{
    at::At,
    desk::{Desk, Removed},
};

impl Desk {
    pub(crate) fn put_back(&mut self, _: At) -> Result<(), Failure> {
        match self.removed.as_ref().ok_or_else(Failure::gone)? {
            Removed::Option(it) => drop(self.vault.add_option(&it.fact, &it.value, it.at)?),
            Removed::Pack(it) => self.installed.put_back(it)?,
            Removed::Written(it) => self.installed.unwrite(it)?,
        }
        self.removed = None;
        self.read_own()
    }
}
