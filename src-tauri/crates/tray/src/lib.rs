//! The trays of a desk: two folders through which sealed bundles go between a desk and the office, and what stands beside them.
//!
//! The desk writes `outbox/`, `have` and `name` and empties `inbox/`; `beishen-office` empties `outbox/` and writes `inbox/` and
//! `held`. Nothing here opens a bundle: names of files are random numbers, and no file but `name` (the desk's own) and `held` (other
//! desks') says a word about anybody.
//!
//! **Invariant:** a file is written whole under another name first, and none is taken away before what it says lies elsewhere, so that
//! either side may be killed at any moment.

mod name;
mod whole;

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

pub use name::{Uid, Wish, desk_name};

/// The folder of the trays, beside the vault.
pub const FOLDER: &str = "office";
/// Bytes; a person with all their scans has a tenth of it.
pub const LARGEST: u64 = 64 << 20;
/// What the files of bundles end in.
const BUNDLE: &str = ".beishen";

/// A bundle that is to become the revision after `base`; 0: nobody has sent this person yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outgoing {
    /// What the person is called in every vault.
    pub uid: Uid,
    /// The revision it was made from.
    pub base: u64,
    /// Where it lies.
    pub path: PathBuf,
}

/// A revision that has come. A file without a byte says that the office has nobody of that name (revision 0), or not any more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Incoming {
    /// What the person is called in every vault.
    pub uid: Uid,
    /// Which revision.
    pub rev: u64,
    /// Where it lies.
    pub path: PathBuf,
}

/// Who works on somebody, as the office said when it was asked last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The desk.
    pub holder: String,
    /// For how long yet, unless it goes on.
    pub left: Duration,
}

/// The trays in a folder.
#[derive(Debug, Clone)]
pub struct Trays {
    folder: PathBuf,
}

