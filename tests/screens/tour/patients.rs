//! Patients, their pages, recalls, doubles.

use super::Screens;

pub const SCREENS: Screens = &[
    ("patients", |t| t.go("place-patients")),
    ("patients-found", |t| t.patients("mar")),
    ("patients-none", |t| t.patients("garnotte")),
    ("patient", |t| t.patient("Martin", "Martin")),
    ("patient-anxious", |t| t.patient("Leroy", "Leighton")),
    ("patient-result", |t| t.patient("Perrin Camille", "Perry Camilla")),
    ("patient-result-new", |t| {
        t.patient("Haddad", "Haddad");
        t.page.click("result-new");
    }),
    ("recalls", |t| t.command_of("Recalls", "Relances")),
    ("recall-work", |t| {
        t.command_of("Recalls", "Relances");
        t.page.click("recall-kind-0");
    }),
    ("recall-ticked", |t| {
        t.command_of("Recalls", "Relances");
        t.page.click("recall-kind-0");
        t.page.click("recall-row-1");
        t.page.click("recall-decline");
        t.page.fire_change("recall-pick-0", "true");
    }),
    ("recall-settings", |t| t.section("set-recalls")),
    ("recall-form", |t| {
        t.section("set-recalls");
        t.page.click("set-recall-0");
    }),
    ("patient-recalls", |t| {
        t.patient("Da Silva", "Da Silva");
        t.page.click("patient-recall-open-0");
    }),
    ("visit-ready", |t| {
        let visit = t.page.first("missing-");
        t.page.click(&visit.replace("missing", "visit"));
    }),
    ("patient-form", |t| {
        t.patient("Dubois Monique", "Wood Monica");
        t.page.click("patient-change");
    }),
    ("patient-form-wrong", |t| {
        t.go("place-patients");
        t.page.click("new-patient");
        t.page.type_into("birth_date", "30.02.1982");
        t.page.click("patient-save");
    }),
    ("patient-form-alike", |t| {
        t.go("place-patients");
        t.page.click("new-patient");
        t.page.type_into("family", "Martin");
        t.page.type_into("given", "Lea");
    }),
    ("twins", |t| {
        t.go("place-patients");
        t.page.settle_until("twins-open");
        t.page.click("twins-open");
    }),
    ("twins-pair", |t| {
        t.go("place-patients");
        t.page.settle_until("twins-open");
        t.page.click("twins-open");
        t.page.click("pair-0");
    }),
];
