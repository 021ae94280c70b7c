//! Taking in files of others: chosen, looked at, taken in, reported. Nothing changes before she says so, and all of
//! it is taken back in one step.

use super::{
    export::Export,
    import_look::{Look, Looked, looked},
    import_report::Reporting,
};
use crate::{
    actions::{
        Desk,
        import::{self, Failed, How, Report},
    },
    base::{Id, hidden},
    exchange::{self, Format},
    lang::Lang,
    model::{
        Refusal,
        rights::{Deed, May},
    },
    store::{self, local},
    ui::{
        icons::Icon,
        keys::keep_typing,
        parts::{ask::AskManager, rights::use_may},
        session::Session,
        use_session,
    },
};
use dioxus::{
    html::{FileData, HasFileData},
    prelude::*,
};
use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

/// A file that was chosen.
#[derive(Clone)]
pub struct Chosen {
    pub name: String,
    pub bytes: Arc<Vec<u8>>,
}

impl PartialEq for Chosen {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && Arc::ptr_eq(&self.bytes, &other.bytes)
    }
}

/// How far the writer is, and whether it is to stop.
#[derive(Default)]
pub struct Running {
    done: AtomicU64,
    total: AtomicU64,
    stop: AtomicBool,
}

impl Running {
    fn hear(&self, done: u64, total: u64) -> ControlFlow<()> {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        if self.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// How far an import is.
#[derive(Clone, Default)]
pub enum Stage {
    #[default]
    Choose,
    /// Nothing went in, and why.
    Failed(String),
    /// Being read, or taken in.
    Working {
        files: Vec<Chosen>,
        part: Option<(u64, u64)>,
        taking: bool,
        running: Arc<Running>,
    },
    Preview {
        files: Vec<Chosen>,
        look: Look,
    },
    Reported {
        report: Report,
        act: Id,
    },
}

#[component]
pub fn Import() -> Element {
    let session = use_session();
    let stage = session.import.read().clone();
    rsx! {
        header { class: "top", div { class: "title", h1 { {session.t("place-import")} } } }
        div { class: "work pane",
            match stage {
                Stage::Choose | Stage::Failed(_) => rsx! {
                    if let Stage::Failed(words) = stage {
                        p { class: "note problem", "data-tone": "bad", role: "alert", "data-testid": "import-problem", Icon { name: "circle-alert" } span { "{words}" } }
                    }
                    Choose {}
                    super::import_report::Before {}
                    ExportPlace {}
                },
                Stage::Working { files, part, taking, running } => rsx! {
                    FileList { files }
                    h2 { {session.t(if taking { "import-taking" } else { "import-reading" })} }
                    Working { part, taking, onstop: move |_| running.stop.store(true, Ordering::Relaxed) }
                },
                Stage::Preview { files, look } => rsx! {
                    FileList { files: files.clone() }
                    Looked {
                        look: look.clone(),
                        onhow: { let files = files.clone(); move |how| start(session, files.clone(), Some(how), false) },
                        onyes: move |_| start(session, files.clone(), Some(look.how.clone()), true),
                        onno: move |_| leave(session),
                    }
                },
                Stage::Reported { report, act } => rsx! { Reporting { key: "{act}", report, act, onclose: move |_| leave(session) } },
            }
        }
    }
}

fn leave(mut session: Session) {
    session.import.set(Stage::Choose);
}

fn fail(mut session: Session, words: String) {
    session.import.set(Stage::Failed(words));
}

/// The place to drop files on, and the button for who does not drop.
#[component]
fn Choose() -> Element {
    let session = use_session();
    let mut over = use_signal(|| false);
    let mut field = use_signal(|| None::<std::rc::Rc<MountedData>>);
    rsx! {
        label { class: "drop", "data-testid": "drop", "data-over": if over() { "true" },
            ondragover: move |e| { e.prevent_default(); over.set(true) },
            ondragleave: move |_| over.set(false),
            ondrop: move |e| { e.prevent_default(); over.set(false); receive(session, e.files()) },
            Icon { name: "file-down" }
            strong { {session.t("import-drop")} }
            span { {session.t("import-drop-hint")} }
            span { class: "btn primary", Icon { name: "folder-open" } {session.t("import-choose")} }
            input { r#type: "file", multiple: true, accept: ".json,.ndjson,.fhir,.ics,.ical,.vcf,.vcard,.csv,.tsv,.txt", class: "unseen", "data-testid": "import-file", onchange: move |e| receive(session, e.files()) }
        }
        p { class: "second small quiet-line", {session.t("import-reads")} }
        details { class: "by-path", ontoggle: move |_| { let field = field(); async move { if let Some(field) = field { let _ = field.set_focus(true).await; } } },
            summary { {session.t("import-by-path")} Icon { name: "chevron-down", small: true } }
            ByPath { onfield: move |f| field.set(Some(f)) }
        }
    }
}

/// For machines without a file picker, and for those who have the path at hand.
#[component]
fn ByPath(onfield: EventHandler<std::rc::Rc<MountedData>>) -> Element {
    let session = use_session();
    let mut path = use_signal(String::new);
    rsx! {
        form { class: "with-button", onsubmit: move |e| {
                e.prevent_default();
                let path = PathBuf::from(path.peek().trim());
                gather(session, move || vec![(name_of(&path), bytes_of(&path))]);
            },
            input { class: "input", "data-testid": "import-path", onmounted: move |e| onfield.call(e.data()), "aria-label": session.t("import-path"), placeholder: session.t("import-path"), maxlength: "1000", oninput: move |e| path.set(e.value()), onkeydown: move |e| keep_typing(&e) }
            button { class: "btn", r#type: "submit", "data-testid": "import-read", {session.t("import-read")} }
        }
    }
}

fn name_of(path: &std::path::Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Takes what the picker or the drop gave: by its path where there is one, else by its bytes.
fn receive(session: Session, files: Vec<FileData>) {
    if files.is_empty() {
        return;
    }
    spawn(async move {
        let (mut read, mut by_path) = (Vec::new(), Vec::new());
        for file in files {
            match file.path() {
                path if path.is_absolute() => by_path.push((file.name(), path)),
                _ => read.push((file.name(), file.read_bytes().await.map(|b| b.to_vec()).map_err(|_| None))),
            }
        }
        gather(session, move || {
            read.extend(by_path.into_iter().map(|(name, path)| (name, bytes_of(&path))));
            read
        });
    });
}

/// Without words where nothing is to be said but that it could not be opened.
type Read = Vec<(String, Result<Vec<u8>, Option<Refusal>>)>;

fn bytes_of(path: &std::path::Path) -> Result<Vec<u8>, Option<Refusal>> {
    match exchange::open(path) {
        Ok(read) => read.map_err(|why| Some(why.refusal())),
        Err(_) => Err(None),
    }
}

/// Has files read off the screen's thread, and looks at them.
fn gather(session: Session, read: impl FnOnce() -> Read + Send + 'static) {
    session.in_background(read, move |session, read| {
        let mut files = Vec::new();
        for (name, bytes) in read {
            // What a file is called can be made to read as something else.
            let name = hidden::without_in_line(&name).into_owned();
            match bytes {
                Ok(bytes) => files.push(Chosen { name, bytes: Arc::new(bytes) }),
                Err(Some(why)) => return fail(session, format!("{name}: {}", session.refusal(&why))),
                Err(None) => return fail(session, session.tr("import-unreadable", &[("file", name.into())])),
            }
        }
        start(session, files, None, false);
    });
}

/// Why it did not go on.
pub enum Ended {
    Unreadable(String, Refusal),
    Failed(Failed),
}

/// Tries the files without leaving anything (`taking` false), or takes them in. What is looked at stays on screen
/// while it is looked at again in another way.
fn start(mut session: Session, files: Vec<Chosen>, how: Option<exchange::How>, taking: bool) {
    let running = Arc::new(Running::default());
    let again = matches!(&*session.import.peek(), Stage::Preview { .. }) && !taking;
    if !again {
        session.import.set(Stage::Working { files: files.clone(), part: None, taking, running: running.clone() });
        watch(session, running.clone());
    }
    let desk = session.desk.peek().clone();
    let (lang, act) = (*session.lang.peek(), desk.begin("import"));
    let (id, sent) = (act.id, files.clone());
    session.in_background(
        move || {
            let store = |e| Ended::Failed(Failed::Store(e));
            let mut forgotten = tables_forgotten(&desk).map_err(store)?.then_some("trouble-tables");
            let how = match how {
                Some(how) => how,
                None => desk.store.read(|db| exchange::How::of(db, desk.zone, desk.today(), lang == Lang::Fr)).map_err(store)?,
            };
            let (mut look, plans) = looked(&desk, lang, &sent, how)?;
            let way = How { dry_run: !taking, strict: false };
            look.report = import::import(&desk.store, act, desk.zone, plans, way, move |done, total| running.hear(done, total))
                .map_err(Ended::Failed)?;
            if taking && !look.sheets.is_empty() {
                // All is in; that a table has to be explained again is the worst that can come of this.
                let kept = desk.store.set_local(exchange::MAPPINGS, &look.remembered());
                if let Err(error) = kept {
                    tracing::error!("what was said of tables could not be kept: {error}");
                    forgotten = Some("trouble-setting");
                }
            }
            Ok((look, forgotten))
        },
        move |mut session, ended: Result<(Look, Option<&'static str>), Ended>| {
            let ended = ended.map(|(look, forgotten)| {
                if let Some(trouble) = forgotten {
                    session.trouble(trouble);
                }
                look
            });
            let left = again && !matches!(&*session.import.peek(), Stage::Preview { .. });
            match ended {
                _ if left => {}
                Ok(look) if taking => session.import.set(Stage::Reported { report: look.report, act: id }),
                Ok(look) => session.import.set(Stage::Preview { files, look }),
                Err(ended) => fail(session, words_of(session, ended)),
            }
        },
    );
}

/// Whether what was said of tables before does not read.
fn tables_forgotten(desk: &Desk) -> store::Result<bool> {
    let known = desk.store.read(|db| local::find::<BTreeMap<String, exchange::Mapping>>(db, exchange::MAPPINGS))?;
    Ok(known == local::Setting::Unreadable)
}

fn words_of(session: Session, ended: Ended) -> String {
    match ended {
        Ended::Unreadable(file, why) => format!("{file}: {}", session.refusal(&why)),
        Ended::Failed(Failed::Cancelled) => session.t("import-cancelled"),
        Ended::Failed(Failed::Strict(_)) => session.t("error-store"),
        Ended::Failed(Failed::Refused(r)) => session.refusal(&r),
        Ended::Failed(Failed::Store(e)) => session.words_of(&e.into()),
    }
}

/// Shows how far the writer is, ten times a second, until it is done.
fn watch(session: Session, running: Arc<Running>) {
    session.follow(async move {
        let mut import = session.import;
        loop {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let now = (running.done.load(Ordering::Relaxed), running.total.load(Ordering::Relaxed));
            let still = matches!(&*import.peek(), Stage::Working { running: r, .. } if Arc::ptr_eq(r, &running));
            if !still {
                return;
            }
            if let Stage::Working { part, .. } = &mut *import.write() {
                *part = Some(now).filter(|(_, total)| *total > 0);
            }
        }
    });
}

#[component]
fn FileList(files: Vec<Chosen>) -> Element {
    let format = |f: &Chosen| match exchange::detect(&f.name, &f.bytes) {
        Ok(Format::Fhir) => "FHIR · ",
        Ok(Format::Ical) => "iCalendar · ",
        Ok(Format::Vcard) => "vCard · ",
        Ok(Format::Csv) => "CSV · ",
        Err(_) => "",
    };
    rsx! {
        ul { class: "card files",
            for (i , f) in files.iter().enumerate() {
                li { key: "{i}", Icon { name: "file-text" } span { class: "main", b { "{f.name}" } } span { class: "second small num", {format(f)} {size_of(f.bytes.len())} } }
            }
        }
    }
}

fn size_of(bytes: usize) -> String {
    match bytes {
        b if b < 10_000 => format!("{} kB", b.div_ceil(1000)),
        b if b < 1_000_000 => format!("{} kB", b / 1000),
        b => format!("{}.{} MB", b / 1_000_000, b % 1_000_000 / 100_000),
    }
}

#[component]
fn Working(part: Option<(u64, u64)>, taking: bool, onstop: EventHandler<()>) -> Element {
    let session = use_session();
    let mut stopped = use_signal(|| false);
    let percent = part.map_or(0, |(done, total)| done * 100 / total.max(1));
    rsx! {
        div { class: "card progress-card", "data-testid": "import-progress",
            p { class: "words",
                span { if let Some((done, total)) = part { span { class: "num", "{done} / {total}" } } else { {session.t("app-loading")} } }
                span { class: "num", "{percent} %" }
            }
            div { class: "bar-progress", role: "progressbar", "aria-label": session.t("import-taking"), "aria-valuenow": "{percent}", "aria-valuemin": "0", "aria-valuemax": "100", i { style: "--part:.{percent:02}" } }
            div { class: "acts",
                span { class: "second small", {session.t(if taking { "import-all-or-nothing" } else { "import-not-yet" })} }
                button { r#type: "button", class: "btn", "data-testid": "import-cancel", disabled: stopped(), onclick: move |_| { stopped.set(true); onstop.call(()) }, {session.t("cancel")} }
            }
        }
    }
}

/// The way out, for whom it is; for others the way to ask.
#[component]
fn ExportPlace() -> Element {
    let session = use_session();
    if use_may(Deed::ExportAll)() == May::Do {
        return rsx! { Export {} };
    }
    rsx! {
        h2 { {session.t("export-title")} }
        AskManager { deed: Deed::ExportAll }
    }
}
