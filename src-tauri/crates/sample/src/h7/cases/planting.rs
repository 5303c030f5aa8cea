//! How each case changes an ordinary parcel. Everything else about the parcel stays clean.

use crate::check;
use crate::h7::parcel::{Item, Parcel, Party, Text};
use crate::words::goods::GOODS;

const ANNEKE: Party = Party::of("Anneke Maes", "Rue Hors-Château 12", "4000", "Liège", "BE");

const WESTLAKE: Party =
    Party::of("杭州晨光电子有限公司", "文三路 478 号", "310012", "Hangzhou", "CN");

pub(super) fn nothing(_: &mut Parcel, _: usize) {}

pub(super) fn value_over_limit(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.exporter = WESTLAKE;
    parcel.only_item("Bluetooth speaker, portable", "851822", (4_840, "USD"), 620);
    let mut watch = parcel.items[0].clone();
    watch.description = "Smart watch with charging cable".into();
    watch.commodity = "851762".into();
    watch.value = 12_400;
    watch.gross_mass = 210;
    parcel.items.push(watch);
    parcel.add_up();
}

/// The first of the six is the parcel over the limit: EUR 158.31 of the EUR 612.00.
pub(super) fn split_consignment(parcel: &mut Parcel, nth: usize) {
    under_ioss(parcel);
    parcel.importer = ANNEKE;
    parcel.exporter = WESTLAKE;
    match nth {
        1 => parcel.only_item("Wireless earphones with case, black", "851830", (8_840, "EUR"), 140),
        2 => parcel.only_item("Action camera, waterproof", "852589", (9_615, "EUR"), 310),
        3 => parcel.only_item("Computer mouse, wireless, 3 pcs", "847160", (7_990, "EUR"), 390),
        4 => parcel.only_item("Handheld game console, retro", "950450", (10_274, "EUR"), 420),
        5 => parcel.only_item("Power bank, 20 000 mAh, 3 pcs", "850760", (8_650, "EUR"), 1_120),
        _ => {}
    }
}

pub(super) fn value_under_limit(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.importer = Party::of("Hôtel du Parc", "Place du Congrès 5", "4020", "Liège", "BE");
    parcel.only_item("LED ceiling lamp", "940511", (14_920, "EUR"), 2_350);
}

pub(super) fn near_limit_by_rate(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.only_item("Drone with camera", "880622", (16_330, "USD"), 780);
}

pub(super) fn ioss_missing(parcel: &mut Parcel, _: usize) {
    parcel.set_procedures("F48");
    parcel.fiscal_role = "";
    parcel.fiscal_id = Text::default();
}

pub(super) fn ioss_malformed(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.fiscal_id = "IM05612345".into();
}

pub(super) fn ioss_unknown_state(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.fiscal_id = "IM9990048120".into();
}

pub(super) fn fr5_without_f48(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.set_procedures("F53");
}

pub(super) fn f49_without_fr4(parcel: &mut Parcel, _: usize) {
    parcel.set_procedures("F49");
    parcel.fiscal_role = "";
    parcel.fiscal_id = Text::default();
}

pub(super) fn c07_after_july(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.acceptance_date = Text::default();
    parcel.set_procedures("C07,F48");
}

pub(super) fn c07_before_july(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.acceptance_date = "2026-06-29".into();
    parcel.set_procedures("C07,F48");
}

pub(super) fn declarant_check_digit(parcel: &mut Parcel, _: usize) {
    parcel.declarant = check::spoil(&parcel.declarant).into();
}

pub(super) fn air_waybill_check_digit(parcel: &mut Parcel, _: usize) {
    parcel.transport_document = check::spoil(&parcel.transport_document).into();
}

pub(super) fn postal_item_check_digit(parcel: &mut Parcel, _: usize) {
    parcel.house_document_type = "N750";
    parcel.house_document = check::spoil(&check::postal_item("LX", 47_312_482, "CN")).into();
}

pub(super) fn commodity_99(parcel: &mut Parcel, _: usize) {
    each_item(parcel, |item| item.commodity = "990500".into());
}

