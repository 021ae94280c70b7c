//! What files would bring, and what they brought: counted by kind, with every rejected record and why.

use crate::{
    actions::import::{Counts, FileReport, Report},
    base::Id,
    lang::Lang,
    store::acts,
    ui::{
        icons::Icon,
        parts::{save::Save, told},
        route::{Panel, Route},
        session::Session,
        use_query, use_session,
    },
};
use dioxus::prelude::*;
use std::collections::BTreeMap;

/// So many rejected records are shown; the file's owner mends them one after the other.
const REJECTED: usize = 100;
const REMARKS: usize = 20;

#[component]
pub fn Preview(report: Report, eager: bool, onyes: EventHandler<()>, onno: EventHandler<()>) -> Element {
    let session = use_session();
    let sum = report.total();
    let nothing = sum.added + sum.changed == 0;
    rsx! {
        h2 { {session.t("import-would")} }
        Table { report: report.clone() }
        LeftAlone { report: report.clone() }
        LeftOut { report: report.clone() }
        Remarks { report: report.clone() }
        Rejects { report }
        if nothing { p { class: "note", Icon { name: "check" } span { {session.t("import-nothing-new")} } } }
        div { class: "acts-line",
            if !nothing {
                button { r#type: "button", class: "btn primary big", "data-testid": "import-take", onmounted: move |e| async move { if eager { let _ = e.set_focus(true).await; } }, onclick: move |_| onyes.call(()), {session.t("import-take")} if eager { kbd { class: "key", "↵" } } }
            }
            button { r#type: "button", class: "btn quiet big", "data-testid": "import-not-now", onclick: move |_| onno.call(()), {session.t(if nothing { "close" } else { "import-not-now" })} }
        }
    }
}

#[component]
pub fn Reporting(report: Report, act: Id, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let done = use_query(&["act"], move |db| acts::get(db, act));
    let known = done.read().clone().flatten();
    // Where everything was known already, nothing was written, and there is nothing to take back.
    let undone = known.as_ref().is_some_and(|d| d.undone_by.is_some());
    let can_undo = known.is_some() && !undone;
    let (sum, saved) = (report.total(), report.clone());
    rsx! {
        p { class: "note", "data-tone": "good", "data-testid": "import-done", Icon { name: "circle-check" } span { {session.t(if undone { "import-taken-back" } else { "import-done" })} } }
        dl { class: "card tally",
            div { dt { {session.t("import-new")} } dd { {grouped(session, sum.added)} } }
            div { dt { {session.t("import-changed")} } dd { {grouped(session, sum.changed)} } }
            div { dt { {session.t("import-rejected")} } dd { {grouped(session, sum.rejected)} } }
        }
        if !undone { super::twins::Brought { act } }
        Table { report: report.clone() }
        LeftAlone { report: report.clone() }
        LeftOut { report: report.clone() }
        Unsettled { n: report.files.iter().map(|f| f.unsettled).sum() }
        Remarks { report: report.clone() }
        Rejects { report }
        div { class: "acts-line",
            button { r#type: "button", class: "btn primary big", onclick: move |_| { onclose.call(()); session.go(Route::Today) }, {session.t("import-see-today")} }
            Save { name: "genki-import.txt", label: session.t("import-save-report"), testid: "report-save", holds: "plain-holds-report", bytes: move |()| Some(written(session, &saved).into_bytes()) }
            button { r#type: "button", class: "btn big", "data-testid": "import-again", onclick: move |_| onclose.call(()), {session.t("import-another")} }
            if can_undo { button { r#type: "button", class: "btn quiet big", "data-testid": "import-undo", onclick: move |_| session.undo(act), Icon { name: "undo-2" } {session.t("import-undo")} } }
        }
    }
}

/// The report as a text to keep or to send to whom the file came from. It names lines and reasons, never a patient.
fn written(session: Session, report: &Report) -> String {
    let mut text = format!("{}\n", session.tr("import-report-title", &[("at", session.now().format("%d.%m.%Y %H:%M").to_string().into())]));
    for f in &report.files {
        text += &format!("\n{}\n", f.file);
        for (kind, c) in &f.kinds {
            let counts = [
                ("import-found", c.read),
                ("import-new", c.added),
                ("import-changed", c.changed),
                ("import-as-before", c.unchanged),
                ("import-rejected", c.rejected),
            ];
            let counts: Vec<String> = counts.iter().map(|(key, n)| format!("{n} {}", session.t(key))).collect();
            let counts = [("kind", kind_words(session, kind).into()), ("why", counts.join(", ").into())];
            text += &format!("  {}\n", session.tr("import-reject", &counts));
        }
        for (kind, n) in &f.left_alone {
            text += &format!("  {}\n", session.tr("import-report-left", &[("what", format!("{n} {kind}").into())]));
        }
        for words in columns(session, f) {
            text += &format!("  {words}\n");
        }
        for r in &f.rejected {
            let line = session.tr("import-line", &[("n", r.line.to_string().into())]);
            let why = [("kind", kind_words(session, &r.kind).into()), ("why", session.refusal(&r.why.refusal()).into())];
            text += &format!("  {line} · {}\n", session.tr("import-reject", &why));
        }
    }
    text
}

/// "1 204", as people here write it.
fn grouped(session: Session, n: u64) -> String {
    let digits = n.to_string();
    let space = if *session.lang.read() == Lang::Fr { "\u{202f}" } else { "\u{2009}" };
    let groups: Vec<String> = digits.as_bytes().rchunks(3).rev().map(|c| String::from_utf8_lossy(c).into_owned()).collect();
    groups.join(space)
}

fn kind_words(session: Session, kind: &str) -> String {
    let key = format!("kind-{kind}");
    if session.lang.read().knows(&key) { session.t(&key) } else { kind.to_owned() }
}

#[component]
fn Table(report: Report) -> Element {
    let session = use_session();
    let mut kinds: BTreeMap<String, Counts> = BTreeMap::new();
    for (kind, c) in report.files.iter().flat_map(|f| &f.kinds) {
        let sum = kinds.entry(kind.clone()).or_default();
        *sum = Counts {
            read: sum.read + c.read,
            added: sum.added + c.added,
            changed: sum.changed + c.changed,
            unchanged: sum.unchanged + c.unchanged,
            rejected: sum.rejected + c.rejected,
        };
    }
    let heads = ["import-found", "import-new", "import-changed", "import-as-before", "import-rejected"];
    // A phone has no room for the columns side by side: each figure says itself what it is. The roles outlast that.
    let cells = move |c: Counts| heads.into_iter().zip([c.read, c.added, c.changed, c.unchanged, c.rejected]);
    let tone = move |head: &str, n: u64| {
        if n == 0 {
            "zero"
        } else if head == "import-rejected" {
            "bad"
        } else {
            ""
        }
    };
    rsx! {
        div { class: "card table-pane", tabindex: "0", "data-testid": "import-counts",
            table { class: "counts", role: "table",
                thead { role: "rowgroup", tr { role: "row", for head in ["import-kind"].into_iter().chain(heads) { th { key: "{head}", scope: "col", role: "columnheader", {session.t(head)} } } } }
                tbody { role: "rowgroup",
                    for (kind , c) in kinds {
                        tr { key: "{kind}", role: "row",
                            td { role: "cell", {kind_words(session, &kind)} }
                            for (head , n) in cells(c) {
                                td { key: "{head}", role: "cell", class: tone(head, n), "data-name": session.t(head), if n == 0 { "–" } else { {grouped(session, n)} } }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn LeftAlone(report: Report) -> Element {
    let session = use_session();
    let mut left: BTreeMap<&str, u64> = BTreeMap::new();
    for (kind, n) in report.files.iter().flat_map(|f| &f.left_alone) {
        *left.entry(kind).or_default() += n;
    }
    if left.is_empty() {
        return rsx! {};
    }
    let mut left: Vec<(&str, u64)> = left.into_iter().collect();
    left.sort_by_key(|(kind, n)| (std::cmp::Reverse(*n), *kind));
    let words: Vec<String> = left.iter().map(|(kind, n)| format!("{} {kind}", grouped(session, *n))).collect();
    rsx! { p { class: "note left-alone", "data-testid": "left-alone", Icon { name: "leaf" } span { {session.tr("import-left-alone", &[("what", words.join(", ").into())])} } } }
}

/// The columns of tables that were not read.
#[component]
fn LeftOut(report: Report) -> Element {
    let session = use_session();
    let all: Vec<String> = report.files.iter().flat_map(|f| columns(session, f)).collect();
    rsx! {
        for (i , words) in all.into_iter().enumerate() {
            p { key: "{i}", class: "note", "data-testid": "columns-left-out", Icon { name: "info" } span { "{words}" } }
        }
    }
}

/// Which columns of a file were not read, in words: those that hold something, and those that are empty.
fn columns(session: Session, file: &FileReport) -> Vec<String> {
    let columns = file.columns(|n| session.tr("import-column", &[("n", n.into())]));
    let keys = ["import-columns-left-out", "import-columns-empty"].into_iter().zip(columns);
    keys.filter(|(_, names)| !names.is_empty()).map(|(key, names)| session.tr(key, &[("names", names.join(", ").into())])).collect()
}

/// Visits that still wait for their patient, and the way to say who it is.
#[component]
fn Unsettled(n: u64) -> Element {
    let session = use_session();
    rsx! {
        if n > 0 {
            p { class: "note", "data-testid": "import-unsettled", Icon { name: "user-round-search" }
                span { {session.tr("import-unsettled", &[("n", n.into())])} " " button { r#type: "button", class: "link", onclick: move |_| session.open(Panel::Unsettled), {session.t("import-unsettled-settle")} } }
            }
        }
    }
}

/// What went in otherwise than it stands in the file.
#[component]
fn Remarks(report: Report) -> Element {
    let session = use_session();
    let mut all: Vec<(u64, String)> =
        report.files.iter().flat_map(|f| f.remarks.iter().map(|r| (r.line, session.refusal(&r.said)))).collect();
    let more = all.len().saturating_sub(REMARKS);
    all.truncate(REMARKS);
    rsx! {
        if !all.is_empty() {
            h2 { {session.t("import-remarks-title")} }
            ol { class: "card rejects", "data-testid": "remarks",
                for (i , (line , words)) in all.into_iter().enumerate() {
                    li { key: "{i}", span { class: "num", {session.tr("import-line", &[("n", line.to_string().into())])} } span { "{words}" } }
                }
                if more > 0 { li { span {} span { class: "second", {session.tr("patient-more", &[("n", more.into())])} } } }
            }
        }
    }
}

#[component]
fn Rejects(report: Report) -> Element {
    let session = use_session();
    let several = report.files.len() > 1;
    let all: Vec<(String, u64, String, String)> = report
        .files
        .iter()
        .flat_map(|f| f.rejected.iter().map(|r| (f.file.clone(), r.line, kind_words(session, &r.kind), session.refusal(&r.why.refusal()))))
        .collect();
    if all.is_empty() {
        return rsx! {};
    }
    let more = all.len().saturating_sub(REJECTED);
    rsx! {
        h2 { {session.t("import-rejected-title")} }
        ol { class: "card rejects", "data-testid": "rejects",
            for (i , (file , line , kind , why)) in all.into_iter().take(REJECTED).enumerate() {
                li { key: "{i}", span { class: "num", {session.tr("import-line", &[("n", line.to_string().into())])} } span { {session.tr("import-reject", &[("kind", kind.into()), ("why", why.into())])} if several { small { class: "second", " {file}" } } } }
            }
            if more > 0 { li { span {} span { class: "second", {session.tr("patient-more", &[("n", more.into())])} } } }
        }
    }
}

/// Imports that were done before, each to take back.
#[component]
pub fn Before() -> Element {
    let session = use_session();
    let zone = session.desk.peek().zone;
    let before = use_query(&["act"], move |db| {
        let all = acts::latest(db, 2_000)?;
        Ok(all.into_iter().filter(|d| d.what == "import").take(5).collect::<Vec<_>>())
    });
    let answer = before.read();
    let list = answer.as_ref().cloned().unwrap_or_default();
    if list.is_empty() {
        return rsx! {};
    }
    rsx! {
        h2 { {session.t("import-before")} }
        ul { class: "card files",
            for d in list {
                li { key: "{d.id}",
                    Icon { name: "file-text" }
                    span { class: "main", {session.tr("import-changes", &[("n", grouped(session, d.changes).into())])} }
                    span { class: "second small num", {told::local(d.at, zone).format("%d.%m.%y %H:%M").to_string()} }
                    if d.undone_by.is_some() {
                        span { class: "faint small", {session.t("taken-back")} }
                    } else {
                        button { r#type: "button", class: "btn quiet", onclick: move |_| session.undo(d.id), {session.t("import-take-back")} }
                    }
                }
            }
        }
    }
}
