//! A signature is good for one desk and one request.

use journal::DeviceId;
use rstest::rstest;
use sync::signing::{BadSignature, PublicKey, SecretKey, SignedRequest};
use uuid::Uuid;

fn key(seed: u8) -> SecretKey {
    SecretKey::from_bytes(&[seed; 32])
}

fn device(number: u128) -> DeviceId {
    DeviceId(Uuid::from_u128(number))
}

fn request() -> SignedRequest {
    SignedRequest::new("post", "/v1/files/ab?size=3", b"body", device(7), 1)
}

/// What a device signs must not change while the protocol is 1: old desks sign this.
#[test]
fn the_text_of_protocol_1() {
    assert_eq!(
        request().text(),
        "greenlane.request\nprotocol 1\ndevice 00000000-0000-0000-0000-000000000007\n\
         POST /v1/files/ab?size=3\n\
         body 230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5\n"
    );
}

#[test]
fn holds_for_what_was_signed() {
    let signature = key(1).sign(&request());
    assert_eq!(key(1).public().verify(&request(), &signature), Ok(()));
}

#[rstest]
#[case::other_method(SignedRequest { method: "GET".into(), ..request() })]
#[case::other_target(SignedRequest { target: "/v1/files/ab?size=4".into(), ..request() })]
#[case::other_body(SignedRequest { body: [0; 32], ..request() })]
#[case::other_device(SignedRequest { device: device(8), ..request() })]
#[case::other_protocol(SignedRequest { protocol: 2, ..request() })]
fn does_not_hold_for_anything_else(#[case] other: SignedRequest) {
    let signature = key(1).sign(&request());
    let verified = key(1).public().verify(&other, &signature);
    assert_eq!(verified, Err(BadSignature::DoesNotHold));
}

#[test]
fn does_not_hold_under_another_key() {
    let signature = key(2).sign(&request());
    let verified = key(1).public().verify(&request(), &signature);
    assert_eq!(verified, Err(BadSignature::DoesNotHold));
}

#[rstest]
#[case::empty("")]
#[case::short("AAAA")]
#[case::padded("AAAA====")]
#[case::not_base64("§§§")]
fn refuses_what_is_no_signature(#[case] signature: &str) {
    let verified = key(1).public().verify(&request(), signature);
    assert_eq!(verified, Err(BadSignature::NotASignature));
}

#[rstest]
#[case::empty("")]
#[case::short("AAAA")]
#[case::weak("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
fn refuses_what_is_no_key(#[case] text: &str) {
    assert_eq!(text.parse::<PublicKey>(), Err(BadSignature::NotAKey));
}

#[test]
fn keys_are_read_back_and_keep_their_secret() {
    let public = key(1).public();
    assert_eq!(public.to_string().parse(), Ok(public));
    assert_eq!(key(1).to_bytes(), [1; 32]);
    assert_eq!(format!("{:?}", key(1)), "SecretKey(…)");
}
