//! An ordinary parcel of the day, drawn from the word tables.

use std::borrow::Cow;

use super::Options;
use super::parcel::{Item, Parcel, Party, Text};
use crate::check;
use crate::random::Random;
use crate::words::goods::Goods;
use crate::words::people::people;
use crate::words::places::{DELIVERED, places};
use crate::words::sellers::{OFFERS, Offer, Seller};

/// What a euro buys, in hundredths of the currency: near enough for prices, not for customs value.
const RATES: &[(&str, u64)] = &[("EUR", 100), ("USD", 109), ("GBP", 86), ("CNY", 783)];

/// Above this an ordinary order loses items: clean parcels stay well under the limit of EUR 150.
const MOST_CENTS: u64 = 13_900;

/// Who lodges: declarant, representative and its status.
const OPERATORS: &[(u64, Option<u64>, &str)] =
    &[(9_990_417, None, ""), (9_991_036, Some(9_990_417), "2"), (9_992_588, Some(9_990_417), "3")];

/// How VAT is settled: additional procedure, role of the fiscal reference.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Ioss,
    SpecialArrangement,
    Standard,
    PrivateGift,
}

const SCHEMES: &[(Scheme, u64)] = &[
    (Scheme::Ioss, 965),
    (Scheme::SpecialArrangement, 18),
    (Scheme::Standard, 11),
    (Scheme::PrivateGift, 6),
];

/// Draws the parcel with this number of the day.
pub(super) fn parcel(random: &mut Random, options: Options, index: u64) -> Parcel {
    let offer = random.weighted(&OFFERS, |offer| offer.seller.weight);
    let seller = offer.seller;
    let scheme = random.weighted(SCHEMES, |(_, weight)| *weight).0;
    let (declarant, representative, status) =
        *random.weighted(OPERATORS, |(_, r, _)| if r.is_none() { 6 } else { 2 });
    let (fiscal_role, fiscal_id) = fiscal_reference(scheme, seller);
    let (house_document_type, house_document) = house_document(random, seller, index);
    let mut parcel = Parcel {
        lrn: options.flight.lrn(index, options.day),
        additional_type: "A",
        acceptance_date: acceptance_date(random, options),
        declarant: check::belgian_eori(declarant).into(),
        representative: representative.map(check::belgian_eori).unwrap_or_default().into(),
        representative_status: status,
        exporter: exporter(seller),
        importer_id: Text::default(),
        importer: consignee(random),
        fiscal_role,
        fiscal_id,
        transport_document: options.flight.waybill(index).into(),
        house_document_type,
        house_document,
        previous_document: check::mrn(&format!(
            "{}BE{:012}U",
            options.day.format("%y"),
            532_000_410_000 + options.flight.air_waybill % 10_000
        ))
        .into(),
        transport_costs: random.chance(430).then(|| random.low_between((0, 990))),
        transport_currency: seller.currency.into(),
        gross_mass: 0,
        items: items(random, offer, scheme, index),
    };
    parcel.add_up();
    parcel
}

fn fiscal_reference(scheme: Scheme, seller: &Seller) -> (&'static str, Text) {
    match scheme {
        Scheme::Ioss => ("FR5", seller.ioss.into()),
        Scheme::SpecialArrangement => ("FR4", check::belgian_eori(9_990_417).into()),
        Scheme::Standard | Scheme::PrivateGift => ("", Text::default()),
    }
}

/// Post carries an S10 number, the express carriers their own.
fn house_document(random: &mut Random, seller: &Seller, index: u64) -> (&'static str, Text) {
    if random.chance(280) {
        let serial = 10_000_000 + random.below(80_000_000);
        ("N750", check::postal_item("LX", serial, seller.country).into())
    } else {
        ("N703", format!("LGGE{:09}{:02}", 300_000_000 + index, random.below(100)).into())
    }
}

/// A few forwarders state the day on which the authority took the declaration in.
fn acceptance_date(random: &mut Random, options: Options) -> Text {
    if !random.chance(20) {
        return Text::default();
    }
    let ago = chrono::Days::new(random.below(3));
    options.day.checked_sub_days(ago).unwrap_or(options.day).to_string().into()
}

