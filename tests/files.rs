//! Cards and tables in and out: what goes in, what stays out and why, and that the same again changes nothing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod chance;
mod malformed;

use chrono::NaiveDate;
use chrono_tz::Europe::Paris;
use genki::{
    actions::import::{How as Import, Report, import},
    base::Id,
    exchange::{self, Cards, Format, How, Plan},
    model::{Patient, Person, Practitioner, Record},
    store::{Act, Error, Store, patients, practitioners},
};
use proptest::strategy::Strategy as _;
use std::ops::ControlFlow;

const ME: Id = Id::from_u128(42);
/// 23 November 2026, 09:40 in Paris.
const NOW: i64 = 1_795_423_200_000;

struct Device {
    store: Store,
    _dir: tempfile::TempDir,
}

fn device(n: u128) -> Device {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("genki.db"), &[n as u8; 32], Id::from_u128(n)).unwrap();
    let me = Person { id: ME, name: "Nadège".into(), manager: true, ..Person::default() };
    store.write::<_, Error>(Act::new("init", ME, NOW), move |tx| tx.put(&me).map(drop)).unwrap();
    Device { store, _dir: dir }
}

fn how() -> How {
    How::new(Paris, NaiveDate::from_ymd_opt(2026, 11, 23).unwrap())
}

fn take(device: &Device, plan: Plan) -> Report {
    let act = Act::new("import", ME, NOW);
    import(&device.store, act, Paris, vec![("file".into(), plan)], Import::default(), |_, _| ControlFlow::Continue(())).unwrap()
}

fn take_bytes(device: &Device, name: &str, bytes: &[u8], how: &How) -> Report {
    take(device, exchange::read(exchange::detect(name, bytes).unwrap(), bytes, how).unwrap())
}

fn people(device: &Device) -> Vec<Patient> {
    device.store.read::<_, Error>(patients::all).unwrap()
}

fn changes(device: &Device) -> u64 {
    device.store.check(false).unwrap().changes
}

fn whys(report: &Report) -> Vec<(u64, String)> {
    report.files.iter().flat_map(|f| &f.rejected).map(|r| (r.line, r.why.to_string())).collect()
}

fn remarks(report: &Report) -> Vec<(u64, &str)> {
    report.files.iter().flat_map(|f| &f.remarks).map(|r| (r.line, r.said.key)).collect()
}

/// Of each sample: cards, lines of cards without a name, and names with birth date and first number; counted in the
/// files by eye.
type Counted = (&'static str, u64, &'static [u64], &'static [(&'static str, &'static str, &'static str)]);
const COUNTED: &[Counted] = &[
    ("gmail-list.vcf", 3, &[], &[("Beatle Chris", "", ""), ("Smith Arnold", "", ""), ("White Doug", "", "")]),
    ("outlook-2007.vcf", 1, &[], &[("Angstadt Mike", "1922-03-10", "(111) 555-4444")]),
    (
        "John_Doe_ANDROID.vcf",
        6,
        &[1, 6],
        &[("Ñ Ñ Ñ Ñ", "", "+33123456789"), ("Ñ Ñ Ñ Ñ Ñ", "", "123456"), ("Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ", "", "123456"), ("ÑÑÑÑ", "", "55556666")],
    ),
];

#[test]
fn real_cards_go_in_and_again_change_nothing() {
    let folder = std::path::Path::new("../shared/data/vcard");
    if !folder.is_dir() {
        println!("skipped: there is no ../shared/data/vcard");
        return;
    }
    for (name, read, nameless, expected) in COUNTED {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        for cards in [Cards::Patients, Cards::Contacts] {
            let d = device(1);
            let how = How { cards, ..how() };
            let first = take_bytes(&d, name, &bytes, &how);
            let total = first.total();
            // Two of the phone's cards hold a company beside the name: a contact could go by that. These have not even that.
            let lines: Vec<u64> = whys(&first).iter().map(|(line, _)| *line).collect();
            assert_eq!((total.read, lines.as_slice()), (*read, *nameless), "{name}");
            assert_eq!(total.added, read - nameless.len() as u64, "{name}");
            if cards == Cards::Patients {
                let mut found: Vec<_> =
                    people(&d).iter().map(|p| (p.name(), p.birth_date.clone(), p.phone().unwrap_or_default().to_string())).collect();
                found.sort();
                let expected: Vec<_> = expected.iter().map(|(n, b, p)| (n.to_string(), b.to_string(), p.to_string())).collect();
                assert_eq!(found, expected, "{name}");
            }
            let before = changes(&d);
            let again = take_bytes(&d, name, &bytes, &how).total();
            assert_eq!((again.added, again.changed, again.unchanged, changes(&d)), (0, 0, total.added, before), "{name}");
        }
    }
}

