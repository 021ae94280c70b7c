//! What falls due is said, by the system or by the window.

use super::{owed::*, *};
use genki::model::Task;

#[test]
fn reminders_are_switched_off_on_this_device() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "8");
    page.click("set-device");
    assert_eq!(page.attr("remind", "aria-checked").as_deref(), Some("true"));
    page.click("remind");
    assert_eq!(page.attr("remind", "aria-checked").as_deref(), Some("false"));
}

#[test]
fn what_falls_due_is_said_in_the_window_where_the_system_is_not_to_be_asked() {
    let p = with_crew();
    let mut page = open(&p);
    page.press("date", "8");
    page.click("set-device");
    page.click("remind");
    page.hand("ctrl+1 n");
    page.hand("d u");
    assert!(!page.has("notice"));
    let (soon, later) = (call_back(&p, 5, at(9, 50)), call_back(&p, 2, at(10, 30)));
    page.settle();
    let said = page.text("notice");
    assert!(said.contains("Promised call back, 09:50 · Fabre Louise · one more until 10:30"), "{said}");
    assert_eq!(page.focused_name(), "who", "the hand stays where it types");
    // Another is promised for the same quarter of an hour: it is gathered for the next time.
    call_back(&p, 3, at(9, 55));
    page.settle();
    assert!(!page.text("notice").contains("Caron"), "{}", page.text("notice"));
    page.click("notice-go");
    assert!(!page.has("notice"));
    assert_eq!(page.attr(&line(soon), "data-open").as_deref(), Some("true"), "{}", page.whole());
    page.settle();
    assert!(!page.has("notice") && page.has(&line(later)), "at most one in an hour");
}

#[test]
fn in_view_of_others_the_notice_names_nobody_and_a_tap_puts_it_away() {
    let p = with_crew();
    call_back(&p, 5, at(9, 50));
    let mut page = open(&p);
    palette(&mut page, "initials");
    page.press("date", "8");
    page.click("set-device");
    page.click("remind");
    begin(&p, at(9, 0), Task { caller: "Pharmacie Lafayette".into(), due: Some(at(9, 45)), ..Task::default() });
    page.settle_until("notice");
    assert!(!page.text("notice").contains("Fabre") && !page.text("notice").contains("Lafayette"), "{}", page.text("notice"));
    page.click("notice-close");
    assert!(!page.has("notice"));
}
