//! The page is written against the contract as it is now.

use beishen_desk::contract::typescript;

#[test]
fn the_pages_contract_is_current() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/lib/ipc/contract.gen.ts");
    let current = std::fs::read_to_string(file).unwrap();
    assert!(current == typescript(), "stale: run `cargo xtask contract`");
}
