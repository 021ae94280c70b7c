//! Who works here: persons, their roles and their keys.
//!
//! The log is the truth of it: a person's keys go there first, and each device lets in and out whom the log names
//! ([`settle`]). What is sealed to the doctors is sealed to a common key. Its private half is granted to each doctor by one
//! who has it, so that nobody becomes a reader by a change of role alone.

use super::{
    desk::{Desk, Result},
    entry,
    ring::{WORDS, Words, grant},
};
use crate::{
    base::Id,
    model::{
        Audience, Grant, Person, Practice, Refusal,
        person::Role,
        rights::{Deed, May},
    },
    store::{self, Act, Db, Tx, grants, people, practice},
    vault::{self, KeyPair, Opened, PersonKey, PublicKey, RecoveryWords, Vault},
};
use chrono::NaiveDate;
use std::sync::Arc;

/// Somebody new.
pub struct New<'a> {
    pub name: &'a str,
    pub role: Role,
    pub manager: bool,
    /// The practitioner whose day is hers.
    pub practitioner: Option<Id>,
    pub passphrase: &'a str,
}

/// Gives the practice's first person her role. To be done in the act that makes the practice.
pub fn begin_as(tx: &mut Tx, person: Id, role: Role) -> Result<()> {
    let first = people::get(&tx.db(), person)?.ok_or(Refusal::new("person-unknown"))?;
    tx.put(&Person { role, ..first })?;
    keep_doctors_key(tx)
}

/// Adds a person, who opens this device from now on. It takes as long as deriving a key does.
pub fn add(desk: &Desk, vault: &mut Vault, opened: &Opened, new: New<'_>) -> entry::Result<Id> {
    desk.need(Deed::Persons)?;
    let name = named(new.name)?;
    if desk.read::<_, store::Error>(people::all)?.iter().any(|p| !p.has_left() && same(&p.name, &name)) {
        return Err(Refusal::at("person-exists", "person-name").with("name", name).into());
    }
    let id = Id::new(desk.clock.millis());
    let keys = vault.make_keys(id, &name, new.passphrase)?;
    let person = Person {
        id,
        name,
        role: new.role,
        manager: new.manager,
        practitioner: new.practitioner,
        keys: serde_json::to_value(&keys).unwrap_or_default(),
        ..Person::default()
    };
    desk.act("person-add", move |tx| {
        tx.put(&person)?;
        keep_doctors_key(tx)
    })?;
    vault.adopt(opened, keys)?;
    Ok(desk.refresh_keys().map(|()| id)?)
}

/// Changes a person's name, role or practitioner. Somebody always stays who may change it back.
pub fn change(tx: &mut Tx, person: &Person) -> Result<()> {
    let name = named(&person.name)?;
    let all = people::all(&tx.db())?;
    if all.iter().any(|p| p.id != person.id && !p.has_left() && same(&p.name, &name)) {
        return Err(Refusal::at("person-exists", "person-name").with("name", name).into());
    }
    let old = all.iter().find(|p| p.id == person.id).ok_or(Refusal::new("person-unknown"))?;
    let new = Person { name, role: person.role, manager: person.manager, practitioner: person.practitioner, ..old.clone() };
    let others = all.iter().filter(|p| p.id != person.id);
    keep_a_manager(others.chain([&new]))?;
    tx.put(&new)?;
    keep_doctors_key(tx)
}

/// Gives somebody who forgot hers a new passphrase, and with it new keys: nobody but she could open the old ones. What
/// was sealed to those waits for her ([`regain`]).
pub fn reset(desk: &Desk, vault: &mut Vault, opened: &Opened, person: Id, passphrase: &str) -> entry::Result<()> {
    desk.need(Deed::Persons)?;
    if opened.person() == Some(person) {
        return Err(Refusal::new("person-reset-self").into());
    }
    let old = known(desk, person)?;
    let keys = vault.make_keys(person, &old.name, passphrase)?.after(key_of(&old).as_ref());
    let mut former = old.former.clone();
    former.extend((!old.keys.is_null()).then(|| old.keys.clone()));
    let new = Person { keys: serde_json::to_value(&keys).unwrap_or_default(), former, left: String::new(), ..old };
    desk.act("person-reset", move |tx| {
        tx.put(&new)?;
        keep_doctors_key(tx)
    })?;
    vault.adopt(opened, keys)?;
    Ok(desk.refresh_keys()?)
}

