//! The enrolment code survives being read out, typed and mistyped.

use proptest::prelude::*;
use rstest::rstest;
use sync::code::{EnrolmentCode, Fingerprint, InvalidCode, Secret};

fn code() -> EnrolmentCode {
    EnrolmentCode { secret: Secret(*b"0123456789"), fingerprint: Fingerprint(*b"abcdefghijklmnop") }
}

#[test]
fn is_written_in_groups_of_five() {
    let text = code().to_string();
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    assert_eq!(groups, [5, 5, 5, 5, 5, 5, 5, 5, 3], "{text}");
    assert!(text.chars().all(|c| c == '-' || c.is_ascii_digit() || c.is_ascii_uppercase()));
}

#[rstest]
#[case::as_printed(|text: &str| text.to_owned())]
#[case::small_letters(|text: &str| text.to_lowercase())]
#[case::blanks_for_hyphens(|text: &str| text.replace('-', " "))]
#[case::in_one_piece(|text: &str| text.replace('-', ""))]
#[case::copied_with_line_ends(|text: &str| format!("\n {text}\r\n"))]
#[case::letter_o_for_zero(|text: &str| text.replace('0', "O"))]
#[case::letter_i_for_one(|text: &str| text.replace('1', "I"))]
#[case::letter_l_for_one(|text: &str| text.replace('1', "l"))]
fn is_read_however_it_was_typed(#[case] typed: fn(&str) -> String) {
    assert_eq!(typed(&code().to_string()).parse(), Ok(code()));
}

#[rstest]
#[case::empty("", InvalidCode::Length { found: 0 })]
#[case::cut_off("64S36D1N6RVKGE9G64", InvalidCode::Length { found: 18 })]
#[case::no_letter("64S36-D1N6?", InvalidCode::Character { found: '?', place: 10 })]
#[case::letter_u("U4S36", InvalidCode::Character { found: 'U', place: 1 })]
fn says_what_is_wrong(#[case] text: &str, #[case] expected: InvalidCode) {
    assert_eq!(text.parse::<EnrolmentCode>(), Err(expected));
}

#[test]
fn shows_its_secret_to_nobody() {
    let shown = format!("{:?} {:?}", code(), code().secret);
    assert!(!shown.contains("48, 49"), "{shown}");
    assert!(!shown.contains(&code().secret.to_text()), "{shown}");
    assert!(shown.contains("6162636465666768696a6b6c6d6e6f70"), "{shown}");
}

fn any_code() -> impl Strategy<Value = EnrolmentCode> {
    (any::<[u8; 10]>(), any::<[u8; 16]>()).prop_map(|(secret, fingerprint)| EnrolmentCode {
        secret: Secret(secret),
        fingerprint: Fingerprint(fingerprint),
    })
}

proptest! {
    #[test]
    fn is_read_back(code in any_code()) {
        prop_assert_eq!(code.to_string().parse::<EnrolmentCode>(), Ok(code.clone()));
        prop_assert_eq!(Secret::from_text(&code.secret.to_text()), Some(code.secret));
    }

    #[test]
    fn one_wrong_character_is_noticed(code in any_code(), place in 0usize..43, by in 1usize..32) {
        const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let mut typed: Vec<char> = code.to_string().chars().filter(|c| *c != '-').collect();
        let was = LETTERS.find(typed[place]).unwrap();
        typed[place] = LETTERS.chars().nth((was + by) % 32).unwrap();
        let typed: String = typed.into_iter().collect();
        prop_assert_eq!(typed.parse::<EnrolmentCode>(), Err(InvalidCode::Check));
    }

    #[test]
    fn swapped_neighbours_are_noticed(code in any_code(), place in 0usize..42) {
        let mut typed: Vec<char> = code.to_string().chars().filter(|c| *c != '-').collect();
        prop_assume!(typed[place] != typed[place + 1]);
        typed.swap(place, place + 1);
        let typed: String = typed.into_iter().collect();
        prop_assert_eq!(typed.parse::<EnrolmentCode>(), Err(InvalidCode::Check));
    }
}
