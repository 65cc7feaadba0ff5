//! A page as the tree that the HTML standard makes of its source.

use html5ever::{Attribute, LocalName};

/// Which of the tree's nodes.
pub(crate) type Id = usize;

/// The document itself.
pub(crate) const DOCUMENT: Id = 0;

/// Elements that begin and end a line.
pub(crate) const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
];

/// The tree of a page.
pub(crate) struct Tree(pub(super) Vec<Node>);

#[derive(Default)]
pub(super) struct Node {
    pub(super) content: Content,
    pub(super) depth: usize,
    pub(super) parent: Option<Id>,
    pub(super) before: Option<Id>,
    pub(super) behind: Option<Id>,
    pub(super) first: Option<Id>,
    pub(super) last: Option<Id>,
    pub(super) sight: Sight,
}

/// Whether a node can be seen, as its style and those around it have it.
#[derive(Debug, Default, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that was seen by itself")]
pub(crate) struct Sight {
    /// Neither it nor anything in it.
    pub(crate) gone: bool,
    /// Not it; others in it may be.
    pub(super) blank: bool,
    /// That cannot be told.
    pub(crate) veiled: bool,
    /// Nor of labels in it.
    pub(super) faint: bool,
    /// The text in it is turned round.
    pub(super) turned: bool,
}

#[derive(Default)]
pub(super) enum Content {
    Element(LocalName, Vec<Attribute>),
    Text(String),
    /// The document, a comment: nothing that is shown.
    #[default]
    Nothing,
}

impl Tree {
    /// The name of an element; empty for what is none.
    pub(crate) fn name(&self, id: Id) -> &str {
        match self.0.get(id).map(|it| &it.content) {
            Some(Content::Element(name, _)) => name,
            _ => "",
        }
    }

    pub(crate) fn text(&self, id: Id) -> Option<&str> {
        match self.0.get(id).map(|it| &it.content) {
            Some(Content::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The value of an attribute; an empty text for one without a value.
    pub(crate) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let Content::Element(_, attributes) = &self.0.get(id)?.content else { return None };
        attributes.iter().find(|it| &*it.name.local == name).map(|it| &*it.value)
    }

    pub(crate) fn sight(&self, id: Id) -> Sight {
        self.0.get(id).map(|it| it.sight).unwrap_or_default()
    }

    /// Whether labels may be hidden with their values.
    pub(super) fn has_faint(&self) -> bool {
        self.0.iter().any(|it| it.sight.faint && !it.sight.gone)
    }

    /// Takes out of sight what may be hidden; whether there was any.
    pub(super) fn hide_veiled(&mut self) -> bool {
        let veiled = self.0.iter_mut().filter(|it| it.sight.veiled && !it.sight.gone);
        veiled.fold(false, |_, it| {
            it.sight.gone = true;
            true
        })
    }

    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.first(id), |it| self.behind(*it))
    }

    /// Puts nodes into another, in this order and instead of what was in it.
    pub(super) fn set_children(&mut self, id: Id, parts: &[Id]) {
        for (n, part) in parts.iter().enumerate() {
            let before = n.checked_sub(1).and_then(|it| parts.get(it)).copied();
            if let Some(node) = self.0.get_mut(*part) {
                node.parent = Some(id);
                (node.before, node.behind) = (before, parts.get(n + 1).copied());
            }
        }
        if let Some(node) = self.0.get_mut(id) {
            (node.first, node.last) = (parts.first().copied(), parts.last().copied());
        }
    }

    /// How deep it lies.
    pub(super) fn depth(&self, id: Id) -> usize {
        self.0.get(id).map(|it| it.depth).unwrap_or_default()
    }

    pub(crate) fn parent(&self, id: Id) -> Option<Id> {
        self.0.get(id)?.parent
    }

    pub(crate) fn first(&self, id: Id) -> Option<Id> {
        self.0.get(id)?.first
    }

    pub(crate) fn before(&self, id: Id) -> Option<Id> {
        self.0.get(id)?.before
    }

    pub(crate) fn behind(&self, id: Id) -> Option<Id> {
        self.0.get(id)?.behind
    }

    /// A walk over an element and all in it, in the page's order. What is said to a step into a node is whether to go on
    /// to what is in it.
    pub(crate) fn walk(&self, top: Id, take: &mut dyn FnMut(Step) -> bool) {
        let mut at = top;
        let mut goes_in = take(Step::Into(at));
        loop {
            let mut next = self.first(at).filter(|_| goes_in);
            while next.is_none() {
                take(Step::OutOf(at));
                if at == top {
                    return;
                }
                next = self.behind(at);
                if next.is_none() {
                    let Some(parent) = self.parent(at) else { return };
                    at = parent;
                }
            }
            at = next.unwrap_or(top);
            goes_in = take(Step::Into(at));
        }
    }
}

/// A step of a walk.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    Into(Id),
    OutOf(Id),
}
