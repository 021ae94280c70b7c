//! A look at files before anything changes: their first rows as they will be, what the columns of a table are, what
//! cards become.

use super::{
    import::{Chosen, Ended},
    import_report::Preview,
};
use crate::{
    actions::{
        Desk,
        import::{Failed, Report},
    },
    exchange::{
        self, Cards, Format, How, Mapping, Plan, Unreadable, Why,
        csv::{Field, look},
    },
    lang::Lang,
    model::{Appointment, Patient, plan::Noun},
    store::{Error, patients, practitioners},
    ui::{
        icons::Icon,
        keys::keep_typing,
        parts::{field::Choice, lists::keyed},
        use_session,
    },
    words,
};
use dioxus::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// So many rows are shown as they will be.
const ROWS: usize = 5;

/// What a look at files found.
#[derive(Clone, PartialEq)]
pub struct Look {
    pub how: How,
    pub report: Report,
    /// Name, birth date, number.
    people: Vec<[String; 3]>,
    /// Time, who, why.
    visits: Vec<[String; 3]>,
    pub sheets: Vec<Sheet>,
    /// There are address cards among them.
    cards: bool,
    /// A table has no column that is a name.
    nameless: bool,
    /// Who could be meant where appointments name nobody.
    doctors: Vec<(String, String)>,
}

/// A table and what its columns are.
#[derive(Clone, PartialEq)]
pub struct Sheet {
    file: String,
    fingerprint: String,
    mapping: Mapping,
    /// As she said of such a table before.
    known: bool,
    /// What each column is called, and what stands in it.
    columns: Vec<(Option<String>, Vec<String>)>,
}

impl Look {
    /// What she said of tables so far, and of these.
    pub fn remembered(&self) -> BTreeMap<String, Mapping> {
        let mut all = self.how.mappings.clone();
        all.extend(self.sheets.iter().map(|s| (s.fingerprint.clone(), s.mapping.clone())));
        all
    }
}

type Plans = Vec<(String, Plan)>;

/// Reads files into plans, and what is to be shown of them.
pub fn looked(desk: &Desk, lang: Lang, files: &[Chosen], how: How) -> Result<(Look, Plans), Ended> {
    let mut look = Look {
        report: Report::default(),
        people: vec![],
        visits: vec![],
        sheets: vec![],
        cards: false,
        nameless: false,
        doctors: vec![],
        how,
    };
    let mut plans = Plans::new();
    for f in files {
        let unreadable = |why: Unreadable| Ended::Unreadable(f.name.clone(), why.refusal());
        let format = exchange::detect(&f.name, &f.bytes).map_err(unreadable)?;
        look.cards |= format == Format::Vcard;
        if format == Format::Csv {
            look.sheets.push(sheet(f, &look.how).map_err(unreadable)?);
        }
        match exchange::read(format, &f.bytes, &look.how) {
            Ok(plan) => plans.push((f.name.clone(), plan)),
            // She says which column it is.
            Err(Unreadable::NoNames) => look.nameless = true,
            Err(why) => return Err(unreadable(why)),
        }
    }
    first(desk, lang, &mut look, &plans).map_err(|e| Ended::Failed(Failed::Store(e)))?;
    Ok((look, plans))
}

fn sheet(f: &Chosen, how: &How) -> Result<Sheet, Unreadable> {
    let table = look(&f.bytes, &how.country)?;
    let (mapping, fingerprint) = (table.mapping(how), table.fingerprint());
    let text = |s: &str| s.to_string();
    let column = |i| (table.heading(i, &mapping).map(text), table.samples(i, &mapping, 2).into_iter().map(text).collect());
    let columns = (0..table.width).map(column).collect();
    Ok(Sheet { file: f.name.clone(), known: how.mappings.contains_key(&fingerprint), fingerprint, columns, mapping })
}

