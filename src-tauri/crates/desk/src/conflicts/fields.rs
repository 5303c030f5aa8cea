//! A conflict about data, element by element.

use std::collections::BTreeMap;

use customs::declaration::DataSet;
use customs::dictionary::dictionary;
use customs::language::Language;
use customs::{Element, Path};

use super::sides::Story;
use crate::contract::ConflictField;
use crate::review;

/// Every element in which base, standing and contested are not all the same, in the order of paths.
pub(crate) fn fields(story: &Story<'_>, data_set: &DataSet) -> Vec<ConflictField> {
    let versions = [story.base.as_ref(), Some(&story.standing), story.contested.as_ref()];
    let mut values: BTreeMap<Path, [Option<&str>; 3]> = BTreeMap::new();
    for (side, state) in versions.into_iter().enumerate() {
        for (path, value) in state.map(|state| state.body.values()).unwrap_or_default() {
            values.entry(path).or_default()[side] = Some(value);
        }
    }
    let differs =
        |[base, standing, contested]: &[Option<&str>; 3]| base != standing || standing != contested;
    let told = values.into_iter().filter(|(_, values)| differs(values));
    told.map(|(path, values)| field(&path, values, data_set)).collect()
}

/// The body that counts when the contested side is chosen: its whole version where it brings one,
/// else its values on top of what stands.
pub(crate) fn with_contested(story: &Story<'_>) -> Element {
    let standing = &story.standing.body;
    let Some(contested) = &story.contested else { return standing.clone() };
    match &story.base {
        Some(base) if !story.brings_whole_version() => {
            let mut body = standing.clone();
            for change in journal::FieldChange::between(&base.body, &contested.body) {
                body.set(&change.path, change.to.as_deref());
            }
            body
        }
        _ => contested.body.clone(),
    }
}

fn field(
    path: &Path,
    [base, standing, contested]: [Option<&str>; 3],
    data_set: &DataSet,
) -> ConflictField {
    let text = |value: Option<&str>| value.map(str::to_owned);
    ConflictField {
        path: path.to_string(),
        label: review::label(path, data_set, Language::English),
        data_element: dictionary().of_in(path, data_set).and_then(|known| known.number.clone()),
        base: text(base),
        standing: text(standing),
        contested: text(contested),
        clash: standing != contested && standing != base && contested != base,
    }
}
