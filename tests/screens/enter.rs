//! Enter in a form does what the form shows: its own button is pressed, and no other.

use super::{
    crew::{As, NEW, house},
    dom::Page,
};
use dioxus::prelude::*;
use genki::{
    actions::{demo, entry},
    base::Clock,
    model::person::Role,
    platform::keystore::Keystore,
    store::{self, people},
    ui::{
        app::Start,
        door::{Door, Doorway},
    },
    vault::{Cost, Means, Strength, Vault},
};
use std::path::PathBuf;

fn door() -> Element {
    let folder = use_hook(consume_context::<PathBuf>);
    let door = use_context_provider(|| Doorway::new(Start::Vault(folder)));
    use_hook(|| door.begin());
    rsx! { Door {} }
}

/// A form as a browser sees it, without any rule of ours.
fn two_buttons() -> Element {
    let mut said = use_signal(String::new);
    rsx! {
        div { id: "app" }
        form { onsubmit: move |_| said.write().push_str(" sent"),
            button { class: "first", "data-testid": "untyped", onclick: move |_| said.write().push_str(" pressed"), "Choose" }
            input { "data-testid": "field" }
            button { r#type: "submit", "data-testid": "own", "Send" }
        }
        form { onsubmit: move |_| said.write().push_str(" sent"),
            button { r#type: "button", "data-testid": "typed", onclick: move |_| said.write().push_str(" pressed"), "Choose" }
            input { "data-testid": "safe" }
            button { r#type: "submit", "Send" }
        }
        p { "data-testid": "said", "{said}" }
    }
}

#[test]
fn the_page_presses_on_enter_what_a_browser_does() {
    let mut page = Page::open(two_buttons, ());
    page.fire_submit("field");
    assert_eq!(page.text("said"), "pressed sent", "a button without a type is the first that sends");
    page.tap("safe");
    page.hand("Enter");
    assert_eq!(page.text("said"), "pressed sent sent");
    page.click("typed");
    assert_eq!(page.text("said"), "pressed sent sent pressed", "and it sends nothing");
    page.click("own");
    assert_eq!(page.text("said"), "pressed sent sent pressed sent");
}

/// Whoever begins a practice and says that she is a doctor is one, whichever way she goes on.
#[test]
fn the_first_person_is_what_she_chose() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    let mut page = Page::open(door, vault.clone());
    page.settle_until("door-own");
    page.click("door-own");
    page.settle_until("practice-name");
    page.type_into("practice-name", "Tilleuls");
    page.fire_submit("practice-name");
    page.type_into("person-name", "Claire Roy");
    page.click("role-1");
    assert_eq!(page.attr("role-1", "aria-pressed").as_deref(), Some("true"));
    page.type_into("new-passphrase", demo::PASSPHRASE);
    page.type_into("again", demo::PASSPHRASE);
    page.fire_submit("again");
    page.settle_until("recovery");

    let means = Means { keystore: Keystore::from_environment(), clock: Clock::System, strength: Strength::Fixed(Cost::FLOOR) };
    let loaded = Vault::load(&vault, means).unwrap();
    let who = loaded.persons().next().unwrap().id;
    let opened = loaded.unlock(who, demo::PASSPHRASE).unwrap();
    let desk = entry::read(&vault, &loaded, &opened, Clock::System).unwrap();
    let made = desk.read::<_, store::Error>(people::all).unwrap();
    assert_eq!(made.iter().map(|p| (p.name.as_str(), p.role)).collect::<Vec<_>>(), [("Claire Roy", Role::Doctor)]);
}

#[test]
fn whoever_is_added_is_what_was_chosen() {
    let house = house();
    let mut nadege = house.show(As::ManagerSecretary);
    nadege.section("set-persons");
    for (name, role, is) in [("Dr Vidal", "role-1", Role::Doctor), ("Inès", "role-0", Role::Secretary)] {
        nadege.page.click("person-add");
        nadege.page.type_into("person-name", name);
        nadege.page.click("role-1");
        nadege.page.click(role);
        nadege.page.type_into("new-passphrase", NEW);
        nadege.page.type_into("again", NEW);
        nadege.page.fire_submit("again");
        nadege.wait("the new person", |p| !p.has("person-form"));
        let all = nadege.desk().read::<_, store::Error>(people::all).unwrap();
        let made = all.iter().find(|p| p.name == name).unwrap();
        assert_eq!((made.role, made.manager), (is, false), "{name}");
    }
    nadege.end();
}
