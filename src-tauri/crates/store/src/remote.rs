//! Whether a folder lies on another computer. `SQLite`'s log needs memory that all its users share, which only one computer has
//! (<https://sqlite.org/wal.html>), and locks that many network file systems only pretend
//! (<https://sqlite.org/howtocorrupt.html>, section 2.1).

use std::fs;
use std::path::Path;

/// File systems of Linux that lie elsewhere, as `/proc/self/mountinfo` names them (proc(5)).
const REMOTE: &[&str] = &[
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "vboxsf",
];

/// Whether what is to lie at `path`, in a folder that is there, would lie on another computer. Where it cannot be told: no. On
/// macOS it is not looked at.
pub(crate) fn is_remote(path: &Path) -> bool {
    let folder = crate::file::folder(path);
    let Ok(folder) = fs::canonicalize(folder) else { return false };
    // A drive letter of a share is resolved to the share.
    let is_share = folder.to_str().is_some_and(|it| it.starts_with(r"\\?\UNC\"));
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    is_share || kind(&folder, &mounts).is_some_and(|it| REMOTE.contains(&it))
}

/// The file system that holds a folder: the last of the nearest mounts above it.
fn kind<'a>(folder: &Path, mounts: &'a str) -> Option<&'a str> {
    let mount = |line: &'a str| {
        let (before, behind) = line.split_once(" - ")?;
        let place = unescaped(before.split(' ').nth(4)?);
        Some((place, behind.split(' ').next()?))
    };
    let above = mounts.lines().filter_map(mount).filter(|it| folder.starts_with(&it.0));
    above.max_by_key(|it| Path::new(&it.0).components().count()).map(|it| it.1)
}

/// Blanks of a path are written `\040`.
fn unescaped(place: &str) -> String {
    let mut parts = place.split('\\');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..3).and_then(|it| u8::from_str_radix(it, 8).ok());
        match (code, part.get(3..)) {
            (Some(code), Some(rest)) if code.is_ascii() => {
                whole.push(char::from(code));
                whole.push_str(rest);
            }
            _ => {
                whole.push('\\');
                whole.push_str(part);
            }
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 27 0:40 / /home rw shared:1 - nfs4 server:/home rw,vers=4.2
31 30 0:41 / /home/zhang\\040san/local rw - ext4 /dev/sda1 rw
32 27 0:42 / /mnt/share rw - cifs //server/share rw
33 27 0:43 / /mnt/stick rw - fuseblk /dev/sdb1 rw
34 27 0:44 / /mnt/share rw - ext4 /dev/sdc1 rw
35 27 0:45 / /media/cloud rw - fuse.rclone cloud: rw
half a line";

    #[test]
    fn a_folder_is_of_the_nearest_mount_and_the_last_one_of_a_place_counts() {
        for (folder, expected) in [
            ("/root/.local", "ext4"),
            ("/home/li/.local", "nfs4"),
            ("/home/zhang san/local/data", "ext4"),
            ("/homes/li", "ext4"),
            ("/mnt/share/x", "ext4"),
            ("/mnt/stick", "fuseblk"),
            ("/media/cloud/x", "fuse.rclone"),
        ] {
            assert_eq!(kind(Path::new(folder), MOUNTS), Some(expected), "{folder}");
        }
        assert_eq!(kind(Path::new("/x"), ""), None);
    }

    #[test]
    fn a_folder_of_this_computer_is_not_remote() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_remote(&folder.path().join("vault")));
    }
}
