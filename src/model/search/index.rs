//! Everybody's names and numbers in memory, laid out so that one search reads little of it.
//!
//! ```text
//! words    each different word of a name once: its letters as a set, how it sounds, who bears it
//! people   a row each: birth date, the first letters of the name, its words
//! marks    telephone and file numbers, one long text each
//! ```
//! A typed word is held against every different word there is, by its set of letters first. Who bears none that fits
//! each typed word is out; those who are left are looked at one by one ([`super::rank`]).

use super::{
    entry::{Entry, Place},
    marks::Marks,
    sound,
    word::letter_set,
};
use crate::base::Id;
use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};
use zeroize::Zeroize;

/// A name's words beyond so many are not searched.
const WORDS: usize = 16;

#[derive(Default)]
pub struct Index {
    pub(super) letters: Vec<char>,
    pub(super) words: Vec<Word>,
    known: HashMap<u64, u32>,
    /// For each word the people who bear it, or bore it: rows are never taken out.
    pub(super) bearers: Vec<Vec<u32>>,
    pub(super) people: Vec<Row>,
    /// When each was born: see [`super::dates::packed`].
    pub(super) born: Vec<u32>,
    pub(super) pieces: Vec<Piece>,
    pub(super) phones: Marks,
    pub(super) numbers: Marks,
    by_id: HashMap<Id, u32>,
    into: HashMap<u32, Id>,
    gone: usize,
}

pub(super) struct Word {
    pub set: u64,
    pub sound: u64,
    from: u32,
    to: u32,
}

pub(super) struct Row {
    pub id: Id,
    /// The first eight letters of the name: sorts as the name does, as far as it goes.
    pub key: u64,
    from: u32,
    count: u8,
    /// How many of the pieces are words as they stand; the others are such words written as one.
    bases: u8,
    /// The words of the name that lists show.
    pub shown: u16,
    pub standing: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Here,
    Hidden,
    Merged,
    Gone,
}

/// One word by which a person is found.
pub(super) struct Piece {
    pub word: u32,
    /// Which of the name's words it is; several where they are written as one.
    pub covers: u16,
    pub place: Place,
}

