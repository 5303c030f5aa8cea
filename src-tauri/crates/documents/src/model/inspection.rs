use chrono::{DateTime, FixedOffset};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Frame, Party, Shipment};

/// The inspection report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionReport {
    /// Identifiers, dates, language.
    pub frame: Frame,
    /// Control result code, A1 to B3; `None` while the inspection is open.
    pub result: Option<String>,
    /// Control type codes (CL716), for example 10 or 40.
    pub control_types: Vec<String>,
    /// Where the goods were looked at.
    pub place: Option<String>,
    /// When they were looked at.
    pub inspected_at: Option<DateTime<FixedOffset>>,
    /// The parties, in the order in which they are printed.
    pub parties: Vec<Party>,
    /// The shipment in a few figures.
    pub shipment: Shipment,
    /// Declared beside measured.
    pub comparisons: Vec<Comparison>,
    /// Seals that were looked at.
    pub seals: Vec<Seal>,
    /// What was found, in order.
    pub findings: Vec<Finding>,
    /// Photos in order.
    pub photos: Vec<Photo>,
    /// Remarks in free text.
    pub remarks: Option<String>,
    /// The broker's signature; `None` while the inspection is open.
    pub signature: Option<Signature>,
}

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Pieces or supplementary units, 18 02.
    Quantity,
    /// 18 04.
    GrossMass,
    /// 18 01.
    NetMass,
    /// 18 06.
    Packages,
}

/// A declared figure beside the measured one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Goods item number; `None` for the whole shipment.
    pub item: Option<u32>,
    /// What was measured.
    pub measure: Measure,
    /// As declared.
    pub declared: Option<Decimal>,
    /// As measured.
    pub measured: Option<Decimal>,
    /// Unit of both, for example `kg`; empty for pieces.
    pub unit: String,
}

/// One seal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Its number.
    pub number: String,
    /// How it was found.
    pub state: SealState,
}

/// How a seal was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SealState {
    /// In order.
    Intact,
    /// Broken or tampered with.
    Broken,
    /// Not there.
    Missing,
    /// Put on at the end of the inspection.
    New,
}

/// One finding of the inspection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Goods item number, where it concerns one.
    pub item: Option<u32>,
    /// Name and number of the declaration field, for example `Commodity code 18 09`.
    pub field: Option<String>,
    /// What was found.
    pub text: String,
}

/// A photo with its callouts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// File name.
    pub name: String,
    /// A line below the photo, where there is one.
    pub caption: Option<String>,
    /// The file: PNG or JPEG.
    pub bytes: Vec<u8>,
    /// Marked regions with their texts.
    pub callouts: Vec<Callout>,
}

/// A numbered region on a photo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callout {
    /// Number in the circle and in the legend.
    pub number: u32,
    /// Where it is.
    pub shape: Shape,
    /// What it shows.
    pub text: String,
    /// Name and number of the declaration field that it concerns.
    pub field: Option<String>,
}

/// A region in pixels of the upright image, from its top left corner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "shape")]
pub enum Shape {
    /// A rectangle.
    Rectangle {
        /// Left edge.
        x: i32,
        /// Top edge.
        y: i32,
        /// Width.
        width: i32,
        /// Height.
        height: i32,
    },
    /// A closed polygon.
    Polygon {
        /// Its corners in order.
        points: Vec<PixelPoint>,
    },
}

/// A point in pixels of the upright image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PixelPoint {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// Who signed, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The broker's name.
    pub name: String,
    /// When the inspection was closed.
    pub signed_at: DateTime<FixedOffset>,
}
