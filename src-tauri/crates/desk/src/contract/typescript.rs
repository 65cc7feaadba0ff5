//! The contract as TypeScript.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use super::FailureView;

/// The page's contract as it is put together.
pub(crate) struct TypeScript {
    config: Config,
    declarations: BTreeMap<String, String>,
    replies: String,
}

impl TypeScript {
    /// The contract of these commands, without a reply yet.
    pub(crate) fn of<C: TS + 'static>() -> Self {
        let declarations = BTreeMap::new();
        let mut new = Self { config: Config::new(), declarations, replies: String::new() };
        new.visit::<C>();
        new.visit::<FailureView>();
        new
    }

    /// What a command answers, which is named as in Rust.
    pub(crate) fn reply<R: TS + 'static>(&mut self, command: &str) {
        self.visit::<R>();
        let name = R::name(&self.config);
        self.replies.extend(["  ", &snake_case(command), ": ", &name, ";\n"]);
    }

    pub(crate) fn text(self) -> String {
        let mut out = String::from("// Written by `cargo xtask contract`. Do not edit.\n\n");
        out += "export type Locale = \"zh\" | \"en\";\n\n";
        out += "/** A command and the language of its answer. */\n";
        out += "export type Request = { locale: Locale } & Command;\n\n";
        out += "/** What comes back of each command. */\n";
        out.extend(["export interface Replies {\n", &self.replies, "}\n"]);
        for declaration in self.declarations.values() {
            out.extend(["\nexport ", declaration, "\n"]);
        }
        out
    }
}

/// A name as serde's `rename_all = "snake_case"` has it.
fn snake_case(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

impl TypeVisitor for TypeScript {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        T::visit_generics(self);
        if T::output_path().is_none() {
            return; // a primitive, or a wrapper whose parts were just visited
        }
        let name = T::name(&self.config);
        if !self.declarations.contains_key(&name) {
            self.declarations.insert(name, T::decl(&self.config));
            T::visit_dependencies(self);
        }
    }
}
