//! What was typed becomes a visit, a series, or a line of the waiting list.

use super::{
    Wrong,
    draft::{At, Draft},
    repeat::Looked,
    when_said, who,
};
use crate::{
    actions::{
        self,
        booking::{self, NewVisit},
        patients, recalls,
        waiting::{self, Waiting},
    },
    base::Id,
    model::wish::Wish,
    store::{Tx, reasons},
    ui::{
        parts::patient_picker::{Picked, newcomer},
        route::Panel,
        session::Session,
    },
};
use chrono::{NaiveDate, NaiveDateTime};
use dioxus::prelude::*;

pub fn save(session: Session, draft: Draft, at: Option<At>, looked: Vec<Looked>, walk_in: bool, mut error: Signal<Wrong>) {
    let mut refuse = |field: &'static str| error.set(Some((Some(field), session.t("refused-needed"))));
    let Some(who) = draft.who.clone() else { return refuse("patient") };
    let Some((practitioner, start)) = at else { return refuse("start") };
    let millis = session.desk.peek().clock.millis();
    let starts: Vec<NaiveDateTime> = if looked.is_empty() { vec![start] } else { looked.iter().filter_map(Looked::start).collect() };
    let all: Vec<(Id, NaiveDateTime)> = starts.into_iter().map(|start| (Id::new(millis), start)).collect();
    let Some((first, _)) = all.first().copied() else { return refuse("start") };
    error.set(None);
    let (now, series) = (session.now(), Id::new(millis));
    let said = said(session, &draft, &all, walk_in);
    let recall = draft.recall.filter(|(of, _)| draft.who == Some(Picked::Known(*of)));
    let visit = NewVisit { practitioner, start, reason: draft.reason, comment: draft.note, walk_in, ..NewVisit::default() };
    let what = match all.len() {
        _ if walk_in => "walk-in",
        1 => "book",
        _ => "book-series",
    };
    session.run(
        what,
        move |tx| {
            tx.set_subject(first);
            let visit = NewVisit { patient: Some(patient(tx, who, now.date())?), ..visit };
            if walk_in {
                return booking::walk_in(tx, now, first, &visit);
            }
            booking::book_series(tx, now, series, &all, &visit)?;
            if let Some((of, kind)) = recall {
                recalls::booked(tx, of, kind, first)?;
            }
            Ok(first)
        },
        move |session, done| finish(session, done, said, Panel::Visit(first), error),
    );
}

/// "Martin Léa is booked for 10:15", "… is here: Consultation".
fn said(session: Session, draft: &Draft, all: &[(Id, NaiveDateTime)], walk_in: bool) -> String {
    let name = draft.who.as_ref().map(|w| who::name(session, w)).unwrap_or_default();
    let reason = draft.reason.and_then(|id| session.ask(|db| reasons::get(db, id)).flatten());
    match (all, reason) {
        (_, Some(reason)) if walk_in => {
            session.tr("done-walk-in", &[("name", name.into()), ("reason", reason.name.into()), ("n", reason.minutes.into())])
        }
        _ if walk_in => session.tr("done-arrive", &[("name", name.into())]),
        ([(_, start)], _) => session.tr("done-book", &[("name", name.into()), ("time", when_said(session, *start).into())]),
        _ => session.tr("done-book-series", &[("name", name.into()), ("n", all.len().into())]),
    }
}

/// Puts her on the waiting list with what was asked for.
pub fn wait(session: Session, draft: Draft, mut error: Signal<Wrong>) {
    let Some(who) = draft.who.clone() else { return error.set(Some((Some("patient"), session.t("refused-needed")))) };
    let (id, now) = (Id::new(session.desk.peek().clock.millis()), session.now());
    let said = session.tr("done-wait", &[("name", who::name(session, &who).into())]);
    let from = Some(draft.date).filter(|d| *d > now.date());
    let waiting = Waiting { patient: None, reason: draft.reason, minutes: None, wish: Wish { from, ..draft.wish }, comment: draft.note };
    session.run(
        "wait",
        move |tx| {
            tx.set_subject(id);
            let waiting = Waiting { patient: Some(patient(tx, who, now.date())?), ..waiting };
            waiting::wait(tx, now, id, &waiting)
        },
        move |session, done| finish(session, done, said, Panel::Wait(id), error),
    );
}

fn patient(tx: &mut Tx, who: Picked, today: NaiveDate) -> actions::desk::Result<Id> {
    match who {
        Picked::Known(id) => Ok(id),
        Picked::New(typed) => {
            let country = crate::store::practice::get(&tx.db())?.country().to_owned();
            let p = newcomer(&typed, Id::new(tx.act().at), today, &country);
            patients::save_patient(tx, &p)
        }
    }
}

fn finish<T>(session: Session, done: Result<actions::desk::Done<T>, actions::Error>, said: String, then: Panel, mut error: Signal<Wrong>) {
    match done {
        Ok(done) => {
            let mut begun = session.begun;
            begun.set(None);
            session.say(said, Some(done.act));
            session.open(then);
        }
        Err(actions::Error::Refused(r)) if error.try_peek().is_ok() => error.set(Some((r.field, session.refusal(&r)))),
        Err(e) => session.refuse(&e),
    }
}
