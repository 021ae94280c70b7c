//! Prints a day: saved where the person says, or shown in the system's viewer.

use crate::{
    base::Id,
    exchange::pdf,
    platform::viewer,
    store::{practice, practitioners, sheet},
    ui::{
        icons::Icon,
        parts::{day_field::DayField, save::Save},
        route::Route,
        screens::diary,
        session::Session,
        shell::PanelHead,
        use_query, use_session,
    },
    words::sheet::sheet as in_words,
};
use chrono::NaiveDate;
use dioxus::prelude::*;

/// What its file is called: the day, and nothing of anybody.
fn file(date: NaiveDate) -> String {
    format!("genki-{date}.pdf")
}

/// The day that is on the screen, else today.
fn on_screen(session: Session) -> NaiveDate {
    match *session.route.peek() {
        Route::Diary => diary::shown(session),
        Route::Today => session.date.peek().unwrap_or_else(|| session.today()),
        _ => session.today(),
    }
}

#[component]
pub fn PrintPanel(practitioner: Option<Id>) -> Element {
    let session = use_session();
    let date = use_signal(|| on_screen(session));
    let mut of = use_signal(|| practitioner);
    // What lies with the viewer.
    let lent = use_signal(|| None::<String>);
    let here = use_query(&["practitioner"], practitioners::here);
    let counted = use_query(&["appointment", "practitioner", "practice", "slot"], move |db| {
        let plans = sheet::plans(db, session.now(), date(), of())?;
        Ok((plans.len(), plans.iter().map(|p| p.visits.len()).sum::<usize>()))
    });
    let doctors = here.read().as_ref().cloned().unwrap_or_default();
    let (lists, visits) = counted.read().unwrap_or_default();
    let bytes = use_callback(move |()| made(session, date(), of()));
    let show = move |_| {
        session.saw_then("print", of(), move |session| {
            let (Some(bytes), name) = (bytes(()), file(date())) else { return };
            let shown_as = name.clone();
            session.in_background(
                move || viewer::lend(&name, &bytes).and_then(|path| viewer::show(&path)),
                move |session, shown| match shown {
                    Ok(()) => crate::ui::session::set_there(lent, Some(shown_as)),
                    Err(error) => {
                        tracing::warn!("a day could not be shown: {error}");
                        session.say(session.t("print-no-viewer"), None);
                    }
                },
            );
        });
    };
    let title = session.t("print-day");
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "print-panel", "aria-label": "{title}",
            PanelHead { h2 { "{title}" } }
            div { class: "body",
                DayField { label: session.t("away-day"), date, testid: "print-date", autofocus: true }
                if doctors.len() > 1 {
                    div { class: "field",
                        span { class: "name", {session.t("print-whose")} }
                        div { class: "chips", role: "group",
                            button { r#type: "button", class: "chip", "data-testid": "print-all", "aria-pressed": of().is_none(), onclick: move |_| of.set(None), {session.t("print-everybody")} }
                            for d in doctors {
                                button { r#type: "button", class: "chip", key: "{d.id}", "data-testid": "print-{d.id}", "aria-pressed": of() == Some(d.id), onclick: { let id = d.id; move |_| of.set(Some(id)) }, {d.name()} }
                            }
                        }
                    }
                }
                if lists == 0 {
                    p { class: "second", "data-testid": "print-nothing", {session.t("print-nothing")} }
                } else {
                    p { class: "second", "data-testid": "print-count", {session.tr("print-count", &[("lists", lists.into()), ("n", visits.into())])} }
                    div { class: "print-acts",
                        if cfg!(feature = "desktop") {
                            button { r#type: "button", class: "btn primary big wide", "data-testid": "print-show", onclick: show, span { Icon { name: "printer" } {session.t("print-show")} } }
                        }
                        Save { name: file(date()), label: session.t("print-save"), testid: "print-save", holds: "plain-holds-day", bytes, noted: ("print", of()) }
                    }
                    p { class: "mind", {session.t("print-plain")} }
                }
                if lent.read().is_some() {
                    div { class: "note", "data-tone": "warn", "data-testid": "print-lent", Icon { name: "info" }
                        span { {session.t("print-lent")} " " button { r#type: "button", class: "link", "data-testid": "print-take-back", onclick: move |_| take_back(session, lent), {session.t("print-take-back")} } }
                    }
                }
            }
        }
    }
}

/// Deletes the copy that was lent. One that cannot be deleted, because a program holds it open, is still told of.
pub fn take_back(session: Session, mut lent: Signal<Option<String>>) {
    let Some(name) = lent.peek().clone() else { return };
    let key = match viewer::take_back(&name) {
        Ok(()) => "print-taken-back",
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "print-gone",
        Err(error) => {
            tracing::warn!("a copy that was lent could not be deleted: {error}");
            return session.say(session.t("print-not-taken-back"), None);
        }
    };
    lent.set(None);
    session.say(session.t(key), None);
}

/// The list as bytes; nothing, and said so, where it could not be made.
fn made(session: Session, date: NaiveDate, of: Option<Id>) -> Option<Vec<u8>> {
    let (now, lang) = (session.now(), *session.lang.peek());
    let (practice, plans) = session.ask(|db| Ok((practice::get(db)?, sheet::plans(db, now, date, of)?)))?;
    match pdf::write(&in_words(lang, &practice, now, &plans)) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            tracing::error!("a day could not be put on paper: {error}");
            session.say(session.t("print-failed"), None);
            None
        }
    }
}
