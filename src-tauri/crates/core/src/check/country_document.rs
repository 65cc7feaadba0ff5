//! A country against the kind of document: a resident identity card belongs to a Chinese citizen, and so on.

use beishen_reference::Table;

use super::{Found, Reason, Severity};
use crate::{FactKey, assess::View};

pub(super) static UNLIKELY: Reason =
    Reason { name: "unlikely", severity: Severity::Warning, params: &["country", "document"] };

pub(super) fn check(view: &View<'_>, country: &FactKey, document: &FactKey) -> Option<Found> {
    let (country, name) = (view.text(country)?, view.text(document)?);
    let nation = Table::Countries.find(country)?.code;
    let likely = match Table::IdDocumentTypes.find(name)?.code {
        "cn_id" => nation == "CN",
        "hkmo_permit" => matches!(nation, "CN" | "HK" | "MO"),
        "tw_permit" => matches!(nation, "CN" | "TW"),
        "hkmotw_residence" => matches!(nation, "CN" | "HK" | "MO" | "TW"),
        "foreign_pr" => !matches!(nation, "CN" | "HK" | "MO" | "TW"),
        _ => true,
    };
    let params = || vec![("country", country.to_owned()), ("document", name.to_owned())];
    (!likely).then(|| Found::new(document, &UNLIKELY, params()))
}
