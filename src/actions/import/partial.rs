//! What a card or a row leaves out says nothing: the rest of what is known of somebody stays.

use crate::{
    base::text::fold,
    model::{Fields, twins},
};
use serde_json::Value;
use std::collections::{HashMap, HashSet, VecDeque};

/// Lays what was known before around what came. Fields that only Genki knows (`local`) are filled, never replaced.
pub fn complete(before: &Fields, after: &mut Fields, local: &[&str]) {
    for (name, old) in before {
        let Some(new) = after.get_mut(name).filter(|_| !local.contains(&name.as_str())) else {
            after.insert(name.clone(), old.clone());
            continue;
        };
        match (name.as_str(), &*new, old) {
            // A table says when somebody comes, not what became of it.
            ("status", _, o) => *new = o.clone(),
            ("telecom", Value::Array(n), Value::Array(o)) => *new = numbers(o, n).into(),
            ("address", Value::Array(n), Value::Array(o)) => *new = addresses(o, n).into(),
            ("identifier", Value::Array(n), Value::Array(o)) => *new = identifiers(o, n).into(),
            // "Jean Luc" in one piece or in two is the same name.
            ("given" | "languages", n, o) if joined(n) == joined(o) => *new = old.clone(),
            _ => {}
        }
    }
}

fn text<'a>(v: &'a Value, key: &str) -> &'a str {
    v.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Every text in a value, folded and in its order.
