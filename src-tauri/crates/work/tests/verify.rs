//! A receipt on file is held against the answers: what its code says, and what can be read on its pages.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use beishen_document::Locale;
use beishen_work::{
    Applicant, Library, Studio, Verified,
    batch::Order,
    papers::{Press, receipt},
    verify,
};
use lopdf::{Document, Object};
use proptest::prelude::*;
use tempfile::TempDir;

/// Two people, whose receipts have the same lines.
struct Class {
    folder: TempDir,
    library: Library,
    press: OnceLock<Press>,
}

const PEOPLE: [&str; 2] = ["张三", "李四"];

impl Class {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in PEOPLE {
            let facts = format!(
                r#"{{"facts": {{"person.name": "{name}", "contact.mobile": "13800138000"}}}}"#
            );
            fs::write(folder.path().join(format!("{name}.json")), facts).unwrap();
        }
        let press = OnceLock::from(Press::new().unwrap());
        Self { folder, library: Library::built_in().unwrap(), press }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn applicant(&self, name: &str) -> Applicant {
        let (path, known) = (self.path(&format!("{name}.json")), self.library.known());
        let procedure = self.library.procedure("tdxl").unwrap();
        Applicant::read(&path, procedure, &known, &Studio::default()).unwrap()
    }

    /// Writes the receipts of both, in one file or in two.
    fn print(&self, one_file: bool) -> Vec<PathBuf> {
        let folder = self.path(if one_file { "one" } else { "two" });
        let order = Order { folder, one_file, named: true, locale: Locale::Zh };
        let procedure = self.library.procedure("tdxl").unwrap();
        let now = "2026-11-22T09:00:00".parse().unwrap();
        let receipt =
            |at: usize| Ok(receipt(procedure, &self.applicant(PEOPLE[at]), now, Locale::Zh, true));
        let go = |_: &_| std::ops::ControlFlow::Continue(());
        self.press.get().unwrap().batch(&order, PEOPLE.len(), receipt, go).files
    }

    fn verify(&self, receipt: &Path, name: &str) -> Verified {
        let procedure = self.library.procedure("tdxl").unwrap();
        verify(receipt, procedure, &self.applicant(name), &self.press).unwrap()
    }
}

#[test]
fn a_receipt_agrees_alone_among_others_and_saved_by_another_program() {
    let class = Class::new();
    let (two, one) = (class.print(false), class.print(true));
    let again = class.path("again.pdf");
    let mut qpdf = Command::new("qpdf");
    let saved = qpdf.args(["--qdf", "--object-streams=disable"]).arg(&one[0]).arg(&again).status();
    assert!(saved.unwrap().success());
    for (at, name) in PEOPLE.into_iter().enumerate() {
        for file in [&two[at], &one[0], &again] {
            let verified = class.verify(file, name);
            assert!(verified.agrees(), "{file:?} {name}: {:?}", verified.lines(Locale::Zh));
            assert!(verified.message().zh.contains("与现在的内容一致"));
        }
    }
}

#[test]
fn pages_that_say_something_else_than_their_code_do_not_agree() {
    let class = Class::new();
    let two = class.print(false);
    // The code of the one, in the file of the other.
    let [own, mut other] = [0, 1].map(|it: usize| Document::load(&two[it]).unwrap());
    let (from, to) = (own.page_iter().next().unwrap(), other.page_iter().next().unwrap());
    let seal = |file: &Document, page| {
        let mut at = file.get_dictionary(page).unwrap();
        for key in [&b"PieceInfo"[..], b"Beishen"] {
            at = file.dereference(at.get(key).unwrap()).unwrap().1.as_dict().unwrap();
        }
        at.get(b"Private").and_then(Object::as_reference).unwrap()
    };
    let (from, to) = (seal(&own, from), seal(&other, to));
    other.objects.insert(to, own.get_object(from).unwrap().clone());
    let forged = class.path("forged.pdf");
    other.save(&forged).unwrap();

    let verified = class.verify(&forged, "张三");
    assert!(!verified.agrees());
    let message = verified.message().zh;
    assert!(message.contains("的文字与重新生成的不同，请重新打印。"), "{message}");
    assert_eq!(verified.lines(Locale::Zh)[0], "第 1 页：文件被改过，或出自别的版本");

    // A page too few.
    let mut short = Document::load(&two[0]).unwrap();
    let last = short.get_pages().len();
    short.delete_pages(&[u32::try_from(last).unwrap()]);
    short.save(&forged).unwrap();
    let verified = class.verify(&forged, "张三");
    assert!(!verified.agrees());
    let lines = [format!("第 {last} 页：文件被改过，或出自别的版本")];
    assert_eq!(verified.lines(Locale::Zh), lines);
}

/// Each prints a receipt; `cargo xtask fuzz` asks for a hundredth of its usual number.
fn cases() -> ProptestConfig {
    let said = std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse::<u32>().ok());
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(said.map_or(24, |it| (it / 100).max(24)))
    }
}

proptest! {
    #![proptest_config(cases())]

    /// Whatever has become of a receipt's file, it is compared, page by page, or refused.
    #[test]
    fn a_damaged_receipt_is_compared_or_refused(
        damages in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..12), 1..6),
    ) {
        static CLASS: OnceLock<(Class, Vec<u8>)> = OnceLock::new();
        let (class, good) = CLASS.get_or_init(|| {
            let class = Class::new();
            // Not packed, so that what its pages say can be hit as well.
            let (packed, plain) = (class.print(false).swap_remove(0), class.path("plain.pdf"));
            let mut unpacked = Document::load(&packed).unwrap();
            unpacked.decompress();
            unpacked.save(&plain).unwrap();
            let good = fs::read(plain).unwrap();
            (class, good)
        });
        let mut bytes = good.clone();
        for (at, byte, kind) in damages {
            let at = at.index(bytes.len().max(1));
            match kind {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..(at + 40).min(bytes.len()))),
                2 => bytes.splice(at..at, [byte; 30]).for_each(drop),
                _ => bytes.iter_mut().skip(at).take(1).for_each(|it| *it = byte),
            }
        }
        let file = class.folder.path().join("damaged.pdf");
        fs::write(&file, bytes).unwrap();
        let procedure = class.library.procedure("tdxl").unwrap();
        match verify(&file, procedure, &class.applicant("张三"), &class.press) {
            Ok(verified) => prop_assert!(!verified.message().zh.is_empty()),
            Err(failure) => prop_assert!(!failure.message.zh.is_empty()),
        }
    }
}
