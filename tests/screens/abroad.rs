//! A practice elsewhere: telephone numbers are read and saved as they are dialled in its own country.

use super::*;

fn in_belgium() -> Practicing {
    let p = practice();
    let moved = p.desk.store.read::<_, store::Error>(store::practice::get).unwrap();
    let moved = Practice { zone: "Europe/Brussels".into(), country: String::new(), ..moved };
    p.desk.act("change-practice", move |tx| Ok(tx.put(&moved)?)).unwrap();
    p
}

fn number(p: &Practicing, family: &str) -> Option<String> {
    let all = p.desk.store.read::<_, store::Error>(|db| store::patients::find(db, family, 3)).unwrap();
    assert_eq!(all.len(), 1, "{family}");
    all[0].phone().map(str::to_owned)
}

#[test]
fn numbers_are_saved_with_the_practices_country() {
    let p = in_belgium();
    let mut page = open(&p);
    // In a file that is changed.
    leave_half_changed(&mut page);
    page.click("patient-change");
    page.type_into("phone", "0470 12 34 56");
    page.click("patient-save");
    assert_eq!(number(&p, "fabre").as_deref(), Some("+32470123456"), "{}", page.whole());
    assert!(page.whole().contains("0470 12 34 56"), "and read as it is dialled there: {}", page.whole());
    // In a file that is made on a call card.
    page.hand("F2");
    page.type_into("call-who", "Peeters An 0471 12 34 56");
    page.click("call-pick-new");
    page.click("call-create");
    page.fire_submit("call-create-do");
    assert_eq!(number(&p, "peeters").as_deref(), Some("+32471123456"), "{}", page.whole());
    // Another country is read from the next moment on.
    let away = p.desk.store.read::<_, store::Error>(store::practice::get).unwrap();
    p.desk.act("change-practice", move |tx| Ok(tx.put(&Practice { zone: "Europe/Paris".into(), ..away })?)).unwrap();
    page.settle();
    assert!(!page.whole().contains("0470 12 34 56"), "it is a number abroad now: {}", page.whole());
}
