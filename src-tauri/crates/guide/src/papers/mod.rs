//! The papers: what is printed or copied, made of an assessment.

mod checklist;
mod correction;
mod desk;
mod envelopes;
mod events;
mod mail;
mod materials;
mod on_site;
mod parts;
mod photo_guide;
mod questionnaire;
mod receipt;
mod summary;
mod vouched;
mod when;

pub use checklist::checklist;
pub use correction::correction;
pub use desk::DeskLine;
pub use envelopes::envelopes;
pub use events::events;
pub use mail::{PreparedMail, mails};
pub use materials::materials;
pub use on_site::{in_person, on_site};
pub use parts::masked;
pub use photo_guide::{photo_advice, photo_drawings, photo_guide};
pub(crate) use questionnaire::Form;
pub use questionnaire::questionnaire;
pub use receipt::receipt;
pub use summary::summary;
pub use vouched::vouched;
