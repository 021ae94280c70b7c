//! When a visit is to be: a day to look from, an hour typed, or one of the places that are free.

use super::{
    draft::{Draft, Spoken, read_time},
    places::{Places, day_name},
    suits::Folded,
};
use crate::{
    base::Id,
    model::{Practitioner, wish::Wish},
    store::{
        places::{self, FreePlace, Search},
        practitioners, reasons,
    },
    ui::{
        icons::Icon,
        parts::{day_field::DayField, days::TOPICS, field::Field},
        use_query, use_session,
    },
    words,
};
use chrono::NaiveDate;
use dioxus::prelude::*;

/// So many places are shown first, and so many more each time.
pub const DOZEN: usize = 12;

/// What the finder answers to a draft.
#[derive(Clone, Copy, PartialEq)]
pub struct Found {
    pub places: Memo<Option<Vec<FreePlace>>>,
    /// The first with anybody else, where that is sooner by a day or more.
    sooner: Memo<Option<Option<FreePlace>>>,
    most: Signal<usize>,
}

impl Found {
    /// Looks for a dozen more.
    pub fn onmore(&self) -> EventHandler<()> {
        let mut most = self.most;
        EventHandler::new(move |()| most += DOZEN)
    }

    pub fn list(&self) -> Vec<FreePlace> {
        self.places.read().as_ref().cloned().unwrap_or_default()
    }
}

/// Looks for free places as the draft asks for them: `minutes` or the reason's.
pub fn use_found(draft: Signal<Draft>, minutes: Option<u32>, except: Option<Id>) -> Found {
    let session = use_session();
    let most = use_signal(|| DOZEN);
    let asked = use_memo(move || {
        let d = draft.read();
        (d.search(0, most(), except), d.reason)
    });
    let search = move |db: &crate::store::Db| {
        let (search, reason) = asked.read().clone();
        let of_reason = || Ok::<_, crate::store::Error>(reason.map(|r| reasons::get(db, r)).transpose()?.flatten().map(|r| r.minutes));
        let minutes = minutes.map_or_else(of_reason, |m| Ok(Some(m)))?;
        Ok::<_, crate::store::Error>(Search { minutes: minutes.unwrap_or(15), ..search })
    };
    let places = use_query(TOPICS, move |db| places::next(db, session.now(), &search(db)?));
    let sooner = use_query(TOPICS, move |db| {
        let search = search(db)?;
        if search.wish.with.is_empty() {
            return Ok(None);
        }
        let anybody = Search { wish: Wish { with: vec![], ..search.wish.clone() }, most: 1, ..search };
        let first = places.read().as_ref().and_then(|all| all.first().map(|p| p.start.date()));
        let other = places::next(db, session.now(), &anybody)?.pop();
        Ok(other.filter(|o| first.is_none_or(|first| o.start.date() < first)))
    });
    Found { places, sooner, most }
}

/// Who works here.
pub fn use_people() -> Memo<Option<Vec<Practitioner>>> {
    use_query(&["practitioner"], practitioners::here)
}

#[component]
pub fn When(
    draft: Signal<Draft>,
    date: Signal<NaiveDate>,
    found: Found,
    minutes: u32,
    active: Signal<bool>,
    open: bool,
    error: Signal<Option<(Option<&'static str>, String)>>,
    anybody: Option<Id>,
    onenter: Callback<()>,
) -> Element {
    let session = use_session();
    use_effect(move || {
        let date = date();
        if draft.peek().date != date {
            draft.write().date = date;
            active.set(false);
        }
    });
    let mut spoken = use_signal(|| None::<Spoken>);
    let list = found.list();
    let now = draft.read().clone();
    let at = now.at(&list, anybody);
    let bad = error().filter(|e| e.0 == Some("start")).map(|e| e.1);
    let names = now.wish.with.len() != 1;
    let more = (list.len() >= (found.most)()).then(|| found.onmore());
    let unread = !now.clock.trim().is_empty() && read_time(&now.clock).is_none();
    let bad = bad.or(unread.then(|| session.t("time-unclear")));
    let sooner = found.sooner.read().as_ref().cloned().flatten();
    let mut take = move |place: FreePlace| {
        let mut d = draft.write();
        d.place = Some((place.practitioner.id, place.start));
        d.clock = String::new();
    };
    rsx! {
        div { class: "fields when-fields",
            DayField { label: session.t("book-from"), example: session.t("book-from-example"), date,
                onsaid: move |said| { active.set(false); let before = spoken.take(); spoken.set(Some(draft.write().say(said, before))); error.set(None) } }
            Field { label: session.t("book-time"), name: "time", placeholder: "10:15", value: now.clock.clone(), error: bad, optional: session.t("optional"),
                oninput: move |v: String| { active.set(false); draft.write().clock = v; error.set(None); } }
        }
        Folded { wish: now.wish.clone(), date, open, onenter, onchange: move |wish| { active.set(false); draft.write().wish = wish; } }
        div { class: "field",
            span { class: "name", {session.t("choose-place")} }
            if list.is_empty() {
                p { class: "second small", "data-testid": "no-place", {session.tr("no-place-suits", &[("n", minutes.into())])} }
            }
            Places { found: list, chosen: at, active, names, onmore: more,
                onpick: move |place| { take(place); error.set(None); },
                onenter: move |place| { take(place); error.set(None); onenter.call(()) } }
            if let Some(place) = sooner {
                button { r#type: "button", class: "btn quiet sooner", "data-testid": "sooner", onclick: move |_| { draft.write().wish.with = vec![]; }, Icon { name: "clock" }
                    span { {session.tr("place-sooner", &[("name", place.practitioner.short().into()), ("day", day_name(session, place.start.date()).into()), ("time", words::time(place.start).into())])} }
                }
            }
        }
    }
}
