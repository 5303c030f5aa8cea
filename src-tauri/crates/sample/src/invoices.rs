//! Commercial invoices as PDF: the evidence behind some of the companies' imports.

use chrono::{Days, NaiveDate};

use crate::SampleFile;
use crate::figures::{Cents, Grams};
use crate::pdf::{self, BLACK, Colour, Font, GREY, PALE, Page};
use crate::trade::{PLANS, Trade};

/// Imports that come with their invoice: ordinary ones, one of twelve items, the two for which the
/// authority asks documents, and the one that it did not release.
const WITH_INVOICE: [u64; 6] = [101, 102, 108, 114, 115, 119];

const ACCENTS: [Colour; 3] = [(12, 34, 56), (45, 16, 18), (10, 38, 30)];

const WHITE: Colour = (100, 100, 100);
const LEFT: i32 = 50;
const RIGHT: i32 = 545;

/// All invoices.
pub(crate) fn files(seed: u64, day: NaiveDate) -> Vec<SampleFile> {
    PLANS
        .iter()
        .filter(|plan| WITH_INVOICE.contains(&plan.number))
        .map(|plan| {
            let trade = Trade::of(plan, seed, day);
            let path = format!("invoices/{}_{}.pdf", trade.lrn, trade.invoice);
            SampleFile::new(
                path,
                pdf::file(&format!("Invoice {}", trade.invoice), &page(&trade, day)),
            )
        })
        .collect()
}

fn page(trade: &Trade, day: NaiveDate) -> Page {
    let mut page = Page::default();
    let accent = ACCENTS[trade.lines.len() % ACCENTS.len()];
    letterhead(&mut page, trade, accent);
    parties(&mut page, trade);
    facts(&mut page, trade, day);
    let bottom = lines(&mut page, trade, accent);
    totals(&mut page, trade, bottom);
    foot(&mut page, trade);
    page
}

fn letterhead(page: &mut Page, trade: &Trade, accent: Colour) {
    let (name, street, postcode, city, country) = trade.partner;
    page.fill((0, 762), (595, 80), accent);
    page.text((LEFT, 806), (Font::Bold, 17), WHITE, &latin(name));
    let address = format!("{}, {postcode} {}, {country}", latin(street), latin(city));
    page.text((LEFT, 786), (Font::Regular, 9), PALE, &address);
    page.text((LEFT, 724), (Font::Bold, 20), BLACK, "COMMERCIAL INVOICE");
}

fn parties(page: &mut Page, trade: &Trade) {
    let (name, street, postcode, city, _) = trade.company;
    page.text((LEFT, 692), (Font::Bold, 8), GREY, "BUYER AND CONSIGNEE");
    page.text((LEFT, 676), (Font::Bold, 11), BLACK, name);
    page.text((LEFT, 662), (Font::Regular, 10), BLACK, street);
    page.text((LEFT, 649), (Font::Regular, 10), BLACK, &format!("{postcode} {city}, Belgium"));
    page.text((LEFT, 636), (Font::Regular, 10), BLACK, &format!("EORI {}", trade.company_eori()));
}

fn facts(page: &mut Page, trade: &Trade, day: NaiveDate) {
    let issued = day.checked_sub_days(Days::new(12)).unwrap_or(day);
    let facts = [
        ("Invoice", trade.invoice.clone()),
        ("Date", issued.to_string()),
        ("Delivery", format!("{} Liège (Incoterms 2020)", trade.carriage.delivery)),
        ("Transport", trade.carriage.document.1.clone()),
        ("Payment", "30 days net".to_owned()),
    ];
    for (row, (label, value)) in (0..).zip(facts) {
        let y = 692 - row * 14;
        page.text((330, y), (Font::Bold, 9), GREY, label);
        page.text((395, y), (Font::Regular, 10), BLACK, &value);
    }
}

