//! One practitioner's column of one date. Few nodes a visit, and it is painted again only when something in it changed.

use super::{
    bars::Bars,
    sheet::{Detail, Now},
};
use crate::{
    base::{Id, clock::Minute},
    lang::Lang,
    model::span::{Span, without},
    store::diary::{Away, Column, Entry, State, Who},
    ui::{
        icons::Icon,
        parts::{
            face::Face,
            focus::use_focus_when,
            hand::Ghost,
            lists::keyed,
            room::{self, Form},
            scale::{Lane, lanes},
            visits,
        },
        route::Panel,
        session::Session,
        use_session,
    },
    words,
};
use chrono::NaiveDate;
use dioxus::prelude::*;
use std::{collections::BTreeMap, fmt::Write, rc::Rc};

#[component]
pub fn ColumnOf(
    column: Rc<Column>,
    who: Who,
    face: Rc<Face>,
    detail: Detail,
    several: bool,
    week: bool,
    first: bool,
    today: bool,
    shown: bool,
    per_minute: f64,
    // How many pixels wide, roughly.
    room: u32,
    selected: Option<Id>,
) -> Element {
    let session = use_session();
    let name = if detail == Detail::Bars { room::writing(&[&who.family, &who.name], FOOT).to_owned() } else { head(&who, room, week) };
    let n = column.visits.len() as i64;
    let folds: Vec<Minute> = face.folds(column.date).into_iter().map(|f| f.1).collect();
    rsx! {
        section { class: "col", "data-shown": if shown { "true" }, "data-first": if first { "true" }, role: "group", "aria-label": "{who.name}",
            if several || !week {
                header { class: "head", h3 { class: "name", "aria-level": if week { "3" } else { "2" }, title: "{who.name}", "{name}" } if !week && n > 0 { span { class: "count-of", {session.tr("diary-count", &[("n", n.into())])} } } }
            }
            div { class: "track", "data-track": "{column.practitioner} {column.date}", "data-testid": "track-{column.date}-{column.practitioner}",
                for (i , (at , len)) in face.voids(column.date).into_iter().enumerate() {
                    div { class: "void", key: "x{i}", style: "--at:{at};--len:{len}", title: session.t("diary-void") }
                }
                for (i , b) in column.blocks.iter().enumerate() {
                    div { class: "session", key: "s{i}", style: "--at:{face.at(column.date, b.0)};--len:{face.len(column.date, *b)}" }
                }
                for (i , away) in column.away.iter().enumerate() {
                    for (j , (at , len) , said) in of_absence(&face, column.date, away.span, &folds) {
                        div { class: "away", key: "a{i}-{j}", "data-testid": if said { "away-{column.date}-{i}" }, "data-said": if said { "true" }, style: "--at:{at};--len:{len}",
                            if said { span { {away_word(session, away)} } }
                        }
                    }
                }
                if detail != Detail::Bars { Ghost { practitioner: column.practitioner, date: column.date, face: face.clone() } }
                if today { Now { face: face.clone(), date: column.date, shown } }
                if detail == Detail::Bars {
                    Bars { column: column.clone(), face: face.clone(), who: who.clone(), room, per_minute }
                } else {
                    Visits { column: column.clone(), face: face.clone(), week, per_minute, room, selected }
                }
            }
        }
    }
}

fn of_absence(face: &Face, date: NaiveDate, span: Span, folds: &[Minute]) -> Vec<(usize, (Minute, Minute), bool)> {
    let (pieces, said) = pieces((face.at(date, span.0), face.len(date, span)), folds);
    pieces.into_iter().enumerate().map(|(i, piece)| (i, piece, i == said)).collect()
}

