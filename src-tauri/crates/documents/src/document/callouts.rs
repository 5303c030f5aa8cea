//! Callouts on a photo: the region's outline, and its number in a circle.
//!
//! Black on a white halo, so that they stand out from any photo and survive a black-and-white printer.

use crate::layout::{Area, Length, Mark, Picture, Point, Tone};
use crate::model::{Callout, PixelPoint, Shape};
use crate::picture::Prepared;

use super::parts::Writer;
use super::style;

const TALLEST: Length = Length::mm(105);
const HALO: Length = Length::pt10(26);
const OUTLINE: Length = Length::pt10(11);
const RADIUS: Length = Length::pt10(72);

/// The largest size in which a picture fits the page's width and leaves room for its legend.
/// Small pictures are not blown up beyond 96 dots to the inch.
pub(super) fn printed_size(picture: &Picture, width: Length) -> Area {
    let (across, down) = (i64::from(picture.width.max(1)), i64::from(picture.height.max(1)));
    let natural = Length::thousandths(across * 750);
    let mut wide = width.min(natural);
    if wide.scaled(down, across) > TALLEST {
        wide = TALLEST.scaled(across, down);
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
