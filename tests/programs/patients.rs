//! Lists of patients: other programs for practices, spreadsheets, other languages.

use super::{ansi, bom, home, how, left_out, people, reached, read, remarks, table, utf16, who};
use genki::exchange;

#[test]
fn openemr_and_synthea_say_much_that_looks_like_something_else() {
    let openemr = &[
        "id",
        "title",
        "language",
        "financial",
        "fname",
        "lname",
        "mname",
        "DOB",
        "street",
        "postal_code",
        "city",
        "state",
        "country_code",
        "drivers_license",
        "ss",
        "occupation",
        "phone_home",
        "phone_biz",
        "phone_contact",
        "phone_cell",
        "pharmacy_id",
        "status",
        "contact_relationship",
        "date",
        "sex",
        "referrer",
        "providerID",
        "email",
        "ethnoracial",
        "genericname1",
        "pubpid",
        "pid",
        "deceased_date",
    ];
    let row: &[(&str, &str)] = &[
        ("id", "4"),
        ("title", "Mrs."),
        ("fname", "Ada"),
        ("lname", "Roy"),
        ("mname", "M"),
        ("DOB", "1984-03-12"),
        ("street", "1 Main St"),
        ("postal_code", "02132"),
        ("city", "Boston"),
        ("state", "MA"),
        ("country_code", "US"),
        ("ss", "999-00-0001"),
        ("phone_home", "+1 617 555 0123"),
        ("phone_contact", "+1 617 555 0199"),
        ("date", "2020-01-05 10:22:00"),
        ("sex", "Female"),
        ("providerID", "3"),
        ("pubpid", "A-117"),
        ("pid", "4"),
        ("deceased_date", "0000-00-00 00:00:00"),
        ("contact_relationship", "Ivo Roy"),
    ];
    let zero: &[(&str, &str)] =
        &[("id", "5"), ("fname", "Ivo"), ("lname", "Roy"), ("DOB", "0000-00-00"), ("date", "2020-01-05 10:22:00"), ("pubpid", "A-118")];
    let plan = read(&bom(&table(openemr, &[row, zero])));
    let all = people(&plan);
    assert_eq!(
        (plan.records.len(), who(&all[0]), who(&all[1])),
        (2, ["Roy", "Ada|M", "1984-03-12", "female"].map(String::from), ["Roy", "Ivo", "", ""].map(String::from))
    );
    assert_eq!((reached(&all[0]), all[0].identifier[0].value.as_str()), (vec!["phone  +16175550123".to_string()], "A-117"));
    assert_eq!(home(&all[0]), "1 Main St;02132;Boston;MA;US");
    assert_eq!(left_out(&plan), ["id", "ss", "phone_contact", "contact_relationship", "date", "providerID", "pid", "deceased_date"]);

    let synthea = "Id,BIRTHDATE,DEATHDATE,SSN,DRIVERS,PASSPORT,PREFIX,FIRST,MIDDLE,LAST,SUFFIX,MAIDEN,MARITAL,RACE,ETHNICITY,GENDER,BIRTHPLACE,ADDRESS,CITY,STATE,COUNTY,FIPS,ZIP,LAT,LON,HEALTHCARE_EXPENSES,HEALTHCARE_COVERAGE,INCOME\n\
        a-1,1946-12-14,2015-10-03,999-00-0001,S99900001,false,Mrs.,Ada,A,Roy,,Brun,M,white,irish,F,Millbury MA,25 Fisher Manor,Boston,Massachusetts,Suffolk,25025,02132,42.3,-71.1,1000,500,20000\n\
        a-2,1967-06-22,,999-00-0002,S99900002,,Mr.,Ivo,B,Zola,,,,white,english,M,Boston MA,25 Reba Park,Carver,Massachusetts,Plymouth,25023,02330,41.9,-70.7,2000,500,30000\n";
    let plan = read(synthea.as_bytes());
    let all = people(&plan);
    assert_eq!((who(&all[0]), all[0].maiden.as_str()), (["Roy", "Ada|A", "1946-12-14", "female"].map(String::from), "Brun"));
    assert_eq!(
        (who(&all[1]), home(&all[1])),
        (["Zola", "Ivo|B", "1967-06-22", "male"].map(String::from), "25 Reba Park;02330;Carver;Massachusetts;".into())
    );
    let expected = [
        "DEATHDATE",
        "SSN",
        "DRIVERS",
        "PASSPORT",
        "MARITAL",
        "RACE",
        "ETHNICITY",
        "BIRTHPLACE",
        "COUNTY",
        "FIPS",
        "LAT",
        "LON",
        "HEALTHCARE_EXPENSES",
        "HEALTHCARE_COVERAGE",
        "INCOME",
    ];
    assert_eq!(left_out(&plan), expected);
    assert_eq!(reached(&all[0]), Vec::<String>::new());
}

