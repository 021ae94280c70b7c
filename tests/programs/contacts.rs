//! Address books and calendars: Google, Outlook, Thunderbird, iCloud.

use super::{ansi, bom, home, how, left_out, notes, people, reached, read, remarks, table, utf16, visits, who};
use genki::exchange;

const GOOGLE: &[&str] = &[
    "First Name",
    "Middle Name",
    "Last Name",
    "Phonetic First Name",
    "Phonetic Middle Name",
    "Phonetic Last Name",
    "Name Prefix",
    "Name Suffix",
    "Nickname",
    "File As",
    "Organization Name",
    "Organization Title",
    "Organization Department",
    "Birthday",
    "Notes",
    "Photo",
    "Labels",
    "E-mail 1 - Label",
    "E-mail 1 - Value",
    "E-mail 2 - Label",
    "E-mail 2 - Value",
    "Phone 1 - Label",
    "Phone 1 - Value",
    "Phone 2 - Label",
    "Phone 2 - Value",
    "Address 1 - Label",
    "Address 1 - Formatted",
    "Address 1 - Street",
    "Address 1 - City",
    "Address 1 - PO Box",
    "Address 1 - Region",
    "Address 1 - Postal Code",
    "Address 1 - Country",
    "Address 1 - Extended Address",
];

#[test]
fn google_contacts() {
    let row: &[(&str, &str)] = &[
        ("First Name", "Jan"),
        ("Middle Name", "van der"),
        ("Last Name", "Berg"),
        ("Birthday", "1979-04-21"),
        ("Labels", "* myContacts"),
        ("E-mail 1 - Label", "* Work"),
        ("E-mail 1 - Value", "jan@exemple.fr ::: berg@exemple.fr"),
        ("Phone 1 - Label", "Home"),
        ("Phone 1 - Value", "01 44 55 66 77 ::: 01 44 55 66 78"),
        ("Phone 2 - Label", "Mobile"),
        ("Phone 2 - Value", "+33 6 98 76 54 32"),
        ("Address 1 - Formatted", "5 rue des Lilas\n75011 Paris"),
        ("Address 1 - Street", "5 rue des Lilas"),
        ("Address 1 - City", "Paris"),
        ("Address 1 - Postal Code", "75011"),
        ("Address 1 - Country", "FR"),
        ("Organization Title", "Boulanger"),
    ];
    let formatted: &[(&str, &str)] =
        &[("First Name", "Ada"), ("Last Name", "Roy"), ("Birthday", "--04-21"), ("Address 1 - Formatted", "1 place Neuve\n69001 Lyon")];
    let plan = read(&bom(&table(GOOGLE, &[row, formatted])));
    let all = people(&plan);
    assert_eq!(who(&all[0]), ["van der Berg", "Jan", "1979-04-21", ""]);
    assert_eq!(
        reached(&all[0]),
        [
            "phone home +33144556677",
            "phone home +33144556678",
            "phone mobile +33698765432",
            "email work jan@exemple.fr",
            "email work berg@exemple.fr"
        ]
    );
    assert_eq!(home(&all[0]), "5 rue des Lilas;75011;Paris;;FR");
    assert_eq!((who(&all[1]), home(&all[1])), (["Roy", "Ada", "", ""].map(String::from), "1 place Neuve|69001 Lyon;;;;".into()));
    assert_eq!((left_out(&plan), remarks(&plan)), (vec!["Organization Title", "Labels"], vec![]));
    // Every column is either read or named.
    let unnamed = plan.left_out.iter().filter(|c| c.cells == 0).count();
    assert_eq!(unnamed + 2 + 23, GOOGLE.len(), "{:?}", plan.left_out);
}

