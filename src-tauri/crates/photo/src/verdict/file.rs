//! What the bytes say of themselves: exact, so it may fail.

use beishen_core::{ColorMode, FileFormat, Measurement, Text};

use super::{Check, Verdict, words};
use crate::Profile;

pub(super) fn checks(found: &Measurement, profile: &Profile) -> Vec<Check> {
    let is_jpeg = found.format == FileFormat::Jpeg;
    let mut checks = vec![exact("format", is_jpeg, words::format(found.format))];
    let whole = !found.truncated && found.decodes != Some(false);
    checks.push(exact("complete", whole, words::complete(whole)));
    if found.trailing > 0 {
        checks.push(Check::plain("trailing", Verdict::Ask, words::trailing(found.trailing)));
    }
    if let Some(size) = found.size {
        let fits = (size.width, size.height) == (profile.width, profile.height);
        let message = words::pixels(size, (!fits).then_some((profile.width, profile.height)));
        checks.push(exact("pixels", fits, message).says(Some(&profile.source)));
    }
    checks.push(bytes(found.bytes, profile).says(Some(&profile.source)));
    if let (Some(color), Some(bits)) = (found.color, found.bits) {
        let fits = color == ColorMode::Rgb && bits == 8;
        checks.push(exact("color", fits, words::color(color, bits)).says(Some(&profile.source)));
    }
    if found.progressive {
        checks.push(Check::plain("progressive", Verdict::Ask, words::progressive()));
    }
    if found.orientation.is_some_and(|it| it != 1) {
        checks.push(Check::plain("orientation", Verdict::Ask, words::orientation()));
    }
    checks
}

fn exact(id: &'static str, fits: bool, message: Text) -> Check {
    Check::plain(id, if fits { Verdict::Pass } else { Verdict::Fail }, message)
}

/// Whether a K has 1,000 bytes or 1,024 nobody says: between the two the person decides.
fn bytes(bytes: u64, profile: &Profile) -> Check {
    let ([least, most], [wanted_least, wanted_most]) =
        (profile.bytes_taken(), profile.bytes_wanted());
    let (verdict, message) = if bytes > most {
        (Verdict::Fail, words::too_many_bytes(bytes, profile.max_kb))
    } else if bytes < least {
        (Verdict::Fail, words::too_few_bytes(bytes, profile.min_kb))
    } else if bytes > wanted_most {
        (Verdict::Ask, words::many_bytes(bytes, profile.max_kb))
    } else if bytes < wanted_least {
        (Verdict::Ask, words::few_bytes(bytes, profile.min_kb))
    } else {
        (Verdict::Pass, words::bytes(bytes))
    };
    #[expect(clippy::cast_precision_loss, reason = "a number to be shown")]
    let number = |it: u64| it as f32;
    let least = (wanted_least > 0).then(|| number(wanted_least));
    Check {
        measured: Some(number(bytes)),
        limits: Some([least, Some(number(wanted_most))]),
        unit: "bytes",
        ..Check::plain("bytes", verdict, message)
    }
}
