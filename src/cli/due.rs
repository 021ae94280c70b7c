//! `genki due`: what is owed to patients, and who is due for a recall.

use super::{Answer, Result, With, table::table, words::Error};
use crate::{
    base::Id,
    lang::Lang,
    model::{
        RecallKind,
        owed::Sort,
        task::Pressure::{self, Late},
    },
    store::{
        Db,
        owed::{self, Line},
        recalls, tasks,
    },
    t, words,
};
use chrono::NaiveDateTime;
use serde::Serialize;
use std::collections::BTreeMap;

/// Show what is owed by the time it is due: call-backs, questions, results, what must be ready, recalls
#[derive(Debug, clap::Args)]
pub struct Args {
    /// One kind alone: call-back, question, message, result, recall, preparation, referral, other
    #[arg(long, value_name = "KIND", value_parser = |kind: &str| Sort::of_code(kind).ok_or("there is no such kind"))]
    kind: Option<Sort>,
}

#[derive(Debug, Serialize)]
struct Due {
    date: chrono::NaiveDate,
    now: String,
    due: Vec<One>,
}

#[derive(Debug, Serialize)]
struct One {
    kind: &'static str,
    patient: Option<String>,
    phone: Option<String>,
    due: Option<String>,
    since: String,
    owner: Option<String>,
    step: &'static str,
    words: String,
    why: Option<String>,
    late: bool,
    overdue: bool,
    asleep: bool,
    tries: usize,
    missing: Vec<String>,
    id: String,
    #[serde(skip)]
    line: Line,
}

/// So many recalls of a kind are written where a person reads; with `--json` all are.
const SHOWN: usize = 20;

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let open = with.read()?;
    let now = open.desk.now();
    let wanted = |sort: Sort| args.kind.is_none_or(|kind| kind == sort);
    let most = if with.json { usize::MAX } else { SHOWN };
    let (all, more) = open.desk.store.read::<_, Error>(|db| {
        let kinds: BTreeMap<Id, RecallKind> = recalls::kinds(db)?.into_iter().map(|k| (k.id, k)).collect();
        let mut lines: Vec<Line> = owed::pressing(db, now)?.into_iter().filter(|l| wanted(l.owed.sort)).collect();
        let mut more = 0;
        if wanted(Sort::Recall) {
            for (_, n, found) in owed::first_recalls(db, now.date(), most)? {
                more += n.saturating_sub(found.len());
                lines.extend(found);
            }
        }
        Ok((lines.into_iter().map(|line| one(db, line, &kinds, now, lang)).collect::<Result<Vec<One>>>()?, more))
    })?;
    let text = text(lang, now, &all, more);
    Answer::new(Due { date: now.date(), now: words::time(now), due: all }, text)
}

fn one(db: &Db, line: Line, kinds: &BTreeMap<Id, RecallKind>, now: NaiveDateTime, lang: Lang) -> Result<One> {
    let (owed, recall) = (&line.owed, line.recall.as_ref());
    let filled = |text: String| Some(text).filter(|t| !t.is_empty());
    // The number somebody left is the one to call.
    let left = match owed.sort {
        Sort::Result | Sort::Recall => None,
        _ => tasks::get(db, owed.of)?.map(|t| t.number).filter(|n| !n.is_empty()),
    };
    let minute = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
    Ok(One {
        kind: owed.sort.code(),
        patient: line.who.as_ref().map(|p| p.name()).or_else(|| filled(owed.caller.clone())),
        phone: left.or_else(|| Some(line.who.as_ref()?.phone()?.to_owned())),
        due: match recall {
            Some((_, due)) => Some(owed.wanted.map_or(due.on, |at| at.date()).to_string()),
            None => owed.wanted.map(minute),
        },
        since: if recall.is_some() { owed.since.date().to_string() } else { minute(owed.since) },
        owner: filled(line.owner.clone()),
        step: owed.step.code(),
        words: owed.words.clone(),
        why: recall.and_then(|(kind, due)| Some(words::recall::because(lang, kinds.get(kind)?, due))),
        late: recall.is_none() && owed.pressure(now) == Late,
        overdue: owed.overdue,
        asleep: owed.asleep,
        tries: owed.tries,
        missing: line.missing.clone(),
        id: owed.of.to_string(),
        line,
    })
}

fn text(lang: Lang, now: NaiveDateTime, all: &[One], more: usize) -> String {
    if all.is_empty() {
        return t!(lang, "cli-nothing-due");
    }
    let rows: Vec<Vec<String>> = all.iter().map(|one| row(lang, one, now)).collect();
    let mut text = format!("{} · {}\n\n{}", words::day(lang, now.date()), t!(lang, "now-is", time = words::time(now)), table(&rows));
    if more > 0 {
        text += &format!("\n{}\n", t!(lang, "cli-due-more", n = more));
    }
    text
}

fn row(lang: Lang, one: &One, now: NaiveDateTime) -> Vec<String> {
    let owed = &one.line.owed;
    let when = match owed.wanted {
        Some(at) if at.date() == now.date() && one.line.recall.is_none() => words::time(at),
        Some(at) => words::day_short_from(lang, at.date(), now.date()),
        None if one.line.recall.is_some() => words::day_short_from(lang, owed.since.date(), now.date()),
        None => String::new(),
    };
    let state = match owed.pressure(now) {
        Pressure::Late => t!(lang, "due-late"),
        Pressure::Asleep => t!(lang, "due-until", when = when.as_str()),
        _ => String::new(),
    };
    let said = [owed.words.lines().next().unwrap_or_default(), one.why.as_deref().unwrap_or_default(), &one.missing.join(", "), &state]
        .into_iter()
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    vec![
        format!("  {when}"),
        words::due::sort(lang, owed.sort),
        one.patient.clone().unwrap_or_default(),
        one.phone.clone().unwrap_or_default(),
        words::due::step(lang, owed.step),
        said,
        one.owner.clone().unwrap_or_default(),
    ]
}
