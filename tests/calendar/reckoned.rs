//! Made-up calendars of every form that is met: when their events are, an independent reader says. Two thousand with
//! `GENKI_TRIALS=full`.
//!
//! Where Genki decides otherwise than that reader, `times.rs` says so: days alone and UTC among the exceptions of
//! a series, zones whose name the world knows with other rules, names with something before them, and starts that their own rule does not give.

use super::*;
use crate::chance;
use chrono::{Days, NaiveDate, TimeDelta};
use genki::exchange::Noun;
use std::{fmt::Write as _, process::Command};

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Two halves of a year as a VTIMEZONE has them, and where clocks are changed so.
struct Rules {
    like: Tz,
    standard: (&'static str, &'static str),
    summer: Option<(&'static str, &'static str)>,
    windows: &'static str,
}

const RULES: [Rules; 4] = [
    Rules {
        like: chrono_tz::Europe::Berlin,
        standard: ("0100", "BYMONTH=10;BYDAY=-1SU"),
        summer: Some(("0200", "BYMONTH=3;BYDAY=-1SU")),
        windows: "W. Europe Standard Time",
    },
    Rules {
        like: chrono_tz::America::New_York,
        standard: ("-0500", "BYMONTH=11;BYDAY=1SU"),
        summer: Some(("-0400", "BYMONTH=3;BYDAY=2SU")),
        windows: "Eastern Standard Time",
    },
    Rules {
        like: chrono_tz::Australia::Sydney,
        standard: ("1000", "BYMONTH=4;BYDAY=1SU"),
        summer: Some(("1100", "BYMONTH=10;BYDAY=1SU")),
        windows: "AUS Eastern Standard Time",
    },
    Rules { like: chrono_tz::Asia::Kolkata, standard: ("0530", ""), summer: None, windows: "India Standard Time" },
];

impl Rules {
    fn described(&self, name: &str, year: u32) -> String {
        let plus = |o: &str| if o.starts_with('-') { o.to_string() } else { format!("+{o}") };
        let part = |kind: &str, from: &str, to: &str, rule: &str, hour: u32| {
            let rule = if rule.is_empty() { String::new() } else { format!("RRULE:FREQ=YEARLY;{rule}\n") };
            format!(
                "BEGIN:{kind}\nDTSTART:{year}0101T0{hour}0000\nTZOFFSETFROM:{}\nTZOFFSETTO:{}\n{rule}END:{kind}\n",
                plus(from),
                plus(to)
            )
        };
        let standard = self.standard;
        // By the wall before the change.
        let hour = if self.like == chrono_tz::America::New_York { 2 } else { 3 };
        let parts = match self.summer {
            Some(summer) => part("STANDARD", summer.0, standard.0, standard.1, hour) + &part("DAYLIGHT", standard.0, summer.0, summer.1, 2),
            None => part("STANDARD", standard.0, standard.0, "", 0),
        };
        format!("BEGIN:VTIMEZONE\nTZID:{name}\n{parts}END:VTIMEZONE\n")
    }
}

/// How a time is written: what stands between its name and its value, and its zone.
enum Where {
    Zone(String, Tz),
    Utc,
    Floating,
}

impl Where {
    fn write(&self, name: &str, wall: NaiveDateTime) -> String {
        match self {
            Where::Zone(zone, _) => format!("{name};TZID=\"{zone}\":{}\n", wall.format("%Y%m%dT%H%M%S")),
            Where::Utc => format!("{name}:{}\n", wall.format("%Y%m%dT%H%M%SZ")),
            Where::Floating => format!("{name}:{}\n", wall.format("%Y%m%dT%H%M%S")),
        }
    }

    fn utc(&self, wall: NaiveDateTime) -> String {
        let zone = match self {
            Where::Zone(_, tz) => *tz,
            Where::Utc => Tz::UTC,
            Where::Floating => Paris,
        };
        clock::instant(wall, zone).format("%Y%m%dT%H%M%SZ").to_string()
    }
}

