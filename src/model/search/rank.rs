//! One search: who fits, how well, in which order.

use super::{
    dates::{self, Dated},
    index::{Index, Piece, Row, State},
    typed::{Typed, What},
    word::{BEGINS, FAR, Pattern},
};
use crate::base::Id;

/// Steps that may be taken over one person: only a name of many words that are alike needs more.
const STEPS: u32 = 20_000;
/// So many words of a search may fit nothing of whom it means, where nobody fits all of them.
const MISSED: usize = 2;
/// Where those whom every word fits are fewer, and none of them as the words stand, others may be meant.
const FEW: usize = 10;

/// Who fits a search, best first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    pub ids: Vec<Id>,
    /// How many fit in all.
    pub all: usize,
}

/// What a segment of the search is worth to whom.
enum Fits<'a> {
    /// By word.
    Words(Vec<u8>),
    Born(&'a [Dated]),
    /// By person, in order.
    People(Vec<(u32, u8)>),
    Aside,
}

struct Search<'a> {
    index: &'a Index,
    typed: &'a Typed,
    fits: Vec<Fits<'a>>,
    /// The segments that begin with each word.
    from: Vec<Vec<usize>>,
    /// How many words may be passed over.
    missed: usize,
    /// What is worth less for a word of a name does not count.
    least: u8,
}

impl Index {
    /// The best `limit` of those who fit; where nobody does, of those whom most of the words fit: of a name that was
    /// misheard or has changed one half is still right. A few of these stand behind those as well whom the words fit but
    /// for slips. Alike they stand by name, then by birth date.
    pub fn find(&self, typed: &Typed, limit: usize) -> Found {
        if typed.is_empty() {
            return Found::default();
        }
        let mut search = Search::new(self, typed);
        let found = self.ranked(&search, limit);
        match found.all {
            _ if !typed.may_miss() => found,
            0 => self.ranked(&Search::near(self, typed), limit),
            all if all < FEW.min(limit) && !search.fits_as_typed(&found) => {
                search.missed = 1;
                self.and_near(found, &search, FEW.min(limit))
            }
            _ => found,
        }
    }

    /// As [`Index::find`], of those alone whom every word fits.
    pub fn find_whole(&self, typed: &Typed, limit: usize) -> Found {
        if typed.is_empty() { Found::default() } else { self.ranked(&Search::new(self, typed), limit) }
    }

    /// Those found, and behind them those whom most words fit, `most` in all.
    fn and_near(&self, mut found: Found, search: &Search, most: usize) -> Found {
        let near = self.ranked(search, most).ids;
        let more: Vec<Id> = near.into_iter().filter(|id| !found.ids.contains(id)).take(most - found.ids.len()).collect();
        found.all += more.len();
        found.ids.extend(more);
        found
    }

    fn ranked(&self, search: &Search, limit: usize) -> Found {
        let mut ranked: Vec<(u32, u32)> = Vec::new();
        search.each_possible(|person| {
            let row = &self.people[person as usize];
            if matches!(row.standing, State::Here | State::Merged)
                && let Some(rank) = search.rank(person, row)
            {
                ranked.push((rank, person));
            }
        });
        self.stand_for(&mut ranked);
        let all = ranked.len();
        self.best(&mut ranked, limit);
        Found { ids: ranked.iter().map(|(_, p)| self.people[*p as usize].id).collect(), all }
    }

    /// Puts the files that others were merged into in their place, each once.
    fn stand_for(&self, ranked: &mut Vec<(u32, u32)>) {
        let merged = |p: &(u32, u32)| self.people[p.1 as usize].standing == State::Merged;
        if !ranked.iter().any(merged) {
            return;
        }
        ranked.iter_mut().filter(|p| merged(p)).for_each(|p| p.1 = self.root(p.1));
        ranked.retain(|p| self.people[p.1 as usize].standing != State::Hidden);
        ranked.sort_unstable_by_key(|(rank, p)| (*p, std::cmp::Reverse(*rank)));
        ranked.dedup_by_key(|(_, p)| *p);
    }