#[test]
fn google_contacts_as_they_were() {
    let headings = &[
        "Name",
        "Given Name",
        "Additional Name",
        "Family Name",
        "Yomi Name",
        "Given Name Yomi",
        "Additional Name Yomi",
        "Family Name Yomi",
        "Name Prefix",
        "Name Suffix",
        "Initials",
        "Nickname",
        "Short Name",
        "Maiden Name",
        "Birthday",
        "Gender",
        "Location",
        "Billing Information",
        "Directory Server",
        "Mileage",
        "Occupation",
        "Hobby",
        "Sensitivity",
        "Priority",
        "Subject",
        "Notes",
        "Group Membership",
        "E-mail 1 - Type",
        "E-mail 1 - Value",
        "Phone 1 - Type",
        "Phone 1 - Value",
        "Phone 2 - Type",
        "Phone 2 - Value",
    ];
    let row: &[(&str, &str)] = &[
        ("Name", "Noé Sart"),
        ("Given Name", "Noé"),
        ("Family Name", "Sart"),
        ("Maiden Name", "Brun"),
        ("Birthday", "1988-11-02"),
        ("Gender", "Male"),
        ("Group Membership", "* myContacts"),
        ("E-mail 1 - Type", "*"),
        ("E-mail 1 - Value", "noe@exemple.fr"),
        ("Phone 1 - Type", "Mobile"),
        ("Phone 1 - Value", "06 77 88 99 00"),
        ("Phone 2 - Type", "Work Fax"),
        ("Phone 2 - Value", "01 23 45 67 89"),
        ("Hobby", "Gym"),
    ];
    // Google wrote this one in UTF-16.
    let plan = read(&utf16(&table(headings, &[row])));
    let p = &people(&plan)[0];
    assert_eq!((who(p), p.maiden.as_str()), (["Sart", "Noé", "1988-11-02", "male"].map(String::from), "Brun"));
    assert_eq!(reached(p), ["phone mobile +33677889900", "fax work +33123456789", "email  noe@exemple.fr"]);
    assert_eq!(left_out(&plan), ["Hobby", "Group Membership"]);
}

#[test]
fn outlook_contacts_in_english() {
    let headings = &[
        "Title",
        "First Name",
        "Middle Name",
        "Last Name",
        "Suffix",
        "Company",
        "Department",
        "Job Title",
        "Business Street",
        "Business City",
        "Business Postal Code",
        "Home Street",
        "Home Street 2",
        "Home City",
        "Home State",
        "Home Postal Code",
        "Home Country/Region",
        "Assistant's Phone",
        "Business Fax",
        "Business Phone",
        "Home Phone",
        "Mobile Phone",
        "Other Phone",
        "Anniversary",
        "Birthday",
        "Categories",
        "E-mail Address",
        "E-mail Type",
        "E-mail Display Name",
        "E-mail 2 Address",
        "Gender",
        "Initials",
        "Language",
        "Notes",
        "Spouse",
        "Web Page",
    ];
    let nina: &[(&str, &str)] = &[
        ("Title", "Mrs."),
        ("First Name", "Nina"),
        ("Middle Name", "Zoé"),
        ("Last Name", "Abadie"),
        ("Business Street", "1 quai Neuf"),
        ("Business City", "Brest"),
        ("Home Street", "4 rue du Puits"),
        ("Home Street 2", "Bât. B"),
        ("Home City", "Nantes"),
        ("Home Postal Code", "44000"),
        ("Home Country/Region", "France"),
        ("Assistant's Phone", "02 40 00 00 09"),
        ("Business Fax", "02 40 00 00 08"),
        ("Business Phone", "02 40 00 00 01"),
        ("Home Phone", "02 40 00 00 02"),
        ("Mobile Phone", "06 40 00 00 03"),
        ("Anniversary", "6/14/2010"),
        ("Birthday", "0/0/00"),
        ("E-mail Address", "nina@exemple.fr"),
        ("E-mail 2 Address", "abadie@exemple.fr"),
        ("Gender", "Unspecified"),
        ("Spouse", "Oscar Bellec"),
        ("Notes", "le matin"),
    ];
    let oscar: &[(&str, &str)] =
        &[("First Name", "Oscar"), ("Last Name", "Bellec"), ("Birthday", "2/14/1990"), ("Gender", "Male"), ("Anniversary", "0/0/00")];
    let plan = read(&ansi(&table(headings, &[nina, oscar])));
    let all = people(&plan);
    assert_eq!((who(&all[0]), all[0].prefix.as_str()), (["Abadie", "Nina|Zoé", "", ""].map(String::from), "Mrs."));
    assert_eq!(who(&all[1]), ["Bellec", "Oscar", "1990-02-14", "male"]);
    assert_eq!(
        reached(&all[0]),
        [
            "phone mobile +33640000003",
            "phone  +33240000002",
            "phone work +33240000001",
            "fax  +33240000008",
            "email  nina@exemple.fr",
            "email  abadie@exemple.fr"
        ]
    );
    assert_eq!((home(&all[0]), all[0].note.as_str()), ("4 rue du Puits|Bât. B;44000;Nantes;;France".into(), "le matin"));
    assert_eq!(left_out(&plan), ["Business Street", "Business City", "Assistant's Phone", "Anniversary", "Spouse"]);
    assert_eq!(remarks(&plan), []);
}

