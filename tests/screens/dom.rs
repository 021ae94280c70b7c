//! A page without a browser: what Dioxus would paint, kept as a tree that a test looks things up in by
//! `data-testid`, clicks and types into.

mod tree;

pub use tree::Edit;

use super::{
    focus::{Browser, Focus, Mounted},
    lists,
};
use dioxus_core::{Element, ElementId, Event, VirtualDom};
use dioxus_html::input_data::keyboard_types::{Code, Location, Modifiers};
use dioxus_html::{PlatformEventData, SerializedFocusData, SerializedFormData, SerializedKeyboardData, SerializedMouseData};
use std::{any::Any, rc::Rc, time::Duration};
use tree::{Node, Tree};

/// A page with somebody at it.
pub struct Page {
    dom: VirtualDom,
    tree: Tree,
    clock: tokio::runtime::Runtime,
    /// Quiet for so long means that nothing is under way: an act takes a few milliseconds.
    quiet: Duration,
    focus: Focus,
    /// How often a hand pressed a key, or tapped.
    pub presses: usize,
}

/// For so long others are waited for.
const MOST: Duration = Duration::from_secs(10);

/// Whether another thread of this process is at work, on a machine that has much else to do: an answer is to come. Where
/// nobody says so, none is.
fn others_work() -> bool {
    let me = std::fs::read_link("/proc/thread-self").ok().and_then(|path| Some(path.file_name()?.to_owned()));
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    threads.filter(|thread| Some(thread.file_name()) != me).any(|thread| {
        let stat = std::fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        // Running or ready to, or waiting for the disk.
        stat.rsplit_once(") ").is_some_and(|(_, state)| state.starts_with(['R', 'D']))
    })
}