impl Trays {
    /// Those in this folder, whether or not they are there.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Where they lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn outbox(&self) -> PathBuf {
        self.folder.join("outbox")
    }

    fn inbox(&self) -> PathBuf {
        self.folder.join("inbox")
    }

    /// Whether a desk has made them.
    pub fn are_there(&self) -> bool {
        self.outbox().is_dir() && self.inbox().is_dir()
    }

    /// Makes them, to be read by their owner only, for a desk that is called so.
    pub fn make(&self, name: &str) -> io::Result<()> {
        for folder in [self.folder.clone(), self.outbox(), self.inbox()] {
            whole::private_folder(&folder)?;
        }
        whole::write(&self.folder.join("name"), name.as_bytes())
    }

    /// Takes them away, with all that lies in them.
    pub fn remove(&self) -> io::Result<()> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    /// What the desk is called; nothing where it says nothing that may be a name.
    pub fn name(&self) -> io::Result<Option<String>> {
        Ok(desk_name(&whole::text(&self.folder.join("name"))?))
    }

    /// What is to go out, by person, and of each the latest base last. Other files in the folder are nobody's.
    pub fn outgoing(&self) -> io::Result<Vec<Outgoing>> {
        let read = |name: &str, path| {
            let (uid, rest) = name.strip_suffix(BUNDLE)?.split_once('.')?;
            let (base, _tag) = rest.split_once('.')?;
            Some(Outgoing { uid: Uid::read(uid)?, base: base.parse().ok()?, path })
        };
        entries(&self.outbox(), read)
    }

    /// What has come, by person, and of each the latest revision last.
    pub fn incoming(&self) -> io::Result<Vec<Incoming>> {
        let read = |name: &str, path| {
            let (uid, rev) = name.strip_suffix(BUNDLE)?.split_once('.')?;
            Some(Incoming { uid: Uid::read(uid)?, rev: rev.parse().ok()?, path })
        };
        entries(&self.inbox(), read)
    }

    /// Puts a bundle out, in the place of those of the same person among what is to go out.
    pub fn put_out(
        &self,
        uid: Uid,
        base: u64,
        bundle: &[u8],
        among: &[Outgoing],
    ) -> io::Result<()> {
        // Another content has another name, so that whoever is just sending the one takes only that one away.
        let tag = name::tag(bundle);
        let path = self.outbox().join(format!("{uid}.{base}.{tag}{BUNDLE}"));
        whole::write(&path, bundle)?;
        clear(all_of(uid, among, |it| it.uid).iter().map(|it| &*it.path), &path)
    }

    /// Takes back what is to go out of a person, where it says nothing that has not come in meanwhile.
    pub fn take_back(&self, uid: Uid, among: &[Outgoing]) -> io::Result<()> {
        all_of(uid, among, |it| it.uid).iter().try_for_each(|it| whole::remove(&it.path))
    }

    /// What was sent is a revision now: it goes from the one tray into the other in one step, in the place of those of the same person
    /// among what has come.
    pub fn sent(
        &self,
        it: &Outgoing,
        rev: u64,
        bundle: &[u8],
        among: &[Incoming],
    ) -> io::Result<()> {
        let path = self.inbox().join(format!("{}.{rev}{BUNDLE}", it.uid));
        match fs::rename(&it.path, &path) {
            // The desk has put another in its place meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => whole::write(&path, bundle)?,
            done => done?,
        }
        clear(all_of(it.uid, among, |it| it.uid).iter().map(|it| &*it.path), &path)
    }

    /// Puts a revision in, in the place of those of the same person among what has come.
    pub fn put_in(&self, uid: Uid, rev: u64, bundle: &[u8], among: &[Incoming]) -> io::Result<()> {
        let path = self.inbox().join(format!("{uid}.{rev}{BUNDLE}"));
        whole::write(&path, bundle)?;
        clear(all_of(uid, among, |it| it.uid).iter().map(|it| &*it.path), &path)
    }

    /// What a file in a tray holds; nothing if it has just gone.
    pub fn bytes(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        whole::bytes(path, LARGEST)
    }

    /// A file has been taken in.
    pub fn taken(&self, path: &Path) -> io::Result<()> {
        whole::remove(path)
    }

    /// Which revisions the desk has taken in.
    pub fn have(&self) -> io::Result<BTreeMap<Uid, u64>> {
        let text = whole::text(&self.folder.join("have"))?;
        let line = |line: &str| {
            let (uid, rev) = line.split_once(' ')?;
            Some((Uid::read(uid)?, rev.parse().ok()?))
        };
        Ok(text.lines().filter_map(line).collect())
    }

    /// Says which revisions the desk has taken in.
    pub fn say_what_is_here<'a>(
        &self,
        have: impl IntoIterator<Item = (&'a Uid, &'a u64)>,
    ) -> io::Result<()> {
        let line = |(uid, rev): (&Uid, &u64)| format!("{uid} {rev}\n");
        let text: String = have.into_iter().map(line).collect();
        whole::write(&self.folder.join("have"), text.as_bytes())
    }

    /// Who works on whom, as far as it still holds at this computer's `now`. The office's own clock is nowhere in it.
    pub fn held(&self, now: SystemTime) -> io::Result<BTreeMap<Uid, Holding>> {
        let path = self.folder.join("held");
        let text = whole::text(&path)?;
        let Ok(written) = fs::metadata(&path).and_then(|it| it.modified()) else {
            return Ok(BTreeMap::new());
        };
        // A clock that was put back since says nothing about how long ago it was.
        let ago = now.duration_since(written).unwrap_or_default();
        let line = |line: &str| {
            let (uid, rest) = line.split_once(' ')?;
            let (left, holder) = rest.split_once(' ')?;
            let left = Duration::from_secs(left.parse().ok()?).checked_sub(ago)?;
            Some((Uid::read(uid)?, Holding { holder: desk_name(holder)?, left }))
        };
        Ok(text.lines().filter_map(line).collect())
    }

    /// Says who works on whom.
    pub fn say_who_holds<'a>(
        &self,
        held: impl IntoIterator<Item = (&'a Uid, &'a Holding)>,
    ) -> io::Result<()> {
        let line =
            |(uid, it): (&Uid, &Holding)| format!("{uid} {} {}\n", it.left.as_secs(), it.holder);
        let text: String = held.into_iter().map(line).collect();
        whole::write(&self.folder.join("held"), text.as_bytes())
    }

    /// When the office was asked last.
    pub fn asked(&self) -> Option<SystemTime> {
        fs::metadata(self.folder.join("held")).and_then(|it| it.modified()).ok()
    }

    /// Asks the office for something, in the place of what was asked about the same person and is not carried out yet.
    pub fn wish(&self, uid: Uid, wish: &Wish) -> io::Result<()> {
        whole::write(&self.outbox().join(format!("{uid}.wish")), wish.to_string().as_bytes())
    }

    /// What the desk asks for, with the files it stands in.
    pub fn wishes(&self) -> io::Result<Vec<(Uid, Wish, PathBuf)>> {
        let read = |name: &str, path| Some((Uid::read(name.strip_suffix(".wish")?)?, path));
        let mut all = Vec::new();
        for (uid, path) in entries(&self.outbox(), read)? {
            if let Some(wish) = Wish::read(&whole::text(&path)?) {
                all.push((uid, wish, path));
            }
        }
        Ok(all)
    }

    /// How many files lie in the trays that neither side has put there.
    pub fn strangers(&self) -> io::Result<usize> {
        let all = |folder: &Path| entries(folder, |_, path| Some(path)).map(|it| it.len());
        let ours = self.outgoing()?.len() + self.incoming()?.len() + self.wishes()?.len();
        Ok((all(&self.outbox())? + all(&self.inbox())?).saturating_sub(ours))
    }
}

/// Those of one person, in a list that is sorted by person.
pub fn all_of<T>(uid: Uid, among: &[T], whose: impl Fn(&T) -> Uid) -> &[T] {
    let from = among.partition_point(|it| whose(it) < uid);
    let to = among.partition_point(|it| whose(it) <= uid);
    among.get(from..to).unwrap_or_default()
}

