//! Files by their SHA-256: sent in parts, taken up where they broke off, and read in parts.

use std::ops::RangeInclusive;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use futures_util::stream;
use journal::{AttachmentHash, DeviceId};
use serde::Deserialize;
use sync::link::FileHeld;

use super::answer::Refused;
use super::caller::Caller;
use crate::state::Hub;

/// A file is read from the database in pieces of so many bytes.
const PIECE: u64 = 256 * 1024;

#[derive(Deserialize)]
struct Size {
    /// Bytes of the whole file.
    size: u64,
}

pub(crate) fn routes() -> Router<Arc<Hub>> {
    Router::new().route("/v1/files/{hash}", get(read).head(held).patch(send))
}

/// How much the hub holds, in headers: `Upload-Offset` and `Upload-Confirmed`.
async fn held(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    Path(hash): Path<String>,
) -> Result<Response, Refused> {
    let hash = known_form(hash)?;
    let device = caller.0.id;
    let held = hub.ask(move |office| office.file_held(device, &hash)).await?;
    let headers = [
        ("upload-offset", held.held.to_string()),
        ("upload-confirmed", held.confirmed.to_string()),
    ];
    Ok((AppendHeaders(headers), ()).into_response())
}

async fn send(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    Path(hash): Path<String>,
    Query(Size { size }): Query<Size>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<FileHeld>, Refused> {
    let hash = known_form(hash)?;
    let offset = headers.get("upload-offset").and_then(|value| value.to_str().ok());
    let offset = offset.and_then(|text| text.parse().ok());
    let offset: u64 = offset.ok_or_else(|| Refused::malformed("it has no Upload-Offset"))?;
    let device = caller.0.id;
    hub.ask(move |office| office.write_file_part(device, &hash, size, offset, &body))
        .await
        .map(Json)
}

/// The whole file, or the part named by `Range`, piece by piece: the hub's memory does not fill
/// however large it is and however many read.
async fn read(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    Path(hash): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let hash = known_form(hash)?;
    let (device, asked) = (caller.0.id, hash.clone());
    let size = hub.ask(move |office| office.file_size(device, &asked)).await?;
    let range = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
    let (status, part) = match range.map(|text| part(text, size)) {
        None => (StatusCode::OK, 0..size),
        Some(Some(part)) => (StatusCode::PARTIAL_CONTENT, *part.start()..part.end() + 1),
        Some(None) => return Ok(beyond(size)),
    };
    let mut answer = Vec::from([
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_LENGTH, (part.end - part.start).to_string()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
    ]);
    if status == StatusCode::PARTIAL_CONTENT {
        let range = format!("bytes {}-{}/{size}", part.start, part.end - 1);
        answer.push((header::CONTENT_RANGE, range));
    }
    let body = pieces(hub, device, hash, part.start, part.end);
    let mut response = (status, body).into_response();
    for (name, value) in answer {
        let value = value.parse().map_err(|error| Refused::fault(&error))?;
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

/// A body that reads the file from the database while it is sent. Where that fails the answer breaks
/// off before its announced length, so that nobody takes it for whole.
fn pieces(hub: Arc<Hub>, device: DeviceId, hash: AttachmentHash, from: u64, to: u64) -> Body {
    Body::from_stream(stream::unfold(from, move |at| {
        let (hub, hash) = (Arc::clone(&hub), hash.clone());
        async move {
            if at >= to {
                return None;
            }
            let length = PIECE.min(to - at);
            let piece =
                hub.ask(move |office| office.read_file_part(device, &hash, at, length)).await;
            match piece {
                Ok(piece) if !piece.is_empty() => {
                    let next = at + piece.len() as u64;
                    Some((Ok(Bytes::from(piece)), next))
                }
                Ok(_) => Some((Err(std::io::Error::other("the file ends early")), to)),
                Err(refused) => Some((Err(std::io::Error::other(refused.message)), to)),
            }
        }
    }))
}

/// The one part that `bytes=0-99`, `bytes=100-` or `bytes=-100` names; `None` where the file has no
/// such part.
fn part(range: &str, size: u64) -> Option<RangeInclusive<u64>> {
    let (first, last) = range.trim().strip_prefix("bytes=")?.split_once('-')?;
    let end = size.checked_sub(1)?;
    let part = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) => first..=last.min(end),
        (Ok(first), Err(_)) if last.is_empty() => first..=end,
        (Err(_), Ok(count)) if first.is_empty() && count > 0 => size.saturating_sub(count)..=end,
        _ => return None,
    };
    (part.start() <= part.end()).then_some(part)
}

fn beyond(size: u64) -> Response {
    let refused = Refused::new(
        StatusCode::RANGE_NOT_SATISFIABLE,
        "no_such_part",
        format!("The file has {size} bytes; it has no such part."),
        "Ask for one part within the file.",
    );
    let mut response = refused.into_response();
    if let Ok(value) = format!("bytes */{size}").parse() {
        response.headers_mut().insert(header::CONTENT_RANGE, value);
    }
    response
}

/// A SHA-256 in small hexadecimal digits.
fn known_form(hash: String) -> Result<AttachmentHash, Refused> {
    let is_hash = hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    match is_hash {
        true => Ok(AttachmentHash(hash)),
        false => Err(Refused::malformed("a file is named by its SHA-256")),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::first("bytes=0-99", 1000, Some(0..=99))]
    #[case::to_the_end("bytes=900-", 1000, Some(900..=999))]
    #[case::the_last("bytes=-100", 1000, Some(900..=999))]
    #[case::more_than_there_is("bytes=900-5000", 1000, Some(900..=999))]
    #[case::more_last_than_there_is("bytes=-5000", 1000, Some(0..=999))]
    #[case::beyond("bytes=1000-", 1000, None)]
    #[case::backwards("bytes=9-3", 1000, None)]
    #[case::empty_file("bytes=0-0", 0, None)]
    #[case::two("bytes=0-1,3-4", 1000, None)]
    #[case::other_unit("lines=0-1", 1000, None)]
    #[case::none_of_the_last("bytes=-0", 1000, None)]
    fn parts(
        #[case] range: &str,
        #[case] size: u64,
        #[case] expected: Option<RangeInclusive<u64>>,
    ) {
        assert_eq!(part(range, size), expected);
    }
}
