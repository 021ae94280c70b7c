//! A line that is typed into, and nothing typed is ever lost.
//!
//! A field whose value is written back after each letter is behind a quick hand: the letter before last would
//! overwrite the last. So the page keeps what is typed, and is written to only when the value was changed by
//! something else: then the input is made anew.

use crate::ui::keys::keep_typing;
use dioxus::prelude::*;

#[component]
pub fn Entry(
    value: String,
    oninput: EventHandler<String>,
    #[props(default)] onkey: Option<EventHandler<KeyboardEvent>>,
    #[props(default)] onchange: Option<EventHandler<String>>,
    #[props(default)] autofocus: bool,
    #[props(default)] several: bool,
    #[props(extends = input, extends = GlobalAttributes)] attributes: Vec<Attribute>,
) -> Element {
    let Typed { mut typed, made, mut here, again } = use_typed(&value);
    let mut hear = move |value: String| {
        typed.set(value.clone());
        oninput.call(value);
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
                textarea { key: "{generation}", initial_value: "{value}", autocomplete: "off", spellcheck: "false", onmounted: focus, oninput: move |e| hear(e.value()), onchange: change, onkeydown: key, onfocusin: move |_| here.set(true), onfocusout: move |_| here.set(false), ..attributes.clone() }
            } else {
                input { key: "{generation}", initial_value: "{value}", autocomplete: "off", spellcheck: "false", onmounted: focus, oninput: move |e| hear(e.value()), onchange: change, onkeydown: key, onfocusin: move |_| here.set(true), onfocusout: move |_| here.set(false), ..attributes.clone() }
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
