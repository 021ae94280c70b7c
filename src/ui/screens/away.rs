//! Enters that a doctor is away, has a break or works beside the usual hours, and says beforehand what that costs.

use super::settings::read_hour;
use crate::{
    actions::absence,
    base::Id,
    model::{Practitioner, Slot, hours::midday, practitioner::Absence, slot::SlotStatus},
    store::{displaced, practitioners},
    ui::{
        icons::Icon,
        keys::enter_submits,
        parts::{day_field::DayField, field::Field},
        route::{Entering, Panel},
        session::Session,
        shell::PanelHead,
        use_query, use_session,
    },
    words,
};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use dioxus::prelude::*;

/// Which part of the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    Morning,
    Afternoon,
    Times,
}

const PARTS: [(Part, &str, &str); 4] = [
    (Part::Whole, "away-whole", "whole"),
    (Part::Morning, "away-morning", "morning"),
    (Part::Afternoon, "away-afternoon", "afternoon"),
    (Part::Times, "away-times", "times"),
];

/// What people are away for, as texts; what is typed is just as good.
const WHYS: [&str; 4] = ["away-why-leave", "away-why-training", "away-why-ill", "away-why-congress"];

/// What is typed so far.
#[derive(Debug, Clone, PartialEq)]
struct Typed {
    entering: Entering,
    part: Part,
    first: NaiveDate,
    last: NaiveDate,
    times: [String; 2],
    why: String,
}

impl Typed {
    /// The time that is meant; none while it is none yet.
    fn span(&self, who: &Practitioner) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let midnight = |d: NaiveDate| d.and_time(NaiveTime::MIN);
        let noon = self.first.and_time(midday(&who.hours, self.first.weekday()));
        let after = |d: NaiveDate| d.checked_add_days(Days::new(1)).map(midnight);
        Some(match (self.entering, self.part) {
            (Entering::Away, Part::Whole) => (midnight(self.first), after(self.last)?),
            (Entering::Away, Part::Morning) => (midnight(self.first), noon),
            (Entering::Away, Part::Afternoon) => (noon, after(self.first)?),
            (entering, _) => {
                let last = if entering == Entering::Away { self.last } else { self.first };
                (self.first.and_time(read_hour(&self.times[0])?), last.and_time(read_hour(&self.times[1])?))
            }
        })
    }
}

#[component]
pub fn AwayPanel(practitioner: Id, entering: Entering) -> Element {
    let who = use_query(&["practitioner"], move |db| practitioners::get(db, practitioner));
    let answer = who.read();
    let Some(Some(who)) = answer.as_ref().cloned() else { return rsx! {} };
    rsx! { Form { key: "{who.id}", who, entering } }
}

