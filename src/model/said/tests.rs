use super::*;

/// A Monday.
fn today() -> NaiveDate {
    on(2026, 11, 23)
}

fn on(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// "30.11 Mon,Thu 13:00-17:30 at 10:15", as it was understood.
fn told(typed: &str) -> String {
    told_on(typed, today())
}

fn told_on(typed: &str, today: NaiveDate) -> String {
    let Some(Said { wish, at }) = read(typed, today) else { return "?".into() };
    assert_eq!((wish.with.len(), wish.until), (0, None));
    let time = |t: Option<NaiveTime>| t.map(|t| t.format("%H:%M").to_string()).unwrap_or_default();
    let days: Vec<String> = wish.days.iter().map(|d| format!("{d:?}")).collect();
    let mut parts = vec![wish.from.map(|d| d.format("%d.%m").to_string()).unwrap_or_default(), days.join(",")];
    if wish.after.is_some() || wish.before.is_some() {
        parts.push(format!("{}-{}", time(wish.after), time(wish.before)));
    }
    parts.extend(at.map(|t| format!("at {}", t.format("%H:%M"))));
    parts.retain(|p| !p.is_empty());
    parts.join(" ")
}

#[test]
fn days_are_read_as_they_are_typed() {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
    for (typed, read_as) in [
        ("24.11", day(2026, 11, 24)),
        ("24.11.", day(2026, 11, 24)),
        ("22/11", day(2027, 11, 22)),
        ("24.11.26", day(2026, 11, 24)),
        ("2026-12-01", day(2026, 12, 1)),
        ("30", day(2026, 11, 30)),
        ("2", day(2026, 12, 2)),
        ("+7", day(2026, 11, 30)),
        ("+3w", day(2026, 12, 14)),
        ("+3s", day(2026, 12, 14)),
        ("+3m", day(2027, 2, 23)),
        ("+é", None),
        ("+", None),
        ("31.02", None),
        ("Demain", day(2026, 11, 24)),
        ("tomorrow", day(2026, 11, 24)),
        ("aujourd’hui", day(2026, 11, 23)),
        ("soon", None),
        ("demain matin", None),
        ("", None),
    ] {
        assert_eq!(super::day(typed, today()), read_as, "{typed}");
    }
}

#[test]
fn so_long_from_now() {
    for (typed, said) in [
        ("dans une semaine", "30.11"),
        ("in a week", "30.11"),
        ("Dans 3 semaines", "14.12"),
        ("3 semaines", "14.12"),
        ("in three weeks", "14.12"),
        ("dans 3 mois", "23.02"),
        ("in 3 months", "23.02"),
        ("dans six mois", "23.05"),
        ("dans un an", "23.11"),
        ("dans quinze jours", "07.12"),
        ("dans 8 jours", "30.11"),
        ("in 8 days", "01.12"),
        ("dans une quinzaine", "07.12"),
        ("in a fortnight", "07.12"),
        ("dans une dizaine de jours", "?"),
        ("après-demain", "25.11"),
        ("the day after tomorrow", "25.11"),
        ("dès que possible", "23.11"),
    ] {
        assert_eq!(told(typed), said, "{typed}");
    }
}

#[test]
fn weekdays_and_weeks() {
    for (typed, said) in [
        ("lundi", "30.11 Mon"),
        ("next Monday", "30.11 Mon"),
        ("mardi", "24.11 Tue"),
        ("mar", "24.11 Tue"),
        ("jeu.", "26.11 Thu"),
        ("mardi ou jeudi", "24.11 Tue,Thu"),
        ("Thursday, Tuesday", "24.11 Tue,Thu"),
        ("les mercredis", "25.11 Wed"),
        ("la semaine prochaine", "30.11"),
        ("next week", "30.11"),
        ("jeudi de la semaine prochaine", "03.12 Thu"),
        ("jeudi dans 3 semaines", "17.12 Thu"),
        ("lundi en huit", "07.12 Mon"),
        ("jeudi en quinze", "10.12 Thu"),
        ("le mois prochain", "01.12"),
        ("sauf mercredi", "Mon,Tue,Thu,Fri,Sat,Sun"),
        ("demain, pas le mercredi", "24.11 Mon,Tue,Thu,Fri,Sat,Sun"),
    ] {
        assert_eq!(told(typed), said, "{typed}");
    }
    // On a Thursday the Monday of the week in three weeks lies before that Thursday.
    assert_eq!(told_on("lundi dans 3 semaines", on(2026, 11, 26)), "14.12 Mon");
}

#[test]
fn parts_of_the_day() {
    for (typed, said) in [
        ("matin", "-13:00"),
        ("in the morning", "-13:00"),
        ("l’après-midi", "13:00-"),
        ("aprem", "13:00-"),
        ("le soir", "17:00-"),
        ("fin de journée", "17:00-"),
        ("entre midi et deux", "12:00-14:00"),
        ("en début d’après-midi", "13:00-15:00"),
        ("pas le matin", "13:00-"),
        ("not in the afternoon", "-13:00"),
        ("à partir de 14h", "14:00-"),
        ("dès 14h30", "14:30-"),
        ("après 5", "17:00-"),
        ("after 2pm", "14:00-"),
        ("avant 10h", "-10:00"),
        ("avant midi", "-12:00"),
        ("before 9:30", "-09:30"),
        ("entre 10h et 12h", "10:00-12:00"),
        ("between 10 and 12", "10:00-12:00"),
        ("de 14 h à 16 h 30", "14:00-16:30"),
        ("à 10h15", "at 10:15"),
        ("10 am", "at 10:00"),
        ("ce matin", "23.11 -13:00"),
        ("this afternoon", "23.11 13:00-"),
    ] {
        assert_eq!(told(typed), said, "{typed}");
    }
}

#[test]
fn a_day_and_its_hours_together() {
    for (typed, said) in [
        ("dans une semaine l'après-midi", "30.11 13:00-"),
        ("dans une semaine, l’après-midi", "30.11 13:00-"),
        ("lundi après-midi", "30.11 Mon 13:00-"),
        ("monday afternoon", "30.11 Mon 13:00-"),
        ("demain matin", "24.11 -13:00"),
        ("tomorrow at 10:15", "24.11 at 10:15"),
        ("mardi ou jeudi après 17h", "24.11 Tue,Thu 17:00-"),
        ("la semaine prochaine, pas le mercredi, le matin", "30.11 Mon,Tue,Thu,Fri,Sat,Sun -13:00"),
        ("24.11 matin", "24.11 -13:00"),
        ("+7 après-midi", "30.11 13:00-"),
        ("24 novembre", "24.11"),
        ("le 24 au matin", "24.11 -13:00"),
        ("le 24 matin", "24.11 -13:00"),
        ("12 mars", "12.03"),
        ("March 12th", "12.03"),
        ("1er décembre", "01.12"),
        ("en janvier", "01.01"),
        ("fin janvier", "21.01"),
        ("mi-décembre", "11.12"),
        ("end of January", "21.01"),
        ("from 24 November", "24.11"),
        ("à partir du 1er décembre", "01.12"),
    ] {
        assert_eq!(told(typed), said, "{typed}");
    }
}

#[test]
fn what_is_not_all_understood_is_nothing() {
    for typed in [
        "lundi martin",
        "dans 3",
        "avant",
        "après",
        "jui",
        "en huit",
        "avant vendredi",
        "entre 12h et 10h",
        "99 mars",
        "le",
        "lu",
        "à",
        "10h 11h 12h",
        "pas le lundi matin",
    ] {
        assert_eq!(told(typed), "?", "{typed}");
    }
}

proptest::proptest! {
    #![proptest_config(crate::chance::cases(256))]

    #[test]
    fn nothing_that_is_typed_breaks_it(typed in "[a-zé0-9+.:/ -]{0,24}", other in "(dans|in|fin|\\+|après) ?[0-9]{1,5} ?(jours|mois|ans|mars|h|w|m)") {
        let _ = (read(&typed, today()), read(&other, NaiveDate::MAX), read(&other, today()));
    }
}
