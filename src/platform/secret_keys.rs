//! The keys of a passphrase, taken before the page gets them.
//!
//! What a web view was ever given stays in its memory: in the field, in what can be undone, in every message that told
//! of a letter. So where the system lets us, the keys meant for a secret field are taken from the window first, composed
//! as any other field of the system would (accents, dead keys, another layout), and passed on as other letters,
//! stand-ins, that whoever listens hands out. The page edits those like any text: caret, selection, deleting and undo
//! are its own. Elsewhere the page is given the letters themselves.

use std::cell::{Cell, RefCell};

/// Stand-ins are of the letters that nobody uses for anything: no keyboard has them.
pub const STAND_INS: std::ops::RangeInclusive<char> = '\u{e000}'..='\u{f8ff}';

thread_local! {
    static TAKEN: Cell<bool> = const { Cell::new(false) };
    static EXPECTED: RefCell<Expected> = const { RefCell::new(Expected { fields: Vec::new(), focus: None, last: 0 }) };
}

/// Whether secret letters are kept from the page here.
pub fn are_taken() -> bool {
    TAKEN.get()
}

/// As if the window's keys were taken: for screens that are tried without one.
pub fn pretend(taken: bool) {
    TAKEN.set(taken);
}

/// What the page shows that wants secret letters.
struct Expected {
    /// The fields, and whether letters typed while nothing has the focus are for it.
    fields: Vec<(u64, bool)>,
    focus: Option<u64>,
    last: u64,
}

#[cfg(any(test, all(target_os = "linux", feature = "desktop")))]
impl Expected {
    /// Whether this letter is for a secret field. A space belongs to a button that has the focus.
    fn wants(&self, letter: char) -> bool {
        self.focus.is_some() || (letter != ' ' && self.fields.iter().any(|f| f.1))
    }
}

/// A secret field that is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field(u64);

impl Field {
    /// `home`: letters typed while nothing has the focus are for it. `focus`: it takes the focus as soon as it is there, and
    /// what is typed until then is for it already.
    pub fn begin(home: bool, focus: bool) -> Self {
        EXPECTED.with_borrow_mut(|e| {
            e.last += 1;
            e.fields.push((e.last, home));
            if focus {
                e.focus = Some(e.last);
            }
            Field(e.last)
        })
    }

    /// The page says that it has the focus, or lost it.
    pub fn focus(self, here: bool) {
        EXPECTED.with_borrow_mut(|e| {
            if here {
                e.focus = Some(self.0);
            } else if e.focus == Some(self.0) {
                e.focus = None;
            }
        });
        #[cfg(all(target_os = "linux", feature = "desktop"))]
        window::settle(here);
    }

    /// It is gone. Says whether it was the last.
    pub fn end(self) -> bool {
        self.focus(false);
        EXPECTED.with_borrow_mut(|e| {
            e.fields.retain(|f| f.0 != self.0);
            e.fields.is_empty()
        })
    }
}

/// Takes the window's keys from now on. `give` hands out a stand-in for a letter.
#[cfg(all(target_os = "linux", feature = "desktop"))]
pub fn take(window: &dioxus::desktop::DesktopContext, give: fn(char) -> char) {
    use dioxus::desktop::wry::WebViewExtUnix;
    window::take(&window.webview.webview(), give);
    TAKEN.set(true);
}

/// Here the page gets them.
#[cfg(not(all(target_os = "linux", feature = "desktop")))]
pub fn take<W>(_: &W, _: fn(char) -> char) {}

/// Pastes what was copied into the secret field that has the focus, without the page reading it.
pub fn paste() {
    #[cfg(all(target_os = "linux", feature = "desktop"))]
    window::paste();
}

#[cfg(all(target_os = "linux", feature = "desktop"))]
mod window {
    use super::{EXPECTED, STAND_INS};
    use gtk::{
        gdk::{self, EventKey, ModifierType, keys::constants as key},
        glib::{self, Propagation},
        prelude::*,
    };
    use std::{
        cell::{Cell, RefCell},
        collections::VecDeque,
        rc::Rc,
        time::Duration,
    };

