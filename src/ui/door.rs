//! The door: what is seen before a practice is open, and how one comes in.

mod first;
mod frame;
mod recovery;
mod restore;
mod trouble;
mod unlock;
mod welcome;

pub use first::{two_of, words_in, wrong_words};
pub use frame::{Frame, Paper};
pub use recovery::note_keys;
pub use trouble::{Trouble, said_in};
pub use unlock::{Forgot, Waiting, Waits, countdown, remaining, use_wait};

use super::{
    app::{Start, say_lang},
    open::OpenPractice,
    secret::Secret,
    session::in_background,
};
use crate::{
    actions::{backup::aside, demo::Example},
    base::{Clock, Id},
    lang::{FluentValue, Lang},
    model::person::Role,
    platform::{files, folders, keystore::Keystore, process},
    vault::{self, KeystoreUse, Means, Strength, Vault},
};
use dioxus::prelude::*;
use std::path::{Path, PathBuf};

/// Where at the door one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Something is being done: a moment.
    Busy,
    Welcome,
    Practice,
    You,
    Words,
    Confirm,
    Unlock,
    Recovery,
    NewPassphrase,
    Restore,
    /// The practice cannot be opened as it stands.
    Stuck,
}

/// What is typed in a first run, kept while one goes back and forth.
#[derive(Clone, Default, PartialEq)]
pub struct Typed {
    pub practice: String,
    pub zone: String,
    pub person: String,
    pub role: Role,
    pub passphrase: Secret,
    pub again: Secret,
}

/// The door's state; it outlives what is shown of it, so that nothing that takes long loses its answer.
#[derive(Clone, Copy, PartialEq)]
pub struct Doorway {
    pub open: Signal<Option<OpenPractice>>,
    pub lang: Signal<Lang>,
    step: Signal<Step>,
    folder: Signal<Option<PathBuf>>,
    demo: Signal<bool>,
    /// A backup is to stand where a damaged practice is.
    aside: Signal<bool>,
    busy: Signal<bool>,
    trouble: Signal<Option<Trouble>>,
    typed: Signal<Typed>,
    /// What stands behind passphrases here: unknown until the keystore was asked.
    keystore: Signal<Option<KeystoreUse>>,
    /// She chose to go on without a keystore that does not answer.
    alone: Signal<bool>,
    made: Signal<Option<first::Made>>,
    persons: Signal<Vec<(Id, String)>>,
    /// Who opened it here last.
    last: Signal<Option<Id>>,
    waits: Signal<Waits>,
    rescue: Signal<Option<recovery::Rescue>>,
}

/// A signal that lives as long as the window.
fn lasting<T: 'static>(value: T) -> Signal<T> {
    Signal::new_in_scope(value, ScopeId::ROOT)
}

impl Doorway {
    /// For use in the root, which is always there.
    pub fn new(start: Start) -> Self {
        let (folder, demo) = match start {
            Start::Vault(folder) => (Some(folder), false),
            Start::Demo => (folders::data(), true),
        };
        Doorway {
            open: lasting(None),
            lang: lasting(crate::lang::of_system()),
            step: lasting(Step::Busy),
            folder: lasting(folder),
            demo: lasting(demo),
            aside: lasting(false),
            busy: lasting(false),
            trouble: lasting(None),
            typed: lasting(Typed::default()),
            keystore: lasting(None),
            alone: lasting(false),
            made: lasting(None),
            persons: lasting(Vec::new()),
            last: lasting(None),
            waits: lasting(Waits::default()),
            rescue: lasting(None),
        }
    }

    /// Does what the window was opened for.
    pub fn begin(self) {
        if *self.demo.peek() { self.open_example() } else { self.arrive(Step::Welcome) }
    }

    pub fn t(&self, key: &str) -> String {
        self.lang.read().text(key, &[])
    }

    pub fn tr(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.lang.read().text(key, args)
    }

    fn go(mut self, step: Step) {
        self.trouble.set(None);
        self.busy.set(false);
        self.step.set(step);
    }

    fn fail(mut self, trouble: Trouble) {
        self.busy.set(false);
        self.trouble.set(Some(trouble));
    }

    fn means(self) -> Means {
        let keystore = if *self.alone.peek() { Keystore::None } else { Keystore::from_environment() };
        Means { keystore, clock: Clock::System, strength: Strength::Measured }
    }

    fn folder(self) -> PathBuf {
        self.folder.peek().clone().unwrap_or_default()
    }

