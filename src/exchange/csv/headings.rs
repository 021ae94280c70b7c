//! How columns are named: by people in French and English here, by programs and in other languages beside.

mod languages;
mod programs;

use super::{Field, OURS};
use crate::base::text::fold;

/// What a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    Is(Field),
    /// Something that is not kept, or somebody else's: whatever stands below it, it is left out.
    Other,
    /// Nothing that is known.
    Unknown,
}

/// Folded names; the whole heading must be one of these, but for its blanks.
#[rustfmt::skip]
const NAMES: &[(Field, &[&str])] = &[
    (Field::Number, &[
        "n dossier", "no dossier", "num dossier", "numero dossier", "numero de dossier", "n de dossier", "dossier", "id", "ipp",
        "id patient", "patient id", "n patient", "numero patient", "numero de patient", "no patient", "code patient",
        "record number", "record no", "mrn", "file number", "chart number", "identifiant", "identifiant patient",
    ]),
    (Field::Family, &[
        "nom", "nom de famille", "nom usuel", "nom d usage", "nom utilise", "nom marital", "nom patient", "nom du patient",
        "patient nom", "last name", "lastname", "surname", "family name", "family", "name last", "patient last name",
    ]),
    (Field::Given, &[
        "prenom", "prenoms", "prenom patient", "prenom du patient", "patient prenom", "1er prenom", "premier prenom",
        "first name", "firstname", "given name", "given names", "forename", "given", "name first", "patient first name",
    ]),
    (Field::FullName, &[
        "nom prenom", "nom et prenom", "nom prenoms", "nom et prenoms", "nom complet", "patient nom prenom",
        "nom prenom patient",
    ]),
    (Field::NameLast, &[
        "prenom nom", "prenom et nom", "full name", "fullname", "patient name", "name", "display name", "client name",
    ]),
    (Field::Maiden, &[
        "nom de naissance", "nom naissance", "nom jeune fille", "nom de jeune fille", "ne e sous le nom", "birth name",
        "maiden name", "maiden", "former name",
    ]),
    (Field::Usual, &[
        "prenom usuel", "prenom usage", "prenom d usage", "prenom utilise", "surnom", "nickname", "preferred name", "known as",
        "goes by",
    ]),
    (Field::Prefix, &[
        "civilite", "civ", "titre", "title", "prefix", "salutation",
    ]),
    (Field::BirthDate, &[
        "ne e le", "ne le", "nee le", "date de naissance", "date naissance", "date naiss", "ddn", "dn", "naissance",
        "d naissance", "birth date", "birthdate", "date of birth", "dob", "born", "birthday", "anniversaire", "date de naiss",
    ]),
    (Field::Gender, &[
        "sexe", "genre", "gender", "sex",
    ]),
    (Field::Mobile, &[
        "portable", "tel portable", "telephone portable", "mobile", "tel mobile", "telephone mobile", "gsm", "cell",
        "cell phone", "cellphone", "mobile phone", "n portable", "tel port", "cellulaire", "numero de portable",
    ]),
    (Field::Phone, &[
        "tel", "telephone", "tel domicile", "telephone domicile", "tel fixe", "telephone fixe", "fixe", "tel dom", "domicile",
        "n telephone", "numero de telephone", "phone", "home phone", "phone number", "telephone number", "tel 1", "tel1",
        "tel 2", "tel2", "telephone 1", "telephone 2", "phone 1", "phone 2",
    ]),
    (Field::WorkPhone, &[
        "tel professionnel", "telephone professionnel", "tel pro", "tel travail", "telephone travail", "tel bureau",
        "work phone", "business phone", "office phone",
    ]),
    (Field::Email, &[
        "courriel", "email", "e mail", "mail", "adresse mail", "adresse email", "adresse e mail", "adresse courriel",
        "adresse electronique", "email address", "e mail address", "mel", "contact email", "patient email",
    ]),
    (Field::Address, &[
        "adresse", "adresse 1", "adresse1", "rue", "adresse postale", "voie", "address", "address 1", "address1",
        "address line 1", "street", "street address",
    ]),
    (Field::AddressMore, &[
        "adresse 2", "adresse2", "adresse 3", "complement", "complement d adresse", "complement adresse", "address 2",
        "address2", "address line 2", "apartment",
    ]),
    (Field::PostalCode, &[
        "cp", "code postal", "c p", "code post", "postal code", "zip", "zip code", "postcode", "npa",
    ]),
    (Field::City, &[
        "ville", "commune", "localite", "city", "town",
    ]),
    (Field::Country, &[
        "pays", "country",
    ]),
    (Field::Language, &[
        "langue", "langue parlee", "langues", "language", "languages", "preferred language",
    ]),
    (Field::Doctor, &[
        "medecin traitant", "mt", "medecin", "docteur traitant", "medecin de famille", "gp", "general practitioner",
        "family doctor", "primary care physician", "pcp", "referring doctor",
    ]),
    (Field::Note, &[
        "remarque", "remarques", "note", "notes", "commentaire", "commentaires", "observation", "observations", "comment",
        "comments", "remark", "remarks", "memo", "divers", "info", "infos", "informations",
    ]),
    (Field::Date, &[
        "date", "date rdv", "date du rdv", "date rendez vous", "date du rendez vous", "rdv", "rendez vous", "jour", "le",
        "date de rdv", "appointment date", "day", "date et heure", "date heure", "date time", "datetime", "start", "start date",
        "debut", "date debut", "date de debut", "appointment", "debut le",
    ]),
    (Field::Time, &[
        "heure", "heure rdv", "heure du rdv", "heure debut", "heure de debut", "h debut", "a", "horaire", "time", "start time",
        "appointment time", "hour",
    ]),
    (Field::End, &[
        "fin", "heure fin", "heure de fin", "h fin", "end", "end time", "until",
    ]),
    (Field::Duration, &[
        "duree", "duree min", "duree mn", "duree minutes", "duree en minutes", "minutes", "duration", "duration min",
        "duration minutes", "length",
    ]),
    (Field::Reason, &[
        "motif", "motif de consultation", "motif rdv", "motif du rdv", "objet", "type de rdv", "type rdv", "type", "reason",
        "reason for visit", "visit reason", "appointment type", "visit type", "acte", "prestation",
    ]),
    (Field::Practitioner, &[
        "praticien", "medecin rdv", "docteur", "dr", "intervenant", "agenda", "avec", "soignant", "practitioner", "doctor",
        "provider", "physician", "with", "calendar", "clinician",
    ]),
    (Field::FullName, &[
        "patient", "nom du patient complet", "client",
    ]),
];

