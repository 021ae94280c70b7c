//! When somebody is away, and why a visit cannot stay where it is, in words.

use super::{day_short, time};
use crate::{lang::Lang, model::displaced::Because, t};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

/// "Tue 24 Nov", "Tue 24 Nov – Fri 27 Nov", "Tue 24 Nov 09:00–10:30": an end at midnight is the day before's.
pub fn span(lang: Lang, from: NaiveDateTime, to: NaiveDateTime) -> String {
    let whole = from.time() == NaiveTime::MIN && to.time() == NaiveTime::MIN;
    let last = if to.time() == NaiveTime::MIN { to - TimeDelta::days(1) } else { to };
    let (first, end) = (day_short(lang, from.date()), day_short(lang, last.date()));
    let until = if to.time() == NaiveTime::MIN { "24:00".to_owned() } else { time(to) };
    match (whole, from.date() == last.date()) {
        (true, true) => first,
        (true, false) => format!("{first} – {end}"),
        (false, true) => format!("{first} {}–{until}", time(from)),
        (false, false) => format!("{first} {} – {end} {until}", time(from)),
    }
}

/// "Dr Roy is away: congress".
pub fn because(lang: Lang, because: &Because, doctor: &str) -> String {
    let (said, why) = match because {
        Because::Away(why) => (t!(lang, "because-away", doctor = doctor), why.as_str()),
        Because::Closed(why) => (t!(lang, "because-closed"), why.as_str()),
        Because::Break(why) => (t!(lang, "because-break"), why.as_str()),
        Because::NoSession => (t!(lang, "because-no-session", doctor = doctor), ""),
    };
    if why.is_empty() { said } else { t!(lang, "because-why", said = said, why = why) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn an_absence_is_said_as_short_as_it_is() {
        let at = |d, h, m| NaiveDate::from_ymd_opt(2026, 11, d).unwrap().and_hms_opt(h, m, 0).unwrap();
        let said = |from, to| span(Lang::En, from, to);
        assert_eq!(said(at(24, 0, 0), at(25, 0, 0)), "Tue 24 Nov");
        assert_eq!(said(at(24, 0, 0), at(28, 0, 0)), "Tue 24 Nov – Fri 27 Nov");
        assert_eq!(said(at(24, 9, 0), at(24, 10, 30)), "Tue 24 Nov 09:00–10:30");
        assert_eq!(said(at(24, 13, 15), at(25, 0, 0)), "Tue 24 Nov 13:15–24:00");
        assert_eq!(said(at(24, 14, 0), at(26, 12, 0)), "Tue 24 Nov 14:00 – Thu 26 Nov 12:00");
    }
}
