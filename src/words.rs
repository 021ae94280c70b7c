//! What the rules answer, in words for people: shared by the window and the command line.

pub mod absence;
pub mod due;
pub mod recall;
pub mod sheet;

use crate::{
    base::clock::{Minute, local},
    lang::Lang,
    model::{
        Patient, Practitioner,
        flow::Why,
        namesakes::Apart,
        series::Pace,
        twins::{Against, For, Likeness},
    },
    t,
};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use chrono_tz::Tz;

/// `09:05`
pub fn time(t: NaiveDateTime) -> String {
    t.format("%H:%M").to_string()
}

/// To the next five minutes: that is how people say it.
pub fn in_fives(at: NaiveDateTime) -> NaiveDateTime {
    at + TimeDelta::minutes((5 - i64::from(at.minute()) % 5) % 5)
}

pub fn time_of(minute: Minute, zone: Tz) -> String {
    time(local(minute, zone))
}

/// "Monday 23 November".
pub fn day(lang: Lang, d: NaiveDate) -> String {
    t!(lang, "day-long", weekday = weekday(lang, d), day = of_month(lang, d), month = month(lang, d))
}

/// The same, with its year where that is not this one.
pub fn day_from(lang: Lang, d: NaiveDate, today: NaiveDate) -> String {
    with_year(day(lang, d), d, today)
}

/// "Mon 23 Nov", with its year where that is not this one.
pub fn day_short_from(lang: Lang, d: NaiveDate, today: NaiveDate) -> String {
    with_year(day_short(lang, d), d, today)
}

fn with_year(said: String, d: NaiveDate, today: NaiveDate) -> String {
    if d.year() == today.year() { said } else { format!("{said} {}", d.year()) }
}

/// The day in its month: in French the first is *1er*.
fn of_month(lang: Lang, d: NaiveDate) -> String {
    if lang == Lang::Fr && d.day() == 1 { "1er".into() } else { d.day().to_string() }
}

/// "Mon 23 Nov".
pub fn day_short(lang: Lang, d: NaiveDate) -> String {
    let cut = |s: String| s.chars().take(3).collect::<String>();
    t!(lang, "day-long", weekday = cut(weekday(lang, d)), day = of_month(lang, d), month = t!(lang, &format!("month-short-{}", d.month())))
}

/// "23 November", with its year where that is not this one.
pub fn day_month(lang: Lang, d: NaiveDate, today: NaiveDate) -> String {
    let said = t!(lang, "day-month", day = of_month(lang, d), month = month(lang, d));
    with_year(said, d, today)
}

/// "12 March 1984".
pub fn date(lang: Lang, d: NaiveDate) -> String {
    t!(lang, "date-long", day = of_month(lang, d), month = month(lang, d), year = d.year().to_string())
}

/// `12.03.1984`, or as much as is known.
pub fn birth_date(iso: &str) -> String {
    match iso.split('-').collect::<Vec<_>>().as_slice() {
        [y, m, d] => format!("{d}.{m}.{y}"),
        [y, m] => format!("{m}.{y}"),
        _ => iso.to_owned(),
    }
}

/// What tells somebody from a namesake: "12.03.1984", and where that is not enough "Lyon".
pub fn apart(of: &Apart) -> String {
    let both = [Some(birth_date(&of.born)), of.other.clone()];
    both.into_iter().flatten().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" · ")
}

pub fn weekday(lang: Lang, d: NaiveDate) -> String {
    lang.text(&format!("weekday-{}", d.weekday().number_from_monday()), &[])
}

pub fn month(lang: Lang, d: NaiveDate) -> String {
    lang.text(&format!("month-{}", d.month()), &[])
}

/// "25 min", "1 h 05".
pub fn minutes(lang: Lang, m: Minute) -> String {
    if m < 60 { t!(lang, "minutes", n = m) } else { t!(lang, "hours-minutes", h = m / 60, m = format!("{:02}", m % 60)) }
}

/// Who comes where no patient is known: what it was called, else that it is an emergency, else that there is nobody. What it
/// was called is left empty where others may look on: a calendar's words may be a name.
pub fn nobody(lang: Lang, label: &str, emergency: bool) -> String {
    match label {
        "" if emergency => t!(lang, "urgent-word"),
        "" => t!(lang, "visit-no-patient"),
        label => label.to_owned(),
    }
}

/// "12 March 1984, 42": what tells two of the same name apart.
pub fn born(lang: Lang, p: &Patient, today: NaiveDate) -> String {
    match (p.born(), p.age(today)) {
        (Some(born), Some(age)) => t!(lang, "born-age", date = date(lang, born), age = age),
        _ => birth_date(&p.birth_date),
    }
}

/// A phone number as people of its country read it; as it is where it is none of a known plan.
pub fn phone(number: &str, country: &str) -> String {
    let home = country.parse::<phonenumber::country::Id>().ok();
    match phonenumber::parse(home, number) {
        // Numbers of fiction, and new ones, are in no plan yet: they read the same.
        Ok(n) if phonenumber::is_valid(&n) || number.starts_with('+') => {
            let mode = if n.country().id() == home { phonenumber::Mode::National } else { phonenumber::Mode::International };
            n.format().mode(mode).to_string()
        }
        // A number of the right length that the plan does not know yet reads better in pairs all the same.
        _ => match number.strip_prefix("+33").filter(|n| n.len() == 9 && n.bytes().all(|b| b.is_ascii_digit())) {
            Some(n) if country == "FR" => format!("0{} {} {} {} {}", &n[..1], &n[1..3], &n[3..5], &n[5..7], &n[7..]),
            _ => number.to_owned(),
        },
    }
}

