//! The tree that Dioxus paints into.

use dioxus_core::{AttributeValue, ElementId, Template, TemplateAttribute, TemplateNode, WriteMutations};
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Default)]
pub(super) struct Node {
    /// Empty for a text, and for a place that is kept free.
    pub(super) tag: String,
    pub(super) text: String,
    /// What somebody typed here.
    pub(super) typed: Option<String>,
    pub(super) attrs: BTreeMap<String, String>,
    pub(super) children: Vec<usize>,
    pub(super) parent: Option<usize>,
}

/// The tree. Nodes are never given back: a test is short.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) by_id: HashMap<usize, usize>,
    /// What each element listens to. As in a browser, an event begins at the nearest that does.
    pub(super) listeners: BTreeSet<(usize, &'static str)>,
    pub(super) stack: Vec<usize>,
    /// Put on the page, and not told so yet.
    pub(super) fresh: Vec<usize>,
    /// What was changed of the page as it stands, since it was last asked.
    pub(super) edits: Vec<Edit>,
}

/// One change of the page.
#[derive(Debug)]
pub struct Edit {
    pub what: String,
    /// The classes it is under: some are shown on a phone alone, or on a desk.
    pub under: BTreeSet<String>,
}

impl Tree {
    pub(super) fn add(&mut self, text: &str) -> usize {
        self.nodes.push(Node { text: text.into(), ..Node::default() });
        self.nodes.len() - 1
    }

    pub(super) fn adopt(&mut self, parent: usize, at: usize, new: Vec<usize>) {
        for child in &new {
            self.nodes[*child].parent = Some(parent);
        }
        self.nodes[parent].children.splice(at..at, new);
    }

    pub(super) fn build(&mut self, node: &TemplateNode) -> usize {
        match node {
            TemplateNode::Element { tag, attrs, children, .. } => {
                let here = self.add("");
                self.nodes[here].tag = (*tag).into();
                for attr in attrs.iter() {
                    if let TemplateAttribute::Static { name, value, namespace } = attr {
                        let name = if *namespace == Some("style") { format!("style:{name}") } else { (*name).into() };
                        self.nodes[here].attrs.insert(name, (*value).into());
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

    pub(super) fn pop(&mut self, n: usize) -> Vec<usize> {
        self.stack.split_off(self.stack.len() - n)
    }

    pub(super) fn place(&self, node: usize) -> (usize, usize) {
        let parent = self.nodes[node].parent.expect("a node on the page");
        (parent, self.nodes[parent].children.iter().position(|c| *c == node).expect("a child of its parent"))
    }

    pub(super) fn at(&self, path: &[u8]) -> usize {
        path.iter().fold(*self.stack.last().expect("a node being built"), |node, i| self.nodes[node].children[*i as usize])
    }

    /// Notes a change of what is on the page. Nodes that are still being built are none: they are one change when they
    /// are put in.
    pub(super) fn edit(&mut self, node: usize, what: impl FnOnce(&Tree) -> String) {
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
    pub(super) fn named(&self, mut node: usize) -> String {
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

    pub(super) fn insert(&mut self, beside: ElementId, n: usize, after: usize) {
        let new = self.pop(n);
        let (parent, at) = self.place(self.by_id[&beside.0]);
        // What stands already is put elsewhere: each of it is a change of its own.
        for node in &new {
            self.edit(parent, |tree| format!("put in {}", tree.text(*node)));
        }
        self.adopt(parent, at + after, new);
    }

    pub(super) fn replace(&mut self, old: usize, new: Vec<usize>) {
        let (parent, at) = self.place(old);
        for node in &new {
            self.edit(parent, |tree| format!("replace by {}", tree.text(*node)));
        }
        self.nodes[parent].children.remove(at);
        self.nodes[old].parent = None;
        self.adopt(parent, at, new);
    }

    pub(super) fn walk(&self, from: usize, out: &mut Vec<usize>) {
        out.push(from);
        for child in &self.nodes[from].children {
            self.walk(*child, out);
        }
    }

    pub(super) fn all(&self) -> Vec<usize> {
        let mut all = Vec::new();
        self.walk(0, &mut all);
        all
    }

    pub(super) fn text(&self, from: usize) -> String {
        let mut all = Vec::new();
        self.walk(from, &mut all);
        all.iter().map(|n| self.nodes[*n].text.as_str()).collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Elements that hold nothing.
const VOID: &[&str] = &["input", "br", "hr", "img", "meta", "link", "col", "circle", "path", "rect", "line", "ellipse", "polyline"];
/// Attributes that are there or not.
const SWITCHES: &[&str] =
    &["disabled", "checked", "selected", "readonly", "required", "hidden", "open", "autofocus", "multiple", "novalidate", "inert"];

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl Tree {
    /// The part of the page below a node, with what was typed in its fields.
    pub(super) fn html(&self, from: usize) -> String {
        let node = &self.nodes[from];
        let within: String = node.children.iter().map(|c| self.html(*c)).collect();
        if node.tag.is_empty() {
            return escaped(&node.text) + &within;
        }
        let typed = node.typed.as_ref().or(node.attrs.get("initial_value"));
        let (mut head, mut style, mut within) = (String::new(), String::new(), within);
        for (name, value) in &node.attrs {
            match name.as_str() {
                "initial_value" => {}
                "value" if typed.is_some() => {}
                "style" => style += &format!("{value};"),
                name if name.starts_with("style:") => {}
                name if SWITCHES.contains(&name) => head += &if value == "false" { String::new() } else { format!(" {name}") },
                name => head += &format!(" {name}=\"{}\"", escaped(value)),
            }
            if let Some(property) = name.strip_prefix("style:") {
                style += &format!("{property}:{value};");
            }
        }
        match (node.tag.as_str(), typed) {
            ("textarea", Some(typed)) => within = escaped(typed),
            (_, Some(typed)) => head += &format!(" value=\"{}\"", escaped(typed)),
            _ => {}
        }
        if !style.is_empty() {
            head += &format!(" style=\"{}\"", escaped(&style));
        }
        let tag = &node.tag;
        if VOID.contains(&tag.as_str()) { format!("<{tag}{head}/>") } else { format!("<{tag}{head}>{within}</{tag}>") }
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
    fn set_attribute(&mut self, name: &'static str, namespace: Option<&'static str>, value: &AttributeValue, id: ElementId) {
        let name = if namespace == Some("style") { format!("style:{name}") } else { name.to_owned() };
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
            Some(value) => attrs.insert(name, value),
            None => attrs.remove(&name),
        };
    }
    fn set_node_text(&mut self, text: &str, id: ElementId) {
        let node = self.by_id[&id.0];
        self.edit(node, |_| format!("text {text}"));
        self.nodes[node].text = text.into();
    }
    fn create_event_listener(&mut self, name: &'static str, id: ElementId) {
        self.listeners.insert((self.by_id[&id.0], name));
        if name == "mounted" {
            self.fresh.push(self.by_id[&id.0]);
        }
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
        let node = self.by_id[&id.0];
        // Put somewhere else, it is no longer where it was.
        if self.nodes[node].parent.is_some() {
            let (parent, at) = self.place(node);
            self.nodes[parent].children.remove(at);
            self.nodes[node].parent = None;
        }
        self.stack.push(node);
    }
}
