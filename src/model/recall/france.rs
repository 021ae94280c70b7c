//! What practices in France recall people for, to begin with. A practice edits it: nothing here is a rule of ours.
//!
//! Sources: the ministry's vaccination calendar 2025, the organised screenings (breast, bowel, cervix), the prevention
//! check-ups, and the health authority's guide for type 2 diabetes. Vaccines are told by their names and by CVX codes.

use super::{RecallKind, Unit};
use crate::base::Id;

const CALENDAR: &str = "Calendrier des vaccinations 2025";
const SCREENING: &str = "Dépistage organisé";
const DIABETES: &str = "HAS, diabète de type 2";

/// The set as it is offered. Ids follow from the names' keys: two devices that take it in have one.
pub fn examples() -> Vec<RecallKind> {
    let kind = |key: &str, name: &str, basis: &str, evidence: &[&str]| RecallKind {
        id: Id::derived("recall-example", key),
        name: name.into(),
        basis: basis.into(),
        evidence: evidence.iter().map(|e| (*e).to_owned()).collect(),
        ..RecallKind::default()
    };
    let ages = |years: &[u32]| years.iter().map(|y| y * 12).collect::<Vec<_>>();
    let flags = || vec!["diabète".to_owned()];
    let women = || "female".to_owned();
    vec![
        RecallKind {
            ages: ages(&[25, 45, 65]),
            gap: 60,
            every: 10,
            ..kind(
                "dtp",
                "Rappel diphtérie-tétanos-polio",
                CALENDAR,
                &["tétanos", "dtp", "repevax", "boostrix", "revaxis", "cvx|113", "cvx|115", "cvx|09"],
            )
        },
        RecallKind {
            from_age: Some(65),
            every: 1,
            ..kind("flu", "Grippe", CALENDAR, &["grippe", "influenza", "vaxigrip", "influvac", "efluelda", "cvx|140", "cvx|141", "cvx|135"])
        },
        RecallKind {
            from_age: Some(65),
            every: 0,
            ..kind("pneumo", "Pneumocoque", CALENDAR, &["pneumo", "prevenar", "capvaxive", "cvx|33", "cvx|133", "cvx|216"])
        },
        RecallKind {
            from_age: Some(65),
            every: 0,
            ..kind("zona", "Zona", CALENDAR, &["zona", "zoster", "shingrix", "cvx|187", "cvx|121"])
        },
        RecallKind {
            ages: vec![2, 3, 4, 5, 6, 11, 12, 16],
            to_age: Some(2),
            ..kind(
                "infant",
                "Vaccins du nourrisson",
                CALENDAR,
                &["hexyon", "infanrix", "vaxelis", "prevenar", "cvx|20", "cvx|133", "cvx|10", "cvx|03"],
            )
        },
        RecallKind {
            from_age: Some(50),
            to_age: Some(74),
            every: 2,
            gender: women(),
            ..kind("breast", "Mammographie", SCREENING, &["mammographie", "mammography"])
        },
        RecallKind {
            from_age: Some(50),
            to_age: Some(74),
            every: 2,
            ..kind("bowel", "Test colorectal", SCREENING, &["colorectal", "coloscopie", "colonoscopy"])
        },
        RecallKind {
            from_age: Some(25),
            to_age: Some(29),
            every: 3,
            gender: women(),
            ..kind("smear", "Frottis (25 à 29 ans)", SCREENING, &["frottis", "smear", "cytologie cervic"])
        },
        RecallKind {
            from_age: Some(30),
            to_age: Some(65),
            every: 5,
            gender: women(),
            ..kind("hpv", "Test HPV (30 à 65 ans)", SCREENING, &["hpv", "papillomavirus"])
        },
        RecallKind {
            ages: ages(&[18, 45, 60, 70]),
            to_age: Some(75),
            every: 0,
            ..kind("check", "Bilan de prévention", "Mon bilan prévention", &["bilan prévention", "bilan de prévention"])
        },
        RecallKind {
            flags: flags(), every: 3, unit: Unit::Months, ..kind("hba1c", "HbA1c", DIABETES, &["hba1c", "hémoglobine glyquée"])
        },
        RecallKind { flags: flags(), every: 1, ..kind("eyes", "Fond d’œil", DIABETES, &["fond d'œil", "rétinographie"]) },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_can_fall_due_and_be_shown() {
        let all = examples();
        for kind in &all {
            assert!(!kind.evidence.is_empty() && !kind.basis.is_empty(), "{}", kind.name);
            assert!(kind.every > 0 || !kind.ages.is_empty() || kind.from_age.is_some(), "{} is never due", kind.name);
            assert!(kind.evidence.iter().all(|e| kind.is_shown_by(&if e.contains('|') { e.clone() } else { crate::base::text::fold(e) })));
        }
        let ids: std::collections::BTreeSet<Id> = all.iter().map(|k| k.id).collect();
        assert_eq!(ids.len(), all.len());
    }
}
