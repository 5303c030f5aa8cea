//! Values must be written in the format of their data element.

use serde::Deserialize;

use crate::dictionary::{Format, dictionary};
use crate::element::{Element, Path};
use crate::rule::{Case, Hit};

/// Every value in the body whose data element the dictionary knows is written in that element's
/// format: not too long, digits where digits belong.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenAs {}

impl WrittenAs {
    pub(super) fn run(&self, case: &Case) -> Vec<Hit> {
        let mut shape = String::new();
        if all_fit(case.body, &mut shape) {
            return Vec::new();
        }
        let misfit = |path: &Path, value: &str| {
            dictionary().of(path)?.format.filter(|format| !format.fits(value))
        };
        let values = case.body.values().into_iter();
        values
            .filter_map(|(path, value)| Some((misfit(&path, value)?, path, value)))
            .map(|(format, path, value)| hit(case, format, path, value))
            .collect()
    }
}

/// Looks without putting paths together, for nearly every value fits.
fn all_fit(element: &Element, shape: &mut String) -> bool {
    let here = shape.len();
    let value = element.value.as_deref().is_none_or(|value| fits(shape, value));
    let attributes = value
        && element.attributes.iter().all(|(name, value)| {
            shape.push('@');
            shape.push_str(name);
            let fits = fits(shape, value);
            shape.truncate(here);
            fits
        });
    attributes
        && element.children.iter().all(|child| {
            if here > 0 {
                shape.push('/');
            }
            shape.push_str(&child.name);
            let fits = all_fit(child, shape);
            shape.truncate(here);
            fits
        })
}

fn fits(shape: &str, value: &str) -> bool {
    let format = dictionary().at_shape(shape).and_then(|element| element.format);
    format.is_none_or(|format| format.fits(value))
}

fn hit(case: &Case, format: Format, path: Path, value: &str) -> Hit {
    let item = case.item_at(&path).map(|item| item.number);
    let facts = vec![("value", value.to_owned()), ("format", format.to_string())];
    Hit { path: Some(path), item, facts }
}