fn made_up(dice: &mut Dice) -> String {
    let mut text = String::new();
    let mut described: Vec<String> = Vec::new();
    for n in 0..1 + dice.below(4) {
        let rules = &RULES[dice.below(RULES.len())];
        let year = dice.of(&[1601, 1970]);
        let offset = rules.standard.0;
        let (name, own) = match dice.below(5) {
            0 => (format!("Desk {year} {}", rules.windows), true),
            1 => {
                let (hours, minutes) = offset.split_at(offset.len() - 2);
                (format!("(UTC{}{hours}:{minutes}) Desk {year}", if hours.starts_with('-') { "" } else { "+" }), true)
            }
            2 => (rules.windows.to_string(), true),
            3 => (rules.windows.to_string(), false),
            _ => (rules.like.name().to_string(), false),
        };
        if own && !described.contains(&name) {
            text.push_str(&rules.described(&name, year));
            described.push(name.clone());
        }
        let place = match dice.below(6) {
            0 => Where::Utc,
            1 => Where::Floating,
            _ => Where::Zone(name, rules.like),
        };
        if dice.below(5) == 0 { days(&mut text, n, dice) } else { hours(&mut text, n, &place, dice) }
    }
    calendar(&text)
}

fn day(dice: &mut Dice) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 1).unwrap() + Days::new(dice.below(360) as u64)
}

fn rule(dice: &mut Dice) -> (String, u64, usize) {
    let (freq, days) = dice.of(&[("DAILY", 1), ("WEEKLY", 7)]);
    let (interval, count) = (1 + dice.below(3), 2 + dice.below(10));
    (format!("FREQ={freq};INTERVAL={interval}"), days * interval as u64, count)
}

fn hours(text: &mut String, n: usize, place: &Where, dice: &mut Dice) {
    let start = day(dice).and_hms_opt(7 + dice.below(12) as u32, dice.of(&[0, 15, 30]), 0).unwrap();
    let head = format!("BEGIN:VEVENT\nUID:{n}\nDTSTAMP:20261101T080000Z\nSUMMARY:E{n}\n");
    let minutes = 15 + 15 * dice.below(6) as i64;
    text.push_str(&head);
    text.push_str(&place.write("DTSTART", start));
    if dice.below(2) == 0 {
        text.push_str(&place.write("DTEND", start + TimeDelta::minutes(minutes)));
    } else {
        writeln!(text, "DURATION:PT{minutes}M").unwrap();
    }
    let (rule, step, count) = rule(dice);
    let nth = |k: usize| start + TimeDelta::days((step * k as u64) as i64);
    match dice.below(5) {
        0 => {}
        1 => writeln!(
            text,
            "RRULE:{rule};UNTIL={}",
            if matches!(place, Where::Floating) { nth(count).format("%Y%m%dT%H%M%S").to_string() } else { place.utc(nth(count)) }
        )
        .unwrap(),
        2 => writeln!(text, "RRULE:FREQ=MONTHLY;COUNT={count}").unwrap(),
        _ => {
            writeln!(text, "RRULE:{rule};COUNT={count}").unwrap();
            for _ in 0..dice.below(3) {
                let out = nth(1 + dice.below(count));
                match (dice.below(3), place) {
                    (0, _) => writeln!(text, "EXDATE;VALUE=DATE:{}", out.format("%Y%m%d")).unwrap(),
                    (1, Where::Zone(..) | Where::Utc) => writeln!(text, "EXDATE:{}", place.utc(out)).unwrap(),
                    _ => text.push_str(&place.write("EXDATE", out)),
                }
            }
        }
    }
    match dice.below(5) {
        0 => text.push_str(&place.write("RDATE", start + TimeDelta::days(400) + TimeDelta::hours(1))),
        1 if !matches!(place, Where::Floating) => {
            writeln!(text, "RDATE;VALUE=PERIOD:{}/PT2H", place.utc(start + TimeDelta::days(410))).unwrap()
        }
        _ => {}
    }
    text.push_str("END:VEVENT\n");
}

