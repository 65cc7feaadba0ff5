//! Reads a page: a small part of Markdown, a line a block.
//!
//! `# title`, `1. step`, `- point`, `> to be heeded`, `| cell | cell |` with its line of dashes, `![caption](file.png)`, and, on
//! a line of their own, links to other pages: `[title](page.md)`. All else is text, as it stands.

use super::page::{Page, Part};

/// The page that a file holds. Every file is one.
pub(super) fn page(id: &'static str, source: &str) -> Page {
    let mut page = Page { id, title: String::new(), parts: Vec::new(), links: Vec::new() };
    // A blank line ends a list or a table.
    let mut open = false;
    for line in source.lines().map(str::trim) {
        page.add(line, open);
        open = !line.is_empty();
    }
    page
}

impl Page {
    /// `open`: the line before was not blank, so that this one may go on with what it began.
    fn add(&mut self, line: &str, open: bool) {
        let last = self.parts.last_mut().filter(|_| open);
        if line.is_empty() {
        } else if let Some(title) = line.strip_prefix("# ") {
            title.clone_into(&mut self.title);
        } else if let Some(text) = line.strip_prefix("> ") {
            self.parts.push(Part::Heed(text.to_owned()));
        } else if let Some(step) = step(line) {
            match last {
                Some(Part::Steps(steps)) => steps.push(step.to_owned()),
                _ => self.parts.push(Part::Steps(vec![step.to_owned()])),
            }
        } else if let Some(point) = line.strip_prefix("- ") {
            match last {
                Some(Part::Points(points)) => points.push(point.to_owned()),
                _ => self.parts.push(Part::Points(vec![point.to_owned()])),
            }
        } else if let Some(row) = row(line) {
            match last {
                Some(Part::Table(_)) if row.iter().all(|it| it.starts_with("--")) => {}
                Some(Part::Table(rows)) => rows.push(row),
                _ => self.parts.push(Part::Table(vec![row])),
            }
        } else if let Some((caption, name)) = line.strip_prefix('!').and_then(link) {
            self.parts.push(Part::Picture { name: name.to_owned(), caption: caption.to_owned() });
        } else if let Some(links) = links(line) {
            self.links.extend(links);
        } else {
            self.parts.push(Part::Text(line.to_owned()));
        }
    }
}

/// What stands behind a number with its point.
fn step(line: &str) -> Option<&str> {
    let (number, step) = line.split_once(". ")?;
    number.parse::<u8>().is_ok().then_some(step)
}

fn row(line: &str) -> Option<Vec<String>> {
    let cells = line.strip_prefix('|')?.strip_suffix('|')?;
    Some(cells.split('|').map(|it| it.trim().to_owned()).collect())
}

/// The words and the address of a link that is the whole line.
fn link(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix('[')?.strip_suffix(')')?.split_once("](")
}

/// The pages that a line of nothing but links leads to.
fn links(line: &str) -> Option<Vec<String>> {
    let page = |it: &str| Some(link(it)?.1.strip_suffix(".md")?.to_owned());
    line.split(" · ").map(page).collect()
}
