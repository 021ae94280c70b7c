//! A day, typed as people write it or stepped to; said back with its weekday.

use super::entry::Entry;
use crate::{
    ui::{icons::Icon, use_session},
    words,
};
use chrono::{Datelike, Days, NaiveDate};
use dioxus::prelude::*;

#[component]
pub fn DayField(
    label: String,
    date: Signal<NaiveDate>,
    #[props(default = "date-field")] testid: &'static str,
    #[props(default)] autofocus: bool,
) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let mut typed = use_signal(|| None::<String>);
    let shown = typed().unwrap_or_else(|| date().format("%d.%m.%Y").to_string());
    let unclear = typed().is_some_and(|t| read(&t, session.today()).is_none());
    let mut step = move |days: i64| {
        let to = if days > 0 { date().checked_add_days(Days::new(1)) } else { date().checked_sub_days(Days::new(1)) };
        typed.set(None);
        date.set(to.unwrap_or(date()));
    };
    rsx! {
        div { class: "field", "data-bad": if unclear { "true" },
            span { class: "name", id: "{testid}-label", "{label}" }
            // What is no day stays, marked, until it is one: the day before it would be taken for it.
            div { class: "day-field", onfocusout: move |_| if !unclear { typed.set(None) },
                button { r#type: "button", class: "btn icon-only", "aria-label": session.t("today-prev"), onclick: move |_| step(-1), Icon { name: "chevron-left" } }
                Entry { value: shown, autofocus, "data-testid": testid, "aria-labelledby": "{testid}-label", maxlength: "20",
                    oninput: move |text: String| {
                        if let Some(d) = read(&text, session.today()) { date.set(d); }
                        typed.set(Some(text));
                    },
                }
                button { r#type: "button", class: "btn icon-only", "aria-label": session.t("today-next"), onclick: move |_| step(1), Icon { name: "chevron-right" } }
            }
            if unclear { span { class: "error", role: "alert", "data-testid": "{testid}-unclear", {session.t("day-unclear")} } } else { span { class: "hint", {words::day_from(lang, date(), session.today())} } }
        }
    }
}

/// "24.11", "24/11/26", "24", "2026-11-24", "+7": a day and month without a year are the next such day.
pub fn read(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let typed = typed.trim().to_lowercase();
    let typed = typed.as_str();
    match typed {
        "today" | "aujourd'hui" | "aujourd’hui" => return Some(today),
        "tomorrow" | "demain" => return today.succ_opt(),
        _ => {}
    }
    // In three weeks, in two months.
    let ahead = typed.strip_prefix('+').and_then(|t| t.split_at_checked(t.len().checked_sub(1)?));
    if let Some((n, unit @ ("w" | "s" | "m"))) = ahead {
        let n: u32 = n.trim().parse().ok().filter(|n| *n < 200)?;
        return if unit == "m" {
            today.checked_add_months(chrono::Months::new(n))
        } else {
            today.checked_add_days(Days::new(u64::from(n) * 7))
        };
    }
    if let Some(days) = typed.strip_prefix('+') {
        return today.checked_add_days(Days::new(days.trim().parse().ok().filter(|d| *d < 4000)?));
    }
    let parts: Vec<&str> = typed.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let n = |s: &str| s.parse::<u32>().ok();
    match parts.as_slice() {
        [y, m, d] if y.len() == 4 => NaiveDate::from_ymd_opt(y.parse().ok()?, n(m)?, n(d)?),
        [d, m, y] => {
            let year = n(y)? as i32;
            NaiveDate::from_ymd_opt(if y.len() <= 2 { 2000 + year } else { year }, n(m)?, n(d)?)
        }
        [d, m] => {
            let of = |year| NaiveDate::from_ymd_opt(year, n(m)?, n(d)?);
            of(today.year()).filter(|d| *d >= today).or_else(|| of(today.year() + 1))
        }
        [d] if d.len() <= 2 => {
            let d = n(d)?;
            let this = today.with_day(d).filter(|t| *t >= today);
            this.or_else(|| today.with_day(1)?.checked_add_months(chrono::Months::new(1))?.with_day(d))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_typed() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        let today = day(2026, 11, 23).unwrap();
        for (typed, read_as) in [
            ("24.11", day(2026, 11, 24)),
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
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(read(typed, today), read_as, "{typed}");
        }
    }
}
