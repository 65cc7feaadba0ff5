//! Receipts of many applicants at once: a file each, or files of up to a hundred.
//!
//! **Invariant:** every file is whole, nothing that was there is replaced, and memory does not grow with the number of
//! receipts. What cannot be done for one applicant keeps nobody else waiting.

use std::{collections::BTreeSet, ops::ControlFlow, path::PathBuf};

use beishen_core::procedure::plain_name;
use beishen_document::{Document, Locale, Text};
use beishen_print::{Book, Fonts};

use crate::{
    failure::Failure,
    files,
    names::{Names, Taken},
    papers::Press,
    resources::unprinted,
};

/// How many receipts a file holds at most: more take more memory than a small computer has to spare.
pub const PART: usize = 100;

/// How the receipts are written.
#[derive(Clone)]
pub struct Order {
    /// Where to; made if it is not there.
    pub folder: PathBuf,
    /// Up to [`PART`] receipts in a file, not one.
    pub one_file: bool,
    /// Files of one receipt are called by the applicant's name as well as by the receipt's number.
    pub named: bool,
    /// The language of names of files.
    pub locale: Locale,
}

/// What a batch makes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Of {
    /// Receipts, one for each.
    #[default]
    Receipts,
    /// Files, several for each.
    Files,
}

/// What has become of a batch so far.
#[derive(Clone, Default)]
pub struct Report {
    /// What it makes.
    pub of: Of,
    /// How many receipts are wanted, or of how many files are.
    pub total: usize,
    /// How many of them were looked at.
    pub looked_at: usize,
    /// How many receipts lie in a file, or how many files were written.
    pub printed: usize,
    /// The files, in order.
    pub files: Vec<PathBuf>,
    /// Of whom there is something in them, by their place in the list.
    pub whose: BTreeSet<usize>,
    /// Of whom something could not be made or is not right, by their place in the list, and why.
    pub failures: Vec<(usize, Failure)>,
    /// The characters that no font has.
    pub missing: BTreeSet<char>,
    /// How it ended; `None`: it goes on.
    pub end: Option<End>,
}

/// How a batch has ended.
#[derive(Clone, PartialEq, Eq)]
pub enum End {
    /// Everything was looked at.
    Done,
    /// On the person's word.
    Stopped,
    /// A file could not be written; so none of the next could be.
    Failed(Failure),
}

impl Press {
    /// Prints `total` receipts, each of which is asked for when its turn comes. `tell` hears of the progress before each,
    /// and may stop it; what is laid out by then is written.
    pub fn batch(
        &self,
        order: &Order,
        total: usize,
        mut receipt: impl FnMut(usize) -> Result<Document, Failure>,
        mut tell: impl FnMut(&Report) -> ControlFlow<()>,
    ) -> Report {
        let size = if order.one_file { PART } else { 1 };
        let mut part = Part::new(self.fonts());
        let mut report = Report { total, ..Report::default() };
        if let Err(failure) = files::make_folder(&order.folder) {
            report.end = Some(End::Failed(failure));
            return report;
        }
        for at in 0..total {
            if tell(&report).is_break() {
                report.end = Some(End::Stopped);
                break;
            }
            report.looked_at += 1;
            match receipt(at).and_then(|it| part.add(at, &it, order)) {
                Err(failure) => report.failures.push((at, failure)),
                Ok(()) if part.book.len() < size => {}
                Ok(()) => {
                    let full = std::mem::replace(&mut part, Part::new(self.fonts()));
                    if let Err(failure) = full.write(order, &mut report) {
                        report.end = Some(End::Failed(failure));
                        return report;
                    }
                }
            }
        }
        if let Err(failure) = part.write(order, &mut report) {
            report.end = Some(End::Failed(failure));
        }
        report.end.get_or_insert(End::Done);
        report
    }
}

/// A file on its way.
struct Part<'a> {
    book: Book<'a>,
    name: String,
    whose: Vec<usize>,
}

impl<'a> Part<'a> {
    fn new(fonts: &'a Fonts) -> Self {
        Self { book: Book::new(fonts), name: String::new(), whose: Vec::new() }
    }

