//! When and in which language.

use beishen_document::Locale;
use chrono::NaiveDateTime;

/// The moment of a command and the language of its reply. They come in with it and go everywhere together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    pub(crate) now: NaiveDateTime,
    pub(crate) locale: Locale,
}
