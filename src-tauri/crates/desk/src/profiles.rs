//! Photo profiles that a desk puts in the place of a pack's: for every draft on this computer, until removed.

mod values;

use beishen_core::{
    Locale, Procedure,
    procedure::{OwnProfile, Requirement},
};
use chrono::{Datelike, NaiveDateTime};

use crate::{
    Desk, Failure,
    contract::{ProfileFault, ProfileValues, ProfileView, ProfiledView, ProfilesView, SetProfile},
};
use values::{faults, profile, values};

impl Desk {
    /// Those in the vault that can still be read, each with its procedure.
    pub(crate) fn own_profiles(&self) -> Result<Vec<(String, OwnProfile)>, Failure> {
        let kept = self.vault.own_profiles()?.into_iter();
        let read = kept.filter_map(|it| {
            let values: ProfileValues = serde_json::from_str(&it.profile).ok()?;
            let year = u16::try_from(it.at.year()).unwrap_or_default();
            let profile = profile(&values);
            Some((it.procedure, OwnProfile { material: it.material, profile, year }))
        });
        Ok(read.collect())
    }

    pub(crate) fn profiles_view(&self, locale: Locale) -> Result<ProfilesView, Failure> {
        let kept = self.vault.own_profiles()?;
        let (mut profiles, mut free) = (Vec::new(), Vec::new());
        for procedure in self.library.procedures() {
            for material in procedure.materials() {
                let of = profiled(procedure, material, locale);
                let Some(profile) = procedure.profile(&material.id) else {
                    free.extend((!material.two_sides).then_some(of));
                    continue;
                };
                let since = kept
                    .iter()
                    .find(|it| it.procedure == procedure.id() && it.material == material.id)
                    .filter(|_| profile.own);
                profiles.push(ProfileView {
                    of,
                    values: values(profile),
                    own: since.map(|it| it.at.format("%Y-%m-%d").to_string()).unwrap_or_default(),
                    added: profile.added,
                    source: procedure.cite(&material.source).line(locale),
                });
            }
        }
        Ok(ProfilesView { profiles, free })
    }

    /// Keeps a profile when nothing is wrong with it.
    pub(crate) fn set_profile(
        &mut self,
        procedure: &str,
        material: &str,
        values: &ProfileValues,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<SetProfile, Failure> {
        let materials = self.installed.procedure(procedure).map(Procedure::materials);
        let known = materials.and_then(|all| all.iter().find(|it| it.id == material));
        known.filter(|it| !it.two_sides).ok_or_else(Failure::gone)?;
        let wrong: Vec<_> = faults(values)
            .into_iter()
            .map(|(field, message)| ProfileFault {
                field: field.to_owned(),
                message: message.get(locale).to_owned(),
            })
            .collect();
        if wrong.is_empty() {
            let profile = serde_json::to_string(values).unwrap_or_default();
            let (procedure, material) = (procedure.to_owned(), material.to_owned());
            let own = beishen_store::OwnProfile { procedure, material, profile, at: now };
            self.vault.set_own_profile(&own)?;
            self.read_own()?;
        }
        Ok(SetProfile { wrong, profiles: self.profiles_view(locale)? })
    }

    pub(crate) fn remove_profile(
        &mut self,
        procedure: &str,
        material: &str,
        locale: Locale,
    ) -> Result<ProfilesView, Failure> {
        self.vault.remove_own_profile(procedure, material)?;
        self.read_own()?;
        self.profiles_view(locale)
    }
}

fn profiled(procedure: &Procedure, material: &Requirement, locale: Locale) -> ProfiledView {
    ProfiledView {
        procedure: procedure.id().to_owned(),
        procedure_title: procedure.title().get(locale).to_owned(),
        material: material.id.clone(),
        title: material.title.get(locale).to_owned(),
    }
}
