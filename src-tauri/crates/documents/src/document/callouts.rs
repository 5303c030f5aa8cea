//! Callouts on a photo: the region's outline, and its number in a circle.
//!
//! Black on a white halo, so that they stand out from any photo and survive a black-and-white printer.

use crate::layout::{Area, Length, Mark, Picture, Point, Tone};
use crate::model::{Callout, PixelPoint, Shape};
use crate::picture::Prepared;

use super::parts::Writer;
use super::style;

const HALO: Length = Length::pt10(26);
const OUTLINE: Length = Length::pt10(11);
const RADIUS: Length = Length::pt10(72);

/// The largest size in which a picture fits a width and a height.
/// Small pictures are not blown up beyond 96 dots to the inch.
pub(super) fn printed_size(picture: &Picture, width: Length, tallest: Length) -> Area {
    let (across, down) = (i64::from(picture.width.max(1)), i64::from(picture.height.max(1)));
    let natural = Length::thousandths(across * 750);
    let mut wide = width.min(natural);
    if wide.scaled(down, across) > tallest {
        wide = tallest.scaled(across, down);
    }
    let height = wide.scaled(down, across);
    Area { left: Length::ZERO, top: Length::ZERO, width: wide, height }
}

/// Draws the callouts over the picture in `area`.
pub(super) fn draw(writer: &mut Writer<'_>, area: Area, photo: &Prepared, callouts: &[Callout]) {
    let scale = Scale { area, photo };
    for callout in callouts {
        let corners = scale.corners(&callout.shape);
        for (thickness, tone) in [(HALO, Tone::Paper), (OUTLINE, Tone::Ink)] {
            let corners = corners.clone();
            writer.flow.sheet().put(Mark::Outline { corners, thickness, tone });
        }
    }
    let mut taken: Vec<Point> = Vec::new();
    for callout in callouts {
        let centre = free_place(area, scale.anchor(&callout.shape), &taken);
        taken.push(centre);
        badge(writer, centre, callout.number);
    }
}

/// From pixels of the upright photo to points on the page.
struct Scale<'p> {
    area: Area,
    photo: &'p Prepared,
}

impl Scale<'_> {
    fn corners(&self, shape: &Shape) -> Vec<Point> {
        pixels(shape).into_iter().map(|pixel| self.point(pixel)).collect()
    }

    /// Where the number goes: the corner nearest to the top left.
    fn anchor(&self, shape: &Shape) -> Point {
        let corner = pixels(shape).into_iter().min_by_key(|p| i64::from(p.x) + i64::from(p.y));
        self.point(corner.unwrap_or(PixelPoint { x: 0, y: 0 }))
    }

    fn point(&self, pixel: PixelPoint) -> Point {
        let place = |length: Length, pixel: i32, pixels: u32| {
            let inside = i64::from(pixel).clamp(0, i64::from(pixels));
            length.scaled(inside, i64::from(pixels.max(1)))
        };
        Point {
            x: self.area.left + place(self.area.width, pixel.x, self.photo.upright_width),
            y: self.area.top + place(self.area.height, pixel.y, self.photo.upright_height),
        }
    }
}

fn pixels(shape: &Shape) -> Vec<PixelPoint> {
    match shape {
        Shape::Rectangle { x, y, width, height } => {
            let (right, bottom) = (x.saturating_add(*width), y.saturating_add(*height));
            [(*x, *y), (right, *y), (right, bottom), (*x, bottom)]
                .map(|(x, y)| PixelPoint { x, y })
                .to_vec()
        }
        Shape::Polygon { points } => points.clone(),
    }
}

/// The anchor, moved inside the picture and aside from the numbers that are already there.
fn free_place(area: Area, anchor: Point, taken: &[Point]) -> Point {
    let step = RADIUS * 2 + Length::pt(1);
    let inside =
        |at: Length, start: Length, size: Length| at.min(start + size - RADIUS).max(start + RADIUS);
    let mut place = Point {
        x: inside(anchor.x, area.left, area.width),
        y: inside(anchor.y, area.top, area.height),
    };
    while taken.iter().any(|other| overlap(place, *other)) {
        place.x += step;
        if place.x > area.left + area.width - RADIUS {
            place = Point { x: area.left + RADIUS, y: place.y + step };
        }
    }
    place
}

fn overlap(one: Point, other: Point) -> bool {
    let apart = |a: Length, b: Length| (a - b).in_thousandths().abs();
    let nearest = (RADIUS * 2).in_thousandths();
    apart(one.x, other.x) < nearest && apart(one.y, other.y) < nearest
}

fn badge(writer: &mut Writer<'_>, centre: Point, number: u32) {
    let line = writer.typesetter.line(&number.to_string(), style::BADGE);
    let at = Point { x: centre.x - line.width / 2, y: centre.y - line.style.leading / 2 };
    let sheet = writer.flow.sheet();
    sheet.put(Mark::Disc {
        centre,
        radius: RADIUS,
        fill: Tone::Paper,
        outline: Tone::Ink,
        thickness: OUTLINE,
    });
    sheet.text(at, line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const AREA: Area = Area {
        left: Length::pt(50),
        top: Length::pt(100),
        width: Length::pt(200),
        height: Length::pt(100),
    };

    fn at(x: i64, y: i64) -> Point {
        Point { x: Length::pt(x), y: Length::pt(y) }
    }

    fn picture(width: u32, height: u32) -> Picture {
        Picture { jpeg: Vec::new(), width, height, grey: false }
    }

    #[rstest]
    #[case::corner(0, 0, at(50, 100))]
    #[case::middle(1_000, 500, at(150, 150))]
    #[case::outside(9_999, -5, at(250, 100))]
    fn pixels_become_points(#[case] x: i32, #[case] y: i32, #[case] expected: Point) {
        // Printed at half the size that the callouts were drawn in.
        let photo =
            Prepared { picture: picture(1_000, 500), upright_width: 2_000, upright_height: 1_000 };
        assert_eq!(Scale { area: AREA, photo: &photo }.point(PixelPoint { x, y }), expected);
    }

    #[rstest]
    #[case::fills_the_width(4_000, 1_000, 400, 100)]
    #[case::no_taller_than_it_may(1_000, 4_000, 75, 300)]
    #[case::never_blown_up(100, 100, 75, 75)]
    fn sizes(#[case] across: u32, #[case] down: u32, #[case] width: i64, #[case] height: i64) {
        let size = printed_size(&picture(across, down), Length::pt(400), Length::pt(300));
        assert_eq!((size.width, size.height), (Length::pt(width), Length::pt(height)));
    }

    #[test]
    fn numbers_keep_inside_and_aside() {
        let mut taken = Vec::new();
        for _ in 0..20 {
            let place = free_place(AREA, at(250, 100), &taken);
            assert!(!taken.iter().any(|other| overlap(place, *other)));
            assert!(place.x >= AREA.left + RADIUS && place.x <= AREA.left + AREA.width - RADIUS);
            taken.push(place);
        }
    }

    #[test]
    fn a_polygon_without_corners_is_numbered_all_the_same() {
        let photo = Prepared { picture: picture(10, 10), upright_width: 10, upright_height: 10 };
        let scale = Scale { area: AREA, photo: &photo };
        assert_eq!(scale.anchor(&Shape::Polygon { points: vec![] }), at(50, 100));
    }
}
