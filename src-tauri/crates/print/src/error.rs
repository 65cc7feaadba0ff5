//! Why a document could not be printed, in words for people. No text of the document is ever part of an error.

use beishen_document::Locale;

/// Why there is no PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PrintError {
    /// A font that every document needs is not where it should be.
    #[error("the font file {0} is missing")]
    FontMissing(&'static str),
    /// A font file is there but is no font, or lacks the glyphs every document needs.
    #[error("the font file {0} is damaged")]
    FontDamaged(&'static str),
    /// The photo's sizes or colours are not those of a JPEG file.
    #[error("the photo is not a JPEG that can be printed")]
    Photo,
    /// A fault of this program: the PDF could not be put together.
    #[error("the PDF could not be put together")]
    Internal,
}

impl PrintError {
    /// What is wrong and what to do.
    pub fn message(self, locale: Locale) -> String {
        match self {
            Self::FontMissing(file) => match locale {
                Locale::Zh => format!("缺少字体文件 {file}，请重新安装本程序。"),
                Locale::En => {
                    format!("The font file {file} is missing. Install this program again.")
                }
            },
            Self::FontDamaged(file) => match locale {
                Locale::Zh => format!("字体文件 {file} 已损坏，请重新安装本程序。"),
                Locale::En => {
                    format!("The font file {file} is damaged. Install this program again.")
                }
            },
            Self::Photo => locale
                .pick(
                    "照片无法印入文件，请换一张 JPEG 照片。",
                    "The photo cannot be put on paper. Choose another JPEG photo.",
                )
                .to_owned(),
            Self::Internal => locale
                .pick(
                    "未能生成 PDF，填写的内容没有丢失，请重试。",
                    "The PDF was not made. Nothing you entered is lost. Try again.",
                )
                .to_owned(),
        }
    }
}
