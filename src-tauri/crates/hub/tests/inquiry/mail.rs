//! Mails through a real SMTP server.

use std::fs;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use customs::MessageKind;
use hub::{MailTls, Smtp};
use rstest::rstest;
use serde_json::json;
use sync::Role;
use tempfile::TempDir;

use crate::world::{Guest, World, manifest, read, settings, until};

/// Debian's own Python: another one in the path would not have the package.
const PYTHON: &str = "/usr/bin/python3";

/// A mail server that keeps what it gets in a folder.
struct MailServer {
    program: Child,
    port: u16,
    folder: TempDir,
}

impl MailServer {
    /// `None` where the distribution's package is not there; in CI that is a failure.
    fn start() -> Option<Self> {
        Self::run(|port, mailbox| {
            let listen = format!("127.0.0.1:{port}");
            let class = "aiosmtpd.handlers.Mailbox";
            ["-m", "aiosmtpd", "--nosetuid", "--listen", &listen, "--class", class, mailbox]
                .map(str::to_owned)
                .to_vec()
        })
    }

    /// One that takes mails only from those whom it knows, and knows nobody.
    fn that_knows_nobody() -> Option<Self> {
        let script = "import sys, threading
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import AuthResult
refuse = lambda *asked: AuthResult(success=False, handled=False)
Controller(Mailbox(sys.argv[2]), hostname='127.0.0.1', port=int(sys.argv[1]),
    authenticator=refuse, auth_required=True, auth_require_tls=False).start()
threading.Event().wait()";
        Self::run(|port, mailbox| {
            ["-c", script, &port.to_string(), mailbox].map(str::to_owned).to_vec()
        })
    }

    /// One with a certificate of its own, by which nobody else is certified.
    fn with_tls(tls: MailTls) -> Option<(Self, String)> {
        let script = "import ssl, sys, threading
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
context = ssl.SSLContext(ssl.PROTOCOL_TLS)
context.load_cert_chain(sys.argv[3])
how = dict(ssl_context=context) if sys.argv[4] == 'whole' else dict(
    tls_context=context, require_starttls=True)
Controller(Mailbox(sys.argv[2]), hostname='127.0.0.1', port=int(sys.argv[1]), **how).start()
threading.Event().wait()";
        let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
        let files = tempfile::tempdir().unwrap();
        let chain = files.path().join("chain.pem");
        let (own, key) = (made.cert.pem(), made.signing_key.serialize_pem());
        fs::write(&chain, format!("{key}{own}")).unwrap();
        let how = if tls == MailTls::Whole { "whole" } else { "start" };
        let server = Self::run(|port, mailbox| {
            let chain = chain.to_str().unwrap();
            ["-c", script, &port.to_string(), mailbox, chain, how].map(str::to_owned).to_vec()
        })?;
        Some((server, own))
    }

