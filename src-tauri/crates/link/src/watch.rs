//! Watches the line: an open stream on which the hub says something several times a second.

use std::sync::Arc;
use std::time::Duration;

use sync::LinkError;
use tokio::time::timeout;
use uuid::Uuid;

use crate::client::Ask;
use crate::failure::{of_answer, of_line, unreachable};
use crate::line::{HubLine, Shared};

/// The hub says something every 300 ms; three times nothing is a line that is down.
pub const SILENCE: Duration = Duration::from_millis(900);
/// Opening the stream takes a few round trips more.
const OPENING: Duration = Duration::from_millis(2_500);
/// A hub that said no is not asked every second.
const AFTER_NO: Duration = Duration::from_secs(10);

/// What a watched line tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The hub answers. Its last sequence number, and which history it belongs to.
    Up { head: u64, epoch: Uuid },
    /// The office's order has grown, or another history has begun.
    Moved { head: u64, epoch: Uuid },
    /// Somebody checked out a part of the queue, or gave it back.
    Leased,
    /// The hub does not answer any more, or does not want this desk.
    Down(LinkError),
}

impl HubLine {
    /// Watches the line from now on until it is dropped. `tell` must be quick.
    pub fn watch_line(&self, tell: impl Fn(News) + Send + Sync + 'static) {
        self.runtime().spawn(watch(Arc::clone(&self.shared), tell));
    }
}

/// Opens the stream again and again. What the desk knows already is not told twice.
async fn watch(shared: Arc<Shared>, tell: impl Fn(News) + Send + Sync) {
    let mut told: Option<LinkError> = None;
    loop {
        let error = follow(&shared, &tell, &mut told).await;
        let pause = pause_after(&error);
        if told.as_ref() != Some(&error) {
            tell(News::Down(error.clone()));
            told = Some(error);
        }
        tokio::time::sleep(pause).await;
    }
}

/// Follows one stream to its end, and says why it ended.
async fn follow(
    shared: &Shared,
    tell: &(impl Fn(News) + Send + Sync),
    told: &mut Option<LinkError>,
) -> LinkError {
    let hub = shared.client.hub();
    let opening = shared.client.begin(Ask::get("/v1/watch"), Some(&shared.signer));
    let mut stream = match timeout(OPENING, opening).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => return error,
        Err(_) => return unreachable(hub, "no answer in time"),
    };
    let status = stream.status().as_u16();
    if status != 200 {
        let retry_after = stream.headers().get("retry-after").cloned();
        let retry_after = retry_after.as_ref().and_then(|value| value.to_str().ok());
        let body = timeout(OPENING, stream.bytes()).await;
        let body = body.ok().and_then(Result::ok).unwrap_or_default();
        return of_answer(hub, status, retry_after, &body);
    }
    let mut lines = Lines::default();
    let mut known = Known::default();
    loop {
        match timeout(SILENCE, stream.chunk()).await {
            Ok(Ok(Some(chunk))) => {
                for news in lines.read(&chunk).into_iter().filter_map(|mark| known.take(mark)) {
                    tell(news);
                    *told = None;
                }
            }
            Ok(Ok(None)) => return unreachable(hub, "it closed the line"),
            Ok(Err(error)) => return of_line(hub, &error),
            Err(_) => return unreachable(hub, "the line is silent"),
        }
    }
}

/// About a second where another try may help, so that many desks do not come back in one instant.
fn pause_after(error: &LinkError) -> Duration {
    let jitter = Duration::from_millis(u64::from(jitter()) * 2);
    match error {
        LinkError::Busy { seconds } => Duration::from_secs(u64::from(*seconds)) + jitter,
        error if error.is_passing() => Duration::from_millis(700) + jitter,
        _ => AFTER_NO + jitter,
    }
}

/// A random byte; any number will do where there is no randomness.
fn jitter() -> u8 {
    let mut byte = [128];
    let _ = getrandom::fill(&mut byte);
    byte[0]
}

