use super::*;

#[test]
fn the_packs_that_come_with_the_crate_can_be_used() {
    let packs = Packs::layer(&BUILTIN).unwrap();
    let rules = packs.on("2026-11-21".parse().unwrap());
    assert!(rules.count() > 60, "{}", rules.count());
}