#[test]
fn outlook_contacts_in_french() {
    let headings = &[
        "Titre",
        "Prénom",
        "Deuxième prénom",
        "Nom",
        "Suffixe",
        "Société",
        "Service",
        "Rue (bureau)",
        "Ville (bureau)",
        "Rue (domicile)",
        "Rue (domicile) 2",
        "Ville (domicile)",
        "Dép/Région (domicile)",
        "Code postal (domicile)",
        "Pays/Région (domicile)",
        "Téléphone de l'assistant(e)",
        "Télécopie (bureau)",
        "Téléphone (bureau)",
        "Téléphone société",
        "Téléphone (domicile)",
        "Téléphone 2 (domicile)",
        "Tél. mobile",
        "Adresse de messagerie",
        "Type de messagerie",
        "Anniversaire",
        "Anniversaire de mariage ou fête",
        "Conjoint(e)",
        "Langue",
        "Notes",
        "Profession",
        "Sexe",
    ];
    let paule: &[(&str, &str)] = &[
        ("Prénom", "Paule"),
        ("Nom", "Le Goff"),
        ("Rue (domicile)", "6 rue du Puits"),
        ("Ville (domicile)", "Brest"),
        ("Code postal (domicile)", "29200"),
        ("Téléphone (bureau)", "02 98 00 00 01"),
        ("Téléphone (domicile)", "02 98 00 00 02"),
        ("Téléphone société", "02 98 00 00 07"),
        ("Tél. mobile", "06 98 00 00 03"),
        ("Adresse de messagerie", "paule@exemple.fr"),
        ("Anniversaire", "0/0/00"),
        ("Anniversaire de mariage ou fête", "01/06/2010"),
        ("Sexe", "Non spécifié"),
        ("Profession", "Pêcheuse"),
    ];
    let remi: &[(&str, &str)] = &[("Prénom", "Rémi"), ("Nom", "Denis"), ("Anniversaire", "14/02/1990"), ("Sexe", "Masculin")];
    for bytes in [ansi(&table(headings, &[paule, remi])), bom(&table(headings, &[paule, remi]))] {
        let plan = read(&bytes);
        let all = people(&plan);
        assert_eq!(
            (who(&all[0]), who(&all[1])),
            (["Le Goff", "Paule", "", ""].map(String::from), ["Denis", "Rémi", "1990-02-14", "male"].map(String::from))
        );
        assert_eq!(
            reached(&all[0]),
            ["phone mobile +33698000003", "phone  +33298000002", "phone work +33298000001", "email  paule@exemple.fr"]
        );
        assert_eq!(home(&all[0]), "6 rue du Puits;29200;Brest;;");
        assert_eq!(left_out(&plan), ["Téléphone société", "Anniversaire de mariage ou fête", "Profession"]);
    }
}

