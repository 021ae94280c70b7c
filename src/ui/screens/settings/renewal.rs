//! Other recovery words: asked for with a passphrase, shown, written down, confirmed, and only then the practice's.

use super::Line;
use crate::{
    actions::{entry, persons},
    model::rights::{Deed, May},
    store,
    ui::{
        app::use_example,
        door::{Doorway, Trouble, two_of, words_in, wrong_words},
        icons::Icon,
        parts::{
            passphrase::Passphrase,
            recovery_words::{ShownWord, WordsField},
            rights::use_may,
        },
        secret::Secret,
        session::Session,
        use_session,
    },
    vault::{self, RecoveryWords},
};
use dioxus::prelude::*;
use zeroize::Zeroizing;

/// What the recovery words are, and the way to other ones for whoever may renew them.
#[component]
pub fn Renewal() -> Element {
    let session = use_session();
    let example = use_example();
    let may = use_may(Deed::Persons);
    let mut open = use_signal(|| false);
    rsx! {
        Line { title: session.t("door-step-words"), more: session.t("safety-words-more"),
            if *may.read() == May::Do && !example() {
                button { class: "btn", r#type: "button", "data-testid": "renew-words", "aria-expanded": open(), onclick: move |_| open.toggle(), {session.t("safety-words-renew")} }
            }
        }
        if open() { Renew { onclose: move |()| open.set(false) } }
    }
}

/// Whoever renews says who they are first, then writes the words down, then shows that they are on paper.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Passphrase,
    Words,
    Confirm,
}

#[component]
fn Renew(onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let lang = *session.lang.peek();
    let words = use_hook(|| RecoveryWords::random(words_in(lang)).words());
    let asked = use_hook(|| two_of(words.len()));
    let mut step = use_signal(|| Step::Passphrase);
    let mut passphrase = use_signal(Secret::default);
    let mut typed = use_signal(<[Secret; 2]>::default);
    let mut wrong = use_signal(|| [false, false]);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let shown = words.clone();
    let submit = move |e: FormEvent| {
        e.prevent_default();
        if busy() {
            return;
        }
        match step() {
            Step::Passphrase if passphrase.peek().is_empty() => {}
            Step::Passphrase => {
                busy.set(true);
                verify(session, door, passphrase.peek().clone(), busy, trouble, step);
            }
            Step::Words => step.set(Step::Confirm),
            Step::Confirm => {
                let found = wrong_words(&typed.peek(), asked.map(|n| words[n]));
                wrong.set(found.unwrap_or_default());
                if found.is_none() {
                    busy.set(true);
                    renew(session, door, words.clone(), busy, trouble, onclose);
                }
            }
        }
    };
    let at_field = trouble.read().as_ref().and_then(|t| t.words_at("passphrase", lang));
    let onward = match step() {
        Step::Passphrase => "door-go-on",
        Step::Words => "door-words-written",
        Step::Confirm => "safety-words-do",
    };
    rsx! {
        form { class: "change", autocomplete: "off", "data-testid": "renewal", onsubmit: submit,
            match step() {
                Step::Passphrase => rsx! {
                    Passphrase { lang, label: session.t("pin-passphrase"), value: passphrase(), autofocus: true, error: at_field, oninput: move |v| { passphrase.set(v); trouble.set(None) } }
                },
                Step::Words => rsx! {
                    p { class: "former-says", span { {session.t("safety-words-before")} } }
                    ol { class: "recovery", "data-testid": "recovery", for (i , word) in shown.iter().enumerate() { li { key: "{i}", ShownWord { word, label: session.tr("door-word-drawn", &[("n", (i + 1).to_string().into())]) } } } }
                    p { class: "note", "data-tone": "warn", Icon { name: "camera-off" } span { {session.t("door-words-photo")} } }
                },
                Step::Confirm => rsx! {
                    p { class: "former-says", span { {session.t("door-confirm")} } }
                    div { class: "fields",
                        for i in 0..2usize {
                            WordsField { key: "{i}", single: true, label: session.tr("door-word", &[("n", (asked[i] + 1).to_string().into())]), name: ["word-a", "word-b"][i], value: typed.read()[i].clone(), autofocus: i == 0,
                                error: wrong.read()[i].then(|| session.tr("door-word-wrong", &[("n", (asked[i] + 1).to_string().into())])),
                                oninput: move |v| { typed.write()[i] = v; wrong.write()[i] = false; trouble.set(None) } }
                        }
                    }
                    if let Some(trouble) = trouble() { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "triangle-alert" } span { {trouble.words(lang)} } } }
                },
            }
            div { class: "acts-line last",
                // Of each step its own: the focus goes on to it where there is no field.
                for onward in [onward] {
                    button { r#type: "submit", class: "btn primary", key: "{onward}", "data-testid": "renewal-do", "aria-disabled": busy(),
                        onmounted: move |e| async move { if step() == Step::Words { let _ = e.set_focus(true).await; } },
                        if busy() { {session.t("app-loading")} } else { {session.t(onward)} }
                    }
                }
                if step() == Step::Confirm { button { class: "btn quiet", r#type: "button", onclick: move |_| step.set(Step::Words), {session.t("door-see-again")} } }
                button { class: "btn quiet", r#type: "button", onclick: move |_| onclose.call(()), {session.t("cancel")} }
            }
        }
    }
}

/// The screen may have been left unlocked: the words open everything, so who asks for them gives their passphrase.
fn verify(
    session: Session,
    door: Doorway,
    passphrase: Secret,
    mut busy: Signal<bool>,
    mut trouble: Signal<Option<Trouble>>,
    mut step: Signal<Step>,
) {
    let Some(practice) = door.open.peek().clone() else { return };
    let work = move || {
        let person = practice.desk().person;
        let known = practice.with_vault(|vault, _| Ok(vault.verify(person, &passphrase)?));
        known.unwrap_or(Err::<(), entry::Error>(store::Error::Closed.into()))
    };
    session.in_background(work, move |_, known| {
        // The form may have been left meanwhile: then nothing is shown.
        if busy.try_peek().is_err() {
            return;
        }
        busy.set(false);
        match known {
            Ok(()) => step.set(Step::Words),
            Err(error) => trouble.set(Some(Trouble::of(&error).put_at("passphrase"))),
        }
    });
}

/// Until this is done, the words before are the practice's.
fn renew(
    session: Session,
    door: Doorway,
    words: Vec<&'static str>,
    mut busy: Signal<bool>,
    trouble: Signal<Option<Trouble>>,
    onclose: EventHandler<()>,
) {
    let Some(practice) = door.open.peek().clone() else { return };
    let work = move || {
        let words = RecoveryWords::parse(&Zeroizing::new(words.join(" "))).map_err(vault::Error::from)?;
        let desk = practice.desk();
        let renewed = practice.with_vault(|vault, opened| {
            persons::renew_words(&desk, vault, opened, &words)?;
            Ok(vault.note_words_seen(opened)?)
        });
        renewed.unwrap_or(Err::<(), entry::Error>(store::Error::Closed.into()))
    };
    session.in_background(work, move |session, done| {
        if busy.try_peek().is_ok() {
            busy.set(false);
        }
        match done {
            Ok(()) => {
                session.say(session.t("done-words"), None);
                onclose.call(());
            }
            Err(error) => {
                let why = Trouble::of(&error);
                let words = why.words(*session.lang.peek());
                session.refuse_at(trouble, why, words);
            }
        }
    });
}
