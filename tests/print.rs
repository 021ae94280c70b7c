//! A day on paper: what another program finds in the file.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{NaiveDate, NaiveDateTime};
use genki::{
    exchange::pdf,
    lang::Lang,
    model::{
        Patient, Practice,
        patient::Telecom,
        sheet::{DayPlan, Planned},
    },
    words::sheet::sheet,
};
use std::{path::Path, process::Command};

fn at(hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

fn planned(start: NaiveDateTime, family: &str, given: &str, comment: &str) -> Planned {
    let patient = Patient {
        family: family.into(),
        given: vec![given.into()],
        birth_date: "1984-03-12".into(),
        telecom: vec![Telecom { system: "phone".into(), value: "+33612345678".into(), usage: "mobile".into() }],
        ..Patient::default()
    };
    Planned { start, minutes: 15, patient: Some(patient), reason: "Consultation".into(), comment: comment.into(), ..Planned::default() }
}

/// A short morning and an afternoon of as many visits as wanted.
fn roy(afternoon: u32) -> DayPlan {
    let mut visits = vec![
        planned(
            at(9, 0),
            "Martin",
            "Léa",
            "brings the letter of the cardiologist and the last blood count, and her mother, who would like a word",
        ),
        planned(at(9, 15), "Lefebvre-Montgolfier de la Rochefoucauld", "Maximilienne-Éléonore", ""),
        planned(at(9, 30), "Dvořák", "Łucja", "№ 7"),
        Planned { start: at(9, 45), minutes: 10, label: "Mme Ondine ?".into(), ..Planned::default() },
    ];
    visits.extend(
        (0..afternoon).map(|i| planned(at(14, 0) + chrono::TimeDelta::minutes(5 * i64::from(i)), &format!("Patient{i:02}"), "Ana", "")),
    );
    DayPlan {
        practitioner: "Dr Claire Roy".into(),
        date: at(0, 0).date(),
        sessions: vec![(at(8, 30), at(12, 30)), (at(14, 0), at(18, 0))],
        breaks: vec![(at(12, 30), at(14, 0))],
        visits,
        notes: vec!["Locum in the afternoon".into()],
    }
}

fn practice() -> Practice {
    Practice { name: "Cabinet des Tilleuls".into(), zone: "Europe/Paris".into(), ..Practice::default() }
}

fn ask(program: &str, args: &[&str], file: &Path) -> Option<String> {
    let out = Command::new(program).args(args).arg(file).args(if program == "pdftotext" { &["-"][..] } else { &[] }).output();
    let Ok(out) = out else {
        eprintln!("skipped: {program} is not installed (poppler-utils)");
        return None;
    };
    assert!(out.status.success(), "{program}: {}", String::from_utf8_lossy(&out.stderr));
    assert!(out.stderr.is_empty(), "{program} complains: {}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8(out.stdout).unwrap())
}

fn printed(lang: Lang, plans: &[DayPlan]) -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("day.pdf");
    std::fs::write(&file, pdf::write(&sheet(lang, &practice(), at(18, 40), plans)).unwrap()).unwrap();
    (dir, file)
}

#[test]
fn another_program_finds_every_name_in_its_order() {
    let (_dir, file) = printed(Lang::En, &[roy(3)]);
    let Some(text) = ask("pdftotext", &["-layout"], &file) else { return };
    let mut rest = text.as_str();
    for words in [
        "Cabinet des Tilleuls",
        "Printed 23.11.2026, 18:40",
        "Dr Claire Roy",
        "Monday 23 November 2026",
        "08:30–12:30, 14:00–18:00 · 7 appointments",
        "Locum in the afternoon",
        "Telephone",
        "09:00",
        "Martin Léa",
        "12.03.1984",
        "06 12 34 56 78",
        "Dvořák Łucja",
        "Mme Ondine ?",
        "12:30–14:00",
        "Break",
        "Patient00 Ana",
        "Patient02 Ana",
        "Confidential",
        "Page 1 of 1",
    ] {
        let found = rest.find(words).unwrap_or_else(|| panic!("{words} is not there, or too early:\n{text}"));
        rest = &rest[found..];
    }
}

#[test]
fn many_visits_go_on_over_many_pages_and_every_part_begins_one() {
    let vidal = DayPlan { practitioner: "Dr Paul Vidal".into(), date: at(0, 0).date(), ..DayPlan::default() };
    let (_dir, file) = printed(Lang::Fr, &[roy(60), vidal]);
    let Some(info) = ask("pdfinfo", &[], &file) else { return };
    let pages: u32 = info.lines().find_map(|l| l.strip_prefix("Pages:")).unwrap().trim().parse().unwrap();
    assert!((3..=5).contains(&pages), "{pages}");
    assert!(info.contains("A4") && info.contains("Rendez-vous du 23.11.2026"), "{info}");
    assert!(!info.contains("Martin"), "no patient in what a file manager shows");
    let text = ask("pdftotext", &["-layout"], &file).unwrap();
    let sheets: Vec<&str> = text.split('\u{c}').filter(|p| !p.trim().is_empty()).collect();
    assert_eq!(sheets.len(), pages as usize);
    for (i, page) in sheets.iter().enumerate() {
        assert!(page.contains(&format!("Page {} sur {pages}", i + 1)) && page.contains("Confidentiel"), "{page}");
    }
    assert!(sheets[1].contains("Dr Claire Roy (suite)") && sheets[1].contains("Heure"), "{}", sheets[1]);
    let last = sheets.last().unwrap();
    assert!(last.contains("Dr Paul Vidal") && last.contains("Aucun rendez-vous") && !last.contains("Patient"), "{last}");
    for i in 0..60 {
        assert_eq!(text.matches(&format!("PATIENT{i:02} Ana")).count(), 1, "{i}");
    }
}

#[test]
fn the_fonts_travel_with_the_file() {
    let (_dir, file) = printed(Lang::En, &[roy(3)]);
    let Some(fonts) = ask("pdffonts", &[], &file) else { return };
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(rows.len(), 2, "{fonts}");
    // name, type, encoding, emb, sub, uni
    assert!(rows.iter().all(|r| r.contains("AtkinsonHyperlegibleNext") && r.matches("yes").count() == 3), "{fonts}");
}

#[test]
fn long_words_are_cut_and_stay_in_their_columns() {
    let (_dir, file) = printed(Lang::En, &[roy(0)]);
    let Some(text) = ask("pdftotext", &["-layout"], &file) else { return };
    assert!(text.contains('…'), "{text}");
    assert!(text.contains("Lefebvre-Montgolfier") && text.contains("cardiologist"), "{text}");
}

#[test]
fn a_day_on_which_nobody_comes_is_a_page_too() {
    assert!(pdf::write(&sheet(Lang::Fr, &practice(), at(8, 0), &[DayPlan::default()])).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn an_emergency_and_what_is_to_be_moved_say_so_on_paper() {
    let mut plan = roy(0);
    plan.visits[1].emergency = true;
    plan.visits[2].to_move = true;
    plan.visits[3].emergency = true;
    let said = sheet(Lang::Fr, &practice(), at(8, 0), &[plan]);
    let remarks: Vec<String> = said.parts[0]
        .rows
        .iter()
        .filter_map(|row| if let genki::model::sheet::Row::Visit(cells) = row { cells.last().cloned() } else { None })
        .collect();
    assert_eq!(remarks[1..], ["URGENCE", "À DÉPLACER · № 7", ""], "a calendar's words stand for themselves");
    assert!(!remarks[0].contains("URGENCE"));
}
