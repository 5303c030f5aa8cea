//! The native menu. Its items tell the page what was chosen (event `menu`, payload the item's key);
//! what then happens is the page's business, the same as for its own keys and buttons.

mod words;

use std::sync::{Mutex, PoisonError};

use tauri::menu::{Menu, MenuBuilder, MenuEvent, MenuItem, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Manager, State, Wry};

use words::Words;

/// An item: the key that the page hears (`menu` in its catalogue of commands), the message by which
/// the page calls the command, and the key to press. Single letters are the page's own: here they
/// would reach into text fields.
type Entry = (&'static str, &'static str, Option<&'static str>);

const FILE: &[Entry] = &[
    ("import", "import", Some("CmdOrCtrl+O")),
    ("export", "export", None),
    ("print", "print", Some("CmdOrCtrl+P")),
    ("sync_now", "syncNow", None),
];
const EDIT: &[Entry] = &[("undo", "undo", None)];
const DECLARATION: &[Entry] = &[
    ("approve", "approve", None),
    ("hold", "hold", None),
    ("inspect", "inspect", None),
    ("refuse", "refuse", None),
    ("amend", "amend", None),
    ("claim", "claim", None),
    ("approve_selected", "approveSelected", None),
    ("check_out", "checkOut", None),
    ("open_inspection", "openInspection", None),
    ("go_to_field", "goToField", None),
];
const VIEW: &[Entry] = &[
    ("queue", "showQueue", None),
    ("parcels", "showParcels", None),
    ("conflicts", "showConflicts", None),
    ("leases", "showLeases", None),
    ("documents", "showDocuments", None),
    ("imports", "showImports", None),
    ("sync", "showSync", None),
    ("reference", "showReference", None),
    ("tariff", "showTariff", None),
    ("rules", "showRules", None),
    ("lenses", "showLenses", None),
    ("search", "search", Some("CmdOrCtrl+F")),
    ("filter", "filter", None),
    ("palette", "palette", Some("CmdOrCtrl+K")),
    ("theme", "theme", None),
    ("language", "language", None),
    ("settings", "showSettings", Some("CmdOrCtrl+Comma")),
];
const HELP: &[Entry] = &[("keys", "keys", None), ("verify", "verify", None)];

/// The menus with the page's commands, by their headings.
const MENUS: [(&str, &[Entry]); 5] =
    [("file", FILE), ("edit", EDIT), ("declaration", DECLARATION), ("view", VIEW), ("help", HELP)];

/// The language that the menu is in.
pub(crate) struct Spoken(Mutex<String>);

impl Default for Spoken {
    fn default() -> Self {
        Self(Mutex::new("en".to_owned()))
    }
}

/// The whole menu, until the page says which language it speaks.
pub(crate) fn build(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    build_in(app, &Words::of("en"))
}

/// Has the menu speak the page's language.
pub(crate) fn speak(app: &AppHandle, language: &str) -> tauri::Result<()> {
    let spoken: State<'_, Spoken> = app.state();
    let mut spoken = spoken.0.lock().unwrap_or_else(PoisonError::into_inner);
    if *spoken != language {
        app.set_menu(build_in(app, &Words::of(language))?)?;
        language.clone_into(&mut spoken);
    }
    Ok(())
}

fn build_in(app: &AppHandle, words: &Words) -> tauri::Result<Menu<Wry>> {
    let mut menu = MenuBuilder::new(app);
    for (heading, entries) in MENUS {
        let part = with_items(app, words, heading, entries)?;
        let part = match heading {
            "file" => quit(app, words, part.separator())?,
            "edit" => edit(app, words, part.separator())?,
            _ => part.build()?,
        };
        menu = menu.item(&part);
    }
    menu.build()
}

/// Carries out a chosen item.
pub(crate) fn carry_out(app: &AppHandle, event: &MenuEvent) {
    let key = event.id().0.as_str();
    #[cfg(target_os = "linux")]
    if key == QUIT {
        return close_window(app);
    }
    #[cfg(target_os = "linux")]
    if let Some((.., command)) = EDITING.iter().find(|(id, ..)| *id == key) {
        return edit_page(app, command);
    }
    // Without a window nobody hears it, and nothing is lost.
    let _ = app.emit("menu", key);
}

type Part<'m> = SubmenuBuilder<'m, Wry, AppHandle>;

fn with_items<'m>(
    app: &'m AppHandle,
    words: &Words,
    heading: &str,
    entries: &[Entry],
) -> tauri::Result<Part<'m>> {
    let mut menu = SubmenuBuilder::new(app, words.own(heading));
    for (key, label, accelerator) in entries {
        let text = words.command(label);
        menu = menu.item(&MenuItem::with_id(app, *key, text, true, *accelerator)?);
    }
    Ok(menu)
}

#[cfg(not(target_os = "linux"))]
fn quit(_: &AppHandle, words: &Words, menu: Part<'_>) -> tauri::Result<Submenu<Wry>> {
    menu.quit_with_text(words.own("quit")).build()
}

#[cfg(not(target_os = "linux"))]
fn edit(_: &AppHandle, words: &Words, menu: Part<'_>) -> tauri::Result<Submenu<Wry>> {
    menu.cut_with_text(words.own("cut"))
        .copy_with_text(words.own("copy"))
        .paste_with_text(words.own("paste"))
        .select_all_with_text(words.own("selectAll"))
        .build()
}

/// On Linux the system has no such item of its own: it closes the window, as its button does.
#[cfg(target_os = "linux")]
const QUIT: &str = "quit";

#[cfg(target_os = "linux")]
fn quit(app: &AppHandle, words: &Words, menu: Part<'_>) -> tauri::Result<Submenu<Wry>> {
    let item = MenuItem::with_id(app, QUIT, words.own(QUIT), true, Some("CmdOrCtrl+Q"))?;
    menu.item(&item).build()
}

#[cfg(target_os = "linux")]
fn close_window(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // Fails only while the window closes anyway.
        let _ = window.close();
    }
}

/// On Linux the system has no such items of its own: they are carried out in the page.
#[cfg(target_os = "linux")]
const EDITING: [(&str, &str, &str); 4] = [
    ("edit-cut", "cut", "Cut"),
    ("edit-copy", "copy", "Copy"),
    ("edit-paste", "paste", "Paste"),
    ("edit-select-all", "selectAll", "SelectAll"),
];

#[cfg(target_os = "linux")]
fn edit(app: &AppHandle, words: &Words, mut menu: Part<'_>) -> tauri::Result<Submenu<Wry>> {
    for (key, label, _) in EDITING {
        menu = menu.item(&MenuItem::with_id(app, key, words.own(label), true, None::<&str>)?);
    }
    menu.build()
}

#[cfg(target_os = "linux")]
fn edit_page(app: &AppHandle, command: &'static str) {
    use webkit2gtk::WebViewExt;
    if let Some(window) = app.get_webview_window("main") {
        // Fails only while the window closes; there is nothing left to edit then.
        let _ = window.with_webview(move |page| page.inner().execute_editing_command(command));
    }
}
