//! A handbag from the front.

use crate::photos::canvas::{Canvas, Colour, Paint};
use crate::photos::shapes::{Face, ellipse, face, ring};

/// Draws a bag into a rectangle: upper left corner, width and height.
pub(super) fn handbag(
    canvas: &mut Canvas,
    (x, y): (i32, i32),
    (width, height): (i32, i32),
    colour: Colour,
) {
    let top = y + height * 36 / 100;
    let (middle, inset) = (x + width / 2, width * 9 / 100);
    let handle = (width * 27 / 100, height * 33 / 100);
    let within = (handle.0 - width / 16, handle.1 - width / 16);
    let leather = Paint::fade(shade(colour, 34), shade(colour, -8));
    ring(canvas, (middle, top), handle, within, leather);
    let right = x + width;
    body(
        canvas,
        &face([(x + inset, top), (right - inset, top), (right, y + height), (x, y + height)]),
        colour,
    );
    clasp(canvas, (middle, top + (y + height - top) * 43 / 100), width);
    for end in [middle - handle.0 + width / 32, middle + handle.0 - width / 32] {
        let (stud, brass) = (width / 30, Paint::fade([230, 202, 126], [170, 136, 64]));
        ring(canvas, (end, top + stud), (stud * 2, stud * 2), (stud, stud), brass);
    }
}

/// The front with its flap and a row of stitches.
fn body(canvas: &mut Canvas, body: &Face, colour: Colour) {
    let leather = |from, to| Paint::fade(shade(colour, from), shade(colour, to)).grain(5, 3);
    body.paint(canvas, leather(30, -12));
    body.part((0, 0), (1000, 420)).paint(canvas, leather(44, 16));
    body.part((0, 410), (1000, 428)).paint(canvas, Paint::flat(shade(colour, -24)));
    let thread = Paint::flat(shade(colour, 78)).opacity(190);
    for stitch in 0..22 {
        let at = 40 + stitch * 42;
        body.part((at, 374), (at + 22, 382)).paint(canvas, thread);
    }
}

fn clasp(canvas: &mut Canvas, at: (i32, i32), width: i32) {
    let brass = Paint::fade([232, 204, 128], [176, 140, 66]);
    ellipse(canvas, at, (width / 14, width / 16), brass);
    ellipse(canvas, at, (width / 34, width / 36), Paint::flat([120, 92, 44]));
}

fn shade(colour: Colour, by: i32) -> Colour {
    colour.map(|channel| (channel + by).max(0))
}
