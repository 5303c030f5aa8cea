//! Languages of the page and of what is mailed.

use serde::{Deserialize, Serialize};

/// A language that the office's partners read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// Dutch.
    Nl,
    /// German.
    De,
    /// Simplified Chinese.
    Zh,
}

impl Language {
    /// All of them, in the order of the switch.
    pub(crate) const ALL: [Language; 5] = [Self::En, Self::Fr, Self::Nl, Self::De, Self::Zh];

    /// The language of a tag such as `fr` or `fr-BE`.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.tag() == primary)
    }

    /// The one that a browser's `Accept-Language` likes best; English where it likes none of ours.
    pub(crate) fn accepted(header: &str) -> Self {
        let weighted = header.split(',').filter_map(|part| {
            let (tag, parameters) = part.split_once(';').unwrap_or((part, ""));
            let weight = parameters.trim().strip_prefix("q=").map_or(Some(1000), thousandths)?;
            Some((weight, Self::of_tag(tag)?)).filter(|(weight, _)| *weight > 0)
        });
        // The first of equals: `max_by_key` would take the last.
        let best = weighted.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map(|(_, language)| language).unwrap_or_default()
    }

    /// ISO 639 code.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Nl => "nl",
            Self::De => "de",
            Self::Zh => "zh",
        }
    }

    /// For the page's `lang`, which also chooses the form of Chinese characters.
    pub(crate) fn html(self) -> &'static str {
        if self == Self::Zh { "zh-Hans" } else { self.tag() }
    }
}

/// `0.8` as 800.
fn thousandths(text: &str) -> Option<u32> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let fraction = format!("{fraction:0<3}");
    let whole: u32 = whole.parse().ok().filter(|whole| *whole <= 1)?;
    Some((whole * 1000 + fraction.get(..3)?.parse::<u32>().ok()?).min(1000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("nl", Language::Nl)]
    #[case::region("de-AT", Language::De)]
    #[case::weights("en;q=0.5, fr-BE;q=0.9, nl;q=0.8", Language::Fr)]
    #[case::first_of_equals("zh-CN,zh,en", Language::Zh)]
    #[case::not_ours("pl, cs;q=0.9", Language::En)]
    #[case::unwanted("fr;q=0, de;q=0.1", Language::De)]
    #[case::nonsense(";;q=x,,", Language::En)]
    fn browsers_get_what_they_like(#[case] header: &str, #[case] expected: Language) {
        assert_eq!(Language::accepted(header), expected);
    }
}
