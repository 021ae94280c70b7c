//! The card in the hand: who, why, what is said, and what follows. Enter goes on, `Ctrl Enter` finishes, Escape parks it.

use super::{facts::Facts, follow::Follow, newcomer::Stranger, recalled::CalledFor, visits::Visits, write};
use crate::{
    actions::calls as actions,
    base::Id,
    model::{
        Card, Reason,
        card::Calls,
        communication::{Direction, Outcome, Why},
        task::next_try,
    },
    store::{self, communications, recalls},
    ui::{
        icons::Icon,
        keys::keep_typing,
        parts::{
            entry::Entry,
            patient_picker::{PatientPicker, Picked},
            people,
            readable::Readable,
            rights::use_me,
        },
        screens::urgent,
        session::Session,
        use_query, use_session,
    },
    words,
};
use chrono::NaiveDateTime;
use dioxus::prelude::*;

/// Why somebody calls, as the card offers it: `1` to `6`.
const WHYS: [Why; 6] = [Why::Change, Why::Results, Why::Renewal, Why::Message, Why::Urgent, Why::Other];

#[component]
pub fn CallCard(card: Card) -> Element {
    let session = use_session();
    let out = card.direction == Direction::Out;
    let title = session.t(if out { "call-made" } else { "call-received" });
    let since = super::since(session, card.at);
    let words = card.words.clone();
    let finish = use_callback(move |()| finish(session));
    // Where the hand was when the card was taken up: said to the page once, which goes on from there.
    let was = use_hook(|| Was { field: card.field.clone(), caret: card.caret });
    let lands = card.lands().to_owned();
    let words_here = lands == "call-words";
    let asks = card.why == Some(Why::Results);
    let practice = use_query(&["practice"], store::practice::get);
    let me = use_me();
    let for_doctors = me.read().as_ref().zip(practice.read().as_ref()).is_some_and(|(me, practice)| card.is_for_doctors(me, practice));
    let icon = if out { "phone-outgoing" } else { "phone-incoming" };
    rsx! {
        section { class: "call-card", "data-testid": "call-card", "data-card": "true", "data-land": "{lands}", tabindex: "-1", role: "dialog", "aria-label": "{title}",
            onkeydown: move |e| keys(&e, session, finish),
            // What the page says of the caret (`ui/style.rs`).
            input { r#type: "hidden", "data-caret": "", "data-testid": "call-caret", oninput: move |e| { e.stop_propagation(); heard(session, &e.value()) } }
            header {
                Icon { name: icon }
                h2 { "{title}" }
                span { class: "second num", "{since}" }
                span { class: "grow" }
                button { r#type: "button", class: "btn quiet", "data-testid": "call-park", onclick: move |_| super::park(session), span { {session.t("call-park")} } kbd { class: "key", "Esc" } }
            }
            // Where something is to be tapped, a letter is for the words.
            div { class: "call-body", "data-letters": ".call-card [data-testid=call-words]",
                Who { card: card.clone(), was: was.clone() }
                if let (Some(patient), Some(about)) = (card.patient, card.about) { Readable { key: "a{patient}{about}", CalledFor { patient, about } } }
                // Whoever is late, and whoever has a visit, is seen to before anything is asked.
                if let Some(patient) = card.patient {
                    Readable { key: "v{patient}", beside: true, Visits { patient, card: card.clone(), was: was.clone() } }
                }
                Whys { chosen: card.why, lands: lands.clone() }
                // What may be said of a result is what such a call is about: it stands before the words.
                if asks && let Some(patient) = card.patient {
                    Readable { key: "r{patient}{card.about:?}", Facts { patient, why: card.why, about: card.about } }
                }
                Words { words, was: was.clone(), here: words_here, for_doctors, out }
                if !asks && let Some(patient) = card.patient {
                    Readable { key: "f{patient}{card.about:?}", Facts { patient, why: card.why, about: card.about } }
                }
                if out { Outcomes { card: card.clone() } }
                Readable { beside: true, Follow { card: card.clone(), was: was.clone() } }
            }
            footer {
                button { r#type: "button", class: "btn quiet", "data-testid": "call-throw", onclick: move |_| throw(session), span { {session.t("call-throw")} } }
                span { class: "grow" }
                button { r#type: "button", class: "btn primary", "data-testid": "call-finish", onclick: move |_| finish(()), Icon { name: "check" } span { {session.t("call-finish")} } kbd { class: "key", "Ctrl ↵" } }
            }
        }
    }
}

/// What is said. Until a letter is typed, `Ctrl Z` means what was done last, and not the letters.
#[component]
fn Words(words: String, was: Was, here: bool, for_doctors: bool, out: bool) -> Element {
    let session = use_session();
    let hint = session.t(if out { "call-words-hint-out" } else { "call-words-hint" });
    let said = move || session.toast.peek().as_ref().filter(|t| t.act.is_some()).map(|t| t.number);
    let mut typed_at = use_signal(said);
    let empty = words.is_empty();
    let key = move |e: KeyboardEvent| {
        let undo = e.modifiers().contains(Modifiers::CONTROL) && e.key() == Key::Character("z".into());
        let of_words = !empty && *typed_at.peek() == said();
        if !undo || of_words {
            keep_typing(&e);
        }
    };
    rsx! {
        label { class: "field", span { class: "name", {session.t("call-words")} }
            Entry { several: true, value: words, autofocus: here, "data-testid": "call-words", "data-at": was.at("call-words"), maxlength: "8000", placeholder: hint,
                onkey: key, oninput: move |v| { typed_at.set(said()); write(session, |c| c.words = v) } }
            if for_doctors { span { class: "hint", "data-testid": "call-for-doctors", Icon { name: "lock", small: true } " " {session.t("call-for-doctors")} } }
        }
    }
}

/// What the card keeps to itself. Commands with Ctrl and the function keys go on: the app below stays at hand.
fn keys(e: &KeyboardEvent, session: Session, finish: Callback<()>) {
    let ctrl = e.modifiers().contains(Modifiers::CONTROL) || e.modifiers().contains(Modifiers::META);
    match e.key() {
        Key::Escape => super::park(session),
        Key::Enter if ctrl => finish(()),
        // Not a new line's, nor a button's: below it may mean something.
        Key::Enter => return e.stop_propagation(),
        Key::Character(_) if !ctrl => return e.stop_propagation(),
        Key::ArrowDown | Key::ArrowUp | Key::ArrowLeft | Key::ArrowRight => return e.stop_propagation(),
        _ => return,
    }
    e.prevent_default();
    e.stop_propagation();
}

/// "call-words 17": where the hand is.
fn heard(session: Session, said: &str) {
    let Some((field, at)) = said.split_once(' ') else { return };
    let Ok(at) = at.parse() else { return };
    if !Card::is_field(field) {
        return;
    }
    let (is, was) = ((field, at), session.calls.peek().active().map(|c| (c.field.clone(), c.caret)));
    if was.as_ref().is_none_or(|was| (was.0.as_str(), was.1) != is) {
        write(session, |c| (c.field, c.caret) = (field.to_owned(), at));
    }
}

/// A field, and the caret in it.
#[derive(Clone, PartialEq)]
pub struct Was {
    pub field: String,
    caret: u32,
}

impl Was {
    pub fn at(&self, field: &str) -> Option<u32> {
        (self.field == field).then_some(self.caret)
    }
}

#[component]
fn Who(card: Card, was: Was) -> Element {
    let session = use_session();
    let pick = move |picked: Picked| match picked {
        Picked::Known(id) => {
            let known = session.ask(|db| store::patients::get(db, id));
            if let Some(Some(known)) = known {
                write(session, |c| c.of(&known));
                // Whoever looks at a file while somebody is on the line has seen it.
                session.saw("patient", Some(id));
            }
        }
        // Nobody's file: a pharmacy, a laboratory, somebody who may become a patient.
        Picked::New(name) => write(session, |c| (c.caller, c.typed) = (name, String::new())),
    };
    let caller = card.caller.clone();
    let picked = card.patient.is_some() || !card.caller.trim().is_empty();
    let here = card.lands() == "call-who";
    rsx! {
        if let Some(patient) = card.patient {
            Known { key: "{patient}", patient, caller: caller.clone() }
        } else if picked {
            Stranger { card: card.clone() }
        } else {
            PatientPicker { prefix: "call-", unknown: "call-unknown", begun: card.typed.clone(), here, caret: was.at("call-who"), next: "[data-testid=call-why-0]",
                ontyped: move |v| write(session, |c| c.typed = v), onpick: pick }
        }
        Twin {}
        if picked {
            Line { key: "{card.patient:?}", card: card.clone(), was }
        }
    }
}

/// The same patient has another card open: it is said, and one tap goes on with it.
#[component]
fn Twin() -> Element {
    let session = use_session();
    let Some(open) = session.calls.read().twin().cloned() else { return rsx! {} };
    let since = super::since(session, open.at);
    rsx! {
        div { class: "note", "data-tone": "warn", "data-testid": "call-twin", Icon { name: "phone" }
            span { class: "main", {session.tr("call-twin", &[("since", since.into())])} }
            button { r#type: "button", class: "btn", "data-testid": "call-join", onclick: move |_| super::change(session, Calls::join), {session.t("call-join")} }
        }
    }
}

/// The number, and who speaks.
#[component]
fn Line(card: Card, was: Was) -> Element {
    let session = use_session();
    // As it is read aloud; what is typed from then on stays as it is typed.
    let first = use_hook(|| card.number.clone());
    let number = if card.number == first { words::phone(&first, &session.country()) } else { card.number.clone() };
    rsx! {
        div { class: "call-line",
            label { class: "field", span { class: "name", {session.t("call-number")} }
                Entry { value: number, "data-testid": "call-number", inputmode: "tel", maxlength: "60", "data-at": was.at("call-number"), autofocus: was.field == "call-number", oninput: move |v| write(session, |c| c.number = v) }
            }
            if card.patient.is_some() {
                label { class: "field", span { class: "name", {session.t("call-by")} }
                    Entry { value: card.caller.clone(), "data-testid": "call-caller", maxlength: "200", placeholder: session.t("call-by-hint"), "data-at": was.at("call-caller"), autofocus: was.field == "call-caller", oninput: move |v| write(session, |c| c.caller = v) }
                }
            }
        }
    }
}

/// A patient of ours, with the number to call.
#[component]
fn Known(patient: Id, caller: String) -> Element {
    let session = use_session();
    let known = use_query(&["patient"], move |db| store::patients::get(db, patient));
    let Some(p) = known.read().clone().flatten() else { return rsx! {} };
    let born = people::born_short(session, &p);
    let number = people::phone(session, &p);
    rsx! {
        div { class: "picked known", "data-testid": "call-picked",
            Icon { name: "user" }
            span { class: "main", span { class: "strong", {people::name(session, &p)} } span { class: "second small num", "{born}" }
                if let Some(phone) = p.phone().filter(|_| !number.is_empty()) { a { class: "tel", "data-testid": "call-tel", href: "tel:{phone}", Icon { name: "phone", small: true } "{number}" } }
            }
            button { r#type: "button", class: "btn quiet", "data-testid": "call-change", onclick: move |_| write(session, |c| { c.patient = None; c.number = String::new(); c.field = "call-who".into() }), {session.t("change")} }
        }
    }
}

/// Six reasons; a figure chooses, and the hand goes on to the words.
#[component]
fn Whys(chosen: Option<Why>, lands: String) -> Element {
    let session = use_session();
    let choose = move |why: Why| {
        write(session, |c| c.because(why));
        if why == Why::Urgent {
            urgent::begin(session);
        }
    };
    let first = chosen.and_then(|why| WHYS.iter().position(|w| *w == why)).unwrap_or(0);
    rsx! {
        div { class: "field", span { class: "name", id: "call-why", {session.t("call-why")} }
            div { class: "chips call-whys thirds", role: "group", "aria-labelledby": "call-why",
                for (i , why) in WHYS.into_iter().enumerate() {
                    button { r#type: "button", key: "{why.code()}", class: "chip", "data-testid": "call-why-{i}", "aria-pressed": chosen == Some(why), "data-lit": i == first,
                        onmounted: { let here = lands == format!("call-why-{i}"); move |e| async move { if here { let _ = e.set_focus(true).await; } } },
                        "data-next": "[data-testid=call-words]",
                        onkeydown: move |e| {
                            let meant = match e.key() {
                                Key::Enter if e.modifiers().is_empty() => Some(why),
                                Key::Character(c) => c.parse::<usize>().ok().and_then(|n| WHYS.get(n.checked_sub(1)?)).copied(),
                                _ => None,
                            };
                            if let Some(why) = meant {
                                e.prevent_default();
                                e.stop_propagation();
                                choose(why);
                            }
                        },
                        onclick: move |_| choose(why),
                        span { {session.t(&format!("call-why-{}", why.code()))} } kbd { class: "key", "{i + 1}" }
                    }
                }
            }
        }
    }
}

/// How a call of ours ended; in vain it says when it is tried again.
#[component]
fn Outcomes(card: Card) -> Element {
    let session = use_session();
    let again = again(session, &card);
    let lang = *session.lang.read();
    let said = match (card.outcome.reached(), again) {
        (true, _) | (false, None) => None,
        (false, Some(Some(at))) => {
            let day = if at.date() == session.today() { session.t("today-now") } else { words::day_short(lang, at.date()) };
            Some(session.tr("call-again", &[("when", format!("{day} {}", words::time(at)).into())]))
        }
        (false, Some(None)) if card.about.is_some() => Some(session.t("call-no-more")),
        _ => None,
    };
    rsx! {
        div { class: "field", span { class: "name", id: "call-ended", {session.t("call-ended")} }
            div { class: "chips", role: "group", "aria-labelledby": "call-ended",
                for outcome in Outcome::ALL.iter().copied() {
                    button { r#type: "button", key: "{outcome.code()}", class: "chip", "data-testid": "call-ended-{outcome.code()}", "aria-pressed": card.outcome == outcome, onclick: move |_| write(session, |c| c.outcome = outcome), {session.t(&format!("call-ended-{}", outcome.code()))} }
                }
            }
            if let Some(said) = said { span { class: "hint", "data-testid": "call-again", "{said}" } }
        }
    }
}

/// When to try again what is called about, after this attempt, if at all; nothing where the tries before could not be read,
/// which is said.
fn again(session: Session, card: &Card) -> Option<Option<NaiveDateTime>> {
    let Some(about) = card.about else { return Some(None) };
    let read = session.ask(|db| {
        if let Some(who) = card.patient
            && let Some(kind) = recalls::kind_of(db, who, about)?
        {
            return recalls::calls(db, who, kind);
        }
        communications::about(db, about)
    });
    let mut tried: Vec<NaiveDateTime> = read?.into_iter().filter(|c| c.in_vain()).map(|c| c.at).collect();
    tried.push(card.at);
    Some(next_try(&tried, session.now(), |day| super::follow::is_open(session, day)))
}

/// Writes it down, with what follows: one act, one undo.
fn finish(session: Session) {
    let Some(card) = session.calls.peek().active().cloned() else { return };
    let now = session.now();
    let due = super::follow::due(session, &card);
    // Tries that cannot be read are not enough tries: nothing is given up for them.
    let again = if card.outcome.reached() { Some(None) } else { again(session, &card) };
    let Some(again) = again else { return };
    let who = who(session, &card);
    let key = match card.then {
        crate::model::card::Then::Nothing | crate::model::card::Then::Newer(_) => "call-logged",
        crate::model::card::Then::CallBack => "call-logged-call-back",
        crate::model::card::Then::Ask => "call-logged-ask",
        crate::model::card::Then::Message => "call-logged-message",
    };
    let when = due.map(|at| super::follow::hour(session, at)).unwrap_or_default();
    let said = session.tr(key, &[("name", who.into()), ("when", when.into())]);
    let kept = card.clone();
    session.run(
        "call",
        move |tx| actions::finish(tx, now, &card, due, again),
        move |session, done| match done {
            Ok(done) => {
                super::done(session);
                super::noted(session, done.act, kept);
                session.say(said, Some(done.act));
            }
            Err(error) => session.refuse(&error),
        },
    );
}

/// Who is on the line, as far as it is known.
pub fn who(session: Session, card: &Card) -> String {
    let known = card.patient.and_then(|p| session.ask(|db| store::patients::get(db, p)).flatten());
    match known {
        Some(p) => people::name(session, &p),
        None if *session.privacy.peek() => "…".into(),
        None => [card.caller.trim(), card.typed.trim(), card.number.trim()].into_iter().find(|t| !t.is_empty()).unwrap_or("…").to_owned(),
    }
}

/// Throws the card away. It waits in the bar until it is really meant.
fn throw(session: Session) {
    let card = session.calls.peek().active().cloned();
    super::done(session);
    if let Some(card) = card.filter(Card::is_begun) {
        session.say_thrown(card);
    }
}

/// Names that lists write in capitals and a reason's minutes: what the parts of the card share.
pub fn minutes_of(reasons: &[Reason], id: Option<Id>) -> u32 {
    reasons.iter().find(|r| Some(r.id) == id).map_or(15, |r| r.minutes)
}
