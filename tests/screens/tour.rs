//! A walk through the example practice that leaves every screen behind as HTML, for eyes that know the rules
//! of access: `tests/access/check.sh`.
//!
//! To add a screen: a line in one of the lists beside, with the steps that lead to it from Today.

mod calls;
mod day;
mod door;
mod over;
mod owed;
mod patients;
mod practice;

use super::dom::Page;
use chrono::{NaiveDate, TimeDelta};
use dioxus::prelude::*;
use genki::{
    actions::{
        Desk, asks, demo,
        entry::{self, New},
        tasks,
    },
    base::{Clock, Id},
    lang::Lang,
    model::{Appointment, Task, rights::Deed},
    platform::keystore::Keystore,
    store::{self, Store},
    ui::{
        app::{Start, Workplace},
        door::{Door, Doorway},
        open::OpenPractice,
    },
    vault::{Cost, Language, Means, Strength},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Every screen by its name, with the steps that lead to it.
type Screens = &'static [(&'static str, fn(&mut Tour))];

/// Those of an open practice, in the order of the walk. All begin on Today; what was done for one stays done for the next.
const INSIDE: [Screens; 6] = [day::SCREENS, calls::SCREENS, owed::SCREENS, patients::SCREENS, practice::SCREENS, over::SCREENS];

struct Tour {
    page: Page,
    lang: &'static str,
    /// Where files for the import stand.
    files: PathBuf,
    /// Screens whose steps led nowhere.
    lost: Vec<String>,
    /// Of an open practice: on each screen its reads are made to fail once.
    store: Option<Store>,
    /// What was wrong then.
    looked_empty: Vec<String>,
}

/// What screens say where there is nothing.
const EMPTY: &[&str] = &[
    "today-empty",
    "diary-empty-week",
    "nobody-waits",
    "nobody-expected",
    "urgent-nobody",
    "warn-none",
    "book-nobody",
    "waiting-none",
    "offer-none",
    "times-none",
    "to-move-none",
    "print-nothing",
    "closed-none",
    "unsettled-none",
    "patients-none",
    "patient-reach-none",
    "patient-coming-none",
    "twins-none",
    "reasons-none",
    "asked-nothing",
    "asked-none",
    "history-none",
    "palette-nothing",
    "notes-none",
    "results-none",
    "own-log-none",
    "audit-none",
    "owed-none",
    "owed-none-of-it",
    "owed-none-else",
    "journal-none",
    "settled-none",
    "recalls-none",
    "recall-nobody",
    "minds-none",
    "recalls-of-none",
    "refused-patient-unknown",
];

fn text(key: &str) -> String {
    Lang::En.text(key, &[])
}

impl Tour {
    /// Presses keys where nothing nearer has the focus.
    fn keys(&mut self, keys: &str) {
        for key in keys.split(' ') {
            self.page.press("#app", key);
        }
    }

    fn write(&mut self, field: &str, text: &str) {
        self.page.type_into(field, text);
    }

    fn go(&mut self, place: &str) {
        self.page.click(place);
    }

    /// Chooses what the palette finds first.
    fn command(&mut self, text: &str) {
        self.keys("ctrl+k");
        self.write("palette-ask", text);
        self.page.press("palette-ask", "Enter");
    }

    fn command_of(&mut self, english: &str, french: &str) {
        self.command(if self.lang == "fr" { french } else { english });
    }

    /// The first of the calls that were promised: nothing else stands in the list.
    fn promised(&mut self) -> String {
        self.go("place-owed");
        if self.page.attr("owed-sort-call-back", "aria-pressed").as_deref() != Some("true") {
            self.page.click("owed-sort-call-back");
            self.page.settle();
        }
        self.page.first("owed-row-")
    }

    /// Another person comes to work here.
    fn change_to(&mut self, name: &str) {
        self.page.click("me");
        let tile = (0..9).map(|i| format!("person-{i}")).find(|t| self.page.has(t) && self.page.text(t).contains(name)).unwrap();
        self.page.click(&tile);
        self.page.settle_until("passphrase");
        self.page.type_into("passphrase", demo::PASSPHRASE);
        self.page.fire_submit("passphrase");
        self.page.settle_until("me");
    }

    /// How a doctor stands, beside the day.
    fn doctor(&mut self) {
        self.command_of("How Dr Marc Lemaire", "Où en est Dr Marc Lemaire");
    }

    fn section(&mut self, section: &str) {
        self.go("place-settings");
        self.page.click(section);
        self.page.settle();
    }

    fn patients(&mut self, text: &str) {
        self.go("place-patients");
        self.write("patient-search", text);
    }

    fn patient(&mut self, french: &str, english: &str) {
        self.patients(if self.lang == "fr" { french } else { english });
        self.page.click("patient-0");
        self.page.settle_until("patient-page");
    }

    fn import(&mut self, file: &str, until: Option<&str>) {
        self.go("place-import");
        for again in ["import-not-now", "import-again"] {
            if self.page.has(again) {
                self.page.click(again);
            }
        }
        self.write("import-path", &self.files.join(file).display().to_string());
        self.page.fire_submit("import-path");
        self.page.settle_until(until.unwrap_or("import-problem"));
    }

