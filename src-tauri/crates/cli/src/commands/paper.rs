//! Printing into a folder or to a printer.

use std::path::Path;

use desk::contract::{Failure, PrintRecord, PrintRequest, Request};
use serde_json::{Value, json};

use super::Session;
use crate::arguments::Print;
use crate::console::{Console, Outcome};
use crate::files::failure;

pub(super) fn print(
    session: &Session,
    console: &Console,
    request: &Print,
) -> Result<Outcome, Failure> {
    if let Some(folder) = &request.out {
        std::fs::create_dir_all(folder).map_err(|cause| failure(folder, &cause))?;
    }
    let mut printed: Vec<Value> = Vec::new();
    let mut refused: Vec<Value> = Vec::new();
    for id in &request.ids {
        match one(session, request, id) {
            Ok(answer) => printed.push(answer),
            Err(failure) if request.ids.len() == 1 => return Err(failure),
            Err(failure) => refused.push(json!({ "id": id, "failure": failure })),
        }
    }
    let outcome = Outcome::with_refused(!refused.is_empty());
    console.answer(&json!({ "printed": printed, "refused": refused }), told);
    Ok(outcome)
}

fn one(session: &Session, request: &Print, id: &str) -> Result<Value, Failure> {
    let record: PrintRecord = session.ask(Request::Print(PrintRequest {
        id: id.to_owned(),
        document: request.document.clone(),
        language: request.language.clone(),
        printer: request.printer.clone(),
    }))?;
    let file = request.out.as_deref().map(|folder| save(session, folder, &record)).transpose()?;
    Ok(json!({ "file": file, "record": record }))
}

fn save(session: &Session, folder: &Path, record: &PrintRecord) -> Result<String, Failure> {
    let path = folder.join(&record.file_name);
    let bytes = session.desk.blob(&record.hash)?.bytes;
    std::fs::write(&path, bytes).map_err(|cause| failure(&path, &cause))?;
    Ok(path.display().to_string())
}

fn told(answer: &Value) -> String {
    let list = |name: &str| answer[name].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let printed = list("printed").into_iter().map(|each| {
        let record = &each["record"];
        text(&each["file"]).or_else(|| text(&record["file_name"])).unwrap_or_default()
    });
    let refused = list("refused").into_iter().map(|each| {
        let failure = &each["failure"];
        format!(
            "{}: {}",
            text(&each["id"]).unwrap_or_default(),
            text(&failure["message"]).unwrap_or_default()
        )
    });
    printed.chain(refused).collect::<Vec<_>>().join("\n")
}
