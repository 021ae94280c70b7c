//! One visit on the board: who, since when, about when, what was promised, and the one thing to do next.

use super::{
    Guest, full_name,
    late::LateActs,
    order::{ByHand, Drawing, Shifts},
};
use crate::{
    base::{
        Id,
        clock::{local, minute},
    },
    model::flow::{self, Promise, Why},
    store::day::Place,
    ui::{
        icons::Icon,
        parts::{focus::use_focus_when, keepsake::ToAsk, visits},
        route::Panel,
        screens::visit::{self, Deed},
        session::Session,
        use_session,
    },
    words,
};
use dioxus::prelude::*;

/// A promise with less left than this is nearly due.
const NEARLY: i64 = 5;

#[component]
pub fn GuestRow(guest: Guest, #[props(default)] drawing: Option<Drawing>) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let v = &guest.visit;
    let id = v.id();
    let state = visits::state(v);
    let (family, first) = visits::name(v, lang, *session.privacy.read());
    let selected = session.selected() == Some(id);
    let onmounted = use_focus_when(selected);
    let deed = visit::next_deed(v, session.today());
    let here = v.is_here();
    let wait = guest.wait();
    let call_next = state == "ready" || (here && guest.next);
    let late = v.place == Place::Late;
    let (urgent, named) = (visits::is_urgent(v), v.patient.is_some());
    let offset = drawing.and_then(|d| d.offset(id));
    let style = offset.map(|y| format!("transform:translateY({y}px);z-index:3"));
    let order = drawing.filter(|_| here);
    rsx! {
        li { class: "guest", "data-testid": "guest-{id}", "data-state": state, "data-hue": visits::hue(v), "data-long": if here && guest.is_long() { "true" }, "data-late": if late { "true" }, "data-immediate": if v.is_immediate() { "true" }, "data-drawn": if offset.is_some() { "true" }, style,
            onmounted: move |e| if let Some(d) = order { d.mounted(id, e.data()) },
            time { class: "time", {words::time(v.appointment.start)} }
            button { r#type: "button",
                class: "open",
                "aria-pressed": selected,
                onmounted, onclick: move |_| session.open(Panel::Visit(id)),
                span { class: "who", b { "{family}" } " {first}" if let Some(apart) = guest.apart.clone() { " " small { class: "apart", "data-testid": "apart-{id}", "{apart}" } } }
                if here {
                    span { class: "line",
                        if v.is_immediate() { span { class: "vital", "data-testid": "immediate-{id}", Icon { name: "siren", small: true } {session.t("immediate-word")} } }
                        if urgent { visits::UrgentSign { id, named } }
                        State { state }
                        if let (Some(at), Some(wait)) = (v.arrived(), wait) {
                            span { class: "since", {session.tr("since-wait", &[("time", words::time(at).into()), ("wait", String::new().into())]).trim_end_matches([' ', '·']).to_owned()} " · " }
                            span { class: "waited", {words::minutes(lang, wait.max(0))} }
                        }
                    }
                } else {
                    span { class: "line",
                        if urgent { visits::UrgentSign { id, named } }
                        if late { State { state } }
                        "{guest.doctor} · {visits::reason(v)}"
                    }
                }
            }
            if here { AboutWhen { guest: guest.clone() } }
            div { class: "do",
                if let Some(drawing) = order { Shifts { id, name: format!("{family} {first}"), drawing } }
                if let Some(deed) = deed {
                    DoButton { id, deed, name: format!("{family} {first}"), primary: call_next && deed == Deed::CallIn }
                }
            }
            Tags { guest: guest.clone() }
            if !here && matches!(v.place, Place::Run | Place::Late) { LateActs { guest: guest.clone() } }
        }
    }
}

