//! The page before anything is in it: its policy, fonts and styles, all shipped inside.

use super::{command, icons, parts::hand::SCRIPT as HAND};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};

/// Nothing remote, nothing that an injected text could become. Inline scripts and `eval` are Dioxus's own; the
/// socket carries its edits. Attributes never run.
pub const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; script-src-attr 'none'; \
    style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'self' ws://127.0.0.1:*; \
    base-uri 'none'; form-action 'none'; frame-src 'none'; object-src 'none'";

const SHEETS: &[&str] = &[
    include_str!("../../assets/styles/tokens.css"),
    include_str!("../../assets/styles/base.css"),
    include_str!("../../assets/styles/shell.css"),
    include_str!("../../assets/styles/parts.css"),
    include_str!("../../assets/styles/door.css"),
    include_str!("../../assets/styles/today.css"),
    include_str!("../../assets/styles/diary.css"),
    include_str!("../../assets/styles/reception.css"),
    include_str!("../../assets/styles/urgent.css"),
    include_str!("../../assets/styles/calls.css"),
    include_str!("../../assets/styles/owed.css"),
    include_str!("../../assets/styles/patients.css"),
    include_str!("../../assets/styles/twins.css"),
    include_str!("../../assets/styles/panel.css"),
    include_str!("../../assets/styles/absence.css"),
    include_str!("../../assets/styles/papers.css"),
    include_str!("../../assets/styles/recalls.css"),
    include_str!("../../assets/styles/import.css"),
    include_str!("../../assets/styles/settings.css"),
    include_str!("../../assets/styles/people.css"),
    include_str!("../../assets/styles/history.css"),
    include_str!("../../assets/styles/notes.css"),
    include_str!("../../assets/styles/palette.css"),
];

const LATIN: &[u8] = include_bytes!("../../assets/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2");
const LATIN_EXT: &[u8] = include_bytes!("../../assets/fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2");

/// All styles, fonts and icons in one sheet.
pub fn sheet() -> String {
    let font = |data: &[u8], range: &str| {
        format!(
            "@font-face{{font-family:\"Atkinson Hyperlegible Next\";font-weight:200 800;src:url(data:font/woff2;base64,{}) format(\"woff2\");unicode-range:{range}}}\n",
            BASE64.encode(data)
        )
    };
    let mut css = font(LATIN_EXT, "U+0100-02BA,U+1E00-1E9F,U+20A0-20AB,U+20AD-20C0");
    css += &font(
        LATIN,
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    );
    css += &icons::css();
    css += &SHEETS.concat();
    css
}

