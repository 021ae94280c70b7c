//! A practice of one's own: its name, its first person, the words on paper.

use super::{
    Doorway, Step, Trouble, Typed,
    frame::{Onward, Problem},
};
use crate::{
    actions::{entry, persons},
    base::{id, text::fold},
    lang::Lang,
    model::{
        self,
        rights::{Deed, May},
    },
    platform::zone,
    store,
    ui::{
        icons::Icon,
        open::OpenPractice,
        parts::{
            field::Field,
            passphrase::{NewPassphrase, differ},
            recovery_words::{ShownWord, WordsField},
            zone_picker::ZonePicker,
        },
        screens::settings::{ROLES, Segments},
        secret::Secret,
        session::{Looks, in_background},
    },
    vault::{self, KeystoreUse, Language, RecoveryWords},
};
use dioxus::prelude::*;
use zeroize::Zeroizing;

/// A practice whose words are not on paper yet: it was made a moment ago, or nobody confirmed those that it was made with.
#[derive(Clone, PartialEq)]
pub struct Made {
    practice: OpenPractice,
    words: Vec<&'static str>,
    /// They are others than it has until they are confirmed.
    new: bool,
    /// Which two are asked back, from 0.
    asked: [usize; 2],
}

impl Doorway {
    pub(super) fn start_first_run(mut self) {
        if self.typed.peek().zone.is_empty() {
            let zone = zone::of_system().filter(|z| z.parse::<chrono_tz::Tz>().is_ok());
            self.typed.write().zone = zone.unwrap_or_else(|| "Europe/Paris".into());
        }
        self.go(Step::Practice);
        self.probe_keystore();
    }

    /// Finds out what stands behind a passphrase here. A locked keystore asks its person, so this can take long.
    fn probe_keystore(mut self) {
        let keystore = self.means().keystore;
        in_background(
            move || KeystoreUse::of(&keystore),
            move |answer| match answer {
                Ok(found) => self.keystore.set(Some(found)),
                Err(error) => self.fail(Trouble::of_vault(&error)),
            },
        );
    }

    fn go_without_keystore(mut self) {
        self.alone.set(true);
        self.trouble.set(None);
        self.probe_keystore();
    }

    fn make(mut self) {
        if *self.busy.peek() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        let (typed, lang, folder, means) = (self.typed.peek().clone(), *self.lang.peek(), self.folder(), self.means());
        let make = move || {
            let practice = model::Practice {
                name: typed.practice.trim().into(),
                zone: typed.zone.trim().into(),
                lang: lang.code().into(),
                ..model::Practice::default()
            };
            let new = entry::New { practice, person: typed.person.trim(), passphrase: &typed.passphrase, words: words_in(lang) };
            let (open, words) = entry::create_as(&folder, new, typed.role, means, "window")?;
            let looks = Looks { lang: lang.code().into(), ..Looks::default() };
            open.desk.store.set_local("looks", &looks)?;
            Ok::<_, entry::Error>((open, words))
        };
        in_background(make, move |made| match made {
            Ok((open, words)) => {
                // From here on nothing leads back to where it was typed.
                self.typed.set(Typed::default());
                self.made.set(Some(Made::of(OpenPractice::own(open), &words, false)));
                self.go(Step::Words);
            }
            Err(error) => self.fail(Trouble::of(&error)),
        });
    }

    /// In, where the recovery words are known to be on paper. Else others are shown first to whoever may renew them.
    pub(super) fn enter_or_show_words(mut self, open: entry::Open) {
        // Where that cannot be read, they are asked for with the next opening.
        let may = || open.desk.may(Deed::Persons).inspect_err(|e| tracing::warn!("who may renew the words could not be read: {e}"));
        let unseen = open.vault.words_are_unseen() && matches!(may(), Ok(May::Do));
        let practice = OpenPractice::own(open);
        if !unseen {
            return self.enter(practice);
        }
        let words = RecoveryWords::random(words_in(*self.lang.peek()));
        self.made.set(Some(Made::of(practice, &words, true)));
        self.go(Step::Words);
    }

    /// The words are on paper: from now on they are the practice's.
    fn confirmed(mut self, made: Made) {
        if *self.busy.peek() {
            return;
        }
        self.busy.set(true);
        let practice = made.practice.clone();
        let note = move || practice.with_vault(|vault, opened| made.keep(vault, opened)).unwrap_or(Err(store::Error::Closed.into()));
        in_background(note, move |kept| match kept {
            Ok(()) => {
                let made = self.made.take();
                if let Some(made) = made {
                    self.enter(made.practice);
                }
            }
            Err(error) => self.fail(Trouble::of(&error)),
        });
    }
}

