//! `genki demo`: the example practice.

use super::{Answer, Outcome, Result, With, words::Error};
use crate::{
    actions::{demo, entry},
    base::Clock,
    lang::Lang,
    t,
};
use serde_json::json;

/// Open the window on a made-up practice whose day is under way
///
/// Its vault is temporary and goes when the window closes; its clock starts at 10:20.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Open no window: only fill the folder that --vault names
    #[arg(long, requires = "vault")]
    init: bool,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Outcome> {
    if !args.init {
        return Ok(Outcome::Window);
    }
    let folder = with.folder()?;
    let passphrase = with.new_passphrase()?;
    let person = with.person.as_deref().unwrap_or(demo::PERSON).trim();
    let new = entry::New { practice: demo::practice(lang.code()), person, passphrase: &passphrase, words: super::init::words_in(lang) };
    let (mut open, words) = entry::create(&folder, new, With::means(), "demo")?;
    let today = with.now.unwrap_or_else(|| Clock::System.local(open.desk.zone)).date();
    let starts = demo::starts(today);
    open.desk.clock = Clock::fixed(starts, open.desk.zone);
    demo::settle(&mut open, today, &passphrase)?;
    let text = t!(lang, "cli-demo-made", folder = folder.display().to_string(), now = starts.format("%Y-%m-%dT%H:%M").to_string());
    let counted = open.desk.store.read::<_, Error>(|db| Ok(crate::store::patients::count(db)?))?;
    let answer = json!({
        "practice": demo::practice(lang.code()).name,
        "vault": folder.display().to_string(),
        "now": starts.format("%Y-%m-%dT%H:%M").to_string(),
        "patients": counted,
        "recovery_words": words.words(),
    });
    Ok(Outcome::Answer(Answer::new(answer, text)?))
}
