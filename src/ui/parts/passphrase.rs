//! Passphrases: typed with a button that shows them, and a new one with how good it is.

use super::{drawn::Drawn, entry::Entry, wrong::Wrong};
use crate::{
    lang::Lang,
    platform::secret_keys,
    ui::{
        icons::Icon,
        secret::{Secret, use_secret_field},
    },
    vault::{Demand, Weakness, check_passphrase},
};
use dioxus::prelude::*;

#[component]
pub fn Passphrase(
    lang: Lang,
    label: String,
    value: Secret,
    oninput: EventHandler<Secret>,
    #[props(default = "passphrase")] name: &'static str,
    #[props(default)] error: Option<String>,
    #[props(default)] autofocus: bool,
    /// Where the focus goes back to from anywhere on the page.
    #[props(default)]
    home: bool,
    #[props(default)] children: Element,
) -> Element {
    let secret = use_secret_field(&value, home, autofocus);
    let mut shown = use_signal(|| false);
    let bad = error.is_some();
    let (icon, act) = if shown() { ("eye-off", "passphrase-hide") } else { ("eye", "passphrase-show") };
    // Where the page has other letters than she typed, hers are drawn.
    let drawn = secret_keys::are_taken();
    let kind = if shown() && !drawn { "text" } else { "password" };
    rsx! {
        label { class: "field", "data-bad": if bad { "true" },
            span { class: "name", "{label}" }
            span { class: "with-button",
                Entry {
                    value: value.shown(), oninput: move |shown| oninput.call(Secret::read(shown)), secret, autofocus, r#type: kind, name, "data-testid": name, maxlength: "400",
                    autocapitalize: "none", "aria-invalid": bad, "data-home": if home { "true" },
                }
                button { class: "btn icon-only", r#type: "button", "aria-pressed": shown(), "aria-label": lang.text(act, &[]),
                    onclick: move |_| shown.toggle(),
                    Icon { name: icon }
                }
            }
            if shown() && drawn && !value.is_empty() { Drawn { text: value } }
            {children}
            if let Some(error) = error {
                span { class: "error", role: "alert", Icon { name: "circle-alert", small: true } span { "{error}" } }
            }
        }
    }
}

/// A passphrase that does not exist yet: how good it is while it is typed, and once more against a slip.
#[component]
pub fn NewPassphrase(
    lang: Lang,
    names: Vec<String>,
    demand: Demand,
    value: Secret,
    again: Secret,
    oninput: EventHandler<Secret>,
    onagain: EventHandler<Secret>,
    #[props(default)] error: Option<String>,
    #[props(default)] again_error: Option<String>,
    #[props(default)] autofocus: bool,
    #[props(default)] label: String,
) -> Element {
    let label = if label.is_empty() { lang.text("passphrase", &[]) } else { label };
    let (level, word) = strength(&value, demand, &names);
    rsx! {
        Passphrase { lang, label, name: "new-passphrase", value, error, autofocus, oninput,
            span { class: "strength", "data-level": "{level}", role: "status", "data-testid": "strength", i {} i {} i {} i {} span { {lang.text(word, &[])} } }
            // Behind a keystore less will do, but a backup goes without it.
            span { class: "hint", {lang.text(if level == 3 { "strength-backup" } else { "passphrase-hint" }, &[])} }
        }
        Again { label: lang.text("passphrase-again", &[]), value: again, error: again_error, oninput: onagain }
    }
}

#[component]
fn Again(label: String, value: Secret, error: Option<String>, oninput: EventHandler<Secret>) -> Element {
    let secret = use_secret_field(&value, false, false);
    let bad = error.is_some();
    rsx! {
        label { class: "field", "data-bad": if bad { "true" },
            span { class: "name", "{label}" }
            Entry {
                value: value.shown(), oninput: move |shown| oninput.call(Secret::read(shown)), secret, r#type: "password", name: "again", "data-testid": "again", maxlength: "400",
                autocapitalize: "none", "aria-invalid": bad,
            }
            if let Some(words) = error { Wrong { words } }
        }
    }
}

/// Says that the two differ once the second is as long as the first: not at its first letter.
pub fn differ(lang: Lang, first: &str, second: &str) -> Option<String> {
    let begun = second.chars().count() >= first.chars().count() && !second.is_empty();
    (begun && first != second).then(|| lang.text("door-differ", &[]))
}

/// Four marks: too short, guessable, good behind a keystore, good by itself.
fn strength(passphrase: &str, demand: Demand, names: &[String]) -> (u8, &'static str) {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if passphrase.is_empty() {
        return (0, "strength-0");
    }
    if check_passphrase(passphrase, Demand::Alone, &names).is_ok() {
        return (4, "strength-4");
    }
    match check_passphrase(passphrase, Demand::WithKeystore, &names) {
        Ok(()) if demand == Demand::WithKeystore => (3, "strength-3"),
        Ok(()) => (2, "strength-2"),
        Err(Weakness::Guessable) => (1, "strength-1"),
        Err(Weakness::TooShort { .. }) => (1, "strength-short"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_accepted_shows_three_marks_or_more() {
        for passphrase in ["", "a", "password", "héronbleu", "passwordpassword", "trois hérons lisent sous la pluie"] {
            for demand in [Demand::WithKeystore, Demand::Alone] {
                let (level, _) = strength(passphrase, demand, &[]);
                assert_eq!(level >= 3, check_passphrase(passphrase, demand, &[]).is_ok(), "{passphrase} {demand:?}");
            }
        }
    }
}
