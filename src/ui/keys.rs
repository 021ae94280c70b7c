//! Keys, the same everywhere; single letters only while a visit has the focus.

use super::{
    command::BOUND,
    parts::shift,
    route::{Panel, Route},
    screens::{diary, owed, reception, urgent, visit},
    session::Session,
};
use crate::base::Id;
use dioxus::prelude::*;

/// What a key does where nothing nearer took it.
pub fn pressed(event: &KeyboardEvent, session: Session) {
    if urgent::pressed(event, session) {
        return;
    }
    let key = event.key();
    let mods = event.modifiers();
    let ctrl = mods.contains(Modifiers::CONTROL) || mods.contains(Modifiers::META);
    if mods.contains(Modifiers::ALT) {
        return;
    }
    let slip = matches!(key, Key::Character(_)) && !ctrl && session.panel.peek().as_ref().is_some_and(Panel::writes);
    if slip {
        return;
    }
    let name = match &key {
        // As everywhere: with Shift what undoes does again.
        Key::Character(c) if ctrl && mods.contains(Modifiers::SHIFT) && c.eq_ignore_ascii_case("z") => "y".to_owned(),
        Key::Character(c) => c.to_lowercase(),
        other => other.to_string(),
    };
    let bound = BOUND.iter().find(|b| b.ctrl == ctrl && b.key == name);
    match (key, bound) {
        (_, Some(bound)) => {
            bound.command.run(session);
        }
        (Key::ArrowDown | Key::ArrowUp | Key::ArrowLeft | Key::ArrowRight, None) if mods.contains(Modifiers::SHIFT) => {
            return shift_selected(event, session);
        }
        (Key::ArrowDown | Key::ArrowUp | Key::ArrowLeft | Key::ArrowRight, None) => return arrow(event, session),
        (Key::Character(_), None) if ctrl && name == "a" => {
            if !owed::pick_all(session) {
                return;
            }
        }
        _ => {
            let heard = |id| lengthen(session, id, &name) || visit::key(session, id, &name);
            if ctrl || !selected(session).is_some_and(heard) {
                return;
            }
        }
    }
    event.prevent_default();
}

/// Selects the next visit down or up, or one of the next practitioner beside.
fn arrow(event: &KeyboardEvent, session: Session) {
    let columns = match *session.route.peek() {
        Route::Today => visit::columns(session),
        Route::Reception => visit::lanes(session),
        Route::Diary => diary::stops(session),
        Route::Owed => return owed::enter(event, session),
        Route::Recalls(None) => return owed::along(event),
        _ => return,
    };
    let (down, right) = direction(&event.key());
    let selected = selected(session);
    // A form keeps its arrows: what is typed there is not to be lost to them.
    if selected.is_none() && session.panel.peek().is_some() {
        return;
    }
    if let Some(id) = neighbour(&columns, selected, down, right) {
        session.open(Panel::Visit(id));
        event.prevent_default();
    }
}

/// With Shift the arrows change the visit that is selected: where a day is drawn they move it, in the waiting room it
/// goes before or behind another.
fn shift_selected(event: &KeyboardEvent, session: Session) {
    let Some(id) = selected(session) else { return };
    let (down, right) = direction(&event.key());
    match *session.route.peek() {
        Route::Today | Route::Diary => shift::by_arrow(session, id, down, right),
        // The run of the waiting room has an order of its own.
        Route::Reception if down != 0 => reception::order::shift(session, id, down > 0),
        _ => return,
    }
    event.prevent_default();
}

/// `+` and `-` make the visit that is selected five minutes longer, or shorter.
fn lengthen(session: Session, id: Id, key: &str) -> bool {
    let by = match key {
        "+" | "=" => 5,
        "-" => -5,
        _ => return false,
    };
    if !matches!(*session.route.peek(), Route::Today | Route::Diary) {
        return false;
    }
    visit::lengthen(session, id, by);
    true
}

fn selected(session: Session) -> Option<Id> {
    session.selected_now()
}

/// How far down and how far right an arrow points.
fn direction(key: &Key) -> (i64, i64) {
    match key {
        Key::ArrowDown => (1, 0),
        Key::ArrowUp => (-1, 0),
        Key::ArrowRight => (0, 1),
        _ => (0, -1),
    }
}

