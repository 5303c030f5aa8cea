//! Those who ask too much, too often or too slowly.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use hub::Rate;
use journal::DeviceId;
use sync::{Link, LinkError, Role};
use uuid::Uuid;

use crate::desk::{Desk, join_with};
use crate::raw::{RawDevice, Request, connect, read_answer};
use crate::running::Running;

#[test]
fn guessing_codes_is_slow() {
    let hub = Running::with(|options| {
        options.limits.enrol = Rate::new(3, Duration::from_secs(60));
    });
    let folder = tempfile::tempdir().unwrap();
    let guess = || {
        // A code that is well formed, of this hub, and unknown: that of a hub that forgot it.
        let code: sync::code::EnrolmentCode = hub.code(Role::Broker).parse().unwrap();
        let secret = sync::code::Secret(Uuid::new_v4().as_bytes()[..10].try_into().unwrap());
        let code = sync::code::EnrolmentCode { secret, ..code }.to_string();
        let joined = join_with(&code, &hub.url(), DeviceId(Uuid::new_v4()), &folder);
        joined.err().expect("it must not join")
    };
    let codes: Vec<LinkError> = (0..4).map(|_| guess()).collect();
    assert!(codes[..3].iter().all(|error| error.code() == "code_unknown"), "{codes:?}");
    assert!(matches!(codes[3], LinkError::Busy { seconds: 1..=61 }), "{:?}", codes[3]);
}

#[test]
fn a_desk_that_asks_too_often_is_told_when_to_come_again() {
    let hub = Running::with(|options| {
        options.limits.device = Rate::new(5, Duration::from_secs(30));
    });
    let (eager, other) = (Desk::join(&hub, Role::Broker), Desk::join(&hub, Role::Broker));
    let refused = (0..10).filter_map(|_| eager.line.leases().err()).collect::<Vec<_>>();
    assert_eq!(refused.len(), 5);
    assert!(refused.iter().all(|error| matches!(error, LinkError::Busy { seconds: 1..=31 })));
    other.line.leases().unwrap();
}

#[test]
fn an_address_that_asks_too_often_is_told_so() {
    let hub = Running::with(|options| {
        options.limits.address = Rate::new(4, Duration::from_secs(30));
    });
    let answers: Vec<_> = (0..6).map(|_| Request::new("GET", "/v1/trust").send(&hub)).collect();
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [200, 200, 200, 200, 429, 429]);
    assert_eq!(answers[5].code(), "too_many_from_address");
    let wait: u32 = answers[5].header("retry-after").unwrap().parse().unwrap();
    assert!((1..=31).contains(&wait));
}

#[test]
fn a_body_that_is_too_large_is_refused_before_it_is_read() {
    let hub = Running::with(|options| options.limits.push_bytes = 100_000);
    let device = RawDevice::enrolled(&hub, Role::Broker);
    for (target, size) in [("/v1/push", 100_001), ("/v1/pull", (1 << 20) + 1)] {
        let mut request = Request::new("POST", target);
        request.body = vec![0; size];
        let answer = device.send(&hub, request);
        assert_eq!((answer.status, answer.code().as_str()), (413, "too_large"), "{target}");
    }
}

/// A connection that is closed with something unread in it is reset, and a reset overtakes the
/// answer. So the rest is taken in, also of what is far too large.
#[test]
fn who_is_refused_in_the_middle_of_sending_gets_to_read_why() {
    let hub = Running::with(|options| options.limits.push_bytes = 100_000);
    let device = RawDevice::enrolled(&hub, Role::Broker);
    for _ in 0..20 {
        let mut request = Request::new("POST", "/v1/push");
        request.body = vec![0; 8 << 20];
        let answer = device.send(&hub, request);
        assert_eq!((answer.status, answer.code().as_str()), (413, "too_large"));
    }
}

/// A few bytes that unpack to more than a machine holds.
#[test]
fn a_bomb_is_not_unpacked() {
    let hub = Running::start();
    let device = RawDevice::enrolled(&hub, Role::Broker);
    let mut request = Request::new("POST", "/v1/push");
    request.body = zstd::encode_all(std::io::repeat(0).take(200 << 20), 3).unwrap();
    assert!(request.body.len() < 100_000);
    let answer = device.send(&hub, request);
    assert!(matches!(answer.status, 400 | 413), "{}", answer.text());
    answer.code();
}

#[test]
fn nonsense_is_refused_in_the_hubs_words() {
    let hub = Running::start();
    let device = RawDevice::enrolled(&hub, Role::Broker);
    for target in ["/v1/push", "/v1/pull"] {
        let mut request = Request::new("POST", target);
        request.body = b"\x28\xb5\x2f\xfd nonsense".to_vec();
        let answer = device.send(&hub, request);
        assert_eq!(answer.status, 400, "{}", answer.text());
        answer.code();
    }
}

/// Whoever sends the head of a request letter by letter is sent away, and others are served
/// meanwhile.
#[test]
fn a_head_that_does_not_end_is_not_waited_for() {
    let hub = Running::with(|options| options.limits.silence = Duration::from_millis(500));
    let mut slow = connect(&hub);
    slow.write_all(b"GET /v1/trust HTTP/1.1\r\nX: ").unwrap();
    assert_eq!(Request::new("GET", "/v1/trust").send(&hub).status, 200);
    assert_is_closed(|| slow.write_all(b"x").and_then(|()| slow.flush()).is_ok());
}

/// The same with the body.
#[test]
fn a_body_that_does_not_come_is_not_waited_for() {
    let hub = Running::with(|options| options.limits.silence = Duration::from_millis(300));
    let device = RawDevice::enrolled(&hub, Role::Broker);
    let mut request = Request::new("POST", "/v1/pull");
    request.body = vec![0; 1000];
    let mut head = "POST /v1/pull HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n".to_owned();
    for (name, value) in device.sign(&request) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let mut connection = connect(&hub);
    connection.write_all(format!("{head}Content-Length: 1000\r\n\r\n").as_bytes()).unwrap();
    let begun = Instant::now();
    let answer = read_answer(&mut connection);
    assert_eq!((answer.status, answer.code().as_str()), (408, "too_slow"));
    assert!(begun.elapsed() < Duration::from_secs(3));
}

#[test]
fn there_is_room_for_so_many_connections() {
    let hub = Running::with(|options| options.limits.connections = 2);
    let held: Vec<_> = (0..2)
        .map(|_| {
            let mut connection = connect(&hub);
            connection.write_all(b"GET /v1/tr").unwrap();
            connection.flush().unwrap();
            connection
        })
        .collect();
    let mut third = connect(&hub);
    let refused = third.write_all(b"GET /v1/trust HTTP/1.1\r\nHost: hub\r\n\r\n").is_err();
    assert!(refused, "the third is turned away");
    drop(held);
    let served = crate::running::within(Duration::from_secs(5), || {
        let mut again = connect(&hub);
        again.write_all(b"GET /v1/trust HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n").is_ok()
    });
    assert!(served, "and there is room again");
}

fn assert_is_closed(mut still_open: impl FnMut() -> bool) {
    let begun = Instant::now();
    while still_open() {
        assert!(begun.elapsed() < Duration::from_secs(5), "it is still open");
        std::thread::sleep(Duration::from_millis(100));
    }
}
