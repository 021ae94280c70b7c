//! A person at work in the window: what is open, selected, said. Handed to every screen as context.

use super::{
    idle::Device,
    live::Live,
    notice::{Notice, Toward},
    open::OpenPractice,
    route::{Float, Panel, Route, Urgent},
    screens::{book::draft::Begun, calls, diary::Looking, import::Stage, patient_form::Drafts, result_in},
};
use crate::{
    actions::{
        Desk,
        desk::{Done, Result},
        undo::Left,
    },
    base::Id,
    lang::{FluentValue, Lang},
    model::{
        card::{Calls, Card},
        owed::{Sort, Whose},
    },
    platform::viewer,
    store::{self, Tx, acts},
};
use chrono::{NaiveDate, NaiveDateTime};
use dioxus::{core::Runtime, prelude::*};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What was just done or could not be, said in a quiet bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    pub words: String,
    /// What the bar offers to take back.
    pub act: Option<Id>,
    pub refused: bool,
    /// So many visits are to be moved since: it leads to them.
    pub to_move: Option<usize>,
    /// A booking was left half made: it leads back to it.
    pub resume: bool,
    /// A call card was thrown away: it comes back.
    pub card: Option<Card>,
    /// Tells two apart that say the same.
    pub number: u64,
}

/// How this device shows things. Not part of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Looks {
    /// `en`, `fr`.
    pub lang: String,
    /// `light`, `dark`, or as the system has it.
    pub theme: String,
    pub compact: bool,
    pub contrast: bool,
    pub large: bool,
    /// What kind of device this is.
    pub device: Device,
    /// Minutes without a touch until the screen locks; 0 never.
    pub lock_after: u32,
    /// Initials alone, because patients see this screen.
    pub privacy: bool,
    /// Reception is read from two metres.
    pub far: bool,
    /// Who waits stands in the order of their turn, and not of who needs an eye first.
    pub by_turn: bool,
    /// The one kind that the list of what is owed shows; none is all.
    pub owed_sort: Option<Sort>,
    pub owed_whose: Whose,
    /// The system says when something falls due.
    pub remind: bool,
}

/// Where somebody was, kept while another is at work.
#[derive(Default)]
pub struct Place {
    route: Route,
    panel: Option<Panel>,
    date: Option<NaiveDate>,
    section: Option<&'static str>,
    drafts: Drafts,
    begun: Option<Begun>,
    recall: Option<(Id, Id, Option<Id>)>,
    words: BTreeMap<String, String>,
    arriving: BTreeMap<Option<Id>, result_in::Draft>,
}

impl Default for Looks {
    fn default() -> Self {
        let device = Device::default();
        Looks {
            lang: String::new(),
            theme: String::new(),
            compact: false,
            contrast: false,
            large: false,
            device,
            lock_after: device.minutes(),
            privacy: false,
            far: false,
            by_turn: false,
            owed_sort: None,
            owed_whose: Whose::default(),
            remind: true,
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
pub struct Session {
    /// Where it lives: what it began ends with it.
    scope: ScopeId,
    pub desk: Signal<Desk>,
    pub live: Live,
    pub lang: Signal<Lang>,
    pub looks: Signal<Looks>,
    pub route: Signal<Route>,
    pub panel: Signal<Option<Panel>>,
    /// The visit whose panel was closed last: it stays selected on the day that is shown.
    held: Signal<Option<Id>>,
    pub float: Signal<Option<Float>>,
    /// The emergency, over all of it.
    pub urgent: Signal<Option<Urgent>>,
    /// The telephone calls that are open.
    pub calls: Signal<Calls>,
    /// Cards that were noted, by the act that did: taking it back brings them back.
    pub noted: Signal<Vec<(Id, Card)>>,
    pub toast: Signal<Option<Toast>>,
    pub notice: Signal<Option<Notice>>,
    /// What the hand is on the way to in the list of what is owed.
    pub toward: Signal<Option<Toward>>,
    /// The day that Today shows; none is the day it is.
    pub date: Signal<Option<NaiveDate>>,
    /// What the diary shows.
    pub diary: Signal<Looking>,
    /// Initials only, for a screen in view of others.
    pub privacy: Signal<bool>,
    /// What went wrong beside what was being done, by the keys of its texts: each is a quiet line until it is closed.
    pub troubles: Signal<BTreeSet<&'static str>>,
    /// The country whose telephone numbers are read and typed without their prefix: the practice's.
    pub country: Signal<String>,
    /// The screen is locked: nothing of a patient is on it.
    pub locked: Signal<bool>,
    /// Who is expected at the locked screen.
    pub next: Signal<Option<Id>>,
    /// When somebody last touched it, in milliseconds.
    pub touched: Signal<i64>,
    /// So many seconds until the screen locks by itself, said when they are few.
    pub locking: Signal<Option<u32>>,
    /// Where the others were who work on this device.
    places: Signal<BTreeMap<Id, Place>>,
    /// The section of the settings that is open, or asked for, by the key of its name.
    pub section: Signal<Option<&'static str>>,
    /// What was typed of patients and not saved yet.
    pub drafts: Signal<Drafts>,
    /// The booking that is under way, or was left.
    pub begun: Signal<Option<Begun>>,
    /// The recall that the next booking is for: of whom, which kind, and its reason. The booking takes it.
    pub recall: Signal<Option<(Id, Id, Option<Id>)>>,
    /// The same of single lines, by what they are for.
    pub words: Signal<std::collections::BTreeMap<String, String>>,
    /// The results that are being entered: of whom, or of somebody who is still to be picked.
    pub arriving: Signal<BTreeMap<Option<Id>, result_in::Draft>>,
    /// How far an import is; it goes on while another screen is open.
    pub import: Signal<Stage>,
}

pub fn use_session() -> Session {
    use_context()
}

/// Work that takes a while, off the screen's thread; `then` follows on it, even if what asked is gone by then.
pub fn in_background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static, then: impl FnOnce(T) + 'static) {
    let waiting = aside(work);
    dioxus::core::spawn_forever(async move {
        if let Ok(done) = waiting.await {
            then(done);
        }
    });
}

/// The same, for who waits for the answer.
pub fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> tokio::sync::oneshot::Receiver<T> {
    let (answer, waiting) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let _ = answer.send(work());
    });
    waiting
}

