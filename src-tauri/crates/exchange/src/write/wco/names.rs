//! Namespaces and envelopes, which the body does not keep.
//!
//! Sources: the schemas and sample messages of the British and the Danish customs. What other
//! authorities put around a declaration was not to be found, so theirs have no envelope.

use customs::Element;

/// The WCO data model's declaration.
const DECLARATION: &str = "urn:wco:datamodel:WCO:DEC-DMS:2";
/// Dates and times in it.
const DATES: &str = "urn:wco:datamodel:WCO:Declaration_DS:DMS:2";
/// Declarations in the names of the EUCDM library: temporary storage, exit summary.
const LIBRARY: &str = "urn:WCOLibraryE7TAXUDEUCDM52public";
/// The envelope.
pub(super) const METADATA: &str = "urn:wco:datamodel:WCO:DocumentMetaData-DMS:2";
/// Ours: several declarations in one file, and columns that no element is for.
pub(super) const OURS: &str = "urn:greenlane:exchange:1";

/// Elements whose contents have a namespace of their own.
const INSIDE: &[(&str, &str)] = &[
    ("AdmissionUseProcessingAuthorisation", "urn:wco:datamodel:WCO:WCO_DEC_EDS_AUTHORISATION:1"),
    ("RepaymentRemissionAuthorisation", "urn:wco:datamodel:WCO:WCO_DEC_EDS_AUTHORISATION:1"),
    ("Extensions", "urn:eds:datamodel:EDS:EDS_EXTENSIONS:1"),
    ("EDSMetaData", "urn:wco:datamodel:WCO:WCO_DEC_EDS_METADATA:1"),
];

/// Elements that have a namespace of their own, with all that is in them.
const OWN: &[(&str, &str)] = &[("DateTimeString", DATES), ("ASYCUDA", ""), ("Unmapped", OURS)];

/// The namespace of a whole declaration.
pub(super) fn of_declaration(body: &Element) -> &'static str {
    if body.child("functionalReference").is_some() { LIBRARY } else { DECLARATION }
}

/// The namespace of an element in another one, which has the namespace `around`.
pub(super) fn of_child<'n>(parent: &str, around: &'n str, name: &str) -> &'n str {
    let own = OWN.iter().find(|(known, _)| *known == name);
    let inside = INSIDE.iter().find(|(known, _)| *known == parent);
    match own.or(inside) {
        Some((_, namespace)) if around == DECLARATION => namespace,
        _ => around,
    }
}

/// What an authority wants around a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Envelope {
    country: &'static str,
    agency: &'static str,
    /// The authority's own version of the messages.
    version: &'static str,
}

/// Countries whose customs take the envelope.
const ENVELOPES: &[(&str, Envelope)] = &[("GB", BRITISH), ("XI", BRITISH)];

const BRITISH: Envelope = Envelope { country: "GB", agency: "HMRC", version: "v2.1" };

impl Envelope {
    /// That of a country's customs, where there is one.
    pub(super) fn of(country: Option<&str>) -> Option<Self> {
        let found = ENVELOPES.iter().find(|(known, _)| Some(*known) == country);
        found.map(|(_, envelope)| *envelope)
    }

    /// Its elements in order.
    pub(super) fn elements(self) -> [(&'static str, &'static str); 5] {
        [
            ("WCODataModelVersionCode", "3.6"),
            ("WCOTypeName", "DEC"),
            ("ResponsibleCountryCode", self.country),
            ("ResponsibleAgencyName", self.agency),
            ("AgencyAssignedCustomizationVersionCode", self.version),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("GoodsShipment", DECLARATION, "Importer", DECLARATION)]
    #[case::date("AcceptanceDateTime", DECLARATION, "DateTimeString", DATES)]
    #[case::extension("Extensions", DECLARATION, "Key", "urn:eds:datamodel:EDS:EDS_EXTENSIONS:1")]
    #[case::other_document("Declaration", DECLARATION, "ASYCUDA", "")]
    #[case::inside_other_document("ASYCUDA", "", "Item", "")]
    #[case::library("Declaration", LIBRARY, "DateTimeString", LIBRARY)]
    fn puts_namespaces_back(
        #[case] parent: &str,
        #[case] around: &str,
        #[case] name: &str,
        #[case] expected: &str,
    ) {
        assert_eq!(of_child(parent, around, name), expected);
    }
}
