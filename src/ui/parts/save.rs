//! Saving a file where the person says: by the system's dialog, or to a path where there is none.

use crate::{
    base::Id,
    platform::{self, files},
    ui::{icons::Icon, parts::entry::Entry, session::use_session},
};
use dioxus::prelude::*;
use std::path::PathBuf;

/// A button that asks for a place and writes there. The bytes are made when they are asked for; where there are none,
/// whoever makes them has said why, and nothing is written. The file is for anybody to read.
#[component]
pub fn Save(
    name: String,
    label: String,
    testid: &'static str,
    /// The key of what stands in the file.
    holds: &'static str,
    bytes: Callback<(), Option<Vec<u8>>>,
    /// What is noted before, and about what: nothing is saved unless that is durable.
    #[props(default)]
    noted: Option<(&'static str, Option<Id>)>,
) -> Element {
    let session = use_session();
    let mut by_path = use_signal(|| false);
    // What was typed; until then its name in the home folder.
    let mut typed = use_signal(|| None::<String>);
    let named = std::env::home_dir().unwrap_or_default().join(&name).display().to_string();
    let path = typed().unwrap_or(named);
    let put = use_callback(move |(to, over): (PathBuf, bool)| {
        let Some(bytes) = bytes.call(()) else { return };
        let shown = to.display().to_string();
        session.in_background(
            move || {
                let written = if over { files::replace(&to, &bytes) } else { files::write_new(&to, &bytes) };
                written.map_err(|e| e.kind() == std::io::ErrorKind::AlreadyExists)
            },
            move |session, done| {
                let key = match done {
                    Ok(()) => "plain-written",
                    Err(true) => "save-exists",
                    Err(false) => "save-failed",
                };
                session.say(session.tr(key, &[("file", shown.into()), ("what", session.t(holds).into())]), None);
                if done.is_ok() {
                    crate::ui::session::set_there(by_path, false);
                }
            },
        );
    });
    let write = use_callback(move |to: (PathBuf, bool)| match noted {
        Some((what, about)) => session.saw_then(what, about, move |_| put(to)),
        None => put(to),
    });
    let ask = move |_| {
        let name = name.clone();
        spawn(async move {
            match platform::dialogs::save(&name).await {
                Some(path) => write((path, true)),
                None if !platform::dialogs::any().await => by_path.set(true),
                // She left the dialog: nothing is to be saved, and nothing to be said.
                None => {}
            }
        });
    };
    rsx! {
        if by_path() {
            form { class: "with-button", onsubmit: { let path = path.clone(); move |e| { e.prevent_default(); write((PathBuf::from(path.trim()), false)) } },
                Entry { value: path.clone(), class: "input", maxlength: "1000", autofocus: true, "data-testid": "{testid}-path", "aria-label": session.t("save-path"), oninput: move |v| typed.set(Some(v)) }
                button { class: "btn", r#type: "submit", "data-testid": "{testid}-save", {session.t("save-do")} }
            }
        } else {
            button { r#type: "button", class: "btn", "data-testid": testid, onclick: ask, Icon { name: "download" } "{label}" }
        }
    }
}
