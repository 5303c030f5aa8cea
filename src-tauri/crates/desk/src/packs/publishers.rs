//! Whose releases count.

use customs::pack::Release;
use sync::signing::PublicKey;

use super::error::PacksError;
use super::folder::Index;
use crate::contract::Publisher;

/// The key of Greenlane's own releases, which every desk takes.
const GREENLANE: &str = include_str!("../../data/publisher.key");

impl Index {
    /// Those whose releases count.
    pub(super) fn publishers(&self) -> Vec<Publisher> {
        let own = Publisher {
            name: "Greenlane".to_owned(),
            key: GREENLANE.trim().to_owned(),
            trusted_by: None,
        };
        let trusted = self.publishers.iter().map(|publisher| Publisher {
            name: publisher.name.clone(),
            key: publisher.key.clone(),
            trusted_by: Some(publisher.by.clone()),
        });
        [own].into_iter().chain(trusted).collect()
    }

    /// The publisher who signed a release.
    ///
    /// # Errors
    /// Nobody whom this desk trusts signed it, or it was changed after it was signed.
    pub(super) fn publisher_of(&self, release: &Release) -> Result<Publisher, PacksError> {
        let (layer, sequence) = (release.layer().to_owned(), release.sequence());
        let Some((key, signature)) = release.signature() else {
            return Err(PacksError::Unsigned { layer, sequence });
        };
        let Some(publisher) = self.publishers().into_iter().find(|known| known.key == key) else {
            return Err(PacksError::UnknownPublisher { layer, sequence, key: key.to_owned() });
        };
        key_of(key)?
            .verify_text(&release.signed_text(), signature)
            .map_err(|_| PacksError::BadSignature { layer, sequence })?;
        Ok(publisher)
    }
}

/// Reads a public key.
///
/// # Errors
/// It is none.
pub(super) fn key_of(text: &str) -> Result<PublicKey, PacksError> {
    text.parse().map_err(|_| PacksError::NotAKey(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greenlanes_own_key_is_one() {
        assert!(key_of(GREENLANE).is_ok());
    }
}
