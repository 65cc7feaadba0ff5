//! What is measured, in one place: each measurement prints `{"bench","value","unit"}`, and `"budget"` where it is to be no more than
//! that; a table closes the run.

use std::{
    env,
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter, Write},
    path::PathBuf,
    process::{Command, Stdio},
    time::Instant,
};

use crate::{
    citizen,
    programs::{Done, cargo, on_path, program, root, stream},
};

/// Each prints one JSON line for each figure.
const EXAMPLES: [&str; 10] = [
    "bench_search",
    "bench_values",
    "bench_assess",
    "bench_photo",
    "bench_print",
    "bench_store",
    "bench_answer",
    "bench_import",
    "bench_desk",
    "bench_keys",
];

mod window;

const LINES: u32 = 1_000_000;

/// Builds optimised, measures one thing after the other, prints the table.
pub(crate) fn all() -> Done {
    crate::setup::for_run()?;
    // All at once: built one by one, what they share would be built anew for each.
    let all = ["build", "--release", "--locked", "--workspace", "--exclude", "beishen-e2e"];
    stream(cargo(&all).args(["--bins", "--examples"]))?;
    let mut figures = Vec::new();
    for example in EXAMPLES {
        figures.extend(lines_of(program(&release(&format!("examples/{example}"))?))?);
    }
    figures.push(values_by_command_line()?);
    // What is found of planted defects, and what of good photos is asked about: tests print it.
    let claims = ["test", "--locked", "--workspace", "--lib", "claims", "--", "--nocapture"];
    figures.extend(lines_of(cargo(&claims))?);
    figures.extend(window::figures(&release("beishen-app")?)?);
    println!("\n{}", table(&figures));
    Ok(())
}

/// How fast `beishen value id18` checks lines from standard input, on one core where that can be asked for.
fn values_by_command_line() -> Done<Figure> {
    let lines = root().join("out/bench/id18.txt");
    write_numbers(&lines).map_err(|e| format!("{} could not be written: {e}.", lines.display()))?;
    let beishen = release("beishen")?;
    let mut command = if on_path("taskset") {
        let mut pinned = program("taskset");
        pinned.args(["-c", "0", beishen.as_str()]);
        pinned
    } else {
        program(&beishen)
    };
    let input =
        File::open(&lines).map_err(|e| format!("{} could not be read: {e}.", lines.display()))?;
    command.args(["value", "id18"]).stdin(input).stdout(Stdio::null());
    let start = Instant::now();
    stream(&mut command)?;
    let json = format!(
        r#"{{"bench":"cli_value_id18","value":{:.0},"unit":"lines/s"}}"#,
        f64::from(LINES) / start.elapsed().as_secs_f64()
    );
    println!("{json}");
    Figure::of(&json).ok_or_else(|| format!("the figure {json} cannot be read."))
}

fn write_numbers(path: &PathBuf) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    let mut file = BufWriter::new(File::create(path)?);
    for n in 0..LINES {
        writeln!(file, "{}", citizen::number(n))?;
    }
    file.flush()
}

/// Where cargo puts what it builds optimised: beside the folder that xtask itself was built into.
fn release(name: &str) -> Done<String> {
    let own = env::current_exe()
        .map_err(|e| format!("the folder of built programs cannot be found: {e}."))?;
    let target = own.ancestors().nth(2).ok_or("the folder of built programs cannot be found.")?;
    Ok(target
        .join("release")
        .join(format!("{name}{}", env::consts::EXE_SUFFIX))
        .to_string_lossy()
        .into_owned())
}

/// Runs a measurement, passes its lines on as they come, and keeps the figures among them.
fn lines_of(mut command: Command) -> Done<Vec<Figure>> {
    let name = command.get_program().to_string_lossy().into_owned();
    eprintln!("\n$ {name}");
    let failed = |e: std::io::Error| format!("`{name}` could not be run: {e}.");
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let mut figures = Vec::new();
    for line in child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines()) {
        let line = line.map_err(failed)?;
        println!("{line}");
        figures.extend(Figure::of(&line));
    }
    let status = child.wait().map_err(failed)?;
    if !status.success() {
        return Err(format!("`{name}` failed ({status}). The lines above say why."));
    }
    if figures.is_empty() {
        return Err(format!(
            "`{name}` printed no figure; it should print lines of {{\"bench\",\"value\",\"unit\"}}."
        ));
    }
    Ok(figures)
}

/// One line of a measurement.
#[derive(Debug, PartialEq)]
pub(crate) struct Figure {
    bench: String,
    value: String,
    unit: String,
    /// The most it may be, if somebody has said so.
    budget: Option<String>,
}

impl Figure {
    fn of(json: &str) -> Option<Self> {
        Some(Self {
            bench: member(json, "bench")?,
            value: member(json, "value")?,
            unit: member(json, "unit")?,
            budget: member(json, "budget"),
        })
    }
}

impl Figure {
    /// Behind the figure: its budget, and whether it is over.
    fn against_budget(&self) -> String {
        let Some(budget) = &self.budget else { return String::new() };
        let over = match (self.value.parse::<f64>(), budget.parse::<f64>()) {
            (Ok(value), Ok(most)) => value > most,
            _ => true,
        };
        format!("  (at most {budget}{})", if over { ": OVER" } else { "" })
    }
}

/// A string or number of a flat JSON object whose strings hold no escapes: all that our own measurements print.
fn member(json: &str, name: &str) -> Option<String> {
    let (_, rest) = json.split_once(&format!("\"{name}\""))?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start();
    match rest.strip_prefix('"') {
        Some(text) => Some(text.split_once('"')?.0.to_owned()),
        None => Some(rest.split([',', '}']).next()?.trim().to_owned()),
    }
}

fn table(figures: &[Figure]) -> String {
    let width = |of: fn(&Figure) -> &String| {
        figures.iter().map(|f| of(f).chars().count()).max().unwrap_or(0)
    };
    let (names, values) = (width(|f| &f.bench), width(|f| &f.value));
    let line = |f: &Figure| {
        format!("{:names$}  {:>values$} {}{}", f.bench, f.value, f.unit, f.against_budget())
    };
    figures.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_and_lined_up() {
        let figures: Vec<_> = [
            r#"{"bench":"search","value":0.31,"unit":"ms"}"#,
            "a line of another kind",
            r#"{ "bench": "id18", "value": 8000000, "unit": "numbers/s" }"#,
            r#"{"bench":"save","value":12.5,"unit":"ms","budget":50}"#,
            r#"{"bench":"unlock","value":1600.5,"unit":"ms","budget":1500}"#,
        ]
        .into_iter()
        .filter_map(Figure::of)
        .collect();
        let lines = [
            "search     0.31 ms",
            "id18    8000000 numbers/s",
            "save       12.5 ms  (at most 50)",
            "unlock   1600.5 ms  (at most 1500: OVER)",
        ];
        assert_eq!(table(&figures), lines.join("\n"));
    }

    #[test]
    fn half_a_figure_is_none() {
        for line in [
            "",
            "{}",
            r#"{"bench":"a","value":1}"#,
            r#"{"bench":"a"#,
            r#"{"bench" 1,"value":1,"unit":"s"}"#,
        ] {
            assert_eq!(Figure::of(line), None, "{line}");
        }
    }

    #[test]
    fn built_programs_lie_beside_the_folder_of_this_one() {
        let path = release("beishen").unwrap();
        assert!(path.contains("release"), "{path}");
        assert!(path.ends_with(&format!("beishen{}", env::consts::EXE_SUFFIX)), "{path}");
    }
}
