//! Who sends the parcels. Names, addresses and IOSS numbers are invented.

use std::sync::LazyLock;

use super::goods::{GOODS, Goods};

/// A seller abroad.
pub(crate) struct Seller {
    pub(crate) name: &'static str,
    pub(crate) street: &'static str,
    pub(crate) postcode: &'static str,
    pub(crate) city: &'static str,
    pub(crate) country: &'static str,
    /// Currency that it invoices in.
    pub(crate) currency: &'static str,
    /// IOSS number that its platform sells under.
    pub(crate) ioss: &'static str,
    /// How many of the day's parcels are its, against the others.
    pub(crate) weight: u64,
    /// Beginnings of the commodity codes that it deals in; empty for a bit of everything.
    pub(crate) deals_in: &'static [&'static str],
}

/// A seller with the goods in its line of business.
pub(crate) struct Offer {
    pub(crate) seller: &'static Seller,
    pub(crate) goods: Vec<&'static Goods>,
}

/// Every seller's offer, sorted out once: a large file asks a million times.
pub(crate) static OFFERS: LazyLock<Vec<Offer>> = LazyLock::new(|| {
    SELLERS
        .iter()
        .map(|seller| {
            let goods = GOODS.iter().filter(|goods| seller.sells(goods.hs)).collect();
            Offer { seller, goods }
        })
        .collect()
});

impl Seller {
    fn sells(&self, commodity: &str) -> bool {
        self.deals_in.is_empty() || self.deals_in.iter().any(|start| commodity.starts_with(start))
    }
}

const ANYTHING: &[&str] = &[];
const ELECTRONICS: &[&str] = &["85", "84", "880622", "9504", "903031", "901"];
const CLOTHES: &[&str] = &["61", "62", "6505"];
const SHOES: &[&str] = &["64"];
const HOME: &[&str] = &["39", "63", "57", "69", "70", "73", "76", "82", "83", "94", "96", "67"];
const SPORT: &[&str] = &["9506", "9507", "64", "4202", "8714", "8512", "4016"];
const PAPER: &[&str] = &["48", "49", "9608", "960340"];
const WOOD: &[&str] = &["44", "9503", "6702"];
const CARE: &[&str] = &["33", "34", "9603", "9615"];
const TEA: &[&str] = &["09", "691", "3406"];
const LEATHER: &[&str] = &["42"];
const OUTDOOR: &[&str] = &["9507", "9005", "4202", "9617", "9004"];
const GAMES: &[&str] = &["9504", "8523", "8518"];
const PRECISION: &[&str] = &["91", "9005", "821", "8205"];
const HEALTH: &[&str] = &["210690"];
const LINEN: &[&str] = &["63", "6214", "5702"];

const fn seller(
    name: &'static str,
    at: (&'static str, &'static str, &'static str, &'static str),
    sells: (&'static str, &'static str, u64),
    deals_in: &'static [&'static str],
) -> Seller {
    let (street, postcode, city, country) = at;
    let (currency, ioss, weight) = sells;
    Seller { name, street, postcode, city, country, currency, ioss, weight, deals_in }
}

const WESTLAKE: &str = "IM0561234567";
const SHENNAN: &str = "IM2760048120";
const YIMART: &str = "IM5280091773";
const CANTON: &str = "IM2500317746";
const BOSPHORUS: &str = "IM4420026051";
const ISLES: &str = "IM3720450917";
const HUDSON: &str = "IM0560098346";
const KANTO: &str = "IM7240177205";
const HANGANG: &str = "IM3800631188";
const BALTIC: &str = "IM6160204439";

