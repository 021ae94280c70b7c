//! The daily backup beside the window: looked after every few minutes, never on the window's thread.

use super::{app::use_example, open::OpenPractice, session::Session, use_query};
use crate::{
    actions::backup::{
        daily::{self, Came},
        kept::Whose,
    },
    base::clock::to_minute,
    lang::Lang,
    model::backups::{Backups, Reminder, Why},
    store, words,
};
use chrono::NaiveDateTime;
use dioxus::prelude::*;
use std::time::Duration;

/// Nothing in the way of opening; then as often as a stick may be plugged in.
const AFTER_OPENING: Duration = Duration::from_secs(8);
const EACH: Duration = Duration::from_secs(180);

/// Makes the daily backup when it is due, as long as the practice is open.
pub fn use_daily(session: Session, practice: OpenPractice) {
    use_future(move || {
        let practice = practice.clone();
        async move {
            tokio::time::sleep(AFTER_OPENING).await;
            loop {
                let worn = practice.clone();
                session.in_background(move || worn.turn_key(), |_, ()| {});
                run(session, practice.clone(), false, |_, _| {});
                tokio::time::sleep(EACH).await;
            }
        }
    });
}

/// Makes the daily backup, if it is due or `asked` for.
pub fn run(session: Session, practice: OpenPractice, asked: bool, then: impl FnOnce(Session, Came) + 'static) {
    let desk = session.desk.peek().clone();
    let work = move || {
        let Some(whose) = whose(&practice) else { return Came::Nothing };
        // The vault is held for a moment only: somebody may be unlocking the screen.
        daily::run(&desk, whose, asked, |draft| practice.with_vault(|vault, _| draft.seals(vault, Some(whose.device))))
    };
    session.in_background(work, then);
}

pub fn whose(practice: &OpenPractice) -> Option<Whose> {
    practice.with_vault(|vault, _| Whose { practice: vault.practice(), device: vault.device() })
}

pub fn use_noted() -> Memo<Option<Backups>> {
    use_query(&["local"], |db| store::local::get::<Backups>(db, daily::NOTED))
}

/// How old the last backup is, if that is worth a word. The example has nothing to lose.
pub fn use_reminder(session: Session) -> Memo<Option<Reminder>> {
    let example = use_example();
    let noted = use_noted();
    let began = use_query(&[], store::acts::began);
    use_memo(move || {
        session.live.watch(&[super::live::MINUTE]);
        let desk = session.desk.peek();
        let began = began.read().flatten().and_then(chrono::DateTime::from_timestamp_millis)?;
        let began: NaiveDateTime = to_minute(began.with_timezone(&desk.zone).naive_local());
        let noted = noted.read().clone()?;
        if example() { None } else { noted.reminder(began, desk.now()) }
    })
}

/// "The last backup is 9 days old", and why where the last try says.
pub fn reminder_words(session: Session, reminder: Reminder, noted: &Backups) -> String {
    let key = if reminder.ever { "backup-old" } else { "backup-none-yet" };
    let said = session.tr(key, &[("n", reminder.days.into())]);
    match noted.failed.as_ref().filter(|_| !noted.folder.is_empty()) {
        Some(failed) => format!("{said} {}", why_words(session, &failed.why)),
        None => said,
    }
}

pub fn why_words(session: Session, why: &Why) -> String {
    match why {
        Why::Other(system) => session.tr(why.key(), &[("why", system.clone().into())]),
        _ => session.t(why.key()),
    }
}

/// "Sunday 22 November, 18:30".
pub fn when(lang: Lang, at: NaiveDateTime) -> String {
    format!("{}, {}", words::day(lang, at.date()), words::time(at))
}
