//! Lists whose parts are told apart by keys: two parts with one key are one part to the window, which then shows a wrong
//! list, or dies.

use dioxus_core::{DynamicNode, TemplateAttribute, TemplateNode, VNode, VirtualDom};
use std::collections::BTreeSet;

/// The keys that two siblings bear at once, and lists of which only some parts bear one.
pub fn faults(dom: &VirtualDom) -> Vec<String> {
    let mut found = Vec::new();
    look(dom, dom.base_scope().root_node(), &mut found);
    found
}

fn look(dom: &VirtualDom, node: &VNode, found: &mut Vec<String>) {
    for (i, part) in node.dynamic_nodes.iter().enumerate() {
        match part {
            DynamicNode::Component(component) => {
                let scope = component.mounted_scope(i, node, dom);
                if let Some(root) = scope.and_then(|scope| scope.try_root_node()) {
                    look(dom, root, found);
                }
            }
            DynamicNode::Fragment(parts) => {
                let mut keys = BTreeSet::new();
                for part in parts {
                    if let Some(key) = &part.key
                        && !keys.insert(key)
                    {
                        found.push(format!("two parts bear the key {key:?} in a list of {}", named(part)));
                    }
                    look(dom, part, found);
                }
                if !keys.is_empty() && parts.iter().any(|part| part.key.is_none()) {
                    found.push(format!("some parts bear no key in a list of {}", named(&parts[0])));
                }
            }
            DynamicNode::Text(_) | DynamicNode::Placeholder(_) => {}
        }
    }
}

/// The element that a part begins with.
fn named(part: &VNode) -> String {
    match part.template.roots.first() {
        Some(TemplateNode::Element { tag, attrs, .. }) => {
            let class = attrs.iter().find_map(|attr| match attr {
                TemplateAttribute::Static { name: "class", value, .. } => Some(format!(".{value}")),
                _ => None,
            });
            format!("{tag}{}", class.unwrap_or_default())
        }
        _ => match part.dynamic_nodes.first() {
            Some(DynamicNode::Component(component)) => component.name.to_owned(),
            _ => "texts".into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dioxus::prelude::*;

    fn list(keys: &'static [&'static str]) -> Vec<String> {
        let root = |keys: &'static [&'static str]| rsx! { div { for key in keys { p { key: "{key}", class: "line", "x" } } } };
        let mut dom = VirtualDom::new_with_props(root, keys);
        dom.rebuild_in_place();
        faults(&dom)
    }

    #[test]
    fn a_key_that_comes_twice_is_found_and_others_are_let_be() {
        assert_eq!(list(&["a", "b", "c"]), Vec::<String>::new());
        assert_eq!(list(&["a", "b", "a"]), ["two parts bear the key \"a\" in a list of p.line"]);
    }
}
