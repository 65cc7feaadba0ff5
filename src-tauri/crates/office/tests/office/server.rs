//! A `PostgreSQL` of the test's own: Debian's programs, in a folder that goes with the test, on a socket or a port nobody else has.

use std::{
    fs,
    io::Write as _,
    os::unix::{
        fs::{PermissionsExt as _, chown},
        process::CommandExt as _,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicU16, Ordering},
    },
    thread,
    time::Duration,
};

use beishen_office::{Access, Office, Source};
use tempfile::TempDir;

/// What its owner's password is: nothing is open to whoever comes.
const PASSWORD: &str = "nur-im-test";

/// The one that tests share while any of them runs; each has a database of its own in it.
static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());

pub(crate) struct Server {
    folder: TempDir,
    run: Mutex<Option<Child>>,
    more: Mutex<Vec<String>>,
    port: AtomicU16,
}

/// Where Debian, or whoever packs it, puts the server's programs: the newest that is here.
fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let number = |it: &Path| it.file_name()?.to_str()?.parse::<u32>().ok();
    let mut folders: Vec<_> = versions.map(|it| it.path()).collect();
    folders.sort_by_key(|it| number(it));
    let debian =
        folders.into_iter().map(|it| it.join("bin")).rev().find(|it| it.join("initdb").is_file());
    let asked = || {
        let said = Command::new("pg_config").arg("--bindir").output().ok()?;
        Some(PathBuf::from(String::from_utf8(said.stdout).ok()?.trim()))
            .filter(|it| it.join("initdb").is_file())
    };
    debian.or_else(asked).expect("PostgreSQL is not here: cargo xtask setup installs it")
}

/// The account the server runs as: it refuses to be root.
fn account() -> Option<(u32, u32)> {
    let id = Command::new("id").arg("-u").output().unwrap();
    if id.stdout.trim_ascii() != b"0" {
        return None;
    }
    let passwd = fs::read_to_string("/etc/passwd").unwrap();
    let of = |name: &str| {
        let line = passwd.lines().find(|it| it.split(':').next() == Some(name))?;
        let mut parts = line.split(':').skip(2);
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    };
    of("postgres").or_else(|| of("nobody"))
}

fn program(name: &str) -> Command {
    let mut command = Command::new(programs().join(name));
    if let Some((user, group)) = account() {
        command.uid(user).gid(group);
    }
    // Where it stands may be closed to the account.
    command.current_dir("/").env("LC_ALL", "C").env_remove("PGDATA");
    command
}

