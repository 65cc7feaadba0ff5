//! Behind which field of the pack a box of the portal goes.

use std::collections::BTreeSet;

/// The fields of a page as they come to stand.
pub(super) struct Order {
    now: Vec<String>,
    /// Those that are boxes; acts are none.
    boxes: BTreeSet<String>,
    /// The last field of the box before.
    last: Option<String>,
    /// No act stands before the first box, so nothing can be put there but by moving all others behind it.
    all: bool,
}

impl Order {
    pub(super) fn new(now: Vec<String>, boxes: BTreeSet<String>) -> Self {
        Self { now, boxes, last: None, all: false }
    }

    /// Takes a field out.
    pub(super) fn without(&mut self, id: &str) {
        self.now.retain(|it| it != id);
    }

    /// The next box of the portal's, which are these fields of the pack; behind which field each goes, if it does not stand there. The first
    /// may have no field to stand behind: then it is new and goes to the end, and all others follow it.
    pub(super) fn next(
        &mut self,
        ids: &[String],
        moved: bool,
        new: bool,
    ) -> Vec<(String, Option<String>)> {
        let mut goes = Vec::new();
        for id in ids {
            let here = self.now.iter().position(|it| it == id);
            let before = here.and_then(|at| {
                self.now.get(..at)?.iter().rev().find(|it| self.boxes.contains(*it)).cloned()
            });
            let stands = here.is_some() && before == self.last;
            if !stands && (moved || new || self.all) {
                let behind = self.last.clone().or_else(|| self.head());
                self.all |= behind.is_none();
                if behind.is_some() || new {
                    self.put(id, behind.as_deref());
                    goes.push((id.clone(), behind));
                }
            }
            self.last = Some(id.clone());
        }
        goes
    }

    /// The last act before the first box.
    fn head(&self) -> Option<String> {
        let first = self.now.iter().position(|it| self.boxes.contains(it))?;
        self.now.get(first.checked_sub(1)?).cloned()
    }

    fn put(&mut self, id: &str, behind: Option<&str>) {
        self.boxes.insert(id.to_owned());
        self.without(id);
        let at = behind.and_then(|it| self.now.iter().position(|one| one == it)).map(|it| it + 1);
        self.now.insert(at.unwrap_or(self.now.len()), id.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of a page whose acts are in small letters; `new` ones are not in it yet.
    fn told(now: &str, portal: &str, moved: &str) -> (String, usize) {
        let all = |it: &str| -> Vec<String> { it.chars().map(String::from).collect() };
        let boxes = all(now).into_iter().filter(|it| it.chars().all(char::is_uppercase)).collect();
        let mut order = Order::new(all(now), boxes);
        let mut count = 0;
        for id in all(portal) {
            let new = !now.contains(&id);
            count += order.next(std::slice::from_ref(&id), moved.contains(&id), new).len();
        }
        (order.now.concat(), count)
    }

    #[test]
    fn a_page_comes_into_the_portals_order_with_few_moves() {
        for (now, portal, moved, expected, moves) in [
            ("aABCz", "ABC", "", "aABCz", 0),
            ("aABCz", "BAC", "AB", "aBACz", 1),
            ("aABCz", "BCA", "A", "aBCAz", 1),
            ("aABCz", "CAB", "C", "aCABz", 1),
            ("aABxCz", "ACB", "BC", "aACBxz", 1),
            ("ABC", "CAB", "C", "CAB", 2),
            ("aABz", "ANB", "", "aANBz", 1),
            ("aABz", "NAB", "", "aNABz", 1),
            ("ABz", "NAB", "", "zNAB", 3),
        ] {
            assert_eq!(told(now, portal, moved), (expected.to_owned(), moves), "{now} {portal}");
        }
    }
}
