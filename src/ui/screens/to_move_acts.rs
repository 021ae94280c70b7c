//! What can be done with a visit to move: call, take one of the nearest places, note that nobody answered, call it
//! off with a reason, or leave it as it was agreed.

use super::visit::name_of;
use crate::{
    actions::absence,
    base::Id,
    store::{displaced::Displaced, places::FreePlace},
    ui::{
        icons::Icon,
        parts::{entry::Entry, people},
        route::{Panel, Route},
        session::Session,
        use_session,
    },
    words,
};
use dioxus::prelude::*;

/// What a letter or a tap does beside moving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    NoAnswer,
    Elsewhere,
    Cancel,
    Stay,
}

/// Which of the places Enter takes.
#[derive(Clone, Copy, PartialEq)]
pub struct Lit(pub Signal<usize>);

impl Deed {
    const ALL: [Deed; 4] = [Deed::NoAnswer, Deed::Elsewhere, Deed::Cancel, Deed::Stay];

    fn letter(self) -> &'static str {
        match self {
            Deed::NoAnswer => "r",
            Deed::Elsewhere => "m",
            Deed::Cancel => "d",
            Deed::Stay => "k",
        }
    }

    pub fn of_letter(letter: &str) -> Option<Self> {
        Deed::ALL.into_iter().find(|d| d.letter() == letter.to_lowercase())
    }

    fn text(self) -> &'static str {
        match self {
            Deed::NoAnswer => "to-move-no-answer",
            Deed::Elsewhere => "to-move-elsewhere",
            Deed::Cancel => "to-move-cancel",
            Deed::Stay => "to-move-stay",
        }
    }

    fn code(self) -> &'static str {
        match self {
            Deed::NoAnswer => "mover-no-answer",
            Deed::Elsewhere => "mover-elsewhere",
            Deed::Cancel => "mover-cancel",
            Deed::Stay => "mover-stay",
        }
    }

    pub fn run(self, mut session: Session, id: Id, after: Callback<Id>) {
        let name = || name_of(session, id);
        match self {
            Deed::NoAnswer => {
                let (now, words) = (session.now(), session.tr("done-no-answer", &[("name", name().into())]));
                session.act("displaced-call", words, move |tx| absence::no_answer(tx, now, id));
                after(id);
            }
            Deed::Stay => {
                let words = session.tr("done-stay", &[("name", name().into())]);
                after(id);
                session.act("displaced-stay", words, move |tx| absence::leave(tx, id));
            }
            Deed::Elsewhere => session.open(Panel::Move(id)),
            // Asked for below the row, where the reason is said.
            Deed::Cancel => {
                session.words.write().insert(asks(id), String::new());
            }
        }
    }
}

/// Where a reason that is being typed waits: it is still there when one comes back.
pub fn asks(id: Id) -> String {
    format!("displaced-cancel {id}")
}

/// Moves a visit to a place that was offered, with its own length.
pub fn move_to(session: Session, id: Id, place: &FreePlace, after: Callback<Id>) {
    let (start, practitioner) = (place.start, place.practitioner.id);
    let lang = *session.lang.peek();
    let time = format!("{} {}", words::day_short(lang, start.date()), words::time(start));
    let words = session.tr("done-move", &[("name", name_of(session, id).into()), ("time", time.into())]);
    after(id);
    session.act("displaced-move", words, move |tx| absence::move_visit(tx, id, start, practitioner));
}

fn cancel(mut session: Session, id: Id, why: String, after: Callback<Id>) {
    let words = session.tr("done-cancel", &[("name", name_of(session, id).into())]);
    session.words.write().remove(&asks(id));
    after(id);
    session.act("displaced-cancel", words, move |tx| absence::cancel_visit(tx, id, &why));
}

