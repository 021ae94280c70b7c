//! A day's list on paper, in words.

use super::{birth_date, day, nobody, phone, time};
use crate::{
    lang::Lang,
    model::{
        Practice,
        sheet::{DayPlan, Part, Planned, Row, Sheet},
    },
    t,
};
use chrono::{Datelike, NaiveDateTime};

/// The lists of these days as they are printed at `now`.
pub fn sheet(lang: Lang, practice: &Practice, now: NaiveDateTime, plans: &[DayPlan]) -> Sheet {
    let date = plans.first().map_or(now.date(), |p| p.date);
    let column = |name: &str| t!(lang, &format!("print-{name}"));
    Sheet {
        title: t!(lang, "print-title", date = date.format("%d.%m.%Y").to_string()),
        lang: lang.code(),
        practice: practice.name.clone(),
        printed: t!(lang, "print-printed", date = now.format("%d.%m.%Y").to_string(), time = time(now)),
        privacy: t!(lang, "print-privacy"),
        page: t!(lang, "print-page", n = "{n}", of = "{of}"),
        continued: t!(lang, "print-continued"),
        columns: ["time", "minutes", "name", "born", "phone", "reason", "remark"].map(column),
        parts: plans.iter().map(|plan| part(lang, practice, plan)).collect(),
    }
}

fn part(lang: Lang, practice: &Practice, plan: &DayPlan) -> Part {
    let span = |(from, to): &(NaiveDateTime, NaiveDateTime)| format!("{}–{}", time(*from), time(*to));
    let sessions = plan.sessions.iter().map(span).collect::<Vec<_>>().join(", ");
    let visits = t!(lang, "print-visits", n = plan.visits.len());
    let mut rows: Vec<(NaiveDateTime, Row)> = plan.visits.iter().map(|v| (v.start, visit(lang, practice, v))).collect();
    rows.extend(plan.breaks.iter().map(|b| (b.0, Row::Break(format!("{}  {}", span(b), t!(lang, "print-break"))))));
    // A break begins where a visit ends: what is on at that minute comes after it.
    rows.sort_by_key(|(at, row)| (*at, matches!(row, Row::Visit(_))));
    let long = day(lang, plan.date);
    Part {
        heading: plan.practitioner.clone(),
        day: format!("{}{} {}", long[..1].to_uppercase(), &long[1..], plan.date.year()),
        lead: if sessions.is_empty() { format!("{} · {visits}", t!(lang, "print-no-session")) } else { format!("{sessions} · {visits}") },
        notes: plan.notes.clone(),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        empty: t!(lang, "print-empty"),
    }
}

fn visit(lang: Lang, practice: &Practice, v: &Planned) -> Row {
    let patient = v.patient.as_ref();
    let name = match patient {
        Some(p) => p.listed(lang == Lang::Fr),
        None => nobody(lang, &v.label, v.emergency),
    };
    Row::Visit([
        time(v.start),
        v.minutes.to_string(),
        name,
        patient.map(|p| birth_date(&p.birth_date)).unwrap_or_default(),
        patient.and_then(|p| p.phone()).map(|n| phone(n, practice.country())).unwrap_or_default(),
        v.reason.clone(),
        remark(lang, v),
    ])
}

/// What must not be overlooked on paper comes before what was noted.
fn remark(lang: Lang, v: &Planned) -> String {
    let noted = v.comment.split_whitespace().collect::<Vec<_>>().join(" ");
    // Of whom nobody knows who it is the name says so already.
    let urgent = (v.emergency && v.patient.is_some()).then(|| t!(lang, "print-urgent"));
    let to_move = v.to_move.then(|| t!(lang, "print-to-move"));
    let said: Vec<String> = to_move.into_iter().chain(urgent).chain(Some(noted).filter(|n| !n.is_empty())).collect();
    said.join(" · ")
}
