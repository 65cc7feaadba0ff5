//! The vault: everything people have entered, in one encrypted file.
//!
//! One `SQLCipher` file (AES-256 and an HMAC per page, <https://www.zetetic.net/sqlcipher/design/>) holds applicants, drafts,
//! answers, their earlier states, and the bytes of attachments. A step that was acknowledged survives a crash and a power cut; a step
//! that was not is not there at all. Nothing is read into values here: the store keeps texts, the caller knows what they mean.
//! No clock: every time is passed in.

mod applicant;
mod backup;
mod bundle;
mod change;
mod count;
mod draft;
mod error;
mod export;
mod file;
mod gone;
mod import;
mod keeping;
mod key;
mod list;
mod many;
mod noted;
mod option;
mod own_profile;
mod reading;
mod record;
mod remote;
mod roster;
mod schema;
mod second;
mod seen;
mod step;
mod undo;
mod vault;
mod whole;

pub use applicant::{BIN_DAYS, NewApplicant};
pub use backup::{Backup, Copier, adopt, backups, begin_anew, folder_of, restore};
pub use bundle::{Both, Bundle, Bundled, Called, Meeting, Place, Side};
pub use change::{Change, Kind, Level, MAX_FILE, MAX_TEXT, NewFile, ValueKey};
pub use error::{StoreError, Thing};
pub use export::{EXPORT_DAYS, Export, NewExport};
pub use file::{Lock, may_write};
pub use import::{Import, Incoming, TakenBack};
pub use keeping::{keep, make_ready, rekey};
pub use key::{
    Code, Key, OfficeCode, RecoveryCode, Secret, TransferCode, Way, Wraps, has_keychain,
};
pub use list::ApplicantLine;
pub use many::Deed;
pub use option::AddedOption;
pub use own_profile::OwnProfile;
pub use record::{
    Acknowledgement, Act, Answer, Applicant, ApplicantDetails, ApplicantId, ApplicantRecord,
    Attachment, Digest, Draft, DraftId, DraftRecord, Provenance, State, Values,
};
pub use roster::{Entry, Person, Roster, RosterLine};
pub use second::{copy_newest, folder_in};
pub use undo::{KEPT_STATES, UNDO_STEPS, Undone};
pub use vault::Vault;
pub use whole::{Held, Whole, WholeDraft};

/// What every operation of the vault returns.
pub type Result<T> = std::result::Result<T, StoreError>;
