//! Everything that is owed, in one place: the list, its acts, the doctor's answers, the day's calls, the messages.

use super::*;
use genki::{
    actions::{recalls, results, tasks},
    model::{
        Communication, Person, Recall, RecallKind, Task, TestResult,
        person::Role,
        task::{Answer, TaskKind, TaskStatus},
    },
    store::{appointments, communications},
};

pub const NADEGE: Id = Id::from_u128(90_002);
pub const DOCTOR: Id = Id::from_u128(9);
pub const KARIM: Id = Id::from_u128(8);
pub const FABRE: Id = Id::from_u128(5);

/// The practice with a doctor and a colleague.
pub fn with_crew() -> Practicing {
    let p = practice();
    p.desk
        .act("init", move |tx| {
            practice::save_person(tx, &Person { id: DOCTOR, name: "Claire Roy".into(), role: Role::Doctor, ..Person::default() })?;
            practice::save_person(tx, &Person { id: KARIM, name: "Karim".into(), ..Person::default() })
        })
        .unwrap();
    p
}

pub fn begin(p: &Practicing, when: NaiveDateTime, task: Task) -> Id {
    p.desk.act("task", move |tx| tasks::begin(tx, when, &task)).unwrap().answer
}

pub fn call_back(p: &Practicing, patient: u128, due: NaiveDateTime) -> Id {
    begin(p, at(8, 0), Task { patient: Some(Id::from_u128(patient)), words: "Ring back".into(), due: Some(due), ..Task::default() })
}

pub fn ask(p: &Practicing, owner: Option<Id>) -> Id {
    let words = "Renew the tablets?".into();
    begin(p, at(9, 0), Task { kind: TaskKind::Question, patient: Some(FABRE), words, owner, due: Some(at(12, 0)), ..Task::default() })
}

pub fn task(p: &Practicing, id: Id) -> Task {
    p.desk.store.read::<_, store::Error>(|db| store::tasks::get(db, id)).unwrap().unwrap()
}

pub fn calls(p: &Practicing) -> Vec<Communication> {
    p.desk.store.read::<_, store::Error>(communications::all).unwrap()
}

pub fn result(p: &Practicing, id: Id) -> TestResult {
    p.desk.store.read::<_, store::Error>(|db| store::results::get(db, id)).unwrap().unwrap()
}

pub fn row(id: Id) -> String {
    format!("owed-row-{id}")
}

pub fn line(id: Id) -> String {
    format!("owed-{id}")
}

/// The window of somebody else on the same practice.
pub fn of(p: &Practicing, person: Id) -> Page {
    let page = Page::open(root, p.desk.of_person(person, None).unwrap());
    let mut page = page;
    page.click("place-owed");
    page
}

pub fn todo(p: &Practicing) -> Page {
    let mut page = open(p);
    page.press("date", "4");
    page
}

#[test]
fn one_list_by_the_time_it_is_wanted_and_the_rail_counts_what_waits() {
    let p = with_crew();
    let late = call_back(&p, 1, at(9, 11));
    let now = call_back(&p, 2, at(9, 50));
    let later = call_back(&p, 3, at(16, 0));
    let asked = ask(&p, Some(DOCTOR));
    let page = todo(&p);
    assert_eq!(page.text("owed-count"), "2");
    assert!(
        page.text("owed-late").contains("Blanc Étienne") && page.text(&line(late)).contains("29 min late"),
        "{}",
        page.text("owed-late")
    );
    assert!(page.text("owed-now").contains("Martin Léa") && page.has(&line(now)));
    let rest = page.text("owed-today");
    assert!(rest.contains("promised for 16:00") && page.has(&line(later)), "{rest}");
    let question = page.text(&line(asked));
    assert!(
        question.contains("asked 09:00 by Nadège") && question.contains("needed by 12:00") && question.contains("for Claire Roy"),
        "{question}"
    );
    assert!(question.contains("Waits for the doctor") && !page.has(&format!("owed-next-{asked}")));
}

#[test]
fn nothing_owed_is_said_kindly_with_who_comes_next() {
    let p = practice();
    let page = todo(&p);
    let said = page.text("owed-none");
    assert!(said.contains("Nothing is owed to anybody.") && said.contains("Next: Dupont Camille at 10:00"), "{said}");
    assert!(!page.has("owed-count"));
}

