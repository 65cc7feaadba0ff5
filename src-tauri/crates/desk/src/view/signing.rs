//! The signature of a draft.

use beishen_guide::papers::vouched;

use crate::{contract::SignatureView, open::Open};

/// The signature of a draft as the window shows it.
pub(crate) fn signature(open: &Open<'_>) -> Option<SignatureView> {
    let signature = open.answers.signature.as_ref()?;
    let at = signature.at.map(|it| it.format("%Y-%m-%d %H:%M").to_string());
    Some(SignatureView {
        strokes: signature.strokes.points().to_vec(),
        at: at.unwrap_or_default(),
        stands: signature.stands(&vouched(open.procedure, &open.answers, &open.assessment)),
    })
}
