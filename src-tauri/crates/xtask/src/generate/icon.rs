//! The app's icon, drawn: a green lane marker with a tick, in the sizes and containers that the
//! systems ask for.

use std::path::Path;

use image::{ImageFormat, Rgba, RgbaImage};

use crate::Failed;

/// The files of the icon with their bytes, by name.
pub(super) fn files() -> Result<Vec<(&'static str, Vec<u8>)>, Failed> {
    Ok(vec![
        ("32x32.png", png(32)?),
        ("128x128.png", png(128)?),
        ("icon.png", png(512)?),
        ("icon.ico", ico(&[16, 32, 48, 256])?),
        ("icon.icns", icns(&[(b"ic07", 128), (b"ic08", 256), (b"ic09", 512)])?),
    ])
}

/// Where the icon's files are.
pub(super) fn folder(root: &Path) -> std::path::PathBuf {
    root.join("src-tauri/icons")
}

const GREEN: [u8; 3] = [0x15, 0x80, 0x3d];
const WHITE: [u8; 3] = [0xff, 0xff, 0xff];

/// The drawing's own grid: the icon is `GRID` by `GRID`.
const GRID: i64 = 4096;
const CORNER: i64 = 1000;
const TICK: [(i64, i64); 3] = [(1130, 2130), (1800, 2800), (2990, 1400)];
const TICK_RADIUS: i64 = 270;
/// Each pixel is looked at in this many places across and down.
const SAMPLES: i64 = 8;

fn png(size: u32) -> Result<Vec<u8>, Failed> {
    let picture = RgbaImage::from_fn(size, size, |x, y| pixel(x.into(), y.into(), size.into()));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .map_err(|error| Failed::because("the icon cannot be written as PNG", error))?;
    Ok(bytes.into_inner())
}

fn pixel(x: i64, y: i64, size: i64) -> Rgba<u8> {
    let (mut square, mut tick) = (0, 0);
    for sample in 0..SAMPLES * SAMPLES {
        let at = |pixel: i64, step: i64| {
            (2 * (pixel * SAMPLES + step) + 1) * GRID / (2 * SAMPLES * size)
        };
        let point = (at(x, sample % SAMPLES), at(y, sample / SAMPLES));
        square += i64::from(in_square(point));
        tick += i64::from(in_tick(point));
    }
    let all = SAMPLES * SAMPLES;
    let mix = |green: u8, white: u8| {
        let inside = square.max(1);
        let value = (i64::from(green) * (inside - tick) + i64::from(white) * tick) / inside;
        u8::try_from(value).expect("a mean of two bytes is a byte")
    };
    let alpha = u8::try_from(square * 255 / all).expect("a share of 255 is a byte");
    Rgba([mix(GREEN[0], WHITE[0]), mix(GREEN[1], WHITE[1]), mix(GREEN[2], WHITE[2]), alpha])
}

fn in_square((x, y): (i64, i64)) -> bool {
    let beyond = |at: i64| (CORNER - at).max(at - (GRID - CORNER)).max(0);
    let (dx, dy) = (beyond(x), beyond(y));
    dx * dx + dy * dy <= CORNER * CORNER
}

fn in_tick(point: (i64, i64)) -> bool {
    TICK.windows(2).any(|ends| near_stroke(point, ends[0], ends[1]))
}

/// Whether a point is within the tick's radius of the stroke from `a` to `b`, in whole numbers.
fn near_stroke(point: (i64, i64), a: (i64, i64), b: (i64, i64)) -> bool {
    let (px, py) = (point.0 - a.0, point.1 - a.1);
    let (lx, ly) = (b.0 - a.0, b.1 - a.1);
    let (along, length) = (px * lx + py * ly, lx * lx + ly * ly);
    let radius = TICK_RADIUS * TICK_RADIUS;
    if along < 0 {
        return px * px + py * py <= radius;
    }
    if along > length {
        let (qx, qy) = (point.0 - b.0, point.1 - b.1);
        return qx * qx + qy * qy <= radius;
    }
    let across = px * ly - py * lx;
    across * across <= radius * length
}

/// Windows' container: a directory of PNG pictures.
fn ico(sizes: &[u32]) -> Result<Vec<u8>, Failed> {
    let pictures = sizes.iter().map(|size| png(*size)).collect::<Result<Vec<_>, _>>()?;
    let count = u16::try_from(pictures.len()).expect("a handful of sizes");
    let mut bytes =
        [0u16, 1, count].iter().flat_map(|field| field.to_le_bytes()).collect::<Vec<_>>();
    let mut offset = 6 + 16 * pictures.len();
    for (size, picture) in sizes.iter().zip(&pictures) {
        // A side of 256 is written as 0.
        let side = u8::try_from(*size).unwrap_or(0);
        bytes.extend([side, side, 0, 0, 1, 0, 32, 0]);
        bytes.extend(length(picture.len()).to_le_bytes());
        bytes.extend(length(offset).to_le_bytes());
        offset += picture.len();
    }
    bytes.extend(pictures.concat());
    Ok(bytes)
}

/// The Mac's container: tagged PNG pictures.
fn icns(sizes: &[(&[u8; 4], u32)]) -> Result<Vec<u8>, Failed> {
    let mut body = Vec::new();
    for (tag, size) in sizes {
        let picture = png(*size)?;
        body.extend(*tag);
        body.extend(length(picture.len() + 8).to_be_bytes());
        body.extend(picture);
    }
    let mut bytes = b"icns".to_vec();
    bytes.extend(length(body.len() + 8).to_be_bytes());
    bytes.extend(body);
    Ok(bytes)
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("an icon is far below 4 GB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_is_a_rounded_green_square_with_a_white_tick() {
        let at = |x, y| pixel(x, y, 64).0;
        assert_eq!(at(0, 0)[3], 0, "corners are clear");
        assert_eq!(at(32, 6), [GREEN[0], GREEN[1], GREEN[2], 255], "the square is green");
        assert_eq!(at(28, 43), [255; 4], "the tick is white");
    }

    #[test]
    fn containers_hold_what_their_directories_say() {
        let ico = ico(&[16, 256]).unwrap();
        let offset = u32::from_le_bytes(ico[18..22].try_into().unwrap()) as usize;
        assert_eq!(&ico[offset + 1..offset + 4], b"PNG");
        assert_eq!(ico[22], 0, "256 is written as 0");
        let icns = icns(&[(b"ic07", 128)]).unwrap();
        assert_eq!(u32::from_be_bytes(icns[4..8].try_into().unwrap()) as usize, icns.len());
    }
}
