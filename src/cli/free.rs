//! `genki free`: free places in the diary.

use super::{Answer, Result, With, doctor, words::Error};
use crate::{lang::Lang, store::places, t, words};
use chrono::NaiveDate;
use serde::Serialize;

/// Show where a visit fits into the diary
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How long the visit takes
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..=480))]
    minutes: u32,
    /// One practitioner, by name or id; all without
    #[arg(long, value_name = "NAME")]
    practitioner: Option<String>,
    /// The first day, as 2026-11-23; today without
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// How many days to look at
    #[arg(long, value_name = "N", default_value_t = 14, value_parser = clap::value_parser!(u32).range(1..=366))]
    days: u32,
}

#[derive(Debug, Serialize)]
struct Free {
    places: Vec<Place>,
}

#[derive(Debug, Serialize)]
struct Place {
    practitioner: String,
    start: String,
    minutes: u32,
    practitioner_id: String,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let open = with.read()?;
    let (now, from) = (open.desk.now(), args.from.unwrap_or_else(|| open.desk.today()));
    let found = open.desk.store.read::<_, Error>(|db| {
        let only = doctor::named(db, args.practitioner.as_deref())?;
        Ok(places::between(db, now, from, args.days, args.minutes, only)?)
    })?;
    let text = text(lang, &found);
    let place = |p: &places::FreePlace| Place {
        practitioner: p.practitioner.name(),
        start: p.start.format("%Y-%m-%dT%H:%M").to_string(),
        minutes: args.minutes,
        practitioner_id: p.practitioner.id.to_string(),
    };
    Answer::new(Free { places: found.iter().map(place).collect() }, text)
}

/// A line for each day and practitioner.
fn text(lang: Lang, found: &[places::FreePlace]) -> String {
    if found.is_empty() {
        return t!(lang, "cli-none-free");
    }
    let mut days: std::collections::BTreeMap<(NaiveDate, String), Vec<String>> = Default::default();
    for place in found {
        days.entry((place.start.date(), place.practitioner.name())).or_default().push(words::time(place.start));
    }
    days.iter().map(|((date, name), times)| format!("{} · {name}\n  {}\n", words::day(lang, *date), times.join(" "))).collect()
}
