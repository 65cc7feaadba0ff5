//! The real window: from the start of the program to the first page that can be typed into, and the memory it takes then.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::Stdio,
    thread,
    time::Duration,
};

use super::Figure;
use crate::programs::{Done, on_path, program, root};

/// What a window costs once its first page has settled.
const SETTLED: Duration = Duration::from_secs(3);

/// Both figures; none where there is no way to show a window to nobody.
pub(super) fn figures(app: &str) -> Done<Vec<Figure>> {
    if !on_path("xvfb-run") {
        eprintln!("The window is not measured: xvfb-run is not there.");
        return Ok(Vec::new());
    }
    let data = root().join("out/bench/window");
    let _ = fs::remove_dir_all(&data);
    let mut display = program("xvfb-run");
    display.args(["-a", "-s", "-screen 0 1400x1000x24", "dbus-run-session", "--", app]);
    display.env("BEISHEN_TELL_READY", "1").env("BEISHEN_DATA_DIR", &data).env("GDK_BACKEND", "x11");
    let failed = |e: std::io::Error| format!("the window could not be measured: {e}.");
    let mut child = display.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(failed)?;
    let lines = child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines());
    let mut ready = None;
    for line in lines {
        ready = Figure::of(&line.map_err(failed)?);
        if ready.is_some() {
            break;
        }
    }
    thread::sleep(SETTLED);
    let processes = processes_of(app);
    let kb: u64 = processes.iter().filter_map(|pid| pss(*pid)).sum();
    for pid in processes {
        let _ = program("kill").arg(pid.to_string()).status();
    }
    let _ = child.wait();
    let memory = format!(r#"{{"bench":"window_pss","value":{},"unit":"MB"}}"#, kb / 1024);
    println!("{memory}");
    let ready = ready.ok_or("the window never became ready.")?;
    Ok(std::iter::once(ready).chain(Figure::of(&memory)).collect())
}

/// The program, and the helpers of the web view that it has started.
fn processes_of(app: &str) -> Vec<u32> {
    let all: Vec<(u32, u32, String)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|it| it.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|pid: u32| {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
            let command = fs::read_to_string(format!("/proc/{pid}/cmdline")).ok()?;
            Some((pid, parent, command.split('\0').next()?.to_owned()))
        })
        .collect();
    let mut ours: Vec<u32> = all.iter().filter(|it| it.2 == app).map(|it| it.0).collect();
    loop {
        let more: Vec<u32> = all
            .iter()
            .filter(|it| ours.contains(&it.1) && !ours.contains(&it.0))
            .map(|it| it.0)
            .collect();
        if more.is_empty() {
            return ours;
        }
        ours.extend(more);
    }
}

/// Proportional set size in kB: shared pages counted by share.
fn pss(pid: u32) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    rollup
        .lines()
        .find_map(|it| it.strip_prefix("Pss:"))?
        .trim()
        .trim_end_matches(" kB")
        .trim()
        .parse()
        .ok()
}
