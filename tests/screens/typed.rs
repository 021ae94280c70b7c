//! What the page gets of a secret where its letters are kept from it: nothing that can be read.

use super::dom::Page;
use dioxus::prelude::*;
use genki::{
    actions::demo,
    lang::Lang,
    platform::secret_keys,
    ui::{
        app::Start,
        door::{Door, Doorway},
        secret::give,
    },
};
use std::path::PathBuf;

fn root() -> Element {
    let folder = use_hook(consume_context::<PathBuf>);
    let mut door = use_context_provider(|| Doorway::new(Start::Vault(folder)));
    use_hook(|| {
        door.lang.set(Lang::En);
        door.begin();
    });
    rsx! { Door {} }
}

/// As the window hands keys on.
fn keys(text: &str) -> String {
    text.chars().map(give).collect()
}

#[test]
fn a_passphrase_is_stand_ins_and_a_recovery_word_is_lines() {
    secret_keys::pretend(true);
    let folder = tempfile::tempdir().unwrap();
    let mut page = Page::open(root, folder.path().join("vault"));
    page.settle_until("door-own");
    page.click("door-own");
    page.settle_until("practice-name");
    page.type_into("practice-name", "Tilleuls");
    page.fire_submit("practice-name");
    // Letters that were meant for a secret field and reach another one are that one's own.
    page.type_into("person-name", &keys("Nadège"));
    assert!(page.html().contains("Nadège"), "{}", page.html());

    page.type_into("new-passphrase", &keys("tilleul"));
    page.fire_submit("person-name");
    assert!(page.text("strength").contains("short"), "{}", page.text("strength"));
    assert_eq!(page.attr("new-passphrase", "aria-invalid").as_deref(), Some("true"), "judged by what was typed");
    page.type_into("new-passphrase", &keys(demo::PASSPHRASE));
    page.type_into("again", &keys(demo::PASSPHRASE));
    assert!(!page.html().contains("tilleul"), "{}", page.html());
    page.fire_submit("person-name");
    page.settle_until("recovery");
    assert_eq!(page.text("recovery").trim(), "", "no word is text");
    assert!(page.html().matches("class=\"drawn\"").count() == 12, "{}", page.html());

    page.fire_submit("go-on");
    page.type_into("word-a", &keys("wrongword"));
    page.fire_submit("word-a");
    assert_eq!(page.attr("word-a", "aria-invalid").as_deref(), Some("true"));
    assert!(!page.html().contains("wrongword") && page.html().contains("class=\"drawn\""), "what is typed is drawn");
}
