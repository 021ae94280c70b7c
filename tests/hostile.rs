//! Files made to hurt: very many of one thing, what is no file at all, signs that nobody sees, links laid in the way.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::NaiveDate;
use chrono_tz::Europe::Paris;
use genki::{
    actions::{
        Desk,
        import::{self, Report},
        practice,
    },
    base::{Clock, Id, hidden},
    exchange::{self, Format, How},
    model::{Patient, Practice, Record, patient::Telecom},
    store::{Act, Error, Store, log, merge, patients, twins},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt::Write, ops::ControlFlow};

const ME: Id = Id::from_u128(2);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn desk() -> (Desk, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("genki.db"), &[7; 32], Id::from_u128(1)).unwrap();
    let clock = Clock::fixed(today().and_hms_opt(9, 40, 0).unwrap(), Paris);
    let desk = Desk { store, clock, zone: Paris, person: ME, ring: None };
    desk.act("init", |tx| {
        let p = Practice { id: Id::from_u128(3), name: "Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() };
        practice::init(tx, &p, ME, "Nadège", Value::Null)
    })
    .unwrap();
    (desk, dir)
}

fn take(desk: &Desk, format: Format, bytes: &[u8]) -> Report {
    let how = desk.store.read::<_, Error>(|db| How::of(db, Paris, today(), true)).unwrap();
    let plan = exchange::read(format, bytes, &how).unwrap();
    let go_on = |_, _| ControlFlow::Continue(());
    import::import(&desk.store, desk.begin("import"), Paris, vec![("x".into(), plan)], import::How::default(), go_on).unwrap()
}

/// How long this process computed, in milliseconds: however busy the machine is, that is the work there was.
fn worked(does: impl FnOnce()) -> f64 {
    let now = || {
        let at = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        at.tv_sec as f64 * 1e3 + at.tv_nsec as f64 / 1e6
    };
    let begin = now();
    does();
    now() - begin
}

/// Ten times as many may take ten times as long, and somewhat more; never a hundred times.
fn grows_with_it(name: &str, n: usize, does: impl Fn(usize)) {
    does(n / 10);
    let (few, many) = (worked(|| does(n)).max(40.0), worked(|| does(10 * n)));
    assert!(many < 40.0 * few, "{name}: {n} took {few:.0} ms, ten times as many {many:.0} ms");
    println!("{name}: {n} {few:.0} ms, ten times as many {many:.0} ms");
}

fn lines(n: usize, begin: &str, end: &str, mut line: impl FnMut(usize) -> String) -> Vec<u8> {
    let mut text = String::from(begin);
    for i in 0..n {
        text += &line(i);
        text += "\r\n";
    }
    text += end;
    text.into_bytes()
}

fn reads(format: Format, bytes: &[u8]) {
    let _ = exchange::read(format, bytes, &How::new(Paris, today()));
}

#[test]
fn very_much_on_one_card() {
    const BEGIN: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Martin;Léa\r\n";
    let card = |n: usize, line: &dyn Fn(usize) -> String| reads(Format::Vcard, &lines(n, BEGIN, "END:VCARD\r\n", line));
    let all: [(&str, &dyn Fn(usize) -> String); 9] = [
        ("numbers", &|i| format!("TEL;TYPE=HOME:06{i:08}")),
        ("preferred numbers", &|i| format!("TEL;TYPE=PREF:06{i:08}")),
        ("addresses to write to", &|i| format!("EMAIL:a{i}@b.c")),
        ("addresses", &|i| format!("ADR:;;{i} rue A;Lyon;;69001;FR")),
        ("notes", &|i| format!("NOTE:{i}")),
        ("languages", &|i| format!("LANG:x{i}")),
        ("properties nobody knows", &|i| format!("X-P{i}:1")),
        ("folds without an end", &|_| " =".into()),
        ("cards in a card", &|i| if i == 0 { "AGENT:".into() } else { "BEGIN:VCARD".into() }),
    ];
    for (name, line) in all {
        grows_with_it(name, 1500, |n| card(n, line));
    }
    grows_with_it("parameters", 1500, |n| {
        let head: String = (0..n).map(|i| format!(";X-A{i}=b")).collect();
        reads(Format::Vcard, &lines(1, BEGIN, "END:VCARD\r\n", |_| format!("BDAY{head}:19840312")));
    });
    grows_with_it("names", 1500, |n| {
        let names = (0..n).map(|i| format!("N{i}")).collect::<Vec<_>>().join(",");
        reads(Format::Vcard, format!("BEGIN:VCARD\r\nN:Martin;{names}\r\nEND:VCARD\r\n").as_bytes());
    });
}

