//! Calendars that something happened to on the way: two hundred of them, the same every time.

use super::*;
use genki::lang::Lang;

const WHOLE: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nX-WR-CALNAME:Dr Roy\r\n\
BEGIN:VTIMEZONE\r\nTZID:Praxis\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n\
BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Martin Léa\r\nDTSTART;TZID=Praxis:20261124T090000\r\nDTEND;TZID=Praxis:20261124T092000\r\nRRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU\r\nEXDATE;TZID=Praxis:20261201T090000\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Martin Léa\r\nRECURRENCE-ID;TZID=Praxis:20261208T090000\r\nDTSTART;TZID=Europe/Paris:20261208T110000\r\nDURATION:PT30M\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Petit Julien\r\nDESCRIPTION:Apporte ses\\n r\u{e9}sultats\\, \u{e0} je\r\n un\r\nDTSTART:20261125T080000Z\r\nDURATION:PT1H\r\nSTATUS:TENTATIVE\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:3\r\nSUMMARY:Congr\u{e8}s\r\nDTSTART;VALUE=DATE:20261126\r\nDTEND;VALUE=DATE:20261128\r\nRRULE:FREQ=YEARLY;BYMONTHDAY=-5;UNTIL=20271231\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

fn damage(whole: &str, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = whole.as_bytes().to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len());
        let lines: Vec<Vec<u8>> = bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
        let line = dice.below(lines.len());
        match dice.below(9) {
            0 => bytes.truncate(at.max(1)),
            1 => bytes[at] = dice.below(256) as u8,
            2 => bytes = lines.iter().enumerate().filter(|(i, _)| *i != line).flat_map(|(_, l)| l.clone()).collect(),
            3 => {
                bytes = lines
                    .iter()
                    .enumerate()
                    .flat_map(|(i, l)| if i == line { [l.clone(), l.clone()].concat() } else { l.clone() })
                    .collect()
            }
            4 => {
                let mut lines = lines;
                let other = dice.below(lines.len());
                lines.swap(line, other);
                bytes = lines.concat();
            }
            5 => bytes.iter_mut().filter(|b| b.is_ascii_digit()).skip(dice.below(60)).take(3).for_each(|b| *b = b'9'),
            6 => {
                let word: &[&[u8]] =
                    &[b":", b";", b"\r\n", b"\"", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"99999999999999", b"\0", b"\xff\xfe"];
                let word = word[dice.below(word.len())];
                bytes.splice(at..at, word.iter().copied());
            }
            7 => {
                let to = (at + 1 + dice.below(40)).min(bytes.len());
                bytes.drain(at..to);
            }
            _ => {
                let rule: &[&str] = &[
                    "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                    "RRULE:FREQ=MONTHLY;BYSETPOS=-400;BYDAY=99MO",
                    "RRULE:FREQ=DAILY;INTERVAL=0",
                    "RRULE:FREQ=DAILY;COUNT=4294967295",
                    "RRULE:FREQ=WEEKLY;UNTIL=99999999",
                    "RRULE:FREQ=YEARLY;BYYEARDAY=367;BYWEEKNO=60",
                    "RDATE:00000000T000000,20261231T250000",
                    "DTSTART:99991231T235959Z",
                    "DURATION:P99999999999W",
                    "DTEND:00010101T000000Z",
                ];
                let mut lines = lines;
                lines.insert(line, format!("{}\r\n", rule[dice.below(rule.len())]).into_bytes());
                bytes = lines.concat();
            }
        }
        if bytes.is_empty() {
            bytes.push(b'\n');
        }
    }
    bytes
}

fn acts(d: &Device) -> Vec<Id> {
    let all = d.desk.store.read::<_, Error>(|db| genki::store::acts::latest(db, 1_000)).unwrap();
    all.into_iter().map(|act| act.id).collect()
}

#[test]
fn two_hundred_damaged_calendars_do_what_their_report_says() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut d = device();
    for n in 0..200 {
        if n % 20 == 0 {
            d = device();
        }
        let bytes = damage(WHOLE, &mut dice);
        let said = String::from_utf8_lossy(&bytes).into_owned();
        let count = || (visits(&d).len() + notes(&d).len()) as u64;
        let (acts_before, before) = (acts(&d), count());
        match try_take(&d, "agenda.ics", &bytes) {
            Err(why) => {
                assert_eq!(acts(&d), acts_before, "{n}: {said}");
                assert!(Lang::Fr.knows(&format!("refused-{}", why.refusal().key)), "{why:?}");
            }
            Ok(report) => {
                let total = report.total();
                assert_eq!(total.read, total.added + total.changed + total.unchanged + total.rejected, "{n}: {said}");
                assert_eq!(count() - before, total.added, "{n}: {said}");
                assert_eq!(total.rejected, whys(&report).len() as u64);
                for rejected in &report.files[0].rejected {
                    assert!(Lang::Fr.knows(&format!("refused-{}", rejected.why.refusal().key)), "{:?}", rejected.why);
                    assert!(rejected.line >= 1 && rejected.line <= said.lines().count() as u64 + 1);
                }
            }
        }
    }
}
