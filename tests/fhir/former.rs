//! What was and is no longer so, what was deleted, and what has no time.

use super::*;
use genki::exchange::{Format, How as Reading};

/// Taken in on 23 November 2026.
fn take_today(d: &Device, value: &Value) -> Report {
    let plan = exchange::fhir::read_on(value.to_string().as_bytes(), Paris, "2026-11-23".parse().expect("a day")).expect("reads");
    take(d, vec![plan], How::default()).expect("goes in")
}

fn only_patient(d: &Device) -> Patient {
    let mut all = d.store.read::<_, Error>(patients::all).expect("read");
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn renamed() -> Value {
    json!({"resourceType": "Patient", "id": "p",
        "name": [{"family": "Delattre", "given": ["Mona"], "period": {"end": "2019-06-30"}}, {"family": "Baudry", "given": ["Mona"], "period": {"start": "2019-07-01"}}],
        "telecom": [{"system": "phone", "value": "01 45 00 00 01", "use": "mobile", "period": {"end": "2019-06-30"}}, {"system": "phone", "value": "06 12 00 00 02", "use": "mobile"},
            {"system": "email", "value": "old@example.org", "use": "old"}, {"system": "email", "value": "new@example.org"}],
        "address": [{"use": "old", "line": ["1 rue Ancienne"], "city": "Lille"}, {"line": ["8 place Neuve"], "city": "Lyon", "period": {"end": "2030-01-01"}}]})
}

#[test]
fn the_present_name_address_and_number_come_first_everywhere() {
    let d = device(1);
    take_today(&d, &renamed());
    let p = only_patient(&d);
    assert_eq!((p.name(), p.phone(), p.email()), ("Baudry Mona".into(), Some("06 12 00 00 02"), Some("new@example.org")));
    assert_eq!(
        (p.address[0].city.as_str(), p.address[1].usage.as_str(), p.aliases.as_slice()),
        ("Lyon", "old", &["Delattre Mona".to_string()][..])
    );
    let reading = Reading::new(Paris, "2026-11-23".parse().expect("a day"));
    let written = |format| {
        let file = d.store.read::<_, Error>(|db| exchange::write(format, db, &reading)).expect("exports");
        String::from_utf8(file.bytes).expect("text")
    };
    let fhir: Value = serde_json::from_str(&written(Format::Fhir)).expect("JSON");
    let r = &fhir["entry"][0]["resource"];
    assert_eq!((&r["name"][0]["family"], &r["name"][1]), (&json!("Baudry"), &json!({"use": "old", "text": "Delattre Mona"})));
    assert_eq!((&r["address"][0]["city"], &r["telecom"][0]["value"]), (&json!("Lyon"), &json!("06 12 00 00 02")));
    for format in [Format::Vcard, Format::Csv] {
        let text = written(format);
        assert!(text.contains("Lyon") && text.contains("new@example.org"), "{text}");
        assert!(!text.contains("Lille") && !text.contains("old@example.org") && !text.contains("Delattre"), "{text}");
    }
    round_trip(&d);
}

#[test]
fn former_ones_that_stand_first_here_leave_after_the_present_ones() {
    let d = device(1);
    take_today(&d, &renamed());
    let p = only_patient(&d);
    let (address, telecom) = (p.address.iter().rev().cloned().collect(), p.telecom.iter().rev().cloned().collect());
    let turned = Patient { address, telecom, ..p };
    d.store.write::<_, Error>(Act::new("edit-patient", ME, NOW), move |tx| tx.put(&turned)).expect("written");
    let fhir: Value = serde_json::from_str(&export(&d)).expect("JSON");
    let r = &fhir["entry"][0]["resource"];
    assert_eq!((&r["address"][0]["city"], &r["telecom"][0]["value"]), (&json!("Lyon"), &json!("new@example.org")));
    round_trip(&d);
}

#[test]
fn who_was_deleted_stays_out() {
    let entry = |id: &str, family: &str, method: &str| {
        let full_url = format!("http://h.example/fhir/Patient/{id}");
        let mut e = json!({"fullUrl": full_url, "request": {"method": method, "url": format!("Patient/{id}")}});
        if method != "DELETE" {
            e["resource"] = json!({"resourceType": "Patient", "id": id, "name": [{"family": family}]});
        }
        e
    };
    let history = |entries: Vec<Value>| json!({"resourceType": "Bundle", "type": "history", "entry": entries});
    let d = device(1);
    let all = vec![
        entry("1", "", "DELETE"),
        entry("1", "Effacée", "PUT"),
        entry("2", "Restée", "PUT"),
        entry("1", "Efface", "POST"),
        entry("2", "Reste", "POST"),
    ];
    let report = take_text(&d, &history(all).to_string());
    assert_eq!(only_patient(&d).family, "Restée");
    assert_eq!((whys(&report), report.files[0].remarks[0].said.key), (vec![], "import-remark-deleted"));
    assert_eq!(report.files[0].remarks[0].said.args, [("n", "1".to_string())]);
    // Deleted once, and made again since.
    let d = device(2);
    take_text(&d, &history(vec![entry("1", "Revenue", "PUT"), entry("1", "", "DELETE"), entry("1", "Partie", "PUT")]).to_string());
    assert_eq!(only_patient(&d).family, "Revenue");
    // Versions without addresses are of one record all the same, whatever it was called.
    let d = device(3);
    let bare = |mut e: Value| {
        e.as_object_mut().expect("an object").remove("fullUrl");
        e
    };
    take_text(&d, &history(vec![entry("1", "Roy", "PUT"), entry("1", "Blanc", "PUT")].into_iter().map(bare).collect()).to_string());
    assert_eq!(only_patient(&d).family, "Roy");
}

#[test]
fn answers_within_answers_are_read() {
    let p = |id: &str| json!({"resource": {"resourceType": "Patient", "id": id, "name": [{"family": id}]}});
    let inner = json!({"resource": {"resourceType": "Bundle", "type": "searchset", "entry": [p("b"), p("c"), {"resource": {"resourceType": "OperationOutcome"}}]}});
    let d = device(1);
    let report = take_text(&d, &json!({"resourceType": "Bundle", "type": "batch-response", "entry": [p("a"), inner]}).to_string());
    assert_eq!((report.total().added, report.files[0].left_alone.get("Bundle")), (3, None));
}

/// A visit of Lou's at nine, with this beside it; Roy and Bruno work here.
fn visit(more: Value) -> Value {
    let mut a = json!({"resourceType": "Appointment", "id": "a", "status": "booked", "start": "2026-11-23T09:00:00+01:00", "minutesDuration": 20, "participant": who(&["accepted"])});
    let map = a.as_object_mut().expect("an object");
    map.extend(more.as_object().expect("an object").clone());
    map.retain(|_, v| !v.is_null());
    json!({"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": {"resourceType": "Patient", "id": "lou", "name": [{"family": "Savary", "given": ["Lou"]}]}},
        {"resource": {"resourceType": "Practitioner", "id": "bruno", "name": [{"family": "Bruno"}]}},
        {"resource": {"resourceType": "Practitioner", "id": "roy", "name": [{"family": "Roy"}]}},
        {"resource": a}]})
}