    fn best(&self, ranked: &mut Vec<(u32, u32)>, limit: usize) {
        if limit == 0 {
            return ranked.clear();
        }
        if ranked.len() > limit {
            // By rank and the beginning of the name first: the whole names of few have to be compared.
            let rough = |(rank, p): &(u32, u32)| (std::cmp::Reverse(*rank), self.people[*p as usize].key);
            let (_, last, _) = ranked.select_nth_unstable_by_key(limit - 1, rough);
            let last = rough(last);
            ranked.retain(|one| rough(one) <= last);
        }
        ranked.sort_unstable_by(|(a, x), (b, y)| b.cmp(a).then_with(|| self.compare(*x, *y)));
        ranked.truncate(limit);
    }

    fn compare(&self, x: u32, y: u32) -> std::cmp::Ordering {
        let born = (self.born[x as usize], self.born[y as usize]);
        let (x, y) = (&self.people[x as usize], &self.people[y as usize]);
        x.key.cmp(&y.key).then_with(|| self.name(x).cmp(self.name(y))).then_with(|| (born.0, x.id).cmp(&(born.1, y.id)))
    }
}

impl<'a> Search<'a> {
    fn new(index: &'a Index, typed: &'a Typed) -> Self {
        Self::of(index, typed, Pattern::fit, 0)
    }

    /// Words with a slip more, and not all of them.
    fn near(index: &'a Index, typed: &'a Typed) -> Self {
        Self::of(index, typed, Pattern::fit_loosely, MISSED.min(typed.words - 1))
    }

    fn of(index: &'a Index, typed: &'a Typed, fit: impl Fn(&Pattern, u64, u64, &[char]) -> u8, missed: usize) -> Self {
        let fits = typed.segments.iter().map(|s| fits(index, &s.what, &fit)).collect();
        let mut from = vec![Vec::new(); typed.words];
        typed.segments.iter().enumerate().for_each(|(i, s)| from[s.from].push(i));
        Search { index, typed, fits, from, missed, least: 1 }
    }

    /// Whether one of them has every word as it was typed, or begins with it.
    fn fits_as_typed(&mut self, found: &Found) -> bool {
        self.least = BEGINS;
        let fits = |id: &Id| {
            let person = self.index.row_of(*id)?;
            self.rank(person, &self.index.people[person as usize])
        };
        let fits = found.ids.iter().any(|id| fits(id).is_some());
        self.least = 1;
        fits
    }

    /// Calls for everybody who may fit; not all of them do.
    fn each_possible(&self, mut each: impl FnMut(u32)) {
        let mut left = if self.missed == 0 { self.of_each_word() } else { self.of_some_word() };
        for (i, bits) in left.iter_mut().enumerate() {
            while *bits != 0 {
                let person = i as u32 * 64 + bits.trailing_zeros();
                *bits &= *bits - 1;
                if (person as usize) < self.index.people.len() {
                    each(person);
                }
            }
        }
    }

    /// Those to whom each word that counts is something, a bit each.
    fn of_each_word(&self) -> Vec<u64> {
        let some: Vec<Vec<u64>> = self.fits.iter().map(|fits| self.those(fits, 1)).collect();
        let mut left = vec![!0u64; self.index.people.len().div_ceil(64)];
        for word in (0..self.typed.words).filter(|w| self.typed.required(*w)) {
            let over: Vec<&[u64]> =
                self.typed.segments.iter().zip(&some).filter(|(s, _)| (s.from..s.to).contains(&word)).map(|(_, b)| b.as_slice()).collect();
            for (i, bits) in left.iter_mut().enumerate() {
                *bits &= over.iter().fold(0, |all, some| all | some.get(i).unwrap_or(&0));
            }
        }
        left
    }

    /// Those to whom one word says much: a name, a whole birth date, a number. A year alone fits hundreds.
    fn of_some_word(&self) -> Vec<u64> {
        let mut left = vec![0u64; self.index.people.len().div_ceil(64)];
        for fits in self.fits.iter().filter(|fits| !matches!(fits, Fits::Born(d) if d.iter().all(|d| d.worth < dates::SHORT))) {
            left.iter_mut().zip(self.those(fits, FAR)).for_each(|(bits, some)| *bits |= some);
        }
        left
    }

