//! What a pack must keep to be loaded. Each broken promise is told with its key.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use beishen_reference::Table;
use chrono::NaiveDate;

use super::{Ask, Dictionary, FieldKind, Options, Pack, PackError, Stage, names};
use crate::{
    Condition, Derive, FactKey, FactKind, Rule, Text,
    check::Check,
    rule::params,
    source::{Source, SourceRef},
};

/// What is being looked at, and where.
struct Promise<'a> {
    file: &'a str,
    sources: [Option<&'a BTreeMap<String, Source>>; 2],
    facts: BTreeMap<&'a FactKey, FactKind>,
    /// The facts as the dictionary has them, one behind the other.
    order: Vec<&'a FactKey>,
}

type Kept = Result<(), PackError>;

pub(super) fn dictionary(file: &str, it: &Dictionary) -> Kept {
    let facts: BTreeMap<_, _> = it.facts.iter().map(|it| (&it.key, it.kind)).collect();
    let promise = Promise { file, sources: [Some(&it.sources), None], facts, order: order(it) };
    promise.unique("facts", it.facts.iter().map(|it| it.key.as_str()))?;
    let mut seen = BTreeSet::new();
    for (at, fact) in it.facts.iter().enumerate() {
        if let Some(from) = fact.derive.as_ref().and_then(|it| it.reads())
            && !seen.contains(from)
        {
            return promise.broken(
                format!("facts[{at}].derive.from"),
                format!("“{}”要写在“{}”之前", from.as_str(), fact.key.as_str()),
                format!("`{}` must stand before `{}`", from.as_str(), fact.key.as_str()),
            );
        }
        if let Some(Derive::Parent { table, .. }) = &fact.derive
            && Table::by_name(table).is_none()
        {
            return promise.broken(
                format!("facts[{at}].derive.table"),
                format!("没有名为“{table}”的代码表"),
                format!("no table is named `{table}`"),
            );
        }
        seen.insert(&fact.key);
    }
    promise.rules(&it.rules, &[])
}

pub(super) fn pack(file: &str, pack: &Pack, dictionary: &Dictionary) -> Kept {
    let facts = dictionary.facts.iter().map(|it| (&it.key, it.kind)).collect();
    let promise = Promise {
        file,
        sources: [Some(&dictionary.sources), Some(&pack.sources)],
        facts,
        order: order(dictionary),
    };
    promise.file_id(&pack.id)?;
    for (what, ids) in ids(pack) {
        promise.unique(what, ids.into_iter())?;
    }
    promise.pages(pack)?;
    promise.steps(pack)?;
    promise.materials(pack)?;
    promise.comparisons(pack)?;
    promise.mails(pack)?;
    promise.course(pack)?;
    let mut taken: Vec<&str> = dictionary.rules.iter().map(|it| it.id.as_str()).collect();
    taken.extend(["required", "option", "comparison", "identity", "tick"]);
    promise.rules(&pack.rules, &taken)?;
    promise.rules_ask(pack)
}

fn order(dictionary: &Dictionary) -> Vec<&FactKey> {
    dictionary.facts.iter().map(|it| &it.key).collect()
}

/// Ids that must be unique, by what they name.
fn ids(pack: &Pack) -> Vec<(&'static str, Vec<&str>)> {
    fn of<T>(items: &[T], id: fn(&T) -> &str) -> Vec<&str> {
        items.iter().map(id).collect()
    }
    vec![
        ("pages", of(&pack.pages, |it| &it.id)),
        ("steps", of(&pack.steps, |it| &it.id)),
        ("comparisons", of(&pack.comparisons, |it| &it.id)),
        ("materials", of(&pack.materials, |it| &it.id)),
        ("profiles", of(&pack.profiles, |it| &it.id)),
        ("acts", of(&pack.acts, |it| &it.id)),
        ("deadlines", of(&pack.deadlines, |it| &it.id)),
        ("stages", of(&pack.stages, |it| &it.id)),
        ("irreversible", of(&pack.irreversible, |it| &it.id)),
        ("help", of(&pack.help, |it| &it.id)),
        ("mails", of(&pack.mails, |it| &it.id)),
    ]
}

