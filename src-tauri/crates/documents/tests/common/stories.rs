//! Documents as a broker at Liège would print them on one November day.

use chrono::{DateTime, FixedOffset, NaiveDate};
use documents::model::{
    Amount, Callout, Comparison, DeclarationSheet, Document, DutyLine, DutyNotice, DutyRate,
    ElementRow, Finding, Frame, Group, GroupKind, InspectionReport, Language, Measure, Party,
    PartyRole, Photo, PixelPoint, Reference, ReferenceKind, Release, ReleaseNote, ReleasedItem,
    Seal, SealState, Shape, Shipment, Signature, WorkedOutBy,
};
use image::{ImageFormat, Rgb, RgbImage};
use rust_decimal::Decimal;

pub const MRN: &str = "26BE532000A7K2M0J4";

pub fn moment(text: &str) -> DateTime<FixedOffset> {
    text.parse().unwrap()
}

pub fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn frame(language: Language) -> Frame {
    Frame {
        document_id: "0193a7c2-5e14-7b60-9d3f-2f6a1c08e4b5".into(),
        revision: 2,
        lrn: Some("GL26-LGG-0048127".into()),
        mrn: Some(MRN.into()),
        language,
        rules_of: NaiveDate::from_ymd_opt(2026, 11, 1),
        data_as_of: moment("2026-11-20T14:05:00+01:00"),
        printed_at: moment("2026-11-20T14:06:30+01:00"),
        printed_by: "Anouk Peeters".into(),
        office: "Douanière de la Meuse, Liège Airport".into(),
        notice: None,
    }
}

pub fn parties() -> Vec<Party> {
    vec![
        Party {
            role: PartyRole::Exporter,
            id: None,
            name: Some("深圳市云帆电子商务有限公司".into()),
            address: vec![
                "广东省深圳市龙华区民治大道 1128 号 6 栋".into(),
                "CN 518131 深圳".into(),
            ],
        },
        Party {
            role: PartyRole::Importer,
            id: None,
            name: Some("Жанна Лебедева-Šimůnková".into()),
            address: vec!["Rue de l’Évêché 14, boîte 3".into(), "BE 4000 Liège".into()],
        },
        Party {
            role: PartyRole::Representative,
            id: Some("BE0403227515".into()),
            name: Some("Douanière de la Meuse SRL".into()),
            address: vec!["Rue de l’Aéroport 50".into(), "BE 4460 Grâce-Hollogne".into()],
        },
    ]
}

pub fn shipment() -> Shipment {
    Shipment {
        declaration: "H7 · IM A".into(),
        goods_location: Some("BE532000 (V, authorised place B)".into()),
        dispatch_country: Some("CN".into()),
        destination_country: Some("BE".into()),
        packages: Some(decimal("1")),
        gross_mass: Some(decimal("1.340")),
        references: vec![
            Reference {
                kind: ReferenceKind::Transport,
                code: "N740".into(),
                number: "235-40817726".into(),
            },
            Reference {
                kind: ReferenceKind::Transport,
                code: "N703".into(),
                number: "YF88120044CN".into(),
            },
        ],
    }
}

fn item(number: u32, description: &str, code: &str, value: &str) -> ReleasedItem {
    ReleasedItem {
        number,
        description: description.into(),
        commodity_code: Some(code.into()),
        origin: Some("CN".into()),
        packages: Some(decimal("1")),
        gross_mass: Some(decimal("0.420")),
        value: Some(Amount { value: decimal(value), currency: "EUR".into() }),
    }
}

pub fn release_note(language: Language) -> ReleaseNote {
    ReleaseNote {
        frame: frame(language),
        release: Release {
            released_at: moment("2026-11-20T13:58:00+01:00"),
            control_result: Some("A2".into()),
            office: Some("BE432000 Liège Bierset".into()),
            received_from: "IDMS".into(),
            received_at: moment("2026-11-20T13:58:41+01:00"),
            message: "IE429".into(),
            message_id: Some("BE-IDMS-20261120-77120934".into()),
        },
        parties: parties(),
        shipment: shipment(),
        items: vec![
            item(1, "T-shirt en coton biologique, col rond, imprimé « forêt »", "610910", "25"),
            item(2, "Étui pour téléphone en polyuréthane 手机壳（黑色）", "392690", "7.9"),
            item(3, "Φακός LED επαναφορτιζόμενος / фонарь аккумуляторный", "851310", "1112.35"),
        ],
    }
}

