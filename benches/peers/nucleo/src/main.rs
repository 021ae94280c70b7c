//! nucleo, the matcher of the Helix editor, on the same people and searches. Reads DIR/data.json, writes DIR/nucleo.json.

use nucleo_matcher::{
    Config, Matcher, Utf32String,
    pattern::{CaseMatching, Normalization, Pattern},
};
use serde_json::{Value, json};
use std::{path::PathBuf, time::Duration};

fn cpu() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

fn at(times: &mut [f64], percent: usize) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

fn main() {
    let dir = PathBuf::from(std::env::args().nth(1).expect("the folder with data.json"));
    let data: Value = serde_json::from_slice(&std::fs::read(dir.join("data.json")).expect("data.json")).expect("JSON");
    let list = |name: &str| data[name].as_array().expect("a list").clone();
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let line = |p: &Value| Utf32String::from(format!("{} {} {}", text(&p["name"]), text(&p["born"]), text(&p["phone"])));
    let people: Vec<Utf32String> = list("people").iter().map(line).collect();
    let runs = data["runs"].as_u64().unwrap_or(1);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut kinds = serde_json::Map::new();
    for kind in list("kinds").iter().map(text) {
        let mine: Vec<Value> = list("searches").into_iter().filter(|s| text(&s["kind"]) == kind).collect();
        let (mut p50, mut p95, mut hits) = (vec![], vec![], 0);
        for _ in 0..runs {
            let mut times = vec![];
            hits = 0;
            for s in &mine {
                let began = cpu();
                let found = search(&mut matcher, &people, &text(&s["typed"]));
                times.push((cpu() - began).as_nanos() as f64 / 1000.0);
                hits += usize::from(found.iter().any(|i| Some(*i as u64) == s["wanted"].as_u64()));
            }
            p50.push(at(&mut times, 50));
            p95.push(at(&mut times, 95));
        }
        kinds.insert(kind, json!({"p50": at(&mut p50, 50), "p95": at(&mut p95, 50), "top": 100.0 * hits as f64 / mine.len() as f64}));
    }
    let told = json!({"name": "nucleo 0.3", "kinds": kinds});
    std::fs::write(dir.join("nucleo.json"), told.to_string()).expect("the folder can be written to");
}

/// The ten best, as a picker of files has them.
fn search(matcher: &mut Matcher, people: &[Utf32String], typed: &str) -> Vec<usize> {
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let scored = people.iter().enumerate().filter_map(|(i, line)| Some((pattern.score(line.slice(..), matcher)?, i)));
    let mut found: Vec<(u32, usize)> = scored.collect();
    found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().take(10).map(|f| f.1).collect()
}
