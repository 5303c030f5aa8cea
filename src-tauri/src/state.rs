//! Where the desk's store is, and how the desk is opened.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use desk::contract::Failure;
use desk::{Desk, Exchange, Settings, SystemSurroundings};
use link::HttpsUplink;
use tauri::{App, Manager};

/// Opens the desk and gives it to the commands.
pub(crate) fn open_desk(app: &App) -> Result<(), Failure> {
    let store = match store_named(std::env::args_os(), std::env::var_os("GREENLANE_STORE"))? {
        Some(folder) => folder,
        None => app.path().app_data_dir().map_err(|error| no_folder(&error))?,
    };
    let settings = Settings {
        fonts: desk::find_fonts(),
        surroundings: Arc::new(SystemSurroundings),
        uplink: Some(Arc::new(HttpsUplink::from_environment())),
        exchange: Exchange::InBackground,
    };
    app.manage(Arc::new(Desk::open(&store, settings)?));
    Ok(())
}

/// The folder that `--store DIR` or else the environment names.
fn store_named(
    arguments: impl IntoIterator<Item = OsString>,
    environment: Option<OsString>,
) -> Result<Option<PathBuf>, Failure> {
    let mut arguments = arguments.into_iter().skip_while(|argument| argument != "--store");
    match (arguments.next(), arguments.next()) {
        (Some(_), Some(folder)) => Ok(Some(folder.into())),
        (Some(_), None) => Err(Failure {
            code: "store_not_named".to_owned(),
            message: "--store is given without a folder.".to_owned(),
            hint: "Write --store FOLDER, or leave it out.".to_owned(),
        }),
        (None, _) => Ok(environment.filter(|folder| !folder.is_empty()).map(PathBuf::from)),
    }
}

fn no_folder(error: &tauri::Error) -> Failure {
    Failure {
        code: "no_data_folder".to_owned(),
        message: format!("This account has no folder for application data: {error}."),
        hint: "Name one with --store FOLDER or in GREENLANE_STORE.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::nothing_said(&["greenlane"], None, Ok(None))]
    #[case::argument(&["greenlane", "--store", "/a"], None, Ok(Some("/a")))]
    #[case::environment(&["greenlane"], Some("/b"), Ok(Some("/b")))]
    #[case::argument_before_environment(&["greenlane", "--store", "/a"], Some("/b"), Ok(Some("/a")))]
    #[case::empty_environment(&["greenlane"], Some(""), Ok(None))]
    #[case::no_folder_after(&["greenlane", "--store"], Some("/b"), Err("store_not_named"))]
    fn store_folder(
        #[case] arguments: &[&str],
        #[case] environment: Option<&str>,
        #[case] expected: Result<Option<&str>, &str>,
    ) {
        let arguments = arguments.iter().map(OsString::from);
        let named = store_named(arguments, environment.map(OsString::from));
        let expected = expected.map(|folder| folder.map(PathBuf::from));
        assert_eq!(named.map_err(|failure| failure.code), expected.map_err(str::to_owned));
    }
}
