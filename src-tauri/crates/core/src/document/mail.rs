//! Letters to a portal's service, ready to be sent by the person.

use serde::Serialize;

use super::correction::{NOT_GIVEN, wrong};
use crate::{Answers, Assessment, FactKey, Procedure, Text, text::fill};

/// A letter with the person's answers in it. Whoever holds it shows it to the person only: it is full of personal data.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct PreparedMail {
    /// The letter's id in the pack.
    pub id: String,
    /// What it is for.
    pub title: Text,
    /// The address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// The text, line by line.
    pub body: String,
    /// The material to enclose, by its name.
    pub material: Option<Text>,
}

/// The letters that are needed now. What is not answered yet shows as （未填）.
pub fn mails(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
) -> Vec<PreparedMail> {
    let answer = |fact: &FactKey| assessment.values.get(fact).map(|it| it.text.as_str());
    let needed = procedure
        .mails()
        .iter()
        .filter(|it| it.relevant.as_ref().is_none_or(|it| it.holds(&answer)));
    let known = |name: &str| match name {
        "changes" => Some(changes(procedure, answers, assessment)),
        fact => {
            procedure.fact(&FactKey::from(fact))?;
            Some(answer(&FactKey::from(fact)).unwrap_or(NOT_GIVEN).to_owned())
        }
    };
    needed
        .map(|mail| {
            let enclosed = |id: &String| procedure.materials().iter().find(|it| it.id == *id);
            PreparedMail {
                id: mail.id.clone(),
                title: mail.title.clone(),
                to: mail.to.clone(),
                // A second line in an answer must not become a second header.
                subject: fill(&mail.subject, known).replace(char::is_control, " "),
                body: fill(&mail.body, known),
                material: mail.material.as_ref().and_then(enclosed).map(|it| it.title.clone()),
            }
        })
        .collect()
}

/// `姓名：平台显示“张山”，应为“张三”。`, a line for each item.
fn changes(procedure: &Procedure, answers: &Answers, assessment: &Assessment) -> String {
    let wrong = wrong(procedure, answers, assessment);
    let lines: Vec<String> = wrong.iter().map(|it| it.sentence(procedure)).collect();
    if lines.is_empty() { NOT_GIVEN.to_owned() } else { lines.join("\n") }
}
