//! The source of a page read by the HTML standard: html5ever parses, this keeps what a reader needs.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    rc::Rc,
};

use html5ever::{
    Attribute, ExpandedName, QualName,
    interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
    local_name, ns, parse_document,
    tendril::{StrTendril, TendrilSink},
};

use super::tree::{Content, DOCUMENT, Id, Node, Tree};

/// How deep elements may lie: as browsers have it. The parser's work grows with the depth.
const DEEPEST: usize = 512;

/// Attributes of one element: more are no page, and the parser compares each with every other.
const MOST_ATTRIBUTES: usize = 2000;

/// Bytes that are parsed before the depth is looked at.
const AT_ONCE: usize = 4096;

/// Nothing for a source that no browser would show either: elements too deep, or with thousands of attributes.
pub(crate) fn tree(source: &str) -> Option<Tree> {
    if has_a_giant(source) {
        return None;
    }
    let mut parser = parse_document(Sink::default(), html5ever::ParseOpts::default());
    let mut rest = source;
    while !rest.is_empty() {
        let (now, later) = rest.split_at(rest.floor_char_boundary(AT_ONCE));
        parser.process(StrTendril::from(now));
        if parser.tokenizer.sink.sink.deepest.get() > DEEPEST {
            return None;
        }
        rest = later;
    }
    Some(parser.finish())
}

/// Whether a tag has more attributes than the parser bears. What looks like a tag in a script counts as well.
fn has_a_giant(source: &str) -> bool {
    let mut words: Option<usize> = None;
    let mut quote: Option<u8> = None;
    let mut last = b' ';
    for byte in source.bytes() {
        match (&mut words, quote) {
            (None, _) if last == b'<' && byte.is_ascii_alphabetic() => words = Some(0),
            (Some(_), None) if byte == b'>' => words = None,
            (Some(_), None) if last == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            (Some(_), Some(open)) if byte == open => quote = None,
            (Some(count), None) if is_apart(last) && !is_apart(byte) => *count += 1,
            _ => {}
        }
        if words.is_some_and(|it| it > MOST_ATTRIBUTES) {
            return true;
        }
        last = byte;
    }
    false
}

fn is_apart(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'')
}

/// What the parser builds the tree in.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<usize>,
}

impl Default for Sink {
    fn default() -> Self {
        Self { nodes: RefCell::new(vec![Node::default()]), deepest: Cell::default() }
    }
}

/// A node, and what the parser asks of it again and again.
#[derive(Clone)]
struct Handle(Id, Rc<QualName>);

impl Sink {
    fn add(&self, name: QualName, content: Content) -> Handle {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { content, ..Node::default() });
        Handle(nodes.len() - 1, Rc::new(name))
    }

    fn nothing(&self) -> Handle {
        self.add(QualName::new(None, ns!(), local_name!("")), Content::Nothing)
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        Tree(self.nodes.into_inner())
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle(DOCUMENT, Rc::new(QualName::new(None, ns!(), local_name!(""))))
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.1.expanded()
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        let local = name.local.clone();
        self.add(name, Content::Element(local, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.nothing()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.nothing()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.0, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        table: &Handle,
        above: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let parent = self.nodes.borrow().get(table.0).and_then(|it| it.parent);
        match parent {
            Some(parent) => self.insert(parent, Some(table.0), child),
            None => self.append(above, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What lies in a template is no part of the page.
    fn get_template_contents(&self, _: &Handle) -> Handle {
        self.nothing()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.0 == other.0
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(sibling.0).and_then(|it| it.parent);
        if let Some(parent) = parent {
            self.insert(parent, Some(sibling.0), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let content = nodes.get_mut(target.0).map(|it| &mut it.content);
        if let Some(Content::Element(_, has)) = content {
            for one in attributes {
                if has.iter().all(|it| it.name != one.name) {
                    has.push(one);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.0);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut next = self.nodes.borrow().get(node.0).and_then(|it| it.first);
        while let Some(child) = next {
            next = self.nodes.borrow().get(child).and_then(|it| it.behind);
            self.detach(child);
            self.place(child, new_parent.0, None);
        }
    }
}

impl Sink {
    /// Puts a child before a sibling, or last. A text beside a text becomes a part of it.
    fn insert(&self, parent: Id, sibling: Option<Id>, child: NodeOrText<Handle>) {
        let id = match child {
            NodeOrText::AppendNode(it) => it.0,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = match sibling {
                    Some(it) => nodes.get(it).and_then(|it| it.before),
                    None => nodes.get(parent).and_then(|it| it.last),
                };
                let before = before.and_then(|it| nodes.get_mut(it)).map(|it| &mut it.content);
                if let Some(Content::Text(already)) = before {
                    already.push_str(&text);
                    return;
                }
                nodes.push(Node { content: Content::Text(text.into()), ..Node::default() });
                nodes.len() - 1
            }
        };
        self.detach(id);
        self.place(id, parent, sibling);
    }

    fn place(&self, id: Id, parent: Id, sibling: Option<Id>) {
        let mut nodes = self.nodes.borrow_mut();
        let before = match sibling {
            Some(it) => nodes.get(it).and_then(|it| it.before),
            None => nodes.get(parent).and_then(|it| it.last),
        };
        let depth = nodes.get(parent).map_or(0, |it| it.depth) + 1;
        self.deepest.set(self.deepest.get().max(depth));
        if let Some(node) = nodes.get_mut(id) {
            (node.parent, node.before, node.behind) = (Some(parent), before, sibling);
            node.depth = depth;
        }
        match before.and_then(|it| nodes.get_mut(it)) {
            Some(node) => node.behind = Some(id),
            None => nodes.get_mut(parent).into_iter().for_each(|it| it.first = Some(id)),
        }
        match sibling.and_then(|it| nodes.get_mut(it)) {
            Some(node) => node.before = Some(id),
            None => nodes.get_mut(parent).into_iter().for_each(|it| it.last = Some(id)),
        }
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(node) = nodes.get_mut(id) else { return };
        let Some(parent) = node.parent.take() else { return };
        let (before, behind) = (node.before.take(), node.behind.take());
        match before.and_then(|it| nodes.get_mut(it)) {
            Some(node) => node.behind = behind,
            None => nodes.get_mut(parent).into_iter().for_each(|it| it.first = behind),
        }
        match behind.and_then(|it| nodes.get_mut(it)) {
            Some(node) => node.before = before,
            None => nodes.get_mut(parent).into_iter().for_each(|it| it.last = before),
        }
    }
}
