//! Opening a practice with a person's passphrase. A wrong one waits, and says how long.

use super::{Doorway, Step, Trouble, frame::Problem, note_last, welcome::FromBackup};
use crate::{
    actions::entry,
    base::{Clock, Id},
    lang::Lang,
    ui::{
        icons::Icon,
        parts::{
            passphrase::Passphrase,
            sign::Sign,
            tiles::{Tile, Tiles},
        },
        secret::Secret,
        session::in_background,
    },
    vault::{self, Lock, Vault},
};
use chrono::Timelike;
use dioxus::prelude::*;
use std::{collections::BTreeMap, time::Duration};

/// Until when nobody need try: by person, and for the recovery words. Milliseconds since 1970.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Waits {
    persons: BTreeMap<Id, i64>,
    words: i64,
}

impl Waits {
    pub fn of(vault: &Vault) -> Self {
        let now = Clock::System.millis();
        let until = |wait: vault::Result<Duration>| now + wait.map_or(0, |w| w.as_millis() as i64);
        Waits { persons: vault.persons().map(|p| (p.id, until(vault.wait(p.id)))).collect(), words: until(vault.wait_for_words()) }
    }

    pub fn person(&self, person: Id) -> i64 {
        self.persons.get(&person).copied().unwrap_or(0)
    }

    pub fn words(&self) -> i64 {
        self.words
    }
}

/// Whole seconds until then; none once it has come.
pub fn remaining(until: i64, now: i64) -> Option<u64> {
    (until > now).then(|| (until - now).unsigned_abs().div_ceil(1000))
}

/// "24 s", "4 min 05".
pub fn countdown(seconds: u64) -> String {
    if seconds < 90 { format!("{seconds} s") } else { format!("{} min {:02}", seconds / 60, seconds % 60) }
}

/// Whole seconds until then, counted down four times a second. While there is nothing to wait for, nothing wakes:
/// a door may stand closed all night.
pub fn use_wait(until: impl Fn() -> i64 + 'static) -> Memo<Option<u64>> {
    let mut now = use_signal(|| Clock::System.millis());
    let until = use_memo(until);
    let mut counting = use_hook(|| CopyValue::new(None::<dioxus::core::Task>));
    use_effect(move || {
        let until = until();
        if let Some(before) = counting.take() {
            before.cancel();
        }
        now.set(Clock::System.millis());
        let count = async move {
            while remaining(until, Clock::System.millis()).is_some() {
                tokio::time::sleep(Duration::from_millis(250)).await;
                now.set(Clock::System.millis());
            }
        };
        counting.set(Some(spawn(count)));
    });
    use_memo(move || remaining(until(), now()))
}

impl Doorway {
    fn unlock(mut self, person: Id, passphrase: Secret, then: impl FnOnce(bool) + 'static) {
        if *self.busy.peek() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        let (folder, means) = (self.folder(), self.means());
        let unlock = move || {
            // Whoever writes here is told apart from a wrong passphrase, before a try is counted.
            let lock = Lock::take(&folder, "window")?;
            let mut vault = Vault::load(&folder, means)?;
            let opened = vault.unlock(person, &passphrase);
            let waits = Waits::of(&vault);
            let open = opened.map_err(entry::Error::from).and_then(|mut opened| {
                let desk = match lock.holds() {
                    true => entry::write(&folder, &mut vault, &mut opened, Clock::System)?,
                    false => entry::read(&folder, &vault, &opened, Clock::System)?,
                };
                note_last(&folder, person);
                Ok(entry::Open { desk, vault, opened, lock: Some(lock) })
            });
            Ok::<_, entry::Error>((open, waits))
        };
        in_background(unlock, move |answer| match answer {
            Ok((Ok(open), _)) => {
                then(true);
                self.enter_or_show_words(open);
            }
            Ok((Err(error), waits)) => {
                self.waits.set(waits);
                then(false);
                self.fail(Trouble::of(&error));
            }
            Err(error) => {
                then(false);
                self.fail(Trouble::of(&error));
            }
        });
    }
}

