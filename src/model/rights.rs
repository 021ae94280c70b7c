//! Who may what. One table, asked by actions and queries alike; screens only show what it says.
//!
//! | | secretary | doctor | manager |
//! |---|---|---|---|
//! | the front desk | do | do | do |
//! | results: read / decide / tell | as the practice sets / no / when allowed | yes / yes / yes | as own role |
//! | *doctors only* | no | yes | as own role |
//! | own private log | alone | alone | alone |
//! | the practice's affairs | ask | ask | do |
//!
//! The practice may let secretaries or doctors do single affairs themselves ([`Practice::granted`]). What is sealed to
//! keys it cannot give away: there the keys decide, and this table only says so beforehand.

use super::{Person, Practice, Refusal, person::Role};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// Diary, reception, calls, patients' identity, money, letters.
    FrontDesk,
    ReadResults,
    DecideResults,
    TellResults,
    DoctorsOnly,
    OwnLog,
    /// Persons and their roles, and the practice's own settings.
    Persons,
    Devices,
    Prices,
    Reasons,
    RecallKinds,
    ExportAll,
    Merge,
    /// Who saw and did what.
    Audit,
}

/// What the table answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    Do,
    /// A doctor has to have said what may be said.
    WhenAllowed,
    /// A manager does it when asked.
    Ask,
    No,
}

/// The practice's affairs: a manager's, unless the practice lets others do them.
pub const AFFAIRS: [Deed; 8] =
    [Deed::Persons, Deed::Devices, Deed::Prices, Deed::Reasons, Deed::RecallKinds, Deed::ExportAll, Deed::Merge, Deed::Audit];

/// Those among them that can be given away: who may change persons could give herself all the rest.
pub const GRANTABLE: [Deed; 5] = [Deed::Prices, Deed::Reasons, Deed::RecallKinds, Deed::ExportAll, Deed::Merge];

impl Deed {
    pub fn code(self) -> &'static str {
        match self {
            Deed::FrontDesk => "front-desk",
            Deed::ReadResults => "read-results",
            Deed::DecideResults => "decide-results",
            Deed::TellResults => "tell-results",
            Deed::DoctorsOnly => "doctors-only",
            Deed::OwnLog => "own-log",
            Deed::Persons => "persons",
            Deed::Devices => "devices",
            Deed::Prices => "prices",
            Deed::Reasons => "reasons",
            Deed::RecallKinds => "recall-kinds",
            Deed::ExportAll => "export",
            Deed::Merge => "merge",
            Deed::Audit => "audit",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        use Deed::*;
        let all = [FrontDesk, ReadResults, DecideResults, TellResults, DoctorsOnly, OwnLog];
        all.into_iter().chain(AFFAIRS).find(|deed| deed.code() == code)
    }
}

/// What somebody may do. Who is unknown here, or has left, may do nothing at all; a role of a newer version gives nothing
/// but what everybody may.
pub fn may(person: Option<&Person>, practice: &Practice, deed: Deed) -> May {
    let Some(person) = person.filter(|p| !p.has_left()) else { return May::No };
    let (doctor, secretary) = (person.role == Role::Doctor, person.role == Role::Secretary);
    match deed {
        Deed::FrontDesk | Deed::OwnLog => May::Do,
        Deed::ReadResults if doctor || secretary && practice.secretaries_read_results => May::Do,
        Deed::DecideResults | Deed::DoctorsOnly if doctor => May::Do,
        Deed::TellResults if doctor => May::Do,
        Deed::TellResults if secretary => May::WhenAllowed,
        Deed::ReadResults | Deed::DecideResults | Deed::DoctorsOnly | Deed::TellResults => May::No,
        _ if person.manager || practice.grants(person.role, deed) => May::Do,
        _ => May::Ask,
    }
}

/// The deed that a write is, beyond the front desk's daily ones. `own` is said of what a person writes about herself.
pub fn deed_of(kind: &str, field: &str, own: bool) -> Option<Deed> {
    match (kind, field) {
        // Everybody changes her own passphrase.
        ("person", "keys") if own => None,
        ("practice" | "person", _) => Some(Deed::Persons),
        ("reason", _) => Some(Deed::Reasons),
        ("recallkind", _) => Some(Deed::RecallKinds),
        ("patient", "merged_into") => Some(Deed::Merge),
        ("result", "decision" | "words" | "decided_by" | "decided_at" | "within") => Some(Deed::DecideResults),
        ("aside", _) => Some(Deed::DoctorsOnly),
        _ => None,
    }
}

/// Says no where the writes go beyond what the person may do. Each is a kind, whether it is her own record, a field.
pub fn permit<'a>(
    person: Option<&Person>,
    practice: &Practice,
    writes: impl Iterator<Item = (&'a str, bool, &'a str)>,
) -> Result<(), Refusal> {
    let deeds: std::collections::BTreeSet<Deed> = writes.filter_map(|(kind, own, field)| deed_of(kind, field, own)).collect();
    deeds.into_iter().try_for_each(|deed| need(person, practice, deed))
}

/// Says no to whoever is no doctor where what they would take away carries what a doctor built upon it: an answer, words
/// that were told, a patient called in.
pub fn leave_to_doctors(person: Option<&Person>, builders: &[&Person]) -> Result<(), Refusal> {
    if person.is_some_and(|p| p.role == Role::Doctor) {
        return Ok(());
    }
    match builders.iter().find(|p| p.role == Role::Doctor) {
        Some(doctor) => Err(Refusal::new("undo-built-upon").with("name", &doctor.name)),
        None => Ok(()),
    }
}

