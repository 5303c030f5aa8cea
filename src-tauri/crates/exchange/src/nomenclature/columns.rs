//! What the header rows of the official files call their columns.

/// Where each column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) code: usize,
    pub(super) description: usize,
    pub(super) suffix: Option<usize>,
    pub(super) language: Option<usize>,
    pub(super) position: Option<usize>,
    pub(super) indent: Option<usize>,
    pub(super) unit: Option<usize>,
    pub(super) from: Option<usize>,
    pub(super) until: Option<usize>,
}

const CODE: &[&str] = &[
    "goodscode",
    "goodsnomenclaturecode",
    "goodsnomenclatureitemid",
    "cncode",
    "cnkey",
    "hscode",
    "code",
    "codedesmarchandises",
    "codemarchandises",
    "warencode",
    "goederencode",
];
const DESCRIPTION: &[&str] =
    &["description", "désignation", "beschreibung", "warenbezeichnung", "omschrijving"];
const SUFFIX: &[&str] = &["suffix", "productlinesuffix", "producline", "productline"];
const LANGUAGE: &[&str] = &["language", "lang", "languagecode"];
const POSITION: &[&str] = &["hierpos", "hierarchicalposition"];
const INDENT: &[&str] = &["indent", "indents", "numberindents"];
const UNIT: &[&str] = &["unitid", "unit", "supplementaryunit", "su"];
const FROM: &[&str] = &["startdate", "validfrom", "validitystartdate"];
const UNTIL: &[&str] = &["enddate", "validuntil", "validto", "validityenddate"];

impl Columns {
    /// Reads a header row; `None` where it names no code or no description.
    pub(super) fn of(header: &[String]) -> Option<Self> {
        let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
        let find = |called: &[&str]| names.iter().position(|name| called.contains(&name.as_str()));
        Some(Self {
            code: find(CODE)?,
            description: find(DESCRIPTION)?,
            suffix: find(SUFFIX),
            language: find(LANGUAGE),
            position: find(POSITION),
            indent: find(INDENT),
            unit: find(UNIT),
            from: find(FROM),
            until: find(UNTIL),
        })
    }

    /// Only TARIC has lines beside its codes, and names what tells them apart.
    pub(super) fn has_suffix(&self) -> bool {
        self.suffix.is_some() || self.position.is_some()
    }
}

/// A name without what people write differently.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
