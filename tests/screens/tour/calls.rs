//! The telephone and the emergency place.

use super::Screens;

pub const SCREENS: Screens = &[
    ("call", |t| t.keys("F2")),
    ("call-typed", |t| {
        t.keys("F2");
        t.write("call-who", "mart");
    }),
    ("call-visits", |t| {
        t.keys("F2");
        t.write("call-who", "mart");
        t.page.press("call-who", "Enter");
        t.page.click("call-why-0");
        t.page.click("call-move-0");
    }),
    ("call-asks", |t| {
        t.keys("F2");
        t.write("call-who", "Pharmacie");
        t.page.press("call-who", "Enter");
        t.page.click("call-why-2");
        t.write("call-clock", "noon");
    }),
    ("call-parked", |t| t.page.click("call-park")),
    ("call-two", |t| {
        t.keys("F9");
        t.page.press("call-words", "F2");
        t.write("call-who", "dup");
    }),
    ("call-done", |t| {
        t.page.click("call-throw");
        t.keys("F9");
        t.page.click("call-finish");
    }),
    ("urgent", |t| {
        t.no_calls();
        t.keys("F3");
    }),
    ("urgent-coming", |t| {
        t.keys("F3");
        t.page.click("urgent-coming-20");
    }),
];