fn who(statuses: &[&str]) -> Value {
    let doctors =
        ["bruno", "roy"].iter().zip(statuses).map(|(id, s)| json!({"actor": {"reference": format!("Practitioner/{id}")}, "status": s}));
    doctors.chain([json!({"actor": {"reference": "Patient/lou"}, "status": "accepted"})]).collect()
}

fn taken(more: Value) -> (Report, Option<Appointment>, Device) {
    let d = device(1);
    let report = take_today(&d, &visit(more));
    let visit = d.store.read::<_, Error>(appointments::all).expect("read").pop();
    (report, visit, d)
}

#[test]
fn who_declined_is_not_who_is_seen() {
    for (statuses, seen) in [
        (["declined", "accepted"], Some("Roy")),
        (["accepted", "declined"], Some("Bruno")),
        (["needs-action", "accepted"], Some("Roy")),
        (["needs-action", "declined"], Some("Bruno")),
        (["declined", "declined"], None),
    ] {
        let (report, visit, d) = taken(json!({"participant": who(&statuses)}));
        let doctors = d.store.read::<_, Error>(practitioners::all).expect("read");
        let with = visit.and_then(|v| doctors.into_iter().find(|p| p.id == v.practitioner)).map(|p| p.family);
        assert_eq!(with.as_deref(), seen, "{statuses:?}");
        assert_eq!(whys(&report).len(), usize::from(seen.is_none()));
    }
    // What was called off was with whom it was.
    let (report, visit, _) = taken(json!({"status": "cancelled", "participant": who(&["declined"])}));
    assert_eq!((whys(&report), visit.map(|v| v.status)), (vec![], Some(AppointmentStatus::Cancelled)));
}

