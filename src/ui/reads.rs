//! Reads that failed, told to the part of the screen they belong to. Every question that a view asks passes here, so that
//! none can take a failure for an emptiness.

use crate::store::Error;
use dioxus::prelude::*;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
    sync::Arc,
};

/// What became of one question.
#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    /// Nothing could be read.
    Failed { damaged: bool, first: bool },
    /// So many records of it could not.
    Passed(usize),
}

/// The questions of one part of the screen that were not answered in full.
#[derive(Clone, Default)]
pub struct Reads(Rc<Part>);

#[derive(Default)]
struct Part {
    /// Paints anew what shows it.
    shown_by: RefCell<Option<Arc<dyn Fn() + Send + Sync>>>,
    open: RefCell<BTreeMap<u64, Outcome>>,
    next: Cell<u64>,
}

/// What is to be said of a part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Unread {
    /// Something of it could not be read at all.
    pub failed: bool,
    /// Because the database is damaged.
    pub damaged: bool,
    /// It has to begin anew.
    pub first: bool,
    /// So many records are missing from it.
    pub passed: usize,
}

impl Reads {
    /// The component that shows it.
    pub fn shown_here(&self) {
        *self.0.shown_by.borrow_mut() = Some(dioxus::core::schedule_update());
    }

    pub fn unread(&self) -> Unread {
        let open = self.0.open.borrow();
        open.values().fold(Unread::default(), |all, one| match *one {
            Outcome::Failed { damaged, first } => {
                Unread { failed: true, damaged: all.damaged || damaged, first: all.first || first, ..all }
            }
            Outcome::Passed(n) => Unread { passed: all.passed + n, ..all },
        })
    }

    fn note(&self, who: u64, outcome: Option<Outcome>) {
        let mut open = self.0.open.borrow_mut();
        let before = match outcome {
            Some(outcome) => open.insert(who, outcome),
            None => open.remove(&who),
        };
        drop(open);
        if before != outcome
            && let Some(paint) = &*self.0.shown_by.borrow()
        {
            paint();
        }
    }
}

/// One question's line to its part of the screen.
#[derive(Clone)]
pub struct Reader {
    part: Reads,
    who: u64,
}

impl Reader {
    /// Takes what a read came to; None where it failed.
    pub fn heard<T>(&self, answer: Result<(T, usize), Error>) -> Option<T> {
        self.take(answer, false)
    }

    /// As [`Reader::heard`], of what is asked only once.
    pub fn heard_first<T>(&self, answer: Result<(T, usize), Error>) -> Option<T> {
        self.take(answer, true)
    }

    /// Passes on what the window asked for several of its parts, with the count of what does not read: None is a failure.
    pub fn relay<T>(&self, answer: Option<(T, usize)>) -> Option<T> {
        let Some((answer, passed)) = answer else {
            self.part.note(self.who, Some(Outcome::Failed { damaged: false, first: false }));
            return None;
        };
        self.part.note(self.who, (passed > 0).then_some(Outcome::Passed(passed)));
        Some(answer)
    }

    fn take<T>(&self, answer: Result<(T, usize), Error>, first: bool) -> Option<T> {
        match answer {
            Ok((answer, passed)) => {
                self.part.note(self.who, (passed > 0).then_some(Outcome::Passed(passed)));
                Some(answer)
            }
            Err(error) => {
                tracing::error!("a view could not be read: {error}");
                self.part.note(self.who, Some(Outcome::Failed { damaged: error.is_damage(), first }));
                None
            }
        }
    }
}

/// For a question of this component, told to the nearest part of the screen around it.
pub fn use_reader() -> Reader {
    let reader = use_hook(|| {
        let part: Reads = consume_context();
        let who = part.0.next.replace(part.0.next.get() + 1);
        Reader { part, who }
    });
    let gone = reader.clone();
    use_drop(move || gone.part.note(gone.who, None));
    reader
}