/// Gives a screen's signal a value, if the screen is still there: an answer may come after it was left.
pub fn set_there<T: 'static>(signal: Signal<T>, value: T) {
    let mut signal = signal;
    if let Ok(mut held) = signal.try_write() {
        *held = value;
    }
}

/// One step back or on through what was done.
type Step = fn(&Desk) -> Result<Option<(acts::Done, Left)>>;

impl Session {
    /// For use in a component that is always there.
    /// `otherwise` is the language where this device has none set.
    pub fn new(desk: Desk, looks: Looks, otherwise: Lang) -> Self {
        let lang = Lang::of(&looks.lang).unwrap_or(otherwise);
        // Of no country where it cannot be read: a number then stays as it is typed.
        let country = desk.store.read(store::practice::get).map(|p| p.country().to_owned()).unwrap_or_default();
        let mut session = Session {
            scope: dioxus::core::current_scope_id(),
            desk: Signal::new(desk),
            live: Live::new(),
            lang: Signal::new(lang),
            privacy: Signal::new(looks.privacy),
            route: Signal::new(if looks.far { Route::Reception } else { Route::Today }),
            looks: Signal::new(looks),
            panel: Signal::new(None),
            held: Signal::new(None),
            float: Signal::new(None),
            urgent: Signal::new(None),
            calls: Signal::new(Calls::default()),
            noted: Signal::new(Vec::new()),
            toast: Signal::new(None),
            notice: Signal::new(None),
            toward: Signal::new(None),
            date: Signal::new(None),
            diary: Signal::new(Looking::default()),
            troubles: Signal::default(),
            country: Signal::new(country),
            locked: Signal::new(false),
            next: Signal::new(None),
            touched: Signal::new(0),
            locking: Signal::new(None),
            places: Signal::new(BTreeMap::new()),
            section: Signal::new(None),
            drafts: Signal::new(Drafts::default()),
            begun: Signal::new(None),
            recall: Signal::new(None),
            words: Signal::default(),
            arriving: Signal::default(),
            import: Signal::new(Stage::default()),
        };
        session.calls.set(calls::load(session));
        session
    }

    /// A text in the language of the screen.
    pub fn t(&self, key: &str) -> String {
        self.lang.read().text(key, &[])
    }

    pub fn tr(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.lang.read().text(key, args)
    }

    /// [`Session::country`]'s value; subscribes.
    pub fn country(&self) -> String {
        self.country.read().clone()
    }

    pub fn now(&self) -> NaiveDateTime {
        self.desk.peek().now()
    }

    pub fn today(&self) -> NaiveDate {
        self.now().date()
    }

    /// The day that is shown; subscribes.
    pub fn shown_date(&self) -> NaiveDate {
        (*self.date.read()).unwrap_or_else(|| self.today())
    }

    pub fn go(mut self, route: Route) {
        // Today is today again, whatever day was looked at before.
        if route == Route::Today {
            self.date.set(None);
        }
        let kept = self.leave_booking();
        self.route.set(route);
        self.panel.set(None);
        self.held.set(None);
        self.float.set(None);
        self.urgent.set(None);
        if kept {
            self.say_kept();
        }
    }

