//! What goes wrong beside what is being done: a read that failed, a look that could not be noted, words that could not be
//! kept. It is said in a quiet line, and never taken for an emptiness.

use super::session::{Session, Toast};
use crate::{
    actions::{Error, drafts::Draft},
    base::Id,
    lang::FluentValue,
    store::{self, Db},
};
use dioxus::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

impl Session {
    /// Says in a quiet line that something went wrong; `key` names its text.
    pub fn trouble(self, key: &'static str) {
        let mut troubles = self.troubles;
        if !troubles.peek().contains(key) {
            troubles.write().insert(key);
        }
    }

    /// What went wrong is well again: its line goes by itself.
    pub fn well(self, key: &'static str) {
        let mut troubles = self.troubles;
        if troubles.peek().contains(key) {
            troubles.write().remove(key);
        }
    }

    /// Asks the store something that goes on with the answer, as it stands. What cannot be read is None, and is said.
    pub fn ask<T>(self, question: impl FnOnce(&Db) -> store::Result<T>) -> Option<T> {
        let answer = self.desk.peek().read_counting::<_, store::Error>(question);
        match answer {
            Ok((answer, passed)) => {
                if passed > 0 {
                    self.trouble("trouble-record");
                }
                Some(answer)
            }
            Err(error) => {
                tracing::error!("something could not be read: {error}");
                self.trouble("trouble-read");
                None
            }
        }
    }

    /// Notes that the person at work looked at something. Where that fails a quiet line says so.
    pub fn saw(self, what: &'static str, about: Option<Id>) {
        self.note_look(what, about, "trouble-not-noted", |_| {});
    }

    /// As [`Session::saw`], of what is shown or handed out only once it is noted: sealed words, files, lists of everybody.
    pub fn saw_then(self, what: &'static str, about: Option<Id>, then: impl FnOnce(Session) + 'static) {
        self.note_look(what, about, "trouble-not-shown", then);
    }

    fn note_look(self, what: &'static str, about: Option<Id>, trouble: &'static str, then: impl FnOnce(Session) + 'static) {
        let (answer, waiting) = tokio::sync::oneshot::channel();
        let sent = self.desk.peek().saw_soon(what, about, move |done| {
            let _ = answer.send(done);
        });
        if let Err(error) = sent {
            tracing::error!("a look could not be noted: {error}");
            return self.trouble(trouble);
        }
        self.follow(async move {
            match waiting.await {
                Ok(Ok(())) => then(self),
                Ok(Err(error)) => {
                    tracing::error!("a look could not be noted: {error}");
                    self.trouble(trouble);
                }
                // The practice is being closed.
                Err(_) => {}
            }
        });
    }

    /// Keeps what is being typed on this device's disk; where that fails `trouble` says so.
    pub fn jot<T: Serialize + DeserializeOwned>(self, place: &str, typed: &T, trouble: &'static str) {
        let (answer, waiting) = tokio::sync::oneshot::channel();
        let sent = self.desk.peek().jot(place, typed, move |kept| {
            let _ = answer.send(kept);
        });
        if let Err(error) = sent {
            tracing::error!("what was typed could not be kept: {error}");
            return self.trouble(trouble);
        }
        self.follow(async move {
            if let Ok(Err(error)) = waiting.await {
                tracing::error!("what was typed could not be kept: {error}");
                self.trouble(trouble);
            }
        });
    }

    /// What was kept so; where it cannot be read it stays where nothing writes over it, and a line says so.
    pub fn jotted<T: DeserializeOwned + Default + PartialEq>(self, place: &str) -> T {
        let kept = self.desk.peek().jotted::<T>(place);
        match kept {
            Ok(Draft::Kept(kept)) => return kept,
            Ok(Draft::Nothing) => {}
            Ok(Draft::Aside) => self.trouble("trouble-draft-aside"),
            Err(error) => {
                tracing::error!("what was typed could not be read: {error}");
                self.trouble("trouble-draft-unread");
            }
        }
        T::default()
    }

    /// Says why something was not done.
    pub fn refuse(self, error: &Error) {
        self.refuse_in(self.words_of(error));
    }

    /// Says at its place in a form why something was not done; in the bar where the form was left meanwhile, for silence
    /// would look as if it had been.
    pub fn refuse_at<T: 'static>(self, place: Signal<Option<T>>, at: T, words: String) {
        let mut place = place;
        match place.try_write() {
            Ok(mut held) => *held = Some(at),
            Err(_) => self.refuse_in(words),
        }
    }

    fn refuse_in(mut self, words: String) {
        let number = self.toast.peek().as_ref().map_or(0, |t| t.number + 1);
        self.toast.set(Some(Toast { words, act: None, refused: true, to_move: None, resume: false, card: None, number }));
    }

    pub fn words_of(&self, error: &Error) -> String {
        match error {
            Error::Refused(r) => self.refusal(r),
            Error::Store(e) => {
                tracing::error!("the store refused: {e}");
                self.t("error-store")
            }
        }
    }

    pub fn refusal(&self, r: &crate::model::Refusal) -> String {
        let args: Vec<(&str, FluentValue)> =
            r.args.iter().map(|(n, v)| (*n, FluentValue::from(crate::words::arg(*self.lang.read(), n, v)))).collect();
        self.tr(&format!("refused-{}", r.key), &args)
    }
}
