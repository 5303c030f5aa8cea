//! What the parcels stand on, and the light.

use crate::photos::canvas::{Canvas, Paint, noise};
use crate::photos::shapes::{ellipse, face, upright};

/// A wooden table before a plain wall.
pub(super) fn table(canvas: &mut Canvas) {
    upright(0, 0, 1200, 330).paint(canvas, Paint::fade([176, 184, 190], [206, 210, 212]));
    for board in 0..6 {
        let (top, bottom) = (
            318 + board * board * 12 + board * 38,
            318 + (board + 1) * (board + 1) * 12 + (board + 1) * 38,
        );
        let tone = (board * 37) % 22 - 11;
        let light = [150, 110, 76].map(|channel| channel + tone);
        let dark = [132, 94, 62].map(|channel| channel + tone);
        upright(0, top, 1200, bottom - top).paint(canvas, Paint::fade(light, dark).grain(16, 90));
        upright(0, bottom - 3, 1200, 3).paint(canvas, Paint::flat([78, 54, 36]));
    }
}

/// A rubber conveyor between steel rails.
pub(super) fn conveyor(canvas: &mut Canvas) {
    upright(0, 0, 1200, 900).paint(canvas, Paint::fade([128, 136, 144], [166, 172, 176]));
    for post in 0..5 {
        upright(60 + post * 270, 0, 26, 300)
            .paint(canvas, Paint::fade([98, 106, 116], [120, 128, 138]));
    }
    face([(0, 290), (1200, 290), (1200, 760), (0, 760)])
        .paint(canvas, Paint::fade([58, 60, 64], [38, 40, 44]).grain(6, 3));
    for rail in [282, 754] {
        upright(0, rail, 1200, 34).paint(canvas, Paint::fade([204, 208, 212], [136, 142, 150]));
        for bolt in 0..8 {
            ellipse(canvas, (75 + bolt * 150, rail + 17), (7, 7), Paint::flat([96, 100, 108]));
        }
    }
    upright(0, 788, 1200, 112).paint(canvas, Paint::fade([72, 76, 82], [52, 56, 62]));
}

/// A steel inspection bench from above.
pub(super) fn bench(canvas: &mut Canvas) {
    upright(0, 0, 1200, 900)
        .paint(canvas, Paint::fade([206, 210, 214], [182, 187, 192]).grain(7, 160));
    upright(0, 0, 1200, 18).paint(canvas, Paint::fade([150, 156, 162], [190, 194, 198]));
}

/// A warehouse: concrete floor, a wall with a door.
pub(super) fn hall(canvas: &mut Canvas) {
    upright(0, 0, 1200, 560).paint(canvas, Paint::fade([196, 202, 206], [214, 218, 220]));
    for panel in 0..9 {
        upright(panel * 140, 0, 3, 560).paint(canvas, Paint::flat([178, 184, 190]));
    }
    upright(860, 70, 300, 490).paint(canvas, Paint::fade([106, 122, 138], [128, 144, 158]));
    for slat in 0..9 {
        upright(860, 70 + slat * 54, 300, 4).paint(canvas, Paint::flat([84, 98, 112]));
    }
    upright(0, 560, 1200, 340)
        .paint(canvas, Paint::fade([148, 148, 146], [122, 122, 120]).grain(9, 17));
    face([(0, 640), (1200, 604), (1200, 620), (0, 660)])
        .paint(canvas, Paint::flat([226, 190, 60]).opacity(200));
}

/// What a lens does: corners a little darker, a little noise everywhere.
pub(crate) fn finish(canvas: &mut Canvas) {
    let (middle_x, middle_y) = (canvas.width() / 2, canvas.height() / 2);
    let far = middle_x * middle_x + middle_y * middle_y;
    canvas.tint(|x, y| {
        let (dx, dy) = (x - middle_x, y - middle_y);
        noise(x, y + 7_919) / 40 - (dx * dx + dy * dy) * 34 / far
    });
}
