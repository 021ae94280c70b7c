//! Reception read from two metres: who waits, about when, and what the doctors do. No rail, nothing small.

use super::Guest;
use crate::{
    base::{Id, clock::local},
    store::day::DayOf,
    ui::{
        app::set_looks,
        icons::Icon,
        parts::visits,
        route::Route,
        screens::{
            today::{Behind, doctor_line},
            urgent::warn::WarnChip,
        },
        session::Session,
        use_session,
    },
    words,
};
use dioxus::prelude::*;
use std::collections::BTreeSet;

/// So many of the expected are shown: nobody reads further from there.
const EXPECTED: usize = 6;
/// So many of those who are here: of the others their number is said.
const HERE: usize = 8;

/// How high its rows are, in pixels: with one line, and with what is told below it. The styles say the same.
const SHORT: f64 = 69.0;
const TALL: f64 = 106.0;
/// What names a lane.
const NAME: f64 = 46.0;
/// Under this width the lanes stand one above the other, and scroll.
const NARROW: f64 = 776.0;

/// Enters it, wherever one is, or leaves it. Kept on this device.
pub fn toggle(session: Session) {
    let there = *session.route.peek() == Route::Reception;
    let on = !(session.looks.peek().far && there);
    set_looks(session, |l| l.far = on);
    if on {
        session.go(Route::Reception);
    }
}

#[component]
pub fn Board(here: Vec<Guest>, expected: Vec<Guest>, days: Vec<DayOf>) -> Element {
    let session = use_session();
    let patients = || here.iter().chain(&expected).filter_map(|g| Some((g.visit.patient.as_ref()?.id, g)));
    let twice: BTreeSet<Id> =
        patients().filter(|(id, g)| patients().any(|(other, w)| other == *id && w.doctor != g.doctor)).map(|(id, _)| id).collect();
    let (lang, private) = (*session.lang.read(), *session.privacy.read());
    let named = |g: &Guest| visits::name(&g.visit, lang, private);
    let names: Vec<(Id, (String, String))> = here.iter().chain(&expected).map(|g| (g.visit.id(), named(g))).collect();
    // Who is written as another is told apart by whom they come to see.
    let namesake = |g: &Guest| names.iter().any(|(id, name)| *id != g.visit.id() && *name == named(g));
    let with = |g: &Guest| namesake(g) || g.visit.patient.as_ref().is_some_and(|p| twice.contains(&p.id));
    let mut room = use_signal(|| None::<(f64, f64)>);
    let says = |g: &Guest| g.visit.is_immediate() || says_about(g).is_some();
    let (heights, next): (Vec<f64>, Vec<f64>) = (
        here.iter().map(|g| if says(g) { TALL } else { SHORT }).collect(),
        expected.iter().map(|g| if says(g) || visits::state(&g.visit) == "late" { TALL } else { SHORT }).collect(),
    );
    let count = here.len();
    let (shown, shown_next) = (fitting(&heights, room(), HERE, 0.0), fitting(&next, room(), EXPECTED, NAME));
    let more_here = here.len() - shown;
    let here: Vec<(bool, Guest)> = here.into_iter().take(shown).map(|g| (with(&g), g)).collect();
    let more = expected.len() - shown_next;
    let expected: Vec<(bool, Guest)> = expected.into_iter().take(shown_next).map(|g| (with(&g), g)).collect();
    rsx! {
        div { class: "far-board", "data-testid": "far",
            header { class: "far-top",
                h1 { {session.t("reception-here")} span { class: "count", "{count}" } }
                WarnChip {}
                span { class: "grow" }
                time { class: "clock num", {words::time(session.now())} }
                button { class: "btn quiet icon-only", "data-testid": "far-leave", "aria-label": session.t("far-leave"), title: format!("{} (F8)", session.t("far-leave")), onclick: move |_| toggle(session), Icon { name: "x" } }
            }
            div { class: "far-lanes",
                onresize: move |e| if let Ok(to) = e.get_content_box_size() && room.peek().is_none_or(|r| (r.0 - to.width).abs() > 4.0 || (r.1 - to.height).abs() > 4.0) { room.set(Some((to.width, to.height))) },
                ol { class: "far-lane", tabindex: "0", "aria-label": session.t("reception-here"),
                    if here.is_empty() { li { class: "far-empty", {session.t("nobody-waits")} } }
                    for (doctor , g) in here { Row { key: "{g.visit.id()}", guest: g, doctor } }
                    if more_here > 0 { li { class: "far-empty", "data-testid": "far-more-here", {session.tr("far-more-here", &[("n", more_here.into())])} } }
                }
                ol { class: "far-lane next", tabindex: "0", "aria-label": session.t("reception-expected"),
                    li { class: "far-name", {session.t("reception-expected")} }
                    for (doctor , g) in expected { Row { key: "{g.visit.id()}", guest: g, doctor } }
                    if more > 0 { li { class: "far-empty", "data-testid": "far-more-next", {session.tr("more-later", &[("n", more.into())])} } }
                }
            }
            footer { class: "far-floor",
                for d in days.into_iter().filter(|d| !d.visits.is_empty() || !d.day.blocks.is_empty()) {
                    div { class: "far-doctor", key: "{d.practitioner.id}",
                        b { {d.practitioner.short()} }
                        span { class: "doing", {doctor_line(session, &d, true)} }
                        Behind { behind: d.projection.behind, busy: !d.projection.run.is_empty() || d.day.current.is_some() }
                    }
                }
            }
        }
    }
}