/// Somebody no longer works here: she opens nothing any more, what she did stays hers, and what the doctors write from
/// now on is sealed to a key that she does not have.
pub fn leave(desk: &Desk, vault: &mut Vault, opened: &Opened, person: Id, from: NaiveDate) -> entry::Result<()> {
    desk.need(Deed::Persons)?;
    if opened.person() == Some(person) {
        return Err(Refusal::new("person-leave-self").into());
    }
    known(desk, person)?;
    desk.act("person-leave", move |tx| {
        let all = people::all(&tx.db())?;
        keep_a_manager(all.iter().filter(|p| p.id != person))?;
        let old = all.iter().find(|p| p.id == person).ok_or(Refusal::new("person-unknown"))?;
        tx.put(&Person { left: from.to_string(), ..old.clone() })?;
        keep_doctors_key(tx)
    })?;
    vault.remove_person(opened, person).or_else(|e| if matches!(e, vault::Error::NoSuchPerson) { Ok(()) } else { Err(e) })?;
    Ok(desk.refresh_keys()?)
}

/// Lets a doctor read what is sealed to the doctors: done by one who reads it.
pub fn admit(desk: &Desk, person: Id) -> Result<()> {
    let holder = desk.ring.clone().ok_or(Refusal::new("admit-not-yours"))?;
    desk.act("person-admit", move |tx| {
        let db = tx.db();
        let me = people::get(&db, tx.act().person)?;
        let practice = practice::get(&db)?;
        crate::model::rights::need(me.as_ref(), &practice, Deed::DoctorsOnly)?;
        let new = people::get(&db, person)?.filter(|p| p.role == Role::Doctor && !p.has_left()).ok_or(Refusal::new("person-unknown"))?;
        let to = key_of(&new).ok_or(Refusal::new("person-unknown"))?.public;
        let granted = holder.grant_doctors(&doctors_keys(&db)?, (person, to));
        if !granted.iter().any(|g| g.key == practice.doctors_key) {
            return Err(Refusal::new("admit-not-yours").into());
        }
        tx.set_subject(person);
        granted.iter().try_for_each(|g| Ok(tx.put(g).map(drop)?))
    })?;
    Ok(())
}

/// Doctors who do not have the doctors' key yet.
pub fn not_admitted(db: &Db) -> store::Result<Vec<Person>> {
    let key = practice::get(db)?.doctors_key;
    let grants = grants::all(db)?;
    let doctors = people::all(db)?.into_iter().filter(|p| p.role == Role::Doctor && !p.has_left());
    Ok(doctors.filter(|p| !holds(p, &key, &grants)).collect())
}

/// Doctors who have the doctors' key, and so can let others in.
pub fn admitted(db: &Db) -> store::Result<Vec<Person>> {
    let waiting = not_admitted(db)?;
    let doctors = people::all(db)?.into_iter().filter(|p| p.role == Role::Doctor && !p.has_left());
    Ok(doctors.filter(|p| waiting.iter().all(|w| w.id != p.id)).collect())
}

/// Whether something is sealed to keys that this person had before and her present ones do not open: asked with her
/// keys at hand.
pub fn waits_for_former(db: &Db, person: Id) -> store::Result<bool> {
    let Some(me) = people::get(db, person)?.filter(|p| !p.former.is_empty()) else { return Ok(false) };
    let Some(own) = key_of(&me) else { return Ok(false) };
    let grants = grants::of_person(db, person)?;
    // Her own key opens what was granted to it, and what was granted to that.
    let mut opens = vec![own.public.text()];
    while let Some(more) = grants.iter().find(|g| opens.contains(&g.to) && !opens.contains(&g.key)) {
        opens.push(more.key.clone());
    }
    Ok(grants.iter().any(|g| !opens.contains(&g.key)) || store::sealed::any_closed(db, Audience::Person(person))?)
}

/// Gives the person at work back what was sealed to former keys, by the passphrase they had.
pub fn regain(desk: &Desk, vault: &Vault, passphrase: &str) -> entry::Result<()> {
    let me = known(desk, desk.person)?;
    let to = key_of(&me).ok_or(Refusal::new("person-unknown"))?.public;
    let former: Vec<PersonKey> = me.former.iter().filter_map(key_in).collect();
    let mut wrong = None;
    let mut opened = Vec::new();
    for keys in &former {
        match vault.former_by_passphrase(keys, passphrase) {
            Ok(pair) => opened.extend(grant(&pair, (me.id, to))),
            Err(error) => wrong = Some(error),
        }
    }
    if let (true, Some(error)) = (opened.is_empty(), wrong) {
        return Err(error.into());
    }
    desk.act("person-regain", move |tx| opened.iter().try_for_each(|g| Ok(tx.put(g).map(drop)?)))?;
    Ok(desk.refresh_keys()?)
}

