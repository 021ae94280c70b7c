//! What was asked of a manager, and what one asked oneself.

use crate::{
    actions::asks,
    base::Id,
    model::{Ask, AskState, rights::Deed},
    store,
    ui::{
        icons::Icon,
        parts::{
            entry::Entry,
            rights::{name_of, use_me, use_team},
            told::{self, Telling},
        },
        route::Route,
        session::Session,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;

/// So many answered ones are kept in sight.
const OLD: usize = 30;

/// How many wait for the person at work.
pub fn use_waiting() -> Memo<usize> {
    let session = use_session();
    let waiting = use_query(&["ask", "person"], move |db| Ok(asks::waiting_for(db, session.desk.read().person)?.len()));
    use_memo(move || waiting.read().unwrap_or(0))
}

/// Whether there is anything to show under this name at all.
pub fn use_any() -> Memo<bool> {
    let session = use_session();
    let any = use_query(&["ask", "person"], move |db| {
        let me = session.desk.read().person;
        let manager = store::people::get(db, me)?.is_some_and(|p| p.manager);
        Ok(store::asks::all(db)?.iter().any(|a| manager || a.by == me))
    });
    use_memo(move || any.read().unwrap_or(false))
}

#[component]
pub fn Asked() -> Element {
    let session = use_session();
    let me = use_me();
    let all = use_query(&["ask"], store::asks::all);
    let Some(me) = me() else { return rsx! {} };
    let (mine, theirs): (Vec<Ask>, Vec<Ask>) = all.read().clone().unwrap_or_default().into_iter().partition(|a| a.by == me.id);
    let none = mine.is_empty();
    let (open, done): (Vec<Ask>, Vec<Ask>) = theirs.into_iter().partition(Ask::is_open);
    rsx! {
        if me.manager {
            h2 { {session.t("asked-of-you")} }
            if open.is_empty() { p { class: "lead", "data-testid": "asked-none", {session.t("asked-none")} } }
            ul { class: "group asks", "data-testid": "asked-of-you", for ask in open { OfYou { key: "{ask.id}", ask } } }
        }
        if !mine.is_empty() {
            h2 { {session.t("asked-by-you")} }
            ul { class: "group asks", "data-testid": "asked-by-you", for ask in mine.into_iter().take(OLD) { ByYou { key: "{ask.id}", ask } } }
        }
        if !me.manager && none {
            h2 { {session.t("asked-by-you")} }
            p { class: "lead", "data-testid": "asked-nothing", {session.t("asked-nothing")} }
        }
        if me.manager && !done.is_empty() {
            details { class: "gone",
                summary { {session.t("asked-before")} Icon { name: "chevron-down", small: true } }
                ul { class: "group asks", for ask in done.into_iter().take(OLD) { li { key: "{ask.id}", class: "ask-item", What { ask: ask.clone(), who: true } Answer { ask } } } }
            }
        }
    }
}

/// Who, when, what, and the words that went with it.
#[component]
fn What(ask: Ask, who: bool) -> Element {
    let session = use_session();
    let team = use_team();
    let about = ask.about.clone();
    let names = use_query(&["patient", "reason", "person"], move |db| {
        let telling = Telling { lang: *session.lang.read(), private: *session.privacy.read() };
        // The practice itself goes without saying.
        let practice = store::practice::get(db)?.id;
        let names = about.iter().filter(|id| **id != practice).map(|id| telling.about(db, *id)).collect::<store::Result<Vec<_>>>()?;
        Ok(names.into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join(" · "))
    });
    let names = names.read().clone().unwrap_or_default();
    let day = told::day(*session.lang.read(), ask.at.date(), session.today());
    let when = format!("{day}, {}", words::time(ask.at));
    let by = if who { format!("{} · {when}", name_of(&team.read(), ask.by)) } else { when };
    rsx! {
        div { class: "main",
            strong { {session.t(&format!("deed-{}", ask.deed))} }
            if !names.is_empty() { span { class: "whom", "{names}" } }
            if !ask.words.is_empty() { q { "{ask.words}" } }
            span { class: "by", "{by}" }
        }
    }
}

#[component]
fn OfYou(ask: Ask) -> Element {
    let session = use_session();
    let mut word = use_signal(String::new);
    let id = ask.id;
    let reply = move |state: AskState| {
        move |_| {
            let line = word.peek().clone();
            let key = if state == AskState::Done { "done-answer-done" } else { "done-answer-refused" };
            session.act("answer", session.t(key), move |tx| asks::answer(tx, id, state, &line));
        }
    };
    let place = place(&ask);
    rsx! {
        li { class: "ask-item", "data-testid": "ask-{id}",
            What { ask, who: true }
            if let Some(place) = place {
                button { r#type: "button", class: "btn", "data-testid": "ask-open-{id}", onclick: move |_| place.open(session), {session.t("ask-open")} Icon { name: "arrow-right", small: true } }
            }
            div { class: "ask-answer",
                Entry { class: "input", value: word(), maxlength: "400", "data-testid": "ask-word-{id}", "aria-label": session.t("ask-word"), placeholder: session.t("ask-word"), oninput: move |v| word.set(v) }
                button { r#type: "button", class: "btn primary", "data-testid": "ask-done-{id}", onclick: reply(AskState::Done), {session.t("ask-done")} }
                button { r#type: "button", class: "btn", "data-testid": "ask-refuse-{id}", onclick: reply(AskState::Refused), {session.t("ask-refuse")} }
            }
        }
    }
}

#[component]
fn ByYou(ask: Ask) -> Element {
    let session = use_session();
    let id = ask.id;
    let unread = !ask.is_open() && !ask.read;
    rsx! {
        li { class: "ask-item", "data-testid": "mine-{id}", "data-unread": unread,
            What { ask: ask.clone(), who: false }
            if unread {
                button { r#type: "button", class: "btn", "data-testid": "ask-read-{id}", onclick: move |_| session.run("ask-read", move |tx| asks::read(tx, id), |session, done| if let Err(e) = done { session.refuse(&e) }),
                    Icon { name: "check" } {session.t("ask-read")}
                }
            }
            Answer { ask }
        }
    }
}

#[component]
fn Answer(ask: Ask) -> Element {
    let session = use_session();
    let team = use_team();
    let by = ask.answered_by.map(|id| name_of(&team.read(), id)).unwrap_or_default();
    let (icon, said) = match ask.state {
        AskState::Asked => ("hourglass", session.t("ask-open-still")),
        AskState::Newer(_) => ("hourglass", session.t("unknown-code")),
        AskState::Done => ("circle-check", session.tr("ask-answered-done", &[("name", by.into())])),
        AskState::Refused => ("circle-slash", session.tr("ask-answered-refused", &[("name", by.into())])),
    };
    rsx! {
        p { class: "answer", "data-is": ask.state.code(), Icon { name: icon, small: true }
            span { "{said}" if !ask.answer.is_empty() { " " q { "{ask.answer}" } } }
        }
    }
}

/// Where what was asked for is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A section of the settings, by the key of its name.
    Section(&'static str),
    Route(Route),
}

fn place(ask: &Ask) -> Option<Place> {
    let first: Option<Id> = ask.about.first().copied();
    Some(match Deed::of_code(&ask.deed)? {
        Deed::Reasons => Place::Section("set-reasons"),
        // About the practice itself, or about who works in it.
        Deed::Persons if first.is_some() => Place::Section("set-practice"),
        Deed::Persons => Place::Section("set-persons"),
        Deed::ExportAll => Place::Route(Route::Import),
        Deed::Merge => Place::Route(Route::Pair(first?, *ask.about.get(1)?)),
        Deed::Audit => Place::Route(Route::History),
        _ => return None,
    })
}

impl Place {
    fn open(self, mut session: Session) {
        match self {
            Place::Section(section) => session.section.set(Some(section)),
            Place::Route(route) => session.go(route),
        }
    }
}
