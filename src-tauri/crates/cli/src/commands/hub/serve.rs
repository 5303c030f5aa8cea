//! Serving an office.

use std::time::Duration;

use desk::contract::Failure;
use hub::{FrontSettings, LogFormat, MailTls, NoticeSettings, Options, Smtp};

use super::{authority, of_hub};
use crate::arguments::{LogName, Mail, Serve, TlsName};
use crate::console::Outcome;

/// In seconds.
const DAY: u64 = 24 * 3_600;

/// Serves until it is told to stop; what it says goes to standard error as its log.
pub(super) fn serve(request: &Serve) -> Result<Outcome, Failure> {
    let smtp = smtp(&request.mail)?;
    let options = Options {
        listen: request.listen,
        metrics_for_all: request.metrics_for_all,
        front: FrontSettings {
            address: request.address.clone(),
            intake: request.intake.clone(),
            notices: NoticeSettings {
                smtp,
                inside: request.webhooks_inside,
                kept: Duration::from_secs(u64::from(request.keep_notices) * DAY),
            },
        },
        ..super::options(&request.place)?
    };
    hub::write_log(match request.log {
        LogName::Json => LogFormat::Json,
        LogName::Text => LogFormat::Text,
    });
    let runtime = tokio::runtime::Runtime::new().map_err(|cause| Failure {
        code: "cannot_start".to_owned(),
        message: format!("The system gives the hub no threads: {cause}."),
        hint: "End other programs, or raise this user's limits.".to_owned(),
    })?;
    runtime.block_on(hub::serve(options, told_to_stop())).map_err(|error| of_hub(&error))?;
    Ok(Outcome::Done)
}

/// Ctrl+C, or on Unix the signal by which services are stopped.
async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminated.recv() => return,
                heard = tokio::signal::ctrl_c() => if heard.is_ok() { return },
            }
        }
    }
    // Without a way to hear it, the hub serves until it is killed.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn smtp(mail: &Mail) -> Result<Option<Smtp>, Failure> {
    let (Some(server), Some(from)) = (&mail.server, &mail.from) else { return Ok(None) };
    let named = server.rsplit_once(':').and_then(|(host, port)| Some((host, port.parse().ok()?)));
    let (host, port) = named.ok_or_else(|| Failure {
        code: "bad_mail_server".to_owned(),
        message: format!("“{server}” does not name a mail server and its port."),
        hint: "Write HOST:PORT, for example mail.office.example:587.".to_owned(),
    })?;
    Ok(Some(Smtp {
        host: host.to_owned(),
        port,
        tls: match mail.tls {
            TlsName::Whole => MailTls::Whole,
            TlsName::Start => MailTls::Start,
            TlsName::None => MailTls::None,
        },
        authority: mail.authority.as_deref().map(authority).transpose()?,
        login: mail.user.clone().zip(mail.password.clone()),
        from: from.clone(),
    }))
}
