//! Asking a manager for what only managers do, and answering.

use super::desk::Result;
use crate::{
    base::Id,
    model::{Ask, AskState, Person, Refusal, rights::Deed},
    store::{self, Db, Tx, asks, people},
};
use chrono::NaiveDateTime;

/// So many letters are a line; more is a conversation.
const LINE: usize = 400;

/// Asks a manager to do something. What she asked already waits for its answer.
pub fn ask(tx: &mut Tx, now: NaiveDateTime, deed: Deed, words: &str, about: &[Id]) -> Result<Id> {
    let by = tx.act().person;
    let open = asks::all(&tx.db())?;
    if open.iter().any(|a| a.is_open() && a.by == by && a.deed == deed.code() && a.about == about) {
        return Err(Refusal::new("ask-already").into());
    }
    let ask = Ask {
        id: Id::new(tx.act().at),
        deed: deed.code().into(),
        words: line(words),
        about: about.to_vec(),
        by,
        at: now,
        ..Ask::default()
    };
    tx.put(&ask)?;
    Ok(ask.id)
}

/// Says that it is done, or will not be, and a word why. A manager does.
pub fn answer(tx: &mut Tx, id: Id, state: AskState, words: &str) -> Result<()> {
    let me = tx.act().person;
    if !people::get(&tx.db(), me)?.is_some_and(|p| p.manager && !p.has_left()) {
        return Err(Refusal::new("ask-not-yours").into());
    }
    let ask = asks::get(&tx.db(), id)?.ok_or(Refusal::new("ask-unknown"))?;
    if !ask.is_open() {
        return Err(Refusal::new("ask-answered").into());
    }
    tx.put(&Ask { state, answer: line(words), answered_by: Some(me), ..ask })?;
    Ok(())
}

/// Who asked has seen the answer: it counts no longer.
pub fn read(tx: &mut Tx, id: Id) -> Result<()> {
    let me = tx.act().person;
    let ask = asks::get(&tx.db(), id)?.filter(|a| a.by == me && !a.is_open()).ok_or(Refusal::new("ask-unknown"))?;
    tx.put(&Ask { read: true, ..ask })?;
    Ok(())
}

/// What waits for this person: for a manager what others asked and nobody answered, for everybody her own answers.
pub fn waiting_for(db: &Db, person: Id) -> store::Result<Vec<Ask>> {
    let me = people::get(db, person)?;
    Ok(asks::all(db)?.into_iter().filter(|ask| me.as_ref().is_some_and(|me| waits(ask, me))).collect())
}

fn waits(ask: &Ask, me: &Person) -> bool {
    match (ask.is_open(), ask.by == me.id) {
        (true, mine) => me.manager && !mine,
        (false, mine) => mine && !ask.read,
    }
}

fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LINE).collect()
}
