//! What floats, what a doctor's absence and an emergency leave behind, the inbox, the lock.

use super::Screens;

pub const SCREENS: Screens = &[
    ("palette", |t| t.keys("ctrl+k")),
    ("palette-found", |t| {
        t.keys("ctrl+k");
        t.write("palette-ask", "mar");
    }),
    ("palette-none", |t| {
        t.keys("ctrl+k");
        t.write("palette-ask", "qqqq");
    }),
    ("keys", |t| t.keys("?")),
    ("me", |t| t.page.click("me")),
    ("more", |t| t.page.click("place-more")),
    ("print", |t| t.command_of("Print a day", "Imprimer une journée")),
    ("to-move-none", |t| t.command_of("Visits to move", "Rendez-vous à déplacer")),
    ("set-closed", |t| {
        t.section("set-practice");
        t.page.fire_submit("closed-save");
    }),
    ("away", |t| {
        t.doctor();
        t.page.click("enter-away");
    }),
    ("to-move", |t| {
        t.doctor();
        t.page.click("enter-away");
        t.page.fire_submit("away-save");
        t.keys("Escape Escape");
        t.command_of("Visits to move", "Rendez-vous à déplacer");
    }),
    ("today-away", |_| {}),
    ("reception-away", |t| {
        t.go("place-reception");
        if t.page.has("far-leave") {
            t.page.click("far-leave");
        }
    }),
    ("urgent-warn", |t| t.keys("F3 Enter")),
    ("reception-emergency", |t| {
        t.keys("F3 1");
        t.write("who", "mar");
        t.page.press("who", "Enter");
        t.keys("Escape");
        t.go("place-reception");
    }),
    ("reception-far-emergency", |t| {
        t.go("place-reception");
        t.page.click("far-enter");
    }),
    ("alarm", |t| t.keys("F3 !")),
    ("owed-inbox", |t| {
        t.change_to("Dr Roy");
        t.go("place-owed");
        t.page.settle_until("owed-inbox");
        t.page.click("answer-call-them");
    }),
    ("paper", |t| {
        t.go("place-owed");
        t.page.settle_until("paper-0");
        t.page.click("paper-0");
        t.page.settle_until("paper-page-0");
    }),
    // Last, for it stays.
    ("lock", |t| t.keys("ctrl+l")),
    ("lock-forgot", |t| t.page.click("forgot")),
];
