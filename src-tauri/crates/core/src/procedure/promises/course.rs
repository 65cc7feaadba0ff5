//! Materials, deadlines, stages and points of no return.

use super::{Kept, Promise, asks};
use crate::{
    fact::{FactKey, FactKind},
    procedure::{Announced, Pack, Page, Stage, names},
    profile::{LIMITED, ScanLimits},
    rule::params,
};

impl Promise<'_> {
    /// What must be handed in is asked for somewhere.
    pub(super) fn materials(&self, pack: &Pack) -> Kept {
        // Ticks are answered by their id alone.
        self.unique(
            "ticks",
            pack.materials.iter().flat_map(|it| &it.ticks).map(|it| it.id.as_str()),
        )?;
        self.each(&pack.materials, |at, material| {
            let here = format!("materials[{at}]");
            self.cited(&format!("{here}.source"), &material.source)?;
            self.condition(&format!("{here}.relevant"), material.relevant.as_ref(), &|fact| {
                asks(pack, fact)
            })?;
            if material.required && !pack.steps.iter().any(|it| it.materials.contains(&material.id))
            {
                return self.broken(
                    here,
                    format!("必交的“{}”没有在任何步骤中问到", material.id),
                    format!("no step asks for `{}`, which is required", material.id),
                );
            }
            if let Some(id) = &material.profile
                && !pack.profiles.iter().any(|it| it.id == *id)
            {
                return self.broken(
                    format!("{here}.profile"),
                    format!("没有名为“{id}”的照片规格"),
                    format!("no profile is named `{id}`"),
                );
            }
            if let Some(source) = &material.limits.source {
                self.cited(&format!("{here}.limits.source"), source)?;
            }
            if material.profile.is_some() && material.limits != ScanLimits::default() {
                return self.broken(
                    format!("{here}.limits"),
                    "照片的要求写在规格（profile）里",
                    "what is wanted of a photo stands in its profile",
                );
            }
            if material.two_sides && material.profile.is_some() {
                return self.broken(
                    format!("{here}.two_sides"),
                    "证件照片有规格，不能由正反两面拼成",
                    "a photo with a profile is not made of two sides",
                );
            }
            if let Some(name) = &material.file_name {
                self.file_name(pack, format!("{here}.file_name"), name)?;
            }
            Ok(())
        });
        Ok(())
    }

    /// Every limit of a photo is somebody's, and a source of one check is that of a check there is.
    pub(super) fn profiles(&self, pack: &Pack) {
        self.each(&pack.profiles, |at, profile| {
            let here = format!("profiles[{at}]");
            self.cited(&format!("{here}.source"), &profile.source)?;
            for (check, source) in &profile.sources {
                let here = format!("{here}.sources.{check}");
                self.cited(&here, source)?;
                if !LIMITED.contains(&check.as_str()) {
                    return self.broken(
                        here,
                        format!("没有名为“{check}”的检查项"),
                        format!("no check of a photo is named `{check}`"),
                    );
                }
            }
            Ok(())
        });
    }

    /// A file's name is one on every system, and names only answers there are.
    pub(super) fn file_name(&self, pack: &Pack, key: String, name: &str) -> Kept {
        if !names::is_plain_name(name) {
            return self.broken(
                key,
                "文件名不能为空、过长或含 / \\ : * ? 等符号",
                "a file name is not empty, not long and has no / \\ : * ? and the like",
            );
        }
        match params(name).find(|it| !asks(pack, &FactKey::from(*it))) {
            Some(unknown) => self.broken(
                key,
                format!("文件名中的“{{{unknown}}}”没有在任何步骤中问到"),
                format!("no step asks for `{unknown}`, which the file name holds"),
            ),
            None => Ok(()),
        }
    }

    /// Deadlines, stages, points of no return and help cards speak of what there is.
    pub(super) fn course(&self, pack: &Pack) {
        let act =
            |key: String, act: Option<&String>| act.map_or(Ok(()), |id| self.act(pack, key, id));
        self.each(&pack.acts, |at, it| {
            for (n, undone) in it.undoes.iter().enumerate() {
                act(format!("acts[{at}].undoes[{n}]"), Some(undone))?;
            }
            Ok(())
        });
        self.each(&pack.deadlines, |at, it| {
            let here = format!("deadlines[{at}]");
            match (&it.on, &it.after, it.hours) {
                (Some(fact), None, None) => {
                    if self.known(&format!("{here}.on"), fact)? != FactKind::Date
                        || !asks(pack, fact)
                    {
                        return self.broken(
                            format!("{here}.on"),
                            format!("“{}”不是步骤中问到的日期", fact.as_str()),
                            format!("`{}` is no date that a step asks for", fact.as_str()),
                        );
                    }
                }
                (None, Some(after), Some(_)) => act(format!("{here}.after"), Some(after))?,
                _ => {
                    let (zh, en) = (
                        "期限要么写 after 和 hours，要么写 on",
                        "a deadline has `after` and `hours`, or else `on`",
                    );
                    return self.broken(here, zh, en);
                }
            }
            it.until.iter().try_for_each(|it| act(format!("{here}.until"), Some(it)))?;
            self.cited(&format!("{here}.source"), &it.source)?;
            Ok(())
        });
        self.each(&pack.stages, |at, it| {
            act(format!("stages[{at}].after"), it.after.as_ref())?;
            act(format!("stages[{at}].until"), it.until.as_ref())?;
            self.condition(&format!("stages[{at}].relevant"), it.relevant.as_ref(), &|fact| {
                asks(pack, fact)
            })?;
            self.cited(&format!("stages[{at}].source"), &it.source)?;
            self.in_person(pack, &format!("stages[{at}]"), it)?;
            self.calendar(&format!("stages[{at}].calendar"), &it.calendar)?;
            Ok(())
        });
        self.each(&pack.irreversible, |at, it| {
            let stands =
                |page: &Page| page.fields.iter().any(|field| it.before == page.id_of(&field.id));
            if !pack.pages.iter().any(stands) {
                let (zh, en) = (
                    format!("没有“{}”这一项", it.before),
                    format!("there is no field `{}`", it.before),
                );
                return self.broken(format!("irreversible[{at}].before"), zh, en);
            }
            self.cited(&format!("irreversible[{at}].source"), &it.source)?;
            Ok(())
        });
        self.each(&pack.help, |at, it| self.cited(&format!("help[{at}].source"), &it.source));
    }

    /// Days have an order and somebody who announced them.
    fn calendar(&self, here: &str, calendar: &[Announced]) -> Kept {
        self.unique(here, calendar.iter().map(|it| it.id.as_str()))?;
        for (at, it) in calendar.iter().enumerate() {
            self.cited(&format!("{here}[{at}].source"), &it.source)?;
            if it.from.is_some_and(|from| from > it.until) {
                let (zh, en) = ("开始不能晚于结束", "it begins after it ends");
                return self.broken(format!("{here}[{at}].from"), zh, en);
            }
        }
        Ok(())
    }

    /// What is taken along is an original or copies, and a stage that is gone through in person says what to take.
    pub(super) fn in_person(&self, pack: &Pack, here: &str, stage: &Stage) -> Kept {
        let asked = |fact: &FactKey| asks(pack, fact);
        self.unique(&format!("{here}.bring"), stage.bring.iter().map(|it| it.id.as_str()))?;
        self.unique(&format!("{here}.there"), stage.there.iter().map(|it| it.id.as_str()))?;
        for (at, it) in stage.bring.iter().enumerate() {
            let here = format!("{here}.bring[{at}]");
            if !it.original && it.copies == 0 {
                let (zh, en) = (
                    "要写明带原件（original）还是几份复印件（copies）",
                    "it is the `original`, or so many `copies`",
                );
                return self.broken(here, zh, en);
            }
            self.condition(&format!("{here}.relevant"), it.relevant.as_ref(), &asked)?;
            self.cited(&format!("{here}.source"), &it.source)?;
        }
        for (at, it) in stage.there.iter().enumerate() {
            let here = format!("{here}.there[{at}]");
            self.condition(&format!("{here}.relevant"), it.relevant.as_ref(), &asked)?;
            self.cited(&format!("{here}.source"), &it.source)?;
        }
        if stage.bring.is_empty() && !stage.there.is_empty() {
            let (zh, en) = ("要写明带什么去", "say what to bring as well");
            return self.broken(format!("{here}.bring"), zh, en);
        }
        Ok(())
    }
}
