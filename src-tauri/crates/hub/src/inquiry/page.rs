//! The page for merchants, warehouses and transporters. Plain HTML; works without a script.

mod ask;
mod results;
mod sign_in;
mod track;

use maud::{DOCTYPE, Markup, PreEscaped, html};

pub(crate) use ask::ask;
pub(crate) use results::{Answered, answer, results};
pub(crate) use sign_in::{key, sign_in};
pub(crate) use track::next;

use super::assets;
use super::language::Language;

/// What every page shows.
pub(crate) struct Frame<'a> {
    pub(crate) language: Language,
    /// The office's name.
    pub(crate) office: &'a str,
    /// Who is signed in.
    pub(crate) party: Option<&'a str>,
    /// The form that the language's buttons send again, so that its answers come in that language;
    /// plain links where there is none.
    pub(crate) form: Option<&'a str>,
}

const MARK: &str = r#"<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><rect x="1" y="1" width="18" height="18" rx="5" fill="currentColor"/></svg>"#;

impl Frame<'_> {
    pub(crate) fn page(&self, content: &Markup) -> Markup {
        let words = self.language.words();
        html! {
            (DOCTYPE)
            html lang=(self.language.html()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    title { (words.title) " · " (self.office) }
                    link rel="icon" href=(assets::ICON.path());
                    link rel="stylesheet" href=(assets::STYLE.path());
                    script src=(assets::SCRIPT.path()) defer {}
                }
                body {
                    a.skip href="#content" { (words.skip) }
                    header {
                        div.bar {
                            a.brand href="/parcels" {
                                (PreEscaped(MARK)) span { "Greenlane" } span.office { (self.office) }
                            }
                            (self.languages())
                            (self.account())
                        }
                    }
                    main #content tabindex="-1" { (content) }
                    footer { p { (words.footer) } }
                }
            }
        }
    }

    fn languages(&self) -> Markup {
        html! {
            nav.languages aria-label=(self.language.words().language) {
                @for language in Language::ALL {
                    (self.language_switch(language))
                }
            }
        }
    }

    fn language_switch(&self, language: Language) -> Markup {
        let name = language.words().name;
        let current = (language == self.language).then_some("true");
        let (tag, lang) = (language.tag(), language.html());
        html! {
            @if let Some(form) = self.form {
                button type="submit" form=(form) name="lang" value=(tag) lang=(lang)
                    aria-current=[current] { (name) }
            } @else {
                a href={ "?lang=" (tag) } lang=(lang) hreflang=(lang) aria-current=[current] { (name) }
            }
        }
    }

    fn account(&self) -> Markup {
        let words = self.language.words();
        html! {
            @if let Some(party) = self.party {
                form.account method="post" action="/parcels/sign-out" {
                    span.party title=(party) {
                        span.hidden { (words.signed_in) " " } (party)
                    }
                    button.quiet type="submit" { (words.sign_out) }
                }
            }
        }
    }
}
