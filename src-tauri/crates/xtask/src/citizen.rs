//! Identity numbers for measuring: valid by GB 11643-1999, belonging to nobody we know of.

/// Weights of the first 17 digits, ISO 7064 MOD 11-2.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const REGIONS: [&str; 6] = ["110105", "310104", "330106", "440305", "510104", "650102"];

/// The `n`-th number: regions, birth dates (1960–1999) and sequences vary together.
pub(crate) fn number(n: u32) -> String {
    let region = REGIONS.get(n as usize % REGIONS.len()).unwrap_or(&REGIONS[0]);
    let (year, month, day, sequence) =
        (1960 + n % 40, 1 + n / 40 % 12, 1 + n / 480 % 28, 1 + n % 999);
    with_check_digit(&format!("{region}{year}{month:02}{day:02}{sequence:03}"))
}

fn with_check_digit(first17: &str) -> String {
    let sum: u32 = first17
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = b"10X98765432"[sum as usize % 11] as char;
    format!("{first17}{check}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_those_of_well_known_examples() {
        assert_eq!(with_check_digit("11010519491231002"), "11010519491231002X");
        assert_eq!(with_check_digit("44052418800101001"), "440524188001010014");
        assert_eq!(with_check_digit("34052419800101001"), "34052419800101001X");
    }

    #[test]
    fn numbers_are_18_long_and_vary() {
        let numbers: std::collections::BTreeSet<_> = (0..100_000).map(number).collect();
        assert!(numbers.iter().all(|number| number.chars().count() == 18));
        assert!(numbers.len() > 50_000, "{}", numbers.len());
    }
}
