//! Lists of words that texts are held against: found by their first or last character, so that a long list costs little.

/// Some words. The order of the list says nothing.
pub(super) struct Words {
    by_first: Vec<Vec<&'static str>>,
    by_last: Vec<Vec<&'static str>>,
}

/// Groups of words: a power of two.
const GROUPS: u32 = 128;

impl Words {
    /// The words of a list, apart by white space.
    pub(super) fn of(list: &'static str) -> Self {
        let mut all = Self { by_first: Vec::new(), by_last: Vec::new() };
        all.by_first.resize_with(GROUPS as usize, Vec::new);
        all.by_last.resize_with(GROUPS as usize, Vec::new);
        for word in list.split_ascii_whitespace() {
            let ends = [word.chars().next(), word.chars().next_back()];
            for (all, end) in [&mut all.by_first, &mut all.by_last].into_iter().zip(ends) {
                if let Some(group) = end.and_then(|it| all.get_mut(group(it))) {
                    group.push(word);
                }
            }
        }
        all
    }

    /// Those that a text begins with.
    pub(super) fn starting<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'static str> {
        let first = text.chars().next().and_then(|it| self.by_first.get(group(it)));
        first.into_iter().flatten().copied().filter(|it| text.starts_with(it))
    }

    /// Those that a text ends with.
    pub(super) fn ending<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'static str> {
        let last = text.chars().next_back().and_then(|it| self.by_last.get(group(it)));
        last.into_iter().flatten().copied().filter(|it| text.ends_with(it))
    }

    /// Whether a text ends with one.
    pub(super) fn end(&self, text: &str) -> bool {
        self.ending(text).next().is_some()
    }

    /// Where those are that a text has, and which.
    pub(super) fn within<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (usize, &'static str)> {
        let places = text.char_indices().filter(|it| !self.is_free(it.1));
        places.flat_map(|(at, _)| {
            self.starting(text.get(at..).unwrap_or_default()).map(move |it| (at, it))
        })
    }

    /// Whether a text has one of them.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.within(text).next().is_some()
    }

    /// Whether a text is one of them.
    pub(super) fn have(&self, text: &str) -> bool {
        self.starting(text).any(|it| it == text)
    }

    /// Whether no word can begin with a character.
    fn is_free(&self, first: char) -> bool {
        self.by_first.get(group(first)).is_none_or(Vec::is_empty)
    }
}

fn group(c: char) -> usize {
    (u32::from(c) % GROUPS) as usize
}
