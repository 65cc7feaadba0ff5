//! Photo profiles that a desk puts in the place of a pack's: for every draft on this computer, until removed.

use beishen_core::{Procedure, procedure::Requirement};
use beishen_document::Locale;
use beishen_work::Failure;

use crate::{
    at::At,
    contract::{ProfileFault, ProfileValues, ProfileView, ProfiledView, ProfilesView, SetProfile},
    desk::Desk,
    own::values::{faults, values},
};

impl Desk {
    pub(crate) fn profiles(&self, at: At) -> Result<ProfilesView, Failure> {
        let kept = self.vault.own_profiles()?;
        let (mut profiles, mut free) = (Vec::new(), Vec::new());
        for procedure in self.library.procedures() {
            for material in procedure.materials() {
                let of = profiled(procedure, material, at.locale);
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
                    source: procedure.cite(&material.source).line(at.locale),
                });
            }
        }
        Ok(ProfilesView { profiles, free })
    }

    /// Keeps a profile when nothing is wrong with it.
    pub(crate) fn set_profile(
        &mut self,
        procedure: String,
        material: String,
        values: ProfileValues,
        at: At,
    ) -> Result<SetProfile, Failure> {
        let materials = self.installed.procedure(&procedure).map(Procedure::materials);
        let known = materials.and_then(|all| all.iter().find(|it| it.id == material));
        known.filter(|it| !it.two_sides).ok_or_else(Failure::gone)?;
        let wrong: Vec<_> = faults(&values)
            .into_iter()
            .map(|(field, message)| ProfileFault {
                field: field.to_owned(),
                message: message.get(at.locale).to_owned(),
            })
            .collect();
        if wrong.is_empty() {
            let profile = serde_json::to_string(&values).unwrap_or_default();
            let own = beishen_store::OwnProfile { procedure, material, profile, at: at.now };
            self.vault.set_own_profile(&own)?;
            self.read_own()?;
        }
        Ok(SetProfile { wrong, profiles: self.profiles(at)? })
    }

    pub(crate) fn remove_profile(
        &mut self,
        procedure: String,
        material: String,
        at: At,
    ) -> Result<ProfilesView, Failure> {
        self.vault.remove_own_profile(&procedure, &material)?;
        self.read_own()?;
        self.profiles(at)
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
