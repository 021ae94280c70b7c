//! A result has come: for whom, what it is, what it says or the files it came as, and whose decision it is. From *To do* the
//! panel stays for the next envelope.

use super::{book::who::Chosen, import::Chosen as File, paper::size};
use crate::{
    actions::{patients::save_patient, results},
    base::Id,
    model::{Attachment, Refusal, person::Role},
    platform::files,
    store::{people, practice},
    ui::{
        icons::Icon,
        keys::keep_typing,
        parts::{
            entry::Entry,
            field::{Area, Field},
            patient_picker::{PatientPicker, Picked, newcomer},
        },
        route::Panel,
        session::{Session, set_there},
        shell::PanelHead,
        use_query, use_session,
    },
};
use dioxus::{
    html::{FileData, HasFileData},
    prelude::*,
};
use std::{path::PathBuf, sync::Arc};

const KINDS: &str = ".pdf,.png,.jpg,.jpeg,.webp,application/pdf,image/*";

/// Nothing longer is read into memory only to be refused.
const LONGEST: u64 = 256 << 20;

/// What was typed and chosen, until it is saved.
#[derive(Clone, PartialEq, Default)]
pub struct Draft {
    who: Option<Picked>,
    typed: String,
    title: String,
    text: String,
    doctor: Option<Id>,
    files: Vec<File>,
}

#[component]
pub fn ResultPanel(patient: Option<Id>) -> Element {
    let mut session = use_session();
    let country = use_session().country;
    let mut wrong = use_signal(|| None::<Refusal>);
    // The next envelope's form is a new one, and begins at its top.
    let envelope = use_signal(|| 0u32);
    let now = session.arriving.read().get(&patient).cloned().unwrap_or_default();
    let change = use_callback(move |with: Box<dyn FnOnce(&mut Draft)>| {
        with(session.arriving.write().entry(patient).or_default());
        wrong.set(None);
    });
    let who = patient.map(Picked::Known).or(now.who.clone());
    let submit = use_callback(move |()| {
        save_it(session, patient, country.peek().clone(), wrong, move |mut session| {
            session.arriving.write().remove(&patient);
            let next = *envelope.peek() + 1;
            set_there(envelope, next);
            if patient.is_some() {
                session.close_panel();
            }
        });
    });
    let at = |field: &str| wrong.read().as_ref().filter(|w| w.field == Some(field)).map(|w| session.refusal(w));
    let title = session.t("results-new");
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "result-in", "aria-label": "{title}",
            PanelHead { h2 { "{title}" } }
            form { class: "whole", autocomplete: "off", onsubmit: move |e| { e.prevent_default(); submit(()) },
                for number in [envelope()] {
                    div { key: "{number}", class: "body",
                        match who.clone() {
                            Some(picked) => rsx! { div { class: "field", span { class: "name", {session.t("book-who")} } Chosen { picked, onchange: move |()| if patient.is_none() { change(Box::new(|d| d.who = None)) } else { session.open(Panel::Result { patient: None }) } } } },
                            None => rsx! {
                                PatientPicker { begun: now.typed.clone(), next: "[data-testid=result-title]", ontyped: move |typed| change(Box::new(move |d| d.typed = typed)), onpick: move |picked| change(Box::new(move |d| d.who = Some(picked))) }
                                if let Some(error) = at("patient") { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "circle-alert" } span { "{error}" } } }
                            },
                        }
                        Field { label: session.t("results-title"), name: "result-title", value: now.title.clone(), autofocus: patient.is_some(), error: at("title"), placeholder: session.t("results-title-eg"), oninput: move |v| change(Box::new(move |d| d.title = v)) }
                        Files { files: now.files.clone(), error: at("files"), onchange: move |with| change(with) }
                        Area { label: session.t("results-text"), name: "result-text", value: now.text.clone(), optional: session.t("optional"), oninput: move |v| change(Box::new(move |d| d.text = v)) }
                        if let Some(error) = at("text") { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "circle-alert" } span { "{error}" } } }
                        Whose { doctor: now.doctor, onpick: move |doctor| change(Box::new(move |d| d.doctor = doctor)) }
                        ForWhom {}
                    }
                }
                div { class: "foot", button { class: "btn primary big wide", r#type: "submit", "data-testid": "result-save", {session.t("results-save")} } }
            }
        }
    }
}

type Change = Box<dyn FnOnce(&mut Draft)>;

