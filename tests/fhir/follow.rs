//! Calls, follow-ups, recalls and what is kept in mind travel; and what of others' becomes one of them.

use super::*;
use genki::{
    actions::{results, twins},
    model::{
        Communication, Fields, Keepsake, Recall, RecallKind, Task,
        communication::{Direction, Outcome, Why},
        recall::Unit,
        task::{Answer, TaskKind, TaskStatus},
    },
    store::{Db, Tx, communications, keepsakes, recalls, tasks},
};

const WHO: Id = Id::from_u128(500);

#[derive(Default)]
pub struct Follows {
    calls: Vec<Communication>,
    tasks: Vec<Task>,
    kinds: Vec<RecallKind>,
    recalls: Vec<Recall>,
    keepsakes: Vec<Keepsake>,
}

impl Follows {
    pub fn put(&self, tx: &mut Tx) -> Result<(), Error> {
        self.calls.iter().try_for_each(|r| tx.put(r).map(drop))?;
        self.tasks.iter().try_for_each(|r| tx.put(r).map(drop))?;
        self.kinds.iter().try_for_each(|r| tx.put(r).map(drop))?;
        self.recalls.iter().try_for_each(|r| tx.put(r).map(drop))?;
        self.keepsakes.iter().try_for_each(|r| tx.put(r).map(drop))
    }
}

/// One of each with all it can hold, and some with hardly anything, or odd.
pub fn every_one(patient: Id, visit: Id, reason: Id) -> Follows {
    let id = |n: u128| Id::from_u128(600 + n);
    let kind = RecallKind {
        id: id(1),
        name: "Tetanus".into(),
        every: 20,
        unit: Unit::Years,
        ages: vec![300, 540, 780],
        gap: 60,
        from_age: Some(25),
        to_age: Some(0),
        gender: "female".into(),
        flags: vec!["diabète".into()],
        not_flags: vec!["[1]".into()],
        evidence: vec!["cvx|115".into(), "dTP".into()],
        reason: Some(reason),
        basis: "The calendar of 2026.".into(),
        retired: true,
        source: String::new(),
    };
    let bare_kind = RecallKind { id: id(2), name: " spaced ".into(), every: 1, reason: Some(id(99)), ..RecallKind::default() };
    let recall = Recall {
        id: Recall::id_of(patient, kind.id),
        patient,
        kind: kind.id,
        snoozed: at("00:00").date().succ_opt(),
        declined: "No.".into(),
        done: at("00:00").date().pred_opt(),
        appointment: Some(visit),
        failed: Some(at("09:00")),
        source: String::new(),
    };
    let lost = Recall { id: Recall::id_of(patient, id(98)), patient, kind: id(98), appointment: Some(id(97)), ..Recall::default() };
    let task = Task {
        id: id(3),
        kind: TaskKind::Question,
        status: TaskStatus::Failed,
        patient: Some(patient),
        caller: "her daughter".into(),
        number: "+33612345678".into(),
        why: Why::Renewal,
        words: "Renew?\nAll of it.".into(),
        at: at("09:01"),
        by: WHO,
        owner: Some(Id::from_u128(501)),
        due: Some(at("11:00")),
        snoozed: Some(at("12:00")),
        call: Some(id(5)),
        about: Some(recall.id),
        need: "letter".into(),
        answer: Answer::CallThem,
        answer_words: "Say yes.".into(),
        answered_by: Some(WHO),
        answered_at: Some(at("10:00")),
        closed_at: Some(at("10:30")),
        closed_by: Some(WHO),
        close_words: "Nobody there.".into(),
        source: String::new(),
    };
    let bare_task = Task { id: id(4), about: Some(id(96)), ..Task::default() };
    let asleep = Task {
        id: id(8),
        status: TaskStatus::OnHold,
        snoozed: Some(at("12:00")),
        at: at("09:00") + chrono::TimeDelta::seconds(7),
        ..task.clone()
    };
    let asleep = Task { answer: Answer::None, call: None, ..asleep };
    let call = Communication {
        id: id(5),
        patient: Some(patient),
        caller: "her daughter".into(),
        number: "0612".into(),
        direction: Direction::Out,
        why: Why::Results,
        words: "to call\nagain".into(),
        outcome: Outcome::LeftWord,
        at: at("09:02"),
        ended: Some(at("09:04")),
        by: WHO,
        about: Some(task.id),
        led_to: vec![visit, task.id],
        entered_in_error: false,
        source: String::new(),
    };
    let bare_call = Communication { id: id(6), ..Communication::default() };
    let odd_call = Communication { id: id(7), entered_in_error: true, led_to: vec![task.id, id(95)], about: Some(id(94)), ..call.clone() };
    let keepsake = Keepsake {
        id: id(9),
        patient: Some(patient),
        words: "Her daughter's exam".into(),
        on: "2027-06".into(),
        at: at("09:03"),
        by: WHO,
        asked_at: Some(at("09:30")),
        asked_by: Some(WHO),
        answer: "passed".into(),
        dropped: true,
        source: String::new(),
    };
    let bare_keepsake = Keepsake { id: id(10), patient: Some(patient), ..Keepsake::default() };
    Follows {
        calls: vec![call, bare_call, odd_call],
        tasks: vec![task, bare_task, asleep],
        kinds: vec![kind, bare_kind],
        recalls: vec![recall, lost],
        keepsakes: vec![keepsake, bare_keepsake],
    }
}

