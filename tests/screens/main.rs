//! The screens without a window: rendered on a real store, clicked and typed into.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod abroad;
mod absence;
mod busy;
mod calendar;
mod calls;
mod crew;
mod decided;
mod diary;
mod dom;
mod enter;
mod focus;
mod history;
mod keys;
mod lists;
mod lock;
mod making;
mod owed;
mod persons;
mod recalls;
mod reminders;
mod rights;
mod secret;
mod stuck;
mod telephone;
mod tour;
mod turning;
mod twins;
mod typed;
mod urgent;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Europe::Paris;
use dioxus::prelude::*;
use dom::Page;
use genki::{
    actions::{Desk, booking, patients, practice, reception},
    base::{Clock, Id},
    model::{
        Backups, Patient, Practice, Practitioner, Reason,
        backups::{Failed, Why},
        patient::Telecom,
        practitioner::Block,
    },
    store::{self, Store},
    ui::{
        app::{Start, Workplace},
        door::Doorway,
        open::OpenPractice,
    },
};
use std::path::{Path, PathBuf};

const ROY: Id = Id::from_u128(100);

fn at(hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

struct Practicing {
    desk: Desk,
    /// The visits of the worked example, in their order.
    visits: [Id; 5],
    _dir: tempfile::TempDir,
}

/// Nadège's desk at 9:40 in a practice that has a name and nothing else yet.
fn desk(folder: &Path) -> Desk {
    let store = Store::open(&folder.join("genki.db"), &[1; 32], Id::from_u128(1)).unwrap();
    let desk = Desk { store, clock: Clock::fixed(at(9, 40), Paris), zone: Paris, person: Id::from_u128(90_002), ring: None };
    desk.act("init", move |tx| {
        let p = Practice { id: Id::from_u128(90_003), name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        practice::init(tx, &p, Id::from_u128(90_002), "Nadège", serde_json::Value::Null)
    })
    .unwrap();
    desk
}

/// Begins to change a patient, and leaves the form.
fn leave_half_changed(page: &mut Page) {
    page.click("place-patients");
    page.type_into("patient-search", "fabre");
    page.click("patient-0");
    page.click("patient-change");
    page.type_into("alert", "Comes with an ambulance");
    page.press("family", "Escape");
}

/// The worked example as it stands at 9:40, with people's names.
fn practice() -> Practicing {
    let dir = tempfile::tempdir().unwrap();
    let desk = desk(dir.path());
    desk.act("init", move |tx| {
        let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap();
        let block = |from, to| Block { day: chrono::Weekday::Mon, from, to };
        let hours = vec![block(time(8, 0), time(10, 15)), block(time(10, 30), time(11, 0))];
        practice::save_practitioner(
            tx,
            &Practitioner { id: ROY, family: "Roy".into(), prefix: "Dr".into(), hours, ..Practitioner::default() },
        )?;
        practice::save_reason(tx, &Reason { id: Id::from_u128(50), name: "Consultation".into(), minutes: 20, ..Reason::default() })
    })
    .unwrap();
    let visits = [
        book(&desk, 1, "Blanc", "Étienne", at(9, 0), 20),
        book(&desk, 2, "Martin", "Léa", at(9, 30), 10),
        book(&desk, 3, "Caron", "Hugo", at(9, 45), 20),
        book(&desk, 4, "Dupont", "Camille", at(10, 0), 15),
        book(&desk, 5, "Fabre", "Louise", at(10, 30), 15),
    ];
    for (i, when) in [(0, at(8, 55)), (1, at(9, 20)), (2, at(9, 40))] {
        let id = visits[i];
        desk.act("arrive", move |tx| reception::arrive(tx, when, id)).unwrap();
    }
    let (first, promised) = (visits[0], visits[3]);
    desk.act("promise", move |tx| reception::promise(tx, promised, Some(at(10, 30)))).unwrap();
    desk.act("call-in", move |tx| reception::call_in(tx, at(9, 35), first)).unwrap();
    desk.store.set_local("looks", &serde_json::json!({"lang": "en"})).unwrap();
    Practicing { desk, visits, _dir: dir }
}

fn book(desk: &Desk, n: u128, family: &str, given: &str, start: NaiveDateTime, minutes: u32) -> Id {
    let telecom = vec![Telecom { system: "phone".into(), value: format!("+3361234567{n}"), usage: "mobile".into() }];
    let p = Patient {
        id: Id::from_u128(n),
        family: family.into(),
        given: vec![given.into()],
        birth_date: format!("198{n}-03-12"),
        telecom,
        ..Patient::default()
    };
    desk.act("new-patient", move |tx| patients::save_patient(tx, &p)).unwrap();
    let visit =
        booking::NewVisit { patient: Some(Id::from_u128(n)), practitioner: ROY, start, minutes: Some(minutes), ..Default::default() };
    desk.act("book", move |tx| booking::book(tx, at(8, 0), Id::from_u128(1000 + n), &visit)).unwrap().answer
}

/// Does what is called so, by the palette.
fn palette(page: &mut Page, words: &str) {
    page.press("date", "ctrl+k");
    page.type_into("palette-ask", words);
    page.press("palette-ask", "Enter");
}

fn root() -> Element {
    use_context_provider(|| Doorway::new(Start::Vault(PathBuf::new())));
    let practice = use_hook(|| OpenPractice::without_vault(consume_context::<Desk>()));
    rsx! { Workplace { practice } }
}

fn open(p: &Practicing) -> Page {
    Page::open(root, p.desk.clone())
}

fn patient(p: &Practicing, n: u128) -> Patient {
    p.desk.store.read::<_, store::Error>(|db| store::patients::get(db, Id::from_u128(n))).unwrap().unwrap()
}

#[test]
fn today_shows_the_projected_starts_of_the_worked_example() {
    let p = practice();
    let page = open(&p);
    assert_eq!(page.text("date"), "Monday 23 November");
    let shown = page.whole();
    for start in ["09:55 +25", "10:30 +45", "10:50 +50", "11:05 +35"] {
        assert!(shown.contains(start), "{start} in {shown}");
    }
}

#[test]
fn arriving_by_a_click_and_taking_it_back_by_another() {
    let p = practice();
    let mut page = open(&p);
    let slip = format!("visit-{}", p.visits[3]);
    assert!(page.text(&slip).contains("Expected"));
    page.click(&slip);
    assert!(page.text("told").contains("about 10:50"), "{}", page.text("told"));
    page.click("deed-arrive");
    assert!(page.text(&slip).contains("Here"), "{}", page.text(&slip));
    assert!(page.text("toast").contains("Dupont Camille is here"));
    page.click("undo");
    assert!(page.text(&slip).contains("Expected"));
}

#[test]
fn one_letter_calls_in_the_visit_that_is_selected() {
    let p = practice();
    let mut page = open(&p);
    let slip = format!("visit-{}", p.visits[1]);
    page.click(&slip);
    page.press(&slip, "c");
    assert!(page.text(&slip).contains("With the doctor"), "{}", page.text(&slip));
    assert!(page.text(&format!("visit-{}", p.visits[0])).contains("Gone"), "the one before has finished");
}

#[test]
fn the_palette_opens_by_its_key_and_finds_people_and_deeds() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "ctrl+k");
    page.type_into("palette-ask", "dup 1984");
    assert!(page.text("found-0").contains("Dupont Camille"), "{}", page.text("palette"));
    page.type_into("palette-ask", "dupont");
    assert!(page.text("found-1").contains("Arrive"), "{}", page.text("palette"));
    page.press("palette-ask", "Enter");
    assert!(!page.has("palette"));
    assert!(page.text("patient-page").contains("12 March 1984"), "{}", page.text("patient-page"));
    page.press("patient-page", "Escape");
    assert!(!page.has("patient-page"));
}

