//! What calendars of all sorts write, and what becomes of it.

use super::*;
use genki::model::transition::AppointmentStatus as A;

#[test]
fn a_summary_that_one_patient_fits_is_that_patients_visit() {
    let d = device();
    patient(&d, 11, "Martin", "Léa");
    patient(&d, 12, "Petit", "Julien");
    patient(&d, 13, "Petit", "Julien");
    let text = calendar(
        "BEGIN:VEVENT\nUID:1\nSUMMARY:Mme MARTIN Lea\\, contrôle\nDTSTART:20261124T090000\nDTEND:20261124T092000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2\nSUMMARY:Petit Julien\nDTSTART:20261124T093000\nDTEND:20261124T095000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:3\nSUMMARY:Martin\nDTSTART:20261124T100000\nDTEND:20261124T102000\nEND:VEVENT\n",
    );
    let report = take(&d, &text);
    let all = visits(&d);
    assert_eq!(all.iter().map(|v| v.patient).collect::<Vec<_>>(), [Some(Id::from_u128(11)), None, None]);
    assert_eq!((all[0].label.as_str(), all[1].label.as_str()), ("Mme MARTIN Lea, contrôle", "Petit Julien"));
    assert_eq!(report.files[0].unsettled, 2);
    again_changes_nothing(&d, "agenda.ics", text.as_bytes());
}

#[test]
fn what_was_settled_and_noted_here_stays_when_the_calendar_moves_the_visit() {
    let d = device();
    patient(&d, 12, "Petit", "Julien");
    let of = |start: &str, more: &str| event(&format!("UID:1\nSUMMARY:Julien P.\nDTSTART:{start}\nDURATION:PT20M{more}"));
    take(&d, &of("20261124T090000", ""));
    let id = visits(&d)[0].id;
    d.desk.act("settle-visit", move |tx| genki::actions::booking::settle(tx, id, Id::from_u128(12))).unwrap();
    d.desk.act("promise", move |tx| genki::actions::reception::promise(tx, id, Some(at("2026-11-24T09:30")))).unwrap();
    assert_eq!(take(&d, &of("20261124T110000", "\nDTSTAMP:20261101T000000Z")).total().changed, 1);
    let moved = visits(&d)[0].clone();
    assert_eq!(
        (moved.start, moved.patient, moved.promised_start),
        (at("2026-11-24T11:00"), Some(Id::from_u128(12)), Some(at("2026-11-24T09:30")))
    );
    // Called off here, it is not brought back; called off there, it is called off here.
    d.desk.act("cancel", move |tx| genki::actions::reception::cancel(tx, id, "patient")).unwrap();
    take(&d, &of("20261124T113000", ""));
    assert_eq!(visits(&d)[0].status, A::Cancelled);
    let d = device();
    take(&d, &of("20261124T090000", ""));
    take(&d, &of("20261124T090000", "\nSTATUS:CANCELLED"));
    assert_eq!(visits(&d)[0].status, A::Cancelled);
}

#[test]
fn lengths_and_statuses_are_as_the_standard_has_them() {
    for (lines, minutes, status) in [
        ("DTEND:20261124T093000", 30, A::Booked),
        ("DURATION:PT1H30M", 90, A::Booked),
        ("DURATION:P1D", 1440, A::Booked),
        ("", 15, A::Booked),
        ("DTEND:20261124T090000", 15, A::Booked),
        ("DURATION:PT20M\nSTATUS:TENTATIVE", 20, A::Pending),
        ("DURATION:PT20M\nSTATUS:CANCELLED", 20, A::Cancelled),
        ("DURATION:PT20M\nSTATUS:CONFIRMED\nTRANSP:OPAQUE\nCLASS:PRIVATE", 20, A::Booked),
    ] {
        let d = device();
        take(&d, &event(&format!("UID:1\nSUMMARY:A\nDTSTART:20261124T090000\n{lines}")));
        let all = visits(&d);
        assert_eq!(all.iter().map(|v| (v.minutes, v.status)).collect::<Vec<_>>(), [(minutes, status)], "{lines}");
    }
}

