//! What is kept in the folder, and trying one.

use super::{size, whose};
use crate::{
    actions::backup::{
        Backup, daily,
        kept::{self, Kept},
        trial::{self, Tried},
    },
    model::Backups,
    ui::{
        backups::when,
        door::{Doorway, Trouble},
        icons::Icon,
        parts::{lists::keyed, passphrase::Passphrase},
        secret::Secret,
        session::{Session, set_there},
        use_session,
    },
};
use dioxus::prelude::*;
use std::path::PathBuf;

#[component]
pub fn KeptThere(noted: Backups) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let list = use_list(session, noted.folder.clone());
    let mut tried = use_signal(|| None::<crate::base::Id>);
    let list = match list() {
        None => return rsx! {},
        Some(None) => {
            return rsx! {
                h3 { class: "part", {session.t("backup-kept")} }
                p { class: "note", "data-tone": "bad", role: "alert", "data-testid": "backup-kept-unread", Icon { name: "circle-alert" } {session.t("backup-kept-unread")} }
            };
        }
        Some(Some(list)) => list,
    };
    rsx! {
        h3 { class: "part", {session.t("backup-kept")} }
        if list.is_empty() {
            p { class: "lead", {session.t("backup-kept-none")} }
        } else {
            ul { class: "group kept", "data-testid": "backup-kept",
                for (n , (key , kept)) in keyed(list, |k| format!("{}-{}", k.id, k.whole)).into_iter().enumerate() {
                    li { key: "{key}", "data-testid": "kept-{n}",
                        div { class: "setting",
                            div { class: "main", strong { {when(lang, kept.at)} } span { {about(session, &noted, &kept)} } }
                            if kept.whole {
                                button { r#type: "button", class: "btn", "data-testid": "try-{n}", "aria-expanded": tried() == Some(kept.id),
                                    onclick: { let id = kept.id; move |_| tried.set(if tried() == Some(id) { None } else { Some(id) }) },
                                    {session.t("backup-try")}
                                }
                            }
                        }
                        if tried() == Some(kept.id) { Try { key: "{kept.path.display()}", kept: kept.clone() } }
                    }
                }
            }
        }
    }
}

/// What lies in the folder: read aside, for it may be a slow stick; again after each backup. None within is a folder that
/// could not be read.
fn use_list(session: Session, folder: String) -> Signal<Option<Option<Vec<Kept>>>> {
    let list = use_signal(|| None);
    let door = use_context::<Doorway>();
    let folder = use_memo(use_reactive!(|folder| PathBuf::from(folder)));
    use_effect(move || {
        session.live.watch(&["local"]);
        let (folder, zone) = (folder(), session.desk.peek().zone);
        let Some(practice) = door.open.peek().clone() else { return };
        let listed =
            move |whose| kept::list(&folder, whose, zone).inspect_err(|e| tracing::warn!("the backups could not be listed: {e}")).ok();
        let read = move || whose(&practice).map(listed);
        session.in_background(read, move |_, found| set_there(list, found));
    });
    list
}

fn about(session: Session, noted: &Backups, kept: &Kept) -> String {
    let lang = *session.lang.read();
    let mut parts = vec![size(lang, kept.bytes)];
    match noted.checked.get(&kept.id) {
        _ if !kept.whole => parts.push(session.t("backup-cut")),
        Some(at) => parts.push(session.tr("backup-checked", &[("day", crate::words::day_short(lang, at.date()).into())])),
        None => {}
    }
    if !kept.ours {
        parts.push(session.t("backup-not-ours"));
    }
    parts.join(" · ")
}

/// Reads the backup through at once; with the passphrase restores it whole, and lets that go again.
#[component]
fn Try(kept: Kept) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let path = use_hook(|| CopyValue::new(kept.path.clone()));
    let id = kept.id;
    let read = use_signal(|| None::<Result<(), String>>);
    let mut passphrase = use_signal(Secret::default);
    let mut busy = use_signal(|| false);
    let mut tried = use_signal(|| None::<Result<Tried, String>>);
    use_hook(move || {
        let (file, desk) = (path.peek().clone(), session.desk.peek().clone());
        let look = move || Backup::open(&file).map(|_| daily::note(&desk, |b| _ = b.checked.insert(id, desk.now())));
        session.in_background(look, move |session, found| {
            if let Ok(Err(error)) = &found {
                tracing::error!("that a backup was checked could not be noted: {error}");
                session.trouble("trouble-setting");
            }
            let found = found.map(|_| ()).map_err(|e| Trouble::of(&e).words(*session.lang.peek()));
            set_there(read, Some(found));
        });
    });
    let submit = move |e: FormEvent| {
        e.prevent_default();
        if busy() || passphrase.peek().is_empty() {
            return;
        }
        busy.set(true);
        tried.set(None);
        let (file, person) = (path.peek().clone(), session.desk.peek().person);
        let typed = passphrase.peek().clone();
        session.in_background(
            move || trial::restore(&file, person, &typed),
            move |session, done| {
                set_there(busy, false);
                if done.is_ok() {
                    set_there(passphrase, Secret::default());
                }
                set_there(tried, Some(done.map_err(|e| Trouble::of(&e).words(*session.lang.peek()))));
            },
        );
    };
    let wrong = tried.read().as_ref().and_then(|t| t.as_ref().err().cloned());
    rsx! {
        div { class: "within",
            match read() {
                None => rsx! { p { class: "note", Icon { name: "hourglass" } span { {session.t("backup-reading")} } } },
                Some(Err(why)) => rsx! { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "circle-alert" } span { "{why}" } } },
                Some(Ok(())) => rsx! {
                    p { class: "note", "data-tone": "good", role: "status", "data-testid": "try-read", Icon { name: "circle-check" } span { {session.t("backup-whole")} } }
                    form { class: "change", autocomplete: "off", onsubmit: submit,
                        Passphrase { lang, label: session.t("backup-try-passphrase"), name: "try-passphrase", value: passphrase(), autofocus: true, error: wrong, oninput: move |v| { passphrase.set(v); if tried.peek().is_some() { tried.set(None) } } }
                        div { class: "acts-line last",
                            button { class: "btn primary", r#type: "submit", "data-testid": "try-do", "aria-disabled": busy(), if busy() { {session.t("backup-trying")} } else { {session.t("backup-try-do")} } }
                        }
                    }
                },
            }
            if let Some(Ok(found)) = tried() { Found { found } }
        }
    }
}

#[component]
fn Found(found: Tried) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let zone = session.desk.peek().zone;
    let newest = found.newest.and_then(chrono::DateTime::from_timestamp_millis).map(|at| when(lang, at.with_timezone(&zone).naive_local()));
    rsx! {
        p { class: "note", "data-tone": "good", role: "status", "data-testid": "try-found", Icon { name: "circle-check" }
            span { {session.tr("backup-tried", &[("n", found.patients.into()), ("when", newest.unwrap_or_default().into())])} }
        }
        if found.weak.is_some() {
            p { class: "note", "data-tone": "warn", "data-testid": "try-weak", Icon { name: "key-round" } span { {session.t("backup-weak")} } }
        }
    }
}
