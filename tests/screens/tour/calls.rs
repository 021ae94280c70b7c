//! The telephone and the emergency place.

use super::Screens;

pub const SCREENS: Screens = &[
    ("call", |t| t.keys("F2")),
    ("call-typed", |t| {
        t.keys("F2");
        t.write("call-who", "mart");
    }),
    ("call-late", |t| {
        t.no_calls();
        t.late_caller();
    }),
    ("call-visits", |t| {
        t.page.click("call-why-0");
        t.page.click("call-move-0");
    }),
    ("call-book", |t| {
        t.page.click("call-book");
        t.write("call-when", "in 3 weeks");
        t.page.click("suits-open");
    }),
    ("call-newcomer", |t| {
        t.no_calls();
        t.keys("F2");
        t.write("call-who", "zidane nora 05.04.1990");
        t.page.press("call-who", "Enter");
        t.page.click("call-create");
    }),
    ("call-asks", |t| {
        t.no_calls();
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
    ("call-recall", |t| {
        t.keys("F2");
        t.write("call-who", "da silva");
        t.page.press("call-who", "Enter");
        t.page.click("call-recall-book");
    }),
    ("urgent-call", |t| {
        t.keys("F9");
        t.page.click("call-why-4");
    }),
    // As many as stand side by side, with names as long as they come.
    ("calls-three", |t| {
        t.no_calls();
        for name in ["Pharmacie du Marché Saint-Honoré", "Marie-Antoinette de La Rochefoucauld", "Laboratoire Pasteur"] {
            t.keys("F2");
            t.write("call-who", name);
        }
        t.page.click("call-park");
    }),
    ("calls-many", |t| {
        t.no_calls();
        for name in ["Anne", "Pharmacie du Marché", "Bruno", "Chloé", "David", "Estelle"] {
            t.keys("F2");
            t.write("call-who", name);
        }
        t.page.click("call-park");
        t.keys("n");
    }),
    ("calls-many-card", |t| {
        t.keys("F9");
        t.page.click("parked-fold");
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