/// An absence as it is drawn, `at` and how long: what lies in a fold is left to the fold's own words. And which of the pieces
/// has room for its word.
fn pieces((at, len): (Minute, Minute), folds: &[Minute]) -> (Vec<(Minute, Minute)>, usize) {
    const FOLD: Minute = 14;
    const WORD: Minute = 24;
    let cut: Vec<Span> = folds.iter().map(|f| (*f, f + FOLD)).collect();
    let pieces: Vec<(Minute, Minute)> = without(&[(at, at + len)], &cut).into_iter().map(|p| (p.0, p.1 - p.0)).collect();
    let longest = pieces.iter().map(|p| p.1).max().unwrap_or(0);
    let said = pieces.iter().position(|p| p.1 >= WORD.min(longest)).unwrap_or(0);
    (pieces, said)
}

/// So many letters stand upright over a column that is too narrow for words.
const FOOT: usize = 10;

/// Whose column it is, as fully as there is room for.
fn head(who: &Who, room: u32, week: bool) -> String {
    // The styles write it smaller on a narrow day.
    let letter = if week || room < 232 { 7.0 } else { 9.0 };
    let family = if who.family.is_empty() { &who.name } else { &who.family };
    let full = if week { &who.short } else { &who.name };
    room::writing(&[full, &who.short, family], (f64::from(room.saturating_sub(6)) / letter) as usize).to_owned()
}

/// "Away: congress", or "Closed: Easter Monday".
fn away_word(session: Session, away: &Away) -> String {
    let said = session.t(if away.closed { "diary-closed" } else { "diary-away" });
    if away.why.is_empty() { said } else { session.tr("because-why", &[("said", said.into()), ("why", away.why.clone().into())]) }
}

enum Item<'a> {
    Visit(&'a Entry, Span, Lane),
    Break(Span),
    Free(Span),
}

impl Item<'_> {
    /// What tells it apart in its column, at the minute where it stands.
    fn key(&self, at: Minute) -> String {
        match self {
            Item::Visit(visit, ..) => visit.id.to_string(),
            Item::Break(_) => format!("b{at}"),
            Item::Free(_) => format!("f{at}"),
        }
    }
}

/// Breaks, visits and free places in the order of time, so that a phone's list and a screen reader have it too.
#[component]
fn Visits(column: Rc<Column>, face: Rc<Face>, week: bool, per_minute: f64, room: u32, selected: Option<Id>) -> Element {
    let session = use_session();
    let (zone, date) = (face.zone(), column.date);
    let spans: Vec<Span> = column.visits.iter().map(Entry::span).map(|s| (s.0, s.1.max(s.0 + 5))).collect();
    let placed = lanes(&spans);
    let mut items: Vec<(Minute, u8, Item)> =
        column.visits.iter().zip(&spans).zip(placed).map(|((v, s), lane)| (s.0, 2, Item::Visit(v, *s, lane))).collect();
    items.extend(column.breaks.iter().map(|b| (b.0, 1, Item::Break(*b))));
    items.extend(free(session, &column).into_iter().map(|f| (f.0, 3, Item::Free(f))));
    items.sort_by_key(|(at, rank, _)| (*at, *rank));
    let said = Said::of(session);
    let practitioner = column.practitioner;
    rsx! {
        for (key , (_ , _ , item)) in keyed(items, |(at, _, item)| item.key(*at)) {
            match item {
                Item::Visit(v, span, lane) => {
                    let (at, len, share) = (face.at(date, span.0), face.len(date, span), lane.share());
                    let room = (f64::from(room * share.1 as u32) / 100.0, len as f64 * if week { per_minute } else { 2.9 });
                    let slip = slip(&said, v, (at, len), share, room);
                    let id = v.id;
                    if selected == Some(id) {
                        rsx! { Selected { key: "{key}", slip } }
                    } else {
                        rsx! {
                            button { r#type: "button", class: "v", key: "{key}", "data-testid": "visit-{id}", "data-grab": if v.state.is_open() { "{id}" }, "data-state": said.code(v.state), "data-hue": "{v.hue}", "data-size": slip.size, "data-form": slip.form.code(), "data-immediate": if v.immediate { "true" },
                                style: "{slip.style}", "aria-label": "{slip.label}", onclick: move |_| session.open(Panel::Visit(id)),
                                {written(&slip)}
                            }
                        }
                    }
                }
                Item::Break(b) => rsx! {
                    div { class: if face.folds_away(date, b) { "gap plain" } else { "gap" }, key: "{key}", style: "--at:{face.at(date, b.0)};--len:{face.len(date, b)}",
                        span { {session.tr("break-until", &[("time", words::time_of(b.1, zone).into())])} }
                    }
                },
                Item::Free(f) => {
                    let start = crate::base::clock::local(f.0, zone);
                    rsx! {
                        button { r#type: "button", class: "free", key: "{key}", "data-testid": "free-{practitioner}-{start}", style: "--at:{face.at(date, f.0)};--len:{face.len(date, f)}",
                            onclick: move |_| session.open(Panel::Book { patient: None, practitioner: Some(practitioner), start: Some(start) }),
                            Icon { name: "plus", small: true }
                            time { class: "time", {words::time(start)} }
                            span { {session.tr("free-minutes", &[("time", words::minutes(said.lang, f.1 - f.0).into())])} }
                        }
                    }
                }
            }
        }
    }
}

