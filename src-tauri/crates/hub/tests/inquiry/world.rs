//! A hub with parties, parcels and an authority, for one test.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use customs::{AuthorityMessage, Element, MessageKind};
use hub::{FrontSettings, Options, Rate, Server};
use journal::{AttachmentHash, DeclarationId, EntryId, Event, MessageReceived, Source};
use office::{Claim, NewParty, Office, OwnEvent, Party, Surroundings};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use sync::Role;
use tempfile::TempDir;
use uuid::Uuid;

/// Who declares in all manifests.
pub(crate) const DECLARANT: &str = "BE0999041701";

pub(crate) struct World {
    pub(crate) server: Server,
    pub(crate) client: Client,
    /// Goes with the world.
    folder: TempDir,
}

/// A party with its access key.
pub(crate) struct Guest {
    pub(crate) party: Party,
    pub(crate) key: String,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Options)) -> Self {
        Self::in_folder(tempfile::tempdir().unwrap(), change).await
    }

    pub(crate) async fn in_folder(folder: TempDir, change: impl FnOnce(&mut Options)) -> Self {
        // Several clients of one program may name the provider; the first one counts.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut options = Options::new(folder.path());
        options.listen = "127.0.0.1:0".parse().unwrap();
        options.limits.enrol = Rate::new(100, Duration::from_millis(10));
        change(&mut options);
        let server = Server::start(options).await.unwrap();
        let client = Client::builder()
            .tls_danger_accept_invalid_certs(true)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self { server, client, folder }
    }

    /// Stops the hub; what it kept stays.
    pub(crate) async fn stop(self) -> TempDir {
        self.server.stop().await.unwrap();
        self.folder
    }

    pub(crate) fn office(&self) -> &Arc<Office> {
        self.server.office()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("https://{}{path}", self.server.address())
    }

    /// A party that has exchanged its code for a key.
    pub(crate) fn guest(&self, role: Role, name: &str, claims: &[&str]) -> Guest {
        let claims: Vec<Claim> = claims.iter().map(|claim| claim.parse().unwrap()).collect();
        let new = NewParty { name: name.to_owned(), role, claims };
        let invited = self.office().invite_party(&new, 1, "test").unwrap();
        let redeemed = self.office().redeem_party_code(&invited.code).unwrap();
        Guest { party: redeemed.party, key: redeemed.key }
    }

    pub(crate) fn request(&self, method: Method, path: &str, guest: &Guest) -> RequestBuilder {
        self.client.request(method, self.url(path)).bearer_auth(&guest.key)
    }

    pub(crate) async fn post(&self, path: &str, guest: &Guest, body: &Value) -> Response {
        let request = self.request(Method::POST, path, guest);
        let request = request.header("content-type", "application/json");
        request.body(body.to_string()).send().await.unwrap()
    }

    pub(crate) async fn hand_in(
        &self,
        guest: &Guest,
        name: &str,
        manifest: &(impl AsRef<[u8]> + ?Sized),
    ) -> Value {
        let path = format!("/v1/intake?name={name}");
        let request = self.request(Method::POST, &path, guest).body(manifest.as_ref().to_vec());
        read(request.send().await.unwrap()).await
    }

    /// Where one parcel is, as the guest sees it.
    pub(crate) async fn ask(&self, guest: &Guest, number: &str) -> Value {
        let answers = self.post("/v1/parcels", guest, &json!({ "numbers": [number] })).await;
        read(answers).await[0]["parcels"].clone()
    }

    /// The authority says something of a parcel.
    pub(crate) fn says(&self, lrn: &str, kind: MessageKind) {
        let message = AuthorityMessage {
            kind,
            code: format!("{kind:?}"),
            reference: Some(fresh().to_string()),
            lrn: Some(lrn.to_owned()),
            mrn: Some(mrn(lrn)),
            version: None,
            issued: Some(moment(self.office().head().unwrap().head)),
            control_result: None,
            remarks: vec![],
            charges: vec![],
            currency: None,
            body: Element::new("Response"),
        };
        let source = Source {
            file: AttachmentHash("0".repeat(64)),
            name: "reply.xml".to_owned(),
            format: "wco_xml".to_owned(),
            record: 1,
            line: 1,
        };
        let event = Event::from(MessageReceived { source, message, waited_as: None });
        let own = OwnEvent {
            id: EntryId(fresh()),
            subject: Some(DeclarationId::of(Some(DECLARANT), lrn)),
            event,
            actor: "customs".to_owned(),
        };
        self.office().write_own(&[own]).unwrap();
        while self.office().project_parcels(500).unwrap().more {}
    }

    /// The page's cookie of someone who is signed in.
    pub(crate) async fn sign_in(&self, guest: &Guest) -> String {
        let answer = self.form("/parcels/sign-in", None, &[("code", &guest.key)]).await;
        assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap());
        cookie(&answer)
    }

    /// Sends a form as a browser does.
    pub(crate) async fn form(
        &self,
        path: &str,
        cookie: Option<&str>,
        fields: &[(&str, &str)],
    ) -> Response {
        let mut request = self.client.post(self.url(path)).header("sec-fetch-site", "same-origin");
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        let body: Vec<String> = fields.iter().map(|(k, v)| format!("{k}={}", escaped(v))).collect();
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        request.body(body.join("&")).send().await.unwrap()
    }

    pub(crate) async fn page(&self, path: &str, cookie: Option<&str>, language: &str) -> Response {
        let mut request = self.client.get(self.url(path)).header("accept-language", language);
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        request.send().await.unwrap()
    }
}

