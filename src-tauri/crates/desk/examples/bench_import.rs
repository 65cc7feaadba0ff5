//! How long a table of 10,000 people and 60 columns takes: one JSON line per figure, times in milliseconds.
//!
//! `cargo run --release -p beishen-desk --example bench_import [FILE.xlsx]` keeps the table, to be read by other programs too.

use std::{
    env,
    error::Error,
    fs,
    io::{Write as _, stdout},
    path::PathBuf,
    time::Instant,
};

use beishen_desk::{
    Command, Desk, Library, Reply, Request,
    contract::{ImportShow, ReadFrom},
};
use beishen_document::Locale;
use beishen_tables::{Column, OwnSheet, Workbook, read};
use chrono::NaiveDateTime;

const PEOPLE: usize = 10_000;
const COLUMNS: usize = 60;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = env::args_os().nth(1).map_or_else(|| folder.path().join("many.xlsx"), PathBuf::from);
    let named = [
        "姓名",
        "证件号码",
        "手机",
        "邮箱",
        "通信地址",
        "邮政编码",
        "民族",
        "政治面貌",
        "工作单位名称",
        "获前置学位年月",
    ];
    let name =
        |at: usize| named.get(at).map_or_else(|| format!("备注 {at}"), |it| (*it).to_owned());
    let columns = (0..COLUMNS).map(|it| Column { name: name(it), ..Column::default() }).collect();
    let rows = (0..PEOPLE).map(person).collect();
    let page = OwnSheet { name: "名册".into(), columns, rows, ..OwnSheet::default() };
    fs::write(&path, Workbook { sheets: vec![page] }.to_xlsx()?)?;
    let bytes = fs::read(&path)?;
    let start = Instant::now();
    let book = read(&bytes).map_err(|it| it.message().en)?;
    report("table_read", since(start))?;
    drop(book);

    let now: NaiveDateTime = "2026-11-22T09:00:00".parse()?;
    let mut desk = Desk::open(&folder.path().join("beishen.vault"), Library::built_in()?, now)?;
    let mut call = |command| desk.call(Request { locale: Locale::Zh, command }, now);
    let start = Instant::now();
    let path = ReadFrom(path);
    let reply = call(Command::ReadTable { path, procedure: "tdxl".into() })?;
    let rows = Command::ImportRows { offset: 0, limit: 50, show: ImportShow::All };
    call(rows)?;
    report("table_read_checked_previewed", since(start))?;
    let Reply::ReadTable(view) = reply else { return Err("another reply".into()) };
    if view.bad > 0 || view.total != 10_000 {
        return Err(format!("{} of {} are bad", view.bad, view.total).into());
    }
    let start = Instant::now();
    let Reply::RunImport(done) = call(Command::RunImport {})? else {
        return Err("another reply".into());
    };
    let (value, budget) = (since(start), 5_000);
    let name = "import_committed_and_looked_at_again";
    writeln!(stdout(), r#"{{"bench":"{name}","value":{value:.1},"unit":"ms","budget":{budget}}}"#)?;
    let start = Instant::now();
    call(Command::UndoImport { import: done.import })?;
    report("import_undone_and_looked_at_again", since(start))
}

fn person(n: usize) -> Vec<String> {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let body =
        format!("430102{:04}{:02}01{:03}", 1960 + n / 300 % 30, 1 + n / 9_000, 100 + n % 300);
    let sum: usize = body.bytes().zip(WEIGHTS).map(|(it, by)| usize::from(it - b'0') * by).sum();
    let check = b"10X98765432".get(sum % 11).copied().unwrap_or_default();
    let mut row = vec![
        "张三".to_owned(),
        format!("{body}{}", char::from(check)),
        format!("138{n:08}"),
        format!("a{n}@example.cn"),
        format!("长沙市岳麓区麓山路 {n} 号"),
        "410081".to_owned(),
        "汉族".to_owned(),
        "群众".to_owned(),
        "示例设计院".to_owned(),
        "201406".to_owned(),
    ];
    row.resize(COLUMNS, format!("第 {n} 人"));
    row
}

fn since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn report(name: &str, value: f64) -> Result<(), Box<dyn Error>> {
    writeln!(stdout(), r#"{{"bench":"{name}","value":{value:.1},"unit":"ms"}}"#)?;
    Ok(())
}