#[test]
fn visits_without_a_start_wait_or_were_called_off() {
    use AppointmentStatus::{Cancelled, Waitlist};
    let wish = json!([{"start": "2026-12-01", "end": "2026-12-24"}]);
    for (status, becomes, said) in
        [("proposed", Waitlist, true), ("pending", Waitlist, true), ("waitlist", Waitlist, false), ("cancelled", Cancelled, false)]
    {
        for minutes in [json!(25), Value::Null] {
            let (report, visit, d) = taken(json!({"status": status, "start": null, "minutesDuration": minutes, "requestedPeriod": wish}));
            assert_eq!(whys(&report), [], "{status}");
            let visit = visit.expect("a visit");
            assert_eq!(
                (visit.status, visit.has_place(), visit.minutes),
                (becomes, false, if minutes.is_null() { Reason::default().minutes } else { 25 })
            );
            assert_eq!(visit.wish_until.map(|d| d.to_string()).as_deref(), Some("2026-12-24"));
            assert_eq!(report.files[0].remarks.iter().any(|r| r.said.key == "import-remark-proposed"), said);
            round_trip(&d);
        }
    }
    let (report, visit, _) = taken(json!({"start": null}));
    assert_eq!((whys(&report).remove(0).1.as_str(), visit), ("it has no start", None));
    let (report, visit, _) = taken(json!({"start": "2026-11-23"}));
    assert_eq!((whys(&report).remove(0).1.as_str(), visit), ("it has no start", None));
}

#[test]
fn a_visit_that_ends_as_it_begins_takes_the_usual_time() {
    let (report, visit, d) = taken(json!({"end": "2026-11-23T09:00:00+01:00", "minutesDuration": null}));
    assert_eq!((whys(&report), visit.map(|v| v.minutes)), (vec![], Some(Reason::default().minutes)));
    round_trip(&d);
}

#[test]
fn what_is_left_out_of_somebody_is_named() {
    let d = device(1);
    let birth_place = json!([{"url": "http://hl7.org/fhir/StructureDefinition/patient-birthPlace", "valueAddress": {"city": "Lyon"}}]);
    let report = take_today(
        &d,
        &json!({"resourceType": "Patient", "id": "p", "name": [{"family": "Roy"}], "maritalStatus": {"text": "M"}, "multipleBirthInteger": 2, "extension": birth_place}),
    );
    let said = &report.files[0].remarks[0].said;
    assert_eq!((said.key, said.args[0].1.as_str()), ("import-remark-unused", "Patient"));
    assert_eq!(said.args[1].1, "maritalStatus (1), multipleBirthInteger (1), patient-birthPlace (1)");
    let own: Value = serde_json::from_str(&export(&d)).expect("JSON");
    assert!(take_today(&d, &own).files[0].remarks.is_empty(), "our own leaves nothing out");
}
