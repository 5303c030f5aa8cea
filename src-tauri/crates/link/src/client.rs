//! Questions to a hub and their answers, over HTTPS, each signed with the desk's key.

use std::sync::RwLock;
use std::time::Duration;

use journal::DeviceId;
use reqwest::{Method, Response, Url};
use rustls::ClientConfig;
use sync::LinkError;
use sync::signing::{DEVICE_HEADER, PROTOCOL_HEADER, SIGNATURE_HEADER, SecretKey, SignedRequest};
use sync::wire::PROTOCOL;

use crate::failure::{of_answer, of_line, said, unreachable};

const CONNECT: Duration = Duration::from_secs(5);
/// An answer may pause so long.
const SILENCE: Duration = Duration::from_secs(30);
/// The slowest line that large bodies still get through on, in bytes a second.
const SLOWEST: u64 = 8 * 1024;
/// The largest answer that is read: a full page of entries with their declarations' data.
const LARGEST_ANSWER: usize = 256 * 1024 * 1024;

/// A question to the hub.
pub(crate) struct Ask {
    pub(crate) method: Method,
    /// Path and query, as they are signed and sent.
    pub(crate) target: String,
    pub(crate) media_type: Option<&'static str>,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Ask {
    pub(crate) fn new(method: Method, target: impl Into<String>) -> Self {
        Self { method, target: target.into(), media_type: None, headers: vec![], body: vec![] }
    }

    pub(crate) fn get(target: impl Into<String>) -> Self {
        Self::new(Method::GET, target)
    }

    pub(crate) fn body(mut self, media_type: &'static str, body: Vec<u8>) -> Self {
        self.media_type = Some(media_type);
        self.body = body;
        self
    }

    pub(crate) fn header(mut self, name: &'static str, value: &dyn std::fmt::Display) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }
}

/// A hub's answer, whole.
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// Who asks.
pub(crate) struct Signer {
    pub(crate) key: SecretKey,
    /// The name under which the desk writes; it gets another when it enrols again.
    pub(crate) device: RwLock<DeviceId>,
}

impl Signer {
    pub(crate) fn device(&self) -> DeviceId {
        *self.device.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(crate) fn rename(&self, device: DeviceId) {
        *self.device.write().unwrap_or_else(std::sync::PoisonError::into_inner) = device;
    }
}

/// An HTTPS client for one hub.
pub(crate) struct Client {
    http: reqwest::Client,
    base: Url,
}

impl Client {
    pub(crate) fn new(base: Url, tls: ClientConfig) -> Result<Self, LinkError> {
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .https_only(true)
            .http1_only()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .pool_idle_timeout(Duration::from_secs(20))
            .tcp_nodelay(true)
            .tcp_keepalive(Duration::from_secs(10))
            .tcp_keepalive_interval(Duration::from_secs(5))
            .tcp_keepalive_retries(3);
        #[cfg(target_os = "linux")]
        let http = http.tcp_user_timeout(Duration::from_secs(20));
        let http = http.build().map_err(|error| of_line(base.as_str(), &error))?;
        Ok(Self { http, base })
    }

    /// The hub's address, for people.
    pub(crate) fn hub(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    /// Asks, and reads the whole answer.
    ///
    /// # Errors
    /// Anything but a success.
    pub(crate) async fn ask(&self, ask: Ask, by: Option<&Signer>) -> Result<Answered, LinkError> {
        let response = self.begin(ask, by).await?;
        let status = response.status();
        let headers = response.headers().clone();
        let body = self.read(response).await?;
        if status.is_success() {
            return Ok(Answered { status: status.as_u16(), headers, body });
        }
        let retry_after = headers.get("retry-after").and_then(|value| value.to_str().ok());
        Err(of_answer(self.hub(), status.as_u16(), retry_after, &body))
    }

    /// Asks, and answers as soon as the answer has begun.
    pub(crate) async fn begin(&self, ask: Ask, by: Option<&Signer>) -> Result<Response, LinkError> {
        let patience = SILENCE + Duration::from_secs(ask.body.len() as u64 / SLOWEST);
        let url = self.base.join(&ask.target).map_err(|error| {
            let message = format!("`{}` is no address at the hub: {error}.", ask.target);
            said("hub_address", message, "This is a fault of Greenlane; nothing was sent.")
        })?;
        let mut request = self.http.request(ask.method.clone(), url);
        request = request.header(PROTOCOL_HEADER, PROTOCOL.to_string());
        if let Some(signer) = by {
            let device = signer.device();
            let method = ask.method.as_str();
            let signed = SignedRequest::new(method, &ask.target, &ask.body, device, PROTOCOL);
            request = request
                .header(DEVICE_HEADER, device.to_string())
                .header(SIGNATURE_HEADER, signer.key.sign(&signed));
        }
        if let Some(media_type) = ask.media_type {
            request = request.header("content-type", media_type);
        }
        for (name, value) in ask.headers {
            request = request.header(name, value);
        }
        match tokio::time::timeout(patience, request.body(ask.body).send()).await {
            Ok(answer) => answer.map_err(|error| of_line(self.hub(), &error)),
            Err(_) => Err(unreachable(self.hub(), "no answer in time")),
        }
    }

    async fn read(&self, mut response: Response) -> Result<Vec<u8>, LinkError> {
        let mut body = Vec::new();
        loop {
            let chunk = tokio::time::timeout(SILENCE, response.chunk())
                .await
                .map_err(|_| unreachable(self.hub(), "the answer broke off"))?
                .map_err(|error| of_line(self.hub(), &error))?;
            let Some(chunk) = chunk else { return Ok(body) };
            if body.len() + chunk.len() > LARGEST_ANSWER {
                return Err(unreachable(self.hub(), "its answer does not end"));
            }
            body.extend_from_slice(&chunk);
        }
    }
}
