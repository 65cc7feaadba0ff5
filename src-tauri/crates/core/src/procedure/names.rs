//! What things in a pack may be called: ids that can be files, and labels that speak of a secret.

use crate::reading::is_hidden;

const LONGEST_ID: usize = 64;
/// Names that Windows gives to devices, whatever comes behind the dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether something within a pack may be called so: words joined by dots.
pub(super) fn is_id(id: &str) -> bool {
    id.len() <= LONGEST_ID && id.split('.').all(is_word)
}

/// Whether an id can name the file of a pack on every system, and nothing outside of its folder.
pub fn is_file_id(id: &str) -> bool {
    let numbered = |it: &str| id.strip_prefix(it).is_some_and(|it| it.len() == 1 && it != "0");
    is_word(id)
        && id.len() <= LONGEST_ID
        && !DEVICES.contains(&id)
        && !["com", "lpt"].into_iter().any(numbered)
}

fn is_word(id: &str) -> bool {
    let good = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '_' | '-');
    !id.is_empty() && id.chars().all(good)
}

/// Characters that a file's name has on no system, or that do not survive a copy to another one.
const BAD: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];
/// Characters, without the ending.
const LONGEST_NAME: usize = 80;

/// Whether a text can be a file's name as it is.
pub(super) fn is_plain_name(name: &str) -> bool {
    !name.is_empty() && plain_name(name) == name
}

/// The nearest text that can be a file's name on every system, and looks like what it is; it may be empty.
pub fn plain_name(text: &str) -> String {
    let kept = text.chars().filter(|it| !BAD.contains(it) && !is_hidden(*it));
    let short: String = kept.take(LONGEST_NAME).collect();
    let name = short.trim_matches(|it: char| it == '.' || it.is_whitespace());
    let device = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    if is_word(&device) && device.len() <= LONGEST_ID && !is_file_id(&device) {
        return format!("_{name}");
    }
    name.to_owned()
}

/// Whether a label speaks of what must never be kept, also in full width or with spaces between.
pub fn is_secret(label: &str) -> bool {
    let plain: String = label
        .chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .flat_map(char::to_lowercase)
        .collect();
    let joined: String = plain.split_whitespace().collect();
    ["密码", "口令", "password", "验证码", "校验码"].iter().any(|it| joined.contains(it))
        || plain.split(|it: char| !it.is_ascii_alphanumeric()).any(|it| it == "pin")
}
