//! What is typed in settings, beside what is saved.

use crate::{
    actions::{
        self,
        desk::{self, Done},
    },
    model::Refusal,
    store::Tx,
    ui::session::Session,
};
use dioxus::prelude::*;

/// Fields as typed. When what is saved changes, by an undo or elsewhere, those follow that were not being typed in.
pub fn use_drafts<const N: usize>(saved: [String; N]) -> Signal<[String; N]> {
    let mut drafts = use_signal(|| saved.clone());
    let mut seen = use_hook(|| CopyValue::new(saved.clone()));
    use_effect(use_reactive!(|(saved,)| {
        let before = seen.peek().clone();
        let next: [String; N] = std::array::from_fn(|i| {
            let draft = &drafts.peek()[i];
            if *draft == before[i] { saved[i].clone() } else { draft.clone() }
        });
        if *drafts.peek() != next {
            drafts.set(next);
        }
        seen.set(saved);
    }));
    drafts
}

/// Saves in one act that can be taken back. What a rule refuses is kept for its field.
pub fn save<T: Send + 'static>(
    session: Session,
    what: &'static str,
    words: String,
    mut refusal: Signal<Option<Refusal>>,
    work: impl FnOnce(&mut Tx) -> desk::Result<T> + Send + 'static,
) {
    refusal.set(None);
    session.run(what, work, move |session, done| match done {
        Ok(Done { act, .. }) => session.say(words, Some(act)),
        Err(actions::Error::Refused(why)) if why.field.is_some() && refusal.try_peek().is_ok() => refusal.set(Some(why)),
        Err(error) => session.refuse(&error),
    });
}

/// The words of a refusal, if it belongs to this field.
pub fn wrong_at(session: Session, refusal: Signal<Option<Refusal>>, field: &str) -> Option<String> {
    refusal.read().as_ref().filter(|r| r.field == Some(field)).map(|r| session.refusal(r))
}
