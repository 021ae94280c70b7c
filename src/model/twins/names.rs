//! How alike two names are: exact once folded, at birth, in part, but for a letter or two.

use crate::{base::text, model::Patient};
use std::collections::BTreeSet;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    Same,
    Maiden,
    Part,
    Typo,
    /// Two letters, or one of a short name.
    Slips,
    /// One of the two has none, or both.
    Missing,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    Same,
    Usual,
    Part,
    Typo,
    /// As [`Family::Slips`].
    Slips,
    Initial,
    Missing,
    Other,
}

/// A name's words, folded.
#[derive(Clone, PartialEq, Eq)]
pub struct Names {
    family: Vec<String>,
    maiden: Vec<String>,
    given: Vec<String>,
    usual: Vec<String>,
}

impl Names {
    pub fn of(p: &Patient) -> Self {
        let words = |name: &str| text::fold(name).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        Names { family: words(&p.family), maiden: words(&p.maiden), given: words(&p.given.join(" ")), usual: words(&p.usual) }
    }

    pub fn family(&self, other: &Names) -> Family {
        let (a, b) = (whole(&self.family), whole(&other.family));
        let (at_birth, theirs) = (whole(&self.maiden), whole(&other.maiden));
        if a.is_empty() || b.is_empty() {
            return Family::Missing;
        }
        if a == b {
            return Family::Same;
        }
        if a == theirs || b == at_birth || (!at_birth.is_empty() && at_birth == theirs) {
            return Family::Maiden;
        }
        let (all, their_all) = (set([&self.family, &self.maiden]), set([&other.family, &other.maiden]));
        if part(&set([&self.family]), &their_all) || part(&set([&other.family]), &all) {
            return Family::Part;
        }
        match strsim::osa_distance(&a, &b) {
            1 if shorter(&a, &b) >= SLIP_FROM => Family::Typo,
            1 if shorter(&a, &b) + 1 == SLIP_FROM => Family::Slips,
            2 if shorter(&a, &b) >= SLIPS_FROM => Family::Slips,
            _ => Family::Other,
        }
    }

    pub fn given(&self, other: &Names, common: &dyn Fn(&str) -> bool) -> Given {
        let (a, b) = (whole(&self.given), whole(&other.given));
        let (usual, theirs) = (whole(&self.usual), whole(&other.usual));
        let called =
            |usual: &str, given: &Names| !usual.is_empty() && (usual == whole(&given.given) || given.given.iter().any(|g| g == usual));
        if called(&usual, other) && !a.is_empty() && a != b || called(&theirs, self) && a != b || (!usual.is_empty() && usual == theirs) {
            return Given::Usual;
        }
        if a.is_empty() || b.is_empty() {
            return Given::Missing;
        }
        let (mine, others) = (set([&self.given]), set([&other.given]));
        if a == b || mine == others {
            return Given::Same;
        }
        if part(&mine, &others) || part(&others, &mine) {
            return Given::Part;
        }
        if initials(&self.given, &other.given) || initials(&other.given, &self.given) {
            return Given::Initial;
        }
        // Lucie and Lucia may be twins, Lucie and Lucei are not: a name that others bear as well was meant.
        let borne = (common(&a), common(&b));
        if borne == (true, true) || gendered(&a, &b) {
            return Given::Other;
        }
        let first = || slip(&self.given[0], &other.given[0]) && self.given[1..] == other.given[1..];
        if slip(&a, &b) || first() {
            return Given::Typo;
        }
        // Of two names in one, Marie-Paule and Marie-Line, a half that differs is no accident.
        let single = self.given.len() == 1 && other.given.len() == 1;
        let (slips, least) = (strsim::osa_distance(&a, &b), shorter(&a, &b));
        // Of short ones only a name that nobody bears is one with slips in it: Lkue for Luke.
        let garbled = borne.0 != borne.1 && a.chars().next() == b.chars().next() && (slips == 1 && least >= 3 || least >= SLIP_FROM);
        if single && slips <= 2 && (least >= SLIPS_FROM || garbled) { Given::Slips } else { Given::Other }
    }

    /// Family and first name each in the other's place.
    pub fn swapped(&self, other: &Names) -> bool {
        self.crossed(other, |a, b| a == b)
    }

    /// As [`Names::swapped`], but for a letter or two.
    pub fn nearly_swapped(&self, other: &Names) -> bool {
        self.crossed(other, |a, b| a == b || slip(a, b) || shorter(a, b) >= SLIPS_FROM && strsim::osa_distance(a, b) == 2)
    }

    fn crossed(&self, other: &Names, alike: impl Fn(&str, &str) -> bool) -> bool {
        let crossed = |a: &Names, b: &Names| !a.family.is_empty() && !b.given.is_empty() && alike(&whole(&a.family), &whole(&b.given));
        crossed(self, other) && crossed(other, self)
    }
}

/// From so many letters on a name is long enough for one slip, or for two, to be an accident.
const SLIP_FROM: usize = 4;
const SLIPS_FROM: usize = 6;

/// Whether two folded words may be the same but for slips: a glance that is wider than what [`Names`] says of whole names.
pub fn may_be_slips(a: &str, b: &str) -> bool {
    match shorter(a, b) {
        0..3 => false,
        3 => strsim::osa_distance(a, b) <= 1,
        SLIP_FROM..SLIPS_FROM if a.chars().next() != b.chars().next() => strsim::osa_distance(a, b) <= 1,
        _ => strsim::osa_distance(a, b) <= 2,
    }
}

fn shorter(a: &str, b: &str) -> usize {
    a.chars().count().min(b.chars().count())
}

/// As one word: "Da Silva" is "Dasilva", "O'Neil" is "Oneil".
fn whole(words: &[String]) -> String {
    words.concat()
}

fn set<const N: usize>(of: [&Vec<String>; N]) -> BTreeSet<&str> {
    of.into_iter().flatten().map(String::as_str).collect()
}

/// Whether all words of one, and not particles alone, are among those of the other.
fn part(few: &BTreeSet<&str>, many: &BTreeSet<&str>) -> bool {
    few.len() < many.len() && few.is_subset(many) && few.iter().any(|w| w.chars().count() >= 3)
}

/// "J.-P." for "Jean-Pierre".
fn initials(short: &[String], long: &[String]) -> bool {
    short.len() <= long.len()
        && short.iter().all(|w| w.chars().count() == 1)
        && short.iter().zip(long).all(|(s, l)| l.chars().count() > 1 && l.starts_with(s.as_str()))
}

/// One letter left out, added, changed or swapped with its neighbour, in a name long enough for that to be an accident.
fn slip(a: &str, b: &str) -> bool {
    shorter(a, b) >= SLIP_FROM && strsim::osa_distance(a, b) == 1
}

/// Louis and Louise, Mario and Maria: the ending tells a brother from a sister.
fn gendered(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let stem = |w: &str| w.strip_suffix(['a', 'e', 'o', 'i']).map(str::to_owned);
    stem(long).is_some_and(|s| s == short) || (stem(short).is_some() && stem(short) == stem(long))
}
