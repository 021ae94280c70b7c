//! Times as other programs write them: zones that the file describes, whole days, exceptions, lines that say nothing.

use super::*;

/// The zone of a desk in central Europe, its rules from a year on.
fn zone(name: &str, year: i32) -> String {
    format!(
        "BEGIN:VTIMEZONE\nTZID{name}\nBEGIN:STANDARD\nDTSTART:{year}0101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n\
         BEGIN:DAYLIGHT\nDTSTART:{year}0101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
    )
}

fn one(uid: &str, lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{uid}\n{lines}\nEND:VEVENT\n")
}

fn said(d: &Device) -> Vec<String> {
    notes(d).iter().map(|n| format!("{} {} {}", n.date, n.until, n.text)).collect()
}

fn taken(events: &str) -> Device {
    let d = device();
    let text = calendar(events);
    let report = take(&d, &text);
    assert_eq!(whys(&report), [], "{text}");
    again_changes_nothing(&d, "agenda.ics", text.as_bytes());
    d
}

#[test]
fn a_zone_is_as_the_file_describes_it_whenever_its_rules_began() {
    for name in
        ["Praxis", "(UTC+01:00) Praxiszeit", "(GMT+01.00) Sarajevo/Warsaw/Zagreb", "tzone://Microsoft/Custom", "GMT", "Asia/Tokyo", "UTC+1"]
    {
        for year in [1601, 1970, 2007] {
            for quotes in ["", "\""] {
                let of = |uid: &str, day: &str| one(uid, &format!("DTSTART;TZID={quotes}{name}{quotes}:{day}T090000\nDURATION:PT30M"));
                let d = taken(&format!("{}{}{}", zone(&format!(":{name}"), year), of("S", "20270706"), of("W", "20270112")));
                assert_eq!(told(&visits(&d)), ["2027-01-12T08:00 W", "2027-07-06T07:00 S"], "{name} {year}");
            }
        }
    }
    // An equals sign instead of a colon, and two calendars that describe one name differently.
    let d = taken(&format!("{}{}", zone("=Praxis", 1601), one("S", "DTSTART;TZID=Praxis:20270706T090000")));
    assert_eq!(told(&visits(&d)), ["2027-07-06T07:00 S"]);
    let fixed = "BEGIN:VTIMEZONE\nTZID:Praxis\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0500\nTZOFFSETTO:+0500\nEND:STANDARD\nEND:VTIMEZONE\n";
    let other = calendar(&format!("{fixed}{}", one("T", "DTSTART;TZID=Praxis:20270706T090000")));
    let d = device();
    let first = calendar(&format!("{}{}", zone(":Praxis", 1601), one("S", "DTSTART;TZID=Praxis:20270706T090000")));
    take(&d, &format!("{first}{other}"));
    assert_eq!(told(&visits(&d)), ["2027-07-06T04:00 T", "2027-07-06T07:00 S"]);
}

#[test]
fn a_described_clock_is_changed_to_the_minute_as_the_worlds_is() {
    let walls = ["20270328T013000", "20270328T023000", "20270328T033000", "20271031T015900", "20271031T023000", "20271031T030000"];
    let of = |zone: &str| walls.iter().map(|w| one(w, &format!("DTSTART;TZID={zone}:{w}"))).collect::<String>();
    let own = taken(&format!("{}{}", zone(":Praxis", 1601), of("Praxis")));
    assert_eq!(told(&visits(&own)), told(&visits(&taken(&of("Europe/Berlin")))));
    // A weekly time in a zone of its own stays where its wall has it.
    let d = taken(&format!("{}{}", zone(":Praxis", 1601), one("A", "DTSTART;TZID=Praxis:20270322T090000\nRRULE:FREQ=WEEKLY;COUNT=2")));
    assert_eq!(told(&visits(&d)), ["2027-03-22T08:00 A", "2027-03-29T07:00 A"]);
}

#[test]
fn names_tell_the_zone_where_the_file_does_not_describe_it() {
    for (name, time) in [
        ("/freeassociation.sourceforge.net/Europe/Berlin", "07:00"),
        ("/mozilla.org/20050126_1/Europe/Berlin", "07:00"),
        ("W. Europe Standard Time", "07:00"),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "07:00"),
        ("UTC+1 Paris", "07:00"),
        ("(UTC+01:00) Praxiszeit", "08:00"),
        ("(UTC+05:30) Bureau", "03:30"),
    ] {
        let d = taken(&one("A", &format!("DTSTART;TZID={name}:20270706T090000")));
        assert_eq!(told(&visits(&d)), [format!("2027-07-06T{time} A")], "{name}");
    }
    let d = taken(&format!(
        "BEGIN:VTIMEZONE\nTZID:Praxis\nX-MICROSOFT-CDO-TZID:4\nEND:VTIMEZONE\n{}",
        one("A", "DTSTART;TZID=Praxis:20270706T090000")
    ));
    assert_eq!(told(&visits(&d)), ["2027-07-06T07:00 A"]);
}