#[test]
fn very_much_in_one_event() {
    const BEGIN: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Paris:20260105T090000\r\nDURATION:PT20M\r\nSUMMARY:x\r\nRRULE:FREQ=DAILY\r\n";
    const END: &str = "END:VEVENT\r\nEND:VCALENDAR\r\n";
    let stamp = |i: usize| {
        format!("20{:02}{:02}{:02}T{:02}{:02}00", i / 28 / 12 / 600 % 90 + 1, i / 28 % 12 + 1, i % 28 + 1, i / 336 % 24, i / 8064 % 60)
    };
    let event = |n: usize, line: &dyn Fn(usize) -> String| reads(Format::Ical, &lines(n, BEGIN, END, line));
    let all: [(&str, &dyn Fn(usize) -> String); 6] = [
        ("exceptions", &|i| format!("EXDATE;TZID=Europe/Paris:{}", stamp(i))),
        ("further dates", &|i| format!("RDATE;TZID=Europe/Paris:{}", stamp(i))),
        ("both", &|i| format!("{};TZID=Europe/Paris:{}", if i % 2 == 0 { "EXDATE" } else { "RDATE" }, stamp(i))),
        ("properties that look like ours", &|i| format!("X-GENKI-{i}:1")),
        ("people", &|i| format!("ATTENDEE;CN=A{i}:mailto:a{i}@b.c")),
        ("components that never end", &|i| format!("BEGIN:X{i}\r\nEND:Y{i}")),
    ];
    for (name, line) in all {
        grows_with_it(name, 1500, |n| event(n, line));
    }
    grows_with_it("exceptions in one line", 3000, |n| {
        let all = (0..n).map(stamp).collect::<Vec<_>>().join(",");
        reads(Format::Ical, format!("{BEGIN}EXDATE;TZID=Europe/Paris:{all}\r\n{END}").as_bytes());
    });
    let changes = |n: usize, line: &dyn Fn(usize) -> String| {
        let master = BEGIN.replace("FREQ=DAILY", "FREQ=DAILY;COUNT=400");
        reads(Format::Ical, &lines(n, &format!("{master}END:VEVENT\r\n"), "END:VCALENDAR\r\n", line));
    };
    grows_with_it("this and all later ones", 300, |n| {
        changes(n, &|i| {
            let at = stamp(i);
            format!(
                "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:{at}\r\nDTSTART;TZID=Europe/Paris:{at}\r\nDURATION:PT10M\r\nSUMMARY:y\r\nEND:VEVENT"
            )
        });
    });
}

#[test]
fn a_series_said_date_by_date_is_no_longer_than_one_by_rule() {
    let text = lines(
        2000,
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20200101T090000\r\nDURATION:PT20M\r\nSUMMARY:x\r\n",
        "END:VEVENT\r\nEND:VCALENDAR\r\n",
        |i| format!("RDATE:{}T090000", (today() + chrono::Days::new(i as u64)).format("%Y%m%d")),
    );
    let plan = exchange::read(Format::Ical, &text, &How::new(Paris, today())).unwrap();
    assert_eq!(plan.records.len(), 500);
    assert_eq!(plan.remarks[0].said.key, "import-remark-long");
}