/// What is written on a visit.
#[derive(Clone, PartialEq)]
struct Slip {
    id: Id,
    style: String,
    size: &'static str,
    label: String,
    state: &'static str,
    open: bool,
    hue: u8,
    time: String,
    family: String,
    first: String,
    reason: String,
    form: Form,
    immediate: bool,
    /// An emergency whose name does not say so.
    urgent: bool,
}

/// `at` and how long, which share of the column from the left, and how wide and high that is in pixels.
fn slip(said: &Said, v: &Entry, (at, len): (Minute, Minute), (left, share): (usize, usize), (wide, high): (f64, f64)) -> Slip {
    let mut style = format!("--at:{at};--len:{len}");
    if share < 100 {
        let _ = write!(style, ";left:{left}%;right:{}%", 100 - left - share);
    }
    let size = match high {
        h if h >= 36.0 => "l",
        h if h >= 16.0 => "m",
        _ => "s",
    };
    let form = Form::of(wide);
    let (family, first) = visits::name_of(v, said.lang, said.private);
    let time = words::time(v.start);
    // In the order in which it is written, for who says what she sees.
    let mut label = match form {
        Form::Wide => format!("{time} {family} {first} {}, {}", v.reason, said.word(v.state)),
        Form::Narrow | Form::Name => format!("{family} {first} {time} {}, {}", v.reason, said.word(v.state)),
    };
    if v.immediate {
        label = format!("{} {label}", said.immediate);
    }
    let urgent = v.emergency && !v.immediate;
    if urgent && !v.family.is_empty() {
        label = format!("{} {label}", said.urgent);
    }
    let (state, open) = (said.code(v.state), v.state.is_open());
    let (family, first) = match form {
        // Capitals take the room of the letters that would follow.
        Form::Name if !said.private && !v.family.is_empty() => room::fitted(&v.family, &v.first, (wide.max(12.0) - 12.0) as usize / 6),
        _ => (family, first),
    };
    Slip {
        id: v.id,
        style,
        size,
        label,
        state,
        open,
        hue: v.hue,
        time,
        family,
        first,
        reason: v.reason.clone(),
        form,
        immediate: v.immediate,
        urgent,
    }
}

/// The visit that is selected has the focus, and is in sight.
#[component]
fn Selected(slip: Slip) -> Element {
    let session = use_session();
    let onmounted = use_focus_when(true);
    let id = slip.id;
    rsx! {
        button { r#type: "button", class: "v", "data-testid": "visit-{id}", "data-grab": if slip.open { "{id}" }, "data-state": slip.state, "data-hue": "{slip.hue}", "data-size": slip.size, "data-form": slip.form.code(), "data-immediate": if slip.immediate { "true" },
            style: "{slip.style}", "aria-label": "{slip.label}", "aria-pressed": "true", onmounted, onclick: move |_| session.open(Panel::Visit(id)),
            {written(&slip)}
        }
    }
}

