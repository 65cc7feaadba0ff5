//! What the bytes say of themselves: exact, so it may fail.

use beishen_core::{ColorMode, FileFormat, Measurement, Text};

use super::{Check, Verdict, file_words as words};
use crate::profile::{Profile, bytes_taken, bytes_wanted, in_pixels};

pub(super) fn checks(found: &Measurement, profile: &Profile) -> Vec<Check> {
    let mut checks = vec![Check::format_of(found.format, &[FileFormat::Jpeg])];
    checks.extend(Check::complete(found));
    if let Some(size) = found.size {
        let fits = (size.width, size.height) == (profile.width, profile.height);
        let message = words::pixels(size, (!fits).then_some((profile.width, profile.height)));
        checks.push(exact("pixels", fits, message).says(Some(&profile.source)));
    }
    let kb = [profile.min_kb, profile.max_kb];
    checks.push(Check::bytes(found.bytes, kb, &profile.source));
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

impl Check {
    /// Whether the content is of a format that is taken.
    pub(crate) fn format_of(format: FileFormat, taken: &[FileFormat]) -> Self {
        let fits = taken.contains(&format);
        let message = if fits { words::taken(format) } else { words::format(format) };
        exact("format", fits, message)
    }

    /// Whether the file is all there, and nothing but itself.
    pub(crate) fn complete(found: &Measurement) -> Vec<Self> {
        let whole = !found.truncated && found.decodes != Some(false);
        let mut checks = vec![exact("complete", whole, words::complete(whole))];
        if found.trailing > 0 {
            checks.push(Self::plain("trailing", Verdict::Ask, words::trailing(found.trailing)));
        }
        checks
    }

    /// Whether a K has 1,000 bytes or 1,024 nobody says: between the two the person decides.
    pub(crate) fn bytes(bytes: u64, [min_kb, max_kb]: [u32; 2], source: &Text) -> Self {
        let [taken, wanted] = [bytes_taken(min_kb, max_kb), bytes_wanted(min_kb, max_kb)];
        let (verdict, message) = if bytes > taken[1] {
            (Verdict::Fail, words::too_many_bytes(bytes, max_kb))
        } else if bytes < taken[0] {
            (Verdict::Fail, words::too_few_bytes(bytes, min_kb))
        } else if bytes > wanted[1] {
            (Verdict::Ask, words::many_bytes(bytes, max_kb))
        } else if bytes < wanted[0] {
            (Verdict::Ask, words::few_bytes(bytes, min_kb))
        } else {
            (Verdict::Pass, words::bytes(bytes))
        };
        #[expect(clippy::cast_precision_loss, reason = "a number to be shown")]
        let number = |it: u64| it as f32;
        let least = (wanted[0] > 0).then(|| number(wanted[0]));
        Self {
            measured: Some(number(bytes)),
            limits: Some([least, Some(number(wanted[1]))]),
            unit: "bytes",
            ..Self::plain("bytes", verdict, message)
        }
        .says(Some(source))
    }

    /// The same where no upper limit is said.
    pub(crate) fn at_least(bytes: u64, min_kb: u32, source: &Text) -> Self {
        let check = Self::bytes(bytes, [min_kb, u32::MAX], source);
        Self { limits: check.limits.map(|[least, _]| [least, None]), ..check }
    }

    /// How many pixels the longer side of a scan has.
    pub(crate) fn resolution(verdict: Verdict, longer: u32, least: u32) -> Self {
        let message = words::resolution(longer, verdict == Verdict::Pass);
        Self {
            measured: Some(in_pixels(longer)),
            limits: Some([Some(in_pixels(least)), None]),
            unit: "px",
            ..Self::plain("resolution", verdict, message)
        }
    }

    /// Whether the print of a scan is sharp.
    pub(crate) fn sharp_print(verdict: Verdict, sharpness: f32, least: f32) -> Self {
        Self {
            measured: Some(sharpness),
            limits: Some([Some(least), None]),
            ..Self::plain("print", verdict, words::print(verdict == Verdict::Pass))
        }
    }
    /// Whether the paper of a scan is light enough, of 255.
    pub(crate) fn bright_paper(verdict: Verdict, paper: f32, least: f32) -> Self {
        Self {
            measured: Some(paper),
            limits: Some([Some(least), None]),
            ..Self::plain("paper", verdict, words::paper(verdict == Verdict::Pass))
        }
    }
}
