//! `genki twins`: files that may be one person's, the likeliest first.

use super::{Answer, Result, With, table::table, words::Error};
use crate::{
    lang::Lang,
    model::{
        Patient,
        twins::{For, Verdict},
    },
    store::{patients, twins},
    t, words,
};
use serde::Serialize;

/// Show files that may belong to one person, and why
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Debug, Serialize)]
struct Found {
    pairs: Vec<Pair>,
}

#[derive(Debug, Serialize)]
struct Pair {
    a: String,
    b: String,
    /// As good as sure.
    sure: bool,
    why: Vec<&'static str>,
    #[serde(skip)]
    row: Vec<String>,
}

pub fn run(_: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let open = with.read()?;
    let pairs = open.desk.store.read::<_, Error>(|db| {
        let all = twins::pairs(db)?;
        all.into_iter()
            .map(|pair| {
                let named = |id| Ok::<_, Error>(patients::get(db, id)?.map(|p: Patient| (p.name(), words::birth_date(&p.birth_date))));
                let ((a, born_a), (b, born_b)) = (named(pair.a)?.unwrap_or_default(), named(pair.b)?.unwrap_or_default());
                let sure = pair.likeness.verdict == Verdict::Sure;
                let said = words::likeness(lang, &pair.likeness, "", false);
                let said = if sure { format!("{said} · {}", t!(lang, "twins-sure")) } else { said };
                Ok(Pair {
                    a: pair.a.to_string(),
                    b: pair.b.to_string(),
                    sure,
                    why: pair.likeness.reasons.iter().map(For::code).collect(),
                    row: vec![a, born_a, b, born_b, said],
                })
            })
            .collect::<Result<Vec<_>>>()
    })?;
    let rows: Vec<Vec<String>> = pairs.iter().map(|pair| pair.row.clone()).collect();
    let text = if rows.is_empty() { t!(lang, "twins-none") } else { table(&rows) };
    Answer::new(Found { pairs }, text)
}
