"""Reads calendars with icalendar and recurring-ical-events from PyPI: is what we write read, and what do they count?

    validate_ics.py FILE.ics            complains of what is wrong, and says how many events there are
    validate_ics.py FILE.ics FROM TO    prints every occurrence between two dates: start (UTC, or a date), SUMMARY
    validate_ics.py FOLDER FROM TO      the same of every calendar of a folder, each after its name, with the minutes
"""

import os
import sys
from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events


def validate(calendar):
    wrong = []
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    uids = set()
    for event in calendar.walk("VEVENT"):
        for name in ("UID", "DTSTAMP", "DTSTART"):
            if name not in event:
                wrong.append(f"an event without {name}")
        uid = str(event.get("UID"))
        if uid in uids:
            wrong.append("two events of one UID")
        uids.add(uid)
        if event.errors:
            wrong.append(f"{uid}: {event.errors}")
        for name in ("DTSTART", "DTEND"):
            zone = event[name].params.get("TZID") if name in event else None
            if zone is not None and zone not in zones:
                wrong.append(f"{uid}: {zone} is described nowhere")
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        if end < start:
            wrong.append(f"{uid}: ends before it starts")
    for zone in calendar.walk("VTIMEZONE"):
        # The zone as it is described has to be the zone of that name.
        described, known = zone.to_tz(), icalendar.timezone.tzp.timezone(str(zone["TZID"]))
        for event in calendar.walk("VEVENT"):
            at = event["DTSTART"].dt
            if isinstance(at, datetime) and event["DTSTART"].params.get("TZID") == str(zone["TZID"]):
                naive = at.replace(tzinfo=None)
                if naive.replace(tzinfo=described).utcoffset() != naive.replace(tzinfo=known).utcoffset():
                    wrong.append(f"{zone['TZID']}: {naive} is another time by the description than by the name")
    return wrong, len(uids)


def utc(at):
    # A time without a zone is the practice's.
    at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo("Europe/Paris"))
    return at.astimezone(timezone.utc)


def occurrences(calendar, span, lengths=False):
    lines = []
    for event in recurring_ical_events.of(calendar).between(*span):
        start = event["DTSTART"].dt
        line = f"{start} {event.get('SUMMARY', '')}"
        if isinstance(start, datetime):
            line = f"{utc(start):%Y-%m-%dT%H:%M} {event.get('SUMMARY', '')}"
            if lengths:
                line += f" {(utc(event['DTEND'].dt) - utc(start)).total_seconds() / 60:.0f}"
        lines.append(line)
    return "\n".join(sorted(lines))


def read(path):
    with open(path, "rb") as file:
        return icalendar.Calendar.from_ical(file.read())


def main():
    span = [date.fromisoformat(day) for day in sys.argv[2:4]]
    if os.path.isdir(sys.argv[1]):
        for name in sorted(os.listdir(sys.argv[1])):
            print(f"== {name}\n{occurrences(read(os.path.join(sys.argv[1], name)), span, True)}")
        return 0
    calendar = read(sys.argv[1])
    if span:
        print(occurrences(calendar, span))
        return 0
    wrong, count = validate(calendar)
    print("\n".join(wrong[:20]))
    print(f"{count} events, {len(wrong)} wrong")
    return 1 if wrong or calendar.errors else 0


sys.exit(main())
