//! What building and testing need of the system: installed with apt on Debian-like systems, named clearly elsewhere.

use std::{env, fs, path::Path};

use crate::{
    fonts,
    programs::{Done, answer, on_path, program, stream},
};

/// A package of Debian's, and what shows that its content is here, whichever way it came.
struct Package {
    name: &'static str,
    is_here: fn() -> bool,
}

/// What the programs are built with.
const TO_BUILD: &[Package] = &[
    Package { name: "pkg-config", is_here: || !cfg!(target_os = "linux") || on_path("pkg-config") },
    // the encryption of the vault is OpenSSL's: the system's on Linux, built along on Windows, for which it wants Perl; macOS has
    // its own
    Package { name: "libssl-dev", is_here: || !cfg!(target_os = "linux") || openssl_headers() },
    Package { name: "perl", is_here: || !cfg!(windows) || on_path("perl") },
    // its C compiler and the headers of the system
    Package {
        name: "Xcode's command line tools",
        is_here: || !cfg!(target_os = "macos") || answer("xcode-select", &["-p"]).is_some(),
    },
    // the window is the system's own web view; elsewhere it comes with the system
    Package {
        name: "libwebkit2gtk-4.1-dev",
        is_here: || {
            !cfg!(target_os = "linux")
                || answer("pkg-config", &["--modversion", "webkit2gtk-4.1"]).is_some()
        },
    },
];

/// What the tests need besides.
const FOR_TESTS: &[Package] = &[
    // other people's eyes on the PDFs we write
    Package { name: "qpdf", is_here: || on_path("qpdf") },
    Package { name: "poppler-utils", is_here: || on_path("pdftotext") && on_path("pdftoppm") },
    Package { name: "mupdf-tools", is_here: || on_path("mutool") },
    Package {
        name: "fonts-hanazono",
        is_here: || Path::new(fonts::RARE_OF_DEBIAN).is_file() || fonts::placed(fonts::RARE),
    },
    // telephones' pictures, written by another program than the one that reads them
    Package { name: "libheif-examples", is_here: || on_path("heif-enc") },
    // the office's server, which the tests start for themselves, and certificates for it
    Package { name: "postgresql", is_here: || !cfg!(target_os = "linux") || postgres() },
    Package { name: "openssl", is_here: || !cfg!(target_os = "linux") || on_path("openssl") },
    // and on the calendar files
    Package {
        name: "python3-icalendar",
        is_here: || {
            ["/usr/bin/python3", "python3"]
                .iter()
                .any(|it| answer(it, &["-c", "import icalendar"]).is_some())
        },
    },
    // what an operation costs, whatever else the machine does
    Package { name: "valgrind", is_here: || !cfg!(target_os = "linux") || on_path("valgrind") },
    // a keychain, as a desktop has one
    Package {
        name: "gnome-keyring",
        is_here: || no_window_tests() || on_path("gnome-keyring-daemon"),
    },
    // a display for the real window, and hands to drive it
    Package { name: "xvfb", is_here: || no_window_tests() || on_path("Xvfb") },
    Package { name: "xclip", is_here: || no_window_tests() || on_path("xclip") },
    Package { name: "xdotool", is_here: || no_window_tests() || on_path("xdotool") },
    // a desktop of the other kind, on which the companion can do less
    Package { name: "weston", is_here: || no_window_tests() || on_path("weston") },
    Package { name: "xauth", is_here: || no_window_tests() || on_path("xauth") },
    Package { name: "dbus", is_here: || no_window_tests() || on_path("dbus-run-session") },
    Package {
        name: "at-spi2-core",
        is_here: || {
            no_window_tests()
                || Path::new("/usr/share/dbus-1/services/org.a11y.Bus.service").is_file()
        },
    },
    Package {
        name: "webkit2gtk-driver",
        is_here: || no_window_tests() || on_path("WebKitWebDriver"),
    },
    Package {
        name: "fonts-noto-cjk",
        is_here: || {
            no_window_tests() || answer("fc-list", &[":lang=zh"]).is_some_and(|it| !it.is_empty())
        },
    },
];

/// The driver of the real window is there on Linux only.
fn no_window_tests() -> bool {
    !cfg!(target_os = "linux")
}

/// For what packages are needed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// `cargo xtask run`
    Build,
    /// `cargo xtask test`
    Test,
}

impl Need {
    fn packages(self) -> impl Iterator<Item = &'static Package> {
        let tests = if self == Self::Test { FOR_TESTS } else { &[] };
        TO_BUILD.iter().chain(tests)
    }
}

