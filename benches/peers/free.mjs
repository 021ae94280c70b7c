// Free places as products for booking look for them: day by day, every five minutes from the opening on, each held
// against that day's bookings, in local time by Luxon. Written for this comparison: the products' own cores are not published
// as packages. Reads DIR/diary.json, writes DIR/free-*.json.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DateTime } from "luxon";

const dir = process.argv[2];
const { zone, first, days, minutes, step, lines, hours, runs } = JSON.parse(readFileSync(join(dir, "diary.json"), "utf8"));

function* free(busy) {
  let day = DateTime.fromISO(first, { zone });
  for (let n = 0; n < days; n++, day = day.plus({ days: 1 })) {
    if (day.weekday === 7) continue;
    const [from, to] = [day.toMillis(), day.plus({ days: 1 }).toMillis()];
    const booked = busy.filter(([begins, ends]) => begins < to && ends > from);
    for (const [opens, closes] of hours) {
      const close = day.set({ hour: closes });
      for (let at = day.set({ hour: opens }); ; at = at.plus({ minutes: step })) {
        const end = at.plus({ minutes });
        if (end > close) break;
        const [a, b] = [at.toMillis(), end.toMillis()];
        if (!booked.some(([begins, ends]) => begins < b && ends > a)) yield at;
      }
    }
  }
}

function timed(work) {
  const began = process.cpuUsage();
  const answer = work();
  const used = process.cpuUsage(began);
  return [answer, used.user + used.system];
}
const middle = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];

// The same with as little of Luxon as can be: a day's bounds by it, the starts within the day as milliseconds.
function* lean(busy) {
  let day = DateTime.fromISO(first, { zone });
  for (let n = 0; n < days; n++, day = day.plus({ days: 1 })) {
    if (day.weekday === 7) continue;
    const [from, to] = [day.toMillis(), day.plus({ days: 1 }).toMillis()];
    const booked = busy.filter(([begins, ends]) => begins < to && ends > from);
    for (const [opens, closes] of hours) {
      const close = day.set({ hour: closes }).toMillis();
      for (let a = day.set({ hour: opens }).toMillis(); a + minutes * 60000 <= close; a += step * 60000) {
        const b = a + minutes * 60000;
        if (!booked.some(([begins, ends]) => begins < b && ends > a)) yield a;
      }
    }
  }
}

function report(file, name, look) {
  let places = 0;
  const [all, one] = [[], []];
  for (let run = 0; run < runs; run++) {
    const [found, time] = timed(() => lines.map((line) => [...look(line.busy)].length));
    places = found.reduce((a, b) => a + b);
    all.push(time);
    one.push(timed(() => lines.forEach((line) => look(line.busy).next()))[1] / lines.length);
  }
  writeFileSync(join(dir, `${file}.json`), JSON.stringify({ name, all: middle(all), first: middle(one), places }));
}

report("free-luxon", "day by day, Luxon 3.7", free);
report("free-lean", "day by day, Luxon for the days alone", lean);