fn clear<'a>(paths: impl Iterator<Item = &'a Path>, but: &Path) -> io::Result<()> {
    paths.filter(|it| *it != but).try_for_each(whole::remove)
}

/// The files of a folder that are what is looked for, sorted.
fn entries<T: Ord>(folder: &Path, read: impl Fn(&str, PathBuf) -> Option<T>) -> io::Result<Vec<T>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // Neither a folder nor a link that leads elsewhere.
        if entry.file_type()?.is_file()
            && let Some(name) = entry.file_name().to_str()
            && let Some(it) = read(name, entry.path())
        {
            all.push(it);
        }
    }
    all.sort();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trays() -> (tempfile::TempDir, Trays) {
        let folder = tempfile::tempdir().unwrap();
        let trays = Trays::at(folder.path().join(FOLDER));
        trays.make("一号窗口").unwrap();
        (folder, trays)
    }

    fn uid(number: u8) -> Uid {
        Uid([number; 16])
    }

    #[test]
    fn what_is_put_out_goes_once_and_comes_back_as_a_revision() {
        let (_folder, trays) = trays();
        let put_out = |uid, base, bundle: &[u8]| {
            let among = trays.outgoing().unwrap();
            trays.put_out(uid, base, bundle, &among).unwrap();
        };
        put_out(uid(1), 0, b"first");
        put_out(uid(1), 0, b"second");
        put_out(uid(2), 10, b"other");
        let out = trays.outgoing().unwrap();
        assert_eq!(
            out.iter().map(|it| (it.uid, it.base)).collect::<Vec<_>>(),
            [(uid(1), 0), (uid(2), 10)]
        );
        assert_eq!(trays.bytes(&out[0].path).unwrap().as_deref(), Some(&b"second"[..]));
        trays.put_in(uid(2), 9, b"before", &[]).unwrap();
        trays.sent(&out[1], 11, b"other", &trays.incoming().unwrap()).unwrap();
        let came = trays.incoming().unwrap();
        assert_eq!(came.iter().map(|it| (it.uid, it.rev)).collect::<Vec<_>>(), [(uid(2), 11)]);
        assert_eq!(trays.outgoing().unwrap().len(), 1);

        // The desk puts a newer one out while the older one is on its way.
        put_out(uid(1), 0, b"third");
        trays.sent(&out[0], 1, b"second", &[]).unwrap();
        assert_eq!(trays.outgoing().unwrap().len(), 1, "the newer one stays");
        let came = trays.incoming().unwrap();
        assert_eq!(trays.bytes(&came[0].path).unwrap().as_deref(), Some(&b"second"[..]));
    }

    #[test]
    fn foreign_files_are_nobody_s() {
        let (_folder, trays) = trays();
        for name in ["a", "x.1.beishen", &format!("{}.beishen", uid(1)), ".new", "readme.txt"] {
            fs::write(trays.outbox().join(name), "x").unwrap();
            fs::write(trays.inbox().join(name), "x").unwrap();
        }
        assert_eq!(trays.outgoing().unwrap(), []);
        assert_eq!(trays.incoming().unwrap(), []);
        assert_eq!(trays.strangers().unwrap(), 10);
    }

    #[test]
    fn who_holds_whom_runs_out_by_this_computer_s_own_clock() {
        let (_folder, trays) = trays();
        let left = Duration::from_mins(15);
        let held = BTreeMap::from([(uid(1), Holding { holder: "二号窗口".to_owned(), left })]);
        trays.say_who_holds(&held).unwrap();
        let written = trays.asked().unwrap();
        let after = |seconds| trays.held(written + Duration::from_secs(seconds)).unwrap();
        assert_eq!(after(0), held);
        assert_eq!(after(60)[&uid(1)].left, Duration::from_mins(14));
        assert!(after(901).is_empty());
        // A clock that was put back for a day.
        assert_eq!(trays.held(written - Duration::from_hours(24)).unwrap(), held);
    }

    #[test]
    fn what_is_asked_for_and_what_is_here_is_read_as_it_was_written() {
        let (_folder, trays) = trays();
        assert_eq!(trays.name().unwrap().as_deref(), Some("一号窗口"));
        let have = BTreeMap::from([(uid(1), 3), (uid(9), u64::MAX)]);
        trays.say_what_is_here(&have).unwrap();
        assert_eq!(trays.have().unwrap(), have);
        let from = |it: &str| Wish::TakeOver { from: it.to_owned() };
        let wishes = [from("二号 窗口"), from(""), Wish::LetGo, Wish::Forget];
        for (number, wish) in (1_u8..).zip(&wishes) {
            trays.wish(uid(number), wish).unwrap();
        }
        let read: Vec<_> = trays.wishes().unwrap().into_iter().map(|it| it.1).collect();
        assert_eq!(read, wishes);
        trays.remove().unwrap();
        trays.remove().unwrap();
        assert!(!trays.are_there());
        assert!(trays.have().unwrap().is_empty());
    }
}
