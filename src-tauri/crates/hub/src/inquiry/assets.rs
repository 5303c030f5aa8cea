//! Style, script and icon, under addresses that change with their content.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// A file that pages refer to.
pub(crate) struct Asset {
    name: &'static str,
    media_type: &'static str,
    content: &'static str,
    version: LazyLock<String>,
}

macro_rules! asset {
    ($name:literal, $media_type:literal $(, $before:literal)?) => {{
        const CONTENT: &str =
            concat!($(include_str!($before),)? include_str!(concat!("assets/", $name)));
        Asset {
            name: $name,
            media_type: $media_type,
            content: CONTENT,
            version: LazyLock::new(|| version(CONTENT)),
        }
    }};
}

/// Colours and the like are those of the desk; the page sets some of them anew.
pub(crate) static STYLE: Asset =
    asset!("style.css", "text/css; charset=utf-8", "../../../../../ui/src/design/tokens.css");
pub(crate) static SCRIPT: Asset = asset!("live.js", "text/javascript; charset=utf-8");
pub(crate) static ICON: Asset = asset!("icon.svg", "image/svg+xml");

impl Asset {
    /// Where it is found.
    pub(crate) fn path(&self) -> String {
        format!("/parcels/assets/{}/{}", *self.version, self.name)
    }
}

/// Answers one file. Under its address the content never changes, so browsers may keep it.
pub(crate) async fn serve(Path((version, name)): Path<(String, String)>) -> Response {
    let found = [&STYLE, &SCRIPT, &ICON].into_iter().find(|asset| asset.name == name);
    let Some(asset) = found else { return StatusCode::NOT_FOUND.into_response() };
    // An older page may ask during an upgrade: it gets today's file, but may not keep it.
    let keep =
        if version == *asset.version { "public, max-age=31536000, immutable" } else { "no-store" };
    let headers = [(header::CONTENT_TYPE, asset.media_type), (header::CACHE_CONTROL, keep)];
    (headers, asset.content).into_response()
}

fn version(content: &str) -> String {
    let hash = Sha256::digest(content);
    hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
