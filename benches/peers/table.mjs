// Prints what the benches left in DIR, side by side.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const dir = process.argv[2];
const read = (file) => (existsSync(join(dir, `${file}.json`)) ? JSON.parse(readFileSync(join(dir, `${file}.json`), "utf8")) : null);
const all = (files) => files.map(read).filter(Boolean);
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);
const head = (cells) => (row(cells), row(cells.map(() => "---")));
const ms = (micros) => (micros < 100 ? `${micros.toFixed(1)} µs` : micros < 1e5 ? `${(micros / 1000).toFixed(2)} ms` : `${(micros / 1e6).toFixed(2)} s`);

const search = all(["genki", "genki-store", "minisearch", "ufuzzy", "nucleo", "fts5-trigram", "fts5-prefix"]);
if (search.length) {
  const kinds = Object.keys(search[0].kinds);
  console.log("\nSearch: the processor's time of one call, p50 / p95, and how often who is meant is in the top ten\n");
  head(["", ...kinds]);
  for (const s of search) {
    row([s.name, ...kinds.map((k) => `${ms(s.kinds[k].p50)} / ${ms(s.kinds[k].p95)}; ${s.kinds[k].top.toFixed(1)} %`)]);
  }
  const ours = search[0].kinds;
  console.log("\nTimes as long as Genki takes, p95\n");
  head(["", ...kinds]);
  for (const s of search.slice(1)) row([s.name, ...kinds.map((k) => `× ${(s.kinds[k].p95 / ours[k].p95).toFixed(1)}`)]);
}

const free = all(["free-genki", "free-luxon", "free-lean"]);
if (free.length) {
  console.log("\nFree places: everybody's over ninety days, and the first one\n");
  head(["", "all", "the first", "places found"]);
  for (const f of free) row([f.name, ms(f.all), ms(f.first), f.places]);
}