/// Keys pressed while nothing has the focus go to the app as well, and those that a browser would take for
/// itself do not leave it. What is typed between a key that opens a field and the field's having the focus waits
/// for the field, and Enter hands the focus on at once: nothing typed is lost. A constant but for the names of those keys.
const KEYS: &str = r#"
let ahead = null, until = 0;
const home = () => document.querySelector('[data-home]');
// A double click means what its first click met: what came under the finger by that click is not meant.
let clicked = null;
addEventListener('click', e => {
  const on = e.target.closest('button, a, summary, label');
  if (e.detail > 1 && on !== clicked) { e.preventDefault(); e.stopImmediatePropagation(); return; }
  clicked = on;
}, true);
addEventListener('click', e => { if (!e.target.closest('input, textarea, select')) home()?.focus(); });
addEventListener('keydown', e => {
  // One that was sent on from here below.
  if (!e.isTrusted) return;
  const root = document.getElementById('app'), ctrl = e.ctrlKey || e.metaKey;
  const field = e.target.closest('input, textarea, select');
  // Where there is one thing to type, it is typed there: the first letter already.
  if (!field && !ctrl && !e.altKey && e.key.length === 1 && e.key !== ' ') home()?.focus();
  if (['F2','F3','F4','F6','F7','F9'].includes(e.key) || (ctrl && ['k','p','f','j'].includes(e.key.toLowerCase()))) e.preventDefault();
  // A call takes it too: parked or finished, it gives it back.
  if (['F2','F9'].includes(e.key) && !e.target.closest('[data-card]')) window.genkiHand = e.target;
  // The emergency takes the hand at once, so that the next key is meant for it; closing it gives the hand back.
  if (e.key === 'F3' && root && !document.querySelector('[data-urgent]')) { window.genkiBack = e.target; root.focus({preventScroll: true}); }
  if (!field && ahead !== null && e.key.length === 1 && !ctrl && !e.altKey) {
    if (performance.now() < until) { ahead += e.key; e.preventDefault(); e.stopImmediatePropagation(); return; }
    ahead = null;
  }
  if (OPENS.includes((ctrl ? 'ctrl+' : '') + e.key.toLowerCase()) && (ctrl || !field || ['F2','F7'].includes(e.key))) { ahead = ''; until = performance.now() + 1500; if (field) field.blur(); }
  // Where places are to be tapped, a letter is for the words in which a day is said.
  const letters = !field && !ctrl && !e.altKey && e.key.length === 1 && e.key !== ' ' && e.target.closest('[data-letters]');
  // So it is where nothing in a card has the focus but the card itself.
  const bare = !ctrl && !e.altKey && e.key.length === 1 && e.key !== ' ' && e.target.matches('[data-card]') && landing(e.target);
  const there = letters || bare && !bare.setRangeText && bare.closest('[data-letters]');
  const into = there ? document.querySelector(there.dataset.letters) : bare && bare.setRangeText && bare;
  if (into) {
    into.focus();
    // The letter's own event tells of the space, too.
    if (/\S$/.test(into.value)) into.setRangeText(' ', into.value.length, into.value.length, 'end');
    else into.setSelectionRange(into.value.length, into.value.length);
  }
  // What had the focus is gone: the key is for the card that had it; for the line that is selected, where nothing lies over the
  // list; else for the app.
  if (root && [document.body, root].includes(e.target) && [document.body, root].includes(document.activeElement)) {
    const lost = e.target === document.body, card = lost && held && ahead === null && document.querySelector('[data-card]');
    const line = !document.querySelector('.panel, [data-card], [data-urgent], .over, .paper') && document.querySelector('[data-hand]');
    if (line || lost) {
      const to = card ? landing(card) : line || root;
      to.focus({preventScroll: !line});
      to.dispatchEvent(new KeyboardEvent('keydown', e));
      if (line) { e.preventDefault(); e.stopImmediatePropagation(); }
    }
  }
}, true);
addEventListener('keydown', e => {
  const next = (e.key === 'Enter' || /^[1-9]$/.test(e.key)) && e.target.dataset && e.target.dataset.next;
  if (next) setTimeout(() => { if (e.defaultPrevented) document.querySelector(next)?.focus(); });
}, true);
addEventListener('focusin', e => {
  if (ahead === null || !e.target.hasAttribute('data-ahead')) return;
  const typed = ahead, field = e.target;
  ahead = null;
  // Once it has the focus for good: only then it takes what is in it for chosen, and the next letter would replace it.
  if (typed) queueMicrotask(() => {
    field.value += typed;
    field.setSelectionRange(field.value.length, field.value.length);
    field.dispatchEvent(new Event('input', {bubbles: true}));
  });
});
// While somebody is on the line the hand stays in the card, unless it means to leave: what lies below may take the focus late,
// for something that was done before.
let held = null, freed = 0;
// Where the hand goes in a card: to the field that it says, or else to the card itself.
const landing = card => card.querySelector('[data-testid="' + card.dataset.land + '"]') || card;
// What had the hand in it may go, a place that was tapped say: the hand stays. Another card takes it by itself, once it is
// there whole: what was typed meanwhile waits for that.
let heldIn = null;
new MutationObserver(() => {
  if (!held || held.isConnected || !heldIn?.isConnected || document.activeElement !== document.body) return;
  landing(heldIn).focus({preventScroll: true});
}).observe(document, {childList: true, subtree: true});
// A reason that is clicked hands the caret on to the words, as its key does. A finger's tap does not: the keys of a phone would
// rise over half the card.
addEventListener('click', e => {
  const on = e.target.closest('[data-card] button[data-next]');
  if (on && e.detail > 0 && !matchMedia('(pointer: coarse)').matches) setTimeout(() => document.querySelector(on.dataset.next)?.focus());
});
const free = () => { freed = performance.now(); };
addEventListener('pointerdown', e => { if (!e.target.closest('[data-card]')) free(); }, true);
addEventListener('keydown', e => {
  if (['F2','F9'].includes(e.key)) freed = -Infinity;
  else if (['Tab','Escape','F3'].includes(e.key) || e.ctrlKey || e.metaKey) free();
  // Nothing has the focus, and somebody is on the line: a letter is for the card.
  else if (ahead === null && e.key.length === 1 && !e.altKey && document.activeElement === document.body) {
    const card = document.querySelector('[data-card]');
    (held && held.isConnected ? held : card && landing(card))?.focus();
  }
}, true);
addEventListener('focusin', e => {
  if (e.target.closest('[data-card]')) { held = e.target; heldIn = held.closest('[data-card]'); }
  // What is typed for a card that is coming is not for the one that goes.
  else if (ahead === null && held && held.isConnected && performance.now() - freed > 700) held.focus({preventScroll: true});
  else held = null;
}, true);
// Where the caret is in a call card is kept with what is typed there, and found again.
let told = '';
const caret = () => {
  const field = document.activeElement, card = field && field.closest('[data-card]'), ear = card && card.querySelector('[data-caret]');
  if (!ear || !field.dataset.testid) return;
  const now = field.dataset.testid + ' ' + (field.selectionStart ?? 0);
  if (now !== told) { told = now; ear.value = now; ear.dispatchEvent(new Event('input', {bubbles: true})); }
};
for (const sign of ['input', 'keyup', 'pointerup', 'focusin']) addEventListener(sign, e => e.target.closest && e.target.closest('[data-card]') && setTimeout(caret), true);
addEventListener('focusin', e => {
  const at = e.target.dataset && e.target.dataset.at;
  if (at === undefined || !e.target.setSelectionRange) return;
  delete e.target.dataset.at;
  e.target.setSelectionRange(+at, +at);
});
// A caret that blinks for nobody is frame after frame: an empty field that waits for somebody lets go after a minute. The
// next key finds it all the same.
let rest;
const stay = () => {
  clearTimeout(rest);
  rest = setTimeout(() => { const field = home(); if (field && !field.value && field === document.activeElement) field.blur(); }, 60000);
};
for (const touch of ['keydown', 'pointerdown', 'focusin']) addEventListener(touch, stay, true);
// A browser takes what can be seen in part for seen: what has the focus comes into sight whole.
addEventListener('focusin', e => e.target.matches(':focus-visible') && e.target.scrollIntoView({block: 'nearest', inline: 'nearest'}));
// What is dropped into a secret field would be in the page's memory.
addEventListener('drop', e => { if (e.target.closest('[data-secret]')) e.preventDefault(); });
addEventListener('dragover', e => e.preventDefault());
addEventListener('contextmenu', e => { if (!e.target.closest('input, textarea')) e.preventDefault(); });
"#;

/// The page that the window opens.
pub fn index(lang: &str) -> String {
    let opens: Vec<String> = command::opening_keys().map(|key| format!("'{key}'")).collect();
    let opens = opens.join(",");
    format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>Genki</title>\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
         <style>{}</style><script>const OPENS=[{opens}];{KEYS}{HAND}</script></head><body><div id=\"main\"></div></body></html>",
        sheet()
    )
}
