//! The texts that lie beside the sample: what is what, and which case is where.

use crate::DAY;
use crate::bad::BAD;
use crate::h7::CASES;
use crate::trade::{Fate, Flaw, PLANS};

/// `README.md`.
pub(super) fn readme() -> String {
    include_str!("readme.md").to_owned()
}

/// `CASES.md`: everything planted on purpose, with the LRN to look for.
pub(super) fn cases() -> String {
    let mut text = String::from(
        "# What is planted in the sample\n\n\
         Written by the generator; change `src-tauri/crates/sample` instead of this file.\n\n\
         ## Parcels (H7, `flights/`)\n\n| case | LRN | what it is |\n| --- | --- | --- |\n",
    );
    for case in CASES {
        let lrns = case.lrns(DAY).join("<br>");
        text.push_str(&format!("| `{}` | {lrns} | {} |\n", case.name, case.about));
    }
    text.push_str("\n## Declarations of companies (H1 and B1, `declarations/`)\n\n");
    text.push_str("| LRN | items | replies so far | what is wrong |\n| --- | --- | --- | --- |\n");
    for plan in PLANS {
        let (fate, flaw) = (fate(plan.fate), flaw(plan.flaw));
        text.push_str(&format!("| {} | {} | {fate} | {flaw} |\n", plan.lrn(), plan.items));
    }
    text.push_str(
        "\nThe first reply to LGG26-I000107 lies in `declarations/` and comes before its \
         declaration. LGG26-I000999 has a reply and no declaration: the reply waits.\n\n\
         ## Broken files (`bad/`)\n\n| file | what is wrong |\n| --- | --- |\n",
    );
    for bad in BAD {
        text.push_str(&format!("| `{}` | {} |\n", bad.name, bad.about));
    }
    text
}

fn fate(fate: Fate) -> String {
    match fate {
        Fate::Waiting => "none".to_owned(),
        Fate::Accepted => "accepted".to_owned(),
        Fate::Released(result) => format!("accepted, released ({result})"),
        Fate::ReleasedAfterControl(result) => format!("accepted, control, released ({result})"),
        Fate::UnderControl => "accepted, control".to_owned(),
        Fate::DocumentsRequested => "accepted, documents requested".to_owned(),
        Fate::Rejected => "rejected".to_owned(),
        Fate::Invalidated => "accepted, invalidated".to_owned(),
        Fate::NotReleased => "accepted, control, not released (B1)".to_owned(),
        Fate::Exited => "accepted, released, exited".to_owned(),
    }
}

fn flaw(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::None => "",
        Flaw::MrnCheckDigit => "the first reply writes the MRN with a wrong check digit",
        Flaw::InvoiceTotal => "the invoice total is a tenth below the sum of the items",
        Flaw::InvoiceMissing => "no document N935",
        Flaw::GrossMass => "the shipment's gross mass is below the sum of the items",
        Flaw::TotalPackages => "three packages more than the items have",
        Flaw::CommodityUnknown => "a commodity code that TARIC does not have",
        Flaw::ImporterMissing => "the importer has no EORI",
        Flaw::ContainerCheckDigit => "container numbers with wrong check digits",
        Flaw::EoriCheckDigit => "the declarant's EORI has a wrong check digit",
        Flaw::ExitOfficeMissing => "no office of exit",
        Flaw::NetAboveGross => "net mass above gross mass",
    }
}
