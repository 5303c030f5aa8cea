//! Answers that keep current while the page is open.
//!
//! The page sends the numbers that it shows and up to where it knows; whatever becomes known of them
//! after that is sent as server-sent events, each with the answer as it now stands in the page.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::extract::{Form as Sent, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use office::Viewer;
use serde_json::json;
use sync::parcel::MAX_NUMBERS;
use tokio::sync::watch;
use tokio::time::timeout;

use super::asked::numbers;
use super::forms::Form;
use super::language::Language;
use super::session::{self, SignedIn};
use super::{Front, page};
use crate::http::answer::Refused;

/// Something is sent at least so often; the page takes longer silence for a dead line.
const HEARTBEAT: Duration = Duration::from_secs(5);
/// The database is asked about one page at most so often.
const PACE: Duration = Duration::from_millis(500);
/// Pages that one hub keeps current.
const MOST_STREAMS: usize = 2_000;

/// One open page.
struct Stream {
    front: Arc<Front>,
    headers: HeaderMap,
    numbers: Vec<String>,
    language: Language,
    in_table: bool,
    since: u64,
    upto: watch::Receiver<u64>,
    ready: VecDeque<Event>,
}

pub(super) async fn events(
    State(front): State<Arc<Front>>,
    headers: HeaderMap,
    Sent(form): Sent<Form>,
) -> Result<Response, Refused> {
    if session::signed_in(&front.hub, &headers).await?.is_none() {
        return Err(Refused::new(
            StatusCode::UNAUTHORIZED,
            "signed_out",
            "Nobody is signed in any more.",
            "Sign in again.",
        ));
    }
    let mut numbers = numbers(form.asked());
    numbers.truncate(MAX_NUMBERS);
    if front.streams.fetch_add(1, Ordering::SeqCst) >= MOST_STREAMS {
        front.streams.fetch_sub(1, Ordering::SeqCst);
        let code = "too_many_streams";
        return Err(Refused::busy(StatusCode::SERVICE_UNAVAILABLE, code, Duration::from_secs(30)));
    }
    let stream = Stream {
        language: form.language().unwrap_or_else(|| session::language(&headers)),
        in_table: form.table == 1,
        since: form.upto,
        upto: front.upto.subscribe(),
        ready: VecDeque::new(),
        numbers,
        headers,
        front,
    };
    let events = stream::unfold(stream, |mut stream| async move {
        let event = stream.next().await?;
        Some((Ok::<_, Infallible>(event), stream))
    });
    let no_buffer = [("x-accel-buffering", "no")];
    Ok((no_buffer, Sse::new(events)).into_response())
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.front.streams.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Stream {
    /// The next event; `None` once the hub stops or the session is over.
    async fn next(&mut self) -> Option<Event> {
        while self.ready.is_empty() {
            let hub = Arc::clone(&self.front.hub);
            let since = self.since;
            let moved = tokio::select! {
                () = hub.until_stopping() => return None,
                moved = timeout(HEARTBEAT, self.upto.wait_for(|upto| *upto > since)) => moved.is_ok(),
            };
            // Whoever was shut out or has signed out meanwhile is told nothing more.
            let signed = session::signed_in(&hub, &self.headers).await.ok()??;
            if moved {
                self.news(&signed).await.ok()?;
                tokio::time::sleep(PACE).await;
            } else {
                let now = hub.surroundings.now();
                self.ready.push_back(event("clock", &json!({ "at": now })));
            }
        }
        self.ready.pop_front()
    }

    async fn news(&mut self, signed: &SignedIn) -> Result<(), Refused> {
        let upto = *self.upto.borrow_and_update();
        let (viewer, since) = (Viewer::Party(signed.party.id), self.since);
        let asked = self.numbers.clone();
        let moved = self.front.hub.ask(move |office| office.moved(viewer, &asked, since)).await?;
        let answers = self.front.hub.ask(move |office| office.inquire(viewer, &moved)).await?;
        let now = self.front.hub.surroundings.now();
        for answer in &answers {
            let Some(at) = self.numbers.iter().position(|number| *number == answer.asked) else {
                continue;
            };
            let html = page::answer(self.language, at, answer, self.in_table, now).into_string();
            let words = self.language.words();
            let stage = answer.parcels.first().map(|facts| words.stage(facts.stage));
            let say = format!("{}: {}", answer.asked, stage.unwrap_or_default());
            let data = json!({ "id": format!("a{at}"), "html": html, "say": say });
            self.ready.push_back(event("parcel", &data));
        }
        self.since = upto;
        self.ready.push_back(event("upto", &json!({ "upto": upto })));
        Ok(())
    }
}

fn event(name: &str, data: &serde_json::Value) -> Event {
    Event::default().event(name).data(data.to_string())
}
