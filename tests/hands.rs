//! What a front desk does all day, in the real window, by either hand: keys alone, then taps alone.
//!
//! The window shows the example practice at 10:20. Taps are clicks of a mouse on what a screen reader is told of; what
//! was done is read back by a command beside the window.
#![cfg(all(target_os = "linux", feature = "window"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "window/aloud.rs"]
mod aloud;
#[path = "window/desk.rs"]
mod desk;

use aloud::{Listener, Told};
use desk::Running;
use genki::{
    actions::{demo, entry},
    base::Clock,
    platform::keystore::Keystore,
    store,
    vault::{Cost, Means, Strength, Vault},
};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread::sleep,
    time::Duration,
};

/// The example, its window, and who listens to it.
struct Hands {
    desk: desk::Practice,
    vault: PathBuf,
    ears: Listener,
    _bus: Running,
}

/// A visit as it leaves in FHIR: its state, and when it is.
type Visits = BTreeMap<String, (String, String)>;

impl Hands {
    fn open() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("secret"), demo::PASSPHRASE).unwrap();
        let (_bus, address) = aloud::bus(home.path());
        let desk = desk::Practice::example(home, &address);
        let vault = desk.wait_for("the example's folder", || open_vault(desk.app.0.id()));
        let ears = Listener::on(&address);
        let hands = Hands { desk, vault, ears, _bus };
        hands.find("the day", |t| t.name.starts_with("New visit"));
        hands
    }

    /// The first that can be tapped and is in sight, as soon as it is there.
    fn find(&self, what: &str, is: impl Fn(&Told) -> bool) -> Told {
        let in_sight = |t: &Told| {
            let (x, y) = t.middle();
            t.width > 1 && t.height > 1 && (0..1440).contains(&x) && (0..900).contains(&y)
        };
        let mut last = Vec::new();
        for _ in 0..80 {
            last = self.ears.all();
            if let Some(found) = last.iter().find(|t| t.is_control() && in_sight(t) && is(t)) {
                return found.clone();
            }
            sleep(Duration::from_millis(250));
        }
        let told: Vec<_> = last.iter().map(|t| format!("{} “{}”", t.role, t.name)).collect();
        panic!("{what} is not told of: {}", told.join(", "));
    }

    fn tap_at(&self, at: &Told) {
        // What moved in the last moment is not where it was told to be.
        sleep(Duration::from_millis(300));
        let (x, y) = at.middle();
        self.desk.hand(&["mousemove", &x.to_string(), &y.to_string(), "click", "1"]);
        sleep(Duration::from_millis(400));
    }

    /// Taps what is called so.
    fn tap(&self, name: &str) {
        self.tap_where(name, |t| t.name.starts_with(name));
    }

    fn tap_where(&self, what: &str, is: impl Fn(&Told) -> bool) {
        self.tap_at(&self.find(what, is));
    }

    fn command(&self, arguments: &[&str]) -> String {
        let done = Command::new(env!("CARGO_BIN_EXE_genki"))
            .args(arguments)
            .arg("--vault")
            .arg(&self.vault)
            .arg("--passphrase-file")
            .arg(self.desk.home.path().join("secret"))
            .env("HOME", self.desk.home.path())
            .env("GENKI_KEYSTORE", "none")
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    /// All visits, as the command line hands them on.
    fn visits(&self) -> Visits {
        let out = self.desk.home.path().join("out.json");
        let _ = fs::remove_file(&out);
        self.command(&["export", "--format", "fhir", "--to", out.to_str().unwrap()]);
        let bundle: Value = serde_json::from_slice(&fs::read(&out).unwrap()).unwrap();
        let all = bundle["entry"].as_array().unwrap().iter().map(|e| &e["resource"]).filter(|r| r["resourceType"] == "Appointment");
        let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
        all.map(|r| (text(&r["id"]), (text(&r["status"]), text(&r["start"])))).collect()
    }

    /// Waits until one visit is there that was not.
    fn added(&self, before: &Visits) -> String {
        self.desk.wait_for("a visit more", || self.visits().into_keys().find(|id| !before.contains_key(id)))
    }

    /// Waits until one visit is another; says how it was and is.
    fn changed(&self, before: &Visits) -> ((String, String), (String, String)) {
        let differs = || self.visits().into_iter().find_map(|(id, now)| before.get(&id).filter(|b| **b != now).map(|b| (b.clone(), now)));
        self.desk.wait_for("a changed visit", differs)
    }
}

