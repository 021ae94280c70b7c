//! A kind of recall as it is typed, with whom it would make due now.

use super::{keep, whom::Whom};
use crate::{
    actions::{Error, recalls},
    base::Id,
    model::{
        Reason, RecallKind, Refusal,
        recall::{Unit, read_age, read_ages},
    },
    store,
    ui::{
        icons::Icon,
        parts::field::{Area, Choice, Field},
        screens::settings::drafts::wrong_at,
        session::{Session, set_there},
        use_query, use_session,
    },
    words,
};
use dioxus::prelude::*;

/// The fields as they stand in the form.
#[derive(Clone, PartialEq)]
struct Draft {
    name: String,
    every: String,
    unit: String,
    ages: String,
    gap: String,
    from: String,
    to: String,
    gender: String,
    flags: String,
    not_flags: String,
    evidence: String,
    reason: String,
    basis: String,
}

impl Draft {
    fn of(kind: &RecallKind, lang: crate::lang::Lang) -> Self {
        let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
        Draft {
            name: kind.name.clone(),
            every: if kind.every == 0 { String::new() } else { kind.every.to_string() },
            unit: kind.unit.code().into(),
            ages: words::recall::typed_ages(lang, &kind.ages),
            gap: if kind.gap == 0 { String::new() } else { words::recall::typed_ages(lang, &[kind.gap]) },
            from: number(kind.from_age),
            to: number(kind.to_age),
            gender: kind.gender.clone(),
            flags: kind.flags.join(", "),
            not_flags: kind.not_flags.join(", "),
            evidence: kind.evidence.join("\n"),
            reason: kind.reason.map(|r| r.to_string()).unwrap_or_default(),
            basis: kind.basis.clone(),
        }
    }

    /// The kind that was meant, or at which field it cannot be read.
    fn kind(&self, before: &RecallKind) -> Result<RecallKind, Refusal> {
        let number = |typed: &str, field: &'static str| match typed.trim() {
            "" => Ok(None),
            n => n.parse::<u32>().ok().filter(|n| *n <= 999).map(Some).ok_or(Refusal::at("number-unclear", field)),
        };
        let list = |typed: &str, by: &[char]| typed.split(by).map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect::<Vec<_>>();
        let mut ages = read_ages(&self.ages).ok_or(Refusal::at("ages-unclear", "ages"))?;
        ages.sort_unstable();
        ages.dedup();
        let gap = if self.gap.trim().is_empty() { 0 } else { read_age(&self.gap).ok_or(Refusal::at("ages-unclear", "gap"))? };
        Ok(RecallKind {
            name: self.name.trim().into(),
            every: number(&self.every, "every")?.unwrap_or(0),
            unit: Unit::of_code(&self.unit).unwrap_or_default(),
            gap: if ages.is_empty() { 0 } else { gap },
            ages,
            from_age: number(&self.from, "from-age")?,
            to_age: number(&self.to, "to-age")?,
            gender: self.gender.clone(),
            flags: list(&self.flags, &[',', ';', '\n']),
            not_flags: list(&self.not_flags, &[',', ';', '\n']),
            evidence: list(&self.evidence, &['\n', ';']),
            reason: self.reason.parse().ok(),
            basis: self.basis.trim().into(),
            ..before.clone()
        })
    }
}