#[test]
fn the_palette_does_what_it_names() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "/");
    page.type_into("palette-ask", "franc");
    page.press("palette-ask", "Enter");
    assert_eq!(page.text("date"), "Lundi 23 novembre");
    page.press("date", "?");
    assert!(page.text("keys").contains("Partout"));
    page.press("date", "Escape");
    palette(&mut page, "24.11");
    assert_eq!(page.text("date"), "Mardi 24 novembre");
}

#[test]
fn patients_are_found_as_one_types() {
    let p = practice();
    let mut page = open(&p);
    page.click("place-patients");
    assert!(page.text("patients-said").contains("5 patients"));
    page.type_into("patient-search", "léa");
    assert!(page.text("patient-0").contains("Martin Léa") && !page.has("patient-1"));
    page.type_into("patient-search", "75");
    assert!(page.text("patient-0").contains("Fabre Louise"), "by the last digits of a number");
    page.type_into("patient-search", "garnotte");
    assert!(page.text("patients-empty").contains("No “garnotte” here."));
    page.click("new-patient-typed");
    assert_eq!(page.attr("family", "initial_value").as_deref(), Some("Garnotte"));
}

#[test]
fn a_form_says_what_is_wrong_at_its_field_and_saves_what_is_right() {
    let p = practice();
    let mut page = open(&p);
    page.click("place-patients");
    page.click("new-patient");
    page.click("patient-save");
    assert_eq!(page.attr("family", "aria-invalid").as_deref(), Some("true"));
    page.type_into("family", "Martin");
    page.type_into("given", "Lea");
    page.type_into("birth_date", "30.02.1982");
    page.click("patient-save");
    assert_eq!(page.attr("birth_date", "aria-invalid").as_deref(), Some("true"));
    assert_eq!(page.attr("family", "aria-invalid").as_deref(), Some("false"));
    page.type_into("birth_date", "12.03.82");
    assert!(page.text("alike").contains("There is a Martin Léa"), "said, and not in the way");
    page.click("patient-save");
    assert!(page.text("patient-page").contains("12 March 1982"), "{}", page.whole());
    assert!(page.text("toast").contains("Martin Lea is added"));
}

