//! What the programs link: the command line without its feature for vaults opens none, so it carries none; nothing that could open a
//! connection is in window and command line, and nothing that could open a vault is in the one program that does.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::process::Command;

/// What cargo says `package` is built of, on this system and without tests.
fn built_of(package: &str, features: &[&str]) -> Vec<String> {
    let tree = ["tree", "-e", "normal,build", "--prefix", "none", "--locked", "--offline", "-p"];
    let cargo =
        Command::new(env!("CARGO")).args(tree).arg(package).args(features).output().unwrap();
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let lines = String::from_utf8(cargo.stdout).unwrap();
    lines.lines().filter_map(|it| it.split(' ').next().map(str::to_owned)).collect()
}

#[test]
fn the_command_line_is_built_without_vault_and_without_contract_unless_it_asks() {
    let is_of_the_desk = |it: &String| {
        ["beishen-desk", "beishen-store", "rusqlite", "libsqlite3-sys", "ts-rs"].contains(&&**it)
            || it.starts_with("sqlcipher")
            || it.starts_with("openssl")
    };
    let cli = built_of("beishen-cli", &["--no-default-features"]);
    assert!(cli.iter().any(|it| it == "beishen-work"), "{cli:?}");
    let found: Vec<_> = cli.iter().filter(|it| is_of_the_desk(it)).collect();
    assert!(found.is_empty(), "beishen-cli is built of {found:?}");

    // The same look finds them where they are.
    let asked = built_of("beishen-cli", &[]);
    for name in ["beishen-store", "libsqlite3-sys", "ts-rs"] {
        assert!(asked.iter().any(|it| it == name), "{name} is not in beishen-cli with its vault");
    }
}

/// What opens connections: what deny.toml lets nobody, or only the office, be built of.
fn connects() -> Vec<&'static str> {
    let deny = include_str!("../../deny.toml");
    let (_, list) = deny.split_once("\ndeny = [").unwrap();
    let (list, _) = list.split_once("\n]").unwrap();
    let lines = list.lines().filter(|it| !it.trim_start().starts_with('#'));
    // tokio with its `net` brings these.
    lines.filter_map(|it| it.split('"').nth(1)).chain(["mio", "socket2"]).collect()
}

#[test]
fn nothing_in_window_and_command_line_could_open_a_connection() {
    let names = connects();
    for package in ["beishen-app", "beishen-cli", "beishen-desk"] {
        let built = built_of(package, &[]);
        let found: Vec<_> = built.iter().filter(|it| names.contains(&it.as_str())).collect();
        assert!(found.is_empty(), "{package} is built of {found:?}");
    }
    // The same look finds them where they are.
    let office = built_of("beishen-office", &[]);
    for name in ["postgres", "tokio-postgres", "native-tls", "mio", "socket2"] {
        assert!(names.contains(&name), "{name} is not in deny.toml");
        assert!(office.iter().any(|it| it == name), "{name} is not in beishen-office");
    }
}

#[test]
fn the_program_that_opens_a_connection_could_open_no_vault() {
    let office = built_of("beishen-office", &[]);
    let ours: Vec<_> = office.iter().filter(|it| it.starts_with("beishen-")).collect();
    let may = ["beishen-office", "beishen-document", "beishen-tray"];
    assert!(ours.iter().all(|it| may.contains(&&***it)), "{ours:?}");
    let opens = ["rusqlite", "libsqlite3-sys", "argon2", "chacha20poly1305"];
    let found: Vec<_> = office.iter().filter(|it| opens.contains(&&***it)).collect();
    assert!(found.is_empty(), "beishen-office is built of {found:?}");
}