/// Answers where the table ends.
fn lines(page: &mut Page, trade: &Trade, accent: Colour) -> i32 {
    page.fill((LEFT, 590), (RIGHT - LEFT, 20), accent);
    for (x, title) in [(56, "Goods"), (318, "HS code"), (374, "Pieces"), (424, "Unit price")] {
        page.text((x, 596), (Font::Bold, 9), WHITE, title);
    }
    page.text((486, 596), (Font::Bold, 9), WHITE, &format!("Amount {}", trade.currency));
    let mut y = 572;
    for (row, line) in trade.lines.iter().enumerate() {
        if row % 2 == 1 {
            page.fill((LEFT, y - 13), (RIGHT - LEFT, 28), PALE);
        }
        page.text((56, y), (Font::Regular, 10), BLACK, line.cargo.what);
        let packed = format!(
            "{} {}, net {} kg, origin {}",
            line.packages,
            packages(line.cargo.package.0),
            Grams(line.net),
            line.cargo.origin
        );
        page.text((56, y - 10), (Font::Regular, 7), GREY, &packed);
        page.text((318, y), (Font::Regular, 9), BLACK, &line.cargo.taric[..6]);
        page.figure((404, y), (Font::Regular, 9), BLACK, &line.pieces.to_string());
        page.figure((468, y), (Font::Regular, 9), BLACK, &Cents(line.cargo.piece.1).to_string());
        page.figure((539, y), (Font::Regular, 10), BLACK, &Cents(line.price).to_string());
        y -= 28;
    }
    y
}

fn totals(page: &mut Page, trade: &Trade, bottom: i32) {
    let packages: u64 = trade.lines.iter().map(|line| line.packages).sum();
    let gross: u64 = trade.lines.iter().map(|line| line.gross).sum();
    page.line((LEFT, bottom + 12), (RIGHT, bottom + 12));
    page.text((340, bottom - 6), (Font::Bold, 12), BLACK, &format!("Total {}", trade.currency));
    let total = Cents(trade.invoice_total()).to_string();
    page.figure((539, bottom - 6), (Font::Bold, 12), BLACK, &total);
    let weights = format!("{packages} packages, gross mass {} kg", Grams(gross));
    page.text((56, bottom - 6), (Font::Regular, 9), GREY, &weights);
}

fn foot(page: &mut Page, trade: &Trade) {
    let (name, ..) = trade.partner;
    page.text(
        (LEFT, 118),
        (Font::Regular, 9),
        GREY,
        "We declare that the goods and prices stated here are true and correct.",
    );
    page.scribble(
        (64, 88),
        &[
            [70, 118, 84, 112, 78, 90],
            [76, 80, 92, 96, 98, 98],
            [108, 100, 96, 78, 112, 88],
            [124, 96, 132, 112, 128, 92],
            [126, 82, 148, 100, 172, 94],
        ],
    );
    page.line((LEFT, 78), (220, 78));
    page.text((LEFT, 66), (Font::Regular, 8), GREY, &format!("For {}", latin(name)));
    page.text(
        (LEFT, 32),
        (Font::Regular, 7),
        GREY,
        "Sample document. Every name and number on it is invented.",
    );
}

fn packages(kind: &str) -> &'static str {
    match kind {
        "BG" => "bags",
        "CR" => "crates",
        "CS" => "cases",
        "NE" => "pieces, unpacked",
        "PX" => "pallets",
        _ => "cartons",
    }
}

/// Names as their owners write them in Latin letters: the built-in fonts have no others.
fn latin(text: &'static str) -> String {
    const WRITTEN: &[(&str, &str)] = &[
        ("宁波海阔进出口有限公司", "Ningbo Haikuo Import & Export Co., Ltd"),
        ("百丈东路 899 号", "899 East Baizhang Road"),
        ("Công ty TNHH Sao Biển", "Sao Bien Co., Ltd"),
        ("Đường Lê Duẩn 118", "118 Le Duan Street"),
        ("Đà Nẵng", "Da Nang"),
        ("Ege Seramik Dış Ticaret A.Ş.", "Ege Seramik Dis Ticaret A.S."),
        ("İzmir", "Izmir"),
        ("대한타이어 주식회사", "Daehan Tire Co., Ltd"),
        ("中部ブレーキ株式会社", "Chubu Brake K.K."),
        ("Chūō 2-8-1", "2-8-1 Chuo"),
    ];
    let found = WRITTEN.iter().find(|(own, _)| *own == text);
    found.map_or(text, |(_, latin)| latin).to_owned()
}
