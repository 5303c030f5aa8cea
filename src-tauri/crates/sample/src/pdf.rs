//! Small PDF pages with the built-in fonts: enough for an invoice, the same bytes every time.
//!
//! `printpdf` puts a random identifier and the time into its files, and only `documents` knows it;
//! these files must not change, and need no fonts of their own.

use std::fmt::Write as _;

/// The built-in fonts, in the encoding that Windows uses for western Europe.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Font {
    Regular,
    Bold,
}

/// A colour in percent of red, green and blue.
pub(crate) type Colour = (u8, u8, u8);

pub(crate) const BLACK: Colour = (10, 10, 12);
pub(crate) const GREY: Colour = (45, 47, 52);
pub(crate) const PALE: Colour = (94, 95, 97);

/// A page of A4, 595 by 842 points from the lower left corner.
#[derive(Default)]
pub(crate) struct Page {
    operators: Vec<u8>,
}

impl Page {
    /// Text from a point on to the right.
    pub(crate) fn text(&mut self, at: (i32, i32), font: (Font, i32), colour: Colour, text: &str) {
        let name = if font.0 == Font::Bold { "F2" } else { "F1" };
        self.colour(colour);
        self.push(&format!("BT /{name} {} Tf {} {} Td (", font.1, at.0, at.1));
        self.operators.extend(encode(text));
        self.push(") Tj ET\n");
    }

    /// A figure that ends at a point. Digits of these fonts are all of one width.
    pub(crate) fn figure(&mut self, at: (i32, i32), font: (Font, i32), colour: Colour, text: &str) {
        let thousandths: i32 = text.chars().map(width).sum();
        self.text((at.0 - thousandths * font.1 / 1000, at.1), font, colour, text);
    }

    /// A filled rectangle: lower left corner, width and height.
    pub(crate) fn fill(&mut self, at: (i32, i32), size: (i32, i32), colour: Colour) {
        self.colour(colour);
        self.push(&format!("{} {} {} {} re f\n", at.0, at.1, size.0, size.1));
    }

    /// A thin line.
    pub(crate) fn line(&mut self, from: (i32, i32), to: (i32, i32)) {
        self.push(&format!("0.6 w 0.7 G {} {} m {} {} l S\n", from.0, from.1, to.0, to.1));
    }

    /// Curves through points as a pen draws them, for a signature.
    pub(crate) fn scribble(&mut self, from: (i32, i32), strokes: &[[i32; 6]]) {
        self.push(&format!("1.2 w 0.1 0.15 0.5 RG {} {} m\n", from.0, from.1));
        for [a, b, c, d, e, f] in strokes {
            self.push(&format!("{a} {b} {c} {d} {e} {f} c\n"));
        }
        self.push("S\n");
    }

    fn colour(&mut self, (red, green, blue): Colour) {
        let part = |percent: u8| format!("{}.{:02}", percent / 100, percent % 100);
        self.push(&format!("{} {} {} rg\n", part(red), part(green), part(blue)));
    }

    fn push(&mut self, text: &str) {
        self.operators.extend_from_slice(text.as_bytes());
    }
}

/// A file of one page.
pub(crate) fn file(title: &str, page: &Page) -> Vec<u8> {
    let font = |name: &str| {
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
            .into_bytes()
    };
    let mut content = format!("<< /Length {} >>\nstream\n", page.operators.len()).into_bytes();
    content.extend_from_slice(&page.operators);
    content.extend_from_slice(b"\nendstream");
    let mut information = b"<< /Title (".to_vec();
    information.extend(encode(title));
    information.extend_from_slice(b") /Producer (Greenlane sample) >>");
    objects(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
          /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"
            .to_vec(),
        content,
        font("Helvetica"),
        font("Helvetica-Bold"),
        information,
    ])
}

/// Numbers the objects, the first being the catalogue and the last the information.
fn objects(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        out.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let (count, start) = (objects.len() + 1, out.len());
    let trailer = format!(
        "xref\n0 {count}\n{table}trailer\n<< /Size {count} /Root 1 0 R /Info {} 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len()
    );
    out.extend_from_slice(trailer.as_bytes());
    out
}

/// Windows-1252 with PDF's escapes; what it does not have becomes a question mark.
fn encode(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '(' | ')' | '\\' => out.extend([b'\\', u8::try_from(letter).unwrap_or(b'?')]),
            '–' => out.push(0x96),
            '’' => out.push(0x92),
            '€' => out.push(0x80),
            _ => out.push(u8::try_from(u32::from(letter)).unwrap_or(b'?')),
        }
    }
    out
}

/// Width in thousandths of the size, of what figures are made of.
fn width(letter: char) -> i32 {
    match letter {
        '.' | ',' | ' ' => 278,
        'E' | 'S' | 'P' | 'B' => 667,
        'U' | 'R' | 'D' => 722,
        'G' => 778,
        '%' => 889,
        _ => 556,
    }
}
