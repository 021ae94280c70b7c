//! The practice, its people, practitioners and reasons.

use super::desk::Result;
use crate::{
    base::Id,
    model::{Duty, Person, Practice, Practitioner, Reason, Refusal, person::Role, slot::Slot},
    store::{self, Tx},
};
use chrono::{NaiveDate, NaiveDateTime};

/// Makes the practice and its first person, who is a secretary and manager.
pub fn init(tx: &mut Tx, practice: &Practice, person: Id, name: &str, keys: serde_json::Value) -> Result<()> {
    fit_to_begin(practice, name)?;
    tx.put(practice)?;
    tx.put(&Person { id: person, name: name.trim().into(), role: Role::Secretary, manager: true, keys, ..Person::default() })?;
    Ok(())
}

/// Says what is missing for a practice to begin: asked before any key is made.
pub fn fit_to_begin(practice: &Practice, person: &str) -> std::result::Result<(), Refusal> {
    named(&practice.name, "practice-name")?;
    named(person, "person-name")?;
    match practice.zone.parse::<chrono_tz::Tz>() {
        Ok(_) => Ok(()),
        Err(_) => Err(Refusal::at("zone-unknown", "zone").with("zone", &practice.zone)),
    }
}

/// Changes what the practice says of itself. Its closed days stand as they are: a form that was open while another
/// entered some does not know of them.
pub fn change_practice(tx: &mut Tx, practice: &Practice) -> Result<()> {
    named(&practice.name, "practice-name")?;
    let closed = store::practice::get(&tx.db())?.closed;
    tx.put(&Practice { closed, ..practice.clone() })?;
    Ok(())
}

pub fn save_person(tx: &mut Tx, person: &Person) -> Result<()> {
    named(&person.name, "person-name")?;
    tx.put(person)?;
    Ok(())
}

/// Adds a practitioner, or changes one.
pub fn save_practitioner(tx: &mut Tx, practitioner: &Practitioner) -> Result<()> {
    named(&practitioner.family, "family")?;
    for block in &practitioner.hours {
        if block.to <= block.from {
            return Err(Refusal::at("hours-backwards", "hours").with("from", block.from.format("%H:%M")).into());
        }
    }
    let mut sorted = practitioner.hours.clone();
    sorted.sort_by_key(|b| (b.day.num_days_from_monday(), b.from));
    if let Some(w) = sorted.windows(2).find(|w| w[0].day == w[1].day && w[1].from < w[0].to) {
        return Err(Refusal::at("hours-overlap", "hours").with("from", w[1].from.format("%H:%M")).into());
    }
    tx.put(&Practitioner { hours: sorted, ..practitioner.clone() })?;
    Ok(())
}

/// Changes who somebody is and when she works. Absences stand as they are, whatever an open form still shows.
pub fn change_practitioner(tx: &mut Tx, practitioner: &Practitioner) -> Result<()> {
    let absences = store::practitioners::get(&tx.db(), practitioner.id)?.map(|p| p.absences).unwrap_or_default();
    save_practitioner(tx, &Practitioner { absences, ..practitioner.clone() })
}

/// Adds a reason for visits, or changes one.
pub fn save_reason(tx: &mut Tx, reason: &Reason) -> Result<()> {
    named(&reason.name, "name")?;
    if !(1..=480).contains(&reason.minutes) {
        return Err(Refusal::at("minutes-range", "minutes").into());
    }
    let folded = crate::base::text::fold(&reason.name);
    let same =
        store::reasons::all(&tx.db())?.into_iter().any(|r| r.id != reason.id && !r.retired && crate::base::text::fold(&r.name) == folded);
    if same {
        return Err(Refusal::at("reason-exists", "name").with("name", &reason.name).into());
    }
    tx.put(reason)?;
    Ok(())
}

/// Says when the doctor will begin, or be back, and why not before. `None`: here now.
pub fn expect_doctor(tx: &mut Tx, practitioner: Id, date: NaiveDate, at: Option<NaiveDateTime>, away: &str) -> Result<()> {
    tx.set_subject(practitioner);
    tx.put(&Duty {
        id: Duty::id_of(practitioner, date),
        practitioner,
        date,
        expected_at: at,
        away: if at.is_some() { away.into() } else { String::new() },
    })?;
    Ok(())
}

/// Enters a break.
pub fn add_break(tx: &mut Tx, slot: &Slot) -> Result<()> {
    if slot.end <= slot.start {
        return Err(Refusal::at("hours-backwards", "end").into());
    }
    tx.put(slot)?;
    Ok(())
}

fn named(name: &str, field: &'static str) -> std::result::Result<(), Refusal> {
    if name.trim().is_empty() { Err(Refusal::at("needed", field)) } else { Ok(()) }
}
