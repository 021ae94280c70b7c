//! FHIR in and out: what goes in, what stays out and why, and that nothing is lost on the way back.

use chrono_tz::Europe::Paris;
use genki::{
    actions::import::{Failed, How, Report, import},
    base::Id,
    exchange::{self, Plan},
    model::{
        Appointment, Encounter, Kept, Patient, Practitioner, Reason, Record, Slot,
        patient::{Address, Contact, Identifier, Telecom},
        practitioner::Absence,
        slot::{Duty, SlotStatus},
        transition::{AppointmentStatus, EncounterStatus},
    },
    store::{Act, Error, Store, appointments, encounters, kept, patients, practitioners, reasons, slots},
};
use serde_json::{Value, json};
use std::ops::ControlFlow;

const ME: Id = Id::from_u128(42);
/// 23 November 2026, 09:40 in Paris.
const NOW: i64 = 1_795_423_200_000;

struct Device {
    store: Store,
    _dir: tempfile::TempDir,
}

fn device(n: u128) -> Device {
    let dir = tempfile::tempdir().expect("a folder");
    let store = Store::open(&dir.path().join("genki.db"), &[n as u8; 32], Id::from_u128(n)).expect("opens");
    Device { store, _dir: dir }
}

fn plan(text: &str) -> Plan {
    exchange::fhir::read(text.as_bytes(), Paris).expect("reads")
}

fn take(device: &Device, files: Vec<Plan>, how: How) -> Result<Report, Failed> {
    let files = files.into_iter().enumerate().map(|(i, p)| (format!("{i}"), p)).collect();
    import(&device.store, Act::new("import", ME, NOW), Paris, files, how, |_, _| ControlFlow::Continue(()))
}

fn take_text(device: &Device, text: &str) -> Report {
    take(device, vec![plan(text)], How::default()).expect("goes in")
}

fn bundle(resources: Vec<Value>) -> String {
    let entries: Vec<Value> = resources.into_iter().map(|r| json!({"resource": r})).collect();
    serde_json::to_string_pretty(&json!({"resourceType": "Bundle", "type": "collection", "entry": entries})).expect("writes")
}

fn export(device: &Device) -> String {
    let value = device.store.read::<_, Error>(|db| exchange::fhir::write(db, Paris)).expect("exports");
    serde_json::to_string_pretty(&value).expect("writes")
}

fn changes(device: &Device) -> u64 {
    device.store.check(false).expect("checked").changes
}

fn whys(report: &Report) -> Vec<(u64, String)> {
    report.files.iter().flat_map(|f| &f.rejected).map(|r| (r.line, r.why.to_string())).collect()
}

fn at(time: &str) -> chrono::NaiveDateTime {
    format!("2026-11-23T{time}:00").parse().expect("a time")
}

/// The worked day as a bundle and as NDJSON with relative references.
fn days() -> [String; 2] {
    ["day.json", "day.ndjson"].map(|f| std::fs::read_to_string(format!("tests/fixtures/{f}")).expect("a fixture"))
}

