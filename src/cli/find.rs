//! `genki find`: patients, best first.

use super::{Answer, Result, With, table::table, words::Error};
use crate::{lang::Lang, model, store::patients, t, words};
use serde::Serialize;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Find patients by parts of a name, a birth date or a telephone number
///
/// Where nobody fits all that was typed, those who fit most of it are shown.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Anything that is known
    #[arg(value_name = "TEXT", required_unless_present = "from", conflicts_with = "from")]
    text: Vec<String>,
    /// A file of searches, one a line; with --json each is answered by one line of its own
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// How many to show at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

#[derive(Debug, Serialize)]
struct Found {
    patients: Vec<Patient>,
}

/// One of many searches.
#[derive(Debug, Serialize)]
struct One<'a> {
    query: &'a str,
    patients: Vec<Patient>,
}

#[derive(Debug, Serialize)]
struct Patient {
    id: String,
    patient: String,
    birth_date: Option<String>,
    phone: Option<String>,
}

impl Patient {
    fn of(p: &model::Patient) -> Self {
        Patient {
            id: p.id.to_string(),
            patient: p.name(),
            birth_date: Some(p.birth_date.clone()).filter(|d| !d.is_empty()),
            phone: p.phone().map(str::to_owned),
        }
    }
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    if let Some(file) = &args.from {
        return each(file, args.limit, with, lang);
    }
    let open = with.read()?;
    let found = open.desk.store.read::<_, Error>(|db| Ok(patients::find(db, &args.text.join(" "), args.limit)?))?;
    Answer::new(Found { patients: found.iter().map(Patient::of).collect() }, text(lang, &found))
}

/// Answers each line of a file, with a line of JSON or a table.
fn each(file: &Path, limit: usize, with: &With, lang: Lang) -> Result<Answer> {
    let typed = fs::read_to_string(file).map_err(|error| Error::file(file, error))?;
    let queries: Vec<&str> = typed.trim_start_matches('\u{feff}').lines().collect();
    let open = with.read()?;
    let found = open.desk.store.read::<_, Error>(|db| Ok(patients::find_each(db, &queries, limit)?))?;
    let (mut json, mut told) = (Vec::with_capacity(queries.len()), String::new());
    for (query, found) in queries.iter().zip(&found) {
        json.push(serde_json::to_string(&One { query, patients: found.iter().map(Patient::of).collect() }).map_err(std::io::Error::from)?);
        told += &format!("{query}\n{}\n", text(lang, found).lines().map(|line| format!("  {line}\n")).collect::<String>());
    }
    Ok(Answer { json: json.join("\n"), ..Answer::new((), told)? })
}

fn text(lang: Lang, found: &[model::Patient]) -> String {
    let row = |p: &model::Patient| vec![p.name(), words::birth_date(&p.birth_date), p.phone().unwrap_or_default().to_owned()];
    if found.is_empty() { t!(lang, "cli-nobody-found") } else { table(&found.iter().map(row).collect::<Vec<_>>()) }
}
