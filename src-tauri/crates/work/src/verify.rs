//! 验证: whether a receipt on file still says what the answers say.

use std::{path::Path, sync::OnceLock};

use beishen_core::{FactKey, Procedure};
use beishen_document::{Change, ChangeKind, Document, Locale, Seal, Text};

use crate::{
    applicant::Applicant,
    failure::Failure,
    files,
    papers::{self, Press, loaded},
    resources::unprinted,
};

/// Whose receipt it is.
const NAME: &str = "person.name";

/// What a receipt and the answers as they are now have to do with each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The receipt's number.
    pub number: String,
    /// What differs, in the receipt's order.
    changes: Vec<Change>,
    /// When nothing differs: the pages, counted from 1, whose text is another all the same.
    altered: Vec<usize>,
}

/// Makes the receipt again as of its own time, language and mask, and compares: what its code says, then what its pages say.
/// Digits that are hidden on the receipt are not compared: nothing in its file is made of them.
pub fn verify(
    receipt: &Path,
    procedure: &Procedure,
    applicant: &Applicant,
    press: &OnceLock<Press>,
) -> Result<Verified, Failure> {
    let name = receipt.display().to_string();
    let pdf = files::read(receipt, &name)?;
    let seals = beishen_print::read_seals(&pdf);
    if seals.is_empty() {
        return Err(Failure::input(
            format!("“{name}”里没有校验码，请选备申生成的准备回执。"),
            format!("“{name}” has no verification code. Choose a receipt made by Beishen."),
        ));
    }
    let several = seals.len() > 1;
    let of_procedure = |(_, seal): &(usize, Seal)| seal.procedure == procedure.id();
    let compared = seals.into_iter().enumerate().filter(of_procedure).map(|(nth, seal)| {
        let now = made_anew(&seal, procedure, applicant);
        let changes = seal.changes(&now);
        Compared { nth, seal, now, changes }
    });
    // Of a file of many, the receipt of the same name that differs least.
    let same_name = |it: &Compared| {
        let name = procedure.fact(&FactKey::from(NAME)).map(|fact| fact.label.get(it.seal.locale));
        !it.changes.iter().any(|it| Some(&*it.label) == name)
    };
    let compared: Vec<_> = compared.collect();
    if compared.is_empty() {
        return Err(Failure::input(
            "这份准备回执属于另一个办理事项，请换对应的草稿。",
            "This receipt is of another procedure. Choose its draft.",
        ));
    }
    let own = compared.into_iter().filter(|it| !several || same_name(it));
    let Compared { nth, seal, now, changes } =
        own.min_by_key(|it| it.changes.len()).ok_or_else(|| {
            Failure::input(
                "这个文件里没有这个姓名的准备回执，请换一个文件。",
                "No receipt in this file has this name. Choose another file.",
            )
        })?;
    let altered = if changes.is_empty() {
        let made = beishen_print::print(&now, loaded(press)?.fonts()).map_err(unprinted)?;
        beishen_print::altered_pages(&pdf, nth, &made)
    } else {
        Vec::new()
    };
    Ok(Verified { number: seal.number, changes, altered })
}

/// A receipt of the file beside the one that would be made now.
struct Compared {
    /// Its place in the file.
    nth: usize,
    seal: Seal,
    now: Document,
    changes: Vec<Change>,
}

fn made_anew(seal: &Seal, procedure: &Procedure, applicant: &Applicant) -> Document {
    papers::receipt(procedure, applicant, seal.made_at, seal.locale, seal.masked)
}

impl Verified {
    /// Whether the receipt says what the answers say.
    pub fn agrees(&self) -> bool {
        self.changes.is_empty() && self.altered.is_empty()
    }

    /// The verdict.
    pub fn message(&self) -> Text {
        let (number, n) = (&self.number, self.changes.len());
        if !self.altered.is_empty() {
            return Text::new(
                format!("准备回执 {number} 的文字与重新生成的不同，请重新打印。"),
                format!(
                    "The text of receipt {number} is not what would be made now. Print it again."
                ),
            );
        }
        if n == 0 {
            return Text::new(
                format!("准备回执 {number} 与现在的内容一致。"),
                format!("Receipt {number} agrees with the answers."),
            );
        }
        Text::new(
            format!("准备回执 {number} 之后改了 {n} 处，请重新打印。"),
            format!("Since receipt {number}, {n} things have changed. Print it again."),
        )
    }

    /// What differs, one a line. Names are in the receipt's language.
    pub fn lines(&self, locale: Locale) -> Vec<String> {
        let line = |it: &Change| {
            let kind = match it.kind {
                ChangeKind::Changed => locale.pick("已改", "changed"),
                ChangeKind::Added => locale.pick("准备回执上没有", "not on the receipt"),
                ChangeKind::Gone => locale.pick("现在没有", "no longer there"),
            };
            let place = [&*it.section, &*it.label].into_iter().filter(|it| !it.is_empty());
            // A label may end in the colon that follows here.
            let place = place.map(|it| visible(it.trim_end_matches(['：', ':'])));
            let place: Vec<String> = place.collect();
            format!("{}{}{kind}", place.join(" · "), locale.pick("：", ": "))
        };
        let altered = self.altered.iter().map(|page| match locale {
            Locale::Zh => format!("第 {page} 页：文件被改过，或出自别的版本"),
            Locale::En => format!("page {page}: the file was altered, or another version made it"),
        });
        self.changes.iter().map(line).chain(altered).collect()
    }
}

/// A name out of somebody's file, as one short line.
fn visible(text: &str) -> String {
    let text = beishen_document::visible(text);
    text.chars().filter(|it| !it.is_control()).take(60).collect()
}
