//! Printing: `lpstat` tells the printers and `lp` takes the file, on every system that prints through CUPS (Linux, macOS).
//!
//! The file goes to `lp` through a pipe: nothing about a person is left on the disk. Where there is no CUPS there are no printers
//! here, and the file is printed with the system's own viewer.

use std::{
    io::{Read as _, Write as _},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use beishen_work::Failure;

/// The system's printers.
#[derive(Debug, Default)]
pub struct Printers {
    /// Where the programs lie; none: where the system finds them.
    programs: Option<PathBuf>,
}

/// Printers of the network answer slowly; one that does not answer at all is not waited for.
const PATIENCE: Duration = Duration::from_secs(15);

impl Printers {
    /// With the programs of that folder.
    pub fn with_programs(folder: PathBuf) -> Self {
        Self { programs: Some(folder) }
    }

    /// The names of the printers, the usual one first. None where there is none, or no CUPS.
    pub fn printers(&self) -> Vec<String> {
        let told = |option| self.run("lpstat", &[option], &[]).unwrap_or_default();
        let mut names: Vec<String> = told("-e")
            .lines()
            .map(str::trim)
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        let usual = told("-d");
        let usual = usual.split_once(':').map(|it| it.1.trim()).unwrap_or_default();
        if let Some(at) = names.iter().position(|it| it == usual) {
            let usual = names.remove(at);
            names.insert(0, usual);
        }
        names
    }

    /// Prints a PDF in its true size.
    pub fn print(&self, pdf: &[u8], printer: &str) -> Result<(), Failure> {
        let options = ["-d", printer, "-t", "Beishen", "-o", "print-scaling=none"];
        self.run("lp", &options, pdf).map(drop).ok_or_else(|| {
            Failure::system(
                "打印机没有接收，请检查打印机，或存为 PDF 再打印。",
                "The printer did not take it. Check the printer, or save a PDF and print that.",
            )
        })
    }

    /// What a program says when it is given `input`; none when it is not there, does not succeed or does not end.
    fn run(&self, program: &str, arguments: &[&str], input: &[u8]) -> Option<String> {
        if cfg!(windows) {
            return None;
        }
        let program = self.programs.as_ref().map_or_else(|| program.into(), |it| it.join(program));
        let mut child = Command::new(program)
            .args(arguments)
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let input = input.to_vec();
        // A program that does not read to the end, or writes much, must not hold us up.
        thread::spawn(move || stdin.map(|mut it| it.write_all(&input)));
        let said = thread::spawn(move || {
            let mut said = String::new();
            stdout.map(|it| it.take(1 << 20).read_to_string(&mut said));
            said
        });
        if ended(&mut child) { said.join().ok() } else { None }
    }
}

/// Whether the program has ended well within [`PATIENCE`]; otherwise it is ended.
fn ended(child: &mut Child) -> bool {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if start.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(10)),
            Ok(None) | Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

    use super::*;

    /// A folder with programs that are shell scripts.
    fn programs(scripts: &[(&str, &str)]) -> (tempfile::TempDir, Printers) {
        let folder = tempfile::tempdir().unwrap();
        for (name, script) in scripts {
            let path = folder.path().join(name);
            fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let printing = Printers::with_programs(folder.path().to_owned());
        (folder, printing)
    }

    #[test]
    fn the_usual_printer_is_named_first() {
        let script = |usual: &str| {
            format!("case $1 in -e) printf 'Office\\nHome\\n';; -d) echo '{usual}';; esac")
        };
        for (usual, names) in [
            ("system default destination: Home", ["Home", "Office"]),
            ("no system default destination", ["Office", "Home"]),
        ] {
            let (_folder, printing) = programs(&[("lpstat", &script(usual))]);
            assert_eq!(printing.printers(), names);
        }
    }

    #[test]
    fn without_printers_or_without_cups_there_are_none() {
        assert!(programs(&[("lpstat", "exit 1")]).1.printers().is_empty());
        assert!(programs(&[]).1.printers().is_empty());
    }

    #[test]
    fn the_printer_gets_the_very_bytes_unscaled_and_nothing_stays_on_the_disk() {
        let (folder, printing) =
            programs(&[("lp", r#"cd "$(dirname "$0")"; echo "$@" > said; cat > got"#)]);
        let pdf: Vec<u8> = (0..300_000_u32).map(|it| it.to_le_bytes()[0]).collect();
        printing.print(&pdf, "Home").unwrap();
        assert!(fs::read(folder.path().join("got")).unwrap() == pdf);
        let said = fs::read_to_string(folder.path().join("said")).unwrap();
        assert_eq!(said, "-d Home -t Beishen -o print-scaling=none\n");
        assert_eq!(files(folder.path()), ["got", "lp", "said"]);
    }

    fn files(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            names.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_printer_that_refuses_is_told_in_words() {
        // One reads nothing, one is not there.
        for scripts in [&[("lp", "exit 1")][..], &[]] {
            let (_folder, printing) = programs(scripts);
            let failure = printing.print(&vec![0; 300_000], "Home").unwrap_err();
            assert!(failure.message.zh.contains("存为 PDF"), "{}", failure.message.zh);
        }
    }
}
