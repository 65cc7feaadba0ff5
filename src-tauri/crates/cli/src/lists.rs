//! `beishen paper`: the list of materials, what to take to the place, how a photo is taken, and the lists of many applicants.

use beishen_document::Locale;
use beishen_guide::papers::{DeskLine, envelopes, photo_guide, summary};
use beishen_work::{Failure, Library, Originals, papers};

use crate::{
    Done,
    args::{OfMany, Paper},
    papers::{made, open, read},
};

/// Prints a paper, or writes it and says where it lies.
pub(crate) fn paper(library: &Library, command: &Paper, locale: Locale) -> Result<Done, Failure> {
    match command {
        Paper::Materials { of, to } => {
            let (procedure, applicant) = open(library, of)?;
            let list = papers::materials(procedure, &applicant, of.now, locale);
            made(&list, to, &read(library, &applicant), locale)
        }
        Paper::Onsite { of, to } => {
            let (procedure, applicant) = open(library, of)?;
            let list = papers::on_site(procedure, &applicant, of.now, locale);
            let list = list.ok_or_else(Failure::nothing_in_person)?;
            made(&list, to, &read(library, &applicant), locale)
        }
        Paper::PhotoGuide { profile, to, now } => {
            let (procedure, profile) = library.profile(profile).ok_or_else(crate::no_profile)?;
            made(&photo_guide(procedure, profile, *now, locale), to, &library.originals(), locale)
        }
        Paper::Summary { of, to } => {
            let (lines, originals) = lines(library, of, locale)?;
            made(&summary(lines, of.now, locale), to, &originals, locale)
        }
        Paper::Envelopes { of, to } => {
            let (lines, originals) = lines(library, of, locale)?;
            made(&envelopes(lines, of.now, locale), to, &originals, locale)
        }
    }
}

fn lines(
    library: &Library,
    of: &OfMany,
    locale: Locale,
) -> Result<(Vec<DeskLine>, Originals), Failure> {
    let procedure = library.procedure(&of.procedure).ok_or_else(crate::no_procedure)?;
    let (lines, originals) =
        papers::desk_lines(procedure, &of.applicants, library, of.now, locale)?;
    Ok((lines, library.originals().and(&originals)))
}