#[test]
fn letters_work_on_the_line_that_is_selected_and_one_undo_takes_each_back() {
    let p = practice();
    let (first, second) = (call_back(&p, 5, at(9, 10)), call_back(&p, 2, at(9, 20)));
    let mut page = todo(&p);
    page.press("owed", "f");
    assert!(task(&p, first).is_open(), "nothing is selected yet");
    page.press("owed", "ArrowDown");
    assert_eq!(page.focused_name(), row(first));
    page.press(&row(first), "f");
    assert_eq!(task(&p, first).status, TaskStatus::Completed);
    assert_eq!(page.focused_name(), row(second), "the hand goes on");
    page.hand("ctrl+z");
    assert!(task(&p, first).is_open());
    page.press(&row(second), "r");
    let held = task(&p, second);
    assert_eq!((held.status, held.snoozed), (TaskStatus::OnHold, Some(at(10, 40))));
    assert!(page.text("toast").contains("Again 10:40"), "{}", page.text("toast"));
    assert!(
        page.text(&line(second)).contains("one try, 09:40") && page.text("owed-asleep").contains("Martin"),
        "{}",
        page.text(&line(second))
    );
    assert_eq!(calls(&p).len(), 1);
    page.press(&row(first), "c");
    assert!(page.text("call-card").contains("Fabre Louise"), "the card is open: {}", page.whole());
    page.click("call-ended-reached");
    page.click("call-finish");
    assert_eq!(task(&p, first).status, TaskStatus::Completed, "who was reached is done");
}

#[test]
fn one_line_has_the_eye_and_what_is_a_doctors_is_only_looked_at() {
    let p = with_crew();
    let (first, second, asked) = (call_back(&p, 1, at(9, 10)), call_back(&p, 2, at(9, 50)), ask(&p, Some(DOCTOR)));
    p.desk.of_person(DOCTOR, None).unwrap().act("answer", move |tx| tasks::answer(tx, at(9, 30), asked, Answer::ICall, "")).unwrap();
    let mut page = todo(&p);
    page.press("owed", "ArrowDown");
    page.press(&row(first), "ArrowRight");
    assert_eq!(
        (page.attr(&line(first), "data-open").as_deref(), page.attr(&row(first), "data-hand").as_deref()),
        (Some("true"), Some("true"))
    );
    page.press(&row(first), "ArrowDown");
    assert_eq!(page.attr(&line(first), "data-open").as_deref(), Some("false"), "what stands open is what Enter is for");
    assert_eq!((page.attr(&row(first), "data-hand"), page.attr(&row(second), "data-hand").as_deref()), (None, Some("true")));
    page.press(&row(asked), "Enter");
    assert!(!page.has("call-card"), "the doctor calls, and nobody else");
}

#[test]
fn it_is_put_off_given_or_dropped_with_a_reason() {
    let p = with_crew();
    let id = call_back(&p, 5, at(9, 10));
    let mut page = todo(&p);
    page.press(&row(id), "s");
    page.click("put-off-hour");
    assert_eq!(task(&p, id).snoozed, Some(at(10, 40)));
    page.click("undo");
    page.press(&row(id), "s");
    page.click("put-off-date");
    page.type_into("put-off-day", "1.12.2026");
    page.fire_submit("put-off-day");
    assert_eq!(task(&p, id).snoozed, NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(9, 0, 0));
    page.click("undo");
    page.press(&row(id), "g");
    assert!(page.text("give-2").contains("Karim"), "{}", page.text("owed-give"));
    page.click("give-2");
    assert_eq!(task(&p, id).owner, Some(KARIM));
    assert!(page.text(&line(id)).contains("for Karim"));
    page.press(&row(id), "d");
    page.fire_submit("drop-why");
    assert!(task(&p, id).is_open(), "not without a reason");
    page.type_into("drop-why", "rang again herself");
    page.fire_submit("drop-why");
    let dropped = task(&p, id);
    assert_eq!((dropped.status, dropped.close_words.as_str()), (TaskStatus::Cancelled, "rang again herself"));
    page.click("owed-tab-closed");
    assert!(page.text("closed").contains("Fabre Louise") && page.text("closed").contains("dropped by Nadège"), "{}", page.text("closed"));
    page.click(&format!("reopen-{id}"));
    assert!(task(&p, id).is_open() && page.has("settled-none"));
}