#[component]
pub fn Unlock() -> Element {
    let mut door = use_context::<Doorway>();
    let persons = door.persons.read().clone();
    let mut chosen = use_signal(|| None::<Id>);
    // The root's own, because the answer comes when this may be gone.
    let mut passphrase = use_hook(|| Signal::new_in_scope(Secret::default(), ScopeId::ROOT));
    let mut forgot = use_signal(|| false);
    let meant = move || chosen().or((door.last)()).or(door.persons.read().first().map(|p| p.0));
    let wait = use_wait(move || meant().map_or(0, |person| door.waits.read().person(person)));
    let lang = *door.lang.read();
    let Some(person) = meant() else { return rsx! {} };
    let wait = wait();
    let trouble = door.trouble.read().clone().filter(|_| wait.is_none());
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let waits = remaining(door.waits.peek().person(person), Clock::System.millis()).is_some();
        if !waits && !passphrase.peek().is_empty() {
            door.unlock(person, passphrase.peek().clone(), move |_| passphrase.set(Secret::default()));
        }
    };
    let name = persons.iter().find(|p| p.0 == person).map(|p| p.1.clone()).unwrap_or_default();
    rsx! {
        Sign {}
        h1 { class: "less", {greeting(lang)} }
        if persons.len() > 1 {
            p { class: "lead", {door.t("door-who")} }
            Tiles { persons: tiles(&persons), chosen: Some(person), onpick: move |p| { chosen.set(Some(p)); passphrase.set(Secret::default()); door.trouble.set(None); } }
        } else {
            p { class: "lead", {door.tr("door-one", &[("name", name.into())])} }
        }
        if let Some(seconds) = wait { Waiting { words: door.tr("door-wait", &[("wait", countdown(seconds).into())]) } }
        Problem { trouble }
        FromBackup {}
        form { autocomplete: "off", onsubmit: submit,
            for person in [person] { Passphrase { key: "{person}", lang, label: door.t("passphrase"), value: passphrase(), autofocus: true, home: true, oninput: move |v| { passphrase.set(v); door.trouble.set(None) } } }
            Submit { label: door.t("door-unlock"), wait: wait.is_some() }
        }
        if forgot() { Forgot { lang } }
        div { class: "foot-links",
            button { r#type: "button", class: "link", "data-testid": "forgot", "aria-expanded": forgot(), onclick: move |_| forgot.toggle(), {door.t("door-forgot")} }
            button { r#type: "button", class: "link", "data-testid": "have-words", onclick: move |_| door.go(Step::Recovery), {door.t("door-have-words")} }
        }
    }
}

/// How long the next try waits.
#[component]
pub fn Waiting(words: String) -> Element {
    rsx! {
        p { class: "note delay", "data-tone": "warn", "data-testid": "wait", Icon { name: "hourglass" } span { class: "num", "{words}" } }
    }
}

/// One wide button; it stands still while there is something to wait for.
#[component]
fn Submit(label: String, wait: bool) -> Element {
    let door = use_context::<Doorway>();
    let busy = *door.busy.read();
    rsx! {
        button { class: "btn primary big wide", r#type: "submit", "data-testid": "unlock", "aria-disabled": busy || wait,
            if busy { {door.t("door-unlocking")} } else { "{label} " kbd { class: "key", "↵" } }
        }
    }
}

/// What is left to somebody who forgot her passphrase.
#[component]
pub fn Forgot(lang: Lang) -> Element {
    let ways = [("list-todo", "forgot-words"), ("user-check", "forgot-manager"), ("shield-check", "forgot-nothing")];
    rsx! {
        section { class: "forgot", role: "status", "data-testid": "forgot-said",
            for (icon , text) in ways { p { key: "{text}", Icon { name: icon } span { {lang.text(text, &[])} } } }
        }
    }
}

/// Who: one of a few.
pub fn tiles(persons: &[(Id, String)]) -> Vec<Tile> {
    persons.iter().map(|(id, name)| Tile { id: *id, name: name.clone(), role: String::new(), present: false }).collect()
}

fn greeting(lang: Lang) -> String {
    let zone = crate::platform::zone::of_system().and_then(|z| z.parse().ok()).unwrap_or(chrono_tz::UTC);
    let key = match Clock::System.local(zone).hour() {
        4..12 => "door-morning",
        12..18 => "door-afternoon",
        _ => "door-evening",
    };
    lang.text(key, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_countdown_never_says_less_than_is_left() {
        assert_eq!(remaining(2_001, 1_000).map(countdown).as_deref(), Some("2 s"));
        assert_eq!(remaining(301_000, 1_000).map(countdown).as_deref(), Some("5 min 00"));
        assert_eq!(remaining(1_000, 1_000), None);
    }
}
