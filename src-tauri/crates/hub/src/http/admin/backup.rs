//! The whole office as one file, taken while work goes on.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream;

use crate::http::answer::Refused;
use crate::http::caller::Caller;
use crate::state::Hub;

const PIECE: usize = 256 * 1024;

pub(super) fn routes() -> Router<Arc<Hub>> {
    Router::new().route("/v1/admin/backup", get(take))
}

/// A backup on its way out. The file goes when it was sent, or when nobody wants it any more.
struct Leaving {
    file: File,
    path: PathBuf,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::warn!(%error, path = %self.path.display(), "a sent backup was left behind");
        }
    }
}

async fn take(State(hub): State<Arc<Hub>>, caller: Caller) -> Result<Response, Refused> {
    let path = hub.data.join(format!("backup-{}.leaving", hub.surroundings.new_id()));
    let written = path.clone();
    let info = hub.ask(move |office| office.backup(&written)).await?;
    let file = File::open(&path).map_err(|error| Refused::fault(&error))?;
    let size = file.metadata().map_err(|error| Refused::fault(&error))?.len();
    tracing::info!(by = %caller.0.id, head = info.head, size, "a backup was taken");
    let name = format!("attachment; filename=\"greenlane-{}.backup\"", info.head);
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, pieces(Leaving { file, path })).into_response())
}

fn pieces(leaving: Leaving) -> Body {
    Body::from_stream(stream::unfold(leaving, |mut leaving| async {
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = Vec::with_capacity(PIECE);
            let read = leaving.file.by_ref().take(PIECE as u64).read_to_end(&mut piece);
            read.map(|_| (Bytes::from(piece), leaving))
        });
        // Where reading fails the announced length is not reached: nobody takes it for whole.
        let (piece, leaving) = read.await.ok()?.ok()?;
        (!piece.is_empty()).then_some((Ok::<_, io::Error>(piece), leaving))
    }))
}