/// The folder of the example that this process has open.
fn open_vault(process: u32) -> Option<PathBuf> {
    let open = fs::read_dir(format!("/proc/{process}/fd")).ok()?.flatten();
    let files = open.filter_map(|e| fs::read_link(e.path()).ok());
    let mut folders = files.filter_map(|f| f.parent().map(Path::to_owned));
    folders.find(|f| f.file_name().is_some_and(|n| n.to_string_lossy().starts_with("genki-example-")))
}

#[test]
fn booked_moved_called_off_and_an_emergency_by_keys_alone() {
    let hands = Hands::open();
    let before = hands.visits();
    // Whom, why, and the first free place that suits.
    hands.desk.keys(&["n"]);
    hands.desk.write("hadd");
    hands.desk.keys(&["Return", "Return", "Return"]);
    let booked = hands.added(&before);
    assert_eq!(hands.visits()[&booked].0, "booked");

    let before = hands.visits();
    hands.desk.keys(&["Escape", "Escape", "ctrl+1", "Down", "m"]);
    hands.find("a place with the focus", |t| t.focused && is_place(t));
    hands.desk.keys(&["Right", "Return"]);
    let (was, is) = hands.changed(&before);
    assert_ne!(was.1, is.1, "moved");
    hands.desk.keys(&["ctrl+z"]);
    hands.desk.wait("the undo", || hands.visits() == before);

    hands.desk.keys(&["Escape", "Escape", "ctrl+1", "Down", "Down", "d", "Return"]);
    let (_, is) = hands.changed(&before);
    assert_eq!(is.0, "cancelled");

    let before = hands.visits();
    hands.desk.keys(&["Escape", "Escape", "F3", "Return"]);
    hands.added(&before);
}

#[test]
fn booked_moved_called_off_and_an_emergency_by_taps_alone() {
    let hands = Hands::open();
    let before = hands.visits();
    hands.tap("Patients");
    hands.tap_where("a patient", |t| t.name.starts_with("Ahmed"));
    hands.tap("New visit");
    hands.tap_where("a reason", |t| t.name.starts_with("Consultation") && t.x > 1000);
    hands.tap_where("a free place", is_place);
    hands.tap_where("Book", |t| t.name.starts_with("Book") && t.width > 200);
    let booked = hands.added(&before);
    assert_eq!(hands.visits()[&booked].0, "booked");

    let before = hands.visits();
    hands.tap("Today");
    hands.tap_where("who is expected", is_expected);
    hands.tap_where("Move", |t| t.name.starts_with("Move"));
    hands.tap_where("another place", is_place);
    hands.tap_where("Move", |t| t.name.starts_with("Move") && t.width > 200);
    let (was, is) = hands.changed(&before);
    assert_ne!(was.1, is.1, "moved");

    let before = hands.visits();
    hands.tap("Today");
    hands.tap_where("who is expected", is_expected);
    hands.tap("Cancel visit");
    hands.tap("The patient called off");
    let (_, is) = hands.changed(&before);
    assert_eq!(is.0, "cancelled");

    // What was tapped is gone, and the focus with it: the first key is heard all the same.
    let before = hands.visits();
    hands.desk.keys(&["F3", "Return"]);
    hands.added(&before);
    hands.desk.keys(&["Escape", "Escape"]);

    let before = hands.visits();
    hands.tap("Emergency");
    hands.tap_where("the best place", |t| t.name.contains("about "));
    hands.added(&before);
}

/// "Tomorrow 09:00 Dr Roy", and not the visit that she has already.
fn is_place(told: &Told) -> bool {
    if told.name.starts_with("Is booked already") {
        return false;
    }
    let hour = |word: &str| word.len() == 5 && word.as_bytes()[2] == b':';
    let words: Vec<_> = told.name.split_whitespace().collect();
    told.role.contains("button") && words.iter().skip(1).any(|w| hour(w)) && words.last().is_some_and(|w| !hour(w)) && told.x > 1000
}

fn is_expected(told: &Told) -> bool {
    told.role.contains("button") && told.name.contains("Expected") && told.y > 200
}

