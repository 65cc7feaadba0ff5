//! 手写签名: the strokes are kept with the draft, and with them what was signed.

use beishen_core::Signature;
use beishen_document::Strokes;
use beishen_guide::papers::vouched;
use beishen_store::{Change, DraftId, Level};
use beishen_work::Failure;

use crate::{at::At, contract::DraftView, desk::Desk, open::Open};

impl Desk {
    /// Signs what the draft says now; without strokes it is not signed.
    pub(crate) fn sign(
        &mut self,
        draft: DraftId,
        strokes: Vec<Vec<[f32; 2]>>,
        at: At,
    ) -> Result<DraftView, Failure> {
        let signed = if strokes.is_empty() {
            None
        } else {
            let strokes = Strokes::try_from(strokes).map_err(|_| too_much())?;
            let Open { procedure, answers, assessment, .. } = self.open_draft(draft, at.now)?;
            let signature =
                Signature::new(strokes, vouched(procedure, &answers, &assessment), at.now);
            serde_json::to_string(&signature).ok()
        };
        self.step(draft, &[Change::signature(Level::Draft, signed.as_deref())], at)
    }
}

fn too_much() -> Failure {
    Failure::input(
        "签名的笔画太多，请清除后重签。",
        "The signature has too many strokes. Clear it and sign again.",
    )
}
