//! A day, typed as people write it or stepped to; said back with its weekday.

use super::entry::Entry;
use crate::{
    model::said::{self, Said},
    ui::{icons::Icon, use_session},
    words,
};
use chrono::{Days, NaiveDate};
use dioxus::prelude::*;

#[component]
pub fn DayField(
    label: String,
    date: Signal<NaiveDate>,
    #[props(default = "date-field")] testid: &'static str,
    #[props(default)] autofocus: bool,
    /// An example, said beside the name.
    #[props(default)]
    example: String,
    /// Hears days and hours that were said with the day; where nobody does, they are none.
    #[props(default)]
    onsaid: Option<EventHandler<Said>>,
) -> Element {
    let session = use_session();
    let lang = *session.lang.read();
    let mut typed = use_signal(|| None::<String>);
    let shown = typed().unwrap_or_else(|| date().format("%d.%m.%Y").to_string());
    let read = move |typed: &str| match onsaid {
        Some(_) => said::read(typed, session.today()),
        None => said::read(typed, session.today()).filter(|s| !s.has_hours() && s.wish.from.is_some()),
    };
    let unclear = typed().is_some_and(|t| read(&t).is_none());
    let mut step = move |days: i64| {
        let to = if days > 0 { date().checked_add_days(Days::new(1)) } else { date().checked_sub_days(Days::new(1)) };
        typed.set(None);
        date.set(to.unwrap_or(date()));
    };
    rsx! {
        div { class: "field", "data-bad": if unclear { "true" },
            span { class: "name", id: "{testid}-label", "{label}" if !example.is_empty() { em { " {example}" } } }
            // What is no day stays, marked, until it is one: the day before it would be taken for it.
            div { class: "day-field", onfocusout: move |_| if !unclear { typed.set(None) },
                button { r#type: "button", class: "btn icon-only", "aria-label": session.t("today-prev"), onclick: move |_| step(-1), Icon { name: "chevron-left" } }
                Entry { value: shown, autofocus, "data-testid": testid, "aria-labelledby": "{testid}-label", maxlength: "60",
                    oninput: move |text: String| {
                        if let Some(said) = read(&text) {
                            if let Some(d) = said.wish.from { date.set(d); }
                            if let Some(onsaid) = onsaid { onsaid.call(said); }
                        }
                        typed.set(Some(text));
                    },
                }
                button { r#type: "button", class: "btn icon-only", "aria-label": session.t("today-next"), onclick: move |_| step(1), Icon { name: "chevron-right" } }
            }
            if unclear { span { class: "error", role: "alert", "data-testid": "{testid}-unclear", {session.t("day-unclear")} } } else { span { class: "hint", {words::day_from(lang, date(), session.today())} } }
        }
    }
}
