//! Sheets as the bytes of a PDF. With the fonts, this is the only place that knows printpdf.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, ExternalStream, ExternalXObject, FontId, Greyscale, Line as Path,
    LinePoint, Op, PaintMode, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions,
    Point as PdfPoint, Polygon, PolygonRing, Pt, Rect, TextItem, TextRenderingMode, WindingOrder,
    XObject, XObjectId, XObjectTransform,
};

use crate::document::LaidOut;
use crate::fonts::{Face, Fonts, Weight};
use crate::layout::{A4, Area, Length, Line, Mark, Picture, Point, Run, Sheet, Tone};

/// What a PDF says about itself.
pub(crate) struct Properties {
    pub(crate) title: String,
    pub(crate) author: String,
    /// ISO 639-1 code.
    pub(crate) language: &'static str,
    /// Seconds since 1970.
    pub(crate) created: i64,
    /// Sixteen bytes that tell this document from all others.
    pub(crate) id: [u8; 16],
}

/// Why no PDF came about.
pub(crate) struct NotWritten(pub(crate) String);

/// Writes the sheets as a PDF. The same input gives the same bytes.
pub(crate) fn write(
    laid_out: LaidOut,
    fonts: &Fonts,
    properties: &Properties,
) -> Result<Vec<u8>, NotWritten> {
    let mut pdf = PdfDocument::new(&properties.title);
    describe(&mut pdf, properties);
    for face in [Face::Regular, Face::Bold, Face::Han] {
        if let Some(font) = fonts.face(face).filter(|_| uses(&laid_out.sheets, face)) {
            pdf.resources.fonts.map.insert(font_id(face), PdfFont::new(font.clone()));
        }
    }
    for (index, picture) in laid_out.pictures.into_iter().enumerate() {
        pdf.resources.xobjects.map.insert(picture_id(index), embedded(picture));
    }
    pdf.pages = laid_out.sheets.iter().map(page).collect();
    serialize(&pdf, properties)
}

fn describe(pdf: &mut PdfDocument, properties: &Properties) {
    let info = &mut pdf.metadata.info;
    info.author = properties.author.clone();
    info.creator = "Greenlane".to_owned();
    info.producer = "Greenlane".to_owned();
    if let Ok(created) = printpdf::OffsetDateTime::from_unix_timestamp(properties.created) {
        info.creation_date = created;
        info.modification_date = created;
        info.metadata_date = created;
    }
}

fn serialize(pdf: &PdfDocument, properties: &Properties) -> Result<Vec<u8>, NotWritten> {
    let mut warnings = Vec::new();
    let options = PdfSaveOptions { image_optimization: None, ..PdfSaveOptions::default() };
    let mut document = pdf.to_lopdf_document(&options, &mut warnings);
    // The language and the title in the window came with 1.4; printpdf says 1.3.
    document.version = "1.4".to_owned();
    // printpdf puts a counter of its own into the identifier; ours depends on the input alone.
    let id = DictItem::String { data: properties.id.to_vec(), literal: false };
    let pair = DictItem::Array(vec![id.clone(), id]);
    document.trailer.set("ID", pair.to_lopdf());
    let language =
        DictItem::String { data: properties.language.as_bytes().to_vec(), literal: true };
    let preferences = BTreeMap::from([("DisplayDocTitle".to_owned(), DictItem::Bool(true))]);
    let catalog = document.catalog_mut().map_err(|error| NotWritten(error.to_string()))?;
    catalog.set("Lang", language.to_lopdf());
    catalog.set("ViewerPreferences", DictItem::Dict { map: preferences }.to_lopdf());
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|error| NotWritten(error.to_string()))?;
    Ok(bytes)
}

fn uses(sheets: &[Sheet], face: Face) -> bool {
    sheets.iter().flat_map(|sheet| &sheet.marks).any(|mark| match mark {
        Mark::Text { line, .. } => line.runs.iter().any(|run| run.face == face),
        _ => false,
    })
}

/// The first six letters are also the subset's tag, which has to be in capitals.
fn font_id(face: Face) -> FontId {
    FontId(
        match face {
            Face::Regular => "GLTEXT",
            Face::Bold => "GLBOLD",
            Face::Han => "GLHANS",
        }
        .to_owned(),
    )
}

fn picture_id(index: usize) -> XObjectId {
    XObjectId(format!("Photo{index}"))
}

fn embedded(picture: Picture) -> XObject {
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let space = if picture.grey { "DeviceGray" } else { "DeviceRGB" };
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(picture.width.into())),
        ("Height", DictItem::Int(picture.height.into())),
        ("ColorSpace", name(space)),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Filter", name("DCTDecode")),
    ];
    XObject::External(ExternalXObject {
        stream: ExternalStream {
            dict: dict.map(|(key, value)| (key.to_owned(), value)).into(),
            content: picture.jpeg,
            compress: false,
        },
        width: None,
        height: None,
        dpi: None,
    })
}

fn page(sheet: &Sheet) -> PdfPage {
    let mut ops = Vec::with_capacity(sheet.marks.len() * 6);
    for mark in &sheet.marks {
        draw(&mut ops, mark);
    }
    let size = Rect::from_wh(points(A4.width), points(A4.height));
    PdfPage { media_box: size.clone(), trim_box: size.clone(), crop_box: size, ops }
}

