//! `genki print`: a day's list on paper, as a PDF.

use super::{Answer, Result, With, doctor, words::Error};
use crate::{
    exchange::pdf,
    lang::Lang,
    model::Refusal,
    platform::files,
    store::{practice, sheet},
    t,
    vault::Sight,
    words::sheet::sheet as in_words,
};
use chrono::NaiveDate;
use serde_json::json;
use std::path::PathBuf;

/// Write the list of a day as a PDF to print. The file is not encrypted
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The day, as 2026-11-23; today without
    #[arg(long, value_name = "DATE")]
    date: Option<NaiveDate>,
    /// One practitioner, by name or id; all without, each beginning a page
    #[arg(long, value_name = "NAME")]
    practitioner: Option<String>,
    /// The file to write; nothing is written over
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let open = with.noting_or_read("export")?;
    super::new_file(&args.to)?;
    let (now, date) = (open.desk.now(), args.date.unwrap_or_else(|| open.desk.today()));
    let (practice, plans, only) = open.desk.store.read::<_, Error>(|db| {
        let only = doctor::named(db, args.practitioner.as_deref())?;
        Ok((practice::get(db)?, sheet::plans(db, now, date, only)?, only))
    })?;
    if plans.is_empty() {
        return Err(Refusal::new("cli-nothing-to-print").with("date", date).into());
    }
    super::note_look(&open, Sight::Print, only, lang)?;
    let bytes = pdf::write(&in_words(lang, &practice, now, &plans)).map_err(|e| Error::file(&args.to, std::io::Error::other(e)))?;
    files::write_new(&args.to, &bytes).map_err(|e| Error::file(&args.to, e))?;
    let (file, visits) = (args.to.display().to_string(), plans.iter().map(|p| p.visits.len()).sum::<usize>());
    super::say(&t!(lang, "plain-written", file = file.as_str(), what = lang.text("plain-holds-day", &[])));
    let text = t!(lang, "cli-printed", n = visits, file = file.as_str());
    Answer::new(json!({ "file": file, "date": date, "practitioners": plans.len(), "visits": visits, "bytes": bytes.len() }), text)
}
