//! What the palette offers for what was typed: people, what can be done with who is expected, places, days.

use crate::{
    base::{Id, text},
    lang::Lang,
    model::{
        Patient, Practitioner,
        namesakes::told_apart,
        said,
        search::{Entry, Index, Typed},
    },
    store::{Db, Result, acts, appointments, day::DayOf, day::Place, patients},
    t,
    ui::{
        command::{Command, NAMED},
        parts::people,
        route::Entering,
        screens::{today::capitalised, visit},
        session::Session,
    },
    words,
};
use chrono::{Datelike, Days, NaiveDate};
use dioxus::prelude::ReadableExt;
use std::collections::HashSet;

const PEOPLE: usize = 7;

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub command: Command,
    /// Stands out before the words.
    pub name: String,
    pub words: String,
    pub second: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub name: String,
    pub len: usize,
    pub offers: Vec<Offer>,
}

/// Everything that fits, the likeliest first.
pub fn groups(session: Session, db: &Db, typed: &str, days: &[DayOf], doctors: &[Practitioner]) -> Result<Vec<Group>> {
    let typed = typed.trim();
    let lang = *session.lang.read();
    let mut groups = Vec::new();
    let mut add = |name: &str, offers: Vec<Offer>| {
        if !offers.is_empty() {
            groups.push(Group { name: session.t(name), len: offers.len(), offers });
        }
    };
    let known = if typed.is_empty() { recent(db)? } else { patients::find_whole(db, typed, PEOPLE)? };
    let dated = date_of(lang, typed, session.today());
    let days_offered = |d: NaiveDate| offer(Command::Date(d), capitalised(&words::day(lang, d)), d.year().to_string());
    if let Some(date) = dated.filter(|_| known.is_empty()) {
        add("palette-day", vec![days_offered(date)]);
    }
    add(
        if typed.is_empty() { "palette-recent" } else { "palette-people" },
        known.iter().zip(told_apart(&known)).map(|(p, apart)| person(session, p, apart)).collect(),
    );
    add("palette-today", of_visits(session, typed, days));
    if let Some(date) = dated.filter(|_| !known.is_empty()) {
        add("palette-day", vec![days_offered(date)]);
    }
    let (mut named, exactly) = commands(lang, typed);
    let of_doctors =
        doctors.iter().map(|d| offer(Command::Doctor(d.id), t!(lang, "command-doctor", name = d.name()), d.speciality.clone()));
    named.extend(of_doctors.filter(|o| fits(typed, &o.words)));
    let entered: Vec<(Offer, bool)> = doctors.iter().flat_map(|d| Entering::ALL.map(|e| entered(lang, typed, d, e))).flatten().collect();
    let meant = entered.iter().any(|(_, meant)| *meant);
    named.extend(entered.into_iter().map(|(offer, _)| offer));
    if typed.chars().filter(|c| c.is_alphabetic()).count() >= 2 {
        named.push(offer(Command::Add(typed.into()), t!(lang, "book-create", name = typed), String::new()));
    }
    add("palette-do", named);
    // "Roy ill" is no patient of that name, nor is "dark", unless there is one.
    if meant || exactly && !known.iter().any(|p| fits(typed, &p.name())) {
        groups.rotate_right(1);
    }
    Ok(groups)
}

/// The commands that are called so, then those that are meant by it; and whether it is a whole word of one of them.
fn commands(lang: Lang, typed: &str) -> (Vec<Offer>, bool) {
    let (mut called, mut meant, mut exactly) = (Vec::new(), Vec::new(), false);
    for command in NAMED.iter().filter(|c| !matches!(c, Command::Speak(l) if *l == lang)) {
        let Some(key) = command.text() else { continue };
        let also: Vec<String> = Lang::ALL.iter().flat_map(|l| [l.text(key, &[]), also(*l, key)]).collect();
        let (name, also) = (lang.text(key, &[]), also.join(" "));
        // What stands in the settings may be called as a place is: "Recalls".
        let within = if matches!(command, Command::Section(_)) { lang.text("place-settings", &[]) } else { String::new() };
        let of = || offer(command.clone(), name.clone(), within.clone());
        let folded = text::fold(typed);
        exactly |= folded.chars().count() >= 4 && text::fold(&also).split(' ').any(|w| w == folded);
        match () {
            () if fits(typed, &name) => called.push(of()),
            () if folded.chars().count() >= 3 && fits(typed, &also) => meant.push(of()),
            () => {}
        }
    }
    called.append(&mut meant);
    (called, exactly)
}

/// What else somebody may type for a command.
fn also(lang: Lang, key: &str) -> String {
    let key = format!("also-{key}");
    if lang.knows(&key) { lang.text(&key, &[]) } else { String::new() }
}

