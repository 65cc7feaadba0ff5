//! A school's own table, filled in with what the desk knows.

use std::fs;

use beishen_tables::{Column, OwnSheet, Sheet, Workbook, read};
use serde_json::{Value, json};

use crate::Window;

const ZHANG: &str = "11010519491231002X";
const LI: &str = "440524188001010014";

/// A table with these names of columns and these rows.
fn table(names: &[&str], rows: &[&[&str]]) -> Vec<u8> {
    let column = |name: &&str| Column { name: (*name).to_owned(), ..Column::default() };
    let row = |row: &&[&str]| row.iter().map(|it| (*it).to_owned()).collect();
    let page = OwnSheet {
        name: "名册".to_owned(),
        columns: names.iter().map(column).collect(),
        rows: rows.iter().map(row).collect(),
        ..OwnSheet::default()
    };
    Workbook { sheets: vec![page] }.to_xlsx().unwrap()
}

impl Window {
    fn person(&mut self, name: &str, answers: &[(&str, &str)]) -> Value {
        let draft = self.draft(name);
        for (fact, text) in answers {
            self.answer(draft, fact, text);
        }
        self.call("open_draft", json!({ "draft": draft }))["applicant"]["id"].clone()
    }

    /// Reads a table and fills it in; what was said, and the sheet.
    fn filled(&mut self, bytes: &[u8], class: Option<&str>) -> (Value, Sheet) {
        let (from, to) = (self.path("school.xlsx"), self.path("filled.xlsx"));
        fs::write(&from, bytes).unwrap();
        let view = self.call("read_table", json!({ "path": from, "procedure": "tdxl" }));
        assert_eq!(view["can_fill"], true);
        let plan = self.call("fill_table", json!({ "class": class, "path": null }));
        assert!(!to.exists() && plan["path"] == "", "nothing is written before that is said");
        let done = self.call("fill_table", json!({ "class": class, "path": to }));
        assert_eq!(done["said"], plan["said"]);
        assert_eq!(fs::read(&from).unwrap(), bytes, "the table itself stays as it is");
        let sheet = read(&fs::read(&to).unwrap()).unwrap().sheets.remove(0);
        fs::remove_file(&to).unwrap();
        (done, sheet)
    }
}

/// The texts of a row, by its number.
fn row(sheet: &Sheet, number: u32) -> Vec<&str> {
    let row = sheet.rows.iter().find(|it| it.number == number);
    row.map(|row| (0..sheet.width).map(|it| row.cell(it).text.as_str()).collect())
        .unwrap_or_default()
}

#[test]
fn who_has_a_row_gets_it_filled_and_who_has_none_gets_one() {
    let mut window = Window::open();
    window.person("张三", &[("person.id_number", ZHANG), ("contact.mobile", "13800138000")]);
    window.person("李四", &[("person.id_number", LI), ("contact.postcode", "410081")]);
    window.person("王五", &[("contact.postcode", "410082")]);
    window.person("赵六", &[("contact.postcode", "410083")]);
    let bytes = table(
        &["序号", "姓名", "证件号码", "手机", "邮政编码", "备注"],
        &[
            &["1", "张三", "", "13900139000", "", "班长"],
            &["2", "李 四", LI, "", "", ""],
            &["3", "王五", "", "", "", ""],
            &["4", "王五", "", "", "", ""],
        ],
    );
    let (done, sheet) = window.filled(&bytes, None);
    assert_eq!((&done["found"], &done["added"]), (&json!(2), &json!(2)), "{done}");
    assert_eq!(row(&sheet, 2)[..4], ["1", "张三", ZHANG, "13900139000"]);
    assert_eq!(row(&sheet, 2)[5], "班长");
    assert_eq!(row(&sheet, 3)[1..5], ["李 四", LI, "", "410081"]);
    assert_eq!(row(&sheet, 4)[4], "", "of two rows of one name none is taken for somebody's");
    let new: Vec<&str> = [6, 7].map(|it| row(&sheet, it)[1]).into();
    assert_eq!(new, ["王五", "赵六"]);
    let kept = &done["kept"][0];
    assert_eq!((&kept["cell"], &kept["table"]), (&json!("D2"), &json!("13900139000")), "{done}");
    assert_eq!(kept["desk"], "13800138000");
    assert!(done["said"].as_str().unwrap().contains("表里有 2 人，新增 2 行"), "{done}");
}

#[test]
fn numbered_rows_are_used_and_what_stands_below_is_told() {
    let mut window = Window::open();
    for name in ["张三", "李四", "王五"] {
        let id = window.person(name, &[]);
        let class = if name == "王五" { "二班" } else { "一班" };
        let deed = json!({ "class": class });
        window.call("do_to_many", json!({ "applicants": [id], "deed": deed }));
    }
    let rows: &[&[&str]] = &[&["1", "", ""], &["2", "", ""], &["填表人：", "", ""]];
    let bytes = table(&["序号", "姓名", "邮编"], rows);
    let (done, sheet) = window.filled(&bytes, Some("一班"));
    assert_eq!(done["added"], 2);
    assert_eq!([row(&sheet, 2)[1], row(&sheet, 3)[1]], ["李四", "张三"]);
    let (done, sheet) = window.filled(&bytes, None);
    assert_eq!((row(&sheet, 4)[0], row(&sheet, 5)[1]), ("填表人：", "王五"));
    assert!(done["said"].as_str().unwrap().contains("1 行写在表格下方其他内容之后"), "{done}");
}

#[test]
fn only_an_xlsx_is_filled_in_and_its_columns_are_remembered() {
    let mut window = Window::open();
    window.person("张三", &[("person.id_number", ZHANG), ("contact.mobile", "13800138000")]);
    let csv = window.path("a.csv");
    fs::write(&csv, "姓名,手机\n张三,\n").unwrap();
    let view = window.call("read_table", json!({ "path": csv, "procedure": "tdxl" }));
    assert_eq!(view["can_fill"], false);
    let refused = window.try_call("fill_table", json!({ "class": null, "path": null }));
    assert!(refused.unwrap_err().message.zh.contains(".xlsx"));
    let bytes = table(&["姓名", "怎么找到本人"], &[&["张三", ""]]);
    let path = window.path("b.xlsx");
    fs::write(&path, bytes).unwrap();
    window.call("read_table", json!({ "path": path, "procedure": "tdxl" }));
    window.call("map_column", json!({ "column": 1, "fact": "contact.mobile" }));
    let to = window.path("c.xlsx");
    window.call("fill_table", json!({ "class": null, "path": to }));
    let view = window.call("read_table", json!({ "path": path, "procedure": "tdxl" }));
    assert_eq!(view["columns"][1]["fact"], "contact.mobile", "as it was said the last time");
}

#[test]
fn a_school_gets_class_and_number_also_of_those_whose_form_asks_for_neither() {
    let mut window = Window::open();
    let own =
        [("person.id_number", ZHANG), ("degree.class", "一班"), ("degree.student_number", "007")];
    window.person("张三", &own);
    let (_, sheet) = window.filled(&table(&["姓名", "班级", "学号"], &[]), Some("一班"));
    assert_eq!(row(&sheet, 2), ["张三", "一班", "007"]);
}