#[test]
fn open_dental_and_dentrix() {
    let open_dental = "PatNum,LName,FName,MiddleI,Preferred,PatStatus,Gender,Position,Birthdate,SSN,Address,Address2,City,State,Zip,HmPhone,WkPhone,WirelessPhone,Guarantor,Email,PriProv\n\
        11,Roy,Ada,M,,0,1,0,1984-03-12,999000001,1 Main St,Apt 2,Boston,MA,02132,+1 617 555 0123,,+1 617 555 0124,11,ada@example.org,2\n\
        12,Roy,Ivo,,,0,0,0,0001-01-01,,1 Main St,,Boston,MA,02132,,,,11,,2\n\
        13,Roy,Kim,,,0,2,0,0001-01-01,,1 Main St,,Boston,MA,02132,,,,11,,2\n";
    let plan = read(&bom(open_dental));
    let all: Vec<_> = people(&plan).iter().map(who).collect();
    assert_eq!(
        all,
        [["Roy", "Ada|M", "1984-03-12", "female"], ["Roy", "Ivo", "", "male"], ["Roy", "Kim", "", "unknown"]].map(|p| p.map(String::from))
    );
    let ada = &people(&plan)[0];
    assert_eq!(reached(ada), ["phone mobile +16175550124", "phone  +16175550123", "email  ada@example.org"]);
    assert_eq!(home(ada), "1 Main St|Apt 2;02132;Boston;MA;");
    assert_eq!(left_out(&plan), ["PatStatus", "Position", "SSN", "Guarantor", "PriProv"]);
    let dentrix = "Last Name,First Name,MI,Preferred Name,Salutation,Gender,Status,Birthdate,Age,SS#,Chart #,Home Phone,Work Phone,Mobile Phone,Email,Address,City,State,Zip Code,First Visit Date,Last Visit Date\r\n\
        Roy,Ada,M,Addie,Ms.,Female,Active,03/12/1984,42,999-00-0001,RO0001,+1 617 555 0123,,+1 617 555 0124,ada@example.org,1 Main St,Boston,MA,02132,06/14/2010,01/05/2020\r\n\
        Roy,Ivo,,,,Male,Active,00/00/0000,,,RO0002,,,,,1 Main St,Boston,MA,02132,06/30/2010,\r\n";
    let plan = read(&ansi(dentrix));
    let all = people(&plan);
    assert_eq!((who(&all[0]), all[0].usual.as_str()), (["Roy", "Ada|M", "1984-03-12", "female"].map(String::from), "Addie"));
    assert_eq!(who(&all[1]), ["Roy", "Ivo", "", "male"]);
    assert_eq!(all[0].identifier[0].value, "RO0001");
    assert_eq!(left_out(&plan), ["Status", "Age", "SS#", "First Visit Date", "Last Visit Date"]);
}

#[test]
fn doctolib_and_lists_that_people_write_in_excel() {
    let doctolib = "id;gender;first_name;last_name;maiden_name;birthdate;email;phone_number;secondary_phone_number;address;zipcode;city;insurance_type;notes\r\n\
        7;F;Zoé;Lefèvre;Martin;12/03/1984;zoe@exemple.fr;0612345678;0142345678;12, rue de la Paix;01000;Bourg-en-Bresse;public;à rappeler\r\n";
    let plan = read(&bom(doctolib));
    let p = &people(&plan)[0];
    assert_eq!((who(p), p.maiden.as_str()), (["Lefèvre", "Zoé", "1984-03-12", "female"].map(String::from), "Martin"));
    assert_eq!(reached(p), ["phone  +33612345678", "phone  +33142345678", "email  zoe@exemple.fr"]);
    assert_eq!((home(p), left_out(&plan)), ("12, rue de la Paix;01000;Bourg-en-Bresse;;".into(), vec!["insurance_type"]));

    // What a spreadsheet made of numbers and dates.
    let excel = "Nom;Prénom;Né(e) le;Téléphone;Portable;Joindre;Dernière venue;Sorte\r\n\
        Anselme;Rita;30753;612345678;3,36123E+10;rita@exemple.fr;01/02/2020;Mme\r\n\
        Dutilleul;Ugo;12/03/84;0612345679.0;=\"0612345678\";ugo@exemple.fr;02/02/2020;M\r\n";
    for bytes in [ansi(excel), utf16(&excel.replace(';', "\t"))] {
        let plan = read(&bytes);
        let all = people(&plan);
        assert_eq!(who(&all[0]), ["Anselme", "Rita", "", ""]);
        assert!(all[0].note.ends_with("30753"), "{}", all[0].note);
        assert_eq!(reached(&all[0]), ["phone  +33612345678", "email  rita@exemple.fr"]);
        assert_eq!(reached(&all[1]), ["phone mobile +33612345678", "phone  +33612345679", "email  ugo@exemple.fr"]);
        assert_eq!(remarks(&plan), [(2, "import-remark-number-lost"), (2, "import-remark-birth-date"), (3, "import-remark-number-mended")]);
        // A date and a title are no birth date and no gender where their headings say something else.
        assert_eq!(left_out(&plan), ["Dernière venue", "Sorte"]);
    }
}