/// What to do where there is no apt.
const ELSEWHERE: &str = "To build on Linux, install the headers of OpenSSL and WebKitGTK 4.1 (Fedora: dnf install \
    openssl-devel webkit2gtk4.1-devel), on Windows the Visual Studio Build Tools with C++ and Strawberry Perl (the vault's \
    OpenSSL is built with it), on macOS Xcode's command line tools (xcode-select --install). For the tests, install \
    qpdf, Poppler (pdftotext, pdftoppm), MuPDF (mutool) and libheif (heif-enc) so that they can be started by name (Fedora: \
    dnf install qpdf poppler-utils mupdf libheif-tools; macOS: brew install qpdf poppler mupdf-tools libheif) and icalendar for Python 3, on Linux also PostgreSQL's server (initdb), openssl, xvfb-run, dbus-run-session, \
    xclip, xdotool, weston, WebKitWebDriver and a Chinese font, and put HanaMinB.ttf of the Hanazono font (OFL) into \
    src-tauri/resources/fonts";

/// That nothing is missing.
pub(crate) fn check(need: Need) -> Done {
    match missing(need) {
        none if none.is_empty() => Ok(()),
        names => Err(format!("this machine lacks {}. {}.", names.join(", "), advice(&names))),
    }
}

/// Installs what is missing, or says what to install.
pub(crate) fn install(need: Need) -> Done {
    let names = missing(need);
    if names.is_empty() {
        return Ok(());
    }
    if !this_is_debian_like() || !on_path("apt-get") {
        return check(need);
    }
    let apt: &[&str] = match (answer("id", &["-u"]).as_deref(), on_path("sudo")) {
        (Some("0"), _) => &["apt-get"],
        (_, true) => &["sudo", "apt-get"],
        _ => return check(need),
    };
    let apt = |args: &[&str]| {
        let words = apt.iter().chain(["-o", "DPkg::Lock::Timeout=600"].iter()).chain(args);
        // asked questions would wait for an answer that never comes
        stream(program("env").arg("DEBIAN_FRONTEND=noninteractive").args(words))
    };
    eprintln!("This machine lacks {}.", names.join(", "));
    // An unreachable third-party source fails the update although the packages may be had: the installation decides.
    if let Err(sentence) = apt(&["update"]) {
        eprintln!("{sentence} Trying to install with the lists that are here.");
    }
    apt(&[&["install", "-y", "--no-install-recommends"], names.as_slice()].concat())?;
    match missing(need) {
        none if none.is_empty() => Ok(()),
        names => Err(format!(
            "apt has installed {}, yet it cannot be found. Is /usr/bin on the PATH?",
            names.join(", ")
        )),
    }
}

fn openssl_headers() -> bool {
    env::var_os("OPENSSL_DIR").is_some() || Path::new("/usr/include/openssl/crypto.h").is_file()
}

/// The programs of the server; Debian puts them beside the path, by version.
fn postgres() -> bool {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let has = |it: &Path| it.join("bin/initdb").is_file();
    versions.map(|it| it.path()).any(|it| has(&it)) || on_path("initdb")
}

fn missing(need: Need) -> Vec<&'static str> {
    need.packages().filter(|package| !(package.is_here)()).map(|package| package.name).collect()
}

fn advice(names: &[&str]) -> String {
    if this_is_debian_like() {
        format!(
            "Run `apt-get update && apt-get install -y --no-install-recommends {}` as root",
            names.join(" ")
        )
    } else {
        ELSEWHERE.to_owned()
    }
}

fn this_is_debian_like() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| debian_like(&text))
}

/// Whether the text of /etc/os-release (os-release(5)) names Debian as the system or as a forebear.
fn debian_like(os_release: &str) -> bool {
    os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .flat_map(|value| value.trim().trim_matches(['"', '\'']).split_whitespace())
        .any(|id| id == "debian")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_and_its_children_are_told_from_others() {
        for (text, expected) in [
            ("PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n", true),
            ("ID=ubuntu\nID_LIKE=debian\n", true),
            ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", true),
            ("ID='debian'\n", true),
            ("ID=debianesque\n", false),
            ("ID=fedora\nVARIANT_ID=workstation\n", false),
            ("ID=opensuse\nID_LIKE=\"suse opensuse\"\n", false),
            ("HOME_URL=\"https://www.debian.org/\"\nVERSION_ID=debian\n", false),
            ("", false),
        ] {
            assert_eq!(debian_like(text), expected, "{text}");
        }
    }

    #[test]
    fn the_advice_names_every_missing_package() {
        let names: Vec<_> = Need::Test.packages().map(|package| package.name).collect();
        let said = advice(&names);
        for word in [
            "ssl",
            "perl",
            "xcode",
            "webkit",
            "qpdf",
            "poppler",
            "mupdf",
            "hanazono",
            "icalendar",
            "postgresql",
            "xvfb",
        ] {
            assert!(said.to_lowercase().contains(word), "{word}: {said}");
        }
    }
}
