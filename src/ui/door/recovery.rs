//! Coming in with the recovery words, and the new passphrase that follows.

use super::{
    Doorway, Step, Trouble,
    frame::{Onward, Problem},
    unlock::{Waiting, Waits, countdown, remaining, tiles, use_wait},
};
use crate::{
    actions::{Desk, audit::SignIn, entry, persons, practice},
    base::{Clock, Id},
    store,
    ui::{
        keys::keep_typing,
        open::OpenPractice,
        parts::{
            passphrase::{NewPassphrase as PassphraseFields, differ},
            recovery_words::WordsField,
            tiles::Tiles,
        },
        secret::Secret,
        session::in_background,
    },
    vault::{self, Lock, Opened, PersonKey, RecoveryWords, Vault},
};
use dioxus::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};

/// Open by its words, and waiting for somebody to get a passphrase. Taken out while it is worked with.
#[derive(Clone)]
pub struct Rescue(Arc<Mutex<Option<Rescued>>>);

pub struct Rescued {
    pub vault: Vault,
    pub opened: Opened,
    pub lock: Lock,
}

impl Rescue {
    fn new(rescued: Rescued) -> Self {
        Rescue(Arc::new(Mutex::new(Some(rescued))))
    }

    fn take(&self) -> Option<Rescued> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put_back(&self, rescued: Rescued) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(rescued);
    }
}

impl PartialEq for Rescue {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Doorway {
    fn open_with_words(mut self, typed: Secret) {
        if *self.busy.peek() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        let (folder, means, typed) = (self.folder(), self.means(), typed);
        let open = move || {
            let words = RecoveryWords::parse(&typed).map_err(vault::Error::from)?;
            let lock = Lock::take(&folder, "window")?;
            let mut vault = Vault::load(&folder, means)?;
            let opened = vault.unlock_with_words(&words);
            let waits = Waits::of(&vault);
            Ok::<_, vault::Error>((opened.map(|opened| Rescued { vault, opened, lock }), waits))
        };
        in_background(open, move |answer| match answer {
            Ok((Ok(rescued), _)) => self.rescued(rescued),
            Ok((Err(error), waits)) => {
                self.waits.set(waits);
                self.fail(Trouble::of_vault(&error).put_at("words"));
            }
            Err(error) => self.fail(Trouble::of_vault(&error).put_at("words")),
        });
    }

    /// Next comes the passphrase.
    pub(super) fn rescued(mut self, rescued: Rescued) {
        self.persons.set(rescued.vault.persons().map(|p| (p.id, p.name.clone())).collect());
        self.keystore.set(Some(rescued.vault.keystore()));
        self.rescue.set(Some(Rescue::new(rescued)));
        self.go(Step::NewPassphrase);
    }