/// What a heading says its column is.
pub fn read(heading: &str) -> Heading {
    if heading.trim() == OURS {
        return Heading::Is(Field::Genki);
    }
    let words = fold(heading);
    let bare: String = words.split(' ').collect();
    let all = || [NAMES, programs::NAMES, languages::NAMES].into_iter().flatten();
    // A birthday is no birth day; but else "First Name", "first_name" and "FirstName" are one heading.
    let is = |name: &&str| name.split(' ').flat_map(str::bytes).eq(bare.bytes());
    let exact = all().find(|(_, names)| names.contains(&words.as_str()));
    if let Some((field, _)) = exact.or_else(|| all().find(|(_, names)| names.iter().any(&is))) {
        return Heading::Is(*field);
    }
    if let Some(known) = numbered(&words) {
        return known;
    }
    let others = programs::OTHERS.iter().chain(languages::OTHERS);
    let elsewhere = words.split(' ').any(|word| programs::ELSEWHERE.contains(&word));
    if others.into_iter().any(is) || elsewhere { Heading::Other } else { Heading::Unknown }
}

/// "Phone 1 - Value", as Google names its columns. Of several addresses the first is read.
fn numbered(words: &str) -> Option<Heading> {
    const PARTS: &[(&str, Field)] = &[
        ("formatted", Field::AddressWhole),
        ("street", Field::Address),
        ("extended address", Field::AddressMore),
        ("po box", Field::AddressMore),
        ("postal code", Field::PostalCode),
        ("city", Field::City),
        ("region", Field::Region),
        ("country", Field::Country),
    ];
    let all: Vec<&str> = words.split(' ').collect();
    let at = all.iter().position(|word| word.bytes().all(|b| b.is_ascii_digit())).filter(|at| *at > 0)?;
    let (what, part) = (all[..at].join(" "), all[at + 1..].join(" "));
    Some(match (what.as_str(), part.as_str()) {
        ("phone" | "e mail", "label" | "type") => Heading::Is(Field::Label),
        ("phone", "value") => Heading::Is(Field::Phone),
        ("e mail", "value") => Heading::Is(Field::Email),
        ("address", part) => {
            let known = PARTS.iter().find(|(name, _)| *name == part && all[at] == "1");
            known.map_or(Heading::Other, |(_, field)| Heading::Is(*field))
        }
        ("organization" | "relation" | "website" | "event" | "custom field" | "im" | "custom" | "user" | "external id" | "e mail", _) => {
            Heading::Other
        }
        _ => return None,
    })
}

/// What a heading says its column is; nothing where it says nothing that is read.
pub fn named(heading: &str) -> Field {
    if let Heading::Is(field) = read(heading) { field } else { Field::Skip }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_their_words_are_joined() {
        for heading in ["First Name", "first_name", "FirstName", "FIRSTNAME", " Vorname ", "名字", "fname", "Nombre"] {
            assert_eq!(read(heading), Heading::Is(Field::Given), "{heading}");
        }
        for (heading, is) in [
            ("Phone 12 - Value", Heading::Is(Field::Phone)),
            ("Phone 1 - Type", Heading::Is(Field::Label)),
            ("Address 1 - Postal Code", Heading::Is(Field::PostalCode)),
            ("Address 1 - Label", Heading::Other),
            ("Organization 1 - Title", Heading::Other),
            ("Assistant's Phone", Heading::Other),
            ("DEATHDATE", Heading::Other),
            ("Birthday", Heading::Is(Field::BirthDate)),
            ("Birth Day", Heading::Is(Field::BirthDay)),
            ("Straße privat", Heading::Is(Field::Address)),
            ("Truc", Heading::Unknown),
        ] {
            assert_eq!(read(heading), is, "{heading}");
        }
    }

    #[test]
    fn every_name_is_folded_and_says_one_thing() {
        let mut known = std::collections::HashMap::new();
        for (field, names) in [NAMES, programs::NAMES, languages::NAMES].into_iter().flatten() {
            for name in *names {
                assert_eq!(fold(name), *name, "{field:?}");
                let before = known.insert(*name, *field);
                assert!(before.is_none_or(|before| before == *field), "{name}: {before:?} and {field:?}");
            }
        }
    }
}
