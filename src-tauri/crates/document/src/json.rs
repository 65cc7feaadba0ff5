//! A document as JSON, for other programs.

use crate::document::Document;

impl Document {
    /// The document as indented JSON, ending in a line break.
    ///
    /// The names are those of [`Document`]'s own fields, in their order, and every block says its `kind`. The photo's
    /// bytes are not in it: they are a file of their own.
    pub fn to_json(&self) -> String {
        // Writing fails only on a map whose keys are not text; a document has no map.
        let mut json = serde_json::to_string_pretty(&*self.visible()).unwrap_or_default();
        json.push('\n');
        json
    }
}
