//! The run put right by hand: a key, two buttons, or a handle that is drawn.

use crate::{
    actions::order,
    base::Id,
    ui::{app::set_looks, icons::Icon, screens::visit::name_of, session::Session, use_session},
};
use dioxus::prelude::*;
use std::{collections::BTreeMap, rc::Rc};

/// One further down or up; `Shift` with an arrow. The list then shows the run, or she would not see what she did.
pub fn shift(session: Session, id: Id, down: bool) {
    let now = session.now();
    by_turn(session, true);
    let words = session.tr(if down { "done-later" } else { "done-earlier" }, &[("name", name_of(session, id).into())]);
    session.act("reorder", words, move |tx| {
        tx.set_subject(id);
        order::shift(tx, now, id, down)
    });
}

fn beside(session: Session, id: Id, other: Id, after: bool) {
    let now = session.now();
    let words = session.tr("done-reorder", &[("name", name_of(session, id).into())]);
    session.act("reorder", words, move |tx| {
        tx.set_subject(id);
        order::beside(tx, now, id, other, after)
    });
}

/// Whether those who wait stand in the order of their turn.
pub fn by_turn(session: Session, on: bool) {
    if session.looks.peek().by_turn != on {
        set_looks(session, |l| l.by_turn = on);
    }
}

/// The rows of the run while one of them is drawn along: where each is on the screen.
#[derive(Clone, Copy, PartialEq)]
pub struct Drawing {
    rows: Signal<BTreeMap<Id, Rc<MountedData>>>,
    /// Which row is drawn, from where, and how far by now.
    drawn: Signal<Option<(Id, f64, f64)>>,
}

pub fn use_drawing() -> Drawing {
    Drawing { rows: use_signal(BTreeMap::new), drawn: use_signal(|| None) }
}

impl Drawing {
    pub fn mounted(mut self, id: Id, row: Rc<MountedData>) {
        self.rows.write().insert(id, row);
    }

    /// How far a row is drawn from its place.
    pub fn offset(self, id: Id) -> Option<f64> {
        self.drawn.read().filter(|d| d.0 == id).map(|d| d.2 - d.1)
    }

    pub fn begin(mut self, id: Id, y: f64) {
        self.drawn.set(Some((id, y, y)));
    }

    pub fn moved(mut self, y: f64) {
        let drawn = *self.drawn.peek();
        if let Some((id, from, _)) = drawn {
            self.drawn.set(Some((id, from, y)));
        }
    }

    pub fn given_up(mut self) {
        if self.drawn.peek().is_some() {
            self.drawn.set(None);
        }
    }

    /// Puts it where it was let go: before the first row whose middle is further down, or after the last.
    pub fn dropped(mut self, session: Session, run: Vec<Id>) {
        let Some((id, from, to)) = self.drawn.take().filter(|d| (d.2 - d.1).abs() > 8.0) else { return };
        let rows = self.rows.peek().clone();
        spawn(async move {
            let mut middles = Vec::new();
            for other in run {
                let Some(row) = rows.get(&other) else { continue };
                if let Ok(rect) = row.get_client_rect().await {
                    middles.push((other, rect.origin.y + rect.size.height / 2.0));
                }
            }
            if let Some((other, after)) = landing(&middles, id, from, to) {
                beside(session, id, other, after);
            }
        });
    }
}

/// Beside which row one is put that was drawn from `from` to `to`; none where it comes to lie where it was.
fn landing(middles: &[(Id, f64)], id: Id, from: f64, to: f64) -> Option<(Id, bool)> {
    if to > from {
        middles.iter().rfind(|(other, y)| *other != id && *y > from && *y <= to).map(|m| (m.0, true))
    } else {
        middles.iter().find(|(other, y)| *other != id && *y < from && *y >= to).map(|m| (m.0, false))
    }
}

/// The handle and the two buttons of a row.
#[component]
pub fn Shifts(id: Id, name: String, drawing: Drawing) -> Element {
    let session = use_session();
    rsx! {
        div { class: "shifts",
            span { class: "handle", "data-testid": "draw-{id}", "aria-hidden": "true", title: session.t("order-draw"), onpointerdown: move |e| { e.prevent_default(); drawing.begin(id, e.client_coordinates().y) }, Icon { name: "ellipsis-vertical" } }
            button { r#type: "button", class: "btn quiet icon-only", "data-testid": "up-{id}", "aria-label": session.tr("order-up", &[("name", name.clone().into())]), title: session.t("order-up-key"), onclick: move |_| shift(session, id, false), Icon { name: "chevron-up" } }
            button { r#type: "button", class: "btn quiet icon-only", "data-testid": "down-{id}", "aria-label": session.tr("order-down", &[("name", name.into())]), title: session.t("order-down-key"), onclick: move |_| shift(session, id, true), Icon { name: "chevron-down" } }
        }
    }
}

/// "Placed by hand", with the way back to the rule.
#[component]
pub fn ByHand(id: Id) -> Element {
    let session = use_session();
    rsx! {
        span { class: "tag by-hand", "data-testid": "by-hand-{id}", Icon { name: "chevrons-up-down", small: true } {session.t("order-by-hand")}
            button { r#type: "button", class: "link", "data-testid": "give-back-{id}", onclick: move |_| {
                    let words = session.tr("done-give-back", &[("name", name_of(session, id).into())]);
                    session.act("give-back", words, move |tx| { tx.set_subject(id); order::give_back(tx, id) });
                }, {session.t("order-give-back")}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_lands_behind_the_last_it_passed() {
        let id = Id::from_u128;
        let rows = [(id(1), 40.0), (id(2), 120.0), (id(3), 200.0)];
        assert_eq!(landing(&rows, id(1), 40.0, 130.0), Some((id(2), true)));
        assert_eq!(landing(&rows, id(1), 40.0, 900.0), Some((id(3), true)));
        assert_eq!(landing(&rows, id(3), 200.0, 10.0), Some((id(1), false)));
        assert_eq!(landing(&rows, id(3), 200.0, 150.0), None, "not far enough to pass anybody");
    }
}