    /// Throws away every call card: on the screens that follow none stands.
    fn no_calls(&mut self) {
        while self.page.has("call-card") || self.page.has("parked-row") {
            if !self.page.has("call-card") {
                self.keys("F9");
            }
            self.page.click("call-throw");
        }
    }

    /// Somebody calls whose hour has passed, and who is not here.
    fn late_caller(&mut self) {
        self.go("place-reception");
        let late = self.page.first("no-show-").replace("no-show-", "guest-");
        let words = self.page.text(&late);
        for name in words.split_whitespace().filter(|w| w.chars().count() > 3 && w.chars().all(char::is_alphabetic)) {
            self.keys("F2");
            self.write("call-who", name);
            if self.page.has("call-pick-0") {
                self.page.press("call-who", "Enter");
                if self.page.has("call-way") {
                    return;
                }
            }
            self.page.click("call-throw");
        }
        panic!("nobody is late: {words}");
    }

    /// Takes the steps to each screen and keeps what is there.
    fn take(&mut self, screens: Screens, home: bool, to: &Path) {
        for (name, steps) in screens {
            if home && self.page.has("me") {
                self.keys("Escape Escape Escape ctrl+1");
            }
            let taken = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| steps(self)));
            if taken.is_err() {
                self.lost.push(name.to_string());
                continue;
            }
            fs::write(to.join(format!("{name}.{}.html", self.lang)), self.page.html()).unwrap();
            self.unread(name);
        }
    }

    /// A disk that does not answer leaves no screen that looks empty, and one that answers again leaves it as it was.
    fn unread(&mut self, name: &str) {
        let Some(store) = self.store.clone() else { return };
        // A reminder goes by itself after a while.
        if self.page.has("notice-close") {
            self.page.click("notice-close");
            self.page.settle();
        }
        let before = self.at_rest();
        store.fail_reads(true).unwrap();
        self.page.settle();
        let now = self.page.in_sight();
        // Kept where the pages are wanted, to be looked at.
        if let Some(kept) = std::env::var_os("GENKI_TOUR") {
            fs::write(PathBuf::from(kept).join(format!("{name}.unread.html")), self.page.html()).unwrap();
        }
        if !now.contains(&text("unread")) {
            self.looked_empty.push(format!("{name} does not say it: {now}"));
        }
        for key in EMPTY.iter().filter(|key| now.contains(&text(key))) {
            self.looked_empty.push(format!("{name} says {key}: {now}"));
        }
        store.fail_reads(false).unwrap();
        self.page.settle();
        // What somebody was doing is not done again by itself: its line stays until it is closed.
        for key in ["trouble-read", "trouble-record", "trouble-counted"] {
            if self.page.has(key) {
                self.page.click(&format!("{key}-close"));
                self.page.settle();
            }
        }
        let after = self.at_rest();
        // Minutes that were offered to somebody late fold again.
        if after != before && name != "reception-telephoned" {
            let same = before.split(' ').zip(after.split(' ')).take_while(|(was, is)| was == is).count();
            let from = |text: &str| text.split(' ').skip(same.saturating_sub(12)).take(80).collect::<Vec<_>>().join(" ");
            self.looked_empty.push(format!("{name} was\n… {} …\nand is\n… {} …", from(&before), from(&after)));
        }
    }

    /// What is in sight once two looks in a row are the same: on a busy machine an answer may be late. What was done last
    /// goes by itself after a while.
    fn at_rest(&mut self) -> String {
        let mut seen = self.page.in_sight_without("toast");
        for _ in 0..20 {
            self.page.settle();
            let now = self.page.in_sight_without("toast");
            if now == seen {
                break;
            }
            seen = now;
        }
        seen
    }
}

/// A Wednesday in September: in French no date is longer.
fn means() -> Means {
    let date = NaiveDate::from_ymd_opt(2026, 9, 23).unwrap();
    Means {
        keystore: Keystore::None,
        clock: Clock::fixed(demo::starts(date), chrono_tz::Europe::Paris),
        strength: Strength::Fixed(Cost::FLOOR),
    }
}

/// The example practice on that day, with a visit nobody knows the patient of and something asked of a manager.
fn example(folder: &Path, lang: &str) -> entry::Open {
    let mut practice = demo::practice(lang);
    practice.zone = "Europe/Paris".into();
    let new = New { practice, person: demo::PERSON, passphrase: demo::PASSPHRASE, words: Language::French };
    let (mut open, _) = entry::create(folder, new, means(), "tour").unwrap();
    let now = open.desk.now();
    demo::settle(&mut open, now.date(), demo::PASSPHRASE).unwrap();
    let visit = Appointment {
        id: Id::from_u128(77),
        practitioner: Id::derived("example", "practitioner Roy"),
        start: now.date().and_hms_opt(15, 40, 0).unwrap(),
        minutes: 10,
        label: "Mme Martin Léa (contrôle)".into(),
        created: Some(now),
        ..Appointment::default()
    };
    open.desk.act("book", move |tx| Ok(tx.put(&visit)?)).unwrap();
    let people = open.desk.store.read::<_, store::Error>(store::people::all).unwrap();
    let karim = people.iter().find(|p| p.name == "Karim").unwrap().id;
    let his = Desk { person: karim, ..open.desk.clone() };
    his.act("ask", move |tx| asks::ask(tx, now, Deed::Reasons, "Le tarif a changé", &[])).unwrap();
    // Promised, and not made in time.
    let (asked, due) = (now - TimeDelta::hours(2), now - TimeDelta::minutes(40));
    let words = if lang == "fr" { "Une ordonnance qu’ils ne lisent pas." } else { "A prescription they cannot read." };
    let task = Task { caller: "Pharmacie Lafayette".into(), number: "+33145678910".into(), words: words.into(), ..Task::default() };
    let task = Task { owner: Some(karim), due: Some(due), ..task };
    his.act("task", move |tx| tasks::begin(tx, asked, &task)).unwrap();
    open.desk.store.set_local("looks", &serde_json::json!({"lang": lang})).unwrap();
    open
}