/// An id that nobody has yet.
pub(crate) fn fresh() -> Uuid {
    hub::SystemSurroundings.new_id()
}

pub(crate) fn settings(change: impl FnOnce(&mut FrontSettings)) -> impl FnOnce(&mut Options) {
    |options| change(&mut options.front)
}

pub(crate) fn cookie(answer: &Response) -> String {
    let set = answer.headers().get_all("set-cookie").into_iter();
    let set: Vec<&str> = set.map(|value| value.to_str().unwrap()).collect();
    let session = set.iter().find(|cookie| cookie.starts_with("__Host-greenlane=")).unwrap();
    session.split(';').next().unwrap().to_owned()
}

pub(crate) async fn read(answer: Response) -> Value {
    let status = answer.status();
    let text = answer.text().await.unwrap();
    assert!(status.is_success(), "{status}: {text}");
    serde_json::from_str(&text).unwrap()
}

/// The code that an answer says no with.
pub(crate) async fn refused(answer: Response, status: u16) -> String {
    assert_eq!(answer.status(), status);
    let body: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    assert!(body["message"].as_str().unwrap().len() > 10, "{body}");
    assert!(body["hint"].as_str().unwrap().len() > 10, "{body}");
    body["code"].as_str().unwrap().to_owned()
}

/// Waits until something is so.
pub(crate) async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(30), "waited in vain until {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A moment of the authority's, later with each entry.
fn moment(number: u64) -> DateTime<Utc> {
    let begun = DateTime::from_timestamp(1_793_620_800, 0).unwrap();
    begun + TimeDelta::seconds(i64::try_from(number).unwrap())
}

pub(crate) fn mrn(lrn: &str) -> String {
    let digits: String = lrn.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("26BE{:0>14}", &digits[digits.len().saturating_sub(12)..])
}

/// One parcel of a manifest; what is not named has a usual value.
pub(crate) fn manifest(parcels: &[&[(&str, &str)]]) -> String {
    let usual = [
        ("lrn", ""),
        ("declaration_type", "IM"),
        ("additional_type", "A"),
        ("declarant_id", DECLARANT),
        ("exporter_name", "Shenzhen Star"),
        ("exporter_country", "CN"),
        ("importer_name", "Anneke Maes"),
        ("importer_street", "Rue Hors-Château 12"),
        ("importer_postcode", "4000"),
        ("importer_city", "Liège"),
        ("importer_country", "BE"),
        ("fiscal_reference_id", "IM0561234567"),
        ("fiscal_reference_role", "FR5"),
        ("transport_document_type", "N740"),
        ("transport_document", "784-12345675"),
        ("house_document_type", "N703"),
        ("house_document", ""),
        ("location_type", "A"),
        ("location_qualifier", "V"),
        ("location", "BE532000"),
        ("item_number", "1"),
        ("description", "Desk lamp"),
        ("commodity_code", "940521"),
        ("origin", "CN"),
        ("procedure", "40"),
        ("previous_procedure", "00"),
        ("additional_procedures", "C07"),
        ("value", "24.50"),
        ("currency", "EUR"),
        ("gross_mass", "0.400"),
        ("item_gross_mass", "0.400"),
        ("packages", "1"),
    ];
    let names: Vec<&str> = usual.iter().map(|(name, _)| *name).collect();
    let mut file = names.join(";");
    for parcel in parcels {
        let own: HashMap<&str, &str> = parcel.iter().copied().collect();
        let cell = |(name, value): &(&str, &'static str)| {
            own.get(name).map_or_else(|| (*value).to_owned(), |own| (*own).to_owned())
        };
        let row: Vec<String> = usual.iter().map(cell).collect();
        file.push('\n');
        file.push_str(&row.join(";"));
    }
    file.push('\n');
    file
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
