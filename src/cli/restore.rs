//! `genki restore`: a practice from its backup.

use super::{Answer, Result, With, with::recovery_words, words::Error};
use crate::{actions::backup::Backup, lang::Lang, t};
use serde_json::json;
use std::path::PathBuf;

/// Make a practice from its backup in a new folder (--vault)
///
/// It opens with a passphrase of the backup's day, or with the recovery words.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Open it with the recovery words, which you are asked for
    #[arg(long)]
    words: bool,
    /// Open it with the recovery words of this file
    #[arg(long, value_name = "FILE")]
    words_file: Option<PathBuf>,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let folder = with.folder()?;
    let backup = Backup::open(&args.file).map_err(|e| match Error::from(e) {
        Error::Store(crate::store::Error::Io(why)) => Error::file(&args.file, why),
        other => other,
    })?;
    let unsealed = if args.words || args.words_file.is_some() {
        backup.seals.open_with_words(&recovery_words(args.words_file.as_ref())?)?
    } else {
        let person = with.who(backup.seals.persons().map(|p| (p.id, p.name.as_str())))?;
        backup.seals.open(person, &with.passphrase()?)?
    };
    let open = backup.restore(unsealed, &folder, With::means())?;
    let practice = open.desk.store.read::<_, Error>(|db| Ok(crate::store::practice::get(db)?))?;
    let folder = folder.display().to_string();
    let text = t!(lang, "cli-restored", practice = practice.name.as_str(), folder = folder.as_str());
    Answer::new(json!({ "practice": practice.name, "vault": folder }), text)
}
