//! How long papers take: `cargo run --release -p beishen-print --example bench_print`. One JSON object on each line.
//!
//! With the word `rows` it prints what the plain receipts say instead, a JSON list of label and value a line, so that
//! another tool can be measured on the same.

#[path = "../tests/paper/samples.rs"]
#[expect(clippy::unwrap_used, reason = "as in the tests")]
mod samples;

use std::{fs, time::Instant};

use beishen_core::assess;
use beishen_document::{Block, Document, FormCell, Locale};
use beishen_guide::papers::receipt;
use beishen_print::{Book, PrintError, print};
use beishen_tests::{PACKS, clean, now, pack};

/// How often each document is printed.
const TIMES: usize = 100;
/// How many receipts of different people.
const PEOPLE: u64 = 1000;
/// How many lie in one file.
const PART: usize = 100;

#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
fn report(bench: &str, value: f64, unit: &str) {
    println!(r#"{{"bench":"{bench}","value":{value:.1},"unit":"{unit}"}}"#);
}

/// Milliseconds of the processor that this thread has used; on other systems than Linux, of the clock.
fn used(start: Instant) -> f64 {
    let ns = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ns = ns.and_then(|it| it.split(' ').next()?.parse::<f64>().ok());
    ns.map_or_else(|| start.elapsed().as_secs_f64() * 1e3, |it| it / 1e6)
}

/// What the process holds in memory, and the most it has held, in MB; nothing on other systems than Linux.
fn memory(what: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix(what));
    let kb = line.and_then(|it| it.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kb.unwrap_or(0.0) / 1024.0
}

/// The receipts of many invented people, with a photo; made one by one.
fn people() -> impl Iterator<Item = Document> {
    let packs: Vec<_> = PACKS.iter().map(|it| pack(it)).collect();
    let photo = samples::photo();
    (0..PEOPLE).map(move |number| {
        let pack = &packs[usize::try_from(number).unwrap_or(0) % packs.len()];
        let answers = clean::draft(pack, number).1;
        let assessment = assess(&pack.procedure, &answers, now());
        let photo = Some(photo.clone());
        receipt(&pack.procedure, &answers, &assessment, photo, now(), Locale::Zh, true)
    })
}

/// A title and forty lines of label and value, without photo, code or history.
fn plain() -> impl Iterator<Item = Document> {
    people().map(|it| {
        let cells = it.blocks.into_iter().filter_map(|it| match it {
            Block::Form { rows, .. } => Some(rows.into_iter().flatten()),
            _ => None,
        });
        let cells: Vec<FormCell> = cells.flatten().collect();
        let rows = cells.iter().cycle().take(40).map(|it| vec![it.clone()]).collect();
        Document { blocks: vec![Block::Form { rows, photo: None }], ..it }
    })
}

#[expect(clippy::print_stdout, reason = "what another tool is measured on")]
fn print_rows() {
    for document in plain() {
        let Some(Block::Form { rows, .. }) = document.blocks.first() else { continue };
        let rows = rows.iter().flatten().map(|it| format!("[{:?},{:?}]", it.label, it.value));
        println!("[{}]", rows.collect::<Vec<_>>().join(","));
    }
}

fn main() -> Result<(), PrintError> {
    if std::env::args().any(|it| it == "rows") {
        print_rows();
        return Ok(());
    }
    let start = Instant::now();
    let fonts = samples::fonts();
    report("print_fonts_load", start.elapsed().as_secs_f64() * 1e3, "ms");
    for (name, document) in [("receipt", samples::receipt()), ("checklist", samples::checklist())] {
        let print_once = || {
            let start = Instant::now();
            let printed = print(&document, fonts)?;
            Ok((start.elapsed().as_secs_f64() * 1e3, printed))
        };
        let (first, printed) = print_once()?;
        report(&format!("print_{name}_first"), first, "ms");
        let times = (0..TIMES).map(|_| print_once().map(|(took, _)| took));
        let mut times = times.collect::<Result<Vec<f64>, PrintError>>()?;
        times.sort_by(f64::total_cmp);
        report(&format!("print_{name}_median"), times[TIMES / 2], "ms");
        report(&format!("print_{name}_p95"), times[TIMES * 95 / 100], "ms");
        let size = u32::try_from(printed.pdf.len()).map_or(f64::NAN, f64::from);
        report(&format!("print_{name}_size"), size, "bytes");
        report(
            &format!("print_{name}_pages"),
            u32::try_from(printed.pages).map_or(f64::NAN, f64::from),
            "pages",
        );
    }
    many("plain", plain(), fonts)?;
    many("people", people(), fonts)?;
    book(fonts)
}

/// Different receipts, one file each: processor time a receipt, and the memory after the first hundred and at the end.
fn many(
    name: &str,
    documents: impl Iterator<Item = Document>,
    fonts: &beishen_print::Fonts,
) -> Result<(), PrintError> {
    let mut times = Vec::new();
    let mut bytes = 0;
    for document in documents {
        let start = Instant::now();
        let before = used(start);
        bytes = print(&document, fonts)?.pdf.len();
        times.push(used(start) - before);
        if times.len() == PART {
            report(&format!("print_{name}_memory_after_{PART}"), memory("VmRSS:"), "MB");
        }
    }
    report(&format!("print_{name}_memory_after_{}", times.len()), memory("VmRSS:"), "MB");
    let count = u32::try_from(times.len()).map_or(f64::NAN, f64::from);
    report(&format!("print_{name}_cpu"), times.iter().sum::<f64>() / count, "ms each");
    times.sort_by(f64::total_cmp);
    report(&format!("print_{name}_cpu_p95"), times[times.len() * 95 / 100], "ms");
    report(
        &format!("print_{name}_size"),
        u32::try_from(bytes).map_or(f64::NAN, f64::from),
        "bytes",
    );
    Ok(())
}

/// The same in files of a hundred.
fn book(fonts: &beishen_print::Fonts) -> Result<(), PrintError> {
    let (start, mut pages) = (Instant::now(), 0);
    let (before, mut spent) = (used(start), 0.0);
    let mut people = people().peekable();
    let mut bytes = 0;
    while people.peek().is_some() {
        let mut book = Book::new(fonts);
        for document in people.by_ref().take(PART) {
            book.add(&document)?;
        }
        let printed = book.finish()?;
        pages += printed.pages;
        bytes = printed.pdf.len();
        spent = used(start) - before;
    }
    let people = f64::from(u32::try_from(PEOPLE).unwrap_or(u32::MAX));
    report("print_book_cpu", spent / people, "ms each");
    report("print_book_pages", u32::try_from(pages).map_or(f64::NAN, f64::from), "pages");
    report("print_book_size", u32::try_from(bytes).map_or(f64::NAN, f64::from), "bytes");
    report("print_book_memory_most", memory("VmHWM:"), "MB");
    Ok(())
}
