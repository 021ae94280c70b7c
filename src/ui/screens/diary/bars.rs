//! A column too narrow for words: the hues of its visits in one drawing, and over it the first letters of who comes.

use crate::{
    base::clock::Minute,
    model::span::Span,
    store::diary::{Column, Entry, Who},
    ui::{
        parts::{face::Face, scale::lanes},
        use_session,
    },
    words,
};
use dioxus::prelude::*;
use std::{collections::BTreeMap, fmt::Write, rc::Rc};

/// So many minutes of the sheet are a line of the letters, which the styles know.
const LINE: Minute = 5;
/// As high as a fold is drawn.
const FOLD: Minute = 14;
/// A letter's width and a line's height in pixels, roughly.
const WIDE: f64 = 5.6;
const HIGH: f64 = 10.0;
/// In parts of a hundred how wide a visit's left edge is, which the styles know.
const EDGE: u32 = 14;

/// Few nodes, however many visits there are. A tap opens the day.
#[component]
pub fn Bars(column: Rc<Column>, face: Rc<Face>, who: Who, room: u32, per_minute: f64) -> Element {
    let mut session = use_session();
    let date = column.date;
    let spans: Vec<Span> = column.visits.iter().map(Entry::span).collect();
    let placed = lanes(&spans);
    // Of each hue the bodies, pale, and the left edges.
    let mut drawn: BTreeMap<(u8, bool), (String, String)> = BTreeMap::new();
    // Behind a fold lines are counted anew, for it is no whole number of them high.
    let folds: Vec<Minute> = face.folds(date).into_iter().map(|f| f.1 + FOLD).collect();
    let mut letters: BTreeMap<Minute, Letters> = BTreeMap::new();
    let most = ((f64::from(room * (100 - EDGE)) / 100.0 - 2.0) / WIDE).max(1.0) as usize;
    let private = *session.privacy.read();
    for ((v, span), lane) in column.visits.iter().zip(&spans).zip(placed) {
        let (at, len, (x, w)) = (face.at(date, span.0), face.len(date, *span), lane.share());
        let (body, edge) = drawn.entry((v.hue, v.state.is_open())).or_default();
        let len = (len - 1).max(1);
        let _ = write!(body, "M{x} {at}h{w}v{len}h-{w}z");
        let _ = write!(edge, "M{x} {at}h{EDGE}v{len}h-{EDGE}z");
        if len as f64 * per_minute >= HIGH {
            let from = folds.iter().copied().filter(|f| *f <= at).max().unwrap_or(0);
            letters.entry(from).or_default().put(v, at - from, x, &first_letters(v, if w < 100 { 1 } else { most }, private));
        }
    }
    let lang = *session.lang.read();
    let n = session.tr("diary-count", &[("n", (column.visits.len() as i64).into())]);
    rsx! {
        button { r#type: "button", class: "bars", "data-testid": "bars-{date}-{who.id}", "aria-label": "{who.short}, {words::day(lang, date)}: {n}",
            onclick: move |_| { session.diary.write().week = false; super::jump(session, date) },
            svg { view_box: "0 0 100 {face.scale.height}", preserve_aspect_ratio: "none", "aria-hidden": "true",
                for ((hue , open) , (body , edge)) in drawn {
                    g { key: "{hue}{open}", "data-hue": "{hue}", "data-open": if open { "true" }, path { class: "body", d: "{body}" } path { d: "{edge}" } }
                }
            }
        }
        for (from , letters) in letters {
            span { class: "letters", key: "{from}", style: "--at:{from}", "aria-hidden": "true", "data-done": "true", {written(&letters.done)} }
            span { class: "letters", style: "--at:{from}", "aria-hidden": "true", {written(&letters.to_come)} }
        }
    }
}

/// What is written beside each other, line under line: a week of many practitioners has thousands of visits, and this is one
/// node.
#[derive(Default)]
struct Letters {
    to_come: Vec<String>,
    done: Vec<String>,
}

impl Letters {
    fn put(&mut self, v: &Entry, at: Minute, left: usize, letters: &str) {
        let lines = if v.state.is_open() || v.state == crate::store::diary::State::In { &mut self.to_come } else { &mut self.done };
        let line = usize::try_from(at / LINE).unwrap_or_default();
        lines.resize(lines.len().max(line + 1), String::new());
        // Beside somebody else.
        if left > 0 && lines[line].is_empty() {
            lines[line].push('\u{2003}');
        }
        lines[line].push_str(letters);
    }
}

fn written(lines: &[String]) -> String {
    lines.join("\n")
}

/// Of the family name; the initials where others may look on.
fn first_letters(v: &Entry, most: usize, private: bool) -> String {
    let initials = || v.initials().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let name = match (private, v.family.is_empty() && v.first.is_empty()) {
        (true, false) => initials(),
        (false, false) if v.family.is_empty() => v.first.clone(),
        (false, false) => v.family.clone(),
        (true, true) => String::new(),
        (false, true) => v.label.clone(),
    };
    name.chars().filter(|c| !c.is_whitespace()).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base::Id, store::diary::State};

    fn entry(family: &str, first: &str, state: State) -> Entry {
        let start = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let (family, first) = (family.to_owned(), first.to_owned());
        let (id, label, reason) = (Id::from_u128(1), "Call plumber".to_owned(), String::new());
        Entry {
            id,
            practitioner: id,
            family,
            first,
            label,
            start,
            from: 0,
            minutes: 15,
            state,
            emergency: false,
            immediate: false,
            reason,
            hue: 1,
        }
    }

    #[test]
    fn as_many_letters_as_there_is_room_for() {
        let letters = |family, first, most, private| first_letters(&entry(family, first, State::Expected), most, private);
        assert_eq!([1, 2, 9].map(|n| letters("Martin", "Léa", n, false)), ["M", "Ma", "Martin"]);
        assert_eq!(letters("Da Silva", "Ana", 4, false), "DaSi");
        assert_eq!([1, 2, 9].map(|n| letters("Martin", "Élise", n, true)), ["M", "MÉ", "MÉ"]);
        assert_eq!((letters("", "", 4, false), letters("", "", 4, true)), ("Call".into(), String::new()));
    }

    #[test]
    fn each_stands_on_its_line_apart_from_who_was() {
        let mut letters = Letters::default();
        letters.put(&entry("Roy", "", State::Expected), 10, 0, "R");
        letters.put(&entry("Amsel", "", State::Expected), 10, 50, "A");
        letters.put(&entry("Blanc", "", State::Here), 26, 50, "B");
        letters.put(&entry("Gone", "", State::Gone), 0, 0, "Go");
        assert_eq!(written(&letters.to_come), "\n\nRA\n\n\n\u{2003}B");
        assert_eq!(written(&letters.done), "Go");
    }
}
