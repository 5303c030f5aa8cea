//! The app's job without a window: look at the queue, decide, print.

use std::path::Path;

use crate::Failed;

pub(super) fn work(_root: &Path, _desk: &Path) -> Result<(), Failed> {
    Ok(())
}