#[test]
fn the_worked_day_is_all_there() {
    for text in days() {
        let d = device(1);
        let report = take_text(&d, &text);
        assert_eq!((report.total().added, report.total().rejected), (15, 0), "{:?}", whys(&report));
        let (all, doctor, reason) = d
            .store
            .read::<_, Error>(|db| {
                let day = at("00:00").date();
                let all: Vec<_> = appointments::between(db, day, day)?
                    .into_iter()
                    .map(|a| {
                        Ok((patients::get(db, a.patient.expect("a patient"))?.expect("there"), encounters::of_appointment(db, a.id)?, a))
                    })
                    .collect::<Result<_, Error>>()?;
                Ok((all, practitioners::here(db)?.remove(0), reasons::all(db)?.remove(0)))
            })
            .expect("read");
        assert_eq!(doctor.name(), "Dr Claire Roy");
        assert_eq!(doctor.blocks_on(at("00:00").date()), [(at("08:00"), at("10:15")), (at("10:30"), at("11:00"))]);
        assert_eq!((reason.name.as_str(), reason.minutes), ("Consultation", 15));
        use AppointmentStatus::{Arrived, Booked, Fulfilled};
        let expected = [
            ("Arnaud Alice", "09:15", 20, Fulfilled, None, Some("09:35")),
            ("Martin Léa", "09:30", 10, Arrived, Some("09:20"), None),
            ("Caron Chloé", "09:45", 20, Arrived, Some("09:40"), None),
            ("Dubois Denis", "10:00", 15, Booked, None, None),
            ("Evrard Émile", "10:30", 15, Booked, None, None),
        ];
        for ((patient, encounter, a), (name, start, minutes, status, arrived, started)) in all.iter().zip(expected) {
            assert_eq!((patient.name().as_str(), a.start, a.minutes, a.status), (name, at(start), minutes, status));
            assert_eq!(encounter.as_ref().and_then(|e| e.arrived), arrived.map(at), "{name}");
            assert_eq!(encounter.as_ref().and_then(|e| e.started), started.map(at), "{name}");
            assert_eq!(a.promised_start, (name == "Dubois Denis").then(|| at("10:30")));
            assert_eq!(a.reason, Some(reason.id));
        }
        let before = changes(&d);
        let again = take_text(&d, &text).total();
        assert_eq!((again.unchanged, again.added, again.changed, again.rejected), (15, 0, 0, 0));
        assert_eq!(changes(&d), before);
        round_trip(&d);
    }
}

/// What `d` exports goes into an empty vault and comes out the same, and changes nothing in `d`.
fn round_trip(d: &Device) {
    let exported = export(d);
    let other = device(9);
    let report = take_text(&other, &exported);
    assert_eq!(whys(&report), []);
    assert!(report.files[0].left_alone.is_empty());
    let back = export(&other);
    if exported != back {
        let differ = exported.lines().zip(back.lines()).enumerate().find(|(_, (a, b))| a != b);
        panic!("the second export differs: {differ:?} ({} and {} lines)", exported.lines().count(), back.lines().count());
    }
    let total = take_text(d, &exported).total();
    assert_eq!((total.added, total.changed), (0, 0));
    assert_eq!(export(d), exported);
}

#[test]
fn real_files_go_in_and_again_change_nothing() {
    let Ok(folder) = std::fs::read_dir("../shared/data/fhir") else {
        println!("skipped: there is no ../shared/data/fhir");
        return;
    };
    let mut paths: Vec<_> = folder.map(|f| f.expect("a file").path()).collect();
    paths.sort();
    let d = device(1);
    let read = || paths.iter().map(|p| exchange::fhir::read(&std::fs::read(p).expect("read"), Paris).expect("reads")).collect::<Vec<_>>();
    let report = take(&d, read(), How::default()).expect("goes in");
    assert_eq!(whys(&report), []);
    assert!(report.total().added > 200, "{:?}", report.total());
    assert!(report.files.iter().any(|f| f.left_alone.contains_key("Observation")));
    let before = changes(&d);
    for one in read() {
        let again = take(&d, vec![one], How::default()).expect("goes in").total();
        assert_eq!((again.added, again.changed, again.read), (0, 0, again.unchanged));
    }
    assert_eq!(changes(&d), before);
    let here = d.store.read::<_, Error>(practitioners::here).expect("read");
    assert!(here.is_empty(), "histories do not fill the diary");
    round_trip(&d);
    assert!(d.store.check(false).expect("checked").is_clean());
}

#[test]
fn two_devices_make_the_same_of_a_file() {
    let (a, b) = (device(1), device(2));
    take_text(&a, &days()[0]);
    take_text(&b, &days()[0]);
    assert_eq!(export(&a), export(&b));
    let entries = a.store.read::<_, Error>(|db| genki::store::merge::beyond(db, &Default::default())).expect("read");
    b.store.take_in(entries).expect("taken in");
    assert!(b.store.read::<_, Error>(genki::store::clashes::all).expect("read").is_empty());
}

