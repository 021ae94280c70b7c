//! `genki urgent`: every place for an emergency, and what it costs the others.

use super::{Answer, Result, With, doctor, table::table, words::Error};
use crate::{
    base::Id,
    lang::Lang,
    model::emergency::{self, Rule},
    store::day::{self, DayOf},
    t,
    words::time_of,
};
use serde::Serialize;

/// Show every place for an emergency patient who is here now, best first
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose day, by name or id; needed where several work here
    #[arg(long, value_name = "NAME")]
    practitioner: Option<String>,
    /// How long the visit takes
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..=480))]
    minutes: u32,
    /// How long the patient may wait
    #[arg(long, value_name = "MINUTES", default_value_t = emergency::WITHIN as u32)]
    within: u32,
}

#[derive(Debug, Serialize)]
struct Urgent {
    places: Vec<PlaceOf>,
    practitioner: String,
    now: String,
    /// Gaps that look free in the diary and are not: the delay has used them up.
    eaten: Vec<Eaten>,
}

#[derive(Debug, Serialize)]
struct PlaceOf {
    position: usize,
    start: String,
    wait: i64,
    added: Vec<Added>,
    newly_late: Vec<String>,
    promises_broken: Vec<String>,
    overtime: i64,
    ok: bool,
    from: String,
    to: String,
    breaks: Vec<Broken>,
}

#[derive(Debug, Serialize)]
struct Added {
    patient: String,
    minutes: i64,
}

#[derive(Debug, Serialize)]
struct Broken {
    rule: &'static str,
    patient: Option<String>,
}

#[derive(Debug, Serialize)]
struct Eaten {
    from: String,
    to: String,
    by: Vec<String>,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let open = with.read()?;
    let now = open.desk.now();
    let day = open.desk.store.read::<_, Error>(|db| {
        let who = doctor::one(db, args.practitioner.as_deref())?;
        Ok(day::days(db, now, now.date(), Some(who))?.into_iter().next())
    })?;
    let day = day.ok_or_else(|| crate::model::Refusal::new("cli-no-doctor"))?;
    let places = emergency::places(&day.day, args.minutes.into(), args.within.into());
    let eaten = emergency::eaten(&day.day, args.minutes.into());
    let urgent = Urgent {
        places: places.iter().map(|p| place(&day, p)).collect(),
        practitioner: day.practitioner.name(),
        now: crate::words::time(now),
        eaten: eaten.iter().map(|e| eaten_gap(&day, e)).collect(),
    };
    let text = text(lang, &urgent);
    Answer::new(urgent, text)
}

fn name(day: &DayOf, id: Id) -> String {
    let visit = day.find(id);
    visit
        .and_then(|v| v.patient.as_ref())
        .map(|p| p.name())
        .unwrap_or_else(|| visit.map(|v| v.appointment.comment.clone()).unwrap_or_default())
}

fn place(day: &DayOf, p: &emergency::Place) -> PlaceOf {
    let names = |ids: &[Id]| ids.iter().map(|id| name(day, *id)).collect();
    let broken = |rule: &Rule| match rule {
        Rule::TooLong => Broken { rule: "too-long", patient: None },
        Rule::Locked(id) => Broken { rule: "do-not-move", patient: Some(name(day, *id)) },
        Rule::Bumped(id) => Broken { rule: "moved-today", patient: Some(name(day, *id)) },
    };
    PlaceOf {
        position: p.position,
        start: time_of(p.start, day.zone),
        wait: p.wait,
        added: p.added.iter().map(|(id, minutes)| Added { patient: name(day, *id), minutes: *minutes }).collect(),
        newly_late: names(&p.newly_late),
        promises_broken: names(&p.promises_broken),
        overtime: p.overtime,
        ok: p.ok(),
        from: time_of(p.from, day.zone),
        to: time_of(p.to, day.zone),
        breaks: p.breaks.iter().map(broken).collect(),
    }
}

fn eaten_gap(day: &DayOf, gap: &emergency::Eaten) -> Eaten {
    Eaten { from: time_of(gap.from, day.zone), to: time_of(gap.to, day.zone), by: gap.by.iter().map(|id| name(day, *id)).collect() }
}

fn text(lang: Lang, urgent: &Urgent) -> String {
    let rows: Vec<Vec<String>> = urgent.places.iter().map(|p| row(lang, p)).collect();
    let mut text = format!("{} · {}\n\n{}", urgent.practitioner, t!(lang, "now-is", time = urgent.now.as_str()), table(&rows));
    for gap in &urgent.eaten {
        let line = t!(lang, "cli-eaten", from = gap.from.as_str(), to = gap.to.as_str(), names = gap.by.join(", "));
        text += &format!("\n{line}\n");
    }
    text
}

fn row(lang: Lang, p: &PlaceOf) -> Vec<String> {
    let later: Vec<String> = p.added.iter().filter(|a| a.minutes > 0).map(|a| format!("{} +{}", a.patient, a.minutes)).collect();
    let mut costs = vec![if later.is_empty() { t!(lang, "cli-delays-nobody") } else { later.join(", ") }];
    if !p.newly_late.is_empty() {
        costs.push(t!(lang, "cli-newly-late", names = p.newly_late.join(", ")));
    }
    if !p.promises_broken.is_empty() {
        costs.push(t!(lang, "cli-promises-broken", names = p.promises_broken.join(", ")));
    }
    if p.overtime > 0 {
        costs.push(t!(lang, "cli-overtime", n = p.overtime));
    }
    for broken in &p.breaks {
        costs.push(match broken.rule {
            "too-long" => t!(lang, "cli-rule-too-long"),
            "do-not-move" => t!(lang, "cli-rule-do-not-move", name = broken.patient.clone().unwrap_or_default()),
            _ => t!(lang, "cli-rule-moved-today", name = broken.patient.clone().unwrap_or_default()),
        });
    }
    vec![if p.ok { "  ✓" } else { "  –" }.into(), p.start.clone(), t!(lang, "cli-wait", n = p.wait), costs.join(" · ")]
}
