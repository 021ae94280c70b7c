//! Every form in which words could stand in bytes, and where they do.

use base64::{Engine, engine::general_purpose::STANDARD};
use genki::base::text::fold;
use std::collections::BTreeMap;

/// Where `words` stand, and in which form.
pub fn places(bytes: &[u8], words: &[&str]) -> Vec<String> {
    // By their first four bytes, so that the bytes are gone through once.
    let mut needles: BTreeMap<[u8; 4], Vec<(String, Vec<u8>)>> = BTreeMap::new();
    for (word, (form, needle)) in words.iter().flat_map(|word| forms(word).into_iter().map(move |form| (word, form))) {
        needles.entry(needle[..4].try_into().unwrap()).or_default().push((format!("{word} as {form}"), needle));
    }
    let mut found = Vec::new();
    for (at, begins) in bytes.windows(4).enumerate() {
        let fits = needles.get(begins).into_iter().flatten().filter(|(_, needle)| bytes[at..].starts_with(needle));
        found.extend(fits.map(|(form, _)| format!("at {at}: {form}")));
    }
    found
}

fn forms(name: &str) -> Vec<(String, Vec<u8>)> {
    let spellings = [name.to_owned(), fold(name), name.to_uppercase(), serde_json::to_string(name).unwrap().replace('"', "")];
    let mut all = Vec::new();
    for spelling in spellings {
        let utf16: Vec<u8> = spelling.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (form, bytes) in [("UTF-8", spelling.into_bytes()), ("UTF-16", utf16)] {
            // Base64 reads three bytes at a time, so a name has three looks; its ends depend on its neighbours.
            for offset in 0..3 {
                let coded = STANDARD.encode([&vec![0; offset][..], &bytes].concat());
                let inner = coded.trim_end_matches('=');
                let inner = inner.as_bytes()[[0, 2, 3][offset]..inner.len() - 1].to_vec();
                all.push((format!("{form}, Base64 at {offset}"), inner));
            }
            all.push((form.into(), bytes));
        }
    }
    all
}
