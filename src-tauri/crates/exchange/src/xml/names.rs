//! Element names without their prefixes, also where a careless tool has glued the prefix on.

/// Names under which records and the envelope around them are known.
const KNOWN: [&str; 3] = ["MetaData", "Declaration", "Response"];

/// Removes prefixes; learns glued ones from the names of the envelope and the records.
///
/// Real files hold `_2MetaData` beside `_2WCOTypeName`, and `mdMetaData` where the colon of
/// `md:MetaData` got lost.
#[derive(Debug, Default)]
pub(super) struct Prefixes {
    glued: Option<String>,
}

impl Prefixes {
    /// The WCO name.
    pub(super) fn local<'a>(&mut self, raw: &'a str) -> &'a str {
        let name = without_number(raw.rsplit(':').next().unwrap_or(raw));
        if self.glued.is_none() {
            self.glued = glued_prefix(name).map(str::to_owned);
        }
        let rest = self.glued.as_deref().and_then(|glued| name.strip_prefix(glued));
        match rest {
            Some(rest) if rest.starts_with(|c: char| c.is_ascii_uppercase()) => rest,
            _ => name,
        }
    }
}

/// `_2MetaData` without `_2`. No WCO name begins with an underscore.
fn without_number(name: &str) -> &str {
    let Some(rest) = name.strip_prefix('_') else { return name };
    let bare = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if bare.is_empty() || bare.len() == rest.len() { name } else { bare }
}

fn glued_prefix(name: &str) -> Option<&str> {
    let prefix = KNOWN.iter().find_map(|known| name.strip_suffix(known))?;
    let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    ((1..=4).contains(&prefix.len()) && prefix.chars().all(small)).then_some(prefix)
}

/// The element is a record of its own.
pub(super) fn is_record(name: &str) -> bool {
    name == "Declaration"
        || name == "Response"
        || name == crate::sad::ROOT
        || crate::ncts::reads(name)
}

/// The attribute declares a namespace or belongs to XML Schema, so it says nothing about the goods.
/// Also in the glued form `xmlnsds`, `xsischemaLocation`.
pub(super) fn is_plumbing(attribute: &str) -> bool {
    const SCHEMA: [&str; 4] = ["schemaLocation", "noNamespaceSchemaLocation", "type", "nil"];
    let of_schema = |rest: &str| SCHEMA.contains(&rest.trim_start_matches(':'));
    attribute.starts_with("xmlns") || attribute.strip_prefix("xsi").is_some_and(of_schema)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::bare(&["Declaration"], "Declaration")]
    #[case::prefixed(&["ns2:Declaration"], "Declaration")]
    #[case::numbered(&["_2MetaData"], "MetaData")]
    #[case::glued(&["mdMetaData"], "MetaData")]
    #[case::glued_below(&["mdMetaData", "mdWCOTypeName"], "WCOTypeName")]
    #[case::not_glued(&["mdMetaData", "Declaration"], "Declaration")]
    #[case::lower_case_name(&["mdMetaData", "rate"], "rate")]
    #[case::lower_case_like_the_prefix(&["mdMetaData", "mdrate"], "mdrate")]
    #[case::longer_word(&["DeclarationVersionResponse"], "DeclarationVersionResponse")]
    #[case::underscore_only(&["_"], "_")]
    fn takes_prefixes_off(#[case] names: &[&str], #[case] expected: &str) {
        let mut prefixes = Prefixes::default();
        let last = names.iter().map(|name| prefixes.local(name)).last();
        assert_eq!(last, Some(expected));
    }

    #[rstest]
    #[case("xmlns", true)]
    #[case("xmlns:ns2", true)]
    #[case("xmlnsds", true)]
    #[case("xsi:schemaLocation", true)]
    #[case("xsischemaLocation", true)]
    #[case("currencyID", false)]
    #[case("formatCode", false)]
    fn knows_plumbing(#[case] attribute: &str, #[case] expected: bool) {
        assert_eq!(is_plumbing(attribute), expected);
    }
}
