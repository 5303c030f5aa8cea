//! W3C Web Annotations on photos: what Greenlane asks of them, and what it reads out of them.

use serde_json::Value;

use crate::error::DeskError;

/// A region in pixels of the upright picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    /// `xywh=pixel:` of a `FragmentSelector`.
    Rectangle { x: i32, y: i32, width: i32, height: i32 },
    /// The corners of the `polygon` in an `SvgSelector`.
    Polygon(Vec<(i32, i32)>),
}

/// Checks an annotation before it is kept.
///
/// # Errors
/// It has no id, is not an annotation, or its selector is none that can be drawn and printed.
pub(crate) fn check(annotation: &Value) -> Result<(), DeskError> {
    let bad = |why: &str| Err(DeskError::BadAnnotation(why.to_owned()));
    if annotation.get("id").and_then(Value::as_str).is_none_or(str::is_empty) {
        return bad("it has no id");
    }
    if annotation.get("type").and_then(Value::as_str) != Some("Annotation") {
        return bad("its type is not “Annotation”");
    }
    if selector(annotation).is_some() && region(annotation).is_none() {
        return bad("its selector is neither a rectangle in pixels nor an SVG polygon");
    }
    Ok(())
}

/// The region that an annotation marks; `None` for a note on the whole photo.
pub(crate) fn region(annotation: &Value) -> Option<Region> {
    let selector = selector(annotation)?;
    let value = selector.get("value")?.as_str()?;
    match selector.get("type")?.as_str()? {
        "FragmentSelector" => rectangle(value),
        "SvgSelector" => polygon(value),
        _ => None,
    }
}

/// What the annotation says.
pub(crate) fn note(annotation: &Value) -> Option<String> {
    body(annotation, "commenting")
}

/// Path of the data element that it is about.
pub(crate) fn field(annotation: &Value) -> Option<String> {
    body(annotation, "tagging")
}

fn selector(annotation: &Value) -> Option<&Value> {
    let target = annotation.get("target")?;
    match target.get("selector")? {
        Value::Array(several) => several.first(),
        one => Some(one),
    }
}

fn body(annotation: &Value, purpose: &str) -> Option<String> {
    let bodies = match annotation.get("body")? {
        Value::Array(bodies) => bodies.as_slice(),
        one => std::slice::from_ref(one),
    };
    bodies
        .iter()
        .find(|body| body.get("purpose").and_then(Value::as_str) == Some(purpose))
        .and_then(|body| body.get("value")?.as_str())
        .map(str::to_owned)
        .filter(|text| !text.is_empty())
}

fn rectangle(value: &str) -> Option<Region> {
    let numbers = value.strip_prefix("xywh=").map(|v| v.strip_prefix("pixel:").unwrap_or(v))?;
    let parts: Vec<i32> = numbers.split(',').map(pixel).collect::<Option<_>>()?;
    match parts[..] {
        [x, y, width, height] if width > 0 && height > 0 => {
            Some(Region::Rectangle { x, y, width, height })
        }
        _ => None,
    }
}

fn polygon(svg: &str) -> Option<Region> {
    let (_, after) = svg.split_once("points=")?;
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let points = after[1..].split(quote).next()?;
    let numbers: Vec<i32> = points
        .split([' ', ','])
        .filter(|text| !text.is_empty())
        .map(pixel)
        .collect::<Option<_>>()?;
    let corners: Vec<(i32, i32)> = numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    (corners.len() >= 3 && numbers.len().is_multiple_of(2)).then_some(Region::Polygon(corners))
}

/// A coordinate cut to whole pixels; viewers write fractions of one.
fn pixel(text: &str) -> Option<i32> {
    let whole = text.trim().split('.').next()?;
    if whole.is_empty() || whole == "-" { Some(0) } else { whole.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::json;

    fn on(selector: &Value) -> Value {
        json!({"id": "urn:uuid:1", "type": "Annotation", "target": {"source": "urn:sha256:00", "selector": selector}})
    }

    #[rstest]
    #[case::rectangle("FragmentSelector", "xywh=pixel:10.7,20,30.2,40", Some(Region::Rectangle { x: 10, y: 20, width: 30, height: 40 }))]
    #[case::without_unit("FragmentSelector", "xywh=1,2,3,4", Some(Region::Rectangle { x: 1, y: 2, width: 3, height: 4 }))]
    #[case::flat("FragmentSelector", "xywh=pixel:1,2,0,4", None)]
    #[case::polygon("SvgSelector", "<svg><polygon points=\"1,2 3.5,4 5,6\"></polygon></svg>", Some(Region::Polygon(vec![(1, 2), (3, 4), (5, 6)])))]
    #[case::line("SvgSelector", "<svg><polygon points=\"1,2 3,4\" /></svg>", None)]
    #[case::unknown("CssSelector", "img", None)]
    fn reads_regions(#[case] kind: &str, #[case] value: &str, #[case] expected: Option<Region>) {
        let annotation = on(&json!({"type": kind, "value": value}));
        assert_eq!(region(&annotation), expected);
        assert_eq!(check(&annotation).is_ok(), expected.is_some());
    }

    #[test]
    fn a_note_on_the_whole_photo_needs_no_region() {
        let note_only = json!({"id": "urn:uuid:1", "type": "Annotation", "target": {"source": "urn:sha256:00"},
            "body": [{"type": "TextualBody", "purpose": "commenting", "value": "torn"}]});
        assert!(check(&note_only).is_ok());
        assert_eq!(note(&note_only).as_deref(), Some("torn"));
    }
}