/// Most parcels come from the first dozen.
const SELLERS: &[Seller] = &[
    seller(
        "杭州晨光电子有限公司",
        ("文三路 478 号", "310012", "Hangzhou", "CN"),
        ("USD", WESTLAKE, 16),
        ELECTRONICS,
    ),
    seller(
        "Hangzhou Linyin E-Commerce Co., Ltd",
        ("Jianghong Road 1180", "310052", "Hangzhou", "CN"),
        ("EUR", WESTLAKE, 12),
        ANYTHING,
    ),
    seller(
        "深圳市星桥科技有限公司",
        ("科技园南区 12 栋", "518057", "Shenzhen", "CN"),
        ("USD", SHENNAN, 14),
        ELECTRONICS,
    ),
    seller(
        "Shenzhen Brightpath Trading Co., Ltd",
        ("Bantian Wuhe Avenue 26", "518129", "Shenzhen", "CN"),
        ("USD", SHENNAN, 12),
        ELECTRONICS,
    ),
    seller(
        "义乌市福源日用品有限公司",
        ("稠州北路 966 号", "322000", "Yiwu", "CN"),
        ("CNY", YIMART, 11),
        HOME,
    ),
    seller(
        "Yiwu Goodmorning Commodity Firm",
        ("Futian Street 88", "322000", "Yiwu", "CN"),
        ("EUR", YIMART, 12),
        ANYTHING,
    ),
    seller(
        "广州市白云区丽人服饰厂",
        ("机场路 1438 号", "510403", "Guangzhou", "CN"),
        ("EUR", CANTON, 11),
        CLOTHES,
    ),
    seller(
        "Guangzhou Silk Road Apparel Co., Ltd",
        ("Shahe Wholesale Market B-212", "510500", "Guangzhou", "CN"),
        ("USD", CANTON, 10),
        CLOTHES,
    ),
    seller(
        "Dongguan Hexin Footwear Factory",
        ("Houjie Avenue 301", "523960", "Dongguan", "CN"),
        ("EUR", CANTON, 7),
        SHOES,
    ),
    seller(
        "宁波海曙恒达家居用品有限公司",
        ("望春路 55 号", "315010", "Ningbo", "CN"),
        ("USD", WESTLAKE, 6),
        HOME,
    ),
    seller(
        "Quanzhou Redstone Sports Goods",
        ("Jinjiang Chendai Town 9", "362211", "Quanzhou", "CN"),
        ("EUR", YIMART, 6),
        SPORT,
    ),
    seller(
        "厦门鹭岛文创有限公司",
        ("湖滨南路 77 号", "361004", "Xiamen", "CN"),
        ("EUR", SHENNAN, 4),
        PAPER,
    ),
    seller(
        "Hong Kong Harbour Mail Order Ltd",
        ("Kwun Tong Road 398", "", "Hong Kong", "HK"),
        ("USD", SHENNAN, 5),
        ANYTHING,
    ),
    seller(
        "Taipei Maple Stationery Co.",
        ("Zhongshan N. Rd. Sec. 2, 44", "10450", "Taipei", "TW"),
        ("EUR", KANTO, 2),
        PAPER,
    ),
    seller(
        "Saigon Woodcraft Co., Ltd",
        ("Nguyễn Văn Linh 215", "72900", "Hồ Chí Minh", "VN"),
        ("USD", HUDSON, 3),
        WOOD,
    ),
    seller(
        "Siam Wellness Products",
        ("Sukhumvit Soi 63, 18", "10110", "Bangkok", "TH"),
        ("EUR", KANTO, 2),
        CARE,
    ),
    seller(
        "Jaipur Block Print House",
        ("MI Road 142", "302001", "Jaipur", "IN"),
        ("USD", ISLES, 3),
        LINEN,
    ),
    seller(
        "İstanbul Tekstil ve Dış Ticaret A.Ş.",
        ("Laleli Caddesi 31", "34134", "İstanbul", "TR"),
        ("EUR", BOSPHORUS, 5),
        CLOTHES,
    ),
    seller(
        "Çınar Deri Sanayi",
        ("Gedikpaşa Sokak 12", "34126", "İstanbul", "TR"),
        ("EUR", BOSPHORUS, 3),
        LEATHER,
    ),
    seller(
        "Harbour & Moss Ltd",
        ("Dock Street 14", "LS10 1NB", "Leeds", "GB"),
        ("GBP", ISLES, 5),
        HOME,
    ),
    seller(
        "O'Neill's Tea Room",
        ("Ormeau Road 220", "BT7 2FY", "Belfast", "GB"),
        ("GBP", ISLES, 2),
        TEA,
    ),
    seller(
        "Blue Heron Outdoors LLC",
        ("Alder Street 1201", "97205", "Portland OR", "US"),
        ("USD", HUDSON, 4),
        OUTDOOR,
    ),
    seller(
        "Prairie Vitamins Inc.",
        ("Commerce Parkway 88", "84119", "Salt Lake City UT", "US"),
        ("USD", HUDSON, 3),
        HEALTH,
    ),
    seller(
        "東京文具株式会社",
        ("神田神保町 2-14", "101-0051", "Tokyo", "JP"),
        ("EUR", KANTO, 3),
        PAPER,
    ),
    seller(
        "Osaka Retro Games KK",
        ("Nipponbashi 4-9-2", "556-0005", "Osaka", "JP"),
        ("USD", KANTO, 2),
        GAMES,
    ),
    seller(
        "한빛화장품 주식회사",
        ("강남대로 382", "06232", "Seoul", "KR"),
        ("USD", HANGANG, 4),
        CARE,
    ),
    seller(
        "Busan Golf and Outdoor Co.",
        ("Haeundae-ro 570", "48094", "Busan", "KR"),
        ("EUR", HANGANG, 1),
        SPORT,
    ),
    seller(
        "Zürich Präzision GmbH",
        ("Badenerstrasse 400", "8004", "Zürich", "CH"),
        ("EUR", BALTIC, 1),
        PRECISION,
    ),
    seller(
        "ТОВ «Карпатські ремесла»",
        ("вул. Городоцька 211", "79040", "Львів", "UA"),
        ("EUR", BALTIC, 2),
        WOOD,
    ),
];