fn joined(v: &Value) -> String {
    fn collect<'a>(v: &'a Value, all: &mut Vec<&'a str>) {
        match v {
            Value::String(s) => all.push(s),
            Value::Array(a) => a.iter().for_each(|v| collect(v, all)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    collect(v, &mut all);
    fold(&all.join(" "))
}

/// New numbers take the place of old ones of the same sort; those of other sorts stay.
fn numbers(old: &[Value], new: &[Value]) -> Vec<Value> {
    let sort = |v: &Value| (text(v, "system").to_string(), text(v, "use").to_string());
    let (before, said) = (Dialled::of(old), Dialled::of(new));
    let fresh: Vec<&Value> = new.iter().filter(|n| !before.has(n)).collect();
    let mut of_sort: HashMap<(String, String), VecDeque<usize>> = HashMap::new();
    fresh.iter().enumerate().for_each(|(i, n)| of_sort.entry(sort(n)).or_default().push_back(i));
    let mut placed = vec![false; fresh.len()];
    let mut all = Vec::with_capacity(old.len() + fresh.len());
    for o in old {
        let next = if said.has(o) { None } else { of_sort.get_mut(&sort(o)).and_then(VecDeque::pop_front) };
        match next {
            Some(i) => {
                placed[i] = true;
                all.push(fresh[i].clone());
            }
            None => all.push(o.clone()),
        }
    }
    all.extend(fresh.into_iter().zip(placed).filter(|(_, placed)| !placed).map(|(n, _)| n.clone()));
    all
}

/// Numbers as they are told from one another. One that came from another program stands as that wrote it, maybe without
/// its country: then its last digits tell, where the other's are known with theirs.
struct Dialled<'a> {
    exact: HashSet<(&'a str, &'a str)>,
    /// By their last digits, and whether there is one without its country among them.
    tails: HashMap<(&'a str, String), bool>,
}

impl<'a> Dialled<'a> {
    fn of(all: &'a [Value]) -> Self {
        let mut tails = HashMap::new();
        for v in all {
            if let Some(tail) = Self::tail(v) {
                *tails.entry((text(v, "system"), tail)).or_default() |= !text(v, "value").starts_with('+');
            }
        }
        Dialled { exact: all.iter().map(|v| (text(v, "system"), text(v, "value"))).collect(), tails }
    }

    fn tail(v: &Value) -> Option<String> {
        ["phone", "sms", "fax"].contains(&text(v, "system")).then(|| twins::tail(text(v, "value")))?
    }

    fn has(&self, v: &Value) -> bool {
        let (system, value) = (text(v, "system"), text(v, "value"));
        let by_tail = || Self::tail(v).and_then(|tail| self.tails.get(&(system, tail)).copied());
        self.exact.contains(&(system, value)) || by_tail().is_some_and(|without| without || !value.starts_with('+'))
    }
}

fn addresses(old: &[Value], new: &[Value]) -> Vec<Value> {
    let place = |a: &Value| (joined(&a["line"]), fold(text(a, "city")), text(a, "postal_code").to_string());
    let known: HashSet<_> = old.iter().map(place).collect();
    let mut all = old.to_vec();
    let mut of_use: HashMap<String, usize> = HashMap::new();
    for (i, a) in all.iter().enumerate() {
        of_use.entry(text(a, "use").to_string()).or_insert(i);
    }
    for n in new.iter().filter(|n| !known.contains(&place(n))) {
        match of_use.get(text(n, "use")) {
            Some(i) => all[*i] = n.clone(),
            None => {
                of_use.insert(text(n, "use").to_string(), all.len());
                all.push(n.clone());
            }
        }
    }
    all
}

fn identifiers(old: &[Value], new: &[Value]) -> Vec<Value> {
    let known: HashSet<String> = old.iter().map(Value::to_string).collect();
    let mut all = old.to_vec();
    all.extend(new.iter().filter(|n| !known.contains(&n.to_string())).cloned());
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_left_out_stays_and_what_is_said_takes_its_place() {
        let fields = |v: Value| serde_json::from_value::<Fields>(v).unwrap();
        let before = fields(json!({
            "family": "Martin", "given": ["Jean", "Luc"], "note": "hers", "gender": "male",
            "telecom": [{"system": "phone", "value": "1", "use": "mobile"}, {"system": "phone", "value": "2", "use": "home"}, {"system": "email", "value": "a@b.c"}],
            "address": [{"line": ["12 rue A", "Bât B"], "city": "Lyon", "postal_code": "69001"}],
        }));
        let mut same = fields(json!({
            "family": "Martin", "given": ["Jean Luc"], "note": "another",
            "telecom": [{"system": "phone", "value": "2"}, {"system": "phone", "value": "1", "use": "mobile"}],
            "address": [{"line": ["12 rue A, Bât B"], "city": "LYON", "postal_code": "69001"}],
        }));
        complete(&before, &mut same, &["note"]);
        assert_eq!(same, before);
        let without_country = fields(json!({"family": "Martin", "telecom": [{"system": "phone", "value": "06 12 34 56 78"}]}));
        for (said, stands) in [("+33612345678", "06 12 34 56 78"), ("+33612345679", "+33612345679")] {
            let mut card = fields(json!({"telecom": [{"system": "phone", "value": said}]}));
            complete(&without_country, &mut card, &[]);
            assert_eq!(card["telecom"], json!([{"system": "phone", "value": stands}]));
        }
        let mut moved = fields(json!({"family": "Martin", "telecom": [{"system": "phone", "value": "3", "use": "mobile"}]}));
        complete(&before, &mut moved, &["note"]);
        let values: Vec<_> = moved["telecom"].as_array().unwrap().iter().map(|t| t["value"].as_str().unwrap()).collect();
        assert_eq!((values, &moved["gender"]), (vec!["3", "2", "a@b.c"], &json!("male")));
    }

    /// Each beside each, as it was done before it had to be quick.
    mod slow {
        use super::super::{joined, text, twins};
        use crate::base::text::fold;
        use serde_json::Value;

        fn alike(system: &str, a: &str, b: &str) -> bool {
            let dialled = ["phone", "sms", "fax"].contains(&system) && !(a.starts_with('+') && b.starts_with('+'));
            a == b || dialled && twins::tail(a).is_some_and(|tail| Some(tail) == twins::tail(b))
        }

        pub fn numbers(old: &[Value], new: &[Value]) -> Vec<Value> {
            let same = |a: &Value, b: &Value| {
                text(a, "system") == text(b, "system") && alike(text(a, "system"), text(a, "value"), text(b, "value"))
            };
            let sort = |v: &Value| (text(v, "system").to_string(), text(v, "use").to_string());
            let mut fresh: Vec<&Value> = new.iter().filter(|n| !old.iter().any(|o| same(o, n))).collect();
            let mut all = Vec::new();
            for o in old {
                let known = new.iter().any(|n| same(n, o));
                match fresh.iter().position(|n| !known && sort(n) == sort(o)) {
                    Some(i) => all.push(fresh.remove(i).clone()),
                    None => all.push(o.clone()),
                }
            }
            all.extend(fresh.into_iter().cloned());
            all
        }

        pub fn addresses(old: &[Value], new: &[Value]) -> Vec<Value> {
            let place = |a: &Value| (joined(&a["line"]), fold(text(a, "city")), text(a, "postal_code").to_string());
            let mut all = old.to_vec();
            for n in new.iter().filter(|n| !old.iter().any(|o| place(o) == place(n))) {
                match all.iter().position(|o| text(o, "use") == text(n, "use")) {
                    Some(i) => all[i] = n.clone(),
                    None => all.push(n.clone()),
                }
            }
            all
        }
    }

    proptest::proptest! {
        #![proptest_config(crate::chance::cases(256))]
        #[test]
        fn quick_or_slow_the_same_stays(
            old in proptest::collection::vec((0usize..3, 0usize..6, 0usize..3), 0..8),
            new in proptest::collection::vec((0usize..3, 0usize..6, 0usize..3), 0..8),
        ) {
            let (systems, usages) = (["phone", "fax", "email"], ["", "home", "mobile"]);
            let (streets, cities) = (["12 rue A", "12, Rue A", "3"], ["Lyon", "LYON", "Paris", "", "x", "y"]);
            let values = ["+33612345678", "06 12 34 56 78", "0612345678", "+33612345679", "12", "a@b.c"];
            let number = |(system, value, usage): &(usize, usize, usize)| {
                json!({"system": systems[*system], "value": values[*value], "use": usages[*usage]})
            };
            let place = |(line, city, usage): &(usize, usize, usize)| {
                json!({"line": [streets[*line]], "city": cities[*city], "use": usages[*usage]})
            };
            let all = |of: &dyn Fn(&(usize, usize, usize)) -> Value, from: &[(usize, usize, usize)]| from.iter().map(of).collect::<Vec<_>>();
            let (o, n) = (all(&number, &old), all(&number, &new));
            proptest::prop_assert_eq!(numbers(&o, &n), slow::numbers(&o, &n));
            let (o, n) = (all(&place, &old), all(&place, &new));
            proptest::prop_assert_eq!(addresses(&o, &n), slow::addresses(&o, &n));
        }
    }
}
