//! What obeyed the authority's schema before obeys it after. Skipped, which is said, where the schemas
//! are not beside the workspace or xmllint is not installed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use exchange::write::Target;

use crate::corpora::{Found, real, sample, shared};
use crate::written;

/// Files of these that obey the schema; `None` where xmllint is not installed.
fn obeying(schema: &Path, files: &[PathBuf]) -> Option<BTreeSet<PathBuf>> {
    let mut command = Command::new("xmllint");
    let output = command.args(["--noout", "--schema"]).arg(schema).args(files).output();
    let Ok(output) = output else {
        eprintln!("skipped: xmllint is not installed");
        return None;
    };
    let told = String::from_utf8_lossy(&output.stderr);
    // Shown only where the test fails.
    told.lines().filter(|line| line.contains("error")).take(5).for_each(|line| eprintln!("{line}"));
    Some(
        told.lines()
            .filter_map(|line| line.strip_suffix(" validates"))
            .map(PathBuf::from)
            .collect(),
    )
}

/// A schema of the envelope and of what is in it.
fn british(folder: &Path, schemas: &Path) -> PathBuf {
    let import = |namespace: &str, file: &str| {
        let place = schemas.join("wco/declaration").join(file);
        format!("<xs:import namespace=\"{namespace}\" schemaLocation=\"{}\"/>", place.display())
    };
    let text = format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">{}{}</xs:schema>",
        import("urn:wco:datamodel:WCO:DocumentMetaData-DMS:2", "DocumentMetaData_2_DMS.xsd"),
        import("urn:wco:datamodel:WCO:DEC-DMS:2", "WCO_DEC_2_DMS.xsd"),
    );
    let path = folder.join("british.xsd");
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn what_was_valid_stays_valid() {
    let (Some(found), Some(schemas)) = (real(), shared("reference/schemas")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let schema = british(folder.path(), &schemas);
    let british: Vec<&Found> = found.iter().filter(|each| each.corpus == "hmrc-dms").collect();
    let before: Vec<PathBuf> = british.iter().map(|each| each.file.clone()).collect();
    let Some(valid) = obeying(&schema, &before) else { return };
    let was_valid = british.iter().filter(|each| valid.contains(&each.file));
    let after: Vec<PathBuf> = was_valid
        .enumerate()
        .map(|(index, each)| {
            let (bytes, ..) = written(Target::Wco, std::slice::from_ref(&each.record.body));
            let path = folder.path().join(format!("{index}.xml"));
            std::fs::write(&path, bytes).unwrap();
            path
        })
        .collect();
    assert!(after.len() > 100, "only {} were valid before", after.len());
    let still = obeying(&schema, &after).unwrap();
    let broken: Vec<&PathBuf> = after.iter().filter(|file| !still.contains(*file)).collect();
    assert!(broken.is_empty(), "{broken:?}");
    println!("{} of {} are valid, before and after", after.len(), before.len());
}

/// The Danish schema of H7 with stand-ins for its types, which are not to be had: they let any value
/// through. What a row may lack may lack here too, so what is checked are names and order of the
/// elements.
fn danish_h7(folder: &Path, schemas: &Path) -> PathBuf {
    let text = std::fs::read_to_string(schemas.join("danish/DMS_H7_V1.9.xsd")).unwrap();
    let required = |line: &&str| !line.contains("minOccurs") && !line.contains("\"Declaration\"");
    let text: Vec<String> = text
        .lines()
        .map(|line| match Some(line).filter(required) {
            Some(line) => line.replace("<xs:element name", "<xs:element minOccurs=\"0\" name"),
            None => line.to_owned(),
        })
        .collect();
    let text = text.join("\n");
    let types = text.split("\"ds:").skip(1).filter_map(|rest| rest.split('"').next());
    let types: BTreeSet<&str> = types.collect();
    let any = |name: &str| {
        format!(
            "<xs:complexType name=\"{name}\" mixed=\"true\"><xs:sequence><xs:any minOccurs=\"0\" \
             maxOccurs=\"unbounded\" processContents=\"skip\"/></xs:sequence>\
             <xs:anyAttribute processContents=\"skip\"/></xs:complexType>"
        )
    };
    let stands_in = format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" \
         targetNamespace=\"urn:wco:datamodel:WCO:Declaration_DS:DMS:2\">{}</xs:schema>",
        types.into_iter().map(any).collect::<String>()
    );
    let (types, own) = (folder.join("DMS_DS"), folder.join("H7"));
    std::fs::create_dir_all(&types).unwrap();
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(types.join("DMS_DS.xsd"), stands_in).unwrap();
    let path = own.join("H7.xsd");
    std::fs::write(&path, text).unwrap();
    path
}

/// The Danish form of H7 is what is lodged: it has no acceptance, and no country of origin. Our rows may
/// have both.
fn lodged(text: &str) -> String {
    ["Origin", "AcceptanceDateTime"].iter().fold(text.to_owned(), |text, name| {
        let (begin, end) = (format!("<{name}>"), format!("</{name}>"));
        let mut parts = text.split(&begin);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |kept, part| kept + part.split_once(&end).unwrap().1)
    })
}

#[test]
fn a_parcel_that_came_in_as_a_row_goes_out_in_the_order_of_h7() {
    let Some(schemas) = shared("reference/schemas") else { return };
    let folder = tempfile::tempdir().unwrap();
    let schema = danish_h7(folder.path(), &schemas);
    let parcels = sample("flights").into_iter().step_by(20).enumerate();
    let files: Vec<PathBuf> = parcels
        .map(|(index, parcel)| {
            let (bytes, ..) = written(Target::Wco, &[parcel.record.body]);
            let path = folder.path().join(format!("{index}.xml"));
            std::fs::write(&path, lodged(&String::from_utf8(bytes).unwrap())).unwrap();
            path
        })
        .collect();
    let Some(obeying) = obeying(&schema, &files) else { return };
    assert!(files.len() > 50);
    assert_eq!(obeying.len(), files.len(), "{:?}", files.iter().find(|f| !obeying.contains(*f)));
}
