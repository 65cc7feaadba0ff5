//! The structure tree: what each piece of the page is, for screen readers and for copying (ISO 32000-1, 14.7 and 14.8).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::PrintError;

/// A standard structure type (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Sect,
    H1,
    H2,
    P,
    Note,
    Table,
    Tr,
    Th(Scope),
    Td,
    L,
    Li,
    Lbl,
    LBody,
    Figure,
}

/// Which cells a header cell is the header of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Row,
    Column,
}

impl Role {
    /// The name in the file.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sect => "Sect",
            Self::H1 => "H1",
            Self::H2 => "H2",
            Self::P => "P",
            Self::Note => "Note",
            Self::Table => "Table",
            Self::Tr => "TR",
            Self::Th(_) => "TH",
            Self::Td => "TD",
            Self::L => "L",
            Self::Li => "LI",
            Self::Lbl => "Lbl",
            Self::LBody => "LBody",
            Self::Figure => "Figure",
        }
    }
}

/// An element of the tree.
#[derive(Debug)]
pub(crate) struct Element {
    role: Role,
    kids: Vec<Kid>,
    pub(crate) alt: Option<String>,
    pub(crate) columns: u16,
    pub(crate) rows: u16,
}

#[derive(Debug)]
enum Kid {
    Element(usize),
    Content { page: usize, number: usize },
}

/// The tree while the pages are drawn: elements are opened and closed in reading order.
#[derive(Debug)]
pub(crate) struct Tags {
    elements: Vec<Element>,
    /// One for each document.
    sections: Vec<usize>,
    open: Vec<usize>,
    /// How many pieces of content each page has.
    contents: Vec<usize>,
}

impl Tags {
    pub(crate) fn new() -> Self {
        let mut tags = Self {
            elements: Vec::new(),
            sections: Vec::new(),
            open: Vec::new(),
            contents: Vec::new(),
        };
        tags.begin_document();
        tags
    }

    /// What is drawn from here on belongs to another document.
    pub(crate) fn begin_document(&mut self) {
        let id = self.elements.len();
        self.elements.push(Element::new(Role::Sect));
        self.sections.push(id);
        self.open = vec![id];
    }

    pub(crate) fn open(&mut self, role: Role) -> &mut Element {
        let id = self.elements.len();
        self.elements.push(Element::new(role));
        self.current().kids.push(Kid::Element(id));
        self.open.push(id);
        self.current()
    }

    pub(crate) fn close(&mut self) {
        // The document's own stays open.
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// A new piece of content of the open element on the page: the element's role and the piece's number on its page (MCID).
    pub(crate) fn content(&mut self, page: usize) -> (Role, usize) {
        if self.contents.len() <= page {
            self.contents.resize(page + 1, 0);
        }
        let number = self.contents[page];
        self.contents[page] += 1;
        let element = self.current();
        element.kids.push(Kid::Content { page, number });
        (element.role, number)
    }

    fn count(&self, page: usize) -> usize {
        self.contents.get(page).copied().unwrap_or(0)
    }

    fn current(&mut self) -> &mut Element {
        let id = self.open.last().copied().unwrap_or(0);
        &mut self.elements[id]
    }

    /// Writes the tree into the file, hangs each page's content on it and gives the root's id.
    pub(crate) fn write(
        self,
        file: &mut Document,
        pages: &[ObjectId],
    ) -> Result<ObjectId, PrintError> {
        let root = file.new_object_id();
        let document = file.new_object_id();
        let ids: Vec<ObjectId> = self.elements.iter().map(|_| file.new_object_id()).collect();
        let mut parents = vec![document; ids.len()];
        let mut owners = pages
            .iter()
            .enumerate()
            .map(|(page, _)| vec![Object::Null; self.count(page)])
            .collect::<Vec<_>>();
        // A parent stands before its children.
        for (at, element) in self.elements.iter().enumerate() {
            let mut kids: Vec<Object> = Vec::with_capacity(element.kids.len());
            for kid in &element.kids {
                match *kid {
                    Kid::Element(kid) => {
                        parents[kid] = ids[at];
                        kids.push(ids[kid].into());
                    }
                    Kid::Content { page, number } => {
                        owners[page][number] = ids[at].into();
                        let number = i64::try_from(number).unwrap_or(0);
                        kids.push(
                            dictionary! { "Type" => "MCR", "Pg" => pages[page], "MCID" => number }
                                .into(),
                        );
                    }
                }
            }
            file.set_object(ids[at], element.dictionary(parents[at], kids));
        }
        let sections: Vec<Object> = self.sections.iter().map(|it| ids[*it].into()).collect();
        file.set_object(
            document,
            dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => sections },
        );

        let mut numbers: Vec<Object> = Vec::new();
        for ((number, &page), owners) in (0_i64..).zip(pages).zip(owners) {
            let owners = file.add_object(owners);
            numbers.extend([number.into(), owners.into()]);
            let page = file
                .get_object_mut(page)
                .and_then(Object::as_dict_mut)
                .map_err(|_| PrintError::Internal)?;
            page.set("StructParents", number);
            page.set("Tabs", "S");
        }
        let next = i64::try_from(pages.len()).unwrap_or(0);
        let parent_tree = file.add_object(dictionary! { "Nums" => numbers });
        let tree = dictionary! { "Type" => "StructTreeRoot", "K" => document, "ParentTree" => parent_tree, "ParentTreeNextKey" => next };
        file.set_object(root, tree);
        Ok(root)
    }
}

impl Element {
    fn new(role: Role) -> Self {
        Self { role, kids: Vec::new(), alt: None, columns: 1, rows: 1 }
    }

    fn dictionary(&self, parent: ObjectId, kids: Vec<Object>) -> Dictionary {
        let mut element = dictionary! { "Type" => "StructElem", "S" => self.role.name(), "P" => parent, "K" => kids };
        if let Some(alt) = &self.alt {
            element.set("Alt", crate::finish::text(alt));
        }
        let mut attributes = Dictionary::new();
        if self.columns > 1 {
            attributes.set("ColSpan", i64::from(self.columns));
        }
        if self.rows > 1 {
            attributes.set("RowSpan", i64::from(self.rows));
        }
        match self.role {
            Role::Th(Scope::Row) => attributes.set("Scope", "Row"),
            Role::Th(Scope::Column) => attributes.set("Scope", "Column"),
            _ => {}
        }
        if !attributes.is_empty() {
            attributes.set("O", "Table");
            element.set("A", attributes);
        }
        element
    }
}
