// Runs in the page: shows a screen, and says what is against the rules of access.
window.genki = (() => {
    const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const CONTROLS = "button, a[href], input, select, textarea, summary, [role=button], [role=tab], [role=switch], [role=radio], [tabindex]:not([tabindex='-1'])";
    const root = document.documentElement;
    // As the window's own script does (src/ui/style.rs).
    addEventListener("focusin", (e) => e.target.matches(":focus-visible") && e.target.scrollIntoView({ block: "nearest", inline: "nearest" }));
    const style = (e) => getComputedStyle(e);
    const scrolls = (v) => v === "auto" || v === "scroll";
    const hides = (v) => v === "hidden" || v === "clip";

    /// An element in words, without what stands in it.
    function named(e) {
        const id = e.dataset && e.dataset.testid ? `[${e.dataset.testid.replace(/[0-9a-f-]{20,}|\d+/g, "…")}]` : "";
        return e.tagName.toLowerCase() + (e.classList.length ? "." + [...e.classList].join(".") : "") + id;
    }
    const path = (e) => (e.parentElement && e.parentElement.id !== "main" ? named(e.parentElement) + " > " : "") + named(e);

    function* up(e) { for (let p = e.parentElement; p; p = p.parentElement) yield p; }

    /// Painted at all: not hidden, not folded away, not for reading aloud only.
    function painted(e) {
        if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: false, contentVisibilityAuto: true })) return false;
        for (let p = e; p; p = p.parentElement) {
            const s = style(p);
            if (s.clipPath.startsWith("inset(") || (s.position === "absolute" && p.offsetWidth <= 1 && p.offsetHeight <= 1)) return false;
        }
        return true;
    }

    function show(html, lang) {
        document.getElementById("main").innerHTML = html;
        root.lang = lang;
        // The window does it as soon as it is mounted.
        for (const field of document.querySelectorAll("details.by-path")) field.open = true;
    }

    function dress(way) {
        root.dataset.theme = way.theme;
        if (way.contrast) root.dataset.contrast = way.contrast; else delete root.dataset.contrast;
        root.style.fontSize = way.text === 100 ? "" : `${way.text}%`;
        for (const pane of document.querySelectorAll("*")) if (pane.scrollTop || pane.scrollLeft) { pane.scrollTop = 0; pane.scrollLeft = 0; }
    }

    async function rules(way, out) {
        const report = await axe.run(document, {
            runOnly: { type: "tag", values: TAGS }, resultTypes: ["violations"], elementRef: true,
            rules: { "color-contrast-enhanced": { enabled: way.contrast === "high" }, "target-size": { enabled: true } },
        });
        for (const v of report.violations) for (const n of v.nodes) {
            // As in `fingers`: the places of a week are as large as its hours.
            if (v.id === "target-size" && n.element.closest("[data-span=week] .track")) continue;
            const data = n.any.concat(n.all, n.none).map((c) => c.data).find((d) => d && d.contrastRatio);
            out.push({ rule: `axe ${v.id}`, what: path(n.element) + (data ? ` ${data.fgColor} on ${data.bgColor}` : ""), size: v.id === "label-content-name-mismatch" ? ` “${n.element.ariaLabel}” “${n.element.innerText.replace(/\s+/g, " ")}”` : "" });
        }
    }

    /// What one layer covers of another is meant: a panel over the screen, the quiet bar over both.
    function layer(e) {
        for (let p = e; p; p = p.parentElement) {
            const s = style(p);
            if (s.position === "fixed" || (s.position === "absolute" && s.zIndex !== "auto" && +s.zIndex >= 10) || s.position === "sticky") return p;
        }
        return null;
    }

    /// Every piece of text where it is painted, and what of it is cut or lies where nobody can scroll to.
    function texts(out) {
        const pieces = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        words: for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (!node.data.trim()) continue;
            const e = node.parentElement;
            if (!painted(e) || e.closest("svg, select, datalist, [aria-hidden=true] i, [inert]")) continue;
            range.selectNodeContents(node);
            const r = range.getBoundingClientRect();
            if (!r.width || !r.height) continue;
            let cut = null, ellipsis = false, x = false, y = false, seen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
            for (let p = e; p && p !== root; p = p.parentElement) {
                const s = style(p);
                if (s.textOverflow === "ellipsis" || s.webkitLineClamp !== "none") ellipsis = true;
                const box = p.getBoundingClientRect();
                if (s.overflowX !== "visible" || s.overflowY !== "visible") {
                    if (scrolls(s.overflowX) && p.scrollWidth > p.clientWidth + 1) x = true;
                    if (scrolls(s.overflowY) && p.scrollHeight > p.clientHeight + 1) y = true;
                    // A pane that stands at its beginning shows nothing of what lies before it.
                    if (scrolls(s.overflowY) && !p.scrollTop && r.top < box.top - r.height * 0.25) cut ??= ["cut above", p];
                    if (scrolls(s.overflowX) && !p.scrollLeft && r.left < box.left - 1.5) cut ??= ["cut before", p];
                    if (p !== document.body && !ellipsis) {
                        if (!x && hides(s.overflowX) && (r.right > box.right + 1.5 || r.left < box.left - 1.5)) cut ??= ["cut across", p];
                        // What wraps out of sight as a whole is a second thing to know, and is said by the name of what holds it.
                        if (r.top >= box.bottom - 1 && p.closest("[aria-label]")?.ariaLabel.includes(node.data.trim())) continue words;
                        if (!y && hides(s.overflowY) && (r.bottom > box.bottom + r.height * 0.25 || r.top < box.top - r.height * 0.25)) cut ??= ["cut below", p];
                    }
                    seen = { left: Math.max(seen.left, box.left), top: Math.max(seen.top, box.top), right: Math.min(seen.right, box.right), bottom: Math.min(seen.bottom, box.bottom) };
                }
                if (s.position === "fixed") break;
            }
            if (cut) out.push({ rule: cut[0], what: `${path(e)} in ${named(cut[1])}` });
            else if (!ellipsis && !x && (r.right > innerWidth + 1.5 || r.left < -1.5)) out.push({ rule: "out of reach across", what: path(e) });
            else if (!ellipsis && !y && (r.bottom > innerHeight + 1.5 || r.top < -1.5)) out.push({ rule: "out of reach below", what: path(e) });
            // What is painted of it, for looking what lies over what.
            const left = Math.max(r.left, seen.left), right = Math.min(r.right, seen.right), top = Math.max(r.top, seen.top), bottom = Math.min(r.bottom, seen.bottom);
            if (right - left > 2 && bottom - top > 2) for (const line of range.getClientRects()) {
                const l = { left: Math.max(line.left, left), right: Math.min(line.right, right), top: Math.max(line.top, top), bottom: Math.min(line.bottom, bottom), height: line.height, e };
                if (l.right - l.left > 2 && l.bottom - l.top > 2) pieces.push(l);
            }
        }
        overlaps(pieces, out);
    }

    function overlaps(pieces, out) {
        pieces.sort((a, b) => a.top - b.top);
        for (let i = 0; i < pieces.length; i += 1) for (let j = i + 1; j < pieces.length && pieces[j].top < pieces[i].bottom; j += 1) {
            const [a, b] = [pieces[i], pieces[j]];
            if (a.e === b.e) continue;
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (wide < 3 || high < Math.min(a.height, b.height) * 0.35) continue;
            if (layer(a.e) === layer(b.e)) out.push({ rule: "one text over another", what: `${path(a.e)} and ${path(b.e)}` });
        }
    }

    /// For fingers everything that can be touched is 44 px wide and high, with the words that belong to it.
    function fingers(out) {
        let n = 0;
        for (const e of document.querySelectorAll(CONTROLS)) {
            if (!painted(e) || e.disabled ) continue;
            // A word of a sentence may be as wide as it is.
            if ((e.tagName === "A" || e.classList.contains("link")) && e.parentElement.textContent.length > e.textContent.length + 8) continue;
            if (e.type === "hidden" || (e.id === "app")) continue;
            let r = e.getBoundingClientRect();
            const label = e.closest("label");
            // What it hears beyond its own border.
            for (const part of ["::before", "::after"]) { const b = getComputedStyle(e, part); if (b.content !== "none" && b.position === "absolute") r = { width: Math.max(r.width, parseFloat(b.width) || 0), height: Math.max(r.height, parseFloat(b.height) || 0) }; }
            if (label) { const l = label.getBoundingClientRect(); r = { width: Math.max(r.width, l.width), height: Math.max(r.height, l.height) }; }
            // A week on one page is a map: each of its places is as long and as wide as it is, and the same visit stands in its day.
            if (e.closest("[data-span=week] .track")) continue;
            n += 1;
            if (r.width < 43.5 || r.height < 43.5) out.push({ rule: "too small for a finger", what: path(e), size: ` ${Math.round(r.width)}×${Math.round(r.height)}` });
            for (let p = e; p; p = p.parentElement) if (+style(p).opacity === 0) { out.push({ rule: "shown to a hovering mouse alone", what: path(e) }); break; }
        }
        return n;
    }

    /// Nothing moves for who wants it still.
    function still(out) {
        const moves = (v) => v.split(",").some((d) => parseFloat(d) > 0);
        for (const e of document.querySelectorAll("body *")) for (const part of [null, "::before", "::after"]) {
            const s = getComputedStyle(e, part);
            if (moves(s.animationDuration) || moves(s.transitionDuration)) { out.push({ rule: "moves", what: path(e) + (part ?? "") }); }
        }
    }

    async function look(way, touch) {
        dress(way);
        const out = [];
        if (way.rules) await rules(way, out);
        if (root.scrollWidth > innerWidth + 1) out.push({ rule: "the page scrolls across", what: `${root.scrollWidth} in ${innerWidth}` });
        if (way.layout) texts(out);
        if (way.still) still(out);
        const n = way.layout && touch ? fingers(out) : 0;
        const once = new Set();
        return { found: out.filter((f) => !once.has(f.rule + f.what) && once.add(f.rule + f.what)), targets: n };
    }

    // The Tab walk.
    let before = new Map(), reached = new Set(), last = null;
    const LOOKS = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderTopColor", "borderTopWidth", "backgroundColor", "textDecorationLine"];
    const snapshot = (e) => { const s = style(e); return Object.fromEntries(LOOKS.map((k) => [k, s[k]])); };

    function begin(theme) {
        dress({ theme, text: 100, contrast: "" });
        before = new Map(); reached = new Set(); last = null;
        document.activeElement?.blur?.();
        for (const e of document.querySelectorAll("body *")) if (e.tabIndex >= 0) {
            before.set(e, snapshot(e));
            for (const p of [...(e.labels ?? []), e.parentElement, e.closest("label"), e.parentElement?.parentElement]) if (p && !before.has(p)) before.set(p, snapshot(p));
        }
        // Chromium goes on from where it was last: begin at the top.
        const top = document.createElement("span");
        top.tabIndex = -1; document.body.prepend(top); top.focus(); top.remove();
    }

    function colour(text) {
        const c = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        c.clearRect(0, 0, 1, 1); c.fillStyle = text; c.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = c.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    }
    const over = (f, b) => [0, 1, 2].map((i) => f[i] * f[3] + b[i] * (1 - f[3])).concat(1);
    function behind(e) {
        const layers = [];
        for (let p = e; p; p = p.parentElement) { const c = colour(style(p).backgroundColor); if (c[3] > 0) layers.push(c); if (c[3] === 1) break; }
        return layers.reduceRight((b, f) => over(f, b), [255, 255, 255, 1]);
    }
    const light = (c) => { const l = c.slice(0, 3).map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; };
    const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };

    /// Whether the focus can be seen here: a ring, a border or a shadow that was not there before, 3 : 1 and not cut off.
    function visible(e, out) {
        let best = 0, cut = "";
        for (const at of new Set([e, e.parentElement, e.closest("label"), e.parentElement?.parentElement])) {
            if (!at) continue;
            const s = style(at), was = before.get(at) ?? { ...snapshot(at), outlineStyle: "none" };
            const back = behind(at.parentElement ?? at), own = behind(at);
            const against = (c) => { const f = colour(c); return Math.min(contrast(over(f, back), back), contrast(over(f, own), own) < 3 && parseFloat(s.outlineOffset) < 0 ? 0 : 99); };
            if (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 && (was.outlineStyle === "none" || was.outlineColor !== s.outlineColor)) {
                const c = parseFloat(s.outlineOffset) < 0 ? contrast(over(colour(s.outlineColor), own), own) : against(s.outlineColor);
                const by = cutOff(at, parseFloat(s.outlineOffset) + parseFloat(s.outlineWidth));
                if (by) cut = ` (cut off by ${by})`; else best = Math.max(best, c);
            }
            if (s.borderTopColor !== was.borderTopColor && parseFloat(s.borderTopWidth) >= 1) best = Math.max(best, contrast(over(colour(s.borderTopColor), own), colour(was.borderTopColor)), against(s.borderTopColor));
            if (s.boxShadow !== was.boxShadow && s.boxShadow !== "none") { const c = s.boxShadow.match(/(rgba?\([^)]*\)|color\([^)]*\))/); if (c) best = Math.max(best, against(c[0])); }
            if (s.backgroundColor !== was.backgroundColor) best = Math.max(best, contrast(over(colour(s.backgroundColor), back), over(colour(was.backgroundColor), back)));
        }
        if (best < 3) out.push({ rule: "the focus is hard to see", what: `${path(e)} ${best.toFixed(1)} : 1${cut}` });
    }

    /// More than half of a ring of that breadth is hidden on some side.
    function cutOff(e, breadth) {
        const r = e.getBoundingClientRect(), half = breadth / 2 - 1;
        const ring = { left: r.left - half, right: r.right + half, top: r.top - half, bottom: r.bottom + half };
        for (const p of up(e)) {
            const s = style(p), box = p.getBoundingClientRect();
            // What is as large as what it scrolls in, nearly, shows its ring at the sides that are there.
            const [wide, high] = [r.width + breadth > 0.85 * box.width, r.height + breadth > 0.85 * box.height];
            if (!wide && s.overflowX !== "visible" && (ring.left < box.left || ring.right > box.right)) return named(p);
            if (!high && s.overflowY !== "visible" && (ring.top < box.top || ring.bottom > box.bottom)) return named(p);
            if (s.position === "fixed") break;
        }
        const [wide, high] = [r.width > 0.85 * innerWidth, r.height > 0.85 * innerHeight];
        const out = (!wide && (ring.left < -half || ring.right > innerWidth + half)) || (!high && (ring.top < -half || ring.bottom > innerHeight + half));
        return out ? "the window" : "";
    }

    const region = (e) => e.closest("nav, aside, header, form, [role=dialog], .lane, .col, section, main, li");

    function stop() {
        const e = document.activeElement, out = [];
        if (!e || e === document.body || e === root || reached.has(e)) return { end: true, found: out };
        reached.add(e);
        const r = e.getBoundingClientRect();
        const label = [...(e.labels ?? [])].find(painted);
        if (!painted(e) && label) { before.set(label, before.get(label) ?? snapshot(label)); visible(label, out); }
        else if (!painted(e)) out.push({ rule: "the focus goes where nothing is seen", what: path(e) });
        else visible(e, out);
        if (!painted(e)) return { end: false, found: out };
        if (last && last.isConnected && region(last) === region(e) && layer(last) === layer(e)) {
            const was = last.getBoundingClientRect();
            const row = Math.abs(was.top + was.height / 2 - r.top - r.height / 2) < Math.min(was.height, r.height) / 2;
            if (row ? r.left < was.left - 4 : r.bottom <= was.top + 4 && r.left < was.right - 4) out.push({ rule: "Tab goes against the eye", what: `${path(last)} then ${path(e)}`, size: ` (${[was.left, was.top, was.right, was.bottom, r.left, r.top, r.right, r.bottom].map(Math.round)})` });
        }
        last = e;
        return { end: false, found: out };
    }

    /// Arrows lead from one of its kind that Tab does come to.
    const among = (e) => [...(e.closest("aside, form") ?? document).querySelectorAll(`.${e.classList[0]}`)].some((o) => reached.has(o));

    /// Controls that no Tab came to. Of a group of radios, tabs or a list one is enough.
    function missed() {
        const out = [];
        for (const e of document.querySelectorAll(CONTROLS)) {
            if (reached.has(e) || e.disabled || !painted(e) || e.tabIndex < 0 && among(e) || e.tabIndex < 0 && e.closest("[role=listbox], [role=radiogroup], [role=tablist], [role=grid]")) continue;
            if (e.type === "radio" && document.querySelector(`input[type=radio][name="${e.name}"]`) !== e) continue;
            out.push({ rule: "no Tab comes here", what: path(e) });
        }
        return out;
    }

    return { show, look, begin, stop, missed };
})();