#[test]
fn what_takes_no_time_of_the_day_is_a_note_of_it() {
    let d = device();
    take(
        &d,
        &calendar(
            "BEGIN:VEVENT\nUID:1\nSUMMARY:Congrès\nDTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261127\nEND:VEVENT\n\
             BEGIN:VEVENT\nUID:2\nSUMMARY:Livraison\nDTSTART:20261124T140000\nDTEND:20261124T141500\nTRANSP:TRANSPARENT\nEND:VEVENT\n\
             BEGIN:VEVENT\nUID:3\nSUMMARY:Férié\nDTSTART;TZID=Europe/Paris:20261225T000000\nDTEND;TZID=Europe/Paris:20261226T000000\nEND:VEVENT\n\
             BEGIN:VEVENT\nUID:4\nSUMMARY:Un jour\nDTSTART;VALUE=DATE:20261201\nEND:VEVENT\n",
        ),
    );
    assert!(visits(&d).is_empty());
    let told: Vec<String> = notes(&d).iter().map(|n| format!("{} {} {}", n.date, n.until, n.text)).collect();
    assert_eq!(told.len(), 4);
    for line in [
        "2026-11-24 2026-11-26 Congrès",
        "2026-11-24 2026-11-24 14:00 Livraison",
        "2026-12-25 2026-12-25 Férié",
        "2026-12-01 2026-12-01 Un jour",
    ] {
        assert!(told.iter().any(|t| t == line), "{line} in {told:?}");
    }
}

#[test]
fn birthdays_are_notes_for_the_years_around_now() {
    let d = device();
    take(&d, &event("UID:1\nSUMMARY:Anniversaire\nDTSTART;VALUE=DATE:19600301\nRRULE:FREQ=YEARLY"));
    assert_eq!(notes(&d).iter().map(|n| n.date.to_string()).collect::<Vec<_>>(), ["2026-03-01", "2027-03-01", "2028-03-01"]);
}

#[test]
fn long_series_are_bounded_and_the_report_says_so() {
    let d = device();
    let report = take(&d, &event("UID:1\nSUMMARY:A\nDTSTART:20100104T090000\nDURATION:PT20M\nRRULE:FREQ=DAILY"));
    let all = visits(&d);
    assert_eq!(all.len(), 500);
    assert_eq!(all.last().unwrap().start.date().to_string(), "2028-11-23");
    let keys: Vec<&str> = report.files[0].remarks.iter().map(|r| r.said.key).collect();
    assert_eq!(keys, ["import-remark-endless", "import-remark-long"]);
}

#[test]
fn this_and_all_later_ones_move_together() {
    let d = device();
    take(
        &d,
        &calendar(
            "BEGIN:VEVENT\nUID:1\nSUMMARY:A\nDTSTART;TZID=Europe/Paris:20260302T090000\nDURATION:PT20M\nRRULE:FREQ=WEEKLY;COUNT=4\nEND:VEVENT\n\
             BEGIN:VEVENT\nUID:1\nSUMMARY:B\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20260316T090000\nDTSTART;TZID=Europe/Paris:20260317T100000\nDURATION:PT30M\nEND:VEVENT\n",
        ),
    );
    assert_eq!(told(&visits(&d)), ["2026-03-02T08:00 A", "2026-03-09T08:00 A", "2026-03-17T09:00 B", "2026-03-24T09:00 B"]);
}

#[test]
fn what_cannot_be_a_visit_says_why() {
    for (lines, why) in [
        ("SUMMARY:A", "it has no start"),
        ("SUMMARY:A\nDTSTART:yesterday", "a time in it is not a time"),
        ("SUMMARY:A\nDTSTART:20261324T090000", "a time in it is not a time"),
        ("SUMMARY:A\nDTSTART:20261124T090000\nDTEND:20261124T080000", "it ends before it starts"),
        ("SUMMARY:A\nDTSTART:20261124T090000\nDURATION:-PT20M", "it ends before it starts"),
        ("SUMMARY:A\nDTSTART;TZID=Nowhere/City:20261124T090000", "its time zone is unknown"),
        ("SUMMARY:A\nDTSTART:20261124T090000\nRRULE:FREQ=SECONDLY", "how it repeats cannot be read"),
        ("SUMMARY:A\nDTSTART:20261124T090000\nRRULE:WEEKLY", "how it repeats cannot be read"),
        ("DTSTART;VALUE=DATE:20261124", "it has no name"),
        ("SUMMARY:A\nDTSTART:20261124T090000\nBEGIN:VEVENT", "it breaks off in the middle"),
    ] {
        let d = device();
        let report = take(&d, &event(&format!("UID:1\n{lines}")));
        assert!(whys(&report).iter().any(|(_, w)| w == why), "{lines}: {:?}", whys(&report));
        assert!(visits(&d).is_empty() || lines.contains("BEGIN"), "{lines}");
    }
}

