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

/// How large letters are, measured where they stand: a row is as high as its lines, at any size of the text.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Ruler {
    /// In pixels.
    rem: f64,
    /// The lanes stand one above the other, and scroll.
    scrolls: bool,
}

impl Ruler {
    /// A row whose name takes so many lines, with so many others below it. The styles say the same.
    fn row(self, lines: usize, names: usize) -> f64 {
        29.0 + 0.06 * self.rem + names as f64 * 2.44 * self.rem + lines as f64 * (2.0 + 2.1875 * self.rem)
    }

    /// In how many lines a name of so many letters goes, where it has so much room.
    fn names(self, letters: usize, room: Option<f64>) -> usize {
        room.map_or(1, |room| (letters as f64 * 1.2 * self.rem / room.max(1.0)).ceil().max(1.0) as usize)
    }

    /// How much room a name has of the whole width: among those who are here, whose state stands beside it, and among
    /// the expected.
    fn here(self, wide: f64) -> f64 {
        (wide - 32.0) * 0.6 - 36.0 - 12.0 * self.rem
    }

    fn next(self, wide: f64) -> f64 {
        (wide - 32.0) * 0.4 - 50.0 - 5.6 * self.rem
    }

    /// What names a lane.
    fn name(self) -> f64 {
        11.0 + 2.1875 * self.rem
    }

