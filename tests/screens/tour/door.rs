//! The screens before a practice is open, by what stands in the folder.

use super::Screens;
use genki::actions::demo;

/// Nothing stands there.
pub const DOOR: Screens = &[
    ("door-welcome", |_| {}),
    ("door-restore", |t| t.page.click("restore")),
    ("door-practice", |t| {
        t.keys("Escape");
        t.page.click("door-own");
        t.page.settle_until("practice-name");
        t.page.fire_submit("practice-name");
    }),
    ("door-you", |t| {
        t.page.type_into("practice-name", "Maison de santé des Tilleuls");
        t.page.fire_submit("practice-name");
        t.page.type_into("person-name", "Nadège");
        t.page.type_into("new-passphrase", "secret");
        t.page.fire_submit("person-name");
    }),
    ("door-words", |t| {
        t.page.type_into("new-passphrase", demo::PASSPHRASE);
        t.page.type_into("again", demo::PASSPHRASE);
        t.page.fire_submit("person-name");
        t.page.settle_until("recovery");
    }),
    ("door-confirm", |t| {
        t.page.fire_submit("go-on");
        t.page.fire_submit("word-a");
    }),
];

/// A practice.
pub const LOCKED: Screens = &[
    ("door-unlock", |t| t.page.settle_until("unlock")),
    ("door-unlock-forgot", |t| t.page.click("forgot")),
    ("door-recovery", |t| t.page.click("have-words")),
];

/// One that cannot be opened.
pub const DAMAGED: Screens = &[
    ("door-damaged", |t| t.page.settle_until("restore-here")),
    ("door-restore-here", |t| {
        t.page.click("restore-here");
        t.page.settle_until("aside");
    }),
];
