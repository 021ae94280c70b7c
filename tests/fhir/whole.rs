//! Nothing is lost on the way back.

use super::{follow, *};

pub fn full(d: &Device) {
    let (dr, p, q) = (Id::from_u128(1), Id::from_u128(2), Id::from_u128(3));
    let address = || {
        vec![Address {
            line: vec!["1 rue X".into(), "bât. B".into()],
            city: "Lyon".into(),
            postal_code: "69001".into(),
            usage: "home".into(),
            ..Address::default()
        }]
    };
    let phone = |n: &str| Telecom { system: "phone".into(), value: n.into(), usage: "mobile".into() };
    let doctor = Practitioner {
        id: dr,
        family: "Roy".into(),
        given: vec!["Claire".into(), "Anne".into()],
        prefix: "Dr".into(),
        speciality: "Cardiology".into(),
        gender: "female".into(),
        identifier: vec![Identifier { system: "urn:rpps".into(), value: "101".into(), kind: "RPPS".into() }],
        telecom: vec![phone("01"), Telecom { value: "x".into(), ..Telecom::default() }],
        address: address(),
        hours: serde_json::from_value(
            json!([{"day": "Tue", "from": "08:00:00", "to": "12:00:00"}, {"day": "Mon", "from": "08:00:00", "to": "10:15:00"}]),
        )
        .expect("hours"),
        absences: vec![
            Absence { from: at("12:00"), to: at("18:00"), why: String::new() },
            Absence { from: at("18:00"), to: at("19:00"), why: "Congress".into() },
        ],
        changeover: 3,
        into_break: 5,
        ..Practitioner::default()
    };
    let patient = Patient {
        id: p,
        family: "Martin".into(),
        given: vec!["Léa".into()],
        maiden: "Petit".into(),
        usual: "Lou".into(),
        prefix: "Mme".into(),
        birth_date: "1984-03".into(),
        gender: "female".into(),
        identifier: vec![Identifier { system: "urn:nir".into(), value: "2".into(), kind: String::new() }],
        telecom: vec![phone("06")],
        address: address(),
        languages: vec!["fr-FR".into(), "Breton".into()],
        contacts: vec![
            Contact { name: "Paul Martin".into(), relation: "husband".into(), phone: "07".into() },
            Contact { relation: "neighbour".into(), ..Contact::default() },
        ],
        general_practitioner: vec![dr.to_string(), "Dr House".into()],
        address_as: "Madame Martin".into(),
        pronounce: "mar-TAN".into(),
        alert: "allergic\nto latex".into(),
        note: "[1,2]".into(),
        do_not_contact: true,
        flags: vec!["diabète".into(), "ALD".into()],
        deceased: "2026-11-01T10:20".into(),
        hidden: true,
        ..Patient::default()
    };
    let merged = Patient { id: q, family: "Martín".into(), merged_into: Some(p), deceased: "yes".into(), ..Patient::default() };
    let reason = Reason {
        id: Id::from_u128(4),
        name: "Check-up".into(),
        minutes: 20,
        hue: 5,
        retired: true,
        needs: vec!["letter".into()],
        ..Reason::default()
    };
    let slot = Slot {
        id: Id::from_u128(5),
        practitioner: dr,
        start: at("10:15"),
        end: at("10:30"),
        status: SlotStatus::BusyUnavailable,
        comment: "coffee".into(),
        ..Slot::default()
    };
    let duty = Duty {
        id: Duty::id_of(dr, at("00:00").date()),
        practitioner: dr,
        date: at("00:00").date(),
        expected_at: Some(at("09:50")),
        away: "out".into(),
    };
    let visit = Appointment {
        id: Id::from_u128(6),
        patient: Some(p),
        practitioner: dr,
        start: at("10:00"),
        minutes: 15,
        status: AppointmentStatus::Cancelled,
        reason: Some(reason.id),
        reason_text: "a cough".into(),
        comment: "brings papers".into(),
        created: Some(at("08:01")),
        cancel_reason: "left-unseen".into(),
        priority: Some(2),
        phoned_eta: Some(at("10:05")),
        promised_start: Some(at("10:30")),
        do_not_move: true,
        moved_on: Some(at("00:00").date()),
        walk_in: true,
        ready: vec!["letter".into()],
        ..Appointment::default()
    };
    let odd = Appointment {
        id: Id::from_u128(7),
        patient: None,
        label: "Mme Martin, urgent".into(),
        series: Some(Id::from_u128(77)),
        minutes: 0,
        cancel_reason: "Her own words.".into(),
        moved_on: at("00:00").date().succ_opt(),
        status: AppointmentStatus::Booked,
        ..visit.clone()
    };
    let waits = Appointment {
        id: Id::from_u128(40),
        patient: Some(p),
        minutes: 20,
        status: AppointmentStatus::Waitlist,
        comment: "call after five".into(),
        created: Some(at("08:01")),
        wish_days: vec![chrono::Weekday::Mon, chrono::Weekday::Thu],
        wish_after: at("13:00").time().into(),
        wish_before: at("17:30").time().into(),
        wish_from: Some(at("00:00").date()),
        ..Appointment::default()
    };
    let for_her = Appointment {
        id: Id::from_u128(41),
        practitioner: dr,
        wish_with: vec![dr, Id::from_u128(11)],
        wish_days: vec![],
        wish_from: None,
        wish_until: at("00:00").date().succ_opt(),
        ..waits.clone()
    };
    let off = Appointment { id: Id::from_u128(42), status: AppointmentStatus::Cancelled, cancel_reason: "ill".into(), ..waits.clone() };
    let taken = Appointment { id: Id::from_u128(43), status: AppointmentStatus::Booked, start: at("16:00"), ..for_her.clone() };
    let stays = Encounter {
        id: Encounter::id_of(visit.id),
        appointment: Some(visit.id),
        patient: Some(p),
        practitioner: Some(dr),
        status: EncounterStatus::OnLeave,
        arrived: Some(at("09:50")),
        started: Some(at("10:00")),
        left: Some(at("10:10")),
        away: 7,
        kind: "Consultation".into(),
        ..Encounter::default()
    };
    let strange = Encounter {
        id: Id::from_u128(8),
        status: EncounterStatus::Cancelled,
        started: Some(at("09:00")),
        arrived: Some(at("09:30")),
        appointment: None,
        ..stays.clone()
    };
    let nobody = Encounter { id: Id::from_u128(12), patient: None, practitioner: None, appointment: None, ..strange.clone() };
    let empty = Encounter {
        id: Id::from_u128(9),
        patient: Some(p),
        status: EncounterStatus::Finished,
        finished: Some(at("12:00")),
        ..Encounter::default()
    };
    let date = at("00:00").date();
    let noted = DayNote {
        id: Id::from_u128(30),
        date,
        until: "2026-11-27".parse().expect("a date"),
        practitioner: Some(dr),
        text: "Congress".into(),
        ..DayNote::default()
    };
    let gone = DayNote { id: Id::from_u128(31), date, until: date, text: "Delivery".into(), removed: true, ..DayNote::default() };
    let follows = follow::every_one(p, visit.id, reason.id);
    d.store
        .write::<_, Error>(Act::new("fill", ME, NOW), move |tx| {
            follows.put(tx)?;
            tx.put(&doctor)?;
            tx.put(&Practitioner {
                id: Id::from_u128(11),
                family: "Gone".into(),
                elsewhere: true,
                hidden: true,
                ..Practitioner::default()
            })?;
            for p in [&patient, &merged] {
                tx.put(p)?;
            }
            tx.put(&reason)?;
            tx.put(&slot)?;
            tx.put(&duty)?;
            tx.put(&noted)?;
            tx.put(&gone)?;
            for a in [&visit, &odd, &waits, &for_her, &off, &taken] {
                tx.put(a)?;
            }
            for e in [&stays, &strange, &nobody, &empty] {
                tx.put(e)?;
            }
            Ok(())
        })
        .expect("written");
}

