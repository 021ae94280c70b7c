"""Reads calendars with icalendar and recurring-ical-events from PyPI: is what we write read, and what do they count?

    validate_ics.py FILE.ics            complains of what is wrong, and says how many events there are
    validate_ics.py FILE.ics FROM TO    prints every occurrence between two dates: start (UTC, or a date), SUMMARY
"""

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


def main():
    with open(sys.argv[1], "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    if len(sys.argv) > 2:
        span = [date.fromisoformat(day) for day in sys.argv[2:4]]
        lines = []
        for event in recurring_ical_events.of(calendar).between(*span):
            start = event["DTSTART"].dt
            if isinstance(start, datetime):
                # A time without a zone is the practice's.
                start = start if start.tzinfo else start.replace(tzinfo=ZoneInfo("Europe/Paris"))
                start = start.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M")
            lines.append(f"{start} {event.get('SUMMARY', '')}")
        print("\n".join(sorted(lines)))
        return 0
    wrong, count = validate(calendar)
    print("\n".join(wrong[:20]))
    print(f"{count} events, {len(wrong)} wrong")
    return 1 if wrong or calendar.errors else 0


sys.exit(main())
