//! What a desk asks of its hub, one request each.

use journal::{AttachmentHash, DeclarationId, DeviceId};
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sync::link::{DeskName, Enrolled, FileHeld};
use sync::parcel::ParcelAnswer;
use sync::{
    Lease, LeaseGranted, LeaseRequest, Link, LinkError, PullRequest, Pulled, Push, Pushed,
    Sequenced,
};
use uuid::Uuid;

use crate::client::{Answered, Ask};
use crate::failure::unreachable;
use crate::line::HubLine;

const CBOR: &str = sync::codec::MEDIA_TYPE;
const JSON: &str = "application/json";
const BYTES: &str = "application/octet-stream";

/// Asks for another name under the same key.
#[derive(Serialize)]
struct EnrolAgain {
    device: DeviceId,
}

/// Asks where parcels are.
#[derive(Serialize)]
struct ParcelNumbers<'a> {
    numbers: &'a [String],
}

impl Link for HubLine {
    fn push(&self, push: &Push) -> Result<Pushed, LinkError> {
        let body = push.to_bytes();
        let answer = self.ask(Ask::new(Method::POST, "/v1/push").body(CBOR, body))?;
        Pushed::from_bytes(&answer.body).map_err(|error| self.unreadable(&error))
    }

    fn pull(&self, request: &PullRequest) -> Result<Pulled, LinkError> {
        let pace = &self.shared.pace;
        let request = PullRequest { limit: pace.entries(request.limit), ..request.clone() };
        let ask = Ask::new(Method::POST, "/v1/pull").body(CBOR, request.to_bytes());
        let answer = pace.learn(self.ask(ask))?;
        Pulled::from_bytes(&answer.body).map_err(|error| self.unreadable(&error))
    }

    fn history(&self, subjects: &[DeclarationId]) -> Result<Vec<Sequenced>, LinkError> {
        let answer = self.ask(self.json(Method::POST, "/v1/history", &subjects)?)?;
        sync::codec::sequenced_from_bytes(&answer.body).map_err(|error| self.unreadable(&error))
    }

    fn find(&self, number: &str) -> Result<Vec<DeclarationId>, LinkError> {
        let query = form_encoded("number", number);
        self.read(&self.ask(Ask::get(format!("/v1/find?{query}")))?)
    }

    fn file(&self, hash: &AttachmentHash) -> Result<FileHeld, LinkError> {
        let answer = self.ask(Ask::new(Method::HEAD, format!("/v1/files/{hash}")))?;
        let header = |name| answer.headers.get(name).and_then(|value| value.to_str().ok());
        let held = header("upload-offset").and_then(|text| text.parse().ok());
        let confirmed = header("upload-confirmed").and_then(|text| text.parse().ok());
        match (held, confirmed) {
            (Some(held), Some(confirmed)) => Ok(FileHeld { held, confirmed }),
            _ => Err(self.unreadable(&"it does not say how much of the file it holds")),
        }
    }

    fn send_file(
        &self,
        hash: &AttachmentHash,
        size: u64,
        offset: u64,
        bytes: &[u8],
    ) -> Result<FileHeld, LinkError> {
        // What does not fit is left for the next part, which begins where the hub says.
        let bytes = &bytes[..bytes.len().min(self.shared.pace.bytes())];
        let ask = Ask::new(Method::PATCH, format!("/v1/files/{hash}?size={size}"))
            .header("upload-offset", &offset)
            .body(BYTES, bytes.to_vec());
        self.read(&self.shared.pace.learn(self.ask(ask))?)
    }

    fn fetch_file(
        &self,
        hash: &AttachmentHash,
        offset: u64,
        length: u64,
    ) -> Result<Vec<u8>, LinkError> {
        if length == 0 {
            return Ok(Vec::new());
        }
        let length = length.min(self.shared.pace.bytes() as u64);
        let last = offset.saturating_add(length - 1);
        let ask = Ask::get(format!("/v1/files/{hash}"))
            .header("range", &format_args!("bytes={offset}-{last}"));
        let answer = self.shared.pace.learn(self.ask(ask))?;
        let most = usize::try_from(length).unwrap_or(usize::MAX);
        if answer.status != 206 || answer.body.len() > most {
            return Err(self.unreadable(&"it does not send the part that was asked for"));
        }
        Ok(answer.body)
    }

    fn desks(&self) -> Result<Vec<DeskName>, LinkError> {
        self.read(&self.ask(Ask::get("/v1/desks"))?)
    }

    fn leases(&self) -> Result<Vec<Lease>, LinkError> {
        self.read(&self.ask(Ask::get("/v1/leases"))?)
    }

    fn take_lease(&self, request: &LeaseRequest) -> Result<LeaseGranted, LinkError> {
        self.read(&self.ask(self.json(Method::POST, "/v1/leases", request)?)?)
    }

    fn return_lease(&self, lease: Uuid) -> Result<(), LinkError> {
        self.ask(Ask::new(Method::DELETE, format!("/v1/leases/{lease}"))).map(drop)
    }

    fn parcels(&self, numbers: &[String]) -> Result<Vec<ParcelAnswer>, LinkError> {
        self.read(&self.ask(self.json(
            Method::POST,
            "/v1/parcels",
            &ParcelNumbers { numbers },
        )?)?)
    }

    fn enrol_again(&self, device: DeviceId) -> Result<Enrolled, LinkError> {
        let ask = self.json(Method::POST, "/v1/enrol/again", &EnrolAgain { device })?;
        let enrolled: Enrolled = self.read(&self.ask(ask)?)?;
        self.shared.remember(|kept| {
            kept.device = enrolled.device;
            kept.role = enrolled.role;
            kept.office.clone_from(&enrolled.office);
        })?;
        Ok(enrolled)
    }
}

impl HubLine {
    fn json(&self, method: Method, target: &str, body: &impl Serialize) -> Result<Ask, LinkError> {
        let body = serde_json::to_vec(body).map_err(|error| self.unreadable(&error))?;
        Ok(Ask::new(method, target).body(JSON, body))
    }

    fn read<T: DeserializeOwned>(&self, answer: &Answered) -> Result<T, LinkError> {
        serde_json::from_slice(&answer.body).map_err(|error| self.unreadable(&error))
    }

    /// What answers is no hub that this version understands; another try may meet one that is.
    fn unreadable(&self, error: &dyn std::fmt::Display) -> LinkError {
        unreachable(self.shared.client.hub(), format!("its answer cannot be read: {error}"))
    }
}

/// `name=value` for a query.
fn form_encoded(name: &str, value: &str) -> String {
    let mut url = reqwest::Url::parse("https://hub/").expect("a literal address");
    url.query_pairs_mut().append_pair(name, value);
    url.query().unwrap_or_default().to_owned()
}