    /// How many rows of these heights stand in the room whole, beside a line that says how many others there are; `head` is
    /// above them. Until the room is known, and where all scrolls, none is in the way.
    fn fitting(self, heights: &[f64], room: Option<f64>, most: usize, head: f64) -> usize {
        let most = heights.len().min(most);
        let Some(high) = room else { return most };
        let tall = |n: usize| head + heights[..n].iter().sum::<f64>() + if n < heights.len() { self.row(0, 1) } else { 0.0 };
        (1..=most).rev().find(|n| tall(*n) <= high).unwrap_or(most.min(1))
    }
}

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
    // Who is written as another is told apart by whom they come to see, and where that is the same by the birth date.
    let namesake = |g: &Guest| names.iter().any(|(id, name)| *id != g.visit.id() && *name == named(g));
    let all = || here.iter().chain(&expected);
    let both = |g: &Guest| all().any(|w| w.visit.id() != g.visit.id() && w.doctor == g.doctor && named(w) == named(g));
    let by_birth: BTreeSet<Id> = all().filter(|g| g.apart.is_some() && both(g)).map(|g| g.visit.id()).collect();
    let with =
        |g: &Guest| (namesake(g) && !by_birth.contains(&g.visit.id())) || g.visit.patient.as_ref().is_some_and(|p| twice.contains(&p.id));
    let mut room = use_signal(|| None::<(f64, f64)>);
    let mut ruler = use_signal(|| Ruler { rem: 16.0, scrolls: false });
    let wide = room().map(|r| r.0);
    let letters = |g: &Guest| {
        let (family, first) = named(g);
        let more = if with(g) { g.doctor.chars().count() } else { g.apart.as_ref().map_or(0, |a| a.chars().count()) };
        family.chars().count() + first.chars().count() + 1 + if more > 0 { more + 3 } else { 0 }
    };
    let says = |g: &Guest| usize::from(g.visit.is_immediate() || says_about(g).is_some());
    let lines = |g: &Guest| says(g) + usize::from(has_signs(g));
    let heights: Vec<f64> = here.iter().map(|g| ruler().row(lines(g), ruler().names(letters(g), wide.map(|w| ruler().here(w))))).collect();
    let next: Vec<f64> = expected
        .iter()
        .map(|g| {
            ruler().row(lines(g) + usize::from(visits::state(&g.visit) == "late"), ruler().names(letters(g), wide.map(|w| ruler().next(w))))
        })
        .collect();
    let count = here.len();
    let high = room().map(|r| r.1).filter(|_| !ruler().scrolls);
    let (shown, shown_next) = (ruler().fitting(&heights, high, HERE, 0.0), ruler().fitting(&next, high, EXPECTED, ruler().name()));
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
                button { r#type: "button", class: "btn quiet icon-only", "data-testid": "far-leave", "aria-label": session.t("far-leave"), title: format!("{} (F8)", session.t("far-leave")), onclick: move |_| toggle(session), Icon { name: "x" } }
            }
            div { class: "far-lanes",
                onresize: move |e| if let Ok(to) = e.get_content_box_size() && room.peek().is_none_or(|r| (r.0 - to.width).abs() > 4.0 || (r.1 - to.height).abs() > 4.0) { room.set(Some((to.width, to.height))) },
                // Its own size is not the lanes': the event would go on to them.
                i { class: "far-ruler", "aria-hidden": "true", onresize: move |e| { e.stop_propagation(); if let Ok(to) = e.get_content_box_size() && to.height > 0.0 { ruler.set(Ruler { rem: to.height, scrolls: to.width < 1.0 }) } } }
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

/// Whether there is a line of signs: an emergency, or one to be moved.
fn has_signs(guest: &Guest) -> bool {
    visits::is_urgent(&guest.visit) || guest.to_move || guest.slipped.is_some()
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
            span { class: "who", b { "{family}" } " {first}" if doctor { small { " · {guest.doctor}" } } if let Some(apart) = guest.apart.clone().filter(|_| !doctor) { small { " · {apart}" } } }
            if v.is_immediate() {
                span { class: "state vital", Icon { name: "siren" } {session.t("immediate-word")} }
                span { class: "say", {session.t("immediate-now")} }
            } else {
                span { class: "state", "data-state": state, Icon { name: visits::icon(state) } {session.t(&visits::state_key(state))} }
            }
            if has_signs(&guest) {
                span { class: "far-signs",
                    if visits::is_urgent(v) { visits::UrgentSign { id: v.id(), named: v.patient.is_some() } }
                    if let (Some(by), Some(at)) = (guest.slipped, v.appointment.placed_for) { span { class: "far-slip", "data-testid": "far-slipped-{v.id()}", Icon { name: "triangle-alert" } {session.tr("slipped-short", &[("time", words::time(at).into()), ("n", by.into())])} } }
                    if guest.to_move { span { class: "far-slip", "data-testid": "far-to-move-{v.id()}", Icon { name: "calendar-clock" } {session.t("to-move-tag")} } }
                }
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
        for rem in [16.0, 32.0] {
            let ruler = Ruler { rem, scrolls: false };
            let (tall, rows) = (ruler.row(1, 1), [ruler.row(1, 1); 6]);
            assert_eq!(ruler.fitting(&rows, None, 8, 0.0), 6, "not known, or it scrolls");
            assert_eq!(ruler.fitting(&rows, Some(6.0 * tall), 8, 0.0), 6, "exactly all");
            assert_eq!(ruler.fitting(&rows, Some(6.0 * tall - 1.0), 8, 0.0), 5);
            assert_eq!(ruler.fitting(&rows, Some(5.0 * tall), 8, 0.0), 4, "the line that says so needs its place");
            assert_eq!(ruler.fitting(&rows, Some(5.0 * tall + ruler.row(0, 1)), 8, ruler.name()), 4);
            assert_eq!(ruler.fitting(&rows, Some(50.0), 8, 0.0), 1, "one at least");
            assert_eq!(ruler.fitting(&[], Some(50.0), 8, 0.0), 0);
        }
    }

    #[test]
    fn at_twice_the_size_of_the_text_fewer_rows_have_room() {
        let fits = |rem| {
            let ruler = Ruler { rem, scrolls: false };
            ruler.fitting(&[ruler.row(1, 1); 8], Some(700.0), 8, 0.0)
        };
        assert_eq!([fits(16.0), fits(32.0)], [5, 3]);
    }

    #[test]
    fn a_long_name_goes_on_in_another_line() {
        let ruler = Ruler { rem: 16.0, scrolls: false };
        assert_eq!(ruler.names(40, None), 1, "not known yet");
        let next = ruler.next(960.0);
        assert_eq!([8, 14, 26].map(|n| ruler.names(n, Some(next))), [1, 2, 3]);
        assert!(ruler.here(1376.0) > 500.0 && ruler.row(0, 2) > ruler.row(0, 1) + 38.0);
    }
}
