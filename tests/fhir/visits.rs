//! Who comes, when, and what became of it.

use super::*;

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
