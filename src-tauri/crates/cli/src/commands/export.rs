//! Declarations into a file for other programs.

use std::io::Write;

use desk::contract::{ExportChoice, ExportRequest, Exported, Failure, Filter, Sort};
use serde_json::json;

use super::{Session, condition, look};
use crate::arguments::Export;
use crate::console::{Console, Outcome};

pub(super) fn export(
    session: &Session,
    console: &Console,
    request: &Export,
) -> Result<Outcome, Failure> {
    let asked = ExportRequest { format: request.format.into(), which: which(session, request)? };
    let (path, exported) = session.desk.export_to(&asked, &request.out)?;
    let file = path.display().to_string();
    let mut answer = json!(exported);
    answer["file"] = json!(file);
    console.answer(&answer, |_| told(&file, &exported));
    Ok(Outcome::with_refused(exported.refused > 0 || exported.left_out > 0))
}

/// The JSON Schema as it is, for a pipe or a file.
pub(super) fn schema() -> Outcome {
    // Whoever closes the pipe has read enough.
    let _ = std::io::stdout().write_all(desk::export_schema().as_bytes());
    Outcome::Done
}

fn which(session: &Session, request: &Export) -> Result<ExportChoice, Failure> {
    if !request.ids.is_empty() {
        return Ok(ExportChoice::Named { ids: request.ids.clone() });
    }
    let (filter, sort) = match &request.view {
        Some(name) => look::view(session, name).map(|view| (view.filter, view.sort))?,
        None => (Filter::default(), Sort::default()),
    };
    let filter = match &request.condition {
        Some(text) => condition::narrow(filter, text)?,
        None => filter,
    };
    Ok(ExportChoice::Filtered { filter: Box::new(filter), sort })
}

fn told(file: &str, exported: &Exported) -> String {
    let count = |count: u32, one: &str, several: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {several}"),
    };
    let declarations = count(exported.declarations, "declaration", "declarations");
    let mut lines = vec![format!("{file}: {declarations}, {} refused", exported.refused)];
    lines.extend(exported.missing.iter().map(|each| each.failure.message.clone()));
    let untold = (exported.refused + exported.left_out) as usize - exported.missing.len();
    if untold > 0 {
        lines.push(format!("and {untold} more that are not in it"));
    }
    lines.join("\n")
}