/// What is entered of a practitioner, where what was typed asks for it; and whether it can hardly mean anything else.
fn entered(lang: Lang, typed: &str, doctor: &Practitioner, entering: Entering) -> Option<(Offer, bool)> {
    let words = lang.text(entering.title(), &[("name", doctor.short().into())]);
    let also =
        [Lang::En, Lang::Fr].map(|l| format!("{} {}", l.text(entering.also(), &[]), l.text(entering.title(), &[("name", "".into())])));
    let name = format!("{} {}", doctor.short(), doctor.name());
    let said = fits(typed, &format!("{words} {name} {}", also.join(" ")));
    let of = Offer { command: Command::Enter(doctor.id, entering), name: String::new(), words, second: String::new() };
    said.then(|| (of, means(typed, &name, &also.join(" "))))
}

/// Whether who was typed, and what of them: each in words long enough to be meant.
fn means(typed: &str, name: &str, what: &str) -> bool {
    let typed = text::fold(typed);
    let words: Vec<&str> = typed.split(' ').filter(|w| w.chars().count() >= 3).collect();
    words.iter().any(|w| fits(w, name)) && words.iter().any(|w| fits(w, what) && !fits(w, name))
}

fn offer(command: Command, words: String, second: String) -> Offer {
    Offer { command, name: String::new(), words, second }
}

fn person(session: Session, p: &Patient, apart: Option<String>) -> Offer {
    let (name, words) = people::name_parts(session, p);
    let born = if *session.privacy.read() { String::new() } else { words::birth_date(&p.birth_date) };
    let apart = apart.filter(|_| !*session.privacy.read()).unwrap_or_default();
    let second = [born, people::phone(session, p), apart].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ");
    Offer { command: Command::Patient(p.id), name, words, second }
}

/// Whom one had to do with last.
fn recent(db: &Db) -> Result<Vec<Patient>> {
    let mut found: Vec<Patient> = Vec::new();
    for act in acts::latest(db, 60)? {
        let visit = appointments::get(db, act.subject)?.and_then(|a| a.patient);
        if let Some(p) = patients::get(db, visit.unwrap_or(act.subject))?
            && !p.hidden
            && p.merged_into.is_none()
            && !found.iter().any(|f| f.id == p.id)
        {
            found.push(p);
        }
        if found.len() == 5 {
            break;
        }
    }
    Ok(found)
}

/// The obvious thing to do with those of today who fit, or with the visit that is selected.
fn of_visits(session: Session, typed: &str, days: &[DayOf]) -> Vec<Offer> {
    let selected = session.selected();
    let typed = Typed::new(typed);
    let here = Index::of(days.iter().flat_map(|d| &d.visits).filter_map(|v| v.patient.as_deref()).map(Entry::of));
    let fitting: HashSet<Id> = here.find(&typed, usize::MAX).ids.into_iter().collect();
    let wanted = |id: Id, p: Option<&Patient>| match p {
        Some(p) if !typed.is_empty() => fitting.contains(&p.id),
        _ => typed.is_empty() && Some(id) == selected,
    };
    let all = days.iter().flat_map(|d| &d.visits).filter(|v| v.place != Place::Gone && wanted(v.id(), v.patient.as_deref()));
    let mut offers = Vec::new();
    for v in all.take(3) {
        let name = v.patient.as_ref().map_or_else(|| visit::name_of(session, v.id()), |p| people::name(session, p));
        let time = words::time(v.appointment.start);
        for deed in visit::deeds(v, session.today()).into_iter().take(if selected == Some(v.id()) { 4 } else { 1 }) {
            let words = format!("· {}", session.t(deed.key()));
            offers.push(Offer { command: Command::Deed(deed, v.id()), name: name.clone(), words, second: time.clone() });
        }
        let words = format!("· {}", session.t("move"));
        offers.push(Offer { command: Command::Move(v.id()), name, words, second: String::new() });
    }
    offers
}

/// Whether each word that was typed begins a word of the name.
fn fits(typed: &str, name: &str) -> bool {
    let name = text::fold(name);
    text::fold(typed).split(' ').filter(|w| !w.is_empty()).all(|w| name.split(' ').any(|n| n.starts_with(w)))
}

