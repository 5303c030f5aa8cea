//! Whom a desk takes for its hub: who shows a certificate of the authority that it got when it
//! joined, and nobody else. The system's list of authorities does not count.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};
use sync::link::HUB_NAME;

/// Settings for a client that talks to the hub of this authority only.
///
/// # Errors
/// The certificate is none that can be an authority's.
pub(crate) fn only(authority: &CertificateDer<'static>) -> Result<ClientConfig, String> {
    let mut roots = RootCertStore::empty();
    roots.add(authority.clone()).map_err(|error| error.to_string())?;
    let provider = Arc::new(ring::default_provider());
    let by_chain =
        WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
            .build()
            .map_err(|error| error.to_string())?;
    config(Trusted::Only { authority: authority.clone(), by_chain }, provider)
}

/// Settings for the one question that is asked before there is anything to trust: which certificate
/// the hub goes by. The answer is compared with the fingerprint in the code.
pub(crate) fn anyone() -> Result<ClientConfig, String> {
    config(Trusted::Anyone, Arc::new(ring::default_provider()))
}

/// Reads the one certificate in a PEM text.
pub(crate) fn read_pem(pem: &str) -> Result<CertificateDer<'static>, String> {
    CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|error| error.to_string())
}

fn config(trusted: Trusted, provider: Arc<CryptoProvider>) -> Result<ClientConfig, String> {
    let verifier = Arc::new(HubVerifier { trusted, provider: Arc::clone(&provider) });
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// Whose certificate is taken for the hub's.
#[derive(Debug)]
enum Trusted {
    /// That of whoever answers. Nothing secret goes over such a line.
    Anyone,
    /// One that this authority vouches for.
    Only { authority: CertificateDer<'static>, by_chain: Arc<WebPkiServerVerifier> },
}

#[derive(Debug)]
struct HubVerifier {
    trusted: Trusted,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for HubVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Trusted::Only { authority, by_chain } = &self.trusted else {
            return Ok(ServerCertVerified::assertion());
        };
        // A hub with a certificate that it signed itself: it is the very one that was agreed on.
        if end_entity.as_ref() == authority.as_ref() {
            return Ok(ServerCertVerified::assertion());
        }
        let by_name = |name: &ServerName<'_>| {
            by_chain.verify_server_cert(end_entity, intermediates, name, ocsp_response, now)
        };
        match by_name(server_name) {
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => by_name(&ServerName::try_from(HUB_NAME).expect("HUB_NAME is a DNS name")),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
