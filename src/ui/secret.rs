//! What is typed and nobody may read in memory: passphrases, PINs, recovery words.
//!
//! Where the window's keys are taken first ([`secret_keys`]) the page holds stand-ins, each given for one letter once.
//! What they mean is known here alone, and forgotten with the last field that shows them; so what stays of them in the
//! page's memory says nothing. Where the page is given the letters themselves, they mean themselves.

use crate::platform::secret_keys::{self, STAND_INS};
use dioxus::prelude::*;
use std::{cell::RefCell, ops::Deref, sync::Arc};
use zeroize::{Zeroize, Zeroizing};

/// A text that was typed in secret. Wiped when the last who holds it lets go of it; printed nowhere.
#[derive(Clone, Default)]
pub struct Secret(Arc<Typed>);

#[derive(Default)]
struct Typed {
    text: Zeroizing<String>,
    /// What the page has in its place.
    shown: String,
}

impl Secret {
    /// What the page tells is in a secret field.
    pub fn read(shown: String) -> Self {
        let text = meant(&shown);
        Secret(Arc::new(Typed { text, shown }))
    }

    /// A text that is no secret: the page may have it.
    pub fn plain(text: &str) -> Self {
        Secret(Arc::new(Typed { text: Zeroizing::new(text.to_owned()), shown: text.to_owned() }))
    }

    /// What the page holds for it.
    pub fn shown(&self) -> &str {
        &self.0.shown
    }
}

impl Deref for Secret {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.text
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.text == other.0.text
    }
}

/// As many as are meant at a time: more than a field holds, with what was deleted and can be undone.
const MOST: usize = 4000;

#[derive(Default)]
struct Given {
    /// Each stand-in and its letter.
    pairs: Zeroizing<Vec<[u32; 2]>>,
    last: u32,
}

thread_local! {
    static GIVEN: RefCell<Given> = RefCell::default();
}

/// A stand-in for a letter: another one each time.
pub fn give(letter: char) -> char {
    GIVEN.with_borrow_mut(|given| {
        let (first, last) = (u32::from(*STAND_INS.start()), u32::from(*STAND_INS.end()));
        given.make_room();
        loop {
            given.last = if (first..last).contains(&given.last) { given.last + 1 } else { first };
            if !given.pairs.iter().any(|p| p[0] == given.last) {
                break;
            }
        }
        let code = given.last;
        given.pairs.push([code, letter.into()]);
        char::from_u32(code).unwrap_or(letter)
    })
}

/// The text behind what a page shows. A letter that is no stand-in means itself.
pub fn meant(shown: &str) -> Zeroizing<String> {
    GIVEN.with_borrow(|given| {
        let mut text = Zeroizing::new(String::with_capacity(shown.len()));
        let letter = |c: char| given.pairs.iter().find(|p| p[0] == u32::from(c)).and_then(|p| char::from_u32(p[1])).unwrap_or(c);
        text.extend(shown.chars().map(letter));
        text
    })
}

impl Given {
    /// Never moved, so that no copy is left where it was; what was given first is forgotten first.
    fn make_room(&mut self) {
        if self.pairs.capacity() < MOST {
            let mut pairs = Vec::with_capacity(MOST);
            pairs.extend_from_slice(&self.pairs);
            self.pairs = Zeroizing::new(pairs);
        }
        if self.pairs.len() == MOST {
            self.pairs.copy_within(MOST / 2.., 0);
            self.pairs[MOST / 2..].iter_mut().for_each(Zeroize::zeroize);
            self.pairs.truncate(MOST / 2);
        }
    }

    /// What a field shows that was on the page before is known again.
    fn learn(&mut self, secret: &Secret) {
        for (shown, letter) in secret.shown().chars().zip(secret.chars()) {
            if STAND_INS.contains(&shown) && !self.pairs.iter().any(|p| p[0] == u32::from(shown)) {
                self.make_room();
                self.pairs.push([shown.into(), letter.into()]);
            }
        }
    }
}

/// Has the keys of a secret field taken while it is on the page. `home` and `focus` as for [`secret_keys::Field::begin`].
pub fn use_secret_field(value: &Secret, home: bool, focus: bool) -> secret_keys::Field {
    let field = use_hook(|| {
        GIVEN.with_borrow_mut(|given| given.learn(value));
        secret_keys::Field::begin(home, focus)
    });
    use_drop(move || {
        if field.end() {
            GIVEN.with_borrow_mut(|given| given.pairs = Zeroizing::default());
        }
    });
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_it(text: &str) -> String {
        text.chars().map(give).collect()
    }

    #[test]
    fn what_stands_for_a_letter_stands_for_none_other_and_says_nothing() {
        let (one, two) = (type_it("ééé 12"), type_it("ééé 12"));
        assert!(one.chars().chain(two.chars()).all(|c| STAND_INS.contains(&c)));
        let mut all: Vec<char> = one.chars().chain(two.chars()).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 12, "each was given once");
        assert_eq!((&**meant(&one), &**meant(&two)), ("ééé 12", "ééé 12"));
        assert!(Secret::read(one) == Secret::read(two), "typed twice it is the same");
    }

    #[test]
    fn what_the_page_edits_is_edited() {
        let mut shown: Vec<char> = type_it("heron").chars().collect();
        let last = shown.pop().unwrap();
        shown.insert(0, last);
        shown.extend(type_it("s").chars());
        shown.extend("x".chars());
        assert_eq!(&*Secret::read(shown.into_iter().collect()), "nherosx");
    }

    #[test]
    fn nothing_is_known_of_what_is_over_but_by_who_kept_it() {
        let kept = Secret::read(type_it("merle"));
        let shown = kept.shown().to_owned();
        GIVEN.with_borrow_mut(|given| given.pairs = Zeroizing::default());
        assert_eq!(**meant(&shown), shown, "forgotten");
        GIVEN.with_borrow_mut(|given| given.learn(&kept));
        assert_eq!(&**meant(&shown), "merle");
    }

    #[test]
    fn a_field_that_is_typed_into_all_day_goes_on() {
        for _ in 0..3 * MOST {
            type_it("ab");
        }
        assert_eq!(&**meant(&type_it(&"z".repeat(400))), "z".repeat(400));
    }
}
