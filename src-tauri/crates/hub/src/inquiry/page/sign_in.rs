//! Coming in.

use maud::{Markup, html};

use crate::inquiry::language::Language;

/// The form, with what was wrong with the last try.
pub(crate) fn sign_in(language: Language, wrong: Option<&str>) -> Markup {
    let words = &language.words().sign_in;
    html! {
        section.narrow {
            h1 { (words.title) }
            p.lead { (words.lead) }
            form.stack method="post" action="/parcels/sign-in" {
                label for="code" { (words.label) }
                p.hint #code-hint { (words.hint) }
                @if let Some(wrong) = wrong {
                    p.wrong #code-wrong role="alert" { (wrong) }
                }
                input #code name="code" type="password" required autofocus autocomplete="current-password"
                    autocapitalize="characters" spellcheck="false" maxlength="100"
                    aria-describedby=(if wrong.is_some() { "code-hint code-wrong" } else { "code-hint" })
                    aria-invalid=[wrong.map(|_| "true")];
                input type="hidden" name="lang" value=(language.tag());
                button.primary type="submit" { (words.button) }
            }
        }
    }
}

/// The access key, shown this once.
pub(crate) fn key(language: Language, key: &str) -> Markup {
    let words = &language.words().sign_in;
    html! {
        section.narrow {
            h1 { (words.key_title) }
            p.lead { (words.key_lead) }
            dl.key { dt { (words.key_label) } dd { code { (key) } } }
            p { a.primary href="/parcels" { (words.go_on) } }
        }
    }
}