/// The files it came as: dropped here, or chosen; a telephone offers its camera.
#[component]
fn Files(files: Vec<File>, error: Option<String>, onchange: EventHandler<Change>) -> Element {
    let session = use_session();
    let mut over = use_signal(|| false);
    let bad = error.is_some();
    rsx! {
        div { class: "field papers-in", "data-bad": if bad { "true" },
            span { class: "name", {session.t("results-files")} em { " {session.t(\"optional\")}" } }
            if !files.is_empty() {
                ul {
                    for (i , file) in files.into_iter().enumerate() {
                        li { key: "{i}{file.name}", Icon { name: "paperclip", small: true } span { class: "main", "{file.name}" } span { class: "second small num", {size(session, file.bytes.len())} }
                            button { r#type: "button", class: "btn quiet icon-only", "data-testid": "result-file-drop-{i}", "aria-label": session.tr("results-file-drop", &[("file", file.name.clone().into())]), onclick: move |_| onchange.call(Box::new(move |d| { d.files.remove(i); })), Icon { name: "x" } }
                        }
                    }
                }
            }
            label { class: "drop small", "data-testid": "result-drop", "data-over": if over() { "true" },
                ondragover: move |e| { e.prevent_default(); over.set(true) },
                ondragleave: move |_| over.set(false),
                ondrop: move |e| { e.prevent_default(); over.set(false); take(session, e.files(), onchange) },
                Icon { name: "paperclip" }
                span { {session.t("results-files-drop")} }
                input { r#type: "file", multiple: true, accept: KINDS, class: "unseen", "data-testid": "result-file", onchange: move |e| take(session, e.files(), onchange) }
            }
            ByPath { onchange }
            if let Some(error) = error { span { class: "error", role: "alert", Icon { name: "circle-alert", small: true } span { "{error}" } } }
        }
    }
}

/// For machines without a file picker, and for those who have the path at hand.
#[component]
fn ByPath(onchange: EventHandler<Change>) -> Element {
    let session = use_session();
    let mut typed = use_signal(String::new);
    let add = use_callback(move |()| {
        let path = PathBuf::from(typed.peek().trim());
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        session.in_background(
            move || files::read(&path, LONGEST),
            move |session, read| {
                taken(session, name, read.ok(), onchange);
                set_there(typed, String::new());
            },
        );
    });
    rsx! {
        details { class: "by-path",
            summary { {session.t("import-by-path")} Icon { name: "chevron-down", small: true } }
            div { class: "with-button",
                Entry { value: typed(), class: "input", "data-testid": "result-path", "aria-label": session.t("import-path"), placeholder: session.t("import-path"), maxlength: "1000", oninput: move |v| typed.set(v),
                    onkey: move |e: KeyboardEvent| if e.key() == Key::Enter { e.prevent_default(); e.stop_propagation(); add(()) } else { keep_typing(&e) } }
                button { r#type: "button", class: "btn", "data-testid": "result-path-add", onclick: move |_| add(()), {session.t("results-file-add")} }
            }
        }
    }
}

/// Reads what was chosen; what cannot be taken is said at once, and the others stand.
fn take(session: Session, chosen: Vec<FileData>, onchange: EventHandler<Change>) {
    spawn(async move {
        for file in chosen {
            let name = file.name();
            taken(session, name, file.read_bytes().await.ok().map(|b| b.to_vec()), onchange);
        }
    });
}

fn taken(session: Session, name: String, bytes: Option<Vec<u8>>, onchange: EventHandler<Change>) {
    let Some(bytes) = bytes else { return session.say(session.tr("import-unreadable", &[("file", name.into())]), None) };
    match Attachment::of(&name, &bytes) {
        Ok(_) => onchange.call(Box::new(move |d| d.files.push(File { name, bytes: Arc::new(bytes) }))),
        Err(why) => session.say(session.refusal(&why), None),
    }
}

/// Whose decision it is; any doctor's, if nobody is named.
#[component]
fn Whose(doctor: Option<Id>, onpick: EventHandler<Option<Id>>) -> Element {
    let session = use_session();
    let team = use_query(&["person"], people::all);
    let doctors: Vec<_> = team.read().clone().unwrap_or_default().into_iter().filter(|p| p.role == Role::Doctor && !p.has_left()).collect();
    if doctors.is_empty() {
        return rsx! {};
    }
    rsx! {
        div { class: "field", span { class: "name", id: "result-doctor", {session.t("results-doctor")} }
            div { class: "chips", role: "group", "aria-labelledby": "result-doctor",
                button { r#type: "button", class: "chip", "data-testid": "result-doctor-any", "aria-pressed": doctor.is_none(), onclick: move |_| onpick.call(None), {session.t("call-any-doctor")} }
                for (i , p) in doctors.into_iter().enumerate() {
                    button { r#type: "button", key: "{p.id}", class: "chip", "data-testid": "result-doctor-{i}", "aria-pressed": doctor == Some(p.id), onclick: move |_| onpick.call(Some(p.id)), "{p.name}" }
                }
            }
        }
    }
}

/// Who will be able to read it.
#[component]
fn ForWhom() -> Element {
    let session = use_session();
    let practice = use_query(&["practice"], practice::get);
    let all = practice.read().as_ref().is_some_and(|p| p.secretaries_read_results);
    let (hint, icon) = if all { ("results-new-all", "eye") } else { ("results-new-sealed", "lock") };
    rsx! { p { class: "second small", Icon { name: icon, small: true } " " {session.t(hint)} } }
}

fn save_it(session: Session, patient: Option<Id>, country: String, wrong: Signal<Option<Refusal>>, then: impl FnOnce(Session) + 'static) {
    let draft = session.arriving.peek().get(&patient).cloned().unwrap_or_default();
    let mut wrong = wrong;
    let Some(who) = patient.map(Picked::Known).or(draft.who) else {
        return wrong.set(Some(Refusal::at("result-whose", "patient")));
    };
    let (now, fresh) = (session.now(), Id::new(session.desk.peek().clock.millis()));
    let Draft { title, text, doctor, files, .. } = draft;
    session.run(
        "result-in",
        move |tx| {
            let patient = match who {
                Picked::Known(id) => id,
                Picked::New(typed) => {
                    save_patient(tx, &newcomer(&typed, fresh, now.date(), &country))?;
                    fresh
                }
            };
            let files: Vec<_> = files.into_iter().map(|f| (f.name, f.bytes)).collect();
            let id = results::receive_files(tx, now, patient, &title, &text, &files)?;
            if doctor.is_some() { results::entrust(tx, id, doctor) } else { Ok(()) }
        },
        move |session, done| match done {
            Ok(done) => {
                session.say(session.t("results-added"), Some(done.act));
                then(session);
            }
            Err(crate::actions::Error::Refused(why)) if why.field.is_some() && wrong.try_peek().is_ok() => set_there(wrong, Some(why)),
            Err(error) => session.refuse(&error),
        },
    );
}
