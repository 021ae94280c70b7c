//! Those who read, and the one who needs the database alone for a moment.

use std::{
    cell::RefCell,
    marker::PhantomData,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Lets readers in, or the one who shuts it once all of them are out.
#[derive(Default)]
pub struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    inside: usize,
    shut: bool,
}

thread_local! {
    /// The gates that this thread is inside of: a question within a question must not wait for its own end.
    static HERE: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

impl Gate {
    /// Waits while it is shut.
    pub fn enter(self: &Arc<Self>) -> Inside {
        let own = self.name();
        let again = HERE.with_borrow(|here| here.contains(&own));
        let mut state = self.state();
        while state.shut && !again {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.inside += 1;
        drop(state);
        HERE.with_borrow_mut(|here| here.push(own));
        Inside { gate: self.clone(), here: PhantomData }
    }

    /// Lets nobody in any more and waits until all are out; nothing where that takes longer than `patience`, or somebody
    /// else shut it.
    pub fn shut(self: &Arc<Self>, patience: Duration) -> Option<Shut> {
        let mut state = self.state();
        if state.shut {
            return None;
        }
        state.shut = true;
        let shut = Shut { gate: self.clone() };
        let (state, waited) =
            self.changed.wait_timeout_while(state, patience, |state| state.inside > 0).unwrap_or_else(PoisonError::into_inner);
        drop(state);
        (!waited.timed_out()).then_some(shut)
    }

    fn name(self: &Arc<Self>) -> usize {
        Arc::as_ptr(self) as usize
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody who reads. It stays on the thread where it entered.
pub struct Inside {
    gate: Arc<Gate>,
    here: PhantomData<*const ()>,
}

impl Drop for Inside {
    fn drop(&mut self) {
        let _ = self.here;
        let own = self.gate.name();
        HERE.with_borrow_mut(|here| {
            if let Some(at) = here.iter().rposition(|gate| *gate == own) {
                here.remove(at);
            }
        });
        self.gate.state().inside -= 1;
        self.gate.changed.notify_all();
    }
}

/// Shut until it is dropped.
pub struct Shut {
    gate: Arc<Gate>,
}

impl Drop for Shut {
    fn drop(&mut self) {
        self.gate.state().shut = false;
        self.gate.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_shuts_it_waits_for_those_inside_and_a_question_within_a_question_goes_on() {
        let gate = Arc::new(Gate::default());
        let outer = gate.enter();
        assert!(gate.shut(Duration::from_millis(5)).is_none(), "somebody reads");
        let (shutting, other) = (Arc::new(Mutex::new(false)), gate.clone());
        let seen = shutting.clone();
        let thread = std::thread::spawn(move || {
            let shut = other.shut(Duration::from_secs(60)).unwrap();
            *seen.lock().unwrap() = true;
            drop(shut);
        });
        while !gate.state().shut {
            std::thread::yield_now();
        }
        drop(gate.enter());
        assert!(!*shutting.lock().unwrap());
        drop(outer);
        thread.join().unwrap();
        drop(gate.enter());
    }
}
