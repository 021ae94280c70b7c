//! A practice where all four of the table work, and its screens as each of them sees them.

use super::dom::Page;
use chrono::NaiveDate;
use chrono_tz::Europe::Paris;
use dioxus::prelude::*;
use genki::{
    actions::{
        self, Desk, entry, notes, patients,
        persons::{self, New},
        practice,
    },
    base::{Clock, Id},
    model::{Patient, Practice, Practitioner, Reason, person::Role},
    platform::keystore::Keystore,
    ui::{
        app::{Start, Workplace},
        door::Doorway,
        open::OpenPractice,
    },
    vault::{Cost, Language, Means, Strength, Vault},
};
use std::path::PathBuf;

const NADEGE: &str = "trois hérons lisent sous la pluie";
pub const KARIM: &str = "quatre renards dansent sur le toit";
pub const ROY: &str = "cinq loutres comptent les nuages";
const LEMAIRE: &str = "six blaireaux peignent la barque";
pub const NEW: &str = "sept mouettes volent un parapluie";
pub const PATIENT: Id = Id::from_u128(1);

/// The four of the table, by who they are here.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum As {
    Secretary,
    Doctor,
    ManagerSecretary,
    ManagerDoctor,
}

pub const ALL: [As; 4] = [As::Secretary, As::Doctor, As::ManagerSecretary, As::ManagerDoctor];

impl As {
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            As::Secretary => ("Karim", KARIM),
            As::Doctor => ("Dr Roy", ROY),
            As::ManagerSecretary => ("Nadège", NADEGE),
            As::ManagerDoctor => ("Dr Lemaire", LEMAIRE),
        }
    }

    pub fn manages(self) -> bool {
        matches!(self, As::ManagerSecretary | As::ManagerDoctor)
    }

    pub fn doctor(self) -> bool {
        matches!(self, As::Doctor | As::ManagerDoctor)
    }
}

fn means() -> Means {
    let clock = Clock::fixed(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 40, 0).unwrap(), Paris);
    Means { keystore: Keystore::None, clock, strength: Strength::Fixed(Cost::FLOOR) }
}

pub struct House {
    folder: tempfile::TempDir,
}

pub struct Shown {
    pub page: Page,
    pub practice: OpenPractice,
}

/// A practice where all four work; a doctor has written for doctors only.
pub fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let practice = Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
    let new = entry::New { practice, person: "Nadège", passphrase: NADEGE, words: Language::English };
    let (mut open, _) = entry::create(&folder.path().join("vault"), new, means(), "test").unwrap();
    for (name, role, manager, passphrase) in
        [("Karim", Role::Secretary, false, KARIM), ("Dr Roy", Role::Doctor, false, ROY), ("Dr Lemaire", Role::Doctor, true, LEMAIRE)]
    {
        let new = New { name, role, manager, practitioner: None, passphrase };
        persons::add(&open.desk, &mut open.vault, &open.opened, new).unwrap();
    }
    open.desk
        .act("new-patient", |tx| {
            let named = |id, family: &str| Patient { id, family: family.into(), given: vec!["Léa".into()], ..Patient::default() };
            patients::save_patient(tx, &named(PATIENT, "Martin"))?;
            practice::save_practitioner(
                tx,
                &Practitioner { id: Id::from_u128(90), family: "Roy".into(), prefix: "Dr".into(), ..Practitioner::default() },
            )?;
            practice::save_reason(tx, &Reason { id: Id::from_u128(50), name: "Vaccination".into(), minutes: 10, ..Reason::default() })
        })
        .unwrap();
    open.desk.store.set_local("looks", &serde_json::json!({"lang": "en"})).unwrap();
    let house = House { folder };
    OpenPractice::own(open).close();
    let roy = house.open(As::Doctor);
    let now = roy.desk().now();
    roy.desk().act("note-add", move |tx| notes::add(tx, now, PATIENT, "zygomorphe", true)).unwrap();
    roy.close();
    house
}

pub fn root() -> Element {
    let practice = use_hook(consume_context::<OpenPractice>);
    let mut door = use_context_provider(|| Doorway::new(Start::Vault(PathBuf::new())));
    use_hook(|| door.open.set(Some(practice.clone())));
    rsx! { Workplace { practice } }
}

impl House {
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    pub fn try_open(&self, name: &str, passphrase: &str) -> entry::Result<OpenPractice> {
        let mut vault = Vault::load(&self.folder(), means())?;
        let person = vault.persons().find(|p| p.name == name).map(|p| p.id).unwrap_or_default();
        let mut opened = vault.unlock(person, passphrase)?;
        let desk = entry::write(&self.folder(), &mut vault, &mut opened, means().clock)?;
        Ok(OpenPractice::own(entry::Open { desk, vault, opened, lock: None }))
    }

    pub fn open(&self, who: As) -> OpenPractice {
        let (name, passphrase) = who.name();
        self.try_open(name, passphrase).unwrap()
    }

    pub fn show(&self, who: As) -> Shown {
        let practice = self.open(who);
        Shown { page: Page::open(root, practice.clone()), practice }
    }

    pub fn person(&self, who: As) -> Id {
        let vault = Vault::load(&self.folder(), means()).unwrap();
        vault.persons().find(|p| p.name == who.name().0).unwrap().id
    }
}

impl Shown {
    pub fn desk(&self) -> Desk {
        self.practice.desk().clone()
    }

    pub fn section(&mut self, section: &str) {
        self.page.click("place-settings");
        self.page.click(section);
    }

    /// Lets what is done on another thread come to its end: a key derived takes a moment.
    pub fn wait(&mut self, what: &str, met: impl Fn(&Page) -> bool) {
        for _ in 0..150 {
            if met(&self.page) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
            self.page.settle();
        }
        panic!("{what} did not come: {}", self.page.whole());
    }

    pub fn end(self) {
        drop(self.page);
        self.practice.close();
    }
}

pub fn refused_as(done: actions::desk::Result<()>) -> &'static str {
    match done {
        Ok(()) => "done",
        Err(actions::Error::Refused(why)) => why.key,
        Err(error) => panic!("{error}"),
    }
}
