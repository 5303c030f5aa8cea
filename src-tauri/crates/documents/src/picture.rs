//! Photos made ready for print: upright, at most two thousand pixels wide or high, as JPEG.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageDecoder, ImageReader, Rgb, RgbImage};

use crate::layout::Picture;
use crate::model::Photo;

/// Longest side in print: about 300 dots to the inch over the width of the page.
const LONGEST: u32 = 2_000;
const QUALITY: u8 = 90;

/// A photo that cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "The photo {name} cannot be printed: {reason}. Attach it again as PNG or JPEG, or remove it from the inspection."
)]
pub struct PhotoError {
    /// Its file name.
    pub name: String,
    /// What is wrong with it.
    pub reason: String,
}

impl PhotoError {
    /// The machine code of the error.
    pub fn code(&self) -> &'static str {
        "photo_unreadable"
    }
}

/// A picture, and the size in pixels that its callouts are measured in.
pub(crate) struct Prepared {
    pub(crate) picture: Picture,
    pub(crate) upright_width: u32,
    pub(crate) upright_height: u32,
}

/// Makes a photo ready.
///
/// A JPEG that is upright and small enough goes into the document as it is, bit by bit. Everything
/// else is turned upright, laid on white, made smaller and encoded once.
///
/// # Errors
/// Where the bytes are no PNG or JPEG, or are cut off.
pub(crate) fn prepare(photo: &Photo) -> Result<Prepared, PhotoError> {
    let refuse = |reason: String| PhotoError { name: photo.name.clone(), reason };
    let mut decoder = ImageReader::new(Cursor::new(&photo.bytes))
        .with_guessed_format()
        .map_err(|error| refuse(error.to_string()))?
        .into_decoder()
        .map_err(|error| refuse(error.to_string()))?;
    let (width, height) = decoder.dimensions();
    // A broken EXIF block is no reason to leave out the photo.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let small = width.max(height) <= LONGEST;
    if let (true, Orientation::NoTransforms, Some(grey)) =
        (small, orientation, printable(&photo.bytes))
    {
        let picture = Picture { jpeg: photo.bytes.clone(), width, height, grey };
        return Ok(Prepared { picture, upright_width: width, upright_height: height });
    }
    let mut image =
        DynamicImage::from_decoder(decoder).map_err(|error| refuse(error.to_string()))?;
    image.apply_orientation(orientation);
    let (upright_width, upright_height) = image.dimensions();
    let picture = encode(&image).map_err(|error| refuse(error.to_string()))?;
    Ok(Prepared { picture, upright_width, upright_height })
}

fn encode(image: &DynamicImage) -> image::ImageResult<Picture> {
    let smaller = match image.width().max(image.height()) > LONGEST {
        true => image.thumbnail(LONGEST, LONGEST),
        false => image.clone(),
    };
    let flat = on_white(&smaller);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&flat)?;
    Ok(Picture { jpeg, width: flat.width(), height: flat.height(), grey: false })
}

fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let source = image.to_rgba8();
    RgbImage::from_fn(source.width(), source.height(), |x, y| {
        let [red, green, blue, alpha] = source.get_pixel(x, y).0.map(u16::from);
        let over_white = |part: u16| u8::try_from((part * alpha + 255 * (255 - alpha)) / 255);
        Rgb([red, green, blue].map(|part| over_white(part).unwrap_or(u8::MAX)))
    })
}

/// Whether a JPEG can be embedded untouched, and then whether it is grey: eight bits, one or three
/// components. Four components (CMYK) come inverted from some programs and are decoded instead.
fn printable(bytes: &[u8]) -> Option<bool> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, marker, high, low, after @ ..] = rest else { return None };
        let length = usize::from(u16::from_be_bytes([*high, *low])).checked_sub(2)?;
        match (marker, after) {
            // Baseline, extended and progressive frames: precision, height, width, components.
            (0xc0..=0xc2, [8, _, _, _, _, components, ..]) => {
                return matches!(components, 1 | 3).then_some(*components == 1);
            }
            (0xda, _) => return None,
            _ => rest = after.get(length..)?,
        }
    }
}