#[test]
fn records_that_do_not_fit_are_named_and_the_others_go_in() {
    let patient = |id: &str, more: Value| {
        let mut p = json!({"resourceType": "Patient", "id": id, "name": [{"family": "Martin"}]});
        p.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        p
    };
    let visit = |more: Value| {
        let mut a = json!({"resourceType": "Appointment", "status": "booked", "start": "2026-11-23T09:00:00+01:00", "minutesDuration": 10,
            "participant": [{"actor": {"reference": "Patient/good"}}, {"actor": {"reference": "Practitioner/d"}}]});
        a.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        a
    };
    let d = device(1);
    let participants = |patient: &str| json!([{"actor": {"reference": patient}}, {"actor": {"reference": "Practitioner/d"}}]);
    let cases = vec![
        (json!({"resourceType": "Practitioner", "id": "d", "name": [{"family": "Roy"}]}), ""),
        (patient("good", json!({})), ""),
        (patient("bad", json!({"birthDate": "12/03/1984"})), "the birth date is not a date"),
        (patient("worse", json!({"birthDate": "1984-02-31"})), "the birth date is not a date"),
        (patient("nameless", json!({"name": [{"use": "official"}]})), "it has no name"),
        (patient("odd", json!({"gender": "robot"})), "the gender is not one of male, female, other, unknown"),
        (visit(json!({})), ""),
        (visit(json!({"comment": "b", "participant": participants("Patient/bad")})), "the patient it refers to was rejected"),
        (visit(json!({"participant": participants("Patient/nobody")})), "the patient it refers to is neither in the file nor known here"),
        (visit(json!({"participant": [{"actor": {"reference": "Patient/good"}}]})), "it names no practitioner"),
        (visit(json!({"start": null})), "it has no start"),
        (visit(json!({"start": "soon"})), "a time in it is not a time"),
        (visit(json!({"end": "2026-11-23T08:00:00+01:00"})), "it ends before it starts"),
        (visit(json!({"minutesDuration": null})), "it has neither an end nor a length"),
        (visit(json!({"status": "perhaps"})), "its status is missing or unknown"),
        (json!({"id": "untyped"}), "it does not say what type of resource it is"),
    ];
    let text = bundle(cases.iter().map(|(r, _)| r.clone()).collect());
    let report = take_text(&d, &text);
    let expected: Vec<&str> = cases.iter().map(|(_, why)| *why).filter(|w| !w.is_empty()).collect();
    assert_eq!(whys(&report).iter().map(|(_, why)| why.as_str()).collect::<Vec<_>>(), expected);
    assert_eq!(report.total().added, 3);
    let line = whys(&report)[0].0 as usize - 1;
    assert!(text.lines().nth(line).expect("a line").contains("\"resource\": {"));
    assert!(!serde_json::to_string(&report).expect("writes").contains("Martin"));

    let strict = device(2);
    let refused = take(&strict, vec![plan(&text)], How { strict: true, ..How::default() });
    assert!(matches!(refused, Err(Failed::Strict(report)) if report.total().rejected == 13 - 1));
    assert_eq!(changes(&strict), 0);
}

#[test]
fn every_reason_has_a_text_in_both_languages() {
    use genki::exchange::Why;
    let all = [Why::NotJson, Why::NoType, Why::NoName, Why::BirthDate, Why::Gender, Why::Status, Why::Time, Why::NoStart, Why::NoLength];
    let more = [Why::EndBeforeStart, Why::NoPatient, Why::NoPractitioner, Why::Hours, Why::Unknown("patient"), Why::Refused("patient")];
    let rest = [Why::EnteredInError, Why::Twice, Why::SomebodyElse];
    for lang in ["en", "fr"] {
        let texts = std::fs::read_to_string(format!("assets/lang/{lang}.ftl")).expect("texts");
        for why in all.iter().chain(&more).chain(&rest) {
            assert!(texts.contains(&format!("\nrefused-{} =", why.refusal().key)), "{lang} {}", why.key());
        }
    }
}

#[test]
fn trying_and_cancelling_write_nothing() {
    let d = device(1);
    let report = take(&d, vec![plan(&days()[0])], How { dry_run: true, ..How::default() }).expect("tried");
    assert_eq!((report.total().added, changes(&d)), (15, 0));
    let cancelled =
        import(&d.store, Act::new("import", ME, NOW), Paris, vec![("x".into(), plan(&days()[0]))], How::default(), |_, total| {
            assert_eq!(total, 15);
            ControlFlow::Break(())
        });
    assert!(matches!(cancelled, Err(Failed::Cancelled)));
    assert_eq!(changes(&d), 0);
}

