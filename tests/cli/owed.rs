//! What is due and owed.

use super::*;

/// A follow-up as our own export has it.
fn follow_up(n: u8, kind: &str, more: Value) -> Value {
    let mut task = json!({"resourceType": "Task", "id": format!("00000000-0000-0000-0000-0000000005{n:02}"), "meta": {"source": "urn:genki"},
        "status": "requested", "intent": "order", "code": {"coding": [{"system": "urn:genki:kind", "code": kind}]},
        "for": {"reference": "Patient/lea"}, "authoredOn": "2026-11-20T09:00:00+01:00"});
    task.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    task
}

#[test]
fn what_is_owed_stands_by_the_time_it_is_due() {
    let home = Home::with_practice();
    let until = |at: &str| json!({"period": {"end": format!("{at}:00+01:00")}});
    let phone = json!([{"system": "phone", "value": "+33612345678"}]);
    let shot = json!({"text": "DTP"});
    let resources = [
        json!({"resourceType": "Patient", "id": "lea", "name": [{"family": "Martin", "given": ["Léa"]}], "birthDate": "1984-03-12", "telecom": phone}),
        follow_up(
            1,
            "call-back",
            json!({"description": "Results", "restriction": until("2026-11-23T11:00"), "extension": [{"url": "urn:genki:number", "valueString": "+33700000000"}]}),
        ),
        follow_up(2, "question", json!({"description": "Renew?", "restriction": until("2026-11-23T09:00")})),
        follow_up(3, "other", json!({"description": "Over", "status": "completed"})),
        json!({"resourceType": "ActivityDefinition", "id": "00000000-0000-0000-0000-000000000600", "meta": {"source": "urn:genki"}, "status": "active", "title": "Booster",
            "topic": [{"coding": [{"system": "urn:genki:kind", "code": "recall-kind"}]}],
            "extension": [{"url": "urn:genki:every", "valueInteger": 10}, {"url": "urn:genki:json:evidence", "valueString": "[\"dtp\"]"}]}),
        json!({"resourceType": "Immunization", "id": "i", "status": "completed", "vaccineCode": shot, "patient": {"reference": "Patient/lea"}, "occurrenceDateTime": "2010-05-03"}),
    ];
    let lines: Vec<String> = resources.iter().map(Value::to_string).collect();
    fs::write(home.path("owed.ndjson"), lines.join("\n") + "\n").unwrap();
    home.good(&["import", &home.arg("owed.ndjson")]);
    // A result of which nobody has decided yet says its title and no more.
    let means = || Means { keystore: Keystore::None, clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
    let mut vault = Vault::load(&home.path("vault"), means()).unwrap();
    let mut opened = vault.unlock(vault.persons().next().unwrap().id, PASSPHRASE).unwrap();
    let desk = entry::write(&home.path("vault"), &mut vault, &mut opened, Clock::System).unwrap();
    desk.act("result-in", |tx| {
        let practice = store::practice::get(&tx.db())?;
        actions::practice::change_practice(tx, &Practice { secretaries_read_results: true, ..practice })?;
        let lea = store::patients::all(&tx.db())?[0].id;
        let at = "2026-11-22T10:00:00".parse().unwrap();
        actions::results::receive(tx, at, lea, "Blood test", "SECRETWORDS")
    })
    .unwrap();
    desk.store.close();
    let due = home.json(&["due", "--now", NOW]);
    assert!(!due.to_string().contains("SECRETWORDS"));
    assert_eq!((&due["date"], &due["now"]), (&json!("2026-11-23"), &json!("09:40")));
    let fields = ["kind", "patient", "phone", "due", "since", "step", "words", "why", "late"];
    let who = "Martin Léa";
    assert_eq!(
        pick(&due["due"], &fields),
        [
            json!(["question", who, "+33612345678", "2026-11-23T09:00", "2026-11-20T09:00", "decide", "Renew?", null, true]),
            json!(["call-back", who, "+33700000000", "2026-11-23T11:00", "2026-11-20T09:00", "call", "Results", null, false]),
            json!(["result", who, "+33612345678", "2026-11-24T10:00", "2026-11-22T10:00", "decide", "Blood test", null, false]),
            json!([
                "recall",
                who,
                "+33612345678",
                "2020-05-03",
                "2020-05-03",
                "call",
                "Booster",
                "last on 3 May 2010 (DTP), every 10 years",
                false
            ]),
        ]
    );
    let later = home.json(&["due", "--now", "2026-11-23T11:30", "--kind", "call-back"]);
    assert_eq!(pick(&later["due"], &["kind", "late"]), [json!(["call-back", true])]);
    let said = home.good(&["due", "--now", NOW]);
    assert!(said.contains("the doctor decides") && said.contains("last on 3 May 2010 (DTP)"), "{said}");
    assert_eq!(home.run(&["due", "--kind", "nonsense"]).status.code(), Some(2));
    assert_eq!(home.json(&["due", "--kind", "referral"])["due"], json!([]));
}