/// The day that was typed: "tomorrow", "friday", "24.11", "24/11/2026".
fn date_of(lang: Lang, typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let folded = text::fold(typed);
    if folded.chars().count() < 3 {
        return None;
    }
    for (key, away) in [("today-now", 0i64), ("day-tomorrow", 1), ("day-yesterday", -1)] {
        if text::fold(&lang.text(key, &[])).starts_with(&folded) {
            return Some(today + chrono::TimeDelta::days(away));
        }
    }
    let next =
        (1..=7).filter_map(|n| today.checked_add_days(Days::new(n))).find(|d| text::fold(&words::weekday(lang, *d)).starts_with(&folded));
    if next.is_some() {
        return next;
    }
    // "Dans 3 semaines", "lundi en huit".
    if folded.contains(' ') && folded.contains(char::is_alphabetic) {
        return said::day(typed, today);
    }
    let number = |s: &str| s.parse::<u32>().ok();
    match folded.split(' ').collect::<Vec<_>>().as_slice() {
        [d, m] if typed.contains(['.', '/', '-']) => {
            let this = NaiveDate::from_ymd_opt(today.year(), number(m)?, number(d)?)?;
            // Nobody looks half a year back without saying the year.
            if (today - this).num_days() > 180 { this.with_year(today.year() + 1) } else { Some(this) }
        }
        [d, m, y] if y.len() == 4 => NaiveDate::from_ymd_opt(y.parse().ok()?, number(m)?, number(d)?),
        [y, m, d] if y.len() == 4 => NaiveDate::from_ymd_opt(y.parse().ok()?, number(m)?, number(d)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_said() {
        let on = |m, d| NaiveDate::from_ymd_opt(2026, m, d);
        let today = on(11, 23).unwrap();
        for (typed, date) in [
            ("tomorrow", on(11, 24)),
            ("tom", on(11, 24)),
            ("friday", on(11, 27)),
            ("monday", on(11, 30)),
            ("24.11", on(11, 24)),
            ("24/11/2026", on(11, 24)),
            ("2026-11-24", on(11, 24)),
            ("3.1", NaiveDate::from_ymd_opt(2027, 1, 3)),
            ("99.99", None),
            ("24", None),
            ("martin", None),
            ("martin 12", None),
            ("in 3 weeks", on(12, 14)),
            ("dans 3 semaines", on(12, 14)),
            ("12 decembre", on(12, 12)),
        ] {
            assert_eq!(date_of(Lang::En, typed, today), date, "{typed}");
        }
        assert_eq!(date_of(Lang::Fr, "demain", today), on(11, 24));
    }

    #[test]
    fn an_absence_is_found_as_it_is_said_in_both_languages() {
        let doctor = |family: &str, given: &str| Practitioner {
            prefix: "Dr".into(),
            family: family.into(),
            given: vec![given.into()],
            ..Practitioner::default()
        };
        let roy = doctor("Roy", "Élise");
        for lang in [Lang::En, Lang::Fr] {
            for typed in
                ["roy absente", "roy absent", "roy malade", "dr roy congé", "roy ill", "Élise vacances", "roy is away", "roy conge"]
            {
                let found = entered(lang, typed, &roy, Entering::Away);
                assert!(found.is_some_and(|(_, meant)| meant), "{typed} in {lang:?}");
                assert!(entered(lang, typed, &doctor("Amsel", "Paul"), Entering::Away).is_none(), "{typed} is another's");
                assert!(entered(lang, typed, &roy, Entering::Session).is_none(), "{typed} is no session");
            }
            for typed in ["roy", "dr roy", "roy a"] {
                assert!(entered(lang, typed, &roy, Entering::Away).is_none_or(|(_, meant)| !meant), "{typed} may be a patient");
            }
        }
    }

    #[test]
    fn a_command_is_found_by_what_people_call_it() {
        let first = |lang, typed| commands(lang, typed).0.first().map(|o| o.command.clone());
        for lang in [Lang::En, Lang::Fr] {
            for (typed, command) in [
                ("sombre", Command::Theme("dark")),
                ("dark", Command::Theme("dark")),
                ("clair", Command::Theme("light")),
                ("bloquer", Command::Lock),
                ("verrou", Command::Lock),
                ("pdf", Command::Print),
                ("imprimer", Command::Print),
                ("sauvegarde", Command::Section("set-backup")),
                ("backup", Command::Section("set-backup")),
                ("langue", if lang == Lang::En { Command::Speak(Lang::Fr) } else { Command::Speak(Lang::En) }),
                ("urgent", Command::Urgent),
                ("urgence", Command::Urgent),
                ("rdv", Command::NewVisit),
                ("doublons", Command::Go(crate::ui::Route::Twins)),
                ("raccourcis", Command::Keys),
                ("mot de passe", Command::Section("set-safety")),
            ] {
                assert_eq!(first(lang, typed), Some(command), "{typed} in {lang:?}");
            }
            assert!(commands(lang, "qqq").0.is_empty());
        }
        assert_eq!(first(Lang::Fr, "anglais"), Some(Command::Speak(Lang::En)));
        assert!(commands(Lang::Fr, "sombre").1 && !commands(Lang::Fr, "sombr").1);
        for key in NAMED.iter().filter_map(Command::text) {
            assert_eq!(also(Lang::En, key).is_empty(), also(Lang::Fr, key).is_empty(), "{key}");
        }
    }

    #[test]
    fn commands_are_found_by_the_beginnings_of_their_words() {
        assert!(fits("new pat", "New patient") && fits("pat", "New patient") && fits("", "Lock"));
        assert!(!fits("tient", "New patient"));
    }
}
