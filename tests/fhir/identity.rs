//! Numbers that a source merely counted: they find their people, doctors and visits again, and nobody else's.

use super::*;
use genki::exchange::{Format, How as Reading};

fn person(kind: &str, id: &str, family: &str, given: &str, more: Value) -> Value {
    let mut p = json!({"resourceType": kind, "id": id, "name": [{"family": family, "given": [given]}]});
    p.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    p
}

fn visit(id: &str, start: &str) -> Value {
    json!({"resourceType": "Appointment", "id": id, "status": "booked", "start": format!("2026-11-23T{start}:00+01:00"), "minutesDuration": 10,
        "participant": [{"actor": {"reference": "Patient/1"}}, {"actor": {"reference": "Practitioner/1"}}]})
}

/// One server's practice: a doctor, a patient, a visit and its encounter, each the first of its kind.
fn server(doctor: &str, family: &str, given: &str, born: &str, start: &str) -> Vec<Value> {
    vec![
        person("Practitioner", "1", doctor, "Claire", json!({})),
        json!({"resourceType": "PractitionerRole", "id": "1", "practitioner": {"reference": "Practitioner/1"},
            "availableTime": [{"daysOfWeek": ["mon"], "availableStartTime": "08:00:00", "availableEndTime": "12:00:00"}]}),
        person("Patient", "1", family, given, json!({"birthDate": born})),
        visit("1", start),
        json!({"resourceType": "Encounter", "id": "1", "status": "finished", "subject": {"reference": "Patient/1"}, "appointment": [{"reference": "Appointment/1"}],
            "period": {"start": format!("2026-11-23T{start}:00+01:00"), "end": "2026-11-23T12:00:00+01:00"}}),
        json!({"resourceType": "Immunization", "id": "1", "status": "completed", "vaccineCode": {"text": family}, "patient": {"reference": "Patient/1"}}),
    ]
}

fn servers() -> [Vec<Value>; 2] {
    [server("Roy", "Martin", "Léa", "1984-03-12", "09:00"), server("Petit", "Durand", "Paul", "1950-01-01", "10:00")]
}

/// Who comes when to whom, in words; and the lines of encounters and what is kept.
fn who_comes(d: &Device) -> Vec<String> {
    d.store
        .read::<_, Error>(|db| {
            let mut all = vec![];
            for a in appointments::all(db)? {
                let patient = patients::get(db, a.patient.expect("a patient"))?.expect("there");
                let doctor = practitioners::get(db, a.practitioner)?.expect("there");
                let came = encounters::of_appointment(db, a.id)?.map(|e| (e.patient == a.patient, e.started));
                let kept = kept::of_patient(db, patient.id)?.into_iter().map(|k| k.title).collect::<Vec<_>>().join(", ");
                all.push(format!("{} {} {} {came:?} {kept}", a.start.format("%H:%M"), patient.name(), doctor.family));
            }
            all.sort();
            Ok(all)
        })
        .expect("read")
}

fn remarks(report: &Report) -> Vec<&'static str> {
    report.files.iter().flat_map(|f| &f.remarks).map(|r| r.said.key).filter(|k| k.contains("counted")).collect()
}

#[test]
fn two_servers_that_count_from_one_have_two_of_each() {
    let expected = [
        format!("09:00 Martin Léa Roy Some((true, {:?})) Martin", Some(at("09:00"))),
        format!("10:00 Durand Paul Petit Some((true, {:?})) Durand", Some(at("10:00"))),
    ];
    let [one, two] = servers().map(bundle);
    let (a, b, together) = (device(1), device(2), device(3));
    for (d, files) in [(&a, [&one, &two]), (&b, [&two, &one])] {
        assert_eq!(remarks(&take_text(d, files[0])), Vec::<&str>::new());
        let report = take_text(d, files[1]);
        assert_eq!(whys(&report), []);
        assert_eq!((report.total().added, report.total().changed), (6, 0));
        let said = ["import-remark-counted-patient", "import-remark-counted-practitioner", "import-remark-counted-visits"];
        let mut heard = remarks(&report);
        heard.sort_unstable();
        assert_eq!(heard, said);
        assert_eq!(who_comes(d), expected);
        let before = changes(d);
        for text in [&one, &two] {
            let again = take_text(d, text);
            assert_eq!((again.total().unchanged, remarks(&again)), (6, vec![]));
        }
        assert_eq!(changes(d), before);
    }
    assert_eq!(export(&a), export(&b), "the ids do not go by which came first");
    take(&together, vec![plan(&one), plan(&two)], How::default()).expect("goes in");
    assert_eq!(export(&together), export(&a), "nor by whether they came together");
    round_trip(&a);
}

