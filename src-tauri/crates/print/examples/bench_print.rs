//! How long a receipt takes: `cargo run --release -p beishen-print --example bench_print`. One JSON object on each line.

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::Instant;

use beishen_print::print;

const RECEIPTS: usize = 200;

#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
fn report(bench: &str, value: f64, unit: &str) {
    println!(r#"{{"bench":"{bench}","value":{value:.1},"unit":"{unit}"}}"#);
}

fn main() {
    let start = Instant::now();
    let fonts = support::fonts();
    report("print_fonts_load", start.elapsed().as_secs_f64() * 1e3, "ms");

    let receipt = support::receipt();
    let first = Instant::now();
    let printed = print(&receipt, &fonts).unwrap();
    report("print_receipt_first", first.elapsed().as_secs_f64() * 1e3, "ms");
    assert_eq!(printed.pages, 2);

    let mut times: Vec<f64> = (0..RECEIPTS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(print(&receipt, &fonts).unwrap());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    report("print_receipt_median", times[RECEIPTS / 2], "ms");
    report("print_receipt_p95", times[RECEIPTS * 95 / 100], "ms");
    #[expect(clippy::cast_precision_loss, reason = "a file size")]
    report("print_receipt_size", printed.pdf.len() as f64, "bytes");
}