fn card(lines: &str) -> String {
    format!("BEGIN:VCARD\r\n{}\r\nEND:VCARD\r\n", lines.replace('\n', "\r\n"))
}

#[test]
fn a_card_becomes_a_patient() {
    let d = device(1);
    let text = card(
        "VERSION:4.0\nUID:urn:uuid:1\nN:Lefèvre;Zoé;Marie,Anne;Mme;\nFN:Zoé Lefèvre\nBDAY:1984-03-12\nGENDER:F\nitem1.TEL;TYPE=\"cell,voice\";PREF=1;VALUE=uri:tel:+33612345678\nTEL;TYPE=home:01 42 34 56 78\nEMAIL;TYPE=work:zoe@exemple.fr\nADR;TYPE=home:;Bât. B;12\\, rue de la Paix;Lyon;;69001;France\nLANG;PREF=1:fr\nNOTE:Préfère le matin\\; vient\\nà pied",
    );
    assert_eq!(whys(&take_bytes(&d, "z.vcf", text.as_bytes(), &how())), []);
    let p = people(&d).remove(0);
    assert_eq!((p.family.as_str(), p.given.join("|"), p.prefix.as_str()), ("Lefèvre", "Zoé|Marie|Anne".into(), "Mme"));
    assert_eq!(
        (p.birth_date.as_str(), p.gender.as_str(), p.phone(), p.email()),
        ("1984-03-12", "female", Some("+33612345678"), Some("zoe@exemple.fr"))
    );
    assert_eq!((p.address[0].line.join("|"), p.address[0].city.as_str()), ("12, rue de la Paix|Bât. B".into(), "Lyon"));
    assert_eq!((p.languages.join("|"), p.note.as_str()), ("fr".into(), "Préfère le matin; vient\nà pied"));
}

#[test]
fn birth_dates_of_cards_in_every_spelling() {
    let cases = [
        ("BDAY:19840312", "1984-03-12"),
        ("BDAY:1984-03-12T00:00:00Z", "1984-03-12"),
        ("BDAY:1984-03-11T23:00:00Z", "1984-03-12"),
        ("BDAY;VALUE=date:1984-03-12", "1984-03-12"),
        ("BDAY;VALUE=text:12 mars 1984", "1984-03-12"),
        ("BDAY:1984-03", "1984-03"),
        ("BDAY:1984", "1984"),
        ("BDAY:--0312", ""),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-12", ""),
        ("BDAY:", ""),
    ];
    for (line, expected) in cases {
        let d = device(1);
        take_bytes(&d, "b.vcf", card(&format!("VERSION:3.0\nN:Roy;Ada\n{line}")).as_bytes(), &how());
        assert_eq!(people(&d)[0].birth_date, expected, "{line}");
    }
    for wrong in ["2027-01-01", "1984-02-30", "soon"] {
        let d = device(1);
        let report = take_bytes(&d, "b.vcf", card(&format!("VERSION:3.0\nN:Roy;Ada\nBDAY:{wrong}")).as_bytes(), &how());
        assert_eq!((whys(&report), remarks(&report)), (vec![], vec![(1, "import-remark-birth-date")]), "{wrong}");
        let p = people(&d).remove(0);
        assert_eq!((p.birth_date, p.note), (String::new(), format!("Date de naissance dans le fichier : {wrong}")));
    }
}

