//! Letters to a portal's service, ready to be sent by the person.

use beishen_core::{Answers, Assessment, FactKey, Procedure};
use beishen_document::{Text, text::fill, visible};
use serde::Serialize;

use super::correction::{NOT_GIVEN, wrong};

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

/// The letters that are needed now. What is not answered yet shows as （未填）; a line with `{fact?}` goes without it.
pub fn mails(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
) -> Vec<PreparedMail> {
    let answer = |fact: &FactKey| assessment.values.get(fact).map(|it| it.text.as_str());
    let needed = procedure
        .mails()
        .iter()
        .filter(|it| it.relevant.as_ref().is_none_or(|it| it.holds(&answer)))
        // A letter about what is wrong has nothing to say where nothing is.
        .filter(|it| {
            !it.body.contains("{changes}") || !wrong(procedure, answers, assessment).is_empty()
        });
    let known = |name: &str| match name {
        "changes" => Some(changes(procedure, answers, assessment)),
        fact => {
            let fact = FactKey::from(fact.trim_end_matches('?'));
            procedure.fact(&fact)?;
            Some(answer(&fact).unwrap_or(NOT_GIVEN).to_owned())
        }
    };
    let stays = |line: &str| {
        let mut optional =
            line.split('{').filter_map(|it| it.split_once("?}")).map(|it| FactKey::from(it.0));
        optional.all(|it| answer(&it).is_some())
    };
    needed
        .map(|mail| {
            let enclosed = |id: &String| procedure.material(id);
            PreparedMail {
                id: mail.id.clone(),
                title: mail.title.clone(),
                to: mail.to.clone(),
                // A second line in an answer must not become a second header.
                subject: visible(&fill(&mail.subject, known).replace(char::is_control, " "))
                    .into_owned(),
                body: {
                    let lines: Vec<&str> = mail.body.lines().filter(|it| stays(it)).collect();
                    visible(&fill(&lines.join("\n"), known)).into_owned()
                },
                material: mail.material.as_ref().and_then(enclosed).map(|it| it.title.clone()),
            }
        })
        .collect()
}

/// `姓名：平台显示“张山”，应为“张三”。`, a line for each item.
fn changes(procedure: &Procedure, answers: &Answers, assessment: &Assessment) -> String {
    let wrong = wrong(procedure, answers, assessment);
    let lines: Vec<String> = wrong.iter().map(|it| it.sentence(procedure)).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use beishen_core::assess;

    use crate::papers::{
        PreparedMail,
        correction::tests::{PACK, answers, now, procedure, read},
        mails,
    };

    fn written(facts: &[(&str, &str)]) -> Vec<PreparedMail> {
        let (procedure, answers) =
            (procedure(), answers(facts, &["record.name=张叁", "record.image=unseen"]));
        mails(&procedure, &answers, &assess(&procedure, &answers, now()))
    }

    const WRONG: [(&str, &str); 2] =
        [("check.number_wrong", "是"), ("check.wrong_number", "110105194912310021")];

    #[test]
    fn a_letter_is_written_when_it_is_needed_and_with_what_is_known() {
        assert!(written(&[]).is_empty());
        let [mail] = &*written(&WRONG) else { panic!("one letter") };
        assert_eq!((&*mail.to, &*mail.subject), ("kefu@chsi.com.cn", "修改证件号码：张三"));
        for line in [
            "填错的号码：110105194912310021",
            "正确的号码：11010519491231002X",
            "联系电话：（未填）",
        ] {
            assert!(mail.body.lines().any(|it| it == line), "{line} is not in\n{}", mail.body);
        }
        assert_eq!(mail.material.as_ref().unwrap().zh, "身份证图片");
        assert!(!mail.body.contains(['{', '}']), "{}", mail.body);
    }

    #[test]
    fn without_an_address_the_reply_goes_to_the_sender_and_no_line_speaks_of_it() {
        let line = |facts: &[(&str, &str)]| {
            let [mail] = &*written(&[&WRONG[..], facts].concat()) else { panic!("one letter") };
            mail.body.lines().find(|it| it.contains("邮箱")).map(str::to_owned)
        };
        assert_eq!(line(&[]), None);
        let address = line(&[("contact.email", "zhangsan@example.cn")]);
        assert_eq!(address.as_deref(), Some("接收回复的邮箱：zhangsan@example.cn"));
    }

    #[test]
    fn an_answer_neither_breaks_the_subject_nor_is_filled_in_itself() {
        let name = [("person.name", "张\nBcc: a@example.cn {contact.email}")];
        let [mail] = &*written(&[&WRONG[..], &name].concat()) else { panic!("one letter") };
        assert_eq!(mail.subject, "修改证件号码：张 Bcc: a@example.cn {contact.email}");
    }

    #[test]
    fn what_differs_is_told_item_by_item() {
        let (before, body) = PACK.split_once("body = \"\"\"").unwrap();
        let (_, after) = body.split_once("\"\"\"").unwrap();
        let procedure = read(&format!("{before}body = \"{{changes}}\"{after}"));
        let told = |compared: &[&str]| {
            let answers = answers(&WRONG, compared);
            let mut mails = mails(&procedure, &answers, &assess(&procedure, &answers, now()));
            (!mails.is_empty()).then(|| mails.remove(0).body)
        };
        let wrong = ["record.name=张叁", "record.image=unseen", "record.sex="];
        assert_eq!(
            told(&wrong).as_deref(),
            Some(
                "学籍信息 · 姓名：平台显示“张叁”，应为“张三”。\n学籍信息 · 性别：与本人不符，应为“女”。\n学籍信息 · 图像：看不到，应显示本人的图像。"
            )
        );
        assert_eq!(told(&["record.name=same"]), None, "there is nothing to write about");
    }
}