fn inside() -> Element {
    let practice = use_hook(consume_context::<OpenPractice>);
    let mut door = use_context_provider(|| Doorway::new(Start::Vault(PathBuf::new())));
    use_hook(|| door.open.set(Some(practice.clone())));
    rsx! { Workplace { practice } }
}

/// Which folder, in which language.
#[derive(Clone)]
struct Before(PathBuf, Lang);

fn before() -> Element {
    let Before(folder, lang) = use_hook(consume_context::<Before>);
    let mut door = use_context_provider(|| Doorway::new(Start::Vault(folder)));
    use_hook(|| {
        door.lang.set(lang);
        door.begin();
    });
    rsx! { Door {} }
}

fn files(to: &Path) {
    fs::write(to.join("table.csv"), "Truc;Nom;Prénom;Né(e) le;Tél\nx;Girard;Paul;2/1/1970;06 11 11 11 11\ny;Noir;Ada;31/31/1970;\n")
        .unwrap();
    let bundle = serde_json::json!({"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": {"resourceType": "Patient", "id": "a", "name": [{"family": "Girard", "given": ["Paul"]}], "birthDate": "1970-01-02"}},
        {"resource": {"resourceType": "Patient", "id": "b", "birthDate": "1970-01-02"}},
        {"resource": {"resourceType": "Observation", "id": "c"}}
    ]});
    fs::write(to.join("letter.pdf"), "%PDF-1.4").unwrap();
    fs::write(to.join("bundle.json"), bundle.to_string()).unwrap();
}

/// Walks through everything in one language. `prepare` is what else is done in the practice before.
pub fn walk(lang: Lang, to: &Path, prepare: impl FnOnce(&entry::Open)) {
    let folder = tempfile::tempdir().unwrap();
    let code = lang.code();
    files(folder.path());
    let vault = folder.path().join("vault");
    let example = example(&vault, code);
    prepare(&example);
    let practice = OpenPractice::own(example);
    let tour =
        |page: Page| Tour { page, lang: code, files: folder.path().to_owned(), lost: Vec::new(), store: None, looked_empty: Vec::new() };
    let mut inside = tour(Page::open(inside, practice.clone()));
    inside.store = (lang == Lang::En).then(|| practice.desk().store);
    inside.page.hurry();
    INSIDE.into_iter().for_each(|screens| inside.take(screens, true, to));
    let mut lost = inside.lost.clone();
    let looked_empty = std::mem::take(&mut inside.looked_empty);
    drop(inside);
    practice.close();
    let damaged = folder.path().join("damaged");
    fs::create_dir(&damaged).unwrap();
    fs::write(damaged.join("vault.json"), "{").unwrap();
    for (folder, screens) in [(folder.path().join("new"), door::DOOR), (vault, door::LOCKED), (damaged, door::DAMAGED)] {
        let mut door = tour(Page::open(before, Before(folder, lang)));
        door.take(screens, false, to);
        lost.append(&mut door.lost);
    }
    assert!(lost.is_empty(), "not reached: {}", lost.join(", "));
    assert!(looked_empty.is_empty(), "where reads failed:\n{}", looked_empty.join("\n"));
}

#[test]
fn every_screen_keeps_to_the_rules_of_access() {
    let to = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("GENKI_TOUR").map(PathBuf::from);
    let to = kept.as_deref().unwrap_or(to.path());
    fs::create_dir_all(to).unwrap();
    fs::write(to.join("sheet.css"), genki::ui::style::sheet()).unwrap();
    let walked = std::panic::catch_unwind(|| {
        std::thread::scope(|both| {
            for lang in [Lang::En, Lang::Fr] {
                both.spawn(move || walk(lang, to, |_| {}));
            }
        });
    });
    let all = if std::env::var_os("GENKI_ACCESS_ALL").is_some() { "--all" } else { "--some" };
    let done = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/access/check.sh")).arg(to).arg(all).status().unwrap();
    assert!(walked.is_ok(), "a screen was not reached");
    match done.code() {
        Some(77) => eprintln!("passed over: there is no node, npm or Chromium here"),
        code => assert_eq!(code, Some(0), "what is against the rules stands above"),
    }
}
