//! A line that is typed into, and nothing typed is ever lost.
//!
//! A field whose value is written back after each letter is behind a quick hand: the letter before last would
//! overwrite the last. So the page keeps what is typed, and is written to only when the value was changed by
//! something else: then the input is made anew.

use crate::{
    platform::secret_keys::{self, STAND_INS},
    ui::{keys::keep_typing, secret::meant},
};
use dioxus::prelude::*;

#[component]
pub fn Entry(
    value: String,
    oninput: EventHandler<String>,
    #[props(default)] onkey: Option<EventHandler<KeyboardEvent>>,
    #[props(default)] onchange: Option<EventHandler<String>>,
    #[props(default)] autofocus: bool,
    #[props(default)] several: bool,
    /// It holds what nobody else may know: see [`crate::ui::secret`].
    #[props(default)]
    secret: Option<secret_keys::Field>,
    #[props(extends = input, extends = GlobalAttributes)] attributes: Vec<Attribute>,
) -> Element {
    let Typed { mut typed, made, mut here, again } = use_typed(&value);
    let mut hear = move |value: String| {
        typed.set(value.clone());
        // A letter that was meant for a secret field until the moment before.
        let strayed = secret.is_none() && value.chars().any(|c| STAND_INS.contains(&c));
        oninput.call(if strayed { meant(&value).to_string() } else { value });
    };
    let mut focus_is = move |here_now: bool| {
        here.set(here_now);
        if let Some(field) = secret {
            field.focus(here_now);
        }
    };
    let paste = move |e: ClipboardEvent| {
        if secret.is_some() && secret_keys::are_taken() {
            e.prevent_default();
            secret_keys::paste();
        }
    };
    let key = move |e: KeyboardEvent| match onkey {
        Some(onkey) => onkey.call(e),
        None => keep_typing(&e),
    };
    let focus = move |e: Event<MountedData>| async move {
        if autofocus || *again.peek() {
            let _ = e.set_focus(true).await;
        }
    };
    let change = move |e: FormEvent| {
        if let Some(onchange) = onchange {
            onchange.call(e.value());
        }
    };
    rsx! {
        for generation in [made] {
            if several {
                textarea { key: "{generation}", initial_value: "{value}", "data-secret": if secret.is_some() { "true" }, autocomplete: "off", spellcheck: "false", onmounted: focus, oninput: move |e| hear(e.value()), onchange: change, onkeydown: key, onfocusin: move |_| focus_is(true), onfocusout: move |_| focus_is(false), onpaste: paste, ..attributes.clone() }
            } else {
                input { key: "{generation}", initial_value: "{value}", "data-secret": if secret.is_some() { "true" }, autocomplete: "off", spellcheck: "false", onmounted: focus, oninput: move |e| hear(e.value()), onchange: change, onkeydown: key, onfocusin: move |_| focus_is(true), onfocusout: move |_| focus_is(false), onpaste: paste, ..attributes.clone() }
            }
        }
    }
}

struct Typed {
    /// What the page holds.
    typed: CopyValue<String>,
    /// How often it was written to from outside.
    made: u64,
    here: CopyValue<bool>,
    /// It had the focus when it was made anew.
    again: CopyValue<bool>,
}

fn use_typed(value: &str) -> Typed {
    let mut typed = use_hook(|| CopyValue::new(value.to_owned()));
    let mut made = use_hook(|| CopyValue::new(0u64));
    let here = use_hook(|| CopyValue::new(false));
    let mut again = use_hook(|| CopyValue::new(false));
    if *typed.peek() != value {
        typed.set(value.to_owned());
        made += 1;
        again.set(*here.peek());
    }
    let made = *made.peek();
    Typed { typed, made, here, again }
}
