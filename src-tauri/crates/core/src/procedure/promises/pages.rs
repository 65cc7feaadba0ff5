//! Pages, steps, comparisons and mails: that they ask and show what there is.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::{Kept, Promise, asks};
use crate::{
    fact::{FactKey, FactKind},
    procedure::{Ask, Field, FieldKind, Pack, names},
    rule::params,
};

impl Promise<'_> {
    pub(super) fn pages(&self, pack: &Pack) {
        self.each(&pack.pages, |at, page| {
            let here = format!("pages[{at}]");
            self.cited(&format!("{here}.source"), &page.source)?;
            self.unique(&format!("{here}.fields"), page.fields.iter().map(|it| it.id.as_str()))?;
            self.each(&page.fields, |at, field| {
                let here = format!("{here}.fields[{at}]");
                if field.portal_label.trim().is_empty() {
                    return self.broken(
                        format!("{here}.portal_label"),
                        "平台的字样不能为空",
                        "the portal's label is empty",
                    );
                }
                for (at, alias) in field.aliases.iter().enumerate() {
                    let here = format!("{here}.aliases[{at}]");
                    self.cited(&format!("{here}.source"), &alias.source)?;
                    if alias.label.trim().is_empty() || alias.label == field.portal_label {
                        return self.broken(
                            format!("{here}.label"),
                            "别名要写明平台上另一个字样",
                            "an alias is another label of the portal's",
                        );
                    }
                }
                let keeps_it = !matches!(
                    field.kind,
                    FieldKind::Secret | FieldKind::Code | FieldKind::System | FieldKind::Do
                );
                if keeps_it && names::is_secret(&field.portal_label) {
                    return self.broken(
                        format!("{here}.kind"),
                        "这是密码或验证码，kind 要写 secret 或 code",
                        "this is a password or a code: its kind is `secret` or `code`",
                    );
                }
                self.condition(&format!("{here}.relevant"), field.relevant.as_ref(), &|fact| {
                    asks(pack, fact)
                })?;
                self.field(pack, &here, field)?;
                Ok(())
            });
            Ok(())
        });
    }

    pub(super) fn field(&self, pack: &Pack, here: &str, field: &Field) -> Kept {
        let kind =
            field.fact.as_ref().map(|it| self.known(&format!("{here}.fact"), it)).transpose()?;
        let needs_fact =
            matches!(field.kind, FieldKind::Enter | FieldKind::Confirm | FieldKind::Choose);
        let never_fact = matches!(
            field.kind,
            FieldKind::Secret
                | FieldKind::Code
                | FieldKind::Do
                | FieldKind::Upload
                | FieldKind::History
        );
        if needs_fact && kind.is_none() {
            return self.broken(
                here,
                "要写明填哪个信息项（fact）",
                "it does not say which fact goes in",
            );
        }
        if never_fact && kind.is_some() {
            let (zh, en) =
                ("密码、验证码和操作不能对应信息项", "a secret, a code or an act has no fact");
            return self.broken(format!("{here}.fact"), zh, en);
        }
        if let Some(fact) = field.fact.as_ref().filter(|_| needs_fact) {
            self.asked(pack, &format!("{here}.fact"), fact)?;
        }
        if let Some(format) = &field.portal_format {
            // A pattern that asks a day for its hour would only fail when it is used.
            let is_good = write!(String::new(), "{}", NaiveDate::default().format(format)).is_ok();
            if !is_good || !kind.is_some_and(FactKind::has_format) {
                let (zh, en) = (
                    "日期格式不对，或此项不是日期",
                    "the pattern is wrong, or the fact is no date or month",
                );
                return self.broken(format!("{here}.portal_format"), zh, en);
            }
        }
        if field.kind == FieldKind::History && !pack.steps.iter().any(|it| it.history) {
            return self.broken(
                here,
                "没有步骤问个人经历（history）",
                "no step asks for the history",
            );
        }
        match &field.options {
            Some(options) => self.options(&format!("{here}.options"), options)?,
            None if field.kind == FieldKind::Choose && kind == Some(FactKind::Choice) => {
                let listed = |it: &Field| it.fact == field.fact && it.options.is_some();
                if !pack.pages.iter().flat_map(|it| &it.fields).any(listed) {
                    return self.broken(
                        here,
                        "要写明选项（options）",
                        "it does not say what may be chosen",
                    );
                }
            }
            None => {}
        }
        match &field.material {
            Some(id) => self.material(pack, format!("{here}.material"), id),
            None if field.kind == FieldKind::Upload => self.broken(
                here,
                "要写明上传哪份材料（material）",
                "it does not say which material is handed in",
            ),
            _ => Ok(()),
        }
    }

    /// Each fact is asked in exactly one step, and conditions look back.
    pub(super) fn steps(&self, pack: &Pack) {
        let mut asked: Vec<&FactKey> = Vec::new();
        for (at, step) in pack.steps.iter().enumerate() {
            self.each(&step.asks, |n, ask| {
                let here = format!("steps[{at}].asks[{n}]");
                self.known(&here, ask.fact())?;
                if asked.contains(&ask.fact()) {
                    let fact = ask.fact().as_str();
                    return self.broken(
                        here,
                        format!("“{fact}”已经问过"),
                        format!("`{fact}` is asked already"),
                    );
                }
                let before = |fact: &FactKey| asked.contains(&fact);
                let kept = self.condition(&format!("{here}.relevant"), ask.relevant(), &before);
                asked.push(ask.fact());
                kept?;
                if let Ask::Full(it) = ask
                    && let Some(options) = &it.options
                {
                    self.options(&format!("{here}.options"), options)?;
                }
                Ok(())
            });
            self.each(&step.materials, |n, id| {
                self.material(pack, format!("steps[{at}].materials[{n}]"), id)?;
                Ok(())
            });
        }
    }

    /// Items compare what a step asks for, and a step asks for each comparison.
    pub(super) fn comparisons(&self, pack: &Pack) -> Kept {
        for (at, step) in pack.steps.iter().enumerate() {
            if let Some(id) = &step.comparison
                && !pack.comparisons.iter().any(|it| it.id == *id)
            {
                return self.broken(
                    format!("steps[{at}].comparison"),
                    format!("没有名为“{id}”的对照表"),
                    format!("no comparison is named `{id}`"),
                );
            }
        }
        self.each(&pack.comparisons, |at, comparison| {
            let here = format!("comparisons[{at}]");
            self.cited(&format!("{here}.source"), &comparison.source)?;
            self.condition(&format!("{here}.relevant"), comparison.relevant.as_ref(), &|fact| {
                asks(pack, fact)
            })?;
            self.unique(
                &format!("{here}.items"),
                comparison.items.iter().map(|it| it.id.as_str()),
            )?;
            if !pack.steps.iter().any(|it| it.comparison.as_ref() == Some(&comparison.id)) {
                return self.broken(here, "没有步骤用到它", "no step asks for it");
            }
            for words in [&comparison.differs, &comparison.unseen] {
                if let Some(name) =
                    params(&words.zh).chain(params(&words.en)).find(|it| *it != "label")
                {
                    return self.broken(
                        here,
                        format!("说明中的“{{{name}}}”没有对应的内容"),
                        format!("nothing is known as `{{{name}}}` here"),
                    );
                }
            }
            self.each(&comparison.items, |n, item| {
                let here = format!("{here}.items[{n}]");
                let Some(fact) = &item.fact else { return Ok(()) };
                self.known(&format!("{here}.fact"), fact)?;
                self.asked(pack, &format!("{here}.fact"), fact)?;
                Ok(())
            });
            Ok(())
        });
        Ok(())
    }

    /// A letter names only answers there are, and never a secret.
    pub(super) fn mails(&self, pack: &Pack) {
        self.each(&pack.mails, |at, mail| {
            let here = format!("mails[{at}]");
            self.cited(&format!("{here}.source"), &mail.source)?;
            self.condition(&format!("{here}.relevant"), mail.relevant.as_ref(), &|fact| {
                asks(pack, fact)
            })?;
            let named = params(&mail.subject).chain(params(&mail.body));
            for name in named.filter(|it| *it != "changes") {
                if !asks(pack, &FactKey::from(name.trim_end_matches('?'))) {
                    return self.broken(
                        here,
                        format!("信中的“{{{name}}}”没有在任何步骤中问到"),
                        format!("no step asks for `{name}`, which the letter names"),
                    );
                }
            }
            if let Some(id) = &mail.material {
                self.material(pack, format!("{here}.material"), id)?;
            }
            Ok(())
        });
    }
}
