//! How long a receipt takes: `cargo run --release -p beishen-print --example bench_print`. One JSON object on each line.

#[path = "../tests/paper/samples.rs"]
#[expect(clippy::unwrap_used, reason = "as in the tests")]
mod samples;

use std::time::Instant;

use beishen_print::{PrintError, print};

/// How often each document is printed.
const TIMES: usize = 100;

#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
fn report(bench: &str, value: f64, unit: &str) {
    println!(r#"{{"bench":"{bench}","value":{value:.1},"unit":"{unit}"}}"#);
}

fn main() -> Result<(), PrintError> {
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
    Ok(())
}