/// The same release with that many items.
pub fn many_items(language: Language, count: u32) -> ReleaseNote {
    let goods = ["Chargeur USB-C 65 W", "Câble tressé 2 m", "Housse de coussin en lin 45 × 45 cm"];
    let items = (1..=count)
        .map(|number| item(number, goods[number as usize % goods.len()], "850440", "12.5"))
        .collect();
    ReleaseNote { items, ..release_note(language) }
}

fn duty(tax_type: &str, base: &str, rate: DutyRate, amount: &str, note: &str) -> DutyLine {
    DutyLine {
        item: Some(1),
        tax_type: tax_type.into(),
        base: decimal(base),
        rate,
        amount: decimal(amount),
        payable: decimal(amount),
        note: note.into(),
    }
}

/// The T-shirt of 25 euros with 10 euros of shipping, and a broker's fee of 21.50.
pub fn duty_notice(language: Language) -> DutyNotice {
    DutyNotice {
        frame: frame(language),
        worked_out_by: WorkedOutBy::Desk,
        parties: parties(),
        shipment: shipment(),
        lines: vec![
            duty(
                "A00",
                "1",
                DutyRate::PerUnit(decimal("3")),
                "3",
                "EUR 3 per item of a distance sale up to EUR 150, Regulation (EU) 2026/382",
            ),
            duty(
                "B00",
                "59.5",
                DutyRate::Percent(decimal("21")),
                "12.5",
                "25.00 value + 10.00 transport + 3.00 duty + 21.50 costs = 59.50; 12.495 rounded up",
            ),
            DutyLine {
                item: None,
                ..duty(
                    "FEE",
                    "1",
                    DutyRate::PerUnit(decimal("21.5")),
                    "21.5",
                    "Formalities of the post",
                )
            },
        ],
        customs_value: Some(decimal("35")),
        payable: decimal("37"),
        currency: "EUR".into(),
        payment_reference: Some("+++090/9337/55493+++".into()),
        gaps: vec![],
    }
}

pub fn inspection_report(language: Language) -> InspectionReport {
    InspectionReport {
        frame: frame(language),
        result: Some("B1".into()),
        control_types: vec!["10".into(), "40".into(), "43".into()],
        place: Some("Hall B52, bay 7, Liège Airport".into()),
        inspected_at: Some(moment("2026-11-20T11:20:00+01:00")),
        parties: parties(),
        shipment: shipment(),
        comparisons: vec![
            comparison(None, Measure::Packages, "1", "1", ""),
            comparison(None, Measure::GrossMass, "1.340", "2.815", "kg"),
            comparison(Some(1), Measure::Quantity, "10", "24", "p/st"),
            comparison(Some(2), Measure::Quantity, "1200", "1000", "p/st"),
        ],
        seals: vec![
            Seal { number: "SC-004471-B".into(), state: SealState::Broken },
            Seal { number: "GL-900112".into(), state: SealState::New },
        ],
        findings: vec![
            Finding {
                item: Some(1),
                field: Some("Quantity 18 02".into()),
                text: "24 pieces counted, 10 declared. The outer box is marked 24 PCS 件.".into(),
            },
            Finding {
                item: None,
                field: None,
                text: "The tape was cut and closed again with another one.".into(),
            },
        ],
        photos: vec![parcel_photo(), narrow_photo()],
        remarks: Some("Consignee informed by telephone at 11:45; goods back in bay 7.".into()),
        signature: Some(Signature {
            name: "Anouk Peeters".into(),
            signed_at: moment("2026-11-20T11:52:00+01:00"),
        }),
    }
}

fn comparison(
    item: Option<u32>,
    measure: Measure,
    declared: &str,
    measured: &str,
    unit: &str,
) -> Comparison {
    Comparison {
        item,
        measure,
        declared: Some(decimal(declared)),
        measured: Some(decimal(measured)),
        unit: unit.into(),
    }
}

