//! What others have made and the packages bring along, told twice: with every licence's text for people (third-party.txt), and as a
//! `CycloneDX` list for programs (sbom.json).

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    fonts,
    node::NPM,
    programs::{Done, answer, cargo, root},
};

/// A crate, or a package of npm.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    kind: &'static str,
    name: String,
    version: String,
    /// As SPDX writes it.
    license: String,
    home: String,
    sha256: Option<String>,
    /// Where its files lie on this machine.
    folder: PathBuf,
}

/// Writes both lists into a folder, for the programs of this system or of a target.
pub(super) fn write(folder: &Path, target: Option<&str>, version: &str, time: &str) -> Done {
    let parts = all(target)?;
    for (name, text) in
        [("third-party.txt", notices(&parts)), ("sbom.json", bom(&parts, version, time))]
    {
        fs::write(folder.join(name), text).map_err(|e| format!("{name} was not written: {e}."))?;
    }
    Ok(())
}

/// Everything, sorted.
fn all(target: Option<&str>) -> Done<BTreeSet<Part>> {
    let mut parts = crates(target)?;
    parts.extend(npm("ui")?);
    parts.extend(npm("assets")?);
    if fonts::placed(fonts::RARE) {
        parts.insert(Part {
            kind: "font",
            name: "Hanazono".to_owned(),
            version: "20170904".to_owned(),
            license: "OFL-1.1".to_owned(),
            home: "https://fonts.jp/hanazono/".to_owned(),
            sha256: None,
            folder: PathBuf::from("/usr/share/doc/fonts-hanazono"),
        });
    }
    Ok(parts)
}

/// The crates that are in the programs, and those they are built with.
fn crates(target: Option<&str>) -> Done<BTreeSet<Part>> {
    let mut tree = cargo(&["tree", "--locked", "-e", "normal,build", "--prefix", "none"]);
    tree.args(["-p", "beishen-app", "-p", "beishen-cli", "-f", "{p}|{l}|{r}"]);
    tree.args(target.iter().flat_map(|it| ["--target", *it]));
    let said = tree.output().map_err(|e| format!("cargo tree was not started: {e}."))?;
    if !said.status.success() {
        return Err(String::from_utf8_lossy(&said.stderr).into_owned());
    }
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap_or_default();
    let sums = checksums(&lock);
    let registries = registries();
    let lines = String::from_utf8_lossy(&said.stdout).into_owned();
    let parts = lines.lines().filter_map(|line| {
        let (name, version, license, home) = of_cargo(line)?;
        let at = format!("{name}-{version}");
        let folder = registries.iter().map(|it| it.join(&at)).find(|it| it.is_dir());
        let sha256 = sums.get(&(name.clone(), version.clone())).cloned();
        let folder = folder.unwrap_or_default();
        Some(Part { kind: "cargo", name, version, license, home, sha256, folder })
    });
    Ok(parts.collect())
}

/// `serde v1.0.2|MIT OR Apache-2.0|https://…`, with a star behind it when it was told before; what is ours has a folder behind its
/// version and is left out.
fn of_cargo(line: &str) -> Option<(String, String, String, String)> {
    let mut fields = line.trim_end_matches(" (*)").split('|');
    let mut package = fields.next()?.split_whitespace();
    let (name, version) = (package.next()?, package.next()?.strip_prefix('v')?);
    if package.any(|it| it.starts_with("(/") || it.contains(":\\")) {
        return None;
    }
    let license = fields.next()?.replace('/', " OR ");
    Some((name.to_owned(), version.to_owned(), license, fields.next()?.to_owned()))
}

/// Name and version → checksum, from Cargo.lock.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let blocks = lock.split("[[package]]");
    let of = |block: &str, key: &str| {
        let lines = block.lines().filter_map(|it| it.strip_prefix(key));
        lines.map(|it| it.trim_matches([' ', '=', '"']).to_owned()).next()
    };
    let sums =
        blocks.filter_map(|it| Some(((of(it, "name")?, of(it, "version")?), of(it, "checksum")?)));
    sums.collect()
}

/// Where cargo has unpacked the crates.
fn registries() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo"))).unwrap_or_default();
    let folders = fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten();
    folders.map(|it| it.path()).collect()
}

/// What npm has fetched for the product, in a folder of ours.
fn npm(folder: &str) -> Done<Vec<Part>> {
    let folder = root().join(folder);
    let at = folder.display().to_string();
    let list = ["ls", "--prefix", &at, "--omit=dev", "--all", "--parseable", "--long"];
    let said = answer(NPM, &list).ok_or(format!("`npm ls` does not work in {at}."))?;
    // The first line is ours.
    let parts = said.lines().skip(1).filter_map(|line| {
        let (path, package) = line.rsplit_once(':')?;
        let (name, version) = package.rsplit_once('@')?;
        let manifest = fs::read_to_string(Path::new(path).join("package.json")).ok()?;
        let mut lines = manifest.lines().map(str::trim);
        let license = lines.find_map(|it| it.strip_prefix("\"license\": \"")).unwrap_or_default();
        let license = license.trim_end_matches([',', '"']).to_owned();
        let home = format!("https://www.npmjs.com/package/{name}");
        let (name, version) = (name.to_owned(), version.to_owned());
        Some(Part { kind: "npm", name, version, license, home, sha256: None, folder: path.into() })
    });
    Ok(parts.collect())
}

