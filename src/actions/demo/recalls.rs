//! What the example recalls people for, and what was done for them so far: a few are due, as in any practice, and not all.

use super::{FOLLOW_UP, LEMAIRE, VACCINE, at, chance::Chance, people::id_of, reason_id};
use crate::{
    actions::desk::Result,
    base::Id,
    model::{
        Kept, Patient, Recall, RecallKind,
        recall::{Facts, Unit, after, france},
    },
    store::Tx,
};
use chrono::{Days, NaiveDate};

/// So many of a hundred are behind with something.
const BEHIND: u64 = 6;
/// Of those who bear a mark, who are few.
const BEHIND_OF_THE_MARKED: u64 = 35;

/// A kind as a surgery in Britain has it: key, name, years between, first and last age, for whom, what shows it.
type British = (&'static str, &'static str, u32, u32, u32, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const BRITISH: [British; 7] = [
    ("flu",    "Flu",                  1, 65, 0,  "",       &["flu", "influenza", "cvx|140"]),
    ("pneumo", "Pneumococcal",         0, 65, 0,  "",       &["pneumo", "cvx|33", "cvx|133"]),
    ("zona",   "Shingles",             0, 70, 79, "",       &["shingles", "shingrix", "cvx|187"]),
    ("breast", "Breast screening",     3, 50, 70, "female", &["mammogra", "breast screening"]),
    ("bowel",  "Bowel screening",      2, 54, 74, "",       &["bowel", "colorectal"]),
    ("smear",  "Cervical screening",   5, 25, 64, "female", &["cervical", "smear"]),
    ("check",  "NHS Health Check",     5, 40, 74, "",       &["health check"]),
];

/// What the vaccines are called on the file.
const VACCINES: [(&str, &str, &str); 5] = [
    ("dtp", "Boostrix Tetra", "Td/IPV booster"),
    ("flu", "Vaxigrip Tetra", "Influenza, seasonal"),
    ("pneumo", "Prevenar 20", "Pneumococcal conjugate"),
    ("zona", "Shingrix", "Shingrix (shingles)"),
    ("infant", "Hexyon", "6-in-1"),
];

pub fn flag(french: bool) -> &'static str {
    if french { "diabète" } else { "diabetes" }
}

fn kind_id(key: &str) -> Id {
    Id::derived("recall-example", key)
}

/// The kinds: the shipped ones, where the practice is French.
pub fn kinds(french: bool) -> Vec<RecallKind> {
    let vaccine = |id: Id| VACCINES.iter().any(|v| kind_id(v.0) == id);
    let with_reason = |k: RecallKind| RecallKind { reason: Some(reason_id(if vaccine(k.id) { VACCINE } else { FOLLOW_UP })), ..k };
    if french {
        return france::examples().into_iter().map(with_reason).collect();
    }
    let british = BRITISH.iter().map(|(key, name, every, from, to, gender, shows)| RecallKind {
        id: kind_id(key),
        name: (*name).into(),
        every: *every,
        from_age: Some(*from),
        to_age: (*to > 0).then_some(*to),
        gender: (*gender).into(),
        evidence: shows.iter().map(|s| (*s).to_owned()).collect(),
        basis: "NHS".into(),
        ..RecallKind::default()
    });
    let diabetes = |key: &str, name: &str, every: u32, unit: Unit, shows: &str| RecallKind {
        id: kind_id(key),
        name: name.into(),
        every,
        unit,
        flags: vec![flag(false).into()],
        evidence: vec![shows.into()],
        basis: "NICE NG28".into(),
        ..RecallKind::default()
    };
    let more = [diabetes("hba1c", "HbA1c", 6, Unit::Months, "hba1c"), diabetes("eyes", "Eye screening", 2, Unit::Years, "retina")];
    british.chain(more).map(with_reason).collect()
}

/// Writes the kinds, and what was done for everybody whom they concern.
pub fn write(tx: &mut Tx, today: NaiveDate, people: &[Patient], french: bool) -> Result<()> {
    let mut chance = Chance::new(31);
    for kind in kinds(french) {
        tx.put(&kind)?;
        let vaccine = VACCINES.iter().find(|v| kind_id(v.0) == kind.id).map(|v| if french { v.1 } else { v.2 });
        for patient in people {
            if let Some(on) = done_on(&kind, patient, today, &mut chance) {
                done(tx, &kind, patient, on, vaccine)?;
            }
        }
    }
    // The baby comes for it today.
    let (baby, infant) = (id_of("baby"), kind_id("infant"));
    let visit = super::diary::visit(LEMAIRE, at(today, 10, 45), VACCINE, baby, 0);
    if french {
        let recall =
            Recall { id: Recall::id_of(baby, infant), patient: baby, kind: infant, appointment: Some(visit.id), ..Recall::default() };
        tx.put(&recall)?;
    }
    Ok(())
}

/// When it was done last for somebody; none where it never was, or need not be.
fn done_on(kind: &RecallKind, p: &Patient, today: NaiveDate, chance: &mut Chance) -> Option<NaiveDate> {
    let facts = Facts { born: p.born(), gender: p.gender.clone(), flags: p.flags.clone(), ..Facts::default() };
    let due = kind.due(&facts, today).filter(|due| due.on <= today)?;
    let behind = chance.below(100) < if kind.flags.is_empty() { BEHIND } else { BEHIND_OF_THE_MARKED };
    let back = |most: u64, chance: &mut Chance| today - Days::new(7 + chance.below(most.max(8) - 7));
    // How long it holds: what is due again within that time is not due now.
    let holds = match kind.every {
        0 => None,
        n => after(today, n, kind.unit).map(|then| (then - today).num_days().unsigned_abs()),
    };
    match (kind.ages.is_empty(), holds) {
        _ if p.id == id_of("baby") => None,
        _ if behind && chance.below(2) == 0 => None,
        (true, Some(days)) if behind => Some(today - Days::new(days + 20 + chance.below(days + 90))),
        (true, Some(days)) => Some(back(days, chance)),
        _ if behind => None,
        _ => Some((due.on + Days::new(5 + chance.below(160))).min(today - Days::new(3))),
    }
}

/// A vaccine stands on the file as it came; of the rest it is known that it was done.
fn done(tx: &mut Tx, kind: &RecallKind, p: &Patient, on: NaiveDate, vaccine: Option<&str>) -> Result<()> {
    let Some(title) = vaccine else {
        let recall = Recall { id: Recall::id_of(p.id, kind.id), patient: p.id, kind: kind.id, done: Some(on), ..Recall::default() };
        tx.put(&recall)?;
        return Ok(());
    };
    let id = Id::derived("example", &format!("vaccine {} {}", kind.id, p.id));
    let resource = serde_json::json!({
        "resourceType": "Immunization",
        "id": id.to_string(),
        "status": "completed",
        "vaccineCode": {"text": title},
        "patient": {"reference": format!("Patient/{}", p.id)},
        "occurrenceDateTime": on.to_string(),
    });
    let kept = Kept {
        id,
        resource_type: "Immunization".into(),
        patient: Some(p.id),
        date: on.to_string(),
        title: title.into(),
        status: "completed".into(),
        resource,
        ..Kept::default()
    };
    tx.put(&kept)?;
    Ok(())
}