#[test]
fn what_was_typed_waits_until_the_form_is_opened_again() {
    let p = practice();
    let mut page = open(&p);
    leave_half_changed(&mut page);
    assert!(!page.has("patient-form"));
    // Meanwhile somebody else changes another field.
    let mut theirs = patient(&p, 5);
    theirs.pronounce = "fabr".into();
    p.desk.act("edit-patient", move |tx| patients::save_patient(tx, &theirs)).unwrap();
    page.settle();
    page.click("patient-change");
    assert_eq!(page.attr("alert", "initial_value").as_deref(), Some("Comes with an ambulance"));
    page.click("patient-save");
    let now = patient(&p, 5);
    assert_eq!((now.alert.as_str(), now.pronounce.as_str()), ("Comes with an ambulance", "fabr"));
    assert!(page.text("patient-page").contains("Comes with an ambulance"));
}

#[test]
fn the_history_says_what_changed_and_takes_it_back() {
    let p = practice();
    let mut changed = patient(&p, 2);
    changed.alert = "Deaf on the left".into();
    let act = p.desk.act("edit-patient", move |tx| patients::save_patient(tx, &changed)).unwrap().act;
    let mut page = open(&p);
    page.click("place-history");
    let line = format!("act-{act}");
    assert!(page.text(&line).contains("Martin Léa · Patient changed"), "{}", page.text(&line));
    page.click(&format!("look-{act}"));
    assert!(page.text(&format!("edits-{act}")).contains("Keep in sight nothing → Deaf on the left"), "{}", page.text(&line));
    page.click(&format!("undo-{act}"));
    assert!(page.text(&line).contains("taken back"));
    assert_eq!(patient(&p, 2).alert, "");
    page.click("history-patients");
    assert!(page.has(&line) && !page.whole().contains("Called in"));
    page.type_into("history-search", "nobody at all");
    assert!(!page.has(&line));
}

#[test]
fn a_file_is_looked_at_taken_in_and_taken_back() {
    let p = practice();
    let file = p._dir.path().join("new.json");
    let bundle = serde_json::json!({"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": {"resourceType": "Patient", "id": "a", "name": [{"family": "Girard", "given": ["Paul"]}], "birthDate": "1970-01-02"}},
        {"resource": {"resourceType": "Patient", "id": "b", "birthDate": "1970-01-02"}},
        {"resource": {"resourceType": "Observation", "id": "c"}}
    ]});
    std::fs::write(&file, bundle.to_string()).unwrap();
    let mut page = open(&p);
    page.press("date", "7");
    page.type_into("import-path", "/nowhere/at/all.json");
    page.fire_submit("import-path");
    assert!(page.text("import-problem").contains("Nothing was changed"));
    page.type_into("import-path", &file.display().to_string());
    page.fire_submit("import-path");
    page.settle_until("import-take");
    assert!(page.text("import-counts").contains("Patients 2 1 – – 1"), "{}", page.text("import-counts"));
    assert!(page.text("left-alone").contains("1 Observation"), "{}", page.text("left-alone"));
    assert!(page.text("rejects").contains("line 1 Patients: No name."), "{}", page.text("rejects"));
    let count = || p.desk.store.read::<_, store::Error>(store::patients::count).unwrap();
    assert_eq!(count(), 5, "nothing before she says so");
    page.click("import-take");
    page.settle_until("import-done");
    assert_eq!(count(), 6);
    assert!(!page.has("import-twins"));
    page.click("import-undo");
    page.settle();
    assert_eq!(count(), 5);
    assert!(page.text("import-done").contains("Taken back"));
}