#[component]
fn Form(who: Practitioner, entering: Entering) -> Element {
    let session = use_session();
    let shown = session.date.peek().unwrap_or_else(|| session.today()).max(session.today());
    let first = use_signal(|| shown);
    let mut last = use_signal(|| shown);
    let mut part = use_signal(|| if entering == Entering::Away { Part::Whole } else { Part::Times });
    let mut times = use_signal(|| suggested(entering, session.now()));
    let mut why = use_signal(String::new);
    let mut error = use_signal(|| None::<(Option<&'static str>, String)>);
    // The end is never before the beginning: it comes along.
    use_effect(move || {
        if *last.peek() < first() {
            last.set(first());
        }
    });
    let typed = move || Typed { entering, part: part(), first: first(), last: last(), times: times(), why: why() };
    let id = who.id;
    let cost = use_query(&["appointment", "practitioner", "slot", "practice"], move |db| {
        let Some(asked) = practitioners::get(db, id)? else { return Ok(0) };
        let Some((from, to)) = typed().span(&asked).filter(|s| s.0 < s.1 && entering != Entering::Session) else { return Ok(0) };
        let mut then = asked.clone();
        then.absences.push(Absence { from, to, why: String::new() });
        let now = session.now();
        Ok(displaced::count_of(db, now, &then)?.saturating_sub(displaced::count_of(db, now, &asked)?))
    });
    let saved = who.clone();
    let submit = use_callback(move |()| match typed().span(&saved) {
        None => error.set(Some((Some("from"), session.t("hours-unclear")))),
        Some(span) => enter(session, &saved, &typed(), span, error),
    });
    let wrong = move |field: &str| error.read().as_ref().filter(|(at, _)| at.unwrap_or("from") == field).map(|(_, words)| words.clone());
    let several = entering == Entering::Away && matches!(part(), Part::Whole | Part::Times);
    let n = cost.read().unwrap_or(0);
    let title = session.tr(entering.title(), &[("name", who.short().into())]);
    rsx! {
        aside { class: "panel visit-panel", "data-testid": "away-panel", "aria-label": "{title}",
            PanelHead { h2 { "{title}" } }
            form { class: "body", autocomplete: "off", onsubmit: move |e| { e.prevent_default(); submit(()) },
                DayField { label: session.t(if several { "away-from" } else { "away-day" }), date: first, testid: "away-from", autofocus: true }
                if several { DayField { label: session.t("away-until"), date: last, testid: "away-until" } }
                if entering == Entering::Away {
                    div { class: "field",
                        div { class: "chips", role: "group", "aria-label": session.t("away-part"), onkeydown: move |e| enter_submits(&e, submit),
                            for (of , text , code) in PARTS {
                                button { r#type: "button", class: "chip", key: "{code}", "data-testid": "away-{code}", "aria-pressed": part() == of, onclick: move |_| { part.set(of); error.set(None) }, {session.t(text)} }
                            }
                        }
                    }
                }
                if part() == Part::Times {
                    div { class: "fields",
                        for (i , (label , name)) in [("away-time-from", "away-time-from"), ("away-time-to", "away-time-to")].into_iter().enumerate() {
                            Field { key: "{name}", label: session.t(label), name, value: times.read()[i].clone(), error: wrong(if i == 0 { "from" } else { "to" }), oninput: move |v| { times.write()[i] = v; error.set(None) } }
                        }
                    }
                } else if let Some(words) = wrong("from").or_else(|| wrong("to")) {
                    p { class: "note", "data-tone": "bad", role: "alert", "data-testid": "away-error", Icon { name: "circle-alert" } span { "{words}" } }
                }
                Field { label: session.t("away-why"), name: "away-why", optional: session.t("optional"), value: why(), oninput: move |v| why.set(v) }
                if entering == Entering::Away {
                    div { class: "chips whys", role: "group", "aria-label": session.t("away-why"), onkeydown: move |e| enter_submits(&e, submit),
                        for key in WHYS {
                            button { r#type: "button", class: "chip", key: "{key}", "aria-pressed": why() == session.t(key), onclick: move |_| why.set(session.t(key)), {session.t(key)} }
                        }
                    }
                }
                if n > 0 { p { class: "note cost", "data-tone": "warn", "data-testid": "away-cost", Icon { name: "calendar-clock" } span { {session.tr("away-cost", &[("n", n.into())])} } } }
                button { class: "btn primary big wide", r#type: "submit", "data-testid": "away-save", {session.t("away-save")} " " kbd { class: "key", "↵" } }
            }
            div { class: "foot", button { r#type: "button", class: "btn quiet", onclick: { let id = who.id; move |_| session.open(Panel::Doctor(id)) }, Icon { name: "arrow-left" } span { {who.name()} } } }
        }
    }
}

/// A break is soon, for half an hour; a session is another day's.
fn suggested(entering: Entering, now: NaiveDateTime) -> [String; 2] {
    use chrono::{TimeDelta, Timelike};
    if entering != Entering::Break {
        return ["09:00".into(), "12:00".into()];
    }
    let from = now + TimeDelta::minutes(i64::from(15 - now.minute() % 15));
    [words::time(from), words::time(from + TimeDelta::minutes(30))]
}

fn enter(
    session: Session,
    who: &Practitioner,
    typed: &Typed,
    (from, to): (NaiveDateTime, NaiveDateTime),
    error: Signal<Option<(Option<&'static str>, String)>>,
) {
    let when = words::absence::span(*session.lang.peek(), from, to);
    let said = session.tr(typed.entering.done(), &[("name", who.short().into()), ("when", when.into())]);
    let (id, fresh, why) = (who.id, Id::new(session.desk.peek().clock.millis()), typed.why.trim().to_owned());
    let entering = typed.entering;
    let what = match entering {
        Entering::Away => "absence",
        Entering::Break => "break",
        Entering::Session => "session",
    };
    session.run(
        what,
        move |tx| {
            let status = match entering {
                Entering::Away => return absence::enter(tx, id, &Absence { from, to, why }),
                Entering::Break => SlotStatus::BusyUnavailable,
                Entering::Session => SlotStatus::Free,
            };
            absence::enter_slot(tx, &Slot { id: fresh, practitioner: id, start: from, end: to, status, comment: why, ..Slot::default() })
        },
        move |session, done| match done {
            Ok(done) => {
                session.say(said, Some(done.act));
                session.open(Panel::Doctor(id));
            }
            Err(crate::actions::Error::Refused(why)) => {
                let words = session.refusal(&why);
                session.refuse_at(error, (why.field, words.clone()), words);
            }
            Err(other) => session.refuse(&other),
        },
    );
}