/// Gives the practice other recovery words, done by a manager: those before open nothing newer, and what doctors write from
/// now on is sealed to a key that they do not open. Nobody has seen the new ones until [`Vault::note_words_seen`].
pub fn renew_words(desk: &Desk, vault: &mut Vault, opened: &mut Opened, words: &RecoveryWords) -> entry::Result<()> {
    desk.need(Deed::Persons)?;
    vault.renew_words(opened, words)?;
    keep_words(desk, vault)?;
    entry::turn_key(desk, vault, opened)?;
    Ok(())
}

/// Sees to it that the log knows the recovery words' key, and that it opens what doctors read, as far as who is at work may
/// see to it.
pub fn keep_words(desk: &Desk, vault: &Vault) -> entry::Result<()> {
    let Some(holder) = desk.ring.clone() else { return Ok(()) };
    let key = vault.recovery().public;
    let known = desk.read::<_, store::Error>(practice::get)?.words_key;
    if known != key.text() {
        if desk.may(Deed::Persons)? != May::Do {
            return Ok(());
        }
        let renewed = !known.is_empty();
        desk.act("words", move |tx| {
            let practice = practice::get(&tx.db())?;
            tx.put(&Practice { words_key: key.text(), ..practice })?;
            if renewed { turn_doctors_key(tx, true) } else { Ok(()) }
        })?;
        desk.refresh_keys()?;
    }
    let (me, grants) = desk.read::<_, store::Error>(|db| Ok((people::get(db, desk.person)?, grants::all(db)?)))?;
    if !me.is_some_and(|me| me.role == Role::Doctor && !me.has_left()) {
        return Ok(());
    }
    let doctors = desk.read(doctors_keys)?;
    let mut more = holder.grant_doctors(&doctors, (WORDS, key));
    more.retain(|new| grants.iter().all(|g| g.id != new.id));
    if more.is_empty() {
        return Ok(());
    }
    desk.act("words", move |tx| more.iter().try_for_each(|g| Ok(tx.put(g).map(drop)?)))?;
    Ok(())
}

/// Gives somebody a new passphrase, and new keys, by the recovery words that opened the practice, and puts them to work. What
/// was sealed to the keys before waits for their passphrase ([`regain`]); a doctor reads on what doctors read.
pub fn reset_by_words(desk: &Desk, vault: &mut Vault, opened: &mut Opened, person: Id, passphrase: &str) -> entry::Result<Desk> {
    let Some(words) = opened.words().cloned().map(Words) else { return Err(vault::Error::NeedsWords.into()) };
    let (keys, pair) = vault.keys_by_words(opened, person, passphrase)?;
    let old = known(desk, person)?;
    let grants = desk.read::<_, store::Error>(grants::all)?;
    let granted = if old.role == Role::Doctor { words.grant(&grants, (person, keys.public)) } else { Vec::new() };
    let mut former = old.former.clone();
    former.extend((!old.keys.is_null()).then(|| old.keys.clone()));
    let new = Person { keys: serde_json::to_value(&keys).unwrap_or_default(), former, ..old };
    // Into the log first: whatever ends the program then, the next opening lets the new passphrase in.
    let act = Act { ring: Some(Arc::new(words)), ..Act::new("passphrase", person, desk.clock.millis()) };
    desk.store.write(act, move |tx| {
        tx.put(&new)?;
        granted.iter().try_for_each(|g| tx.put(g).map(drop))
    })?;
    vault.seat_by_words(opened, keys, pair)?;
    if let Err(error) = entry::turn_key(desk, vault, opened) {
        tracing::warn!("the database did not get another key: {error}");
    }
    Ok(desk.of_person(person, opened.pair())?)
}

/// The keys that doctors have or had in common: those that were granted, but for persons' own, of now and of before.
fn doctors_keys(db: &Db) -> store::Result<Vec<PublicKey>> {
    let persons = people::all(db)?;
    let own = |value: &serde_json::Value| value.get("public").and_then(|p| p.as_str()).map(ToOwned::to_owned);
    let own: Vec<String> = persons.iter().flat_map(|p| p.former.iter().chain([&p.keys])).filter_map(own).collect();
    let granted = grants::all(db)?;
    Ok(granted.iter().filter(|g| !own.contains(&g.key)).filter_map(|g| PublicKey::parse(&g.key)).collect())
}

