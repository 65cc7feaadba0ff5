//! What a draft was prepared under, short enough to keep with it, so that a changed pack can say what changed.

use std::collections::BTreeMap;

use beishen_document::Text;
use serde::{Deserialize, Serialize};

use super::Procedure;
use crate::profile::{Profile, ScanLimits, Wanted};

/// The parts of a pack that change what a person does, by path: a few words each. Wording of messages and notes is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Outline(BTreeMap<String, Part>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    /// What it is called.
    name: Text,
    /// What must be the same for nothing to have changed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    is: String,
}

impl Outline {
    /// Of a pack as it is now.
    pub fn of(procedure: &Procedure) -> Self {
        let mut parts = BTreeMap::new();
        let mut add = |path: String, name: Text, is: String| {
            parts.insert(path, Part { name, is });
        };
        for (page, field) in procedure.fields() {
            let name = Text::new(&field.portal_label, &field.portal_label);
            let is = format!("{:?} {:?} {}", field.kind, field.portal_format, field.required);
            add(format!("fields.{}", page.id_of(&field.id)), name, is);
        }
        for material in procedure.materials() {
            let limits = match procedure.wanted(material) {
                Wanted::Photo(Profile { width, height, min_kb, max_kb, backdrop, .. }) => {
                    format!("{width}×{height} {min_kb}–{max_kb} {}", backdrop.word().zh)
                }
                Wanted::Scan(ScanLimits { formats, min_kb, max_kb, .. }) => {
                    format!("{formats:?} {min_kb}–{max_kb:?}")
                }
            };
            let is = format!("{} {} {limits}", material.required, material.detail.zh);
            add(format!("materials.{}", material.id), material.title.clone(), is);
        }
        for it in procedure.deadlines() {
            add(
                format!("deadlines.{}", it.id),
                it.title.clone(),
                format!("{:?} {:?}", it.hours, it.on),
            );
        }
        for it in procedure.stages() {
            add(format!("stages.{}", it.id), it.title.clone(), format!("{:?}", it.days));
            for day in &it.calendar {
                let is = format!("{:?} {}", day.from, day.until);
                add(format!("calendar.{}.{}", it.id, day.id), day.title.clone(), is);
            }
            for brought in &it.bring {
                let is = format!("{} {}", brought.original, brought.copies);
                add(format!("bring.{}.{}", it.id, brought.id), brought.title.clone(), is);
            }
        }
        for it in procedure.irreversible() {
            add(format!("irreversible.{}", it.id), it.text.clone(), String::new());
        }
        for rule in procedure.rules() {
            let named = rule.check.reads().first().and_then(|it| procedure.fact(it));
            let name = named.map_or_else(|| Text::new(&rule.id, &rule.id), |it| it.label.clone());
            add(format!("rules.{}", rule.id), name, format!("{:?} {:?}", rule.check, rule.when));
        }
        Self(parts)
    }

    /// What differs from an outline kept before, worded; nothing when nothing does.
    pub fn since(&self, before: &Self) -> Vec<Text> {
        let mut said = Vec::new();
        for (path, part) in &self.0 {
            let kind = kind(path);
            match before.0.get(path) {
                None => said.push(Text::new(
                    format!("新增{}：{}", kind.zh, part.name.zh),
                    format!("New {}: {}", kind.en, part.name.en),
                )),
                Some(old) if old.name.zh != part.name.zh => said.push(Text::new(
                    format!("{}“{}”改为“{}”", kind.zh, old.name.zh, part.name.zh),
                    format!("{} “{}” is now “{}”", kind.en, old.name.en, part.name.en),
                )),
                Some(old) if old.is != part.is => said.push(Text::new(
                    format!("{}有变：{}", kind.zh, part.name.zh),
                    format!("Changed {}: {}", kind.en, part.name.en),
                )),
                Some(_) => {}
            }
        }
        for (path, part) in before.0.iter().filter(|it| !self.0.contains_key(it.0)) {
            let kind = kind(path);
            said.push(Text::new(
                format!("不再有{}：{}", kind.zh, part.name.zh),
                format!("No longer a {}: {}", kind.en, part.name.en),
            ));
        }
        said.dedup_by(|a, b| a.zh == b.zh);
        said
    }
}

fn kind(path: &str) -> Text {
    match path.split('.').next() {
        Some("fields") => Text::new("填报项", "field"),
        Some("materials") => Text::new("材料", "material"),
        Some("deadlines") => Text::new("期限", "deadline"),
        Some("stages") => Text::new("阶段", "stage"),
        Some("calendar") => Text::new("日程", "date"),
        Some("bring") => Text::new("要带的材料", "paper to bring"),
        Some("irreversible") => Text::new("不能更改的地方", "point of no return"),
        _ => Text::new("校验规则", "check"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::Dictionary;

    fn outline(change: impl Fn(String) -> String) -> Outline {
        let assets = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/");
        let read = |file: &str| std::fs::read_to_string(format!("{assets}{file}")).unwrap();
        let dictionary = Dictionary::parse("facts.toml", &read("facts.toml")).unwrap();
        let text = change(read("procedures/tdxl.toml"));
        Outline::of(&Procedure::parse("tdxl.toml", &text, &dictionary).unwrap())
    }

    #[test]
    fn a_changed_pack_says_what_changed_and_an_unchanged_one_nothing() {
        let before = outline(|it| it);
        let kept: Outline = serde_json::from_str(&serde_json::to_string(&before).unwrap()).unwrap();
        assert_eq!(before.since(&kept), Vec::new());
        for (from, to, zh) in [
            ("max_kb = 200", "max_kb = 100", "材料有变：电子照片"),
            ("hours = 24", "hours = 8", "期限有变：激活账号"),
            (
                "portal_label = \"邮政编码\"",
                "portal_label = \"邮编\"",
                "填报项“邮政编码”改为“邮编”",
            ),
            ("months = 36", "months = 24", "校验规则有变：网上学位申请年月"),
        ] {
            let said: Vec<String> = outline(|it| {
                assert!(it.contains(from), "{from}");
                it.replacen(from, to, 1)
            })
            .since(&kept)
            .into_iter()
            .map(|it| it.zh)
            .collect();
            assert_eq!(said, [zh], "{from}");
        }
        let note =
            outline(|it| it.replacen("这张照片将用于学位证书", "这张照片会印在学位证书上", 1));
        assert_eq!(note.since(&kept), Vec::new(), "a note is no change of what one does");
    }

    #[test]
    fn what_comes_and_goes_is_named() {
        let (all, none) = (outline(|it| it), Outline::default());
        assert!(all.since(&none).iter().any(|it| it.zh == "新增填报项：政治面貌"));
        assert!(none.since(&all).iter().any(|it| it.zh == "不再有填报项：政治面貌"));
    }
}
