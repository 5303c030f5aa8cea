//! The page's routes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Form as Sent, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use office::{OfficeError, Viewer};
use sync::parcel::{MAX_NUMBERS, ParcelAnswer};
use tokio::time::{Instant, sleep_until};

use super::asked::numbers;
use super::forms::Form;
use super::language::Language;
use super::page::{self, Answered, Frame};
use super::session::{self, SignedIn};
use super::words::fill;
use super::{Front, assets, events, export};
use crate::http::answer::Refused;

/// Bytes of a form: a thousand numbers of seventy characters, escaped.
const LARGEST_FORM: usize = 256 * 1024;

/// Nothing but our own style and script; nobody frames the page or takes its forms elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

type Shared = State<Arc<Front>>;

pub(crate) fn pages(front: &Arc<Front>) -> Router {
    Router::new()
        .route("/parcels", get(show).post(answer))
        .route("/parcels/sign-in", get(sign_in_page).post(sign_in))
        .route("/parcels/sign-out", post(sign_out))
        .route("/parcels/export", post(export_file))
        .route("/parcels/events", post(events::events))
        .layer(middleware::from_fn(guarded))
        .route("/parcels/assets/{version}/{name}", get(assets::serve))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .with_state(Arc::clone(front))
}

async fn guarded(request: Request, next: Next) -> Response {
    if request.method() == axum::http::Method::POST
        && let Err(refused) = session::from_our_page(request.headers())
    {
        return refused.into_response();
    }
    let mut response = next.run(request).await;
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        // Answers belong to whoever is signed in, and age.
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The form; with a number in the address also its answer.
async fn show(
    State(front): Shared,
    headers: HeaderMap,
    Query(form): Query<Form>,
) -> Result<Response, Refused> {
    let language = form.language().unwrap_or_else(|| session::language(&headers));
    let Some(signed) = session::signed_in(&front.hub, &headers).await? else {
        return Ok(Redirect::to("/parcels/sign-in").into_response());
    };
    if form.asked().is_empty() {
        let content = page::ask(language, "", None);
        return respond(&front, language, Some(&signed), None, &content)
            .await
            .map(|r| chosen(r, &form));
    }
    answered(&front, &signed, language, &form).await
}

async fn answer(
    State(front): Shared,
    headers: HeaderMap,
    Sent(form): Sent<Form>,
) -> Result<Response, Refused> {
    let language = form.language().unwrap_or_else(|| session::language(&headers));
    match session::signed_in(&front.hub, &headers).await? {
        Some(signed) => answered(&front, &signed, language, &form).await,
        None => Ok(Redirect::to("/parcels/sign-in").into_response()),
    }
}

async fn answered(
    front: &Arc<Front>,
    signed: &SignedIn,
    language: Language,
    form: &Form,
) -> Result<Response, Refused> {
    let asked = numbers(form.asked());
    let words = &language.words().ask;
    let wrong = match asked.len() {
        0 => Some(words.none.to_owned()),
        count if count > MAX_NUMBERS => Some(fill(words.too_many, &[&count.to_string()])),
        _ => None,
    };
    if let Some(wrong) = wrong {
        let content = page::ask(language, form.asked(), Some(&wrong));
        let mut response = respond(front, language, Some(signed), None, &content).await?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let upto = *front.upto.borrow();
    let answers = ask(front, signed, asked).await?;
    let now = front.hub.surroundings.now();
    let content = html! {
        (page::ask(language, form.asked(), None))
        (page::results(&Answered { language, answers: &answers, now, upto }))
    };
    let response = respond(front, language, Some(signed), Some("again"), &content).await?;
    Ok(chosen(response, form))
}

/// What is known of these numbers. Answers leave in even steps of time, so that how long one took
/// does not tell whether a number is somebody else's.
pub(super) async fn ask(
    front: &Front,
    signed: &SignedIn,
    asked: Vec<String>,
) -> Result<Vec<ParcelAnswer>, Refused> {
    let viewer = Viewer::Party(signed.party.id);
    evenly(front.hub.ask(move |office| office.inquire(viewer, &asked))).await
}

/// Does something and ends at the next full step of time.
pub(super) async fn evenly<T>(work: impl Future<Output = T>) -> T {
    const STEP: Duration = Duration::from_millis(20);
    let begun = Instant::now();
    let done = work.await;
    let steps = begun.elapsed().as_millis() / STEP.as_millis() + 1;
    sleep_until(begun + STEP * u32::try_from(steps).unwrap_or(1)).await;
    done
}

async fn export_file(
    State(front): Shared,
    headers: HeaderMap,
    Sent(form): Sent<Form>,
) -> Result<Response, Refused> {
    let language = form.language().unwrap_or_else(|| session::language(&headers));
    let Some(signed) = session::signed_in(&front.hub, &headers).await? else {
        return Ok(Redirect::to("/parcels/sign-in").into_response());
    };
    let answers = ask(&front, &signed, numbers(form.asked())).await?;
    let file = export::csv(language, &answers);
    let kind = (header::CONTENT_TYPE, "text/csv; charset=utf-8");
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"parcels.csv\"");
    Ok(([kind, name], file).into_response())
}

async fn sign_in_page(
    State(front): Shared,
    headers: HeaderMap,
    Query(form): Query<Form>,
) -> Result<Response, Refused> {
    let language = form.language().unwrap_or_else(|| session::language(&headers));
    let content = page::sign_in(language, None);
    respond(&front, language, None, None, &content).await.map(|response| chosen(response, &form))
}

/// A code gives an access key, and either lets in.
async fn sign_in(
    State(front): Shared,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Sent(form): Sent<Form>,
) -> Result<Response, Refused> {
    let language = form.language().unwrap_or_else(|| session::language(&headers));
    let words = &language.words().sign_in;
    if let Err(refused) = front.hub.turnstile.enrol(peer.ip()) {
        let content = page::sign_in(language, Some(words.too_often));
        let mut response = respond(&front, language, None, None, &content).await?;
        *response.status_mut() = refused.status;
        if let Some(wait) = refused.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, wait.as_secs().max(1).into());
        }
        return Ok(response);
    }
    let code = form.code;
    let entered = front.hub.ask(move |office| enter(office, &code)).await?;
    let Some(entered) = entered else {
        let content = page::sign_in(language, Some(words.refused));
        let mut response = respond(&front, language, None, None, &content).await?;
        *response.status_mut() = StatusCode::FORBIDDEN;
        return Ok(response);
    };
    let mut response = match &entered.key {
        None => Redirect::to("/parcels").into_response(),
        Some(key) => {
            let content = page::key(language, key);
            respond(&front, language, None, None, &content).await?
        }
    };
    response.headers_mut().append(header::SET_COOKIE, session::begin(&entered.session));
    response.headers_mut().append(header::SET_COOKIE, session::remember(language));
    Ok(response)
}

