//! Two files of one person become one, and are taken apart again.
//!
//! The file that goes stays as it is, hidden, and names the one it went into; what belonged to it goes along. The way
//! back is read from the log: each record's own history says through whose file it came, and the merging's changes say
//! what the kept file held before.

use super::desk::{Error, Result};
use crate::{
    base::Id,
    model::{
        Apart, Ask, AskState, Fields, Kept, Patient, Recall, Record, Refusal,
        rights::Deed,
        twins::{self as rule, Choices, Merged},
    },
    store::{self, Tx, asks, patients, twins},
};
use serde_json::Value;

/// Makes two files one: `keep` gets what was chosen, `other` goes into it. One act, one undo.
pub fn merge(tx: &mut Tx, keep: Id, other: Id, choices: &Choices) -> Result<()> {
    if keep == other {
        return Err(Refusal::new("merge-same").into());
    }
    let (kept, gone) = (known(tx, keep)?, known(tx, other)?);
    if kept.merged_into.is_some() || gone.merged_into.is_some() {
        return Err(Refusal::new("merge-already").into());
    }
    tx.set_subject(keep);
    tx.put(&rule::unite(&kept, &gone, choices))?;
    tx.put(&Patient { merged_into: Some(keep), ..gone })?;
    follow(tx, other, keep)?;
    answer(tx, keep, other, AskState::Done)
}

/// Takes a file out of the one it was merged into, however long ago. What came with it goes with it, and `also` what
/// was added since and is chosen; everything else that was added stays with the kept file.
pub fn unmerge(tx: &mut Tx, other: Id, also: &[Id]) -> Result<()> {
    let gone = known(tx, other)?;
    let Some(into) = gone.merged_into else { return Err(Refusal::new("merge-not").into()) };
    tx.set_subject(into);
    restore(tx, &gone, into)?;
    let way = twins::upwards(&tx.db(), other)?;
    for holder in way {
        for belonging in twins::belongings(&tx.db(), holder)? {
            if twins::trail(&tx.db(), belonging.id)?.contains(&other) {
                give_back(tx, &belonging, holder, other)?;
            } else if also.contains(&belonging.id) {
                give(tx, &belonging, holder, other)?;
            }
        }
    }
    tx.put(&Patient { merged_into: None, ..gone })?;
    Ok(())
}

/// Notes that two files are two persons': nobody is asked again.
pub fn not_the_same(tx: &mut Tx, one: Id, other: Id) -> Result<()> {
    known(tx, one)?;
    known(tx, other)?;
    tx.set_subject(one);
    tx.put(&Apart::of(one, other))?;
    answer(tx, one, other, AskState::Refused)
}

/// Whether somebody waits for an answer about these two.
pub fn open_about(ask: &Ask, one: Id, other: Id) -> bool {
    ask.is_open() && ask.deed == Deed::Merge.code() && ask.about.contains(&one) && ask.about.contains(&other)
}

/// What was asked of a manager is answered by what the manager did.
fn answer(tx: &mut Tx, one: Id, other: Id, state: AskState) -> Result<()> {
    for ask in asks::all(&tx.db())?.into_iter().filter(|ask| open_about(ask, one, other)) {
        match super::asks::answer(tx, ask.id, state, "") {
            // Who may merge without being a manager leaves the answer to one.
            Err(Error::Refused(_)) => {}
            done => done?,
        }
    }
    Ok(())
}

/// Brings what belongs to a merged file to the one that stands for it.
pub fn follow(tx: &mut Tx, from: Id, to: Id) -> store::Result<()> {
    for belonging in twins::belongings(&tx.db(), from)? {
        give(tx, &belonging, from, to)?;
    }
    Ok(())
}

