//! What a page was read as, field by field.

use std::collections::BTreeSet;

use beishen_core::{FactKey, Subject, outcome::Verdict, procedure::Field};
use beishen_document::Text;

use super::{
    compare::{Ignored, Wanted, is_empty},
    shown::Shown,
    whose::Whose,
};

/// The portal's page against the answers, field by field. It has no `Debug`, for it holds answers.
#[derive(Clone, PartialEq)]
pub struct ReadBack {
    /// The id of the page that was recognised; none when the text shows nothing of the portal's.
    pub page: Option<String>,
    /// The fields of that page, and those of others that were found on it, each fact once.
    pub fields: Vec<ReadField>,
}

/// One field as it was read.
#[derive(Clone, PartialEq)]
pub struct ReadField {
    /// `page.field`.
    pub id: String,
    /// What goes into it.
    pub subject: Subject,
    /// The portal's own words beside it.
    pub label: String,
    /// What was to be entered, as the portal wants it.
    pub expected: String,
    /// What the page shows; empty when the portal has it empty.
    pub found: Option<String>,
    /// What came of it.
    pub verdict: Verdict,
    /// What the two differ in without meaning anything else.
    pub ignored: Vec<Ignored>,
    /// The first place at which they part, when they differ; why it cannot be told, when several things are shown.
    pub apart: Option<Text>,
}

impl ReadField {
    /// A field beside what the page shows for it, by one of its labels or by several. One label that shows something else is
    /// one too many. Unless something of it is certainly the applicant's `own`, nothing is said to agree or differ.
    pub(super) fn of(
        id: String,
        field: &Field,
        fact: &FactKey,
        wanted: &Wanted,
        found: &[&Shown],
        own: bool,
    ) -> Self {
        let unfound = Self {
            id,
            subject: fact.into(),
            label: field.portal_label.clone(),
            expected: wanted.text.clone(),
            found: None,
            verdict: Verdict::NotFound,
            ignored: Vec::new(),
            apart: None,
        };
        if !own && !found.is_empty() {
            let read: Vec<_> = found.iter().map(|it| (*it, unfound.clone())).collect();
            let apart = Text::new(
                "认不准这里写的是不是申请人本人，请看一眼",
                "It is not clear whether this is the applicant's own; please have a look",
            );
            return Self { apart: Some(apart), ..unfound.unclear(wanted, &read) };
        }
        let labels: BTreeSet<&str> = found.iter().map(|it| it.label.as_str()).collect();
        let read = labels.iter().map(|label| {
            let found: Vec<_> = found.iter().filter(|it| it.label == **label).collect();
            unfound.with(wanted, &found)
        });
        let worst = |it: &Self| {
            [Verdict::Same, Verdict::NotFound, Verdict::Differs]
                .iter()
                .position(|one| *one == it.verdict)
        };
        read.max_by_key(worst).unwrap_or(unfound)
    }

    /// The page says of this field that something is wrong.
    pub(super) fn doubt(&mut self, said: &str) {
        if self.verdict == Verdict::Same {
            self.verdict = Verdict::NotFound;
            self.ignored.clear();
            self.found = self.found.take().map(|it| format!("{it} / {said}"));
            self.apart = Some(Text::new(
                "平台对这一项另有说明，请看一眼",
                "The portal says something about this; please have a look",
            ));
        }
    }

    /// What the page shows beside one label.
    ///
    /// What differs where it is surely meant counts. Where it may be a column's head or a menu, or where it is not certain
    /// which of two is the value, the person is asked to look: a false 一致 is the worst that can be said.
    fn with(&self, wanted: &Wanted, found: &[&&Shown]) -> Self {
        let read: Vec<(&Shown, Self)> =
            found.iter().map(|it| (**it, self.beside(wanted, it))).collect();
        let first = |verdict: Verdict| read.iter().find(|it| it.1.verdict == verdict);
        // The first line agrees, and what stands below may belong to it or not; or all that is offered was copied.
        let partly = |it: &Shown| {
            let agrees = |it: &String| wanted.against(it).0 == Verdict::Same;
            it.first.as_ref().is_some_and(agrees)
                || wanted.is_choice(&it.text)
                || it.below && wanted.is_listed(&it.rivals.texts)
        };
        let wrong = read.iter().find(|(shown, it)| {
            let clear = !shown.unclear && shown.place.whose == Whose::Own;
            let surely = shown.sure && clear && !is_empty(&shown.text) && !partly(shown);
            surely && it.verdict == Verdict::Differs
        });
        let differs = |it: &Self| it.verdict == Verdict::Differs;
        let doubtful =
            |(shown, it): &(&Shown, Self)| it.verdict == Verdict::Same && wanted.is_doubtful(shown);
        let unclear =
            read.iter().any(|it| it.0.unclear || differs(&it.1) && partly(it.0) || doubtful(it));
        // A column's head with nothing that is certainly below it.
        if read.iter().all(|it| !it.0.sure && !it.0.unclear && is_empty(&it.0.text)) {
            return self.clone();
        }
        let chosen = match (wrong, first(Verdict::Differs), first(Verdict::Same)) {
            (Some(wrong), ..) => Some(wrong),
            (None, Some(_), Some(_)) => None,
            _ if unclear => None,
            // What differs where it may be another's is to be looked at.
            (None, Some((shown, _)), None) if shown.place.whose != Whose::Own => None,
            (None, differs, same) => differs.or(same).or(read.first()),
        };
        chosen.map_or_else(|| self.unclear(wanted, &read), |it| it.1.clone())
    }

