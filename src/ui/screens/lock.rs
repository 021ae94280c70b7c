//! The locked screen: the day goes on behind it, and nothing of a patient is on it.

use crate::{
    actions::demo,
    base::Clock,
    store,
    ui::{
        app::use_example,
        door::{Doorway, Paper, Trouble, Waiting, Waits, countdown, remaining, use_seconds},
        icons::Icon,
        live::MINUTE,
        parts::passphrase::Passphrase,
        screens::today::capitalised,
        session::Session,
        use_query, use_session, use_topics,
    },
    vault, words,
};
use dioxus::prelude::*;
use zeroize::Zeroizing;

/// What the locked screen knows of the last try.
#[derive(Clone, Copy, PartialEq)]
struct Tries {
    busy: Signal<bool>,
    until: Signal<i64>,
    trouble: Signal<Option<Trouble>>,
    typed: Signal<String>,
}

#[component]
pub fn Lock() -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let mut tries =
        Tries { busy: use_signal(|| false), until: use_signal(|| 0), trouble: use_signal(|| None), typed: use_signal(String::new) };
    let now = use_seconds();
    let person = session.desk.peek().person;
    let who = use_query(&["person"], move |db| store::people::get(db, person));
    let name = who.read().clone().flatten().map(|p| p.name).unwrap_or_default();
    let lang = *session.lang.read();
    let wait = remaining((tries.until)(), now());
    let trouble = (tries.trouble)().filter(|_| wait.is_none()).map(|t| t.words(lang));
    let submit = move |e: FormEvent| {
        e.prevent_default();
        verify(session, door, tries);
    };
    let busy = (tries.busy)();
    rsx! {
        Paper {
            Time {}
            div { class: "persons", p { class: "person", "aria-pressed": "true", strong { "{name}" } span { Icon { name: "lock", small: true } } } }
            if let Some(seconds) = wait { Waiting { words: session.tr("door-wait", &[("wait", countdown(seconds).into())]) } }
            if let Some(words) = trouble { p { class: "note delay", "data-tone": "warn", role: "alert", "data-testid": "problem", Icon { name: "triangle-alert" } span { "{words}" } } }
            form { autocomplete: "off", onsubmit: submit,
                Passphrase { lang, label: session.t("passphrase"), value: (tries.typed)(), autofocus: true, oninput: move |v| tries.typed.set(v) }
                ExampleHint { typed: tries.typed }
                button { class: "btn primary big wide", r#type: "submit", "data-testid": "unlock", "aria-disabled": busy || wait.is_some(),
                    if busy { {session.t("door-unlocking")} } else { {session.t("door-open")} " " kbd { class: "key", "↵" } }
                }
            }
            div { class: "foot-links", button { class: "link", "data-testid": "close-genki", onclick: move |_| door.close(), {session.t("lock-close")} } }
        }
    }
}

/// The hour, large, as one who comes back wants it.
#[component]
fn Time() -> Element {
    let session = use_session();
    use_topics(&[MINUTE]);
    let now = session.now();
    let day = capitalised(&words::day(*session.lang.read(), now.date()));
    rsx! {
        h1 { class: "clock num", {words::time(now)} }
        p { class: "day-name", {session.tr("lock-day", &[("day", day.into())])} }
    }
}

/// The example's passphrase is no secret.
#[component]
fn ExampleHint(typed: Signal<String>) -> Element {
    let session = use_session();
    let example = use_example();
    rsx! {
        if example() {
            p { class: "note delay", "data-tone": "info", Icon { name: "info" }
                span {
                    {session.tr("lock-example", &[("passphrase", demo::PASSPHRASE.into())])} " "
                    button { class: "link", r#type: "button", "data-testid": "type-it", onclick: move |_| typed.set(demo::PASSPHRASE.to_owned()), {session.t("lock-example-type")} }
                }
            }
        }
    }
}

fn verify(session: Session, door: Doorway, mut tries: Tries) {
    let waits = remaining(*tries.until.peek(), Clock::System.millis()).is_some();
    if waits || *tries.busy.peek() || tries.typed.peek().is_empty() {
        return;
    }
    let Some(practice) = door.open.peek().clone() else { return };
    tries.busy.set(true);
    tries.trouble.set(None);
    let person = session.desk.peek().person;
    let typed = Zeroizing::new(tries.typed.peek().clone());
    let ask = move || {
        practice.with_vault(|vault, _| {
            let answer = vault.verify(person, &typed);
            (answer, Waits::of(vault).person(person))
        })
    };
    session.in_background(ask, move |mut session, answer| {
        let Some((answer, until)) = answer else { return };
        match answer {
            Ok(()) => {
                session.touched.set(Clock::System.millis());
                session.locked.set(false);
            }
            Err(error) => {
                tries.busy.set(false);
                tries.typed.set(String::new());
                tries.until.set(until);
                let silent = matches!(error, vault::Error::TooSoon(_));
                tries.trouble.set((!silent).then(|| Trouble::of_vault(&error)));
            }
        }
    });
}