#[component]
pub fn Acts(shown: Displaced, places: Vec<FreePlace>, lit: Lit, onkey: Callback<(KeyboardEvent, Id)>, onafter: Callback<Id>) -> Element {
    let session = use_session();
    let id = shown.visit.id;
    let mut lit = lit.0;
    let lang = *session.lang.read();
    let phone = shown.patient.as_ref().filter(|_| !*session.privacy.read()).and_then(|p| p.phone().map(str::to_owned));
    let number = shown.patient.as_ref().map(|p| people::phone(session, p)).unwrap_or_default();
    let asking = session.words.read().contains_key(&asks(id));
    let patient = shown.patient.as_ref().map(|p| p.id);
    rsx! {
        div { class: "mover-acts",
            div { class: "mover-call",
                if let Some(phone) = phone {
                    a { class: "tel big", "data-testid": "mover-tel", href: "tel:{phone}", Icon { name: "phone" } "{number}" }
                } else {
                    span { class: "second", {session.t("to-move-no-phone")} }
                }
                if let Some(patient) = patient {
                    button { r#type: "button", class: "btn quiet", onclick: move |_| session.go(Route::Patient(patient)), Icon { name: "user" } span { {session.t("patient-page")} } }
                }
            }
            if !shown.visit.comment.is_empty() { p { class: "mind", "{shown.visit.comment}" } }
            if places.is_empty() {
                p { class: "second", {session.t("to-move-no-place")} }
            } else {
                div { class: "mover-places", role: "group", "aria-label": session.t("to-move-places"), onkeydown: move |e| onkey.call((e, id)),
                    for (i , place) in places.into_iter().enumerate() {
                        button { r#type: "button", key: "{i}", class: "slot place-slot", "data-testid": "mover-place-{i}", "aria-pressed": lit() == i,
                            onfocus: move |_| lit.set(i),
                            onclick: { let place = place.clone(); move |_| move_to(session, id, &place, onafter) },
                            span { class: "dayname", {words::day_short(lang, place.start.date())} }
                            span { class: "time", {words::time(place.start)} }
                            small { {place.practitioner.short()} }
                            if lit() == i { kbd { class: "key", "↵" } }
                        }
                    }
                }
            }
            div { class: "mover-rest",
                for deed in Deed::ALL {
                    button { r#type: "button", key: "{deed.code()}", class: "btn", "data-testid": deed.code(), onclick: move |_| deed.run(session, id, onafter), span { {session.t(deed.text())} } kbd { class: "key", {deed.letter().to_uppercase()} } }
                }
            }
            if asking { Why { id, onafter } }
        }
    }
}

/// Why it is called off: one of two, or in words.
#[component]
fn Why(id: Id, onafter: Callback<Id>) -> Element {
    let mut session = use_session();
    let typed = session.words.read().get(&asks(id)).cloned().unwrap_or_default();
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let why = session.words.peek().get(&asks(id)).cloned().unwrap_or_default();
        cancel(session, id, if why.trim().is_empty() { "practice".into() } else { why }, onafter);
    };
    rsx! {
        form { class: "mover-why", autocomplete: "off", onsubmit: submit,
            onkeydown: move |e| if e.key() == Key::Escape { e.stop_propagation(); session.words.write().remove(&asks(id)); },
            div { class: "chips", role: "group", "aria-label": session.t("to-move-why"),
                for (code , text) in [("practice", "to-move-why-practice"), ("patient", "to-move-why-patient")] {
                    button { r#type: "button", key: "{code}", class: "chip", "data-testid": "mover-why-{code}", onclick: move |_| cancel(session, id, code.into(), onafter), {session.t(text)} }
                }
            }
            div { class: "why-line",
                Entry { value: typed, class: "input", autofocus: true, maxlength: "200", "data-testid": "mover-why", "aria-label": session.t("to-move-why"), placeholder: session.t("to-move-why-words"),
                    oninput: move |v| { session.words.write().insert(asks(id), v); } }
                button { class: "btn", r#type: "submit", {session.t("to-move-cancel-do")} " " kbd { class: "key", "↵" } }
            }
        }
    }
}
