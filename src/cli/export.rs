//! `genki export`: everything the practice shares, in a form that others read.

use super::{Answer, Result, With, import::Format, words::Error};
use crate::{exchange, lang::Lang, platform::files, t, vault::Sight};
use serde_json::json;
use std::path::PathBuf;

/// Write everything into a file that others can read. The file is not encrypted
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_enum, default_value = "fhir")]
    format: Format,
    /// The file to write; nothing is written over
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let open = with.noting_or_read("export")?;
    super::new_file(&args.to)?;
    super::note_look(&open, Sight::Export, None, lang)?;
    let format = exchange::Format::from(args.format);
    let written = open.desk.export(format, lang == Lang::Fr, true)?;
    files::write_new(&args.to, &written.bytes).map_err(|e| Error::file(&args.to, e))?;
    let file = args.to.display().to_string();
    super::say(&t!(lang, "plain-written", file = file.as_str(), what = lang.text(format.holds(true), &[])));
    let text = t!(lang, "cli-exported", n = written.records, file = file.as_str());
    Answer::new(json!({ "file": file, "format": format.code(), "records": written.records, "bytes": written.bytes.len() }), text)
}
