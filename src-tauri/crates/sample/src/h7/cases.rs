//! The special cases planted among the parcels: everything that the desk has an answer for.

mod planting;

use chrono::NaiveDate;

use super::parcel::Parcel;
use super::{AFTERNOON, Flight, MORNING};

/// A case planted on purpose.
#[derive(Clone, Copy)]
pub struct Case {
    /// Stable name in snake case.
    pub name: &'static str,
    /// What is special about it, and what the desk should make of it.
    pub about: &'static str,
    /// Numbers of the day's parcels that carry it.
    pub at: &'static [u64],
    plant: fn(&mut Parcel, usize),
}

impl Case {
    /// LRNs of the parcels that carry this case on the sample desk.
    pub fn lrns(&self, day: NaiveDate) -> Vec<String> {
        self.at.iter().map(|at| flight_of(*at).lrn(*at, day)).collect()
    }
}

/// The flight of the sample desk that a parcel of the day came on.
fn flight_of(parcel: u64) -> Flight {
    if parcel < AFTERNOON.first { MORNING } else { AFTERNOON }
}

/// Cases come again after so many parcels, so that a large file has the day's share of them.
const DAY: u64 = 5_000;

/// Plants what belongs at this parcel.
pub(super) fn plant(parcel: &mut Parcel, index: u64) {
    for case in CASES {
        if let Some(nth) = case.at.iter().position(|at| *at == index % DAY) {
            (case.plant)(parcel, nth);
            move_house(parcel, index / DAY);
        }
    }
}

/// When a case comes again its consignee lives at another door: six parcels to one address are a
/// case, six hundred would be a mistake of the sample.
fn move_house(parcel: &mut Parcel, round: u64) {
    if round > 0 && !parcel.importer.street.is_empty() {
        parcel.importer.street = format!("{} / {round}", parcel.importer.street).into();
    }
}

const fn case(
    name: &'static str,
    at: &'static [u64],
    about: &'static str,
    plant: fn(&mut Parcel, usize),
) -> Case {
    Case { name, about, at, plant }
}