#[test]
fn what_is_no_person_or_unreadable_stays_out_and_says_why() {
    let file = [
        card("VERSION:3.0\nTEL:0612345678\nFN:"),
        card("VERSION:3.0\nFN:Laboratoire des Lilas\nORG:Laboratoire des Lilas\nX-ABShowAs:COMPANY"),
        card("VERSION:2.1\nN;CHARSET=X-NOBODY;ENCODING=QUOTED-PRINTABLE:Lef=E8vre;Zo=E9"),
        card("VERSION:4.0\nKIND:group\nFN:Famille"),
        card("VERSION:3.0\nUID:1\nFN:Ada Roy"),
        card("VERSION:3.0\nUID:1\nFN:Ada Roy\nNOTE:x"),
        card("VERSION:3.0\nFN:ada@exemple.fr\nEMAIL:ada@exemple.fr"),
    ]
    .concat();
    let d = device(1);
    let report = take_bytes(&d, "x.vcf", file.as_bytes(), &how());
    let expected = [
        "it has no name",
        "it is the card of a company, not of a person",
        "letters in it cannot be read",
        "the same record stands in the file again, with other content",
        "it has no name",
    ];
    assert_eq!(whys(&report).iter().map(|w| w.1.as_str()).collect::<Vec<_>>(), expected);
    assert_eq!((report.total().added, report.files[0].left_alone.get("group")), (1, Some(&1)));
    let contacts = How { cards: Cards::Contacts, ..how() };
    let d = device(2);
    take_bytes(&d, "x.vcf", file.as_bytes(), &contacts);
    let all: Vec<Practitioner> = d.store.read::<_, Error>(practitioners::all).unwrap();
    assert!(all.iter().all(|p| p.elsewhere) && all.iter().any(|p| p.family == "Laboratoire des Lilas"));
    assert!(people(&d).is_empty());
}

/// A practice whose people have what makes exports hard.
fn practice(d: &Device) {
    let text = include_str!("fixtures/people.vcf");
    assert_eq!(whys(&take_bytes(d, "people.vcf", text.as_bytes(), &how())), []);
    let known = people(d);
    let hers: Vec<Patient> = known
        .into_iter()
        .map(|p| Patient { alert: "sonner deux fois".into(), do_not_contact: true, note: format!("{} note", p.note).trim().into(), ..p })
        .collect();
    d.store
        .write::<_, Error>(Act::new("edit", ME, NOW), move |tx| {
            for p in &hers {
                tx.put(p)?;
            }
            Ok(())
        })
        .unwrap();
}

fn export(d: &Device, format: Format, how: &How) -> Vec<u8> {
    d.store.read::<_, Error>(|db| exchange::write(format, db, how)).unwrap().bytes
}

fn fields(d: &Device) -> Vec<(Id, genki::model::Fields)> {
    let mut all: Vec<_> = people(d).iter().map(|p| (p.id, Patient { source: String::new(), ..p.clone() }.fields())).collect();
    all.sort_by_key(|(id, _)| *id);
    all
}

#[test]
fn our_own_cards_change_nothing_here_and_are_the_same_people_elsewhere() {
    let d = device(1);
    practice(&d);
    let before = fields(&d);
    let cards = export(&d, Format::Vcard, &how());
    let total = take_bytes(&d, "own.vcf", &cards, &how()).total();
    assert_eq!((total.added, total.changed, total.rejected, total.unchanged), (0, 0, 0, before.len() as u64));
    assert_eq!(fields(&d), before);
    let other = device(2);
    assert_eq!(take_bytes(&other, "own.vcf", &cards, &how()).total().added, before.len() as u64);
    assert_eq!(export(&other, Format::Vcard, &how()), cards);
    assert!(!String::from_utf8(cards).unwrap().contains("sonner"), "what she noted stays here");
}

