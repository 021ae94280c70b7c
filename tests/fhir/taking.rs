//! What goes in, what stays out and why; again, on two devices, tried, undone.

use super::*;

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
fn a_visit_that_ends_as_it_starts_takes_the_usual_length() {
    let d = device(1);
    let visit = |id: &str, minutes: Value| {
        json!({"resourceType": "Appointment", "id": id, "status": "booked", "start": "2026-11-23T09:00:00+01:00", "end": "2026-11-23T09:00:00+01:00",
            "minutesDuration": minutes, "participant": [{"actor": {"reference": "Practitioner/d"}}]})
    };
    let doctor = json!({"resourceType": "Practitioner", "id": "d", "name": [{"family": "Roy"}]});
    let text = bundle(vec![doctor, visit("a", Value::Null), visit("b", json!(40))]);
    let report = take_text(&d, &text);
    assert_eq!(whys(&report), []);
    let mut minutes: Vec<u32> = d.store.read::<_, Error>(appointments::all).expect("reads").iter().map(|a| a.minutes).collect();
    minutes.sort_unstable();
    assert_eq!(minutes, [15, 40]);
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
    let rest = [Why::EnteredInError, Why::Twice, Why::Counted("patient")];
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
fn an_import_is_undone_in_one_step_and_goes_in_again() {
    let d = device(1);
    let empty = export(&d);
    let act = Act::new("import", ME, NOW);
    let id = act.id;
    import(&d.store, act, Paris, vec![("day".into(), plan(&days()[0]))], How::default(), |_, _| ControlFlow::Continue(()))
        .expect("goes in");
    let full = export(&d);
    let undo = Act { undoes: Some(id), ..Act::new("undo", ME, NOW) };
    assert_eq!(d.store.write::<_, Error>(undo, move |tx| tx.take_back(id)).expect("undone").left, 0);
    assert_eq!(export(&d), empty);
    assert_eq!(take_text(&d, &days()[0]).total().added, 15);
    assert_eq!(export(&d), full);
}