#[test]
fn an_export_is_a_bundle_and_never_replaces_a_file() {
    let p = practice();
    let to = p._dir.path().join("out.json");
    let mut page = open(&p);
    page.press("date", "7");
    page.type_into("export-path", &to.display().to_string());
    page.fire_submit("export-path");
    page.settle_until("toast");
    let bundle: serde_json::Value = serde_json::from_slice(&std::fs::read(&to).unwrap()).unwrap();
    assert_eq!(bundle["resourceType"], "Bundle");
    page.fire_submit("export-path");
    page.settle();
    assert_eq!(page.attr("export-path", "aria-invalid").as_deref(), Some("true"));
}

#[test]
fn every_format_leaves_from_the_same_place() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "7");
    for (format, begins) in [("csv", "\u{feff}Title,Last name"), ("vcf", "BEGIN:VCARD"), ("ics", "BEGIN:VCALENDAR")] {
        let to = p._dir.path().join(format!("out.{format}"));
        page.choose(&format!("export-{format}"), format);
        assert!(page.attr("export-path", "initial_value").is_none_or(|v| v.ends_with(format)), "the name ends as the file is");
        page.type_into("export-path", &to.display().to_string());
        page.fire_submit("export-path");
        for _ in 0..40 {
            if to.exists() {
                break;
            }
            page.settle();
        }
        assert!(std::fs::read_to_string(&to).unwrap().starts_with(begins), "{format}");
    }
}

#[test]
fn the_columns_of_a_table_are_set_right_once() {
    let p = practice();
    let (file, next, cards) = (p._dir.path().join("list.csv"), p._dir.path().join("next.csv"), p._dir.path().join("a.vcf"));
    std::fs::write(&file, "Nom;Prénom;Bidule\nGirard;Paul;2/1/1970\nNoir;Ada;31/31/1970\n").unwrap();
    std::fs::write(&next, "Nom;Prénom;Bidule\nBlanc;Zoé;3/4/1980\n").unwrap();
    std::fs::write(&cards, "BEGIN:VCARD\nVERSION:3.0\nFN:Dr Ines Lab\nEND:VCARD\n").unwrap();
    let mut page = open(&p);
    page.press("date", "7");
    let take = |page: &mut Page, file: &std::path::Path| {
        page.type_into("import-path", &file.display().to_string());
        page.fire_submit("import-path");
        page.settle_until("import-take");
    };
    take(&mut page, &file);
    assert!(page.text("columns").contains("2 of 3 are read"), "{}", page.text("columns"));
    assert!(page.text("import-people-first").contains("Girard Paul"), "{}", page.text("import-people-first"));
    assert!(page.text("columns-left-out").contains("Bidule"), "{}", page.text("columns-left-out"));
    page.choose("map-2", "birth-date");
    page.settle_until("remarks");
    assert!(page.text("import-people-first").contains("1970"), "{}", page.text("import-people-first"));
    assert!(page.text("remarks").contains("line 3"), "{}", page.text("remarks"));
    page.click("import-take");
    page.settle_until("import-done");
    assert!(page.has("report-save"));
    page.click("import-again");
    take(&mut page, &next);
    assert!(page.text("columns").contains("3 of 3 are read") && page.text("import-people-first").contains("1980"));
    page.click("import-not-now");
    take(&mut page, &cards);
    assert!(page.text("import-counts").contains("Patients 1"));
    page.click("cards-contacts");
    for _ in 0..40 {
        if page.text("import-counts").contains("Practitioners 1") {
            break;
        }
        page.settle();
    }
    assert!(page.text("import-counts").contains("Practitioners 1"), "{}", page.text("import-counts"));
}