/// Brings who may open this device in line with the log: another device may have let somebody in or out. Keys changed
/// here and not yet in the log stay.
pub fn settle(desk: &Desk, vault: &mut Vault, opened: &Opened) -> entry::Result<()> {
    for person in desk.read::<_, store::Error>(people::all)? {
        let here = vault.persons().find(|k| k.id == person.id).cloned();
        if person.has_left() {
            if here.is_some() && opened.person() != Some(person.id) {
                vault.remove_person(opened, person.id)?;
            }
            continue;
        }
        if let Some(keys) = key_of(&person).filter(|keys| here.as_ref().is_none_or(|here| keys.is_newer_than(here))) {
            vault.adopt(opened, keys)?;
        }
        // Her keys keep the name they were made under; the door asks for the one she goes by.
        if vault.persons().any(|k| k.id == person.id && k.name != person.name) {
            vault.rename_person(opened, person.id, &person.name)?;
        }
    }
    Ok(())
}

/// A person's keys as the log has them.
pub fn key_of(person: &Person) -> Option<PersonKey> {
    if person.keys.is_null() { None } else { key_in(&person.keys) }
}

/// Keys as the log has them. Those that do not read open nothing, and the log says so.
fn key_in(keys: &serde_json::Value) -> Option<PersonKey> {
    serde_json::from_value(keys.clone()).inspect_err(|_| tracing::error!("a person's keys do not read")).ok()
}

/// Sees to it that there is a key for what only doctors read, and that nobody else has it: the first doctor is given
/// one; when a holder goes, those who stay get another. Whoever holds the old one goes on reading what is old.
fn keep_doctors_key(tx: &mut Tx) -> Result<()> {
    turn_doctors_key(tx, false)
}

/// As [`keep_doctors_key`]; another key in any case where the recovery words were renewed, for the words before open this
/// one.
fn turn_doctors_key(tx: &mut Tx, renewed: bool) -> Result<()> {
    let (practice, grants) = (practice::get(&tx.db())?, grants::all(&tx.db())?);
    let all = people::all(&tx.db())?;
    let doctors: Vec<&Person> = all.iter().filter(|p| p.role == Role::Doctor && !p.has_left()).collect();
    let holders: Vec<&&Person> = doctors.iter().filter(|p| holds(p, &practice.doctors_key, &grants)).collect();
    let gone = all.iter().any(|p| (p.role != Role::Doctor || p.has_left()) && holds(p, &practice.doctors_key, &grants));
    if doctors.is_empty() || (!holders.is_empty() && !gone && !renewed) {
        return Ok(());
    }
    // Nobody is left who has it, or nobody ever had: it begins anew with those there are.
    let readers: Vec<(Id, PublicKey)> = if holders.is_empty() { keys(doctors.into_iter()) } else { keys(holders.into_iter().copied()) };
    let pair = KeyPair::random();
    let words = PublicKey::parse(&practice.words_key).map(|key| (WORDS, key));
    tx.put(&Practice { doctors_key: pair.public().text(), ..practice })?;
    for reader in readers.into_iter().chain(words) {
        if let Some(granted) = grant(&pair, reader) {
            tx.put(&granted)?;
        }
    }
    Ok(())
}

fn keys<'a>(persons: impl Iterator<Item = &'a Person>) -> Vec<(Id, PublicKey)> {
    persons.filter_map(|p| key_of(p).map(|k| (p.id, k.public))).collect()
}

/// Whether a person was granted a key under the keys she has now.
fn holds(person: &Person, key: &str, grants: &[Grant]) -> bool {
    let own = key_of(person).map(|k| k.public.text()).unwrap_or_default();
    grants.iter().any(|g| g.person == person.id && g.key == key && g.to == own)
}

fn known(desk: &Desk, person: Id) -> entry::Result<Person> {
    let found = desk.read::<_, store::Error>(|db| people::get(db, person))?;
    found.ok_or_else(|| Refusal::new("person-unknown").into())
}

fn named(name: &str) -> std::result::Result<String, Refusal> {
    let name = name.trim();
    if name.is_empty() { Err(Refusal::at("needed", "person-name")) } else { Ok(name.to_owned()) }
}

fn same(a: &str, b: &str) -> bool {
    crate::base::text::fold(a) == crate::base::text::fold(b)
}

fn keep_a_manager<'a>(mut stay: impl Iterator<Item = &'a Person>) -> std::result::Result<(), Refusal> {
    if stay.any(|p| p.manager && !p.has_left()) { Ok(()) } else { Err(Refusal::at("person-last-manager", "manager")) }
}