#[test]
fn what_leaves_reads_elsewhere() {
    let d = device(1);
    practice(&d);
    let dir = tempfile::tempdir().unwrap();
    let [cards, table] = [("cards.vcf", Format::Vcard), ("table.csv", Format::Csv)].map(|(name, format)| {
        std::fs::write(dir.path().join(name), export(&d, format, &how())).unwrap();
        dir.path().join(name)
    });
    let names = serde_json::to_string(&people(&d).iter().map(|p| &p.family).collect::<Vec<_>>()).unwrap();
    let ran = std::process::Command::new("tests/validate_files.sh").args([&cards, &table]).arg(names).output();
    let Ok(out) = ran else {
        println!("skipped: there is no shell for tests/validate_files.sh");
        return;
    };
    let said = String::from_utf8_lossy(&out.stdout);
    if out.status.code() == Some(77) {
        println!("skipped: {said}");
        return;
    }
    assert!(out.status.success(), "{said}{}", String::from_utf8_lossy(&out.stderr));
}

/// What the tables below say, whatever their form: two patients, and one row without a name.
const ROWS: [[&str; 5]; 3] = [
    ["Lefèvre", "Zoé", "12/03/1984", "06 12 34 56 78", "préfère, dit-elle ; le matin"],
    ["Münch", "Agnès", "1.2.90", "01 42 34 56 78", "\"à l’œil\""],
    ["", "", "", "0142345679", ""],
];
const HEADINGS: [&str; 5] = ["Nom", "Prénom", "Né(e) le", "Tél", "Remarque"];

fn table(delimiter: char, order: &[usize], header: bool) -> String {
    let row = |cells: &[&str; 5]| {
        let cell = |i: &usize| match cells[*i] {
            c if c.contains([delimiter, '"']) => format!("\"{}\"", c.replace('"', "\"\"")),
            c => c.to_string(),
        };
        order.iter().map(cell).collect::<Vec<_>>().join(&delimiter.to_string())
    };
    let lines: Vec<String> = header.then_some(&HEADINGS).into_iter().chain(&ROWS).map(row).collect();
    lines.join("\r\n") + "\r\n"
}

fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    match encoding {
        0 => text.as_bytes().to_vec(),
        1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        2 => [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        3 => [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
        4 => encoding_rs::WINDOWS_1252.encode(text).0.to_vec(),
        // The curly apostrophe is none of its letters.
        _ => encoding_rs::ISO_8859_15.encode(&text.replace('’', "'")).0.to_vec(),
    }
}

fn read_alike(bytes: &[u8], header: bool, case: &str) {
    let plan = exchange::read(exchange::detect("patients.csv", bytes).unwrap(), bytes, &how()).expect(case);
    let people: Vec<Patient> =
        plan.records.iter().filter_map(|r| if let exchange::Noun::Patient(p) = &r.noun { p.record.open() } else { None }).collect();
    assert_eq!(people.len(), 2, "{case}");
    let shown = |p: &Patient| (p.family.clone(), p.given.join(" "), p.birth_date.clone(), p.telecom[0].value.clone());
    assert_eq!(shown(&people[0]), ("Lefèvre".into(), "Zoé".into(), "1984-03-12".into(), "+33612345678".into()), "{case}");
    assert_eq!(shown(&people[1]), ("Münch".into(), "Agnès".into(), "1990-02-01".into(), "+33142345678".into()), "{case}");
    if header {
        assert_eq!(people[1].note.replace('’', "'"), "\"à l'œil\"", "{case}");
    }
    let rejected: Vec<_> = plan.rejected.iter().map(|r| (r.line, r.why)).collect();
    assert_eq!(rejected, [(3 + u64::from(header), exchange::Why::NoName)], "{case}");
}

proptest::proptest! {
    #![proptest_config(chance::cases(300))]

    #[test]
    fn a_table_reads_alike_in_every_form(
        delimiter in proptest::sample::select(vec![';', ',', '\t', '|', ':']),
        encoding in 0usize..6,
        order in proptest::strategy::Just(vec![0usize, 1, 2, 3, 4]).prop_shuffle(),
    ) {
        read_alike(&encoded(&table(delimiter, &order, true), encoding), true, &format!("{delimiter:?} {encoding} {order:?}"));
    }

    #[test]
    fn a_table_without_headings_is_guessed_by_what_stands_in_it(
        delimiter in proptest::sample::select(vec![';', ',', '\t', '|']),
        encoding in 0usize..6,
        rest in proptest::strategy::Just(vec![2usize, 3]).prop_shuffle(),
    ) {
        let order = [&[0, 1], rest.as_slice()].concat();
        read_alike(&encoded(&table(delimiter, &order, false), encoding), false, &format!("{delimiter:?} {encoding} {order:?}"));
    }
}

#[test]
fn a_french_list_of_patients_just_works() {
    let text = "N° dossier;Civilité;Nom;Nom de naissance;Prénom;Né(e) le;Sexe;Adresse;CP;Ville;Portable;Courriel;Médecin traitant\r\n\
        117;Mme;LEFÈVRE;Martin;Zoé;12 mars 1984;F;\"12, rue de la Paix\nBât. B\";01000;Bourg-en-Bresse;612345678;zoe@exemple.fr;Dr Paul Roy\r\n\
        118;M.;Roy;;Jean;31/02/1970;M;;;;;;\r\n\
        119;M.;Petit;;Luc;01/01/1970;Q;;;;;;\r\n\
        117;Mme;Lefèvre;;Zoé;;F;;;;;;\r\n";
    let d = device(1);
    let bytes = encoded(text, 4);
    let report = take_bytes(&d, "export", &bytes, &how());
    assert_eq!(whys(&report), [(2, "the same record stands in the file again, with other content".to_string())]);
    // What cannot be read of somebody costs the field, never the person.
    assert_eq!(remarks(&report), [(4, "import-remark-birth-date"), (5, "import-remark-gender")]);
    let jean = people(&d).into_iter().find(|p| p.given == ["Jean"]).unwrap();
    assert_eq!((jean.birth_date, jean.note), (String::new(), "Date de naissance dans le fichier : 31/02/1970".into()));
    assert!(people(&d).iter().any(|p| p.given == ["Luc"] && p.gender.is_empty()));
    let text = text.lines().take(4).collect::<Vec<_>>().join("\r\n");
    let d = device(2);
    take_bytes(&d, "export", &encoded(&text, 4), &how());
    let p = people(&d).remove(0);
    assert_eq!((p.family.as_str(), p.maiden.as_str(), p.given.join(" ")), ("LEFÈVRE", "Martin", "Zoé".into()));
    assert_eq!((p.birth_date.as_str(), p.phone(), p.identifier[0].value.as_str()), ("1984-03-12", Some("+33612345678"), "117"));
    assert_eq!((p.address[0].line.join("|"), p.address[0].postal_code.as_str()), ("12, rue de la Paix|Bât. B".into(), "01000"));
    assert_eq!(p.general_practitioner, ["Dr Paul Roy"]);
    // The number belongs to Zoé: another program's 117 is somebody else.
    let other = "N° dossier;Nom;Prénom;Né le\n117;Blanc;Ada;1.1.2001\n";
    let report = take_bytes(&d, "x.csv", other.as_bytes(), &how());
    assert_eq!((report.total().added, report.files[0].remarks[0].said.key), (1, "import-remark-counted-patient"));
    assert!(people(&d).contains(&p), "Zoé is as she was");
}

#[test]
fn what_a_list_leaves_out_stays_and_who_is_known_by_name_is_meant() {
    let d = device(1);
    practice(&d);
    let zoe = people(&d).into_iter().find(|p| p.family == "Lefèvre").unwrap();
    let list = "Nom;Prénom;Né(e) le;Portable\nLEFEVRE;Zoé Marie Anne;12/03/1984;0699999999\nNouveau;Ada;1/2/2003;\n";
    let total = take_bytes(&d, "l.csv", list.as_bytes(), &how()).total();
    assert_eq!((total.added, total.changed), (1, 1));
    let now = people(&d).into_iter().find(|p| p.id == zoe.id).unwrap();
    assert_eq!(
        (now.phone(), now.email(), now.note.clone(), now.address.clone()),
        (Some("+33699999999"), zoe.email(), zoe.note.clone(), zoe.address.clone())
    );
    assert_eq!(now.telecom.len(), zoe.telecom.len());
    let again = take_bytes(&d, "l.csv", list.as_bytes(), &how()).total();
    assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 2));
}