#[test]
fn her_later_edits_stay_until_the_source_says_something_new() {
    let d = device(1);
    let file = |phone: &str| {
        bundle(vec![
            json!({"resourceType": "Patient", "id": "p", "name": [{"family": "Martin"}], "telecom": [{"system": "phone", "value": phone}]}),
        ])
    };
    take_text(&d, &file("1"));
    let mut p = d.store.read::<_, Error>(patients::all).expect("read").remove(0);
    (p.note, p.telecom[0].value) = ("parking".into(), "2".into());
    let edited = p.clone();
    d.store.write::<_, Error>(Act::new("edit-patient", ME, NOW), move |tx| tx.put(&edited)).expect("written");
    assert_eq!(take_text(&d, &file("1")).total().unchanged, 1);
    assert_eq!(d.store.read::<_, Error>(patients::all).expect("read").remove(0).telecom[0].value, "2");
    assert_eq!(take_text(&d, &file("3")).total().changed, 1);
    let now = d.store.read::<_, Error>(patients::all).expect("read").remove(0);
    assert_eq!((now.telecom[0].value.as_str(), now.note.as_str()), ("3", "parking"));
}

#[test]
fn another_system_counting_from_one_overwrites_nobody() {
    let d = device(1);
    let p = |family: &str, given: &str, born: &str| json!({"resourceType": "Patient", "id": "1", "name": [{"family": family, "given": [given]}], "birthDate": born});
    take_text(&d, &p("Martin", "Léa", "1984-03-12").to_string());
    let report = take_text(&d, &p("Durand", "Paul", "1950-01-01").to_string());
    assert_eq!(report.total().rejected, 1);
    assert_eq!(take_text(&d, &p("Martin-Roy", "Léa", "1984-03-12").to_string()).total().changed, 1);
}

#[test]
fn references_lead_where_they_should() {
    let d = device(1);
    let base = "https://a.example/fhir";
    let people = json!({"resourceType": "Bundle", "type": "batch", "entry": [
        {"fullUrl": format!("{base}/Patient/1"), "resource": {"resourceType": "Patient", "id": "1", "name": [{"family": "Martin"}],
            "identifier": [{"system": "urn:x", "value": "7"}], "generalPractitioner": [{"reference": "Practitioner/d"}]}},
        {"fullUrl": format!("{base}/Practitioner/d"), "resource": {"resourceType": "Practitioner", "id": "d", "name": [{"family": "Roy"}], "identifier": [{"system": "urn:npi", "value": "5"}]}},
        {"fullUrl": format!("{base}/PractitionerRole/r"), "resource": {"resourceType": "PractitionerRole", "id": "r", "practitioner": {"reference": format!("{base}/Practitioner/d/_history/3")}}},
        {}
    ]});
    take_text(&d, &people.to_string());
    let visit = |id: &str, patient: Value, doctor: Value| {
        json!({"fullUrl": format!("{base}/Appointment/{id}"), "resource": {"resourceType": "Appointment", "id": id, "status": "booked",
            "start": "2026-11-23T08:00:00Z", "end": "2026-11-23T08:10:00Z", "participant": [{"actor": doctor}, {"actor": {"display": "Room 1"}}, {"actor": patient}],
            "contained": [{"resourceType": "Practitioner", "id": "c", "name": [{"text": "Anna Petit"}]}]}})
    };
    let visits = json!({"resourceType": "Bundle", "type": "searchset", "entry": [
        visit("1", json!({"reference": "Patient/1"}), json!({"reference": "Practitioner/d"})),
        visit("2", json!({"reference": format!("{base}/Patient/1")}), json!({"reference": "PractitionerRole/r"})),
        visit("3", json!({"reference": "Patient/1"}), json!({"reference": "Practitioner?identifier=urn:npi|5"})),
        visit("4", json!({"reference": "Patient/1"}), json!({"reference": "#c"})),
    ]});
    let report = take_text(&d, &visits.to_string());
    assert_eq!(whys(&report), []);
    let (all, here) = d.store.read::<_, Error>(|db| Ok((appointments::all(db)?, practitioners::here(db)?))).expect("read");
    assert_eq!(here.iter().map(Practitioner::name).collect::<Vec<_>>(), ["Anna Petit", "Roy"]);
    assert_eq!(all.iter().filter(|a| a.practitioner == here[1].id).count(), 3);
    assert!(all.iter().all(|a| a.patient == all[0].patient && a.start == at("09:00") && a.minutes == 10));
    let patient = d.store.read::<_, Error>(patients::all).expect("read").remove(0);
    assert_eq!(patient.general_practitioner, [here[1].id.to_string()]);
}

