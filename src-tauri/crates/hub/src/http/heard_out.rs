//! Whoever is refused in the middle of a request gets to read why.
//!
//! A socket that is closed while something lies unread in it is reset, and the reset may overtake
//! the answer (RFC 9112, 9.6). So what a refusal left unread of a body is still taken in, and thrown
//! away, for a moment.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;
use tokio::runtime::Handle;
use tokio::time::timeout;

/// How long at most. Who sends for longer did not listen.
const MOMENT: Duration = Duration::from_secs(5);

/// Who sends nothing for so long has read the answer, or is gone.
const PAUSE: Duration = Duration::from_millis(500);

/// Hears every request out, whoever answers it.
pub(crate) async fn heard_out(request: Request, next: Next) -> Response {
    next.run(request.map(|body| Body::new(HeardOut { body }))).await
}

/// A body whose end is waited for also if nobody reads on.
struct HeardOut {
    body: Body,
}

impl HttpBody for HeardOut {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for HeardOut {
    fn drop(&mut self) {
        if self.body.is_end_stream() {
            return;
        }
        // Without a runtime the connection is gone as well.
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(timeout(MOMENT, throw_away(mem::take(&mut self.body))));
        }
    }
}

async fn throw_away(mut body: Body) {
    while let Ok(Some(Ok(_))) = timeout(PAUSE, body.frame()).await {}
}
