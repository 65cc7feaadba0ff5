//! Photo profiles that a desk has put in the place of a pack's.

use std::collections::BTreeMap;

use beishen_document::Text;

use super::Procedure;
use crate::{
    profile::Profile,
    source::{Source, SourceRef},
};

/// A profile of one's own and the material it judges.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnProfile {
    /// The material's id.
    pub material: String,
    /// What its photo must be like.
    pub profile: Profile,
    /// The year it was written down in.
    pub year: u16,
}

/// The key of the source that findings by such a profile name.
const SOURCE: &str = "own-profile";

impl Procedure {
    /// The same procedure with the profiles that were written down on this computer. Whatever they judge says so: its
    /// source is this computer's, and its description their numbers. A material that was a scan becomes a photo.
    #[must_use]
    pub fn with_profiles(&self, own: &[OwnProfile]) -> Procedure {
        let mut procedure = self.clone();
        for it in own {
            procedure.judge_by(it);
        }
        procedure
    }

    fn judge_by(&mut self, OwnProfile { material: id, profile, year }: &OwnProfile) {
        let Some(material) = self.pack.materials.iter_mut().find(|it| it.id == *id) else {
            return;
        };
        if material.two_sides {
            return;
        }
        let added = material.profile.is_none();
        let before = self.pack.profiles.iter().find(|it| Some(&it.id) == material.profile.as_ref());
        // What this computer is not asked for stays as the pack has it.
        let months = before.and_then(|it| it.months);
        let min_quality = before.and_then(|it| it.min_quality);
        let name = material.profile.as_ref().map_or_else(|| id.clone(), |it| format!("{it}-own"));
        let title = Text::new("本机规格", "This computer's own profile");
        self.sources.insert(SOURCE.to_owned(), Source { title, year: *year });
        let section = "设置 › 照片规格".to_owned();
        let source = SourceRef { id: SOURCE.to_owned(), section, differs: None };
        material.profile = Some(name.clone());
        material.detail = profile.words();
        material.source = source.clone();
        self.pack.profiles.retain(|it| it.id != name);
        let (own, sources) = (true, BTreeMap::new());
        let profile = Profile {
            id: name,
            months,
            min_quality,
            source,
            sources,
            own,
            added,
            ..profile.clone()
        };
        self.pack.profiles.push(profile);
    }
}

impl Profile {
    /// What the photo must be like, for a person.
    pub fn words(&self) -> Text {
        let Self { width, height, min_kb, max_kb, backdrop, .. } = self;
        let background = backdrop.word();
        let (zh, en) = match *min_kb {
            0 => (format!("{max_kb} KB 以内"), format!("up to {max_kb} KB")),
            _ => (format!("{min_kb}–{max_kb} KB"), format!("{min_kb}–{max_kb} KB")),
        };
        Text::new(
            format!("JPG，宽 {width} × 高 {height} 像素，{zh}，背景{}", background.zh),
            format!("JPEG, {width} × {height} pixels, {en}, background: {}", background.en),
        )
    }
}