/// All of them, without what they were imported from.
pub fn all(db: &Db) -> Result<Vec<(Id, Fields)>, Error> {
    fn bare<R: Record>(mut all: Vec<R>) -> impl Iterator<Item = (Id, Fields)> {
        all.sort_by_key(Record::id);
        all.into_iter().map(|r| (r.id(), r.fields().into_iter().filter(|(k, _)| k != "source").collect()))
    }
    let (calls, tasks, kinds) = (communications::all(db)?, tasks::all(db)?, recalls::kinds(db)?);
    let recalls = recalls::all(db)?;
    Ok(bare(calls).chain(bare(tasks)).chain(bare(kinds)).chain(bare(recalls)).chain(bare(keepsakes::all(db)?)).collect())
}

fn read(d: &Device) -> (Vec<Communication>, Vec<Task>, Vec<Kept>) {
    d.store.read::<_, Error>(|db| Ok((communications::all(db)?, tasks::all(db)?, kept::all(db)?))).expect("read")
}

/// What leaves says in FHIR's own words what others can use, and refers to what leaves with it.
#[test]
fn others_can_read_a_follow_up_and_a_call() {
    let d = device(1);
    whole::full(&d);
    let bundle: Value = serde_json::from_str(&export(&d)).expect("JSON");
    let resources: Vec<&Value> = bundle["entry"].as_array().expect("entries").iter().map(|e| &e["resource"]).collect();
    let of = |n: u128| *resources.iter().find(|r| r["id"] == Id::from_u128(600 + n).to_string()).expect("there");
    let urn = |id: Id| json!({"reference": format!("urn:uuid:{id}")});
    let task = of(3);
    assert_eq!(
        (&task["resourceType"], &task["status"], &task["for"], &task["reasonReference"], &task["restriction"]["period"]["end"]),
        (&json!("Task"), &json!("failed"), &urn(Id::from_u128(2)), &urn(Id::from_u128(605)), &json!("2026-11-23T11:00:00+01:00"))
    );
    let call = of(5);
    assert_eq!(
        (&call["status"], &call["recipient"][0], &call["about"][0]),
        (&json!("not-done"), &urn(Id::from_u128(2)), &urn(Id::from_u128(603)))
    );
    assert_eq!(of(4)["focus"], Value::Null, "what does not leave is not referred to");
    let ids: Vec<String> = resources.iter().map(|r| format!("urn:uuid:{}", r["id"].as_str().unwrap_or_default())).collect();
    let mut lost = Vec::new();
    references(&bundle, &mut |to| {
        if !ids.iter().any(|id| id == to) {
            lost.push(to.to_string())
        }
    });
    lost.retain(|to| !to.ends_with(&Id::from_u128(98).to_string()));
    assert_eq!(lost, Vec::<String>::new());
}

fn references(v: &Value, see: &mut impl FnMut(&str)) {
    match v {
        Value::Array(all) => all.iter().for_each(|v| references(v, see)),
        Value::Object(map) => {
            map.get("reference").and_then(Value::as_str).into_iter().for_each(&mut *see);
            map.values().for_each(|v| references(v, see));
        }
        _ => {}
    }
}

const PHONE: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode";

fn others() -> Vec<Value> {
    let p = json!({"reference": "Patient/p"});
    let phone = json!([{"coding": [{"system": PHONE, "code": "PHONE"}]}]);
    let task = |id: &str, more: Value| {
        let mut task = json!({"resourceType": "Task", "id": id, "status": "requested", "intent": "order", "description": "Call back: results",
            "for": p, "authoredOn": "2026-11-23T08:00:00+01:00", "restriction": {"period": {"end": "2026-11-23T11:00:00+01:00"}}});
        task.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        task
    };
    let call = |id: &str, more: Value| {
        let mut call = json!({"resourceType": "Communication", "id": id, "status": "completed", "subject": p, "sender": p, "medium": phone,
            "sent": "2026-11-20T10:00:00+01:00", "payload": [{"contentString": "asks for her results"}]});
        call.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        call
    };
    vec![
        json!({"resourceType": "Patient", "id": "p", "name": [{"family": "Martin"}]}),
        task("ours", json!({})),
        task("owned", json!({"owner": {"reference": "Organization/x"}})),
        task("step", json!({"focus": {"reference": "ServiceRequest/s"}})),
        task("other", json!({"description": "Administer insulin"})),
        task("over", json!({"status": "completed"})),
        call("ours", json!({})),
        call("letter", json!({"medium": [{"text": "letter"}]})),
        call("file", json!({"payload": [{"contentReference": {"reference": "DocumentReference/d"}}]})),
        call("answer", json!({"inResponseTo": [{"reference": "Communication/ours"}]})),
    ]
}