#[test]
fn a_list_of_appointments_finds_its_patients_or_makes_them() {
    let d = device(1);
    practice(&d);
    let roy = Practitioner {
        id: Id::from_u128(7),
        family: "Roy".into(),
        given: vec!["Claire".into()],
        prefix: "Dr".into(),
        ..Practitioner::default()
    };
    d.store
        .write::<_, Error>(Act::new("edit", ME, NOW), move |tx| {
            tx.put(&roy)?;
            Ok(())
        })
        .unwrap();
    let list = "Date;Heure;Durée;Patient;Né(e) le;Motif;Praticien;Remarque\n\
        24/11/2026;9h30;20;Lefèvre Zoé Marie Anne;12/03/1984;Contrôle;Dr Roy;à jeun\n\
        mardi 24 novembre 2026;10:00;;Petit Luc;1/2/2003;Contrôle;Claire Roy;\n\
        24/11/26;10h30;0:15;Petit Luc;1/2/2003;;;\n\
        24/11/2026;25:00;15;Petit Luc;1/2/2003;;Roy;\n\
        24/11/2026;11:00;15;Petit Luc;1/2/2003;;Dr Personne;\n";
    let how = How { practitioner: Some(Id::from_u128(7)), ..how() };
    let report = take_bytes(&d, "agenda.csv", list.as_bytes(), &how);
    assert_eq!(
        whys(&report),
        [(5, "a time in it is not a time".into()), (6, "the practitioner it refers to is neither in the file nor known here".into())]
    );
    let visits = d.store.read::<_, Error>(genki::store::appointments::all).unwrap();
    let zoe = people(&d).into_iter().find(|p| p.family == "Lefèvre").unwrap().id;
    let luc = people(&d).into_iter().find(|p| p.family == "Petit").unwrap().id;
    let shown: Vec<_> = visits.iter().map(|v| (v.start.to_string(), v.minutes, v.patient, v.comment.as_str())).collect();
    assert_eq!(
        shown,
        [
            ("2026-11-24 09:30:00".to_string(), 20, Some(zoe), "à jeun"),
            ("2026-11-24 10:00:00".into(), 20, Some(luc), ""),
            ("2026-11-24 10:30:00".into(), 15, Some(luc), ""),
        ]
    );
    let before = changes(&d);
    let again = take_bytes(&d, "agenda.csv", list.as_bytes(), &how).total();
    assert_eq!((again.added, again.changed, changes(&d)), (0, 0, before));
}

