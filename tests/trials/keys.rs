//! Changing who opens a practice, killed in the midst: the old passphrase opens or the new one, never neither; somebody
//! is there or is not, in the log and among those who open; and the recovery words always open.

use super::stage::{self, End, Fault, SHIM, in_two, random, run, size};
use genki::{
    actions::{
        Desk,
        entry::{self, New},
        persons, pin,
    },
    base::{Clock, Id},
    model::{Person, Practice, person::Role},
    platform::keystore::{Keystore, Memory},
    store::{self, people, practice},
    vault::{self, Cost, Language, Means, Opened, RecoveryWords, Strength, Vault},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc,
    time::Duration,
};

pub const MINE: [&str; 2] = ["trois hérons lisent sous la pluie", "quatre renards dansent sur le toit"];
const HERS: [&str; 2] = ["cinq loutres comptent les nuages", "sept mouettes volent un parapluie"];
pub const PIN: [&str; 2] = ["739214", "406915372"];
pub const DEEDS: [&str; 8] = ["passphrase", "turn", "add", "leave", "reset", "pin", "words", "by-words"];
/// What somebody was typing when it began.
const TYPED: (&str, &[u8]) = ("draft.letter", "Cher confrère, je vous adresse Mme".as_bytes());

pub fn means(folder: &Path) -> Means {
    let keystore = Keystore::Memory(Memory::in_file(&folder.join("keystore.json")));
    Means { keystore, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) }
}

/// What the one who looks afterwards knows.
#[derive(Clone)]
pub struct Known {
    pub key: [u8; 32],
    /// Which passphrases, PIN and recovery words hold now.
    mine: usize,
    hers: usize,
    pin: usize,
    said: usize,
}

/// The recovery words of the beginning, and those that they are renewed to: the other process knows them, too.
pub fn words(folder: &Path, n: usize) -> RecoveryWords {
    RecoveryWords::parse(&fs::read_to_string(folder.join(format!("words-{n}"))).unwrap()).unwrap()
}

