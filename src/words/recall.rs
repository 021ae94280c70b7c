//! Recalls in words: what a kind asks for, in one sentence, and why somebody is due.

use crate::{
    lang::Lang,
    model::{
        RecallKind,
        recall::{Because, Done, Due, Unit},
    },
    t,
};
use chrono::NaiveDate;

/// "Women from 50 to 74, every 2 years".
pub fn rule(lang: Lang, kind: &RecallKind) -> String {
    let mut parts = vec![whom(lang, kind)];
    if !kind.ages.is_empty() {
        parts.push(t!(lang, "recall-at-ages", ages = list(lang, &kind.ages)));
    }
    match (kind.every, kind.ages.is_empty()) {
        (0, true) => parts.push(t!(lang, "recall-once")),
        (0, false) => {}
        (_, true) => parts.push(every(lang, kind)),
        (_, false) => parts.push(t!(lang, "recall-then", every = every(lang, kind))),
    }
    if kind.gap > 0 && !kind.ages.is_empty() {
        parts.push(t!(lang, "recall-gap", age = span(lang, kind.gap)));
    }
    parts.join(", ")
}

/// Whom it is for: "Women marked “diabète” from 50 to 74".
fn whom(lang: Lang, kind: &RecallKind) -> String {
    let mut said = match kind.gender.as_str() {
        "female" => t!(lang, "recall-women"),
        "male" => t!(lang, "recall-men"),
        _ => t!(lang, "recall-all"),
    };
    let flags = |flags: &[String], key: &str| {
        let named = flags.iter().map(|f| t!(lang, "recall-flag", flag = f.as_str())).collect::<Vec<_>>();
        if named.is_empty() { String::new() } else { t!(lang, key, flags = named.join(&format!(" {} ", t!(lang, "or")))) }
    };
    let years = match (kind.from_age, kind.to_age) {
        (Some(from), Some(to)) => t!(lang, "recall-from-to", from = from, to = to),
        (Some(from), None) => t!(lang, "recall-from", from = from),
        (None, Some(to)) => t!(lang, "recall-to", to = to),
        (None, None) => String::new(),
    };
    for more in [flags(&kind.flags, "recall-marked"), flags(&kind.not_flags, "recall-not-marked"), years] {
        if !more.is_empty() {
            said.push(' ');
            said += &more;
        }
    }
    said
}

/// "every 2 years", "every month".
pub fn every(lang: Lang, kind: &RecallKind) -> String {
    let key = match kind.unit {
        Unit::Days => "recall-every-days",
        Unit::Weeks => "recall-every-weeks",
        Unit::Months => "recall-every-months",
        Unit::Years => "recall-every-years",
        Unit::Newer(_) => "unknown-code",
    };
    lang.text(key, &[("n", kind.every.into())])
}

/// An age or a while in months: "18 months", "5 years".
pub fn span(lang: Lang, months: u32) -> String {
    if months.is_multiple_of(12) && months >= 24 {
        t!(lang, "recall-years", n = months / 12)
    } else {
        t!(lang, "recall-months", n = months)
    }
}

/// "25, 45 and 65 years", "2 months, 11 months and 2 years".
fn list(lang: Lang, ages: &[u32]) -> String {
    let one_unit = ages.iter().all(|a| a.is_multiple_of(12) && *a >= 24) || ages.iter().all(|a| *a < 24 || !a.is_multiple_of(12));
    let n = ages.len();
    let one = |(i, age): (usize, &u32)| match one_unit && i + 1 < n {
        true => if age.is_multiple_of(12) && *age >= 24 { age / 12 } else { *age }.to_string(),
        false => span(lang, *age),
    };
    let said: Vec<String> = ages.iter().enumerate().map(one).collect();
    match said.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {} {last}", rest.join(", "), t!(lang, "and")),
    }
}