/// The visit that an arrow leads to. `columns` hold visits with their place in time; without one selected it is
/// the first that is still to come.
fn neighbour(columns: &[Vec<(Id, i64, bool)>], selected: Option<Id>, down: i64, right: i64) -> Option<Id> {
    let found = selected.and_then(|id| columns.iter().enumerate().find_map(|(c, v)| v.iter().position(|x| x.0 == id).map(|r| (c, r))));
    let Some((c, r)) = found else {
        return columns.iter().flatten().find(|v| v.2).or_else(|| columns.iter().flatten().next()).map(|v| v.0);
    };
    if right == 0 {
        let to = usize::try_from(r as i64 + down).ok()?;
        return columns[c].get(to).map(|v| v.0);
    }
    let at = columns[c][r].1;
    let mut c = c as i64 + right;
    while let Some(column) = usize::try_from(c).ok().and_then(|c| columns.get(c)) {
        if let Some(nearest) = column.iter().min_by_key(|v| (v.1 - at).abs()) {
            return Some(nearest.0);
        }
        c += right;
    }
    None
}

/// One step back: what floats, then the panel, then the page.
pub fn step_back(mut session: Session) {
    let route = *session.route.peek();
    if session.urgent.peek().is_some() {
        urgent::close(session);
    } else if session.float.peek().is_some() {
        session.float.set(None);
    } else if let Some(visit) = asked_why(session) {
        session.open(Panel::Visit(visit));
    } else if session.panel.peek().is_some() {
        session.close_panel();
    } else if session.selected_now().is_some() {
        session.let_go();
    } else if *session.route.peek() == Route::Reception && session.looks.peek().far {
        reception::far::toggle(session);
    } else if *session.route.peek() == Route::ToMove {
        session.route.set(Route::Today);
    } else if let Route::Recalls(kind) = route {
        session.route.set(if kind.is_some() { Route::Recalls(None) } else { route.place() });
    } else if session.route.peek().place() == Route::Patients {
        let back = if matches!(*session.route.peek(), Route::Pair(..)) { Route::Twins } else { Route::Patients };
        session.route.set(back);
    }
}

/// The visit that it is asked of why it is called off, or where it is to go.
fn asked_why(session: Session) -> Option<Id> {
    match *session.panel.peek() {
        Some(Panel::CallOff { id, .. }) => Some(id),
        // From the list of those to move one goes back to the list.
        Some(Panel::Move(id)) if *session.route.peek() != Route::ToMove => Some(id),
        _ => None,
    }
}

/// On a choice within a form Enter sends the form, as in its fields; Space chooses. For what stands around the choices.
pub fn enter_submits(event: &KeyboardEvent, submit: Callback<()>) {
    if event.key() == Key::Enter && event.modifiers().is_empty() {
        event.prevent_default();
        event.stop_propagation();
        submit(());
    }
}

/// What a field keeps to itself: letters, the undo of typing, what chooses its words. Everything else goes on to the app.
pub fn keep_typing(event: &KeyboardEvent) {
    let mods = event.modifiers();
    let ctrl = mods.contains(Modifiers::CONTROL) || mods.contains(Modifiers::META);
    let keeps = match event.key() {
        Key::Character(c) => !ctrl || matches!(c.to_lowercase().as_str(), "z" | "y" | "a"),
        Key::ArrowDown | Key::ArrowUp | Key::ArrowLeft | Key::ArrowRight => mods.contains(Modifiers::SHIFT),
        _ => false,
    };
    if keeps {
        event.stop_propagation();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_lead_to_the_next_visit_and_to_the_nearest_in_time_beside() {
        let id = Id::from_u128;
        let columns = [vec![(id(1), 540, false), (id(2), 600, true)], vec![], vec![(id(3), 590, true), (id(4), 700, true)]];
        assert_eq!(neighbour(&columns, None, 1, 0), Some(id(2)), "the first that is still to come");
        assert_eq!(neighbour(&columns, Some(id(1)), 1, 0), Some(id(2)));
        assert_eq!(neighbour(&columns, Some(id(1)), -1, 0), None);
        assert_eq!(neighbour(&columns, Some(id(2)), 0, 1), Some(id(3)), "over an empty column");
        assert_eq!(neighbour(&columns, Some(id(4)), 0, -1), Some(id(2)));
    }
}
