//! The day: Today, a booking, the reception, the diary.

use super::Screens;

pub const SCREENS: Screens = &[
    ("today", |_| {}),
    ("today-visit", |t| t.keys("ArrowDown")),
    ("today-visit-here", |t| t.keys("ArrowDown ArrowUp ArrowUp")),
    ("today-doctor", |t| t.doctor()),
    ("today-sunday", |t| t.command("27.9.2026")),
    ("today-later", |t| t.command("5.10.2026")),
    ("today-arrived", |t| t.keys("ArrowDown a")),
    ("book", |t| t.keys("n")),
    ("book-typed", |t| {
        t.keys("n");
        t.write("who", "mart");
    }),
    ("book-picked", |t| {
        t.keys("n");
        t.write("who", "mart");
        t.page.press("who", "Enter");
    }),
    ("book-left", |t| {
        t.keys("n");
        t.write("who", "mart");
        t.page.press("who", "Enter");
        t.page.press("book-do", "Escape");
    }),
    ("book-nobody", |t| {
        t.keys("n");
        t.page.fire_submit("book-do");
    }),
    ("walk-in", |t| {
        t.keys("w");
        t.write("who", "zz top");
        t.page.press("who", "Enter");
    }),
    ("move", |t| t.keys("ArrowDown m")),
    ("series", |t| {
        t.keys("n");
        t.write("who", "mart");
        t.page.press("who", "Enter");
        t.page.press("reason-0", "Enter");
        t.page.click("repeat");
    }),
    ("call-off", |t| t.keys("ArrowDown d")),
    ("free-places", |t| t.keys("F4")),
    ("waiting-list", |t| t.keys("F6")),
    ("waiting-add", |t| {
        t.keys("F6");
        t.page.click("waiting-add");
    }),
    ("day-note", |t| t.keys("j")),
    ("unsettled", |t| t.command_of("Visits without a patient", "Rendez-vous sans patient")),
    ("settle", |t| {
        t.command_of("Visits without a patient", "Rendez-vous sans patient");
        t.page.click("unsettled-0");
    }),
    ("reception", |t| t.go("place-reception")),
    ("reception-visit", |t| {
        t.go("place-reception");
        t.keys("ArrowDown");
    }),
    ("reception-private", |t| {
        t.go("place-reception");
        t.page.click("privacy");
    }),
    ("reception-turn", |t| {
        t.go("place-reception");
        t.page.click("privacy");
        t.page.click("sort-turn");
    }),
    ("reception-telephoned", |t| {
        t.go("place-reception");
        let eta = t.page.first("eta-open-");
        t.page.click(&eta);
    }),
    ("reception-far", |t| {
        t.go("place-reception");
        t.page.click("far-enter");
    }),
    ("diary-week", |t| t.go("place-diary")),
    ("diary-day", |t| {
        t.go("place-diary");
        t.page.click("diary-day");
    }),
    ("diary-visit", |t| {
        let visit = t.page.first("visit-");
        t.page.click(&visit);
    }),
    ("diary-month", |t| {
        t.go("place-diary");
        t.page.click("diary-month");
    }),
];