#[test]
fn very_much_in_one_table() {
    let table = |head: &str, row: &str| {
        reads(Format::Csv, format!("Nom;Prénom;Né(e) le{head}\r\nMartin;Léa;12/03/1984{row}\r\nRoy;Jean;1/2/1990{row}\r\n").as_bytes())
    };
    // Below what is refused, and what is: as quick either way.
    for (name, head, cell) in
        [("columns", "Truc", "x"), ("columns of numbers", "Portable", "0612345678"), ("columns that hold dates", "", "1/2/1990")]
    {
        grows_with_it(name, 190, |n| table(&format!(";{head}").repeat(n), &format!(";{cell}").repeat(n)));
        grows_with_it(name, 20_000, |n| table(&format!(";{head}").repeat(n), &format!(";{cell}").repeat(n)));
    }
    let wide = format!("Nom{}\r\nMartin{}\r\n", ";Truc".repeat(2000), ";x".repeat(2000));
    assert_eq!(exchange::read(Format::Csv, wide.as_bytes(), &How::new(Paris, today())).err(), Some(exchange::Unreadable::TooWide(2001)));
    grows_with_it("numbers in a cell", 1500, |n| {
        let all = (0..n).map(|i| format!("06{i:08}")).collect::<Vec<_>>().join(" / ");
        reads(Format::Csv, format!("Nom;Prénom;Portable\r\nMartin;Léa;{all}\r\n").as_bytes());
    });
    grows_with_it("rows of one person", 1500, |n| {
        reads(Format::Csv, &lines(n, "Nom;Prénom;Né(e) le;Remarque\r\n", "", |i| format!("Martin;Léa;12/03/1984;{i}")));
    });
    grows_with_it("quotation marks that never close", 1500, |n| {
        reads(Format::Csv, &lines(n, "Nom;Prénom;Né(e) le\r\n", "", |_| "Martin;\"Léa;12/03/1984".into()));
    });
}

fn bundle(all: impl Iterator<Item = Value>) -> Vec<u8> {
    let entry: Vec<Value> = all.map(|resource| json!({"resource": resource})).collect();
    json!({"resourceType": "Bundle", "type": "collection", "entry": entry}).to_string().into_bytes()
}

fn person(more: Value) -> Value {
    let mut all = json!({"resourceType": "Patient", "id": "p", "name": [{"family": "Martin", "given": ["Léa"]}]});
    all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    all
}

