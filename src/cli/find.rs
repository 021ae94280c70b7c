//! `genki find`: patients, best first.

use super::{Answer, Result, With, table::table, words::Error};
use crate::{lang::Lang, store::patients, t, words};
use serde::Serialize;

/// Find patients by parts of a name, a birth date or a telephone number
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Anything that is known
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
    /// How many to show at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

#[derive(Debug, Serialize)]
struct Found {
    patients: Vec<Patient>,
}

#[derive(Debug, Serialize)]
struct Patient {
    id: String,
    patient: String,
    birth_date: Option<String>,
    phone: Option<String>,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let open = with.read()?;
    let found = open.desk.store.read::<_, Error>(|db| Ok(patients::find(db, &args.text.join(" "), args.limit)?))?;
    let patient = |p: &crate::model::Patient| Patient {
        id: p.id.to_string(),
        patient: p.name(),
        birth_date: Some(p.birth_date.clone()).filter(|d| !d.is_empty()),
        phone: p.phone().map(str::to_owned),
    };
    let rows: Vec<Vec<String>> =
        found.iter().map(|p| vec![p.name(), words::birth_date(&p.birth_date), p.phone().unwrap_or_default().to_owned()]).collect();
    let text = if rows.is_empty() { t!(lang, "cli-nobody-found") } else { table(&rows) };
    Answer::new(Found { patients: found.iter().map(patient).collect() }, text)
}