/// All of a kind, without what it was imported from.
fn bare<R: Record>(all: Vec<R>) -> Vec<(Id, genki::model::Fields)> {
    let fields = |r: &R| (r.id(), r.fields().into_iter().filter(|(k, _)| k != "source").collect());
    all.iter().map(fields).collect()
}

#[test]
fn no_field_is_lost_on_the_way() {
    let (d, other) = (device(1), device(2));
    full(&d);
    let report = take_text(&other, &export(&d));
    assert_eq!(whys(&report), []);
    let all = |d: &Device| {
        d.store
            .read::<_, Error>(|db| {
                let mut practitioners = practitioners::all(db)?;
                practitioners.iter_mut().for_each(|p| p.hours.sort_by_key(|b| b.day.num_days_from_monday()));
                Ok((
                    (bare(patients::all(db)?), bare(practitioners), bare(reasons::all(db)?), bare(slots::all(db)?)),
                    (bare(slots::duties(db)?), bare(appointments::all(db)?), bare(encounters::all(db)?), bare(kept::all(db)?)),
                    (bare(day_notes::all(db)?), follow::all(db)?),
                ))
            })
            .expect("read")
    };
    let ((p1, d1, r1, s1), (y1, a1, e1, k1), n1) = all(&d);
    let ((p2, d2, r2, s2), (y2, a2, e2, k2), n2) = all(&other);
    assert_eq!((n1.0.len(), n1), (2, n2));
    assert_eq!((p1, d1, r1, s1), (p2, d2, r2, s2));
    assert_eq!((y1, a1, e1, k1), (y2, a2, e2, k2));
    round_trip(&d);
}

