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
            assert!(inside || style, "{name} {source}");
        }
        directives += 1;
    }
    assert!(directives > 5 && policy.starts_with("default-src 'self'"), "{policy}");
    assert_eq!(config["build"]["devUrl"], Value::Null);
}

#[test]
fn the_page_has_no_right_to_files_programs_or_the_network() {
    let windows = [
        (
            "default",
            "main",
            &["core:event:default", "core:window:allow-destroy", "core:window:allow-set-title"][..],
        ),
        ("companion", "companion", &["core:event:allow-listen", "core:event:allow-unlisten"]),
    ];
    for (file, window, rights) in windows {
        let capability = read(&format!("capabilities/{file}.json"));
        assert_eq!(capability["windows"], serde_json::json!([window]), "{file}");
        assert_eq!(capability["permissions"], serde_json::json!(rights), "{file}");
    }
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/capabilities")).unwrap();
    assert_eq!(files.count(), windows.len(), "no other capability file");
}
