//! English where a pack of one's own has none: the Chinese stands there, and what lacks it is told.

use ::toml::{Table, Value};

/// Puts the Chinese wherever the English of a text is not given, and tells where. What is of another form is left as it is.
pub(super) fn fill(pack: &mut Table) -> Vec<String> {
    let mut keys = Vec::new();
    table(pack, "", &mut keys);
    keys
}

fn table(it: &mut Table, here: &str, keys: &mut Vec<String>) {
    if let Some(english) = missing(it) {
        it.insert("en".to_owned(), Value::String(english));
        keys.push(here.to_owned());
    }
    for (key, value) in it.iter_mut() {
        let here = if here.is_empty() { key.clone() } else { format!("{here}.{key}") };
        any(value, &here, keys);
    }
}

fn any(value: &mut Value, here: &str, keys: &mut Vec<String>) {
    match value {
        Value::Table(it) => table(it, here, keys),
        Value::Array(all) => {
            for (at, it) in all.iter_mut().enumerate() {
                any(it, &format!("{here}[{at}]"), keys);
            }
        }
        _ => {}
    }
}

/// What stands for the English of a text, or of an entry of a portal's list. A reason of a rule has more beside its words.
fn missing(it: &Table) -> Option<String> {
    if it.contains_key("en") {
        return None;
    }
    let beside = |key: &String| matches!(key.as_str(), "zh" | "severity" | "fix" | "source");
    if let Some(Value::String(zh)) = it.get("zh").filter(|_| it.keys().all(beside)) {
        return Some(zh.clone());
    }
    let is_option = it.contains_key("value") && it.contains_key("certainty");
    it.get("value")?.as_str().filter(|_| is_option).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_english_has_its_chinese_and_is_told() {
        let text = r#"
            title = { zh = "某校" }
            words = { zh = 3 }
            [[pages]]
            title = { zh = "更多", en = "More" }
            [[pages.fields]]
            note = { zh = "照证件" }
            words = { "护照" = "普通护照" }
            options = { list = [{ value = "是", certainty = "portal" }, { value = "否", en = "no", certainty = "portal" }] }
            [rules.reasons]
            long = { severity = "warning", zh = "太长" }
        "#;
        let mut pack: Table = ::toml::from_str(text).unwrap();
        let keys = fill(&mut pack);
        let expected = [
            "pages[0].fields[0].note",
            "pages[0].fields[0].options.list[0]",
            "rules.reasons.long",
            "title",
        ];
        assert_eq!(keys, expected);
        assert_eq!(pack["title"]["en"].as_str(), Some("某校"));
        assert_eq!(pack["pages"][0]["title"]["en"].as_str(), Some("More"));
        assert_eq!(pack["words"].get("en"), None);
        assert!(fill(&mut pack).is_empty());
    }
}
