//! Type-ahead for a time zone; what the clock shows there tells whether it is the right one.

use super::entry::Entry;
use crate::{
    base::{Clock, text::fold},
    lang::Lang,
    ui::{icons::Icon, keys::keep_typing},
};
use chrono_tz::{TZ_VARIANTS, Tz};
use dioxus::prelude::*;

const SHOWN: usize = 6;

#[component]
pub fn ZonePicker(
    label: String,
    value: String,
    lang: Lang,
    onpick: EventHandler<String>,
    #[props(default)] error: Option<String>,
    /// By which the hours beside the zones are told.
    #[props(default = Clock::System)]
    clock: Clock,
) -> Element {
    let mut asked = use_signal(|| false);
    let mut lit = use_signal(|| 0usize);
    let found: Vec<Tz> = if asked() { find(&value) } else { Vec::new() };
    let rows = found.len();
    let mut choose = move |zone: Tz| {
        onpick.call(zone.name().to_owned());
        asked.set(false);
    };
    let keys = found.clone();
    let on_key = move |e: KeyboardEvent| {
        keep_typing(&e);
        match e.key() {
            Key::ArrowDown if rows > 0 => lit.set((lit() + 1) % rows),
            Key::ArrowUp if rows > 0 => lit.set((lit() + rows - 1) % rows),
            Key::Enter if rows > 0 => choose(keys[lit().min(rows - 1)]),
            Key::Escape if rows > 0 => asked.set(false),
            _ => return,
        }
        e.prevent_default();
        e.stop_propagation();
    };
    let now_in = move |zone: Tz| crate::words::time(clock.local(zone));
    let said = value.parse::<Tz>().ok().map(|zone| lang.text("door-zone-now", &[("time", now_in(zone).into())]));
    let bad = error.is_some();
    rsx! {
        div { class: "field", "data-bad": if bad { "true" },
            span { class: "name", id: "zone-label", "{label}" }
            Entry {
                value, oninput: move |v| { lit.set(0); asked.set(true); onpick.call(v) }, onkey: on_key,
                name: "zone", "data-testid": "zone", role: "combobox", "aria-labelledby": "zone-label", "aria-expanded": rows > 0, "aria-controls": "zones", "aria-invalid": bad,
                 maxlength: "60",
            }
            if rows > 0 {
                ul { class: "suggest in-place", id: "zones", role: "listbox",
                    for (i , zone) in found.into_iter().enumerate() {
                        li { key: "{zone.name()}", role: "option", "aria-selected": lit() == i, onclick: move |_| choose(zone),
                            span { class: "main", "{zone.name()}" } span { class: "second num", {now_in(zone)} }
                        }
                    }
                }
            } else if let Some(error) = error {
                span { class: "error", role: "alert", Icon { name: "circle-alert", small: true } span { "{error}" } }
            } else if let Some(said) = said {
                span { class: "hint", "{said}" }
            }
        }
    }
}

/// Zones that hold all that was typed, those whose town begins with it first.
fn find(typed: &str) -> Vec<Tz> {
    let typed = fold(typed);
    if typed.is_empty() {
        return Vec::new();
    }
    let town = |zone: &Tz| !fold(zone.name().rsplit('/').next().unwrap_or_default()).starts_with(&typed);
    let mut found: Vec<Tz> = TZ_VARIANTS.iter().copied().filter(|z| typed.split(' ').all(|w| fold(z.name()).contains(w))).collect();
    found.sort_by_key(|zone| (town(zone), zone.name()));
    found.truncate(SHOWN);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_is_found_by_its_beginning() {
        assert_eq!(find("paris").first(), Some(&Tz::Europe__Paris));
        assert_eq!(find("europe brus").first(), Some(&Tz::Europe__Brussels));
        assert!(find("").is_empty() && find("atlantis").is_empty());
    }
}
