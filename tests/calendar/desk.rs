//! Settling, series and notes at the desk.

use super::*;
use genki::{
    actions::{booking, day_notes as write, reception},
    model::transition::AppointmentStatus as A,
};

const WEEKLY: &str = "UID:1\nSUMMARY:Julien P.\nDTSTART;TZID=Europe/Paris:20261124T090000\nDURATION:PT20M\nRRULE:FREQ=WEEKLY;COUNT=6";

#[test]
fn one_answer_settles_a_whole_series_and_one_undo_takes_it_back() {
    let d = device();
    patient(&d, 12, "Petit", "Julien");
    take(&d, &event(WEEKLY));
    let second = visits(&d)[1].id;
    let done = d.desk.act("settle-visit", move |tx| booking::settle(tx, second, Id::from_u128(12))).unwrap();
    assert_eq!(done.answer, 6);
    assert!(visits(&d).iter().all(|v| v.patient == Some(Id::from_u128(12)) && v.label == "Julien P."));
    d.desk.undo(done.act).unwrap();
    assert_eq!(d.desk.store.read::<_, Error>(appointments::unsettled).unwrap().len(), 6);
}

#[test]
fn the_rest_of_a_series_is_called_off_in_one_act() {
    let d = device();
    take(&d, &event(WEEKLY));
    let ids: Vec<Id> = visits(&d).iter().map(|v| v.id).collect();
    let (third, fifth) = (ids[2], ids[4]);
    d.desk.act("cancel", move |tx| reception::cancel(tx, fifth, "patient")).unwrap();
    let done = d.desk.act("cancel-series", move |tx| booking::cancel_onwards(tx, third, "")).unwrap();
    assert_eq!(done.answer, 3);
    let off = || visits(&d).iter().map(|v| v.status == A::Cancelled).collect::<Vec<_>>();
    assert_eq!(off(), [false, false, true, true, true, true]);
    d.desk.undo(done.act).unwrap();
    assert_eq!(off(), [false, false, false, false, true, false]);
}

#[test]
fn a_note_is_written_changed_taken_away_and_brought_back() {
    let d = device();
    let (date, id) = (at("2026-11-23T00:00").date(), Id::from_u128(500));
    let note = DayNote { id, date, until: date, text: " Livraison ".into(), ..DayNote::default() };
    let first = note.clone();
    d.desk.act("day-note", move |tx| write::save(tx, &first)).unwrap();
    let on = |date| d.desk.store.read::<_, Error>(|db| day_notes::on(db, date)).unwrap();
    assert_eq!(on(date)[0].text, "Livraison");
    let longer = DayNote { until: "2026-11-25".parse().unwrap(), ..note.clone() };
    d.desk.act("day-note", move |tx| write::save(tx, &longer)).unwrap();
    assert_eq!(on("2026-11-25".parse().unwrap()).len(), 1);
    let gone = d.desk.act("remove-day-note", move |tx| write::remove(tx, id)).unwrap();
    assert!(on(date).is_empty());
    d.desk.undo(gone.act).unwrap();
    assert_eq!(on(date).len(), 1);
    for wrong in [DayNote { text: "  ".into(), ..note.clone() }, DayNote { until: "2026-11-22".parse().unwrap(), ..note }] {
        assert!(d.desk.act("day-note", move |tx| write::save(tx, &wrong)).is_err());
    }
}

#[test]
fn a_note_taken_away_is_not_brought_back_by_its_calendar() {
    let d = device();
    let of = |text: &str| event(&format!("UID:1\nSUMMARY:{text}\nDTSTART;VALUE=DATE:20261124"));
    take(&d, &of("Congrès"));
    let id = notes(&d)[0].id;
    d.desk.act("remove-day-note", move |tx| write::remove(tx, id)).unwrap();
    for text in ["Congrès", "Congrès à Lyon"] {
        take(&d, &of(text));
        assert!(notes(&d)[0].removed);
    }
}