#[test]
fn what_two_devices_wrote_stands_side_by_side_until_one_tap_decides() {
    let p = practice();
    let other = Store::open(&p._dir.path().join("other.db"), &[2; 32], Id::from_u128(9)).unwrap();
    let hand_over = |from: &Store, to: &Store| {
        let entries = from.read::<_, store::Error>(|db| store::merge::beyond(db, &Default::default())).unwrap();
        to.take_in(entries).unwrap();
    };
    hand_over(&p.desk.store, &other);
    let there = Desk { store: other, ..p.desk.clone() };
    for (desk, number) in [(&p.desk, "+33611111111"), (&there, "+33622222222")] {
        let mut changed = patient(&p, 2);
        changed.telecom[0].value = number.into();
        desk.act("edit-patient", move |tx| patients::save_patient(tx, &changed)).unwrap();
    }
    hand_over(&there.store, &p.desk.store);
    let mut page = open(&p);
    page.click("place-patients");
    page.type_into("patient-search", "martin");
    page.click("patient-0");
    let shown = page.text("clashes");
    assert!(shown.contains("06 11 11 11 11 Nadège, Today 09:40") && shown.contains("06 22 22 22 22"), "{shown}");
    let choice = ["settle-telecom-0", "settle-telecom-1"].into_iter().find(|c| page.text(c).contains("06 11")).unwrap();
    page.click(choice);
    assert!(!page.has("clashes"), "decided");
    assert_eq!(patient(&p, 2).phone(), Some("+33611111111"));
    page.click("undo");
    assert!(page.text("toast").contains("Taken back"));
}

#[test]
fn in_view_of_others_there_are_initials_alone() {
    let p = practice();
    let mut page = open(&p);
    palette(&mut page, "initials");
    for place in ["place-today", "place-reception", "place-owed", "place-patients", "place-history"] {
        page.click(place);
        for name in ["Martin", "Léa", "Dupont", "06 12"] {
            assert!(!page.whole().contains(name), "{name} in {place}");
        }
    }
}

#[test]
fn an_old_backup_is_said_calmly_and_put_off_for_a_day() {
    let p = practice();
    let old = Backups { at: Some(at(8, 0) - chrono::Days::new(9)), ..Backups::default() };
    p.desk.store.set_local("backup", &old).unwrap();
    let mut page = open(&p);
    assert!(page.text("backup-reminder").contains("The last backup is 9 days old."), "{}", page.whole());
    page.click("backup-see");
    assert!(page.text("backup-old").contains("9 days old"), "{}", page.whole());
    assert!(page.has("backup-daily-folder"));
    page.click("place-today");
    page.click("backup-later");
    for _ in 0..40 {
        page.settle();
    }
    assert!(!page.has("backup-reminder"));
    let quiet = genki::actions::backup::daily::noted(&p.desk).unwrap().quiet_until;
    assert_eq!(quiet, Some(at(9, 40) + chrono::Days::new(1)));
}

#[test]
fn a_folder_for_the_backups_is_looked_at_before_it_is_taken() {
    let p = practice();
    let mut page = open(&p);
    page.press("date", "8");
    page.click("set-backup");
    page.type_into("backup-daily-folder", "somewhere");
    page.fire_submit("backup-daily-folder");
    page.settle();
    assert_eq!(page.attr("backup-daily-folder", "aria-invalid").as_deref(), Some("true"));
    page.type_into("backup-daily-folder", &p._dir.path().display().to_string());
    page.fire_submit("backup-daily-folder");
    page.settle();
    assert!(page.whole().contains("inside the practice’s own folder"), "{}", page.whole());
    let folder = tempfile::tempdir().unwrap();
    page.type_into("backup-daily-folder", &folder.path().display().to_string());
    page.fire_submit("backup-daily-folder");
    page.settle_until("backup-now");
    let noted = genki::actions::backup::daily::noted(&p.desk).unwrap();
    assert_eq!((noted.folder.as_str(), noted.keep), (folder.path().to_str().unwrap(), 14));
    let failed = Backups { failed: Some(Failed { at: at(9, 30), why: Why::Gone }), ..noted };
    p.desk.store.set_local("backup", &failed).unwrap();
    page.settle_until("backup-failed");
    assert!(page.text("backup-failed").contains("The folder is not there."), "{}", page.text("backup-failed"));
    page.click("backup-stop");
    page.settle_until("backup-begin");
}
