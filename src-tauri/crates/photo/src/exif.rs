//! EXIF (CIPA DC-008): the few tags that say something of a photo to hand in.

use beishen_core::Measurement;
use chrono::NaiveDate;

use crate::bytes::{CENTIMETRE, INCH, dpi};
use crate::tiff::{Directory, Tiff};

/// Reads orientation, software, resolution and the day of taking. What cannot be read is left as it was.
pub(crate) fn read(tiff: &[u8], found: &mut Measurement) {
    if let Some(main) = Tiff::new(tiff).and_then(Tiff::main) {
        read_main(&main, found);
    }
}

/// The same of a directory that is already open.
pub(crate) fn read_main(main: &Directory<'_>, found: &mut Measurement) {
    let orientation = main.number(0x0112).and_then(|it| u8::try_from(it).ok());
    found.orientation = orientation.filter(|it| (1..=8).contains(it));
    found.software = main.text(0x0131).and_then(clean);
    found.dpi = resolution(main);
    found.taken_on = main
        .number(0x8769)
        .and_then(|at| main.tiff.directory(at))
        .and_then(|it| day(it.text(0x9003)?));
}

/// `XResolution` over its unit; the unit is the inch unless it is said to be the centimetre.
fn resolution(main: &Directory<'_>) -> Option<u32> {
    let length = match main.number(0x0128) {
        None | Some(2) => INCH,
        Some(3) => CENTIMETRE,
        Some(_) => return None,
    };
    let (dots, divisor) = main.ratio(0x011A)?;
    dpi(dots, length * u64::from(divisor))
}

/// The day of `2026:11:22 09:30:00`.
fn day(text: &[u8]) -> Option<NaiveDate> {
    let text = std::str::from_utf8(text.get(..10)?).ok()?;
    NaiveDate::parse_from_str(text, "%Y:%m:%d").ok()
}

/// At most 64 printable characters.
fn clean(text: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(text);
    let text: String = text.chars().filter(|it| !it.is_control()).take(64).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
