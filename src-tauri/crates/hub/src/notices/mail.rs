//! Mails: plain text in the reader's language, with who said it and when.

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MessageBuilder};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{
    Certificate, CertificateStore, Tls, TlsParameters, TlsParametersBuilder,
};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use office::{Authority, Due, Notice};
use sync::parcel::ParcelFacts;

use super::webhook::NotSent;
use super::{MailTls, Smtp};
use crate::inquiry::language::Language;
use crate::inquiry::moment;
use crate::inquiry::words::{Words, fill};

/// Stages that one mail spells out; of more it tells how many.
const MOST_TOLD: usize = 100;

/// A line to the mail server.
pub(super) type Line = AsyncSmtpTransport<Tokio1Executor>;

/// A line to the mail server; connections are made as they are needed.
///
/// # Errors
/// The server's name is none that a certificate could have.
pub(super) fn line(smtp: &Smtp) -> Result<Line, lettre::transport::smtp::Error> {
    let tls = match smtp.tls {
        MailTls::None => Tls::None,
        MailTls::Start => Tls::Required(trusted(smtp)?),
        MailTls::Whole => Tls::Wrapper(trusted(smtp)?),
    };
    let mut builder = Line::builder_dangerous(smtp.host.clone())
        .port(smtp.port)
        .tls(tls)
        .timeout(Some(std::time::Duration::from_secs(15)));
    if let Some((name, password)) = &smtp.login {
        builder = builder.credentials(Credentials::new(name.clone(), password.clone()));
    }
    Ok(builder.build())
}

fn trusted(smtp: &Smtp) -> Result<TlsParameters, lettre::transport::smtp::Error> {
    let tls = TlsParameters::builder(smtp.host.clone());
    match &smtp.authority {
        Some(authority) => alone(authority, tls)?.build(),
        None => tls.build(),
    }
}

/// Trusts these and nobody else.
fn alone(
    authority: &Authority,
    tls: TlsParametersBuilder,
) -> Result<TlsParametersBuilder, lettre::transport::smtp::Error> {
    let none = tls.certificate_store(CertificateStore::None);
    authority.certificates().iter().try_fold(none, |tls, certificate| {
        Ok(tls.add_root_certificate(Certificate::from_der(certificate.to_vec())?))
    })
}

/// Whether mails can be sent to an address.
pub(super) fn is_address(text: &str) -> bool {
    text.parse::<lettre::Address>().is_ok()
}

/// Sends one message.
///
/// # Errors
/// The server did not take it.
pub(super) async fn send(
    line: &Line,
    from: &str,
    due: &Due,
    address: Option<&str>,
) -> Result<(), NotSent> {
    let mail = mail(from, due, address).map_err(|error| NotSent::for_good(error.to_string()))?;
    line.send(mail).await.map(drop).map_err(|error| {
        let why = format!("The mail server did not take it: {error}.");
        let for_good = error.is_permanent() && !is_about_the_hub(&error);
        if for_good { NotSent::for_good(why) } else { NotSent::now(why) }
    })
}

/// Whether the server does not know the hub, which says nothing about the mail: with the right
/// password it would be taken. Source: RFC 4954, section 6.
fn is_about_the_hub(error: &lettre::transport::smtp::Error) -> bool {
    let code = error.status().map(|code| code.to_string());
    code.is_some_and(|code| ["530", "534", "535", "538"].contains(&code.as_str()))
}

fn mail(
    from: &str,
    due: &Due,
    address: Option<&str>,
) -> Result<Message, Box<dyn std::error::Error + Send + Sync>> {
    let from: Mailbox = from.parse()?;
    let wants = &due.subscription.wants;
    let language = Language::of_tag(&wants.language).unwrap_or_default();
    // The same id at every attempt, so that mailboxes can tell a copy.
    let id = format!("<{}@{}>", due.id, from.email.domain());
    let (subject, text) = (subject(language, due), text(language, due, address));
    let builder: MessageBuilder = Message::builder().message_id(Some(id)).from(from);
    let mail = builder
        .to(wants.target.parse()?)
        .subject(subject)
        .header(lettre::message::header::MIME_VERSION_1_0)
        .header(ContentType::TEXT_PLAIN);
    Ok(mail.body(text)?)
}

fn subject(language: Language, due: &Due) -> String {
    let words = language.words();
    match &due.notices[..] {
        [one] => fill(words.mail.subject, &[number(&one.facts), words.stage(one.stage)]),
        many => fill(words.mail.digest, &[&many.len().to_string()]),
    }
}

fn text(language: Language, due: &Due, address: Option<&str>) -> String {
    let words = language.words();
    let mut text = String::new();
    for notice in due.notices.iter().take(MOST_TOLD) {
        text.push_str(&paragraph(language, words, notice));
        text.push('\n');
    }
    if let Some(more) = due.notices.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        text.push_str(&format!("{}\n\n", fill(words.mail.more, &[&more.to_string()])));
    }
    if let Some(address) = address {
        text.push_str(&format!(
            "{}\n{}/parcels\n\n",
            words.mail.see,
            address.trim_end_matches('/')
        ));
    }
    text.push_str(&format!("-- \n{}\n", fill(words.mail.why, &[&due.subscription.party_name])));
    text
}

fn paragraph(language: Language, words: &Words, notice: &Notice) -> String {
    let facts = &notice.facts;
    let mut text = format!("{}\n", number(facts));
    if let Some(reached) = facts.stages.iter().find(|it| it.stage == notice.stage) {
        let (stage, at) = (words.stage(notice.stage), moment(language, reached.at));
        let source = words.source(&reached.from);
        text.push_str(&format!("  {}\n", fill(words.mail.reached, &[stage, &at, source])));
    }
    let others = [
        ("LRN", &facts.lrn),
        ("MRN", &facts.mrn),
        (words.result.transport, &facts.transport_document),
    ];
    for (name, value) in others.into_iter().filter(|(_, value)| !value.is_empty()) {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    text
}

/// What the reader knows the parcel by.
fn number(facts: &ParcelFacts) -> &str {
    if facts.parcel.is_empty() { &facts.lrn } else { &facts.parcel }
}