/// The first people and visits, so that she sees whether these are hers and read right.
fn first(desk: &Desk, lang: Lang, look: &mut Look, plans: &Plans) -> Result<(), Error> {
    let records = || plans.iter().flat_map(|(_, p)| &p.records);
    let french = lang == Lang::Fr;
    let patient = |p: &Patient| {
        [p.listed(french), words::birth_date(&p.birth_date), p.phone().map(|n| words::phone(n, &look.how.country)).unwrap_or_default()]
    };
    let mut packed = HashMap::new();
    let (mut people, mut visits) = (vec![], vec![]);
    for r in records() {
        match &r.noun {
            Noun::Patient(p) => {
                packed.insert(r.id, &p.record);
                if people.len() < ROWS {
                    people.extend(p.record.open().map(|p| patient(&p)));
                }
            }
            Noun::Practitioner(p) if look.cards && people.len() < ROWS => {
                let number = p.telecom.iter().find(|t| t.system == "phone").map(|t| words::phone(&t.value, &look.how.country));
                people.push([p.name(), p.speciality.clone(), number.unwrap_or_default()]);
            }
            _ => {}
        }
    }
    for r in records() {
        if let (Noun::Appointment(new), true) = (&r.noun, visits.len() < ROWS) {
            let to = new.patient.iter().flat_map(|l| &l.to).next().map(|(_, id)| *id);
            let known = to.and_then(|id| Some(packed.get(&id)?.open()?.listed(french)));
            let here = match (&known, to) {
                (None, Some(id)) => desk.store.read::<_, Error>(|db| patients::get(db, id))?.map(|p| p.listed(french)),
                _ => None,
            };
            let who = known.or(here).unwrap_or_else(|| new.record.label.clone());
            visits.push([when(&new.record), who, new.reason_name.clone()]);
        }
    }
    // A calendar's is known only as it goes in: whose it is may be asked whenever several work here.
    let asks = |p: &Plan| p.format == "ics" || p.rejected.iter().any(|r| r.why == Why::NoPractitioner);
    look.doctors = match look.how.practitioner.is_some() || plans.iter().any(|(_, p)| asks(p)) {
        true => desk.store.read::<_, Error>(practitioners::here)?.iter().map(|p| (p.id.to_string(), p.name())).collect(),
        false => vec![],
    };
    (look.people, look.visits) = (people, visits);
    Ok(())
}

fn when(a: &Appointment) -> String {
    format!("{} · {} min", a.start.format("%d.%m.%Y %H:%M"), a.minutes).replace(" · 0 min", "")
}

