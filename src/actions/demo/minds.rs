//! What is to be asked of people's lives in the example: of one who waits, of one who is about to come, of two later.

use super::{at, at_time, crew::Crew, people::id_of};
use crate::actions::{Desk, desk::Result, keepsakes};
use chrono::{Datelike, Days, Months, NaiveDate};

/// Kept as it was said on an earlier visit.
pub fn keep(desk: &Desk, crew: &Crew, date: NaiveDate, french: bool) -> Result<()> {
    let june = if date.month() > 6 { date.year() } else { date.year() - 1 };
    let ahead = |months| date.checked_add_months(Months::new(months)).unwrap_or(date).format("%Y-%m").to_string();
    let kept = [
        ("lea-1984", ["le bac de sa fille", "her daughter’s exams"], format!("{june}-06")),
        ("phoned", ["son concours d’infirmière", "her nursing examination"], (date - Days::new(12)).to_string()),
        ("twins", ["la naissance des jumeaux", "the birth of the twins"], ahead(2)),
        ("promised", ["le mariage de sa petite-fille", "her granddaughter’s wedding"], ahead(6)),
    ];
    for (n, (who, words, on)) in kept.into_iter().enumerate() {
        let when = at(date - Days::new(40 + n as u64), 10, 12);
        let (patient, words) = (id_of(who), words[usize::from(!french)]);
        at_time(desk, crew.karim, when).act("keepsake", move |tx| keepsakes::keep(tx, when, patient, words, &on).map(drop))?;
    }
    Ok(())
}
