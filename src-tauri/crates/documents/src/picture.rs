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
/// More pixels than any camera takes; an image of more is made to exhaust the memory.
const MOST_PIXELS: u64 = 120_000_000;

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
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(refuse(format!("it says that it is {width} by {height} pixels large")));
    }
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
    let flat = match image.width().max(image.height()) > LONGEST {
        true => on_white(&image.thumbnail(LONGEST, LONGEST)),
        false => on_white(image),
    };
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

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, ImageFormat, Luma, Rgba, RgbaImage};
    use proptest::prelude::*;
    use rstest::rstest;

    fn photo(bytes: Vec<u8>) -> Photo {
        Photo { name: "IMG_1.jpg".into(), caption: None, bytes, callouts: Vec::new() }
    }

    fn written(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.into().write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn wide(width: u32, height: u32) -> RgbImage {
        RgbImage::from_pixel(width, height, Rgb([200, 120, 40]))
    }

    /// A JPEG as a phone writes it: the picture lies on its side and EXIF says so.
    fn lying_on_its_side(width: u32, height: u32) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
        exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let jpeg = written(wide(width, height), ImageFormat::Jpeg);
        [&[0xff, 0xd8, 0xff, 0xe1], &length[..], &exif, &jpeg[2..]].concat()
    }

    /// A JPEG that says it is that large; the frame header holds height and width.
    fn claiming(width: u16, height: u16) -> Vec<u8> {
        let mut jpeg = written(wide(16, 16), ImageFormat::Jpeg);
        let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
        jpeg[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
        jpeg[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
        jpeg
    }

    #[test]
    fn an_upright_jpeg_is_embedded_untouched() {
        let bytes = written(wide(640, 480), ImageFormat::Jpeg);
        let prepared = prepare(&photo(bytes.clone())).unwrap();
        assert_eq!(prepared.picture, Picture { jpeg: bytes, width: 640, height: 480, grey: false });
    }

    #[test]
    fn a_grey_jpeg_stays_grey() {
        let bytes = written(GrayImage::from_pixel(20, 10, Luma([9])), ImageFormat::Jpeg);
        assert!(prepare(&photo(bytes)).unwrap().picture.grey);
    }

    #[rstest]
    #[case::on_its_side(lying_on_its_side(640, 480), (480, 640), (480, 640))]
    #[case::large(written(wide(3_000, 1_500), ImageFormat::Jpeg), (3_000, 1_500), (2_000, 1_000))]
    #[case::large_on_its_side(lying_on_its_side(2_400, 600), (600, 2_400), (500, 2_000))]
    #[case::png(written(wide(30, 20), ImageFormat::Png), (30, 20), (30, 20))]
    fn callouts_are_measured_upright_and_unscaled(
        #[case] bytes: Vec<u8>,
        #[case] upright: (u32, u32),
        #[case] printed: (u32, u32),
    ) {
        let prepared = prepare(&photo(bytes)).unwrap();
        assert_eq!((prepared.upright_width, prepared.upright_height), upright);
        assert_eq!((prepared.picture.width, prepared.picture.height), printed);
    }

    #[test]
    fn what_is_transparent_prints_white() {
        let clear = RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 0]));
        let prepared = prepare(&photo(written(clear, ImageFormat::Png))).unwrap();
        let printed = image::load_from_memory(&prepared.picture.jpeg).unwrap().to_rgb8();
        assert_eq!(printed.get_pixel(4, 4).0, [255, 255, 255]);
    }

    #[rstest]
    #[case::empty(vec![])]
    #[case::no_image(b"%PDF-1.7".to_vec())]
    #[case::bomb(claiming(60_000, 60_000))]
    #[case::cut_off(written(wide(30, 20), ImageFormat::Png)[..60].to_vec())]
    fn refuses_what_is_no_photo(#[case] bytes: Vec<u8>) {
        let error = prepare(&photo(bytes)).err().unwrap();
        assert_eq!(error.code(), "photo_unreadable");
        assert!(error.to_string().starts_with("The photo IMG_1.jpg cannot be printed: "));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let _ = printable(&[&[0xff, 0xd8], &bytes[..]].concat());
        }
    }
}
