//! To do.

use super::Screens;

pub const SCREENS: Screens = &[
    ("owed", |t| t.go("place-owed")),
    ("owed-line", |t| {
        t.go("place-owed");
        t.keys("ArrowDown");
        let line = t.page.first("owed-row-");
        t.page.press(&line, "ArrowRight");
    }),
    ("owed-put-off", |t| {
        let line = t.promised();
        t.page.press(&line, "s");
        t.page.click("put-off-date");
    }),
    ("owed-drop", |t| {
        let line = t.promised();
        t.page.press(&line, "d");
    }),
    ("owed-bulk", |t| {
        let line = t.promised();
        t.page.press(&line, " ");
        t.page.click("bulk-give");
    }),
    ("owed-bulk-all", |t| {
        t.go("place-owed");
        t.page.click("owed-sort-call-back");
        let kind = t.page.first("owed-recall-");
        t.page.click(&kind);
        t.keys("ctrl+a");
        t.page.click("bulk-put-off");
    }),
    ("owed-calls", |t| {
        t.go("place-owed");
        t.page.click("owed-tab-calls");
    }),
    ("owed-closed", |t| {
        t.go("place-owed");
        t.page.click("owed-sort-message");
        let line = t.page.first("owed-row-");
        t.page.press(&line, "f");
        t.page.click("owed-tab-closed");
    }),
    ("owed-none", |t| t.go("place-owed")),
    ("result-in", |t| {
        t.go("place-owed");
        t.page.click("owed-result-new");
        t.page.type_into("result-path", &t.files.join("letter.pdf").display().to_string());
        t.page.click("result-path-add");
        t.page.settle_until("result-file-drop-0");
        t.page.fire_submit("result-title");
    }),
    ("message", |t| {
        t.keys("F7");
        t.page.fire_submit("message-send");
    }),
    ("patient-owed", |t| {
        t.page.click("place-owed");
        if t.page.has("owed-show-all") {
            t.page.click("owed-show-all");
        }
        t.patient("Lefort Marion", "Lofthouse Marion");
    }),
];
