//! `genki backup`: everything in one encrypted file, or one more in a folder that keeps a number of them.

use super::{Answer, Result, With, words::Error};
use crate::{
    actions::backup::{self, daily, kept::Whose},
    lang::Lang,
    model::backups::Why,
    t,
};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Write everything into one encrypted file, beside whoever works
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file to write; nothing is written over
    #[arg(long, value_name = "FILE", required_unless_present = "folder", conflicts_with = "folder")]
    to: Option<PathBuf>,
    /// A folder to write the next one into, under a name that says when
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Of those that this device keeps there, how many stay, besides one of each of the last eight weeks
    #[arg(long, value_name = "N", default_value_t = 14, requires = "folder", value_parser = clap::value_parser!(u16).range(1..))]
    keep: u16,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    match (&args.to, &args.folder) {
        (Some(to), _) => by_hand(to, with, lang),
        (None, Some(folder)) => into_folder(folder, usize::from(args.keep), with, lang),
        (None, None) => Err(Error::Usage("--to FILE or --folder DIR".into())),
    }
}

/// Opened by somebody whose passphrase protects a file well enough.
fn fit(with: &With) -> Result<super::with::Open> {
    let open = with.read()?;
    daily::fit(&open.vault, open.desk.person).map_err(Error::Backup)?;
    Ok(open)
}

fn by_hand(to: &Path, with: &With, lang: Lang) -> Result<Answer> {
    super::new_file(to)?;
    let open = fit(with)?;
    let bytes = backup::write(&open.desk.store, &open.vault, to).map_err(|e| match Error::from(e) {
        Error::Store(crate::store::Error::Io(why)) => Error::file(to, why),
        other => other,
    })?;
    let file = to.display().to_string();
    let text = t!(lang, "cli-backed-up", file = file.as_str());
    Answer::new(json!({ "file": file, "bytes": bytes }), text)
}

fn into_folder(folder: &Path, keep: usize, with: &With, lang: Lang) -> Result<Answer> {
    let open = fit(with)?;
    let whose = Whose { practice: open.vault.practice(), device: open.vault.device() };
    let seal = |draft: &backup::Draft| Some(draft.seals(&open.vault, Some(whose.device)));
    let made = if folder.is_dir() { daily::once(&open.desk, whose, folder, keep, seal) } else { Err(Why::Gone) };
    let Some(made) = made.map_err(Error::Backup)? else { return Err(crate::store::Error::Closed.into()) };
    let file = made.file.display().to_string();
    let text = t!(lang, "cli-backed-up-kept", file = file.as_str(), n = made.removed);
    Answer::new(json!({ "file": file, "bytes": made.bytes, "removed": made.removed }), text)
}