/// What was found, and what can be said of it before it goes in.
#[component]
pub fn Looked(look: Look, onhow: EventHandler<How>, onyes: EventHandler<()>, onno: EventHandler<()>) -> Element {
    let session = use_session();
    let (with_cards, with_doctors) = (look.how.clone(), look.how.clone());
    let whose = look.how.practitioner.map(|id| id.to_string()).unwrap_or_default();
    let asks = look.doctors.len() > 1;
    // What she is to look at first is above: the screen does not jump to the button below it.
    let eager = !look.cards && !asks && look.sheets.iter().all(|s| s.known);
    let mut doctors = look.doctors.clone();
    doctors.insert(0, (String::new(), session.t("import-nobody")));
    let as_now = if look.how.cards == Cards::Contacts { "contacts" } else { "patients" };
    rsx! {
        if look.cards {
            div { class: "asked", role: "group", "aria-label": session.t("import-cards-as"),
                span { {session.t("import-cards-as")} }
                div { class: "segments",
                    for (code , cards) in [("patients", Cards::Patients), ("contacts", Cards::Contacts)] {
                        button { r#type: "button", key: "{code}", "aria-pressed": code == as_now, "data-testid": "cards-{code}",
                            onclick: { let how = with_cards.clone(); move |_| onhow.call(How { cards, ..how.clone() }) },
                            {session.t(&format!("import-cards-{code}"))}
                        }
                    }
                }
            }
        }
        for (key , sheet) in keyed(look.sheets.clone(), |s| format!("{}-{}", s.fingerprint, s.file)) {
            Columns { key: "{key}", nameless: look.nameless, sheet, how: look.how.clone(), onhow }
        }
        if asks {
            div { class: "asked of-whom",
                Choice { label: session.t("import-whose"), name: "import-whose", value: whose, options: doctors,
                    onchange: move |id: String| onhow.call(How { practitioner: id.parse().ok(), ..with_doctors.clone() }) }
            }
        }
        Rows { title: "import-visits-first", heads: ["import-when", "import-who", "import-reason"], rows: look.visits.clone() }
        Rows { title: "import-people-first", heads: if as_now == "contacts" && look.cards { ["import-who", "import-field", "import-phone"] } else { ["import-who", "import-born", "import-phone"] }, rows: look.people.clone() }
        if look.nameless && look.people.is_empty() {
            p { class: "note", role: "status", "data-testid": "import-nameless", Icon { name: "info" } span { {session.t("import-nameless")} } }
            div { class: "acts-line", button { r#type: "button", class: "btn quiet big", "data-testid": "import-not-now", onclick: move |_| onno.call(()), {session.t("import-not-now")} } }
        } else {
            Preview { report: look.report.clone(), eager, onyes, onno }
        }
    }
}

/// The first rows as they will be.
#[component]
fn Rows(title: &'static str, heads: [&'static str; 3], rows: Vec<[String; 3]>) -> Element {
    let session = use_session();
    if rows.is_empty() {
        return rsx! {};
    }
    rsx! {
        h2 { {session.t(title)} }
        div { class: "card table-pane", tabindex: "0", "data-testid": title,
            table { class: "firsts",
                thead { tr { for head in heads { th { key: "{head}", scope: "col", {session.t(head)} } } } }
                tbody {
                    for (i , row) in rows.into_iter().enumerate() {
                        tr { key: "{i}", for (j , cell) in row.into_iter().enumerate() { td { key: "{j}", if cell.is_empty() { span { class: "zero", "–" } } else { "{cell}" } } } }
                    }
                }
            }
        }
    }
}

/// What each column of a table is, to be set right.
#[component]
fn Columns(sheet: Sheet, how: How, nameless: bool, onhow: EventHandler<How>) -> Element {
    let session = use_session();
    let change = use_callback({
        let (sheet, how) = (sheet.clone(), how.clone());
        move |to: Mapping| {
            let mut how = how.clone();
            how.mappings.insert(sheet.fingerprint.clone(), to);
            onhow.call(how);
        }
    });
    let read = sheet.mapping.columns.iter().filter(|f| **f != Field::Skip).count();
    let open = use_hook(|| !sheet.known || nameless);
    rsx! {
        details { class: "columns", open, "data-testid": "columns",
            summary { strong { {session.t("import-columns")} } span { class: "second small", " " {session.tr("import-columns-read", &[("n", read.into()), ("all", sheet.columns.len().into())])} } }
            div { class: "card",
                label { class: "check header",
                    input { r#type: "checkbox", checked: sheet.mapping.header, "data-testid": "map-header",
                        onchange: { let mapping = sheet.mapping.clone(); move |e: FormEvent| change(Mapping { header: e.checked(), ..mapping.clone() }) } }
                    span { {session.t("import-header")} }
                }
                ul { class: "mapped",
                    for (i , (heading , samples)) in sheet.columns.iter().cloned().enumerate() {
                        Column { key: "{i}", index: i, heading, samples, field: sheet.mapping.columns.get(i).copied().unwrap_or_default(),
                            onfield: { let mapping = sheet.mapping.clone(); move |field| { let mut to = mapping.clone(); to.set(i, field); change(to) } } }
                    }
                }
            }
        }
    }
}

#[component]
fn Column(index: usize, heading: Option<String>, samples: Vec<String>, field: Field, onfield: EventHandler<Field>) -> Element {
    let session = use_session();
    let name = heading.unwrap_or_else(|| session.tr("import-column", &[("n", (index + 1).into())]));
    let shown = if samples.is_empty() { session.t("import-column-empty") } else { samples.join(" · ") };
    rsx! {
        li { "data-skipped": if field == Field::Skip { "true" },
            span { class: "main", b { "{name}" } small { class: "second", "{shown}" } }
            select { class: "input", "aria-label": "{name}", "data-testid": "map-{index}",
                onchange: move |e| { if let Some(f) = Field::from_code(&e.value()) { onfield.call(f) } }, onkeydown: move |e| keep_typing(&e),
                for f in Field::ALL {
                    option { key: "{f.code()}", value: f.code(), selected: f == field, {session.t(&format!("column-{}", f.code()))} }
                }
            }
        }
    }
}
