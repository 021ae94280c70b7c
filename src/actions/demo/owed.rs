//! What is owed in the example: calls of the morning, promises, questions to the doctors, a message.

use super::{ROY, at, at_time, crew::Crew, doctor_id, people::id_of};
use crate::{
    actions::{Desk, calls, desk::Result, tasks},
    base::Id,
    model::{
        Communication, Task,
        communication::{Outcome, Why},
        task::{Answer, TaskKind},
    },
};
use chrono::NaiveDate;

/// Who, why, what was asked, at what hour and minute.
type Call = (&'static str, Why, [&'static str; 2], (u32, u32));

const CALLS: [Call; 3] = [
    ("fasting", Why::Results, ["Demande si ses analyses sont arrivées.", "Asks whether her tests are back."], (8, 42)),
    ("mother", Why::Change, ["Sera en retard, le bus est bloqué.", "Will be late, the bus is stuck."], (9, 5)),
    ("latex", Why::Other, ["Rappelle qu’elle est allergique au latex.", "Reminds us of her latex allergy."], (9, 31)),
];

/// Writes it all as those who were at the desk.
pub fn promise(desk: &Desk, crew: &Crew, date: NaiveDate, french: bool) -> Result<()> {
    let say = |[fr, en]: [&'static str; 2]| if french { fr } else { en };
    for (code, why, words, (hour, minute)) in CALLS {
        let when = at(date, hour, minute);
        let call = Communication {
            patient: Some(id_of(code)),
            why,
            words: say(words).into(),
            at: when,
            ended: Some(when),
            ..Communication::default()
        };
        let call = move |id| Communication { id, ..call };
        at_time(desk, crew.sophie, when).act("call", move |tx| calls::log(tx, &call(Id::new(tx.act().at))))?;
    }
    let task = |kind, code: &str, words: [&'static str; 2], due: Option<(u32, u32)>| Task {
        kind,
        patient: Some(id_of(code)),
        words: say(words).into(),
        due: due.map(|(h, m)| at(date, h, m)),
        ..Task::default()
    };
    let begin = |when: (u32, u32), by: Id, task: Task| {
        let now = at(date, when.0, when.1);
        at_time(desk, by, now).act("task", move |tx| tasks::begin(tx, now, &task)).map(|done| done.answer)
    };
    let words = ["Veut savoir si elle peut prendre l’avion.", "Wants to know whether she may fly."];
    let flight = begin((8, 50), crew.karim, task(TaskKind::CallBack, "newborn", words, Some((9, 50))))?;
    let (tried, again) = (at(date, 9, 45), at(date, 10, 5));
    at_time(desk, crew.karim, tried)
        .act("task-no-answer", move |tx| calls::attempt(tx, tried, flight, Outcome::NoAnswer, "", Some(again)))?;
    let words = ["Confirmer la date du contrôle.", "Confirm the date of the check."];
    begin((9, 10), crew.sophie, Task { why: Why::Change, ..task(TaskKind::CallBack, "diabetes", words, Some((10, 30))) })?;
    let words = ["Rappeler son fils après les visites.", "Ring her son back after the visits."];
    begin((9, 20), crew.karim, task(TaskKind::CallBack, "deaf", words, Some((17, 0))))?;
    let roy = Some(crew.doctor(doctor_id(ROY)));
    let words = ["Renouveler le traitement de la tension ?", "Renew the blood pressure tablets?"];
    begin((9, 5), crew.sophie, Task { owner: roy, why: Why::Renewal, ..task(TaskKind::Question, "booster", words, Some((12, 0))) })?;
    let words = ["Certificat pour le judo : la voir avant samedi ?", "A certificate for judo: see her before Saturday?"];
    begin((9, 30), crew.karim, Task { owner: roy, ..task(TaskKind::Question, "early", words, None) })?;
    let words = ["Peut-elle reprendre la piscine ?", "May she go swimming again?"];
    let pool = begin((9, 4), crew.karim, Task { owner: roy, ..task(TaskKind::Question, "asthma", words, Some((12, 0))) })?;
    let (then, answer) = (at(date, 9, 58), say(["Oui, doucement, et en reparler à midi.", "Yes, gently, and we talk about it at noon."]));
    at_time(desk, crew.doctor(doctor_id(ROY)), then).act("task-answer", move |tx| tasks::answer(tx, then, pool, Answer::Words, answer))?;
    let note = say(["Le fauteuil roulant est au deuxième étage.", "The wheelchair is on the second floor."]);
    begin((8, 5), crew.karim, Task { kind: TaskKind::Message, words: note.into(), ..Task::default() })?;
    Ok(())
}
