//! Any order of steps, undo and redo, restarts in between: the vault is what the model is, and says what it did.

use beishen_store::{Key, UNDO_STEPS, Vault};
use chrono::NaiveDateTime;
use proptest::prelude::*;

use crate::model::Model;
use crate::random::{Op, op, op_among};
use crate::view::{difference, of_model, of_vault, perform};

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_vault_is_what_the_model_is(
        ops in prop::collection::vec((any::<u64>(), 0..20_u8), 1..150),
    ) {
        let folder = tempfile::tempdir()?;
        let (path, key) = (folder.path().join("vault.db"), Key::new([7; 32]));
        let mut vault = Vault::create(&path, &key, NaiveDateTime::default())?;
        let mut model = Model::default();
        for (n, (seed, restart)) in (1..).zip(ops) {
            let op = op(seed, n);
            prop_assert_eq!(perform(&mut vault, &op, n)?, model.apply(&op, n), "{} {:?}", n, op);
            if restart == 0 {
                vault.close()?;
                vault = Vault::open(&path, &key, NaiveDateTime::default())?;
                let (must, is) = (of_model(&model), of_vault(&vault)?);
                prop_assert!(must == is, "after {}\n{}", n, difference(&must, &is));
            }
        }
        let (must, is) = (of_model(&model), of_vault(&vault)?);
        prop_assert!(must == is, "{}", difference(&must, &is));
        vault.check()?;
    }
}

/// Long enough for the limits: more steps than can be undone, more states than are kept.
#[test]
fn a_long_day() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = Vault::create(
        &folder.path().join("vault.db"),
        &Key::new([7; 32]),
        NaiveDateTime::default(),
    )
    .unwrap();
    let mut model = Model::default();
    for n in 1..=3000 {
        let op = op_among(11, n, 1);
        if matches!(op, Op::Delete(_) | Op::Purge) {
            continue;
        }
        assert_eq!(perform(&mut vault, &op, n).unwrap(), model.apply(&op, n), "{n} {op:?}");
        if n % 500 == 0 {
            let (must, is) = (of_model(&model), of_vault(&vault).unwrap());
            assert!(must == is, "after {n}\n{}", difference(&must, &is));
        }
    }
    let steps = model.people[&0].drafts.values().map(|draft| draft.steps.len());
    assert_eq!(steps.max(), Some(UNDO_STEPS as usize), "the day was long enough to forget steps");
    let kept = model.people.values().flat_map(|it| it.places.values()).map(|it| it.all.len());
    assert!(kept.max() > Some(60), "the day was long enough to forget states");
    vault.check().unwrap();
}