#[test]
fn german_spanish_and_chinese_lists() {
    let german = "Patientennummer;Anrede;Name;Vorname;Geb.-Datum;Geschlecht;Straße;PLZ;Ort;Handy;Telefon;E-Mail;Krankenkasse;Bemerkung\r\n\
        41;Frau;Weiß;Jördis;12.03.1984;weiblich;Marktstraße 3;53111;Bonn;+49 151 23456789;+49 228 123456;joe@beispiel.de;AOK;nüchtern\r\n\
        42;Herr;von der Au;Ivo;1.8.1975;männlich;Marktstraße 4;53111;Bonn;;;;TK;\r\n";
    let plan = read(&ansi(german));
    let all = people(&plan);
    assert_eq!(
        (who(&all[0]), who(&all[1])),
        (["Weiß", "Jördis", "1984-03-12", "female"].map(String::from), ["von der Au", "Ivo", "1975-08-01", "male"].map(String::from))
    );
    assert_eq!((home(&all[0]), left_out(&plan)), ("Marktstraße 3;53111;Bonn;;".into(), vec!["Krankenkasse"]));

    let spanish = "Nº Historia;Nombre;Primer apellido;Segundo apellido;Fecha de nacimiento;Sexo;DNI;Móvil;Correo electrónico;Dirección;C.P.;Población;Provincia\r\n\
        9;María José;García;Núñez;12/03/1984;M;00000000T;+34 612 345 678;maria@ejemplo.es;Calle Mayor 3;28013;Madrid;Madrid\r\n\
        10;Íñigo;Ruiz;Sáez;01/08/1975;H;00000001R;;;Calle Mayor 4;28013;Madrid;Madrid\r\n";
    let plan = read(&ansi(spanish));
    let all = people(&plan);
    assert_eq!(who(&all[0]), ["García Núñez", "María José", "1984-03-12", "female"]);
    assert_eq!(who(&all[1]), ["Ruiz Sáez", "Íñigo", "1975-08-01", "male"]);
    assert_eq!((home(&all[0]), left_out(&plan)), ("Calle Mayor 3;28013;Madrid;Madrid;".into(), vec!["DNI"]));

    let chinese = "病历号,姓名,性别,出生日期,身份证号,手机号码,家庭住址,紧急联系人电话,备注\r\n\
        0007,李明,男,1984年3月12日,110101198403120000,+86 138 0013 8000,北京路3号,+86 139 0013 9000,上午\r\n\
        0008,欧阳小芳,女,1975/7/25,110101197507250000,,北京路4号,,\r\n";
    for bytes in [encoding_rs::GBK.encode(chinese).0.into_owned(), bom(chinese), utf16(&chinese.replace(',', "\t"))] {
        let plan = read(&bytes);
        let all = people(&plan);
        assert_eq!(who(&all[0]), ["李", "明", "1984-03-12", "male"]);
        assert_eq!(who(&all[1]), ["欧阳", "小芳", "1975-07-25", "female"]);
        assert_eq!((reached(&all[0]), all[0].note.as_str()), (vec!["phone mobile +8613800138000".to_string()], "上午"));
        assert_eq!(left_out(&plan), ["身份证号", "紧急联系人电话"]);
    }
}

#[test]
fn a_heading_that_nobody_knows_makes_no_person() {
    let products = "Produkt;Nummer;Geliefert\nSchrauben;4006381333931;12/03/2026\nNägel;4006381333932;13/03/2026\n";
    assert_eq!(exchange::read(exchange::Format::Csv, products.as_bytes(), &how()).err(), Some(exchange::Unreadable::NoNames));
    // A column of dates tells how another one writes them.
    let plan = read("Nom;Né le;Dernière venue\nRoy;03/12/1984;02/14/2020\n".as_bytes());
    assert_eq!(who(&people(&plan)[0])[2], "1984-03-12");
    // One known heading does not hide what nobody can mistake in the others.
    let plan = read(
        "Nom;Joindre;Ligne;Passage\nRoy;ada@exemple.fr;01 42 34 56 78;12/03/1984\nBrun;ivo@exemple.fr;01 42 34 56 79;13/03/1984\n"
            .as_bytes(),
    );
    let p = &people(&plan)[0];
    assert_eq!(
        (who(p), reached(p)),
        (["Roy", "", "", ""].map(String::from), vec!["phone  +33142345678".to_string(), "email  ada@exemple.fr".into()])
    );
    assert_eq!(left_out(&plan), ["Passage"]);
}
