//! The packages that were made, as people meet them: installed in another Debian with what they depend on, used, removed.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::{
    debian::{Debian, apart},
    programs::{Done, root, stream},
};

/// Tries the newest .deb and the newest .rpm.
pub(super) fn all() -> Done {
    if let Some(done) = apart(&["package", "--check"]) {
        return done;
    }
    let (deb, rpm) = (newest("deb")?, newest("rpm")?);
    let work = env::temp_dir().join("beishen-package-check");
    let packages = work.join("packages");
    let failed = |e: std::io::Error| format!("{}: {e}.", work.display());
    fs::create_dir_all(&packages).map_err(failed)?;
    for (from, name) in [(&deb, "beishen.deb"), (&rpm, "beishen.rpm")] {
        fs::copy(from, packages.join(name)).map_err(failed)?;
    }
    fs::write(packages.join("try.sh"), TRY).map_err(failed)?;
    let debian = Debian(work.join("root"));
    // The display and the tools that look; nothing that the packages have to bring along themselves.
    let looks = [
        "ca-certificates",
        "xvfb",
        "xauth",
        "x11-utils",
        "dbus",
        "rpm",
        "man-db",
        "desktop-file-utils",
        "shared-mime-info",
    ];
    // The stable Debian that the packages are built on: what was linked there is there.
    debian.make(&suite(), &looks, "usr/bin/rpm")?;
    let at: [(&Path, &str); 1] = [(&packages, "packages")];
    stream(debian.inside("/packages", "apt-get", &[], &at)?.args(["-q", "update"]))?;
    stream(debian.inside("/packages", "sh", &[], &at)?.args(["-e", "try.sh"]))
}

/// The release of Debian that this is.
fn suite() -> String {
    let text = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let named = text.lines().find_map(|it| it.strip_prefix("VERSION_CODENAME="));
    named.unwrap_or("stable").to_owned()
}

fn newest(kind: &str) -> Done<PathBuf> {
    let folder = root().join("target/release/bundle").join(kind);
    let files = fs::read_dir(&folder).into_iter().flatten().flatten().map(|it| it.path());
    let packages = files.filter(|it| it.extension().is_some_and(|it| it == kind));
    let newest = packages.max_by_key(|it| it.metadata().and_then(|it| it.modified()).ok());
    newest.ok_or(format!("there is no .{kind}. Run `cargo xtask package` first."))
}

/// `sh -e` stops at what does not hold.
const TRY: &str = r#"
say() { echo "== $*"; }
# What an earlier try has left.
dpkg --purge beishen 2>/dev/null || true
export XDG_RUNTIME_DIR=/tmp/run; mkdir -p -m 700 /tmp/run
# What bears our name on the system, lists and caches of other programs apart.
ours() {
  find / -xdev \( -path /packages -o -path /proc -o -path /dev -o -path /tmp -o -path /var/cache -o -path /var/log -o -path /var/lib/apt \) \
    -prune -o -iname '*beishen*' -print | sort
}
ours >/tmp/before

say 'the .deb, with what it depends on'
apt-get install -q -y --no-install-recommends ./beishen.deb
beishen --version
desktop-file-validate /usr/share/applications/beishen.desktop
grep -q '^Name=备申' /usr/share/applications/beishen.desktop
grep -q '^MimeType=application/x-beishen-bundle;' /usr/share/applications/beishen.desktop
grep -q 'application/x-beishen-bundle:\*.beishen' /usr/share/mime/globs
ls /usr/share/icons/hicolor/*/apps/beishen-app.png
man -w beishen; man -L zh_CN -w beishen
LC_ALL=C.UTF-8 man beishen | grep -q checklist
bash -n /usr/share/bash-completion/completions/beishen
ls /usr/share/zsh/vendor-completions/_beishen /usr/share/fish/vendor_completions.d/beishen.fish
grep -q 'Permission is hereby granted' /usr/share/doc/beishen/third-party.txt
ls /usr/share/doc/beishen/sbom.json

say 'its command line'
rm -rf /tmp/papers; beishen demo --out /tmp/papers
test "$(find /tmp/papers -name '*.pdf' | wc -l)" -ge 2

say 'its window'
# Its page gives the title: a window without one is none.
cat >/tmp/window.sh <<'END'
HOME=/tmp/home BEISHEN_DATA_DIR=/tmp/vault beishen-app 2>/tmp/window.log & app=$!
i=0; until xwininfo -root -tree | grep -q '资料台 — 备申'; do sleep 1; i=$((i+1)); test $i -lt 90; done
sleep 3; kill -0 $app
xwininfo -root -tree | grep '资料台 — 备申'
test -f /tmp/vault/beishen.vault
kill $app
END
rm -rf /tmp/vault /tmp/home; mkdir /tmp/home
xvfb-run -a dbus-run-session -- sh -e /tmp/window.sh || { cat /tmp/window.log; exit 1; }

say 'removed'
apt-get purge -q -y beishen
ours >/tmp/after
diff /tmp/before /tmp/after

say 'the .rpm, which Debian can only unpack'
rpm -qp --requires beishen.rpm
rpm -qpl beishen.rpm | grep -x -e /usr/bin/beishen -e /usr/share/man/man1/beishen.1 -e /usr/share/doc/beishen/third-party.txt
rm -rf /tmp/rpm; mkdir -p /tmp/rpm
rpm --root /tmp/rpm --initdb
rpm --root /tmp/rpm --nodeps --noscripts -i beishen.rpm
rm -rf /tmp/papers; /tmp/rpm/usr/bin/beishen demo --out /tmp/papers
test "$(find /tmp/papers -name '*.pdf' | wc -l)" -ge 2
rpm --root /tmp/rpm -e beishen
test ! -e /tmp/rpm/usr/bin/beishen
say 'installed, used, removed'
"#;