impl Promise<'_> {
    fn broken<T>(
        &self,
        key: impl Into<String>,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Result<T, PackError> {
        Err(PackError::new(self.file, key, zh, en))
    }

    fn id(&self, key: &str, id: &str) -> Kept {
        if names::is_id(id) {
            return Ok(());
        }
        self.broken(
            key,
            "名称只能用小写字母、数字和连字符",
            "an id has lower-case letters, digits and dashes only",
        )
    }

    /// A pack of one's own lies in a file that bears its id.
    fn file_id(&self, id: &str) -> Kept {
        self.id("id", id)?;
        if names::is_file_id(id) {
            return Ok(());
        }
        if id.contains('.') {
            return self.broken("id", "办理事项的名称里不能有点", "a procedure's id has no dots");
        }
        self.broken(
            "id",
            format!("“{id}”不能作文件名，请换一个"),
            format!("`{id}` cannot be a file's name; choose another"),
        )
    }

    fn unique<'a>(&self, what: &str, ids: impl Iterator<Item = &'a str>) -> Kept {
        let mut seen = BTreeSet::new();
        for (at, id) in ids.enumerate() {
            self.id(&format!("{what}[{at}].id"), id)?;
            if !seen.insert(id) {
                return self.broken(
                    format!("{what}[{at}].id"),
                    format!("“{id}”重复"),
                    format!("`{id}` is given twice"),
                );
            }
        }
        Ok(())
    }

    fn known(&self, key: &str, fact: &FactKey) -> Result<FactKind, PackError> {
        match self.facts.get(fact) {
            Some(kind) => Ok(*kind),
            None => self.broken(
                key,
                format!("没有名为“{}”的信息项", fact.as_str()),
                format!("no fact is named `{}`", fact.as_str()),
            ),
        }
    }

    fn cited(&self, key: &str, source: &SourceRef) -> Kept {
        if source.section.trim().is_empty() {
            return self.broken(
                format!("{key}.section"),
                "要写明出处的章节",
                "the section is empty",
            );
        }
        if self.sources.iter().flatten().any(|it| it.contains_key(&source.id)) {
            return Ok(());
        }
        self.broken(
            format!("{key}.id"),
            format!("没有名为“{}”的依据", source.id),
            format!("no source is named `{}`", source.id),
        )
    }

    fn asked(&self, pack: &Pack, key: &str, fact: &FactKey) -> Kept {
        if asks(pack, fact) {
            return Ok(());
        }
        self.broken(
            key,
            format!("“{}”没有在任何步骤中问到", fact.as_str()),
            format!("no step asks for `{}`", fact.as_str()),
        )
    }

    fn material(&self, pack: &Pack, key: String, id: &str) -> Kept {
        if pack.materials.iter().any(|it| it.id == id) {
            return Ok(());
        }
        self.broken(key, format!("没有名为“{id}”的材料"), format!("no material is named `{id}`"))
    }

    fn act(&self, pack: &Pack, key: String, id: &str) -> Kept {
        if pack.acts.iter().any(|it| it.id == id) {
            return Ok(());
        }
        self.broken(key, format!("没有名为“{id}”的事项"), format!("no act is named `{id}`"))
    }

    fn condition(
        &self,
        key: &str,
        condition: Option<&Condition>,
        asked: &dyn Fn(&FactKey) -> bool,
    ) -> Kept {
        for fact in condition.into_iter().flat_map(Condition::reads) {
            self.known(key, fact)?;
            if !asked(fact) {
                return self.broken(
                    key,
                    format!("条件用到的“{}”在此之前没有问过", fact.as_str()),
                    format!("it reads `{}`, which is not asked before", fact.as_str()),
                );
            }
        }
        Ok(())
    }

    fn options(&self, key: &str, options: &Options) -> Kept {
        if let Some(table) = &options.table
            && Table::by_name(table).is_none()
        {
            return self.broken(
                format!("{key}.table"),
                format!("没有名为“{table}”的代码表"),
                format!("no table is named `{table}`"),
            );
        }
        if let Some(within) = &options.within {
            self.known(&format!("{key}.within"), within)?;
        }
        if options.table.is_none() && options.list.is_empty() {
            return self.broken(key, "没有选项", "there are no options");
        }
        Ok(())
    }

    fn pages(&self, pack: &Pack) -> Kept {
        for (at, page) in pack.pages.iter().enumerate() {
            let here = format!("pages[{at}]");
            self.cited(&format!("{here}.source"), &page.source)?;
            self.unique(&format!("{here}.fields"), page.fields.iter().map(|it| it.id.as_str()))?;
            for (at, field) in page.fields.iter().enumerate() {
                let here = format!("{here}.fields[{at}]");
                if field.portal_label.trim().is_empty() {
                    return self.broken(
                        format!("{here}.portal_label"),
                        "平台的字样不能为空",
                        "the portal's label is empty",
                    );
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
            }
        }
        Ok(())
    }

    fn field(&self, pack: &Pack, here: &str, field: &super::Field) -> Kept {
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
                let listed = |it: &super::Field| it.fact == field.fact && it.options.is_some();
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
    fn steps(&self, pack: &Pack) -> Kept {
        let mut asked: Vec<&FactKey> = Vec::new();
        for (at, step) in pack.steps.iter().enumerate() {
            for (n, ask) in step.asks.iter().enumerate() {
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
                self.condition(&format!("{here}.relevant"), ask.relevant(), &|fact| {
                    asked.contains(&fact)
                })?;
                if let Ask::Full(it) = ask
                    && let Some(options) = &it.options
                {
                    self.options(&format!("{here}.options"), options)?;
                }
                asked.push(ask.fact());
            }
            for (n, id) in step.materials.iter().enumerate() {
                self.material(pack, format!("steps[{at}].materials[{n}]"), id)?;
            }
        }
        Ok(())
    }

    /// Items compare what a step asks for, and a step asks for each comparison.
    fn comparisons(&self, pack: &Pack) -> Kept {
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
        for (at, comparison) in pack.comparisons.iter().enumerate() {
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
            for (n, item) in comparison.items.iter().enumerate() {
                let here = format!("{here}.items[{n}]");
                let Some(fact) = &item.fact else { continue };
                self.known(&format!("{here}.fact"), fact)?;
                self.asked(pack, &format!("{here}.fact"), fact)?;
            }
        }
        Ok(())
    }

    /// A letter names only answers there are, and never a secret.
    fn mails(&self, pack: &Pack) -> Kept {
        for (at, mail) in pack.mails.iter().enumerate() {
            let here = format!("mails[{at}]");
            self.cited(&format!("{here}.source"), &mail.source)?;
            self.condition(&format!("{here}.relevant"), mail.relevant.as_ref(), &|fact| {
                asks(pack, fact)
            })?;
            let named = params(&mail.subject).chain(params(&mail.body));
            for name in named.filter(|it| *it != "changes") {
                if !asks(pack, &FactKey::from(name)) {
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
        }
        Ok(())
    }

    /// What must be handed in is asked for somewhere.
    fn materials(&self, pack: &Pack) -> Kept {
        // Ticks are answered by their id alone.
        self.unique(
            "ticks",
            pack.materials.iter().flat_map(|it| &it.ticks).map(|it| it.id.as_str()),
        )?;
        for (at, material) in pack.materials.iter().enumerate() {
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
        }
        Ok(())
    }

    /// A file's name is one on every system, and names only answers there are.
    fn file_name(&self, pack: &Pack, key: String, name: &str) -> Kept {
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
    fn course(&self, pack: &Pack) -> Kept {
        let act =
            |key: String, act: Option<&String>| act.map_or(Ok(()), |id| self.act(pack, key, id));
        for (at, it) in pack.acts.iter().enumerate() {
            for (n, undone) in it.undoes.iter().enumerate() {
                act(format!("acts[{at}].undoes[{n}]"), Some(undone))?;
            }
        }
        for (at, it) in pack.deadlines.iter().enumerate() {
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
        }
        for (at, it) in pack.stages.iter().enumerate() {
            act(format!("stages[{at}].after"), it.after.as_ref())?;
            act(format!("stages[{at}].until"), it.until.as_ref())?;
            self.condition(&format!("stages[{at}].relevant"), it.relevant.as_ref(), &|fact| {
                asks(pack, fact)
            })?;
            self.cited(&format!("stages[{at}].source"), &it.source)?;
            self.in_person(pack, &format!("stages[{at}]"), it)?;
        }
        for (at, it) in pack.irreversible.iter().enumerate() {
            let stands = |page: &super::Page| {
                page.fields.iter().any(|field| it.before == format!("{}.{}", page.id, field.id))
            };
            if !pack.pages.iter().any(stands) {
                let (zh, en) = (
                    format!("没有“{}”这一项", it.before),
                    format!("there is no field `{}`", it.before),
                );
                return self.broken(format!("irreversible[{at}].before"), zh, en);
            }
            self.cited(&format!("irreversible[{at}].source"), &it.source)?;
        }
        pack.help
            .iter()
            .enumerate()
            .try_for_each(|(at, it)| self.cited(&format!("help[{at}].source"), &it.source))
    }

    /// What is taken along is an original or copies, and a stage that is gone through in person says what to take.
    fn in_person(&self, pack: &Pack, here: &str, stage: &Stage) -> Kept {
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

    fn rules(&self, rules: &[Rule], taken: &[&str]) -> Kept {
        self.unique("rules", rules.iter().map(|it| it.id.as_str()))?;
        for (at, rule) in rules.iter().enumerate() {
            let here = format!("rules[{at}]");
            if taken.contains(&rule.id.as_str()) {
                let (zh, en) =
                    (format!("“{}”已被使用", rule.id), format!("`{}` is taken", rule.id));
                return self.broken(format!("{here}.id"), zh, en);
            }
            self.cited(&format!("{here}.source"), &rule.source)?;
            self.condition(&format!("{here}.when"), rule.when.as_ref(), &|_| true)?;
            for fact in rule.check.reads() {
                self.known(&format!("{here}.check"), fact)?;
            }
            self.reads_back(&here, rule)?;
            self.words(&here, rule)?;
        }
        Ok(())
    }

    /// What a value is read as hangs on facts that the dictionary has before it: later ones are not there yet.
    fn reads_back(&self, here: &str, rule: &Rule) -> Kept {
        let Check::Value { facts, .. } = &rule.check else { return Ok(()) };
        let place = |fact: &FactKey| self.order.iter().position(|it| *it == fact);
        let first = facts.iter().filter_map(place).min();
        let read = rule.when.iter().flat_map(Condition::reads);
        match read.into_iter().find(|it| place(it) >= first) {
            Some(later) => self.broken(
                format!("{here}.when"),
                format!("条件用到的“{}”在信息项表中要排在前面", later.as_str()),
                format!("it reads `{}`, which must stand before in the dictionary", later.as_str()),
            ),
            None => Ok(()),
        }
    }

    /// A rule has words for every reason of its check, and for no other.
    fn words(&self, here: &str, rule: &Rule) -> Kept {
        let reasons = rule.check.reasons();
        for reason in &reasons {
            let Some(words) = rule.reasons.get(reason.name) else {
                let name = reason.name;
                return self.broken(
                    format!("{here}.reasons"),
                    format!("规则“{}”缺少“{name}”的说明", rule.id),
                    format!("rule `{}` has no words for `{name}`", rule.id),
                );
            };
            if let Some(source) = &words.source {
                self.cited(&format!("{here}.reasons.{}.source", reason.name), source)?;
            }
            let Text { zh, en } = &words.message;
            if let Some(name) = params(zh).chain(params(en)).find(|it| !reason.params.contains(it))
            {
                return self.broken(
                    format!("{here}.reasons.{}", reason.name),
                    format!("说明中的“{{{name}}}”没有对应的内容"),
                    format!("nothing is known as `{{{name}}}` here"),
                );
            }
        }
        match rule.reasons.keys().find(|name| !reasons.iter().any(|it| it.name == **name)) {
            Some(name) => self.broken(
                format!("{here}.reasons.{name}"),
                format!("这项检查没有“{name}”这种情形"),
                format!("the check never gives `{name}`"),
            ),
            None => Ok(()),
        }
    }

    /// A procedure's own rules are over what its steps ask for.
    fn rules_ask(&self, pack: &Pack) -> Kept {
        for (at, rule) in pack.rules.iter().enumerate() {
            let read = rule.check.reads();
            let conditions = rule.when.iter().flat_map(Condition::reads);
            if let Some(fact) = read.into_iter().chain(conditions).find(|it| !asks(pack, it)) {
                return self.broken(
                    format!("rules[{at}]"),
                    format!("规则“{}”用到“{}”，但没有步骤问它", rule.id, fact.as_str()),
                    format!(
                        "rule `{}` looks at `{}`, which no step asks for",
                        rule.id,
                        fact.as_str()
                    ),
                );
            }
            if let Check::TimeLeft { until, .. } = &rule.check {
                let here = || format!("rules[{at}].check.until");
                until.iter().try_for_each(|it| self.act(pack, here(), it))?;
            }
            if let Check::File { material, .. } = &rule.check {
                self.material(pack, format!("rules[{at}].check.material"), material)?;
            }
            if let Check::Photo { material } = &rule.check
                && !pack.materials.iter().any(|it| it.id == *material && it.profile.is_some())
            {
                return self.broken(
                    format!("rules[{at}].check.material"),
                    format!("材料“{material}”没有照片规格"),
                    format!("material `{material}` has no photo profile"),
                );
            }
        }
        Ok(())
    }
}

fn asks(pack: &Pack, fact: &FactKey) -> bool {
    pack.steps.iter().flat_map(|it| &it.asks).any(|it| it.fact() == fact)
}
