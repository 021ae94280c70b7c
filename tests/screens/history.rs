//! What was done, day by day, where the days are not in the order of the logs.

use super::*;

/// Changes a patient's alert on a day of November, by whatever the clock said.
fn done_on(p: &Practicing, day: u32, alert: &'static str) -> Id {
    let when = NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(9, 0, 0).unwrap();
    let desk = Desk { clock: Clock::fixed(when, Paris), ..p.desk.clone() };
    let changed = Patient { alert: alert.into(), ..patient(p, 2) };
    desk.act("edit-patient", move |tx| patients::save_patient(tx, &changed)).unwrap().act
}

fn headings(page: &Page) -> Vec<String> {
    let days = (1..=30).rev().map(|day| format!("history-2026-11-{day:02}"));
    days.filter(|day| page.has(day)).collect()
}

#[test]
fn each_day_stands_once_whatever_the_clocks_said_and_goes_on_after_an_undo() {
    let p = practice();
    // A clock that was set back for a day, and forth again.
    let first = done_on(&p, 20, "one");
    let back = done_on(&p, 19, "two");
    let third = done_on(&p, 20, "three");
    // Restored elsewhere: what is done from now on is another device's.
    p.desk.store.rename(Id::from_u128(9)).unwrap();
    let mut page = open(&p);
    page.click("place-history");
    assert_eq!(headings(&page), ["history-2026-11-23", "history-2026-11-20", "history-2026-11-19"]);
    let friday = page.text("history-2026-11-20");
    assert_eq!(friday.matches("Patient changed").count(), 2, "{friday}");
    assert!(page.html().find(&format!("act-{third}")) < page.html().find(&format!("act-{first}")), "the newest of a day first");
    // An older act is taken back, and what was done before it is still there, once.
    page.click(&format!("undo-{third}"));
    page.click(&format!("undo-{back}"));
    assert_eq!(patient(&p, 2).alert, "one");
    assert!(page.text(&format!("act-{third}")).contains("taken back"));
    let earlier = done_on(&p, 18, "four");
    page.settle();
    let later = done_on(&p, 19, "five");
    page.settle();
    assert_eq!(headings(&page), ["history-2026-11-23", "history-2026-11-20", "history-2026-11-19", "history-2026-11-18"]);
    for act in [first, back, third, earlier, later] {
        assert_eq!(page.html().matches(&format!("\"act-{act}\"")).count(), 1);
    }
}