pub(super) fn value_zero(parcel: &mut Parcel, _: usize) {
    each_item(parcel, |item| item.value = 0);
}

pub(super) fn currency_unknown(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.only_item("Cushion cover, grey, 2 pcs", "630493", (6_800, "RMB"), 380);
}

pub(super) fn gross_mass_differs(parcel: &mut Parcel, _: usize) {
    parcel.only_item("Porcelain tea set for two", "691110", (3_290, "EUR"), 1_450);
    parcel.gross_mass -= 800;
}

pub(super) fn packages_zero(parcel: &mut Parcel, _: usize) {
    each_item(parcel, |item| item.packages = 0);
}

pub(super) fn importer_outside_union(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.importer = Party::of("Reto Bäumle", "Langstrasse 84", "8004", "Zürich", "CH");
}

pub(super) fn importer_address_missing(parcel: &mut Parcel, _: usize) {
    parcel.importer_id = Text::default();
    parcel.importer.street = Text::default();
    parcel.importer.postcode = Text::default();
    parcel.importer.city = Text::default();
}

pub(super) fn chinese_names(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.exporter =
        Party::of("深圳市星桥科技有限公司", "科技园南区 12 栋", "518057", "深圳", "CN");
    parcel.importer = Party::of("王秀英", "Van Wesenbekestraat 27", "2060", "Antwerpen", "BE");
    parcel.only_item("绿茶 (green tea), 250 g", "090210", (1_880, "USD"), 310);
}

pub(super) fn cyrillic_names(parcel: &mut Parcel, _: usize) {
    parcel.importer = Party::of("Олена Коваленко", "Veldstraat 61", "9000", "Gent", "BE");
}

pub(super) fn accented_names(parcel: &mut Parcel, nth: usize) {
    const PEOPLE: [Party; 5] = [
        Party::of("Ayşegül Çelik", "Rue Ferdinand Nicolay 108", "4420", "Saint-Nicolas", "BE"),
        Party::of("Łukasz Wiśniewski", "Tongersestraat 33", "3700", "Tongeren", "BE"),
        Party::of("Karel Novák", "Jülicher Straße 210", "52070", "Aachen", "DE"),
        Party::of("Søren Ørsted Åkjær", "Avenue de l'Yser 14", "1040", "Etterbeek", "BE"),
        Party::of("Noëlle d'Hondt", "12 impasse de l'Œillet", "59200", "Tourcoing", "FR"),
    ];
    parcel.importer = PEOPLE[nth % PEOPLE.len()].clone();
}

pub(super) fn long_name(parcel: &mut Parcel, _: usize) {
    parcel.importer.name =
        "Marie-Antoinette van den Wyngaert-de Crayencour de la Vallée-Poussin X".into();
}

pub(super) fn long_description(parcel: &mut Parcel, _: usize) {
    let mut text = String::new();
    for goods in GOODS {
        text.push_str(goods.what);
        text.push_str("; ");
    }
    let fitting: String = text.chars().take(499).collect();
    parcel.items[0].description = format!("{fitting}.").into();
}

pub(super) fn selected_parcel(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.importer = Party::of("Youssef Benali", "Rue Saint-Gilles 174", "4000", "Liège", "BE");
    parcel.only_item("Sports shoes, textile upper, pair, EU 43", "640411", (2_875, "EUR"), 940);
}

pub(super) fn rejected_parcel(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.importer = Party::of("Tom de Vries", "Vondelstraat 88", "6211 LN", "Maastricht", "NL");
    parcel.only_item(
        "Smart watch with charging cable, black, 2 pcs",
        "851762",
        (17_900, "EUR"),
        380,
    );
}

pub(super) fn not_released_parcel(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.importer = Party::of("Pieter Janssens", "Kerkstraat 9", "3500", "Hasselt", "BE");
    parcel.only_item("Handbag, imitation leather, 3 pcs", "420222", (4_650, "USD"), 1_980);
}

