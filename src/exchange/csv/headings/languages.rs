//! How columns are named in German, Spanish and Chinese, by people and by the programs of these countries.

use super::Field;

#[rustfmt::skip]
pub const NAMES: &[(Field, &[&str])] = &[
    (Field::Number, &[
        "patientennummer", "patienten nr", "patientennr", "pat nr", "patnr", "patienten id", "kartei nr", "karteinummer",
        "numero de historia", "no historia", "no de historia", "n historia", "n de historia", "historia clinica", "nhc", "numero de paciente", "id paciente",
        "病历号", "病案号", "门诊号", "患者编号", "病人编号", "就诊卡号", "编号", "病歷號",
    ]),
    (Field::Family, &[
        "nachname", "familienname", "zuname", "patient nachname", "apellido", "apellidos", "primer apellido", "apellido 1", "apellido paterno", "姓", "姓氏",
    ]),
    (Field::FamilyMore, &["segundo apellido", "apellido 2", "apellido materno"]),
    (Field::Given, &["vorname", "vornamen", "rufname", "patient vorname", "nombre", "nombres", "nombre de pila", "名", "名字"]),
    (Field::Middle, &["weitere vornamen", "zweiter vorname", "segundo nombre"]),
    (Field::FullName, &[
        "name vorname", "nachname vorname", "apellidos y nombre", "apellidos nombre", "姓名", "患者姓名", "病人姓名", "患者", "病人", "客户姓名",
    ]),
    (Field::NameLast, &["vorname name", "vorname nachname", "nombre y apellidos", "nombre completo", "paciente", "nombre del paciente"]),
    (Field::Maiden, &["geburtsname", "madchenname", "apellido de soltera"]),
    (Field::Usual, &["spitzname", "apodo"]),
    (Field::Prefix, &["anrede", "titel", "tratamiento", "称谓"]),
    (Field::BirthDate, &[
        "geburtsdatum", "geb datum", "gebdatum", "geboren", "geboren am", "geburtstag", "geb", "geb am", "fecha de nacimiento", "fecha nacimiento",
        "f nacimiento", "fecha nac", "nacimiento", "cumpleanos", "出生日期", "生日", "出生年月", "出生年月日",
    ]),
    (Field::BirthYear, &["geburtsjahr", "ano de nacimiento"]),
    (Field::BirthMonth, &["geburtsmonat", "mes de nacimiento"]),
    (Field::BirthDay, &["dia de nacimiento"]),
    (Field::Gender, &["geschlecht", "sexo", "genero", "性别", "性別"]),
    (Field::Mobile, &[
        "mobil", "handy", "mobiltelefon", "mobiltelefon 2", "mobilnummer", "handynummer", "mobil tel nr", "telefon mobil", "movil", "telefono movil",
        "tel movil", "celular", "telefono celular", "手机", "手机号", "手机号码", "移动电话", "手機",
    ]),
    (Field::Phone, &[
        "telefon", "telefonnummer", "telefon privat", "telefon privat 2", "tel privat", "festnetz", "haupttelefon", "weiteres telefon", "autotelefon",
        "telefono", "telefonos", "telefono fijo", "telefono particular", "telefono 1", "telefono 2", "tel fijo", "电话", "联系电话", "电话号码",
        "家庭电话", "電話",
    ]),
    (Field::WorkPhone, &[
        "telefon geschaftlich", "telefon geschaftlich 2", "telefon dienstlich", "tel dienstlich", "telefono trabajo", "telefono del trabajo", "单位电话",
    ]),
    (Field::Fax, &["fax privat", "fax geschaftlich", "weiteres fax", "fax nummer", "faxnummer", "传真"]),
    (Field::Email, &[
        "e mail adresse", "email adresse", "e mail 2 adresse", "e mail 3 adresse", "primare e mail adresse", "sekundare e mail adresse", "correo",
        "correo electronico", "direccion de correo", "direccion de correo electronico", "邮箱", "电子邮件", "电子邮箱", "邮件地址",
    ]),
    (Field::Address, &[
        "strasse", "strasse privat", "strasse nr", "strasse und hausnummer", "strasse hausnummer", "anschrift", "privat adresse", "direccion", "domicilio",
        "calle", "地址", "住址", "家庭住址", "联系地址", "家庭地址",
    ]),
    (Field::AddressMore, &[
        "hausnummer", "hausnr", "adresszusatz", "strasse privat 2", "strasse privat 3", "privat adresse 2", "direccion 2",
    ]),
    (Field::PostalCode, &["plz", "postleitzahl", "postleitzahl privat", "plz privat", "privat plz", "codigo postal", "邮编", "邮政编码"]),
    (Field::City, &[
        "ort", "ort privat", "wohnort", "stadt", "privat ort", "ciudad", "poblacion", "localidad", "municipio", "城市", "市",
    ]),
    (Field::Region, &["bundesland", "kanton", "region privat", "bundesland kanton privat", "privat bundesland", "provincia", "comunidad", "省", "省份"]),
    (Field::Country, &["land", "land region privat", "land privat", "privat land", "pais", "国家"]),
    (Field::Language, &["sprache", "idioma", "lengua", "语言"]),
    (Field::Doctor, &["hausarzt", "hausarztin", "medico de cabecera", "家庭医生"]),
    (Field::Note, &[
        "notiz", "notizen", "bemerkung", "bemerkungen", "kommentar", "anmerkung", "anmerkungen", "beschreibung", "observaciones", "notas", "comentario",
        "comentarios", "descripcion", "备注", "说明",
    ]),
    (Field::Date, &[
        "datum", "termin", "termindatum", "beginnt am", "fecha", "fecha de la cita", "fecha cita", "cita", "fecha de inicio", "fecha de comienzo",
        "comienzo", "日期", "预约日期", "就诊日期", "开始日期",
    ]),
    (Field::Time, &[
        "uhrzeit", "zeit", "beginnt um", "von", "hora", "hora de la cita", "hora de inicio", "hora de comienzo", "时间", "预约时间", "就诊时间",
        "开始时间",
    ]),
    (Field::EndDate, &["endet am", "enddatum", "fecha de finalizacion", "fecha de fin", "结束日期"]),
    (Field::End, &["endet um", "bis", "ende", "hora de finalizacion", "hora de fin", "结束时间"]),
    (Field::AllDay, &["ganztagiges ereignis", "ganztaegiges ereignis", "ganztagig", "todo el dia", "evento de todo el dia", "全天事件", "全天"]),
    (Field::Duration, &["dauer", "duracion", "时长"]),
    (Field::Reason, &["grund", "anlass", "terminart", "behandlungsgrund", "motivo", "motivo de la consulta", "就诊原因", "预约项目", "主诉"]),
    (Field::Subject, &["betreff", "asunto", "主题"]),
    (Field::Practitioner, &[
        "arzt", "arztin", "behandler", "behandlerin", "medico", "doctora", "profesional", "医生", "预约医生", "主治医生", "医师",
    ]),
];

#[rustfmt::skip]
pub const OTHERS: &[&str] = &[
    // Outlook and Thunderbird in German.
    "suffix", "firma", "abteilung", "beruf", "berufsbezeichnung", "buro", "initialen", "jahrestag", "kategorien", "kinder", "konto", "partner",
    "partner in", "stichworter", "vertraulichkeit", "webseite", "prioritat", "privat", "reisekilometer", "regierungs nr", "empfohlen von",
    "e mail typ", "e mail angezeigter name", "erinnerung ein aus", "erinnerung am", "erinnerung um", "besprechungsplanung", "erforderliche teilnehmer",
    "optionale teilnehmer", "besprechungsressourcen", "abrechnungsinformationen", "abrechnungsinformation", "zeitspanne zeigen als", "telefon firma",
    "telefon assistent", "alter", "versicherungsnummer", "krankenkasse", "versichertennummer",
    "dni", "nif", "nie", "edad", "seguro", "numero de seguridad social", "lugar de nacimiento", "estado civil", "profesion", "fecha de alta",
    "身份证号", "身份证", "身份证号码", "年龄", "民族", "医保号", "联系人", "紧急联系人", "紧急联系人电话", "职业", "婚姻状况",
];
