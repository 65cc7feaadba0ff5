//! PDF (ISO 32000-1, 7.5): whether the file has its end.

use beishen_core::Measurement;

/// Looks where readers begin: the last 1,024 bytes say where the table of what is inside lies.
pub(crate) fn measure(bytes: &[u8]) -> Measurement {
    Measurement { truncated: !has_table(bytes), ..Measurement::default() }
}

fn has_table(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(1024)..).unwrap_or_default();
    let after = |tail: &[u8], word: &[u8]| {
        let at = tail.windows(word.len()).rposition(|it| it == word)?;
        tail.get(at + word.len()..).map(<[u8]>::to_vec)
    };
    let table = || {
        let said = after(tail, b"startxref")?;
        let text = said.trim_ascii_start();
        let digits = text.iter().take_while(|it| it.is_ascii_digit()).count();
        let at = std::str::from_utf8(text.get(..digits)?).ok()?.parse::<usize>().ok()?;
        // A table, or a stream with a number.
        let found = bytes.get(at..)?.trim_ascii_start();
        let is_table = found.starts_with(b"xref") || found.first()?.is_ascii_digit();
        (is_table && after(text, b"%%EOF").is_some()).then_some(())
    };
    table().is_some()
}
