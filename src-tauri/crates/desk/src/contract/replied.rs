//! What the shell has to know of a reply that it hands on.

use std::path::Path;

use super::{
    AddedApplicant, AddedOptionView, ApplicantRow, AttachedFile, BundleView, CardPreview,
    ClassPreview, ClassesView, CompanionView, CopySources, CopyableStep, CorrectionView,
    CropperView, DeadlinesView, DeskView, DraftView, Exported, ExportedLine, FilledView,
    FoundFilesView, FoundOptions, FoundPeopleView, GuideView, HelpView, ImportLine, ImportRowsView,
    ImportView, ImportedPack, ImportedView, ManyView, MarkView, NameView, NamesView, NeighbourView,
    OfficeOnView, OfficePersonView, OfficeRoundView, OfficeView, PackCheck, PackEdited, PackText,
    PacksView, PastValue, PeopleView, PhotoGuideView, PictureView, PortalPack, PortalView,
    PreviewView, PrintView, ProfilesView, ProposalView, PutOut, ReadBackView, ReviewSection,
    RosterView, SavedBundle, SavedFile, SetProfile, ShelfView, TakenBackView, VerifiedView,
    WritingView,
};

/// What a reply says of what was done. Each kind of reply has its word here: one that is forgotten does not compile.
pub(crate) trait Replied {
    /// What was written where the person said: only that may be opened from the page.
    fn written(&self) -> Option<&Path> {
        None
    }

    /// Whether a draft may say something else now, so that whoever shows some of it looks again.
    fn changes_draft(&self) -> bool {
        false
    }
}

macro_rules! nothing_to_say {
    ($($reply:ty),+ $(,)?) => { $(impl Replied for $reply {})+ };
}

nothing_to_say! {
        (), AddedApplicant, AddedOptionView, ApplicantRow, AttachedFile, BundleView, CardPreview, ClassPreview, ClassesView, CompanionView, CopySources, CopyableStep, CorrectionView, CropperView, DeadlinesView, ExportedLine, FoundFilesView, FoundOptions, FoundPeopleView, GuideView, HelpView, ImportLine, ImportRowsView, ImportView, ImportedPack, MarkView, NameView, NamesView, NeighbourView, OfficeOnView, OfficePersonView, OfficeView, PackCheck, PackEdited, PackText, PacksView, PastValue, PeopleView, PhotoGuideView, PictureView, PortalPack, PreviewView, ProfilesView, ProposalView, PutOut, ReviewSection, RosterView, SetProfile, ShelfView, String, VerifiedView,
}

impl Replied for SavedFile {
    fn written(&self) -> Option<&Path> {
        Some(Path::new(&self.path))
    }
}

impl Replied for Exported {
    fn written(&self) -> Option<&Path> {
        Some(Path::new(&self.path))
    }
}

impl Replied for FilledView {
    fn written(&self) -> Option<&Path> {
        Some(Path::new(&self.path)).filter(|it| !it.as_os_str().is_empty())
    }
}

impl Replied for SavedBundle {
    fn written(&self) -> Option<&Path> {
        Some(Path::new(&self.path))
    }
}

impl Replied for WritingView {
    fn written(&self) -> Option<&Path> {
        Some(Path::new(&self.path))
    }
}

impl Replied for PrintView {
    fn written(&self) -> Option<&Path> {
        self.path.as_deref().map(Path::new)
    }
}

impl Replied for DeskView {
    fn changes_draft(&self) -> bool {
        true
    }
}

impl Replied for ManyView {
    fn changes_draft(&self) -> bool {
        true
    }
}

impl Replied for DraftView {
    fn changes_draft(&self) -> bool {
        true
    }
}

impl Replied for ImportedView {
    fn changes_draft(&self) -> bool {
        true
    }
}

impl Replied for OfficeRoundView {
    fn changes_draft(&self) -> bool {
        true
    }
}

impl Replied for TakenBackView {
    fn changes_draft(&self) -> bool {
        true
    }
}

impl Replied for PortalView {
    fn changes_draft(&self) -> bool {
        true
    }
}

impl Replied for ReadBackView {
    fn changes_draft(&self) -> bool {
        true
    }
}

impl<T: Replied> Replied for Option<T> {
    fn written(&self) -> Option<&Path> {
        self.as_ref()?.written()
    }

    fn changes_draft(&self) -> bool {
        self.as_ref().is_some_and(Replied::changes_draft)
    }
}

impl<T: Replied> Replied for Vec<T> {}