struct Entered {
    session: String,
    /// Shown where a code was used up for it.
    key: Option<String>,
}

fn enter(office: &office::Office, text: &str) -> Result<Option<Entered>, OfficeError> {
    if let Some(party) = office.party_by_key(text)? {
        return Ok(Some(Entered { session: office.open_session(party.id)?, key: None }));
    }
    match office.redeem_party_code(text) {
        Ok(redeemed) => {
            let session = office.open_session(redeemed.party.id)?;
            Ok(Some(Entered { session, key: Some(redeemed.key) }))
        }
        Err(OfficeError::CodeUnknown) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn sign_out(State(front): Shared, headers: HeaderMap) -> Result<Response, Refused> {
    if let Some(signed) = session::signed_in(&front.hub, &headers).await? {
        front.hub.ask(move |office| office.close_session(&signed.session)).await?;
    }
    let mut response = Redirect::to("/parcels/sign-in").into_response();
    response.headers_mut().append(header::SET_COOKIE, session::end());
    Ok(response)
}

async fn respond(
    front: &Front,
    language: Language,
    signed: Option<&SignedIn>,
    form: Option<&str>,
    content: &Markup,
) -> Result<Response, Refused> {
    let office = front.hub.ask(office::Office::info).await?.name;
    let party = signed.map(|signed| signed.party.name.as_str());
    let frame = Frame { language, office: &office, party, form };
    Ok(Html(frame.page(content).into_string()).into_response())
}

/// Remembers the language where someone has just chosen one.
fn chosen(mut response: Response, form: &Form) -> Response {
    if let Some(language) = form.language() {
        response.headers_mut().append(header::SET_COOKIE, session::remember(language));
    }
    response
}