    fn beside(&self, wanted: &Wanted, shown: &Shown) -> Self {
        if wanted.is_in_parts(shown) {
            let found = shown.parts.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ");
            let (verdict, ignored) = (Verdict::Same, vec![Ignored::Boxes]);
            return Self { found: Some(found), verdict, ignored, ..self.clone() };
        }
        let (verdict, mut ignored) = wanted.against(&shown.text);
        if verdict == Verdict::Differs && wanted.is_of_person() && !shown.parts.is_empty() {
            return self.unclear(wanted, &[(shown, self.clone())]);
        }
        if shown.cut && verdict == Verdict::Same {
            ignored.push(Ignored::Remark);
        }
        if shown.unseen && verdict == Verdict::Same && !ignored.contains(&Ignored::Spaces) {
            ignored.push(Ignored::Spaces);
        }
        let apart = (verdict != Verdict::Same).then(|| wanted.apart(&shown.text));
        Self { found: Some(shown.text.clone()), verdict, ignored, apart, ..self.clone() }
    }

    fn unclear(&self, wanted: &Wanted, all: &[(&Shown, Self)]) -> Self {
        let shown = all.iter().map(|it| it.0);
        let mut texts: Vec<&str> = shown
            .flat_map(|it| {
                let rivals = it.rivals.texts.iter().take(1).chain([&it.remark]);
                [&it.text].into_iter().chain(rivals.filter(|_| wanted.is_doubtful(it)))
            })
            .map(String::as_str)
            .collect();
        texts.retain(|it| !it.is_empty());
        texts.dedup();
        let found = Some(texts.join(" / ")).filter(|it| !it.is_empty());
        let apart = Text::new(
            "认不准平台上是哪一个，请看一眼",
            "It is not clear which one the portal has; please have a look",
        );
        Self { found, apart: Some(apart), ..self.clone() }
    }
}

impl ReadBack {
    /// With what is certain only: it came out alike when the page was read without what may be hidden, and as it is drawn. A field whose label
    /// is hidden together with its value stays.
    pub(super) fn certain(mut self, other: &Self, is_shown: &dyn Fn(&str) -> bool) -> Self {
        for field in &mut self.fields {
            let there = other.fields.iter().find(|it| it.id == field.id);
            let verdict = there.map_or(Verdict::NotFound, |it| it.verdict);
            // 李四张三, of which either may be hidden.
            let holds = field.found.as_ref().is_some_and(|it| it.contains(&field.expected));
            let differs = there.is_some_and(|it| it.found != field.found) && holds;
            let alike = verdict == field.verdict && !differs || field.verdict == Verdict::NotFound;
            let whole = verdict == Verdict::NotFound && !is_shown(&field.id);
            if !alike && !whole {
                field.verdict = Verdict::NotFound;
                field.ignored.clear();
                field.apart = Some(Text::new(
                    "网页上看到的可能不同，请看一眼；存网页时选“全部”更准",
                    "The page may show this differently; please have a look. Saving the complete page tells more",
                ));
            }
        }
        self
    }

    /// How many fields came out so.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.fields.iter().filter(|it| it.verdict == verdict).count()
    }
}

/// What a row of the history is called.
pub(super) fn row_label(field: &Field, n: usize) -> String {
    format!("{} 第 {n} 段", field.portal_label)
}

/// What a row that only the portal has is called.
pub(super) fn more_label(field: &Field, n: usize) -> String {
    format!("{} 多出的第 {n} 段", field.portal_label)
}

/// The id of such a row, of the history `id`.
pub(super) fn more_id(id: &str, n: usize) -> String {
    format!("{id}.more.{n}")
}
