//! What payloads have in common, so that a short one packs as well as a long one: a declaration is
//! mostly the names of its elements.
//!
//! The dictionary was made of our own samples by `examples/dictionary.rs`. It is never changed, for
//! stores are packed with it.

use std::sync::LazyLock;

use zstd::dict::{DecoderDictionary, EncoderDictionary};

use super::LEVEL;

const FIRST: &[u8] = include_bytes!("../../data/dictionary_1.zdict");

pub(super) static TO_PACK: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(FIRST, LEVEL));

pub(super) static TO_UNPACK: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(FIRST));

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::payload::{pack, pack_part};

    #[test]
    fn stays_as_it_is_because_stores_are_packed_with_it() {
        let hash = Sha256::digest(FIRST);
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, "434172005f2d329c2c583023cd439870a8389a944d5da452843eebe25db1e08f");
    }

    #[test]
    fn a_declaration_packs_to_less_than_half_of_what_it_does_alone() {
        let parcel = br#"{"body":["Declaration",[["FunctionCode","9"],["ProcedureCategory","H7"],
            ["FunctionalReferenceID","ABC-1"],["TypeCode","IMA"],["GoodsShipment",[["Consignment",
            [["TransportContractDocument",[["SequenceNumeric","1"],["ID","LG77"],["Type","N703"]]]]],
            ["Importer",[["Name","A. Peeters"],["Address",[["CityName","Luik"],["CountryCode","BE"],
            ["Line","Quai 1"],["PostcodeID","4000"]]]]]]]]]}"#;
        let (with, without) = (pack(parcel).bytes.len(), pack_part(parcel).bytes.len());
        assert!(with * 2 < without, "{with} bytes in place of {without}");
    }
}
