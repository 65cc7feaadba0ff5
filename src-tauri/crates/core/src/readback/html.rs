//! A saved page as text: cells apart by tabs, blocks by line breaks, what stands in the boxes beside their labels.

/// Whether it is the source of a page, and not a page's text.
pub(super) fn is_html(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    start.starts_with('<') || text.contains("</")
}

/// The text of a page as one would read it. No source is wrong: what is no tag is text.
pub(super) fn plain(source: &str) -> String {
    let mut page = Plain::default();
    let mut rest = source;
    while let Some((text, after)) = rest.split_once('<') {
        page.text(text);
        rest = after;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |it| it.1);
        } else if rest
            .starts_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '!' | '?'))
        {
            let (tag, after) = tag(rest);
            rest = after;
            let name = name(tag);
            if ["script", "style", "template", "noscript", "title"].contains(&name.as_str()) {
                rest = behind(rest, &name);
            } else {
                page.tag(&name, tag);
            }
        } else {
            page.text("<");
        }
    }
    page.text(rest);
    page.out
}

/// A tag without its brackets, and what follows it. A `>` in quotes does not end it.
fn tag(rest: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '>') => {
                let (tag, after) = rest.split_at(at);
                return (tag, after.strip_prefix('>').unwrap_or_default());
            }
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    (rest, "")
}

/// `td`, or `/td` for the end of one.
fn name(tag: &str) -> String {
    let (slash, rest) = tag.strip_prefix('/').map_or(("", tag), |it| ("/", it));
    let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    format!("{slash}{}", name.to_ascii_lowercase())
}

/// What follows the end of an element whose content is no text.
fn behind<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut rest = rest;
    while let Some((_, after)) = rest.split_once("</") {
        let found = after.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
        if found {
            return after.split_once('>').map_or("", |it| it.1);
        }
        rest = after;
    }
    ""
}

/// The value of an attribute; an empty text for one without a value.
fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let mut rest = tag.trim_start_matches(|it: char| !it.is_whitespace());
    loop {
        rest = rest.trim_start_matches(|it: char| it.is_whitespace() || matches!(it, '/' | '='));
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .find(|it: char| it.is_whitespace() || matches!(it, '=' | '/'))
            .unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let (value, after) = match after.trim_start().strip_prefix('=').map(str::trim_start) {
            None => ("", after),
            Some(it) => match it.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inside = it.strip_prefix(quote).unwrap_or(it);
                    inside.split_once(quote).unwrap_or((inside, ""))
                }
                _ => it.split_at(it.find(char::is_whitespace).unwrap_or(it.len())),
            },
        };
        if key.eq_ignore_ascii_case(wanted) {
            return Some(entities(value));
        }
        rest = after;
    }
}

#[derive(Default)]
struct Plain {
    out: String,
    /// A cell of this row stands already.
    cell: bool,
    /// Text of what is not chosen: the label of an empty circle, an option.
    mute: bool,
    /// The first option of a list, should none be chosen, and whether one is.
    list: Option<(Option<String>, bool)>,
    /// What is written into the option that is being read.
    option: Option<(String, bool)>,
}

impl Plain {
    fn text(&mut self, text: &str) {
        let text = entities(text);
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        let mut line = words.join(" ");
        if text.starts_with(|it: char| it.is_ascii_whitespace()) {
            line.insert(0, ' ');
        }
        if text.ends_with(|it: char| it.is_ascii_whitespace()) {
            line.push(' ');
        }
        if let Some((option, _)) = &mut self.option {
            option.push_str(&line);
        } else if !self.mute && self.list.is_none() {
            self.out.push_str(&line);
        }
    }

    fn tag(&mut self, name: &str, tag: &str) {
        match name {
            "tr" | "/tr" | "table" | "/table" => {
                self.next('\n');
                self.cell = false;
            }
            "td" | "th" => {
                if self.cell {
                    self.next('\t');
                }
                (self.cell, self.mute) = (true, false);
            }
            "dd" => self.next('\t'),
            "br" | "p" | "/p" | "div" | "/div" | "li" | "/li" | "ul" | "/ul" | "ol" | "/ol"
            | "dl" | "/dl" | "dt" | "section" | "/section" | "form" | "/form" | "h1" | "h2"
            | "h3" | "h4" | "h5" | "h6" | "/h1" | "/h2" | "/h3" | "/h4" | "/h5" | "/h6"
            | "fieldset" | "legend" | "/legend" | "header" | "footer" | "nav" => {
                self.block();
            }
            "input" => self.input(tag),
            "select" => self.list = Some((None, false)),
            "option" | "/option" => {
                self.end_option();
                if name == "option" {
                    self.option = Some((String::new(), attribute(tag, "selected").is_some()));
                }
            }
            "/select" => {
                self.end_option();
                if let Some((Some(first), false)) = self.list.take() {
                    self.out.push_str(&first);
                }
                self.list = None;
            }
            "label" | "/label" | "span" | "/span" | "textarea" => self.out.push(' '),
            _ => {}
        }
    }

    /// A block inside a cell is a part of the cell, and would break the row.
    fn block(&mut self) {
        self.next(if self.cell { ' ' } else { '\n' });
    }

    fn next(&mut self, separator: char) {
        self.mute = false;
        self.out.push(separator);
    }

    fn input(&mut self, tag: &str) {
        let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
        self.mute = false;
        match kind.as_str() {
            "radio" | "checkbox" => self.mute = attribute(tag, "checked").is_none(),
            "hidden" | "password" | "submit" | "button" | "reset" | "image" | "file" => {}
            _ => {
                let value = attribute(tag, "value").unwrap_or_default();
                self.out.extend([" ", &value, " "]);
            }
        }
    }

    fn end_option(&mut self) {
        let Some((text, chosen)) = self.option.take() else { return };
        let Some((first, any)) = &mut self.list else { return };
        if chosen {
            *any = true;
            self.out.push_str(&text);
        } else if first.is_none() {
            *first = Some(text);
        }
    }
}

/// `&nbsp;`, `&#22995;` and their like as the characters they stand for; unknown ones stay.
fn entities(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let found = after.split_once(';').filter(|it| it.0.len() <= 8);
        let known = found.and_then(|(name, behind)| Some((entity(name)?, behind)));
        if let Some((c, behind)) = known {
            out.push(c);
            rest = behind;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']).map(|it| u32::from_str_radix(it, 16));
        return char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?);
    }
    Some(match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "middot" => '·',
        "times" => '×',
        "mdash" => '—',
        "ndash" => '–',
        _ => return None,
    })
}