#[test]
fn midnight_to_midnight_is_whole_days_over_clock_changes_and_in_utc() {
    for (lines, note) in [
        ("DTSTART;TZID=Europe/Paris:20270328T000000\nDTEND;TZID=Europe/Paris:20270329T000000", "2027-03-28 2027-03-28 A"),
        ("DTSTART;TZID=Europe/Paris:20271031T000000\nDTEND;TZID=Europe/Paris:20271101T000000", "2027-10-31 2027-10-31 A"),
        ("DTSTART;TZID=Europe/Paris:20270322T000000\nDTEND;TZID=Europe/Paris:20270329T000000", "2027-03-22 2027-03-28 A"),
        ("DTSTART;TZID=America/New_York:20270415T000000\nDURATION:P2D", "2027-04-15 2027-04-16 A"),
        ("DTSTART;TZID=Europe/Paris:20270415T000000\nDTEND;TZID=Europe/Paris:20270415T240000", "2027-04-15 2027-04-15 A"),
        ("DTSTART:20270111T230000Z\nDTEND:20270112T230000Z", "2027-01-12 2027-01-12 A"),
        ("DTSTART:20270327T230000Z\nDTEND:20270328T220000Z", "2027-03-28 2027-03-28 A"),
        ("DTSTART:20270111T000000Z\nDTEND:20270112T000000Z", "2027-01-11 2027-01-11 A"),
        ("DTSTART:20270111T220000Z\nDTEND:20270112T220000Z\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "2027-01-12 2027-01-12 A"),
    ] {
        let d = taken(&one("A", lines));
        assert_eq!((visits(&d).len(), said(&d)), (0, vec![note.to_string()]), "{lines}");
    }
    // A day's work is a visit.
    let d = taken(&one("A", "DTSTART:20270111T220000Z\nDTEND:20270112T220000Z"));
    assert_eq!((visits(&d)[0].minutes, said(&d).len()), (1440, 0));
}

#[test]
fn exceptions_of_whole_days_may_be_said_in_utc_and_without_a_zone() {
    for except in
        ["VALUE=DATE:20270615", "X=Y:20270614T220000Z", "X=Y:20270615T000000", "TZID=Europe/London:20270615T000000", "X=Y:20270615T000000Z"]
    {
        let d = taken(&one("A", &format!("DTSTART;VALUE=DATE:20270608\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;{except}")));
        assert_eq!(said(&d), ["2027-06-08 2027-06-08 A", "2027-06-22 2027-06-22 A"], "{except}");
    }
    // The last day too.
    for until in ["20270303", "20270302T230000Z", "20270303T000000"] {
        let d = taken(&one("A", &format!("DTSTART;VALUE=DATE:20270301\nRRULE:FREQ=DAILY;UNTIL={until}")));
        assert_eq!(said(&d).len(), 3, "{until}");
    }
    let daily = one("A", "DTSTART;VALUE=DATE:20270608\nRRULE:FREQ=WEEKLY;COUNT=2");
    let d = taken(&format!("{daily}{}", one("A", "DTSTART;VALUE=DATE:20270617\nRECURRENCE-ID:20270614T220000Z")));
    assert_eq!(said(&d), ["2027-06-08 2027-06-08 A", "2027-06-17 2027-06-17 A"]);
}

#[test]
fn one_that_stands_for_another_is_found_by_its_day_or_its_wall() {
    let weekly = "DTSTART;TZID=America/New_York:20270601T090000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;COUNT=3";
    for of in ["VALUE=DATE:20270608", "X=Y:20270608T130000Z", "TZID=America/New_York:20270608T090000", "X=Y:20270608T090000"] {
        let moved = format!("DTSTART;TZID=America/New_York:20270609T140000\nDURATION:PT30M\nRECURRENCE-ID;{of}");
        let d = taken(&format!("{}{}", one("A", weekly), one("A", &moved)));
        assert_eq!(told(&visits(&d)), ["2027-06-01T13:00 A", "2027-06-09T18:00 A", "2027-06-15T13:00 A"], "{of}");
        let d = taken(&one("A", &format!("{weekly}\nEXDATE;{of}")));
        assert_eq!(told(&visits(&d)), ["2027-06-01T13:00 A", "2027-06-15T13:00 A"], "{of}");
    }
}

#[test]
fn a_period_has_a_length_of_its_own() {
    for period in ["VALUE=PERIOD:20270713T080000Z/PT2H", "VALUE=PERIOD:20270713T080000Z/20270713T100000Z", "X=Y:20270713T080000Z/PT2H"] {
        let d =
            taken(&one("A", &format!("DTSTART:20270712T080000Z\nDTEND:20270712T083000Z\nRDATE;{period}")).replace("RDATE;X=Y", "RDATE"));
        assert_eq!(visits(&d).iter().map(|v| v.minutes).collect::<Vec<_>>(), [30, 120], "{period}");
    }
    let d = device();
    let report = take(&d, &event("UID:1\nSUMMARY:A\nDTSTART:20270712T080000Z\nRDATE;VALUE=PERIOD:20270713T080000Z/-PT2H"));
    assert_eq!(whys(&report).len(), 1);
}

#[test]
fn a_line_that_says_nothing_costs_nothing() {
    for (line, many) in [
        ("EXDATE:", 3),
        ("EXDATE;TZID=Europe/Berlin:", 3),
        ("EXDATE;TZID=Europe/Berlin:20270111T130000,", 2),
        ("RDATE:", 3),
        ("RDATE:,", 3),
        ("RDATE;TZID=Europe/Berlin:20270112T130000,", 4),
        ("DTEND:", 3),
    ] {
        let d = taken(&one("A", &format!("DTSTART;TZID=Europe/Berlin:20270104T130000\nRRULE:FREQ=WEEKLY;COUNT=3\n{line}")));
        assert_eq!(visits(&d).len(), many, "{line}");
    }
    let d = taken(&one("A", "DTSTART:20270104T130000\nRRULE:\nRECURRENCE-ID:\nDURATION:"));
    assert_eq!(visits(&d).iter().map(|v| (v.minutes, v.series)).collect::<Vec<_>>(), [(15, None)]);
}

#[test]
fn a_fold_or_a_soft_break_inside_a_letter_leaves_it_whole() {
    for (summary, whole) in [
        ("SUMMARY:L\u{1}\n \u{2}a", "Léa"),
        ("SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:L=C3=\n=A9a", "Léa"),
        ("SUMMARY;ENCODING=QUOTED-PRINTABLE:L=C3=\n =A9a", "Léa"),
    ] {
        let text = event(&format!("UID:1\n{summary}\nDTSTART:20261124T090000"));
        let bytes: Vec<u8> = text
            .bytes()
            .map(|b| {
                if b == 1 {
                    0xc3
                } else if b == 2 {
                    0xa9
                } else {
                    b
                }
            })
            .collect();
        let d = device();
        assert_eq!(whys(&try_take(&d, "agenda.ics", &bytes).unwrap()), []);
        assert_eq!(visits(&d)[0].label, whole, "{summary}");
    }
}

#[test]
fn what_leaves_never_ends_before_it_starts() {
    for (start, minutes) in
        [("2027-03-28T02:30", 30), ("2027-03-28T01:45", 30), ("2027-10-31T02:50", 20), ("2027-10-31T01:50", 80), ("2027-10-31T02:10", 0)]
    {
        let d = device();
        put(
            &d,
            Appointment { id: Id::from_u128(1), practitioner: ROY, label: "A".into(), start: at(start), minutes, ..Appointment::default() },
        );
        let text = export(&d);
        assert_eq!(whys(&take(&d, &text)), [], "{start}");
        let elsewhere = device();
        assert_eq!(whys(&take(&elsewhere, &text)), [], "{start}");
        assert_eq!(visits(&elsewhere).iter().map(|v| (v.start, v.minutes)).collect::<Vec<_>>(), [(at(start), minutes)]);
        let how = d.desk.store.read::<_, Error>(|db| exchange::How::of(db, d.desk.zone, d.desk.today(), true)).unwrap();
        let bytes = d.desk.store.read::<_, Error>(|db| exchange::write(Format::Fhir, db, &how)).unwrap().bytes;
        let bundle: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let resources = bundle["entry"].as_array().unwrap().iter().map(|e| &e["resource"]);
        let visit = resources.into_iter().find(|r| r["resourceType"] == "Appointment").unwrap();
        let time = |key: &str| chrono::DateTime::parse_from_rfc3339(visit[key].as_str().unwrap()).unwrap();
        assert_eq!((time("end") - time("start")).num_minutes(), i64::from(minutes), "{start}");
    }
}
