//! What came of holding a portal's pages against a pack's, and the words for it.

use beishen_document::Text;

use super::{form::FormBox, options::Changed};

/// The portal's pages against a pack's, box by box.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// Each page of the pack that was recognised; one at least.
    pub pages: Vec<PageDrift>,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageDrift {
    /// The page's id in the pack.
    pub page: String,
    /// Its heading.
    pub title: Text,
    /// Its boxes in the portal's order; what only the pack has stands behind.
    pub boxes: Vec<BoxDrift>,
    /// What of the whole page is to be looked at.
    pub doubts: Vec<Text>,
}

/// One box of the portal, or one that only the pack has.
#[derive(Debug, Clone, PartialEq)]
pub struct BoxDrift {
    /// `page.field` of the pack; none for what only the portal has.
    pub field: Option<String>,
    /// The pack's label, or the portal's where the pack has none.
    pub label: String,
    /// What the portal has.
    pub portal: Option<FormBox>,
    /// What differs; empty where both are the same, and that is certain.
    pub says: Vec<Says>,
}

/// One difference, or one doubt.
#[derive(Debug, Clone, PartialEq)]
pub enum Says {
    /// Only the portal has the box.
    New,
    /// Only the pack has it.
    Gone,
    /// The portal calls it so.
    Renamed(String),
    /// Its list offers something else.
    Options(Changed),
    /// It stands elsewhere: behind this box of the portal, or first.
    Moved(Option<String>),
    /// Whether the portal marks it as required, where the pack has it the other way.
    Star(bool),
    /// Characters that the portal takes at most, and those that the pack has.
    Length(usize, usize),
    /// It cannot be told; the person is asked to look.
    Look(Text),
}

impl Drift {
    /// Whether everything is the same, and that is certain.
    pub fn is_same(&self) -> bool {
        self.pages.iter().all(|it| it.doubts.is_empty() && it.boxes.iter().all(BoxDrift::is_same))
    }
}

impl BoxDrift {
    /// Whether portal and pack have the same, and that is certain.
    pub fn is_same(&self) -> bool {
        self.says.is_empty()
    }
}

impl Says {
    /// What it is called in what programs read.
    pub fn name(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::Renamed(_) => "renamed",
            Self::Options(_) => "options",
            Self::Moved(_) => "moved",
            Self::Star(_) => "star",
            Self::Length(..) => "length",
            Self::Look(_) => "look",
        }
    }

    /// What it is called.
    pub fn title(&self) -> Text {
        match self {
            Self::New => Text::new("平台新增", "new"),
            Self::Gone => Text::new("平台没有", "gone"),
            Self::Renamed(_) => Text::new("名称不同", "renamed"),
            Self::Options(_) => Text::new("选项不同", "options"),
            Self::Moved(_) => Text::new("顺序不同", "moved"),
            Self::Star(_) => Text::new("星号不同", "star"),
            Self::Length(..) => Text::new("长度不同", "length"),
            Self::Look(_) => Text::new("请看一眼", "look"),
        }
    }

    /// What exactly it is; empty where its title says everything.
    pub fn text(&self) -> Text {
        match self {
            Self::New | Self::Gone => Text::new("", ""),
            Self::Renamed(label) => {
                Text::new(format!("平台上叫“{label}”"), format!("the portal calls it “{label}”"))
            }
            Self::Options(changed) => options(changed),
            Self::Moved(Some(label)) => Text::new(
                format!("平台上在“{label}”后面"),
                format!("on the portal it stands behind “{label}”"),
            ),
            Self::Moved(None) => Text::new("平台上是第一个", "on the portal it is the first"),
            Self::Star(true) => Text::new("平台上有星号，必填", "the portal marks it as required"),
            Self::Star(false) => {
                Text::new("平台上没有星号", "the portal does not mark it as required")
            }
            Self::Length(there, here) => Text::new(
                format!("平台最多 {there} 个字，这里 {here} 个"),
                format!("up to {there} characters on the portal, {here} here"),
            ),
            Self::Look(why) => why.clone(),
        }
    }
}

/// Options that are named; of more it is said how many.
const MOST_NAMED: usize = 20;

fn options(changed: &Changed) -> Text {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    let mut add = |many: Vec<String>, what: (&str, &str)| {
        if many.is_empty() {
            return;
        }
        let named = many.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>();
        let more = many.len() > MOST_NAMED;
        let (all, rest) = (
            if more { format!("等 {} 项", many.len()) } else { String::new() },
            if more { format!(" and others, {} in all", many.len()) } else { String::new() },
        );
        zh.push(format!("{}：{}{all}", what.0, named.join("、")));
        en.push(format!("{}: {}{rest}", what.1, named.join(", ")));
    };
    add(changed.added.clone(), ("多了", "added"));
    add(changed.gone.clone(), ("没有", "gone"));
    let renamed = changed.renamed.iter().map(|(here, there)| format!("{here} → {there}"));
    add(renamed.collect(), ("改称", "renamed"));
    Text::new(zh.join("；"), en.join("; "))
}
