//! A handbag from the front.

use crate::photos::canvas::{Canvas, Colour, Paint};
use crate::photos::shapes::{ellipse, face, ring, upright};

/// Draws a bag into a rectangle: upper left corner, width and height.
pub(super) fn handbag(
    canvas: &mut Canvas,
    (x, y): (i32, i32),
    (width, height): (i32, i32),
    colour: Colour,
) {
    let shade = |by: i32| colour.map(|channel| (channel + by).max(0));
    let body_top = y + height * 36 / 100;
    let (middle, inset) = (x + width / 2, width * 9 / 100);
    let handle = (width * 27 / 100, height * 33 / 100);
    ring(
        canvas,
        (middle, body_top),
        handle,
        (handle.0 - width / 16, handle.1 - width / 16),
        Paint::fade(shade(34), shade(-8)),
    );
    let body = face([
        (x + inset, body_top),
        (x + width - inset, body_top),
        (x + width, y + height),
        (x, y + height),
    ]);
    body.paint(canvas, Paint::fade(shade(30), shade(-12)).grain(5, 3));
    let flap = body.part((0, 0), (1000, 420));
    flap.paint(canvas, Paint::fade(shade(44), shade(16)).grain(5, 3));
    body.part((0, 410), (1000, 428)).paint(canvas, Paint::flat(shade(-24)));
    stitches(canvas, &body, shade(78));
    let (clasp_x, clasp_y) = (middle, body_top + (y + height - body_top) * 43 / 100);
    ellipse(
        canvas,
        (clasp_x, clasp_y),
        (width / 14, width / 16),
        Paint::fade([232, 204, 128], [176, 140, 66]),
    );
    ellipse(canvas, (clasp_x, clasp_y), (width / 34, width / 36), Paint::flat([120, 92, 44]));
    for end in [middle - handle.0 + width / 32, middle + handle.0 - width / 32] {
        let stud = width / 30;
        ring(
            canvas,
            (end, body_top + stud),
            (stud * 2, stud * 2),
            (stud, stud),
            Paint::fade([230, 202, 126], [170, 136, 64]),
        );
    }
    upright(x + inset * 2, y + height - height / 60, width - inset * 4, height / 60)
        .paint(canvas, Paint::flat(shade(-30)));
}

fn stitches(canvas: &mut Canvas, body: &crate::photos::shapes::Face, colour: Colour) {
    for stitch in 0..22 {
        let at = 40 + stitch * 42;
        body.part((at, 374), (at + 22, 382)).paint(canvas, Paint::flat(colour).opacity(190));
    }
}
