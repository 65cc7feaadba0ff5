//! What a desk has beside its vault. Each owns its state and knows no desk.

pub(crate) mod companion;
pub(crate) mod form;
pub(crate) mod kept;
pub(crate) mod looks;
pub(crate) mod opened;
pub(crate) mod pictures;
pub(crate) mod preview;
pub(crate) mod printing;