/// "Dr Roy is 20 min behind, two before you": why somebody is seen when they are.
pub fn why(lang: Lang, reasons: &[Why], practitioner: &Practitioner, zone: Tz) -> String {
    let doctor = practitioner.short();
    let one = |why: &Why| match *why {
        Why::OnTime => t!(lang, "why-on-time"),
        Why::NotHereYet => t!(lang, "why-not-here"),
        Why::Expected(at) => t!(lang, "why-expected", time = time_of(at, zone)),
        Why::CameLate(m) => t!(lang, "why-came-late", n = m),
        Why::DoctorFrom(at) => t!(lang, "why-doctor-from", doctor = doctor.as_str(), time = time_of(at, zone)),
        Why::Behind(m) => t!(lang, "why-behind", doctor = doctor.as_str(), n = m),
        Why::Break { ends } => t!(lang, "why-break", time = time_of(ends, zone)),
        Why::Before(n) => t!(lang, "why-before", n = n as i64),
    };
    reasons.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// "Same birth date · family name differs by one letter": why two files may be one person's. In private no number is said.
pub fn likeness(lang: Lang, found: &Likeness, country: &str, private: bool) -> String {
    let said = |key: &str, value: &str| if private { t!(lang, key, value = "…") } else { t!(lang, key, value = value) };
    let one = |reason: &For| match reason {
        For::BirthDate => t!(lang, "like-birth-date"),
        For::BirthDateNear => t!(lang, "like-birth-near"),
        For::BirthDateFits => t!(lang, "like-birth-fits"),
        For::Name => t!(lang, "like-name"),
        For::Swapped => t!(lang, "like-swapped"),
        For::Maiden => t!(lang, "like-maiden"),
        For::FamilyPart => t!(lang, "like-family-part"),
        For::FamilyTypo => t!(lang, "like-family-typo"),
        For::FamilyNear => t!(lang, "like-family-near"),
        For::FamilyAlone => t!(lang, "like-family-alone"),
        For::GivenAlone => t!(lang, "like-given-alone"),
        For::Usual => t!(lang, "like-usual"),
        For::GivenPart => t!(lang, "like-given-part"),
        For::GivenTypo => t!(lang, "like-given-typo"),
        For::GivenNear => t!(lang, "like-given-near"),
        For::Initial => t!(lang, "like-initial"),
        For::Phone(number) => said("like-phone", &phone(number, country)),
        For::Email(address) => said("like-email", address),
        For::Address => t!(lang, "like-address"),
        For::Number(number) => said("like-number", number),
    };
    let but = |against: &Against| match against {
        Against::Gender => t!(lang, "unlike-gender"),
        Against::BirthDate => t!(lang, "unlike-birth-date"),
        Against::Number => t!(lang, "unlike-number"),
    };
    found.reasons.iter().map(one).chain(found.against.iter().map(but)).collect::<Vec<_>>().join(" · ")
}

/// "2nd of 6, every month".
pub fn series(lang: Lang, place: usize, all: usize, pace: Pace) -> String {
    let (key, n) = match pace {
        Pace::Days(n) => ("series-days", n),
        Pace::Weeks(n) => ("series-weeks", n),
        Pace::Months(n) => ("series-months", n),
        Pace::Irregular => ("", 0),
    };
    let place = t!(lang, "series-place", place = place, all = all);
    if key.is_empty() { place } else { format!("{place}, {}", lang.text(key, &[("n", n.into())])) }
}

/// "20 min late", "on time", "10 min early".
pub fn delay(lang: Lang, minutes: Minute) -> String {
    match minutes {
        m if m >= 5 => t!(lang, "delay-late", n = m),
        m if m <= -5 => t!(lang, "delay-early", n = -m),
        _ => t!(lang, "delay-none"),
    }
}

/// What a refusal names, in words: fields by what they are called on screen.
pub fn arg(lang: Lang, name: &str, value: &str) -> String {
    if name != "fields" {
        return value.to_owned();
    }
    let called = |field: &str| {
        let key = format!("field-{}", field.replace('_', "-"));
        if lang.knows(&key) { lang.text(&key, &[]) } else { field.to_owned() }
    };
    value.split(", ").map(called).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_say_times_in_fives() {
        let at = |h, m| chrono::NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|d| d.and_hms_opt(h, m, 0));
        assert_eq!([at(9, 40), at(9, 41), at(9, 56)].map(|t| t.map(in_fives)), [at(9, 40), at(9, 45), at(10, 0)]);
    }

    #[test]
    fn who_is_not_known_is_what_it_was_called_or_an_emergency() {
        let said = |label, emergency| nobody(Lang::Fr, label, emergency);
        assert_eq!([said("", true), said("", false), said("Homme, 60 ans", true)], ["Urgence", "Sans patient", "Homme, 60 ans"]);
    }

    #[test]
    fn the_first_of_a_month_has_its_own_word_in_french() {
        let d = |day| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
        assert_eq!(day(Lang::Fr, d(1)), "mardi 1er décembre");
        assert_eq!(day(Lang::Fr, d(2)), "mercredi 2 décembre");
        assert_eq!(date(Lang::En, d(1)), "1 December 2026");
    }
}
