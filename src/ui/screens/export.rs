//! Files for others: everything, the diary, or the patients.

use crate::{
    exchange::Format,
    lang::Lang,
    platform::{self, files},
    ui::{icons::Icon, parts::field::Field, session::Session, use_session},
};
use dioxus::prelude::*;
use std::path::{Path, PathBuf};

/// What to export, what that holds, and where to.
#[component]
pub fn Export() -> Element {
    let session = use_session();
    let mut format = use_signal(|| Format::Fhir);
    let mut names = use_signal(|| true);
    let mut path = use_signal(move || place(session, Format::Fhir));
    let mut error = use_signal(|| None::<String>);
    let mut choose = move |f: Format| {
        // Her own folder and name stay; what the file is changes.
        let with_ending = path.peek().rsplit_once('.').map(|(stem, _)| format!("{stem}.{}", f.ending()));
        path.set(with_ending.unwrap_or_else(|| place(session, f)));
        format.set(f);
        error.set(None);
    };
    let export = move |e: FormEvent| {
        e.prevent_default();
        error.set(None);
        write(session, format(), names(), PathBuf::from(path.peek().trim()), error);
    };
    let ask = move |_| {
        let name = Path::new(path.peek().as_str()).file_name().unwrap_or_default().to_string_lossy().into_owned();
        spawn(async move {
            if let Some(to) = platform::dialogs::save(&name).await {
                path.set(to.display().to_string());
            }
        });
    };
    rsx! {
        h2 { {session.t("export-title")} }
        p { class: "lead", {session.t("export-lead")} }
        form { class: "card form export", onsubmit: export,
            div { class: "formats", role: "radiogroup", "aria-label": session.t("export-title"),
                for f in Format::ALL {
                    label { key: "{f.code()}", class: "check format",
                        input { r#type: "radio", name: "export-format", value: f.code(), checked: format() == f, "data-testid": "export-{f.code()}", onchange: move |_| choose(f) }
                        span { strong { {session.t(&format!("export-format-{}", f.code()))} } span { class: "second small", {session.t(&format!("export-holds-{}", f.code()))} } }
                    }
                }
            }
            if format() == Format::Ical {
                label { class: "check",
                    input { r#type: "checkbox", checked: names(), "data-testid": "export-names", onchange: move |e| names.set(e.checked()) }
                    span { {session.t("export-names")} }
                }
            }
            div { class: "to",
                Field { label: session.t("export-to"), name: "export-path", value: path(), error: error(), oninput: move |v| path.set(v) }
                if cfg!(feature = "desktop") {
                    button { class: "btn", r#type: "button", "data-testid": "export-place", onclick: ask, Icon { name: "folder-open" } {session.t("export-place")} }
                }
            }
            button { class: "btn primary", r#type: "submit", "data-testid": "export", Icon { name: "file-output" } {session.t("export-do")} }
        }
    }
}

/// A name in the folder where documents lie.
fn place(session: Session, format: Format) -> String {
    let home = std::env::home_dir().unwrap_or_default();
    let folder = [home.join("Documents"), home.clone()].into_iter().find(|f| f.is_dir()).unwrap_or(home);
    folder.join(format!("genki-{}.{}", session.today(), format.ending())).display().to_string()
}

fn write(session: Session, format: Format, names: bool, to: PathBuf, error: Signal<Option<String>>) {
    let desk = session.desk.peek().clone();
    let french = *session.lang.peek() == Lang::Fr;
    session.in_background(
        move || {
            desk.saw("export", None)?;
            let written = desk.export(format, french, names)?;
            Ok::<_, crate::actions::Error>((files::write_new(&to, &written.bytes), to))
        },
        move |session, done| match done {
            Ok((Ok(()), to)) => {
                let what = session.t(format.holds(names)).into();
                session.say(session.tr("plain-written", &[("file", to.display().to_string().into()), ("what", what)]), None);
            }
            Ok((Err(e), _)) => {
                let there = e.kind() == std::io::ErrorKind::AlreadyExists;
                let words = session.t(if there { "export-exists" } else { "export-failed" });
                session.refuse_at(error, words.clone(), words);
            }
            Err(e) => session.refuse(&e),
        },
    );
}
