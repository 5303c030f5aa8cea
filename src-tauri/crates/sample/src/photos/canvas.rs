//! A picture that polygons are painted on, with whole numbers only: the same pixels on every machine.

use image::{Rgb, RgbImage};

/// A point in sixteenths of a pixel.
pub(crate) type Point = (i32, i32);

/// Red, green, blue.
pub(crate) type Colour = [i32; 3];

/// Sixteenths in a pixel.
pub(crate) const PIXEL: i32 = 16;

/// Lines scanned in each row of pixels; edges are as smooth as this is fine.
const SCANS: i32 = 4;

/// How an area is coloured.
#[derive(Clone, Copy)]
pub(crate) struct Paint {
    /// Colour at the upper end of the area and at its lower end.
    pub(crate) from: Colour,
    pub(crate) to: Colour,
    /// Opacity, 0 to 255.
    pub(crate) opacity: i32,
    /// Strength of the grain.
    pub(crate) grain: i32,
    /// Width of the grain's streaks in pixels; one for specks.
    pub(crate) streak: i32,
}

impl Paint {
    pub(crate) const fn flat(colour: Colour) -> Self {
        Self { from: colour, to: colour, opacity: 255, grain: 0, streak: 1 }
    }

    pub(crate) const fn fade(from: Colour, to: Colour) -> Self {
        Self { from, to, opacity: 255, grain: 0, streak: 1 }
    }

    pub(crate) const fn grain(self, grain: i32, streak: i32) -> Self {
        Self { grain, streak, ..self }
    }

    pub(crate) const fn opacity(self, opacity: i32) -> Self {
        Self { opacity, ..self }
    }
}

pub(crate) struct Canvas {
    picture: RgbImage,
}

impl Canvas {
    pub(crate) fn new(width: u32, height: u32) -> Self {
        Self { picture: RgbImage::new(width, height) }
    }

    pub(crate) fn into_picture(self) -> RgbImage {
        self.picture
    }

    pub(crate) fn width(&self) -> i32 {
        i32::try_from(self.picture.width()).expect("pictures are small")
    }

    pub(crate) fn height(&self) -> i32 {
        i32::try_from(self.picture.height()).expect("pictures are small")
    }

    /// Paints a polygon; where it crosses itself, outside is what is crossed an even number of times.
    pub(crate) fn polygon(&mut self, points: &[Point], paint: Paint) {
        let (Some(top), Some(bottom)) =
            (points.iter().map(|p| p.1).min(), points.iter().map(|p| p.1).max())
        else {
            return;
        };
        let rows =
            (top.div_euclid(PIXEL).max(0), (bottom.div_euclid(PIXEL) + 1).min(self.height()));
        let mut cover = vec![0; self.picture.width() as usize];
        for row in rows.0..rows.1 {
            cover.fill(0);
            for scan in 0..SCANS {
                let y = row * PIXEL + (2 * scan + 1) * PIXEL / (2 * SCANS);
                add_spans(&crossings(points, y), &mut cover);
            }
            let colour = mix(paint.from, paint.to, row * PIXEL - top, (bottom - top).max(1));
            self.blend_row(row, &cover, colour, paint);
        }
    }

    /// Darkens or lightens every pixel by what `by` answers for its place.
    pub(crate) fn tint(&mut self, by: impl Fn(i32, i32) -> i32) {
        for (x, y, pixel) in self.picture.enumerate_pixels_mut() {
            let change = by(x.cast_signed(), y.cast_signed());
            for channel in &mut pixel.0 {
                *channel = clamp(i32::from(*channel) + change);
            }
        }
    }

    fn blend_row(&mut self, row: i32, cover: &[i32], colour: Colour, paint: Paint) {
        for (x, cover) in (0..).zip(cover).filter(|(_, cover)| **cover > 0) {
            let alpha = cover * paint.opacity / (PIXEL * SCANS);
            let speck = if paint.grain == 0 { 0 } else { streaks(x, row, paint) };
            let Rgb(under) = self.picture.get_pixel_mut(x.cast_unsigned(), row.cast_unsigned());
            for (channel, value) in under.iter_mut().zip(colour) {
                let below = i32::from(*channel);
                *channel = clamp(below + (value + speck - below) * alpha / 255);
            }
        }
    }
}

/// Where the outline crosses a line, from the left.
fn crossings(points: &[Point], y: i32) -> Vec<i32> {
    let mut found: Vec<i32> = points
        .iter()
        .zip(points.iter().cycle().skip(1))
        .filter(|(a, b)| (a.1 <= y) != (b.1 <= y))
        .map(|(a, b)| {
            let along = i64::from(y - a.1) * i64::from(b.0 - a.0) / i64::from(b.1 - a.1);
            a.0 + i32::try_from(along).expect("a crossing lies between two points")
        })
        .collect();
    found.sort_unstable();
    found
}

/// Adds how much of each pixel the spans between crossings cover.
fn add_spans(crossings: &[i32], cover: &mut [i32]) {
    let width = i32::try_from(cover.len()).expect("pictures are small");
    for span in crossings.chunks_exact(2) {
        let (from, to) = (span[0].clamp(0, width * PIXEL), span[1].clamp(0, width * PIXEL));
        for x in from / PIXEL..(to + PIXEL - 1) / PIXEL {
            let inside = to.min((x + 1) * PIXEL) - from.max(x * PIXEL);
            cover[x.cast_unsigned() as usize] += inside;
        }
    }
}

/// Between two colours, `part` of `whole` of the way.
pub(crate) fn mix(from: Colour, to: Colour, part: i32, whole: i32) -> Colour {
    let part = part.clamp(0, whole);
    [0, 1, 2].map(|channel| from[channel] + (to[channel] - from[channel]) * part / whole)
}

/// Grain drawn out sideways: noise between columns `streak` pixels apart, smoothed along the row.
fn streaks(x: i32, y: i32, paint: Paint) -> i32 {
    let (column, rest) = (x / paint.streak, x % paint.streak);
    let (left, right) = (noise(column, y), noise(column + 1, y));
    (left + (right - left) * rest / paint.streak) * paint.grain / 128
}

/// A number from -128 to 127 that belongs to a place.
pub(crate) fn noise(x: i32, y: i32) -> i32 {
    let mut mixed =
        x.cast_unsigned().wrapping_mul(0x9E37_79B1) ^ y.cast_unsigned().wrapping_mul(0x85EB_CA77);
    mixed ^= mixed >> 15;
    mixed = mixed.wrapping_mul(0x2C1B_3C6D);
    mixed ^= mixed >> 13;
    (mixed & 0xFF).cast_signed() - 128
}

fn clamp(value: i32) -> u8 {
    u8::try_from(value.clamp(0, 255)).expect("clamped to a byte")
}
