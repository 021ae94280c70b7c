//! Wrong tries that are still to be noted in the practice's log. While the vault is closed nothing can be written there:
//! the file that counts tries keeps when each was, and nothing of what was typed. What somebody saw by a command beside an
//! open window waits there, too.

use super::{
    error::Result,
    open::{RECOVERY, Vault},
    pin,
};
use crate::base::Id;

/// One wrong try: as whom, with what, and when in milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongTry {
    pub with: Tried,
    pub at: i64,
}

/// With what somebody tried to come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    Passphrase(Id),
    Pin(Id),
    /// The recovery words, which are nobody's in particular.
    Words,
    /// Nothing wrong: somebody saw something while another program wrote.
    Saw(Sight, Id),
}

/// What a command shows or hands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    Audit,
    Export,
    Print,
}

impl Sight {
    const ALL: [Sight; 3] = [Sight::Audit, Sight::Export, Sight::Print];

    pub fn code(self) -> &'static str {
        match self {
            Sight::Audit => "audit",
            Sight::Export => "export",
            Sight::Print => "print",
        }
    }
}

const SAW: &str = "saw ";

impl Tried {
    /// The name under which tries are counted.
    fn counted_as(self) -> String {
        match self {
            Tried::Passphrase(person) => person.to_string(),
            Tried::Pin(person) => pin::tries_of(person),
            Tried::Words => RECOVERY.into(),
            Tried::Saw(sight, person) => format!("{SAW}{} {person}", sight.code()),
        }
    }

    fn of_name(name: &str) -> Option<Self> {
        if let Some((code, person)) = name.strip_prefix(SAW).and_then(|saw| saw.split_once(' ')) {
            let sight = Sight::ALL.into_iter().find(|sight| sight.code() == code)?;
            return Some(Tried::Saw(sight, person.parse().ok()?));
        }
        match name.strip_prefix(pin::TRIES_OF) {
            Some(person) => person.parse().ok().map(Tried::Pin),
            None if name == RECOVERY => Some(Tried::Words),
            None => name.parse().ok().map(Tried::Passphrase),
        }
    }
}

impl Vault {
    /// The wrong tries that were not told yet, the oldest first, as far as this device's file still knows them.
    pub fn wrong_tries(&self) -> Result<Vec<WrongTry>> {
        let untold = self.ledger().untold()?;
        Ok(untold.into_iter().filter_map(|(name, at)| Some(WrongTry { with: Tried::of_name(&name)?, at })).collect())
    }

    /// Keeps that somebody saw something, to be noted by whoever writes next.
    pub fn saw(&self, sight: Sight, person: Id) -> Result<()> {
        self.ledger().keep(&Tried::Saw(sight, person).counted_as())
    }

    /// Says that these are noted for good, and need not be told again.
    pub fn told(&self, tries: &[WrongTry]) -> Result<()> {
        let names: Vec<(String, i64)> = tries.iter().map(|t| (t.with.counted_as(), t.at)).collect();
        self.ledger().told(&names)
    }
}
