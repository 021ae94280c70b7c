//! The making of a visit: who, why, with whom, when. Enter takes the obvious; a walk-in is here at once.

mod coming;
pub mod draft;
mod mover;
pub mod places;
mod repeat;
mod save;
pub mod suits;
pub mod when;
pub mod who;

use self::{
    draft::{Begun, Draft, use_draft},
    repeat::{Repeats, use_looked},
    when::{When, use_found, use_people},
    who::{Chosen, Warnings},
};
use crate::{
    base::{Id, clock::minute, text},
    model::{Reason, emergency, flow},
    store::{
        appointments,
        day::{self, DayOf},
        places as store_places, reasons,
    },
    ui::{
        command::Command,
        icons::Icon,
        keys::enter_submits,
        parts::{
            alike::Alike,
            days::TOPICS,
            field::Field,
            focus::use_focus_when,
            patient_picker::{PatientPicker, Picked, newcomer},
        },
        route::Panel,
        session::Session,
        shell::PanelHead,
        use_query, use_session,
    },
    words,
};
use chrono::{Days, NaiveDateTime};
use dioxus::prelude::*;

pub use mover::Move;

/// Who mostly sees a reason is read off so many days.
const OF_LATE: Days = Days::new(60);

/// A field's name with what is wrong there.
type Wrong = Option<(Option<&'static str>, String)>;

/// A new visit. `free` begins with the place: whoever telephones wants to know that first.
#[component]
pub fn Book(
    patient: Option<Id>,
    practitioner: Option<Id>,
    start: Option<NaiveDateTime>,
    #[props(default)] walk_in: bool,
    #[props(default)] free: bool,
) -> Element {
    let session = use_session();
    let panel = match (walk_in, free) {
        (true, _) => Panel::WalkIn { patient },
        (_, true) => Panel::Free { patient },
        _ => Panel::Book { patient, practitioner, start },
    };
    let from = start.map_or_else(|| session.date.peek().unwrap_or_else(|| session.today()), |s| s.date());
    let mut draft = use_draft(panel, || {
        let with = practitioner.or_else(|| patient.filter(|_| !walk_in).and_then(|p| usual(session, p)));
        let mut recall = session.recall;
        Draft::new(patient.map(Picked::Known), with, from, start.map(|s| s.time())).for_recall(recall.take())
    });
    let date = use_signal(|| draft.peek().date);
    let mut active = use_signal(|| free || draft.peek().recall.is_some());
    let mut ready = use_signal(|| false);
    // What was left is typed into fields that are new.
    let mut resumed = use_signal(|| 0u32);
    let error = use_signal(|| None::<(Option<&'static str>, String)>);
    let offered = use_query(&["reason"], |db| Ok(reasons::by_use(db)?.into_iter().filter(|r| !r.retired).collect::<Vec<_>>()));
    let reasons_now: Vec<Reason> = offered.read().as_ref().cloned().unwrap_or_default();
    let now = draft.read().clone();
    let minutes = reasons_now.iter().find(|r| Some(r.id) == now.reason).map_or(15, |r| r.minutes);
    let found = use_found(draft, None, None);
    let people = use_people();
    let anybody = people.read().as_ref().and_then(|all| all.first().map(|p| p.id));
    let at = if walk_in { None } else { now.at(&found.list(), anybody) };
    let looked = use_looked(draft, at, minutes);
    let looked = looked.read().as_ref().cloned().unwrap_or_default();
    let submit = use_callback({
        let looked = looked.clone();
        move |()| {
            let draft = draft.peek().clone();
            let at = if walk_in {
                soonest(session, draft.wish.with.first().copied(), meant(session, &draft))
            } else {
                draft.at(&found.list(), anybody)
            };
            save::save(session, draft, at, looked.clone(), walk_in, error)
        }
    });
    // A place that was tapped is where the visit fits, once it is known how long it is.
    let mut tapped = use_signal(|| draft.peek().clock.clone());
    let mut choose = move |id: Id| {
        draft.write().reason = Some(id);
        let minutes = offered.peek().as_ref().and_then(|all| all.iter().find(|r| r.id == id).map(|r| r.minutes));
        let untouched =
            draft.peek().clock == *tapped.peek() && draft.peek().date == from && draft.peek().wish.with.first().copied() == practitioner;
        if let (Some(start), Some(who), Some(minutes), true) = (start, practitioner, minutes, untouched) {
            let now = session.now();
            let fits = session.ask(|db| store_places::fitting(db, now, who, start, minutes));
            let clock = words::time(fits.unwrap_or(start));
            tapped.set(clock.clone());
            draft.write().clock = clock;
        }
    };
    // On from here once the reason is known: to the places, or to the button where the place is known already.
    let mut onward = move || if draft.peek().clock.is_empty() { active.set(true) } else { ready.set(true) };
    let enter_place = use_callback(move |()| {
        if draft.peek().who.is_some() {
            submit(())
        }
    });
    // A place that was only offered says nothing of what she wants; who walks in wants today.
    let chosen = at.filter(|_| now.place.is_some() || !now.clock.trim().is_empty()).map(|(_, start)| start.date());
    let said_day = if walk_in { Some(session.today()) } else { chosen };
    let asks_who = now.who.is_none() && (!free || now.place.is_some());
    let title = session.t(if walk_in {
        "walkin-title"
    } else if free {
        "free-title"
    } else {
        "book-title"
    });
    let after_reason = match (walk_in, now.clock.is_empty()) {
        (true, _) => "",
        (_, true) => "[data-testid=place-0]",
        _ => "[data-testid=book-do]",
    };
    let after_who = match reasons_now.is_empty() {
        _ if free => "[data-testid=book-do]",
        true if walk_in => "[data-testid=book-do]",
        true => after_reason,
        false => "[data-testid=reason-0]",
    };
    let who = rsx! {
        match now.who.clone() {
            None if !asks_who => rsx! {},
            None => rsx! {
                PatientPicker { key: "{resumed}", begun: now.begun.clone(), ontyped: move |typed| draft.write().begun = typed, next: after_who,
                    onpick: move |p: Picked| { pick(session, draft, p, walk_in || free); if free { ready.set(true) } } }
            },
            Some(picked) => rsx! {
                div { class: "field",
                    span { class: "name", {session.t("book-who")} }
                    if let Picked::New(typed) = &picked {
                        Alike { draft: newcomer(typed, Id::default(), session.today(), &session.country()), take: "alike-take", onpick: move |id| pick(session, draft, Picked::Known(id), walk_in || free) }
                    }
                    Chosen { picked: picked.clone(), onchange: move |_| draft.write().who = None }
                    if let Picked::Known(patient) = picked { coming::Known { key: "{patient}", patient, draft, day: said_day } }
                }
            },
        }
        if let Some((_, words)) = error().filter(|e| e.0 == Some("patient")) { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "circle-alert" } "{words}" } }
    };
    rsx! {
        // A letter that means nothing here leads nowhere else: what is begun stays in sight.
        aside { class: "panel visit-panel", "data-testid": "book", "aria-label": "{title}", onkeydown: move |e| if letter(&e).is_some() { e.stop_propagation() },
            PanelHead { h2 { "{title}" } }
            form { class: "whole", autocomplete: "off", onsubmit: move |e| { e.prevent_default(); submit(()) },
                div { class: "body",
                Left { onresume: move |kept: Draft| { let mut date = date; date.set(kept.date); draft.set(kept); resumed += 1 }, dirty: now.who.is_some() || !now.begun.is_empty() }
                if !free { {who.clone()} }
                ReasonChips { reasons: reasons_now, chosen: now.reason, focus: now.who.is_some() && now.reason.is_none() && !free, next: after_reason,
                    onpick: choose,
                    onenter: move |id| { choose(id); if walk_in { submit(()) } else { onward() } } }
                With { draft, walk_in, active, onenter: submit }
                if !walk_in {
                    When { draft, date, found, minutes, active, open: free, error, anybody, onenter: enter_place }
                    if free { {who} }
                    if now.who.is_some() { Repeats { draft, looked: looked.clone() } }
                }
                Field { label: session.t("book-note"), name: "note", optional: session.t("optional"), value: now.note.clone(), oninput: move |v| draft.write().note = v }
                if let Some((_, words)) = error().filter(|e| e.0 != Some("patient") && e.0 != Some("start")) { p { class: "note", "data-tone": "bad", role: "alert", Icon { name: "circle-alert" } "{words}" } }
                if !walk_in && now.who.is_some() {
                    button { r#type: "button", class: "btn quiet wide", "data-testid": "book-wait", onclick: move |_| save::wait(session, draft.peek().clone(), error), Icon { name: "hourglass" } span { {session.t("book-wait")} } }
                } else if !walk_in {
                    div { class: "other-ways",
                        if !free { Way { command: Command::Free } }
                        Way { command: Command::Waiting }
                    }
                }
                }
                div { class: "foot",
                    if let Some((practitioner, start)) = at.filter(|_| !walk_in && now.repeat.is_none()) { Warnings { practitioner, start, minutes, except: None } }
                    Do { walk_in, at: at.map(|a| a.1), focus: ready(), many: if looked.len() > 1 { repeat::count(session, &looked) } else { String::new() } }
                }
            }
        }
    }
}

/// Whom a patient usually sees here.
fn usual(session: Session, patient: Id) -> Option<Id> {
    session.ask(|db| appointments::usual(db, patient)).flatten()
}

/// Somebody was picked; where nobody was asked for, her usual practitioner's places come first.
fn pick(session: Session, mut draft: Signal<Draft>, picked: Picked, anybody: bool) {
    let with = match &picked {
        Picked::Known(id) if !anybody && draft.peek().wish.with.is_empty() => usual(session, *id),
        _ => None,
    };
    let mut draft = draft.write();
    draft.wish.with.extend(with);
    draft.begun.clear();
    draft.who = Some(picked);
}

/// What was begun and left can be taken up again.
#[component]
fn Left(onresume: EventHandler<Draft>, dirty: bool) -> Element {
    let session = use_session();
    let left = use_hook(|| session.begun.peek().clone().filter(Begun::waits));
    let Some(Begun { draft, .. }) = left.filter(|_| !dirty) else { return rsx! {} };
    let typed = [&draft.begun, &draft.note].into_iter().find(|w| !w.trim().is_empty()).filter(|_| !*session.privacy.read());
    let name = draft.who.as_ref().map_or_else(|| typed.map(|w| w.trim().to_owned()).unwrap_or_default(), |w| who::name(session, w));
    rsx! {
        button { r#type: "button", class: "btn quiet wide left-over", "data-testid": "resume", onclick: move |_| onresume.call(draft.clone()), Icon { name: "undo-2" } span { {session.tr("book-resume", &[("name", name.into())])} } }
    }
}

/// Another way to begin, by tap and by key.
#[component]
fn Way(command: Command) -> Element {
    let session = use_session();
    let cap = command.cap().unwrap_or_default();
    let (icon, text) = (command.icon(), command.text().map(|t| session.t(t)).unwrap_or_default());
    rsx! {
        button { r#type: "button", class: "btn quiet", onclick: move |_| command.run(session), Icon { name: icon } span { "{text}" } kbd { class: "key", "{cap}" } }
    }
}

#[component]
fn Do(walk_in: bool, at: Option<NaiveDateTime>, focus: bool, many: String) -> Element {
    let session = use_session();
    let onmounted = use_focus_when(focus);
    rsx! {
        button { class: "btn primary big wide", r#type: "submit", "data-testid": "book-do", onmounted,
            span {
                if !many.is_empty() { "{many}" } else { {session.t(if walk_in { "walkin-do" } else { "book-do" })} }
                if let Some(at) = at.filter(|_| many.is_empty()) { span { class: "num to-when", " · " {when_said(session, at)} } }
            }
            kbd { class: "key", "↵" }
        }
    }
}

/// "10:15" today, "Thu 26 Nov, 10:15" on another day.
pub fn when_said(session: Session, start: NaiveDateTime) -> String {
    let time = words::time(start);
    if start.date() == session.today() {
        time
    } else {
        format!("{}, {time}", words::day_short_from(*session.lang.peek(), start.date(), session.today()))
    }
}

/// With whom: anybody, or some of those who work here. For a walk-in one, with the time that is to be told.
#[component]
fn With(draft: Signal<Draft>, walk_in: bool, active: Signal<bool>, onenter: Callback<()>) -> Element {
    let session = use_session();
    let days = use_query(TOPICS, move |db| if walk_in { day::days(db, session.now(), session.today(), None) } else { Ok(vec![]) });
    let open: Vec<DayOf> = days.read().as_ref().cloned().unwrap_or_default();
    let people = use_people();
    let people = people.read().as_ref().cloned().unwrap_or_default();
    let with = draft.read().wish.with.clone();
    let best = best(&open, with.first().copied(), if walk_in { meant(session, &draft.read()) } else { None });
    // Who is away today is nobody to be seen by now.
    let at_work: Vec<Id> = open.iter().filter(|d| emergency::works_on(&d.day)).map(|d| d.practitioner.id).collect();
    let people: Vec<_> = people.into_iter().filter(|p| !walk_in || at_work.is_empty() || at_work.contains(&p.id)).collect();
    let mut toggle = move |id: Id| {
        active.set(false);
        let mut draft = draft.write();
        draft.place = None;
        let with = &mut draft.wish.with;
        match with.iter().position(|w| *w == id) {
            _ if walk_in => *with = vec![id],
            Some(i) => drop(with.remove(i)),
            None => with.push(id),
        }
    };
    rsx! {
        div { class: "field",
            span { class: "name", {session.t("book-with")} }
            div { class: "chips", role: "group", "aria-label": session.t("book-with"), onkeydown: move |e| enter_submits(&e, onenter),
                if !walk_in && people.len() > 1 {
                    button { r#type: "button", class: "chip", "data-testid": "with-any", "aria-pressed": with.is_empty(), onclick: move |_| { active.set(false); let mut d = draft.write(); d.place = None; d.wish.with = vec![]; }, {session.t("book-anybody")} }
                }
                for p in people {
                    button { r#type: "button", class: "chip", key: "{p.id}", "data-testid": "with-{p.id}", "aria-pressed": if walk_in { best == Some(p.id) } else { with.contains(&p.id) }, onclick: move |_| toggle(p.id),
                        {p.short()}
                        if let Some(d) = open.iter().find(|d| d.practitioner.id == p.id) { span { class: "mins", {session.tr("about-time", &[("time", words::time_of(seen_at(d), d.zone).into())])} } }
                    }
                }
            }
        }
    }
}

/// With whom a walk-in is seen first, and now.
fn soonest(session: Session, asked: Option<Id>, usual: Option<Id>) -> Option<draft::At> {
    let now = session.now();
    let days = session.ask(|db| day::days(db, now, now.date(), None)).unwrap_or_default();
    best(&days, asked, usual).map(|who| (who, now))
}

/// Whose profession a draft asks for: of those who mostly see its reason, else of whom the patient usually sees.
fn meant(session: Session, draft: &Draft) -> Option<Id> {
    let of_reason = |reason| {
        let found = session.ask(|db| appointments::mostly_with(db, reason, session.today() - OF_LATE));
        found.flatten()
    };
    draft.reason.and_then(of_reason).or_else(|| match &draft.who {
        Some(Picked::Known(id)) => usual(session, *id),
        _ => None,
    })
}

/// The practitioner who was asked for, or who can see somebody first: of the profession that the patient usually sees,
/// or that most here are of.
fn best(days: &[DayOf], asked: Option<Id>, usual: Option<Id>) -> Option<Id> {
    let alike = |d: &DayOf| days.iter().filter(|o| d.practitioner.stands_in_for(&o.practitioner)).count();
    let known = days.iter().find(|d| Some(d.practitioner.id) == usual);
    let like = known.or_else(|| days.iter().rev().max_by_key(|d| alike(d)));
    let other = |d: &DayOf| like.is_some_and(|l| !l.practitioner.stands_in_for(&d.practitioner));
    let working = days.iter().filter(|d| emergency::works_on(&d.day));
    asked.or_else(|| working.min_by_key(|d| (other(d), seen_at(d))).or(days.first()).map(|d| d.practitioner.id))
}

/// When somebody who walks in now would be seen: put into the run, and projected.
fn seen_at(d: &DayOf) -> i64 {
    let mut day = d.day.clone();
    let id = Id::default();
    day.visits.push(flow::Visit {
        id,
        booked: day.now,
        planned: 15,
        presence: flow::Presence::Here { since: day.now },
        created: day.now,
        seq: u64::MAX,
        pace: flow::Pace::default(),
        promised: None,
        locked: false,
        bumped: false,
        urgent: false,
        immediate: false,
        by_hand: None,
    });
    flow::project(&day).of(id).map_or_else(|| minute(d.now, d.zone), |p| p.start)
}

/// The letter or digit that was pressed alone, folded.
fn letter(e: &KeyboardEvent) -> Option<String> {
    let held = e.modifiers().intersects(Modifiers::CONTROL | Modifiers::META | Modifiers::ALT);
    match e.key() {
        Key::Character(c) if !held => Some(text::fold(&c)).filter(|c| !c.is_empty() && c.chars().all(char::is_alphanumeric)),
        _ => None,
    }
}

/// The reasons, the most used first. One stop for Tab: arrows lead from one to the other.
#[component]
fn ReasonChips(
    reasons: Vec<Reason>,
    chosen: Option<Id>,
    focus: bool,
    next: &'static str,
    onpick: EventHandler<Id>,
    onenter: EventHandler<Id>,
) -> Element {
    let session = use_session();
    let mut lit = use_signal(|| 0usize);
    let mut moved = use_signal(|| false);
    let count = reasons.len();
    if count == 0 {
        return rsx! {};
    }
    let begins: Vec<String> = reasons.iter().map(|r| text::fold(&r.name)).collect();
    // A letter leads to the next reason that begins with it.
    let by_letter = move |e: KeyboardEvent| {
        let Some(letter) = letter(&e) else { return };
        let after = (1..=count).map(|n| (lit() + n) % count);
        if let Some(next) = after.into_iter().find(|i| begins[*i].starts_with(&letter)) {
            lit.set(next);
            moved.set(true);
        }
    };
    rsx! {
        div { class: "field",
            span { class: "name", {session.t("book-reason")} }
            div { class: "reasons", role: "radiogroup", "aria-label": session.t("book-reason"), onkeydown: by_letter,
                for (i , r) in reasons.iter().enumerate() {
                    ReasonChip { key: "{r.id}", reason: r.clone(), number: i, chosen: chosen == Some(r.id), lit: lit() == i, next,
                        focus: (focus && !moved() && i == 0) || (moved() && lit() == i),
                        onpick: move |id| { lit.set(i); onpick.call(id) }, onenter: move |id| { lit.set(i); moved.set(false); onenter.call(id) },
                        onstep: move |by: i64| { lit.set((i as i64 + by).clamp(0, count as i64 - 1) as usize); moved.set(true) } }
                }
            }
        }
    }
}

#[component]
fn ReasonChip(
    reason: Reason,
    number: usize,
    chosen: bool,
    lit: bool,
    next: &'static str,
    focus: bool,
    onpick: EventHandler<Id>,
    onenter: EventHandler<Id>,
    onstep: EventHandler<i64>,
) -> Element {
    let id = reason.id;
    let hue = (reason.hue % crate::model::reason::HUES + 1).to_string();
    let onmounted = use_focus_when(focus);
    rsx! {
        button { r#type: "button", class: "chip", role: "radio", "data-testid": "reason-{number}", "aria-checked": chosen, "data-hue": "{hue}", tabindex: if lit { "0" } else { "-1" },
            "data-next": if !next.is_empty() { next },
            onmounted,
            onclick: move |_| onpick.call(id),
            onkeydown: move |e| {
                let by = match e.key() {
                    Key::Enter => { e.prevent_default(); e.stop_propagation(); return onenter.call(id) }
                    Key::ArrowRight => 1,
                    Key::ArrowLeft => -1,
                    Key::ArrowDown => 2,
                    Key::ArrowUp => -2,
                    _ => return,
                };
                e.prevent_default();
                e.stop_propagation();
                onstep.call(by);
            },
            i { class: "hue" }
            span { class: "label", "{reason.name}" }
            span { class: "mins", "{reason.minutes}" }
        }
    }
}
