//! The commands of the page. Each carries a request to the desk, away from the thread that draws.

use std::sync::Arc;

use desk::Desk;
use desk::contract::{Failure, Request};
use serde_json::Value;
use tauri::ipc::{InvokeBody, Request as Message, Response};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;
use uuid::Uuid;

use crate::menu;

type Shared<'a> = State<'a, Arc<Desk>>;

/// Carries out a command of the contract.
#[tauri::command]
pub(crate) async fn desk(request: Value, desk: Shared<'_>) -> Result<Value, Failure> {
    let request = serde_json::from_value::<Request>(request).map_err(|error| not_said(&error))?;
    let desk = Arc::clone(&desk);
    blocking(move || desk.handle(request)).await
}

/// Begins a staged file of `size` bytes; answers its id.
#[tauri::command]
pub(crate) async fn stage_begin(
    name: String,
    size: u64,
    desk: Shared<'_>,
) -> Result<Uuid, Failure> {
    let desk = Arc::clone(&desk);
    blocking(move || desk.stage_begin(&name, size)).await
}

/// Appends the body's bytes to the staged file that the header `staged` names.
#[tauri::command]
pub(crate) async fn stage_append(request: Message<'_>, desk: Shared<'_>) -> Result<(), Failure> {
    let header = request.headers().get("staged").and_then(|value| value.to_str().ok());
    let id = header.unwrap_or_default().parse::<Uuid>().map_err(|error| not_said(&error))?;
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(not_said(&"a chunk is bytes"));
    };
    let (bytes, desk) = (bytes.clone(), Arc::clone(&desk));
    blocking(move || desk.stage_append(id, &bytes)).await
}

/// Bytes by their SHA-256.
#[tauri::command]
pub(crate) async fn blob(hash: String, desk: Shared<'_>) -> Result<Response, Failure> {
    let desk = Arc::clone(&desk);
    let blob = blocking(move || desk.blob(&hash)).await?;
    Ok(Response::new(blob.bytes))
}

/// Asks where to save bytes and saves them; `false` where the broker thought better of it.
#[tauri::command]
pub(crate) async fn save_blob(
    hash: String,
    file_name: String,
    app: AppHandle,
    desk: Shared<'_>,
) -> Result<bool, Failure> {
    let desk = Arc::clone(&desk);
    blocking(move || save(&app, &file_name, &desk.blob(&hash)?.bytes)).await
}

/// Asks where to save a text that the page made, for example a list, and saves it; `false` where the
/// broker thought better of it.
#[tauri::command]
pub(crate) async fn save_text(
    text: String,
    file_name: String,
    app: AppHandle,
) -> Result<bool, Failure> {
    blocking(move || save(&app, &file_name, text.as_bytes())).await
}

/// The page speaks another language from now on, and so does the menu.
#[tauri::command]
pub(crate) async fn speak(language: String, app: AppHandle) -> Result<(), Failure> {
    blocking(move || {
        if let Err(error) = menu::speak(&app, &language) {
            eprintln!("The menu stays in the language that it has: {error}");
        }
        Ok(())
    })
    .await
}

fn save(app: &AppHandle, file_name: &str, bytes: &[u8]) -> Result<bool, Failure> {
    let chosen = app.dialog().file().set_file_name(file_name).blocking_save_file();
    let Some(path) = chosen.and_then(|chosen| chosen.into_path().ok()) else {
        return Ok(false);
    };
    let saved = std::fs::write(&path, bytes);
    saved.map(|()| true).map_err(|error| not_saved(file_name, &error))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    tauri::async_runtime::spawn_blocking(work).await.map_err(|error| Failure {
        code: "command_crashed".to_owned(),
        message: format!("The command broke off: {error}."),
        hint: "This is a fault of Greenlane; what was written before is safe. Try again."
            .to_owned(),
    })?
}

fn not_said(error: &dyn std::fmt::Display) -> Failure {
    Failure {
        code: "bad_request".to_owned(),
        message: format!("The page asked for something that the desk does not know: {error}."),
        hint: "The page and the program are of different versions: install Greenlane again."
            .to_owned(),
    }
}

fn not_saved(file_name: &str, error: &std::io::Error) -> Failure {
    Failure {
        code: "not_saved".to_owned(),
        message: format!("{file_name} could not be saved: {error}."),
        hint: "Choose another folder, or make room on the disk.".to_owned(),
    }
}
