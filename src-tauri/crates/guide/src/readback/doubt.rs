//! Whether what stands beside a value that agrees may be another value for the same field: then nobody can know which of
//! the two the portal has.

use beishen_core::{FactKind, outcome::Verdict};
use beishen_reference::Table;

use super::{
    compare::{Wanted, alike, bare, day, is_latin, is_mask, is_number, without_dashes},
    labels::is_colon,
    remarks::{disagrees, is_remark},
    shown::Shown,
};

impl Wanted {
    /// Whether it is a name that stands in several boxes, all together what is wanted.
    pub(super) fn is_in_parts(&self, shown: &Shown) -> bool {
        !shown.parts.is_empty() && self.is_of_person() && self.is_of(&shown.parts)
    }

    /// Whether what stands beside a value that agrees may be another one, or a remark corrects it.
    pub(super) fn is_doubtful(&self, shown: &Shown) -> bool {
        const CORRECTS: [&str; 12] = [
            "更正为",
            "改为",
            "变更为",
            "应为",
            "实为",
            "更名为",
            "现为",
            "改成",
            "换成",
            "变更后",
            "更正后",
            "修改后",
        ];
        const REMARKS: [&str; 3] = ["登记为", "请核对", "公安"];
        let corrects = |it: &str| CORRECTS.iter().any(|word| it.contains(word));
        if corrects(&shown.remark) || REMARKS.iter().any(|it| shown.remark.contains(it)) {
            return true;
        }
        if self.is_in_parts(shown) {
            return false;
        }
        let rivals = &shown.rivals;
        if rivals.texts.iter().any(|it| is_arrow(it) || self.is_elsewhere(it)) {
            return true;
        }
        let mut apart = rivals.texts.iter().enumerate();
        let differs = |it: &(usize, &String)| {
            self.against(it.1).0 != Verdict::Same && (it.0 < rivals.own || !is_remark(it.1))
        };
        let Some((first, _)) = apart.clone().find(differs) else { return false };
        // Beyond the first, only what stands in a place where nothing but a value can.
        let within = |it: &(usize, &String)| it.0 == first || it.0 < rivals.own;
        let another =
            |(at, it): (usize, &String)| corrects(it) || self.is_rival(it, at < rivals.own);
        apart.by_ref().filter(differs).filter(within).any(another)
            || rivals.texts.iter().any(|it| disagrees(it))
    }

    /// Whether it is an entry of a list, and stands among what is beside another entry: all that is offered, one by one.
    pub(super) fn is_listed(&self, beside: &[String]) -> bool {
        self.kind == FactKind::Choice && beside.iter().any(|it| self.against(it).0 == Verdict::Same)
    }

    /// Whether a text says what somebody else has for it, and that is another value: 学籍库：李四.
    fn is_elsewhere(&self, text: &str) -> bool {
        const WHERE: [&str; 7] = ["库", "公安", "学籍", "系统", "登记", "档案", "核验"];
        let colon = text.find(is_colon);
        let (name, value) = colon.map_or(("", ""), |it| text.split_at(it));
        let value = value.trim_start_matches(is_colon).trim();
        name.chars().count() <= 8
            && WHERE.iter().any(|it| name.contains(it))
            && !value.is_empty()
            && self.against(value).0 != Verdict::Same
            && self.is_rival(value, true)
    }

    /// Whether a text may be another value of the same field: another entry of its list, another day, a name or number of
    /// the same form. `own` is a text that stands where only a value of this field can, such as in a column 修改后.
    fn is_rival(&self, other: &str, own: bool) -> bool {
        let plain = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_ascii_alphanumeric());
        let latin = |it: &str| it.chars().any(char::is_alphabetic) && is_latin(it);
        let first = |it: &str| it.chars().next();
        // 110105********0042
        if own && self.kind == FactKind::Text && other.chars().any(is_mask) {
            return self.against(other).0 == Verdict::Differs;
        }
        match self.kind {
            FactKind::Choice => {
                let listed = |it: &Table| it.find(other).is_some();
                self.options.iter().any(|it| alike(it, other).is_some())
                    || self.table.as_ref().is_some_and(listed)
            }
            FactKind::Date | FactKind::Month => day(other).is_some(),
            FactKind::Text if latin(&self.text) => latin(other),
            FactKind::Text if plain(&self.text) => {
                let number = if is_number(other) { without_dashes(other) } else { bare(other) };
                let long = if own { number.len() > 3 } else { number.len() == self.text.len() };
                plain(&number) && long && self.text.len() > 3
            }
            FactKind::Text if own => !is_remark(other),
            FactKind::Text if self.name => {
                let like = (2..=4).contains(&other.chars().count()) && !other.is_ascii();
                like && first(&self.text) == first(other)
            }
            FactKind::Text => resembles(&self.text, other),
        }
    }
}

/// Whether a text leads from one value to the next.
fn is_arrow(text: &str) -> bool {
    matches!(text, "→" | "⇒" | "➜" | "=>" | "->" | "-->" | ">>" | "»")
}

/// Whether two texts have most of their pairs of characters in common: another house of the same road.
fn resembles(here: &str, there: &str) -> bool {
    let chars: Vec<char> = bare(here).chars().collect();
    let there = bare(there);
    let pairs = chars.windows(2).map(|it| it.iter().collect::<String>());
    let found = pairs.filter(|it| there.contains(it.as_str())).count();
    chars.len() > 3 && 2 * found >= chars.len() - 1
}