#[test]
fn outlook_contacts_in_german() {
    let headings = &[
        "Anrede",
        "Vorname",
        "Weitere Vornamen",
        "Nachname",
        "Suffix",
        "Firma",
        "Abteilung",
        "Position",
        "Straße geschäftlich",
        "Ort geschäftlich",
        "Straße privat",
        "Straße privat 2",
        "Ort privat",
        "Bundesland/Kanton privat",
        "Postleitzahl privat",
        "Land/Region privat",
        "Telefon Assistent",
        "Fax privat",
        "Telefon geschäftlich",
        "Telefon privat",
        "Telefon privat 2",
        "Mobiltelefon",
        "E-Mail-Adresse",
        "E-Mail-Typ",
        "E-Mail 2: Adresse",
        "Geburtstag",
        "Geschlecht",
        "Jahrestag",
        "Notizen",
        "Ort",
        "Partner",
        "Sprache",
        "Webseite",
    ];
    let row: &[(&str, &str)] = &[
        ("Anrede", "Frau"),
        ("Vorname", "Jördis"),
        ("Nachname", "Weiß"),
        ("Ort geschäftlich", "Köln"),
        ("Straße privat", "Marktstraße 3"),
        ("Ort privat", "Bonn"),
        ("Postleitzahl privat", "53111"),
        ("Land/Region privat", "Deutschland"),
        ("Telefon privat", "+49 228 123456"),
        ("Mobiltelefon", "+49 151 23456789"),
        ("E-Mail-Adresse", "joe@beispiel.de"),
        ("Geburtstag", "12.03.1984"),
        ("Geschlecht", "Weiblich"),
        ("Jahrestag", "1.6.2010"),
        ("Ort", "Saal 2"),
    ];
    let none: &[(&str, &str)] = &[("Vorname", "Ivo"), ("Nachname", "von der Au"), ("Geburtstag", "0.0.00"), ("Geschlecht", "Keine Angabe")];
    let plan = read(&ansi(&table(headings, &[row, none])));
    let all = people(&plan);
    assert_eq!(who(&all[0]), ["Weiß", "Jördis", "1984-03-12", "female"]);
    assert_eq!(who(&all[1]), ["von der Au", "Ivo", "", ""]);
    assert_eq!(reached(&all[0]), ["phone mobile +4915123456789", "phone  +49228123456", "email  joe@beispiel.de"]);
    assert_eq!(home(&all[0]), "Marktstraße 3;53111;Bonn;;Deutschland");
    assert_eq!(left_out(&plan), ["Ort geschäftlich", "Jahrestag", "Ort"]);
}

/// Two visits and a whole day, in the words of a calendar.
fn is_calendar(bytes: &[u8], case: &str) {
    let plan = read(bytes);
    let shown: Vec<_> = visits(&plan).iter().map(|v| (v.label.clone(), v.start.to_string(), v.minutes)).collect();
    let expected = [("Lenoir Ada", "2025-05-13 10:00:00", 30), ("Brun Ivo", "2025-05-14 14:15:00", 30)];
    assert_eq!(shown, expected.map(|(who, at, minutes)| (who.to_string(), at.to_string(), minutes)), "{case}");
    let days: Vec<_> = notes(&plan).iter().map(|n| (n.text.clone(), n.date.to_string(), n.until.to_string())).collect();
    assert_eq!(days, [("Fermé".to_string(), "2025-05-29".to_string(), "2025-05-30".to_string())], "{case}");
    assert_eq!(people(&plan).len(), 0, "{case}: a subject makes nobody");
}