#[test]
fn several_are_settled_in_one_act_with_one_undo() {
    let p = with_crew();
    let ids = [call_back(&p, 1, at(9, 10)), call_back(&p, 2, at(9, 20)), call_back(&p, 3, at(9, 30))];
    let mut page = todo(&p);
    page.press(&row(ids[0]), " ");
    page.click(&row(ids[1]));
    assert!(page.text("owed-picked").contains("2 selected"), "{}", page.text("owed-bulk"));
    page.click("bulk-put-off");
    page.click("put-off-morning");
    let morning = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap().and_hms_opt(9, 0, 0);
    assert_eq!(ids.map(|id| task(&p, id).snoozed), [morning, morning, None], "the practice works on Mondays");
    page.click("undo");
    assert_eq!(ids.map(|id| task(&p, id).snoozed), [None; 3], "one undo");
    page.click("owed-pick");
    ids.iter().for_each(|id| page.click(&format!("owed-pick-{id}")));
    page.click("bulk-done");
    assert!(ids.iter().all(|id| !task(&p, *id).is_open()) && page.has("owed-none"));
    page.hand("ctrl+z");
    assert!(ids.iter().all(|id| task(&p, *id).is_open()));
    page.click("owed-pick");
    page.press(&row(ids[0]), "Escape");
    assert!(!page.has("owed-bulk"));
}

/// A call, a message, a result nobody decided on and a visit that misses something: in the list in this order.
fn of_all_kinds(p: &Practicing) -> [Id; 4] {
    let reason = Reason { id: Id::from_u128(60), name: "Check".into(), minutes: 20, needs: vec!["Letter".into()], ..Reason::default() };
    let visit = p.visits[4];
    p.desk
        .act("reason", move |tx| {
            practice::save_reason(tx, &reason)?;
            booking::describe(tx, visit, Some(Id::from_u128(60)), "")
        })
        .unwrap();
    let call = call_back(p, 1, at(9, 10));
    let result = p.desk.act("result-in", move |tx| results::receive(tx, at(9, 0), FABRE, "X-ray", "")).unwrap().answer;
    let message = begin(p, at(9, 0), Task { kind: TaskKind::Message, words: "The lift is stuck".into(), ..Task::default() });
    [call, visit, result, message]
}

#[test]
fn whatever_it_is_it_is_picked_and_what_does_not_take_an_act_is_left_out() {
    let p = with_crew();
    let [call, visit, result_in, message] = of_all_kinds(&p);
    let mut page = todo(&p);
    page.hand("ctrl+a");
    assert!(page.text("owed-picked").contains("4 selected"), "{}", page.text("owed"));
    for (act, said) in [("done", "3 of 4"), ("give", "2 of 4"), ("put-off", "2 of 4")] {
        assert!(page.text(&format!("bulk-{act}")).contains(said), "{act}: {}", page.text("owed-bulk"));
    }
    page.click("bulk-give");
    assert!(
        page.text("give-0").contains("Nobody in particular") && page.text("give-1").contains("Claire Roy"),
        "{}",
        page.text("owed-give")
    );
    page.click("give-1");
    assert_eq!((task(&p, call).owner, result(&p, result_in).doctor), (Some(DOCTOR), Some(DOCTOR)));
    let said = page.text("toast");
    assert!(said.contains("2 now for: Claire Roy") && said.contains("2 are left out"), "{said}");
    assert!(page.text("owed-picked").contains("2 selected"), "those are still picked: {}", page.text("owed-bulk"));
    page.click("bulk-done");
    let ready = || p.desk.store.read::<_, store::Error>(|db| appointments::get(db, visit)).unwrap().unwrap().ready;
    assert_eq!((task(&p, message).status, ready()), (TaskStatus::Completed, vec!["Letter".to_owned()]));
    assert!(!page.has("owed-bulk"));
    page.hand("ctrl+z");
    assert!(task(&p, message).is_open() && ready().is_empty(), "one undo");
    page.hand("ctrl+z");
    assert_eq!((task(&p, call).owner, result(&p, result_in).doctor), (None, None), "one undo");
    // Whom it cannot go to does not get it, whatever else is picked with it.
    page.press(&row(call), " ");
    page.click(&row(result_in));
    page.click("bulk-give");
    page.click("give-2");
    assert_eq!((task(&p, call).owner, result(&p, result_in).doctor), (Some(KARIM), None));
}

