//! Why a file is not read at all.

use beishen_document::Text;

/// Bytes of a file.
pub const LARGEST: usize = 20 << 20;
/// Rows of a sheet, the header among them.
pub const MOST_ROWS: usize = 20_000;
/// Columns of a sheet.
pub const MOST_COLUMNS: usize = 200;
/// Cells of a file.
pub const MOST_CELLS: usize = 2_000_000;
/// Characters of a cell.
pub(crate) const LONGEST: usize = 2_000;

/// Why a file is not read. Names no cell's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is no table of a kind that is read.
    NotATable,
    /// A web page under the name of a spreadsheet, as old systems export.
    WebPage,
    /// It is protected by a password.
    Protected,
    /// It is damaged or cut off.
    Damaged,
    /// Larger than [`LARGEST`].
    TooLarge,
    /// It is small, and would be far too large once unpacked.
    Bomb,
    /// More than [`MOST_ROWS`] in a sheet.
    TooManyRows,
    /// More than [`MOST_COLUMNS`] in a sheet.
    TooManyColumns,
    /// More than [`MOST_CELLS`].
    TooManyCells,
    /// A cell holds more than 2,000 characters: where it lies.
    TooLong(String),
    /// There is nothing in it.
    Empty,
}

impl Refusal {
    /// What is wrong and what to do.
    pub fn message(&self) -> Text {
        match self {
            Self::NotATable => Text::new(
                "这不是能读的表格，请另存为 .xlsx 或 .csv 再导入。",
                "This is no table that can be read. Save it as .xlsx or .csv and import that.",
            ),
            Self::WebPage => Text::new(
                "这是网页格式的 .xls，请用表格软件打开，另存为 .xlsx。",
                "This .xls is really a web page. Open it in a spreadsheet program and save it as .xlsx.",
            ),
            Self::Protected => Text::new(
                "表格有打开密码，请去掉密码后再导入。",
                "The table is protected by a password. Remove it and import again.",
            ),
            Self::Damaged => Text::new(
                "表格已损坏或不完整，请用表格软件打开，另存一份再导入。",
                "The table is damaged or incomplete. Open it in a spreadsheet program, save a copy and import that.",
            ),
            Self::TooLarge => Text::new(
                "表格超过 20 MB，请删去图片或分成几份。",
                "The table is over 20 MB. Remove its pictures or split it.",
            ),
            Self::Bomb => Text::new(
                "表格解压后过大，不像正常的名册，没有读取。",
                "The table would be far too large once unpacked. That is no ordinary list; it was not read.",
            ),
            Self::TooManyRows => Text::new(
                "表格超过 20000 行，请分成几份。",
                "The table has more than 20,000 rows. Split it.",
            ),
            Self::TooManyColumns => Text::new(
                "表格超过 200 列，请只留下要导入的列。",
                "The table has more than 200 columns. Keep those to be imported.",
            ),
            Self::TooManyCells => Text::new(
                "表格超过 200 万格，请分成几份。",
                "The table has more than two million cells. Split it.",
            ),
            Self::TooLong(cell) => Text::new(
                format!("单元格 {cell} 超过 2000 字，请缩短。"),
                format!("Cell {cell} has more than 2,000 characters. Shorten it."),
            ),
            Self::Empty => Text::new(
                "表格里没有内容，请换一个文件。",
                "There is nothing in the table. Choose another file.",
            ),
        }
    }
}
