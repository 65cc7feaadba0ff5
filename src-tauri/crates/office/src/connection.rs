//! Where the connection string comes from, and how the server is reached: encrypted, unless it is this computer.

use std::{
    env, fmt, fs,
    net::IpAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use native_tls::{Certificate, TlsConnector};
use postgres::{
    Client, Config, NoTls,
    config::{Host, SslMode},
};
use postgres_native_tls::MakeTlsConnector;
use zeroize::Zeroizing;

use crate::{Failure, Result, keychain};

/// A server is given up that does not answer for so long.
const PATIENCE: Duration = Duration::from_secs(10);
/// The variable a connection string may stand in, on a server.
const VARIABLE: &str = "BEISHEN_OFFICE_CONNECTION";
/// Nobody's connection string is longer.
const LONGEST: u64 = 4096;

/// Where a connection string came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The environment.
    Variable,
    /// A file that its owner alone may read.
    File,
    /// The system's keychain.
    Keychain,
}

/// How the server is reached. Never printed: there is a password in it.
#[derive(Clone)]
pub struct Access {
    config: Config,
    roots: Option<PathBuf>,
    /// Where it was found.
    pub source: Source,
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access").field("source", &self.source).finish_non_exhaustive()
    }
}

impl Access {
    /// From the environment, else from the file that is named, else from what the keychain keeps for this folder of trays. `roots`: a
    /// certificate (PEM) that vouches for the server, where the system does not know who does.
    pub fn find(trays: &Path, file: Option<&Path>, roots: Option<PathBuf>) -> Result<Self> {
        let (text, source) = match (env::var(VARIABLE), file) {
            (Ok(text), _) => (Zeroizing::new(text), Source::Variable),
            (_, Some(file)) => (private(file)?, Source::File),
            _ => (keychain::kept(trays)?, Source::Keychain),
        };
        Self::read(&text, source, roots)
    }

    /// Reads a connection string as `PostgreSQL` writes it, and holds it to what may be.
    pub fn read(text: &str, source: Source, roots: Option<PathBuf>) -> Result<Self> {
        let mut config: Config = text.trim().parse().map_err(|_| {
            Failure::input(
                "连接串写得不对，应当像 postgresql://用户:密码@服务器/数据库。",
                "The connection string is not one. It looks like postgresql://USER:PASSWORD@SERVER/DATABASE.",
            )
        })?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(Failure::input(
                "连接串里没有服务器。",
                "The connection string names no server.",
            ));
        }
        if !is_here(&config) {
            // libpq's `prefer` would go on in the clear; what was asked for in so many words is refused in so many.
            if config.get_ssl_mode() == SslMode::Disable {
                return Err(Failure::input(
                    "连接别的电脑必须加密，请去掉连接串里的 sslmode=disable。",
                    "Another computer is reached encrypted only. Take sslmode=disable out of the connection string.",
                ));
            }
            config.ssl_mode(SslMode::Require);
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        config.application_name("beishen-office");
        config.keepalives_idle(PATIENCE).keepalives_interval(PATIENCE).keepalives_retries(3);
        config.tcp_user_timeout(PATIENCE * 3);
        Ok(Self { config, roots, source })
    }

    /// Whether what is said to the server is encrypted; otherwise the server is this computer.
    pub fn is_encrypted(&self) -> bool {
        self.config.get_ssl_mode() == SslMode::Require
    }

    pub(crate) fn connect(&self) -> Result<Client> {
        let mut client = if self.is_encrypted() {
            self.config.connect(MakeTlsConnector::new(self.tls()?))?
        } else {
            self.config.connect(NoTls)?
        };
        // What is acknowledged is on the server's disk, whatever the server does by default.
        client.batch_execute(
            "SET synchronous_commit = on; SET statement_timeout = '60s'; SET lock_timeout = '20s'",
        )?;
        Ok(client)
    }

    /// The system's own: certificate and name are checked.
    fn tls(&self) -> Result<TlsConnector> {
        let mut tls = TlsConnector::builder();
        if let Some(path) = &self.roots {
            let unusable = || {
                Failure::input(
                    "证书文件读不出来，应当是 PEM。",
                    "The certificate cannot be read. It has to be PEM.",
                )
            };
            let pem = fs::read(path).map_err(|_| unusable())?;
            tls.add_root_certificate(Certificate::from_pem(&pem).map_err(|_| unusable())?);
        }
        tls.build().map_err(|_| {
            Failure::system(
                "系统的加密连接用不了。",
                "The system's encrypted connections are out of order.",
            )
        })
    }
}

/// Whether every server that is named is this computer.
fn is_here(config: &Config) -> bool {
    let of_host = |it: &Host| match it {
        #[cfg(unix)]
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|it: IpAddr| it.is_loopback())
        }
    };
    // An address says where to go; the name beside it is for the certificate alone.
    match config.get_hostaddrs() {
        [] => config.get_hosts().iter().all(of_host),
        addresses => addresses.iter().all(IpAddr::is_loopback),
    }
}

/// What a file holds that nobody else may read.
fn private(path: &Path) -> Result<Zeroizing<String>> {
    let unread = |_| {
        Failure::input(
            format!("“{}”读不出来。", path.display()),
            format!("“{}” cannot be read.", path.display()),
        )
    };
    let about = fs::metadata(path).map_err(unread)?;
    #[cfg(unix)]
    if std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o077 != 0 {
        return Err(Failure::input(
            format!("“{}”别人也能读，里面有密码，请先运行 chmod 600。", path.display()),
            format!(
                "“{}” can be read by others, and there is a password in it. Run chmod 600 first.",
                path.display()
            ),
        ));
    }
    if about.len() > LONGEST {
        return Err(unread(std::io::ErrorKind::FileTooLarge.into()));
    }
    fs::read_to_string(path).map(Zeroizing::new).map_err(unread)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<bool> {
        Access::read(text, Source::Variable, None).map(|it| it.is_encrypted())
    }

    #[test]
    fn another_computer_is_reached_encrypted_only() {
        for (text, expected) in [
            ("postgresql://a:b@office.example.cn/beishen", Some(true)),
            ("host=10.1.2.3 user=a sslmode=prefer", Some(true)),
            ("host=10.1.2.3 user=a sslmode=require", Some(true)),
            ("host=10.1.2.3 user=a sslmode=disable", None),
            ("host=localhost,10.1.2.3 user=a sslmode=disable", None),
            ("host=localhost hostaddr=10.1.2.3 user=a", Some(true)),
            ("host=localhost user=a", Some(false)),
            ("host=127.0.0.1 user=a sslmode=disable", Some(false)),
            ("host=::1 user=a", Some(false)),
            ("host=localhost user=a sslmode=require", Some(true)),
            ("host=localhost.example.cn user=a", Some(true)),
            ("user=a", None),
            ("what is this", None),
            ("", None),
        ] {
            assert_eq!(read(text).ok(), expected, "{text}");
        }
        if cfg!(unix) {
            assert_eq!(read("host=/run/postgresql user=a"), Ok(false));
        }
    }

    #[test]
    fn nothing_of_a_connection_string_is_told() {
        for text in ["postgresql://a:geheim@localhost/b", "host=localhost password=geheim bad"] {
            let said = format!("{:?}", Access::read(text, Source::File, None));
            assert!(!said.contains("geheim"), "{said}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("connection");
        fs::write(&file, "host=localhost user=a\n").unwrap();
        for (mode, good) in [(0o644, false), (0o640, false), (0o600, true), (0o400, true)] {
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(private(&file).is_ok(), good, "{mode:o}");
        }
    }
}