impl Server {
    /// The one that is shared.
    pub(crate) fn shared() -> Arc<Self> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(server) = shared.upgrade() {
            return server;
        }
        let server = Arc::new(Self::start());
        *shared = Arc::downgrade(&server);
        server
    }

    /// A new one, started.
    pub(crate) fn start() -> Self {
        Self::with(&[])
    }

    /// A new one with settings of its own.
    pub(crate) fn with(settings: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o711)).unwrap();
        let more = settings.iter().map(|it| (*it).to_owned()).collect();
        let (run, port) = (Mutex::new(None), AtomicU16::new(5432));
        let server = Self { folder, run, more: Mutex::new(more), port };
        for name in ["data", "socket"] {
            let path = server.path(name);
            fs::create_dir(&path).unwrap();
            Server::hand_over(&path);
        }
        let password = server.path("password");
        fs::write(&password, PASSWORD).unwrap();
        Server::hand_over(&password);
        let made = program("initdb")
            .args(["-U", "owner", "--auth=scram-sha-256", "--no-sync", "-E", "UTF8", "--locale=C"])
            .arg("--pwfile")
            .arg(&password)
            .arg("-D")
            .arg(server.path("data"))
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        server.run();
        server
    }

    /// Lets the server's account have a file.
    pub(crate) fn hand_over(path: &Path) {
        if let Some((user, group)) = account() {
            chown(path, Some(user), Some(group)).unwrap();
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts it, and waits until it answers. What a killed server has left may be in the way for a moment.
    pub(crate) fn run(&self) {
        let mut run = self.run.lock().unwrap();
        'again: loop {
            let log = fs::File::options().create(true).append(true).open(self.path("log")).unwrap();
            let mut child = program("postgres")
                .arg("-D")
                .arg(self.path("data"))
                .arg("-k")
                .arg(self.path("socket"))
                .args(["-c", "listen_addresses=", "-c", "log_statement=all"])
                .args(self.more.lock().unwrap().iter().flat_map(|it| ["-c", it]))
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(log)
                .spawn()
                .unwrap();
            while self.access("postgres").connect_once().is_err() {
                if child.try_wait().unwrap().is_some() {
                    thread::sleep(Duration::from_millis(50));
                    continue 'again;
                }
                thread::sleep(Duration::from_millis(10));
            }
            *run = Some(child);
            return;
        }
    }

    /// From its next start on it listens on a port of this computer as well.
    pub(crate) fn listen(&self, port: u16) {
        self.more.lock().unwrap().push("listen_addresses=127.0.0.1".to_owned());
        self.port.store(port, Ordering::SeqCst);
    }

    /// Starts it again without encryption.
    pub(crate) fn plain(&self) {
        self.kill();
        self.more.lock().unwrap().push("ssl=off".to_owned());
        self.run();
    }

    /// `kill -9`.
    pub(crate) fn kill(&self) {
        let mut child = self.run.lock().unwrap().take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// A string that reaches a database as its owner.
    pub(crate) fn string(&self, database: &str) -> String {
        self.string_of("owner", PASSWORD, database)
    }

    pub(crate) fn string_of(&self, user: &str, password: &str, database: &str) -> String {
        let port = self.port.load(Ordering::SeqCst);
        format!(
            "host={} port={port} user={user} password={password} dbname={database}",
            self.path("socket").display()
        )
    }

    pub(crate) fn access(&self, database: &str) -> Access {
        Access::read(&self.string(database), Source::Variable, None).unwrap()
    }

    /// Has the owner's psql say something.
    pub(crate) fn sql(&self, database: &str, sql: &str) -> String {
        let said = self
            .client("psql", database)
            .args(["-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql])
            .output()
            .unwrap();
        assert!(said.status.success(), "{sql}: {}", String::from_utf8_lossy(&said.stderr));
        String::from_utf8(said.stdout).unwrap().trim().to_owned()
    }

    /// One of the server's own programs, on one of its databases.
    pub(crate) fn client(&self, name: &str, database: &str) -> Command {
        let mut command = Command::new(programs().join(name));
        command
            .env("PGHOST", self.path("socket"))
            .env("PGPORT", self.port.load(Ordering::SeqCst).to_string())
            .env("PGUSER", "owner")
            .env("PGPASSWORD", PASSWORD);
        command.env("PGDATABASE", database).env("PGCONNECT_TIMEOUT", "10");
        command
    }

    /// A database with an office in it.
    pub(crate) fn office(&self, name: &str, lease: Option<u32>) -> Access {
        self.sql("postgres", &format!("CREATE DATABASE {name}"));
        let access = self.access(name);
        Office::init(&access, lease, &[], false).unwrap();
        access
    }

    /// How long its processes have computed, those that are there.
    pub(crate) fn cpu(&self) -> Duration {
        let parent = self.run.lock().unwrap().as_ref().unwrap().id().to_string();
        let all = fs::read_dir("/proc").unwrap().flatten();
        let stats = all.filter_map(|it| fs::read_to_string(it.path().join("stat")).ok());
        // After the name in brackets: state, parent, …, and from the 12th on user and system time, in hundredths of a second.
        let ticks = |stat: String| {
            let words: Vec<_> = stat.rsplit_once(')')?.1.split_whitespace().collect();
            (*words.get(1)? == parent).then(|| {
                Some(words.get(11)?.parse::<u64>().ok()? + words.get(12)?.parse::<u64>().ok()?)
            })?
        };
        Duration::from_millis(10 * stats.filter_map(ticks).sum::<u64>())
    }

    /// Every file of the server's, its log among them.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, into);
                } else if path.is_file() {
                    into.push(path);
                }
            }
        }
        let mut files = vec![self.path("log")];
        walk(&self.path("data"), &mut files);
        files
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut child) = self.run.lock().unwrap().take() {
            // At once, and with all its processes.
            let _ = Command::new("kill").args(["-QUIT", &child.id().to_string()]).status();
            let _ = child.wait();
        }
        if thread::panicking() {
            let log = fs::read_to_string(self.path("log")).unwrap_or_default();
            let lines: Vec<_> = log
                .lines()
                .filter(|it| it.contains("ERROR") || it.contains("FATAL") || it.contains("PANIC"))
                .collect();
            for line in lines.iter().rev().take(20).rev() {
                let _ =
                    writeln!(std::io::stderr(), "{}", line.chars().take(300).collect::<String>());
            }
        }
    }
}

/// Whether anybody answers.
trait Once {
    fn connect_once(&self) -> beishen_office::Result<()>;
}

impl Once for Access {
    fn connect_once(&self) -> beishen_office::Result<()> {
        match Office::open(self) {
            // It answered: there is no office.
            Err(failure) if failure.input => Ok(()),
            done => done.map(|_| ()),
        }
    }
}
