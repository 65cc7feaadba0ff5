//! What is held against a draft besides its own answers: the verdicts on its files, and what the person's other drafts say.

use beishen_core::{Answers, Elsewhere, Procedure, Wanted};
use beishen_photo::{Seen, judge};
use beishen_store::{Digest, Values};

/// Has every file judged by what the procedure wants now.
pub(crate) fn judge_files(
    procedure: &Procedure,
    values: &Values,
    answers: &mut Answers,
    seen: impl Fn(&Digest, Wanted<'_>) -> Option<Seen>,
) {
    for material in procedure.materials() {
        let file = values.attachments.get(&material.id);
        let Some((file, found)) = file.zip(answers.materials.get_mut(&material.id)) else {
            continue;
        };
        let wanted = procedure.wanted(material);
        let seen = seen(&file.digest, wanted);
        found.verdicts = Some(judge(found, seen.as_ref(), wanted));
        found.digest = Some(file.digest.0);
    }
}

/// What other open drafts of the person say of facts that must be the same everywhere, where it is not what is said here.
pub(crate) fn elsewhere<'a>(
    own: &Answers,
    others: impl Iterator<Item = (&'a Procedure, &'a Answers)>,
) -> Vec<Elsewhere> {
    let mut found = Vec::new();
    for (procedure, answers) in others {
        for fact in procedure.facts().iter().filter(|it| it.identity) {
            let (here, there) = (own.facts.get(&fact.key), answers.facts.get(&fact.key));
            if let Some(value) = there.filter(|_| here != there) {
                found.push(Elsewhere {
                    procedure: procedure.title().clone(),
                    fact: fact.key.clone(),
                    value: value.trim().to_owned(),
                });
            }
        }
    }
    found
}
