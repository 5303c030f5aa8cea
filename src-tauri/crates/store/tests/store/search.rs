//! Search: by the words, references and names of a declaration, as they are typed.

use customs::MessageKind;
use rstest::rstest;
use store::{Filter, QueueQuery, Sort};

use crate::desk::{self, Desk, Parcel};

fn found(desk: &Desk, typed: &str) -> String {
    let filter = Filter { search: Some(typed.to_owned()), ..Filter::default() };
    let query = QueueQuery { filter, sort: Sort::Queued, limit: 100, ..QueueQuery::default() };
    let rows = desk.store.reader().unwrap().queue(&query).unwrap().rows;
    rows.into_iter().map(|row| row.lrn).collect::<Vec<_>>().join(" ")
}

fn shop() -> Desk {
    let desk = Desk::new();
    let parcel = |lrn: &str, goods: &str, consignee: &str| Parcel {
        goods: goods.into(),
        consignee: consignee.into(),
        ..Parcel::new(lrn)
    };
    desk.queue(&parcel("LGG-2026-001", "Oak table lamp", "Zoé Lefèvre"));
    desk.queue(&parcel("LGG-2026-002", "手机壳 硅胶", "王小明"));
    desk.queue(&parcel("LGG-2026-013", "Lampshade \"Luna\"", "Юлия Смирнова"));
    desk
}

#[rstest]
#[case::word("table", "LGG-2026-001")]
#[case::beginning_of_words("lam", "LGG-2026-001 LGG-2026-013")]
#[case::two_words_in_any_order("lamp oak", "LGG-2026-001")]
#[case::only_where_all_match("lamp 王小明", "")]
#[case::without_accents("zoe lefevre", "LGG-2026-001")]
#[case::with_other_accents("lefévre", "LGG-2026-001")]
#[case::capitals("OAK", "LGG-2026-001")]
#[case::cyrillic("смир", "LGG-2026-013")]
#[case::chinese_within_a_word("机壳", "LGG-2026-002")]
#[case::chinese_one_character("硅", "LGG-2026-002")]
#[case::chinese_not_in_that_order("壳机", "")]
#[case::reference("LGG-2026-001", "LGG-2026-001")]
#[case::beginning_of_a_reference("LGG-2026-00", "LGG-2026-001 LGG-2026-002")]
#[case::part_of_a_reference("013", "LGG-2026-013")]
#[case::reference_without_separators("lgg2026013", "LGG-2026-013")]
#[case::parcel_number("LGGELGG-2026-002", "LGG-2026-002")]
#[case::waybill("157-12345675", "LGG-2026-001 LGG-2026-002 LGG-2026-013")]
#[case::waybill_without_separator("15712345675", "LGG-2026-001 LGG-2026-002 LGG-2026-013")]
#[case::signs_of_the_index("lamp* OR (NEAR", "")]
#[case::quotes("\"luna\"", "LGG-2026-013")]
#[case::nothing("   ", "LGG-2026-001 LGG-2026-002 LGG-2026-013")]
fn finds(#[case] typed: &str, #[case] expected: &str) {
    assert_eq!(found(&shop(), typed), expected);
}

#[test]
fn finds_what_is_written_now() {
    let desk = Desk::new();
    let id = desk.queue(&Parcel { goods: "lamp".into(), ..Parcel::new("LGG-1") });
    let amendment = desk
        .append(Some(id), desk::amended(&Parcel { goods: "vase".into(), ..Parcel::new("LGG-1") }));
    assert_eq!((found(&desk, "lamp").as_str(), found(&desk, "vase").as_str()), ("", "LGG-1"));
    desk.append(Some(id), desk::undone(amendment));
    assert_eq!((found(&desk, "lamp").as_str(), found(&desk, "vase").as_str()), ("LGG-1", ""));
    desk.append(Some(id), desk::message(MessageKind::Accepted, None, Some("26BE0001")));
    assert_eq!(found(&desk, "26be"), "LGG-1");
    desk.clean();
}
