//! Results: in, decided, told.

use super::desk::Result;
use crate::{
    base::Id,
    model::{
        Aside, Attachment, Audience, Content, Person, Practice, Record, Refusal, TestResult,
        person::Role,
        result::Decision,
        rights::{self, Deed, May},
    },
    store::{Tx, people, practice, results},
};
use chrono::NaiveDateTime;
use std::sync::Arc;

/// A result has come for a patient. What it says is sealed to the doctors at once, unless the practice lets
/// secretaries read results.
pub fn receive(tx: &mut Tx, now: NaiveDateTime, patient: Id, title: &str, text: &str) -> Result<Id> {
    receive_files(tx, now, patient, title, text, &[])
}

/// The same with files, each with its name.
pub fn receive_files(
    tx: &mut Tx,
    now: NaiveDateTime,
    patient: Id,
    title: &str,
    text: &str,
    files: &[(String, Arc<Vec<u8>>)],
) -> Result<Id> {
    let title = title.trim();
    if title.is_empty() {
        return Err(Refusal::at("needed", "title").into());
    }
    let practice = practice::get(&tx.db())?;
    let by = tx.act().person;
    let result = TestResult { id: Id::new(tx.act().at), patient: Some(patient), title: title.into(), at: now, by, ..TestResult::default() };
    tx.set_subject(patient);
    tx.put(&result)?;
    let mut content = Content { id: Content::id_of(result.id), result: result.id, text: text.trim().into(), files: Vec::new() };
    let mut parts = Vec::new();
    for (name, bytes) in files {
        let file = Attachment::of(name, bytes)?;
        // The same page twice is once.
        if !content.files.iter().any(|f| f.hash == file.hash) {
            parts.extend(file.cut(content.id, bytes));
            content.files.push(file);
        }
    }
    if content.is_empty() {
        return Ok(result.id);
    }
    let audience = Content::audience(practice.secretaries_read_results);
    if audience != Audience::Practice && practice.doctors_key.is_empty() {
        return Err(Refusal::at("no-doctor", "text").into());
    }
    write(tx, &content, audience)?;
    parts.iter().try_for_each(|part| write(tx, part, audience))?;
    Ok(result.id)
}

fn write<R: Record>(tx: &mut Tx, record: &R, audience: Audience) -> Result<()> {
    match audience {
        Audience::Practice => tx.put(record)?,
        sealed => tx.put_sealed(record, sealed)?,
    };
    Ok(())
}

/// Says whose decision it is; None is any doctor's.
pub fn entrust(tx: &mut Tx, id: Id, doctor: Option<Id>) -> Result<()> {
    let result = result(tx, id)?;
    if result.decision != Decision::None {
        return Err(Refusal::new("result-decided").into());
    }
    if let Some(doctor) = doctor {
        let known = people::get(&tx.db(), doctor)?.filter(|p| p.role == Role::Doctor && !p.has_left());
        known.ok_or(Refusal::at("no-such-doctor", "doctor"))?;
    }
    tx.set_subject(result.patient.unwrap_or(id));
    tx.put(&TestResult { doctor, ..result })?;
    Ok(())
}

/// A doctor says what is to be done with it.
pub fn decide(tx: &mut Tx, now: NaiveDateTime, id: Id, decision: Decision, words: &str) -> Result<()> {
    let (me, practice) = who(tx)?;
    rights::need(me.as_ref(), &practice, Deed::DecideResults)?;
    let result = result(tx, id)?;
    let words = words.trim();
    if decision == Decision::Say && words.is_empty() {
        return Err(Refusal::at("result-words", "words").into());
    }
    if result.told_at.is_some() {
        return Err(Refusal::new("result-told").into());
    }
    tx.set_subject(result.patient.unwrap_or(id));
    let decided_by = Some(tx.act().person);
    let allowed = matches!(decision, Decision::Say | Decision::Appointment);
    let said = if allowed { words } else { "" };
    let result = TestResult { decision, words: said.into(), decided_by, decided_at: Some(now), ..result };
    tx.put(&result)?;
    // What is not to be said is for the doctors alone.
    let aside = Aside { id: Aside::id_of_decision(&result), of: id, text: if allowed { "" } else { words }.into() };
    if !aside.text.is_empty() || tx.knows(aside.id)? {
        tx.put_sealed(&aside, Audience::Doctors)?;
    }
    Ok(())
}

/// It was said to the patient, or to whom may hear it. Who is no doctor says what a doctor allowed, and nothing before.
pub fn tell(tx: &mut Tx, now: NaiveDateTime, id: Id, to: &str) -> Result<()> {
    let (me, practice) = who(tx)?;
    let result = result(tx, id)?;
    match rights::may(me.as_ref(), &practice, Deed::TellResults) {
        May::Do => {}
        May::WhenAllowed if result.may_be_told() => {}
        May::WhenAllowed => return Err(Refusal::new("result-not-allowed").into()),
        May::Ask | May::No => return Err(Refusal::new("rights-no").with("deed", Deed::TellResults.code()).into()),
    }
    let to = to.trim();
    if to.is_empty() {
        return Err(Refusal::at("needed", "told-to").into());
    }
    tx.set_subject(result.patient.unwrap_or(id));
    let told_by = Some(tx.act().person);
    tx.put(&TestResult { told_to: to.into(), told_by, told_at: Some(now), ..result })?;
    Ok(())
}

fn result(tx: &Tx, id: Id) -> Result<TestResult> {
    Ok(results::get(&tx.db(), id)?.ok_or(Refusal::new("result-unknown"))?)
}

fn who(tx: &Tx) -> Result<(Option<Person>, Practice)> {
    let db = tx.db();
    Ok((people::get(&db, tx.act().person)?, practice::get(&db)?))
}
