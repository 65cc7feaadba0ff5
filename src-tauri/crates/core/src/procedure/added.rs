//! Options that were added on this computer, beside those of a pack.

use beishen_reference::Table;

use super::{Ask, Certainty, Options, Pack, PortalOption, Procedure};
use crate::fact::FactKey;

impl Procedure {
    /// The same procedure with options that were added on this computer, each a fact and its value. A list that is the
    /// portal's own stays as it is; so does one that has the value already.
    #[must_use]
    pub fn with_options(&self, added: &[(&str, &str)]) -> Procedure {
        let mut procedure = self.clone();
        for (fact, value) in added {
            let list = options_of(&mut procedure.pack, &FactKey::from(*fact));
            if let Some(options) = list.filter(|it| it.open && !has(it, value)) {
                let (value, en) = ((*value).to_owned(), String::new());
                let also = Vec::new();
                options.list.push(PortalOption { value, also, en, certainty: Certainty::Added });
            }
        }
        procedure
    }
}

/// The list that [`Procedure::options_of`] finds.
fn options_of<'a>(pack: &'a mut Pack, fact: &FactKey) -> Option<&'a mut Options> {
    let fields = pack.pages.iter_mut().flat_map(|it| &mut it.fields);
    let shown =
        fields.filter(|it| it.fact.as_ref() == Some(fact)).find_map(|it| it.options.as_mut());
    let asks = pack.steps.iter_mut().flat_map(|it| &mut it.asks);
    shown.or_else(|| {
        asks.into_iter().find_map(|ask| match ask {
            Ask::Full(it) if it.fact == *fact => it.options.as_mut(),
            _ => None,
        })
    })
}

fn has(options: &Options, value: &str) -> bool {
    let table = options.table.as_deref().and_then(Table::by_name);
    options.list.iter().any(|it| it.value == value)
        || table.is_some_and(|it| it.entries().iter().any(|it| it.name == value))
}