/// The list for people: every part, then every text once, with those it belongs to.
fn notices(parts: &BTreeSet<Part>) -> String {
    let mut page = "What others have made and Beishen brings along, and under which licence.\n\
        备申包含的第三方作品及其许可证。\n\n"
        .to_owned();
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut without = Vec::new();
    for it in parts {
        _ = writeln!(page, "{} {} — {} — {}", it.name, it.version, it.license, it.home);
        let (name, own) = (format!("{} {}", it.name, it.version), licenses(&it.folder, 2));
        if own.is_empty() {
            without.push(name.clone());
        }
        for text in own {
            texts.entry(text).or_default().push(name.clone());
        }
    }
    let without = without.join(", ");
    _ = write!(
        page,
        "\nThese come without a text; that of their licence stands below with others.\n{without}\n"
    );
    for (text, mut names) in texts {
        names.dedup();
        _ = write!(page, "\n{}\n{}\n\n{text}\n", "=".repeat(80), names.join(", "));
    }
    page
}

/// The texts of licences in a folder, and so many levels below it.
fn licenses(folder: &Path, levels: usize) -> Vec<String> {
    const NAMES: [&str; 6] = ["license", "licence", "copying", "notice", "unlicense", "copyright"];
    let mut found = Vec::new();
    let mut entries: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_dir() && levels > 1 && name != "node_modules" {
            found.extend(licenses(&path, levels - 1));
        } else if NAMES.iter().any(|it| name.starts_with(it))
            && path.extension().is_none_or(|it| it != "rs")
            && let Ok(text) = fs::read_to_string(&path)
        {
            let lines: Vec<_> = text.lines().map(str::trim_end).collect();
            found.push(lines.join("\n").trim().to_owned());
        }
    }
    found
}

/// The list for programs: <https://cyclonedx.org/docs/1.5/json/>.
fn bom(parts: &BTreeSet<Part>, version: &str, time: &str) -> String {
    let component = |it: &Part| {
        let purl = match it.kind {
            "font" => format!("pkg:generic/{}@{}", it.name, it.version),
            kind => format!("pkg:{kind}/{}@{}", it.name.replace('@', "%40"), it.version),
        };
        let hashes = it.sha256.as_deref().map_or(String::new(), |sum| {
            format!(r#", "hashes": [{{"alg": "SHA-256", "content": {}}}]"#, quoted(sum))
        });
        format!(
            r#"    {{"type": "library", "bom-ref": {purl}, "name": {}, "version": {}, "purl": {purl}, "licenses": [{{"expression": {}}}]{hashes}}}"#,
            quoted(&it.name),
            quoted(&it.version),
            quoted(&it.license),
            purl = quoted(&purl),
        )
    };
    let components: Vec<_> = parts.iter().map(component).collect();
    format!(
        "{{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.5\",\n  \"version\": 1,\n  \"metadata\": {{\"timestamp\": {}, \
         \"component\": {{\"type\": \"application\", \"name\": \"beishen\", \"version\": {}}}}},\n  \"components\": [\n{}\n  ]\n}}\n",
        quoted(time),
        quoted(version),
        components.join(",\n")
    )
}

/// Text as JSON writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for it in text.chars() {
        match it {
            '"' | '\\' => out.extend(['\\', it]),
            it if it.is_control() => _ = write!(out, "\\u{:04x}", u32::from(it)),
            it => out.push(it),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ours_is_no_part_of_others() {
        let part = of_cargo("a v1.0.2|MIT/Apache-2.0|https://example.cn/a (*)").unwrap();
        assert_eq!(
            part,
            ["a", "1.0.2", "MIT OR Apache-2.0", "https://example.cn/a"].map(str::to_owned).into()
        );
        assert!(of_cargo("a-derive v1.0.2 (proc-macro)|MIT|").is_some());
        for ours in ["beishen-core v0.1.0 (/src/core)|MIT|", r"beishen v0.1.0 (C:\src)|MIT|", ""] {
            assert_eq!(of_cargo(ours), None, "{ours}");
        }
    }

    #[test]
    fn both_lists_have_what_the_programs_are_made_of() {
        let parts = all(None).unwrap();
        let (people, programs) = (notices(&parts), bom(&parts, "1 \"x\"", "2026-11-30T00:00:00Z"));
        for (name, license) in [("clap", "MIT"), ("svelte", "MIT"), ("tauri", "Apache-2.0")] {
            let line = people.lines().find(|it| it.starts_with(&format!("{name} "))).unwrap();
            assert!(line.contains(license), "{line}");
            assert!(programs.contains(&format!("\"name\": \"{name}\"")), "{name}");
        }
        for text in [
            "Permission is hereby granted",
            "Apache License",
            "SIL OPEN FONT LICENSE",
            "Mozilla Public License",
        ] {
            assert!(people.contains(text), "{text}");
        }
        assert!(!people.contains("beishen-"), "ours is no third party's");
        assert!(programs.contains(r#""version": "1 \"x\"""#));
        let unlicensed: Vec<_> = parts.iter().filter(|it| it.license.is_empty()).collect();
        assert!(unlicensed.is_empty(), "{unlicensed:?}");
    }
}
