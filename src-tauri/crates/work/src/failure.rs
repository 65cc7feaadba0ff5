//! What the program could not do, in words for people.

use std::{
    io::{self, Write as _},
    panic::{self, AssertUnwindSafe, catch_unwind},
};

use beishen_document::Text;

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
    /// Another program is at it: try again, for it may have ended by then.
    Busy,
}

impl Failure {
    /// What was handed in is bad.
    pub fn input(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code: FailureCode::Input, message: Text::new(zh, en) }
    }

    /// The system could not.
    pub fn system(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code: FailureCode::System, message: Text::new(zh, en) }
    }

    /// What was asked for is not there any more.
    pub fn gone() -> Self {
        let message = Text::new(
            "这一项已经不在了，请返回资料台再打开。",
            "This is not there any more. Go back to the desk and open it again.",
        );
        Self { code: FailureCode::Gone, message }
    }

    /// The pack of a draft is not there; the draft is.
    pub fn not_installed(procedure: &str) -> Self {
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
    #[must_use]
    pub fn about(self, file: &std::path::Path) -> Self {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let Text { zh, en } = self.message;
        let message = Text::new(format!("“{name}”：{zh}"), format!("“{name}”: {en}"));
        Self { message, ..self }
    }

    /// The window asked for what cannot be: a mistake of ours.
    pub fn bad_request() -> Self {
        Self::mistake()
    }
}

impl Failure {
    /// Does it. A panic on the way, which is a mistake of ours, is a failure like others: whoever asked gets an answer.
    pub fn caught<T>(work: impl FnOnce() -> Result<T, Self>) -> Result<T, Self> {
        // What is half done when it panics is a transaction of the vault, which is rolled back, or a file that has no name yet.
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Self::mistake()))
    }

    /// A mistake of ours. What the panic says stays untold: there may be an answer in it.
    pub(crate) fn mistake() -> Self {
        Self::system(
            "程序出了错，这一步没有完成；已保存的都在，请重新启动后再试。",
            "The program made a mistake and did not finish this step. What was saved is safe: start it again and retry.",
        )
    }
}

/// From now on a panic says where it happened, and nothing more: there may be an answer in its words.
pub fn hush_panics() {
    panic::set_hook(Box::new(|it| {
        let place = it.location().map(ToString::to_string).unwrap_or_default();
        // Nobody may be there to read it.
        let _ = writeln!(io::stderr(), "panicked at {place}");
    }));
}

/// What lies below and knows no [`Text`] (the vault) says what it could not do in Chinese and English; nothing said: what was
/// asked for is not there any more.
impl<E: Into<Option<[&'static str; 2]>>> From<E> for Failure {
    fn from(error: E) -> Self {
        error.into().map_or_else(Self::gone, |[zh, en]| Self::system(zh, en))
    }
}