#[component]
pub fn Form(kind: RecallKind, new: bool, editing: Signal<Option<Id>>) -> Element {
    let session = use_session();
    let lang = *session.lang.peek();
    let draft = use_signal(|| Draft::of(&kind, lang));
    let mut refusal = use_signal(|| None::<Refusal>);
    let before = kind.clone();
    let save = use_callback(move |()| match draft.peek().kind(&before) {
        Ok(kind) => submit(session, kind, refusal, editing),
        Err(why) => refusal.set(Some(why)),
    });
    let meant = draft.read().kind(&kind);
    let retired = RecallKind { retired: true, ..kind.clone() };
    rsx! {
        form { class: "recall-form", autocomplete: "off", "data-testid": "recall-form", onsubmit: move |e| { e.prevent_default(); save(()) },
            Fields { draft, refusal, new }
            Whom { kind: meant.ok() }
            div { class: "acts-line last",
                if !new { button { class: "btn quiet", r#type: "button", "data-testid": "recall-retire", onclick: move |_| { keep(session, retired.clone()); set_there(editing, None) }, Icon { name: "eye-off" } {session.t("reason-retire")} } }
                span { class: "grow" }
                button { class: "btn quiet", r#type: "button", onclick: move |_| set_there(editing, None), {session.t("cancel")} }
                button { class: "btn primary", r#type: "submit", "data-testid": "recall-save", {session.t("save")} " " kbd { class: "key", "↵" } }
            }
        }
    }
}

fn submit(session: Session, kind: RecallKind, mut refusal: Signal<Option<Refusal>>, editing: Signal<Option<Id>>) {
    refusal.set(None);
    let words = session.tr("recall-kind-saved", &[("name", kind.name.clone().into())]);
    session.run(
        "recall-kind",
        move |tx| recalls::save_kind(tx, &kind),
        move |session, done| match done {
            Ok(done) => {
                session.say(words, Some(done.act));
                set_there(editing, None);
            }
            Err(Error::Refused(why)) if why.field.is_some() && refusal.try_peek().is_ok() => refusal.set(Some(why)),
            Err(error) => session.refuse(&error),
        },
    );
}

#[component]
fn Fields(draft: Signal<Draft>, refusal: Signal<Option<Refusal>>, new: bool) -> Element {
    let session = use_session();
    let d = draft.read().clone();
    let set = move |put: fn(&mut Draft, String)| {
        move |value: String| {
            let mut draft = draft;
            put(&mut draft.write(), value);
        }
    };
    let wrong = |field: &str| wrong_at(session, refusal, field);
    let units: Vec<_> = Unit::ALL.iter().map(|u| (u.code().to_owned(), session.t(&format!("recall-unit-{}", u.code())))).collect();
    let genders = ["", "female", "male"].map(|g| {
        (
            g.to_owned(),
            session.t(if g.is_empty() {
                "recall-all"
            } else if g == "female" {
                "recall-women"
            } else {
                "recall-men"
            }),
        )
    });
    let reasons = use_query(&["reason"], store::reasons::all);
    let reasons: Vec<Reason> = reasons.read().iter().flatten().filter(|r| !r.retired || r.id.to_string() == d.reason).cloned().collect();
    let reasons: Vec<(String, String)> = std::iter::once((String::new(), session.t("recall-no-reason")))
        .chain(reasons.into_iter().map(|r| (r.id.to_string(), r.name)))
        .collect();
    rsx! {
        Field { label: session.t("recall-name"), name: "recall-name", autofocus: new, value: d.name, error: wrong("name"), placeholder: session.t("recall-name-hint"), oninput: set(|d, v| d.name = v) }
        div { class: "fields",
            Field { label: session.t("recall-every"), name: "recall-every", class: "num", value: d.every, error: wrong("every"), hint: session.t("recall-every-hint"), oninput: set(|d, v| d.every = v) }
            Choice { label: session.t("recall-unit"), name: "recall-unit", value: d.unit, options: units, onchange: set(|d, v| d.unit = v) }
            Field { label: session.t("recall-from-age"), name: "recall-from", class: "num", value: d.from, error: wrong("from-age"), optional: session.t("optional"), oninput: set(|d, v| d.from = v) }
            Field { label: session.t("recall-to-age"), name: "recall-to", class: "num", value: d.to, error: wrong("to-age"), optional: session.t("optional"), oninput: set(|d, v| d.to = v) }
            Field { label: session.t("recall-ages"), name: "recall-ages", class: "num", value: d.ages.clone(), error: wrong("ages"), optional: session.t("optional"), hint: session.t("recall-ages-hint"), oninput: set(|d, v| d.ages = v) }
            if !d.ages.trim().is_empty() { Field { label: session.t("recall-gap-field"), name: "recall-gap", class: "num", value: d.gap, error: wrong("gap"), optional: session.t("optional"), hint: session.t("recall-gap-hint"), oninput: set(|d, v| d.gap = v) } }
        }
        div { class: "fields",
            Choice { label: session.t("recall-gender"), name: "recall-gender", value: d.gender, options: genders.to_vec(), onchange: set(|d, v| d.gender = v) }
            Choice { label: session.t("recall-reason"), name: "recall-reason", value: d.reason, options: reasons, onchange: set(|d, v| d.reason = v) }
            Field { label: session.t("recall-flags"), name: "recall-flags", value: d.flags, optional: session.t("optional"), hint: session.t("recall-flags-hint"), oninput: set(|d, v| d.flags = v) }
            Field { label: session.t("recall-not-flags"), name: "recall-not-flags", value: d.not_flags, optional: session.t("optional"), oninput: set(|d, v| d.not_flags = v) }
        }
        Area { label: session.t("recall-evidence"), name: "recall-evidence", value: d.evidence, oninput: set(|d, v| d.evidence = v) }
        p { class: "second small recall-hint", {session.t("recall-evidence-hint")} }
        Field { label: session.t("recall-basis"), name: "recall-basis", value: d.basis, optional: session.t("optional"), oninput: set(|d, v| d.basis = v) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lang::Lang, model::recall::france};

    #[test]
    fn what_is_shown_is_what_is_read_back() {
        for kind in france::examples() {
            for lang in [Lang::Fr, Lang::En] {
                assert_eq!(Draft::of(&kind, lang).kind(&kind), Ok(kind.clone()));
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_at_its_field() {
        let kind = RecallKind::default();
        let typed = |change: fn(&mut Draft)| {
            let mut draft = Draft::of(&kind, Lang::En);
            change(&mut draft);
            draft.kind(&kind).map_err(|r| r.field)
        };
        assert_eq!(typed(|d| d.every = "often".into()), Err(Some("every")));
        assert_eq!(typed(|d| d.from = "-3".into()), Err(Some("from-age")));
        assert_eq!(typed(|d| d.ages = "young".into()), Err(Some("ages")));
        assert_eq!(typed(|d| (d.ages = "45, 25".into(), d.gap = "5".into()).1).map(|k| (k.ages, k.gap)), Ok((vec![300, 540], 60)));
    }
}