#[test]
fn a_whole_file_that_does_not_read_changes_nothing() {
    let d = device();
    let before = changes(&d);
    let whole = event("UID:1\nSUMMARY:A\nDTSTART:20261124T090000\nDURATION:PT20M");
    for (bytes, why) in [
        (b"".as_slice(), Unreadable::Empty),
        (b"\r\n \r\n", Unreadable::Empty),
        (b"Nom;Prenom\n", Unreadable::NotCalendar),
        (&whole.as_bytes()[..whole.len() - 20], Unreadable::Cut(9)),
        (&whole.as_bytes()[..60], Unreadable::Cut(3)),
    ] {
        let found = try_take(&d, "agenda.ics", bytes).unwrap_err();
        assert_eq!(std::mem::discriminant(&found), std::mem::discriminant(&why), "{found:?}");
    }
    assert_eq!(changes(&d), before);
}

#[test]
fn old_code_pages_and_odd_line_ends_read_the_same() {
    let text = event("UID:1\nSUMMARY:Zoé Lefèvre\nDTSTART:20261124T090000\nDURATION:PT20M");
    let latin: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = format!("\u{feff}{text}");
    for bytes in
        [text.as_bytes(), &latin, &wide, marked.as_bytes(), text.replace("\r\n", "\n").as_bytes(), text.replace("\r\n", "\r").as_bytes()]
    {
        let d = device();
        try_take(&d, "agenda.ics", bytes).unwrap();
        assert_eq!(visits(&d).iter().map(|v| v.label.clone()).collect::<Vec<_>>(), ["Zoé Lefèvre"]);
    }
}

#[test]
fn whose_calendar_it_is_is_told_by_its_name_its_owner_or_the_file() {
    let other = Id::from_u128(101);
    for (head, lines, file, whose) in [
        ("X-WR-CALNAME:Agenda du Dr Lenoir\n", "", "export.ics", Some(other)),
        ("", "ORGANIZER;CN=Anne Lenoir:mailto:a@example.org\n", "export.ics", Some(other)),
        ("", "ORGANIZER:mailto:claire.roy@example.org\n", "export.ics", Some(ROY)),
        ("", "", "/tmp/agenda-lenoir.ics", Some(other)),
        ("X-WR-CALNAME:Cabinet\n", "", "export.ics", None),
    ] {
        let d = device();
        d.desk.act("practitioner", move |tx| practice::save_practitioner(tx, &doctor(other, "Lenoir", "Anne"))).unwrap();
        let text = calendar(&format!("{head}BEGIN:VEVENT\nUID:1\nSUMMARY:A\n{lines}DTSTART:20261124T090000\nDURATION:PT20M\nEND:VEVENT\n"));
        let report = try_take(&d, file, text.as_bytes()).unwrap();
        assert_eq!(visits(&d).first().map(|v| v.practitioner), whose, "{head}{lines}{file}");
        assert_eq!(report.rejects(), whose.is_none());
    }
}

#[test]
fn two_of_one_id_and_none_with_an_id() {
    let d = device();
    let one = "BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20261124T090000\nDURATION:PT20M\n";
    let report = take(
        &d,
        &calendar(&format!("{one}UID:1\nSEQUENCE:1\nEND:VEVENT\n{one}UID:1\nEND:VEVENT\n{one}END:VEVENT\n{one}LOCATION:x\nEND:VEVENT\n")),
    );
    assert_eq!((visits(&d).len(), report.total().rejected), (3, 1));
}
