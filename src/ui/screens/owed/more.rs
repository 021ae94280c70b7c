//! What opens below a line: the exact words, the number, and everything else that can be done with it.

use super::{
    Asking, Hand,
    acts::{self, Deed},
    bulk, say,
    view::Shown,
};
use crate::{
    base::Id,
    model::{
        Person,
        owed::{Sort, Step, Together},
        task::{Answer, PutOff, put_off_to},
    },
    store::{owed::Line, people},
    ui::{
        icons::Icon,
        keys::keep_typing,
        parts::{day_field::DayField, entry::Entry, lists::keyed},
        route::{Panel, Route},
        screens::calls::is_open,
        use_query, use_session,
    },
    words,
};
use chrono::{Days, NaiveDateTime};
use dioxus::prelude::*;

#[component]
pub fn More(shown: Shown) -> Element {
    let session = use_session();
    let hand = use_context::<Hand>();
    let private = *session.privacy.read();
    let owed = shown.line.owed.clone();
    let id = owed.of;
    let asking = *hand.asking.read();
    let say = shown.words_to_say();
    let number = words::phone(&shown.number(), &session.country());
    let calls = Deed::Call.fits(&shown);
    let (called, write) = (shown.clone(), shown.task.as_ref().map(|t| t.by));
    let rest = Deed::ALL.into_iter().filter(|d| *d != Deed::Call && d.fits(&shown)).collect::<Vec<_>>();
    let deeds = shown.clone();
    let (told, name) = (shown.clone(), say::name(session, &shown));
    let told_text = session.t(acts::next_text(&shown, true));
    let asked = owed.doctors && owed.step == Step::Decide && owed.sort == Sort::Question;
    rsx! {
        div { class: "owe-more", "data-testid": "owed-more-{id}",
            if !private && !say.is_empty() { q { class: "say", "data-testid": "owed-say", "{say}" } }
            if owed.step == Step::Tell && !owed.doctors {
                button { r#type: "button", class: "btn primary told", "data-testid": "owed-next-{id}", "aria-label": "{told_text}, {name}", onclick: move |_| acts::next(session, hand, &told), Icon { name: "check" } span { "{told_text}" } }
            }
            for (key , need) in keyed(shown.line.missing.clone(), Clone::clone) {
                label { class: "check", key: "{key}",
                    input { r#type: "checkbox", "data-testid": "owed-ready", onkeydown: move |e| keep_typing(&e), onchange: { let need = need.clone(); move |_| acts::ready(session, id, need.clone(), true) } }
                    span { "{need}" }
                }
            }
            div { class: "owe-acts",
                if calls { button { r#type: "button", class: "btn", "data-testid": "owed-call", onclick: move |_| acts::call(session, &called), Icon { name: "phone" } span { class: "num", if private || number.is_empty() { {session.t("owed-do-call")} } else { "{number}" } } kbd { class: "key", "C" } } }
                for deed in rest.into_iter().filter(|d| !(*d == Deed::Done && matches!(owed.step, Step::Tell | Step::Read | Step::Do))) {
                    Act { key: "{deed.code()}", deed, shown: deeds.clone() }
                }
                if let Some(to) = write.filter(|_| owed.sort == Sort::Message) {
                    button { r#type: "button", class: "btn", "data-testid": "owed-reply", onclick: move |_| session.open(Panel::Message { to: Some(to), answers: Some(id) }), Icon { name: "message-square" } span { {session.t("owed-reply")} } }
                }
                if let Some(patient) = owed.patient {
                    button { r#type: "button", class: "btn quiet", "data-testid": "owed-file", onclick: move |_| session.go(Route::Patient(patient)), Icon { name: "user" } span { {session.t("patient-page")} } }
                }
            }
            match asking {
                Some(Asking::PutOff) => rsx! { PutOffLine { lines: vec![shown.line.clone()] } },
                Some(Asking::Give) => rsx! { GiveLine { lines: vec![shown.line.clone()] } },
                Some(Asking::Drop) => rsx! { DropLine { shown: shown.clone() } },
                None if asked => rsx! { AsTheDoctorSaid { shown: shown.clone() } },
                None => rsx! {},
            }
        }
    }
}

#[component]
fn Act(deed: Deed, shown: Shown) -> Element {
    let session = use_session();
    let hand = use_context::<Hand>();
    rsx! {
        button { r#type: "button", class: "btn", "data-testid": "owed-act-{deed.code()}", onclick: move |_| deed.run(session, hand, &shown), Icon { name: deed.icon() } span { {session.t(&format!("owed-act-{}", deed.code()))} } kbd { class: "key", {deed.letter().to_uppercase()} } }
    }
}

/// Until when: three usual times, or a day.
#[component]
pub fn PutOffLine(lines: Vec<Line>) -> Element {
    let session = use_session();
    let hand = use_context::<Hand>();
    let now = session.now();
    let offered = PutOff::ALL.iter().copied().filter_map(|p| Some((p, p.until(now, |day| is_open(session, day))?)));
    let offered: Vec<(PutOff, NaiveDateTime)> = offered.collect();
    let mut dated = use_signal(|| false);
    let date = use_signal(|| now.date() + Days::new(7));
    let to_day = lines.clone();
    rsx! {
        div { class: "owe-ask", role: "group", "aria-label": session.t("owed-act-put-off"), "data-testid": "owed-put-off",
            div { class: "chips",
                for (i , (p , at)) in offered.into_iter().enumerate() {
                    button { r#type: "button", key: "{p.code()}", class: "btn", "data-testid": "put-off-{p.code()}",
                        onmounted: move |e| async move { if i == 0 { let _ = e.set_focus(true).await; } },
                        onclick: { let lines = lines.clone(); move |_| bulk::put_off(session, hand, &lines, at) },
                        span { {session.t(&format!("put-off-{}", p.code()))} } span { class: "second num", {say::when(session, at)} }
                    }
                }
                button { r#type: "button", class: "btn", "data-testid": "put-off-date", "aria-expanded": dated(), onclick: move |_| dated.toggle(), Icon { name: "calendar-days" } span { {session.t("put-off-date")} } }
            }
            if dated() {
                form { class: "put-off-day", autocomplete: "off", onsubmit: move |e| { e.prevent_default(); bulk::put_off(session, hand, &to_day, put_off_to(date())) },
                    DayField { label: session.t("put-off-day"), date, autofocus: true, testid: "put-off-day" }
                    button { class: "btn primary", r#type: "submit", "data-testid": "put-off-do", {session.t("owed-act-put-off")} }
                }
            }
        }
    }
}

/// Whose it is to be; of what a doctor decides, which doctor's.
#[component]
pub fn GiveLine(lines: Vec<Line>) -> Element {
    let session = use_session();
    let hand = use_context::<Hand>();
    let team = use_query(&["person"], people::all);
    let takes = |to: Option<&Person>| lines.iter().any(|l| l.owed.may_go_to(l.stands(), to));
    let doctors = lines.iter().filter(|l| l.owed.takes(Together::Give, l.stands())).all(|l| l.owed.doctors);
    let nobodys = lines.iter().all(|l| !l.owed.doctors);
    let anybody = session.t(if doctors {
        "call-any-doctor"
    } else if nobodys {
        "call-desk"
    } else {
        "give-nobody"
    });
    let all = team.read().clone().unwrap_or_default().into_iter().filter(|p| !p.has_left() && takes(Some(p)));
    let to: Vec<(Option<Person>, String)> = std::iter::once((None, anybody)).chain(all.map(|p| (Some(p.clone()), p.name))).collect();
    rsx! {
        div { class: "owe-ask", role: "group", "aria-label": session.t("owed-act-give"), "data-testid": "owed-give",
            div { class: "chips",
                for (i , (to , name)) in to.into_iter().enumerate() {
                    button { r#type: "button", key: "{i}", class: "btn", "data-testid": "give-{i}",
                        onmounted: move |e| async move { if i == 0 { let _ = e.set_focus(true).await; } },
                        onclick: { let (lines, name, to) = (lines.clone(), name.clone(), to.clone()); move |_| bulk::give(session, hand, &lines, to.as_ref(), &name) },
                        "{name}"
                    }
                }
            }
        }
    }
}

/// Why it is given up. What is typed waits if one comes back.
#[component]
fn DropLine(shown: Shown) -> Element {
    let mut session = use_session();
    let hand = use_context::<Hand>();
    let id = shown.id();
    let key = format!("task-drop {id}");
    let typed = session.words.read().get(&key).cloned().unwrap_or_default();
    let (kept, given) = (key.clone(), shown.clone());
    let mut go = move |why: String| {
        session.words.write().remove(&kept);
        acts::drop_it(session, hand, &given, why);
    };
    let mut usual = go.clone();
    let settled = session.t("drop-not-needed");
    let text = typed.clone();
    rsx! {
        form { class: "owe-ask", autocomplete: "off", "data-testid": "owed-drop", onsubmit: move |e| { e.prevent_default(); if !text.trim().is_empty() { go(text.clone()) } },
            div { class: "why-line",
                Entry { value: typed, class: "input", autofocus: true, maxlength: "400", "data-testid": "drop-why", "aria-label": session.t("drop-why"), placeholder: session.t("drop-why"), oninput: move |v: String| { session.words.write().insert(key.clone(), v); } }
                button { class: "btn primary", r#type: "submit", "data-testid": "drop-do", {session.t("owed-act-drop")} }
                button { class: "btn", r#type: "button", "data-testid": "drop-not-needed", onclick: { let settled = settled.clone(); move |_| usual(settled.clone()) }, "{settled}" }
            }
        }
    }
}

/// A secretary notes what the doctor answered across the desk; who noted it stays visible.
#[component]
fn AsTheDoctorSaid(shown: Shown) -> Element {
    let session = use_session();
    let id = shown.id();
    let name = say::name(session, &shown);
    rsx! {
        div { class: "owe-ask", "data-testid": "owed-as-said",
            span { class: "second small", {session.t("owed-as-said")} }
            Answers { id, name }
        }
    }
}

/// The doctor's answers, each one tap; those that need words ask for them.
#[component]
pub fn Answers(id: Id, name: String) -> Element {
    let mut session = use_session();
    let mut with = use_signal(|| None::<Answer>);
    let key = format!("task-answer {id}");
    let typed = session.words.read().get(&key).cloned().unwrap_or_default();
    let (kept, said, who) = (key.clone(), typed.clone(), name.clone());
    rsx! {
        div { class: "answers", role: "group", "aria-label": session.t("owed-answers"),
            for a in Answer::OFFERED {
                button { r#type: "button", key: "{a.code()}", class: "btn", "data-testid": "answer-{a.code()}", "aria-expanded": a.needs_words().then(|| (with() == Some(a)).to_string()),
                    onclick: { let name = name.clone(); move |_| if a.needs_words() { with.set(Some(a)) } else { acts::answer(session, id, name.clone(), a, String::new()) } },
                    {session.t(&format!("answer-do-{}", a.code()))}
                }
            }
        }
        if let Some(a) = with() {
            form { class: "why-line", autocomplete: "off",
                onsubmit: move |e| {
                    e.prevent_default();
                    if !said.trim().is_empty() {
                        session.words.write().remove(&kept);
                        acts::answer(session, id, who.clone(), a, said.clone());
                    }
                },
                Entry { value: typed, class: "input", autofocus: true, maxlength: "2000", "data-testid": "answer-said", "aria-label": session.t("answer-to-say"), placeholder: session.t("answer-to-say"), oninput: move |v: String| { session.words.write().insert(key.clone(), v); } }
                button { class: "btn primary", r#type: "submit", "data-testid": "answer-send", {session.t(&format!("answer-do-{}", a.code()))} }
            }
        }
    }
}
