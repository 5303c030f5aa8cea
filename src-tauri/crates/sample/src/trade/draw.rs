//! One company's shipment, drawn from the word tables.

use chrono::NaiveDate;

use super::plan::{Fate, Flaw, Plan};
use crate::check;
use crate::figures::share;
use crate::random::Random;
use crate::words::cargo::{
    BUYERS, COMPANIES, Cargo, Company, EXPORTED, EXPORTERS, IMPORTED, Partner, SUPPLIERS,
};

/// Hundredths of a currency unit to the euro's hundred, times a hundred: 1.0890 is 10890.
const RATES: &[(&str, u64)] = &[("EUR", 10_000), ("USD", 10_890), ("GBP", 8_640)];

/// What sellers invoice in, and how often.
const CURRENCIES: &[(&str, u64)] = &[("EUR", 6), ("USD", 5), ("GBP", 1)];

/// A shipment of one company.
pub(crate) struct Trade {
    pub(crate) plan: Plan,
    pub(crate) lrn: String,
    pub(crate) mrn: String,
    pub(crate) company: Company,
    pub(crate) partner: Partner,
    pub(crate) currency: &'static str,
    pub(crate) carriage: Carriage,
    pub(crate) lines: Vec<Line>,
    pub(crate) invoice: String,
}