/// The ages of a kind as they are typed again: years bare, months with their word.
pub fn typed_ages(lang: Lang, ages: &[u32]) -> String {
    let one = |age: &u32| if age.is_multiple_of(12) && *age >= 24 { (age / 12).to_string() } else { span(lang, *age) };
    ages.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Why somebody is due, as it can be said to them: "last on 18 December 2019 (Influenza), every year".
pub fn because(lang: Lang, kind: &RecallKind, due: &Due) -> String {
    match &due.why {
        Because::Last(last) => format!("{}, {}", done(lang, last), every(lang, kind)),
        Because::Age(age, None) => t!(lang, "recall-because-age", age = span(lang, *age)),
        Because::Age(age, Some(last)) => format!("{}, {}", done(lang, last), t!(lang, "recall-because-again", age = span(lang, *age))),
        Because::Never => match kind.from_age {
            Some(age) => t!(lang, "recall-because-from", age = span(lang, age * 12)),
            None => t!(lang, "recall-because-never"),
        },
        Because::Recommended(by) => with_title(t!(lang, "recall-because-recommended", on = super::date(lang, by.on)), by),
    }
}

fn done(lang: Lang, last: &Done) -> String {
    with_title(t!(lang, "recall-last", on = super::date(lang, last.on)), last)
}

/// What it was called where it was noted.
fn with_title(said: String, done: &Done) -> String {
    if done.title.is_empty() { said } else { format!("{said} ({})", done.title) }
}

/// "since June 2019" where it is long ago, else "since 3 November"; ahead "on 3 March 2027".
pub fn when(lang: Lang, on: NaiveDate, today: NaiveDate) -> String {
    let days = (today - on).num_days();
    match days {
        0 => t!(lang, "recall-due-today"),
        1..=330 => t!(lang, "recall-due-since", on = super::day_month(lang, on, today)),
        331.. => t!(
            lang,
            "recall-due-years",
            on = t!(lang, "month-year", month = super::month(lang, on), year = chrono::Datelike::year(&on).to_string())
        ),
        _ => t!(lang, "recall-due-on", on = super::date(lang, on)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::recall::france;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn shipped(name: &str) -> RecallKind {
        france::examples().into_iter().find(|k| k.name.starts_with(name)).unwrap()
    }

    #[test]
    fn a_kind_is_one_sentence() {
        let fr = |name| rule(Lang::Fr, &shipped(name));
        assert_eq!(fr("Grippe"), "Tout le monde à partir de 65 ans, chaque année");
        assert_eq!(fr("Zona"), "Tout le monde à partir de 65 ans, une seule fois");
        assert_eq!(fr("Mammographie"), "Les femmes de 50 à 74 ans, tous les 2 ans");
        assert_eq!(fr("HbA1c"), "Tout le monde avec la mention «\u{a0}diabète\u{a0}», tous les 3 mois");
        assert_eq!(fr("Rappel"), "Tout le monde, à 25, 45 et 65 ans, puis tous les 10 ans, au moins 5 ans après la dernière fois");
        let en = |name| rule(Lang::En, &shipped(name));
        assert_eq!(en("Grippe"), "Everybody from 65, every year");
        assert_eq!(en("Vaccins du"), "Everybody up to 2, at 2, 3, 4, 5, 6, 11, 12 and 16 months");
        let eyes = RecallKind { not_flags: vec!["elsewhere".into()], unit: Unit::Weeks, every: 1, ..shipped("Fond") };
        assert_eq!(rule(Lang::En, &eyes), "Everybody marked “diabète” but not “elsewhere”, every week");
    }

    #[test]
    fn why_somebody_is_due_is_said_with_the_last_time() {
        let flu = shipped("Grippe");
        let said = |lang, why| because(lang, &flu, &Due { on: day(2020, 12, 18), why });
        let last = Done { on: day(2019, 12, 18), title: "Influenza, seasonal".into() };
        assert_eq!(said(Lang::En, Because::Last(last.clone())), "last on 18 December 2019 (Influenza, seasonal), every year");
        assert_eq!(
            said(Lang::Fr, Because::Last(Done { title: String::new(), ..last.clone() })),
            "dernière fois le 18 décembre 2019, chaque année"
        );
        assert_eq!(said(Lang::En, Because::Never), "never recorded, due from the age of 65 years");
        assert_eq!(said(Lang::Fr, Because::Never), "rien au dossier, à faire dès l’âge de 65 ans");
        assert_eq!(said(Lang::Fr, Because::Age(540, None)), "à faire à 45 ans, rien au dossier");
        assert_eq!(
            said(Lang::En, Because::Age(16, Some(last.clone()))),
            "last on 18 December 2019 (Influenza, seasonal), due again at 16 months"
        );
        assert_eq!(said(Lang::En, Because::Recommended(last)), "recommended by another program for 18 December 2019 (Influenza, seasonal)");
    }

    #[test]
    fn since_when_is_said_no_closer_than_it_matters() {
        let today = day(2026, 11, 23);
        assert_eq!(when(Lang::Fr, day(2019, 6, 2), today), "depuis juin 2019");
        assert_eq!(when(Lang::Fr, day(2026, 11, 1), today), "depuis le 1er novembre");
        assert_eq!(when(Lang::En, today, today), "since today");
        assert_eq!(when(Lang::En, day(2027, 3, 5), today), "on 5 March 2027");
    }

    #[test]
    fn ages_read_back_as_they_are_shown() {
        for ages in [vec![300, 540, 780], vec![2, 11, 16, 24], vec![12]] {
            for lang in [Lang::Fr, Lang::En] {
                assert_eq!(crate::model::recall::read_ages(&typed_ages(lang, &ages)), Some(ages.clone()));
            }
        }
    }
}