/// Refuses a deed that is not the person's to do.
pub fn need(person: Option<&Person>, practice: &Practice, deed: Deed) -> Result<(), Refusal> {
    match may(person, practice, deed) {
        May::Do | May::WhenAllowed => Ok(()),
        May::Ask => Err(Refusal::new("rights-ask").with("deed", deed.code())),
        May::No => Err(Refusal::new("rights-no").with("deed", deed.code())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    fn person(role: Role, manager: bool) -> Person {
        Person { id: Id::from_u128(1), name: "N".into(), role, manager, ..Person::default() }
    }

    #[test]
    fn a_role_of_a_newer_version_gives_no_right() {
        let read = |role: &str| serde_json::from_value::<Person>(serde_json::json!({"role": role, "name": "N"})).unwrap();
        let open = Practice { secretaries_read_results: true, ..Practice::default() };
        let open = GRANTABLE.iter().fold(open, |p, deed| p.granting(read("nurse").role, *deed, true));
        for deed in AFFAIRS {
            assert_eq!(may(Some(&read("nurse")), &open, deed), May::Ask, "{deed:?}");
        }
        for deed in [Deed::ReadResults, Deed::DecideResults, Deed::TellResults, Deed::DoctorsOnly] {
            assert_eq!(may(Some(&read("nurse")), &open, deed), May::No, "{deed:?}");
        }
        assert_eq!(may(Some(&read("nurse")), &open, Deed::FrontDesk), May::Do);
        assert_eq!(may(Some(&read("secretary")), &open, Deed::ReadResults), May::Do);
    }

    /// The table of the specification, cell by cell.
    #[test]
    fn every_cell_of_the_table() {
        use {Deed::*, May::*};
        let practice = Practice::default();
        let columns =
            [person(Role::Secretary, false), person(Role::Doctor, false), person(Role::Secretary, true), person(Role::Doctor, true)];
        let mut rows = vec![
            (FrontDesk, [Do, Do, Do, Do]),
            (ReadResults, [No, Do, No, Do]),
            (DecideResults, [No, Do, No, Do]),
            (TellResults, [WhenAllowed, Do, WhenAllowed, Do]),
            (DoctorsOnly, [No, Do, No, Do]),
            (OwnLog, [Do, Do, Do, Do]),
        ];
        rows.extend(AFFAIRS.map(|deed| (deed, [Ask, Ask, Do, Do])));
        for (deed, cells) in rows {
            for (who, cell) in columns.iter().zip(cells) {
                assert_eq!(may(Some(who), &practice, deed), cell, "{deed:?} of {:?}, manager {}", who.role, who.manager);
            }
        }
    }

    #[test]
    fn the_practice_may_change_some_cells_and_not_the_sealed_ones() {
        let secretary = person(Role::Secretary, false);
        let open = Practice {
            secretaries_read_results: true,
            granted: vec!["secretary/merge".into(), "secretary/persons".into()],
            ..Practice::default()
        };
        assert_eq!(may(Some(&secretary), &open, Deed::ReadResults), May::Do);
        assert_eq!(may(Some(&secretary), &open, Deed::Merge), May::Do);
        assert_eq!(may(Some(&person(Role::Doctor, false)), &open, Deed::Merge), May::Ask);
        assert_eq!(may(Some(&secretary), &open, Deed::Persons), May::Ask, "never given away, whatever a record says");
        assert_eq!(may(Some(&secretary), &open, Deed::DoctorsOnly), May::No);
    }

    #[test]
    fn who_has_left_or_is_unknown_may_nothing() {
        let left = Person { left: "2026-11-23".into(), ..person(Role::Doctor, true) };
        for who in [Some(&left), None] {
            assert_eq!(may(who, &Practice::default(), Deed::FrontDesk), May::No);
            assert_eq!(may(who, &Practice::default(), Deed::Persons), May::No);
        }
    }

    #[test]
    fn writes_are_asked_about_by_what_they_touch() {
        let (me, other) = (true, false);
        let (secretary, practice) = (person(Role::Secretary, false), Practice::default());
        let permit = |kind, own, field| permit(Some(&secretary), &practice, [(kind, own, field)].into_iter());
        assert!(permit("appointment", other, "start").is_ok());
        assert!(permit("person", me, "keys").is_ok());
        // The table gives the diary to everybody, and sessions and absences are the diary's.
        assert!(permit("practitioner", other, "hours").is_ok() && permit("practitioner", other, "absences").is_ok());
        for (kind, own, field) in [
            ("person", me, "role"),
            ("person", me, "manager"),
            ("person", other, "keys"),
            ("reason", other, "name"),
            ("practice", other, "name"),
            ("patient", other, "merged_into"),
        ] {
            assert_eq!(permit(kind, own, field).unwrap_err().key, "rights-ask", "{kind}.{field}");
        }
        assert_eq!(permit("result", other, "decision").unwrap_err().key, "rights-no");
    }

    #[test]
    fn codes_read_back() {
        for deed in AFFAIRS {
            assert_eq!(Deed::of_code(deed.code()), Some(deed));
        }
    }
}
