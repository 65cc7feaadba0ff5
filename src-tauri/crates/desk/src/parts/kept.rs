//! The draft that was read last: it is read once, until something is written.

use std::{cell::RefCell, sync::Arc};

use beishen_store::{DraftId, DraftRecord, Result, Vault};

/// What the vault had of a draft, and how often it had been written by then.
#[derive(Default)]
pub(crate) struct Kept(RefCell<Option<(u64, Arc<DraftRecord>)>>);

impl Kept {
    /// What the vault has of a draft.
    pub(crate) fn draft(&self, vault: &Vault, id: DraftId) -> Result<Arc<DraftRecord>> {
        if let Some((then, record)) = &*self.0.borrow()
            && (*then, record.draft.id) == (vault.writes(), id)
        {
            return Ok(Arc::clone(record));
        }
        let record = Arc::new(vault.draft(id)?);
        *self.0.borrow_mut() = Some((vault.writes(), Arc::clone(&record)));
        Ok(record)
    }
}
