//! Greenlane's window: a thin shell around the desk. It carries commands, shows native dialogs and
//! the native menu, and knows nothing of customs.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod commands;
mod menu;
mod state;

use tauri::{App, AppHandle, WebviewWindowBuilder};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

use desk::contract::Failure;

/// Reading declarations makes many small values; this allocator hands them out faster.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(menu::Spoken::default())
        .menu(menu::build)
        .on_menu_event(|app, event| menu::carry_out(app, &event))
        .invoke_handler(tauri::generate_handler![
            commands::desk,
            commands::stage_begin,
            commands::stage_append,
            commands::blob,
            commands::save_blob,
            commands::save_text,
            commands::speak,
        ])
        .setup(|app| Ok(start(app)?))
        .build(tauri::generate_context!());
    match app {
        Ok(app) => app.run(|_, _| {}),
        Err(error) => {
            eprintln!("Greenlane cannot open its window: {error}");
            std::process::exit(1);
        }
    }
}

/// Opens the desk and its window; a desk that cannot be opened is told of and ends the program.
fn start(app: &mut App) -> tauri::Result<()> {
    if let Err(failure) = state::open_desk(app) {
        give_up(app.handle(), &failure);
        return Ok(());
    }
    let [window] = app.config().app.windows.as_slice() else {
        unreachable!("tauri.conf.json names one window")
    };
    WebviewWindowBuilder::from_config(app.handle(), window)?.build()?;
    Ok(())
}

fn give_up(app: &AppHandle, failure: &Failure) {
    eprintln!("{} {} [{}]", failure.message, failure.hint, failure.code);
    let handle = app.clone();
    app.dialog()
        .message(format!("{}\n\n{}", failure.message, failure.hint))
        .title("Greenlane cannot start")
        .kind(MessageDialogKind::Error)
        .show(move |_| handle.exit(1));
}
