//! `genki words`: other recovery words.

use super::{Answer, Result, With, init, words::Error};
use crate::{actions::persons, lang::Lang, t, vault::RecoveryWords};
use serde_json::json;

/// Renew the recovery words: those until now open nothing that comes from now on
///
/// Prints twelve new ones once. A backup opens with the words of its day. Whoever opens (--person) has to be a manager.
#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let mut open = with.write("words")?;
    let words = RecoveryWords::random(init::words_in(lang));
    persons::renew_words(&open.desk, &mut open.vault, &mut open.opened, &words)?;
    if open.vault.is_worn() {
        super::say(&t!(lang, "cli-key-later"));
    }
    let list = words.words();
    let text = format!("{}\n\n{}\n{}", t!(lang, "cli-words-renewed"), t!(lang, "cli-recovery-words"), init::lines(&list));
    let answer = Answer::new(json!({ "recovery_words": list }), text)?;
    Ok(answer.then(move || open.vault.note_words_seen(&open.opened).map_err(Error::from)))
}
