//! Looking up: by references, content, imports and prints.

use customs::MessageKind;
use journal::{AttachmentHash, DeclarationId, Imported, ImportedFile, Printed, RefusedRecord};
use rstest::rstest;
use store::content_hash;

use crate::desk::{self, Desk, Parcel};

#[rstest]
#[case::lrn("LGG-1", 1)]
#[case::lrn_in_small_letters(" lgg-1 ", 1)]
#[case::mrn("26be00000000000001", 1)]
#[case::half_a_reference("LGG", 0)]
#[case::nothing("", 0)]
#[case::no_such_id("00000000-0000-0000-0000-000000000000", 0)]
fn a_declaration_is_found_by(#[case] text: &str, #[case] count: usize) {
    let desk = Desk::new();
    let id = desk.queue(&Parcel::new("LGG-1"));
    let accepted = desk::message(MessageKind::Accepted, None, Some("26BE00000000000001"));
    desk.append(Some(id), accepted);
    assert_eq!(desk.store.reader().unwrap().find(text).unwrap().len(), count);
}

#[test]
fn a_declaration_is_found_by_its_id() {
    let desk = Desk::new();
    let id = desk.queue(&Parcel::new("LGG-1"));
    assert_eq!(desk.store.reader().unwrap().find(&id.to_string()).unwrap(), vec![id]);
}

#[test]
fn an_lrn_need_not_be_unique_but_is_exact() {
    let desk = Desk::new();
    let ids: Vec<_> = ["LGG-1", "lgg-1", "LGG-1"].map(|lrn| desk.queue(&Parcel::new(lrn))).into();
    let reader = desk.store.reader().unwrap();
    assert_eq!(reader.by_lrn("LGG-1").unwrap(), vec![ids[0], ids[2]]);
    assert_eq!(reader.find("LGG-1").unwrap(), ids);
}

/// What the broker changed is no reason to take the same file in again.
#[test]
fn the_last_imported_body_is_known_again() {
    let desk = Desk::new();
    let first = Parcel::new("LGG-1");
    let newer = Parcel { goods: "Oak lamp".into(), ..first.clone() };
    let by_hand = Parcel { goods: "Vase".into(), ..first.clone() };
    let id = desk.queue(&first);
    let reader = desk.store.reader().unwrap();
    let known = || reader.body_hash_of(id).unwrap();
    assert_eq!(known(), Some(content_hash(&first.body())));
    desk.append(Some(id), desk::amended(&by_hand));
    assert_eq!(known(), Some(content_hash(&first.body())));
    desk.append(Some(id), desk::reimported(&newer));
    assert_eq!(known(), Some(content_hash(&newer.body())));
    assert_eq!(reader.body_hash_of(DeclarationId(desk::id())).unwrap(), None);
    assert_eq!(reader.file_of(id).unwrap(), Some(desk::file(1)));
    desk.clean();
}

fn imported_file(refused: usize) -> ImportedFile {
    let record = RefusedRecord {
        record: 1,
        line: 2,
        reference: None,
        code: "too_few_columns".into(),
        reason: "The row has 3 columns.".into(),
        hint: "Add the missing ones.".into(),
    };
    ImportedFile {
        name: "flight.csv".into(),
        file: Some(desk::file(1)),
        size: 10,
        format: Some("h7_csv".into()),
        declarations: 5,
        unchanged: 2,
        amended: 1,
        messages: 3,
        refused: vec![record; refused],
    }
}

#[test]
fn imports_are_listed_newest_first() {
    let desk = Desk::new();
    let old =
        desk.append(None, Imported { files: vec![imported_file(0)], cancelled: true, waiting: 0 });
    let files = vec![imported_file(1), imported_file(2)];
    let new = desk.append(None, Imported { files, cancelled: false, waiting: 0 });
    let imports = desk.store.reader().unwrap().imports(10).unwrap();
    assert_eq!(imports.iter().map(|row| row.entry).collect::<Vec<_>>(), vec![new, old]);
    let row = &imports[0];
    assert_eq!((row.files, row.declarations, row.unchanged, row.amended), (2, 10, 4, 2));
    assert_eq!((row.messages, row.refused, row.cancelled), (6, 3, false));
    assert_eq!((imports[1].cancelled, imports[1].actor.as_str()), (true, "An Peeters"));
    assert_eq!(desk.store.reader().unwrap().imports(1).unwrap().len(), 1);
    desk.clean();
}

#[test]
fn a_print_is_superseded_once_the_declaration_changes() {
    let desk = Desk::new();
    let id = desk.queue(&Parcel::new("LGG-1"));
    let print = Printed {
        document: "declaration".into(),
        language: "fr".into(),
        file: desk::file(2),
        pages: 3,
        revision: 1,
        printer: Some("Office".into()),
    };
    desk.append(Some(id), print.clone());
    let reader = desk.store.reader().unwrap();
    let row = reader.prints(0, 10).unwrap().remove(0);
    assert_eq!((row.declaration, row.lrn.as_str(), row.superseded), (id, "LGG-1", false));
    assert_eq!((row.file, row.pages, row.printer.as_deref()), (desk::file(2), 3, Some("Office")));
    desk.append(Some(id), desk::amended(&Parcel::new("LGG-1")));
    desk.append(Some(id), Printed { revision: 2, ..print });
    let superseded: Vec<bool> =
        reader.prints(0, 10).unwrap().iter().map(|row| row.superseded).collect();
    assert_eq!(superseded, [false, true]);
    desk.clean();
}

#[test]
fn a_file_must_be_named_by_its_hash() {
    let desk = Desk::new();
    let mut queued = desk::queued(&Parcel::new("LGG-1"));
    queued.source.file = AttachmentHash("flight.csv".into());
    let draft = desk::draft(Some(DeclarationId(desk::id())), queued);
    let error = desk.store.write(|tx| tx.append(draft)).unwrap_err();
    assert_eq!(error.code(), "unknown_attachment");
}
