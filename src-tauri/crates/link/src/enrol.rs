//! Joining a hub with a one-time code.

use std::path::Path;
use std::sync::Arc;

use journal::DeviceId;
use reqwest::{Method, Url};
use rustls::pki_types::CertificateDer;
use serde::Serialize;
use sync::LinkError;
use sync::code::{EnrolmentCode, Fingerprint, InvalidCode};
use sync::link::Enrolled;
use sync::signing::SecretKey;
use tokio::runtime::Runtime;

use crate::client::{Ask, Client};
use crate::failure::{said, unreachable};
use crate::kept::Kept;
use crate::keys::{self, KeyChoice, KeyKept};
use crate::line::{HubLine, runtime, wait_for};
use crate::{address, trust};

/// The answer to an enrolment may be lost; the hub answers the same key the same again.
const TRIES: u32 = 3;

/// What it takes to join a hub.
#[derive(Clone, Copy, Debug)]
pub struct Enrolment<'a> {
    /// The hub's address as typed. A bare host name means `https` and port 7443.
    pub hub: &'a str,
    /// The one-time code as typed.
    pub code: &'a str,
    /// What the others shall call this desk.
    pub desk_name: &'a str,
    /// The name under which the desk has written so far.
    pub device: DeviceId,
    /// The desk's folder.
    pub folder: &'a Path,
    /// Where the new key shall be kept.
    pub keys: KeyChoice,
}

#[derive(Serialize)]
struct EnrolBody<'a> {
    code_secret: String,
    device: DeviceId,
    public_key: String,
    name: &'a str,
    version: &'static str,
}

/// Joins a hub. Address, certificate and key are kept before this answers; an earlier hub's are
/// replaced.
///
/// # Errors
/// No answer, a certificate that the code does not name, or a code that is spent or unknown.
/// Nothing is kept then.
pub fn enrol(request: &Enrolment<'_>) -> Result<HubLine, LinkError> {
    let base = address::parse_address(request.hub)?;
    let code: EnrolmentCode = request
        .code
        .parse()
        .map_err(|error: InvalidCode| said(error.code(), error.to_string(), error.hint()))?;
    let earlier = Kept::read(request.folder).ok().flatten();
    let runtime = runtime()?;
    let (authority, pem) = authority(&runtime, &base, &code)?;
    let key = keys::generate()?;
    let kept_key = keys::keep(request.folder, &key, request.keys)?;
    let kept = join(request, &runtime, &base, &code, &authority, &key)
        .map(|enrolled| remember(request, &base, pem, enrolled, kept_key.clone()))
        .and_then(|kept| kept.write(request.folder).map(|()| kept));
    let kept = match kept {
        Ok(kept) => kept,
        Err(error) => {
            keys::forget(request.folder, &kept_key);
            return Err(error);
        }
    };
    if let Some(earlier) = earlier {
        keys::forget(request.folder, &earlier.key);
    }
    HubLine::open(kept, request.folder)
}

fn remember(
    request: &Enrolment<'_>,
    base: &Url,
    authority: String,
    enrolled: Enrolled,
    key: KeyKept,
) -> Kept {
    Kept {
        url: base.to_string(),
        office: enrolled.office,
        device: enrolled.device,
        desk_name: request.desk_name.trim().to_owned(),
        role: enrolled.role,
        since: enrolled.at,
        authority,
        key,
    }
}

/// Asks anybody who answers for the certificate, and takes it if it is the one that the code names.
fn authority(
    runtime: &Runtime,
    base: &Url,
    code: &EnrolmentCode,
) -> Result<(CertificateDer<'static>, String), LinkError> {
    let tls = trust::anyone().map_err(|what| not_ours(base, &what))?;
    let client = Client::new(base.clone(), tls)?;
    let hub = client.hub().to_owned();
    let answer = wait_for(runtime, async move { client.ask(Ask::get("/v1/trust"), None).await });
    let answer = answer.unwrap_or_else(|| Err(unreachable(&hub, "the line was closed")))?;
    let pem = String::from_utf8(answer.body).map_err(|_| not_ours(base, "it is no hub"))?;
    let authority = trust::read_pem(&pem).map_err(|_| not_ours(base, "it is no hub"))?;
    if Fingerprint::of(authority.as_ref()) != code.fingerprint {
        return Err(not_ours(base, "its certificate is not the one that the code names"));
    }
    Ok((authority, pem))
}

fn join(
    request: &Enrolment<'_>,
    runtime: &Runtime,
    base: &Url,
    code: &EnrolmentCode,
    authority: &CertificateDer<'static>,
    key: &SecretKey,
) -> Result<Enrolled, LinkError> {
    let tls = trust::only(authority).map_err(|what| not_ours(base, &what))?;
    let client = Arc::new(Client::new(base.clone(), tls)?);
    let asked = |device| EnrolBody {
        code_secret: code.secret.to_text(),
        device,
        public_key: key.public().to_string(),
        name: request.desk_name.trim(),
        version: env!("CARGO_PKG_VERSION"),
    };
    match ask(runtime, &client, &asked(request.device)) {
        // The desk was known under another key, or shut out. It joins under a new name, and numbers
        // what it has not sent anew.
        Err(LinkError::Said { code, .. }) if code == "device_taken" || code == "device_revoked" => {
            ask(runtime, &client, &asked(new_name()?))
        }
        other => other,
    }
}

fn ask(
    runtime: &Runtime,
    client: &Arc<Client>,
    body: &EnrolBody<'_>,
) -> Result<Enrolled, LinkError> {
    let body = serde_json::to_vec(body).expect("a few texts can be written as JSON");
    let mut last = unreachable(client.hub(), "the line was closed");
    for _ in 0..TRIES {
        let ask = Ask::new(Method::POST, "/v1/enrol").body("application/json", body.clone());
        let asked = Arc::clone(client);
        match wait_for(runtime, async move { asked.ask(ask, None).await }) {
            Some(Ok(answer)) => {
                return serde_json::from_slice(&answer.body).map_err(|error| {
                    let what = format!("its answer cannot be read: {error}");
                    unreachable(client.hub(), what)
                });
            }
            Some(Err(error @ LinkError::Unreachable { .. })) => last = error,
            Some(Err(error)) => return Err(error),
            None => break,
        }
    }
    Err(last)
}

/// A name that no desk has.
fn new_name() -> Result<DeviceId, LinkError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        said("no_randomness", format!("No name could be made: {error}."), "Try again.")
    })?;
    Ok(DeviceId(uuid::Builder::from_random_bytes(bytes).into_uuid()))
}

fn not_ours(base: &Url, what: &str) -> LinkError {
    let hub = base.as_str().trim_end_matches('/').to_owned();
    LinkError::NotOurHub { hub, what: what.to_owned() }
}
