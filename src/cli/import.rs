//! `genki import`: takes files of others in.

use super::{Answer, Result, With, doctor, table::table, words::Error};
use crate::{
    actions::import::{self, Failed, FileReport, How, Report},
    exchange::{self, Cards, Plan, Unreadable},
    lang::Lang,
    model::Refusal,
    t,
};
use std::{
    io::{IsTerminal, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// Take files in, all in one transaction that is undone in one step; the same again changes nothing
///
/// Records that do not fit are left out and listed. A file that does not read changes nothing.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// What the files are; found out without
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// What address cards become: patients, or contacts of the directory
    #[arg(long = "as", value_enum, value_name = "WHAT", default_value = "patient")]
    cards: CardsArg,
    /// What columns of a table are, as "Nom=family,3=birth-date": by name or number, family, given, full-name, name-last,
    /// birth-date, mobile, phone, email, date, time, duration, reason, practitioner, skip…
    #[arg(long, value_name = "COLUMN=FIELD,…")]
    map: Option<String>,
    /// Whose appointments those are that name nobody
    #[arg(long, value_name = "NAME")]
    practitioner: Option<String>,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
    /// Take nothing in where one record does not fit
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// FHIR R4: a bundle, a resource, or NDJSON
    Fhir,
    /// iCalendar: appointments
    Ics,
    /// vCard: address cards
    Vcf,
    /// A table: patients, or appointments where it has dates and times
    Csv,
}

impl From<Format> for exchange::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Fhir => exchange::Format::Fhir,
            Format::Ics => exchange::Format::Ical,
            Format::Vcf => exchange::Format::Vcard,
            Format::Csv => exchange::Format::Csv,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum CardsArg {
    Patient,
    Contact,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let open = with.write("import")?;
    let desk = &open.desk;
    let mut reading = desk.store.read::<_, Error>(|db| {
        let how = exchange::How::of(db, desk.zone, desk.today(), lang == Lang::Fr)?;
        Ok(exchange::How { practitioner: doctor::named(db, args.practitioner.as_deref())?.or(how.practitioner), ..how })
    })?;
    reading.cards = if args.cards == CardsArg::Contact { Cards::Contacts } else { Cards::Patients };
    let mut plans = Vec::new();
    for file in &args.files {
        plans.push((file.display().to_string(), read(file, args, &mut reading)?));
    }
    let how = How { dry_run: args.dry_run, strict: args.strict };
    let report = import::import(&desk.store, desk.begin("import"), desk.zone, plans, how, progress(lang)).map_err(|e| failed(lang, e))?;
    if args.map.is_some() && !args.dry_run {
        desk.store.set_local(exchange::MAPPINGS, &reading.mappings)?;
    }
    let text = text(lang, &report, args.dry_run);
    Answer::new(report, text)
}

fn read(file: &Path, args: &Args, how: &mut exchange::How) -> Result<Plan> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let unreadable = |unreadable: Unreadable| {
        super::say(&format!("{}:", file.display()));
        Error::from(unreadable.refusal())
    };
    let bytes = exchange::open(file).map_err(|e| Error::file(file, e))?.map_err(unreadable)?;
    let format = args.format.map_or_else(|| exchange::detect(&name, &bytes), |format| Ok(format.into())).map_err(unreadable)?;
    if let (exchange::Format::Csv, Some(map)) = (format, &args.map) {
        let table = exchange::csv::look(&bytes, &how.country).map_err(unreadable)?;
        let mut mapping = table.mapping(how);
        for pair in map.split(',') {
            let wrong = || Error::Usage(format!("--map does not know \"{pair}\""));
            let (column, field) = pair.split_once('=').ok_or_else(wrong)?;
            let at = table.column(column, &mapping).ok_or_else(wrong)?;
            mapping.set(at, exchange::csv::Field::from_code(field.trim()).ok_or_else(wrong)?);
        }
        how.mappings.insert(table.fingerprint(), mapping);
    }
    exchange::read(format, &bytes, how).map_err(unreadable)
}

fn failed(lang: Lang, error: Failed) -> Error {
    match error {
        Failed::Store(error) => Error::Store(error),
        Failed::Refused(refusal) => refusal.into(),
        Failed::Cancelled => Refusal::new("cli-import-cancelled").into(),
        Failed::Strict(report) => {
            report.files.iter().flat_map(|f| rejected(lang, f)).for_each(|line| super::say(&line));
            Refusal::new("cli-import-strict").into()
        }
    }
}

/// Says how far it is where somebody watches, now and then.
fn progress(lang: Lang) -> impl Fn(u64, u64) -> ControlFlow<()> + Send + 'static {
    let watched = std::io::stderr().is_terminal();
    move |done, total| {
        if watched && (done % 500 == 0 || done == total) {
            let end = if done == total { "\n" } else { "" };
            let _ = write!(std::io::stderr(), "\r{}{end}", t!(lang, "cli-import-progress", done = done, total = total));
        }
        ControlFlow::Continue(())
    }
}

fn text(lang: Lang, report: &Report, dry_run: bool) -> String {
    let mut text = String::new();
    for file in &report.files {
        text += &format!("{} · {}\n", file.file, file.format);
        let head = ["kind", "read", "added", "changed", "unchanged", "rejected"].map(|c| lang.text(&format!("cli-import-{c}"), &[]));
        let mut rows = vec![head.to_vec()];
        rows.extend(file.kinds.iter().map(|(kind, c)| {
            let numbers = [c.read, c.added, c.changed, c.unchanged, c.rejected].map(|n| n.to_string());
            std::iter::once(kind.clone()).chain(numbers).collect()
        }));
        rows.iter_mut().for_each(|r| r[0].insert_str(0, "  "));
        text += &table(&rows);
        if !file.left_alone.is_empty() {
            let names: Vec<String> = file.left_alone.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
            text += &format!("  {}\n", t!(lang, "cli-import-left-alone", names = names.join(", ")));
        }
        let columns = file.columns(|n| t!(lang, "import-column", n = n));
        for (key, names) in ["import-columns-left-out", "import-columns-empty"].into_iter().zip(columns) {
            if !names.is_empty() {
                text += &format!("  {}\n", t!(lang, key, names = names.join(", ")));
            }
        }
        for r in &file.remarks {
            text += &format!(
                "  {}\n",
                t!(lang, "cli-import-line", line = r.line, kind = file.format, why = super::words::refused(lang, &r.said))
            );
        }
        if file.unsettled > 0 {
            text += &format!("  {}\n", t!(lang, "import-unsettled", n = file.unsettled));
        }
        rejected(lang, file).for_each(|line| text += &format!("  {line}\n"));
    }
    if dry_run {
        text += &t!(lang, "cli-import-dry");
    }
    text
}

fn rejected<'a>(lang: Lang, file: &'a FileReport) -> impl Iterator<Item = String> + 'a {
    file.rejected.iter().map(move |r| {
        let key = format!("refused-{}", r.why.key());
        let why = if lang.knows(&key) { super::words::refused(lang, &r.why.refusal()) } else { r.why.to_string() };
        t!(lang, "cli-import-line", line = r.line, kind = r.kind.as_str(), why = why)
    })
}