/// Whatever an act wrote of a file that was merged into another goes to the one that stands for it: an undo, a visit that
/// names it still, a card that was begun before. Else nobody would see it.
///
/// # Errors
/// Where the act made files go into one another in a circle, so that none would be shown: an undo may.
pub fn settle(tx: &mut Tx) -> Result<()> {
    let mut named = tx.named().clone();
    if !tx.regrouped().is_empty() {
        for file in tx.regrouped() {
            if is_merged(tx, *file)? && is_merged(tx, twins::root(&tx.db(), *file)?)? {
                return Err(Refusal::new("merge-circle").into());
            }
        }
        // Those that stand in them stand elsewhere by now.
        named.extend(twins::merged(&tx.db())?.iter().map(|p| p.id));
    }
    for file in named {
        let root = twins::root(&tx.db(), file)?;
        if root != file {
            follow(tx, file, root)?;
        }
    }
    Ok(())
}

fn is_merged(tx: &Tx, file: Id) -> Result<bool> {
    Ok(patients::get(&tx.db(), file)?.is_some_and(|p| p.merged_into.is_some()))
}

fn known(tx: &Tx, id: Id) -> Result<Patient> {
    Ok(patients::get(&tx.db(), id)?.ok_or(Refusal::new("patient-unknown"))?)
}

/// Gives the kept file, and those it stands in by now, back what they held before.
fn restore(tx: &mut Tx, gone: &Patient, into: Id) -> Result<()> {
    let Some(merging) = twins::merging(&tx.db(), gone.id, into)? else { return Ok(()) };
    let leaving = gone.fields();
    let (mut before, mut after, mut below) = (merging.before, merging.after, gone.id);
    let brought = after.clone();
    let mut stays: Option<Fields> = None;
    for holder in twins::upwards(&tx.db(), gone.id)? {
        if let Some(restored) = &stays {
            let Some(merging) = twins::merging(&tx.db(), below, holder)? else { break };
            (before, after) = rule::further_up(&merging.before, &merging.after, &brought, restored);
        }
        let others = twins::within(&tx.db(), holder)?.into_iter().filter(|p| p.id != below).map(|p| p.fields());
        let rest: Vec<Fields> = others.chain(stays.take()).collect();
        let now = known(tx, holder)?;
        let back = rule::without(&now, &Merged { before: &before, after: &after, gone: &leaving, rest: &rest });
        let back = back.ok_or(store::Error::Record { kind: Patient::KIND })?;
        tx.put(&back)?;
        (stays, below) = (Some(back.fields()), holder);
    }
    Ok(())
}

fn give(tx: &mut Tx, belonging: &twins::Belonging, from: Id, to: Id) -> store::Result<()> {
    if belonging.kind == Kept::KIND
        && let Some(kept) = store::kept::get(&tx.db(), belonging.id)?
    {
        let mut resource = kept.resource.clone();
        refer(&mut resource, &format!("urn:uuid:{from}"), &format!("urn:uuid:{to}"));
        tx.put(&Kept { patient: Some(to), resource, ..kept })?;
        return Ok(());
    }
    tx.settle(&belonging.kind, belonging.id, "patient", to.to_string().into())
}

/// As [`give`], back to where it came from. What was noted since of a recall was noted of the kept file: it stays there.
fn give_back(tx: &mut Tx, belonging: &twins::Belonging, from: Id, to: Id) -> store::Result<()> {
    if belonging.kind == Recall::KIND
        && let Some(brought) = twins::brought(&tx.db(), belonging.id, to)?
        && let Some(recall) = Recall::from_fields(belonging.id, &brought)
    {
        tx.put(&Recall { patient: to, ..recall })?;
        return Ok(());
    }
    give(tx, belonging, from, to)
}

/// What is kept as it came names its patient inside as well.
fn refer(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|v| refer(v, from, to)),
        Value::Object(map) => {
            if map.get("reference").and_then(Value::as_str) == Some(from) {
                map.insert("reference".into(), to.into());
            }
            map.values_mut().for_each(|v| refer(v, from, to));
        }
        _ => {}
    }
}
