#!/bin/sh
# Validates a FHIR R4 bundle (JSON) with two independent validators: fhirkit-rs from PyPI (structure, types,
# what is required) and fhir from npm (required value sets as well). Both work offline once they are fetched.
# Ends with 0 valid, 1 not valid, 77 neither validator to be had.
set -u
[ $# -eq 1 ] || { echo "usage: $0 BUNDLE.json" >&2; exit 2; }
file=$(realpath "$1")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/genki/fhir-validators
mkdir -p "$cache"
ran=0
invalid=0

python() {
    kit="$cache/py/bin/fhirkit"
    [ -x "$kit" ] || { python3 -m venv "$cache/py" && "$cache/py/bin/pip" install --quiet fhirkit-rs==0.1.0; } >"$cache/py.log" 2>&1
    [ -x "$kit" ] || return
    ran=$((ran + 1))
    "$kit" validate "$file" || invalid=1
}

node_() {
    command -v node >/dev/null || return
    [ -d "$cache/node_modules/fhir" ] || npm install --prefix "$cache" --silent --no-fund --no-audit fhir@4.12.0 >"$cache/npm.log" 2>&1
    [ -d "$cache/node_modules/fhir" ] || return
    ran=$((ran + 1))
    NODE_PATH="$cache/node_modules" node -e '
        const { Fhir } = require("fhir");
        const bundle = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
        const fhir = new Fhir();
        let wrong = 0;
        for (const { resource } of [{ resource: { ...bundle, entry: undefined } }, ...(bundle.entry ?? [])]) {
            const { messages } = fhir.validate(JSON.parse(JSON.stringify(resource)), { errorOnUnexpected: true });
            for (const m of messages.filter((m) => m.severity === "error" || m.severity === "fatal")) {
                wrong += 1;
                if (wrong < 40) console.log(`${resource.resourceType}/${resource.id} ${m.location}: ${m.message}`);
            }
        }
        console.log(`fhir: ${wrong} error(s) in ${(bundle.entry ?? []).length} resources`);
        process.exit(wrong ? 1 : 0);
    ' "$file" || invalid=1
}

python
node_
[ $ran -gt 0 ] || { echo "neither PyPI nor npm gave a validator"; exit 77; }
exit $invalid
