//! A file that came with a result, over whatever is on screen: its pages, larger or smaller, and on to other programs.

use crate::{
    base::Id,
    exchange::leaves::{self, End, Leaf},
    model::Attachment,
    model::attachment::Media,
    platform::{
        apart::{Stop, WhileHere},
        viewer,
    },
    store,
    ui::{
        icons::Icon,
        parts::save::Save,
        route::Float,
        screens::print::take_back,
        session::{Session, aside},
        use_query, use_session,
    },
};
use base64::{Engine, engine::general_purpose::STANDARD};
use dioxus::prelude::*;
use std::ops::ControlFlow;

/// As wide as the window has it, and beyond.
const SIZES: [u32; 4] = [100, 140, 200, 280];

/// The files of a result, each a button that opens it. Reading is noted.
#[component]
pub fn Files(result: Id, patient: Option<Id>, files: Vec<Attachment>) -> Element {
    let session = use_session();
    rsx! {
        ul { class: "papers",
            for (n , file) in files.into_iter().enumerate() {
                li { key: "{n}",
                    button { r#type: "button", class: "chip", "data-testid": "paper-{n}",
                        onclick: move |_| {
                            session.saw_then("result", patient, move |mut session| session.float.set(Some(Float::Paper { result, n })));
                        },
                        Icon { name: "paperclip", small: true } span { "{file.title}" } span { class: "second num", {size(session, file.size)} }
                    }
                }
            }
        }
    }
}

/// "320 kB", "2.4 MB".
pub fn size(session: Session, bytes: usize) -> String {
    if bytes < 1_000_000 {
        return session.tr("size-kb", &[("n", bytes.div_ceil(1000).into())]);
    }
    let tenths = bytes / 100_000;
    session.tr("size-mb", &[("n", format!("{}{}{}", tenths / 10, session.t("decimal"), tenths % 10).into())])
}

#[component]
pub fn PaperLayer(result: Id, n: usize) -> Element {
    let session = use_session();
    let read = use_query(&["result", "result-content", "sealed", "grant"], move |db| {
        let files = store::results::content_for(db, session.desk.read().person, result)?.map(|c| c.files).unwrap_or_default();
        Ok((store::results::get(db, result)?.map(|r| r.title).unwrap_or_default(), files))
    });
    let Some((title, files)) = read.read().clone() else { return rsx! {} };
    let Some(file) = files.get(n).cloned() else { return rsx! {} };
    // Others look on.
    if *session.privacy.read() {
        return rsx! {};
    }
    let several = files.len() > 1;
    rsx! {
        div { class: "paper", role: "dialog", "aria-modal": "true", "aria-label": "{title}", "data-testid": "paper", tabindex: "-1",
            onmounted: move |e| async move { let _ = e.set_focus(true).await; },
            onkeydown: move |e| turned(&e, session, result, n, several.then_some(files.len())),
            Head { result, n, title: title.clone(), file: file.clone(), of: files.len() }
            for file in [file] { Pages { key: "{n}-{file.hash}", result, file } }
        }
    }
}

/// Left and right go to the next file; no letter reaches what lies behind.
fn turned(e: &KeyboardEvent, mut session: Session, result: Id, n: usize, of: Option<usize>) {
    match (e.key(), of) {
        (Key::Escape, _) => session.float.set(None),
        (Key::ArrowRight, Some(of)) if n + 1 < of => session.float.set(Some(Float::Paper { result, n: n + 1 })),
        (Key::ArrowLeft, Some(_)) if n > 0 => session.float.set(Some(Float::Paper { result, n: n - 1 })),
        (Key::Character(_), _) if e.modifiers().is_empty() => return e.stop_propagation(),
        (Key::ArrowDown | Key::ArrowUp, _) => return e.stop_propagation(),
        _ => return,
    }
    e.prevent_default();
    e.stop_propagation();
}