    fn set_passphrase(mut self, person: Id, passphrase: Secret) {
        let Some(rescue) = self.rescue.peek().clone() else { return };
        if *self.busy.peek() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        let folder = self.folder();
        let set = move || {
            let Some(Rescued { mut vault, mut opened, lock }) = rescue.take() else { return Err(store::Error::Closed.into()) };
            let set = entry::write(&folder, &mut vault, &mut opened, Clock::System).and_then(|desk| {
                persons::reset_by_words(&desk, &mut vault, &mut opened, person, &passphrase).inspect_err(|_| desk.store.close())
            });
            match set {
                Ok(desk) => {
                    if let Err(error) = desk.signed_in(SignIn::ByWords) {
                        tracing::warn!("that it was opened with the words could not be noted: {error}");
                    }
                    Ok(entry::Open { desk, vault, opened, lock: Some(lock) })
                }
                Err(error) => {
                    rescue.put_back(Rescued { vault, opened, lock });
                    Err(error)
                }
            }
        };
        in_background(set, move |answer| match answer {
            Ok(open) => self.enter(OpenPractice::own(open)),
            Err(error) => self.fail(Trouble::of(&error)),
        });
    }
}

/// Writes a person's new keys into the log, so that other devices take them up.
pub fn note_keys(desk: &Desk, keys: &PersonKey) -> entry::Result<()> {
    let value = serde_json::to_value(keys).unwrap_or_default();
    let id = keys.id;
    desk.act("passphrase", move |tx| {
        if let Some(person) = store::people::get(&tx.db(), id)? {
            practice::save_person(tx, &crate::model::Person { keys: value, ..person })?;
        }
        Ok(())
    })?;
    Ok(())
}

#[component]
pub fn Recovery() -> Element {
    let mut door = use_context::<Doorway>();
    let mut typed = use_signal(Secret::default);
    let wait = use_wait(move || door.waits.read().words());
    let lang = *door.lang.read();
    let count = typed.read().split_whitespace().filter(|w| !w.chars().all(|c| !c.is_alphabetic())).count();
    let wait = wait();
    let trouble = door.trouble.read().clone();
    let error = trouble.as_ref().and_then(|t| t.words_at("words", lang));
    let submit = move || {
        let waits = remaining(door.waits.peek().words(), Clock::System.millis()).is_some();
        if !waits && !typed.peek().trim().is_empty() {
            door.open_with_words(typed.peek().clone());
        }
    };
    rsx! {
        h1 { class: "less", {door.t("door-recovery")} }
        p { class: "lead", {door.t("door-recovery-lead")} }
        if let Some(seconds) = wait { Waiting { words: door.tr("door-wait", &[("wait", countdown(seconds).into())]) } }
        Problem { trouble: trouble.filter(|t| t.field.is_none()) }
        form { autocomplete: "off", onsubmit: move |e| { e.prevent_default(); submit() },
            WordsField {
                label: door.t("door-twelve"), autofocus: true, value: typed(), error, hint: door.tr("door-count", &[("n", (count as i64).into())]),
                oninput: move |v| { typed.set(v); door.trouble.set(None); },
                onkey: move |e: KeyboardEvent| {
                    keep_typing(&e);
                    if e.key() == Key::Enter { e.prevent_default(); submit() }
                },
            }
            Onward { label: door.t("door-open"), onback: move |()| door.go(Step::Unlock) }
        }
    }
}

#[component]
pub fn NewPassphrase() -> Element {
    let mut door = use_context::<Doorway>();
    let lang = *door.lang.read();
    let persons = door.persons.read().clone();
    let mut chosen = use_signal(|| None::<Id>);
    let Some(person) = chosen().or(persons.first().map(|p| p.0)) else { return rsx! {} };
    let name = persons.iter().find(|p| p.0 == person).map(|p| p.1.clone()).unwrap_or_default();
    let typed = door.typed.read().clone();
    let trouble = door.trouble.read().clone();
    let demand = (*door.keystore.read()).unwrap_or(vault::KeystoreUse::None).demand();
    let known_as = name.clone();
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let typed = door.typed.peek().clone();
        if let Err(weakness) = vault::check_passphrase(&typed.passphrase, demand, &[&known_as]) {
            door.fail(Trouble::of_weakness(weakness));
        } else if typed.passphrase != typed.again {
            door.fail(Trouble::at("door-differ", "again"));
        } else {
            door.set_passphrase(person, typed.passphrase);
        }
    };
    let at = |field: &str| trouble.as_ref().and_then(|t| t.words_at(field, lang));
    rsx! {
        h1 { class: "less", {door.t("door-new-passphrase")} }
        p { class: "lead", {door.tr("door-new-passphrase-lead", &[("name", name.clone().into())])} }
        if persons.len() > 1 { Tiles { persons: tiles(&persons), chosen: Some(person), onpick: move |p| chosen.set(Some(p)) } }
        Problem { trouble: trouble.clone().filter(|t| t.field.is_none()) }
        form { autocomplete: "off", onsubmit: submit,
            PassphraseFields { lang, names: vec![name], demand, autofocus: true, value: typed.passphrase.clone(), again: typed.again.clone(),
                error: at("passphrase"), again_error: at("again").or_else(|| differ(lang, &typed.passphrase, &typed.again)),
                oninput: move |v| { door.typed.write().passphrase = v; door.trouble.set(None); }, onagain: move |v| { door.typed.write().again = v; door.trouble.set(None); } }
            Onward { label: door.t("door-open-genki") }
        }
    }
}
