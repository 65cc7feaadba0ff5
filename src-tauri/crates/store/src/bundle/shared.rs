//! People who are shared: what they are called in every vault, and whether one vault says more of them than another.

use chrono::NaiveDateTime;

use super::{Bundle, Bundled, BundledDraft, BundledValue};
use crate::record::{ApplicantId, time};
use crate::{Result, Vault};

/// What an applicant is called in every vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// The name; of several the smallest, which is the one they are sent under, comes first.
    pub uid: [u8; 16],
    /// Who it is here.
    pub applicant: ApplicantId,
    /// When something of them was changed last.
    pub changed: NaiveDateTime,
    /// They are in the recycle bin.
    pub in_bin: bool,
}

impl Vault {
    /// Every name that somebody here has in every vault, applicant by applicant.
    pub fn called(&self) -> Result<Vec<Called>> {
        let sql = "SELECT u.uid, a.id, a.changed, a.deleted IS NOT NULL
            FROM applicant_uid u JOIN applicant a ON a.id = u.applicant ORDER BY a.id, u.uid";
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(Called {
                uid: row.get(0)?,
                applicant: ApplicantId(row.get(1)?),
                changed: time(row.get(2)?)?,
                in_bin: row.get(3)?,
            });
        }
        Ok(all)
    }
}

impl Bundle {
    /// Several in one, made when the last of them was.
    pub fn together(bundles: impl IntoIterator<Item = Self>) -> Self {
        let mut whole = Self {
            at: NaiveDateTime::default(),
            people: Vec::new(),
            files: std::collections::BTreeMap::new(),
        };
        for it in bundles {
            whole.at = whole.at.max(it.at);
            whole.people.extend(it.people);
            whole.files.extend(it.files);
        }
        whole
    }
}

impl Bundled {
    /// What the person is called in every vault.
    pub fn uid(&self) -> [u8; 16] {
        self.uid.0
    }

    /// Whether this vault, which has taken in what `theirs` says, has anything to say that is not in it.
    pub fn says_more_than(&self, theirs: &Self) -> bool {
        more(&self.values, &theirs.values)
            || self.drafts.iter().any(|ours| match same(ours, &theirs.drafts) {
                None => true,
                Some(it) => {
                    (ours.closed.is_some() && it.closed.is_none()) || more(&ours.values, &it.values)
                }
            })
    }
}

/// The draft that is the same there: begun at the same moment, or the one of the procedure that goes on.
fn same<'a>(ours: &BundledDraft, theirs: &'a [BundledDraft]) -> Option<&'a BundledDraft> {
    let of = || theirs.iter().filter(|it| it.procedure == ours.procedure);
    let open = || of().find(|it| it.closed.is_none() && ours.closed.is_none());
    of().find(|it| it.created == ours.created).or_else(open)
}

/// Whether any value of ours is none that theirs came from.
fn more(ours: &[BundledValue], theirs: &[BundledValue]) -> bool {
    ours.iter().any(|ours| {
        match theirs.iter().find(|it| it.kind == ours.kind && it.key == ours.key) {
            None => ours.text.is_some(),
            Some(it) if it.content() == ours.content() => false,
            Some(it) => ours.versions.last().is_some_and(|last| !it.versions.contains(last)),
        }
    })
}
