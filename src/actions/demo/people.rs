//! The made-up people of the example practice. Their telephone numbers are of the ranges that France keeps for
//! fiction (01 99 00, 06 39 98): nobody is ever called by mistake.

use crate::{
    base::Id,
    model::{
        Patient,
        patient::{Address, Contact, Telecom},
    },
};

/// Family, given, gender, year of birth. In the order in which the day's general practitioners see them.
const AT_THE_DOCTORS: [(&str, &str, char, i32); 48] = [
    ("Martin", "Léa", 'f', 1984),
    ("Garnier", "Paul", 'm', 1951),
    ("Nguyen", "Minh", 'm', 1979),
    ("Fontaine", "Odile", 'f', 1948),
    ("Bakhti", "Samir", 'm', 1990),
    ("Chevalier", "Agnès", 'f', 1967),
    ("Da Silva", "João", 'm', 1958),
    ("Perrin", "Lucas", 'm', 2018),
    ("Dubois", "Monique", 'f', 1943),
    ("Ferrand", "Élise", 'f', 1996),
    ("Kowalski", "Piotr", 'm', 1972),
    ("Mercier", "Jean-Pierre", 'm', 1946),
    ("Traoré", "Aminata", 'f', 1988),
    ("Lemoine", "Bastien", 'm', 2001),
    ("Roussel", "Geneviève", 'f', 1939),
    ("Haddad", "Nadia", 'f', 1981),
    ("Petit", "Arthur", 'm', 2021),
    ("Vasseur", "Didier", 'm', 1962),
    ("Leroy", "Christiane", 'f', 1955),
    ("Marchand", "Hugo", 'm', 1999),
    ("Picard", "Françoise", 'f', 1950),
    ("Diallo", "Ibrahima", 'm', 1985),
    ("Blanchet", "Sylvie", 'f', 1964),
    ("Moreau", "Théo", 'm', 2012),
    ("Costa", "Maria", 'f', 1970),
    ("Renaud", "Bernard", 'm', 1941),
    ("Klein", "Sophie", 'f', 1976),
    ("Aubry", "Étienne", 'm', 1983),
    ("Guérin", "Colette", 'f', 1937),
    ("Benoit", "Mathis", 'm', 2009),
    ("Schmitt", "Annie", 'f', 1953),
    ("Rahmani", "Karim", 'm', 1968),
    ("Delmas", "Yvette", 'f', 1945),
    ("Lambert", "Nicolas", 'm', 1987),
    ("Pires", "Ana", 'f', 1993),
    ("Boyer", "Raymond", 'm', 1944),
    ("Collet", "Jeanne", 'f', 2016),
    ("Gauthier", "Patrick", 'm', 1959),
    ("Hubert", "Claudine", 'f', 1961),
    ("Meunier", "Olivier", 'm', 1974),
    ("Barbier", "Lucie", 'f', 2005),
    ("Tanguy", "Yann", 'm', 1978),
    ("Prévost", "Simone", 'f', 1942),
    ("Weber", "Luc", 'm', 1966),
    ("Nassif", "Rima", 'f', 1991),
    ("Carpentier", "Alain", 'm', 1956),
    ("Joubert", "Mireille", 'f', 1949),
    ("Perrin", "Camille", 'f', 1986),
];

const AT_THE_MIDWIFES: [(&str, &str, i32); 16] = [
    ("Lefort", "Marion", 1992),
    ("Sissoko", "Fatou", 1995),
    ("Brunet", "Pauline", 1989),
    ("Morel", "Clémence", 1997),
    ("Arnaud", "Julie", 1990),
    ("Ben Salah", "Inès", 1994),
    ("Gomez", "Lucía", 1987),
    ("Charpentier", "Anaïs", 1998),
    ("Le Goff", "Solenn", 1991),
    ("Popescu", "Elena", 1993),
    ("Dumas", "Charlotte", 1988),
    ("Okafor", "Grace", 1996),
    ("Rolland", "Manon", 1999),
    ("Texier", "Émilie", 1985),
    ("Hoarau", "Laetitia", 1990),
    ("Bertin", "Noémie", 1994),
];

const STREETS: [&str; 8] = [
    "rue des Tilleuls",
    "avenue de la Gare",
    "place du Marché",
    "rue Victor-Hugo",
    "chemin des Vignes",
    "rue du Moulin",
    "impasse des Lilas",
    "quai de la Rivière",
];

/// Those seen by the doctors, then those seen by the midwife.
pub struct People {
    pub doctors: Vec<Patient>,
    pub midwifes: Vec<Patient>,
}

