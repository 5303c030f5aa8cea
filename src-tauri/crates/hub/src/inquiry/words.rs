//! What the page and the mails say, in each language.

mod de;
mod en;
mod fr;
mod nl;
mod zh;

use sync::parcel::{FactSource, Stage};

use super::language::Language;

/// The words of one language. `{}` stands for what is filled in.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) language: &'static str,
    pub(crate) signed_in: &'static str,
    pub(crate) sign_out: &'static str,
    pub(crate) sign_in: SignIn,
    pub(crate) ask: Ask,
    pub(crate) result: ResultWords,
    pub(crate) stages: [&'static str; 8],
    /// Sender, office, authority.
    pub(crate) sources: [&'static str; 3],
    pub(crate) age: Age,
    pub(crate) months: [&'static str; 12],
    pub(crate) footer: &'static str,
    pub(crate) mail: Mail,
}

#[derive(Debug)]
pub(crate) struct SignIn {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) label: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) button: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) too_often: &'static str,
    pub(crate) key_title: &'static str,
    pub(crate) key_lead: &'static str,
    pub(crate) key_label: &'static str,
    pub(crate) go_on: &'static str,
}

#[derive(Debug)]
pub(crate) struct Ask {
    pub(crate) title: &'static str,
    pub(crate) label: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) button: &'static str,
    pub(crate) clear: &'static str,
    /// How many numbers stand in the field.
    pub(crate) count: &'static str,
    pub(crate) too_many: &'static str,
    pub(crate) none: &'static str,
}

#[derive(Debug)]
pub(crate) struct ResultWords {
    pub(crate) title: &'static str,
    pub(crate) found: &'static str,
    pub(crate) export: &'static str,
    pub(crate) live: &'static str,
    pub(crate) paused: &'static str,
    pub(crate) number: &'static str,
    pub(crate) stage: &'static str,
    pub(crate) since: &'static str,
    pub(crate) from: &'static str,
    pub(crate) next: &'static str,
    pub(crate) nothing_next: &'static str,
    pub(crate) again: &'static str,
    pub(crate) parcel: &'static str,
    pub(crate) transport: &'static str,
    pub(crate) as_of: &'static str,
    pub(crate) learned: &'static str,
    pub(crate) not_reported: &'static str,
    pub(crate) ahead: &'static str,
    pub(crate) track: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) unknown_why: &'static str,
    pub(crate) cut: &'static str,
}

/// Each with its unit in singular and plural.
#[derive(Debug)]
pub(crate) struct Age {
    pub(crate) now: &'static str,
    pub(crate) minutes: [&'static str; 2],
    pub(crate) hours: [&'static str; 2],
    pub(crate) days: [&'static str; 2],
}

#[derive(Debug)]
pub(crate) struct Mail {
    /// Number, stage.
    pub(crate) subject: &'static str,
    /// How many parcels.
    pub(crate) digest: &'static str,
    pub(crate) reached: &'static str,
    pub(crate) more: &'static str,
    pub(crate) see: &'static str,
    pub(crate) why: &'static str,
}

impl Language {
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
            Self::Nl => &nl::WORDS,
            Self::De => &de::WORDS,
            Self::Zh => &zh::WORDS,
        }
    }
}

impl Words {
    pub(crate) fn stage(&self, stage: Stage) -> &'static str {
        self.stages[stage as usize]
    }

    pub(crate) fn source<'a>(&self, source: &'a FactSource) -> &'a str {
        match source {
            FactSource::Sender => self.sources[0],
            FactSource::Office => self.sources[1],
            FactSource::Authority => self.sources[2],
            FactSource::Operator(name) => name,
        }
    }
}

/// Puts values where the `{}` are, in their order.
pub(crate) fn fill(text: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut parts = text.split("{}");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        filled.push_str(values.next().copied().unwrap_or_default());
        filled.push_str(part);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text that lost its gap would leave the number out in one language.
    #[test]
    fn every_language_has_the_same_gaps_as_english() {
        let gaps = |words: &Words| format!("{words:?}").matches("{}").count();
        for language in Language::ALL {
            assert_eq!(gaps(language.words()), gaps(Language::En.words()), "{language:?}");
        }
    }

    #[test]
    fn gaps_are_filled_in_order() {
        assert_eq!(fill("{} of {} found", &["2", "3"]), "2 of 3 found");
    }
}
