//! Node and npm: npm is the package manager that fetches the fonts, pinned by version and content hash.

use crate::programs::{Done, answer};

/// The oldest Node that will do, as (major, minor).
const OLDEST: (u32, u32) = (20, 19);

/// The name npm can be started by.
pub(crate) const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// That Node is new enough and npm is there.
pub(crate) fn check() -> Done {
    let wanted = format!("Node.js {}.{} or newer with npm is needed", OLDEST.0, OLDEST.1);
    let advice =
        "install it from https://nodejs.org or with a version manager, then run this again";
    match answer("node", &["--version"]) {
        None => Err(format!("{wanted}, and no `node` was found: {advice}.")),
        Some(said) if version(&said).is_none_or(|v| v < OLDEST) => {
            Err(format!("{wanted}, this is {said}: {advice}."))
        }
        Some(_) if answer(NPM, &["--version"]).is_none() => {
            Err(format!("{wanted}; Node is here, npm is not: {advice}."))
        }
        Some(_) => Ok(()),
    }
}

/// Major and minor of what `node --version` prints, such as `v20.19.4`.
fn version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.trim().trim_start_matches('v').split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        for (said, new_enough) in [
            ("v20.19.0", true),
            ("v20.20.2\n", true),
            ("v22.3.1", true),
            ("v100.0.0", true),
            ("v20.18.9", false),
            ("v18.20.4", false),
            ("v9.99.0", false),
            ("v21.0.0-nightly", true),
        ] {
            assert_eq!(version(said).is_some_and(|v| v >= OLDEST), new_enough, "{said}");
        }
    }

    #[test]
    fn what_is_not_a_version_is_none() {
        for said in ["", "v", "v20", "twenty.one", "v-1.2"] {
            assert_eq!(version(said), None, "{said}");
        }
    }
}