fn exporter(seller: &Seller) -> Party {
    Party::of(seller.name, seller.street, seller.postcode, seller.city, seller.country)
}

fn consignee(random: &mut Random) -> Party {
    let country = random.weighted(DELIVERED, |(_, weight)| *weight).0;
    let (people, places) = (people(country), places(country));
    let (postcode, city) = *random.pick(places.towns);
    let street = random.pick(places.streets);
    let number = 1 + random.low_between((0, 218));
    Party {
        name: format!("{} {}", random.pick(people.first), random.pick(people.last)).into(),
        street: if places.number_first {
            format!("{number} {street}").into()
        } else {
            format!("{street} {number}").into()
        },
        postcode: postcode.into(),
        city: city.into(),
        country: country.into(),
    }
}

/// One to six lines of goods, no sub-heading twice, together well under the limit.
fn items(random: &mut Random, offer: &Offer, scheme: Scheme, index: u64) -> Vec<Item> {
    let wanted = if random.chance(55) { random.between((2, 6)) } else { 1 };
    let most = if scheme == Scheme::PrivateGift { 4_400 } else { MOST_CENTS };
    let mut items: Vec<Item> = Vec::new();
    let mut spent = 0;
    for _ in 0..wanted {
        let goods = *random.pick(&offer.goods);
        let pieces = if random.chance(180) { random.between((2, 5)) } else { 1 };
        let price = random.low_between(goods.cents) * pieces;
        let known = items.iter().any(|item| item.commodity == goods.hs);
        if known || (spent + price > most && !items.is_empty()) {
            continue;
        }
        let (pieces, price) = if price > most { (1, price / pieces) } else { (pieces, price) };
        spent += price;
        items.push(item(random, offer.seller, scheme, goods, pieces, price.min(most)));
    }
    let invoice = invoice(random, offer.seller, index);
    for item in &mut items {
        item.supporting_document = invoice.clone();
    }
    items
}

fn item(
    random: &mut Random,
    seller: &Seller,
    scheme: Scheme,
    goods: &Goods,
    pieces: u64,
    euro_cents: u64,
) -> Item {
    Item {
        additional_procedures: match scheme {
            Scheme::Ioss => "F48",
            Scheme::SpecialArrangement => "F49",
            Scheme::Standard => "F53",
            Scheme::PrivateGift => "C08",
        }
        .into(),
        value: euro_cents * rate(seller.currency) / 100,
        currency: seller.currency.into(),
        gross_mass: random.between(goods.grams) * pieces,
        description: describe(random, goods, pieces),
        commodity: goods.hs.into(),
        origin: seller.country.into(),
        packages: 1,
        supplementary_units: goods.hs.starts_with("64").then_some(pieces),
        supporting_document_type: if random.chance(700) { "N380" } else { "N935" },
        supporting_document: Text::default(),
    }
}

fn describe(random: &mut Random, goods: &Goods, pieces: u64) -> Text {
    let what: Text = if goods.variants.is_empty() || random.chance(300) {
        Cow::Borrowed(goods.what)
    } else {
        format!("{}, {}", goods.what, random.pick(goods.variants)).into()
    };
    let counted = ["pcs", "pair", "set", "pack"].iter().any(|word| goods.what.contains(word));
    match pieces {
        1 => what,
        _ if counted => format!("{pieces} x {what}").into(),
        _ => format!("{what}, {pieces} pcs").into(),
    }
}

/// Sellers number their invoices each in their own way.
fn invoice(random: &mut Random, seller: &Seller, index: u64) -> Text {
    match seller.country {
        "CN" | "HK" => format!("PO-{:06}-{}", 410_000 + index % 590_000, random.digits(8)).into(),
        "GB" => format!("INV/{}", 20_000 + random.below(70_000)).into(),
        "JP" | "KR" | "TW" => {
            format!("{}{:07}", seller.country, 1_000_000 + random.below(8_999_999)).into()
        }
        _ => format!("2026-{}", random.digits(6)).into(),
    }
}

fn rate(currency: &str) -> u64 {
    RATES.iter().find(|(code, _)| *code == currency).map_or(100, |(_, rate)| *rate)
}
