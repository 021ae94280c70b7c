//! `genki backup`: everything in one encrypted file.

use super::{Answer, Result, With, words::Error};
use crate::{actions::backup, lang::Lang, t};
use serde_json::json;
use std::path::PathBuf;

/// Write everything into one encrypted file, beside whoever works
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file to write; nothing is written over
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    super::new_file(&args.to)?;
    let open = with.read()?;
    let bytes = backup::write(&open.desk.store, &open.vault, &args.to).map_err(|e| match Error::from(e) {
        Error::Store(crate::store::Error::Io(why)) => Error::file(&args.to, why),
        other => other,
    })?;
    let file = args.to.display().to_string();
    let text = t!(lang, "cli-backed-up", file = file.as_str());
    Answer::new(json!({ "file": file, "bytes": bytes }), text)
}
