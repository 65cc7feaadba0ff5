//! Where a photo was taken: asked about, and left out of every file that goes out.

use std::{borrow::Cow, ops::Range};

use crate::{directory::Tiff, exif, png};

/// The file as it may be handed in: the same picture, and nothing in EXIF or XMP that tells where it was taken. No other
/// byte changes, and the length stays.
pub fn without_place(bytes: &[u8]) -> Cow<'_, [u8]> {
    // A directory of nothing is a directory, and blanks may stand between attributes and elements.
    let of_exif = starts(bytes).flat_map(|at| of_exif(bytes, at)).map(|it| (it, 0));
    let of_xmp = of_xmp(bytes).into_iter().map(|it| (it, b' '));
    let mut changed = Cow::Borrowed(bytes);
    for (part, blank) in of_exif.chain(of_xmp) {
        if let Some(part) = changed.to_mut().get_mut(part) {
            part.fill(blank);
        }
    }
    if let Cow::Owned(changed) = &mut changed {
        png::mend(changed);
    }
    changed
}

/// Where EXIF may begin, whatever file holds it: as a TIFF does. Data may look so by chance, but not often.
pub(crate) fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let is_start = |it: &[u8]| matches!(it, b"II\x2a\0" | b"MM\0\x2a");
    bytes.windows(4).enumerate().filter(move |it| is_start(it.1)).map(|it| it.0).take(64)
}

/// Longer than any value of a place.
const LONGEST: usize = 1024;

/// The directory of the place, and what its entries name elsewhere.
fn of_exif(bytes: &[u8], at: usize) -> Vec<Range<usize>> {
    let found = || {
        let main = Tiff::new(bytes.get(at..)?)?.main()?;
        let place = exif::place(&main)?;
        let start = at + usize::try_from(main.number(exif::PLACE)?).ok()?;
        let far = place.far_values().filter(|it| it.1 <= LONGEST);
        let far = far.map(|(from, length)| at + from..at + from + length);
        Some(std::iter::once(start..start + place.length()).chain(far).collect())
    };
    found().unwrap_or_default()
}

/// Attributes `exif:GPS…="…"`, and elements `<exif:GPS…>…</exif:GPS…>`.
fn of_xmp(bytes: &[u8]) -> Vec<Range<usize>> {
    const NAME: &[u8] = b"exif:GPS";
    let all = bytes.windows(NAME.len()).enumerate().filter(|it| it.1 == NAME).map(|it| it.0);
    let end = |from: usize, of: &[u8]| {
        let rest = bytes.get(from..)?;
        let rest = rest.get(..LONGEST).unwrap_or(rest);
        rest.windows(of.len()).position(|it| it == of).map(|it| from + it + of.len())
    };
    let part = |at: usize| match bytes.get(at.checked_sub(1)?)? {
        b'<' => Some(at - 1..end(end(at, b"</exif:GPS")?, b">")?),
        b'/' => None,
        _ => {
            let quote = end(at, b"=")?;
            Some(at..end(quote + 1, bytes.get(quote..=quote)?)?)
        }
    };
    all.filter_map(part).collect()
}
