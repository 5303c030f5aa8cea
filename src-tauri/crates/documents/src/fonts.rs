//! The fonts, parsed once and shared by any number of documents.

use std::path::{Path, PathBuf};

use printpdf::ParsedFont;

/// Parsed fonts: Noto Sans for Latin, Greek and Cyrillic, Noto Sans SC for Han.
///
/// Parse once, then lend to every [`crate::render`]; threads may share one value.
pub struct Fonts {
    regular: ParsedFont,
    bold: ParsedFont,
    han: Option<ParsedFont>,
}

/// A font that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// The file is not there or cannot be read.
    #[error(
        "The font file {} cannot be read: {source}. Install the application again, or name the folder that holds its fonts.",
        path.display()
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The bytes are no TrueType font.
    #[error(
        "{name} is not a TrueType font that documents can be set in. Install the application again."
    )]
    NotAFont {
        /// Which font.
        name: &'static str,
    },
}

impl FontError {
    /// The machine code of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "font_unreadable",
            Self::NotAFont { .. } => "font_invalid",
        }
    }
}

impl Fonts {
    /// File name of Noto Sans Regular in a font folder.
    pub const REGULAR: &str = "NotoSans_400Regular.ttf";
    /// File name of Noto Sans Bold in a font folder.
    pub const BOLD: &str = "NotoSans_700Bold.ttf";
    /// File name of Noto Sans SC Regular in a font folder. Without it Han prints as boxes.
    pub const HAN: &str = "NotoSansSC_400Regular.ttf";

    /// Reads the three files from a folder. The one for Han may be missing.
    ///
    /// # Errors
    /// [`FontError::Unreadable`] names the file; [`FontError::NotAFont`] the font.
    pub fn load(folder: &Path) -> Result<Self, FontError> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).map_err(|source| FontError::Unreadable { path, source })
        };
        let han = if folder.join(Self::HAN).exists() { Some(read(Self::HAN)?) } else { None };
        Self::from_bytes(&read(Self::REGULAR)?, &read(Self::BOLD)?, han.as_deref())
    }

    /// Parses the fonts from the bytes of their files (TrueType).
    ///
    /// # Errors
    /// [`FontError::NotAFont`] where bytes are no TrueType font.
    pub fn from_bytes(regular: &[u8], bold: &[u8], han: Option<&[u8]>) -> Result<Self, FontError> {
        Ok(Self {
            regular: parse(regular, "Noto Sans Regular")?,
            bold: parse(bold, "Noto Sans Bold")?,
            han: han.map(|bytes| parse(bytes, "Noto Sans SC")).transpose()?,
        })
    }

    /// The parsed font of a face; `None` only for Han where its file was missing.
    pub(crate) fn face(&self, face: Face) -> Option<&ParsedFont> {
        match face {
            Face::Regular => Some(&self.regular),
            Face::Bold => Some(&self.bold),
            Face::Han => self.han.as_ref(),
        }
    }

    /// The glyph for a character: of the face itself, else of Noto Sans SC, else the face's box.
    pub(crate) fn glyph(&self, character: char, weight: Weight) -> Glyph {
        let own = weight.face();
        [own, Face::Han].into_iter().find_map(|face| self.glyph_of(character, face)).unwrap_or_else(
            || Glyph {
                face: own,
                id: 0,
                advance: self.face(own).map_or(0, |font| advance(font, 0)),
                missing: true,
            },
        )
    }

    fn glyph_of(&self, character: char, face: Face) -> Option<Glyph> {
        let font = self.face(face)?;
        let id = font.lookup_glyph_index(u32::from(character)).filter(|id| *id != 0)?;
        Some(Glyph { face, id, advance: advance(font, id), missing: false })
    }
}

/// The two weights that documents are set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

impl Weight {
    fn face(self) -> Face {
        match self {
            Self::Regular => Face::Regular,
            Self::Bold => Face::Bold,
        }
    }
}

/// The faces that a document may embed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Face {
    Regular,
    Bold,
    Han,
}

/// One glyph of one face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub(crate) face: Face,
    pub(crate) id: u16,
    /// In thousandths of the font size.
    pub(crate) advance: i64,
    /// Whether this is the box that stands for a character no font has.
    pub(crate) missing: bool,
}

fn parse(bytes: &[u8], name: &'static str) -> Result<ParsedFont, FontError> {
    ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).ok_or(FontError::NotAFont { name })
}

#[cfg(test)]
impl Fonts {
    /// The installed fonts, parsed once for all tests; `None` where there are none.
    pub(crate) fn installed() -> Option<&'static Self> {
        static FONTS: std::sync::OnceLock<Option<Fonts>> = std::sync::OnceLock::new();
        FONTS
            .get_or_init(|| {
                let [regular, bold, han] = crate::font_files::font_files()?;
                Some(Self::from_bytes(&regular, &bold, Some(&han)).unwrap())
            })
            .as_ref()
    }
}

fn advance(font: &ParsedFont, glyph: u16) -> i64 {
    let em = i64::from(font.pdf_font_metrics.units_per_em).max(1);
    i64::from(font.get_horizontal_advance(glyph)) * 1_000 / em
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::latin('é', Weight::Regular, Face::Regular)]
    #[case::bold('é', Weight::Bold, Face::Bold)]
    #[case::greek('Ω', Weight::Regular, Face::Regular)]
    #[case::cyrillic('Ж', Weight::Bold, Face::Bold)]
    #[case::han('云', Weight::Regular, Face::Han)]
    #[case::han_in_bold('云', Weight::Bold, Face::Han)]
    fn falls_back_by_character(
        #[case] character: char,
        #[case] weight: Weight,
        #[case] expected: Face,
    ) {
        let Some(fonts) = Fonts::installed() else { return };
        let glyph = fonts.glyph(character, weight);
        assert_eq!((glyph.face, glyph.missing), (expected, false));
        assert!(glyph.id > 0 && glyph.advance > 0);
    }

    #[test]
    fn a_character_of_no_font_is_a_box_as_wide_as_it_looks() {
        let Some(fonts) = Fonts::installed() else { return };
        let glyph = fonts.glyph('🤖', Weight::Bold);
        assert_eq!((glyph.face, glyph.id, glyph.missing), (Face::Bold, 0, true));
        assert!(glyph.advance > 0);
    }

    #[test]
    fn figures_are_all_of_one_width() {
        let Some(fonts) = Fonts::installed() else { return };
        for weight in [Weight::Regular, Weight::Bold] {
            let mut widths: Vec<_> =
                ('0'..='9').map(|digit| fonts.glyph(digit, weight).advance).collect();
            widths.dedup();
            assert_eq!(widths.len(), 1, "{weight:?}");
        }
    }

    #[rstest]
    #[case::nothing(b"")]
    #[case::no_font(b"<!doctype html>")]
    fn refuses_what_is_no_font(#[case] bytes: &[u8]) {
        let error = Fonts::from_bytes(bytes, bytes, None).err().unwrap();
        assert_eq!(error.code(), "font_invalid");
    }

    #[test]
    fn names_the_file_that_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let error = Fonts::load(folder.path()).err().unwrap();
        assert_eq!(error.code(), "font_unreadable");
        assert!(error.to_string().contains(Fonts::REGULAR));
    }
}
