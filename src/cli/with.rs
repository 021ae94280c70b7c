//! What every command is told: which vault, who opens it, what time it is. And the opening itself.

use super::{Result, words::Error};
use crate::{
    actions::{Desk, entry},
    base::{Clock, Id, text::fold},
    lang::Lang,
    model::Refusal,
    platform::{folders, keystore::Keystore},
    store, t,
    vault::{self, Lock, Means, Opened, RecoveryWords, Strength, Vault},
};
use chrono::NaiveDateTime;
use std::{
    io::{BufRead, Read},
    path::PathBuf,
};
use zeroize::Zeroizing;

/// More of a file is not looked at for a passphrase or for words. It may be a pipe.
const LONGEST: u64 = 64 << 10;

#[derive(Debug, clap::Args)]
pub struct With {
    /// The practice's folder; by default the one the window opens
    #[arg(long, global = true, value_name = "DIR")]
    pub vault: Option<PathBuf>,
    /// A file whose first line is the passphrase; without it you are asked
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Who you are, where several open this vault; by default the first
    #[arg(long, global = true, value_name = "NAME")]
    pub person: Option<String>,
    /// The local time a reading command works with, as 2026-11-23T10:30
    #[arg(long, global = true, value_name = "TIME", value_parser = local_time)]
    pub now: Option<NaiveDateTime>,
    /// Say on stderr what goes on
    #[arg(long, global = true)]
    pub verbose: bool,
    /// Answer with one JSON document
    #[arg(long, global = true)]
    pub json: bool,
}

fn local_time(typed: &str) -> std::result::Result<NaiveDateTime, String> {
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"];
    let read = formats.iter().find_map(|f| NaiveDateTime::parse_from_str(typed, f).ok());
    read.ok_or_else(|| "write it as 2026-11-23T10:30".into())
}

/// An open vault. The desk's store closes before the lock is given back.
pub struct Open {
    pub desk: Desk,
    pub vault: Vault,
    pub opened: Opened,
    _lock: Option<Lock>,
}

/// Whatever a command read, it says how much of it did not read.
impl Drop for Open {
    fn drop(&mut self) {
        let passed = self.desk.store.passed_over();
        if passed > 0 {
            super::say(&crate::t!(crate::lang::of_system(), "unread-some", n = passed));
        }
    }
}

impl Open {
    /// Gives the database another key where it is to get one, or says that it gets it later.
    pub fn turn_key(&mut self, lang: Lang) -> Result<()> {
        let worn = self.vault.is_worn();
        if !entry::turn_key(&self.desk, &mut self.vault, &mut self.opened)? && worn {
            super::say(&t!(lang, "cli-key-later"));
        }
        Ok(())
    }
}

impl With {
    pub fn folder(&self) -> Result<PathBuf> {
        self.vault.clone().or_else(folders::data).ok_or_else(|| Refusal::new("cli-no-folder").into())
    }

    pub fn means() -> Means {
        Means { keystore: Keystore::from_environment(), clock: Clock::System, strength: Strength::Measured }
    }

    /// Opens for reading, beside whoever writes, with the clock that `--now` sets.
    pub fn read(&self) -> Result<Open> {
        let folder = self.folder()?;
        let (vault, opened) = self.unlock()?;
        let mut desk = entry::read(&folder, &vault, &opened, Clock::System)?;
        if let Some(now) = self.now {
            desk.clock = Clock::fixed(now, desk.zone);
        }
        Ok(Open { desk, vault, opened, _lock: None })
    }

    /// Opens for writing as the only one that does; `what` is what others are told meanwhile.
    pub fn write(&self, what: &str) -> Result<Open> {
        if self.now.is_some() && what != "check" {
            return Err(Error::Usage("--now belongs to commands that read".into()));
        }
        self.take(what)
    }

    fn take(&self, what: &str) -> Result<Open> {
        let folder = self.folder()?;
        self.there()?;
        let lock = Lock::take(&folder, what)?;
        if !lock.holds() {
            return Err(store::Error::ReadOnly.into());
        }
        let (mut vault, mut opened) = self.unlock()?;
        let desk = entry::write(&folder, &mut vault, &mut opened, Clock::System)?;
        Ok(Open { desk, vault, opened, _lock: Some(lock) })
    }

    /// Opens for reading, with the clock that `--now` sets, and so that what was looked at can be noted. Where somebody else
    /// writes, or the disk takes nothing, it is only read.
    pub fn noting_or_read(&self, what: &str) -> Result<Open> {
        let mut open = match self.take(what) {
            Err(error) if error.is_held() || error.is_read_only() => return self.read(),
            open => open?,
        };
        if let Some(now) = self.now {
            open.desk.clock = Clock::fixed(now, open.desk.zone);
        }
        Ok(open)
    }

    /// Says that there is no vault before a lock makes its folder.
    fn there(&self) -> Result<()> {
        Vault::load(&self.folder()?, Self::means()).map(drop).map_err(Error::from)
    }

    fn unlock(&self) -> Result<(Vault, Opened)> {
        let vault = Vault::load(&self.folder()?, Self::means())?;
        let person = self.who(vault.persons().map(|p| (p.id, p.name.as_str())))?;
        vault.check_keystore()?;
        let passphrase = self.passphrase()?;
        let opened = vault.unlock(person, &passphrase)?;
        if vault.words_are_unseen() {
            super::say(&crate::lang::of_system().text("cli-words-unseen", &[]));
        }
        Ok((vault, opened))
    }