#[test]
fn our_own_table_changes_nothing_and_makes_no_formula() {
    for french in [true, false] {
        let d = device(1);
        practice(&d);
        let how = How { french, ..how() };
        let before = fields(&d);
        let file = export(&d, Format::Csv, &how);
        let text = String::from_utf8(file.clone()).unwrap();
        assert!(text.starts_with('\u{feff}') && text.contains(if french { ";Né(e) le;" } else { ",Date of birth," }), "{text}");
        let delimiter = if french { ';' } else { ',' };
        let read = exchange::csv::look(&file, "FR").unwrap();
        assert_eq!((read.delimiter, read.rows.len(), read.broken.len()), (delimiter, before.len() + 1, 0));
        for cell in read.rows.iter().flat_map(|r| r.cells()) {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
        assert!(text.contains("06 12 34 56 78") && text.contains("(+41) 44 668 18 00") && text.contains("'=1+1"), "{text}");
        let report = take_bytes(&d, "own.csv", &file, &how);
        let total = report.total();
        assert_eq!((total.added, total.changed, total.unchanged, whys(&report)), (0, 0, before.len() as u64, vec![]), "{text}");
        assert_eq!(fields(&d), before);
        let other = device(2);
        assert_eq!(take_bytes(&other, "own.csv", &file, &how).total().added, before.len() as u64);
        assert_eq!(String::from_utf8(export(&other, Format::Csv, &how)).unwrap(), text);
    }
}

/// What the vault holds, in one number: nothing changed where it is the same.
fn digest(d: &Device) -> blake3::Hash {
    blake3::hash(d.store.read::<_, Error>(|db| exchange::fhir::write(db, Paris, Id::default())).unwrap().to_string().as_bytes())
}

/// Damaged files: no panic, at most one reason for a file that does not read, and a vault that is as it was or exactly
/// what the report says.
fn damaged_files(name: &str, file: &[u8]) {
    let doctor = Practitioner { id: Id::from_u128(7), family: "Roy".into(), ..Practitioner::default() };
    let how = How { practitioner: Some(doctor.id), ..how() };
    let (mut unreadable, mut went_in) = (0, 0);
    let fresh = || {
        let (d, doctor) = (device(1), doctor.clone());
        d.store.write::<_, Error>(Act::new("edit", ME, NOW), move |tx| tx.put(&doctor).map(drop)).unwrap();
        d
    };
    let mut d = fresh();
    let empty = digest(&d);
    for seed in 0..200 {
        // Now and then a new one: what was taken back stays in the log, and all of it is read again each time.
        if seed % 20 == 19 {
            assert!(d.store.check(false).unwrap().is_clean());
            d = fresh();
        }
        let bytes = malformed::damaged(file, seed);
        let read = exchange::detect(name, &bytes).and_then(|format| exchange::read(format, &bytes, &how));
        let plan = match read {
            Ok(plan) => plan,
            Err(why) => {
                assert!(!why.refusal().key.is_empty());
                unreadable += 1;
                continue;
            }
        };
        let act = Act::new("import", ME, NOW);
        let undo = act.id;
        let files = vec![("file".to_string(), plan)];
        let report = import(&d.store, act, Paris, files, Import::default(), |_, _| ControlFlow::Continue(())).unwrap();
        let total = report.total();
        assert_eq!(total.read, total.added + total.changed + total.unchanged + total.rejected, "{name} {seed}: {report:?}");
        // A line that does not even say what it is counts for no kind.
        let named = report.files[0].rejected.iter().filter(|r| r.kind != "unknown").count() as u64;
        assert_eq!(named, total.rejected, "{name} {seed}: {report:?}");
        if total.added + total.changed > 0 {
            went_in += 1;
            let patients = report.files[0].kinds.get("patient").map_or(0, |c| c.added);
            assert_eq!(people(&d).len() as u64, patients, "{name} {seed}");
            d.store.write::<_, Error>(Act::new("undo", ME, NOW), move |tx| tx.take_back(undo).map(drop)).unwrap();
        }
        assert_eq!(digest(&d), empty, "{name} {seed}: the vault is not as it was");
    }
    assert!(d.store.check(false).unwrap().is_clean());
    println!("{name}: {unreadable} do not read, {went_in} bring something in");
    assert!(went_in > 20, "{name}: {unreadable} do not read, {went_in} bring something in");
}

#[test]
fn damaged_cards_do_no_harm() {
    damaged_files("people.vcf", include_bytes!("fixtures/people.vcf"));
}

#[test]
fn damaged_tables_do_no_harm() {
    let d = device(3);
    practice(&d);
    damaged_files("people.csv", &export(&d, Format::Csv, &how()));
}

#[test]
fn damaged_lists_of_appointments_do_no_harm() {
    let list = "Date;Heure;Durée;Patient;Né(e) le;Motif;Praticien;Remarque\n\
        24/11/2026;9h30;20;Lefèvre Zoé;12/03/1984;Contrôle;Dr Roy;à jeun\n\
        24/11/2026;10:00;;Petit Luc;1/2/2003;\"Contrôle; suivi\";Roy;\n\
        24/11/26;10h30;0:15;Petit Luc;1/2/2003;;;\n";
    damaged_files("agenda.csv", &encoded(list, 4));
}

#[test]
fn damaged_bundles_do_no_harm() {
    damaged_files("day.ndjson", include_bytes!("fixtures/day.ndjson"));
}