/// How the goods travel.
pub(crate) struct Carriage {
    /// 1 sea, 3 road, 4 air.
    pub(crate) mode: &'static str,
    /// Kind of identification and identity of the means of transport.
    pub(crate) means: (&'static str, String),
    /// Kind and number of the transport document.
    pub(crate) document: (&'static str, String),
    pub(crate) containers: Vec<String>,
    pub(crate) delivery: &'static str,
}

/// One goods item.
pub(crate) struct Line {
    pub(crate) cargo: &'static Cargo,
    pub(crate) packages: u64,
    pub(crate) pieces: u64,
    /// Grams.
    pub(crate) net: u64,
    /// Grams.
    pub(crate) gross: u64,
    /// Hundredths of the invoice's currency.
    pub(crate) price: u64,
}

impl Trade {
    /// The shipment that belongs to a plan.
    pub(crate) fn of(plan: &Plan, seed: u64, day: NaiveDate) -> Self {
        trade(&mut Random::new(seed, 1_000_000 + plan.number), plan, day)
    }

    pub(crate) fn data_set(&self) -> &'static str {
        if self.plan.is_import() { "H1" } else { "B1" }
    }

    pub(crate) fn has(&self, flaw: Flaw) -> bool {
        self.plan.flaw == flaw
    }

    pub(crate) fn company_eori(&self) -> String {
        check::belgian_eori(self.company.4)
    }

    pub(crate) fn invoice_total(&self) -> u64 {
        self.lines.iter().map(|line| line.price).sum()
    }

    /// An amount of the invoice in euro cents.
    pub(crate) fn in_euros(&self, amount: u64) -> u64 {
        let rate = RATES.iter().find(|(code, _)| *code == self.currency).map_or(10_000, |r| r.1);
        share(amount, 10_000, rate)
    }

    /// Whether the authority has given it an MRN.
    pub(crate) fn is_accepted(&self) -> bool {
        !matches!(self.plan.fate, Fate::Waiting | Fate::Rejected)
    }
}

fn trade(random: &mut Random, plan: &Plan, day: NaiveDate) -> Trade {
    let import = plan.is_import();
    let lines = lines(random, plan);
    let partner = match lines.first() {
        Some(line) if import => supplier(line.cargo.origin),
        _ => *random.pick(BUYERS),
    };
    let heavy = lines.iter().map(|line| line.gross).sum::<u64>() > 3_000_000;
    Trade {
        plan: *plan,
        lrn: plan.lrn(),
        mrn: movement_reference(random, day, if import { 'R' } else { 'A' }),
        company: company(random, import, &lines),
        partner,
        currency: random.weighted(CURRENCIES, |(_, weight)| *weight).0,
        carriage: carriage(random, plan, &partner, heavy),
        lines,
        invoice: format!("{}-{}", partner.4, random.digits(7)),
    }
}

/// Year, country, twelve characters of the authority's own, procedure category, check digit.
pub(crate) fn movement_reference(random: &mut Random, day: NaiveDate, category: char) -> String {
    const CHARACTERS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let own: String = (0..12).map(|_| char::from(*random.pick(CHARACTERS))).collect();
    check::mrn(&format!("{}BE{own}{category}", day.format("%y")))
}

/// Different kinds of cargo of one origin where there are enough of them, else of any.
fn lines(random: &mut Random, plan: &Plan) -> Vec<Line> {
    let table = if plan.is_import() { IMPORTED } else { EXPORTED };
    let same_origin =
        |cargo: &Cargo| table.iter().filter(|other| other.origin == cargo.origin).count();
    let wanted = usize::try_from(plan.items).expect("a few items");
    // Several items mostly come from one supplier: begin with an origin that has enough of them.
    let first = random.weighted(table, |cargo| u64::from(same_origin(cargo) >= wanted.min(5)));
    let related =
        table.iter().filter(|cargo| cargo.origin == first.origin && cargo.what != first.what);
    let others = table.iter().filter(|cargo| cargo.origin != first.origin);
    std::iter::once(first)
        .chain(related)
        .chain(others)
        .take(wanted)
        .map(|cargo| line(random, cargo))
        .collect()
}

fn line(random: &mut Random, cargo: &'static Cargo) -> Line {
    let (kind, pieces_in_one) = cargo.package;
    let light = cargo.piece.0 * pieces_in_one < 100_000;
    let packages = if light { random.low_between((8, 160)) } else { random.between((2, 18)) };
    let pieces = packages * pieces_in_one;
    let net = pieces * cargo.piece.0;
    let wrapping = if kind == "NE" { 0 } else { share(net, 6, 100).max(packages * 200) };
    Line { cargo, packages, pieces, net, gross: net + wrapping, price: pieces * cargo.piece.1 }
}

/// A company that deals in the first of the goods.
fn company(random: &mut Random, import: bool, lines: &[Line]) -> Company {
    let table = if import { COMPANIES } else { EXPORTERS };
    let first = lines.first().map_or("", |line| line.cargo.taric);
    random.weighted(table, |trader| u64::from(trader.deals_in(first))).company
}

fn supplier(country: &str) -> Partner {
    *SUPPLIERS.iter().find(|partner| partner.4 == country).unwrap_or(&SUPPLIERS[0])
}

fn carriage(random: &mut Random, plan: &Plan, partner: &Partner, heavy: bool) -> Carriage {
    let near = matches!(partner.4, "GB" | "CH" | "UA" | "NO");
    let boxed = plan.flaw == Flaw::ContainerCheckDigit;
    match (heavy || boxed, near) {
        (_, true) => Carriage {
            mode: "3",
            means: (
                "30",
                format!(
                    "1-{}{}",
                    ["KLM", "TRX", "VDB"][plan.number as usize % 3],
                    random.digits(3)
                ),
            ),
            document: ("N730", format!("CMR{}", random.digits(8))),
            containers: Vec::new(),
            delivery: "DAP",
        },
        (true, false) => Carriage {
            mode: "1",
            means: ("10", format!("9{}", random.digits(6))),
            document: ("N705", format!("ANR{}", random.digits(9))),
            containers: containers(random, plan),
            delivery: "CIF",
        },
        (false, false) => Carriage {
            mode: "4",
            means: ("40", format!("3V{}", random.digits(4))),
            document: ("N740", check::air_waybill("784", random.below(10_000_000))),
            containers: Vec::new(),
            delivery: "CIP",
        },
    }
}

fn containers(random: &mut Random, plan: &Plan) -> Vec<String> {
    let count = 1 + plan.items / 3;
    let numbers = (0..count).map(|_| check::container(&format!("GLNU{}", random.digits(6))));
    if plan.flaw == Flaw::ContainerCheckDigit {
        numbers.map(|number| check::spoil(&number)).collect()
    } else {
        numbers.collect()
    }
}