fn draw(ops: &mut Vec<Op>, mark: &Mark) {
    match mark {
        Mark::Text { at, line } => text(ops, *at, line),
        Mark::Fill { area, tone } => {
            ops.push(Op::SetFillColor { col: grey(*tone) });
            ops.push(Op::DrawRectangle { rectangle: rectangle(*area) });
        }
        Mark::Outline { corners, thickness, tone } => {
            pen(ops, *thickness, *tone);
            let points = corners.iter().map(|corner| corner_point(*corner)).collect();
            ops.push(Op::DrawLine { line: Path { points, is_closed: true } });
        }
        Mark::Disc { centre, radius, fill, outline, thickness } => {
            pen(ops, *thickness, *outline);
            ops.push(Op::SetFillColor { col: grey(*fill) });
            ops.push(Op::DrawPolygon { polygon: disc(*centre, *radius) });
        }
        Mark::Picture { index, area } => ops.push(Op::UseXobject {
            id: picture_id(*index),
            transform: XObjectTransform {
                translate_x: Some(points(area.left)),
                translate_y: Some(from_below(area.top + area.height)),
                scale_x: Some(points(area.width).0),
                scale_y: Some(points(area.height).0),
                no_auto_scale: true,
                ..XObjectTransform::default()
            },
        }),
    }
}

fn text(ops: &mut Vec<Op>, at: Point, line: &Line) {
    let mut x = at.x;
    for run in &line.runs {
        ops.push(Op::StartTextSection);
        ops.push(Op::SetFillColor { col: grey(line.style.tone) });
        let font = PdfFontHandle::External(font_id(run.face));
        ops.push(Op::SetFont { font, size: points(line.style.size) });
        // There is no bold Noto Sans SC in the box: a thin outline makes the regular one bolder.
        let bolder = run.face == Face::Han && line.style.weight == Weight::Bold;
        if bolder {
            pen(ops, line.style.size / 45, line.style.tone);
            ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::FillStroke });
        }
        ops.push(Op::SetTextCursor { pos: pdf_point(Point { x, y: at.y }) });
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codepoints(run))] });
        if bolder {
            ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
        }
        ops.push(Op::EndTextSection);
        x += run.width;
    }
}

fn codepoints(run: &Run) -> Vec<Codepoint> {
    run.glyphs
        .iter()
        .map(|(id, character)| Codepoint::with_cid(*id, 0.0, copied(*id, *character).to_string()))
        .collect()
}

/// The character that someone gets who copies the text: spaces of any width are plain spaces, and
/// the box, which stands for many, says that something is missing.
fn copied(glyph: u16, character: char) -> char {
    match (glyph, character) {
        (0, _) => '\u{fffd}',
        (_, space) if space.is_whitespace() => ' ',
        (_, other) => other,
    }
}

fn pen(ops: &mut Vec<Op>, thickness: Length, tone: Tone) {
    ops.push(Op::SetOutlineThickness { pt: points(thickness) });
    ops.push(Op::SetOutlineColor { col: grey(tone) });
}

fn grey(tone: Tone) -> Color {
    let percent = match tone {
        Tone::Ink => 0.0,
        Tone::Quiet => 0.36,
        Tone::Faint => 0.72,
        Tone::Paper => 1.0,
    };
    Color::Greyscale(Greyscale { percent, icc_profile: None })
}

fn rectangle(area: Area) -> Rect {
    Rect {
        x: points(area.left),
        y: from_below(area.top + area.height),
        width: points(area.width),
        height: points(area.height),
        mode: Some(PaintMode::Fill),
        winding_order: None,
    }
}

fn disc(centre: Point, radius: Length) -> Polygon {
    // Four arcs; the handles are 0.5523 of the radius long.
    let handle = radius.scaled(5_523, 10_000);
    let (r, h, zero) = (radius, handle, Length::ZERO);
    let arcs = [
        (r, zero, false),
        (r, h, true),
        (h, r, true),
        (zero, r, false),
        (-h, r, true),
        (-r, h, true),
        (-r, zero, false),
        (-r, -h, true),
        (-h, -r, true),
        (zero, -r, false),
        (h, -r, true),
        (r, -h, true),
        (r, zero, false),
    ];
    let points = arcs
        .map(|(x, y, bezier)| LinePoint {
            p: pdf_point(Point { x: centre.x + x, y: centre.y + y }),
            bezier,
        })
        .to_vec();
    Polygon {
        rings: vec![PolygonRing { points }],
        mode: PaintMode::FillStroke,
        winding_order: WindingOrder::NonZero,
    }
}

fn corner_point(corner: Point) -> LinePoint {
    LinePoint { p: pdf_point(corner), bezier: false }
}

fn pdf_point(point: Point) -> PdfPoint {
    PdfPoint { x: points(point.x), y: from_below(point.y) }
}

/// PDF counts from the bottom of the page.
fn from_below(y: Length) -> Pt {
    points(A4.height - y)
}

fn points(length: Length) -> Pt {
    // The only place where lengths become floats, because printpdf takes them so. A page is less
    // than a million thousandths high, which f32 holds exactly before the division.
    #[allow(clippy::float_arithmetic, reason = "printpdf takes lengths as f32")]
    Pt(length.in_thousandths() as f32 / 1_000.0)
}
