//! What stands around every screen: the rail or the bar, the panel, what floats, the quiet bar of undo.

use super::{
    app::use_example,
    icons::Icon,
    idle::Countdown,
    keys,
    parts::{
        admit::AdmitLines,
        readable::{Readable, WindowLine},
        troubles::Troubles,
        undo::UndoBar,
    },
    route::{Float, Panel, Route},
    screens::{
        book, calls, diary, history, import, lock, me, offer, owed, palette, patient_form, patients, reception, settings, today, urgent,
        visit, waiting,
    },
    session::use_session,
    use_query,
};
use crate::store;
use dioxus::prelude::*;

const PLACES: &[(Route, &str, &str)] = &[
    (Route::Today, "place-today", "sun"),
    (Route::Reception, "place-reception", "armchair"),
    (Route::Diary, "place-diary", "calendar-days"),
    (Route::Owed, "place-owed", "list-todo"),
    (Route::Patients, "place-patients", "users"),
    (Route::History, "place-history", "history"),
];
/// How many of them a phone shows at the thumb.
const AT_THE_THUMB: usize = 4;
const FOOT: &[(Route, &str, &str)] = &[(Route::Import, "place-import", "file-input"), (Route::Settings, "place-settings", "settings-2")];

#[component]
pub fn Shell() -> Element {
    let session = use_session();
    let locked = *session.locked.read();
    let panel = session.panel.read().is_some() && !locked;
    let to_move = super::parts::to_move::use_counted();
    use_context_provider(|| to_move);
    // What is selected is in sight: on another day nothing is.
    use_effect(move || {
        drop((session.date.read(), session.diary.read(), session.route.read()));
        session.let_go();
    });
    let far = session.looks.read().far && *session.route.read() == Route::Reception;
    rsx! {
        div {
            id: "app",
            class: "app",
            tabindex: "-1",
            onmounted: move |e| async move { let _ = e.set_focus(true).await; },
            onkeydown: move |e| { session.touch(); if !locked { keys::pressed(&e, session) } },
            onpointerdown: move |_| session.touch(),
            onwheel: move |_| session.touch(),
            onfocusin: move |_| {},
            urgent::alarm::Alarms { locked }
            if locked {
                Readable { beside: true, lock::Lock {} }
            } else {
                Ribbon {}
                WindowLine {}
                Troubles {}
                AdmitLines {}
                div { class: if panel { "shell with-panel" } else { "shell" }, "data-far": if far { "true" },
                    Rail {}
                    Screen {}
                    if panel { PanelOf {} }
                    calls::Parked {}
                    Bar {}
                }
                Readable { over: true, Floating {} }
                // What is typed on a call card stays in sight; its parts say themselves what they could not read.
                Readable { beside: true, over: true, calls::CallLayer {} }
                Readable { over: true, urgent::UrgentLayer {} }
                UndoBar {}
                owed::NoticeLine {}
                Countdown {}
            }
        }
    }
}