    /// After Tab or a click the page says within this time where the focus is now.
    const UNSETTLED: Duration = Duration::from_millis(150);
    /// A field that lost the focus may hand it to the next.
    const BETWEEN: Duration = Duration::from_millis(40);
    /// Longer than any passphrase.
    const MOST: usize = 1000;

    thread_local! {
        static TAKER: RefCell<Option<Rc<Taker>>> = const { RefCell::new(None) };
    }

    struct Taker {
        give: fn(char) -> char,
        /// Composes letters as the system's own fields do.
        method: gtk::IMMulticontext,
        /// The key that stand-ins are sent as.
        form: RefCell<Option<EventKey>>,
        /// Whether it is open where the next letter goes, and how often it was.
        unsettled: Cell<bool>,
        turn: Cell<u32>,
        /// Pressed meanwhile.
        held: RefCell<VecDeque<EventKey>>,
        /// What went to the page lately: it comes by again where the page made nothing of it.
        passed: RefCell<VecDeque<(u32, u16)>>,
    }

    pub fn take(view: &impl IsA<gtk::Widget>, give: fn(char) -> char) {
        let method = gtk::IMMulticontext::new();
        method.set_input_purpose(gtk::InputPurpose::Password);
        method.set_client_window(view.window().as_ref());
        method.focus_in();
        let taker = Rc::new(Taker {
            give,
            method: method.clone(),
            form: RefCell::default(),
            unsettled: Cell::default(),
            turn: Cell::default(),
            held: RefCell::default(),
            passed: RefCell::default(),
        });
        method.connect_commit(|_, text| with(|taker| taker.send(text)));
        view.connect_key_press_event(|_, event| taken(event, Taker::pressed));
        view.connect_key_release_event(|_, event| taken(event, Taker::released));
        view.connect_button_press_event(|_, _| {
            with(Taker::unsettle);
            Propagation::Proceed
        });
        TAKER.set(Some(taker));
    }

    fn with(act: impl FnOnce(&Rc<Taker>)) {
        // Let go of before it is used: a key that is sent comes by here.
        let taker = TAKER.with_borrow(Clone::clone);
        if let Some(taker) = taker {
            act(&taker);
        }
    }

    fn taken(event: &EventKey, act: fn(&Rc<Taker>, &EventKey) -> bool) -> Propagation {
        let mut taken = false;
        with(|taker| taken = act(taker, event));
        if taken { Propagation::Stop } else { Propagation::Proceed }
    }

    /// The page said where the focus is, or that a field lost it.
    pub fn settle(here: bool) {
        with(|taker| match here {
            true => taker.let_go(),
            false if taker.unsettled.get() => taker.settle_in(BETWEEN),
            false => {}
        });
    }

    pub fn paste() {
        gtk::Clipboard::get(&gdk::SELECTION_CLIPBOARD).request_text(|_, text| {
            let text: zeroize::Zeroizing<String> =
                text.unwrap_or_default().chars().filter(|c| !c.is_control()).take(MOST).collect::<String>().into();
            with(|taker| taker.send(&text));
        });
    }

    fn letter(event: &EventKey) -> Option<char> {
        event.keyval().to_unicode().filter(|c| !c.is_control())
    }

    /// With a key that makes it no letter. The third level of a keyboard (AltGr) does not.
    fn is_command(event: &EventKey) -> bool {
        event.state().intersects(ModifierType::CONTROL_MASK | ModifierType::MOD1_MASK | ModifierType::SUPER_MASK | ModifierType::META_MASK)
    }

    fn is_paste(event: &EventKey) -> bool {
        let (key, state) = (event.keyval(), event.state());
        let (ctrl, shift) = (state.contains(ModifierType::CONTROL_MASK), state.contains(ModifierType::SHIFT_MASK));
        (ctrl && (key == key::v || key == key::V)) || (shift && !ctrl && (key == key::Insert || key == key::KP_Insert))
    }