#[test]
fn messages_alone_are_read_and_visits_alone_made_ready() {
    let p = with_crew();
    let [_, visit, _, message] = of_all_kinds(&p);
    let mut page = todo(&p);
    page.press(&row(message), " ");
    assert!(page.text("bulk-done").contains("Read"), "{}", page.text("owed-bulk"));
    page.click("bulk-end");
    page.press(&row(visit), " ");
    assert!(page.text("bulk-done").contains("All ready") && page.attr("bulk-give", "disabled").as_deref() == Some("true"));
}

#[test]
fn shift_with_the_arrows_picks_on_and_a_field_keeps_its_own() {
    let p = with_crew();
    let ids = [call_back(&p, 1, at(9, 10)), call_back(&p, 2, at(9, 20)), call_back(&p, 3, at(9, 30))];
    let mut page = todo(&p);
    page.press("owed", "ArrowDown");
    let picked = |page: &Page| ids.map(|id| page.attr(&line(id), "data-picked").as_deref() == Some("true"));
    page.hand("shift+ArrowDown");
    assert_eq!(picked(&page), [true, true, false]);
    assert_eq!(page.focused_name(), row(ids[1]));
    page.hand("shift+ArrowDown shift+ArrowDown");
    assert_eq!(picked(&page), [true; 3]);
    page.hand("shift+ArrowUp");
    assert_eq!(picked(&page), [true, true, false], "what it comes back from is let go");
    page.hand("Escape");
    assert!(!page.has("owed-bulk") && picked(&page) == [false; 3]);
    page.press(&row(ids[0]), "d");
    page.press("drop-why", "ctrl+a");
    page.press("drop-why", "shift+ArrowDown");
    assert!(!page.has("owed-bulk"), "the field's own");
    page.click("owed-pick");
    page.press("owed-bulk", "Escape");
    assert!(!page.has("owed-bulk"));
}

#[test]
fn recalls_are_put_off_with_the_rest() {
    let p = with_crew();
    let kind = Id::from_u128(600);
    let smear = RecallKind {
        id: kind,
        name: "Smear".into(),
        every: 3,
        from_age: Some(43),
        evidence: vec!["smear".into()],
        ..RecallKind::default()
    };
    p.desk.act("recall-kind", move |tx| recalls::save_kind(tx, &smear)).unwrap();
    let call = call_back(&p, 1, at(9, 10));
    let mut page = todo(&p);
    page.click(&format!("owed-recall-{kind}"));
    let of = |n: u128| Recall::id_of(Id::from_u128(n), kind);
    let due: Vec<u128> = (1..=5).filter(|n| page.has(&row(of(*n)))).collect();
    assert_eq!(due.len(), 3, "{}", page.text("owed-recalls"));
    assert!(page.text(&line(of(due[0]))).contains("never recorded"), "and why: {}", page.text("owed-recalls"));
    page.press("owed", "ArrowDown");
    page.hand("ctrl+a");
    assert!(page.text("owed-picked").contains("4 selected"));
    page.click("bulk-put-off");
    page.click("put-off-hour");
    assert!(page.text("toast").contains("3 are left out"), "within the day nobody is less due: {}", page.text("toast"));
    assert_eq!(task(&p, call).snoozed, Some(at(10, 40)));
    page.click("bulk-put-off");
    page.click("put-off-morning");
    let snoozed = || due.iter().filter(|n| recall_of(&p, **n, kind).is_some_and(|r| r.snoozed.is_some())).count();
    assert_eq!(snoozed(), 3);
    page.hand("ctrl+z");
    assert_eq!(snoozed(), 0, "one undo");
}

fn recall_of(p: &Practicing, patient: u128, kind: Id) -> Option<Recall> {
    p.desk.store.read::<_, store::Error>(|db| store::recalls::of(db, Id::from_u128(patient), kind)).unwrap()
}

