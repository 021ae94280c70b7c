//! Kill -9 while calls are being typed: every open card is there again, as it was at the last key that was said to be kept,
//! or one after it; the caret too. So it is while an import holds the database.

use super::{
    jobs::{self, desk},
    stage::{End, random, run, say, size},
};
use genki::{
    base::Id,
    model::{
        card::{Calls, Then},
        communication::Why,
    },
    store::{self, Store},
};
use std::{path::Path, sync::mpsc, time::Duration};

const PLACE: &str = "calls trial";
/// So many keys are in the air at once: quicker than anybody types.
const AHEAD: usize = 8;

fn kept(store: &Store) -> Calls {
    store.jotted(PLACE).unwrap().map(|bytes| serde_json::from_slice(&bytes).unwrap()).unwrap_or_default()
}

/// What a seed says she does next: she types, mostly; the telephone rings, a card is parked, taken up, finished.
struct Desk {
    calls: Calls,
    dice: u64,
    rung: u128,
}

impl Desk {
    fn roll(&mut self, most: u64) -> u64 {
        self.dice = self.dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.dice >> 33) % most
    }

    fn step(&mut self) {
        let what = self.roll(40);
        let letter = char::from(b'a' + self.roll(26) as u8);
        let why = Why::ALL[self.roll(Why::ALL.len() as u64) as usize];
        self.rung += 1;
        let id = Id::derived("ring", &format!("{} {}", self.dice, self.rung));
        match what {
            0 | 1 if self.calls.cards.len() < 10 => self.calls.ring(id, jobs::day()),
            2 => self.calls.park(),
            3 | 4 => self.calls.take_up(),
            5 if self.calls.cards.len() > 3 => self.calls.done(),
            _ => match self.calls.active_mut() {
                None => self.calls.ring(id, jobs::day()),
                Some(card) => match what {
                    6 => card.because(why),
                    7 => card.then = Then::CallBack,
                    8 => card.number.push('6'),
                    9 => card.patient = Some(id),
                    10..14 => card.typed.push(letter),
                    _ => {
                        card.words.push(letter);
                        card.field = "call-words".into();
                        card.caret = card.words.len() as u32;
                    }
                },
            },
        }
    }
}

/// One transaction that goes on writing until the process is killed, as a long import does; it has begun when this returns.
fn import_for_ever(store: &Store) {
    let (said, begun) = mpsc::channel();
    let endless = move |tx: &mut store::Tx| {
        for n in 0.. {
            let record = genki::model::Patient { id: Id::from_u128(n), family: format!("Imported {n}"), ..Default::default() };
            tx.put(&record)?;
            let _ = said.send(());
        }
        Ok::<_, store::Error>(())
    };
    store.send(store::Act::new("import", Id::from_u128(2), 0), endless, |_| {}).unwrap();
    begun.recv().unwrap();
}

/// The other process: types until it is killed, and says of each key when it is kept.
pub fn plays(folder: &Path, seed: &str) {
    let store = desk(folder).unwrap().store;
    let mut desk = Desk { calls: kept(&store), dice: seed.parse().unwrap(), rung: 0 };
    if desk.dice.is_multiple_of(2) {
        import_for_ever(&store);
    }
    let (said, heard) = mpsc::channel();
    for n in 1.. {
        desk.step();
        let said = said.clone();
        store
            .jot(
                PLACE,
                serde_json::to_vec(&desk.calls).unwrap(),
                |_| true,
                move |done| {
                    done.unwrap();
                    say(&format!("key {n}"));
                    let _ = said.send(());
                },
            )
            .unwrap();
        if n > AHEAD {
            heard.recv().unwrap();
        }
    }
}

#[test]
fn every_open_card_comes_back_as_it_was() {
    let kills = size(200, 1_000);
    let folder = tempfile::tempdir().unwrap();
    jobs::found(folder.path());
    let (mut keys, mut most) = (0, 0);
    for kill in 0..kills {
        let before = kept(&desk(folder.path()).unwrap().store);
        let seed = random(u64::MAX);
        let end = End::After(1 + random(30), Duration::from_micros(random(4_000)));
        let said = run(&format!("calls {seed}"), folder.path(), end, None).said;
        let last: usize = said.iter().filter_map(|line| line.strip_prefix("key ")?.parse().ok()).max().unwrap_or(0);
        let after = kept(&desk(folder.path()).unwrap().store);
        let mut played = Desk { calls: before, dice: seed, rung: 0 };
        (0..last).for_each(|_| played.step());
        let found = (0..=AHEAD + 1).any(|_| {
            let same = played.calls == after;
            played.step();
            same
        });
        assert!(found, "kill {kill}: after {last} keys that were kept, {} cards are another's", after.cards.len());
        (keys, most) = (keys + last, most.max(after.cards.len()));
    }
    eprintln!("{kills} kills while calls were typed, {keys} keys said to be kept, up to {most} cards open, all there");
    assert!(keys > kills as usize && most >= 5, "hardly anything was typed between the kills: {keys} keys, {most} cards");
}
