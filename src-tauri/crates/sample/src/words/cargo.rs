//! What companies import and export, with TARIC code and rates, and who they are.

/// One kind of cargo.
pub(crate) struct Cargo {
    pub(crate) what: &'static str,
    /// Ten digits of TARIC; for export the first eight are declared.
    pub(crate) taric: &'static str,
    /// Conventional duty in hundredths of a percent.
    pub(crate) duty: u64,
    /// Belgian VAT in percent.
    pub(crate) vat: u64,
    /// Country of origin.
    pub(crate) origin: &'static str,
    /// Net mass of a piece in grams and its price in cents of the invoice's currency.
    pub(crate) piece: (u64, u64),
    /// Kind of package (UN/ECE Recommendation 21) and pieces in one.
    pub(crate) package: (&'static str, u64),
    /// Whether the tariff asks for the number of pieces or pairs.
    pub(crate) counted: bool,
}

const fn cargo(
    what: &'static str,
    tariff: (&'static str, u64, u64),
    origin: &'static str,
    piece: (u64, u64),
    package: (&'static str, u64),
    counted: bool,
) -> Cargo {
    let (taric, duty, vat) = tariff;
    Cargo { what, taric, duty, vat, origin, piece, package, counted }
}

/// Cargo that comes in.
pub(crate) const IMPORTED: &[Cargo] = &[
    cargo(
        "Green coffee, Arabica, washed, in jute bags of 60 kg",
        ("0901110000", 0, 6),
        "CO",
        (60_000, 31_200),
        ("BG", 1),
        false,
    ),
    cargo(
        "Frozen prawns, headless, 2 kg blocks",
        ("0306179290", 1200, 6),
        "EC",
        (2_000, 1_540),
        ("CT", 10),
        false,
    ),
    cargo(
        "T-shirts of cotton, knitted, printed",
        ("6109100010", 1200, 21),
        "CN",
        (180, 385),
        ("CT", 50),
        true,
    ),
    cargo(
        "Sports footwear with textile uppers",
        ("6404110000", 1690, 21),
        "VN",
        (780, 1_690),
        ("CT", 12),
        true,
    ),
    cargo(
        "Electrically assisted bicycles, 250 W",
        ("8711601000", 600, 21),
        "TW",
        (24_500, 74_900),
        ("CT", 1),
        true,
    ),
    cargo(
        "Portable computers, 14 inches",
        ("8471300000", 0, 21),
        "CN",
        (1_450, 38_600),
        ("CT", 5),
        true,
    ),
    cargo("LED lamps, E27, 9 W", ("8539520000", 370, 21), "CN", (60, 92), ("CT", 100), true),
    cargo("Dining tables of oak", ("9403601000", 0, 21), "VN", (38_000, 11_800), ("CT", 1), true),
    cargo(
        "Stuffed toys representing animals",
        ("9503004100", 470, 21),
        "CN",
        (260, 310),
        ("CT", 40),
        true,
    ),
    cargo(
        "Ceramic floor tiles, glazed, 60 x 60 cm",
        ("6907210000", 500, 21),
        "TR",
        (26_000, 1_240),
        ("PX", 40),
        false,
    ),
    cargo(
        "Passenger car tyres, 205/55 R16",
        ("4011100000", 450, 21),
        "KR",
        (8_900, 3_870),
        ("NE", 1),
        true,
    ),
    cargo(
        "Centrifugal pumps, single stage",
        ("8413708190", 170, 21),
        "US",
        (46_000, 61_500),
        ("CS", 1),
        true,
    ),
    cargo(
        "Brake pads for passenger cars, mounted",
        ("8708309190", 450, 21),
        "JP",
        (1_900, 1_460),
        ("CT", 20),
        false,
    ),
    cargo(
        "Titanium dioxide pigment, rutile",
        ("3206110000", 600, 21),
        "US",
        (25_000, 6_400),
        ("BG", 1),
        false,
    ),
    cargo(
        "Polyethylene granules, high density",
        ("3901209000", 650, 21),
        "SA",
        (25_000, 2_650),
        ("BG", 1),
        false,
    ),
    cargo(
        "Tablets of metformin, packed for retail sale",
        ("3004900000", 0, 6),
        "IN",
        (48, 118),
        ("CT", 200),
        false,
    ),
    cargo(
        "Examination gloves of nitrile, box of 100",
        ("4015120000", 200, 21),
        "MY",
        (520, 268),
        ("CT", 10),
        false,
    ),
    cargo("Roses, cut, fresh, 60 cm", ("0603110000", 850, 6), "KE", (45, 19), ("CT", 400), true),
    cargo(
        "Handbags with outer surface of plastic sheeting",
        ("4202221000", 970, 21),
        "CN",
        (640, 1_180),
        ("CT", 15),
        true,
    ),
    cargo(
        "Kitchen knives with fixed blades, stainless steel",
        ("8211910000", 850, 21),
        "CN",
        (420, 265),
        ("CT", 48),
        true,
    ),
    cargo(
        "Umbrellas with telescopic shaft",
        ("6601910000", 470, 21),
        "CN",
        (330, 215),
        ("CT", 60),
        true,
    ),
    cargo(
        "Backpacks of textile materials",
        ("4202929190", 270, 21),
        "CN",
        (620, 780),
        ("CT", 25),
        true,
    ),
    cargo("Picture frames of wood", ("4414900000", 0, 21), "CN", (480, 240), ("CT", 36), false),
    cargo(
        "Christmas decorations, other than of glass",
        ("9505109000", 270, 21),
        "CN",
        (110, 86),
        ("CT", 96),
        false,
    ),
    cargo("Vacuum flasks, 750 ml", ("9617000000", 670, 21), "CN", (390, 420), ("CT", 24), false),
    cargo(
        "Fitness equipment: resistance bands",
        ("9506919000", 270, 21),
        "CN",
        (310, 190),
        ("CT", 50),
        false,
    ),
    cargo("Black tea in bulk", ("0902300000", 0, 6), "LK", (25_000, 9_400), ("BG", 1), false),
];

/// Cargo that goes out.
pub(crate) const EXPORTED: &[Cargo] = &[
    cargo(
        "Filled chocolates, assorted, box of 500 g",
        ("1806901900", 0, 0),
        "BE",
        (560, 642),
        ("CT", 24),
        false,
    ),
    cargo(
        "Waffles, coated with chocolate",
        ("1905320500", 0, 0),
        "BE",
        (340, 218),
        ("CT", 30),
        false,
    ),
    cargo(
        "Potatoes, pre-fried, frozen, bags of 2.5 kg",
        ("2004101000", 0, 0),
        "BE",
        (2_500, 296),
        ("CT", 4),
        false,
    ),
    cargo(
        "Abbey beer in bottles of 33 cl",
        ("2203000900", 0, 0),
        "BE",
        (610, 118),
        ("CR", 24),
        false,
    ),
    cargo(
        "Steel coils, galvanised, 0.7 mm",
        ("7210490080", 0, 0),
        "BE",
        (8_400_000, 728_000),
        ("NE", 1),
        false,
    ),
    cargo(
        "Vaccines for human use, cooled",
        ("3002411000", 0, 0),
        "BE",
        (30, 1_860),
        ("CT", 500),
        false,
    ),
    cargo(
        "Centrifugal pumps, single stage",
        ("8413708190", 0, 0),
        "BE",
        (46_000, 69_900),
        ("CS", 1),
        true,
    ),
];

/// A company in the Union: name, street, postcode, city, stem of its invented enterprise number.
pub(crate) type Company = (&'static str, &'static str, &'static str, &'static str, u64);

const fn trader(company: Company, deals_in: &'static [&'static str]) -> Trader {
    Trader { company, deals_in }
}

/// A company and the chapters of the tariff that it deals in.
pub(crate) struct Trader {
    pub(crate) company: Company,
    deals_in: &'static [&'static str],
}

impl Trader {
    /// Whether goods of this commodity code are in its line of business.
    pub(crate) fn deals_in(&self, taric: &str) -> bool {
        self.deals_in.iter().any(|chapter| taric.starts_with(chapter))
    }
}

/// Who imports.
pub(crate) const COMPANIES: &[Trader] = &[
    trader(("Meuse Coffee Roasters SA", "Quai du Barbou 18", "4020", "Liège", 9_995_021), &["09"]),
    trader(("Noordzee Vis & Zonen BV", "Vismijnlaan 7", "8400", "Oostende", 9_995_114), &["03"]),
    trader(
        ("Textile de la Vesdre SRL", "Rue de Limbourg 92", "4800", "Verviers", 9_995_230),
        &["61", "64", "42"],
    ),
    trader(("Fietsen Van Aerschot NV", "Mechelsesteenweg 311", "2500", "Lier", 9_995_347), &["87"]),
    trader(
        (
            "Ateliers Mécaniques Crahay SA",
            "Rue de l'Aéroport 44",
            "4460",
            "Grâce-Hollogne",
            9_995_418,
        ),
        &["84", "8501"],
    ),
    trader(
        ("Kempische Verlichting BV", "Industriedijk 22", "2300", "Turnhout", 9_995_566),
        &["85"],
    ),
    trader(
        ("Pharma Distribution Gembloux SA", "Chaussée de Namur 140", "5030", "Gembloux", 9_995_603),
        &["30", "4015"],
    ),
    trader(
        ("De Kinderkamer NV", "Wetstraat 9", "9300", "Aalst", 9_995_712),
        &["95", "94", "96", "44", "66", "82"],
    ),
    trader(
        ("Carrelages d'Hondt & Fils SRL", "Route de Mons 260", "7000", "Mons", 9_995_845),
        &["69"],
    ),
    trader(("Banden Güneş BV", "Noorderlaan 77", "2030", "Antwerpen", 9_995_909), &["4011"]),
    trader(
        ("Bloemenveiling Hageland CV", "Tiensesteenweg 402", "3300", "Tienen", 9_996_012),
        &["06"],
    ),
    trader(
        ("Plasturgie Hesbaye SA", "Rue du Parc Industriel 6", "4300", "Waremme", 9_996_133),
        &["39", "32"],
    ),
];

/// Who makes and sells Belgian goods abroad.
pub(crate) const EXPORTERS: &[Trader] = &[
    trader(
        ("Chocolaterie Sainte-Walburge SA", "Rue Walburge 204", "4000", "Liège", 9_996_417),
        &["18"],
    ),
    trader(
        ("Gaufres du Pays de Herve SRL", "Rue de Charneux 15", "4650", "Herve", 9_996_502),
        &["19"],
    ),
    trader(("Westhoek Frites NV", "Ieperstraat 88", "8970", "Poperinge", 9_996_688), &["20"]),
    trader(
        ("Brasserie du Val d'Amblève SA", "Quai du Vieux Moulin 3", "4920", "Aywaille", 9_996_741),
        &["22"],
    ),
    trader(
        ("Sidérurgie Ougrée-Aval SA", "Rue Ferrer 1", "4102", "Ougrée", 9_996_850),
        &["72", "84"],
    ),
    trader(
        ("Biopharma Rixensart SA", "Rue de l'Institut 60", "1330", "Rixensart", 9_996_914),
        &["30"],
    ),
];

/// A partner abroad: name, street, postcode, city, country.
pub(crate) type Partner = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// Sellers of imports, found by the country of origin.
pub(crate) const SUPPLIERS: &[Partner] = &[
    ("Cooperativa Cafetera del Huila", "Carrera 5 12-40", "410001", "Neiva", "CO"),
    ("Langostinos del Guayas S.A.", "Vía Puerto Marítimo km 4", "090101", "Guayaquil", "EC"),
    ("宁波海阔进出口有限公司", "百丈东路 899 号", "315040", "Ningbo", "CN"),
    ("Công ty TNHH Sao Biển", "Đường Lê Duẩn 118", "550000", "Đà Nẵng", "VN"),
    ("Formosa Cycle Works Co., Ltd", "Taiping Road 36", "41147", "Taichung", "TW"),
    ("Ege Seramik Dış Ticaret A.Ş.", "Atatürk Caddesi 210", "35220", "İzmir", "TR"),
    ("대한타이어 주식회사", "Haan-ro 88", "14322", "Gwangmyeong", "KR"),
    ("Great Lakes Pump & Pigment Corp.", "Harbor Drive 1450", "44114", "Cleveland OH", "US"),
    ("中部ブレーキ株式会社", "Chūō 2-8-1", "448-8650", "Kariya", "JP"),
    ("Al Jubail Polymers Company", "Street 115", "35718", "Al Jubail", "SA"),
    ("Sahyadri Lifesciences Pvt. Ltd", "MIDC Plot C-12", "411019", "Pune", "IN"),
    ("Perak Gloves Sdn. Bhd.", "Jalan Perusahaan 6", "31200", "Ipoh", "MY"),
    ("Naivasha Blooms Ltd", "Moi South Lake Road", "20117", "Naivasha", "KE"),
    ("Nuwara Tea Brokers (Pvt) Ltd", "Bristol Street 51", "00100", "Colombo", "LK"),
];

/// Buyers of exports.
pub(crate) const BUYERS: &[Partner] = &[
    ("Maple Leaf Fine Foods Inc.", "King Street West 410", "M5V 1K2", "Toronto", "CA"),
    ("Thames & Tweed Grocers plc", "Borough High Street 95", "SE1 1NL", "London", "GB"),
    ("Al Noor Trading LLC", "Al Maktoum Road 12", "", "Dubai", "AE"),
    ("株式会社ベルギー屋", "南青山 5-10-2", "107-0062", "東京", "JP"),
    ("Helvetia Metallbau AG", "Industriestrasse 14", "8005", "Zürich", "CH"),
    ("ТОВ «Медпостач»", "вул. Саксаганського 77", "01033", "Київ", "UA"),
    ("Fjordmat AS", "Strandgaten 59", "5004", "Bergen", "NO"),
];