/// What a line of the stream tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// The head of the office's order, and the history that it belongs to.
    Head(u64, Uuid),
    /// A number that is another whenever the leases are.
    Leases(u64),
}

/// What a stream has told so far.
#[derive(Default)]
struct Known {
    head: Option<(u64, Uuid)>,
    leases: Option<u64>,
}

impl Known {
    /// What is news of it. Leases are asked for whenever the line comes up, so that only what
    /// happens to them later is.
    fn take(&mut self, mark: Mark) -> Option<News> {
        match mark {
            Mark::Head(head, epoch) => match self.head.replace((head, epoch)) {
                None => Some(News::Up { head, epoch }),
                Some(known) => (known != (head, epoch)).then_some(News::Moved { head, epoch }),
            },
            Mark::Leases(now) => {
                let known = self.leases.replace(now);
                known.filter(|known| *known != now).map(|_| News::Leased)
            }
        }
    }
}

/// Cuts the stream into lines, and reads those that tell something.
#[derive(Default)]
struct Lines {
    begun: Vec<u8>,
}

impl Lines {
    /// A line is never longer; what is, is no hub.
    const LONGEST: usize = 256;

    fn read(&mut self, chunk: &[u8]) -> Vec<Mark> {
        let mut marks = Vec::new();
        for &byte in chunk {
            if byte == b'\n' {
                marks.extend(mark(&self.begun));
                self.begun.clear();
            } else if self.begun.len() < Self::LONGEST {
                self.begun.push(byte);
            }
        }
        marks
    }
}

/// `head 17 0190...` or `leases 3`; any other line is a sign of life, or of a later version.
fn mark(line: &[u8]) -> Option<Mark> {
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    match words.next()? {
        "head" => Some(Mark::Head(words.next()?.parse().ok()?, words.next()?.parse().ok()?)),
        "leases" => Some(Mark::Leases(words.next()?.parse().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// However the stream is cut, the same marks come out.
        #[test]
        fn lines_do_not_depend_on_where_the_stream_is_cut(
            heads in proptest::collection::vec(any::<u64>(), 0..5),
            cuts in proptest::collection::vec(1usize..20, 0..40),
        ) {
            let epoch = Uuid::from_u128(7);
            let text: String =
                heads.iter().map(|n| format!(".\nhead {n} {epoch}\nleases {n}\nlater 9\n")).collect();
            let (mut lines, mut read, mut rest) = (Lines::default(), vec![], text.as_bytes());
            for cut in cuts {
                let (now, later) = rest.split_at(cut.min(rest.len()));
                read.extend(lines.read(now));
                rest = later;
            }
            read.extend(lines.read(rest));
            let told = |n: u64| [Mark::Head(n, epoch), Mark::Leases(n)];
            prop_assert_eq!(read, heads.into_iter().flat_map(told).collect::<Vec<_>>());
        }

        /// Whatever comes, the desk's memory does not fill.
        #[test]
        fn an_endless_line_is_not_kept(bytes in proptest::collection::vec(32u8..127, 0..4096)) {
            let mut lines = Lines::default();
            prop_assert!(lines.read(&bytes).is_empty());
            prop_assert!(lines.begun.len() <= Lines::LONGEST);
        }
    }

    #[test]
    fn only_what_changes_is_news() {
        let (mut known, epoch) = (Known::default(), Uuid::from_u128(7));
        let marks = [
            Mark::Head(1, epoch),
            Mark::Leases(4),
            Mark::Head(1, epoch),
            Mark::Leases(4),
            Mark::Leases(5),
            Mark::Head(2, epoch),
        ];
        let news: Vec<News> = marks.into_iter().filter_map(|mark| known.take(mark)).collect();
        let (up, moved) = (News::Up { head: 1, epoch }, News::Moved { head: 2, epoch });
        assert_eq!(news, [up, News::Leased, moved]);
    }
}
