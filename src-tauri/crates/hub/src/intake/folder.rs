//! A watched folder: files are taken in once they are complete, and put away with their report.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::json;

use super::{From, Manifest, take};
use crate::inquiry::Front;

/// How often the folder is looked at.
const PACE: Duration = Duration::from_secs(1);

/// Endings of files that somebody is still writing.
const UNFINISHED: [&str; 4] = ["part", "tmp", "crdownload", "filepart"];

/// The largest file that is taken.
const LARGEST: u64 = 512 << 20;

/// A file's size and time: the same at two looks, it is complete.
type Seen = (u64, Option<SystemTime>);

/// Takes in what is put into the folder, for as long as the hub runs.
pub(crate) async fn watch(front: &Front) {
    let Some(folder) = front.settings.intake.clone() else { return std::future::pending().await };
    let mut seen: HashMap<PathBuf, Seen> = HashMap::new();
    loop {
        match complete(&folder, &mut seen) {
            Ok(files) => {
                for file in files {
                    if let Err(error) = one(front, &folder, &file).await {
                        // It stays where it is and is tried again.
                        tracing::warn!(file = %file.display(), %error, "a manifest stays in the folder");
                        seen.remove(&file);
                    }
                }
            }
            Err(error) => tracing::warn!(folder = %folder.display(), %error, "the intake folder"),
        }
        tokio::time::sleep(PACE).await;
    }
}

/// Files that have not changed since the last look, by name.
fn complete(folder: &Path, seen: &mut HashMap<PathBuf, Seen>) -> io::Result<Vec<PathBuf>> {
    let (mut now, mut files) = (HashMap::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let (entry, path) = entry.map(|entry| (entry.metadata(), entry.path()))?;
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let Ok(metadata) = entry else { continue };
        if !metadata.is_file() || name.starts_with('.') || UNFINISHED.contains(&ending) {
            continue;
        }
        let state = (metadata.len(), metadata.modified().ok());
        if seen.get(&path) == Some(&state) {
            files.push(path.clone());
        }
        now.insert(path, state);
    }
    *seen = now;
    files.sort();
    Ok(files)
}

async fn one(front: &Front, folder: &Path, path: &Path) -> Result<(), String> {
    let size = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > LARGEST {
        let report = json!({ "code": "too_large", "message": "The file is too large.",
            "hint": "Split it." });
        return put_away(folder, path, "refused", &report).map_err(|error| error.to_string());
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let today = front.hub.surroundings.now().date_naive();
    let file = path.to_owned();
    let report = front
        .hub
        .ask(move |office| {
            let unreadable =
                |error: io::Error| office::OfficeError::File { what: error.to_string() };
            let bytes = fs::read(&file).map_err(unreadable)?;
            let from = From::Office { name: "Intake folder" };
            take(office, &Manifest { name: &name, bytes: &bytes, from }, today)
        })
        .await
        .map_err(|refused| refused.message.into_owned())?;
    front.hub.head.moved();
    front.catch_up().await.map_err(|refused| refused.message.into_owned())?;
    // A file of which nothing came in is refused as a whole; otherwise its report names what was.
    let came_in = report.declarations + report.messages > 0;
    let place = if came_in || report.refused.is_empty() { "done" } else { "refused" };
    tracing::info!(file = %report.file, declarations = report.declarations,
        refused = report.refused_in_all(), place, "a manifest was taken from the folder");
    put_away(folder, path, place, &json!(report)).map_err(|error| error.to_string())
}

/// Moves a file beside its report. The report is written first: a file that is put away has one.
fn put_away(folder: &Path, path: &Path, place: &str, report: &serde_json::Value) -> io::Result<()> {
    let target = folder.join(place);
    fs::create_dir_all(&target)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let free = |name: &String| !target.join(name).exists();
    let numbered = (2..).map(|number| format!("{number}-{name}"));
    let name = std::iter::once(name.clone()).chain(numbered).find(free).unwrap_or(name);
    let text = serde_json::to_string_pretty(report).expect("reports have string keys");
    fs::write(target.join(format!("{name}.report.json")), text)?;
    fs::rename(path, target.join(name))
}