    fn run(arguments: impl FnOnce(u16, &str) -> Vec<String>) -> Option<Self> {
        let there =
            Command::new(PYTHON).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
        if !there.is_ok_and(|status| status.success()) {
            assert!(
                std::env::var_os("CI").is_none_or(|ci| ci != "true"),
                "python3-aiosmtpd is missing"
            );
            eprintln!("skipped: python3-aiosmtpd is not installed");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let program = Command::new(PYTHON)
            .args(arguments(port, folder.path().join("box").to_str().unwrap()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { program, port, folder };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(20), "the mail server does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(server)
    }

    fn smtp(&self) -> Smtp {
        Smtp {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            tls: MailTls::None,
            authority: None,
            login: None,
            from: "Customs desk <customs@office.example>".to_owned(),
        }
    }

    fn mails(&self) -> Vec<String> {
        let new = fs::read_dir(self.folder.path().join("box/new"));
        let files: Vec<PathBuf> =
            new.into_iter().flatten().map(|file| file.unwrap().path()).collect();
        files.iter().map(|file| decoded(&fs::read(file).unwrap())).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// A mail as its reader sees it.
fn decoded(mail: &[u8]) -> String {
    let read = "import email, email.policy, sys
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
out = '\\n'.join(f'{k}: {v}' for k, v in m.items()) + '\\n\\n' + m.get_content()
sys.stdout.buffer.write(out.encode())";
    let mut program = Command::new(PYTHON)
        .args(["-c", read])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut program.stdin.take().unwrap(), mail).unwrap();
    String::from_utf8(program.wait_with_output().unwrap().stdout).unwrap()
}

#[rstest]
#[case::english("en", "LGGE1: Released", "told by customs.")]
#[case::french("fr", "LGGE1 : Mainlevée donnée", "indiqué par la douane.")]
#[case::dutch("nl", "LGGE1: Vrijgegeven", "gemeld door de douane.")]
#[case::german("de", "LGGE1: Überlassen", "Quelle: der Zoll.")]
#[case::chinese("zh", "LGGE1：已放行", "信息来源：海关。")]
#[tokio::test(flavor = "multi_thread")]
async fn a_release_is_mailed_in_the_readers_language(
    #[case] language: &str,
    #[case] subject: &str,
    #[case] text: &str,
) {
    let Some(mail) = MailServer::start() else { return };
    let smtp = mail.smtp();
    let world = World::with(settings(|front| {
        front.notices.smtp = Some(smtp);
        front.address = Some("https://hub.example/".to_owned());
    }))
    .await;
    let merchant = world.guest(Role::Merchant, "Star & Söhne", &[]);
    let wants = json!({ "channel": "email", "target": "ann@star.example", "stages": ["released"], "language": language });
    read(world.post("/v1/notices", &merchant, &wants).await).await;
    let rows: [&[(&str, &str)]; 1] = [&[("lrn", "LGG-26-1"), ("house_document", "LGGE1")]];
    world.hand_in(&merchant, "a.csv", &manifest(&rows)).await;
    world.says("LGG-26-1", MessageKind::Released);
    until("a mail came", || mail.mails().len() == 1).await;
    let got = &mail.mails()[0];
    let delivery = world.office().deliveries(None, None, 9).unwrap().remove(0);
    for expected in [
        format!("Subject: {subject}"),
        "To: ann@star.example".to_owned(),
        "From: Customs desk <customs@office.example>".to_owned(),
        format!("<{}@office.example>", delivery.id),
        text.to_owned(),
        "LRN: LGG-26-1".to_owned(),
        "https://hub.example/parcels".to_owned(),
        "Star & Söhne".to_owned(),
    ] {
        assert!(got.contains(&expected), "“{expected}” is missing in:\n{got}");
    }
}

/// A merchant wants mails about its parcels, and has one.
async fn a_mail_is_due(world: &World, merchant: &Guest) {
    let wants = json!({ "channel": "email", "target": "ann@star.example" });
    read(world.post("/v1/notices", merchant, &wants).await).await;
    world.hand_in(merchant, "a.csv", &manifest(&[&[("lrn", "LGG-26-1")]])).await;
}

/// The mail, once it was tried in vain.
async fn after_a_try(world: &World) -> office::Delivery {
    let mail = || world.office().deliveries(None, None, 9).unwrap().remove(0);
    until("it was tried", || !mail().failure.is_empty()).await;
    mail()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_mails_wait_and_a_wrong_address_is_refused() {
    let world = World::new().await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    let wrong = json!({ "channel": "email", "target": "ann at star" });
    assert_eq!(world.post("/v1/notices", &merchant, &wrong).await.status(), 400);
    a_mail_is_due(&world, &merchant).await;
    let tried = after_a_try(&world).await;
    assert_eq!(tried.state, office::DeliveryState::Waiting);
}

/// The password is the office's to mend: no message may be given up for it.
#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_does_not_know_the_hub_is_tried_again() {
    let Some(mail) = MailServer::that_knows_nobody() else { return };
    let login = Some(("customs".to_owned(), "mistyped".to_owned()));
    let smtp = Smtp { login, ..mail.smtp() };
    let world = World::with(settings(|front| front.notices.smtp = Some(smtp))).await;
    let merchant = world.guest(Role::Merchant, "Star", &[]);
    a_mail_is_due(&world, &merchant).await;
    let tried = after_a_try(&world).await;
    assert!(tried.failure.contains("535"), "{}", tried.failure);
    assert_eq!(tried.state, office::DeliveryState::Waiting);
}

#[rstest]
#[case::whole(MailTls::Whole)]
#[case::start(MailTls::Start)]
#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_is_believed_by_the_certificate_that_is_given(#[case] tls: MailTls) {
    let Some((mail, own)) = MailServer::with_tls(tls) else { return };
    let other = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap().cert.pem();
    for (pem, taken) in [(None, false), (Some(other), false), (Some(own), true)] {
        let authority = pem.map(|pem| office::Authority::from_pem(pem.as_bytes()).unwrap());
        let smtp = Smtp { tls, authority, ..mail.smtp() };
        let world = World::with(settings(|front| front.notices.smtp = Some(smtp))).await;
        let merchant = world.guest(Role::Merchant, "Star", &[]);
        a_mail_is_due(&world, &merchant).await;
        if taken {
            until("a mail came", || mail.mails().len() == 1).await;
        } else {
            let failure = after_a_try(&world).await.failure;
            assert!(failure.contains("certificate"), "{failure}");
            assert!(mail.mails().is_empty());
        }
    }
}
