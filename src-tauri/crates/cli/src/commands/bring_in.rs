//! Import, attach, generate.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use desk::contract::{
    AttachRequest, AttachmentPurpose, DeclarationView, Failure, HeaderMapping, MapHeaders, Request,
};
use sample::h7::{MORNING, Options, Size};
use serde_json::json;

use super::Session;
use crate::arguments::Generate;
use crate::console::{Console, Outcome};
use crate::files::{failure, files};
use crate::told;

pub(super) fn import(
    session: &Session,
    console: &Console,
    paths: &[PathBuf],
    map: &[String],
) -> Result<Outcome, Failure> {
    if !map.is_empty() {
        let mappings = map.iter().map(|text| mapping(text)).collect();
        session.desk.handle(Request::MapHeaders(MapHeaders { mappings }))?;
    }
    let staged = files(paths)?
        .iter()
        .map(|path| session.desk.stage_path(path))
        .collect::<Result<Vec<_>, _>>()?;
    let report = session.desk.import(&staged)?;
    console.answer(&report, told::import);
    Ok(Outcome::with_refused(report.refused > 0))
}

/// `HEADER=ELEMENT`; a header may have an equals sign in it, a column has none.
fn mapping(text: &str) -> HeaderMapping {
    let (header, column) = text.rsplit_once('=').unwrap_or((text, ""));
    HeaderMapping { header: header.to_owned(), column: column.trim().to_owned() }
}

pub(super) fn attach(
    session: &Session,
    console: &Console,
    id: &str,
    file: &Path,
) -> Result<Outcome, Failure> {
    let staged = session.desk.stage_path(file)?;
    let is_picture = |name: &str| ["png", "jpg", "jpeg"].iter().any(|end| name.ends_with(end));
    let purpose = match is_picture(&file.to_string_lossy().to_lowercase()) {
        true => AttachmentPurpose::Photo,
        false => AttachmentPurpose::Document,
    };
    let request = AttachRequest { id: id.to_owned(), staged, purpose };
    let view: DeclarationView = session.ask(Request::Attach(request))?;
    let attached = view.evidence.iter().rfind(|file| file.purpose == purpose).cloned();
    console.answer(&attached, |attached| {
        attached.as_ref().map(|file| format!("{}  {}", file.hash, file.name)).unwrap_or_default()
    });
    Ok(Outcome::Done)
}

pub(super) fn generate(console: &Console, request: &Generate) -> Result<Outcome, Failure> {
    let io = |cause| failure(&request.out, &cause);
    let mut out = BufWriter::new(File::create(&request.out).map_err(io)?);
    let options = Options {
        size: Size::Declarations(request.declarations),
        seed: request.seed,
        flight: MORNING,
        day: sample::DAY,
    };
    let summary = sample::h7::write_csv(&mut out, options).map_err(io)?;
    out.flush().map_err(io)?;
    let answer = json!({ "declarations": summary.declarations, "rows": summary.rows });
    console.answer(&answer, |_| {
        format!("{} declarations in {} rows", summary.declarations, summary.rows)
    });
    Ok(Outcome::Done)
}