fn days(text: &mut String, n: usize, dice: &mut Dice) {
    let start = day(dice);
    let (rule, step, count) = rule(dice);
    write!(text, "BEGIN:VEVENT\nUID:{n}\nDTSTAMP:20261101T080000Z\nSUMMARY:E{n}\nDTSTART;VALUE=DATE:{}\n", start.format("%Y%m%d")).unwrap();
    if dice.below(2) == 0 {
        writeln!(text, "RRULE:{rule};COUNT={count}\nEXDATE;VALUE=DATE:{}", (start + Days::new(step)).format("%Y%m%d")).unwrap();
    }
    text.push_str("END:VEVENT\n");
}

fn found(d: &Device, text: &str) -> String {
    let how = d.desk.store.read::<_, Error>(|db| exchange::How::of(db, d.desk.zone, d.desk.today(), true)).unwrap();
    let plan = exchange::read(Format::Ical, text.as_bytes(), &how).unwrap();
    assert_eq!(plan.rejected, [], "{text}");
    let said = |noun: &Noun| match noun {
        Noun::Appointment(a) => {
            format!("{} {} {}", clock::instant(a.record.start, Paris).format("%Y-%m-%dT%H:%M"), a.record.label, a.record.minutes)
        }
        Noun::DayNote(n) => format!("{} {}", n.record.date, n.record.text),
        _ => panic!("neither a visit nor a note"),
    };
    let mut all: Vec<String> = plan.records.iter().map(|r| said(&r.noun)).collect();
    all.sort();
    all.join("\n")
}

/// What they say, as the practice's wall tells it: of an hour that is repeated it knows the first alone.
fn by_the_wall(theirs: &str) -> String {
    let line = |line: &str| match line
        .split_at_checked(16)
        .and_then(|(time, rest)| Some((NaiveDateTime::parse_from_str(time, "%Y-%m-%dT%H:%M").ok()?, rest)))
    {
        Some((utc, rest)) => {
            format!("{}{rest}", clock::instant(utc.and_utc().with_timezone(&Paris).naive_local(), Paris).format("%Y-%m-%dT%H:%M"))
        }
        None => line.to_string(),
    };
    let mut lines: Vec<String> = theirs.lines().map(line).collect();
    lines.sort();
    lines.join("\n")
}

#[test]
fn made_up_calendars_are_when_an_independent_reader_has_them() {
    let many = if std::env::var("GENKI_TRIALS").is_ok_and(|t| t == "full") { 2_000 } else { 60 };
    let mut dice = Dice(chance::seed() | 1);
    let d = device();
    let folder = d._dir.path().join("made-up");
    std::fs::create_dir(&folder).unwrap();
    let all: Vec<String> = (0..many).map(|_| made_up(&mut dice)).collect();
    for (i, text) in all.iter().enumerate() {
        std::fs::write(folder.join(format!("{i:05}.ics")), text).unwrap();
    }
    let done = Command::new("tests/validate_ics.sh").arg(&folder).args(["2026-01-01", "2030-01-01"]).output().expect("runs");
    if done.status.code() == Some(77) {
        println!("skipped: {}", String::from_utf8_lossy(&done.stdout));
        return;
    }
    let told = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let theirs: Vec<String> =
        told.split("== ").skip(1).map(|part| part.split_once('\n').map_or(String::new(), |(_, lines)| by_the_wall(lines))).collect();
    assert_eq!(theirs.len(), many);
    let mut differ = all.iter().zip(&theirs).filter_map(|(text, theirs)| {
        let ours = found(&d, text);
        (ours != *theirs).then(|| format!("{text}ours:\n{ours}\ntheirs:\n{theirs}\n"))
    });
    let first = differ.next();
    assert_eq!(first, None, "{} of {many} differ, the first:\n{}", 1 + differ.count(), first.as_deref().unwrap_or_default());
}