/// A practice with a manager, who is at work, and a doctor.
pub fn found(folder: &Path) -> Known {
    let practice = Practice { name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
    let new = New { practice, person: "Nadège", passphrase: MINE[0], words: Language::French };
    let (mut open, words) = entry::create(&folder.join("vault"), new, means(folder), "test").unwrap();
    let (vault, opened) = (&mut open.vault, &open.opened);
    persons::add(&open.desk, vault, opened, somebody("Roy", Role::Doctor, HERS[0])).unwrap();
    pin::set(&open.desk.store, vault, opened.person().unwrap(), MINE[0], PIN[0]).unwrap();
    let (said, kept) = mpsc::channel();
    open.desk.store.jot(TYPED.0, TYPED.1.to_vec(), |_| true, move |done| said.send(done).unwrap()).unwrap();
    kept.recv().unwrap().unwrap();
    open.desk.store.close();
    for (n, words) in [words, RecoveryWords::random(Language::English)].iter().enumerate() {
        fs::write(folder.join(format!("words-{n}")), words.words().join(" ")).unwrap();
    }
    Known { key: *open.opened.key().as_bytes(), mine: 0, hers: 0, pin: 0, said: 0 }
}

/// A practice that is put back as it was, in the place where it was made.
pub struct Base {
    folder: tempfile::TempDir,
    files: Vec<(PathBuf, Vec<u8>)>,
    known: Known,
}

impl Base {
    pub fn new(before: &str) -> Self {
        let folder = stage::quick_folder();
        let mut known = found(folder.path());
        if before == "leave" {
            deed("add", folder.path(), &mut known, End::Own, None);
        }
        let inner = fs::read_dir(folder.path().join("vault")).unwrap().map(|e| e.unwrap().path());
        let files = inner.chain([folder.path().join("keystore.json")]).map(|p| (p.clone(), fs::read(p).unwrap())).collect();
        Base { folder, files, known }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn again(&self) -> Known {
        for entry in fs::read_dir(self.path().join("vault")).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
        self.files.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
        self.known.clone()
    }
}

fn somebody<'a>(name: &'a str, role: Role, passphrase: &'a str) -> persons::New<'a> {
    persons::New { name, role, manager: false, practitioner: None, passphrase }
}

fn named(vault: &Vault, name: &str) -> Option<Id> {
    vault.persons().find(|p| p.name == name).map(|p| p.id)
}

pub struct Inside {
    pub desk: Desk,
    pub vault: Vault,
    pub opened: Opened,
}

pub fn inside(folder: &Path, mine: usize) -> entry::Result<Inside> {
    let mut vault = Vault::load(&folder.join("vault"), means(folder))?;
    let me = named(&vault, "Nadège").unwrap();
    let mut opened = vault.unlock(me, MINE[mine])?;
    let desk = entry::write(&folder.join("vault"), &mut vault, &mut opened, Clock::System)?;
    Ok(Inside { desk, vault, opened })
}

/// The other process: one deed, done again once the disk is well if it could not be done.
pub fn plays(folder: &Path, what: &str) {
    let parts: Vec<&str> = what.split(' ').collect();
    let [mine, hers, pin, said] = [1, 2, 3, 4].map(|i| parts[i].parse::<usize>().unwrap());
    if parts[0] == "by-words" {
        return plays_with_words(folder, said, HERS[1 - hers]);
    }
    let others = words(folder, 1 - said);
    // Opened again after a disk that failed, the passphrase may be changed already.
    let open = || {
        for _ in 0..6 {
            let opened = match inside(folder, mine) {
                Err(entry::Error::Vault(vault::Error::WrongPassphrase)) if parts[0] == "passphrase" => inside(folder, 1 - mine),
                opened => opened,
            };
            match opened {
                Ok(inside) => return inside,
                Err(error) => stage::say(&format!("failed open {error:?}")),
            }
            stage::mend();
        }
        stage::say("stuck");
        std::process::exit(1)
    };
    let mut inside = open();
    stage::say("inside");
    for _ in 0..3 {
        match does(parts[0], &mut inside, [mine, hers, pin], &others) {
            Ok(()) => return stage::say("done"),
            Err(error) => {
                stage::say(&format!("failed {error:?}"));
                stage::mend();
                // What was opened while the disk took nothing reads until it is opened again.
                if matches!(error, entry::Error::Store(genki::store::Error::ReadOnly)) {
                    inside.desk.store.close();
                    inside = open();
                }
            }
        }
    }
    stage::say("stuck");
}

/// Who forgot her passphrase gets another by the recovery words.
fn plays_with_words(folder: &Path, said: usize, passphrase: &str) {
    let words = words(folder, said);
    let reset = || {
        let mut vault = Vault::load(&folder.join("vault"), means(folder))?;
        let mut opened = vault.unlock_with_words(&words)?;
        let roy = named(&vault, "Roy").unwrap();
        let desk = entry::write(&folder.join("vault"), &mut vault, &mut opened, Clock::System)?;
        let reset = persons::reset_by_words(&desk, &mut vault, &mut opened, roy, passphrase);
        let turned = reset.and_then(|_| entry::turn_key(&desk, &mut vault, &mut opened));
        desk.store.close();
        turned.map(drop)
    };
    stage::say("inside");
    for _ in 0..3 {
        match reset() {
            Ok(()) => return stage::say("done"),
            Err(error) => stage::say(&format!("failed {error:?}")),
        }
        stage::mend();
    }
    stage::say("stuck");
}

fn does(what: &str, i: &mut Inside, [mine, hers, pin]: [usize; 3], words: &RecoveryWords) -> entry::Result<()> {
    let (desk, vault, opened) = (&i.desk, &mut i.vault, &i.opened);
    let there = named(vault, "Camille");
    let gone = |error: entry::Error| if there.is_none() { Ok(()) } else { Err(error) };
    match what {
        "passphrase" => {
            // Tried once more after a disk that failed, it may be changed already.
            let keys = vault.change_passphrase(opened, MINE[mine], MINE[1 - mine]);
            let keys = keys.or_else(|_| vault.change_passphrase(opened, MINE[1 - mine], MINE[1 - mine]))?;
            let keys = serde_json::to_value(&keys).unwrap();
            let me = desk.person;
            desk.act("passphrase", move |tx| {
                let old = people::get(&tx.db(), me)?.unwrap();
                Ok(tx.put(&Person { keys, ..old }).map(drop)?)
            })?;
        }
        "turn" => vault.bind_to_keystore(opened)?,
        "add" => match persons::add(desk, vault, opened, somebody("Camille", Role::Secretary, HERS[0])) {
            // In the log by now, and not yet among those who open: the next opening lets her in.
            Err(entry::Error::Refused(refusal)) if refusal.key == "person-exists" => persons::settle(desk, vault, opened)?,
            other => drop(other?),
        },
        "leave" => {
            // Where an adding was cut off before, there is nobody.
            if there.is_none() {
                stage::say("nobody");
            }
            if let Some(person) = there {
                persons::leave(desk, vault, opened, person, desk.today()).or_else(gone)?;
            }
        }
        "reset" => persons::reset(desk, vault, opened, named(vault, "Roy").unwrap(), HERS[1 - hers])?,
        "pin" => pin::set(&desk.store, vault, desk.person, MINE[mine], PIN[1 - pin])?,
        "words" => persons::renew_words(desk, vault, &mut i.opened, words)?,
        other => panic!("no deed {other}"),
    }
    entry::turn_key(&i.desk, &mut i.vault, &mut i.opened)?;
    Ok(())
}

/// One deed in another process, cut off or not; then everything is looked at.
pub fn deed(what: &str, folder: &Path, known: &mut Known, end: End, fault: Option<Fault>) -> stage::Ended {
    let job = format!("keys {what} {} {} {} {}", known.mine, known.hers, known.pin, known.said);
    let ended = run(&job, folder, end, fault);
    let done = ended.said.iter().any(|line| line == "done") && !ended.said.iter().any(|line| line == "nobody");
    looked_at(what, folder, known, done, &format!("{what} {fault:?} {:?}", ended.said));
    ended
}

fn looked_at(what: &str, folder: &Path, known: &mut Known, done: bool, case: &str) {
    let said = known.said;
    // A try that was cut off counts, and is to; here it would only make us wait.
    let _ = fs::remove_file(folder.join("vault/tries.json"));
    let vault = Vault::load(&folder.join("vault"), means(folder)).unwrap_or_else(|e| panic!("{case}: {e:?}"));
    let order = if what == "words" { vec![1 - known.said, known.said] } else { vec![known.said] };
    let opens = |said: &usize| vault.rescue(&words(folder, *said)).is_ok();
    known.said = order.into_iter().find(opens).unwrap_or_else(|| panic!("no words open it: {case}"));
    assert!(!done || what != "words" || known.said != said, "the old words still open it: {case}");
    assert!(!opens(&(1 - known.said)), "two sets of words open it: {case}");

    let order = if what == "passphrase" { vec![1 - known.mine, known.mine] } else { vec![known.mine] };
    let (mine, inside) = order
        .into_iter()
        .find_map(|mine| match inside(folder, mine) {
            Ok(inside) => Some((mine, inside)),
            Err(entry::Error::Vault(genki::vault::Error::WrongPassphrase)) => None,
            Err(error) => panic!("{case}: {error:?}"),
        })
        .unwrap_or_else(|| panic!("neither passphrase opens: {case}"));
    assert!(what != "passphrase" || !done || mine != known.mine, "the old one still opens: {case}");
    let key = *inside.opened.key().as_bytes();
    assert_eq!(inside.vault.rescue(&words(folder, known.said)).unwrap().as_bytes(), &key, "the words open the database: {case}");
    let practice = inside.desk.store.read::<_, store::Error>(practice::get).unwrap();
    assert_eq!(practice.words_key, inside.vault.recovery().public.text(), "the log knows other words: {case}");
    let typed = inside.desk.store.jotted(TYPED.0).unwrap();
    assert_eq!(typed.as_deref(), Some(TYPED.1), "what was being typed: {case}");
    assert!(!inside.vault.is_worn(), "{case}");
    let takes_away = ["passphrase", "turn", "leave", "reset", "words", "by-words"].contains(&what);
    assert!(!done || !takes_away || key != known.key, "the database still has the key it had: {case}");
    assert!(takes_away || key == known.key, "{case}");
    if key != known.key {
        let database = folder.join("vault").join(entry::DATABASE);
        assert!(!store::opens_with(&database, &known.key).unwrap(), "the old key still opens: {case}");
    }
    known.key = key;
    known.mine = mine;
    inside.vault.check_keystore().unwrap();

    let people = inside.desk.store.read::<_, store::Error>(people::all).unwrap();
    let mut log: Vec<Id> = people.iter().filter(|p| !p.has_left()).map(|p| p.id).collect();
    let mut here: Vec<Id> = inside.vault.persons().map(|p| p.id).collect();
    log.sort();
    here.sort();
    assert_eq!(log, here, "the log and the file with the keys name others: {case}");
    assert!(!done || what != "add" || named(&inside.vault, "Camille").is_some(), "{case}");
    assert!(!done || what != "leave" || named(&inside.vault, "Camille").is_none(), "{case}");
    match what {
        "reset" | "by-words" => {
            let roy = named(&inside.vault, "Roy").unwrap();
            let opens = |hers: usize| inside.vault.verify(roy, HERS[hers]).is_ok();
            let new = 1 - known.hers;
            known.hers = if opens(new) { new } else { known.hers };
            assert!(!done || known.hers == new, "{case}");
            assert!(opens(known.hers), "neither passphrase is hers: {case}");
        }
        "pin" => {
            let (store, vault, me) = (&inside.desk.store, &inside.vault, inside.desk.person);
            let fits = |n: usize| pin::verify(store, vault, me, PIN[n]).is_ok();
            let new = 1 - known.pin;
            known.pin = if fits(new) { new } else { known.pin };
            assert!((!done || known.pin == new) && fits(known.pin), "{case}");
        }
        _ => {}
    }
    if random(8) == 0 {
        let report = inside.desk.store.check(false).unwrap();
        assert!(report.is_clean() && report.missing == 0, "{case}: {report:?}");
    }
    inside.desk.store.close();
    let _ = fs::remove_file(folder.join("vault/tries.json"));
}

#[test]
fn a_change_of_keys_that_is_killed_locks_nobody_out() {
    let kills = size(DEEDS.len() as u32, 1_000);
    let done: u32 = in_two(kills, |kills| {
        let mut done = 0;
        for part in (0..kills).step_by(60) {
            let folder = stage::quick_folder();
            let mut known = found(folder.path());
            for n in 0..60.min(kills - part) {
                // Who is to leave has to be there: the deeds go round. Killed at any moment, and at any call that
                // writes, or in its midst.
                let what = DEEDS[(part + n) as usize % DEEDS.len()];
                let how = if random(2) == 0 { "kill" } else { "tear" };
                let (end, fault) = match SHIM.as_ref() {
                    Some(_) if random(3) > 0 => (End::Own, Some(Fault { how, at: 1 + random(60), stays: false })),
                    _ => (End::After(1 + random(2), Duration::from_micros(random(150_000))), None),
                };
                done += u32::from(deed(what, folder.path(), &mut known, end, fault).said.contains(&"done".into()));
            }
        }
        done
    })
    .into_iter()
    .sum();
    eprintln!("{kills} changes of keys, {done} done before their kill, nobody locked out");
}
