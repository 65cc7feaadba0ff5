//! 验证: whether a receipt on file still says what the answers say.

use std::path::Path;

use beishen_core::{
    Locale, Procedure, Text, assess,
    document::{self, Change, ChangeKind, Seal},
};

use crate::{Applicant, Failure, files};

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
    let seal = beishen_print::read_seal(&files::read(receipt, &name)?).ok_or_else(|| {
        Failure::input(
            format!("“{name}”里没有校验码，请选备申生成的回执单。"),
            format!("“{name}” has no verification code. Choose a receipt made by Beishen."),
        )
    })?;
    if seal.procedure != procedure.id() {
        return Err(Failure::input(
            "这份回执单属于另一个办理事项，请换对应的草稿。",
            "This receipt is of another procedure. Choose its draft.",
        ));
    }
    let changes = changes(&seal, procedure, applicant);
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
