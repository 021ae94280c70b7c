//! A page without a browser: what Dioxus would paint, kept as a tree that a test looks things up in by
//! `data-testid`, clicks and types into.

use dioxus_core::{AttributeValue, Element, ElementId, Event, Template, TemplateAttribute, TemplateNode, VirtualDom, WriteMutations};
use dioxus_html::input_data::keyboard_types::{Code, Location, Modifiers};
use dioxus_html::{PlatformEventData, SerializedFormData, SerializedHtmlEventConverter, SerializedKeyboardData, SerializedMouseData};
use std::{
    any::Any,
    collections::{BTreeMap, BTreeSet, HashMap},
    rc::Rc,
    time::Duration,
};

#[derive(Default)]
struct Node {
    text: String,
    attrs: BTreeMap<String, String>,
    children: Vec<usize>,
    parent: Option<usize>,
}

/// The tree. Nodes are never given back: a test is short.
#[derive(Default)]
struct Tree {
    nodes: Vec<Node>,
    by_id: HashMap<usize, usize>,
    /// What each element listens to. As in a browser, an event begins at the nearest that does.
    listeners: BTreeSet<(usize, &'static str)>,
    stack: Vec<usize>,
    /// What was changed of the page as it stands, since it was last asked.
    edits: Vec<Edit>,
}

/// One change of the page.
#[derive(Debug)]
pub struct Edit {
    pub what: String,
    /// The classes it is under: some are shown on a phone alone, or on a desk.
    pub under: BTreeSet<String>,
}

impl Tree {
    fn add(&mut self, text: &str) -> usize {
        self.nodes.push(Node { text: text.into(), ..Node::default() });
        self.nodes.len() - 1
    }

    fn adopt(&mut self, parent: usize, at: usize, new: Vec<usize>) {
        for child in &new {
            self.nodes[*child].parent = Some(parent);
        }
        self.nodes[parent].children.splice(at..at, new);
    }

    fn build(&mut self, node: &TemplateNode) -> usize {
        match node {
            TemplateNode::Element { attrs, children, .. } => {
                let here = self.add("");
                for attr in attrs.iter() {
                    if let TemplateAttribute::Static { name, value, .. } = attr {
                        self.nodes[here].attrs.insert((*name).into(), (*value).into());
                    }
                }
                let children: Vec<usize> = children.iter().map(|c| self.build(c)).collect();
                self.adopt(here, 0, children);
                here
            }
            TemplateNode::Text { text } => self.add(text),
            TemplateNode::Dynamic { .. } => self.add(""),
        }
    }

    fn pop(&mut self, n: usize) -> Vec<usize> {
        self.stack.split_off(self.stack.len() - n)
    }

    fn place(&self, node: usize) -> (usize, usize) {
        let parent = self.nodes[node].parent.expect("a node on the page");
        (parent, self.nodes[parent].children.iter().position(|c| *c == node).expect("a child of its parent"))
    }

    fn at(&self, path: &[u8]) -> usize {
        path.iter().fold(*self.stack.last().expect("a node being built"), |node, i| self.nodes[node].children[*i as usize])
    }

    /// Notes a change of what is on the page. Nodes that are still being built are none: they are one change when they
    /// are put in.
    fn edit(&mut self, node: usize, what: impl FnOnce(&Tree) -> String) {
        let (mut top, mut under) = (node, BTreeSet::new());
        loop {
            let classes = self.nodes[top].attrs.get("class").map(String::as_str).unwrap_or_default();
            under.extend(classes.split_whitespace().map(str::to_owned));
            match self.nodes[top].parent {
                Some(parent) => top = parent,
                None => break,
            }
        }
        if top == 0 {
            let what = format!("{} of {}", what(self), self.named(node));
            self.edits.push(Edit { what, under });
        }
    }

    /// The nearest name that tests know.
    fn named(&self, mut node: usize) -> String {
        loop {
            if let Some(id) = self.nodes[node].attrs.get("data-testid") {
                return id.clone();
            }
            match self.nodes[node].parent {
                Some(parent) => node = parent,
                None => return "the page".into(),
            }
        }
    }