/// Every planted case, the morning's flight first.
pub const CASES: &[Case] = &[
    case(
        "value_over_limit",
        &[0],
        "Two items of USD 172.40 together, EUR 158.31 at 1.0890: over the limit of EUR 150, so H7 may not be used.",
        planting::value_over_limit,
    ),
    case(
        "split_consignment",
        &[0, 41, 137, 260, 418, 640],
        "Six parcels to one consignee on one air waybill, EUR 612.00 in all: an order that may have been split.",
        planting::split_consignment,
    ),
    case(
        "value_under_limit",
        &[3],
        "EUR 149.20, just under the limit of EUR 150: allowed, worth a look.",
        planting::value_under_limit,
    ),
    case(
        "near_limit_by_rate",
        &[12],
        "USD 163.30 is EUR 149.95 at 1.0890: a slightly weaker euro's rate decides which side of the limit it falls on.",
        planting::near_limit_by_rate,
    ),
    case(
        "ioss_missing",
        &[27],
        "Additional procedure F48 with neither role FR5 nor an IOSS number.",
        planting::ioss_missing,
    ),
    case(
        "ioss_malformed",
        &[33],
        "F48 and FR5, but the IOSS number lacks two digits.",
        planting::ioss_malformed,
    ),
    case(
        "ioss_unknown_state",
        &[46],
        "The IOSS number names a member state that does not exist (IM 999).",
        planting::ioss_unknown_state,
    ),
    case(
        "fr5_without_f48",
        &[52],
        "An IOSS number with role FR5 beside additional procedure F53.",
        planting::fr5_without_f48,
    ),
    case(
        "f49_without_fr4",
        &[75],
        "Special arrangements (F49) without role FR4, the holder of the deferred payment.",
        planting::f49_without_fr4,
    ),
    case(
        "c07_after_july",
        &[90, 1205],
        "C07 together with F48 after 1 July 2026, when the relief for negligible value had ended.",
        planting::c07_after_july,
    ),
    case(
        "c07_before_july",
        &[101],
        "C07 together with F48, accepted on 29 June 2026: right under the rules of its day.",
        planting::c07_before_july,
    ),
    case(
        "declarant_check_digit",
        &[118],
        "The declarant's EORI is a Belgian enterprise number with a wrong check digit: a warning.",
        planting::declarant_check_digit,
    ),
    case(
        "air_waybill_check_digit",
        &[133],
        "The air waybill number ends in the wrong digit.",
        planting::air_waybill_check_digit,
    ),
    case(
        "postal_item_check_digit",
        &[151],
        "The S10 postal item number has a wrong check digit.",
        planting::postal_item_check_digit,
    ),
    case(
        "commodity_99",
        &[170],
        "The commodity code begins with 99, which H7 does not take.",
        planting::commodity_99,
    ),
    case(
        "value_zero",
        &[188],
        "An item without any value: goods are never worth nothing.",
        planting::value_zero,
    ),
    case(
        "currency_unknown",
        &[205],
        "The value is in RMB, which people say; the code is CNY.",
        planting::currency_unknown,
    ),
    case(
        "gross_mass_differs",
        &[224],
        "The shipment weighs 0.800 kg less than its items together.",
        planting::gross_mass_differs,
    ),
    case("packages_zero", &[245], "An item with no packages at all.", planting::packages_zero),
    case(
        "importer_outside_union",
        &[262],
        "IOSS for a consignee in Switzerland: the scheme serves the Union only.",
        planting::importer_outside_union,
    ),
    case(
        "importer_address_missing",
        &[281],
        "The consignee has a name, but neither address nor EORI.",
        planting::importer_address_missing,
    ),
    case(
        "chinese_names",
        &[300],
        "Exporter, consignee and goods in Chinese.",
        planting::chinese_names,
    ),
    case(
        "cyrillic_names",
        &[318],
        "A consignee whose name is written in Cyrillic.",
        planting::cyrillic_names,
    ),
    case(
        "accented_names",
        &[336, 341, 347, 352, 358],
        "Names with letters of Turkish, Polish, Czech, Danish and French, d'Hondt among them.",
        planting::accented_names,
    ),
    case(
        "long_name",
        &[366],
        "A consignee's name of 70 characters, the most that the data model takes.",
        planting::long_name,
    ),
    case(
        "long_description",
        &[372],
        "A description of 500 characters.",
        planting::long_description,
    ),
    case(
        "released_parcel",
        &[380, 381, 382, 383, 384, 385],
        "Accepted and released by the authority: see replies/h7-2026-11-20.xml.",
        planting::nothing,
    ),
    case(
        "selected_parcel",
        &[391],
        "Accepted, then selected for control: see replies/h7-2026-11-20.xml.",
        planting::selected_parcel,
    ),
    case(
        "rejected_parcel",
        &[402],
        "Rejected by the authority, for its value is over the limit: see replies/h7-2026-11-20.xml.",
        planting::rejected_parcel,
    ),
    case(
        "not_released_parcel",
        &[433],
        "Not released after a physical control: see replies/h7-2026-11-20.xml.",
        planting::not_released_parcel,
    ),
    case(
        "ninety_nine_items",
        &[1100],
        "99 goods items in one parcel, each of another sub-heading.",
        planting::ninety_nine_items,
    ),
    case(
        "duplicate_commodity",
        &[1120],
        "Two lines of one sub-heading: EUR 3 each, where one line would cost EUR 3.",
        planting::duplicate_commodity,
    ),
    case(
        "private_gift_with_ioss",
        &[1135],
        "C08, from one private person to another, together with F48: they exclude each other.",
        planting::private_gift_with_ioss,
    ),
    case(
        "template_placeholder",
        &[1150],
        "The forwarder's template was not filled in: the description is {{ITEM_DESCRIPTION}}.",
        planting::template_placeholder,
    ),
    case(
        "undervalued",
        &[1165],
        "A smart watch for EUR 0.90: far below what its kind costs by the kilogram.",
        planting::undervalued,
    ),
    case("overweight", &[1180], "A parcel of 112 kg.", planting::overweight),
    case(
        "vague_description",
        &[1280],
        "The goods are described as “gift”.",
        planting::vague_description,
    ),
    case(
        "separator_in_text",
        &[1295],
        "Semicolons and quotation marks within a description, quoted as CSV asks for.",
        planting::separator_in_text,
    ),
    case(
        "dashes_and_apostrophes",
        &[1310],
        "An en dash and typographic apostrophes in names and street.",
        planting::dashes_and_apostrophes,
    ),
    case(
        "commodity_too_short",
        &[1325],
        "A commodity code of four digits where H7 asks for six.",
        planting::commodity_too_short,
    ),
    case(
        "prelodged",
        &[1340],
        "Lodged before the goods arrived (additional type D).",
        planting::prelodged,
    ),
    case(
        "company_importer",
        &[1355],
        "A company with a valid Belgian EORI under the ordinary VAT mechanism (F53).",
        planting::company_importer,
    ),
    case(
        "excise_goods",
        &[1370],
        "A bottle of whisky: excise goods may not use H7.",
        planting::excise_goods,
    ),
];
