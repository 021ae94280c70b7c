//! What is owed, in words: what is to be done next, and why somebody is due.

use super::date;
use crate::{
    lang::Lang,
    model::{
        owed::{Sort, Step},
        recall::{Because, Done},
    },
    t,
};

/// "Call back", "Result".
pub fn sort(lang: Lang, sort: Sort) -> String {
    lang.text(&format!("due-sort-{}", sort.code()), &[])
}

/// "to call", "the doctor decides".
pub fn step(lang: Lang, step: Step) -> String {
    lang.text(&format!("due-step-{}", step.code()), &[])
}

/// "last on 3 May 2006 (Tetanus)": why somebody is due, as it can be said to them.
pub fn because(lang: Lang, why: &Because) -> String {
    let last = |done: &Done| done_on(lang, "due-last", done);
    match why {
        Because::Last(done) => last(done),
        Because::Age(months, None) => t!(lang, "due-age", age = age(lang, *months)),
        Because::Age(months, Some(done)) => format!("{}, {}", t!(lang, "due-age", age = age(lang, *months)), last(done)),
        Because::Never => t!(lang, "due-never"),
        Because::Recommended(done) => done_on(lang, "due-recommended", done),
    }
}

fn done_on(lang: Lang, key: &str, done: &Done) -> String {
    let said = t!(lang, key, date = date(lang, done.on));
    if done.title.is_empty() { said } else { format!("{said} ({})", done.title) }
}

/// In months as long as one counts them.
fn age(lang: Lang, months: u32) -> String {
    if months < 36 && !months.is_multiple_of(12) {
        t!(lang, "due-months", n = i64::from(months))
    } else {
        t!(lang, "due-years", n = i64::from(months / 12))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn why_somebody_is_due_can_be_said() {
        let done = |title: &str| Done { on: NaiveDate::from_ymd_opt(2006, 5, 1).unwrap(), title: title.into() };
        let said = |why| [Lang::En, Lang::Fr].map(|lang| because(lang, &why));
        assert_eq!(said(Because::Last(done("DTP"))), ["last on 1 May 2006 (DTP)", "dernière fois le 1er mai 2006 (DTP)"]);
        assert_eq!(said(Because::Age(540, None)), ["at 45 years", "à 45 ans"]);
        assert_eq!(
            said(Because::Age(11, Some(done("")))),
            ["at 11 months, last on 1 May 2006", "à 11 mois, dernière fois le 1er mai 2006"]
        );
        assert_eq!(said(Because::Age(12, None)), ["at 1 year", "à 1 an"]);
    }
}
