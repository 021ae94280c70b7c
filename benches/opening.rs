//! What deriving the key takes for the vault in DIR: the part of opening that is meant to be slow.
//!
//! `cargo bench --bench opening -- --out DIR` after `benches/window/window.py practice`, which makes DIR/vault.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

#[path = "measure/mod.rs"]
mod measure;

use genki::vault::Cost;
use serde_json::{Value, json};
use std::time::Instant;

fn main() {
    let Some(dir) = measure::out() else { return println!("--out DIR names the folder with the vault") };
    let vault: Value = serde_json::from_slice(&std::fs::read(dir.join("vault/vault.json")).unwrap()).unwrap();
    let cost: Cost = find(&vault, "cost").and_then(|cost| serde_json::from_value(cost.clone()).ok()).unwrap();
    let mut times: Vec<f64> = (0..measure::RUNS)
        .map(|_| {
            let began = Instant::now();
            cost.derive("a passphrase of usual length", b"sixteen bytes ok").unwrap();
            began.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{cost:?}: {:.0} ms", times[measure::RUNS / 2] * 1e3);
    measure::keep("derivation", &json!({ "seconds": times[measure::RUNS / 2] }));
}

/// The first of that name, however deep.
fn find<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    match value {
        Value::Object(map) => map.get(name).or_else(|| map.values().find_map(|v| find(v, name))),
        Value::Array(all) => all.iter().find_map(|v| find(v, name)),
        _ => None,
    }
}