pub fn all(french: bool) -> People {
    let mut doctors: Vec<Patient> =
        AT_THE_DOCTORS.iter().enumerate().map(|(n, (family, given, gender, year))| person(n, family, given, *gender, *year)).collect();
    let midwifes = AT_THE_MIDWIFES.iter().enumerate().map(|(n, (family, given, year))| person(100 + n, family, given, 'f', *year));
    let mut midwifes: Vec<Patient> = midwifes.collect();
    for p in doctors.iter_mut().chain(&mut midwifes) {
        remember(p, french);
    }
    People { doctors, midwifes }
}

fn person(n: usize, family: &str, given: &str, gender: char, year: i32) -> Patient {
    let mobile = year > 1950 && year < 2008;
    let phone = if mobile { format!("+336399800{:02}", n % 100) } else { format!("+331990000{:02}", n % 100) };
    // The midwife's patients come after the doctors' in the same range.
    let phone = if n >= 100 { format!("+336399801{:02}", n % 100) } else { phone };
    Patient {
        id: Id::derived("example", &format!("patient {n}")),
        family: family.into(),
        given: vec![given.into()],
        birth_date: format!("{year}-{:02}-{:02}", n * 7 % 12 + 1, n * 11 % 28 + 1),
        gender: if gender == 'f' { "female" } else { "male" }.into(),
        telecom: vec![Telecom { system: "phone".into(), value: phone, usage: if mobile { "mobile" } else { "home" }.into() }],
        address: vec![Address {
            line: vec![format!("{} {}", n * 3 % 40 + 1, STREETS[n % STREETS.len()])],
            city: "Saint-Aubin-des-Tilleuls".into(),
            postal_code: "00000".into(),
            ..Address::default()
        }],
        ..Patient::default()
    }
}

/// What a front desk remembers of some of them.
fn remember(p: &mut Patient, french: bool) {
    let say = |fr: &str, en: &str| (if french { fr } else { en }).to_owned();
    let contact = |name: &str, relation: String, phone: &str| Contact { name: name.into(), relation, phone: phone.into() };
    match (p.family.as_str(), p.given[0].as_str()) {
        ("Martin", "Léa") => p.note = say("Sa fille passe le bac en juin.", "Her daughter graduates in June."),
        ("Fontaine", _) => {
            p.alert = say("Entend mal : lui faire face en parlant.", "Hard of hearing: face her when speaking.");
            p.contacts = vec![contact("Marc Fontaine", say("fils", "son"), "+33639980201")];
        }
        ("Nguyen", _) => p.pronounce = say("« Nouyène »", "“Nwee-en”"),
        ("Garnier", _) => p.alert = say("Marche difficilement : le faire asseoir tout de suite.", "Walks with pain: offer a seat at once."),
        ("Perrin", "Lucas") | ("Petit", _) | ("Collet", _) => {
            p.contacts = vec![contact(&format!("Camille {}", p.family), say("mère", "mother"), "+33639980247")];
        }
        ("Dubois", _) => {
            p.prefix = say("Mme", "Mrs");
            p.address_as = say("Madame Dubois, jamais par son prénom", "Mrs Dubois, never by her first name");
            p.note = say("Veuve depuis le printemps.", "Widowed since the spring.");
        }
        ("Kowalski", _) => p.languages = vec!["pl".into(), "fr".into()],
        ("Da Silva", _) => p.languages = vec!["pt".into(), "fr".into()],
        ("Roussel", _) => {
            p.contacts = vec![contact("Hélène Roussel", say("fille, personne de confiance", "daughter, to be told"), "+33639980202")];
            p.note = say("Préfère le premier rendez-vous du matin.", "Prefers the first visit of the morning.");
        }
        ("Popescu", _) => p.pronounce = say("« Popèscou »", "“Po-pess-koo”"),
        ("Sissoko", _) => p.note = say("Attend des jumeaux.", "Expecting twins."),
        ("Vasseur", _) => p.do_not_contact = true,
        ("Le Goff", _) => p.alert = say("Allergie au latex.", "Allergic to latex."),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn everybody_is_somebody_and_can_be_called_by_nobody() {
        for french in [true, false] {
            let People { doctors, midwifes } = all(french);
            let everybody: Vec<_> = doctors.iter().chain(&midwifes).collect();
            let ids: BTreeSet<_> = everybody.iter().map(|p| p.id).collect();
            assert_eq!(ids.len(), 64);
            for p in &everybody {
                assert!(p.born().is_some(), "{}", p.name());
                let numbers = p.telecom.iter().map(|t| &t.value).chain(p.contacts.iter().map(|c| &c.phone));
                for phone in numbers {
                    let fiction = phone.starts_with("+3363998") || phone.starts_with("+3319900");
                    assert!(fiction && phone.len() == 12, "{phone}");
                }
            }
        }
    }
}