#[component]
fn Ribbon() -> Element {
    let session = use_session();
    let door = use_context::<super::door::Doorway>();
    let example = use_example();
    rsx! {
        if example() {
            div { class: "ribbon", role: "status",
                span { {session.t("example")} }
                button { r#type: "button", class: "link", onclick: move |_| door.start_own(), {session.t("example-own")} }
            }
        }
    }
}

#[component]
fn Rail() -> Element {
    let session = use_session();
    let practice = use_query(&["practice"], store::practice::get);
    let name = practice.read().as_ref().map(|p| p.name.clone()).unwrap_or_default();
    rsx! {
        nav { class: "rail", "aria-label": session.t("places"),
            div { class: "mark", super::parts::sign::Sign {} span { span { class: "name", "Genki" } span { class: "practice", "{name}" } } }
            button { r#type: "button", class: "place ring", "data-testid": "ring", onclick: move |_| calls::ring(session), Icon { name: "phone" } span { class: "label", {session.t("call-ring")} } kbd { class: "key", "F2" } }
            ul { for place in PLACES { li { key: "{place.1}", Place { route: place.0, text: place.1, icon: place.2 } } } }
            ul { class: "foot",
                for place in FOOT { li { key: "{place.1}", Place { route: place.0, text: place.1, icon: place.2 } } }
                li { button { r#type: "button", class: "place", onclick: move |_| session.lock(), Icon { name: "lock" } span { class: "label", {session.t("place-lock")} } } }
                li { me::Place {} }
            }
        }
    }
}

/// The same places on a phone: four at the thumb, the rest under *more*.
#[component]
fn Bar() -> Element {
    let mut session = use_session();
    rsx! {
        button { r#type: "button", class: "fab call-fab", "data-testid": "ring-thumb", "aria-label": session.t("call-new"), onclick: move |_| calls::ring(session), Icon { name: "phone" } }
        nav { class: "bar", "aria-label": session.t("places"),
            for place in &PLACES[..AT_THE_THUMB] { Place { key: "{place.1}", route: place.0, text: place.1, icon: place.2 } }
            button { r#type: "button", class: "place", "data-testid": "place-more", "aria-expanded": *session.float.read() == Some(Float::More),
                onclick: move |_| session.float.set(Some(Float::More)),
                Icon { name: "ellipsis" } span { class: "label", {session.t("place-more")} }
                Asked {}
            }
        }
    }
}

#[component]
fn Place(route: Route, text: &'static str, icon: &'static str) -> Element {
    let session = use_session();
    let here = session.route.read().place() == route;
    rsx! {
        button { r#type: "button", class: "place", "data-testid": text, "aria-current": if here { "page" } else { "false" }, onclick: move |_| session.go(route),
            Icon { name: icon }
            span { class: "label", {session.t(text)} }
            if route == Route::Reception { Waiting {} }
            if route == Route::Owed { Owing {} }
            if route == Route::Settings { Asked {} }
        }
    }
}

/// How much waits for who is at work, late or now.
#[component]
fn Owing() -> Element {
    let session = use_session();
    let n = owed::use_due();
    rsx! { if n() > 0 { span { class: "count", "aria-label": session.tr("owed-count", &[("n", (n() as i64).into())]), "data-testid": "owed-count", "{n}" } } }
}

/// How many are in the waiting room.
#[component]
fn Waiting() -> Element {
    let days = super::parts::days::use_days(true);
    let n = days.read().iter().flatten().flat_map(|d| &d.visits).filter(|v| v.is_here()).count();
    rsx! { if n > 0 { span { class: "count", "{n}" } } }
}

/// What was asked of a manager, or answered to who asked.
#[component]
fn Asked() -> Element {
    let session = use_session();
    let n = settings::use_waiting();
    rsx! { if n() > 0 { span { class: "count", "aria-label": session.tr("asked-count", &[("n", (n() as i64).into())]), "data-testid": "asked-count", "{n}" } } }
}

#[component]
fn Screen() -> Element {
    let session = use_session();
    let route = *session.route.read();
    rsx! {
        main { class: "screen", id: "screen",
            Readable { match route {
                Route::Today => rsx! { today::Today {} },
                Route::Reception => rsx! { reception::Reception {} },
                Route::Diary => rsx! { diary::Diary {} },
                Route::Patients | Route::Patient(_) | Route::Twins | Route::Pair(..) => rsx! { patients::Patients {} },
                Route::Recalls(kind) => rsx! { super::screens::recalls::RecallsPage { key: "{kind:?}", kind } },
                Route::ToMove => rsx! { super::screens::to_move::ToMovePage {} },
                Route::Owed => rsx! { owed::OwedPage {} },
                Route::History => rsx! { history::History {} },
                Route::Import => rsx! { import::Import {} },
                Route::Settings => rsx! { settings::Settings {} },
            } }
        }
    }
}

#[component]
fn PanelOf() -> Element {
    let session = use_session();
    let panel = session.panel.read().clone();
    rsx! {
        div { class: "scrim", onclick: move |_| session.close_panel() }
        Readable { match panel {
            Some(Panel::Visit(id)) => rsx! { visit::VisitPanel { key: "{id}", id } },
            Some(Panel::Book { patient, practitioner, start }) => rsx! { book::Book { key: "{patient:?}{practitioner:?}{start:?}", patient, practitioner, start } },
            Some(Panel::WalkIn { patient }) => rsx! { book::Book { key: "w{patient:?}", patient, practitioner: None, start: None, walk_in: true } },
            Some(Panel::Free { patient }) => rsx! { book::Book { key: "f{patient:?}", patient, practitioner: None, start: None, free: true } },
            Some(Panel::CallOff { id, onwards }) => rsx! { visit::VisitPanel { key: "{id}", id, calling_off: Some(onwards) } },
            Some(Panel::Waiting) => rsx! { waiting::WaitingList {} },
            Some(Panel::Wait(id)) => rsx! { waiting::Wait { key: "{id}", id } },
            Some(Panel::Offer(act)) => rsx! { offer::Offer { key: "{act}", act } },
            Some(Panel::Move(id)) => rsx! { book::Move { key: "{id}", id } },
            Some(Panel::Patient(id)) => rsx! { patient_form::PatientPanel { key: "{id:?}", id } },
            Some(Panel::Doctor(id)) => rsx! { super::screens::doctor::DoctorPanel { key: "{id}", id } },
            Some(Panel::Away { practitioner, entering }) => rsx! { super::screens::away::AwayPanel { key: "{practitioner}{entering:?}", practitioner, entering } },
            Some(Panel::Print(practitioner)) => rsx! { super::screens::print::PrintPanel { key: "{practitioner:?}", practitioner } },
            Some(Panel::Settle { id, back }) => rsx! { super::screens::settle::Settle { key: "{id}", id, back } },
            Some(Panel::Unsettled) => rsx! { super::screens::settle::Unsettled {} },
            Some(Panel::Message { to, answers }) => rsx! { owed::message::MessagePanel { key: "{to:?}{answers:?}", to, answers } },
            Some(Panel::Result { patient }) => rsx! { super::screens::result_in::ResultPanel { key: "{patient:?}", patient } },
            Some(Panel::DayNote(id)) => rsx! { super::screens::day_note::DayNotePanel { key: "{id:?}", id } },
            None => rsx! {},
        } }
    }
}

#[component]
fn Floating() -> Element {
    let mut session = use_session();
    let float = *session.float.read();
    match float {
        Some(Float::Palette) => rsx! { palette::Palette {} },
        Some(Float::Keys) => rsx! { palette::Keys {} },
        Some(Float::More) => rsx! {
            div { class: "over", onclick: move |_| session.float.set(None),
                nav { class: "pop more", "aria-label": session.t("place-more"),
                    button { r#type: "button", class: "item", "data-testid": "more-urgent", onclick: move |e| { e.stop_propagation(); session.float.set(None); urgent::begin(session) }, Icon { name: "siren" } span { {session.t("urgent-title")} } }
                    button { r#type: "button", class: "item", "data-testid": "more-me", onclick: move |e| { e.stop_propagation(); session.float.set(Some(Float::Me)) }, Icon { name: "user-round" } span { {session.t("me-who")} } }
                    for place in PLACES[AT_THE_THUMB..].iter().chain(FOOT) {
                        button { r#type: "button", key: "{place.1}", class: "item", "data-testid": "more-{place.1}", onclick: move |_| session.go(place.0), Icon { name: place.2 } span { {session.t(place.1)} } if place.0 == Route::Settings { Asked {} } }
                    }
                    button { r#type: "button", class: "item", onclick: move |_| session.lock(), Icon { name: "lock" } span { {session.t("place-lock")} } }
                }
            }
        },
        Some(Float::Me) => rsx! { me::Me {} },
        Some(Float::Paper { result, n }) => rsx! { super::screens::paper::PaperLayer { key: "{result}", result, n } },
        Some(Float::Turned(id)) => rsx! { reception::turned::Turned { key: "{id}", id } },
        // The diary shows it where it is asked for.
        Some(Float::Month) | None => rsx! {},
    }
}

/// The head of a panel: what it is about, and the way out.
#[component]
pub fn PanelHead(children: Element) -> Element {
    let session = use_session();
    rsx! {
        div { class: "grip" }
        div { class: "head",
            div { {children} }
            // On a phone a sheet lies over the round button.
            button { r#type: "button", class: "btn quiet icon-only only-phone", "data-testid": "ring-sheet", "aria-label": session.t("call-new"), onclick: move |_| calls::ring(session), Icon { name: "phone" } }
            button { r#type: "button", class: "btn quiet icon-only", "aria-label": session.t("close"), onclick: move |_| session.close_panel(), Icon { name: "x" } }
        }
    }
}
