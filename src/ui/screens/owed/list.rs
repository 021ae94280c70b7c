//! The list, by headings, with its filters; on top of it what waits for the doctor who is at work.

use super::{
    Hand,
    filter::Filters,
    inbox::Inbox,
    recall::Recalls,
    row::Row,
    view::{self, Page, Shown, Wanted},
};
use crate::{
    base::Id,
    model::owed::Heading,
    store::{Topic, owed::Line},
    ui::{
        icons::Icon,
        live::MINUTE,
        notice::Toward,
        parts::{days, people},
        route::Panel,
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;

pub const TOPICS: &[Topic] = &["task", "result", "communication", "appointment", "patient", "person", "practice", "reason", MINUTE];
/// So many lines are shown at first, and again with each *more*.
const PAGE: usize = 100;

#[component]
pub fn List() -> Element {
    let session = use_session();
    let hand = use_context::<Hand>();
    let mut limit = use_signal(|| PAGE);
    let page = use_query(TOPICS, move |db| {
        let looks = session.looks.read();
        let wanted = Wanted { sort: looks.owed_sort, whose: looks.owed_whose, limit: limit() };
        view::read(db, session.desk.peek().person, session.now(), wanted)
    });
    use_effect(move || {
        let shown: Vec<Line> = page.read().iter().flat_map(|p| &p.list).flat_map(|(_, lines)| lines).map(|s| s.line.clone()).collect();
        let mut lines = hand.lines;
        if *lines.peek() != shown {
            lines.set(shown);
        }
        let waiting: Vec<Id> = page.read().iter().flat_map(|p| &p.inbox).map(Shown::id).collect();
        let mut inbox = hand.inbox;
        if *inbox.peek() != waiting {
            inbox.set(waiting);
        }
    });
    use_effect(move || {
        let mut toward = session.toward;
        let Some(to) = *toward.read() else { return };
        let page = page.read();
        let Some(Page { list, .. }) = page.as_ref() else { return };
        match to {
            Toward::Line(id) if list.iter().flat_map(|(_, lines)| lines).any(|s| s.id() == id) => {
                hand.unfold(id, None);
                hand.choose(id);
            }
            // It is done by now, or waits in the doctor's inbox.
            Toward::Line(_) => {}
            Toward::All => hand.pick_all(),
            Toward::First => hand.step(true),
        }
        toward.set(None);
    });
    let Some(Page { inbox, list, sorts, hidden, all }) = page.read().clone() else { return rsx! {} };
    let filtered = session.looks.read().owed_sort.is_some() || session.looks.read().owed_whose != Default::default();
    let none = list.is_empty();
    rsx! {
        if !inbox.is_empty() { Inbox { inbox: inbox.clone() } }
        Filters { sorts }
        for (heading , lines) in list {
            section { key: "{heading.code()}", class: "owed-part", "data-heading": heading.code(), "data-testid": "owed-{heading.code()}",
                h2 { {session.t(&format!("owed-heading-{}", heading.code()))} span { class: "num second", "{lines.len()}" } }
                ol { class: "owes",
                    for shown in lines { Row { key: "{shown.id()}", late: matches!(heading, Heading::Late | Heading::Overdue), shown } }
                }
            }
        }
        if hidden > 0 { button { r#type: "button", class: "btn wide more", "data-testid": "owed-more", onclick: move |_| limit += PAGE, {session.tr("owed-more", &[("n", hidden.into())])} } }
        if none { Nothing { filtered: filtered && all > inbox.len(), beside: !inbox.is_empty() } }
        Recalls {}
        button { r#type: "button", class: "btn wide at-hand", "data-testid": "owed-result-hand", onclick: move |_| session.open(Panel::Result { patient: None }), Icon { name: "flask-conical" } span { {session.t("results-came")} } }
        if !none { p { class: "second small keys-line", kbd { class: "key", "↑↓" } " " {session.t("owed-keys-rows")} " · " kbd { class: "key", "→" } " " {session.t("owed-keys-open")} " · " kbd { class: "key", "↵" } " " {session.t("owed-keys-next")} " · " kbd { class: "key", "␣" } " " {session.t("owed-keys-pick")} } }
    }
}

/// Nobody is owed anything: said, with who comes next.
#[component]
fn Nothing(filtered: bool, beside: bool) -> Element {
    let session = use_session();
    let today = days::use_days(true);
    let now = session.now();
    let days = today.read();
    let visits = days.iter().flatten().flat_map(|d| &d.visits);
    let next = visits
        .filter(|v| v.appointment.start > now && !v.is_here() && v.appointment.status.takes_a_place() && v.patient.is_some())
        .min_by_key(|v| v.appointment.start);
    let said = next.and_then(|v| {
        let name = people::name(session, v.patient.as_deref()?);
        Some((v.appointment.id, session.tr("owed-next", &[("name", name.into()), ("time", words::time(v.appointment.start).into())])))
    });
    rsx! {
        div { class: "empty", "data-testid": "owed-none", Icon { name: "circle-check" }
            strong { {session.t(if filtered { "owed-none-of-it" } else if beside { "owed-none-else" } else { "owed-none" })} }
            if filtered {
                button { r#type: "button", class: "btn", "data-testid": "owed-show-all", onclick: move |_| crate::ui::app::set_looks(session, |l| (l.owed_sort, l.owed_whose) = (None, Default::default())), {session.t("owed-show-all")} }
            } else if let Some((id, said)) = said {
                button { r#type: "button", class: "link", onclick: move |_| session.open(Panel::Visit(id)), "{said}" }
            }
        }
    }
}
