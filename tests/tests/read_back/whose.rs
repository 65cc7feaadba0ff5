//! Whose data stand on a page, and on which side of its labels values stand.

use std::fmt::Write as _;

use beishen_core::outcome::Verdict::{Differs, NotFound, Same};

use crate::tdxl;

#[test]
fn nothing_is_said_of_what_may_be_another_s_or_another_label_s() {
    let mut wrong = String::new();
    let lines = include_str!("whose.tsv").lines();
    for case in lines.filter(|it| !it.is_empty() && !it.starts_with('#')) {
        let [label, verdict, page] = case.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not three columns: {case}")
        };
        let verdict = match verdict {
            "Same" => Same,
            "Differs" => Differs,
            "NotFound" => NotFound,
            _ => panic!("no verdict: {case}"),
        };
        let read = tdxl(&page.replace("\\n", "\n").replace("\\t", "\t"));
        let found = read.fields.iter().find(|it| it.label == label);
        let is = found.map_or(NotFound, |it| it.verdict);
        if is != verdict {
            let _ = writeln!(wrong, "{is:?}, and not {case} {:?}", found.map(|it| &it.found));
        }
    }
    assert!(wrong.is_empty(), "{} of them\n{wrong}", wrong.lines().count());
}
