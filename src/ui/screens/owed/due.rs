//! What waits for who is at work: how much, for the rail; and a quiet word when something falls due, through the system, or in
//! the window where the system takes none.

use crate::{
    base::Id,
    model::remind::{EVERY, Falling, Reminders},
    platform::{badge, notify},
    store::{Topic, owed, patients},
    ui::{
        app::set_looks,
        icons::Icon,
        live::MINUTE,
        notice::{Notice, Toward},
        parts::people,
        route::Route,
        session::Session,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;
use std::time::Duration;

const TOPICS: &[Topic] = &["task", "result", "person", MINUTE];
/// So long a notice stands in the window, and longer while it is out of sight because somebody types.
const STANDS: Duration = Duration::from_secs(30);

/// How many are late or due now.
pub fn use_due() -> Memo<usize> {
    let session = use_session();
    let n = use_query(TOPICS, move |db| owed::due_now(db, session.desk.peek().person, session.now()));
    use_memo(move || n.read().unwrap_or(0))
}

/// The same number on the program's sign, locked or not.
pub fn use_badge() {
    let n = use_due();
    use_effect(move || badge::show(n()));
}

/// Says that something falls due, at most once an hour ([`Reminders`]).
pub fn use_reminders(session: Session) {
    let mut reminders = use_hook(|| CopyValue::new(Reminders::new(session.now())));
    let falling = use_query(TOPICS, move |db| {
        let now = session.now();
        Ok((now, owed::falling(db, session.desk.peek().person, now, now + EVERY)?))
    });
    use_effect(move || {
        let Some((now, all)) = falling.read().clone() else { return };
        let due = reminders.write().due(&all, now);
        if let Some((first, rest)) = due.split_first() {
            let until = rest.last().map(|last| last.at);
            say(session, Notice { first: first.clone(), more: rest.len(), until });
        }
    });
}

/// Through the system, without whom it is about: it may be read on a locked screen. Where the system takes none, or is not
/// to be asked, in the window.
fn say(mut session: Session, notice: Notice) {
    if !session.looks.peek().remind {
        return session.notice.set(Some(notice));
    }
    let (said, waiting) = tokio::sync::oneshot::channel();
    notify::quietly(session.t("remind-title"), words_of(session, &notice, None), move |taken| {
        let _ = said.send(taken);
    });
    session.follow(async move {
        if !waiting.await.unwrap_or(false) {
            session.notice.set(Some(notice));
        }
    });
}

/// "Promised call back, 10:30", with whom it is about where that may be seen; "and 2 more until 11:20".
fn words_of(session: Session, notice: &Notice, who: Option<String>) -> String {
    let Notice { first, more, until } = notice;
    let sort = session.t(&format!("owed-{}", first.sort.code()));
    let mut said = format!("{sort}, {}", words::time(first.at));
    if let Some(who) = who {
        said = format!("{said} · {who}");
    }
    match until {
        Some(until) => {
            let time = words::time((*until).max(first.at));
            format!("{said} · {}", session.tr("remind-more-until", &[("n", (*more).into()), ("time", time.into())]))
        }
        None => said,
    }
}

/// The quiet line in the window. It takes no focus, and is out of the way while somebody types on the page below it.
#[component]
pub fn NoticeLine() -> Element {
    let session = use_session();
    let shown = session.notice.read().clone();
    // What was just done is said first.
    let shown = shown.filter(|_| session.toast.read().is_none());
    rsx! {
        div { "aria-live": "polite", role: "status",
            if let Some(notice) = shown { Line { key: "{notice.first.of}{notice.first.at}", notice } }
        }
    }
}

#[component]
fn Line(notice: Notice) -> Element {
    let mut session = use_session();
    use_hook(|| {
        spawn(async move {
            loop {
                tokio::time::sleep(STANDS).await;
                let typing = document::eval("return document.activeElement.matches('.screen :is(input, textarea)')");
                if !typing.join::<bool>().await.unwrap_or(false) {
                    break;
                }
            }
            session.notice.set(None);
        });
    });
    let Falling { of, patient, ref caller, overdue, .. } = notice.first;
    // The board is read by others than who is reminded.
    let private = *session.privacy.read() || (session.looks.read().far && *session.route.read() == Route::Reception);
    let known = patient.and_then(|p| session.ask(|db| patients::get(db, p)).flatten());
    let name = known.map(|p| people::name(session, &p)).or(Some(caller.clone()).filter(|c| !c.is_empty()));
    let icon = if overdue { "hourglass" } else { "clock" };
    let said = words_of(session, &notice, name.filter(|_| !private));
    rsx! {
        div { class: "undo notice", "data-testid": "notice",
            Icon { name: icon, small: true }
            span { class: "said num", "{said}" }
            button { r#type: "button", class: "btn", "data-testid": "notice-go", onclick: move |_| go(session, of), {session.t("remind-go")} }
            button { r#type: "button", class: "btn quiet icon-only", "data-testid": "notice-close", "aria-label": session.t("close"), onclick: move |_| session.notice.set(None), Icon { name: "x" } }
        }
    }
}

/// To its line, whatever the list was looked at for.
fn go(mut session: Session, of: Id) {
    session.notice.set(None);
    let looks = session.looks.peek().clone();
    if looks.owed_sort.is_some() || looks.owed_whose != Default::default() {
        set_looks(session, |l| (l.owed_sort, l.owed_whose) = (None, Default::default()));
    }
    session.toward.set(Some(Toward::Line(of)));
    session.go(Route::Owed);
}
