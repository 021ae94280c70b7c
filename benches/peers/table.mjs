// Prints what the benches left in DIR: Genki, its peers beside it, and what it is meant to reach.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const dir = process.argv[2];
const read = (file) => (existsSync(join(dir, `${file}.json`)) ? JSON.parse(readFileSync(join(dir, `${file}.json`), "utf8")) : null);
const all = (files) => files.map(read).filter(Boolean);
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);
const head = (cells) => (row(cells), row(cells.map(() => "---")));
const ms = (micros) =>
  micros < 100 ? `${micros.toFixed(1)} µs` : micros < 1e5 ? `${(micros / 1000).toFixed(2)} ms` : `${(micros / 1e6).toFixed(2)} s`;
const times = (theirs, ours) => `× ${(theirs / ours).toFixed(theirs / ours < 2 ? 2 : 1)}`;
const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const goals = [];
// One thing that is meant: what was measured, the most (or the least) it may be, and how either is written.
const goal = (what, measured, bound, write, least = false) =>
  goals.push([what, write(measured), `${least ? "≥" : "≤"} ${write(bound)}`, (least ? measured >= bound : measured <= bound) ? "met" : "**missed**"]);
const share = (percent) => `${percent.toFixed(1)} %`;

const search = all(["genki", "genki-store", "genki-whole", "minisearch", "ufuzzy", "nucleo", "fts5-trigram", "fts5-prefix"]);
if (search.length) {
  const kinds = Object.keys(search[0].kinds);
  console.log("\nSearch: the processor's time of one call, p50 / p95, and how often who is meant is in the top ten\n");
  head(["", ...kinds]);
  for (const s of search) row([s.name, ...kinds.map((k) => `${ms(s.kinds[k].p50)} / ${ms(s.kinds[k].p95)}; ${share(s.kinds[k].top)}`)]);
  const ours = search[0].kinds;
  console.log("\nTimes as long as Genki's index takes, p95\n");
  head(["", ...kinds]);
  for (const s of search.slice(1)) row([s.name, ...kinds.map((k) => times(s.kinds[k].p95, ours[k].p95))]);
  const whole = read("genki-store").kinds;
  goal("search with the records read, the slowest kind's p95", Math.max(...kinds.map((k) => whole[k].p95)), 2000, ms);
  for (const [kind, least] of [["exact", 99], ["one slip", 97], ["slip + start", 95]]) goal(`in the top ten: ${kind}`, whole[kind].top, least, share, true);
}

const free = all(["free-genki", "free-luxon", "free-lean"]);
if (free.length) {
  console.log("\nFree places: everybody's over ninety days, and the first one\n");
  head(["", "all", "", "the first", "", "places found"]);
  for (const f of free) row([f.name, ms(f.all), times(f.all, free[0].all), ms(f.first), times(f.first, free[0].first), f.places]);
  goal("all free places", free[0].all, 200, ms);
  goal("the first free place", free[0].first, 5, ms);
}

const [taken, raw, arrival, booking] = ["import-genki", "import-raw", "arrival-genki", "booking-genki"].map(read);
if (taken && raw) {
  console.log("\n50,000 patients taken in: the processor's seconds\n");
  head(["", "seconds", "", "more memory"]);
  row([taken.name, taken.all.toFixed(2), times(taken.all, taken.all), `${taken.mb.toFixed(0)} MB`]);
  row([raw.name, raw.all.toFixed(2), times(raw.all, taken.all), ""]);
  goal("50,000 patients taken in", taken.all, 1.5, (x) => `${x.toFixed(2)} s`);
  goal("memory for that", taken.mb, 64, (m) => `${m.toFixed(0)} MB`);
}
if (arrival) goal("one arrival in a day of 300, p95", arrival.p95, 200, ms);
if (booking) goal("a booking until it is durable, p95", booking.p95 * 1000, 50000, ms);

const encryption = read("encryption");
if (encryption) {
  console.log("\nEncryption: the same store, code and records with a key and without\n");
  head(["", "with a key", "without", ""]);
  for (const r of encryption.rows) {
    row([r.name, ms(r.with), ms(r.without), times(r.with, r.without)]);
    goal(`encryption: ${r.name}`, r.with / r.without, 1.05, (x) => `× ${x.toFixed(3)}`);
  }
}

const opening = read("opening");
if (opening) {
  const { Genki, ...plain } = opening;
  const key = read("derivation")?.seconds ?? 0;
  const wall = (seconds) => `${(seconds * 1000).toFixed(0)} ms`;
  const mb = (m) => `${m.toFixed(0)} MB`;
  const spread = (list) => `${wall(Math.min(...list))}–${wall(Math.max(...list))}`;
  console.log("\nOpening: the wall's time from the start of the process until it is painted, and the memory of all its processes\n");
  head(["", "painted", "from–to", "the processor's time", "memory"]);
  for (const [name, p] of Object.entries(plain)) row([name, wall(middle(p.painted)), spread(p.painted), wall(middle(p.spent)), mb(middle(p.memory))]);
  row(["Genki, the door", wall(middle(Genki.door)), spread(Genki.door), wall(middle(Genki.door_spent)), ""]);
  row(["Genki, from Enter to today's 300 visits", wall(middle(Genki.today)), spread(Genki.today), wall(middle(Genki.spent)), mb(middle(Genki.memory))]);
  row(["of which deriving the key", wall(key), "", "", ""]);
  const ours = middle(Genki.door) + middle(Genki.today) - key;
  row(["Genki, both without that", wall(ours), "", "", ""]);
  const bare = plain["a bare web view"];
  goal("opening beyond the bare web view", ours - middle(bare.painted), 0.08, wall);
  goal("memory beyond the bare web view", middle(Genki.memory) - middle(bare.memory), 40, mb);
}

const painted = read("booking");
if (painted) {
  const sorted = [...painted.painted].sort((a, b) => a - b);
  goal("a booking from Enter until it is painted, p95", sorted[Math.floor(sorted.length * 0.95)], 0.05, (s) => `${(s * 1000).toFixed(0)} ms`);
}

const idle = read("idle");
if (idle) {
  console.log("\nIdle: the processor's time of all its processes\n");
  head(["", "minutes", "seconds"]);
  for (const [name, i] of Object.entries(idle)) row([name, i.minutes, i.seconds.toFixed(3)]);
  const ours = Object.entries(idle).find(([name]) => name.startsWith("Genki"));
  if (ours) goal("idle for ten minutes", (ours[1].seconds * 10) / ours[1].minutes, 0.1, (s) => `${s.toFixed(3)} s`);
}

if (goals.length) {
  console.log("\nWhat is meant\n");
  head(["", "measured", "meant", ""]);
  goals.forEach(row);
}