pub(super) fn ninety_nine_items(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.items.truncate(1);
    let first = parcel.items[0].clone();
    parcel.items = GOODS
        .iter()
        .take(99)
        .zip(0..)
        .map(|(goods, n)| Item {
            description: format!("Sample: {}", goods.what).into(),
            commodity: goods.hs.into(),
            value: 90 + n % 60,
            currency: "EUR".into(),
            gross_mass: 40 + 3 * n,
            ..first.clone()
        })
        .collect();
    parcel.transport_currency = "EUR".into();
    parcel.add_up();
}

pub(super) fn duplicate_commodity(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.only_item("Cotton T-shirts, printed, white, 3 pcs", "610910", (2_470, "EUR"), 540);
    let mut second = parcel.items[0].clone();
    second.description = "Cotton T-shirts, printed, black, 2 pcs".into();
    second.value = 1_650;
    second.gross_mass = 360;
    parcel.items.push(second);
    parcel.add_up();
}

pub(super) fn private_gift_with_ioss(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.exporter = Party::of("Mrs Li Fang", "Xihu Street 5", "310007", "Hangzhou", "CN");
    parcel.only_item("Scarf, polyester, rose", "621430", (2_200, "EUR"), 190);
    parcel.set_procedures("C08,F48");
}

pub(super) fn template_placeholder(parcel: &mut Parcel, _: usize) {
    each_item(parcel, |item| item.description = "{{ITEM_DESCRIPTION}}".into());
}

pub(super) fn undervalued(parcel: &mut Parcel, _: usize) {
    parcel.only_item("Smart watch with charging cable, black", "851762", (90, "EUR"), 190);
}

pub(super) fn overweight(parcel: &mut Parcel, _: usize) {
    parcel.only_item("Carpet, small, machine made, 40 pcs", "570242", (13_600, "EUR"), 112_000);
}

pub(super) fn vague_description(parcel: &mut Parcel, _: usize) {
    each_item(parcel, |item| item.description = "gift".into());
}

pub(super) fn separator_in_text(parcel: &mut Parcel, _: usize) {
    parcel.only_item("USB-C cable; \"fast charge\"; 2 m", "854442", (640, "EUR"), 70);
}

pub(super) fn dashes_and_apostrophes(parcel: &mut Parcel, _: usize) {
    parcel.importer = Party::of(
        "L’Atelier d’Inès – Fleurs & Thé",
        "4 rue de l’Abbé-Grégoire",
        "57000",
        "Metz",
        "FR",
    );
}

pub(super) fn commodity_too_short(parcel: &mut Parcel, _: usize) {
    each_item(parcel, |item| item.commodity = item.commodity[..4].to_owned().into());
}

pub(super) fn prelodged(parcel: &mut Parcel, _: usize) {
    parcel.additional_type = "D";
    parcel.acceptance_date = Text::default();
}

pub(super) fn company_importer(parcel: &mut Parcel, _: usize) {
    parcel.importer =
        Party::of("Atelier Vesdre SRL", "Rue de Verviers 40", "4800", "Verviers", "BE");
    parcel.importer_id = check::belgian_eori(9_993_140).into();
    parcel.fiscal_role = "FR1";
    parcel.fiscal_id = check::belgian_eori(9_993_140).into();
    parcel.only_item("Drill bits, 13 pcs", "820750", (1_890, "EUR"), 410);
    parcel.set_procedures("F53");
}

pub(super) fn excise_goods(parcel: &mut Parcel, _: usize) {
    under_ioss(parcel);
    parcel.exporter =
        Party::of("Glen Sannox Spirits Ltd", "Shore Road 3", "KA27 8AJ", "Brodick", "GB");
    parcel.only_item("Single malt whisky, 70 cl, 46 % vol.", "220830", (6_200, "GBP"), 1_480);
    each_item(parcel, |item| item.origin = "GB".into());
}

/// An IOSS sale as it should be.
fn under_ioss(parcel: &mut Parcel) {
    parcel.set_procedures("F48");
    parcel.fiscal_role = "FR5";
    parcel.fiscal_id = "IM0561234567".into();
}

fn each_item(parcel: &mut Parcel, change: impl FnMut(&mut Item)) {
    parcel.items.iter_mut().for_each(change);
}
