//! The files behind a declaration.

use chrono::{DateTime, Utc};
use journal::{AnnotationState, AttachmentPurpose, AttachmentState, Source, State};

use crate::contract::{self, Annotation, Attachment};

/// Attached files, then the files that the declaration and its messages came in.
pub(crate) fn evidence(state: &State) -> Vec<Attachment> {
    let attached = state.attachments.iter().map(|attachment| attached(state, attachment));
    attached.chain(sources(state)).collect()
}

/// Annotations with their numbers, which run over all files of the declaration.
pub(crate) fn numbered(state: &State) -> impl Iterator<Item = (u32, &AnnotationState)> {
    (1..).zip(&state.annotations)
}

fn attached(state: &State, attachment: &AttachmentState) -> Attachment {
    let file = &attachment.attached;
    Attachment {
        hash: file.file.0.clone(),
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size: file.size,
        pixels: file.pixels,
        purpose: match file.purpose {
            AttachmentPurpose::Photo => contract::AttachmentPurpose::Photo,
            AttachmentPurpose::Document => contract::AttachmentPurpose::Document,
        },
        by: attachment.by.clone(),
        at: attachment.at,
        confirmed_at: None,
        here: true,
        annotations: numbered(state)
            .filter(|(_, annotation)| annotation.file == file.file)
            .map(|(number, annotation)| Annotation {
                number,
                annotation: annotation.annotation.clone(),
                by: annotation.by.clone(),
                at: annotation.at,
            })
            .collect(),
    }
}

fn sources(state: &State) -> Vec<Attachment> {
    let messages = state.messages.iter().map(|told| (&told.source, told.received_at));
    let mut found: Vec<Attachment> = Vec::new();
    for (source, at) in std::iter::once((&state.source, state.queued_at)).chain(messages) {
        if found.iter().all(|known| known.hash != source.file.0) {
            found.push(source_file(source, at));
        }
    }
    found
}

/// The file, or the archive that it lies in: that is what was brought in.
fn source_file(source: &Source, at: DateTime<Utc>) -> Attachment {
    let (name, media_type) = match source.name.split_once('/') {
        Some((archive, _)) => (archive, "application/zip"),
        None if source.format.ends_with("csv") => (source.name.as_str(), "text/csv"),
        None => (source.name.as_str(), "application/xml"),
    };
    Attachment {
        hash: source.file.0.clone(),
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        size: 0,
        pixels: None,
        purpose: contract::AttachmentPurpose::Source,
        by: String::new(),
        at,
        confirmed_at: None,
        here: true,
        annotations: Vec::new(),
    }
}
