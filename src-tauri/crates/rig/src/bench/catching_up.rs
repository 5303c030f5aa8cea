//! A desk that just joined fetches everything, beside PostgreSQL copying and selecting the same bytes.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::table::Row;
use super::{Options, rate};
use crate::Failed;
use crate::alone::answered;
use crate::desk::import_flight;
use crate::hub::Hub;
use crate::postgres::Server;
use crate::programs::greenlane;
use crate::waiting::until;

/// A hub lets so many desks join each minute.
const TO_JOIN: Duration = Duration::from_secs(60);

/// One desk hands everything in; others fetch it. Beside it, where the hub's database is PostgreSQL:
/// its table of entries copied into an empty one of the same form, and selected from.
pub(super) fn measure(
    folder: &Path,
    hub: &Hub,
    database: &str,
    options: &Options,
    server: Option<&Server>,
) -> Result<Vec<Row>, Failed> {
    import_flight("first", folder, options.declarations)?;
    join(folder, "first", hub)?;
    let sent = timed(|| sync(folder, "first"))?;
    let entries = entries(folder, "first")?;
    let copied = server.map(|server| Copied::prepare(server, folder)).transpose()?;
    let (mut fetched, mut written, mut read) = (Vec::new(), Vec::new(), Vec::new());
    for time in 0..options.times {
        let name = format!("desk-{time}");
        greenlane(&["--store", &store(folder, &name), "sign-in", &name])?;
        join(folder, &name, hub)?;
        fetched.push(rate(entries, timed(|| sync(folder, &name))?));
        if let Some(copied) = &copied {
            written.push(rate(entries, copied.write()?));
            read.push(rate(entries, copied.read()?));
        }
        fs::remove_dir_all(folder.join(&name)).map_err(|error| Failed::because(name, error))?;
    }
    let row = |what: &str, ours: &[u64], beside| Row {
        what: format!("{what}, hub on {database}"),
        unit: "entries",
        ours: ours.to_owned(),
        beside,
    };
    let mut rows = vec![row("a desk sends all it has", &[rate(entries, sent)], None)];
    if copied.is_none() {
        rows.push(row("first sync of a new desk", &fetched, None));
        return Ok(rows);
    }
    let what = "first sync of a new desk";
    rows.push(row(what, &fetched, Some(("COPY of the same rows into an empty table", written))));
    rows.push(row(what, &fetched, Some(("SELECT of the same rows", read))));
    Ok(rows)
}

/// The hub's entries as PostgreSQL itself writes them out.
struct Copied<'a> {
    server: &'a Server,
    file: String,
}

impl<'a> Copied<'a> {
    fn prepare(server: &'a Server, folder: &Path) -> Result<Self, Failed> {
        let file = folder.join("entries.copy").display().to_string();
        server.sql(&format!("\\copy entry TO '{file}'"))?;
        Ok(Self { server, file })
    }

    /// Into a table with the same indexes, which is dropped again.
    fn write(&self) -> Result<Duration, Failed> {
        self.server.sql("CREATE TABLE entry_copied (LIKE entry INCLUDING ALL)")?;
        let took = timed(|| self.server.sql(&format!("\\copy entry_copied FROM '{}'", self.file)));
        self.server.sql("DROP TABLE entry_copied")?;
        took
    }

    /// Every byte of every row, to our side of the connection.
    fn read(&self) -> Result<Duration, Failed> {
        let url = self.server.url();
        let select =
            "COPY (SELECT * FROM entry ORDER BY office, sequence) TO STDOUT (FORMAT binary)";
        timed(|| answered("sh", &["-c", "psql \"$0\" -Xqc \"$1\" >/dev/null", &url, select]))
    }
}

fn join(folder: &Path, name: &str, hub: &Hub) -> Result<(), Failed> {
    until(TO_JOIN, "a place at the hub", || {
        let code = hub.invite("broker")?;
        let store = store(folder, name);
        greenlane(&[
            "--store",
            &store,
            "enrol",
            "--hub",
            &hub.url(),
            "--code",
            &code,
            "--name",
            name,
        ])
    })
    .map(|_| ())
}

fn sync(folder: &Path, name: &str) -> Result<(), Failed> {
    greenlane(&["--store", &store(folder, name), "sync"]).map(|_| ())
}

/// How many entries the hub has, as this desk knows after a sync.
fn entries(folder: &Path, name: &str) -> Result<u64, Failed> {
    let answer = greenlane(&["--store", &store(folder, name), "--json", "sync"])?;
    let told = |error| Failed::because("sync", error);
    let answer: Value = serde_json::from_str(&answer).map_err(told)?;
    let head =
        [&answer["hub_head"], &answer["status"]["hub_head"]].into_iter().find_map(Value::as_u64);
    head.ok_or_else(|| Failed::because("sync does not say the hub's head", answer))
}

fn store(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

fn timed<T>(act: impl FnOnce() -> Result<T, Failed>) -> Result<Duration, Failed> {
    let begin = Instant::now();
    act()?;
    Ok(begin.elapsed())
}
