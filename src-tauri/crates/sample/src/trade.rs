//! Thirty standard declarations of companies, imports (H1) and exports (B1), with the authority's
//! replies to most of them.

mod declaration;
mod draw;
mod plan;
mod reply;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub(crate) use draw::Trade;
pub use plan::{Fate, Flaw, PLANS, Plan};

use crate::SampleFile;
use crate::random::Random;
use crate::xml::{self, Style};

/// All declarations and replies of companies, in no particular order.
pub fn files(seed: u64, day: NaiveDate) -> Vec<SampleFile> {
    let mut files: Vec<SampleFile> =
        PLANS.iter().flat_map(|plan| of_plan(plan, seed, day)).collect();
    files.push(reply::to_nobody(seed, day));
    files
}

/// The declaration and its replies. One declaration's replies lie before it in file order.
fn of_plan(plan: &Plan, seed: u64, day: NaiveDate) -> Vec<SampleFile> {
    let trade = Trade::of(plan, seed, day);
    let mut random = Random::new(seed, 1_100_000 + plan.number);
    let style = if plan.is_import() { Style::Default } else { Style::Prefixed };
    let body = declaration::body(&trade);
    let document = xml::document("DEC", xml::DECLARATION, style, &[body]);
    let mut files = vec![SampleFile::new(
        format!("declarations/{}_{}.xml", trade.data_set(), trade.lrn),
        document,
    )];
    for (place, reply) in reply::to(&mut random, &trade, day).into_iter().enumerate() {
        let document = xml::document("RES", xml::RESPONSE, Style::Default, &[reply.body]);
        let name = format!("{:02}_{}.xml", place + 1, reply.name);
        let path = if plan.replies_first && place == 0 {
            format!("declarations/00_{}_{}.xml", reply.name, trade.lrn)
        } else {
            format!("replies/{}/{name}", trade.lrn)
        };
        files.push(SampleFile::new(path, document));
    }
    files
}

/// The authority's replies about H7 parcels, many in one document.
pub fn parcel_replies(seed: u64, day: NaiveDate) -> SampleFile {
    reply::about_parcels(seed, day)
}
