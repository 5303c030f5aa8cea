//! What the pictures are put together from: faces, boxes, labels, round things, shadows.

use super::canvas::{Canvas, Colour, PIXEL, Paint, Point};
use super::font::glyph;
use crate::random::Random;

/// A flat four-cornered face in space; places on it count from 0 to 1000 across and down.
#[derive(Clone, Copy)]
pub(crate) struct Face(pub(crate) [Point; 4]);

/// Corners in whole pixels: upper left, upper right, lower right, lower left.
pub(crate) fn face(corners: [(i32, i32); 4]) -> Face {
    Face(corners.map(|(x, y)| (x * PIXEL, y * PIXEL)))
}

/// An upright rectangle in whole pixels.
pub(crate) fn upright(x: i32, y: i32, width: i32, height: i32) -> Face {
    face([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
}

impl Face {
    /// The place `across` and `down` on the face.
    pub(crate) fn at(&self, across: i32, down: i32) -> Point {
        let [a, b, c, d] = self.0;
        let along = |from: i32, to: i32, part: i32| {
            let step = i64::from(to - from) * i64::from(part) / 1000;
            from + i32::try_from(step).expect("a part of a picture's width")
        };
        let upper = (along(a.0, b.0, across), along(a.1, b.1, across));
        let lower = (along(d.0, c.0, across), along(d.1, c.1, across));
        (along(upper.0, lower.0, down), along(upper.1, lower.1, down))
    }

    /// The part of it between two places.
    pub(crate) fn part(&self, from: (i32, i32), to: (i32, i32)) -> Self {
        Self([
            self.at(from.0, from.1),
            self.at(to.0, from.1),
            self.at(to.0, to.1),
            self.at(from.0, to.1),
        ])
    }

    pub(crate) fn paint(&self, canvas: &mut Canvas, paint: Paint) {
        canvas.polygon(&self.0, paint);
    }

    /// Writes a line of text that fills the face's height.
    pub(crate) fn write(&self, canvas: &mut Canvas, text: &str, colour: Colour) {
        let letters = i32::try_from(text.chars().count()).expect("labels are short");
        let cell = 1000 / (letters * 6).max(1);
        for (place, letter) in (0..).zip(text.chars()) {
            for (row, bits) in (0..).zip(glyph(letter)) {
                for column in (0..5).filter(|column| bits >> (4 - column) & 1 == 1) {
                    let x = (place * 6 + column) * cell;
                    self.part((x, row * 1000 / 7), (x + cell + 1, (row + 1) * 1000 / 7 + 4))
                        .paint(canvas, Paint::flat(colour));
                }
            }
        }
    }

    /// Bars of several widths, as a barcode looks from here. They encode nothing.
    pub(crate) fn bars(&self, canvas: &mut Canvas, random: &mut Random, colour: Colour) {
        let mut x = 0;
        while x < 985 {
            let width = 5 * small(random, 1, 3);
            self.part((x, 0), ((x + width).min(1000), 1000)).paint(canvas, Paint::flat(colour));
            x += width + 5 * small(random, 1, 3);
        }
    }

    /// A shadow on the ground, softer towards its rim. `reach` in pixels.
    pub(crate) fn shadow(&self, canvas: &mut Canvas, reach: i32) {
        const LAYERS: i32 = 14;
        let centre = self.at(500, 500);
        for layer in 0..LAYERS {
            let grow = reach * PIXEL * (LAYERS - layer) / LAYERS;
            let grown = self.0.map(|(x, y)| {
                (x + (x - centre.0).signum() * grow, y + (y - centre.1).signum() * grow / 2)
            });
            canvas.polygon(&grown, Paint::flat([18, 14, 12]).opacity(13));
        }
    }
}

/// The three visible sides of a cardboard box.
pub(crate) struct Carton {
    pub(crate) top: Face,
    pub(crate) front: Face,
    pub(crate) side: Face,
}

/// Cardboard in the light, as the front has it.
pub(crate) const CARDBOARD: Colour = [188, 146, 99];

impl Carton {
    /// A box seen from above its front right edge. `front` in pixels, `back` how far and how high
    /// its depth reaches on the picture.
    pub(crate) fn new((x, y): (i32, i32), (width, height): (i32, i32), back: (i32, i32)) -> Self {
        let (dx, dy) = back;
        Self {
            front: face([
                (x, y),
                (x + width, y + 14),
                (x + width, y + height + 14),
                (x, y + height),
            ]),
            side: face([
                (x + width, y + 14),
                (x + width + dx, y - dy + 10),
                (x + width + dx, y - dy + height - 6),
                (x + width, y + height + 14),
            ]),
            top: face([
                (x + dx, y - dy),
                (x + width + dx, y - dy + 10),
                (x + width, y + 14),
                (x, y),
            ]),
        }
    }

    pub(crate) fn paint(&self, canvas: &mut Canvas, colour: Colour) {
        let [left, right, ..] = [self.front.0[3], self.side.0[2], self.front.0[2]];
        let ground = Face([
            (left.0, left.1 - 30 * PIXEL),
            (right.0, right.1 - 30 * PIXEL),
            (right.0 + 60 * PIXEL, right.1 + 34 * PIXEL),
            (left.0 - 10 * PIXEL, left.1 + 12 * PIXEL),
        ]);
        ground.shadow(canvas, 46);
        self.paint_without_shadow(canvas, colour);
    }

    /// For boxes that stand on others.
    pub(crate) fn paint_without_shadow(&self, canvas: &mut Canvas, colour: Colour) {
        let shade = |by: i32| colour.map(|channel| channel + by);
        self.front.paint(canvas, Paint::fade(shade(4), shade(-18)).grain(7, 9));
        self.side.paint(canvas, Paint::fade(shade(-42), shade(-62)).grain(7, 5));
        self.top.paint(canvas, Paint::fade(shade(16), shade(28)).grain(7, 11));
    }

    /// Brown tape over the top and down the front.
    pub(crate) fn tape(&self, canvas: &mut Canvas) {
        let tape = Paint::fade([214, 186, 138], [202, 170, 118]).opacity(185);
        self.top.part((455, 0), (545, 1000)).paint(canvas, tape);
        self.front.part((455, 0), (545, 210)).paint(canvas, tape);
        let gleam = Paint::flat([245, 236, 214]).opacity(90);
        self.top.part((462, 0), (474, 1000)).paint(canvas, gleam);
    }
}

/// A shipping label: sender and addressee as lines, a barcode and its number.
pub(crate) fn label(canvas: &mut Canvas, random: &mut Random, on: &Face, number: &str) {
    const INK: Colour = [34, 34, 40];
    on.paint(canvas, Paint::fade([248, 248, 244], [236, 236, 230]));
    on.part((40, 50), (960, 62)).paint(canvas, Paint::flat(INK));
    on.part((50, 90), (330, 170)).write(canvas, "PRIORITY", INK);
    on.part((760, 80), (940, 200)).write(canvas, "CN", INK);
    for line in 0..4 {
        let end = 420 + small(random, 0, 200);
        let y = 225 + line * 55;
        on.part((50, y), (end, y + 22)).paint(canvas, Paint::flat([96, 96, 102]));
    }
    on.part((40, 455), (960, 463)).paint(canvas, Paint::flat(INK));
    on.part((90, 510), (910, 800)).bars(canvas, random, INK);
    on.part((150, 840), (880, 925)).write(canvas, number, INK);
}

/// Two arrows that say which way is up.
pub(crate) fn this_way_up(canvas: &mut Canvas, on: &Face, colour: Colour) {
    for x in [180, 580] {
        let arrow = [
            on.at(x + 120, 60),
            on.at(x + 240, 380),
            on.at(x + 160, 380),
            on.at(x + 160, 800),
            on.at(x + 80, 800),
            on.at(x + 80, 380),
            on.at(x, 380),
        ];
        canvas.polygon(&arrow, Paint::flat(colour).opacity(210));
    }
    on.part((140, 870), (860, 930)).paint(canvas, Paint::flat(colour).opacity(210));
}

/// An ellipse by its centre and half axes, in whole pixels.
pub(crate) fn ellipse(canvas: &mut Canvas, centre: (i32, i32), axes: (i32, i32), paint: Paint) {
    canvas.polygon(&round(centre, axes), paint);
}

/// A ring: an ellipse with a hole.
pub(crate) fn ring(
    canvas: &mut Canvas,
    centre: (i32, i32),
    outer: (i32, i32),
    inner: (i32, i32),
    paint: Paint,
) {
    let mut outline = round(centre, outer);
    let (first, mut hole) = (outline[0], round(centre, inner));
    outline.push(first);
    hole.push(hole[0]);
    hole.reverse();
    outline.extend(hole);
    canvas.polygon(&outline, paint);
}

/// Points around an ellipse, from thousandths of the cosine in steps of a sixty-fourth of a turn.
pub(crate) fn round(centre: (i32, i32), axes: (i32, i32)) -> Vec<Point> {
    const COSINE: [i32; 17] =
        [1000, 995, 981, 957, 924, 882, 831, 773, 707, 634, 556, 471, 383, 290, 195, 98, 0];
    let cosine = |step: usize| match step % 64 {
        step @ 0..=16 => COSINE[step],
        step @ 17..=32 => -COSINE[32 - step],
        step @ 33..=48 => -COSINE[step - 32],
        step => COSINE[64 - step],
    };
    (0..64)
        .map(|step| {
            let x = axes.0 * PIXEL * cosine(step) / 1000;
            let y = axes.1 * PIXEL * cosine(step + 48) / 1000;
            (centre.0 * PIXEL + x, centre.1 * PIXEL + y)
        })
        .collect()
}

/// A number from `low` to `high`, both included.
pub(crate) fn small(random: &mut Random, low: i32, high: i32) -> i32 {
    let above = random.below(u64::from((high - low + 1).unsigned_abs()));
    low + i32::try_from(above).expect("a small number")
}
