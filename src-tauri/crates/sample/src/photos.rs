//! Pictures for inspections, drawn by code: parcels, a label, goods laid out, an image of the
//! scanner. Illustrations, but of the right size and in the right formats.

mod canvas;
mod font;
mod scenes;
mod shapes;

use std::io::{self, Cursor};

use chrono::NaiveDate;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbImage};

use crate::SampleFile;
use crate::h7::CASES;
use crate::random::Random;
use canvas::Canvas;

/// Pixels across and down.
const SIZE: (u32, u32) = (1200, 900);

/// How a picture is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Jpeg,
    Png,
}

/// Whose picture it is.
#[derive(Clone, Copy)]
enum Of {
    /// The first parcel of a planted case.
    Case(&'static str),
    /// A company's declaration.
    Declaration(&'static str),
}

struct Photo {
    of: Of,
    shows: &'static str,
    format: Format,
    draw: fn(&mut Canvas, &mut Random),
}

const fn photo(
    of: Of,
    shows: &'static str,
    format: Format,
    draw: fn(&mut Canvas, &mut Random),
) -> Photo {
    Photo { of, shows, format, draw }
}

const PHOTOS: &[Photo] = &[
    photo(Of::Case("value_over_limit"), "parcel", Format::Jpeg, scenes::parcel),
    photo(Of::Case("value_over_limit"), "label", Format::Png, scenes::close_label),
    photo(Of::Case("selected_parcel"), "damaged", Format::Jpeg, scenes::damaged),
    photo(Of::Case("not_released_parcel"), "xray", Format::Png, scenes::xray),
    photo(Of::Case("not_released_parcel"), "opened", Format::Jpeg, scenes::opened),
    photo(Of::Case("not_released_parcel"), "goods", Format::Jpeg, scenes::laid_out),
    photo(Of::Case("gross_mass_differs"), "scale", Format::Jpeg, scenes::scale),
    photo(Of::Declaration("LGG26-I000112"), "pallet", Format::Jpeg, scenes::pallet),
];

/// All pictures.
///
/// # Errors
/// Where a picture cannot be encoded.
pub(crate) fn files(seed: u64, day: NaiveDate) -> io::Result<Vec<SampleFile>> {
    (4_000_000..)
        .zip(PHOTOS)
        .map(|(stream, photo)| {
            let mut canvas = Canvas::new(SIZE.0, SIZE.1);
            (photo.draw)(&mut canvas, &mut Random::new(seed, stream));
            let picture = canvas.into_picture();
            let (ending, bytes) = match photo.format {
                Format::Jpeg => ("jpg", jpeg(&picture)?),
                Format::Png => ("png", png(&picture)?),
            };
            let path = format!("photos/{}_{}.{ending}", photo.of.lrn(day), photo.shows);
            Ok(SampleFile::new(path, bytes))
        })
        .collect()
}

impl Of {
    fn lrn(self, day: NaiveDate) -> String {
        match self {
            Self::Declaration(lrn) => lrn.to_owned(),
            Self::Case(name) => CASES
                .iter()
                .find(|case| case.name == name)
                .and_then(|case| case.lrns(day).into_iter().next())
                .unwrap_or_default(),
        }
    }
}

fn jpeg(picture: &RgbImage) -> io::Result<Vec<u8>> {
    let mut out = Cursor::new(Vec::new());
    JpegEncoder::new_with_quality(&mut out, 84)
        .encode(picture, SIZE.0, SIZE.1, ExtendedColorType::Rgb8)
        .map_err(io::Error::other)?;
    Ok(out.into_inner())
}

fn png(picture: &RgbImage) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    PngEncoder::new_with_quality(&mut out, CompressionType::Best, FilterType::Adaptive)
        .write_image(picture, SIZE.0, SIZE.1, ExtendedColorType::Rgb8)
        .map_err(io::Error::other)?;
    Ok(out)
}
