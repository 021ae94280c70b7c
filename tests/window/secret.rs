//! No passphrase, PIN or word stays in memory: typed in the real window with real keys, then looked for in Genki's own
//! process and in every process of its page.

use super::{
    aloud::{self, Listener, Told},
    desk::{PASSPHRASE, Practice, Running, command},
    memory,
};
use std::{fs, thread::sleep, time::Duration};

/// How long what was typed may take to be gone: a moment, or as long as somebody works, where the full trials are asked for.
fn while_somebody_works() {
    let full = std::env::var("GENKI_TRIALS").is_ok_and(|t| t == "full");
    sleep(Duration::from_secs(if full { 600 } else { 10 }));
}

/// Nothing of any of these is in any process of the window.
fn nowhere(practice: &Practice, flow: &str, secrets: &[&str]) {
    let (found, closed) = memory::copies(practice.app.0.id(), secrets);
    eprintln!("{flow}: {} copies\n{}", found.len(), memory::told(&found));
    for process in &closed {
        eprintln!("{flow}: not looked into, for the system keeps it closed: {process}");
    }
    assert!(!closed.iter().any(|p| p.starts_with("WebKit")), "the page's processes can be looked into");
    assert!(found.is_empty(), "{flow}: {} copies\n{}", found.len(), memory::told(&found));
}

/// A window that a screen reader listens to, so that what is tapped can be found.
struct Heard {
    desk: Practice,
    ears: Listener,
    _bus: Running,
}

impl Heard {
    /// With a practice in it, or without.
    fn open(made: bool) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("secret"), PASSPHRASE).unwrap();
        let vault = home.path().join("vault").display().to_string();
        if made {
            let done = command(home.path(), &["init", "--practice", "Tilleuls", "--zone", "Europe/Paris", "--person", "Zoe"]);
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
        let (_bus, address) = aloud::bus(home.path());
        let desk = Practice::heard(home, &address, &["--vault", &vault]);
        let ears = Listener::on(&address);
        Heard { desk, ears, _bus }
    }

    fn is_there(&self, role: &str, name: &str) -> Option<Told> {
        let fits = |t: &Told| t.role == role && t.name.starts_with(name) && t.width > 1 && (0..900).contains(&t.middle().1);
        self.ears.all().into_iter().find(fits)
    }

    fn tap(&self, role: &str, name: &str) {
        let mut last = None;
        for _ in 0..60 {
            last = self.is_there(role, name);
            if last.is_some() {
                break;
            }
            sleep(Duration::from_millis(250));
        }
        let Some(at) = last else {
            let all: Vec<String> = self.ears.all().iter().map(|t| format!("{} “{}”", t.role, t.name)).collect();
            panic!("no {role} “{name}” among {}", all.join(", "));
        };
        sleep(Duration::from_millis(300));
        let (x, y) = at.middle();
        self.desk.hand(&["mousemove", &x.to_string(), &y.to_string(), "click", "1"]);
        sleep(Duration::from_millis(400));
    }

    fn type_into(&self, name: &str, text: &str) {
        self.tap("entry", name);
        self.desk.write(text);
    }

    fn wait_until_gone(&self, role: &str, name: &str) {
        self.desk.wait(&format!("the end of {name}"), || self.is_there(role, name).is_none());
    }
}

#[test]
fn the_search_finds_what_is_in_memory() {
    memory::finds_what_is_there();
}

#[test]
fn the_passphrase_that_opened_is_in_no_memory() {
    let practice = Practice::open();
    practice.unlock();
    // The screen is locked, and opened again with it.
    practice.keys(&["ctrl+l"]);
    practice.wait("the locked screen", || !practice.shows_places());
    sleep(Duration::from_secs(1));
    practice.write(PASSPHRASE);
    practice.keys(&["Return"]);
    practice.wait("the day", || practice.shows_places());
    while_somebody_works();
    nowhere(&practice, "the door and the locked screen", &[PASSPHRASE]);
}

#[test]
fn what_is_edited_as_it_is_typed_opens_and_is_in_no_memory() {
    let practice = Practice::open();
    practice.wait("the door", || super::colours(&practice.display) >= 40);
    sleep(Duration::from_secs(2));
    // A slip within, one at the end, one that is replaced whole; shown for a look, hidden again.
    practice.write("never mind this at all");
    practice.keys(&["ctrl+a"]);
    practice.write("seven quxiet herons at duskk");
    practice.keys(&["BackSpace", "Home"]);
    practice.keys(&["Right"; 9]);
    practice.keys(&["BackSpace", "End", "Tab", "space"]);
    sleep(Duration::from_secs(1));
    // A click gives the focus back to where one types.
    practice.keys(&["Tab", "space", "Return"]);
    practice.wait("the day", || practice.shows_places());
    while_somebody_works();
    nowhere(&practice, "an edited passphrase", &[PASSPHRASE, "never mind this at all"]);
}

const NEW: &str = "onze gypes jaunes et ouate";
const THEIRS: &str = "pivoines mauves contre zinc 77";
const PIN: &str = "739214586";

#[test]
fn what_is_typed_in_the_settings_is_in_no_memory() {
    let heard = Heard::open(true);
    let desk = &heard.desk;
    desk.unlock();
    desk.keys(&["ctrl+8"]);
    heard.tap("button", "Safety");
    heard.tap("button", "Change…");
    heard.type_into("The passphrase until now", PASSPHRASE);
    heard.type_into("The new one", NEW);
    heard.type_into("Once more", NEW);
    desk.keys(&["Return"]);
    heard.wait_until_gone("entry", "The new one");

    heard.tap("button", "Choose one");
    heard.type_into("Your passphrase", NEW);
    heard.type_into("New PIN", PIN);
    heard.type_into("Once more", PIN);
    desk.keys(&["Return"]);
    heard.wait_until_gone("entry", "New PIN");
    desk.keys(&["ctrl+l"]);
    desk.wait("the locked screen", || !desk.shows_places());
    sleep(Duration::from_secs(1));
    desk.write(PIN);
    desk.keys(&["Return"]);
    desk.wait("the day", || desk.shows_places());

    heard.tap("button", "Team");
    heard.tap("button", "Add a person");
    heard.type_into("Name", "Paul");
    // As a quick hand goes on: past what he is, to his passphrase, and to it once more.
    desk.hand(&["key", "Tab", "Tab", "Tab", "Tab", "type", "--delay", "15", THEIRS]);
    desk.hand(&["key", "Tab", "Tab", "type", "--delay", "15", THEIRS]);
    sleep(Duration::from_millis(500));
    desk.keys(&["Return"]);
    heard.wait_until_gone("entry", "Once more");
    while_somebody_works();
    nowhere(desk, "the settings", &[PASSPHRASE, NEW, THEIRS, PIN]);

    // What was set is what was typed.
    let home = desk.home.path();
    for (who, passphrase) in [("Zoe", NEW), ("Paul", THEIRS)] {
        fs::write(home.join("secret"), passphrase).unwrap();
        let done = command(home, &["today", "--person", who]);
        assert!(done.status.success(), "{who}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

#[test]
fn what_is_typed_in_a_first_run_is_in_no_memory() {
    let heard = Heard::open(false);
    heard.tap("button", "Start our own");
    heard.type_into("Name of the practice", "Tilleuls");
    heard.desk.keys(&["Return"]);
    heard.type_into("Your name", "Zoe");
    heard.type_into("Passphrase", NEW);
    heard.type_into("Once more", NEW);
    heard.desk.keys(&["Return"]);
    heard.wait_until_gone("entry", "Once more");
    while_somebody_works();
    nowhere(&heard.desk, "a first run", &[NEW]);
}
