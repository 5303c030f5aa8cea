//! The one field.

use maud::{Markup, html};

use crate::inquiry::language::Language;

/// The form that asks. `text` is what stands in it, `wrong` what is wrong with that.
pub(crate) fn ask(language: Language, text: &str, wrong: Option<&str>) -> Markup {
    let words = &language.words().ask;
    let described = if wrong.is_some() { "numbers-hint numbers-wrong" } else { "numbers-hint" };
    // A pasted list shows a few lines of itself; a single number needs one.
    let rows = text.lines().count().clamp(2, 5);
    html! {
        section.ask {
            h1 { (words.title) }
            form #ask method="post" action="/parcels" data-count=(words.count) {
                label for="numbers" { (words.label) }
                p.hint #numbers-hint { (words.hint) }
                @if let Some(wrong) = wrong {
                    p.wrong #numbers-wrong role="alert" { (wrong) }
                }
                textarea #numbers name="numbers" rows=(rows) required spellcheck="false"
                    autocapitalize="characters" autocomplete="off" maxlength="80000"
                    autofocus[text.is_empty()] aria-describedby=(described)
                    aria-invalid=[wrong.map(|_| "true")] { (text) }
                div.actions {
                    button.primary type="submit" { (words.button) }
                    button.quiet type="button" data-clear="" hidden { (words.clear) }
                    output.count for="numbers" aria-live="polite" {}
                }
            }
        }
    }
}
