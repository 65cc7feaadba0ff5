//! 学制: years in halves, from one to eight as programmes have them; 2.5 is that of many evening and correspondence courses.

use super::{Reading, Reason, normalise};

const FORMAT: Reason = Reason::error("format", &[]);
const IMPOSSIBLE: Reason = Reason::error("impossible", &["n"]);
const UNUSUAL: Reason = Reason::warning("unusual", &["n"]);

pub(super) const REASONS: &[Reason] = &[FORMAT, IMPOSSIBLE, UNUSUAL];

/// In halves of a year. The longest are those of medicine, from the first year to the doctor.
const LEAST: u32 = 2;
const MOST: u32 = 16;
/// Nothing so long is a programme.
const TOO_MANY: u32 = 20;

/// Accepts 4, 4 年, 四年 and 两年半, and gives the number.
pub(super) fn read(text: &str) -> Reading<'_> {
    let plain: String = normalise::line(text).chars().filter(|it| !it.is_whitespace()).collect();
    let Some((whole, tenths)) = years(&plain) else {
        return Reading::valid(normalise::line(text)).with_problem(&FORMAT, Vec::new());
    };
    let number = if tenths == 0 { whole.to_string() } else { format!("{whole}.{tenths}") };
    let params = vec![("n", number.clone())];
    let reading = Reading::valid(number);
    let halves = whole * 2 + u32::from(tenths >= 5);
    if (whole, tenths) == (0, 0) || halves > TOO_MANY {
        reading.with_problem(&IMPOSSIBLE, params)
    } else if !(LEAST..=MOST).contains(&halves) || !matches!(tenths, 0 | 5) {
        reading.with_problem(&UNUSUAL, params)
    } else {
        reading
    }
}

/// Years, and tenths of one.
fn years(text: &str) -> Option<(u32, u32)> {
    let text = text.strip_prefix("学制").unwrap_or(text);
    let text = text.strip_suffix('制').unwrap_or(text);
    if let Some(whole) = text.strip_suffix("年半") {
        return Some((number(whole)?, 5));
    }
    let text = text.strip_suffix('年').unwrap_or(text);
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    let rest = rest.trim_end_matches('0');
    let tenths = if rest.is_empty() { 0 } else { number(rest).filter(|it| *it < 10)? };
    Some((number(whole)?, tenths))
}

/// Up to three digits, or one of the words up to eight.
fn number(text: &str) -> Option<u32> {
    const WORDS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];
    let text = if text == "两" { "二" } else { text };
    let word = WORDS.iter().zip(1..).find(|it| *it.0 == text).map(|it| it.1);
    let is_digits = text.len() <= 3 && text.bytes().all(|it| it.is_ascii_digit());
    word.or_else(|| text.parse().ok().filter(|_| is_digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, read_as, reason) in [
            ("4", "4", ""),
            ("2.5", "2.5", ""),
            ("1.5", "1.5", ""),
            ("8", "8", ""),
            ("7", "7", ""),
            ("4.0", "4", ""),
            ("4.00", "4", ""),
            ("2.50", "2.5", ""),
            ("４", "4", ""),
            ("４．０", "4", ""),
            (" 4 年", "4", ""),
            ("四年", "4", ""),
            ("四年制", "4", ""),
            ("两年半", "2.5", ""),
            ("2年半", "2.5", ""),
            ("学制3年", "3", ""),
            ("0", "0", "impossible"),
            ("0.0", "0", "impossible"),
            ("40", "40", "impossible"),
            ("11", "11", "impossible"),
            ("999", "999", "impossible"),
            ("10", "10", "unusual"),
            ("9", "9", "unusual"),
            ("0.5", "0.5", "unusual"),
            ("2.3", "2.3", "unusual"),
            ("2022", "2022", "format"),
            ("-4", "-4", "format"),
            ("3-6", "3-6", "format"),
            ("3~4年", "3~4年", "format"),
            ("2.5年半", "2.5年半", "format"),
            ("2.55", "2.55", "format"),
            ("本科", "本科", "format"),
            ("四", "4", ""),
            ("", "", "format"),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, read_as, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }
}
