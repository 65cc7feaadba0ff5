//! No more room: the step is refused, the vault stays what it was, and goes on when there is room again.

use chrono::NaiveDateTime;
use std::process::Command;

use beishen_store::{Key, Vault};

use crate::child::{Said, command, listen};
use crate::model::Model;
use crate::random::op;
use crate::view::{difference, of_model, of_vault};

#[test]
fn a_step_without_room_is_refused_whole_and_the_vault_goes_on_later() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    let key = Key::load_or_create(&path).unwrap();
    Vault::create(&path, &key, NaiveDateTime::default()).unwrap().close().unwrap();
    let (seed, mut done, mut model) = (4, 0, Model::default());
    // The largest file the child may write, in blocks of 512 bytes. The shell keeps the signal that would end the child instead.
    let limits = [300, 300, 700, 1500, 1_000_000];
    for (round, blocks) in limits.into_iter().enumerate() {
        let plain = command(&path, seed, done + 1, done + 150);
        let mut limited = Command::new("sh");
        limited.args(["-c", "trap '' XFSZ; ulimit -f $0; exec \"$@\"", &blocks.to_string()]);
        limited.arg(plain.get_program()).args(plain.get_args());
        limited.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
        limited.stdout(std::process::Stdio::piped());
        let mut child = limited.spawn().unwrap();
        let mut full = 0;
        for said in listen(&mut child) {
            match said {
                Said::Done(n) => {
                    model.apply(&op(seed, n), n);
                    done = n;
                }
                Said::Full(n) => {
                    full += 1;
                    done = n;
                }
                Said::Open => {}
                Said::InUse => panic!("in use"),
            }
        }
        assert!(child.wait().unwrap().success());
        assert_eq!(full > 0, round < limits.len() - 1, "{blocks} blocks: {full} refused");

        let vault = Vault::open(&path, &key, NaiveDateTime::default()).unwrap();
        vault.check().unwrap();
        let (must, is) = (of_model(&model), of_vault(&vault).unwrap());
        assert!(must == is, "{blocks} blocks\n{}", difference(&must, &is));
    }
    assert_eq!(done, 150 * limits.len() as u64);
}
