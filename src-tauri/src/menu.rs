//! The native menu. Its items tell the page what was chosen (event `menu`, payload the item's key);
//! what then happens is the page's business, the same as for its own keys and buttons.

use tauri::menu::{Menu, MenuBuilder, MenuEvent, MenuItem, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Manager, Wry};

/// An item: the key that the page hears (`menu` in its catalogue of commands), what the menu shows,
/// and the key to press. Single letters are the page's own: here they would reach into text fields.
type Entry = (&'static str, &'static str, Option<&'static str>);

const FILE: [Entry; 2] =
    [("import", "Import…", Some("CmdOrCtrl+O")), ("print", "Print…", Some("CmdOrCtrl+P"))];
const UNDO: Entry = ("undo", "Undo last decision or change", None);
const DECLARATION: [Entry; 7] = [
    ("approve", "Approve", None),
    ("hold", "Hold…", None),
    ("inspect", "Refer for inspection", None),
    ("refuse", "Refuse…", None),
    ("amend", "Amend…", None),
    ("claim", "Claim or give back", None),
    ("open_inspection", "Open inspection", None),
];
const VIEW: [Entry; 8] = [
    ("queue", "Queue", None),
    ("documents", "Documents", None),
    ("imports", "Imports", None),
    ("reference", "Reference data", None),
    ("search", "Search", Some("CmdOrCtrl+F")),
    ("palette", "Commands…", Some("CmdOrCtrl+K")),
    ("theme", "Light or dark", None),
    ("settings", "Settings", Some("CmdOrCtrl+Comma")),
];
const HELP: [Entry; 2] = [("keys", "Keys", None), ("verify", "Verify the journal", None)];

/// The whole menu.
pub(crate) fn build(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    MenuBuilder::new(app)
        .item(
            &with_items(app, SubmenuBuilder::new(app, "File"), &FILE)?
                .separator()
                .quit()
                .build()?,
        )
        .item(&edit(app)?)
        .item(&with_items(app, SubmenuBuilder::new(app, "Declaration"), &DECLARATION)?.build()?)
        .item(&with_items(app, SubmenuBuilder::new(app, "View"), &VIEW)?.build()?)
        .item(&with_items(app, SubmenuBuilder::new(app, "Help"), &HELP)?.build()?)
        .build()
}

/// Carries out a chosen item.
pub(crate) fn carry_out(app: &AppHandle, event: &MenuEvent) {
    let key = event.id().0.as_str();
    #[cfg(target_os = "linux")]
    if let Some((_, _, command)) = EDITING.iter().find(|(id, ..)| *id == key) {
        return edit_page(app, command);
    }
    // Without a window nobody hears it, and nothing is lost.
    let _ = app.emit("menu", key);
}

fn with_items<'m>(
    app: &'m AppHandle,
    mut menu: SubmenuBuilder<'m, Wry, AppHandle>,
    entries: &[Entry],
) -> tauri::Result<SubmenuBuilder<'m, Wry, AppHandle>> {
    for (key, text, accelerator) in entries {
        menu = menu.item(&MenuItem::with_id(app, *key, *text, true, *accelerator)?);
    }
    Ok(menu)
}

#[cfg(not(target_os = "linux"))]
fn edit(app: &AppHandle) -> tauri::Result<Submenu<Wry>> {
    let menu = with_items(app, SubmenuBuilder::new(app, "Edit"), &[UNDO])?;
    menu.separator().cut().copy().paste().select_all().build()
}

/// On Linux the system has no such items of its own: they are carried out in the page.
#[cfg(target_os = "linux")]
const EDITING: [(&str, &str, &str); 4] = [
    ("edit-cut", "Cut", "Cut"),
    ("edit-copy", "Copy", "Copy"),
    ("edit-paste", "Paste", "Paste"),
    ("edit-select-all", "Select all", "SelectAll"),
];

#[cfg(target_os = "linux")]
fn edit(app: &AppHandle) -> tauri::Result<Submenu<Wry>> {
    let menu = with_items(app, SubmenuBuilder::new(app, "Edit"), &[UNDO])?.separator();
    let editing = EDITING.map(|(key, text, _)| (key, text, None));
    with_items(app, menu, &editing)?.build()
}

#[cfg(target_os = "linux")]
fn edit_page(app: &AppHandle, command: &'static str) {
    use webkit2gtk::WebViewExt;
    if let Some(window) = app.get_webview_window("main") {
        // Fails only while the window closes; there is nothing left to edit then.
        let _ = window.with_webview(move |page| page.inner().execute_editing_command(command));
    }
}