#[test]
fn what_the_list_shows_stays_on_this_device() {
    let p = with_crew();
    let mine = call_back(&p, 1, at(9, 10));
    let his = begin(&p, at(8, 0), Task { patient: Some(FABRE), owner: Some(KARIM), due: Some(at(9, 20)), ..Task::default() });
    let asked = ask(&p, None);
    let mut page = todo(&p);
    page.click("owed-whose-mine");
    assert!(page.has(&line(mine)) && !page.has(&line(his)) && !page.has(&line(asked)));
    page.click("owed-whose-everybody");
    page.click("owed-sort-question");
    assert!(page.has(&line(asked)) && !page.has(&line(mine)));
    page.settle();
    let mut page = todo(&p);
    assert!(page.has(&line(asked)) && !page.has(&line(his)), "{}", page.text("owed"));
    page.click("owed-whose-desk");
    assert!(page.text("owed-none").contains("Nothing of this kind"));
    page.click("owed-show-all");
    assert!(page.has(&line(his)) && page.has(&line(mine)));
}

#[test]
fn a_doctor_answers_in_one_tap_and_it_comes_back_as_the_next_step() {
    let p = with_crew();
    let id = ask(&p, Some(DOCTOR));
    let mut page = of(&p, DOCTOR);
    let inbox = page.text("owed-inbox");
    assert!(inbox.contains("Renew the tablets?") && inbox.contains("asked 09:00 by Nadège") && inbox.contains("Fabre Louise"), "{inbox}");
    page.click("answer-see-me");
    assert_eq!((task(&p, id).answer, task(&p, id).answered_by), (Answer::SeeMe, Some(DOCTOR)));
    assert!(!page.has("owed-inbox"));
    let mut desk = todo(&p);
    assert!(desk.text(&line(id)).contains("Is to come") && desk.text(&line(id)).contains("Claire Roy"), "{}", desk.text(&line(id)));
    desk.click(&format!("owed-next-{id}"));
    assert!(desk.has("book"), "the one button books for her");
    page.click("undo");
    page.click("answer-call-them");
    page.type_into("answer-said", "Half a tablet from today");
    page.fire_submit("answer-said");
    desk.settle();
    assert!(desk.text(&line(id)).contains("Half a tablet from today"), "{}", desk.text(&line(id)));
    desk.click(&format!("owed-next-{id}"));
    assert!(desk.has("call-card"));
}

#[test]
fn an_answer_across_the_desk_is_noted_with_who_noted_it() {
    let p = with_crew();
    let id = ask(&p, Some(DOCTOR));
    let mut page = todo(&p);
    page.click(&row(id));
    page.click("answer-yes");
    assert_eq!(task(&p, id).answer, Answer::Yes);
    assert!(page.text(&line(id)).contains("noted by Nadège"), "{}", page.text(&line(id)));
    assert!(page.text(&format!("owed-next-{id}")).contains("Told"), "the words stand there already");
    page.click(&format!("owed-next-{id}"));
    assert_eq!(task(&p, id).status, TaskStatus::Completed);
}

#[test]
fn what_a_visit_needs_is_ticked_off() {
    let p = practice();
    let reason = Reason {
        id: Id::from_u128(60),
        name: "Check".into(),
        minutes: 20,
        needs: vec!["Letter".into(), "Cover".into()],
        ..Reason::default()
    };
    p.desk.act("reason", move |tx| practice::save_reason(tx, &reason)).unwrap();
    let visit = p.visits[4];
    p.desk.act("describe", move |tx| booking::describe(tx, visit, Some(Id::from_u128(60)), "")).unwrap();
    let mut page = todo(&p);
    assert!(
        page.text(&line(visit)).contains("Letter, Cover") && page.text(&line(visit)).contains("for the visit of 10:30"),
        "{}",
        page.text("owed")
    );
    page.click(&format!("owed-next-{visit}"));
    page.fire_change("owed-ready", "true");
    assert!(!page.text(&line(visit)).contains("Letter") && page.text(&line(visit)).contains("Cover"), "{}", page.text(&line(visit)));
    page.press(&row(visit), "f");
    assert!(page.has("owed-none"));
}

