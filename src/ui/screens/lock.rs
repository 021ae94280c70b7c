//! The locked screen: the day goes on behind it, and nothing of a patient is on it. Whoever works here comes back with
//! her PIN, if she gave her passphrase since Genki was opened, or with the passphrase.

use crate::{
    actions::{Desk, audit::SignIn, demo, entry, pin},
    base::Id,
    lang::Lang,
    model::{Person, person::Role},
    store,
    ui::{
        app::use_example,
        door::{Doorway, Forgot, Paper, Trouble, Waiting, Waits, countdown, use_wait},
        icons::Icon,
        live::MINUTE,
        open::OpenPractice,
        parts::{
            passphrase::Passphrase,
            pin::PinField,
            tiles::{Tile, Tiles},
        },
        screens::today::capitalised,
        secret::Secret,
        session::{Session, set_there},
        use_query, use_session, use_topics,
    },
    vault, words,
};
use dioxus::prelude::*;
use std::collections::BTreeMap;

/// How a person comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Pin,
    /// She has a PIN, which opens once her keys are here.
    First,
    /// She has a PIN, which too many tries ended.
    Spent,
    /// She has no PIN, or chose the passphrase.
    Passphrase,
}

/// How everybody stands with the vault; the screen opens before it answers.
#[derive(Clone, Default, PartialEq)]
struct Standing {
    /// Who opens this device at all; none where there is no vault.
    here: Vec<Id>,
    present: Vec<Id>,
    pins: BTreeMap<Id, u32>,
    waits: Waits,
}

impl Standing {
    /// Off the screen's thread: somebody may just be trying a passphrase.
    fn of(practice: &OpenPractice) -> Self {
        let look = practice.with_vault(|vault, _| {
            let here: Vec<Id> = vault.persons().map(|p| p.id).collect();
            // Tries that cannot be counted are not spent: what keeps a PIN from being tried is said when it is.
            let left = |id: Id| vault.pin_tries(id).unwrap_or(vault::pin::TRIES);
            let pins = here.iter().map(|id| (*id, left(*id))).collect();
            Standing { here, present: Vec::new(), pins, waits: Waits::of(vault) }
        });
        Standing { present: practice.present(), ..look.unwrap_or_default() }
    }
}

/// What the locked screen knows.
#[derive(Clone, Copy, PartialEq)]
struct Tries {
    chosen: Signal<Id>,
    standing: Signal<Option<Standing>>,
    busy: Signal<bool>,
    trouble: Signal<Option<Trouble>>,
    typed: Signal<Secret>,
    /// She would rather use the passphrase.
    rather: Signal<bool>,
}

impl Tries {
    /// Another person: what was typed was not meant for her.
    fn choose(mut self, person: Id) {
        if *self.chosen.peek() != person && !*self.busy.peek() {
            self.chosen.set(person);
            self.rather.set(false);
            self.fresh();
        }
    }

    fn fresh(mut self) {
        self.trouble.set(None);
        self.typed.set(Secret::default());
    }

    fn way(self, at_work: Id, has_pin: bool) -> Way {
        let person = (self.chosen)();
        let standing = self.standing.read();
        let (present, left) = match standing.as_ref() {
            Some(s) => (s.present.contains(&person), s.pins.get(&person).copied().unwrap_or(0)),
            // Until it is known: whoever locked the screen is signed in.
            None => (person == at_work, vault::pin::TRIES),
        };
        match () {
            () if !has_pin => Way::Passphrase,
            () if !present => Way::First,
            () if left == 0 => Way::Spent,
            () if (self.rather)() => Way::Passphrase,
            () => Way::Pin,
        }
    }
}

fn use_tries(session: Session, door: Doorway) -> Tries {
    let first = session.next.peek().unwrap_or(session.desk.peek().person);
    let tries = Tries {
        chosen: use_signal(|| first),
        standing: use_signal(|| None),
        busy: use_signal(|| false),
        trouble: use_signal(|| None),
        typed: use_signal(Secret::default),
        rather: use_signal(|| false),
    };
    use_effect(move || {
        // Whoever signed out at the last moment no longer is at the desk.
        session.desk.read();
        if let Some(practice) = door.open.peek().clone() {
            session.in_background(move || Standing::of(&practice), move |_, standing| set_there(tries.standing, Some(standing)));
        }
    });
    tries
}

