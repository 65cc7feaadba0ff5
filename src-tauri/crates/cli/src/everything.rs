//! `beishen applicants everything` and `take-in`: all that a vault holds as open files, and back.

use std::io::{self, Write};

use beishen_desk::{
    Command, Reply,
    contract::{ReadIn, WriteInto},
};
use beishen_work::Failure;

use crate::{Done, applicants::Called};

impl Called {
    /// Writes everything of everybody into a new folder.
    pub(crate) fn everything(&mut self, folder: WriteInto, json: bool) -> Result<Done, Failure> {
        let Reply::WriteEverything(mut view) = self.call(Command::WriteEverything { folder })?
        else {
            return Err(Failure::bad_request());
        };
        while view.running {
            // Nobody may be looking; then nothing is lost.
            let _ = writeln!(io::stderr(), "{}/{}", view.done, view.total);
            let Reply::WriteMore(more) = self.call(Command::WriteMore {})? else {
                return Err(Failure::bad_request());
            };
            view = more;
        }
        let errors = !view.failures.is_empty();
        let text = if json {
            crate::json(&view)
        } else {
            lines(view.failures.iter().chain([&view.message, &view.path]))
        };
        Ok(Done { text, errors })
    }

    /// Takes in whom such a folder holds and the vault does not: all of them or nobody.
    pub(crate) fn take_in(
        &mut self,
        folder: ReadIn,
        dry_run: bool,
        json: bool,
    ) -> Result<Done, Failure> {
        let Reply::LookInto(found) = self.call(Command::LookInto { folder })? else {
            return Err(Failure::bad_request());
        };
        let errors = !found.failures.is_empty();
        if dry_run || found.new == 0 {
            let text = if json {
                crate::json(&found)
            } else {
                lines(found.failures.iter().chain([&found.message]))
            };
            return Ok(Done { text, errors });
        }
        let Reply::TakeEverythingIn(done) = self.call(Command::TakeEverythingIn {})? else {
            return Err(Failure::bad_request());
        };
        let text = if json {
            crate::json(&done)
        } else {
            lines(found.failures.iter().chain([&done.message]))
        };
        Ok(Done { text, errors })
    }
}

fn lines<'a>(all: impl Iterator<Item = &'a String>) -> String {
    all.map(|it| crate::printable(it) + "\n").collect()
}