    /// Those to whom a segment is something, words from `least` on, a bit each; nothing where it is for nobody.
    fn those(&self, fits: &Fits, least: u8) -> Vec<u64> {
        let mut some = vec![0u64; self.index.people.len().div_ceil(64)];
        let mut set = |p: usize| some[p / 64] |= 1 << (p % 64);
        match fits {
            Fits::Words(words) => {
                let fitting = words.iter().zip(&self.index.bearers).filter(|(worth, _)| **worth >= least);
                fitting.for_each(|(_, bearers)| bearers.iter().for_each(|p| set(*p as usize)));
            }
            Fits::Born(dates) => {
                let born = |born: u32| dates.iter().any(|d| d.fits(born));
                self.index.born.iter().enumerate().filter(|(_, b)| born(**b)).for_each(|(p, _)| set(p));
            }
            Fits::People(people) => people.iter().for_each(|(p, _)| set(*p as usize)),
            Fits::Aside => return Vec::new(),
        }
        some
    }

    /// How well somebody fits; the higher the better.
    fn rank(&self, person: u32, row: &Row) -> Option<u32> {
        let one = One { search: self, person, row, pieces: self.index.pieces_of(row) };
        let rank = one.best(0, 0, 0, self.missed, &mut { STEPS });
        (rank > 0).then_some(rank)
    }
}

/// One person looked at.
struct One<'a> {
    search: &'a Search<'a>,
    person: u32,
    row: &'a Row,
    pieces: &'a [Piece],
}

impl One<'_> {
    fn born(&self) -> u32 {
        self.search.index.born[self.person as usize]
    }

    /// The most that the words from `at` on can be worth, each of the name's words used once and `missed` passed over; 0
    /// where they do not fit.
    fn best(&self, at: usize, used: u16, sum: u32, missed: usize, steps: &mut u32) -> u32 {
        if at == self.search.typed.words && sum == 0 {
            return 0;
        }
        if at == self.search.typed.words {
            // Of those who fit alike, she means whose name says the least beside.
            let beside = (self.row.shown & !used).count_ones();
            return sum * 16 + 15 - beside.min(15);
        }
        if *steps == 0 {
            return 0;
        }
        *steps -= 1;
        let mut most = if missed > 0 { self.best(at + 1, used, sum, missed - 1, steps) } else { 0 };
        for &i in &self.search.from[at] {
            let to = self.search.typed.segments[i].to;
            match &self.search.fits[i] {
                Fits::Words(words) => {
                    for piece in self.pieces.iter().filter(|p| p.covers & used == 0 && words[p.word as usize] >= self.search.least) {
                        let worth = u32::from(words[piece.word as usize]) + piece.place.worth(at == 0);
                        most = most.max(self.best(to, used | piece.covers, sum + worth, missed, steps));
                    }
                }
                Fits::Born(dates) => {
                    let worth = dates.iter().filter(|d| d.fits(self.born())).map(|d| d.worth).max();
                    most = most.max(worth.map_or(0, |w| self.best(to, used, sum + u32::from(w), missed, steps)));
                }
                Fits::People(people) => {
                    if let Ok(at) = people.binary_search_by_key(&self.person, |(p, _)| *p) {
                        most = most.max(self.best(to, used, sum + u32::from(people[at].1), missed, steps));
                    }
                }
                Fits::Aside => most = most.max(self.best(to, used, sum, missed, steps)),
            }
        }
        most
    }
}

fn fits<'a>(index: &Index, what: &'a What, fit: impl Fn(&Pattern, u64, u64, &[char]) -> u8) -> Fits<'a> {
    match what {
        What::Name(name) => {
            let pattern = Pattern::new(name);
            Fits::Words((0..).zip(&index.words).map(|(i, w)| fit(&pattern, w.set, w.sound, index.letters_of(i))).collect())
        }
        What::Joined(name) => {
            let pattern = Pattern::new(name);
            Fits::Words((0..).zip(&index.words).map(|(i, w)| pattern.fit_plainly(w.set, index.letters_of(i))).collect())
        }
        What::Date(dates) => Fits::Born(dates),
        What::Phone(digits) => Fits::People(index.phones.phones(digits)),
        What::Number(number) => Fits::People(index.numbers.numbers(number)),
        What::Aside => Fits::Aside,
    }
}
