//! How fast it is, measured beside what the same bytes cost elsewhere.

mod catching_up;
mod table;
mod traffic;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::Failed;
use crate::hub::Hub;
use crate::postgres::Server;
use crate::programs::Place;
use table::Row;

const LISTEN: ([u8; 4], u16) = ([127, 0, 0, 1], 7443);

/// What measuring takes.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The folder for the table and the JSON.
    #[arg(long)]
    out: PathBuf,
    /// Declarations at the office.
    #[arg(long, default_value_t = 20_000)]
    declarations: u32,
    /// How often each is measured.
    #[arg(long, default_value_t = 3)]
    times: u32,
}

/// Measures on both databases, and writes `hub.md` and `hub.json`.
///
/// # Errors
/// Where something does not start, or a file cannot be written.
pub(crate) fn run(options: &Options) -> Result<(), Failed> {
    let mut rows = Vec::new();
    crate::trial::in_folder(|folder| {
        let server = Server::start(folder)?;
        let url = server.url();
        for (name, database) in [("PostgreSQL", Some(url.as_str())), ("SQLite", None)] {
            let place = folder.join(name);
            fs::create_dir(&place).map_err(|error| Failed::because(name, error))?;
            let mut hub =
                Hub::start("hub", &place.join("hub"), database, LISTEN.into(), &Place::Here)?;
            rows.extend(catching_up::measure(
                &place,
                &hub,
                name,
                options,
                database.map(|_| &server),
            )?);
            rows.extend(traffic::measure(&place, &hub, name)?);
            hub.end()?;
        }
        Ok(())
    })?;
    write(&options.out, &rows)
}

fn write(folder: &Path, rows: &[Row]) -> Result<(), Failed> {
    let told = |error| Failed::because(folder.display(), error);
    fs::create_dir_all(folder).map_err(told)?;
    let table = table::markdown(rows);
    fs::write(folder.join("hub.md"), &table).map_err(told)?;
    fs::write(folder.join("hub.json"), format!("{:#}\n", table::json(rows))).map_err(told)?;
    println!("{table}");
    Ok(())
}

/// So many in that time, as a rate per second.
fn rate(count: u64, took: Duration) -> u64 {
    let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX).max(1);
    count.saturating_mul(1_000_000) / took
}