impl Index {
    /// Of everybody at once.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut index = Index::default();
        entries.into_iter().for_each(|e| index.put(&e));
        index
    }

    /// How many are in it, the hidden and the merged included.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Takes somebody in, or in anew.
    pub fn put(&mut self, entry: &Entry) {
        self.remove(entry.id);
        let person = self.people.len() as u32;
        let from = self.pieces.len() as u32;
        let (mut bases, mut shown) = (0u8, 0u16);
        for (place, name) in &entry.names {
            for word in name.iter().take(WORDS - usize::from(bases)) {
                let piece = Piece { word: self.word(word), covers: 1 << bases, place: *place };
                shown |= if place.shown() { piece.covers } else { 0 };
                self.pieces.push(piece);
                bases += 1;
            }
        }
        self.join(entry);
        let mut borne: Vec<u32> = self.pieces[from as usize..].iter().map(|p| p.word).collect();
        borne.sort_unstable();
        borne.dedup();
        borne.into_iter().for_each(|word| self.bearers[word as usize].push(person));
        let count = (self.pieces.len() - from as usize) as u8;
        let standing = match (entry.hidden, entry.merged_into) {
            (true, _) => State::Hidden,
            (false, Some(_)) => State::Merged,
            (false, None) => State::Here,
        };
        self.into.extend(entry.merged_into.map(|into| (person, into)));
        self.people.push(Row { id: entry.id, key: key(entry), from, count, bases, shown, standing });
        grow(&mut self.born, 1);
        self.born.push(entry.born);
        self.phones.put(person, &entry.phones);
        self.numbers.put(person, &entry.numbers);
        self.by_id.insert(entry.id, person);
    }

    pub fn remove(&mut self, id: Id) {
        let Some(person) = self.by_id.remove(&id) else { return };
        let row = &mut self.people[person as usize];
        (row.standing, row.key) = (State::Gone, 0);
        self.born[person as usize] = 0;
        self.into.remove(&person);
        self.phones.remove(person);
        self.numbers.remove(person);
        self.gone += 1;
    }

    /// Whether so many rows are of nobody any more that it should be made anew.
    pub fn is_worn(&self) -> bool {
        self.gone > 1000 + self.len() / 4
    }

    /// Words of one name as they are written when written as one: each two that stand side by side, and all.
    fn join(&mut self, entry: &Entry) {
        let mut at = 0;
        for (place, name) in &entry.names {
            let name = &name[..name.len().min(WORDS - at)];
            for (i, pair) in name.windows(2).enumerate() {
                self.push_joined(pair, at + i, *place);
            }
            if name.len() > 2 {
                self.push_joined(name, at, *place);
            }
            at += name.len();
        }
    }

    fn push_joined(&mut self, words: &[String], at: usize, place: Place) {
        let covers = (0..words.len()).fold(0u16, |set, i| set | 1 << (at + i));
        let word = self.word(&words.concat());
        self.pieces.push(Piece { word, covers, place });
    }

    /// The number of a word, a new one where it was not known.
    fn word(&mut self, text: &str) -> u32 {
        let letters: Vec<char> = text.chars().collect();
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let mut mark = hasher.finish();
        while let Some(word) = self.known.get(&mark) {
            if self.letters_of(*word) == letters {
                return *word;
            }
            mark = mark.wrapping_add(1);
        }
        let word = self.words.len() as u32;
        let from = self.letters.len() as u32;
        grow(&mut self.letters, letters.len());
        self.letters.extend_from_slice(&letters);
        let to = self.letters.len() as u32;
        self.words.push(Word { set: letter_set(&letters), sound: sound::mark(&letters), from, to });
        self.bearers.push(Vec::new());
        self.known.insert(mark, word);
        word
    }

    pub(super) fn row_of(&self, id: Id) -> Option<u32> {
        self.by_id.get(&id).copied()
    }

    pub(super) fn letters_of(&self, word: u32) -> &[char] {
        let word = &self.words[word as usize];
        &self.letters[word.from as usize..word.to as usize]
    }

    pub(super) fn pieces_of(&self, row: &Row) -> &[Piece] {
        &self.pieces[row.from as usize..][..usize::from(row.count)]
    }

    /// The words of the name in the order lists have them.
    pub(super) fn name(&self, row: &Row) -> impl Iterator<Item = &[char]> {
        self.pieces[row.from as usize..][..usize::from(row.bases)].iter().map(|p| self.letters_of(p.word))
    }

    /// The row of the file that stands for this one: its own, or the one it was merged into, however often. Where two were
    /// merged into one another, it is the first by id.
    pub(super) fn root(&self, person: u32) -> u32 {
        let (mut way, mut at) = (Vec::new(), person);
        while let Some(into) = self.into.get(&at).and_then(|id| self.by_id.get(id)) {
            if *into == person || way.contains(into) {
                break;
            }
            way.push(*into);
            at = *into;
        }
        if !self.into.contains_key(&at) {
            return at;
        }
        way.push(person);
        way.into_iter().min_by_key(|p| self.people[*p as usize].id).unwrap_or(person)
    }

    /// How much memory it takes, in bytes.
    pub fn bytes(&self) -> usize {
        let map = |entries: usize, size: usize| entries * 8 / 7 * (size + 1);
        self.letters.capacity() * size_of::<char>()
            + self.words.capacity() * size_of::<Word>()
            + self.bearers.capacity() * size_of::<Vec<u32>>()
            + self.bearers.iter().map(|b| b.capacity() * size_of::<u32>()).sum::<usize>()
            + self.people.capacity() * size_of::<Row>()
            + self.born.capacity() * size_of::<u32>()
            + self.pieces.capacity() * size_of::<Piece>()
            + self.phones.bytes()
            + self.numbers.bytes()
            + map(self.known.capacity(), size_of::<(u64, u32)>())
            + map(self.by_id.capacity(), size_of::<(Id, u32)>())
    }
}

fn key(entry: &Entry) -> u64 {
    let words: Vec<&str> = entry.names.iter().flat_map(|(_, name)| name).map(String::as_str).collect();
    let mut letters = [0u8; 8];
    for (letter, c) in letters.iter_mut().zip(words.join(" ").chars()) {
        *letter = if c.is_ascii() { c as u8 } else { 0xff };
        // Which letter it is does not show, so what follows must not decide.
        if !c.is_ascii() {
            break;
        }
    }
    u64::from_be_bytes(letters)
}

/// Makes room for more, and leaves no copy of what is in it behind.
pub(super) fn grow<T: Copy + Zeroize>(list: &mut Vec<T>, more: usize) {
    if list.len() + more > list.capacity() {
        let mut larger = Vec::with_capacity((list.capacity() * 2).max(list.len() + more).max(1024));
        larger.extend_from_slice(list);
        list.zeroize();
        *list = larger;
    }
}

/// Names are wiped; who bore them is but numbers then.
impl Drop for Index {
    fn drop(&mut self) {
        self.letters.zeroize();
        self.born.zeroize();
        for row in &mut self.people {
            row.key.zeroize();
        }
    }
}