/// What she must not forget of this one: the promise, that it was put by hand, that it came late.
#[component]
fn Tags(guest: Guest) -> Element {
    let session = use_session();
    let v = &guest.visit;
    let id = v.id();
    let waits = matches!(v.place, Place::Run | Place::Late);
    let promise = guest.promise().filter(|_| waits);
    let by_hand = waits && guest.by_hand;
    let late = guest.came_late.filter(|_| waits && !guest.by_hand);
    let eta = v.appointment.phoned_eta.filter(|_| waits && !v.is_here());
    let slipped = guest.slipped.zip(v.appointment.placed_for);
    let missing = visits::missing(v, session.today());
    let ask = use_context::<ToAsk>().of(v.appointment.patient).filter(|_| v.is_here() && !*session.privacy.read());
    if ask.is_none()
        && missing.is_empty()
        && promise.is_none()
        && !by_hand
        && late.is_none()
        && eta.is_none()
        && slipped.is_none()
        && !guest.to_move
    {
        return rsx! {};
    }
    rsx! {
        div { class: "tags",
            if let Some((by, at)) = slipped { span { class: "tag", "data-testid": "slipped-{id}", "data-tone": "bad", Icon { name: "siren", small: true } {session.tr("slipped", &[("time", words::time(at).into()), ("n", by.into())])} } }
            if guest.to_move { span { class: "tag", "data-testid": "to-move-{id}", "data-tone": "warn", Icon { name: "calendar-clock", small: true } {session.t("to-move-tag")} } }
            if let (Some(promise), Some(at)) = (promise, v.appointment.promised_start) {
                span { class: "tag promise-tag", "data-testid": "promise-{id}", "data-tone": tone(promise), Icon { name: promise_icon(promise), small: true }
                    {said(session, promise, &words::time(at))}
                }
            }
            if let Some(at) = eta { span { class: "tag", "data-testid": "eta-{id}", Icon { name: "phone", small: true } {session.tr("eta-said", &[("time", words::time(at).into())])} } }
            if let Some(n) = late { span { class: "tag", "data-testid": "came-late-{id}", Icon { name: "hourglass", small: true } {session.tr("came-late", &[("n", n.into())])} } }
            if let Some(ask) = ask { span { class: "tag", "data-testid": "ask-{id}", Icon { name: "heart", small: true } {session.tr("keepsake-ask", &[("words", ask.into())])} } }
            if !missing.is_empty() { span { class: "tag files", "data-testid": "missing-{id}", title: missing.join(", "), Icon { name: "folder-open", small: true } {session.tr("ready-missing", &[("n", missing.len().into())])} } }
            if by_hand { ByHand { id } }
        }
    }
}

fn promise_icon(promise: Promise) -> &'static str {
    if tone(promise).is_empty() { "check" } else { "clock-alert" }
}

fn tone(promise: Promise) -> &'static str {
    match promise {
        Promise::Kept { left } if left > NEARLY => "",
        Promise::Kept { .. } | Promise::Failing { .. } => "warn",
        Promise::Broken { .. } => "bad",
    }
}

/// "promised by 10:30 · 5 min left".
fn said(session: Session, promise: Promise, time: &str) -> String {
    let (key, n) = match promise {
        Promise::Kept { left } => ("promise-left", left),
        Promise::Failing { by } => ("promise-failing", by),
        Promise::Broken { by } => ("promise-broken", by),
    };
    session.tr(key, &[("time", time.into()), ("n", n.into()), ("wait", words::minutes(*session.lang.read(), n).into())])
}

impl Guest {
    /// The minutes since the arrival.
    pub fn wait(&self) -> Option<i64> {
        self.visit.arrived().map(|at| self.now - minute(at, self.zone))
    }

    /// A wait that stands out.
    pub fn is_long(&self) -> bool {
        self.wait().is_some_and(|w| w >= self.long)
    }

    /// How what was promised stands.
    pub fn promise(&self) -> Option<Promise> {
        let promised = minute(self.visit.appointment.promised_start?, self.zone);
        Some(flow::promise(self.now, promised, self.visit.projected.as_ref().map(|p| p.start)))
    }

    /// Who needs her eye first, first.
    pub fn attention(&self) -> impl Ord + use<> {
        (self.slipped.is_none(), flow::attention(self.promise(), self.wait().unwrap_or_default(), self.long))
    }
}

#[component]
fn State(state: &'static str) -> Element {
    let session = use_session();
    rsx! { span { class: "state", "data-state": state, Icon { name: visits::icon(state), small: true } {session.t(&visits::state_key(state))} } }
}

/// When the patient will be seen, and why then: what she can say aloud.
#[component]
fn AboutWhen(guest: Guest) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let Some(p) = guest.visit.projected.as_ref() else { return rsx! {} };
    if guest.visit.is_immediate() {
        return rsx! {
            div { class: "about-when",
                span { class: "say", {session.t("immediate-now")} }
                span { class: "because", "{guest.doctor}" }
            }
        };
    }
    let why = words::why(lang, &p.why, &guest.practitioner, guest.zone);
    let why = if p.why.iter().any(|w| matches!(w, Why::Behind(_))) { why } else { format!("{} · {why}", guest.doctor) };
    rsx! {
        div { class: "about-when",
            span { class: "say", {session.tr("about-time", &[("time", words::time(local(p.start, guest.zone)).into())])} }
            span { class: "because", "{why}" }
        }
    }
}

#[component]
fn DoButton(id: Id, deed: Deed, name: String, primary: bool) -> Element {
    let session = use_session();
    let words = session.t(deed.key());
    rsx! {
        button { r#type: "button", class: if primary { "btn primary" } else { "btn" }, "data-testid": "do-{id}", "aria-label": "{words} {name}", onclick: move |_| deed.run(session, id),
            Icon { name: deed.icon() }
            span { "{words}" }
        }
    }
}

#[component]
pub fn NobodyWaits(next: Option<Guest>) -> Element {
    let session = use_session();
    rsx! {
        li { class: "empty",
            Icon { name: "armchair" }
            strong { {session.t("nobody-waits")} }
            if let Some(g) = next {
                p { {session.tr("nobody-waits-next", &[("name", full_name(session, &g.visit).into()), ("time", words::time(g.visit.appointment.start).into())])} }
            }
        }
    }
}
