//! Joining a hub, and coming back to it.

use journal::DeviceId;
use link::{HubLine, Joined, KeyChoice, KeyPlace, News, resume};
use rstest::rstest;
use sync::{Link, LinkError, Role};
use uuid::Uuid;

use crate::desk::{Desk, join_with};
use crate::running::Running;

fn fails(joined: Result<HubLine, LinkError>) -> LinkError {
    joined.err().expect("it must not join")
}

#[test]
fn a_desk_joins_and_comes_back_without_a_code() {
    let hub = Running::start();
    let mut desk = Desk::join(&hub, Role::Broker);
    desk.write("LRN1");
    desk.push(10).unwrap();
    let Joined { office, role, desk_name, device, key_place, .. } = desk.line.joined();
    assert_eq!((role, desk_name.as_str(), key_place), (Role::Broker, "Counter 2", KeyPlace::File));
    assert!(!office.is_empty());

    let again = resume(desk.folder.path()).unwrap().expect("it joined");
    assert_eq!(again.joined().device, device);
    assert_eq!(again.leases().unwrap(), vec![]);
}

#[test]
fn a_desk_that_joined_nothing_has_no_line() {
    let folder = tempfile::tempdir().unwrap();
    assert!(resume(folder.path()).unwrap().is_none());
}

#[test]
fn a_code_is_good_once() {
    let hub = Running::start();
    let code = hub.code(Role::Broker);
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let device = || DeviceId(Uuid::new_v4());
    join_with(&code, &hub.url(), device(), &folders[0]).unwrap();
    let error = fails(join_with(&code, &hub.url(), device(), &folders[1]));
    assert_eq!(error.code(), "code_used");
    assert_eq!(std::fs::read_dir(folders[1].path()).unwrap().count(), 0, "nothing is kept");
}

#[rstest]
#[case::mistyped(|code: &str| format!("{}{}", if code.starts_with('0') { '1' } else { '0' }, &code[1..]), "code_mistyped")]
#[case::too_short(|code: &str| code[..20].to_owned(), "code_length")]
fn a_slip_of_the_hand_is_noticed_before_anything_is_asked(
    #[case] spoil: fn(&str) -> String,
    #[case] expected: &str,
) {
    let hub = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let code = spoil(&hub.code(Role::Broker));
    let url = "https://127.0.0.1:1";
    let error = fails(join_with(&code, url, DeviceId(Uuid::new_v4()), &folder));
    assert_eq!(error.code(), expected);
}

#[test]
fn the_code_of_one_hub_does_not_join_another() {
    let (ours, theirs) = (Running::start(), Running::start());
    let folder = tempfile::tempdir().unwrap();
    let code = ours.code(Role::Broker);
    let error = fails(join_with(&code, &theirs.url(), DeviceId(Uuid::new_v4()), &folder));
    assert_eq!(error.code(), "not_our_hub");
}

/// Somebody else's hub answers at the address of ours, with a good certificate of its own.
#[test]
fn another_hub_at_the_same_address_is_told_from_ours() {
    let ours = Running::start();
    let desk = Desk::join(&ours, Role::Broker);
    let address = ours.address();
    drop(ours);
    let _theirs = Running::with(|options| options.listen = address);
    let error = desk.line.leases().unwrap_err();
    assert_eq!(error.code(), "not_our_hub", "{error:?}");

    let (told, heard) = std::sync::mpsc::channel();
    desk.line.watch_line(move |news| told.send(news).unwrap());
    let news = heard.recv_timeout(std::time::Duration::from_secs(5)).unwrap();
    assert!(matches!(&news, News::Down(LinkError::NotOurHub { .. })), "{news:?}");
}

/// The hub's certificate is new at each start, its authority stays.
#[test]
fn a_hub_that_starts_again_is_still_ours() {
    let hub = Running::start();
    let desk = Desk::join(&hub, Role::Broker);
    let address = hub.address();
    let folder = hub.stop();
    let _again = Running::in_folder(folder, |options| options.listen = address);
    desk.line.leases().unwrap();
}

#[test]
fn a_desk_whose_name_is_taken_joins_under_another() {
    let hub = Running::start();
    let first = Desk::join(&hub, Role::Broker);
    let device = first.line.joined().device;
    let folder = tempfile::tempdir().unwrap();
    let second = join_with(&hub.code(Role::Broker), &hub.url(), device, &folder).unwrap();
    assert_ne!(second.joined().device, device);
    second.leases().unwrap();
    first.line.leases().unwrap();
}

#[test]
fn joining_anew_replaces_the_key_and_leaves_no_other_behind() {
    let hub = Running::start();
    let desk = Desk::join(&hub, Role::Broker);
    let files = || std::fs::read_dir(desk.folder.path()).unwrap().count();
    let before = files();
    let device = DeviceId(Uuid::new_v4());
    let line = join_with(&hub.code(Role::Supervisor), &hub.url(), device, &desk.folder).unwrap();
    assert_eq!(line.joined().role, Role::Supervisor);
    assert_eq!(files(), before);
}

#[test]
fn a_cloned_desk_gets_a_second_name_and_keeps_it() {
    let hub = Running::start();
    let desk = Desk::join(&hub, Role::Broker);
    let second = DeviceId(Uuid::new_v4());
    let enrolled = desk.line.enrol_again(second).unwrap();
    assert_eq!((enrolled.device, enrolled.role), (second, Role::Broker));
    desk.line.leases().unwrap();
    let resumed = resume(desk.folder.path()).unwrap().unwrap();
    assert_eq!(resumed.joined().device, second);
    resumed.leases().unwrap();
}

#[test]
fn a_key_that_is_gone_is_told() {
    let hub = Running::start();
    let desk = Desk::join(&hub, Role::Broker);
    for file in std::fs::read_dir(desk.folder.path()).unwrap().map(Result::unwrap) {
        if file.file_name().to_string_lossy().starts_with("hub-key") {
            std::fs::remove_file(file.path()).unwrap();
        }
    }
    let error = resume(desk.folder.path()).err().unwrap();
    assert_eq!(error.code(), "key_unreadable");
}

#[test]
fn keys_go_to_the_keychain_unless_told_otherwise() {
    assert_eq!(KeyChoice::default(), KeyChoice::KeychainFirst);
}
