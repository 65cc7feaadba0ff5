//! The way to the server: encrypted and to whom it should lead, and cut while something is on it.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpListener,
    os::unix::net::{UnixListener, UnixStream},
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use beishen_office::{Access, Office, Pushed, Source};
use beishen_tray::Uid;

use crate::server::Server;

/// A certificate of an authority of the test's own, for a server of that name.
fn certificate(folder: &Path, name: &str) {
    let openssl = |words: &str| {
        let done =
            Command::new("openssl").args(words.split(' ')).current_dir(folder).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    fs::write(folder.join("san"), format!("subjectAltName=DNS:{name}")).unwrap();
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=test-ca",
    );
    openssl("req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=server");
    openssl(
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile san -out server.pem",
    );
}

#[test]
fn an_encrypted_way_leads_to_who_has_the_certificate_only() {
    let folder = tempfile::tempdir().unwrap();
    certificate(folder.path(), "localhost");
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let server = Server::with(&[]);
    server.kill();
    // Its account may read them only where it may go.
    for name in ["server.key", "server.pem"] {
        let to = server.path("data").join(name);
        fs::copy(folder.path().join(name), &to).unwrap();
        fs::set_permissions(&to, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        Server::hand_over(&to);
    }
    let conf = server.path("data").join("postgresql.auto.conf");
    let text = format!(
        "ssl = on\nssl_cert_file = 'server.pem'\nssl_key_file = 'server.key'\nport = {port}\n"
    );
    fs::write(&conf, text).unwrap();
    Server::hand_over(&conf);
    server.listen(port);
    server.run();
    let tcp = |host: &str| {
        let socket = server.string("postgres");
        let rest = socket.split_once(' ').unwrap().1;
        format!("host={host} hostaddr=127.0.0.1 {rest} sslmode=require")
    };
    let open = |host: &str, root: Option<&str>| {
        let root = root.map(|it| folder.path().join(it));
        let access = Access::read(&tcp(host), Source::Variable, root).unwrap();
        assert!(access.is_encrypted());
        Office::open(&access).err().unwrap().message.en
    };
    assert!(open("localhost", Some("ca.pem")).contains("no office"), "it answers");
    assert!(open("localhost", None).contains("certificate"), "nobody vouches for it");
    assert!(open("office.example.cn", Some("ca.pem")).contains("certificate"), "it is another's");
    assert!(open("localhost", Some("server.key")).contains("PEM"));
    server.plain();
    assert!(open("localhost", Some("ca.pem")).contains("no encrypted connection"));
}

/// A way that can be cut: a socket in front of the server's.
struct Way {
    folder: tempfile::TempDir,
    cut: Arc<AtomicBool>,
    /// After so many more answers it is cut, with the answer on it.
    answers: Arc<AtomicUsize>,
}

impl Way {
    fn to(socket: PathBuf) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).unwrap();
        let (cut, answers) =
            (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(usize::MAX)));
        let way = (cut.clone(), answers.clone());
        thread::spawn(move || {
            for coming in listener.incoming().flatten() {
                if way.0.load(Ordering::SeqCst) {
                    continue;
                }
                let Ok(server) = UnixStream::connect(&socket) else { continue };
                let (a, b) = (coming.try_clone().unwrap(), server.try_clone().unwrap());
                let cut = way.0.clone();
                thread::spawn(move || carry(a, b, &cut, None));
                let (cut, answers) = way.clone();
                thread::spawn(move || carry(server, coming, &cut, Some(&answers)));
            }
        });
        Self { folder, cut, answers }
    }
}

fn carry(
    mut from: UnixStream,
    mut to: UnixStream,
    cut: &AtomicBool,
    answers: Option<&AtomicUsize>,
) {
    let mut piece = [0; 16 << 10];
    while let Ok(n @ 1..) = from.read(&mut piece) {
        let last = answers.is_some_and(|it| {
            it.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |it| it.checked_sub(1)).is_err()
        });
        if last {
            cut.store(true, Ordering::SeqCst);
        }
        if cut.load(Ordering::SeqCst) || to.write_all(&piece[..n]).is_err() {
            break;
        }
    }
    let _ = from.shutdown(std::net::Shutdown::Both);
    let _ = to.shutdown(std::net::Shutdown::Both);
}

