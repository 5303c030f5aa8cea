//! As much of HTTP as loopback needs: one request, one answer, then the line is closed.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

use crate::Failed;

/// How long a connection or an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The status and the body of an answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Answer {
    /// The body as JSON.
    ///
    /// # Errors
    /// Where it is none.
    pub(crate) fn json(&self) -> Result<Value, Failed> {
        serde_json::from_str(&self.body)
            .map_err(|error| Failed::because(format!("{} is not JSON", self.body), error))
    }
}

/// Asks for a page.
///
/// # Errors
/// Where nobody answers, or not with HTTP.
pub(crate) fn get(address: SocketAddr, path: &str) -> Result<Answer, Failed> {
    exchange(address, "GET", path, "")
}

/// Sends JSON.
///
/// # Errors
/// As above.
pub(crate) fn post(address: SocketAddr, path: &str, body: &str) -> Result<Answer, Failed> {
    exchange(address, "POST", path, body)
}

fn exchange(address: SocketAddr, method: &str, path: &str, body: &str) -> Result<Answer, Failed> {
    let told = |error| Failed::because(format!("{method} http://{address}{path}"), error);
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).map_err(told)?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(told)?;
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).map_err(told)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(told)?;
    read(&String::from_utf8_lossy(&answer))
        .ok_or_else(|| Failed::new(format!("{method} http://{address}{path}: no HTTP came back")))
}

fn read(answer: &str) -> Option<Answer> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, body: body.to_owned() })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::an_answer("HTTP/1.1 422 No\r\nA: b\r\n\r\n{}", Some((422, "{}")))]
    #[case::cut_off("HTTP/1.1 200 OK\r\nA:", None)]
    #[case::nothing("", None)]
    fn answers(#[case] text: &str, #[case] expected: Option<(u16, &str)>) {
        let answer = read(text);
        assert_eq!(answer.as_ref().map(|it| (it.status, it.body.as_str())), expected);
    }
}
