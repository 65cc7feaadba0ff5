//! `beishen paper`: the list of materials, what to take to the place, and the lists of many applicants.

use beishen_core::Locale;
use beishen_desk::{Failure, Library, contract::DeskPaper};

use crate::{
    Done,
    args::{OfMany, Paper, To},
    papers::{made, open},
};

/// Prints a paper, or writes it and says where it lies.
pub(crate) fn paper(library: &Library, command: &Paper, locale: Locale) -> Result<Done, Failure> {
    match command {
        Paper::Materials { of, to } => {
            let (procedure, applicant) = open(library, of)?;
            made(&beishen_desk::materials(procedure, &applicant, of.now, locale), to, locale)
        }
        Paper::Onsite { of, to } => {
            let (procedure, applicant) = open(library, of)?;
            let list = beishen_desk::on_site(procedure, &applicant, of.now, locale);
            made(&list.ok_or_else(Failure::nothing_in_person)?, to, locale)
        }
        Paper::Summary { of, to } => many(library, DeskPaper::Summary, of, to, locale),
        Paper::Envelopes { of, to } => many(library, DeskPaper::Envelopes, of, to, locale),
    }
}

fn many(
    library: &Library,
    paper: DeskPaper,
    of: &OfMany,
    to: &To,
    locale: Locale,
) -> Result<Done, Failure> {
    let procedure = library.procedure(&of.procedure).ok_or_else(crate::no_procedure)?;
    let folder = &of.applicants;
    let list = beishen_desk::desk_paper(paper, procedure, folder, library, of.now, locale)?;
    made(&list, to, locale)
}
