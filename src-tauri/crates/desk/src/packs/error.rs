//! Why rules are not taken.

use std::io;

use customs::PackError;
use customs::pack::{BadRelease, NotTaken};

/// Rules that were not taken. Those in force are as they were.
#[derive(Debug, thiserror::Error)]
pub enum PacksError {
    #[error(transparent)]
    Bad(#[from] BadRelease),
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    #[error(transparent)]
    Unusable(#[from] PackError),
    #[error("Release {sequence} of the rules {layer} is not signed.")]
    Unsigned { layer: String, sequence: u32 },
    #[error(
        "The signature of release {sequence} of the rules {layer} does not hold: it was changed \
         after it was signed."
    )]
    BadSignature { layer: String, sequence: u32 },
    #[error(
        "Release {sequence} of the rules {layer} is signed by somebody whom this desk does not know: {key}."
    )]
    UnknownPublisher { layer: String, sequence: u32, key: String },
    #[error("“{0}” is not a publisher's public key.")]
    NotAKey(String),
    #[error("A publisher needs a name by which people know it.")]
    Nameless,
    #[error("The office's own rules are written at the desk, not taken from a file.")]
    OfficeInAFile,
    #[error("The file {file} is not as it was when it was taken.")]
    Altered { file: String },
    #[error("The rules could not be kept at {place}: {cause}.")]
    NotKept { place: String, cause: io::Error },
    #[error("The rules {0}, by which it was judged, are not at this desk.")]
    UnknownRules(String),
}

impl PacksError {
    /// The machine code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Bad(error) => error.code(),
            Self::NotTaken(error) => error.code(),
            Self::Unusable(error) => error.code(),
            Self::Unsigned { .. } => "rule_pack_unsigned",
            Self::BadSignature { .. } => "rule_pack_bad_signature",
            Self::UnknownPublisher { .. } => "rule_pack_unknown_publisher",
            Self::NotAKey(_) => "publisher_key_unreadable",
            Self::Nameless => "publisher_nameless",
            Self::OfficeInAFile => "rule_pack_of_the_office",
            Self::Altered { .. } => "rule_pack_altered",
            Self::NotKept { .. } => "rule_pack_not_kept",
            Self::UnknownRules(_) => "rules_unknown",
        }
    }

    /// The way out.
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::Bad(_) | Self::Unusable(_) => {
                "Mend the text at the place named, or ask its publisher for another."
            }
            Self::NotTaken(NotTaken::Gap { .. }) => "Take the releases before it first.",
            Self::NotTaken(NotTaken::StepBack { .. }) => {
                "To work with earlier rules, go back to a day instead."
            }
            Self::NotTaken(_) | Self::Unsigned { .. } => "Ask its publisher for another.",
            Self::BadSignature { .. } => {
                "Fetch the file again from its publisher; do not use this one."
            }
            Self::UnknownPublisher { .. } => {
                "Ask the publisher for its key by another way. If it is this one, trust it first."
            }
            Self::NotAKey(_) => "A key has 43 letters, digits, - and _. Copy it again.",
            Self::Nameless => "Give it one.",
            Self::OfficeInAFile => {
                "Write them on the page Rules, or with `greenlane packs office`."
            }
            Self::Altered { .. } => "Take the release again from its publisher's file.",
            Self::NotKept { .. } => "Make room on the disk, or check who may write there.",
            Self::UnknownRules(_) => {
                "Name a day with `--on` to judge it by the rules that are here."
            }
        }
    }
}
