//! Other rules, another verdict.

use customs::{Element, Verdict};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The declaration was judged anew because the rules are others. The verdict counts as long as the
/// data are those that it is about: not where another desk had changed them, nor where a change that
/// came before it is taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// What the rules say now.
    pub verdict: Verdict,
    /// SHA-256 of the data as JSON, in lower-case hexadecimal.
    data: String,
}

impl Judged {
    /// A verdict on these data.
    pub fn new(body: &Element, verdict: Verdict) -> Self {
        Self { verdict, data: hash_of(body) }
    }

    /// Whether the verdict is about these data.
    pub fn is_about(&self, body: &Element) -> bool {
        self.data == hash_of(body)
    }
}

fn hash_of(body: &Element) -> String {
    let text = serde_json::to_vec(body).expect("elements serialise without failing");
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