    pub fn open(mut self, panel: Panel) {
        self.urgent.set(None);
        self.float.set(None);
        self.held.set(None);
        let kept = self.leave_booking() && !panel.books();
        self.panel.set(Some(panel));
        let begins = self.panel.peek().as_ref().is_some_and(Panel::books);
        if kept {
            self.say_kept();
        } else if begins && self.toast.peek().as_ref().is_some_and(|t| t.resume) {
            // The booking that is open offers it itself.
            self.toast.set(None);
        }
    }

    fn say_kept(mut self) {
        self.say(self.t("book-left"), None);
        if let Some(toast) = self.toast.write().as_mut() {
            toast.resume = true;
        }
    }

    /// The booking that is under way waits from now on to be taken up again. Says whether there was one.
    fn leave_booking(mut self) -> bool {
        let begun = self.begun.peek().clone().filter(|b| !b.left);
        let Some(begun) = begun else { return false };
        let left = Begun { left: true, ..begun };
        let waits = left.waits();
        self.begun.set(Some(left));
        waits
    }

    /// Goes on with the booking that was left.
    pub fn resume(mut self) {
        let begun = self.begun.peek().clone();
        if let Some(begun) = begun.filter(Begun::waits) {
            self.open(begun.panel.clone());
            self.begun.set(Some(Begun { left: false, ..begun }));
        }
    }

    /// The visit that is selected: its panel is open, or was closed last and it still stands out. Subscribes.
    pub fn selected(&self) -> Option<Id> {
        match *self.panel.read() {
            Some(Panel::Visit(id)) => Some(id),
            Some(_) => None,
            None => *self.held.read(),
        }
    }

    /// The same, asked once.
    pub fn selected_now(&self) -> Option<Id> {
        match *self.panel.peek() {
            Some(Panel::Visit(id)) => Some(id),
            Some(_) => None,
            None => *self.held.peek(),
        }
    }

    /// Takes everything of a patient off the screen; what was being done waits behind it.
    pub fn lock(mut self) {
        if *self.locked.peek() {
            return;
        }
        self.float.set(None);
        self.toast.set(None);
        self.notice.set(None);
        self.locking.set(None);
        self.locked.set(true);
    }

    /// Locks, and expects this person next.
    pub fn lock_for(mut self, person: Option<Id>) {
        self.next.set(person);
        self.lock();
    }

    /// Opens the locked screen for a person: where she was, with what she had typed. Nothing of hers is left to the next.
    pub fn unlock(mut self, desk: Desk) {
        self.put_to_work(desk);
        self.next.set(None);
        self.touched.set(crate::base::Clock::System.millis());
        self.locked.set(false);
    }

    fn put_to_work(mut self, desk: Desk) {
        let (before, after, zone) = (self.desk.peek().person, desk.person, self.desk.peek().zone);
        self.desk.set(Desk { zone, ..desk });
        if before == after {
            return;
        }
        // What was lent to other programs is not for who comes next.
        viewer::take_all_back();
        let (route, section) = (*self.route.peek(), self.section.take());
        self.urgent.set(None);
        self.held.set(None);
        self.toward.set(None);
        let left = Place {
            route,
            panel: self.panel.take(),
            date: self.date.take(),
            section,
            drafts: self.drafts.take(),
            begun: self.begun.take(),
            recall: self.recall.take(),
            words: self.words.take(),
            arriving: self.arriving.take(),
        };
        let hers = {
            let mut places = self.places.write();
            places.insert(before, left);
            places.remove(&after).unwrap_or_default()
        };
        self.route.set(hers.route);
        self.panel.set(hers.panel);
        self.date.set(hers.date);
        self.section.set(hers.section);
        self.drafts.set(hers.drafts);
        self.begun.set(hers.begun);
        self.recall.set(hers.recall);
        self.words.set(hers.words);
        self.arriving.set(hers.arriving);
        self.noted.set(Vec::new());
        self.calls.set(calls::load(self));
    }

    /// Wipes the keys of who is at work, and locks: only her passphrase brings her back. `close` follows where nobody
    /// else is signed in.
    pub fn sign_out(self, practice: OpenPractice, close: impl FnOnce() + 'static) {
        self.lock();
        self.in_background(
            move || practice.sign_out(),
            move |session, desk| match desk {
                Some(desk) => session.put_to_work(desk),
                None => close(),
            },
        );
    }

    pub fn touch(mut self) {
        let now = crate::base::Clock::System.millis();
        if now - *self.touched.peek() > 1_000 {
            self.touched.set(now);
        }
        if self.locking.peek().is_some() {
            self.locking.set(None);
        }
    }

