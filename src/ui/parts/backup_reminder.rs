//! A calm line when the last backup is old: where to go, or not today.

use crate::{
    actions::backup::daily,
    ui::{
        backups::{reminder_words, use_noted, use_reminder},
        icons::Icon,
        route::Route,
        use_session,
    },
};
use dioxus::prelude::*;

#[component]
pub fn BackupReminder() -> Element {
    let mut session = use_session();
    let reminder = use_reminder(session);
    let noted = use_noted();
    let Some(reminder) = reminder() else { return rsx! {} };
    let said = reminder_words(session, reminder, &noted.read().clone().unwrap_or_default());
    let see = move |_| {
        session.section.set(Some("set-backup"));
        session.go(Route::Settings);
    };
    let later = move |_| {
        let desk = session.desk.peek().clone();
        session.in_background(
            move || daily::put_off(&desk),
            |session, done| {
                if let Err(error) = done {
                    session.refuse(&error.into());
                }
            },
        );
    };
    rsx! {
        div { class: "remind", role: "status", "data-testid": "backup-reminder",
            Icon { name: "archive" }
            span { class: "said", "{said}" }
            button { r#type: "button", class: "btn quiet", "data-testid": "backup-see", onclick: see, {session.t("backup-see")} }
            button { r#type: "button", class: "btn quiet", "data-testid": "backup-later", onclick: later, {session.t("backup-later")} }
        }
    }
}
