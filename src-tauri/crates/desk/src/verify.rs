//! 验证: whether a receipt on file still says what the answers say.

use std::path::Path;

use beishen_core::{
    FactKey, Locale, Procedure, Text, assess,
    document::{self, Change, ChangeKind, Seal},
};

use crate::{Applicant, Failure, applicants::NAME, files};

/// What a receipt and the answers as they are now have to do with each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The receipt's number.
    pub number: String,
    /// What differs, in the receipt's order; nothing: they agree.
    pub changes: Vec<Change>,
}

/// Makes the receipt again as of its own time, language and mask, and compares. Digits that are hidden on the receipt are not
/// compared: nothing in its file is made of them.
pub fn verify(
    receipt: &Path,
    procedure: &Procedure,
    applicant: &Applicant,
) -> Result<Verified, Failure> {
    let name = receipt.display().to_string();
    let seals = beishen_print::read_seals(&files::read(receipt, &name)?);
    if seals.is_empty() {
        return Err(Failure::input(
            format!("“{name}”里没有校验码，请选备申生成的回执单。"),
            format!("“{name}” has no verification code. Choose a receipt made by Beishen."),
        ));
    }
    let several = seals.len() > 1;
    let compared = seals.into_iter().filter(|it| it.procedure == procedure.id()).map(|seal| {
        let changes = changes(&seal, procedure, applicant);
        (seal, changes)
    });
    // Of a file of many, the receipt of the same name that differs least.
    let same_name = |(seal, changes): &(Seal, Vec<Change>)| {
        let name = procedure.fact(&FactKey::from(NAME)).map(|it| it.label.get(seal.locale));
        !changes.iter().any(|it| Some(&*it.label) == name)
    };
    let compared: Vec<_> = compared.collect();
    if compared.is_empty() {
        return Err(Failure::input(
            "这份回执单属于另一个办理事项，请换对应的草稿。",
            "This receipt is of another procedure. Choose its draft.",
        ));
    }
    let own = compared.into_iter().filter(|it| !several || same_name(it));
    let (seal, changes) = own.min_by_key(|it| it.1.len()).ok_or_else(|| {
        Failure::input(
            "这个文件里没有这个姓名的回执单，请换一个文件。",
            "No receipt in this file has this name. Choose another file.",
        )
    })?;
    Ok(Verified { number: seal.number, changes })
}

fn changes(seal: &Seal, procedure: &Procedure, applicant: &Applicant) -> Vec<Change> {
    let answers = &applicant.answers;
    let now = document::receipt(
        procedure,
        answers,
        &assess(procedure, answers, seal.made_at),
        applicant.photo(procedure),
        seal.made_at,
        seal.locale,
        seal.masked,
    );
    seal.changes(&now)
}

impl Verified {
    /// The verdict.
    pub fn message(&self) -> Text {
        let (number, n) = (&self.number, self.changes.len());
        if n == 0 {
            return Text::new(
                format!("回执单 {number} 与现在的内容一致。"),
                format!("Receipt {number} agrees with the answers."),
            );
        }
        Text::new(
            format!("回执单 {number} 之后改了 {n} 处，请重新打印。"),
            format!("Since receipt {number}, {n} things have changed. Print it again."),
        )
    }

    /// The changes, one a line. Names are in the receipt's language.
    pub fn lines(&self, locale: Locale) -> Vec<String> {
        let line = |it: &Change| {
            let kind = match it.kind {
                ChangeKind::Changed => locale.pick("已改", "changed"),
                ChangeKind::Added => locale.pick("回执单上没有", "not on the receipt"),
                ChangeKind::Gone => locale.pick("现在没有", "no longer there"),
            };
            let place = [&*it.section, &*it.label].into_iter().filter(|it| !it.is_empty());
            // A label may end in the colon that follows here.
            let place = place.map(|it| visible(it.trim_end_matches(['：', ':'])));
            let place: Vec<String> = place.collect();
            format!("{}{}{kind}", place.join(" · "), locale.pick("：", ": "))
        };
        self.changes.iter().map(line).collect()
    }
}

/// A name out of somebody's file, as one short line.
fn visible(text: &str) -> String {
    text.chars().filter(|it| !it.is_control()).take(60).collect()
}
