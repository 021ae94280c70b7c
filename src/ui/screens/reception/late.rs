//! Somebody who is not here: called, waited for until a time, or noted as not coming.

use super::{Guest, full_name};
use crate::{
    actions::reception,
    base::Id,
    store::day::Place,
    ui::{
        icons::Icon,
        screens::visit::{Deed, name_of},
        session::Session,
        use_session,
    },
    words,
};
use chrono::{NaiveDateTime, TimeDelta};
use dioxus::prelude::*;

/// "I'll be there in…", in minutes.
pub const IN: [i64; 5] = [5, 10, 15, 20, 30];

/// What to do about one who is not here. For those who are late it is in sight, for the others one tap away.
#[component]
pub fn LateActs(guest: Guest) -> Element {
    let session = use_session();
    let country = use_session().country;
    let mut open = use_signal(|| false);
    let v = &guest.visit;
    let id = v.id();
    let late = v.place == Place::Late;
    let private = *session.privacy.read();
    let phone = v.patient.as_ref().filter(|_| !private).and_then(|p| p.phone().map(str::to_owned));
    let known = v.appointment.phoned_eta.is_some();
    let name = full_name(session, v);
    if !late && !open() {
        return rsx! {
            button { r#type: "button", class: "btn quiet icon-only eta-open", "data-testid": "eta-open-{id}", "aria-label": session.tr("eta-of", &[("name", name.into())]), title: session.t("eta-title"), onclick: move |_| open.set(true), Icon { name: "hourglass" } }
        };
    }
    rsx! {
        div { class: "late-acts", "data-testid": "late-{id}",
            if let Some(number) = phone { a { class: "btn tel-btn", href: "tel:{number}", Icon { name: "phone" } span { class: "num", {words::phone(&number, &country.read())} } } }
            if late { button { r#type: "button", class: "btn", "data-testid": "no-show-{id}", onclick: move |_| Deed::NoShow.run(session, id), Icon { name: "circle-slash" } span { {session.t("no-show")} } } }
            else { button { r#type: "button", class: "btn quiet icon-only", "aria-label": session.t("close"), onclick: move |_| open.set(false), Icon { name: "x" } } }
            div { class: "eta", role: "group", "aria-label": session.t("eta-title"),
                span { class: "second small", {session.t("eta-title")} }
                for m in IN {
                    button { r#type: "button", class: "chip", key: "{m}", "data-testid": "eta-{id}-{m}", onclick: move |_| { open.set(false); will_come(session, id, Some(m)) }, "{m}" }
                }
                if known { button { r#type: "button", class: "chip", "data-testid": "eta-{id}-none", onclick: move |_| { open.set(false); will_come(session, id, None) }, Icon { name: "x", small: true } {session.t("eta-unknown")} } }
            }
        }
    }
}

fn will_come(session: Session, id: Id, minutes: Option<i64>) {
    expect(session, id, minutes.map(|m| words::in_fives(session.now() + TimeDelta::minutes(m))));
}

/// Notes when who is not here said to come; none is at the hour that was booked.
pub fn expect(session: Session, id: Id, eta: Option<NaiveDateTime>) {
    let time = eta.map(words::time).unwrap_or_default();
    let key = if eta.is_some() { "done-eta" } else { "done-eta-none" };
    let words = session.tr(key, &[("name", name_of(session, id).into()), ("time", time.into())]);
    session.act("phoned", words, move |tx| {
        tx.set_subject(id);
        reception::phoned(tx, id, eta)
    });
}