    /// Looks at the folder: its practice is to be unlocked; where there is none, `vacant` comes next.
    fn arrive(mut self, vacant: Step) {
        self.step.set(Step::Busy);
        let (folder, means) = (self.folder(), self.means());
        let look = move || {
            // A restore that was cut off gives the practice's place back before anybody is asked anything.
            let recovered = aside::recover(&folder, &means.keystore);
            if let Err(error) = &recovered {
                tracing::warn!("what was set aside could not be put back: {error}");
            }
            let vault = match (Vault::load(&folder, means), recovered) {
                // Nothing is there because it was not put back: that is no place without a practice.
                (Err(vault::Error::NoVault), Err(error)) => return Err(error),
                (loaded, _) => loaded?,
            };
            let mut persons: Vec<_> = vault.persons().map(|p| (p.id, p.name.clone())).collect();
            // As everywhere else: a hand goes by the place.
            persons.sort_by(|a, b| a.1.cmp(&b.1));
            let waits = Waits::of(&vault);
            let last = last_here(&folder).filter(|id| persons.iter().any(|p| p.0 == *id));
            Ok::<_, vault::Error>((persons, last, waits))
        };
        in_background(look, move |found| match found {
            Ok((persons, last, waits)) => {
                self.persons.set(persons);
                self.last.set(last);
                self.waits.set(waits);
                self.go(Step::Unlock);
                self.ask_keystore();
            }
            Err(vault::Error::NoVault) if vacant == Step::Practice => self.start_first_run(),
            Err(vault::Error::NoVault) => self.go(vacant),
            Err(error) => {
                self.go(Step::Stuck);
                self.fail(Trouble::of_vault(&error));
            }
        });
    }

    /// Says early what would stand in every passphrase's way.
    fn ask_keystore(self) {
        let (folder, means) = (self.folder(), self.means());
        let ask = move || Vault::load(&folder, means).and_then(|vault| vault.check_keystore());
        in_background(ask, move |answer| {
            if let Err(error) = answer
                && *self.step.peek() == Step::Unlock
            {
                self.fail(Trouble::of_vault(&error));
            }
        });
    }

    /// Opens the example in the language of the door.
    fn open_example(mut self) {
        self.step.set(Step::Busy);
        let lang = *self.lang.peek();
        in_background(
            move || Example::open(lang.code()),
            move |made| match made.map(OpenPractice::example) {
                Ok(Some(practice)) => self.enter(practice),
                Ok(None) => self.go(Step::Welcome),
                Err(error) => {
                    self.go(Step::Welcome);
                    self.fail(Trouble::of(&error));
                }
            },
        );
    }

    /// In: nothing that was typed at the door stays behind.
    fn enter(mut self, practice: OpenPractice) {
        self.typed.set(Typed::default());
        self.made.set(None);
        self.rescue.set(None);
        self.busy.set(false);
        self.trouble.set(None);
        self.open.set(Some(practice));
    }

    /// Closes the practice: keys are wiped, the store is closed, and the process ends with its page, so that no
    /// memory of either keeps a name. Another one opens on the door. The example has nothing to hide.
    pub fn close(mut self) {
        if *self.demo.peek() {
            return self.leave(Step::Welcome);
        }
        let folder = self.folder.peek().clone();
        let Some(practice) = self.open.take() else { return };
        self.step.set(Step::Busy);
        let end = move || {
            practice.close();
            folders::clear_page();
            folder.is_some_and(|folder| process::begin_anew(&folder))
        };
        // Only where no other process could be started is this one still here.
        in_background(end, move |_| self.arrive(Step::Unlock));
    }

    /// Leaves the example, or whatever is open, for a practice of one's own.
    pub fn start_own(mut self) {
        self.demo.set(false);
        self.leave(Step::Practice);
    }

    fn leave(mut self, vacant: Step) {
        let Some(practice) = self.open.take() else { return };
        self.step.set(Step::Busy);
        in_background(move || practice.close(), move |()| if vacant == Step::Welcome { self.go(vacant) } else { self.arrive(vacant) });
    }
}

#[component]
pub fn Door() -> Element {
    let door = use_context::<Doorway>();
    use_effect(move || say_lang(*door.lang.read()));
    let step = *door.step.read();
    rsx! {
        Frame { wide: step == Step::Words, onescape: move |()| door.step_back(),
            match step {
                Step::Busy => rsx! { frame::Moment { words: door.t("app-loading") } },
                Step::Welcome => rsx! { welcome::Welcome {} },
                Step::Practice => rsx! { first::Practice {} },
                Step::You => rsx! { first::You {} },
                Step::Words => rsx! { first::Words {} },
                Step::Confirm => rsx! { first::Confirm {} },
                Step::Unlock => rsx! { unlock::Unlock {} },
                Step::Recovery => rsx! { recovery::Recovery {} },
                Step::NewPassphrase => rsx! { recovery::NewPassphrase {} },
                Step::Restore => rsx! { restore::Restore {} },
                Step::Stuck => rsx! { welcome::Stuck {} },
            }
        }
    }
}

impl Doorway {
    /// Escape: one step back. What was typed stays.
    fn step_back(self) {
        if *self.busy.peek() {
            return;
        }
        // Let go of before it is set.
        let step = *self.step.peek();
        match step {
            Step::Practice => self.go(Step::Welcome),
            Step::Restore => self.leave_restore(),
            Step::You => self.go(Step::Practice),
            Step::Confirm => self.go(Step::Words),
            Step::Recovery => self.go(Step::Unlock),
            _ => {}
        }
    }
}

/// Beside the vault stands who opened it last, by an id alone: whoever comes back types, and chooses nobody.
const LAST: &str = "last";

fn last_here(folder: &Path) -> Option<Id> {
    std::fs::read_to_string(folder.join(LAST)).ok()?.trim().parse().ok()
}

fn note_last(folder: &Path, person: Id) {
    if let Err(error) = files::replace(&folder.join(LAST), person.to_string().as_bytes()) {
        tracing::info!("who opened it is not noted: {error}");
    }
}