    /// Closes the panel. A booking that is half made waits, and is said to; a visit stays selected without it.
    pub fn close_panel(mut self) {
        let visit = self.selected_now();
        self.panel.set(None);
        self.held.set(visit);
        if self.leave_booking() {
            self.say_kept();
        }
    }

    /// Nothing is selected any more.
    pub fn let_go(mut self) {
        if self.held.peek().is_some() {
            self.held.set(None);
        }
    }

    /// Does an act and says so: `words` is what the bar says, with the offer to undo it.
    pub fn act<T: Send + 'static>(self, what: &'static str, words: String, work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static) {
        self.act_then(what, words, work, |_, _| {});
    }

    /// As [`Session::act`]; `then` follows on the screen's side once it is durable.
    pub fn act_then<T: Send + 'static>(
        self,
        what: &'static str,
        words: String,
        work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static,
        then: impl FnOnce(Session, T) + 'static,
    ) {
        self.run(what, work, move |session, done| match done {
            Ok(Done { act, answer }) => {
                session.say(words, Some(act));
                then(session, answer);
            }
            Err(error) => session.refuse(&error),
        });
    }

    /// Does an act and hands its outcome on, for forms that show a refusal at its field.
    pub fn run<T: Send + 'static>(
        self,
        what: &'static str,
        work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static,
        then: impl FnOnce(Session, Result<Done<T>>) + 'static,
    ) {
        let (answer, waiting) = tokio::sync::oneshot::channel();
        let sent = self.desk.peek().send(what, work, move |done| {
            let _ = answer.send(done);
        });
        if let Err(error) = sent {
            return self.refuse(&error);
        }
        self.follow(async move {
            if let Ok(done) = waiting.await {
                then(self, done);
            }
        });
    }

    /// Runs as long as the practice is open, whatever becomes of the screen that began it.
    pub fn follow(self, what: impl Future<Output = ()> + 'static) {
        Runtime::current().in_scope(self.scope, || spawn(what));
    }

    pub fn undo(self, act: Id) {
        let desk = self.desk.peek().clone();
        self.in_background(
            move || desk.undo(act),
            move |session, done| match done {
                Ok(done) => {
                    calls::taken_back(session, act, done.act);
                    match done.answer {
                        0 => session.say_redo(session.t("undone"), done.act),
                        left => session.say(session.tr("undone-partly", &[("left", left.into())]), Some(done.act)),
                    }
                }
                Err(error) => session.refuse(&error),
            },
        );
    }

    pub fn undo_last(self) {
        self.step_in_time(Desk::undo_last, "undone-what", "undo-nothing");
    }

    pub fn redo_last(self) {
        self.step_in_time(Desk::redo_last, "redone-what", "redo-nothing");
    }

    fn step_in_time(self, step: Step, did: &'static str, nothing: &'static str) {
        let desk = self.desk.peek().clone();
        self.in_background(
            move || step(&desk),
            move |session, done| match done {
                Ok(Some((act, _))) => {
                    calls::taken_back(session, act.id, act.id);
                    let what = session.t(&format!("act-{}", act.what));
                    session.say(session.tr(did, &[("what", what.into())]), None);
                }
                Ok(None) => session.say(session.t(nothing), None),
                Err(error) => session.refuse(&error),
            },
        );
    }

    /// Work that takes a while, off the screen's thread.
    pub fn in_background<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static, then: impl FnOnce(Session, T) + 'static) {
        let waiting = aside(work);
        self.follow(async move {
            if let Ok(done) = waiting.await {
                then(self, done);
            }
        });
    }

    pub fn say(mut self, words: String, act: Option<Id>) {
        let number = self.toast.peek().as_ref().map_or(0, |t| t.number + 1);
        self.toast.set(Some(Toast { words, act, refused: false, to_move: None, resume: false, card: None, number }));
    }

    /// Says that a call card was thrown away, and offers it back.
    pub fn say_thrown(mut self, card: Card) {
        self.say(self.t("call-thrown"), None);
        if let Some(toast) = self.toast.write().as_mut() {
            toast.card = Some(card);
        }
    }

    /// Adds to what was just said that visits are to be moved now.
    pub fn say_to_move(mut self, n: usize) {
        if self.toast.peek().as_ref().is_none_or(|t| t.refused) {
            self.say(self.tr("to-move-count", &[("n", n.into())]), None);
        }
        if let Some(toast) = self.toast.write().as_mut() {
            toast.to_move = Some(n);
        }
    }

    fn say_redo(self, words: String, act: Id) {
        self.say(words, Some(act));
    }
}