#[component]
fn Head(result: Id, n: usize, title: String, file: Attachment, of: usize) -> Element {
    let mut session = use_session();
    let lent = use_signal(|| None::<String>);
    let mut go = move |n: usize| session.float.set(Some(Float::Paper { result, n }));
    let whole = {
        let file = file.clone();
        use_callback(move |()| {
            let whole = session.ask(|db| store::results::file(db, result, &file))?;
            if whole.is_none() {
                session.say(session.t("paper-not-whole"), None);
            }
            whole
        })
    };
    let name = file.plain_name();
    let elsewhere = move |_| {
        let (Some(bytes), name) = (whole(()), name.clone()) else { return };
        let lent_as = name.clone();
        session.in_background(
            move || viewer::lend(&name, &bytes).and_then(|path| viewer::show(&path)),
            move |session, shown| match shown {
                Ok(()) => crate::ui::session::set_there(lent, Some(lent_as)),
                Err(error) => {
                    tracing::warn!("a file could not be shown: {error}");
                    session.say(session.t("print-no-viewer"), None);
                }
            },
        );
    };
    rsx! {
        header { class: "paper-head",
            div { class: "main", h2 { "{title}" } p { class: "second small", "{file.title}" } }
            if of > 1 {
                div { class: "paper-turn", role: "group", "aria-label": session.t("paper-files"),
                    button { r#type: "button", class: "btn icon-only", "data-testid": "paper-before", "aria-label": session.t("paper-before"), disabled: n == 0, onclick: move |_| go(n - 1), Icon { name: "chevron-left" } }
                    span { class: "num small", "{n + 1} / {of}" }
                    button { r#type: "button", class: "btn icon-only", "data-testid": "paper-after", "aria-label": session.t("paper-after"), disabled: n + 1 == of, onclick: move |_| go(n + 1), Icon { name: "chevron-right" } }
                }
            }
            if cfg!(feature = "desktop") {
                button { r#type: "button", class: "btn", "data-testid": "paper-elsewhere", onclick: elsewhere, Icon { name: "external-link" } span { class: "wide-word", {session.t("paper-elsewhere")} } }
            }
            for file in [file.clone()] { Save { key: "{n}-{file.hash}", name: file.plain_name(), label: session.t("paper-save"), testid: "paper-save", holds: "plain-holds-letter", bytes: whole } }
            button { r#type: "button", class: "btn quiet icon-only", "data-testid": "paper-close", "aria-label": session.t("close"), onclick: move |_| session.float.set(None), Icon { name: "x" } }
        }
        if lent.read().is_some() {
            p { class: "note", "data-tone": "warn", Icon { name: "info" }
                span { {session.t("print-lent")} " " button { r#type: "button", class: "link", onclick: move |_| take_back(session, lent), {session.t("print-take-back")} } }
            }
        }
    }
}

/// What is known of its pages so far.
#[derive(Clone, PartialEq, Default)]
struct Drawn {
    pages: Vec<String>,
    of: usize,
    ended: Option<End>,
}

#[component]
fn Pages(result: Id, file: Attachment) -> Element {
    let session = use_session();
    let drawn = use_signal(Drawn::default);
    let mut wide = use_signal(|| 0usize);
    let mut times = use_signal(|| 0usize);
    let kept = file.clone();
    // Ends with the component, and with it whatever works on the file: who closes it waits for no page.
    use_resource(move || {
        times.read();
        draw(session, result, kept.clone(), drawn)
    });
    let now = drawn.read().clone();
    let shown = now.pages.len();
    let left = now.of.saturating_sub(shown);
    let title = file.title.clone();
    rsx! {
        div { class: "paper-pages", "data-testid": "paper-pages", tabindex: "0", "aria-label": "{title}",
            if now.ended == Some(End::Bad) { p { class: "note", "data-tone": "warn", role: "alert", "data-testid": "paper-bad", Icon { name: "circle-alert" } span { {session.t("paper-bad")} } } }
            for (i , page) in now.pages.into_iter().enumerate() {
                img { key: "{i}", "data-testid": "paper-page-{i}", src: page, alt: session.tr("paper-page", &[("n", (i + 1).into())]), style: "width: {SIZES[wide()]}%; max-width: {SIZES[wide()] * 9}px;" }
            }
            match now.ended {
                None => rsx! { p { class: "second small", role: "status", {session.t("paper-reading")} } },
                Some(End::TooMuch) => rsx! {
                    p { class: "note", "data-tone": "warn", role: "alert", "data-testid": "paper-too-much", Icon { name: "circle-alert" }
                        span { {session.t("paper-too-much")}
                            // Many pages may only need their time.
                            if shown > 0 { " " button { r#type: "button", class: "link", "data-testid": "paper-on", onclick: move |_| times += 1, {session.tr("paper-on", &[("n", (shown + 1).into())])} } }
                        }
                    }
                },
                Some(End::Whole) if left > 0 => rsx! { p { class: "second small", {session.tr("paper-more", &[("n", left.into())])} } },
                Some(_) => rsx! {},
            }
        }
        div { class: "paper-size", role: "group", "aria-label": session.t("paper-size"),
            button { r#type: "button", class: "btn icon-only", "data-testid": "paper-smaller", "aria-label": session.t("paper-smaller"), disabled: wide() == 0, onclick: move |_| wide -= 1, Icon { name: "minus" } }
            button { r#type: "button", class: "btn icon-only", "data-testid": "paper-larger", "aria-label": session.t("paper-larger"), disabled: wide() + 1 == SIZES.len(), onclick: move |_| wide += 1, Icon { name: "plus" } }
        }
    }
}

/// Opens the file off the screen's thread, and brings its pages here one by one; from the first that is not here yet.
async fn draw(session: Session, result: Id, file: Attachment, mut drawn: Signal<Drawn>) {
    let desk = session.desk.peek().clone();
    let from = drawn.peek().pages.len();
    drawn.write().ended = None;
    let stop = Stop::default();
    let _while_here = WhileHere(stop.clone());
    let (to, mut here) = tokio::sync::mpsc::channel(2);
    let done = aside(move || {
        let read = desk.read::<_, store::Error>(|db| store::results::file(db, result, &file));
        let bytes = read.inspect_err(|e| tracing::error!("a file could not be read: {e}")).ok().flatten()?;
        let mut lost = false;
        let end = leaves::draw(file.media, &bytes, from, &stop, |of, leaf| {
            let Some(page) = url(file.media, &leaf) else {
                lost = true;
                return ControlFlow::Break(());
            };
            // Who looked on may have gone away.
            if to.blocking_send((of, page)).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        // A page that cannot be shown is no end of the file.
        Some(if lost { End::Bad } else { end })
    });
    while let Some((of, page)) = here.recv().await {
        let mut drawn = drawn.write();
        drawn.of = of;
        drawn.pages.push(page);
    }
    let end = done.await.ok().flatten().unwrap_or(End::Bad);
    drawn.write().ended = Some(end);
}

/// The page's policy lets in pictures that it holds itself, and no others.
fn url(of: Media, leaf: &Leaf) -> Option<String> {
    let (media, bytes) = leaf.encoded(of)?;
    Some(format!("data:{};base64,{}", media.mime(), STANDARD.encode(bytes)))
}
