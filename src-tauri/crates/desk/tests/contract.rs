//! The TypeScript of the contract is the one that the Rust types make.

use std::path::PathBuf;

#[test]
fn typescript_is_current() {
    let made = desk::contract::typescript();
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/contract/contract.ts");
    if std::env::var_os("UPDATE_CONTRACT").is_some() {
        std::fs::create_dir_all(path.parent().expect("the path has a folder")).unwrap();
        std::fs::write(&path, &made).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == made,
        "ui/src/contract/contract.ts is out of date; run `cargo xtask generate`"
    );
}
