//! How a material stands: the one verdict that window, receipt and lists give of it.

use crate::{finding::Finding, procedure::Requirement};

/// How a material stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 未备: it is asked for and is not there.
    Missing,
    /// It is not there and may be left out.
    Optional,
    /// 不合格: it is there and certainly wrong.
    Wrong,
    /// 请核对: it is there, and something of it is still to be looked at or confirmed.
    Ask,
    /// 已备.
    Ready,
}

impl Standing {
    /// Whether somebody still has to bring it.
    pub fn is_lacking(self) -> bool {
        matches!(self, Self::Missing | Self::Wrong)
    }
}

/// How a material stands, and why: what is certain first. `is_there` says whether a file of it was handed in.
pub(super) fn standing<'a>(
    findings: &'a [Finding],
    material: &Requirement,
    is_there: bool,
) -> (Standing, Vec<&'a Finding>) {
    let found = |about: &dyn Fn(&Finding) -> bool| -> Vec<&'a Finding> {
        findings.iter().filter(|it| about(it)).collect()
    };
    let file = material.file();
    let of_file = |it: &Finding| it.subject == file;
    let of_tick = |it: &Finding| material.ticks.iter().any(|tick| it.subject == tick.subject());
    let wrong = found(&|it| it.is_error() && of_file(it));
    if !is_there {
        let standing = if wrong.is_empty() { Standing::Optional } else { Standing::Missing };
        return (standing, wrong);
    }
    if !wrong.is_empty() {
        return (Standing::Wrong, wrong);
    }
    let asked = found(&|it| {
        (it.is_error() || it.is_open_warning()) && of_tick(it)
            || it.is_open_warning() && of_file(it)
    });
    (if asked.is_empty() { Standing::Ready } else { Standing::Ask }, asked)
}
