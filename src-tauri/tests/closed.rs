//! The window's own promises, in the files that keep them: nothing is fetched, and the page may ask for little.
#![expect(clippy::unwrap_used, reason = "tests")]

use serde_json::Value;

fn read(name: &str) -> Value {
    let path = format!("{}/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_page_reaches_nothing_but_itself_and_the_program() {
    let config = read("tauri.conf.json");
    let policy = config["app"]["security"]["csp"].as_str().unwrap();
    let mut directives = 0;
    for directive in policy.split(';') {
        let mut words = directive.split_whitespace();
        let name = words.next().unwrap();
        for source in words {
            let inside =
                matches!(source, "'self'" | "'none'" | "data:" | "ipc:" | "http://ipc.localhost");
            let style = name == "style-src" && source == "'unsafe-inline'";
            // The scheme of a draft's pictures, and how Windows spells it.
            let picture = matches!(source, "picture:" | "http://picture.localhost");
            assert!(inside || style || picture && name == "img-src", "{name} {source}");
        }
        directives += 1;
    }
    assert!(directives > 5 && policy.starts_with("default-src 'self'"), "{policy}");
    assert_eq!(config["build"]["devUrl"], Value::Null);
    assert_eq!(config["app"]["security"]["freezePrototype"], true);
}

#[test]
fn the_page_has_no_right_to_files_programs_or_the_network() {
    let windows = [
        (
            "default",
            "main",
            &["core:event:default", "core:window:allow-destroy", "core:window:allow-set-title"][..],
            &[
                "about",
                "open_licences",
                "call",
                "ready",
                "open_path",
                "reveal_path",
                "brought",
                "pick_file",
                "pick_folder",
                "pick_save",
                "printers",
                "print",
                "backups",
                "back_up",
                "restore_backup",
                "keep_second",
                "adopt_backup",
                "begin_anew",
                "check_vault",
                "lock_view",
                "active",
                "lock",
                "unlock",
                "offer_code",
                "keep_key",
                "settings_get",
                "settings_set",
                "companion_open",
            ][..],
        ),
        (
            "companion",
            "companion",
            &["core:event:allow-listen", "core:event:allow-unlisten"],
            &[
                "call",
                "ready",
                "reveal_path",
                "settings_get",
                "companion_here",
                "companion_on_top",
                "companion_keys",
            ],
        ),
    ];
    for (file, window, rights, commands) in windows {
        let commands = commands.iter().map(|it| format!("allow-{}", it.replace('_', "-")));
        let rights: Vec<_> = rights.iter().map(|it| (*it).to_owned()).chain(commands).collect();
        let capability = read(&format!("capabilities/{file}.json"));
        assert_eq!(capability["windows"], serde_json::json!([window]), "{file}");
        assert_eq!(capability["permissions"], serde_json::json!(rights), "{file}");
    }
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/capabilities")).unwrap();
    assert_eq!(files.count(), windows.len(), "no other capability file");
}

#[test]
fn every_command_of_the_shell_is_named_where_windows_are_given_theirs() {
    let text = |name: &str| {
        std::fs::read_to_string(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    let between = |text: &str, from: &str, to: &str| {
        text.split_once(from).unwrap().1.split_once(to).unwrap().0.to_owned()
    };
    let handled = between(&text("src/main.rs"), "generate_handler![", "]");
    let handled = handled.split(',').filter_map(|it| it.trim().rsplit("::").next());
    let mut handled: Vec<_> = handled.filter(|it| !it.is_empty()).map(str::to_owned).collect();
    let named = between(&text("build.rs"), "COMMANDS: &[&str] = &[", "]");
    let named = named.split(',').map(|it| it.trim().trim_matches('"').to_owned());
    let mut named: Vec<_> = named.filter(|it| !it.is_empty()).collect();
    handled.sort();
    named.sort();
    assert_eq!(handled, named);
    assert!(named.len() > 10);
}
