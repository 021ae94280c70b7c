// Looks at screens as a browser paints them. Called by check.sh.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const [cache, folder, ...rest] = process.argv.slice(2);
const all = rest.includes("--all");
const only = rest.includes("--only") ? rest[rest.indexOf("--only") + 1] : "";
const require = createRequire(join(cache, "package.json"));
const { default: puppeteer } = await import(pathToFileURL(require.resolve("puppeteer-core")));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const inside = readFileSync(join(dirname(process.argv[1]), "inside.js"), "utf8");
const sheet = readFileSync(join(folder, "sheet.css"), "utf8");

// phone and tablets are touched, the desk has a mouse.
const SIZES = [[390, 844, true], [820, 1180, true], [1024, 768, true], [1440, 900, false]];
const screens = readdirSync(folder).filter((f) => f.endsWith(".html") && f.includes(only)).sort()
    .map((file) => ({ file, name: file.split(".")[0], lang: file.split(".")[1], html: readFileSync(join(folder, file), "utf8") }));
if (!screens.length) { console.error(`no screens in ${folder}`); process.exit(2); }

/// How a screen is looked at: always in every size, theme and size of text for what is cut, covered, out of reach or too
/// small; by axe's rules, which take their time, in all of these or, in the quick suite, in one of them that changes from
/// screen to screen, so that every size, theme, language and size of text has its turn.
function ways(screen, i) {
    const out = [];
    for (const size of SIZES.keys()) for (const text of [100, 200]) for (const theme of ["light", "dark"])
        out.push({ size, theme, text, contrast: "", rules: all, layout: theme === "light", still: size === 3 && text === 100 && theme === "light" });
    for (const theme of ["light", "dark"]) out.push({ size: i % 4, theme, text: 100, contrast: "high", rules: all, layout: false });
    // 13 and 18 have no common measure.
    out[(i * 13 + (screen.lang === "fr" ? 9 : 0)) % out.length].rules = true;
    // How much a week's columns say is decided by their width, in the window: these were made for a desk.
    const desk = /data-detail="bars"|data-form="name"/.test(screen.html);
    const left = out.filter((w) => (w.rules || w.layout) && !(desk && (w.size < 3 || w.text > 100)));
    // Its turn may have been at a size that it does not have.
    if (!left.some((w) => w.rules)) left[0].rules = true;
    return left;
}

const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM, headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb", "--disable-extensions", "--disable-background-networking"],
});
const page = await browser.newPage();
const devtools = await page.createCDPSession();
await page.setBypassCSP(true);
const began = Date.now();
await page.setContent(`<!doctype html><html><head><meta charset="utf-8"><title>Genki</title><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><style>${sheet}</style></head><body><div id="main"></div></body></html>`);
await page.evaluate(axe);
await page.evaluate(inside);

let wrong = 0, looks = 0, ruled = 0, walks = 0, stops = 0, targets = 0;
const seen = new Map();
function found(where, rule, what) {
    wrong += 1;
    const key = `${rule}: ${what}`;
    if (!seen.has(key)) {
        seen.set(key, []);
        console.log(`${key}\n    ${where}`);
    }
    seen.get(key).push(where);
}

let touched = null, width = 0;
async function media(size, text) {
    const [w, h, touch] = SIZES[size];
    if (touch !== touched || w !== width) {
        await devtools.send("Emulation.setDeviceMetricsOverride", { width: w, height: h, mobile: touch, deviceScaleFactor: 1 });
        await devtools.send("Emulation.setTouchEmulationEnabled", { enabled: touch, maxTouchPoints: touch ? 5 : 1 });
        if (await page.evaluate(() => matchMedia("(pointer: coarse)").matches) !== touch) throw new Error("the browser does not play a finger");
        [touched, width] = [touch, w];
    }
}
const told = (where) => ({ rule, what, size }) => found(where + (size ?? ""), rule, what);

for (const [n, screen] of screens.entries()) {
    const i = n >> 1;
    await page.evaluate((html, lang) => genki.show(html, lang), screen.html, screen.lang);
    for (const way of ways(screen, i)) {
        const [w] = SIZES[way.size];
        const where = `${screen.file.replace(".html", "")} ${w} ${way.theme} ${way.text} %${way.contrast && " high contrast"}`;
        await media(way.size);
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: way.theme }, { name: "prefers-reduced-motion", value: "reduce" }]);
        const report = await page.evaluate((way, touch) => genki.look(way, touch), way, SIZES[way.size][2]);
        ruled += way.rules ? 1 : 0;
        report.found.forEach(told(where));
        targets += report.targets;
        looks += 1;
    }
    // The Tab walk: at the desk and, in all of them, on the phone.
    for (const size of all ? [0, 1, 3] : i % 2 === (screen.lang === "fr" ? 0 : 1) ? [3] : []) {
        await media(size);
        // As if it had been opened at this size.
        await page.evaluate((html, lang) => genki.show(html, lang), screen.html, screen.lang);
        await page.evaluate((theme) => genki.begin(theme), i % 3 ? "light" : "dark");
        const where = `${screen.file.replace(".html", "")} ${SIZES[size][0]} Tab`;
        for (let steps = 0; steps < 400; steps += 1) {
            await page.keyboard.press("Tab");
            const stop = await page.evaluate(() => genki.stop());
            stop.found.forEach(told(where));
            if (stop.end) break;
            stops += 1;
        }
        (await page.evaluate(() => genki.missed())).forEach(told(where));
        walks += 1;
    }
}
await browser.close();
if (seen.size) console.log("\nHow often:");
for (const [what, places] of [...seen].sort((a, b) => b[1].length - a[1].length)) {
    console.log(`${what}\n    ${places.length} ×: ${places.slice(0, 4).join(" · ")}${places.length > 4 ? " …" : ""}`);
}
const names = new Set(screens.map((s) => s.name)).size;
console.log(`access: ${names} screens, ${looks} looks (${ruled} by axe), ${walks} Tab walks with ${stops} stops, ${targets} targets: ${wrong} violation(s), ${seen.size} kind(s), ${Math.round((Date.now() - began) / 1000)} s`);
process.exit(wrong ? 1 : 0);
