//! Saving a file where the person says: by the system's dialog, or to a path where there is none.

use crate::{
    platform::{self, files},
    ui::{icons::Icon, parts::entry::Entry, session::use_session},
};
use dioxus::prelude::*;
use std::path::PathBuf;

/// A button that asks for a place and writes there. The bytes are made when they are asked for.
#[component]
pub fn Save(name: &'static str, label: String, testid: &'static str, bytes: Callback<(), Vec<u8>>) -> Element {
    let session = use_session();
    let mut by_path = use_signal(|| false);
    let mut path = use_signal(|| std::env::home_dir().unwrap_or_default().join(name).display().to_string());
    let write = use_callback(move |(to, over): (PathBuf, bool)| {
        let bytes = bytes.call(());
        let shown = to.display().to_string();
        session.in_background(
            move || if !over && to.exists() { Err(true) } else { files::replace(&to, &bytes).map_err(|_| false) },
            move |session, done| {
                let key = match done {
                    Ok(()) => "saved-to",
                    Err(true) => "save-exists",
                    Err(false) => "save-failed",
                };
                session.say(session.tr(key, &[("file", shown.into())]), None);
                if done.is_ok() {
                    crate::ui::session::set_there(by_path, false);
                }
            },
        );
    });
    let ask = move |_| {
        spawn(async move {
            match platform::dialogs::save(name).await {
                Some(path) => write((path, true)),
                None if !platform::dialogs::any().await => by_path.set(true),
                // She left the dialog: nothing is to be saved, and nothing to be said.
                None => {}
            }
        });
    };
    rsx! {
        if by_path() {
            form { class: "with-button", onsubmit: move |e| { e.prevent_default(); write((PathBuf::from(path.peek().trim()), false)) },
                Entry { value: path(), class: "input", maxlength: "1000", autofocus: true, "data-testid": "{testid}-path", "aria-label": session.t("save-path"), oninput: move |v| path.set(v) }
                button { class: "btn", r#type: "submit", "data-testid": "{testid}-save", {session.t("save-do")} }
            }
        } else {
            button { class: "btn", "data-testid": testid, onclick: ask, Icon { name: "download" } "{label}" }
        }
    }
}
