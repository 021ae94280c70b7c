//! `genki init`: a new practice.

use super::{Answer, Result, With, person::Role, words::Error};
use crate::{actions::entry, lang::Lang, model::Practice, t, vault::Language};
use serde_json::json;

/// Make a new practice; its first person (--person) is a secretary, or a doctor (--role), and its manager
///
/// Prints the twelve recovery words once: they open the practice when every passphrase is lost.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The practice's name
    #[arg(long, value_name = "NAME")]
    practice: String,
    /// The time zone of the clock on its wall, as Europe/Paris
    #[arg(long, value_name = "ZONE")]
    zone: String,
    /// What the first person is, besides manager
    #[arg(long, value_enum, default_value = "secretary")]
    role: Role,
}

pub fn run(args: &Args, with: &With, lang: Lang) -> Result<Answer> {
    let Some(person) = with.person.as_deref() else {
        return Err(Error::Usage("the following required arguments were not provided:\n  --person <NAME>".into()));
    };
    let practice =
        Practice { name: args.practice.trim().into(), zone: args.zone.trim().into(), lang: lang.code().into(), ..Practice::default() };
    crate::actions::practice::fit_to_begin(&practice, person)?;
    let folder = with.folder()?;
    let passphrase = with.new_passphrase()?;
    let new = entry::New { practice, person: person.trim(), passphrase: &passphrase, words: words_in(lang) };
    let (mut open, words) = entry::create_as(&folder, new, args.role.into(), With::means(), "init")?;
    let practice = open.desk.store.read::<_, Error>(|db| Ok(crate::store::practice::get(db)?))?;
    if open.vault.keystore() == crate::vault::KeystoreUse::None {
        super::say(&t!(lang, "cli-no-keystore"));
    }
    let list = words.words();
    let lines = lines(&list);
    let text = t!(lang, "cli-made", practice = practice.name.as_str(), folder = folder.display().to_string());
    let answer = Answer::new(
        json!({ "practice": practice.name, "zone": practice.zone, "vault": folder.display().to_string(), "person": person.trim(), "role": Role::code(args.role), "recovery_words": list }),
        format!("{text}\n\n{}\n{lines}", t!(lang, "cli-recovery-words")),
    )?;
    Ok(answer.then(move || open.vault.note_words_seen(&open.opened).map_err(Error::from)))
}

/// Twelve words, each on its numbered line.
pub fn lines(words: &[&str]) -> String {
    words.iter().enumerate().map(|(n, word)| format!("{:>4}. {word}\n", n + 1)).collect()
}

pub fn words_in(lang: Lang) -> Language {
    match lang {
        Lang::En => Language::English,
        Lang::Fr => Language::French,
    }
}
