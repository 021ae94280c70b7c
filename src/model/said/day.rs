//! A day in figures.

use chrono::{Datelike, Days, Months, NaiveDate};

/// "24.11", "24/11/26", "24", "2026-11-24", "+7", "+3w": a day and month without a year are the next such day.
pub fn read(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let typed = typed.trim().to_lowercase();
    if let Some(ahead) = typed.strip_prefix('+') {
        return later(ahead, today);
    }
    if !typed.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '-' | ' ' | ',')) {
        return None;
    }
    let parts: Vec<&str> = typed.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let n = |s: &str| s.parse::<u32>().ok();
    match parts.as_slice() {
        [y, m, d] if y.len() == 4 => NaiveDate::from_ymd_opt(y.parse().ok()?, n(m)?, n(d)?),
        [d, m, y] => {
            let year = i32::try_from(n(y)?).ok()?;
            NaiveDate::from_ymd_opt(if y.len() <= 2 { 2000 + year } else { year }, n(m)?, n(d)?)
        }
        [d, m] => super::next_date(today, n(m)?, n(d)?),
        [d] if d.len() <= 2 => of_month(today, n(d)?),
        _ => None,
    }
}

/// The next day of a month that has this number.
pub fn of_month(today: NaiveDate, day: u32) -> Option<NaiveDate> {
    let this = today.with_day(day).filter(|t| *t >= today);
    this.or_else(|| today.with_day(1)?.checked_add_months(Months::new(1))?.with_day(day))
}

/// In three weeks, in two months, in so many days.
fn later(ahead: &str, today: NaiveDate) -> Option<NaiveDate> {
    let n = |typed: &str| typed.trim().parse::<u32>().ok();
    match ahead.char_indices().last()? {
        (at, 'w' | 's') => today.checked_add_days(Days::new(u64::from(n(&ahead[..at]).filter(|n| *n < 200)?) * 7)),
        (at, 'm') => today.checked_add_months(Months::new(n(&ahead[..at]).filter(|n| *n < 200)?)),
        _ => today.checked_add_days(Days::new(n(ahead).filter(|d| *d < 4000)?.into())),
    }
}