#[test]
fn calendars_of_outlook_and_thunderbird() {
    let english = &[
        "Subject",
        "Start Date",
        "Start Time",
        "End Date",
        "End Time",
        "All day event",
        "Reminder on/off",
        "Reminder Date",
        "Reminder Time",
        "Meeting Organizer",
        "Required Attendees",
        "Billing Information",
        "Categories",
        "Description",
        "Location",
        "Mileage",
        "Priority",
        "Private",
        "Sensitivity",
        "Show time as",
    ];
    let row = |cells: [&'static str; 6]| -> Vec<(&'static str, &'static str)> {
        english.iter().copied().zip(cells).chain([("Reminder Date", "5/13/2025")]).collect()
    };
    let rows = [
        row(["Lenoir Ada", "5/13/2025", "10:00:00 AM", "5/13/2025", "10:30:00 AM", "False"]),
        row(["Brun Ivo", "5/14/2025", "2:15:00 PM", "5/14/2025", "2:45:00 PM", "False"]),
        row(["Fermé", "5/29/2025", "12:00:00 AM", "5/31/2025", "12:00:00 AM", "True"]),
    ];
    let text = table(english, &rows.each_ref().map(Vec::as_slice));
    is_calendar(&ansi(&text), "English");
    is_calendar(&utf16(&text), "English, UTF-16");
    assert_eq!(left_out(&read(&bom(&text))), ["Reminder Date"]);

    // Outlook in French calls the day and the time alike.
    let french = "\"Objet\",\"Début\",\"Début\",\"Fin\",\"Fin\",\"Journée entière\",\"Rappel actif/inactif\",\"Date de rappel\",\"Emplacement\"\r\n\
        \"Lenoir Ada\",\"13/5/2025\",\"10:00:00\",\"13/5/2025\",\"10:30:00\",\"Faux\",\"Faux\",,\r\n\
        \"Brun Ivo\",\"14/5/2025\",\"14:15:00\",\"14/5/2025\",\"14:45:00\",\"Faux\",\"Faux\",,\r\n\
        \"Fermé\",\"29/5/2025\",\"00:00:00\",\"31/5/2025\",\"00:00:00\",\"Vrai\",\"Faux\",,\r\n";
    is_calendar(&ansi(french), "French");
    assert_eq!(left_out(&read(&ansi(french))), ["Rappel actif/inactif"]);
    let german = "\"Betreff\",\"Beginnt am\",\"Beginnt um\",\"Endet am\",\"Endet um\",\"Ganztägiges Ereignis\",\"Erinnerung Ein/Aus\",\"Ort\"\r\n\
        \"Lenoir Ada\",\"13.5.2025\",\"10:00:00\",\"13.5.2025\",\"10:30:00\",\"Aus\",\"Aus\",\"Bonn\"\r\n\
        \"Brun Ivo\",\"14.5.2025\",\"14:15:00\",\"14.5.2025\",\"14:45:00\",\"Aus\",\"Aus\",\"Bonn\"\r\n\
        \"Fermé\",\"29.5.2025\",\"00:00:00\",\"31.5.2025\",\"00:00:00\",\"Ein\",\"Aus\",\"Bonn\"\r\n";
    is_calendar(&ansi(german), "German");
    assert_eq!(left_out(&read(&ansi(german))), ["Erinnerung Ein/Aus", "Ort"]);
}