#[test]
fn a_call_back_and_a_call_of_others_become_ours_and_all_else_is_kept() {
    let d = device(1);
    assert_eq!(whys(&take_text(&d, &bundle(others()))), []);
    let (calls, tasks, kept) = read(&d);
    let [task] = tasks.as_slice() else { panic!("{tasks:?}") };
    assert_eq!(
        (task.kind, task.words.as_str(), task.at, task.due),
        (TaskKind::CallBack, "Call back: results", at("08:00"), Some(at("11:00")))
    );
    let [call] = calls.as_slice() else { panic!("{calls:?}") };
    assert_eq!((call.direction, call.words.as_str(), call.patient), (Direction::In, "asks for her results", task.patient));
    assert_eq!(kept.iter().filter(|k| k.resource_type == "Task").count(), 4);
    let answer = kept.iter().find(|k| k.resource["inResponseTo"].is_array()).expect("there");
    assert_eq!(answer.resource["inResponseTo"][0]["reference"], format!("urn:uuid:{}", call.id), "a reference leads to what became ours");
    // Again it changes nothing, and nothing that was done here is undone by what the others know.
    let before = changes(&d);
    take_text(&d, &bundle(others()));
    assert_eq!(changes(&d), before);
    let done = Task { status: TaskStatus::Completed, owner: Some(WHO), closed_at: Some(at("10:00")), ..task.clone() };
    d.store
        .write::<_, Error>(Act::new("done", ME, NOW), {
            let done = done.clone();
            move |tx| tx.put(&done)
        })
        .expect("written");
    let mut later = others();
    later[1]["description"] = json!("Call back: results, by noon");
    later[1]["focus"] = json!({"reference": "ServiceRequest/s"});
    take_text(&d, &bundle(later));
    let (_, tasks, kept) = read(&d);
    assert_eq!(tasks.len(), 1);
    assert_eq!(
        (tasks[0].status, tasks[0].owner, tasks[0].words.as_str()),
        (TaskStatus::Completed, Some(WHO), "Call back: results, by noon")
    );
    assert_eq!(kept.len(), 7, "and it is never here twice");
    round_trip(&d);
}

#[test]
fn what_was_kept_before_stays_kept() {
    let d = device(1);
    let mut first = others();
    first[1]["owner"] = json!({"reference": "Organization/x"});
    take_text(&d, &bundle(first));
    assert_eq!(read(&d).1, []);
    take_text(&d, &bundle(others()));
    let (_, tasks, kept) = read(&d);
    assert_eq!((tasks.len(), kept.iter().filter(|k| k.resource_type == "Task").count()), (0, 5));
    // What was kept of others and leaves here is kept elsewhere as well, whatever it looks like.
    let other = device(2);
    assert_eq!(whys(&take_text(&other, &export(&d))), []);
    assert_eq!((read(&other).1.len(), read(&other).2.len()), (0, kept.len()));
    round_trip(&d);
}

/// A file that is gone into another brings what is followed up along, here and where it is taken in.
#[test]
fn what_is_followed_up_goes_with_a_merged_file_and_travels() {
    let d = device(1);
    let (a, b) = (Id::from_u128(2), Id::from_u128(3));
    let follows = every_one(b, Id::from_u128(6), Id::from_u128(4));
    d.store
        .write::<_, genki::actions::Error>(Act::new("fill", ME, NOW), move |tx| {
            for id in [a, b] {
                tx.put(&Patient { id, family: "Martin".into(), ..Patient::default() })?;
            }
            follows.put(tx)?;
            twins::merge(tx, a, b, &Default::default())
        })
        .expect("written");
    let whose = |d: &Device| {
        let (calls, tasks, _) = read(d);
        let recalls = d.store.read::<_, Error>(recalls::all).expect("read");
        (calls[0].patient, tasks.iter().map(|t| t.patient).max().flatten(), recalls.iter().map(|r| (r.id, r.patient)).collect::<Vec<_>>())
    };
    assert!(whose(&d).2.iter().all(|(_, patient)| *patient == a));
    assert_eq!(whose(&d).1, Some(a));
    let other = device(2);
    assert_eq!(whys(&take_text(&other, &export(&d))), []);
    assert_eq!(whose(&other), whose(&d));
    round_trip(&d);
}

/// Neither what a result says nor that there is one is handed to others.
#[test]
fn results_stay_at_home() {
    let d = device(1);
    let patient = Id::from_u128(2);
    let result = d
        .store
        .write::<_, genki::actions::Error>(Act::new("fill", ME, NOW), move |tx| {
            tx.put(&Patient { id: patient, family: "Martin".into(), ..Patient::default() })?;
            let practice = genki::model::Practice { id: Id::from_u128(7), secretaries_read_results: true, ..Default::default() };
            tx.put(&practice)?;
            let result = results::receive(tx, at("09:00"), patient, "BLOODTITLE", "SECRETWORDS")?;
            tx.put(&Task { id: Id::from_u128(8), patient: Some(patient), about: Some(result), ..Task::default() })?;
            Ok(result)
        })
        .expect("written");
    let exported = export(&d);
    assert!(!exported.contains("SECRETWORDS") && !exported.contains("BLOODTITLE"));
    assert_eq!(read(&d).1[0].about, Some(result));
    round_trip(&d);
}
