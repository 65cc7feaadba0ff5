//! What the files to hand in are called when they are put into one folder.

use beishen_document::text::fill;

use super::{Procedure, Requirement, names::plain_name};
use crate::{fact::FactKey, value::Values};

impl Procedure {
    /// A material's file name without its ending: the pack's words, or its Chinese title. It can be a name on every system,
    /// and holds answers only where the pack demands them.
    pub fn file_name(&self, material: &Requirement, values: &Values) -> String {
        let answer = |fact: &str| {
            self.fact(&FactKey::from(fact))?;
            let value = values.get(&FactKey::from(fact));
            Some(value.map(|it| it.text.clone()).unwrap_or_default())
        };
        let title = &material.title.zh;
        let wanted =
            material.file_name.as_ref().map_or_else(|| title.clone(), |it| fill(it, answer));
        Some(plain_name(&wanted)).filter(|it| !it.is_empty()).unwrap_or_else(|| material.id.clone())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::procedure::names::{is_plain_name, plain_name};

    #[test]
    fn a_name_can_be_a_file_everywhere() {
        for (text, name) in [
            ("身份证正反面", "身份证正反面"),
            ("4.成绩单（CET-4/6）", "4.成绩单（CET-46）"),
            ("..\\..\\毕业证", "毕业证"),
            ("a\nb", "ab"),
            ("a\u{202E}fdp.exe", "afdp.exe"),
            (" . ", ""),
            ("CON", "_CON"),
            ("aux.2026", "_aux.2026"),
            ("com1", "_com1"),
        ] {
            assert_eq!(plain_name(text), name, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_answer_becomes_a_name(text in ".{0,200}") {
            let name = plain_name(&text);
            prop_assert!(name.is_empty() || is_plain_name(&name), "{name:?}");
            prop_assert!(!name.contains(['/', '\\']) && name != "." && name != "..");
        }
    }
}
