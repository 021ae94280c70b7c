//! A visit put somewhere else by hand or by keys, and what is then said: where to, and whom it overlaps.

use crate::{
    actions::{
        desk::{Done, Result},
        shifting::{self, Shifted},
    },
    base::Id,
    store::{Tx, diary, practitioners},
    ui::{
        parts::visits,
        route::Route,
        screens::{diary as screen, visit},
        session::Session,
    },
    words,
};
use chrono::{NaiveDate, NaiveDateTime};
use dioxus::prelude::*;

/// Moves a visit there.
pub fn to(session: Session, id: Id, start: NaiveDateTime, practitioner: Id) {
    run(session, id, move |tx| shifting::to(tx, id, start, practitioner));
}

/// As the arrows say: down and up by five minutes, right and left into the column beside.
pub fn by_arrow(session: Session, id: Id, down: i64, right: i64) {
    if down != 0 {
        return run(session, id, move |tx| shifting::step(tx, id, down > 0));
    }
    let columns = columns(session);
    run(session, id, move |tx| shifting::aside(tx, id, &columns, right > 0));
}

/// Makes a visit so long.
pub fn last(session: Session, id: Id, minutes: u32, before: u32) {
    let by = i32::try_from(minutes).unwrap_or(0) - i32::try_from(before).unwrap_or(0);
    if by != 0 {
        visit::lengthen(session, id, by);
    }
}

fn run(session: Session, id: Id, work: impl FnOnce(&mut Tx) -> Result<Shifted> + Send + 'static) {
    session.run(visit::moving(session, id), work, move |session, done| match done {
        Ok(Done { act, answer }) => {
            let name = visit::name_of(session, id);
            let said = session.tr("done-move", &[("name", name.into()), ("time", place(session, &answer).into())]);
            let names = names(session, &answer.beside);
            let said = if names.is_empty() { said } else { session.tr("done-beside", &[("said", said.into()), ("names", names.into())]) };
            session.say(said, Some(act));
        }
        Err(error) => session.refuse(&error),
    });
}

/// "10:15" today, "Tuesday 24 November, 10:15" on another day, and with whom.
fn place(session: Session, to: &Shifted) -> String {
    let time = words::time(to.start);
    let when = if to.start.date() == session.today() {
        time
    } else {
        format!("{}, {time}", words::day_from(*session.lang.peek(), to.start.date(), session.today()))
    };
    let who = session.ask(|db| practitioners::get(db, to.practitioner)).flatten();
    who.map_or(when.clone(), |p| session.tr("place-with", &[("when", when.into()), ("who", p.short().into())]))
}

/// Who they are, with the hour; initials where others may look on.
pub fn names(session: Session, entries: &[diary::Entry]) -> String {
    let (lang, private) = (*session.lang.peek(), *session.privacy.peek());
    let one = |e: &diary::Entry| {
        let (family, first) = visits::name_of(e, lang, private);
        format!("{} {}", format!("{family} {first}").trim(), words::time(e.start))
    };
    entries.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The columns that are on the screen, from left to right.
fn columns(session: Session) -> Vec<(Id, NaiveDate)> {
    if *session.route.peek() == Route::Diary {
        return screen::columns(session);
    }
    let date = session.date.peek().unwrap_or_else(|| session.today());
    let sheet = session.ask(|db| diary::sheet(db, date, date, &[]));
    let there = |s: diary::Sheet| {
        s.columns.iter().filter(|c| !c.visits.is_empty() || !c.blocks.is_empty()).map(|c| (c.practitioner, c.date)).collect()
    };
    sheet.map(there).unwrap_or_default()
}