#[test]
fn messages_go_both_ways_and_an_answer_reads_them() {
    let p = with_crew();
    let mut page = todo(&p);
    page.hand("F7");
    page.click("message-to-0");
    page.type_into("message-words", "The lift is stuck");
    page.press("message-words", "ctrl+Enter");
    assert!(!page.has("message"), "{}", page.text("message"));
    let sent = p.desk.store.read::<_, store::Error>(store::tasks::open).unwrap()[0].clone();
    assert_eq!((sent.kind, sent.owner, sent.by), (TaskKind::Message, Some(DOCTOR), NADEGE));
    let mut doctor = of(&p, DOCTOR);
    assert!(
        doctor.text(&line(sent.id)).contains("Nadège") && doctor.text(&line(sent.id)).contains("The lift is stuck"),
        "{}",
        doctor.text("owed")
    );
    doctor.click(&row(sent.id));
    doctor.click("owed-reply");
    doctor.type_into("message-words", "On my way by the stairs");
    doctor.fire_submit("message-words");
    assert_eq!(task(&p, sent.id).status, TaskStatus::Completed, "answered is read");
    page.settle();
    let open = p.desk.store.read::<_, store::Error>(store::tasks::open).unwrap();
    assert_eq!((open.len(), open[0].owner), (1, Some(NADEGE)));
    assert!(page.text("owed").contains("On my way by the stairs"));
    page.click(&format!("owed-next-{}", open[0].id));
    assert!(page.has("owed-none"));
    page.hand("F7");
    page.fire_submit("message-words");
    assert_eq!(page.attr("message-words", "aria-invalid").as_deref(), Some("true"), "not without words");
}

#[test]
fn the_days_calls_are_a_journal_and_a_mistaken_one_is_struck() {
    let p = practice();
    let id = call_back(&p, 5, at(9, 10));
    let mut page = todo(&p);
    page.press(&row(id), "r");
    page.click("owed-tab-calls");
    let journal = page.text("journal");
    assert!(
        journal.contains("09:40") && journal.contains("Fabre Louise") && journal.contains("No answer") && journal.contains("Nadège"),
        "{journal}"
    );
    let call = calls(&p)[0].id;
    page.click(&format!("mistaken-{call}"));
    assert!(calls(&p)[0].entered_in_error && page.text("journal").contains("Noted by mistake"));
    page.click("journal-before");
    assert!(page.has("journal-none") && page.text("journal-day").contains("Yesterday"));
}

#[test]
fn in_view_of_others_the_list_says_initials_alone() {
    let p = with_crew();
    call_back(&p, 5, at(9, 10));
    begin(&p, at(9, 0), Task { caller: "Pharmacie Lafayette".into(), number: "+33145678910".into(), ..Task::default() });
    let mut page = open(&p);
    palette(&mut page, "initials");
    page.click("place-owed");
    for said in ["Fabre", "Louise", "Ring back", "Lafayette", "01 45"] {
        assert!(!page.whole().contains(said), "{said}: {}", page.whole());
    }
}

#[test]
fn a_patients_page_holds_what_is_owed_their_calls_and_numbers_to_tap() {
    let p = practice();
    let id = call_back(&p, 5, at(9, 10));
    let mut page = todo(&p);
    page.press(&row(id), "r");
    page.click("place-patients");
    page.type_into("patient-search", "fabre");
    page.click("patient-0");
    assert!(
        page.text("patient-owed").contains("Ring back") && page.text("patient-owed").contains("one try"),
        "{}",
        page.text("patient-owed")
    );
    assert!(page.text("patient-calls").contains("No answer"), "{}", page.text("patient-calls"));
    page.click("patient-call");
    assert!(page.text("call-card").contains("Fabre Louise"));
}

#[test]
fn a_call_that_nobody_made_in_time_is_first_and_whoever_is_free_makes_it() {
    let p = with_crew();
    let task = |due| Task { patient: Some(FABRE), words: "Ring back".into(), owner: Some(KARIM), due: Some(due), ..Task::default() };
    let (his, his_late) = (begin(&p, at(8, 0), task(at(9, 10))), begin(&p, at(8, 0), task(at(9, 11))));
    let mut page = todo(&p);
    assert_eq!(page.text("owed-count"), "1", "the other is still his alone");
    let first = page.text("owed-overdue");
    assert!(first.contains("Promised, and not called yet") && first.contains("30 min late") && first.contains("for Karim"), "{first}");
    assert!(page.text(&format!("overdue-{his}")).contains("Whoever is free calls") && !page.has(&format!("overdue-{his_late}")));
    page.click("owed-whose-mine");
    assert!(page.has(&line(his)) && !page.has(&line(his_late)));
    page.press(&row(his), "r");
    page.click("owed-whose-everybody");
    assert!(
        !page.has("owed-overdue") && page.text("owed-asleep").contains("put off until 10:40"),
        "tried, and tried again: {}",
        page.text("owed")
    );
}
