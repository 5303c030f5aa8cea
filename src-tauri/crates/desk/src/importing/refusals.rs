//! What a desk refuses although it can be read.

use customs::Declaration;
use journal::Source;

use crate::contract::{RefusedRecord, small};

/// One LRN for two declarations of one file: taking the second as a newer version would hide the
/// first, which is more likely to be another parcel than an older version.
pub(super) fn twice_in_one_file(
    declaration: &Declaration,
    source: &Source,
    first: &Source,
) -> RefusedRecord {
    let lrn = declaration.lrn.as_ref().map(|at| at.value.clone());
    RefusedRecord {
        record: small(source.record),
        line: small(source.line),
        code: "duplicate_lrn".to_owned(),
        reason: format!(
            "The file has the LRN {} twice, for different declarations; the first is on line {} of “{}”.",
            lrn.as_deref().unwrap_or_default(),
            first.line,
            first.name
        ),
        hint: "Give the second declaration its own LRN, or put the rows of one LRN together."
            .to_owned(),
        reference: lrn,
    }
}

/// A newer version of what is on the hub only.
pub(super) fn only_on_hub(lrn: &str, source: &Source) -> RefusedRecord {
    RefusedRecord {
        record: small(source.record),
        line: small(source.line),
        reference: Some(lrn.to_owned()),
        code: "on_hub_only".to_owned(),
        reason: format!("{lrn} is settled and has left this desk; only the hub has it."),
        hint: format!("Fetch {lrn} from the hub first, then import the file again."),
    }
}
