//! How columns are named in what programs export, where that is not how people name them.

use super::Field;

/// Outlook, Thunderbird, Google and macOS; OpenEMR, Open Dental, Dentrix, Doctolib, Synthea.
#[rustfmt::skip]
pub const NAMES: &[(Field, &[&str])] = &[
    (Field::Number, &[
        "pubpid", "patnum", "pat id", "patid", "chart", "chart num", "chart id", "patient number", "import identifier", "medical record number",
    ]),
    (Field::Family, &["lname", "last", "sn"]),
    (Field::Given, &["fname", "first"]),
    (Field::Middle, &[
        "middle name", "middle names", "middle", "mname", "middle initial", "middle i", "mi", "additional name", "deuxieme prenom",
        "autres prenoms", "second prenom",
    ]),
    (Field::NameLast, &["nom a afficher", "anzeigename"]),
    (Field::Maiden, &["birth lname", "maiden last name"]),
    (Field::Usual, &["preferred", "pref name", "preferred first name"]),
    (Field::Prefix, &["name prefix"]),
    (Field::BirthDate, &["birth dt", "patient dob", "date of birth dob"]),
    (Field::BirthYear, &["birth year", "annee de naissance"]),
    (Field::BirthMonth, &["birth month", "mois de naissance", "mois"]),
    (Field::BirthDay, &["birth day", "jour de naissance"]),
    (Field::Mobile, &[
        "mobile number", "phone cell", "wireless phone", "mobile phone number", "cell phone number", "mobile phone 2", "tel mobile personnel",
        "wireless", "cell number",
    ]),
    (Field::Phone, &[
        "home phone 2", "primary phone", "other phone", "phone home", "hm phone", "telephone 2 domicile", "telephone principal",
        "telephone autre", "tel personnel", "telephone personnel", "home phone number", "secondary phone number", "secondary phone",
        "telephone secondaire", "car phone", "telephone voiture", "radio phone", "radio telephone",
    ]),
    (Field::WorkPhone, &[
        "business phone 2", "phone biz", "wk phone", "telephone bureau", "telephone 2 bureau", "work phone number", "office", "tel prof",
    ]),
    (Field::Fax, &[
        "fax", "home fax", "other fax", "business fax", "fax number", "telecopie", "telecopie domicile", "telecopie bureau",
        "telecopie autre", "telecopieur", "work fax",
    ]),
    (Field::Email, &[
        "e mail 2 address", "e mail 3 address", "primary email", "secondary email", "email direct", "adresse de messagerie",
        "adresse de messagerie 2", "adresse de messagerie 3", "premiere adresse electronique", "adresse electronique principale",
        "adresse electronique secondaire", "email addr", "email 1", "email 2",
    ]),
    (Field::Address, &[
        "home street", "home address", "rue domicile", "adresse privee", "adresse domicile", "addr line 1", "street line 1",
    ]),
    (Field::AddressMore, &[
        "home street 2", "home street 3", "home address 2", "rue domicile 2", "rue domicile 3", "adresse privee 2", "street 2",
        "street line 2", "addr line 2", "street 3",
    ]),
    (Field::PostalCode, &[
        "home postal code", "home zip code", "home zip", "code postal domicile", "zipcode",
    ]),
    (Field::City, &["home city", "ville domicile"]),
    (Field::Region, &[
        "home state", "state", "region", "departement", "province", "dep region domicile", "departement region domicile", "departement ou region",
        "etat", "state province", "county",
    ]),
    (Field::Country, &[
        "home country", "home country region", "country region", "pays domicile", "pays region domicile", "country code",
    ]),
    (Field::Doctor, &["primary doctor", "medecin traitant nom"]),
    (Field::Note, &["description", "pat note", "patient note", "patient notes"]),
    (Field::Date, &["apt date time", "pc event date", "appt date", "start datetime"]),
    (Field::Time, &["debut a", "pc start time", "appt time"]),
    (Field::EndDate, &["end date", "date fin", "date de fin", "pc end date"]),
    (Field::End, &["fin a", "pc end time", "end datetime"]),
    (Field::AllDay, &["all day event", "all day", "journee entiere", "toute la journee"]),
    (Field::Subject, &["subject", "sujet", "event title", "pc title"]),
    (Field::Practitioner, &["provider name", "primary provider", "dentist"]),
];

/// What is known to be none of what a front desk keeps: neither taken in nor guessed over.
#[rustfmt::skip]
pub const OTHERS: &[&str] = &[
    // Outlook, in English and French.
    "suffix", "name suffix", "suffixe", "company", "societe", "organization", "organisation", "department", "service", "job title", "fonction",
    "initials", "initiales", "anniversary", "anniversaire de mariage ou fete", "location", "lieu", "emplacement", "priority", "private",
    "sensitivity", "categories", "account", "spouse", "children", "hobby", "profession", "occupation", "e mail type", "e mail display name",
    "type de messagerie", "referred by", "show time as", "meeting organizer", "required attendees", "optional attendees", "meeting resources",
    "reminder on off", "reminder date", "reminder time", "mileage", "billing information", "directory server", "government id number",
    "pager", "pager number", "telex", "isdn", "callback", "rappel", "web page", "page web",
    // Google and Thunderbird.
    "file as", "photo", "labels", "group membership", "yomi name", "short name", "screen name", "web page 1", "web page 2", "phonetic first name",
    "phonetic last name", "phonetic middle name", "given name yomi", "family name yomi", "additional name yomi",
    // Synthea, OpenEMR, Open Dental.
    "death date", "ssn", "ss", "drivers", "passport", "marital", "race", "ethnicity", "birth place", "fips", "lat", "lon", "income",
    "healthcare expenses", "healthcare coverage", "drivers license", "phone contact", "contact relationship", "status", "pid", "guarantor", "pat status", "position", "age",
];

/// Words of headings whose columns speak of somebody else, or of something that only looks like what we keep.
pub const ELSEWHERE: &[&str] = &[
    "assistant",
    "company",
    "societe",
    "firma",
    "employer",
    "employeur",
    "emergency",
    "urgence",
    "guardian",
    "guardians",
    "tuteur",
    "mother",
    "mothers",
    "father",
    "parent",
    "parents",
    "spouse",
    "conjoint",
    "partner",
    "manager",
    "pharmacy",
    "pharmacie",
    "insurance",
    "assurance",
    "subscriber",
    "guarantor",
    "business",
    "work",
    "other",
    "organization",
    "account",
    "iban",
    "ssn",
    "security",
    "fax",
    "emplo",
    "doctor",
    "medecin",
    "provider",
    "referrer",
    "notfall",
    "notfallkontakt",
    "emergencia",
    "urgencia",
    "seguro",
];
