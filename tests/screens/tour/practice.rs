//! The history, the import, the settings.

use super::Screens;

pub const SCREENS: Screens = &[
    ("history", |t| t.go("place-history")),
    ("history-look", |t| {
        t.go("place-history");
        let look = t.page.first("look-");
        t.page.click(&look);
    }),
    ("history-none", |t| {
        t.go("place-history");
        t.page.type_into("history-search", "nobody at all");
    }),
    ("import", |t| t.go("place-import")),
    ("import-wrong", |t| t.import("nowhere.json", None)),
    ("import-table", |t| t.import("table.csv", Some("import-take"))),
    ("import-bundle", |t| t.import("bundle.json", Some("import-take"))),
    ("import-done", |t| {
        t.import("bundle.json", Some("import-take"));
        t.page.click("import-take");
        t.page.settle_until("import-done");
    }),
    ("set-practice", |t| t.section("set-practice")),
    ("set-practitioners", |t| t.section("set-practitioners")),
    ("set-practitioner-add", |t| {
        t.section("set-practitioners");
        t.page.click("practitioner-add");
    }),
    ("set-reasons", |t| t.section("set-reasons")),
    ("set-reason-add", |t| {
        t.section("set-reasons");
        t.page.click("reason-add");
    }),
    ("set-persons", |t| t.section("set-persons")),
    ("set-person-one", |t| {
        t.section("set-persons");
        let one = t.page.first("person-");
        t.page.click(&one);
    }),
    ("set-person-add", |t| {
        t.section("set-persons");
        t.page.click("person-add");
        t.page.fire_submit("person-save");
    }),
    ("set-rights", |t| t.section("set-rights")),
    ("set-asked", |t| t.section("set-asked")),
    ("set-look", |t| t.section("set-look")),
    ("set-device", |t| {
        t.section("set-device");
        t.page.choose("lock-after", "0");
    }),
    ("set-safety", |t| {
        t.section("set-safety");
        t.page.click("change-passphrase");
        t.page.fire_submit("passphrase-save");
    }),
    ("set-pin", |t| {
        t.section("set-safety");
        t.page.click("pin-set");
    }),
    ("set-backup", |t| t.section("set-backup")),
    ("set-audit", |t| t.section("set-audit")),
    ("set-own-log", |t| t.section("set-own-log")),
    ("set-about", |t| t.section("set-about")),
];