#[test]
fn an_encounter_tells_its_course() {
    let read = |more: Value| {
        let d = device(1);
        let mut e = json!({"resourceType": "Encounter", "id": "e", "subject": {"reference": "Patient/p"}, "class": {"code": "AMB"}});
        e.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        let report = take_text(&d, &bundle(vec![json!({"resourceType": "Patient", "id": "p", "name": [{"family": "M"}]}), e]));
        assert_eq!(whys(&report), []);
        let e = d.store.read::<_, Error>(encounters::all).expect("read").remove(0);
        round_trip(&d);
        (e.arrived, e.started, e.left, e.finished, e.away)
    };
    let t = |time: &str| format!("2026-11-23T{time}:00+01:00");
    let (nine, half, ten, end) = (t("09:00"), t("09:30"), t("10:00"), t("10:30"));
    let past = |status: &str, from: &String, to: &String| json!({"status": status, "period": {"start": from, "end": to}});
    assert_eq!(read(json!({"status": "in-progress", "period": {"start": half}})), (None, Some(at("09:30")), None, None, 0));
    assert_eq!(read(json!({"status": "triaged", "period": {"start": nine}})), (Some(at("09:00")), None, None, None, 0));
    let waited = json!({"status": "in-progress", "period": {"start": nine}, "statusHistory": [past("arrived", &nine, &half)]});
    assert_eq!(read(waited), (Some(at("09:00")), Some(at("09:30")), None, None, 0));
    let out = json!({"status": "onleave", "period": {"start": nine}, "statusHistory": [past("arrived", &nine, &half), past("in-progress", &half, &ten)]});
    assert_eq!(read(out), (Some(at("09:00")), Some(at("09:30")), Some(at("10:00")), None, 0));
    let gone = json!({"status": "finished", "period": {"start": nine, "end": end}, "statusHistory": [past("arrived", &nine, &half), past("in-progress", &half, &ten),
        past("onleave", &ten, &t("10:10")), past("in-progress", &t("10:10"), &end)]});
    assert_eq!(read(gone), (Some(at("09:00")), Some(at("09:30")), None, Some(at("10:30")), 10));
    assert_eq!(
        read(json!({"status": "finished", "period": {"start": nine, "end": half}})),
        (None, Some(at("09:00")), None, Some(at("09:30")), 0)
    );
}

#[test]
fn an_encounter_may_leave_who_it_is_to_its_appointment() {
    let d = device(1);
    let bare = |line: &str| {
        let mut e: Value = serde_json::from_str(line).expect("JSON");
        let e = e.as_object_mut().expect("an object");
        if e["resourceType"] == "Encounter" {
            e.remove("subject");
            e.remove("participant");
        }
        serde_json::to_string(e).expect("writes")
    };
    let text: Vec<String> = days()[1].lines().map(bare).collect();
    assert_eq!(whys(&take_text(&d, &text.join("\n"))), []);
    let all = d.store.read::<_, Error>(encounters::all).expect("read");
    assert!(all.len() == 3 && all.iter().all(|e| e.patient.is_some() && e.practitioner.is_some()));
}

#[test]
fn presence_without_an_encounter_is_presence() {
    let d = device(1);
    let mut lines: Vec<String> = days()[1].lines().filter(|l| !l.contains("Encounter")).map(Into::into).collect();
    lines.iter_mut().filter(|l| l.contains("appt-b") || l.contains("appt-e")).for_each(|l| *l = l.replace("\"booked\"", "\"checked-in\""));
    take_text(&d, &lines.join("\n"));
    let arrived: Vec<_> = d.store.read::<_, Error>(encounters::all).expect("read").iter().map(|e| (e.status, e.arrived)).collect();
    assert_eq!(arrived.len(), 2);
    assert!(arrived.contains(&(EncounterStatus::Arrived, Some(at("09:30")))), "booked, and over");
    assert!(arrived.contains(&(EncounterStatus::Arrived, Some(at("09:40")))), "booked for later: here by now");
    // The encounter that tells more of the same visit becomes that one.
    take_text(&d, &days()[1]);
    let all = d.store.read::<_, Error>(encounters::all).expect("read");
    assert_eq!(all.len(), 4);
    assert!(all.iter().any(|e| e.arrived == Some(at("09:20"))));
    let before = changes(&d);
    take_text(&d, &days()[1]);
    assert_eq!(changes(&d), before);
}