#[test]
fn the_tab_key_goes_round_and_is_told_of_wherever_it_stands() {
    let hands = Hands::open();
    let mut stops: Vec<Told> = Vec::new();
    for _ in 0..24 {
        hands.desk.keys(&["Tab"]);
        let at = hands.ears.all().into_iter().rfind(|t| t.focused && t.is_control());
        stops.push(at.unwrap_or_else(|| panic!("nothing has the focus after {}", stops.last().map_or("", |s| &s.name))));
    }
    for (i, stop) in stops.iter().enumerate() {
        assert!(!stop.name.is_empty(), "a {} without a name at {:?}", stop.role, stop.middle());
        assert!(i == 0 || *stop != stops[i - 1], "Tab stays at {}", stop.name);
    }
    let names: Vec<_> = stops.iter().map(|s| s.name.as_str()).collect();
    for place in ["Today", "Patients", "Settings", "Lock", "New visit"] {
        assert!(names.iter().any(|n| n.starts_with(place)), "{place} among {names:?}");
    }
}

/// The telephone rings ten times: while a visit is booked, somebody arrives and an emergency is placed, and over each other.
/// Then the program is killed.
#[test]
fn ten_calls_interrupt_the_desk_and_each_other_and_a_kill_loses_no_letter() {
    let hands = Hands::open();
    let desk = &hands.desk;
    // Who calls, why (other) every second time, and the words: where no reason is chosen, a letter is for the words.
    let ring = |n: usize| {
        desk.keys(&["F2"]);
        desk.write(&format!("Caller number {n}"));
        desk.keys(&["Return"]);
        if n.is_multiple_of(2) {
            desk.keys(&["6"]);
        }
        desk.write(&words(n));
    };
    let before = hands.visits();
    desk.keys(&["n"]);
    desk.write("hadd");
    ring(1);
    ring(2);
    // Parked, the hand is back where it was: in the name that was being typed.
    desk.keys(&["Escape"]);
    desk.keys(&["Return", "Return", "Return"]);
    let booked = hands.added(&before);
    assert_eq!(hands.visits()[&booked].0, "booked");
    // The first that is still to come is here already; the next is expected.
    desk.keys(&["Escape", "Escape", "ctrl+1", "Down", "Down"]);
    ring(3);
    desk.keys(&["Escape"]);
    let here = || hands.command(&["today", "--json"]).matches("\"arrived\":\"").count();
    let before = here();
    desk.keys(&["a"]);
    desk.wait("the arrival of the visit that was selected", || here() == before + 1);
    desk.keys(&["Escape", "Escape", "F3"]);
    ring(4);
    ring(5);
    desk.keys(&["Escape"]);
    let before = hands.visits();
    desk.keys(&["Return"]);
    hands.added(&before);
    (6..=10).for_each(ring);
    // The caret somewhere within.
    desk.keys(&["Home", "Right", "Right", "Right"]);
    sleep(Duration::from_millis(500));

    let Hands { desk, vault, .. } = hands;
    let desk::Practice { home, app, .. } = desk;
    drop(app);
    let copy = home.path().join("vault");
    fs::create_dir(&copy).unwrap();
    for file in fs::read_dir(&vault).unwrap().flatten() {
        fs::copy(file.path(), copy.join(file.file_name())).unwrap();
    }
    let again = desk::Practice::again(home);
    // The last but one of those who work here, by name: it was she who was at the telephone.
    again.unlock_with(&["shift+Tab", "shift+Tab", "space", "Tab", "Tab"], demo::PASSPHRASE);
    again.write("And");
    // From the tenth on round to the first, and so on, the oldest first.
    for _ in 0..10 {
        again.keys(&["ctrl+Return", "F9"]);
        sleep(Duration::from_millis(700));
    }
    let kept = || {
        let means = Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
        let vault = Vault::load(&copy, means).unwrap();
        let person = vault.persons().next().unwrap().id;
        let opened = vault.unlock(person, demo::PASSPHRASE).unwrap();
        let desk = entry::read(&copy, &vault, &opened, Clock::System).unwrap();
        let calls = desk.store.read::<_, store::Error>(store::communications::all).unwrap();
        calls.into_iter().filter(|c| c.words.contains("letter")).map(|c| (c.caller, c.words)).collect::<BTreeMap<_, _>>()
    };
    sleep(Duration::from_secs(2));
    let expected = (1..=10).map(|n| (format!("Caller number {n}"), if n == 10 { format!("TenAnd{}", &words(n)[3..]) } else { words(n) }));
    assert_eq!(kept(), expected.collect::<BTreeMap<_, _>>());
}

/// What is said in a call.
fn words(n: usize) -> String {
    const NUMBERS: [&str; 10] = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
    format!("{} asks for a letter, by Friday", NUMBERS[n - 1])
}
