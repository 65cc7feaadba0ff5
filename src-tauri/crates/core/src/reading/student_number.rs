//! 学号 and 准考证号: every school has its own form, so that hardly anything is certainly wrong. What is not a number of a student
//! at all is asked about: a word, a number that belongs to another answer, one digit over and over.

use chrono::NaiveDate;

use super::{
    Problem, Reading, Reason, id18,
    mod11_2::is_scientific,
    normalise::{self, first_stray},
};

/// A spreadsheet shows a long number so, and has forgotten digits: 2.0220101E+11.
const SPREADSHEET: Reason = Reason::error("spreadsheet", &[]);
const CHARACTER: Reason = Reason::warning("character", &["k", "c"]);
const LENGTH: Reason = Reason::warning("length", &["n"]);
const ID_NUMBER: Reason = Reason::warning("id_number", &[]);
const REPEATED: Reason = Reason::warning("repeated", &["c"]);

pub(super) const REASONS: &[Reason] = &[SPREADSHEET, CHARACTER, LENGTH, ID_NUMBER, REPEATED];

/// The shortest and the longest that are met.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=20;

/// Gives the number without blanks and in ASCII; hyphens and the case of letters are the school's.
pub(super) fn read(text: &str, today: NaiveDate) -> Reading<'_> {
    let number: String = normalise::line(text)
        .chars()
        .filter(|it| !it.is_whitespace() && !normalise::is_hidden(*it))
        .collect();
    let number = normalise::unguarded(&number);
    let problem = judge(number, today);
    Reading::valid(number.to_owned()).with(problem)
}

fn judge(number: &str, today: NaiveDate) -> Option<Problem> {
    let belongs = |_, it: char| it.is_ascii_alphanumeric() || "-_./".contains(it);
    if number.contains('.') && is_scientific(number) {
        return Some(Problem::new(&SPREADSHEET, Vec::new()));
    }
    if let Some(stray) = first_stray(number, belongs) {
        return Some(Problem::new(&CHARACTER, stray));
    }
    let n = number.chars().count();
    if !LENGTHS.contains(&n) {
        return Some(Problem::new(&LENGTH, vec![("n", n.to_string())]));
    }
    if n == 18 && id18::read(number, today).problem.is_none() {
        return Some(Problem::new(&ID_NUMBER, Vec::new()));
    }
    let first = number.chars().next()?;
    let is_repeated = number.chars().all(|it| it == first);
    is_repeated.then(|| Problem::new(&REPEATED, vec![("c", first.to_string())]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (typed, read_as, reason) in [
            ("202201010123", "202201010123", ""),
            ("2022010101", "2022010101", ""),
            ("18111010023", "18111010023", ""),
            ("B20220101", "B20220101", ""),
            ("b20220101", "b20220101", ""),
            ("2022-01-0123", "2022-01-0123", ""),
            ("S2022_017", "S2022_017", ""),
            ("0814", "0814", ""),
            ("14320221234567", "14320221234567", ""),
            (" 2022 0101 0123 ", "202201010123", ""),
            ("２０２２０１０１", "20220101", ""),
            ("2022\u{200B}0101", "20220101", ""),
            ("=\u{0}0814", "0814", ""),
            ("11010519491231002X", "11010519491231002X", "id_number"),
            ("110105194912310021", "110105194912310021", ""),
            ("2.0220101E+11", "2.0220101E+11", "spreadsheet"),
            ("张三", "张三", "character"),
            ("学号20220101", "学号20220101", "character"),
            ("研2022001", "研2022001", "character"),
            ("san@example.cn", "san@example.cn", "character"),
            ("+8613800138000", "+8613800138000", "character"),
            ("20220101,20220102", "20220101,20220102", "character"),
            ("1", "1", "length"),
            ("123", "123", "length"),
            ("123456789012345678901", "123456789012345678901", "length"),
            ("000000", "000000", "repeated"),
            ("", "", "length"),
        ] {
            let reading = read(typed, today);
            assert_eq!(reading.normalised, read_as, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }
}