#[test]
fn what_is_kept_says_what_it_said_and_refers_to_what_is_here() {
    let d = device(1);
    let text = bundle(vec![
        json!({"resourceType": "Patient", "id": "p", "name": [{"family": "Martin"}]}),
        json!({"resourceType": "Organization", "id": "o", "name": "Lab"}),
        json!({"resourceType": "Claim", "id": "c", "text": {"status": "generated", "div": "<div/>"}, "status": "active", "use": "claim", "patient": {"reference": "Patient/p"},
            "provider": {"reference": "Organization/o"}, "created": "2026-11-20", "item": [{"sequence": 1, "productOrService": {"text": "Visit"}, "encounter": [{"reference": "Encounter/lost"}]}]}),
        json!({"resourceType": "ClaimResponse", "id": "r", "patient": {"reference": "Patient/p"}, "request": {"reference": "Claim/c"}, "outcome": "complete"}),
        json!({"resourceType": "Claim", "id": "x", "status": "active", "patient": {"reference": "Patient/gone"}}),
        json!({"resourceType": "Condition", "id": "y", "subject": {"reference": "Patient/p"}}),
    ]);
    let report = take_text(&d, &text);
    assert_eq!(whys(&report).len(), 1);
    assert_eq!(report.files[0].left_alone, [("Condition".to_string(), 1), ("Organization".to_string(), 1)].into());
    let all: Vec<Kept> = d.store.read::<_, Error>(kept::all).expect("read");
    let of = |t: &str| all.iter().find(|k| k.resource_type == t).expect("there");
    let claim = of("Claim");
    assert_eq!((claim.title.as_str(), claim.date.as_str(), claim.status.as_str()), ("Visit", "2026-11-20", "active"));
    assert_eq!(claim.resource["provider"], json!({"display": "Lab", "identifier": {"value": "Organization/o"}}));
    assert_eq!(claim.resource["item"][0]["encounter"][0], json!({"identifier": {"value": "Encounter/lost"}}));
    assert_eq!(claim.resource.get("text"), None);
    assert_eq!(of("ClaimResponse").resource["request"]["reference"], format!("urn:uuid:{}", claim.id));
    round_trip(&d);
}
