//! Other recovery words: shown, written down, confirmed, and only then the practice's.

use super::Line;
use crate::{
    actions::{entry, persons},
    base::text::fold,
    model::rights::{Deed, May},
    store,
    ui::{
        app::use_example,
        door::{Doorway, Trouble, two_of, words_in},
        icons::Icon,
        parts::{field::Field, rights::use_may},
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

#[component]
fn Renew(onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let lang = *session.lang.peek();
    let words = use_hook(|| RecoveryWords::random(words_in(lang)).words());
    let asked = use_hook(|| two_of(words.len()));
    let mut typed = use_signal(|| [String::new(), String::new()]);
    let mut wrong = use_signal(|| [false, false]);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let shown = words.clone();
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let found = [0, 1].map(|i| fold(&typed.peek()[i]) != fold(words[asked[i]]));
        wrong.set(found);
        if busy() || found != [false, false] {
            return;
        }
        busy.set(true);
        renew(session, door, words.clone(), busy, trouble, onclose);
    };
    rsx! {
        form { class: "change", autocomplete: "off", "data-testid": "renewal", onsubmit: submit,
            p { class: "former-says", span { {session.t("safety-words-before")} } }
            ol { class: "recovery", "data-testid": "recovery", for (i , word) in shown.iter().enumerate() { li { key: "{i}", "{word}" } } }
            p { class: "note", "data-tone": "warn", Icon { name: "camera-off" } span { {session.t("door-words-photo")} } }
            div { class: "fields",
                for i in 0..2usize {
                    Field { key: "{i}", label: session.tr("door-word", &[("n", (asked[i] + 1).to_string().into())]), name: ["word-a", "word-b"][i], value: typed.read()[i].clone(),
                        error: wrong.read()[i].then(|| session.tr("door-word-wrong", &[("n", (asked[i] + 1).to_string().into())])),
                        oninput: move |v| { typed.write()[i] = v; wrong.write()[i] = false; trouble.set(None) } }
                }
            }
            if let Some(trouble) = trouble() { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "triangle-alert" } span { {trouble.words(lang)} } } }
            div { class: "acts-line last",
                button { class: "btn primary", r#type: "submit", "data-testid": "renewal-do", "aria-disabled": busy(), if busy() { {session.t("app-loading")} } else { {session.t("safety-words-do")} } }
                button { class: "btn quiet", r#type: "button", onclick: move |_| onclose.call(()), {session.t("cancel")} }
            }
        }
    }
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
