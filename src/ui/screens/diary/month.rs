//! The small month: a tap leads to a date.

use super::looking;
use crate::{
    ui::{icons::Icon, screens::today::capitalised, use_session},
    words,
};
use chrono::{Datelike, Days, Months, NaiveDate};
use dioxus::prelude::*;

/// `from` to `to` is what the sheet shows.
#[component]
pub fn Month(from: NaiveDate, to: NaiveDate) -> Element {
    let mut session = use_session();
    let mut first = use_signal(|| looking::shown(session).with_day(1).unwrap_or(from));
    let lang = *session.lang.read();
    let today = session.today();
    let name = format!("{} {}", capitalised(&words::month(lang, first())), first().year());
    let mut step = move |by: i32| {
        let other = if by < 0 { first().checked_sub_months(Months::new(1)) } else { first().checked_add_months(Months::new(1)) };
        if let Some(other) = other {
            first.set(other);
        }
    };
    let days = dates(first());
    let letter = |d: NaiveDate| capitalised(&words::weekday(lang, d)).chars().next().map(String::from).unwrap_or_default();
    // With the number as it stands there, for who says what she sees: not *1er*.
    let spoken = |d: NaiveDate| format!("{} {} {}", words::weekday(lang, d), d.day(), words::month(lang, d));
    rsx! {
        div { class: "over clear", onclick: move |_| session.float.set(None) }
        div { class: "pop month", role: "dialog", "aria-label": session.t("diary-jump"), "data-testid": "month", onclick: move |e| e.stop_propagation(),
            div { class: "month-head",
                button { r#type: "button", class: "btn quiet icon-only", "data-testid": "month-before", "aria-label": session.t("month-before"), onclick: move |_| step(-1), Icon { name: "chevron-left" } }
                strong { "aria-live": "polite", "{name}" }
                button { r#type: "button", class: "btn quiet icon-only", "data-testid": "month-after", "aria-label": session.t("month-after"), onclick: move |_| step(1), Icon { name: "chevron-right" } }
            }
            div { class: "month-days",
                for d in days.iter().take(7) { span { key: "l{d}", class: "letter", "aria-hidden": "true", {letter(*d)} } }
                for (i , d) in days.iter().copied().enumerate() {
                    button { r#type: "button", key: "{d}", "data-testid": "month-{d}", "aria-label": spoken(d),
                        "data-beside": if d.month() != first().month() { "true" },
                        "data-in": if (from..=to).contains(&d) { "true" },
                        "aria-current": if d == today { "date" } else { "false" },
                        onmounted: move |e| async move { if (i == 0 && !(from..=to).contains(&d)) || d == looking::shown(session) { let _ = e.set_focus(true).await; } },
                        onclick: move |_| looking::jump(session, d), "{d.day()}" }
                }
            }
        }
    }
}

/// The weeks that hold a month, from Monday: always six, so that nothing jumps.
fn dates(first: NaiveDate) -> Vec<NaiveDate> {
    let monday = first - Days::new(first.weekday().num_days_from_monday().into());
    monday.iter_days().take(42).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_stands_in_six_weeks_from_monday() {
        let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        let november = dates(date(11, 1));
        assert_eq!((november[0], november[6], november[41]), (date(10, 26), date(11, 1), date(12, 6)));
    }
}
