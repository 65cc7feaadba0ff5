//! 性别: the two words of GB/T 2261.1, however the answer is put. A code, 1 or 2, is left as it is: lists differ in what they count from.

use super::{Reading, Reason, normalise};

const UNKNOWN: Reason = Reason::error("unknown", &["given"]);

pub(super) const REASONS: &[Reason] = &[UNKNOWN];

const MALE: [&str; 8] = ["男", "男性", "男生", "男士", "男子", "m", "male", "man"];
const FEMALE: [&str; 8] = ["女", "女性", "女生", "女士", "女子", "f", "female", "woman"];

/// Accepts those words, and nothing else.
pub(super) fn read(text: &str) -> Reading<'_> {
    let plain = normalise::line(text).to_ascii_lowercase();
    // 男/M, as permits and passports print it.
    let words: Vec<&str> = plain.split(['/', ' ']).filter(|it| !it.is_empty()).collect();
    let is_one = |of: &[&str]| !words.is_empty() && words.iter().all(|it| of.contains(it));
    if is_one(&MALE) {
        Reading::valid("男")
    } else if is_one(&FEMALE) {
        Reading::valid("女")
    } else {
        let given = normalise::line(text);
        let params = vec![("given", given.to_string())];
        Reading::valid(given).with_problem(&UNKNOWN, params)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, read_as) in [
            ("男", "男"),
            ("女", "女"),
            (" 男 ", "男"),
            ("男性", "男"),
            ("女性", "女"),
            ("女生", "女"),
            ("M", "男"),
            ("f", "女"),
            ("Ｆ", "女"),
            ("Male", "男"),
            ("FEMALE", "女"),
            ("男/M", "男"),
            ("女 / F", "女"),
            ("MALE 男", "男"),
        ] {
            let reading = read(typed);
            assert_eq!((&*reading.normalised, reading.verdict()), (read_as, "valid"), "{typed}");
        }
        for (typed, read_as) in [
            ("男/F", "男/F"),
            ("男女", "男女"),
            ("1", "1"),
            ("未知", "未知"),
            ("无", "无"),
            ("睡觉", "睡觉"),
            ("", ""),
        ] {
            let reading = read(typed);
            assert_eq!((&*reading.normalised, reading.verdict()), (read_as, "invalid"), "{typed}");
        }
    }
}
