// Search libraries on the same people and searches as Genki, in this process: MiniSearch and uFuzzy, each set up for
// slips as its manual advises. Reads DIR/data.json, writes DIR/<name>.json.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import MiniSearch from "minisearch";
import uFuzzy from "@leeoniya/ufuzzy";

const dir = process.argv[2];
const { people, searches, kinds, runs } = JSON.parse(readFileSync(join(dir, "data.json"), "utf8"));
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const at = (times, percent) => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor((times.length * percent) / 100))];

// The processor's time of the process: its collector of garbage is a part of the price.
function timed(work) {
  const began = process.cpuUsage();
  const answer = work();
  const used = process.cpuUsage(began);
  return [answer, used.user + used.system];
}

function report(file, name, find) {
  const told = {};
  for (const kind of kinds) {
    const mine = searches.filter((s) => s.kind === kind);
    const [p50, p95] = [[], []];
    let hits = 0;
    for (let run = 0; run < runs; run++) {
      hits = 0;
      const times = mine.map((s) => {
        const [found, time] = timed(() => find(s.typed));
        if (found.slice(0, 10).includes(s.wanted)) hits++;
        return time;
      });
      p50.push(at(times, 50));
      p95.push(at(times, 95));
    }
    told[kind] = { p50: at(p50, 50), p95: at(p95, 50), top: (100 * hits) / mine.length };
  }
  writeFileSync(join(dir, `${file}.json`), JSON.stringify({ name, kinds: told }));
}

const texts = people.map((p) => `${p.name} ${p.born} ${p.phone}`);

const mini = new MiniSearch({ fields: ["text"], searchOptions: { prefix: true, fuzzy: 0.2, combineWith: "AND" } });
mini.addAll(texts.map((text, id) => ({ id, text })));
report("minisearch", "MiniSearch 7.2, fuzzy", (typed) => mini.search(fold(typed)).slice(0, 10).map((r) => r.id));

const fuzzy = new uFuzzy({ intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });
report("ufuzzy", "uFuzzy 1.0, one slip", (typed) => {
  // Out of order up to so many words, and ranked while there are not too many.
  const [found, info, order] = fuzzy.search(texts, fold(typed), 3, 2000);
  if (!found) return [];
  return order ? order.slice(0, 10).map((i) => info.idx[i]) : found.slice(0, 10);
});
