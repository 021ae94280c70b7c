//! Damaged files, and what an independent validator says of ours.

use super::{whole::full, *};

#[test]
fn damaged_files_never_panic_and_unreadable_ones_change_nothing() {
    let original = std::fs::read("tests/fixtures/day.json").expect("a fixture");
    let d = device(1);
    // A small generator of our own: the same damage in every run.
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |n: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % n as u64) as usize
    };
    let (mut read, mut unreadable) = (0, 0);
    for i in 0..200 {
        let mut bytes = original.clone();
        match i % 4 {
            0 => bytes.truncate(next(original.len())),
            1 => (0..20).for_each(|_| bytes[next(original.len())] = b"{}[]\",:0a\n"[next(10)]),
            2 => bytes[next(original.len())] = next(256) as u8,
            _ => drop(bytes.drain(next(original.len() / 2)..next(original.len() / 2) + original.len() / 2)),
        }
        match exchange::fhir::read(&bytes, Paris) {
            Ok(plan) => {
                read += 1;
                take(&d, vec![plan], How { dry_run: true, ..How::default() }).expect("tried");
            }
            Err(why) => {
                unreadable += 1;
                assert!(!why.to_string().is_empty());
            }
        }
    }
    assert!(read > 10 && unreadable > 50, "{read} {unreadable}");
    assert_eq!(changes(&d), 0);
}

/// An independent validator, fetched from a registry on first use, finds nothing wrong in an export of all we have.
#[test]
fn an_export_is_valid_for_an_independent_validator() {
    let d = device(1);
    full(&d);
    take_text(&d, &days()[0]);
    let_read(&d, true);
    assert_eq!(whys(&take_text(&d, &bundle(kept_of_every_type()))), []);
    for path in std::fs::read_dir("../shared/data/fhir").into_iter().flatten() {
        let bytes = std::fs::read(path.expect("a file").path()).expect("read");
        take(&d, vec![exchange::fhir::read(&bytes, Paris).expect("reads")], How::default()).expect("goes in");
    }
    round_trip(&d);
    let whole = d._dir.path().join("export.json");
    std::fs::write(&whole, export(&d)).expect("written");
    // As it leaves where documents are for the doctors alone, and nobody with their keys exports.
    let_read(&d, false);
    let masked = d._dir.path().join("masked.json");
    std::fs::write(&masked, export(&d)).expect("written");
    for file in [whole, masked] {
        let Ok(ran) = std::process::Command::new("tests/validate_fhir.sh").arg(&file).output() else {
            println!("skipped: no shell to run the validator with");
            return;
        };
        let said = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
        if ran.status.code() == Some(77) {
            println!("skipped: {said}");
            return;
        }
        assert!(ran.status.success(), "{}: {said}", file.display());
    }
}

fn kept_of_every_type() -> Vec<Value> {
    let p = json!({"reference": "Patient/k"});
    let concept = |text: &str| json!({"text": text});
    vec![
        json!({"resourceType": "Patient", "id": "k", "name": [{"family": "Kept"}], "link": [{"other": {"reference": "Patient/missing"}, "type": "seealso"}]}),
        json!({"resourceType": "Task", "id": "t", "status": "requested", "intent": "order", "description": "Call back", "for": p, "owner": {"reference": "Organization/x"}, "restriction": {"period": {"end": "2026-11-24"}}}),
        json!({"resourceType": "Immunization", "id": "i", "status": "completed", "vaccineCode": concept("Flu"), "patient": p, "occurrenceDateTime": "2025-10-01"}),
        json!({"resourceType": "ImmunizationRecommendation", "id": "ir", "patient": p, "date": "2026-01-01", "recommendation": [{"vaccineCode": [concept("Tetanus")], "forecastStatus": concept("due")}]}),
        json!({"resourceType": "Communication", "id": "co", "status": "completed", "subject": p, "sent": "2026-11-20T10:00:00+01:00", "topic": concept("Results"), "payload": [{"contentReference": {"reference": "DocumentReference/d"}}]}),
        json!({"resourceType": "ServiceRequest", "id": "s", "status": "active", "intent": "order", "subject": p, "code": concept("Cardiology"), "requester": {"reference": "Practitioner/nobody"},
            "supportingInfo": [{"reference": "#o"}], "contained": [{"resourceType": "Observation", "id": "o", "status": "final", "code": concept("HbA1c"), "valueString": "7.1 %"}]}),
        json!({"resourceType": "Coverage", "id": "cv", "status": "active", "beneficiary": p, "payor": [{"reference": "Organization/x"}]}),
        json!({"resourceType": "Claim", "id": "cl", "status": "active", "type": concept("professional"), "use": "claim", "patient": p, "created": "2026-11-20", "provider": {"reference": "Organization/x"},
            "priority": concept("normal"), "insurance": [{"sequence": 1, "focal": true, "coverage": {"reference": "Coverage/cv"}}]}),
        json!({"resourceType": "ClaimResponse", "id": "cr", "status": "active", "type": concept("professional"), "use": "claim", "patient": p, "created": "2026-11-21", "insurer": {"reference": "Organization/x"}, "outcome": "complete", "request": {"reference": "Claim/cl"}}),
        json!({"resourceType": "Binary", "id": "b", "contentType": "text/plain", "data": "aGVsbG8="}),
        json!({"resourceType": "DocumentReference", "id": "d", "status": "current", "subject": p, "date": "2026-11-20T10:00:00+01:00", "content": [{"attachment": {"contentType": "text/plain", "url": "Binary/b", "title": "Letter"}},
            {"attachment": {"contentType": "text/plain", "data": "aGVsbG8=", "title": "Page 2"}}]}),
    ]
}