#[test]
fn thunderbird_writes_the_birth_date_in_three_columns() {
    let english = &[
        "First Name",
        "Last Name",
        "Display Name",
        "Nickname",
        "Primary Email",
        "Secondary Email",
        "Screen Name",
        "Work Phone",
        "Home Phone",
        "Fax Number",
        "Pager Number",
        "Mobile Number",
        "Home Address",
        "Home Address 2",
        "Home City",
        "Home State",
        "Home ZipCode",
        "Home Country",
        "Work Address",
        "Work City",
        "Job Title",
        "Department",
        "Organization",
        "Web Page 1",
        "Birth Year",
        "Birth Month",
        "Birth Day",
        "Custom 1",
        "Notes",
    ];
    let ada: &[(&str, &str)] = &[
        ("First Name", "Ada"),
        ("Last Name", "Roy"),
        ("Display Name", "Ada Roy"),
        ("Primary Email", "ada@exemple.fr"),
        ("Mobile Number", "0611223344"),
        ("Home Address", "1 place Neuve"),
        ("Home City", "Lyon"),
        ("Home ZipCode", "69001"),
        ("Birth Year", "1984"),
        ("Birth Month", "3"),
        ("Birth Day", "12"),
        ("Custom 1", "x"),
        ("Work City", "Bron"),
    ];
    let luc: &[(&str, &str)] = &[("Display Name", "Luc van der Berg"), ("Birth Month", "3"), ("Birth Day", "12")];
    let plan = read(&bom(&table(english, &[ada, luc])));
    let all = people(&plan);
    assert_eq!((who(&all[0]), home(&all[0])), (["Roy", "Ada", "1984-03-12", ""].map(String::from), "1 place Neuve;69001;Lyon;;".into()));
    assert_eq!(who(&all[1]), ["van der Berg", "Luc", "", ""]);
    assert_eq!(left_out(&plan), ["Work City", "Custom 1"]);
    let german = &[
        "Vorname",
        "Nachname",
        "Primäre E-Mail-Adresse",
        "Tel. privat",
        "Mobil-Tel.-Nr.",
        "Privat: Adresse",
        "Privat: Ort",
        "Privat: PLZ",
        "Geburtsjahr",
        "Geburtsmonat",
        "Geburtstag",
    ];
    let row: &[(&str, &str)] = &[
        ("Vorname", "Jörg"),
        ("Nachname", "Weiß"),
        ("Privat: Adresse", "Marktstraße 3"),
        ("Privat: Ort", "Bonn"),
        ("Privat: PLZ", "53111"),
        ("Mobil-Tel.-Nr.", "+49 151 23456789"),
        ("Geburtsjahr", "1984"),
        ("Geburtsmonat", "3"),
        ("Geburtstag", "12"),
    ];
    let p = people(&read(&ansi(&table(german, &[row])))).remove(0);
    assert_eq!((who(&p), home(&p)), (["Weiß", "Jörg", "1984-03-12", ""].map(String::from), "Marktstraße 3;53111;Bonn;;".into()));
}

#[test]
fn cards_of_icloud_bring_no_year_that_nobody_was_born_in() {
    let card = |bday: &str| {
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iOS 16.1.2//EN\r\nN:Berg;Jan;van der;;\r\nFN:Jan van der Berg\r\n\
             item1.TEL;type=CELL;type=VOICE;type=pref:06 12 34 56 78\r\nitem1.X-ABLabel:_$!<Mobile>!$_\r\n{bday}\r\nEND:VCARD\r\n"
        )
    };
    for (bday, born, said) in [
        ("BDAY;VALUE=date:1604-06-19", "", 0),
        ("BDAY;X-APPLE-OMIT-YEAR=1604;VALUE=date:1604-06-19", "", 0),
        ("BDAY:--06-19", "", 0),
        ("BDAY:0000-00-00", "", 0),
        ("BDAY;VALUE=date:1984-03-12", "1984-03-12", 0),
        ("BDAY:spring 1984?", "", 1),
    ] {
        let bytes = card(bday).into_bytes();
        let plan = exchange::read(exchange::detect("icloud.vcf", &bytes).unwrap(), &bytes, &how()).unwrap();
        assert_eq!(plan.rejected, [], "{bday}");
        let p = people(&plan).remove(0);
        assert_eq!(who(&p), ["van der Berg", "Jan", born, ""], "{bday}");
        assert_eq!(
            (reached(&p), plan.remarks.len(), p.note.is_empty()),
            (vec!["phone mobile +33612345678".to_string()], said, said == 0),
            "{bday}"
        );
    }
}
