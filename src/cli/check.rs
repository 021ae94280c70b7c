//! `genki check`: verifies the whole vault and its log.

use super::{Answer, Result, With};
use crate::{
    lang::Lang,
    model::{
        Practice,
        rights::{self, Deed},
    },
    store::{self, check::Report},
    t,
};
use serde::Serialize;

/// Verify the whole vault: every page, the chain of the log, and that the tables follow from it
///
/// Beside an open window the tables are left out: only who writes can compare them.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Make the tables again from the log: for a manager
    #[arg(long)]
    rebuild: bool,
}

#[derive(Debug, Serialize)]
struct Checked {
    clean: bool,
    #[serde(flatten)]
    report: Report,
    /// Whether the tables were compared with the log.
    tables: bool,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let (open, tables) = match with.write("check") {
        Err(error) if (error.is_held() || error.is_read_only()) && !args.rebuild => (with.read()?, false),
        open => (open?, true),
    };
    let tables = tables && open.desk.store.can_write();
    if args.rebuild {
        // Asked of the log: the tables are what is in doubt.
        let me = open.desk.read::<_, store::Error>(|db| store::people::by_log(db, open.desk.person))?;
        rights::need(me.as_ref(), &Practice::default(), Deed::Persons)?;
        if !tables {
            return Err(store::Error::ReadOnly.into());
        }
    }
    let report = open.desk.store.check(args.rebuild)?;
    if !tables {
        super::say(&t!(lang, "cli-check-beside"));
    }
    let text = text(lang, &report);
    let good = report.is_clean();
    Ok(Answer { good, ..Answer::new(Checked { clean: good, report, tables }, text)? })
}

fn text(lang: Lang, report: &Report) -> String {
    let mut lines = vec![t!(lang, "cli-checked", changes = report.changes, records = report.records, devices = report.devices)];
    if report.missing > 0 {
        lines.push(t!(lang, "cli-check-missing", n = report.missing));
    }
    if report.aside > 0 {
        lines.push(t!(lang, "cli-check-aside", n = report.aside));
    }
    if report.rebuilt {
        lines.push(t!(lang, "cli-check-rebuilt"));
    }
    if report.is_clean() {
        lines.push(t!(lang, "cli-check-clean"));
    } else {
        lines.extend(report.damage.iter().map(|d| format!("! {d}")));
        lines.push(t!(lang, "cli-check-damaged"));
    }
    lines.join("\n")
}
