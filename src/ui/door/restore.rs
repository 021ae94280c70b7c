//! A practice from its backup, in a folder that holds none.

use super::{
    Doorway, Step, Trouble,
    frame::{Onward, Problem},
    recovery::Rescued,
    unlock::tiles,
};
use crate::{
    actions::{
        backup::{Backup, aside},
        entry,
    },
    base::Id,
    ui::{
        open::OpenPractice,
        parts::{field::Field, passphrase::Passphrase, recovery_words::WordsField, tiles::Tiles},
        secret::Secret,
        session::in_background,
    },
    vault::{self, RecoveryWords},
};
use dioxus::prelude::*;
use std::path::PathBuf;

/// What opens the backup.
enum With {
    Passphrase(Id, Secret),
    Words(Secret),
}

impl Doorway {
    /// To the restore of a backup where a damaged practice stands.
    pub fn restore_here(mut self) {
        self.aside.set(true);
        self.go(Step::Restore);
    }

    /// Back: to the practice that is there, damaged or not, or to the welcome where there is none.
    pub fn leave_restore(self) {
        self.arrive(Step::Welcome);
    }

    fn restore(mut self, file: PathBuf, with: With) {
        if *self.busy.peek() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        let (folder, means, aside) = (self.folder(), self.means(), *self.aside.peek());
        let restore = move || {
            let backup = Backup::open(&file)?;
            let unsealed = match with {
                With::Passphrase(person, passphrase) => backup.seals.open(person, &passphrase)?,
                With::Words(words) => backup.seals.open_with_words(&RecoveryWords::parse(&words).map_err(vault::Error::from)?)?,
            };
            if aside { backup.restore_over(unsealed, &folder, means) } else { backup.restore(unsealed, &folder, means) }
        };
        in_background(restore, move |answer: entry::Result<entry::Open>| match answer {
            Ok(open) if open.opened.person().is_some() => self.enter(OpenPractice::own(open)),
            Ok(entry::Open { desk, vault, opened, lock: Some(lock) }) => {
                desk.store.close();
                self.rescued(Rescued { vault, opened, lock });
            }
            Ok(open) => self.enter(OpenPractice::own(open)),
            Err(error) => self.fail(Trouble::of(&error)),
        });
    }
}

#[component]
pub fn Restore() -> Element {
    let mut door = use_context::<Doorway>();
    let mut path = use_signal(String::new);
    let mut persons = use_signal(Vec::<(Id, String)>::new);
    let mut chosen = use_signal(|| None::<Id>);
    let mut passphrase = use_signal(Secret::default);
    let mut words = use_signal(Secret::default);
    let mut by_words = use_signal(|| false);
    let lang = *door.lang.read();
    let trouble = door.trouble.read().clone();
    // Reads the whole file once, so that a damaged one is told before anything is typed.
    let look = use_callback(move |()| {
        let file = PathBuf::from(path.peek().trim());
        if *door.busy.peek() || file.as_os_str().is_empty() {
            return;
        }
        door.busy.set(true);
        door.trouble.set(None);
        spawn(async move {
            let (answer, waiting) = tokio::sync::oneshot::channel();
            std::thread::spawn(move || {
                let persons = Backup::open(&file).map(|b| {
                    b.seals.persons().map(|p| (p.id, crate::base::hidden::without_in_line(&p.name).into_owned())).collect::<Vec<_>>()
                });
                let _ = answer.send(persons);
            });
            match waiting.await {
                Ok(Ok(found)) => {
                    door.busy.set(false);
                    persons.set(found);
                }
                Ok(Err(error)) => door.fail(Trouble::of(&error).put_at("file")),
                Err(_) => door.busy.set(false),
            }
        });
    });
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let file = PathBuf::from(path.peek().trim());
        let first = persons.peek().first().map(|p| p.0);
        match chosen().or(first) {
            None => look(()),
            Some(_) if by_words() => door.restore(file, With::Words(words.peek().clone())),
            Some(person) => door.restore(file, With::Passphrase(person, passphrase.peek().clone())),
        }
    };
    let list = persons();
    let person = chosen().or(list.first().map(|p| p.0));
    rsx! {
        h1 { class: "less", {door.t("door-restore")} }
        p { class: "lead", {door.t("door-restore-lead")} }
        if *door.aside.read() { p { class: "lead", "data-testid": "aside", {door.tr("door-restore-aside", &[("folder", aside::named(&door.folder()).display().to_string().into())])} } }
        Problem { trouble: trouble.clone().filter(|t| t.field != Some("file")) }
        form { autocomplete: "off", onsubmit: submit,
            Field { label: door.t("door-restore-file"), name: "file", value: path(), autofocus: true, hint: door.t("door-restore-file-hint"),
                error: trouble.as_ref().and_then(|t| t.words_at("file", lang)),
                oninput: move |v| { path.set(v); persons.set(Vec::new()); door.trouble.set(None); } }
            input { class: "hidden-words", id: "backup-file", r#type: "file", onchange: move |e| {
                if let Some(file) = e.files().first() { path.set(file.path().display().to_string()); look(()); }
            } }
            p { class: "delay", label { class: "link", r#for: "backup-file", {door.t("door-choose-file")} } }
            if let Some(person) = person {
                div { class: "delay",
                    if list.len() > 1 && !by_words() { Tiles { persons: tiles(&list), chosen: Some(person), onpick: move |p| chosen.set(Some(p)) } }
                    if by_words() {
                        WordsField { label: door.t("door-twelve"), value: words(), autofocus: true, oninput: move |v| { words.set(v); door.trouble.set(None) } }
                    } else {
                        Passphrase { lang, label: door.t("passphrase"), value: passphrase(), autofocus: true, oninput: move |v| { passphrase.set(v); door.trouble.set(None) } }
                    }
                    button { class: "link", r#type: "button", onclick: move |_| by_words.toggle(), {door.t(if by_words() { "door-have-passphrase" } else { "door-have-words" })} }
                }
            }
            Onward { label: door.t(if person.is_some() { "door-restore-do" } else { "door-go-on" }), onback: move |()| door.leave_restore() }
        }
    }
}