fn parcel_photo() -> Photo {
    Photo {
        name: "IMG_20261120_112214.jpg".into(),
        caption: Some("Outer box, label side".into()),
        bytes: drawn(1_600, 1_000, ImageFormat::Jpeg),
        callouts: vec![
            Callout {
                number: 1,
                shape: Shape::Rectangle { x: 620, y: 330, width: 420, height: 260 },
                text: "Label says 24 PCS, 2.8 KG".into(),
                field: Some("Gross mass 18 04".into()),
            },
            Callout {
                number: 2,
                shape: Shape::Polygon {
                    points: [(330, 640), (700, 600), (760, 800), (420, 860)]
                        .map(|(x, y)| PixelPoint { x, y })
                        .into(),
                },
                text: "Second tape over a cut one".into(),
                field: None,
            },
            Callout {
                number: 3,
                shape: Shape::Rectangle { x: 630, y: 340, width: 120, height: 80 },
                text: "Shipping mark 易碎品".into(),
                field: Some("Shipping marks 18 06".into()),
            },
        ],
    }
}

fn narrow_photo() -> Photo {
    Photo {
        name: "contents.png".into(),
        caption: None,
        bytes: drawn(600, 1_100, ImageFormat::Png),
        callouts: vec![],
    }
}

/// A box on a table, drawn pixel by pixel.
pub fn drawn(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let inside =
            |from: u32, to: u32, at: u32, size: u32| (from * size..to * size).contains(&(at * 16));
        let shade = u8::try_from(y * 60 / height).unwrap();
        match (x, y) {
            (x, y) if inside(6, 10, x, width) && inside(5, 9, y, height) => Rgb([236, 236, 228]),
            (x, y) if inside(3, 13, x, width) && inside(4, 14, y, height) => {
                Rgb([188 - shade, 142 - shade, 92 - shade])
            }
            _ => Rgb([120 + shade, 128 + shade, 134 + shade]),
        }
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub fn declaration(language: Language) -> DeclarationSheet {
    let row = |number: &str, name: &str, value: &str| ElementRow {
        number: Some(number.into()),
        name: name.into(),
        value: value.into(),
    };
    let items = (1..=4).map(|number| Group {
        kind: GroupKind::Item { number },
        rows: vec![
            row("11 03", "Goods item number", &number.to_string()),
            row("18 05", "Description of goods", "Комплект постельного белья, хлопок 100 %"),
            row("18 09", "Commodity code", "6302 21 00 00"),
            row("16 08", "Country of origin", "CN"),
            row("11 09", "Procedure", "40 00"),
            row("18 04", "Gross mass", "18.25"),
            row("14 08", "Item amount invoiced", "1240.00 EUR"),
        ],
    });
    let groups = [
        Group {
            kind: GroupKind::Header,
            rows: vec![
                row("11 01", "Declaration type", "IM"),
                row("11 02", "Additional declaration type", "A"),
                row("12 09", "LRN", "GL26-LGG-0048127"),
                row("12 02", "Additional information", &unbroken(500)),
            ],
        },
        Group {
            kind: GroupKind::Shipment,
            rows: vec![
                row("13 01", "Exporter name", "深圳市云帆电子商务有限公司"),
                row("13 04", "Importer name", "Μαρία Παπαδοπούλου & Fils"),
                ElementRow {
                    number: None,
                    name: "GoodsShipment/Warehouse/TypeCode".into(),
                    value: "R".into(),
                },
            ],
        },
    ];
    DeclarationSheet {
        frame: Frame { mrn: None, notice: Some(notice(language).into()), ..frame(language) },
        status: None,
        parties: parties(),
        shipment: shipment(),
        groups: groups.into_iter().chain(items).collect(),
    }
}

fn notice(language: Language) -> &'static str {
    match language {
        Language::En => "Desk draft: not lodged with customs. The goods are not released.",
        Language::Fr => "Brouillon du poste : non déposé. Les marchandises ne sont pas libérées.",
        Language::Nl => {
            "Ontwerp van de werkplek: niet ingediend. De goederen zijn niet vrijgegeven."
        }
        Language::De => "Entwurf: nicht beim Zoll abgegeben. Die Waren sind nicht überlassen.",
        Language::Zh => "工作站草稿：未向海关申报。货物未放行。",
    }
}

/// Text of that many characters without any place to break a line.
pub fn unbroken(length: usize) -> String {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".chars().cycle().take(length).collect()
}

/// The four documents of the day.
pub fn all(language: Language) -> Vec<Document> {
    vec![
        Document::ReleaseNote(release_note(language)),
        Document::DutyNotice(duty_notice(language)),
        Document::InspectionReport(inspection_report(language)),
        Document::Declaration(declaration(language)),
    ]
}