/// About when, where that is to be told.
fn says_about(guest: &Guest) -> Option<String> {
    let v = &guest.visit;
    let about = v.projected.as_ref().map(|p| words::time(local(p.start, guest.zone)));
    about.filter(|a| !v.is_immediate() && (v.is_here() || *a != words::time(v.appointment.start)))
}

/// How many rows of these heights stand in the room whole, beside a line that says how many others there are; `head` is
/// above them. On a narrow page all scrolls, and until the room is known it is taken for large.
fn fitting(heights: &[f64], room: Option<(f64, f64)>, most: usize, head: f64) -> usize {
    let Some((_, high)) = room.filter(|r| r.0 >= NARROW) else { return heights.len().min(most) };
    let most = heights.len().min(most);
    let tall = |n: usize| head + heights[..n].iter().sum::<f64>() + if n < heights.len() { SHORT } else { 0.0 };
    (1..=most).rev().find(|n| tall(*n) <= high).unwrap_or(most.min(1))
}

#[component]
fn Row(guest: Guest, doctor: bool) -> Element {
    let session = use_session();
    let v = &guest.visit;
    let (family, first) = visits::name(v, *session.lang.read(), *session.privacy.read());
    let state = visits::state(v);
    let about = says_about(&guest);
    let booked = words::time(v.appointment.start);
    rsx! {
        li { class: "far-row", "data-state": state, "data-immediate": if v.is_immediate() { "true" }, "data-testid": "far-{v.id()}",
            time { class: "time", "{booked}" }
            span { class: "who", b { "{family}" } " {first}" if doctor { small { " · {guest.doctor}" } } }
            if v.is_immediate() {
                span { class: "state vital", Icon { name: "siren" } {session.t("immediate-word")} }
                span { class: "say", {session.t("immediate-now")} }
            } else {
                span { class: "state", "data-state": state, Icon { name: visits::icon(state) } {session.t(&visits::state_key(state))} }
            }
            if let Some(about) = about { span { class: "say", {session.tr("about-time", &[("time", about.into())])} } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_counted_and_not_cut() {
        let rows = [TALL; 6];
        assert_eq!(fitting(&rows, None, 8, 0.0), 6);
        assert_eq!(fitting(&rows, Some((1200.0, 6.0 * TALL)), 8, 0.0), 6, "exactly all");
        assert_eq!(fitting(&rows, Some((1200.0, 6.0 * TALL - 1.0)), 8, 0.0), 5);
        assert_eq!(fitting(&rows, Some((1200.0, 5.0 * TALL)), 8, 0.0), 4, "the line that says so needs its place");
        assert_eq!(fitting(&rows, Some((1200.0, 5.0 * TALL + SHORT)), 8, NAME), 4);
        assert_eq!(fitting(&rows, Some((1200.0, 50.0)), 8, 0.0), 1, "one at least");
        assert_eq!(fitting(&rows, Some((390.0, 50.0)), 4, 0.0), 4, "on a phone it scrolls");
        assert_eq!(fitting(&[], Some((1200.0, 50.0)), 8, 0.0), 0);
    }
}