    fn add(&mut self, at: usize, receipt: &Document, order: &Order) -> Result<(), Failure> {
        self.book.add(receipt).map_err(unprinted)?;
        self.whose.push(at);
        if self.book.len() == 1 {
            self.name = file_name(receipt, order);
        }
        Ok(())
    }

    /// Writes the file, unless nothing is in it.
    fn write(self, order: &Order, report: &mut Report) -> Result<(), Failure> {
        let count = self.book.len();
        if count == 0 {
            return Ok(());
        }
        let printed = self.book.finish().map_err(unprinted)?;
        // What lies there is not replaced, what this batch has written among it.
        let path =
            Names::within(Some(&order.folder), Taken::Number).next(&[self.name], ".pdf").path;
        files::write(&path, &printed.pdf)?;
        report.printed += count;
        report.files.push(path);
        report.whose.extend(self.whose);
        report.missing.extend(printed.missing);
        Ok(())
    }
}

/// What the file that begins with this receipt is called, without its suffix and the number it may get.
pub fn file_name(receipt: &Document, order: &Order) -> String {
    if order.one_file {
        let day = receipt.made_at.format("%Y%m%d");
        return format!("{}-{day}", order.locale.pick("准备回执", "receipts"));
    }
    let name = if order.named { plain_name(&receipt.name) } else { String::new() };
    [name, receipt.number.clone()]
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

impl Report {
    /// Whether there is everything for everyone.
    pub fn is_complete(&self) -> bool {
        match self.of {
            Of::Receipts => self.printed == self.total,
            Of::Files => self.end == Some(End::Done) && self.failures.is_empty(),
        }
    }

    /// How far it is, or how it ended.
    pub fn message(&self) -> Text {
        match self.of {
            Of::Receipts => self.of_receipts(),
            Of::Files => self.of_files(),
        }
    }

    fn of_files(&self) -> Text {
        let Self { total, looked_at, printed, failures, .. } = self;
        let open = failures.len();
        match &self.end {
            None => Text::new(
                format!("正在导出，{looked_at} / {total} 件。"),
                format!("Exporting, {looked_at} of {total}."),
            ),
            Some(End::Done) if open == 0 => Text::new(
                format!("已写入 {printed} 个文件。"),
                format!("Files written: {printed}."),
            ),
            Some(End::Done) => Text::new(
                format!("已写入 {printed} 个文件；{open} 处没有写入或有问题，见下。"),
                format!("Files written: {printed}. {open} were not, or are not right: see below."),
            ),
            Some(End::Stopped) => Text::new(
                format!("已停止：写入了 {printed} 个文件。"),
                format!("Stopped. Files written: {printed}."),
            ),
            Some(End::Failed(failure)) => Text::new(
                format!("写入了 {printed} 个文件。{}", failure.message.zh),
                format!("Files written: {printed}. {}", failure.message.en),
            ),
        }
    }

    fn of_receipts(&self) -> Text {
        let Self { total, looked_at, printed, files, .. } = self;
        let (left, files) = (total - printed, files.len());
        match &self.end {
            None => Text::new(
                format!("正在存成 PDF，{looked_at} / {total} 份。"),
                format!("Saving as PDF, {looked_at} of {total}."),
            ),
            Some(End::Done) if left == 0 => Text::new(
                format!("{printed} 份准备回执已存成 PDF，共 {files} 个文件。"),
                format!("{printed} receipts are saved as PDF; files: {files}."),
            ),
            Some(End::Done) => Text::new(
                format!("{printed} 份已存成 PDF，{left} 份没有，原因见下。"),
                format!("{printed} are saved as PDF, {left} are not; the reasons are below."),
            ),
            Some(End::Stopped) => Text::new(
                format!("已停止：{printed} 份已存成 PDF，{left} 份没有。"),
                format!("Stopped: {printed} are saved as PDF, {left} are not."),
            ),
            Some(End::Failed(failure)) => Text::new(
                format!("{printed} 份已存成 PDF，{left} 份没有。{}", failure.message.zh),
                format!("{printed} are saved as PDF, {left} are not. {}", failure.message.en),
            ),
        }
    }
}
