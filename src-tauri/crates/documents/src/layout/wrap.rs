//! Breaking text into lines that are never wider than their column.

use unicode_normalization::UnicodeNormalization;

use super::text::{Set, line_of};
use super::{Length, Line, Style, Typesetter};

impl Typesetter<'_> {
    /// The text in lines no wider than `width`.
    ///
    /// Lines break at line ends, after spaces and hyphens, and between Han characters. A word that
    /// is longer than the column is broken wherever it must be. An empty text gives no lines.
    pub(crate) fn wrap(&self, text: &str, style: Style, width: Length) -> Vec<Line> {
        let tidy = tidy(text);
        tidy.split('\n')
            .map(str::trim)
            .filter(|paragraph| !paragraph.is_empty())
            .flat_map(|paragraph| break_lines(&self.set(paragraph, style), width))
            .map(|set| line_of(&set, style))
            .collect()
    }

    /// The same in no more than `most` lines; an ellipsis stands for what is left out.
    ///
    /// For what repeats on every sheet and so has to leave room for the rest.
    pub(crate) fn wrap_at_most(
        &self,
        most: usize,
        text: &str,
        style: Style,
        width: Length,
    ) -> Vec<Line> {
        let mut lines = self.wrap(text, style, width);
        if lines.len() > most {
            lines.truncate(most);
            lines.pop();
            lines.push(self.line("…", style));
        }
        lines
    }
}

/// The text in composed form, with every kind of line end as one and tabs as spaces.
fn tidy(text: &str) -> String {
    text.nfc()
        .filter(|c| *c != '\u{feff}' && *c != '\u{200b}' && *c != '\u{ad}')
        .map(|c| match c {
            '\r' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            other => other,
        })
        .collect()
}

fn break_lines(mut rest: &[Set], width: Length) -> Vec<Vec<Set>> {
    let mut lines = Vec::new();
    while !rest.is_empty() {
        let end = line_end(rest, width);
        lines.push(without_space_at_end(&rest[..end]).to_vec());
        let spaces = rest[end..].iter().take_while(|set| set.character == ' ').count();
        rest = &rest[end + spaces..];
    }
    lines
}

/// How many characters the first line takes: at least one, up to the last place where a break is
/// good, or as many as fit where there is none.
fn line_end(set: &[Set], width: Length) -> usize {
    let mut used = Length::ZERO;
    let mut good = 0;
    for (index, Set { character, width: advance, .. }) in set.iter().enumerate() {
        if index > 0 && may_break(set[index - 1].character, *character) {
            good = index;
        }
        used += *advance;
        // A space may hang over the edge: it is not printed at the end of a line.
        if used > width && *character != ' ' {
            return if good > 0 { good } else { forced_end(set, index) };
        }
    }
    set.len()
}

/// A break inside a word: before `index`, but never between a letter and its accent.
fn forced_end(set: &[Set], index: usize) -> usize {
    let start_of_cluster = (1..=index).rev().find(|i| set[*i].glyph.advance > 0);
    start_of_cluster.unwrap_or(index).max(1)
}

fn without_space_at_end(set: &[Set]) -> &[Set] {
    let end = set.iter().rposition(|set| set.character != ' ').map_or(0, |last| last + 1);
    &set[..end]
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || is_closing(after) || is_opening(before) {
        return false;
    }
    matches!(before, ' ' | '-' | '/' | '–' | '—') || is_han(before) || is_han(after)
}

/// Whether lines may break on either side: ideographs, kana, and full-width forms.
fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}'
        | '\u{20000}'..='\u{323af}')
}

fn is_closing(c: char) -> bool {
    "、。，．；：？！）」』】》〉…％).,;:!?]}%”’".contains(c)
}