    /// The person of `--person`, or the first.
    pub fn who<'a>(&self, persons: impl Iterator<Item = (Id, &'a str)>) -> Result<Id> {
        let persons: Vec<_> = persons.collect();
        let Some(wanted) = &self.person else {
            return persons.first().map(|p| p.0).ok_or_else(|| vault::Error::NoSuchPerson.into());
        };
        choose(wanted, &persons, "cli-person")
    }

    pub fn passphrase(&self) -> Result<Zeroizing<String>> {
        match &self.passphrase_file {
            Some(file) => first_line(file),
            None => ask("cli-passphrase"),
        }
    }

    /// A passphrase that does not exist yet: typed twice where it is typed.
    pub fn new_passphrase(&self) -> Result<Zeroizing<String>> {
        let first = self.passphrase()?;
        if self.passphrase_file.is_none() && ask("cli-passphrase-again")? != first {
            return Err(Refusal::new("cli-passphrases-differ").into());
        }
        Ok(first)
    }
}

/// A passphrase for somebody else than who opens: of a file, or typed twice.
pub fn new_passphrase(file: Option<&PathBuf>) -> Result<Zeroizing<String>> {
    match file {
        Some(file) => first_line(file),
        None => {
            let first = ask("cli-new-passphrase")?;
            if ask("cli-passphrase-again")? == first { Ok(first) } else { Err(Refusal::new("cli-passphrases-differ").into()) }
        }
    }
}

/// The one whose name contains what was typed, or whose id it is; none or several are refused with their names.
pub fn choose(wanted: &str, among: &[(Id, &str)], refusal: &str) -> Result<Id> {
    if let Some(found) = among.iter().find(|(id, _)| wanted.eq_ignore_ascii_case(&id.to_string())) {
        return Ok(found.0);
    }
    let folded = fold(wanted);
    let exact: Vec<_> = among.iter().filter(|(_, name)| fold(name) == folded).collect();
    let words = |name: &str| folded.split(' ').all(|w| format!(" {}", fold(name)).contains(&format!(" {w}")));
    let fits: Vec<_> = among.iter().filter(|(_, name)| !folded.is_empty() && (fold(name).contains(&folded) || words(name))).collect();
    match (exact.as_slice(), fits.as_slice()) {
        ([one], _) | ([], [one]) => Ok(one.0),
        ([], []) => Err(choice(refusal, "unknown", wanted, among.iter().map(|a| a.1))),
        ([], several) | (several, _) => Err(choice(refusal, "several", wanted, several.iter().map(|a| a.1))),
    }
}

fn choice<'a>(refusal: &str, how: &str, wanted: &str, names: impl Iterator<Item = &'a str>) -> Error {
    let names = names.collect::<Vec<_>>().join(", ");
    let key = match (refusal, how) {
        ("cli-person", "unknown") => "cli-person-unknown",
        ("cli-person", _) => "cli-person-several",
        (_, "unknown") if names.is_empty() => "cli-doctor-none",
        (_, "unknown") => "cli-doctor-unknown",
        _ => "cli-doctor-several",
    };
    Refusal::new(key).with("wanted", wanted).with("names", names).into()
}

/// The recovery words of a file, or as they are typed.
pub fn recovery_words(file: Option<&PathBuf>) -> Result<RecoveryWords> {
    let typed = match file {
        Some(file) => {
            let mut words = Zeroizing::new(String::new());
            std::fs::File::open(file).and_then(|f| f.take(LONGEST).read_to_string(&mut words)).map_err(|e| Error::file(file, e))?;
            words
        }
        None => ask("cli-words")?,
    };
    RecoveryWords::parse(&typed).map_err(|e| vault::Error::from(e).into())
}

fn first_line(file: &PathBuf) -> Result<Zeroizing<String>> {
    let open = std::fs::File::open(file).map_err(|e| Error::file(file, e))?;
    let mut line = Zeroizing::new(String::new());
    std::io::BufReader::new(open.take(LONGEST)).read_line(&mut line).map_err(|e| Error::file(file, e))?;
    let text = line.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return Err(Refusal::new("cli-passphrase-empty").with("file", file.display()).into());
    }
    Ok(Zeroizing::new(text.to_owned()))
}

/// Asks at the terminal, showing nothing of what is typed.
fn ask(key: &str) -> Result<Zeroizing<String>> {
    let typed = rpassword::prompt_password(format!("{} ", crate::lang::of_system().text(key, &[])));
    typed.map(Zeroizing::new).map_err(|_| Refusal::new("cli-no-terminal").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_a_part_of_it_and_never_guessed() {
        let (roy, royer, benali) = (Id::from_u128(1), Id::from_u128(2), Id::from_u128(3));
        let all = [(roy, "Dr Claire Roy"), (royer, "Dr Paul Royer"), (benali, "Inès Benali")];
        let choose = |wanted: &str| choose(wanted, &all, "cli-doctor");
        assert_eq!(choose("ines").ok(), Some(benali));
        assert_eq!(choose("BENALI Inès").ok(), Some(benali));
        assert_eq!(choose("claire roy").ok(), Some(roy));
        assert_eq!(choose(&royer.to_string()).ok(), Some(royer));
        for unclear in ["roy", "dr", "", "martin"] {
            assert!(choose(unclear).is_err(), "{unclear}");
        }
    }
}