fn full(d: &Device) {
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
        deceased: "2026-11-01T10:20".into(),
        hidden: true,
        ..Patient::default()
    };
    let merged = Patient { id: q, family: "Martín".into(), merged_into: Some(p), deceased: "yes".into(), ..Patient::default() };
    let reason = Reason { id: Id::from_u128(4), name: "Check-up".into(), minutes: 20, hue: 5, retired: true, ..Reason::default() };
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
        ..Appointment::default()
    };
    let odd = Appointment {
        id: Id::from_u128(7),
        patient: None,
        minutes: 0,
        cancel_reason: "Her own words.".into(),
        moved_on: at("00:00").date().succ_opt(),
        status: AppointmentStatus::Booked,
        ..visit.clone()
    };
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
    d.store
        .write::<_, Error>(Act::new("fill", ME, NOW), move |tx| {
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
            for a in [&visit, &odd] {
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
                ))
            })
            .expect("read")
    };
    let ((p1, d1, r1, s1), (y1, a1, e1, k1)) = all(&d);
    let ((p2, d2, r2, s2), (y2, a2, e2, k2)) = all(&other);
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

#[test]
fn damaged_files_never_panic_and_unreadable_ones_change_nothing() {
    let original = std::fs::read("tests/fixtures/day.json").expect("a fixture");
    let d = device(1);
    // A small generator of our own: the same damage in every run.
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |n: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % n as u64) as usize
    };
    let (mut read, mut unreadable) = (0, 0);
    for i in 0..200 {
        let mut bytes = original.clone();
        match i % 4 {
            0 => bytes.truncate(next(original.len())),
            1 => (0..20).for_each(|_| bytes[next(original.len())] = b"{}[]\",:0a\n"[next(10)]),
            2 => bytes[next(original.len())] = next(256) as u8,
            _ => drop(bytes.drain(next(original.len() / 2)..next(original.len() / 2) + original.len() / 2)),
        }
        match exchange::fhir::read(&bytes, Paris) {
            Ok(plan) => {
                read += 1;
                take(&d, vec![plan], How { dry_run: true, ..How::default() }).expect("tried");
            }
            Err(why) => {
                unreadable += 1;
                assert!(!why.to_string().is_empty());
            }
        }
    }
    assert!(read > 10 && unreadable > 50, "{read} {unreadable}");
    assert_eq!(changes(&d), 0);
}

/// An independent validator, fetched from a registry on first use, finds nothing wrong in an export of all we have.
#[test]
fn an_export_is_valid_for_an_independent_validator() {
    let d = device(1);
    full(&d);
    take_text(&d, &days()[0]);
    take_text(&d, &bundle(kept_of_every_type()));
    for path in std::fs::read_dir("../shared/data/fhir").into_iter().flatten() {
        let bytes = std::fs::read(path.expect("a file").path()).expect("read");
        take(&d, vec![exchange::fhir::read(&bytes, Paris).expect("reads")], How::default()).expect("goes in");
    }
    round_trip(&d);
    let file = d._dir.path().join("export.json");
    std::fs::write(&file, export(&d)).expect("written");
    let ran = std::process::Command::new("tests/validate_fhir.sh").arg(&file).output();
    let Ok(ran) = ran else {
        println!("skipped: no shell to run the validator with");
        return;
    };
    let said = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    if ran.status.code() == Some(77) {
        println!("skipped: {said}");
        return;
    }
    assert!(ran.status.success(), "{said}");
}

