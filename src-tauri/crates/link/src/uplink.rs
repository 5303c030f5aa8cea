//! The line as `desk` knows it.

use std::path::Path;
use std::sync::Arc;

use desk::contract::{Failure, KeyPlace as PlaceShown};
use desk::{Join, Line, LineInfo, LineNews, Uplink};
use sync::LinkError;

use crate::enrol::{Enrolment, enrol};
use crate::keys::{KeyChoice, KeyPlace};
use crate::line::{HubLine, resume};
use crate::watch::News;

/// Joins hubs over HTTPS.
#[derive(Clone, Copy, Debug, Default)]
pub struct HttpsUplink {
    keys: KeyChoice,
}

impl HttpsUplink {
    /// Keeps new keys where the environment says, see [`KeyChoice::from_environment`].
    pub fn from_environment() -> Self {
        Self { keys: KeyChoice::from_environment() }
    }

    /// Keeps new keys in files.
    pub fn with_keys_in_files() -> Self {
        Self { keys: KeyChoice::FileOnly }
    }
}

impl Uplink for HttpsUplink {
    fn join(&self, request: &Join) -> Result<Arc<dyn Line>, LinkError> {
        let line = enrol(&Enrolment {
            hub: &request.hub,
            code: &request.code,
            desk_name: &request.desk_name,
            device: request.device,
            folder: &request.folder,
            keys: self.keys,
        })?;
        Ok(Arc::new(line))
    }

    fn resume(&self, folder: &Path) -> Result<Option<Arc<dyn Line>>, LinkError> {
        Ok(resume(folder)?.map(|line| Arc::new(line) as Arc<dyn Line>))
    }
}

impl Line for HubLine {
    fn info(&self) -> LineInfo {
        let joined = self.joined();
        LineInfo {
            url: joined.url,
            office: joined.office,
            role: joined.role,
            desk_name: joined.desk_name,
            device: joined.device,
            since: joined.since,
            key_place: match joined.key_place {
                KeyPlace::Keychain => PlaceShown::Keychain,
                KeyPlace::File => PlaceShown::File,
            },
            warning: warning(joined.key_place),
        }
    }

    fn watch(&self, tell: Box<dyn Fn(LineNews) + Send + Sync>) {
        self.watch_line(move |news| {
            tell(match news {
                News::Up { head, epoch } => LineNews::Up { head, epoch },
                News::Moved { head, epoch } => LineNews::Moved { head, epoch },
                News::Leased => LineNews::Leased,
                News::Down(error) => LineNews::Down(error),
            });
        });
    }
}

/// A key in a file is weaker: whoever can read the user's files can write in the desk's name.
fn warning(place: KeyPlace) -> Option<Failure> {
    (place == KeyPlace::File).then(|| Failure {
        code: "key_in_file".into(),
        message: "This desk's key for the hub is kept in a file, because no keychain answered."
            .into(),
        hint:
            "Only your user account may read it. Set up the system's keychain and enrol again to \
               keep it there."
                .into(),
    })
}