    fn insert(&mut self, beside: ElementId, n: usize, after: usize) {
        let new = self.pop(n);
        let (parent, at) = self.place(self.by_id[&beside.0]);
        // What stands already is put elsewhere: each of it is a change of its own.
        for node in &new {
            self.edit(parent, |tree| format!("put in {}", tree.text(*node)));
        }
        self.adopt(parent, at + after, new);
    }

    fn replace(&mut self, old: usize, new: Vec<usize>) {
        let (parent, at) = self.place(old);
        for node in &new {
            self.edit(parent, |tree| format!("replace by {}", tree.text(*node)));
        }
        self.nodes[parent].children.remove(at);
        self.nodes[old].parent = None;
        self.adopt(parent, at, new);
    }

    fn walk(&self, from: usize, out: &mut Vec<usize>) {
        out.push(from);
        for child in &self.nodes[from].children {
            self.walk(*child, out);
        }
    }

    fn all(&self) -> Vec<usize> {
        let mut all = Vec::new();
        self.walk(0, &mut all);
        all
    }

    fn text(&self, from: usize) -> String {
        let mut all = Vec::new();
        self.walk(from, &mut all);
        all.iter().map(|n| self.nodes[*n].text.as_str()).collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl WriteMutations for Tree {
    fn append_children(&mut self, id: ElementId, n: usize) {
        let new = self.pop(n);
        let parent = self.by_id[&id.0];
        let end = self.nodes[parent].children.len();
        for node in &new {
            self.edit(parent, |tree| format!("add {}", tree.text(*node)));
        }
        self.adopt(parent, end, new);
    }
    fn assign_node_id(&mut self, path: &'static [u8], id: ElementId) {
        let node = self.at(path);
        self.by_id.insert(id.0, node);
    }
    fn create_placeholder(&mut self, id: ElementId) {
        self.create_text_node("", id);
    }
    fn create_text_node(&mut self, text: &str, id: ElementId) {
        let node = self.add(text);
        self.by_id.insert(id.0, node);
        self.stack.push(node);
    }
    fn load_template(&mut self, template: Template, i: usize, id: ElementId) {
        let node = self.build(&template.roots[i]);
        self.by_id.insert(id.0, node);
        self.stack.push(node);
    }
    fn replace_node_with(&mut self, id: ElementId, n: usize) {
        let new = self.pop(n);
        self.replace(self.by_id[&id.0], new);
    }
    fn replace_placeholder_with_nodes(&mut self, path: &'static [u8], n: usize) {
        let new = self.pop(n);
        let old = self.at(path);
        self.replace(old, new);
    }
    fn insert_nodes_after(&mut self, id: ElementId, n: usize) {
        self.insert(id, n, 1);
    }
    fn insert_nodes_before(&mut self, id: ElementId, n: usize) {
        self.insert(id, n, 0);
    }
    fn set_attribute(&mut self, name: &'static str, _: Option<&'static str>, value: &AttributeValue, id: ElementId) {
        let value = match value {
            AttributeValue::Text(t) => Some(t.clone()),
            AttributeValue::Float(f) => Some(f.to_string()),
            AttributeValue::Int(i) => Some(i.to_string()),
            AttributeValue::Bool(b) => Some(b.to_string()),
            _ => None,
        };
        let node = self.by_id[&id.0];
        self.edit(node, |_| format!("{name}={value:?}"));
        let attrs = &mut self.nodes[node].attrs;
        match value {
            Some(value) => attrs.insert(name.into(), value),
            None => attrs.remove(name),
        };
    }
    fn set_node_text(&mut self, text: &str, id: ElementId) {
        let node = self.by_id[&id.0];
        self.edit(node, |_| format!("text {text}"));
        self.nodes[node].text = text.into();
    }
    fn create_event_listener(&mut self, name: &'static str, id: ElementId) {
        self.listeners.insert((self.by_id[&id.0], name));
    }
    fn remove_event_listener(&mut self, name: &'static str, id: ElementId) {
        self.listeners.remove(&(self.by_id[&id.0], name));
    }
    fn remove_node(&mut self, id: ElementId) {
        let node = self.by_id[&id.0];
        if self.nodes[node].parent.is_some() {
            let (parent, at) = self.place(node);
            self.edit(parent, |tree| format!("remove {}", tree.text(node)));
            self.nodes[parent].children.remove(at);
            self.nodes[node].parent = None;
        }
    }
    fn push_root(&mut self, id: ElementId) {
        self.stack.push(self.by_id[&id.0]);
    }
}

/// A page with somebody at it.
pub struct Page {
    dom: VirtualDom,
    tree: Tree,
    clock: tokio::runtime::Runtime,
}

impl Page {
    pub fn open<P: Clone + 'static>(root: fn() -> Element, context: P) -> Self {
        dioxus_html::set_event_converter(Box::new(SerializedHtmlEventConverter));
        let clock = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a clock");
        let dom = VirtualDom::new(root).with_root_context(context);
        let mut page = Page { dom, tree: Tree::default(), clock };
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
        let (dom, tree) = (&mut self.dom, &mut self.tree);
        self.clock.block_on(async {
            // Quiet for so long means that nothing is under way: an act takes a few milliseconds.
            while tokio::time::timeout(Duration::from_millis(120), dom.wait_for_work()).await.is_ok() {
                dom.render_immediate(tree);
            }
        });
    }

    fn node(&self, id: &str) -> Option<usize> {
        self.tree.all().into_iter().find(|n| self.tree.nodes[*n].attrs.get("data-testid").is_some_and(|t| t == id))
    }

    fn must(&self, id: &str) -> usize {
        let known = || self.tree.all().iter().filter_map(|n| self.tree.nodes[*n].attrs.get("data-testid")).cloned().collect::<Vec<_>>();
        self.node(id).unwrap_or_else(|| panic!("no {id} among {:?}", known()))
    }

    fn fire(&mut self, id: &str, event: &'static str, data: Box<dyn Any>) {
        let mut node = self.must(id);
        while !self.tree.listeners.contains(&(node, event)) {
            node = self.tree.nodes[node].parent.unwrap_or_else(|| panic!("nothing hears {event} at {id}"));
        }
        let (element, _) = self.tree.by_id.iter().find(|(_, n)| **n == node).expect("an element that hears");
        let element = ElementId(*element);
        let data = Event::new(Rc::new(PlatformEventData::new(data)) as Rc<dyn Any>, true);
        let runtime = self.dom.runtime();
        self.clock.block_on(async { runtime.handle_event(event, data, element) });
        self.settle();
    }

    pub fn click(&mut self, id: &str) {
        self.fire(id, "click", Box::<SerializedMouseData>::default());
    }

    pub fn type_into(&mut self, id: &str, text: &str) {
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
        let (mods, key) = keys.rsplit_once('+').filter(|(_, key)| !key.is_empty()).unwrap_or(("", keys));
        let key = key.parse().expect("a key's name");
        let mods = match mods {
            "ctrl" => Modifiers::CONTROL,
            "shift" => Modifiers::SHIFT,
            _ => Modifiers::empty(),
        };
        let data = SerializedKeyboardData::new(key, Code::Unidentified, Location::Standard, false, mods, false);
        self.fire(id, "keydown", Box::new(data));
    }

    /// Sends the form that the field stands in.
    pub fn fire_submit(&mut self, id: &str) {
        self.fire(id, "submit", Box::new(SerializedFormData::new(String::new(), vec![])));
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

    pub fn whole(&self) -> String {
        self.tree.text(0)
    }

    pub fn attr(&self, id: &str, name: &str) -> Option<String> {
        self.tree.nodes[self.must(id)].attrs.get(name).cloned()
    }
}
