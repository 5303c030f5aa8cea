//! Text with a style: which glyphs of which faces, and how wide they are.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use crate::fonts::{Face, Fonts, Glyph, Weight};
use crate::layout::{Length, Tone};

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) weight: Weight,
    pub(crate) size: Length,
    /// From one baseline to the next.
    pub(crate) leading: Length,
    pub(crate) tone: Tone,
}

impl Style {
    pub(crate) const fn new(weight: Weight, size: Length, leading: Length, tone: Tone) -> Self {
        Self { weight, size, leading, tone }
    }

    /// How far below the top of its box a line's baseline is, so that capitals stand in the middle.
    pub(crate) fn baseline(self) -> Length {
        let capitals = self.size.scaled(714, 1_000);
        (self.leading + capitals) / 2
    }
}

/// Glyphs of one face that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) face: Face,
    /// Glyph ids with the characters that they stand for.
    pub(crate) glyphs: Vec<(u16, char)>,
    pub(crate) width: Length,
}

/// One line of text, measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) style: Style,
    pub(crate) runs: Vec<Run>,
    pub(crate) width: Length,
}

/// A character with its glyph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Set {
    pub(crate) character: char,
    pub(crate) glyph: Glyph,
    pub(crate) width: Length,
}

/// Sets text for one document, and remembers which characters no font has.
pub(crate) struct Typesetter<'a> {
    fonts: &'a Fonts,
    // A font's own look-up walks its segments one by one; a document asks for the same few hundred
    // characters over and over.
    known: RefCell<HashMap<(char, Weight), Glyph>>,
    missing: RefCell<BTreeSet<char>>,
}

impl<'a> Typesetter<'a> {
    pub(crate) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, known: RefCell::default(), missing: RefCell::default() }
    }

    /// The text as one line, however wide it is.
    pub(crate) fn line(&self, text: &str, style: Style) -> Line {
        line_of(&self.set(text, style), style)
    }

    /// Each character with its glyph.
    pub(crate) fn set(&self, text: &str, style: Style) -> Vec<Set> {
        text.chars()
            .map(|character| {
                let glyph = self.glyph(character, style.weight);
                Set { character, glyph, width: style.size.scaled(glyph.advance, 1_000) }
            })
            .collect()
    }

    /// The characters that print as a box, in order.
    pub(crate) fn unprintable(&self) -> Vec<char> {
        self.missing.borrow().iter().copied().collect()
    }

    fn glyph(&self, character: char, weight: Weight) -> Glyph {
        if let Some(glyph) = self.known.borrow().get(&(character, weight)) {
            return *glyph;
        }
        let glyph = self.fonts.glyph(character, weight);
        if glyph.missing {
            self.missing.borrow_mut().insert(character);
        }
        self.known.borrow_mut().insert((character, weight), glyph);
        glyph
    }
}

/// Puts set characters together as a line, one run for each change of face.
pub(crate) fn line_of(set: &[Set], style: Style) -> Line {
    let mut runs: Vec<Run> = Vec::new();
    for Set { character, glyph, width } in set {
        match runs.last_mut() {
            Some(run) if run.face == glyph.face => {
                run.glyphs.push((glyph.id, *character));
                run.width += *width;
            }
            _ => runs.push(Run {
                face: glyph.face,
                glyphs: vec![(glyph.id, *character)],
                width: *width,
            }),
        }
    }
    let width = runs.iter().map(|run| run.width).sum();
    Line { style, runs, width }
}