impl Page {
    pub fn open<P: Clone + 'static>(root: fn() -> Element, context: P) -> Self {
        dioxus_html::set_event_converter(Box::new(Browser));
        // Files that came are opened by the real program.
        genki::platform::apart::begin_with(env!("CARGO_BIN_EXE_genki").into());
        let clock = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a clock");
        let dom = VirtualDom::new(root).with_root_context(context);
        let mut page = Page { dom, tree: Tree::default(), clock, quiet: Duration::from_millis(120), focus: Focus::default(), presses: 0 };
        page.tree.add("");
        page.tree.by_id.insert(0, 0);
        let enter = page.clock.handle().clone();
        let _entered = enter.enter();
        page.dom.rebuild(&mut page.tree);
        drop(_entered);
        page.settle();
        page
    }

    /// Lets everything happen that happens by itself: the writer answers, topics are raised, views ask again.
    pub fn settle(&mut self) {
        loop {
            let (dom, tree, quiet) = (&mut self.dom, &mut self.tree, self.quiet);
            self.clock.block_on(async {
                let from = std::time::Instant::now();
                while tokio::time::timeout(quiet, dom.wait_for_work()).await.is_ok() || (others_work() && from.elapsed() < MOST) {
                    dom.render_immediate(tree);
                }
            });
            let fresh = std::mem::take(&mut self.tree.fresh);
            if fresh.is_empty() {
                break;
            }
            for node in fresh {
                if !self.on_the_page(node) {
                    continue;
                }
                self.tell(node, "mounted", Box::new(Mounted { node, focus: self.focus.clone() }));
            }
        }
        assert_eq!(lists::faults(&self.dom), Vec::<String>::new(), "the keys of a list");
    }

    fn on_the_page(&self, node: usize) -> bool {
        let mut at = node;
        while let Some(parent) = self.tree.nodes[at].parent {
            at = parent;
        }
        at == 0
    }

    /// Hands an event to the element itself, which listens to it. Says whether a browser would go on with it.
    fn tell(&mut self, node: usize, event: &'static str, data: Box<dyn Any>) -> bool {
        let (element, _) = self.tree.by_id.iter().find(|(_, n)| **n == node).expect("an element that hears");
        let element = ElementId(*element);
        // That an element is there is told to itself alone.
        let data = Event::new(Rc::new(PlatformEventData::new(data)) as Rc<dyn Any>, event != "mounted");
        let runtime = self.dom.runtime();
        let told = data.clone();
        self.clock.block_on(async { runtime.handle_event(event, told, element) });
        data.default_action_enabled()
    }

    /// Waits less for what is under way: for walks of many steps that act little.
    pub fn hurry(&mut self) {
        self.quiet = Duration::from_millis(45);
    }

    /// By its `data-testid`; `#app` by its id.
    fn node(&self, id: &str) -> Option<usize> {
        if let Some(id) = id.strip_prefix('#') {
            return self.tree.all().into_iter().find(|n| self.tree.nodes[*n].attrs.get("id").is_some_and(|t| t == id));
        }
        self.tree.all().into_iter().find(|n| self.tree.nodes[*n].attrs.get("data-testid").is_some_and(|t| t == id))
    }

    fn must(&self, id: &str) -> usize {
        let known = || self.tree.all().iter().filter_map(|n| self.tree.nodes[*n].attrs.get("data-testid")).cloned().collect::<Vec<_>>();
        self.node(id).unwrap_or_else(|| panic!("no {id} among {:?}", known()))
    }

    fn fire(&mut self, id: &str, event: &'static str, data: Box<dyn Any>) {
        let node = self.must(id);
        assert!(self.fire_at(node, event, data).is_some(), "nothing hears {event} at {id}");
        self.settle();
    }

    /// Hands an event to the nearest that hears it: whether a browser would go on with it; nothing where nobody does.
    fn fire_at(&mut self, node: usize, event: &'static str, data: Box<dyn Any>) -> Option<bool> {
        let mut node = node;
        while !self.tree.listeners.contains(&(node, event)) {
            node = self.tree.nodes[node].parent?;
        }
        Some(self.tell(node, event, data))
    }

    /// A click, and what a browser does of itself after it: a form's own button sends the form.
    pub fn click(&mut self, id: &str) {
        let node = self.must(id);
        assert!(self.push(node), "nothing hears click at {id}");
        self.settle();
    }

    pub fn type_into(&mut self, id: &str, text: &str) {
        let node = self.must(id);
        self.tree.nodes[node].typed = Some(text.into());
        self.fire(id, "input", Box::new(SerializedFormData::new(text.into(), vec![])));
    }

    /// Chooses one of a list.
    pub fn choose(&mut self, id: &str, value: &str) {
        self.fire(id, "change", Box::new(SerializedFormData::new(value.into(), vec![])));
    }

    /// Leaves a field with what was typed in it.
    pub fn fire_change(&mut self, id: &str, text: &str) {
        self.fire(id, "change", Box::new(SerializedFormData::new(text.into(), vec![])));
    }

    /// Presses a key where `id` has the focus: `a`, `Enter`, `ctrl+k`.
    pub fn press(&mut self, id: &str, keys: &str) {
        self.fire(id, "keydown", key_data(keys));
    }

    /// What has the focus. Where it went with its element the page's script sees to it: a card that is open keeps it, else
    /// the app has it.
    fn focused(&self) -> usize {
        let card = || self.node("call-card").and_then(|card| self.node(self.tree.nodes[card].attrs.get("data-land")?));
        self.focus.get().filter(|n| self.on_the_page(*n)).or_else(card).unwrap_or_else(|| self.must("#app"))
    }

    /// The name of what has the focus: its `data-testid`, or its id.
    pub fn focused_name(&self) -> String {
        let attrs = &self.tree.nodes[self.focused()].attrs;
        attrs.get("data-testid").or(attrs.get("id")).cloned().unwrap_or_default()
    }

    /// The element itself that has the focus: another one of the same name is another one.
    pub fn focused_element(&self) -> usize {
        self.focused()
    }

    fn set_focus(&mut self, to: usize) {
        let before = self.focused();
        if before != to {
            self.fire_at(before, "focusout", Box::new(SerializedFocusData::default()));
            self.focus.set(Some(to));
            self.fire_at(to, "focusin", Box::new(SerializedFocusData::default()));
        }
    }

    /// Presses one key after the other where the focus is, and does what a browser does with it: letters are typed, Enter
    /// sends the form or presses the button. Each counts.
    pub fn hand(&mut self, keys: &str) {
        for key in keys.split(' ') {
            self.presses += 1;
            let at = self.focused();
            let goes_on = self.fire_at(at, "keydown", key_data(key)).unwrap_or(true);
            let tag = self.tree.nodes[at].tag.clone();
            let field = tag == "input" || tag == "textarea";
            if (key == "Enter" || key.parse::<u8>().is_ok())
                && !goes_on
                && let Some(next) = self.tree.nodes[at].attrs.get("data-next").cloned()
            {
                self.settle();
                let next = next.trim_start_matches("[data-testid=").trim_end_matches(']').to_owned();
                if let Some(next) = self.node(&next) {
                    self.set_focus(next);
                }
            } else if goes_on && key == "Enter" && tag == "input" {
                self.send_form(at);
            } else if goes_on && tag == "button" && (key == "Enter" || key == " ") {
                self.push(at);
            } else if goes_on && field && key.chars().count() == 1 {
                let typed = self.tree.nodes[at].typed.clone().unwrap_or_default() + key;
                self.tree.nodes[at].typed = Some(typed.clone());
                self.fire_at(at, "input", Box::new(SerializedFormData::new(typed, vec![])));
            }
            self.settle();
        }
    }

    /// A click on an element, and what a browser does of itself after it. Says whether anything heard.
    fn push(&mut self, node: usize) -> bool {
        if self.is_disabled(node) {
            return true;
        }
        let goes_on = self.fire_at(node, "click", Box::<SerializedMouseData>::default());
        let form = self.form_of(node).filter(|_| self.submits(node) && goes_on.unwrap_or(true));
        let sent =
            form.is_some_and(|form| self.fire_at(form, "submit", Box::new(SerializedFormData::new(String::new(), vec![]))).is_some());
        goes_on.is_some() || sent
    }

    /// What a browser does on Enter in a field: it clicks the first button of the form that sends it, as HTML's implicit
    /// submission has it. A button that says no type of its own is one. Says whether anything heard.
    fn send_form(&mut self, field: usize) -> bool {
        let Some(form) = self.form_of(field) else { return false };
        let of_form = |n: &usize| self.submits(*n) && self.form_of(*n) == Some(form);
        match self.tree.all().into_iter().find(of_form) {
            Some(button) => self.push(button),
            // Without a button a form of one field is sent, and no other.
            None if self.tree.all().into_iter().filter(|n| self.is_field(*n) && self.form_of(*n) == Some(form)).count() > 1 => false,
            None => self.fire_at(form, "submit", Box::new(SerializedFormData::new(String::new(), vec![]))).is_some(),
        }
    }

    /// The form that a field or button belongs to: the one it names, or stands in.
    fn form_of(&self, node: usize) -> Option<usize> {
        if let Some(named) = self.tree.nodes[node].attrs.get("form") {
            return self.node(&format!("#{named}"));
        }
        let mut at = node;
        while self.tree.nodes[at].tag != "form" {
            at = self.tree.nodes[at].parent?;
        }
        Some(at)
    }

    fn submits(&self, node: usize) -> bool {
        let Node { tag, attrs, .. } = &self.tree.nodes[node];
        let kind = attrs.get("type").map(String::as_str);
        match tag.as_str() {
            "button" => !matches!(kind, Some("button" | "reset")),
            "input" => kind == Some("submit"),
            _ => false,
        }
    }

    fn is_field(&self, node: usize) -> bool {
        let Node { tag, attrs, .. } = &self.tree.nodes[node];
        let other = ["checkbox", "radio", "submit", "button", "hidden", "file", "range", "color"];
        tag == "input" && !attrs.get("type").is_some_and(|kind| other.contains(&kind.as_str()))
    }

    fn is_disabled(&self, node: usize) -> bool {
        self.tree.nodes[node].attrs.get("disabled").is_some_and(|on| on != "false")
    }

    /// A tap: it counts like a key.
    pub fn tap(&mut self, id: &str) {
        self.presses += 1;
        let node = self.must(id);
        self.set_focus(node);
        self.push(node);
        self.settle();
        // In a card a reason that is clicked hands the caret on, as the page's script does.
        let next = self.tree.nodes[node].attrs.get("data-next").filter(|_| self.has("call-card")).cloned();
        if let Some(next) = next.and_then(|next| self.node(next.trim_start_matches("[data-testid=").trim_end_matches(']'))) {
            self.set_focus(next);
        }
    }

    /// Enter in a field, or on a button: what a browser makes of it.
    pub fn fire_submit(&mut self, id: &str) {
        let node = self.must(id);
        let heard = if self.tree.nodes[node].tag == "button" { self.push(node) } else { self.send_form(node) };
        assert!(heard, "nothing is sent by Enter at {id}");
        self.settle();
    }

    /// Waits for what is done on another thread; fails after five seconds.
    pub fn settle_until(&mut self, id: &str) {
        for _ in 0..80 {
            if self.has(id) {
                return;
            }
            self.settle();
        }
        self.must(id);
    }

    /// What was changed of the page since this was asked last.
    pub fn edits(&mut self) -> Vec<Edit> {
        std::mem::take(&mut self.tree.edits)
    }

    pub fn has(&self, id: &str) -> bool {
        self.node(id).is_some()
    }

    pub fn text(&self, id: &str) -> String {
        self.tree.text(self.must(id))
    }

    /// The text of each of its children.
    pub fn parts(&self, id: &str) -> Vec<String> {
        self.tree.nodes[self.must(id)].children.iter().map(|child| self.tree.text(*child)).collect()
    }

    pub fn whole(&self) -> String {
        self.tree.text(0)
    }

    /// The first thing on the page whose name begins so.
    pub fn first(&self, prefix: &str) -> String {
        let named = |n: &usize| self.tree.nodes[*n].attrs.get("data-testid").filter(|t| t.starts_with(prefix)).cloned();
        self.tree.all().iter().find_map(named).unwrap_or_else(|| panic!("nothing is called {prefix}… in {}", self.whole()))
    }

    /// What somebody sees of it: without what is hidden.
    pub fn in_sight(&self) -> String {
        self.in_sight_without("")
    }

    /// The same without one part, by its `data-testid`.
    pub fn in_sight_without(&self, part: &str) -> String {
        let mut text = String::new();
        self.look(0, part, &mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn look(&self, from: usize, without: &str, text: &mut String) {
        let node = &self.tree.nodes[from];
        let is_left_out = node.attrs.get("data-testid").is_some_and(|id| id == without);
        if is_left_out || node.attrs.get("hidden").is_some_and(|h| h != "false") {
            return;
        }
        *text += &node.text;
        text.push(' ');
        node.children.iter().for_each(|child| self.look(*child, without, text));
    }

    /// As a browser would be given it: what stands on the page now.
    pub fn html(&self) -> String {
        self.tree.html(0)
    }

    pub fn attr(&self, id: &str, name: &str) -> Option<String> {
        self.tree.nodes[self.must(id)].attrs.get(name).cloned()
    }
}

/// A key as a browser names it: `a`, `Enter`, `ctrl+k`, `shift+ArrowUp`.
fn key_data(keys: &str) -> Box<SerializedKeyboardData> {
    let (mods, key) = keys.rsplit_once('+').filter(|(_, key)| !key.is_empty()).unwrap_or(("", keys));
    let key = key.parse().expect("a key's name");
    let mods = match mods {
        "ctrl" => Modifiers::CONTROL,
        "shift" => Modifiers::SHIFT,
        _ => Modifiers::empty(),
    };
    Box::new(SerializedKeyboardData::new(key, Code::Unidentified, Location::Standard, false, mods, false))
}