impl Made {
    fn of(practice: OpenPractice, words: &RecoveryWords, new: bool) -> Self {
        Made { practice, words: words.words(), new, asked: two_of(words.words().len()) }
    }

    fn keep(&self, vault: &mut vault::Vault, opened: &mut vault::Opened) -> entry::Result<()> {
        if self.new {
            let words = RecoveryWords::parse(&Zeroizing::new(self.words.join(" "))).map_err(vault::Error::from)?;
            persons::renew_words(&self.practice.desk(), vault, opened, &words)?;
        }
        Ok(vault.note_words_seen(opened)?)
    }
}

pub fn words_in(lang: Lang) -> Language {
    match lang {
        Lang::En => Language::English,
        Lang::Fr => Language::French,
    }
}

/// Which of two typed words are not the ones asked for; nothing is said of one that was left empty. None once both are right.
pub fn wrong_words(typed: &[Secret; 2], words: [&str; 2]) -> Option<[bool; 2]> {
    let is_wrong = [0, 1].map(|i| fold(&typed[i]) != fold(words[i]));
    (is_wrong != [false, false]).then(|| [0, 1].map(|i| is_wrong[i] && !typed[i].is_empty()))
}

/// Two different places of `n`, in order.
pub fn two_of(n: usize) -> [usize; 2] {
    let [a, b] = id::random::<2>().map(usize::from);
    let first = a % n;
    let second = (first + 1 + b % (n - 1)) % n;
    [first.min(second), first.max(second)]
}

#[component]
fn Steps(at: usize) -> Element {
    let door = use_context::<Doorway>();
    let names = [door.t("door-step-practice"), door.t("door-step-you"), door.t("door-step-words")];
    rsx! {
        ol { class: "steps", "aria-label": door.t("door-steps"),
            for (i , name) in names.into_iter().enumerate() {
                li { key: "{i}", "data-done": if i < at { "true" }, "aria-current": if i == at { "step" },
                    if i < at { Icon { name: "check", small: true } }
                    "{name}"
                }
            }
        }
    }
}

#[component]
pub fn Practice() -> Element {
    let mut door = use_context::<Doorway>();
    let lang = *door.lang.read();
    let trouble = door.trouble.read().clone();
    let at = |field: &str| trouble.as_ref().and_then(|t| t.words_at(field, lang));
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let typed = door.typed.peek().clone();
        if typed.practice.trim().is_empty() {
            door.fail(Trouble::at("refused-needed", "practice-name"));
        } else if typed.zone.trim().parse::<chrono_tz::Tz>().is_err() {
            door.fail(Trouble::at("door-zone-choose", "zone"));
        } else {
            door.go(Step::You);
        }
    };
    rsx! {
        Steps { at: 0 }
        h1 { class: "less", {door.t("door-practice")} }
        p { class: "lead", {door.t("door-practice-lead")} }
        form { autocomplete: "off", onsubmit: submit,
            Field { label: door.t("door-practice-name"), name: "practice-name", value: door.typed.read().practice.clone(), autofocus: true, error: at("practice-name"),
                oninput: move |v| { door.typed.write().practice = v; door.trouble.set(None) } }
            ZonePicker { label: door.t("door-zone"), value: door.typed.read().zone.clone(), lang, error: at("zone"), onpick: move |z| door.typed.write().zone = z }
            Onward { label: door.t("door-go-on"), onback: move |()| door.go(Step::Welcome) }
        }
    }
}

