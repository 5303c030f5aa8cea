//! What the authority answers: WCO response messages with their function codes.
//!
//! 01 accepted, 03 rejected, 05 control, 06 documents, 09 cleared (or not, as the
//! control result says), 10 invalidated, 13 taxes, 16 exit. Every reply names the LRN; the MRN once there is one.

mod taxes;

use super::draw::{Trade, movement_reference};
use super::plan::{Fate, Flaw};
use crate::SampleFile;
use crate::check;
use crate::h7::CASES;
use crate::random::Random;
use crate::xml::{self, Element, Style};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// A reply with the name that its file carries.
pub(super) struct Reply {
    pub(super) name: &'static str,
    pub(super) body: Element,
}

/// Which declaration a reply is about, and when it was issued.
struct About<'a> {
    lrn: &'a str,
    mrn: Option<&'a str>,
    at: NaiveDateTime,
}

/// The steps that led a declaration to where it is.
fn steps(fate: Fate, import: bool) -> Vec<Step> {
    let (accepted, tax) = (Step::Accepted, import.then_some(Step::Taxes));
    let after: Vec<Step> = match fate {
        Fate::Waiting => return Vec::new(),
        Fate::Rejected => return vec![Step::Rejected],
        Fate::Accepted => vec![],
        Fate::Released(result) => vec![Step::Cleared(result)],
        Fate::ReleasedAfterControl(result) => vec![Step::Control, Step::Cleared(result)],
        Fate::UnderControl => vec![Step::Control],
        Fate::DocumentsRequested => vec![Step::Documents],
        Fate::Invalidated => vec![Step::Invalidated],
        Fate::NotReleased => vec![Step::Control, Step::NotReleased],
        Fate::Exited => vec![Step::Cleared("A2"), Step::Exited],
    };
    std::iter::once(accepted).chain(tax).chain(after).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Accepted,
    Taxes,
    Control,
    Documents,
    Cleared(&'static str),
    NotReleased,
    Rejected,
    Invalidated,
    Exited,
}

impl Step {
    /// Function code and the customary name of the message.
    fn code(self) -> (&'static str, &'static str) {
        match self {
            Self::Accepted => ("01", "DMSACC"),
            Self::Rejected => ("03", "DMSREJ"),
            Self::Control => ("05", "DMSCTL"),
            Self::Documents => ("06", "DMSDOC"),
            // There is no message of its own: the result of the control (B1) says that nothing is
            // released.
            Self::Cleared(_) | Self::NotReleased => ("09", "DMSCLE"),
            Self::Invalidated => ("10", "DMSINV"),
            Self::Taxes => ("13", "DMSTAX"),
            Self::Exited => ("16", "DMSEOG"),
        }
    }
}

/// The replies to a company's declaration, in the order in which they were issued.
pub(super) fn to(random: &mut Random, trade: &Trade, day: NaiveDate) -> Vec<Reply> {
    let wrong = check::spoil(&trade.mrn);
    let steps = steps(trade.plan.fate, trade.plan.is_import());
    let mut at = morning(day) + TimeDelta::minutes(minutes(random, (0, 240)));
    steps
        .into_iter()
        .enumerate()
        .map(|(place, step)| {
            let spoiled = place == 0 && trade.has(Flaw::MrnCheckDigit);
            let mrn = if spoiled { &wrong } else { &trade.mrn };
            let about = About { lrn: &trade.lrn, mrn: trade.is_accepted().then_some(mrn), at };
            at += TimeDelta::minutes(minutes(random, (2, 45)));
            let shipment = (step == Step::Taxes).then(|| taxes::shipment(trade));
            let reason = (step == Step::Rejected).then(|| reason(trade));
            reply(random, step, &about, reason, shipment)
        })
        .collect()
}

/// A reply whose declaration was lodged at another desk: it has to wait.
pub(super) fn to_nobody(seed: u64, day: NaiveDate) -> SampleFile {
    let mut random = Random::new(seed, 2_000_000);
    let mrn = movement_reference(&mut random, day, 'R');
    let about = About { lrn: "LGG26-I000999", mrn: Some(&mrn), at: morning(day) };
    let reply = reply(&mut random, Step::Accepted, &about, None, None);
    let document = xml::document("RES", xml::RESPONSE, Style::Default, &[reply.body]);
    SampleFile::new("replies/LGG26-I000999/01_DMSACC.xml", document)
}

/// Parcels of the flights that the authority has answered, by the name of their case.
const PARCELS: &[(&str, Fate)] = &[
    ("released_parcel", Fate::Released("A2")),
    ("selected_parcel", Fate::UnderControl),
    ("rejected_parcel", Fate::Rejected),
    ("not_released_parcel", Fate::NotReleased),
];

/// One document with the replies about parcels. Parcels get no tax message: IOSS has settled VAT.
pub(super) fn about_parcels(seed: u64, day: NaiveDate) -> SampleFile {
    let mut random = Random::new(seed, 3_000_000);
    let mut bodies = Vec::new();
    for (name, fate) in PARCELS {
        let lrns = CASES.iter().filter(|case| case.name == *name).flat_map(|case| case.lrns(day));
        for lrn in lrns {
            bodies.extend(to_parcel(&mut random, &lrn, *fate, day));
        }
    }
    let document = xml::document("RES", xml::RESPONSE, Style::Prefixed, &bodies);
    SampleFile::new(format!("replies/h7-{day}.xml"), document)
}

fn to_parcel(random: &mut Random, lrn: &str, fate: Fate, day: NaiveDate) -> Vec<Element> {
    let mrn = movement_reference(random, day, 'R');
    let mut at = morning(day) + TimeDelta::minutes(minutes(random, (0, 200)));
    steps(fate, false)
        .into_iter()
        .map(|step| {
            let mrn = (step != Step::Rejected).then_some(mrn.as_str());
            let reason = (step == Step::Rejected).then_some((
                "H7-0014",
                "The intrinsic value is over EUR 150; H7 may not be used.",
                "42A",
            ));
            let about = About { lrn, mrn, at };
            at += TimeDelta::minutes(minutes(random, (1, 110)));
            reply(random, step, &about, reason, None).body
        })
        .collect()
}

/// Code, text and place of what the authority did not accept.
type Reason = (&'static str, &'static str, &'static str);

fn reason(trade: &Trade) -> Reason {
    match trade.plan.flaw {
        Flaw::CommodityUnknown => {
            ("BE11047", "Commodity code 8517999999 does not exist on this date.", "68A")
        }
        Flaw::ImporterMissing => ("BE12056", "The importer's EORI number is missing.", "89A"),
        Flaw::ExitOfficeMissing => ("BE12013", "The customs office of exit is missing.", "42A"),
        _ => ("BE10000", "The declaration does not satisfy the rules of its data set.", "42A"),
    }
}

fn reply(
    random: &mut Random,
    step: Step,
    about: &About<'_>,
    reason: Option<Reason>,
    shipment: Option<Element>,
) -> Reply {
    let (code, name) = step.code();
    let mut body = Element::new("Response")
        .with(Element::leaf("FunctionCode", code))
        .with(Element::leaf("FunctionalReferenceID", reference(random)))
        .with(moment("IssueDateTime", about.at));
    if let Some(information) = information(step, about.at) {
        body = body.with(information);
    }
    if let Some(reason) = reason {
        body = body.with(error(reason));
    }
    Reply { name, body: body.with(declaration(step, about, shipment)) }
}

/// Control result, documents asked for, or why the declaration was invalidated.
fn information(step: Step, at: NaiveDateTime) -> Option<Element> {
    let statement = |code: &str, text: Option<&str>| {
        let mut information =
            Element::new("AdditionalInformation").with(Element::leaf("StatementCode", code));
        if let Some(text) = text {
            information = information.with(Element::leaf("StatementDescription", text));
        }
        information
    };
    let kind = |code: &str| Element::leaf("StatementTypeCode", code);
    match step {
        Step::Cleared(result) => Some(statement(result, None).with(kind("AFB"))),
        Step::NotReleased => Some(
            statement(
                "B1",
                Some("Marks of a protected brand; the right holder has been informed."),
            )
            .with(kind("AFB")),
        ),
        Step::Documents => Some(
            statement("ACA", Some("Send the commercial invoice and the proof of payment."))
                .with(moment("LimitDateTime", at + TimeDelta::days(10)))
                .with(kind("ACA")),
        ),
        Step::Control => Some(
            statement("40", Some("Present the goods at BE532000, hall 3, for physical control."))
                .with(kind("ACB")),
        ),
        Step::Invalidated => Some(
            statement("124", Some("Declared twice; this declaration is void.")).with(kind("AFB")),
        ),
        _ => None,
    }
}

fn error((code, text, section): Reason) -> Element {
    Element::new("Error")
        .with(Element::leaf("Description", text))
        .with(Element::leaf("ValidationCode", code))
        .with(Element::new("Pointer").with(Element::leaf("DocumentSectionCode", "42A")))
        .with(Element::new("Pointer").with(Element::leaf("DocumentSectionCode", section)))
}

fn declaration(step: Step, about: &About<'_>, shipment: Option<Element>) -> Element {
    let mut declaration = Element::new("Declaration");
    match step {
        Step::Accepted => declaration = declaration.with(moment("AcceptanceDateTime", about.at)),
        Step::Rejected => declaration = declaration.with(moment("RejectionDateTime", about.at)),
        Step::Invalidated => {
            declaration = declaration.with(moment("CancellationDateTime", about.at));
        }
        _ => {}
    }
    declaration = declaration.with(Element::leaf("FunctionalReferenceID", about.lrn));
    if let Some(mrn) = about.mrn {
        declaration = declaration.with(Element::leaf("ID", mrn));
    }
    declaration = declaration.with(Element::leaf("VersionID", "1"));
    match shipment {
        Some(shipment) => declaration.with(shipment),
        None => declaration,
    }
}

/// Times are written as format 304 with a Z, as in the field.
fn moment(name: &str, at: NaiveDateTime) -> Element {
    let text = at.format("%Y%m%d%H%M%SZ").to_string();
    Element::new(name)
        .with(Element::leaf("DateTimeString", text).with_attribute("formatCode", "304"))
}

fn morning(day: NaiveDate) -> NaiveDateTime {
    day.and_hms_opt(7, 5, 0).expect("every day has a five past seven")
}

fn minutes(random: &mut Random, range: (u64, u64)) -> i64 {
    i64::try_from(random.between(range)).expect("less than a day of minutes")
}

fn reference(random: &mut Random) -> String {
    format!("{:016x}{:016x}", random.next(), random.next())
}
