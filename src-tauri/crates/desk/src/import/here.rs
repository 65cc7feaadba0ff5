//! What is there before a table comes: who is on the desk, and what columns were before.

use std::collections::BTreeMap;

use beishen_store::{ApplicantId, Values};
use beishen_work::Failure;

/// What was remembered of columns: a name, as [`beishen_tables::plain`] has it, and the fact it stands for; an empty one: it is left out.
pub(crate) type Names = BTreeMap<String, String>;

/// Who is here already under a document number, and what is known of them.
pub(crate) struct Here {
    pub(crate) id: ApplicantId,
    pub(crate) name: String,
    pub(crate) values: Values,
}

/// Finds who is here under a document number.
pub(crate) type Find<'a> = dyn Fn(&str) -> Result<Vec<Here>, Failure> + 'a;
