//! Reading a file into a plan.

use chrono::NaiveDate;
use genki::{
    base::Id,
    exchange::{self, Cards, Format, How, Plan, Unreadable},
    model::{Patient, Record, plan::Noun},
};
use std::{collections::BTreeMap, hash::Hasher};

/// Reads as the practice would; some inputs a second time, which must come to the same.
pub fn read(format: Format, data: &[u8]) {
    let _ = exchange::detect("file", data);
    let how = how(data);
    let plan = exchange::read(format, data, &how);
    if let Ok(plan) = &plan {
        adds_up(plan);
    }
    if dice(data).is_multiple_of(4) {
        assert_eq!(told(&plan), told(&exchange::read(format, data, &how)), "read twice, another plan");
    }
}

/// How files are read: one input always in the same way, inputs in all of them.
pub fn how(data: &[u8]) -> How {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let mut how = How::new(chrono_tz::Europe::Paris, today);
    let dice = dice(data) >> 8;
    if dice & 1 == 1 {
        how.cards = Cards::Contacts;
    }
    how.names = dice & 6 != 0;
    how.practitioner = (dice & 8 == 0).then_some(Id::from_u128(7));
    how.french = dice & 16 == 0;
    how
}

pub fn dice(data: &[u8]) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(data);
    hasher.finish()
}

/// What was read is in, or rejected, or was said before.
pub fn adds_up(plan: &Plan) {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    plan.records.iter().for_each(|r| *sums.entry(&r.kind).or_default() += 1);
    plan.rejected.iter().filter(|r| r.kind != "unknown").for_each(|r| *sums.entry(&r.kind).or_default() += 1);
    plan.repeated.iter().for_each(|(kind, n)| *sums.entry(kind).or_default() += n);
    let read: BTreeMap<&str, u64> = plan.read.iter().map(|(kind, n)| (kind.as_str(), *n)).filter(|(_, n)| *n > 0).collect();
    assert_eq!(read, sums, "the counts do not add up");
}

/// All that a plan says, its people included: they do not show in what is printed of them.
fn told(plan: &Result<Plan, Unreadable>) -> String {
    let people: Vec<_> = plan
        .iter()
        .flat_map(|plan| &plan.records)
        .filter_map(|r| if let Noun::Patient(p) = &r.noun { p.record.open().map(|p| Patient::fields(&p)) } else { None })
        .collect();
    format!("{plan:?} {people:?}")
}