#[test]
fn a_type_in_each_file_still_finds_its_own() {
    let [one, two] = servers();
    let d = device(1);
    for records in [&one, &two] {
        let files = records.iter().map(|r| plan(&r.to_string())).collect();
        assert_eq!(whys(&take(&d, files, How::default()).expect("goes in")), []);
    }
    assert_eq!(who_comes(&d).len(), 2);
    // A visit that came alone, later, names a number that two patients have: nobody guesses whose it is.
    let report = take_text(&d, &visit("2", "11:00").to_string());
    assert_eq!(whys(&report), [(1, "it refers to the practitioner by a number that several here have".into())]);
    // Where but one has it, it finds the one.
    let d = device(2);
    for record in &one {
        assert_eq!(whys(&take_text(&d, &record.to_string())), []);
    }
    assert_eq!(who_comes(&d), [format!("09:00 Martin Léa Roy Some((true, {:?})) Martin", Some(at("09:00")))]);
}

#[test]
fn what_contradicts_nothing_is_the_same_person() {
    let d = device(1);
    let p = |family: &str, given: &str, born: Option<&str>| person("Patient", "1", family, given, json!({"birthDate": born})).to_string();
    assert_eq!(take_text(&d, &p("Martin", "Léa", None)).total().added, 1);
    for text in [
        p("Martin", "Léa", Some("1984-03-12")),
        p("Martin-Roy", "Léa", Some("1984-03-12")),
        p("Martin-Roy", "Léa Anne", Some("1984-03-12")),
    ] {
        let report = take_text(&d, &text);
        assert_eq!((report.total().changed, report.total().added, remarks(&report)), (1, 0, vec![]), "{text}");
        assert_eq!(take_text(&d, &text).total().unchanged, 1);
    }
    for text in [p("Martin-Roy", "Léa Anne", Some("1950-01-01")), p("Martin-Roy", "Paul", None), p("Blanc", "Léa", None)] {
        let report = take_text(&d, &text);
        assert_eq!((report.total().added, remarks(&report)), (1, vec!["import-remark-counted-patient"]), "{text}");
    }
    assert_eq!(d.store.read::<_, Error>(patients::all).expect("read").len(), 4);
}

#[test]
fn she_corrects_a_name_and_the_same_file_changes_nothing() {
    let d = device(1);
    let text = person("Patient", "1", "Martin", "Léa", json!({})).to_string();
    take_text(&d, &text);
    let p = d.store.read::<_, Error>(patients::all).expect("read").remove(0);
    let mended = Patient { family: "Durand".into(), birth_date: "1984-03-12".into(), ..p };
    let now = mended.clone();
    d.store.write::<_, Error>(Act::new("edit-patient", ME, NOW), move |tx| tx.put(&mended)).expect("written");
    assert_eq!(take_text(&d, &text).total().unchanged, 1);
    assert_eq!(d.store.read::<_, Error>(patients::all).expect("read"), [now]);
}

#[test]
fn one_record_in_two_files_is_judged_like_twice_in_one() {
    let p = |id: &str, family: &str, phone: &str| {
        person("Patient", id, family, "Ada", json!({"telecom": [{"system": "phone", "value": phone}]}))
    };
    let addressed = |phone: &str| json!({"fullUrl": "https://a.example/Patient/7", "resource": p("7", "Lenoir", phone)});
    let in_bundle = |entries: Vec<Value>| json!({"resourceType": "Bundle", "type": "collection", "entry": entries}).to_string();
    for (one, two, kept, rejected) in [
        // Counted, and of one person: the last stands.
        (json!({"resource": p("1", "Lenoir", "1")}), json!({"resource": p("1", "Lenoir", "2")}), 1, 1),
        // Counted, and of two.
        (json!({"resource": p("1", "Lenoir", "1")}), json!({"resource": p("1", "Brun", "2")}), 2, 0),
        // By a server's address.
        (addressed("1"), addressed("2"), 1, 1),
        (addressed("1"), addressed("1"), 1, 0),
    ] {
        let (apart, together) = (device(1), device(2));
        let files = vec![plan(&in_bundle(vec![one.clone()])), plan(&in_bundle(vec![two.clone()]))];
        let report = take(&apart, files, How::default()).expect("goes in");
        let same = take_text(&together, &in_bundle(vec![one, two]));
        let twice = vec!["the same record stands in the file again, with other content".to_string(); rejected];
        for (d, report) in [(&apart, report), (&together, same)] {
            assert_eq!(whys(&report).into_iter().map(|(_, why)| why).collect::<Vec<_>>(), twice);
            let (total, people) = (report.total(), d.store.read::<_, Error>(patients::all).expect("read"));
            assert_eq!((people.len(), total.read), (kept, 2));
            assert_eq!(total.read, total.added + total.changed + total.unchanged + total.rejected);
            assert!(kept == 2 || rejected == 0 || people[0].telecom[0].value == "2");
        }
        assert_eq!(export(&apart), export(&together));
    }
}

