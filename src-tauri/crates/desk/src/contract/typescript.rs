//! The contract as TypeScript.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use super::{
    AddedApplicant, AddedOptionView, CardPreview, Command, CompanionView, CropperView,
    DeadlinesView, DeskView, DraftView, FailureView, FoundOptions, ImportedPack, NameView,
    PastValue, PictureView, PreviewView, PrintView, ReadBackView, ReviewSection, SavedFile,
    SavedMaterials, SetProfile, VerifiedView,
};

/// The text of `ui/src/lib/ipc/contract.gen.ts`.
pub fn typescript() -> String {
    let config = Config::new();
    let mut types = Declarations { config: &config, found: BTreeMap::new() };
    types.visit::<Command>();
    types.visit::<FailureView>();
    types.visit::<DeskView>();
    types.visit::<DeadlinesView>();
    types.visit::<AddedApplicant>();
    types.visit::<DraftView>();
    types.visit::<CompanionView>();
    types.visit::<CropperView>();
    types.visit::<FoundOptions>();
    types.visit::<ImportedPack>();
    types.visit::<AddedOptionView>();
    types.visit::<PastValue>();
    types.visit::<PictureView>();
    types.visit::<PreviewView>();
    types.visit::<NameView>();
    types.visit::<PrintView>();
    types.visit::<ReadBackView>();
    types.visit::<ReviewSection>();
    types.visit::<SavedFile>();
    types.visit::<CardPreview>();
    types.visit::<SavedMaterials>();
    types.visit::<SetProfile>();
    types.visit::<VerifiedView>();
    let mut out = String::from("// Written by `cargo xtask contract`. Do not edit.\n\n");
    out += "export type Locale = \"zh\" | \"en\";\n\n";
    out += "/** A command and the language of its answer. */\nexport type Request = { locale: Locale } & Command;\n";
    for declaration in types.found.values() {
        out.extend(["\nexport ", declaration, "\n"]);
    }
    out
}

struct Declarations<'a> {
    config: &'a Config,
    found: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        T::visit_generics(self);
        if T::output_path().is_none() {
            return; // a primitive, or a wrapper whose parts were just visited
        }
        let name = T::name(self.config);
        if !self.found.contains_key(&name) {
            self.found.insert(name, T::decl(self.config));
            T::visit_dependencies(self);
        }
    }
}
