//! `beishen value`: lines in, lines of JSON out, as fast as they come.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Write};

use beishen_core::reading::{ValueKind, write_json};
use beishen_work::Failure;
use chrono::NaiveDate;

use crate::Done;

/// Bytes. What of a line goes beyond is passed over, so that no input fills the memory.
const LONGEST_LINE: u64 = 16 * 1024 * 1024;
const BUFFER: usize = 128 * 1024;

/// Reads every line of standard input as a value of this kind; each gives one line of JSON.
pub(crate) fn values(kind: ValueKind, today: NaiveDate) -> Result<Done, Failure> {
    match stream(kind, today, io::stdin().lock(), io::stdout().lock()) {
        // A reader that has gone away has read enough.
        Err(Stopped::Writing(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(Done::says("")),
        Err(Stopped::Writing(_)) => Err(crate::unprinted()),
        Err(Stopped::Reading) => Err(crate::unread()),
        Ok(Encoding::Utf8) => Ok(Done::says("")),
        Ok(Encoding::Other) => Err(other_encoding()),
    }
}

/// The words for lines that came in another encoding, as a terminal of Windows hands them on: what was read is not what was meant.
fn other_encoding() -> Failure {
    Failure::input(
        "有的行不是 UTF-8，结果不可靠；在 Windows 上请先运行 chcp 65001。",
        "Some lines are not UTF-8; the results for them cannot be trusted. On Windows run `chcp 65001` first.",
    )
}

/// What the lines were written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    /// At least one of them.
    Other,
}

/// What ended the stream before its end.
#[derive(Debug)]
enum Stopped {
    Reading,
    Writing(io::Error),
}

fn stream(
    kind: ValueKind,
    today: NaiveDate,
    input: impl Read,
    output: impl Write,
) -> Result<Encoding, Stopped> {
    let mut encoding = Encoding::Utf8;
    let mut input = BufReader::with_capacity(BUFFER, input);
    let mut output = BufWriter::with_capacity(BUFFER, output);
    let mut line = Vec::new();
    loop {
        // Whoever asks line by line gets each answer before the next question.
        if input.buffer().is_empty() {
            output.flush().map_err(Stopped::Writing)?;
        }
        line.clear();
        let taken = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
        let taken = taken.map_err(|_| Stopped::Reading)? as u64;
        if taken == 0 {
            return output.flush().map(|()| encoding).map_err(Stopped::Writing);
        }
        let whole = taken < LONGEST_LINE || line.ends_with(b"\n");
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = String::from_utf8_lossy(text.strip_suffix(b"\r").unwrap_or(text));
        // A line that is passed over in the middle may end within a character.
        if whole && matches!(text, Cow::Owned(_)) {
            encoding = Encoding::Other;
        }
        write_json(&kind.read(&text, today), &text, &mut output).map_err(Stopped::Writing)?;
        if !whole {
            input.skip_until(b'\n').map_err(|_| Stopped::Reading)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &[u8]) -> Vec<String> {
        let mut output = Vec::new();
        stream(
            ValueKind::Postcode,
            NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
            input,
            &mut output,
        )
        .unwrap();
        let text = String::from_utf8(output).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn each_line_gives_one_line_however_it_ends() {
        for input in ["100020\n844000\n", "100020\r\n844000\r\n", "100020\n844000"] {
            let out = lines(input.as_bytes());
            assert_eq!(out.len(), 2, "{input:?}");
            assert!(out.iter().all(|it| it.contains(r#""verdict":"valid""#)), "{out:?}");
        }
        assert_eq!(lines(b"").len(), 0);
        assert_eq!(lines(b"\n\n100020\n").len(), 3);
    }

    #[test]
    fn what_goes_beyond_the_longest_line_is_passed_over() {
        let mut input = vec![b'1'; usize::try_from(LONGEST_LINE).unwrap() + 5];
        input.extend(b"\n100020\n");
        let out = lines(&input);
        assert_eq!(out.len(), 2);
        assert!(out[1].starts_with(r#"{"input":"100020","verdict":"valid""#), "{}", out[1]);
    }
}