    impl Taker {
        /// Whether the key is kept from the page.
        fn pressed(self: &Rc<Self>, event: &EventKey) -> bool {
            if letter(event).is_some_and(|c| STAND_INS.contains(&c)) || self.comes_again(event) {
                return false;
            }
            let (on_page, focus) = EXPECTED.with_borrow(|e| (!e.fields.is_empty(), e.focus.is_some()));
            if !on_page {
                return false;
            }
            if self.unsettled.get() && (letter(event).is_some() || !self.held.borrow().is_empty()) {
                self.held.borrow_mut().push_back(event.clone());
                return true;
            }
            // A key without a letter, as a dead one, is composed where the next would go.
            let wanted = EXPECTED.with_borrow(|e| e.wants(letter(event).unwrap_or('\u{b4}')));
            if wanted {
                self.form.replace(Some(event.clone()));
                if self.method.filter_keypress(event) {
                    return true;
                }
                if focus && is_paste(event) {
                    paste();
                    return true;
                }
                if let Some(c) = letter(event).filter(|_| !is_command(event)) {
                    self.send(c.encode_utf8(&mut [0; 4]));
                    return true;
                }
            }
            if [key::Tab, key::ISO_Left_Tab, key::KP_Tab].contains(&event.keyval()) {
                self.unsettle();
            }
            self.pass(event);
            false
        }

        fn released(self: &Rc<Self>, event: &EventKey) -> bool {
            let Some(c) = letter(event).filter(|c| !STAND_INS.contains(c)) else { return false };
            EXPECTED.with_borrow(|e| e.wants(c)) && (self.method.filter_keypress(event) || !is_command(event))
        }

        fn send(&self, text: &str) {
            let Some(form) = self.form.borrow().clone() else { return };
            for c in text.chars() {
                let mut event = form.clone();
                let raw = event.as_mut();
                raw.keyval = 0x0100_0000 | u32::from((self.give)(c));
                // Nothing of the key that was pressed.
                (raw.hardware_keycode, raw.state, raw.is_modifier) = (0, 0, 0);
                gtk::main_do_event(&mut event);
            }
        }

        fn pass(&self, event: &EventKey) {
            let mut passed = self.passed.borrow_mut();
            passed.push_back((event.time(), event.hardware_keycode()));
            if passed.len() > 16 {
                passed.pop_front();
            }
        }

        fn comes_again(&self, event: &EventKey) -> bool {
            self.passed.borrow().contains(&(event.time(), event.hardware_keycode()))
        }

        /// The focus may go elsewhere now: letters wait until it is known where.
        fn unsettle(self: &Rc<Self>) {
            if EXPECTED.with_borrow(|e| !e.fields.is_empty()) {
                self.unsettled.set(true);
                self.settle_in(UNSETTLED);
            }
        }

        fn settle_in(self: &Rc<Self>, time: Duration) {
            let turn = self.turn.get().wrapping_add(1);
            self.turn.set(turn);
            let taker = self.clone();
            glib::timeout_add_local_once(time, move || {
                if taker.turn.get() == turn {
                    taker.let_go();
                }
            });
        }

        fn let_go(&self) {
            self.unsettled.set(false);
            self.turn.set(self.turn.get().wrapping_add(1));
            // One may unsettle it again: the others wait on.
            while !self.unsettled.get() {
                // Let go of before it is sent on: it may have to wait once more.
                let next = self.held.borrow_mut().pop_front();
                let Some(mut event) = next else { break };
                gtk::main_do_event(&mut event);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants(letter: char) -> bool {
        EXPECTED.with_borrow(|e| e.wants(letter))
    }

    #[test]
    fn letters_are_secret_where_a_secret_field_would_get_them() {
        assert!(!wants('x'), "no field is there");
        let one = Field::begin(true, false);
        assert!(wants('x'), "typed while nothing has the focus it comes home");
        assert!(!wants(' '), "a space presses the button that has the focus");
        one.focus(true);
        assert!(wants(' '));
        let other = Field::begin(false, false);
        other.focus(true);
        one.focus(false);
        assert!(wants(' '), "told late, the one that lost it takes it from none other");
        assert!(!other.end());
        assert!(!wants(' ') && wants('x'));
        assert!(one.end(), "the last");
        assert!(!wants('x'));
    }

    #[test]
    fn what_takes_the_focus_has_what_is_typed_before_it_is_there() {
        let field = Field::begin(false, true);
        assert!(wants('x') && wants(' '));
        field.end();
    }
}