#[test]
fn an_answer_that_is_cut_off_is_asked_for_again_and_nothing_is_written_twice() {
    let server = Server::start();
    server.office("a", Some(3600));
    let way = Way::to(server.path("socket").join(".s.PGSQL.5432"));
    let string = server
        .string("a")
        .replace(server.path("socket").to_str().unwrap(), way.folder.path().to_str().unwrap());
    let access = Access::read(&string, Source::Variable, None).unwrap();
    let (mut cut, mut unheard) = (0, 0);
    for n in 0..30_u8 {
        let mut office = Office::open(&access).unwrap();
        // The answer to the push is the next thing that comes.
        way.answers.store(if n % 3 == 0 { 0 } else { usize::MAX }, Ordering::SeqCst);
        let bundle = vec![n; 5000];
        let mut pushed = office.push(Uid([n; 16]), 0, &bundle, "甲");
        if let Err(failure) = &pushed {
            assert!(failure.passing, "{failure:?}");
            assert!(Office::open(&access).is_err(), "nobody comes through");
            cut += 1;
            let written = server.sql(
                "a",
                &format!("SELECT count(*) FROM beishen.draft WHERE uid = '\\x{}'", Uid([n; 16])),
            );
            unheard += i32::from(written == "1");
            way.answers.store(usize::MAX, Ordering::SeqCst);
            way.cut.store(false, Ordering::SeqCst);
            pushed = Office::open(&access).unwrap().push(Uid([n; 16]), 0, &bundle, "甲");
        }
        assert_eq!(pushed.unwrap(), Pushed::Done(1));
    }
    assert_eq!(server.sql("a", "SELECT count(*) || ' ' || max(rev) FROM beishen.log"), "30 1");
    assert!(cut == 10 && unheard > 0, "{cut} cut, {unheard} of them written");
}

/// A network of its own for the program, cut for a while in the middle. Needs root and iproute2; the long form has both.
#[test]
fn a_network_that_is_cut_for_minutes_is_waited_for() {
    if !crate::long() {
        return;
    }
    let ip = |words: &str| {
        let done = Command::new("ip").args(words.split(' ')).output().unwrap();
        assert!(done.status.success(), "ip {words}: {}", String::from_utf8_lossy(&done.stderr));
    };
    let folder = tempfile::tempdir().unwrap();
    certificate(folder.path(), "office.test");
    let space = format!("beishen{}", std::process::id());
    ip(&format!("netns add {space}"));
    ip("link add bsh0 type veth peer name bsh1");
    ip(&format!("link set bsh1 netns {space}"));
    ip("addr add 10.231.7.1/30 dev bsh0");
    ip("link set bsh0 up");
    ip(&format!("-n {space} addr add 10.231.7.2/30 dev bsh1"));
    ip(&format!("-n {space} link set bsh1 up"));

    let server = Server::with(&["listen_addresses=10.231.7.1"]);
    server.kill();
    for name in ["server.key", "server.pem"] {
        let to = server.path("data").join(name);
        fs::copy(folder.path().join(name), &to).unwrap();
        fs::set_permissions(&to, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        Server::hand_over(&to);
    }
    let data = server.path("data");
    fs::write(
        data.join("postgresql.auto.conf"),
        "ssl = on\nssl_cert_file = 'server.pem'\nssl_key_file = 'server.key'\n",
    )
    .unwrap();
    let mut rights = fs::read_to_string(data.join("pg_hba.conf")).unwrap();
    rights.push_str("hostssl all all 10.231.7.0/30 scram-sha-256\n");
    fs::write(data.join("pg_hba.conf"), rights).unwrap();
    server.run();
    server.office("a", None);

    let trays = beishen_tray::Trays::at(folder.path().join("office"));
    trays.make("一号窗口").unwrap();
    let rest = server.string("a").split_once(' ').unwrap().1.to_owned();
    let string = format!("host=office.test hostaddr=10.231.7.1 {rest}");
    let mut watch = Command::new("ip");
    watch.args(["netns", "exec", &space, env!("CARGO_BIN_EXE_beishen-office")]);
    watch
        .arg("--trays")
        .arg(trays.folder())
        .arg("--root")
        .arg(folder.path().join("ca.pem"))
        .arg("watch");
    let mut watch = watch.env("BEISHEN_OFFICE_CONNECTION", string).spawn().unwrap();
    let sent = |n: u8| {
        trays.put_out(Uid([n; 16]), 0, &vec![n; 3_000_000], &[]).unwrap();
    };
    let arrive = |n: usize| {
        while trays.incoming().unwrap().len() < n {
            thread::sleep(Duration::from_millis(100));
        }
    };
    sent(1);
    arrive(1);
    ip("link set bsh0 down");
    sent(2);
    sent(3);
    thread::sleep(Duration::from_mins(2));
    assert_eq!(trays.incoming().unwrap().len(), 1, "nothing came through");
    ip("link set bsh0 up");
    arrive(3);
    watch.kill().unwrap();
    watch.wait().unwrap();
    ip(&format!("netns del {space}"));
    assert_eq!(server.sql("a", "SELECT count(*) || ' ' || max(rev) FROM beishen.log"), "3 1");
}
