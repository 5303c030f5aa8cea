//! How long the hub waits for the other side, and for how many it has room.
//!
//! Those who send their request drop by drop are sent away by the readers of head and body; here are
//! those who do not read the answer.

use std::future::{Ready, ready};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum_server::accept::Accept;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

/// Takes connections for as long as there is room; whoever comes then is turned away at once, rather
/// than left waiting.
#[derive(Clone)]
pub(crate) struct Door {
    room: Arc<Semaphore>,
    silence: Duration,
}

impl Door {
    pub(crate) fn new(connections: usize, silence: Duration) -> Self {
        Self { room: Arc::new(Semaphore::new(connections)), silence }
    }
}

impl<S> Accept<TcpStream, S> for Door {
    type Stream = PatientStream;
    type Service = S;
    type Future = Ready<io::Result<(PatientStream, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let Ok(place) = Arc::clone(&self.room).try_acquire_owned() else {
            metrics::counter!("greenlane_connections_turned_away_total").increment(1);
            return ready(Err(io::Error::other("there is no room for another connection")));
        };
        let patient = stream.set_nodelay(true).map(|()| PatientStream {
            stream,
            silence: self.silence,
            waiting: None,
            _place: place,
        });
        ready(patient.map(|stream| (stream, service)))
    }
}

/// A connection whose writes fail once the other side has read nothing for a while.
pub(crate) struct PatientStream {
    stream: TcpStream,
    silence: Duration,
    /// Runs while a write waits.
    waiting: Option<Pin<Box<Sleep>>>,
    _place: OwnedSemaphorePermit,
}

impl PatientStream {
    fn watched<T>(
        &mut self,
        cx: &mut Context<'_>,
        done: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if done.is_ready() {
            self.waiting = None;
            return done;
        }
        let silence = self.silence;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(silence)));
        if waiting.as_mut().poll(cx).is_ready() {
            waiting.as_mut().reset(Instant::now() + silence);
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        Poll::Pending
    }
}

impl AsyncRead for PatientStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for PatientStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.watched(cx, done)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_flush(cx);
        self.watched(cx, done)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.watched(cx, done)
    }
}