#[test]
fn very_much_in_one_resource() {
    let each = |n: usize, one: &dyn Fn(usize) -> Value| (0..n).map(one).collect::<Vec<_>>();
    let all: [(&str, &str, OneOf); 8] = [
        ("numbers", "telecom", &|i| json!({"system": "phone", "value": format!("06{i:08}")})),
        ("addresses", "address", &|i| json!({"line": [format!("{i} rue A")], "city": "Lyon"})),
        ("names", "name", &|i| json!({"family": format!("N{i}"), "use": "old"})),
        ("identifiers", "identifier", &|i| json!({"system": format!("urn:x:{i}"), "value": "1"})),
        ("extensions", "extension", &|i| json!({"url": format!("urn:x:{i}"), "valueString": "x"})),
        ("extensions of ours", "extension", &|i| json!({"url": format!("urn:genki:x{i}"), "valueString": "x"})),
        ("links", "link", &|i| json!({"type": "replaces", "other": {"reference": format!("Patient/{i}")}})),
        ("doctors", "generalPractitioner", &|i| json!({"reference": format!("Practitioner/{i}"), "display": "x"})),
    ];
    for (name, field, one) in all {
        grows_with_it(name, 1000, |n| reads(Format::Fhir, &bundle([person(json!({field: each(n, one)}))].into_iter())));
    }
    grows_with_it("resources in a resource", 1000, |n| {
        let inside = each(n, &|i| json!({"resourceType": "Patient", "id": format!("c{i}"), "name": [{"text": "x y"}]}));
        let visit = json!({"resourceType": "Appointment", "id": "a", "status": "booked", "contained": inside});
        reads(Format::Fhir, &bundle([visit].into_iter()));
    });
    for depth in [100, 10_000, 1_000_000] {
        let text = format!("{{\"resourceType\":\"Patient\",\"x\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        reads(Format::Fhir, text.as_bytes());
    }
}

/// Makes the resource of a number, and a file of so many.
type OneOf<'a> = &'a dyn Fn(usize) -> Value;
type FileOf<'a> = &'a dyn Fn(usize, &str) -> (Format, Vec<u8>);

/// Taken in once, and once more with something changed: the second time each is compared with what is here.
#[test]
fn very_many_go_in_and_again() {
    let twice = |name: &str, n: usize, file: FileOf| {
        grows_with_it(name, n, |n| {
            let (desk, _dir) = desk();
            for word in ["one", "two"] {
                let (format, bytes) = file(n, word);
                take(&desk, format, &bytes);
            }
        });
    };
    twice("numbers of one person", 800, &|n, word| {
        let numbers = |i| format!("TEL:0{}{i:07}", if word == "one" { "61" } else { "62" });
        (Format::Vcard, lines(n, "BEGIN:VCARD\r\nUID:1\r\nN:Martin;Léa\r\n", &format!("NOTE:{word}\r\nEND:VCARD\r\n"), numbers))
    });
    twice("addresses of one person", 500, &|n, word| {
        let address = |i| format!("ADR:;;{i} rue {word};Lyon;;69001;FR");
        (Format::Vcard, lines(n, "BEGIN:VCARD\r\nUID:1\r\nN:Martin;Léa\r\n", "END:VCARD\r\n", address))
    });
    twice("people of one name", 200, &|n, word| {
        (
            Format::Csv,
            lines(n, "Nom;Prénom;Né(e) le\r\n", "", |i| {
                let (day, year) = (i % 28 + 1, if word == "one" { 1900 + i / 336 } else { 1950 + i / 336 });
                format!("Martin;Léa;{day:02}/{:02}/{year}", i / 28 % 12 + 1)
            }),
        )
    });
    twice("a chain of merged files", 60, &|n, word| {
        (Format::Fhir, bundle((0..n).map(|i| {
            let link = json!([{"type": "replaced-by", "other": {"reference": format!("Patient/p{}", i + 1)}}]);
            person(json!({"id": format!("p{i}"), "gender": if word == "one" { "male" } else { "female" }, "link": if i + 1 < n { link } else { json!([]) }}))
        })))
    });
    twice("roles of one doctor", 100, &|n, word| {
        let doctor = json!({"resourceType": "Practitioner", "id": "d", "name": [{"family": "Roy"}]});
        let role = |i: usize| json!({"resourceType": "PractitionerRole", "id": format!("r{i}"), "practitioner": {"reference": "Practitioner/d"}, "specialty": [{"text": word}]});
        (Format::Fhir, bundle([doctor].into_iter().chain((0..n).map(role))))
    });
}

/// Whom a chain of merged files leads to is said for all at once as it is for each.
#[test]
fn all_roots_are_the_roots_of_each() {
    let into = [(1, 2), (2, 3), (4, 5), (5, 6), (6, 5), (7, 4), (8, 99), (9, 8), (10, 10), (11, 12)];
    let (desk, _dir) = desk();
    // As another device may have: no act of ours makes a circle.
    desk.store
        .write::<_, Error>(desk.begin("merge"), move |tx| {
            for n in 1..=12u128 {
                let to = into.iter().find(|(from, _)| *from == n).map(|(_, to)| Id::from_u128(100 + to));
                tx.put(&Patient { id: Id::from_u128(100 + n), family: "X".into(), merged_into: to, hidden: n == 2, ..Patient::default() })?;
            }
            Ok(())
        })
        .unwrap();
    desk.store
        .read::<_, Error>(|db| {
            let all = twins::roots(db)?;
            assert_eq!(all.len(), 10, "all that are merged");
            for (id, root) in all {
                assert_eq!(root, twins::root(db, id)?, "{id}");
            }
            Ok(())
        })
        .unwrap();
}

/// As another device may have written it before this version, with no care for what stands in it.
fn written_before(store: &Store, family: &str) {
    let other = tempfile::tempdir().unwrap();
    let from = Store::open(&other.path().join("genki.db"), &[9; 32], Id::from_u128(50)).unwrap();
    let p = Patient { id: Id::from_u128(77), family: "HOSTILE".into(), given: vec!["Léa".into()], ..Patient::default() };
    from.write::<_, Error>(Act::new("new-patient", ME, 1), move |tx| tx.put(&p).map(drop)).unwrap();
    let mut entries = from.read::<_, Error>(|db| merge::beyond(db, &BTreeMap::new())).unwrap();
    let [entry] = entries.as_mut_slice() else { panic!("one change") };
    let text = String::from_utf8(entry.bytes.clone()).unwrap().replace("\"HOSTILE\"", &serde_json::to_string(family).unwrap());
    entry.bytes = text.into_bytes();
    entry.hash = log::hash(&[], entry.origin, entry.seq, entry.doc, &entry.audience, &entry.bytes);
    store.take_in(entries).unwrap();
}

const ESC: &str = "Esc\u{1b}]0;pwned\u{7}\u{1b}[2J\u{202e}\u{200b}\r\nEND:VCARD";
const CLEAN: &str = "Esc]0;pwned[2J END:VCARD";

#[test]
fn what_nobody_sees_goes_in_nowhere() {
    let (desk, _dir) = desk();
    let inject = json!({
        "resourceType": "Patient", "id": "i", "name": [{"family": ESC, "given": ["x\nTEL:+33666"]}],
        "telecom": [{"system": "phone", "value": "+33612\r\nNOTE:inj"}, {"system": "email", "value": "a@b.c\r\nX-EVIL:1"}],
        "address": [{"line": ["l1\r\nEND:VCARD"], "city": "c;d,e\\"}],
    });
    take(&desk, Format::Fhir, &bundle([inject].into_iter()));
    take(&desk, Format::Csv, "Nom;Prénom;Remarque\r\nMar\u{200b}tin;\u{202e}Zoé\u{7};\"un\r\ndeux\"\r\n".as_bytes());
    take(&desk, Format::Vcard, "BEGIN:VCARD\r\nVERSION:4.0\r\nN:Du\u{2060}pont;Jo\u{ad}\r\nEND:VCARD\r\n".as_bytes());
    desk.act("new-patient", |tx| {
        Ok(tx.put(&Patient { id: Id::from_u128(9), family: ESC.into(), note: "a\r\nb\t\u{202e}c".into(), ..Patient::default() })?)
    })
    .unwrap();
    let all = desk.store.read::<_, Error>(patients::all).unwrap();
    assert_eq!(all.len(), 4);
    let of = |name: &str| {
        all.iter().find(|p| p.family == name).unwrap_or_else(|| panic!("{name}: {:?}", all.iter().map(|p| &p.family).collect::<Vec<_>>()))
    };
    assert_eq!(of("Dupont").given, ["Jo"]);
    assert_eq!((of("Martin").given.join(" "), of("Martin").note.as_str()), ("Zoé".into(), "un\ndeux"));
    let evil: Vec<_> = all.iter().filter(|p| p.family == CLEAN).collect();
    assert_eq!(evil.len(), 2);
    let injected = evil.iter().find(|p| !p.telecom.is_empty()).unwrap();
    assert_eq!((injected.given.join("|"), injected.address[0].line.join("|")), ("x TEL:+33666".into(), "l1 END:VCARD".into()));
    assert_eq!(injected.telecom[0], Telecom { system: "phone".into(), value: "+33612 NOTE:inj".into(), usage: String::new() });
    assert!(evil.iter().any(|p| p.note == "a\nb c"));
}

#[test]
fn what_was_written_before_is_shown_clean_everywhere() {
    let (desk, _dir) = desk();
    written_before(&desk.store, ESC);
    let p = desk.store.read::<_, Error>(|db| patients::get(db, Id::from_u128(77))).unwrap().unwrap();
    assert_eq!(p.family, CLEAN);
    assert!(desk.store.check(false).unwrap().is_clean(), "the log says what it said");
    // That it is shown clean is no change of hers: only what she changes is written.
    let act = desk.act("edit-patient", move |tx| Ok(tx.put(&Patient { note: "parking".into(), ..p })?)).unwrap();
    assert!(act.answer);
    let edits = desk.store.read::<_, Error>(|db| genki::store::acts::edits(db, act.act, 9)).unwrap();
    assert_eq!(edits.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["note"]);
    let how = How::new(Paris, today());
    for format in Format::ALL {
        let written = desk.store.read::<_, Error>(|db| exchange::write(format, db, &how)).unwrap();
        let text = String::from_utf8(written.bytes).unwrap();
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        assert!(!hidden::holds(&text), "{}: {text:?}", format.code());
        assert!(!text.contains("\\u001b"), "{}", format.code());
        let ends = text.lines().filter(|l| l.trim() == "END:VCARD").count();
        assert_eq!(ends, usize::from(format == Format::Vcard), "no line begins with what stood in a name");
    }
}

/// Names are what an export has to carry whole: what a spreadsheet would take for a formula, and what ends a line.
#[test]
fn what_stands_in_a_cell_is_no_formula() {
    let (desk, _dir) = desk();
    for (n, family) in ["=1+1", "+33", "-2", "@SUM(A1)", "'=1", "a;b,c\"d"].into_iter().enumerate() {
        desk.act("new-patient", move |tx| {
            Ok(tx.put(&Patient { id: Id::from_u128(n as u128 + 100), family: family.into(), ..Patient::default() })?)
        })
        .unwrap();
    }
    let written = desk.store.read::<_, Error>(|db| exchange::write(Format::Csv, db, &How::new(Paris, today()))).unwrap();
    let text = String::from_utf8(written.bytes).unwrap();
    let mut cells = String::new();
    for line in text.lines().skip(1) {
        write!(cells, "{}|", line.split(';').nth(1).unwrap_or_default()).unwrap();
    }
    assert!(cells.split('|').filter(|c| !c.is_empty()).all(|c| c.starts_with(['\'', '"'])), "{cells}");
}

/// Our own file, with a field taken out by hand, is taken at its word, and says so.
#[test]
fn what_an_own_file_leaves_empty_is_named() {
    let (desk, _dir) = desk();
    desk.act("new-patient", |tx| {
        let telecom = vec![Telecom { system: "phone".into(), value: "+33612345678".into(), usage: "mobile".into() }];
        Ok(tx.put(&Patient { id: Id::from_u128(9), family: "Martin".into(), telecom, alert: "diabetes".into(), ..Patient::default() })?)
    })
    .unwrap();
    let export = || desk.store.read::<_, Error>(|db| exchange::write(Format::Fhir, db, &How::new(Paris, today()))).unwrap().bytes;
    let first = export();
    let same = take(&desk, Format::Fhir, &first);
    assert!(same.files[0].remarks.is_empty() && same.total().changed == 0, "export then import changes nothing");
    let mut file: Value = serde_json::from_slice(&first).unwrap();
    let entries = file["entry"].as_array_mut().unwrap();
    let patient = entries.iter_mut().find(|e| e["resource"]["resourceType"] == "Patient").unwrap();
    patient["resource"].as_object_mut().unwrap().remove("telecom");
    patient["resource"].as_object_mut().unwrap().remove("extension");
    let report = take(&desk, Format::Fhir, file.to_string().as_bytes());
    let remarks = &report.files[0].remarks;
    assert_eq!((report.total().changed, remarks.len(), remarks[0].said.key), (1, 1, "import-remark-emptied"));
    assert_eq!(remarks[0].said.args, [("fields", "alert, telecom".to_string())]);
    assert!(desk.store.read::<_, Error>(|db| patients::get(db, Id::from_u128(9))).unwrap().unwrap().telecom.is_empty());
}

/// Whoever reads while somebody writes is never told that changes are missing.
#[test]
fn reading_beside_a_writer_looks_at_the_tip_and_is_never_wrong() {
    let (desk, dir) = desk();
    let path = dir.path().join("genki.db");
    let before = std::fs::read(&path).unwrap();
    let writes = std::thread::spawn({
        let store = desk.store.clone();
        move || {
            for n in 0..200u128 {
                let p = Patient { id: Id::from_u128(1000 + n), family: "X".into(), ..Patient::default() };
                store.write::<_, Error>(Act::new("new-patient", ME, 1), move |tx| tx.put(&p).map(drop)).unwrap();
            }
        }
    });
    while !writes.is_finished() {
        Store::open_read_only(&path, &[7; 32]).unwrap().close();
    }
    writes.join().unwrap();
    desk.store.close();
    assert!(Store::open_read_only(&path, &[7; 32]).is_ok());
    // An older file put back, with nothing but its note to tell.
    std::fs::write(&path, before).unwrap();
    for more in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(dir.path().join(format!("genki.db{more}")));
    }
    assert!(matches!(Store::open_read_only(&path, &[7; 32]), Err(Error::Behind { .. })));
}

#[test]
fn a_record_keeps_its_kind_of_text() {
    let (desk, _dir) = desk();
    let note = "Ligne 1\nLigne 2 — « œuf » 👩‍⚕️ می‌خواهم";
    desk.act("new-patient", move |tx| {
        Ok(tx.put(&Patient { id: Id::from_u128(9), family: "O’Neil".into(), note: note.into(), ..Patient::default() })?)
    })
    .unwrap();
    let p = desk.store.read::<_, Error>(|db| patients::get(db, Id::from_u128(9))).unwrap().unwrap();
    assert_eq!((p.family.as_str(), p.note.as_str(), Patient::KIND), ("O’Neil", note, "patient"));
}