/// No component of its own: a week has thousands.
fn written(slip: &Slip) -> Element {
    let low = slip.size != "l";
    match slip.form {
        Form::Name => rsx! { if slip.immediate || slip.urgent { Siren { calm: slip.urgent } } b { "{slip.family}" } " {slip.first}" },
        Form::Narrow if low => {
            rsx! { span { class: "who", b { "{slip.family}" } " {slip.first}" } if slip.immediate || slip.urgent { Siren { calm: slip.urgent } } }
        }
        Form::Narrow => rsx! {
            span { class: "who", b { "{slip.family}" } " {slip.first}" }
            if slip.immediate || slip.urgent { Siren { calm: slip.urgent } }
            " "
            span { class: "why", time { "{slip.time}" } " {slip.reason}" }
        },
        Form::Wide => rsx! {
            time { "{slip.time}" }
            " "
            span { class: "who", b { "{slip.family}" } " {slip.first}" }
            if slip.immediate || slip.urgent { Siren { calm: slip.urgent } }
            " "
            span { class: "why", "{slip.reason}" }
        },
    }
}

/// An emergency; unless it is calm a life is in danger.
#[component]
fn Siren(calm: bool) -> Element {
    rsx! { span { class: if calm { "vital-sign calm" } else { "vital-sign" }, Icon { name: "siren", small: true } } }
}

/// The words that all visits share, asked for once.
struct Said {
    lang: Lang,
    private: bool,
    immediate: String,
    urgent: String,
    words: BTreeMap<State, String>,
}

impl Said {
    fn of(session: Session) -> Self {
        const ALL: [State; 8] =
            [State::Expected, State::Here, State::Ready, State::In, State::Out, State::Gone, State::NoShow, State::Left];
        let mut said = Said {
            lang: *session.lang.read(),
            private: *session.privacy.read(),
            immediate: session.t("immediate-word"),
            urgent: session.t("urgent-word"),
            words: BTreeMap::new(),
        };
        said.words = ALL.iter().map(|s| (*s, session.t(&format!("state-{}", said.code(*s))))).collect();
        said
    }

    /// As [`crate::ui::parts::visits::state`] has it.
    fn code(&self, state: State) -> &'static str {
        match state {
            State::Expected => "expected",
            State::Here => "here",
            State::Ready => "ready",
            State::In => "doctor",
            State::Out => "out",
            State::Gone => "gone",
            State::NoShow => "noshow",
            State::Left => "left",
        }
    }

    fn word(&self, state: State) -> &str {
        self.words.get(&state).map_or("", String::as_str)
    }
}

/// Ten minutes and more of a session that nothing is booked in, from now on.
pub fn free(session: Session, column: &Column) -> Vec<Span> {
    let zone = session.desk.peek().zone;
    if column.date < session.today() {
        return vec![];
    }
    let mut taken = column.breaks.clone();
    taken.extend(column.visits.iter().filter(|v| !matches!(v.state, State::NoShow | State::Left)).map(Entry::span));
    if column.date == session.today() {
        taken.push((Minute::MIN / 2, crate::base::clock::minute(session.now(), zone)));
    }
    let gaps = without(&column.blocks, &taken);
    gaps.into_iter().map(|g| (-(-g.0).div_euclid(5) * 5, g.1)).filter(|g| g.1 - g.0 >= 10).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absence_is_drawn_around_the_folds() {
        assert_eq!(pieces((0, 500), &[240]), (vec![(0, 240), (254, 246)], 0));
        assert_eq!(pieces((230, 100), &[240]), (vec![(230, 10), (254, 76)], 1), "its word stands where there is room");
        assert_eq!(pieces((240, 10), &[240]), (vec![], 0));
        assert_eq!(pieces((10, 12), &[]), (vec![(10, 12)], 0));
    }
}
