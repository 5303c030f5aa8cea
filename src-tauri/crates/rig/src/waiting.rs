//! Waiting until something is so.

use std::time::{Duration, Instant};

use crate::Failed;

/// How often one looks.
const LOOK: Duration = Duration::from_millis(100);

/// Asks again and again until there is an answer.
///
/// # Errors
/// After `patience`, with the last reason why not.
pub(crate) fn until<T>(
    patience: Duration,
    what: &str,
    mut ask: impl FnMut() -> Result<T, Failed>,
) -> Result<T, Failed> {
    let deadline = Instant::now() + patience;
    loop {
        match ask() {
            Ok(answer) => return Ok(answer),
            Err(failed) if Instant::now() > deadline => {
                return Err(Failed::because(format!("Waited {patience:?} for {what}"), failed));
            }
            Err(_) => std::thread::sleep(LOOK),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_for_the_third_time() {
        let mut times = 0;
        let third = until(Duration::from_secs(5), "the third", || {
            times += 1;
            if times == 3 { Ok(times) } else { Err(Failed::new("too early")) }
        });
        assert_eq!(third.unwrap(), 3);
    }

    #[test]
    fn tells_what_it_waited_for_and_why_in_vain() {
        let never: Result<(), _> =
            until(Duration::ZERO, "rain", || Err(Failed::new("the sky is blue")));
        assert_eq!(never.unwrap_err().to_string(), "Waited 0ns for rain: the sky is blue");
    }
}
