//! `genki audit`: who saw and did what.

use super::{Answer, Result, With, table::table, words::Error};
use crate::{
    base::Id,
    lang::Lang,
    store::{patients, people},
    vault::Sight,
    words,
};
use chrono::NaiveDate;
use serde::Serialize;

/// Who saw and did what, day by day: for a manager
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The first day, as 2026-11-23; today without
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// The last day
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
}

#[derive(Debug, Serialize)]
struct Audit {
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    at: String,
    person: String,
    what: String,
    /// The record it is about.
    about: Option<String>,
    patient: Option<String>,
    device: Option<String>,
    changes: u64,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let open = with.noting_or_read("audit")?;
    let today = open.desk.today();
    super::note_look(&open, Sight::Audit, None, lang)?;
    let found = open.desk.audit(args.from.unwrap_or(today), args.to.unwrap_or(today))?;
    let lines = open.desk.store.read::<_, Error>(|db| {
        let line = |l: crate::actions::audit::Line| {
            let patient = l.about.map(|id| patients::get(db, id)).transpose()?.flatten();
            Ok(Line {
                at: l.at.format("%Y-%m-%dT%H:%M:%S").to_string(),
                person: people::get(db, l.person)?.map(|p| p.name).unwrap_or_default(),
                what: l.what,
                about: l.about.map(|id| id.to_string()),
                patient: patient.map(|p| p.name()),
                device: l.device.map(|d| d.to_string()),
                changes: l.changes,
            })
        };
        found.into_iter().map(line).collect::<Result<Vec<_>>>()
    })?;
    let named = |what: &str| {
        let keys = [format!("audit-{what}"), format!("act-{what}")];
        keys.iter().find(|k| lang.knows(k)).map_or_else(|| what.to_owned(), |k| lang.text(k, &[]))
    };
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|l| {
            let device = l.device.as_deref().and_then(|d| d.parse().ok()).map(|d: Id| d.short()).unwrap_or_default();
            vec![l.at.replace('T', " "), l.person.clone(), named(&l.what), l.patient.clone().unwrap_or_default(), device]
        })
        .collect();
    let text = if rows.is_empty() { words::day(lang, today) } else { table(&rows) };
    Answer::new(Audit { lines }, text)
}
