//! Workbooks of our own: every cell is text, so that no spreadsheet alters what it shows.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, Note, Workbook as File, Worksheet, XlsxError,
};

/// A workbook.
#[derive(Debug, Clone, Default)]
pub struct Workbook {
    /// Its sheets, in order.
    pub sheets: Vec<OwnSheet>,
}

/// A sheet under a row of names that stays in sight.
#[derive(Debug, Clone, Default)]
pub struct OwnSheet {
    /// Its name; what a spreadsheet does not allow in it is left out.
    pub name: String,
    /// What its columns are.
    pub columns: Vec<Column>,
    /// The texts of its rows.
    pub rows: Vec<Vec<String>>,
    /// Cells that are marked, by row and column of `rows`, with a note.
    pub marks: Vec<(usize, usize, Mark, String)>,
    /// How many rows below the last are made ready to be filled in, as text.
    pub room: usize,
}

/// A column.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What is said of it when one stands on its name; may be empty.
    pub note: String,
    /// What may be chosen; a spreadsheet lets other texts in, after a question.
    pub choices: Vec<String>,
    /// It has to be filled in.
    pub required: bool,
}

/// Why a cell is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Something is wrong with it.
    Wrong,
    /// Something about it is to be looked at.
    Doubtful,
}

/// Characters that a sheet's name may have.
const LONGEST_NAME: usize = 31;
/// Characters of all choices that a cell's own list may have; longer ones stand on a sheet of their own.
const LONGEST_LIST: usize = 200;
/// The most choices a drop-down is given: beyond that one types.
const MOST_CHOICES: usize = 3_000;
const LISTS: &str = "选项";

impl Workbook {
    /// The file, the same for the same sheets.
    ///
    /// # Errors
    /// A text is longer than a cell takes (32,767 characters).
    pub fn to_xlsx(&self) -> Result<Vec<u8>, String> {
        self.write().map_err(|it| it.to_string())
    }

    fn write(&self) -> Result<Vec<u8>, XlsxError> {
        let mut file = File::new();
        // Files are compared by their bytes, and say nothing of when somebody had whose list.
        let at = ExcelDateTime::from_ymd(2000, 1, 1)?;
        file.set_properties(&DocProperties::new().set_creation_datetime(&at));
        let mut lists: Vec<Vec<String>> = Vec::new();
        for sheet in &self.sheets {
            let page = file.add_worksheet();
            sheet.write(page, &mut lists)?;
        }
        if !lists.is_empty() {
            let page = file.add_worksheet();
            page.set_name(LISTS)?.set_hidden(true);
            for (column, list) in (0_u16..).zip(&lists) {
                for (row, text) in (0_u32..).zip(list) {
                    page.write_string(row, column, text)?;
                }
            }
        }
        file.save_to_buffer()
    }
}

impl OwnSheet {
    fn write(&self, page: &mut Worksheet, lists: &mut Vec<Vec<String>>) -> Result<(), XlsxError> {
        let text = || Format::new().set_num_format("@").set_align(FormatAlign::Top);
        let edge = Color::RGB(0x00D0_D5DB);
        let name = text()
            .set_bold()
            .set_text_wrap()
            .set_background_color(Color::RGB(0x00EE_F1F4))
            .set_border_bottom(FormatBorder::Thin)
            .set_border_color(edge);
        let wanted = name.clone().set_font_color(Color::RGB(0x009B_1C1C));
        let plain = text();
        let wrong = text().set_background_color(Color::RGB(0x00FB_E3E1));
        let doubtful = text().set_background_color(Color::RGB(0x00FD_F1D3));
        page.set_name(sheet_name(&self.name))?;
        let last = u32::try_from(self.rows.len() + self.room).unwrap_or(u32::MAX);
        for (at, column) in (0_u16..).zip(&self.columns) {
            let head = if column.required { &wanted } else { &name };
            page.write_string_with_format(0, at, &column.name, head)?;
            if !column.note.is_empty() {
                page.insert_note(
                    0,
                    at,
                    &Note::new(&column.note).set_author("").add_author_prefix(false),
                )?;
            }
            let cells = self.rows.iter().filter_map(|it| it.get(usize::from(at)));
            let widest =
                cells.map(|it| width(it)).max().unwrap_or_default().max(width(&column.name));
            page.set_column_width(at, f64::from(widest.clamp(6, 48)) + 2.0)?;
            page.set_column_format(at, &plain)?;
            if !column.choices.is_empty() && column.choices.len() <= MOST_CHOICES && last > 0 {
                page.add_data_validation(1, at, last, at, &validation(column, lists)?)?;
            }
        }
        for (row, cells) in (1_u32..).zip(&self.rows) {
            for (column, cell) in (0_u16..).zip(cells).filter(|it| !it.1.is_empty()) {
                page.write_string_with_format(row, column, cell, &plain)?;
            }
        }
        for (row, column, mark, note) in &self.marks {
            let (Ok(below), Ok(at)) = (u32::try_from(row + 1), u16::try_from(*column)) else {
                continue;
            };
            let cell = self.rows.get(*row).and_then(|it| it.get(*column)).map_or("", |it| it);
            let format = if *mark == Mark::Wrong { &wrong } else { &doubtful };
            page.write_string_with_format(below, at, cell, format)?;
            if !note.is_empty() {
                page.insert_note(
                    below,
                    at,
                    &Note::new(note).set_author("").add_author_prefix(false),
                )?;
            }
        }
        page.set_freeze_panes(1, 0)?;
        if let (Some(to), false) = (
            u16::try_from(self.columns.len()).ok().and_then(|it| it.checked_sub(1)),
            self.rows.is_empty(),
        ) {
            page.autofilter(0, 0, u32::try_from(self.rows.len()).unwrap_or(u32::MAX), to)?;
        }
        Ok(())
    }
}

fn validation(column: &Column, lists: &mut Vec<Vec<String>>) -> Result<DataValidation, XlsxError> {
    let choices = &column.choices;
    let characters: usize = choices.iter().map(|it| it.chars().count() + 1).sum();
    let list = DataValidation::new();
    let list = if characters < LONGEST_LIST && !choices.iter().any(|it| it.contains(',')) {
        list.allow_list_strings(choices)?
    } else {
        let at = lists.iter().position(|it| it == choices).unwrap_or_else(|| {
            lists.push(choices.clone());
            lists.len() - 1
        });
        let name = crate::column_name(at);
        let formula = format!("='{LISTS}'!${name}$1:${name}${}", choices.len());
        list.allow_list_formula(Formula::new(formula))
    };
    Ok(list.ignore_blank(true).set_error_style(DataValidationErrorStyle::Warning))
}

/// What a spreadsheet lets a sheet be called.
fn sheet_name(name: &str) -> String {
    let kept = name.chars().filter(|it| !"[]:*?/\\'".contains(*it));
    let short: String = kept.take(LONGEST_NAME).collect();
    if short.is_empty() { "1".to_owned() } else { short }
}

/// How many digits a text is as wide as: a Chinese character takes two.
fn width(text: &str) -> u16 {
    let wide = |it: char| if it.is_ascii() { 1 } else { 2 };
    text.lines()
        .map(|line| line.chars().map(wide).sum::<usize>())
        .max()
        .map_or(0, |it| u16::try_from(it).unwrap_or(u16::MAX))
}