fn is_opening(c: char) -> bool {
    "（「『【《〈([{“‘".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::{Fonts, Weight};
    use crate::layout::Tone;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::after_space(' ', 'a', true)]
    #[case::before_space('a', ' ', false)]
    #[case::in_a_word('a', 'b', false)]
    #[case::after_hyphen('-', 'a', true)]
    #[case::between_han('比', '利', true)]
    #[case::latin_then_han('A', '利', true)]
    #[case::han_full_stop('利', '。', false)]
    #[case::after_opening_bracket('（', '利', false)]
    fn breaks(#[case] before: char, #[case] after: char, #[case] expected: bool) {
        assert_eq!(may_break(before, after), expected);
    }

    #[rstest]
    #[case::decomposed("Je\u{301}ro\u{302}me", "Jérôme")]
    #[case::windows_line_ends("a\r\nb", "a\n\nb")]
    #[case::invisible("a\u{200b}b\u{feff}", "ab")]
    fn tidies(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(tidy(text), expected);
    }

    const TEXT: Style = Style::new(Weight::Regular, Length::pt(9), Length::pt(12), Tone::Ink);

    fn wrapped(text: &str, width: i64) -> Option<Vec<String>> {
        let typesetter = Typesetter::new(Fonts::installed()?);
        let lines = typesetter.wrap(text, TEXT, Length::pt(width));
        Some(lines.iter().map(written).collect())
    }

    fn written(line: &Line) -> String {
        line.runs.iter().flat_map(|run| &run.glyphs).map(|(_, character)| character).collect()
    }

    #[rstest]
    #[case::nothing("", 100, &[])]
    #[case::blank(" \n ", 100, &[])]
    #[case::one_line("Rue de l’Évêché 14", 100, &["Rue de l’Évêché 14"])]
    #[case::words("Rue de l’Évêché 14", 42, &["Rue de", "l’Évêché", "14"])]
    #[case::line_ends("a\r\nb\n\nc", 100, &["a", "b", "c"])]
    #[case::hyphen("lave-vaisselle", 50, &["lave-", "vaisselle"])]
    #[case::long_word("ABCDEFGHIJ", 30, &["ABCDE", "FGHIJ"])]
    #[case::han("深圳市云帆电子商务", 46, &["深圳市云帆", "电子商务"])]
    #[case::han_full_stop("深圳市云帆。电子", 46, &["深圳市云", "帆。电子"])]
    #[case::tied_figure("12\u{a0}kg 12\u{a0}kg", 34, &["12\u{a0}kg", "12\u{a0}kg"])]
    fn wraps(#[case] text: &str, #[case] width: i64, #[case] expected: &[&str]) {
        let Some(lines) = wrapped(text, width) else { return };
        assert_eq!(lines, expected);
    }

    #[test]
    fn an_ellipsis_stands_for_what_is_left_out() {
        let Some(fonts) = Fonts::installed() else { return };
        let typesetter = Typesetter::new(fonts);
        let lines = typesetter.wrap_at_most(2, "a\nb\nc", TEXT, Length::pt(50));
        assert_eq!(lines.iter().map(written).collect::<Vec<_>>(), ["a", "…"]);
    }

    #[test]
    fn a_break_inside_a_word_keeps_an_accent_on_its_letter() {
        // No composed form of a dotted q exists, so the mark stays a character of its own.
        let Some(lines) = wrapped(&"q\u{307}".repeat(40), 30) else { return };
        assert!(lines.len() > 1 && lines.iter().all(|line| line.starts_with('q')), "{lines:?}");
    }

    proptest! {
        #[test]
        fn lines_are_never_wider_than_their_column(
            text in "[a-zA-Z0-9 \n/.,;()«»éÅßŁЖяΩλ中文电子，。（）🤖\u{301}\t-]{0,120}",
            width in 20i64..300,
        ) {
            let Some(fonts) = Fonts::installed() else { return Ok(()) };
            let lines = Typesetter::new(fonts).wrap(&text, TEXT, Length::pt(width));
            for line in &lines {
                prop_assert!(line.width <= Length::pt(width), "{line:?}");
                prop_assert_eq!(line.runs.iter().map(|run| run.width).sum::<Length>(), line.width);
            }
            let visible = |text: &str| {
                text.chars().filter(|c| !c.is_whitespace()).collect::<String>()
            };
            let all: String = lines.iter().map(written).collect();
            prop_assert_eq!(visible(&all), visible(&tidy(&text)));
        }
    }
}
