//! What the program could not do, in words for people.

use beishen_core::Text;
use beishen_store::StoreError;

/// Something could not be done. It is never about answers, for those have findings, and it holds no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", message.en)]
pub struct Failure {
    /// Whose turn it is.
    pub code: FailureCode,
    /// One sentence: what is wrong and what to do.
    pub message: Text,
}

/// Whose turn it is after a failure; the command line's exit code says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureCode {
    /// What was handed in is bad: a pack, a facts file, a picture.
    Input,
    /// The system could not: disk, permission, an incomplete installation.
    System,
    /// What was asked for is not there any more: look at the list again.
    Gone,
}

impl Failure {
    pub(crate) fn input(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code: FailureCode::Input, message: Text::new(zh, en) }
    }

    pub(crate) fn system(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code: FailureCode::System, message: Text::new(zh, en) }
    }

    /// What was asked for is not there any more.
    pub(crate) fn gone() -> Self {
        let message = Text::new(
            "这一项已经不在了，请返回资料台再打开。",
            "This is not there any more. Go back to the desk and open it again.",
        );
        Self { code: FailureCode::Gone, message }
    }

    /// The pack of a draft is not there; the draft is.
    pub(crate) fn not_installed(procedure: &str) -> Self {
        let message = Text::new(
            format!("办理事项“{procedure}”未安装，请在设置中导入。"),
            format!("The procedure “{procedure}” is not installed. Import it in the settings."),
        );
        Self { code: FailureCode::Gone, message }
    }

    /// There is no stage that this person goes through in person.
    pub fn nothing_in_person() -> Self {
        Self::input(
            "这个办理事项没有要到现场办的步骤，不需要现场清单。",
            "Nothing of this procedure is done in person: no list is needed.",
        )
    }

    /// The same, with the file it is about.
    pub(crate) fn about(self, file: &std::path::Path) -> Self {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let Text { zh, en } = self.message;
        let message = Text::new(format!("“{name}”：{zh}"), format!("“{name}”: {en}"));
        Self { message, ..self }
    }

    /// The window asked for what cannot be: a mistake of ours.
    pub(crate) fn bad_request() -> Self {
        Self::system(
            "程序内部不一致，请重新启动本程序。",
            "The program is inconsistent. Start it again.",
        )
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound(_) => Self::gone(),
            error => Self::system(error.message_zh(), error.message_en()),
        }
    }
}
