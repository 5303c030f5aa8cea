//! What a desk signs, with what, and how the hub checks it.
//!
//! Each request carries the desk's name, the protocol's version and an Ed25519 signature over the
//! request's text. The line is TLS already; the signature says which desk it is, so that no password
//! travels and a revoked desk is shut out whatever it has kept. Asking twice is harmless by itself:
//! entries, leases and parts of files each have their own name or place.

use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use journal::DeviceId;
use sha2::{Digest, Sha256};

/// Header with the desk's name.
pub const DEVICE_HEADER: &str = "Greenlane-Device";
/// Header with the version of the protocol.
pub const PROTOCOL_HEADER: &str = "Greenlane-Protocol";
/// Header with the signature, base64url without padding.
pub const SIGNATURE_HEADER: &str = "Greenlane-Signature";

/// The part of a request that is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedRequest {
    /// In capitals, for example `POST`.
    pub method: String,
    /// Path and query as sent, for example `/v1/push`.
    pub target: String,
    /// SHA-256 of the body as sent, packed where it is packed.
    pub body: [u8; 32],
    /// Who asks.
    pub device: DeviceId,
    /// Version of the protocol.
    pub protocol: u16,
}

/// A desk's secret key. Shows itself to nobody.
#[derive(Clone)]
pub struct SecretKey(SigningKey);

/// A desk's public key. Written as base64url without padding.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey(VerifyingKey);

/// The key or signature is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSignature {
    /// The public key's text is none.
    #[error("That is not a desk's public key.")]
    NotAKey,
    /// The signature's text is none.
    #[error("That is not a signature.")]
    NotASignature,
    /// It was made with another key, or over something else.
    #[error("The signature is not this desk's, or the request was changed on its way.")]
    DoesNotHold,
}

impl BadSignature {
    /// Machine code.
    pub fn code(&self) -> &'static str {
        match self {
            BadSignature::NotAKey => "not_a_key",
            BadSignature::NotASignature => "not_a_signature",
            BadSignature::DoesNotHold => "bad_signature",
        }
    }

    /// The way out.
    pub fn hint(&self) -> &'static str {
        "Try again. If it stays, enrol the desk with a new code."
    }
}

impl SignedRequest {
    /// What is signed of a request with this body.
    pub fn new(method: &str, target: &str, body: &[u8], device: DeviceId, protocol: u16) -> Self {
        Self {
            method: method.to_ascii_uppercase(),
            target: target.to_owned(),
            body: Sha256::digest(body).into(),
            device,
            protocol,
        }
    }

    /// The text over which the signature goes: one line each, so that nothing can move from one
    /// field to the next (neither method nor target can hold a line's end in HTTP).
    pub fn text(&self) -> String {
        format!(
            "greenlane.request\nprotocol {}\ndevice {}\n{} {}\nbody {}\n",
            self.protocol,
            self.device,
            self.method,
            self.target,
            HEXLOWER.encode(&self.body)
        )
    }
}

impl SecretKey {
    /// The key made of 32 random bytes.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(bytes))
    }

    /// The 32 bytes, for the keychain alone.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The key by which the hub knows the desk.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Signs a request; the header's text.
    pub fn sign(&self, request: &SignedRequest) -> String {
        self.sign_text(&request.text())
    }

    /// Signs a text that begins by saying what it is, so that no signature can pass for one of
    /// another purpose.
    pub fn sign_text(&self, text: &str) -> String {
        BASE64URL_NOPAD.encode(&self.0.sign(text.as_bytes()).to_bytes())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

impl PublicKey {
    /// Reads 32 bytes.
    ///
    /// # Errors
    /// They are no point of the curve, or one under which forged signatures hold.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, BadSignature> {
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| BadSignature::NotAKey)?;
        if key.is_weak() { Err(BadSignature::NotAKey) } else { Ok(Self(key)) }
    }

    /// The 32 bytes.
    pub fn to_bytes(self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Whether the header's signature was made by this desk for this request.
    ///
    /// # Errors
    /// It was not.
    pub fn verify(&self, request: &SignedRequest, signature: &str) -> Result<(), BadSignature> {
        self.verify_text(&request.text(), signature)
    }

    /// Whether the signature was made with this key over this text. See [`SecretKey::sign_text`].
    ///
    /// # Errors
    /// It was not.
    pub fn verify_text(&self, text: &str, signature: &str) -> Result<(), BadSignature> {
        let bytes = BASE64URL_NOPAD
            .decode(signature.as_bytes())
            .map_err(|_| BadSignature::NotASignature)?;
        let signature = Signature::from_slice(&bytes).map_err(|_| BadSignature::NotASignature)?;
        self.0.verify_strict(text.as_bytes(), &signature).map_err(|_| BadSignature::DoesNotHold)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(self.0.as_bytes()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

impl FromStr for PublicKey {
    type Err = BadSignature;

    fn from_str(text: &str) -> Result<Self, BadSignature> {
        let bytes =
            BASE64URL_NOPAD.decode(text.trim().as_bytes()).map_err(|_| BadSignature::NotAKey)?;
        Self::from_bytes(&bytes.try_into().map_err(|_| BadSignature::NotAKey)?)
    }
}