/// Who may come in, in the same order as everywhere: a hand goes by the place.
fn use_tiles(session: Session, tries: Tries, at_work: Id) -> Vec<Tile> {
    let people = use_query(&["person"], store::people::all);
    let lang = *session.lang.read();
    let standing = tries.standing.read();
    let opens = |p: &Person| p.id == at_work || standing.as_ref().is_some_and(|s| s.here.contains(&p.id));
    let present = |id: Id| standing.as_ref().is_some_and(|s| s.present.contains(&id));
    people
        .read()
        .iter()
        .flatten()
        .filter(|p| opens(p) && !p.has_left())
        .map(|p| Tile { id: p.id, name: p.name.clone(), role: role(lang, p.role), present: present(p.id) })
        .collect()
}

pub fn role(lang: Lang, role: Role) -> String {
    lang.text(&format!("role-{}", role.code()), &[])
}

#[component]
pub fn Lock() -> Element {
    let session = use_session();
    let door = use_context::<Doorway>();
    let mut tries = use_tries(session, door);
    let at_work = use_hook(|| session.desk.peek().person);
    let tiles = use_tiles(session, tries, at_work);
    let mut forgot = use_signal(|| false);
    let wait = use_wait(move || tries.standing.read().as_ref().map_or(0, |s| s.waits.person((tries.chosen)())));
    let lang = *session.lang.read();
    let has_pin = use_query(&["local"], move |db| pin::has(db, *tries.chosen.read()));
    let has_pin = (*has_pin.read()).unwrap_or_default();
    let way = tries.way(at_work, has_pin);
    let chosen = (tries.chosen)();
    let wait = wait().filter(|_| way != Way::Pin);
    let trouble = (tries.trouble)().filter(|_| wait.is_none()).map(|t| t.words(lang));
    let busy = (tries.busy)();
    let name = tiles.iter().find(|t| t.id == chosen).map(|t| t.name.clone()).unwrap_or_default();
    let order: Vec<Id> = tiles.iter().map(|t| t.id).collect();
    let keys = move |e: KeyboardEvent| {
        let step = match e.key() {
            Key::ArrowDown => 1,
            Key::ArrowUp => order.len().saturating_sub(1),
            _ => return,
        };
        let Some(at) = order.iter().position(|id| *id == *tries.chosen.peek()) else { return };
        e.prevent_default();
        tries.choose(order[(at + step) % order.len()]);
    };
    let submit = move |e: FormEvent| {
        e.prevent_default();
        come_in(session, door, tries, way, wait.is_some());
    };
    rsx! {
        div { class: "locked", onkeydown: keys,
            Paper {
                Time {}
                Tiles { persons: tiles, chosen: Some(chosen), onpick: move |id| tries.choose(id) }
                if let Some(seconds) = wait { Waiting { words: session.tr("door-wait", &[("wait", countdown(seconds).into())]) } }
                if let Some(words) = trouble { p { class: "note delay", "data-tone": "warn", role: "alert", "data-testid": "problem", Icon { name: "triangle-alert" } span { "{words}" } } }
                else if way == Way::First { Hint { words: session.t("lock-first") } }
                else if way == Way::Spent { Hint { words: session.t("lock-spent") } }
                form { autocomplete: "off", onsubmit: submit,
                    if way == Way::Pin {
                        for id in [chosen] {
                            PinField { key: "{id}", label: session.tr("lock-pin", &[("name", name.clone().into())]), value: (tries.typed)(), home: true, oninput: move |v| tries.typed.set(v) }
                        }
                    } else {
                        for id in [chosen] {
                            Passphrase { key: "{id}", lang, label: session.tr("lock-passphrase", &[("name", name.clone().into())]), value: (tries.typed)(), autofocus: true, home: true, oninput: move |v| tries.typed.set(v) }
                        }
                    }
                    if way != Way::Pin { ExampleHint { typed: tries.typed } }
                    button { class: "btn primary big wide", r#type: "submit", "data-testid": "unlock", "aria-disabled": busy || wait.is_some(),
                        if busy { {session.t("door-unlocking")} } else { {session.t("door-open")} " " kbd { class: "key", "↵" } }
                    }
                }
                if forgot() { Forgot { lang } }
                div { class: "foot-links",
                    if has_pin && matches!(way, Way::Pin | Way::Passphrase) {
                        button { r#type: "button", class: "link", "data-testid": "other-way", onclick: move |_| { tries.rather.toggle(); tries.fresh(); },
                            {session.t(if way == Way::Pin { "lock-with-passphrase" } else { "lock-with-pin" })} }
                    }
                    button { r#type: "button", class: "link", "data-testid": "forgot", "aria-expanded": forgot(), onclick: move |_| forgot.toggle(), {session.t("door-forgot")} }
                    button { r#type: "button", class: "link", "data-testid": "close-genki", onclick: move |_| door.close(), {session.t("lock-close")} }
                }
            }
        }
    }
}

#[component]
fn Hint(words: String) -> Element {
    rsx! { p { class: "note delay", "data-tone": "info", "data-testid": "way", Icon { name: "key-round" } span { "{words}" } } }
}

/// The hour, large, as one who comes back wants it.
#[component]
fn Time() -> Element {
    let session = use_session();
    use_topics(&[MINUTE]);
    let now = session.now();
    let day = capitalised(&words::day(*session.lang.read(), now.date()));
    rsx! {
        h1 { class: "clock num", {words::time(now)} }
        p { class: "day-name", {session.tr("lock-day", &[("day", day.into())])} }
    }
}

/// The example's passphrase is no secret.
#[component]
fn ExampleHint(typed: Signal<Secret>) -> Element {
    let session = use_session();
    let example = use_example();
    rsx! {
        if example() {
            p { class: "note delay", "data-tone": "info", Icon { name: "info" }
                span {
                    {session.tr("lock-example", &[("passphrase", demo::PASSPHRASE.into())])} " "
                    button { class: "link", r#type: "button", "data-testid": "type-it", onclick: move |_| typed.set(Secret::plain(demo::PASSPHRASE)), {session.t("lock-example-type")} }
                }
            }
        }
    }
}

fn come_in(session: Session, door: Doorway, mut tries: Tries, way: Way, waits: bool) {
    if waits || *tries.busy.peek() || tries.typed.peek().is_empty() {
        return;
    }
    let Some(practice) = door.open.peek().clone() else { return };
    tries.busy.set(true);
    tries.trouble.set(None);
    let person = *tries.chosen.peek();
    let typed = tries.typed.peek().clone();
    // A passphrase typed where the PIN was asked for is no wrong PIN.
    let digits = typed.chars().all(|c| c.is_numeric() || c.is_whitespace());
    let way = if way == Way::Pin && !digits { Way::Passphrase } else { way };
    let ask = move || {
        let before = practice.desk().person;
        let asked = ask(&practice, person, way, &typed);
        let desk = asked.and_then(|()| Ok(practice.change_to(person)?));
        let noted = note(&practice, before, &desk);
        if let Err(error) = &noted {
            tracing::warn!("who came to the locked screen could not be noted: {error}");
        }
        (desk, noted.is_ok(), Standing::of(&practice))
    };
    session.in_background(ask, move |session, (desk, noted, standing)| match desk {
        Ok(Some(desk)) => {
            session.unlock(desk);
            if !noted {
                session.trouble("trouble-came-in");
            }
        }
        // Closed meanwhile.
        Ok(None) => {}
        Err(error) => {
            let mut tries = tries;
            tries.busy.set(false);
            tries.typed.set(Secret::default());
            tries.standing.set(Some(standing));
            // The field says it by itself, and the delay does.
            let silent = matches!(error, entry::Error::Vault(vault::Error::TooSoon(_) | vault::Error::PinSpent));
            tries.trouble.set((!silent).then(|| Trouble::of(&error)));
        }
    });
}

/// Notes wrong tries, and who came in.
fn note(practice: &OpenPractice, before: Id, desk: &entry::Result<Option<Desk>>) -> entry::Result<()> {
    practice.with_vault(|vault, _| practice.desk().note_wrong_tries(vault)).transpose()?;
    if let Ok(Some(desk)) = desk {
        desk.signed_in(if desk.person == before { SignIn::Unlocked } else { SignIn::InPlaceOf(before) })?;
    }
    Ok(())
}

/// Asks the vault; whoever gave her passphrase for the first time has her keys here from then on.
fn ask(practice: &OpenPractice, person: Id, way: Way, typed: &str) -> entry::Result<()> {
    let store = practice.desk().store;
    let present = practice.present().contains(&person);
    let asked = practice.with_vault(|vault, _| match way {
        Way::Pin => pin::verify(&store, vault, person, typed).map(|()| None),
        _ if present => Ok(vault.verify(person, typed).map(|()| None)?),
        _ => Ok(Some(vault.unlock(person, typed)?)),
    });
    if let Some(opened) = asked.ok_or(store::Error::Closed)?? {
        practice.arrive(opened);
    }
    Ok(())
}
