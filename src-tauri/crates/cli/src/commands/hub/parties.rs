//! Companies that ask where their parcels are: codes for them, the list, shutting one out.

use desk::contract::Failure;
use office::{CODE_HOURS, Claim, NewParty, Office, Party, PartyInvited, UnusableClaim};
use serde_json::json;
use sync::Role;
use uuid::Uuid;

use super::{failure, make_folder, of_office, open, who};
use crate::arguments::{Claims, Invite, Parties, PartiesAction, Place};
use crate::console::{Console, Outcome};

/// A one-time code for a company, on a line of its own, and where to go with it.
pub(super) fn invite(console: &Console, request: &Invite, role: Role) -> Result<Outcome, Failure> {
    if request.name.trim().is_empty() {
        return Err(failure(
            "party_without_name",
            &"It is not said which company is invited.",
            "Name it with --name; the company sees the name on its page.",
        ));
    }
    let claims =
        claims(&request.claims).map_err(|error| failure(error.code(), &error, error.hint()))?;
    make_folder(&request.place.data)?;
    let new = NewParty { name: request.name.clone(), role, claims };
    let hours = request.hours.unwrap_or(CODE_HOURS);
    let invited = open(&request.place)?
        .invite_party(&new, hours, &who())
        .map_err(|error| of_office(&error))?;
    let page = request.address.as_ref().map(|at| format!("{}/parcels", at.trim_end_matches('/')));
    let warnings: Vec<String> = new.claims.iter().filter_map(Claim::doubt).collect();
    let answer = json!({
        "code": invited.code, "role": role, "name": invited.party.name,
        "expires_at": invited.expires_at, "party": invited.party.id, "new": invited.is_new,
        "claims": invited.party.claims, "page": page, "warnings": warnings,
    });
    console.answer(&answer, |_| told(&invited, page.as_deref(), &warnings));
    Ok(Outcome::Done)
}

fn claims(said: &Claims) -> Result<Vec<Claim>, UnusableClaim> {
    type Read = fn(&str) -> Result<Claim, UnusableClaim>;
    let kinds: [(&[String], Read); 4] = [
        (&said.ioss, Claim::ioss),
        (&said.eori, Claim::eori),
        (&said.places, Claim::place),
        (&said.awb_prefix, Claim::awb_prefix),
    ];
    kinds.iter().flat_map(|(all, read)| all.iter().map(move |text| read(text))).collect()
}

fn told(invited: &PartyInvited, page: Option<&str>, warnings: &[String]) -> String {
    let PartyInvited { party, code, expires_at, is_new } = invited;
    let page = page.unwrap_or("/parcels of this hub");
    let known = if *is_new { "" } else { " It is served already and stays the same." };
    let until = expires_at.format("%Y-%m-%d %H:%M UTC");
    let mut text =
        format!("{code}\n{} signs in with it at {page} until {until}.{known}\n", party.name);
    if claimed(party).is_empty() {
        text.push_str(match party.role {
            Role::Merchant => "It sees what it hands in itself; --ioss and --eori say what else.\n",
            _ => "It sees nothing yet: say what is its own with --place, --awb-prefix or --eori.\n",
        });
    }
    text + &warnings.join("\n")
}

pub(super) fn parties(console: &Console, request: &Parties) -> Result<Outcome, Failure> {
    match &request.action {
        None => list(console, &request.place),
        Some(PartiesAction::Revoke { party, place }) => revoke(console, place, party),
        Some(PartiesAction::Disclaim { party, claim, place }) => {
            disclaim(console, place, party, claim)
        }
    }
}

fn list(console: &Console, place: &Place) -> Result<Outcome, Failure> {
    let parties = open(place)?.parties().map_err(|error| of_office(&error))?;
    console.answer(&json!({ "parties": parties }), |_| {
        let lines = parties.iter().map(|party| {
            let revoked = party.revoked_at.map(|at| format!(" · revoked {at}"));
            format!(
                "{}  {:11?}  {}  {}{}\n",
                party.id,
                party.role,
                party.name,
                claimed(party).join(" "),
                revoked.unwrap_or_default()
            )
        });
        lines.collect()
    });
    Ok(Outcome::Done)
}

/// What is theirs beside what they handed in, which is everybody's own.
fn claimed(party: &Party) -> Vec<String> {
    let said = |claim: &&Claim| !matches!(claim, Claim::Sender(_));
    party.claims.iter().filter(said).map(Claim::to_string).collect()
}

fn revoke(console: &Console, place: &Place, party: &str) -> Result<Outcome, Failure> {
    let office = open(place)?;
    let party = named(&office, party)?;
    office.revoke_party(party.id, &who()).map_err(|error| of_office(&error))?;
    console.answer(&json!({ "revoked": party.id, "name": party.name }), |_| {
        format!("{} is shut out.", party.name)
    });
    Ok(Outcome::Done)
}

fn disclaim(
    console: &Console,
    place: &Place,
    party: &str,
    claim: &str,
) -> Result<Outcome, Failure> {
    let claim: Claim = claim
        .parse()
        .map_err(|error: UnusableClaim| failure(error.code(), &error, error.hint()))?;
    let office = open(place)?;
    let party = named(&office, party)?;
    office.disclaim(party.id, &claim, &who()).map_err(|error| of_office(&error))?;
    console.answer(&json!({ "party": party.id, "disclaimed": claim }), |_| {
        format!("{} sees nothing by {claim} any more.", party.name)
    });
    Ok(Outcome::Done)
}

/// The company of that id, or the only one of that name that is not shut out.
pub(super) fn named(office: &Office, text: &str) -> Result<Party, Failure> {
    let id = text.parse::<Uuid>().ok();
    let name = text.trim().to_lowercase();
    let mut found = office.parties().map_err(|error| of_office(&error))?;
    found.retain(|party| match id {
        Some(id) => party.id == id,
        None => party.revoked_at.is_none() && party.name.to_lowercase() == name,
    });
    match (found.pop(), found.is_empty()) {
        (Some(party), true) => Ok(party),
        (Some(_), false) => Err(failure(
            "party_ambiguous",
            &format!("Several companies are called “{text}”."),
            "Name the one by its id; `greenlane hub parties` lists them.",
        )),
        (None, _) => Err(failure(
            "party_unknown",
            &format!("No company that is served is called “{text}”."),
            "`greenlane hub parties` lists them with their ids.",
        )),
    }
}
