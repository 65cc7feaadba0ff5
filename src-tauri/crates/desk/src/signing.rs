//! 手写签名: the strokes are kept with the draft, and with them what was signed.

use beishen_core::{Signature, Strokes};
use beishen_store::{Change, DraftId, Level};
use chrono::NaiveDateTime;

use crate::{
    Failure,
    contract::SignatureView,
    desk::{Desk, Open},
};

impl Desk {
    /// Signs what the draft says now; without strokes it is not signed.
    pub(crate) fn sign(
        &mut self,
        draft: DraftId,
        strokes: Vec<Vec<[f32; 2]>>,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        let signed = if strokes.is_empty() {
            None
        } else {
            let strokes = Strokes::try_from(strokes).map_err(|_| too_much())?;
            let Open { procedure, answers, assessment, .. } = self.open_draft(draft, now)?;
            let signature = Signature::new(strokes, procedure, &answers, &assessment, now);
            serde_json::to_string(&signature).ok()
        };
        self.step(draft, &[Change::signature(Level::Draft, signed.as_deref())], now)
    }
}

fn too_much() -> Failure {
    Failure::input(
        "签名的笔画太多，请清除后重签。",
        "The signature has too many strokes. Clear it and sign again.",
    )
}

/// The signature of a draft as the window shows it.
pub(crate) fn signature(open: &Open<'_>) -> Option<SignatureView> {
    let signature = open.answers.signature.as_ref()?;
    let at = signature.at.map(|it| it.format("%Y-%m-%d %H:%M").to_string());
    Some(SignatureView {
        strokes: signature.strokes.points().to_vec(),
        at: at.unwrap_or_default(),
        stands: signature.stands(open.procedure, &open.answers, &open.assessment),
    })
}
