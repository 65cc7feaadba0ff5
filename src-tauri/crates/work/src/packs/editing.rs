//! A pack of one's own that is edited by a form: what there is, and its text after an act.

use std::path::Path;

use beishen_core::procedure::{line_of, merged};
use toml::{Table, Value};

use super::{
    built_in::dictionary,
    edit::{Act, Known, Shape, edited},
    folder::{file_of, found_in},
    library::Library,
};
use crate::failure::Failure;

impl Library {
    /// The pages and boxes of a text, over what it extends, whether or not it keeps its promises. Nothing where it is no TOML, or
    /// does not fit what it extends.
    pub fn shape(&self, file: &str, text: &str) -> Option<Shape> {
        Some(Shape::of(&self.whole(file, text)?))
    }

    /// The text after an act. `year` is that of a source that is begun with it.
    pub fn edit(&self, file: &str, text: &str, act: &Act, year: i32) -> Result<String, Failure> {
        let dictionary = dictionary()?;
        let known = Known {
            dictionary: &dictionary,
            merge: &|text| self.whole(file, text),
            below: self.below(text).unwrap_or_default(),
            sound: &|text| self.check(file, text).is_ok(),
            year,
        };
        edited(text, act, &known)
    }

    /// The line on which a page of the text stands, or one of its boxes.
    pub fn line_of_box(text: &str, page: &str, field: Option<&str>) -> usize {
        let field = field.map(|it| format!(".fields.{it}")).unwrap_or_default();
        line_of(text, &format!("pages.{page}{field}"))
    }

    fn whole(&self, file: &str, text: &str) -> Option<Table> {
        let folders: Vec<&Path> = self.folder.iter().map(AsRef::as_ref).collect();
        merged(file, text, &found_in(&folders)).ok()
    }

    /// What a text extends, complete in itself.
    fn below(&self, text: &str) -> Option<Table> {
        let table: Table = text.parse().ok()?;
        let id = table.get("extends").and_then(Value::as_str)?;
        let folders: Vec<&Path> = self.folder.iter().map(AsRef::as_ref).collect();
        let text = found_in(&folders)(id)?;
        self.whole(&file_of(id), &text)
    }
}
