//! A visit that was planned together with others: which one it is, and calling off the rest.

use crate::{
    base::Id,
    model::{Appointment, series::pace},
    store::{Db, Result, appointments},
    ui::{route::Panel, use_query, use_session},
    words,
};
use dioxus::prelude::*;

/// Those of a series that take place, in order.
fn standing(db: &Db, of: Id) -> Result<Vec<Appointment>> {
    let mut all = appointments::of_series(db, of)?;
    all.retain(|a| a.status.takes_a_place() || a.status == crate::model::transition::AppointmentStatus::NoShow);
    Ok(all)
}

/// "2nd of 6, every month", among the facts of a visit.
#[component]
pub fn Line(id: Id, of: Id) -> Element {
    let session = use_session();
    let all = use_query(&["appointment"], move |db| standing(db, of));
    let answer = all.read();
    let list = answer.as_ref().cloned().unwrap_or_default();
    let starts: Vec<_> = list.iter().map(|a| a.start).collect();
    let Some(place) = list.iter().position(|a| a.id == id).filter(|_| list.len() > 1) else { return rsx! {} };
    let said = words::series(*session.lang.read(), place + 1, list.len(), pace(&starts));
    rsx! {
        dt { {session.t("series-word")} }
        dd { "data-testid": "series", "{said}" }
    }
}

/// Calls off this visit and all later ones; not offered on the last.
#[component]
pub fn CancelOnwards(id: Id) -> Element {
    let session = use_session();
    let later = use_query(&["appointment"], move |db| {
        let Some(visit) = appointments::get(db, id)? else { return Ok(0) };
        let all = visit.series.map(|of| standing(db, of)).transpose()?.unwrap_or_default();
        Ok(all.iter().filter(|a| (a.start, a.id) > (visit.start, visit.id)).count())
    });
    let count = later.read().unwrap_or_default();
    rsx! {
        if count > 0 {
            button { r#type: "button", class: "btn", "data-testid": "cancel-onwards", onclick: move |_| session.open(Panel::CallOff { id, onwards: true }), span { {session.tr("series-cancel", &[("n", count.into())])} } kbd { class: "key", "S" } }
        }
    }
}