fn table(d: &Device, text: &str) -> Report {
    let reading = Reading::new(Paris, "2026-11-23".parse().expect("a day"));
    let plan = exchange::read(Format::Csv, text.as_bytes(), &reading).expect("reads");
    take(d, vec![plan], How::default()).expect("goes in")
}

#[test]
fn two_tables_that_count_from_one_have_four_people() {
    let tables = [
        "ID;Nom;Prénom;Téléphone\n1;Martin;Léa;06 11 00 00 21\n2;Petit;Hugo;06 11 00 00 22\n",
        "ID;Nom;Prénom;Téléphone\n1;Roy;Paul;06 22 00 00 31\n2;Blanc;Inès;06 22 00 00 32\n",
    ];
    let (a, b) = (device(1), device(2));
    for (d, order) in [(&a, [0, 1]), (&b, [1, 0])] {
        order.iter().for_each(|i| assert_eq!(table(d, tables[*i]).total().added, 2));
        let before = changes(d);
        order.iter().for_each(|i| assert_eq!(table(d, tables[*i]).total().unchanged, 2));
        assert_eq!((changes(d), d.store.read::<_, Error>(patients::count).expect("read")), (before, 4));
    }
    assert_eq!(export(&a), export(&b));
    // A new number of Léa's, and a birth date: she is found by 1 and her name.
    let report = table(&a, "ID;Nom;Prénom;Né(e) le;Téléphone\n1;MARTIN;Léa;12/03/1984;06 11 00 00 99\n");
    assert_eq!((report.total().changed, report.total().added), (1, 0));
}

#[test]
fn diaries_of_two_tables_do_not_share_their_visits() {
    let d = device(1);
    take_text(&d, &person("Practitioner", "roy", "Roy", "Claire", json!({})).to_string());
    let diary = |who: &str| format!("ID;Nom;Prénom;Date;Heure;Praticien\n1;{who};24/11/2026;09:00;Roy\n");
    for who in ["Martin;Léa", "Blanc;Paul"] {
        assert_eq!((whys(&table(&d, &diary(who))), table(&d, &diary(who)).total().unchanged), (vec![], 2));
    }
    let visits = d.store.read::<_, Error>(appointments::all).expect("read");
    assert!(visits.len() == 2 && visits[0].patient != visits[1].patient);
}

/// Before contents made ids, a number alone was one.
#[test]
fn who_has_a_number_for_an_id_is_found_by_it() {
    let d = device(1);
    let p = |family: &str, phone: &str| person("Patient", "1", family, "Ada", json!({"telecom": [{"system": "phone", "value": phone}]}));
    let of_old =
        Patient { id: Id::derived("patient", "Patient/1"), family: "Lenoir".into(), given: vec!["Ada".into()], ..Patient::default() };
    d.store.write::<_, Error>(Act::new("import", ME, NOW), move |tx| tx.put(&of_old)).expect("written");
    let total = take_text(&d, &p("Lenoir", "1").to_string()).total();
    assert_eq!((total.changed, total.added), (1, 0));
    let report = take_text(&d, &p("Brun", "2").to_string());
    assert_eq!((report.total().added, remarks(&report)), (1, vec!["import-remark-counted-patient"]));
    let all = d.store.read::<_, Error>(patients::all).expect("read");
    assert!(all.len() == 2 && all.iter().any(|p| p.family == "Lenoir" && p.telecom[0].value == "1"));
    let before = changes(&d);
    take_text(&d, &p("Lenoir", "1").to_string());
    take_text(&d, &p("Brun", "2").to_string());
    assert_eq!(changes(&d), before);
}
