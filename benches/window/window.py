#!/usr/bin/env python3
"""The real window beside a bare web view and Chromium's: how soon it is painted, what it holds, what it does while nobody does.

    window.py practice --genki FILE --out DIR            makes DIR/vault: three hundred visits today
    window.py opening --genki FILE --bare FILE --out DIR [--runs 7]
    window.py booking --genki FILE --out DIR [--runs 7]
    window.py idle    --genki FILE --bare FILE --out DIR [--minutes 10]

Everything runs on a virtual screen whose picture is a file in memory: the moment something is painted is read from that,
for all of them alike, and no program has to say so itself. Times are the wall's: best on a machine that does nothing else.
"""

import argparse
import json
import mmap
import os
import re
import shutil
import signal
import struct
import subprocess
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

HERE = Path(__file__).resolve().parent
SIZE = (1440, 900)
PASSPHRASE = "pictures of four linden trees"
# What stands still for so long is painted.
STILL = 2.5
# A word that changes on a button is no other picture.
ANOTHER = 0.1
VISITS, PRACTITIONERS = 300, 8


class Screen:
    """A virtual screen, and its picture as it changes."""

    def __init__(self, home):
        self.home = home
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp", "-noreset", "-fbdir", home]
        self.server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            self.display = ":" + told.readline().strip()
        with open(Path(home, "Xvfb_screen0"), "rb") as file:
            self.map = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        # An XWD file: its head says where the picture begins and how long a line is.
        head = struct.unpack(">25I", self.map[:100])
        self.line, self.first = head[12], head[0] + head[19] * 12

    def look(self):
        """Every fourth line of the picture."""
        picture, line = memoryview(self.map), self.line
        return b"".join(picture[self.first + y * line : self.first + y * line + SIZE[0] * 4] for y in range(0, SIZE[1], 4))

    def watch(self, began, process, first=None, another=ANOTHER, longest=60.0):
        """Looks until the picture is another one and stands still. Answers the seconds until it first looked as it does in the end."""
        seen, before, first = [], b"", first or self.look()
        changed = time.monotonic()
        while time.monotonic() - began < longest:
            if process.poll() is not None:
                raise SystemExit(f"{process.args[0]} ended by itself ({process.returncode})")
            at, picture = time.monotonic(), self.look()
            if picture != before:
                before, changed = picture, at
                seen.append((at, picture))
            elif at - changed > STILL:
                if differing(picture, first) > another:
                    return self.settled(seen) - began
                changed = at
            time.sleep(0.002)
        raise SystemExit(f"{process.args[0]} never stood still")

    @staticmethod
    def settled(seen):
        """Of the pictures in their order, when the first came from which on nothing but a caret or a fading scroll bar changed."""
        last = seen[-1][1]
        for (at, picture) in reversed(seen):
            if differing(picture, last) > 0.005:
                break
            settled = at
        return settled

    def env(self, **more):
        kept = {k: os.environ[k] for k in ("PATH", "HOME", "LANG") if k in os.environ}
        own = {k: str(Path(self.home, v)) for k, v in (("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_RUNTIME_DIR", "run"))}
        for folder in own.values():
            os.makedirs(folder, mode=0o700, exist_ok=True)
        # A caret that blinks would never stand still; what is only on its way in is there already.
        os.makedirs(Path(own["XDG_CONFIG_HOME"], "gtk-3.0"), exist_ok=True)
        Path(own["XDG_CONFIG_HOME"], "gtk-3.0", "settings.ini").write_text("[Settings]\ngtk-cursor-blink=false\ngtk-enable-animations=false\n")
        drawn = dict(DISPLAY=self.display, GDK_BACKEND="x11", WEBKIT_DISABLE_DMABUF_RENDERER="1", NO_AT_BRIDGE="1", LC_ALL="en_GB.UTF-8")
        # No bus is started for any of them.
        drawn["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"
        return {**kept, **own, **drawn, "GENKI_KEYSTORE": "none", "GENKI_WINDOW": f"{SIZE[0]}x{SIZE[1]}", **more}

    def start(self, command):
        began = time.monotonic()
        log = open(Path(self.home, "log"), "ab")
        return began, subprocess.Popen(command, env=self.env(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def hand(self, *words):
        subprocess.run(["xdotool", *words], env=self.env(), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def focus(self, process):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(process.pid)], env=self.env(), capture_output=True, text=True)
        self.hand("windowfocus", "--sync", found.stdout.split()[-1])

    def close(self):
        self.server.terminate()
        self.server.wait()


def differing(one, other):
    """The share of points that differ."""
    if one == other:
        return 0.0
    a, b = memoryview(one).cast("I"), memoryview(other).cast("I")
    return sum(x != y for x, y in zip(a, b)) / len(a)


def tree(pid):
    """The process and all that it began, and they."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path("/proc", entry, "stat").read_text()
            except OSError:
                continue
            children.setdefault(int(stat.rsplit(") ", 1)[1].split()[1]), []).append(int(entry))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def memory(pid):
    """Megabytes of the tree; what several share counts in parts."""
    total = 0
    for one in tree(pid):
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.M)[1])
    return total / 1024


def used(pid):
    """Seconds of processor time, by thread: finer than the ticks of a process."""
    threads = {}
    for one in tree(pid):
        try:
            name = Path(f"/proc/{one}/comm").read_text().strip()
            for thread in os.listdir(f"/proc/{one}/task"):
                ran = int(Path(f"/proc/{one}/task/{thread}/schedstat").read_text().split()[0])
                thread_name = Path(f"/proc/{one}/task/{thread}/comm").read_text().strip()
                threads[(one, int(thread))] = (f"{name}/{thread_name}", ran / 1e9)
        except OSError:
            continue
    return threads


def ticks(pid):
    """The same as a process knows it, threads that ended included."""
    total = 0
    for one in tree(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rsplit(") ", 1)[1].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def end(process):
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    # WebKit's and Chromium's own end by themselves when the first is gone.
    time.sleep(0.5)


def page():
    return (HERE / "page.html").as_uri()


def chromium(home):
    # Its own setting-up is done once, before it is measured. The sandbox asks for a user who is not root.
    flags = ["--no-first-run", "--no-default-browser-check", "--disable-gpu", f"--user-data-dir={home}/chromium", "--window-position=0,0"]
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    binary = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    return binary and [binary, *flags, *root, f"--window-size={SIZE[0]},{SIZE[1]}", f"--app={page()}"]


def practice(args):
    """A vault with three hundred visits today, eight practitioners, and whoever comes."""
    vault, secret, bundle = (Path(args.out, name) for name in ("vault", "secret", "bundle.json"))
    shutil.rmtree(vault, ignore_errors=True)
    secret.write_text(PASSPHRASE + "\n")
    ask = dict(env={**os.environ, "GENKI_KEYSTORE": "none"}, check=True, stdout=subprocess.DEVNULL)
    behind = ["--vault", str(vault), "--passphrase-file", str(secret)]
    subprocess.run([args.genki, "init", *behind, "--practice", "Tilleuls", "--zone", "Europe/Paris", "--person", "Nadège"], **ask)
    bundle.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": r} for r in day()]}))
    subprocess.run([args.genki, "import", str(bundle), *behind], **ask)
    told = subprocess.run([args.genki, "today", "--json", *behind], **{**ask, "stdout": subprocess.PIPE}, text=True).stdout
    visits = sum(len(p["visits"]) for p in json.loads(told)["practitioners"])
    assert visits == VISITS, f"{visits} visits today"
    print(f"{visits} visits today")


def day():
    def of(kind, n):
        return f"{kind}-{n}"

    zone = ZoneInfo("Europe/Paris")
    today = datetime.now(zone).date()
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    for n in range(PRACTITIONERS):
        yield {"resourceType": "Practitioner", "id": of("pr", n), "name": [{"family": f"Doctor{chr(65 + n)}", "given": ["Claire"], "prefix": ["Dr"]}]}
        blocks = [("08:00:00", "12:30:00"), ("13:30:00", "19:30:00")]
        hours = [{"daysOfWeek": days, "availableStartTime": a, "availableEndTime": b} for a, b in blocks]
        yield {"resourceType": "PractitionerRole", "id": of("role", n), "practitioner": {"reference": f"Practitioner/{of('pr', n)}"}, "availableTime": hours}
    for n in range(VISITS):
        place, who = divmod(n, PRACTITIONERS)
        begins = datetime.combine(today, datetime.min.time(), zone) + timedelta(hours=8 if place < 18 else 9, minutes=15 * place)
        ends = begins + timedelta(minutes=15)
        name = {"family": f"Family{n:03}", "given": ["Marie", "Jean"][n % 2 : n % 2 + 1]}
        yield {"resourceType": "Patient", "id": of("pa", n), "name": [name], "birthDate": f"{1940 + n % 80}-03-{1 + n % 28:02}"}
        actors = [f"Patient/{of('pa', n)}", f"Practitioner/{of('pr', who)}"]
        yield {
            "resourceType": "Appointment", "id": of("ap", n), "status": "booked", "serviceType": [{"text": "Consultation"}],
            "start": begins.isoformat(), "end": ends.isoformat(),
            "participant": [{"actor": {"reference": a}, "status": "accepted"} for a in actors],
        }


def opening(args):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        screen = Screen(home)
        try:
            plain = {"a bare web view": [args.bare, page()], "Chromium --app": chromium(home)}
            told = {name: begun(args, screen, name, command) for name, command in plain.items() if command}
            told["Genki"] = opened(args, screen)
        finally:
            screen.close()
    return told


def begun(args, screen, name, command):
    """From the start until it is painted. The first run only brings what is on the disk into memory."""
    times, held, spent = [], [], []
    for run in range(args.runs + 1):
        began, process = screen.start(command)
        took = screen.watch(began, process)
        if run:
            times.append(took)
            held.append(memory(process.pid))
            spent.append(ticks(process.pid))
        end(process)
    print(f"{name}: painted after {median(times) * 1e3:.0f} ms ({median(spent):.2f} s of processor time), {median(held):.0f} MB")
    return {"painted": times, "memory": held, "spent": spent}


def opened(args, screen):
    """From the start until the door is painted, and from Enter, when the passphrase is typed, until the day is."""
    told = {"door": [], "today": [], "memory": [], "door_spent": [], "spent": []}
    for run in range(args.runs + 1):
        began, process = screen.start([args.genki, "--vault", str(Path(args.out, "vault"))])
        door = screen.watch(began, process)
        door_spent = ticks(process.pid)
        screen.focus(process)
        screen.hand("type", "--delay", "8", PASSPHRASE)
        time.sleep(0.5)
        typed = ticks(process.pid)
        began = time.monotonic()
        screen.hand("key", "Return")
        today = screen.watch(began, process)
        if args.pictures:
            subprocess.run(["import", "-window", "root", str(Path(args.out, "today.png"))], env=screen.env(), check=False)
        if run:
            spent = ticks(process.pid) - typed
            measured = {"door": door, "today": today, "memory": memory(process.pid), "door_spent": door_spent, "spent": spent}
            for what, figure in measured.items():
                told[what].append(figure)
        end(process)
    door, today, held, first, then = (median(told[what]) for what in ("door", "today", "memory", "door_spent", "spent"))
    print(f"Genki: the door after {door * 1e3:.0f} ms ({first:.2f} s), from Enter to today {today * 1e3:.0f} ms ({then:.2f} s), {held:.0f} MB")
    return told


def week(args):
    """The diary's week of eight practitioners with three hundred visits a day (tests/dense.rs): how long no new picture comes while
    the wheel turns without a pause, and from a key until the last of what it changes is painted."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        shutil.copytree(args.dense, Path(home, "dense"))
        screen = Screen(home)
        try:
            began, process = screen.start([args.genki, "--vault", str(Path(home, "dense"))])
            screen.watch(began, process)
            screen.focus(process)
            screen.hand("type", "--delay", "8", "eight doctors and a long week")
            pressed(screen, process, "Return")
            told = {"today": turned(screen, process)}
            pressed(screen, process, "3")
            told["the week"] = turned(screen, process)
            pressed(screen, process, "v")
            told["the day"] = turned(screen, process)
            keys = {"the next day": "bracketright", "the day before": "bracketleft", "the week from the day": "v"}
            keys |= {"the next week": "bracketright", "the full week again": "bracketleft"}
            for name, key in keys.items():
                told[name] = dict(zip(("painted", "spent"), pressed(screen, process, key)))
            end(process)
        finally:
            screen.close()
    for name, side in told.items():
        if "gaps" in side:
            gaps = sorted(side["gaps"])
            print(f"{name}: {len(gaps)} pictures while it scrolled, half within {median(gaps) * 1e3:.0f} ms, the longest after {gaps[-1] * 1e3:.0f} ms ({side['spent'] * 1e3:.0f} ms of processor time a notch)")
        else:
            print(f"{name}: painted {side['painted'] * 1e3:.0f} ms after its key ({side['spent'] * 1e3:.0f} ms of processor time)")
    return told


def turned(screen, process, times=20):
    """Turns the wheel without a pause, a notch every 16 ms, four down and four up again, so that the end of the page is never
    reached. Answers the times between one picture and the next."""
    screen.hand("mousemove", "720", "600")
    time.sleep(0.3)
    notches = [word for _ in range(times) for button in ("5", "4") for word in ("click", "--repeat", "4", "--delay", "16", button)]
    hand = subprocess.Popen(["xdotool", *notches], env=screen.env(), stdout=subprocess.DEVNULL)
    before, last, gaps, spent = screen.look(), None, [], ticks(process.pid)
    while hand.poll() is None:
        picture, at = screen.look(), time.monotonic()
        if picture != before:
            gaps += [at - last] if last else []
            before, last = picture, at
        time.sleep(0.001)
    return {"gaps": gaps or [0.0], "spent": (ticks(process.pid) - spent) / (8 * times)}


def pressed(screen, process, key, another=ANOTHER):
    """From a key until what it changes is painted, and the processor's time that took."""
    time.sleep(0.5)
    first, began, spent = screen.look(), time.monotonic(), ticks(process.pid)
    screen.hand("key", key)
    return screen.watch(began, process, first, another), ticks(process.pid) - spent


def booking(args):
    """From the Enter that books until the page says so. What was typed before found whom, why, and the first place."""
    times = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        screen = Screen(home)
        try:
            began, process = screen.start([args.genki, "--vault", str(Path(args.out, "vault"))])
            screen.watch(began, process)
            screen.focus(process)
            screen.hand("type", "--delay", "8", PASSPHRASE)
            pressed(screen, process, "Return")
            for run in range(4 * args.runs + 1):
                for step in (["key", "n"], ["type", "--delay", "8", f"Family{10 * run:03}"], ["key", "Return"], ["key", "Return"]):
                    screen.hand(*step)
                    time.sleep(0.8)
                if args.pictures:
                    subprocess.run(["import", "-window", "root", str(Path(args.out, f"booking-{run}.png"))], env=screen.env(), check=False)
                took, _ = pressed(screen, process, "Return", 0.005)
                if run:
                    times.append(took)
                screen.hand("key", "Escape")
                time.sleep(0.5)
            end(process)
        finally:
            screen.close()
    times.sort()
    print(f"Genki: booked and painted after {median(times) * 1e3:.0f} ms, p95 {times[int(len(times) * 0.95)] * 1e3:.0f} ms, {len(times)} times")
    return {"painted": times}


def idle(args):
    """All at the same time, each on a screen of its own: what is counted is each one's own."""
    told, sides = {}, []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        commands = {"Genki, the example practice": [args.genki, "demo"], "a bare web view": [args.bare, page()], "Chromium --app": chromium(home)}
        for n, (name, command) in enumerate(commands.items()):
            if command is None or (args.only and args.only not in name):
                continue
            own = Path(home, str(n))
            own.mkdir()
            screen = Screen(str(own))
            began, process = screen.start(command)
            screen.watch(began, process)
            sides.append((name, screen, process))
        time.sleep(args.settle)
        before = [(used(process.pid), ticks(process.pid)) for _, _, process in sides]
        time.sleep(args.minutes * 60)
        for (name, screen, process), (threads, whole) in zip(sides, before):
            spent = {}
            for thread, (who, ran) in used(process.pid).items():
                spent[who] = spent.get(who, 0) + ran - threads.get(thread, (who, 0.0))[1]
            whole = ticks(process.pid) - whole
            told[name] = {"seconds": sum(spent.values()), "ticks": whole, "minutes": args.minutes}
            print(f"{name}: {sum(spent.values()):.3f} s of processor time in {args.minutes:g} minutes (by ticks {whole:.2f} s)")
            for seconds, who in sorted(((s, w) for w, s in spent.items() if s > 0.0005), reverse=True)[:8]:
                print(f"    {seconds:.3f} {who}")
            end(process)
            screen.close()
    return told


def main():
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("what", choices=["practice", "opening", "booking", "week", "idle"])
    ask.add_argument("--genki", required=True)
    ask.add_argument("--bare")
    ask.add_argument("--out", required=True)
    ask.add_argument("--runs", type=int, default=7)
    ask.add_argument("--minutes", type=float, default=10)
    ask.add_argument("--settle", type=float, default=20)
    ask.add_argument("--only")
    ask.add_argument("--dense", help="the folder that tests/dense.rs wrote with GENKI_DENSE")
    ask.add_argument("--pictures", action="store_true")
    args = ask.parse_args()
    if args.what == "practice":
        return practice(args)
    told = {"opening": opening, "booking": booking, "week": week, "idle": idle}[args.what](args)
    Path(args.out, f"{args.what}.json").write_text(json.dumps(told))


main()