fn kept_of_every_type() -> Vec<Value> {
    let p = json!({"reference": "Patient/k"});
    let concept = |text: &str| json!({"text": text});
    vec![
        json!({"resourceType": "Patient", "id": "k", "name": [{"family": "Kept"}], "link": [{"other": {"reference": "Patient/missing"}, "type": "seealso"}]}),
        json!({"resourceType": "Task", "id": "t", "status": "requested", "intent": "order", "description": "Call back", "for": p, "owner": {"reference": "Organization/x"}, "restriction": {"period": {"end": "2026-11-24"}}}),
        json!({"resourceType": "Immunization", "id": "i", "status": "completed", "vaccineCode": concept("Flu"), "patient": p, "occurrenceDateTime": "2025-10-01"}),
        json!({"resourceType": "ImmunizationRecommendation", "id": "ir", "patient": p, "date": "2026-01-01", "recommendation": [{"vaccineCode": [concept("Tetanus")], "forecastStatus": concept("due")}]}),
        json!({"resourceType": "Communication", "id": "co", "status": "completed", "subject": p, "sent": "2026-11-20T10:00:00+01:00", "topic": concept("Results"), "payload": [{"contentReference": {"reference": "DocumentReference/d"}}]}),
        json!({"resourceType": "ServiceRequest", "id": "s", "status": "active", "intent": "order", "subject": p, "code": concept("Cardiology"), "requester": {"reference": "Practitioner/nobody"}}),
        json!({"resourceType": "Coverage", "id": "cv", "status": "active", "beneficiary": p, "payor": [{"reference": "Organization/x"}]}),
        json!({"resourceType": "Claim", "id": "cl", "status": "active", "type": concept("professional"), "use": "claim", "patient": p, "created": "2026-11-20", "provider": {"reference": "Organization/x"},
            "priority": concept("normal"), "insurance": [{"sequence": 1, "focal": true, "coverage": {"reference": "Coverage/cv"}}]}),
        json!({"resourceType": "ClaimResponse", "id": "cr", "status": "active", "type": concept("professional"), "use": "claim", "patient": p, "created": "2026-11-21", "insurer": {"reference": "Organization/x"}, "outcome": "complete", "request": {"reference": "Claim/cl"}}),
        json!({"resourceType": "Binary", "id": "b", "contentType": "text/plain", "data": "aGVsbG8="}),
        json!({"resourceType": "DocumentReference", "id": "d", "status": "current", "subject": p, "date": "2026-11-20T10:00:00+01:00", "content": [{"attachment": {"contentType": "text/plain", "url": "Binary/b", "title": "Letter"}}]}),
    ]
}

/// Slow in a debug build: `cargo test --release --test fhir -- --ignored`.
#[test]
#[ignore = "takes a while: for measuring"]
fn fifty_thousand_patients() {
    let d = device(1);
    let mut text = String::new();
    for i in 0..50_000 {
        let p = json!({"resourceType": "Patient", "id": format!("p{i}"), "name": [{"use": "official", "family": format!("Family{i}"), "given": ["Given"]}],
            "birthDate": "1980-01-01", "telecom": [{"system": "phone", "value": format!("06{i:08}")}], "address": [{"line": ["1 rue X"], "city": "Lyon"}]});
        text.push_str(&p.to_string());
        text.push('\n');
    }
    let started = std::time::Instant::now();
    let read = plan(&text);
    let reading = started.elapsed();
    assert_eq!(take(&d, vec![read], How::default()).expect("goes in").total().added, 50_000);
    let adding = started.elapsed() - reading;
    assert_eq!(take_text(&d, &text).total().unchanged, 50_000);
    println!("read {reading:?}, added {adding:?}, again {:?}", started.elapsed() - reading - adding);
}

#[test]
fn an_import_is_undone_in_one_step_and_goes_in_again() {
    let d = device(1);
    let empty = export(&d);
    let act = Act::new("import", ME, NOW);
    let id = act.id;
    import(&d.store, act, Paris, vec![("day".into(), plan(&days()[0]))], How::default(), |_, _| ControlFlow::Continue(()))
        .expect("goes in");
    let full = export(&d);
    let undo = Act { undoes: Some(id), ..Act::new("undo", ME, NOW) };
    assert_eq!(d.store.write::<_, Error>(undo, move |tx| tx.take_back(id)).expect("undone"), 0);
    assert_eq!(export(&d), empty);
    assert_eq!(take_text(&d, &days()[0]).total().added, 15);
    assert_eq!(export(&d), full);
}