#[component]
pub fn You() -> Element {
    let mut door = use_context::<Doorway>();
    let lang = *door.lang.read();
    let trouble = door.trouble.read().clone();
    let at = |field: &str| trouble.as_ref().and_then(|t| t.words_at(field, lang));
    let typed = door.typed.read().clone();
    let demand = (*door.keystore.read()).unwrap_or(KeystoreUse::None).demand();
    let names = vec![typed.person.clone(), typed.practice.clone()];
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let typed = door.typed.peek().clone();
        let names = [typed.person.as_str(), typed.practice.as_str()];
        if typed.person.trim().is_empty() {
            door.fail(Trouble::at("refused-needed", "person-name"));
        } else if let Err(weakness) = vault::check_passphrase(&typed.passphrase, demand, &names) {
            door.fail(Trouble::of_weakness(weakness));
        } else if typed.passphrase != typed.again {
            door.fail(Trouble::at("door-differ", "again"));
        } else {
            door.make();
        }
    };
    let general = trouble.clone().filter(|t| !matches!(t.field, Some("person-name" | "passphrase" | "again")));
    let keystore_trouble = general.as_ref().is_some_and(|t| t.key.starts_with("vault-keystore"));
    rsx! {
        Steps { at: 1 }
        h1 { class: "less", {door.t("door-you")} }
        p { class: "lead", {door.t("door-you-lead")} }
        Problem { trouble: general }
        if keystore_trouble {
            p { class: "delay",
                button { class: "link", r#type: "button", onclick: move |_| door.go_without_keystore(), {door.t("door-without-keystore")} }
            }
        }
        form { autocomplete: "off", onsubmit: submit,
            Field { label: door.t("door-your-name"), name: "person-name", value: typed.person.clone(), autofocus: true, error: at("person-name"),
                oninput: move |v| { door.typed.write().person = v; door.trouble.set(None) } }
            div { class: "field",
                span { class: "name", {door.t("door-you-are")} }
                Segments { name: "role", label: door.t("door-you-are"), words: ROLES.map(|r| door.t(&format!("rights-{}", r.code()))).to_vec(), on: ROLES.iter().position(|r| *r == typed.role).unwrap_or(0),
                    onpick: move |i: usize| door.typed.write().role = ROLES[i] }
            }
            NewPassphrase { lang, names, demand, value: typed.passphrase.clone(), again: typed.again.clone(),
                error: at("passphrase"), again_error: at("again").or_else(|| differ(lang, &typed.passphrase, &typed.again)),
                oninput: move |v| { door.typed.write().passphrase = v; door.trouble.set(None) }, onagain: move |v| { door.typed.write().again = v; door.trouble.set(None) } }
            if *door.keystore.read() == Some(KeystoreUse::None) {
                p { class: "note", "data-tone": "info", Icon { name: "info" } span { {door.t("door-no-keystore")} } }
            }
            Onward { label: door.t("door-go-on"), onback: move |()| door.go(Step::Practice) }
        }
    }
}

#[component]
pub fn Words() -> Element {
    let door = use_context::<Doorway>();
    let words = door.made.read().as_ref().map(|m| m.words.clone()).unwrap_or_default();
    let new = door.made.read().as_ref().is_some_and(|m| m.new);
    rsx! {
        if !new { Steps { at: 2 } }
        h1 { class: "less", {door.t("door-words")} }
        if new { p { class: "note", "data-tone": "info", "data-testid": "words-again", Icon { name: "info" } span { {door.t("door-words-again")} } } }
        p { class: "lead", {door.t("door-words-lead")} }
        ol { class: "recovery", "data-testid": "recovery", for (i , word) in words.into_iter().enumerate() { li { key: "{i}", ShownWord { word, label: door.tr("door-word-drawn", &[("n", (i + 1).to_string().into())]) } } } }
        p { class: "note", "data-tone": "warn", Icon { name: "camera-off" } span { {door.t("door-words-photo")} } }
        form { onsubmit: move |e| { e.prevent_default(); door.go(Step::Confirm) },
            div { class: "acts",
                span {}
                button { class: "btn primary big", r#type: "submit", "data-testid": "go-on", onmounted: move |e| async move { let _ = e.set_focus(true).await; },
                    {door.t("door-words-written")}
                }
            }
        }
    }
}

#[component]
pub fn Confirm() -> Element {
    let door = use_context::<Doorway>();
    let mut typed = use_signal(<[Secret; 2]>::default);
    let mut wrong = use_signal(|| [false, false]);
    let Some(made) = door.made.read().clone() else { return rsx! {} };
    let asked = made.asked;
    let submit = move |e: FormEvent| {
        e.prevent_default();
        let Some(made) = door.made.peek().clone() else { return };
        let found = wrong_words(&typed.peek(), made.asked.map(|n| made.words[n]));
        wrong.set(found.unwrap_or_default());
        if found.is_none() {
            door.confirmed(made);
        }
    };
    let trouble = door.trouble.read().clone();
    rsx! {
        if !made.new { Steps { at: 2 } }
        h1 { class: "less", {door.t("door-confirm")} }
        p { class: "lead", {door.t("door-confirm-lead")} }
        Problem { trouble }
        form { autocomplete: "off", onsubmit: submit,
            div { class: "fields",
                for i in 0..2usize {
                    WordsField { key: "{i}", single: true, label: door.tr("door-word", &[("n", (asked[i] + 1).to_string().into())]), name: ["word-a", "word-b"][i], value: typed.read()[i].clone(), autofocus: i == 0,
                        error: wrong.read()[i].then(|| door.tr("door-word-wrong", &[("n", (asked[i] + 1).to_string().into())])),
                        oninput: move |v| { typed.write()[i] = v; wrong.write()[i] = false; } }
                }
            }
            Onward { label: door.t("door-open-genki"), back: door.t("door-see-again"), onback: move |()| door.go(Step::Words) }
        }
    }
}
