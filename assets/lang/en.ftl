# The words on screen: plain, short, hers. Every key stands in both languages.

## Times and people
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
day-long = { $weekday } { $day } { $month }
date-long = { $day } { $month } { $year }
minutes = { $n } min
hours-minutes = { $h } h { $m }
born-age = { $date }, { $age }
why-on-time = on time
why-not-here = not here yet
why-expected = phoned to be here at { $time }
why-came-late = came { $n } min late
why-doctor-from = { $doctor } from { $time }
why-behind = { $doctor } is { $n } min behind
why-break = after the break until { $time }
why-before = { $n ->
    [one] one before
    [2] two before
    [3] three before
   *[other] { $n } before
}
delay-late = { $n } min late
delay-early = { $n } min early
delay-none = on time

## Places and the shell
place-today = Today
place-reception = Reception
place-patients = Patients
place-history = History
place-import = Import
place-settings = Settings
place-lock = Lock
place-more = More
places = Places
example = Example practice
example-own = Start my own
app-loading = One moment…
close = Close
cancel = Cancel
save = Save
back = Back
undo = Undo
optional = optional
yes = Yes
no = No
error-store = That could not be saved. What you see is what was saved before. Try again; if it happens again, make a backup.
try-again = Try again
unread = This could not be read just now. It is not empty.
unread-damaged = This could not be read: the database on this device is damaged. What is saved elsewhere is not lost: a backup can be restored.
unread-some = { $n ->
    [one] 1 entry cannot be shown: it could not be read.
   *[other] { $n } entries cannot be shown: they could not be read.
}
unknown-code = not known to this version
trouble-counted = What waits could not be counted just now. It is tried again by itself.
trouble-read = Something that was needed just now could not be read. Look again at what you were doing.
trouble-record = A record could not be read and was left out. Look again at what you were doing.
trouble-not-noted = That this was looked at could not be noted in the list of who saw what.
trouble-came-in = Your sign-in, or a failed attempt before it, could not be noted in the list of who saw what.
trouble-not-shown = It is not shown, because it could not be noted that you saw it. Try again.
trouble-draft-aside = Something that was being typed here could not be read. It is kept on this device and nothing writes over it; it comes back as soon as it can be read, with a newer Genki for instance.
trouble-draft-unread = What was being typed here before could not be read just now. Nothing writes over it.
trouble-looks = The settings of this device could not be read and begin anew. The old ones are kept on the device.
trouble-setting = This device could not keep a note of its own (a setting, how a table is read, when the last backup was made). What was done is done.
trouble-door = What was changed is saved. Who may open Genki on this device, and by which name, could not be brought up to date; that is tried again when Genki is next opened.
trouble-tables = What was said before of the columns of tables could not be read; look at each column again. The old notes are kept on this device.
draft-not-kept = What is typed in this form could not be kept on the disk. Save it before you go on.

## Today
today-prev = Day before
today-next = Day after
today-now = Today
find-patient = Find a patient…
find-short = Find…
walk-in = Walk-in
new-visit = New visit
doctor-with = with { $name } since { $time }
doctor-free = free
doctor-free-until = free until { $time }
doctor-break-until = break until { $time }
doctor-out-until = out until { $time }
doctor-expected = expected at { $time }
doctor-not-today = not here today
doctor-done = done for today
behind-word = behind
behind-ok = on time
nobody-works = { $from } – { $to } · nobody works
break-until = Break until { $time }
free-minutes = Free { $time }
plus-min = +{ $n }
now-is = Now { $time }
today-empty = Nobody is booked on this day.
today-empty-hint = A new visit can be booked with N.
today-no-practitioner = Nobody's day is kept here yet.
today-no-practitioner-hint = Add the first practitioner with their hours, or import a file.
add-practitioner = Add a practitioner
state-expected = Expected
state-here = Here
state-ready = Ready
state-doctor = With the doctor
state-out = Out for a moment
state-gone = Gone
state-late = Late
state-noshow = Did not come
state-cancelled = Cancelled
state-left = Left unseen
about-time = about { $time }

## The diary
place-diary = Diary
diary-before = Before
diary-after = After
diary-now = Today's
diary-span = Day or week
diary-day = Day
diary-week = Week
diary-jump = Go to a date
diary-whose = Whose diary
diary-all = Everybody
diary-from-to = { $from } – { $to }
diary-week-number = week { $n }
diary-count = { $n ->
    [one] 1 visit
   *[other] { $n } visits
}
diary-away = Away
diary-closed = Closed
diary-void = The clock change leaves this hour out.
diary-empty-week = Nobody works and nobody is booked in this week.
month-before = Month before
month-after = Month after
done-beside = { $said } · overlaps { $names }
place-with = { $when } with { $who }
hand-beside = overlaps { $names }
refused-visit-not-moved = This visit is under way or over: it stays where it was.
refused-no-column-beside = There is no column on that side. With M it goes anywhere.
keys-shift-arrows = Move the visit: 5 minutes, or the column beside
keys-plus-minus = Longer, shorter by 5 minutes

## Reception
reception-expected = Expected
reception-here = Here
reception-with = With the doctor
reception-gone = Gone
tab-here = Here
tab-with = With doctor
reception-late = Late
more-later = { $n ->
    [one] one more later
   *[other] { $n } more later
}
far-more-here = { $n ->
    [one] one more is here
   *[other] { $n } more are here
}
immediate-word = Life-threatening
immediate-now = now
nobody-waits = Nobody is waiting.
nobody-waits-next = Next: { $name } at { $time }.
nobody-expected = Nobody else is expected.
since-wait = since { $time } · { $wait }
privacy-on = Show initials only
privacy-off = Show names

## The emergency place
urgent-title = Emergency, now
urgent-word = Emergency
urgent-label = Emergency { $time }
urgent-minutes = How many minutes
urgent-all = All doctors
urgent-nobody = Nobody works here today.
urgent-at-once = at once
urgent-in = in { $wait }
urgent-between = between { $a } and { $b }
urgent-after = after { $a }, the last one
urgent-before = before { $b }
urgent-alone = nobody else is waiting
urgent-nobody-later = Delays nobody
urgent-later = { $name } +{ $n } min
urgent-later-here = { $name } (here) +{ $n } min
urgent-others = { $n ->
    [one] one other
   *[other] { $n } others
}
urgent-newly-late = Becomes half an hour late: { $names }
urgent-promise-broken = Breaks a promise: { $name }, by { $time }
urgent-overtime = The day ends { $n } min over, { $more } more than now
urgent-too-long = Waits longer than { $n } min
urgent-locked = { $name } is not to be moved
urgent-bumped = { $name } was made later today already
urgent-eaten = { $from } looks free until { $to }; it is not: { $names } will be in.
urgent-eaten-behind = { $from } looks free until { $to }; it is not: { $doctor } is { $n } min behind, { $names } will be in.
urgent-now = Life-threatening: call the doctor
urgent-now-for = Life-threatening: call { $doctor }
urgent-now-more = No list: first in, an alarm on every screen
urgent-services = Emergency services:
urgent-taken = The emergency is in
urgent-who-later = Who it is can wait: close, and settle it later.
urgent-coming = Here, or on the way: here in so many minutes (R)
urgent-here = Here
urgent-coming-of = On the way, here in { $n } minutes
urgent-caller = { $name }, on the telephone
urgent-eta = On the way, here about { $time }
slipped = placed for { $time } · pushed back { $n } min
slipped-short = instead of { $time }
done-urgent = Emergency placed: about { $time }, { $doctor }
done-alarm = { $doctor } is called
warn-title = To warn
warn-count = { $n ->
    [one] 1 to warn
   *[other] { $n } to warn
}
warn-none = Nobody has to be warned: nobody becomes 5 minutes later.
warn-all = Everybody was told.
warn-about = “about { $time }”
warn-about-instead = “about { $time } instead of { $before }”
warn-come = “come at { $time } instead of { $before }”
warn-here = Here
warn-absent = Not here yet
warn-promise = Was promised by { $time }
warn-did = Told
warn-tick = { $name } was told
warn-told = { $name } was told
warn-finish = Done
warn-later = Later
alarm-title = Life-threatening emergency
alarm-for = for { $doctor }
alarm-since = since { $time }
alarm-seen = { $name } comes, { $time }
alarm-come = I come
alarm-who = Who
alarm-calm = It is over
alarm-services = Call { $number }
done-come = You come, and everybody sees it
done-calm = The alarm is over
far-title = Reception from two metres
far-leave = Back to the usual size
turned-show = Show the patient
turned-you = You are { $initials }
turned-soon = soon
turned-before = { $n ->
    [0] you are next
    [one] one person before you
   *[other] { $n } before you
}
turned-behind = { $doctor } is { $n } min behind
turned-back = Back
sort-of = Order
sort-attention = Attention
sort-turn = Turn
order-draw = Draw to another place
order-up = { $name } earlier
order-down = { $name } later
order-up-key = Earlier (Shift ↑)
order-down-key = Later (Shift ↓)
order-by-hand = by hand
order-give-back = give back to the rule
done-earlier = { $name } goes earlier
done-later = { $name } goes later
done-reorder = { $name } has another place
done-give-back = { $name } is back in the usual order
promise-left = promised by { $time } · { $wait } left
promise-failing = promised by { $time } · { $n } min too late
promise-broken = promised by { $time } · broken { $n } min ago
came-late = came { $n } min late: the arrival counts
eta-title = Here in… min
eta-of = When { $name } will be here
eta-said = here about { $time }
eta-unknown = Not known
done-eta = { $name } will be here about { $time }
done-eta-none = { $name } is expected at the usual time
reception-late-head = Not here yet, late
reception-still = Still to come
look-long-wait = A wait stands out after
look-late-after = Late after
look-late-after-more = Whoever is not here by then stands apart, and comes in at the arrival.
act-urgent = Emergency placed
act-alarm = Doctor called
act-come = Alarm answered
act-calm = Alarm ended
act-warned = Told of the delay
act-reorder = Order changed
act-give-back = Order by the rule
refused-order-first = Nobody is before.
refused-order-last = Nobody is behind.
refused-order-elsewhere = That is another doctor’s list.

## A visit
arrive = Arrive
check-in = Check in
call-in = Call in
finish = Finish
no-show = Did not come
left-unseen = Left
step-out = Steps out
step-in = Back in
cancel-visit = Cancel visit
move = Move
promise = Promise
promised = Promised by { $time }
promise-by = Promise { $time }
promise-until = Promise by
phoned = Will be late
visit-booked = Booked
visit-with = With
visit-reason = Reason
visit-phone = Phone
visit-note = Note
visit-promised = Promised
visit-log = What happened
visit-last = Last visits
visit-between = between { $from } and { $to }
visit-no-patient = No patient
visit-walk-in = walk-in
visit-since = since { $time } · { $wait }
visit-in-since = in since { $time } · { $wait }
visit-gone-at = finished at { $time }
alert = Keep in sight
patient-page = Patient's page
change = Change
change-visit = Change
move-title = Move the visit
move-to = New time
move-day = Day
choose-place = Free places
no-free-place = No free place of { $n } min on this day.
overlap-warning = Overlaps with { $names }. You can book it all the same.
outside-hours = Outside { $name }'s hours. You can book it all the same.
done-arrive = { $name } is here
done-check-in = { $name } is ready
done-call-in = { $name } is called in
done-finish = { $name } has finished
done-no-show = { $name } did not come
done-left = { $name } left without being seen
done-step-out = { $name } steps out
done-step-in = { $name } is back
done-cancel = { $name }'s visit is cancelled
done-book = { $name } is booked for { $time }
done-move = { $name } is moved to { $time }
done-promise = Promised to { $name }: by { $time }
done-phoned = { $name } phoned: here at { $time }
done-expected = { $name }: noted

## Booking
book-title = New visit
walkin-title = Walk-in
book-who = Who
book-who-hint = Name, birth date or phone
book-create = New patient “{ $name }”
book-reason = Reason
book-with = With
book-when = When
book-day = Day
book-time = Time
book-minutes = Minutes
book-note = Note
book-do = Book
walkin-do = Is here
book-nobody = Nobody by that name.
practitioner-soonest = seen about { $time }
book-is-new = new here
doctor-back-in = Here in
doctor-away = Away
doctor-short-break = Short break, 10 min
doctor-out-hour = Out for an hour
doctor-here-now = Here now
doctor-hours = Hours and breaks

## Booking while the patient is on the line
visit-length = Length
lengthen = 5 minutes longer
shorten = 5 minutes shorter
done-lengthen = { $name }: { $n } min
act-lengthen = Length changed
refused-visit-over = This visit is over: its length stays as it was.
refused-length-range = A visit takes 5 to 480 minutes.
act-book-series = Series booked
act-wait = On the waiting list
act-wait-change = Waiting list changed
act-wait-take = Place given from the waiting list
act-wait-off = Off the waiting list
refused-wish-never = No time is left between these two.
refused-not-waiting = This visit is not on the waiting list any more.
why-patient = patient called off
why-practice = called off by the practice
why-ill = patient is ill
field-wish-with = Wished practitioners
field-wish-days = Wished weekdays
field-wish-after = Wished from
field-wish-before = Wished until
field-wish-from = Wished from the day
field-wish-until = Wished until the day
free-title = Next free places
book-from = From
book-from-example = “Monday morning”
book-anybody = Anybody
book-wait = Nothing suits: waiting list
book-resume = Go on with { $name }
book-left = Draft kept.
book-go-on = Go on with it
coming-visit = Is booked already: { $day } at { $time } with { $who }
coming-today = today
coming-open = Open this visit
coming-more = { $n ->
    [one] and one more visit to come
   *[other] and { $n } more visits to come
}
time-unclear = A time, as 10:15
day-unclear = No day. Say 24.11 or Monday
places-more = More places
no-place-suits = No free place of { $n } min suits within a year.
place-sooner = Sooner with { $name }: { $day } { $time }
suits-title = Days and hours that suit
suits-days = Weekdays
suits-morning = Mornings
suits-afternoon = Afternoons
suits-week = In a week
suits-3-weeks = In 3 weeks
suits-3-months = In 3 months
suits-after = Not before
suits-before = Over by
suits-from-hour = from { $time }
suits-until-hour = until { $time }
suits-from-day = from { $day }
suits-until-day = until { $day }
overlap-stands = Overlaps with { $names }.
repeat-do = Repeat…
repeat-not = Only once
repeat-count = How many
repeat-days = days
repeat-weeks = weeks
repeat-months = months
repeat-times = Visits
repeat-until = or until
repeat-book = { $n ->
    [one] Book one visit
   *[other] Book { $n } visits
}
turn-taken = Taken.
turn-closed = Outside the hours.
turn-overlaps = Overlaps with { $names }.
turn-keep = Keep it
turn-leave = Leave out
turn-take = Take it after all
done-book-series = { $name }: { $n } visits booked
done-walk-in = { $name } is here: { $reason }, { $n } min
call-off-why = Why is it cancelled?
call-off-why-all = Why are this and all later ones cancelled?
call-off-words = Another reason
call-off-not = Do not cancel
off-patient = The patient called off
off-practice = The practice
off-ill = The patient is ill
visit-why-off = Why
waiting-title = Waiting list
waiting-one = On the waiting list
waiting-count = { $n ->
    [one] One person would like to come sooner
   *[other] { $n } people would like to come sooner
}
waiting-none = Nobody waits for a place.
waiting-none-hint = Where no place suits, a new visit (N) can be put on this list. As soon as one comes free, who fits is offered.
state-waiting = Waits for a place
waits-today = since today
waits-days = { $n ->
    [one] since yesterday
   *[other] for { $n } days
}
waits-weeks = for { $n } weeks
wait-free = Free now
wait-until = Not after
wait-off = Off the list
done-wait = { $name } is on the waiting list
done-wait-change = Waiting list changed
done-wait-off = { $name } is off the waiting list
offer-title = Who fits
offer-some = { $n ->
    [one] One who waits fits: offer
   *[other] { $n } who wait fit: offer
}
offer-none = Nobody else who waits fits.
offer-take = Takes it
fits-named = asked for { $name }
fits-exact = { $n } min as is free

## Absences and visits to move

act-absence = Absence entered
act-absence-remove = Absence taken away
act-close-days = Closed days entered
act-reopen-day = Opened again
act-break = Break entered
act-session = Session entered
act-slot-remove = Break or session taken away
act-displaced-move = Moved: nobody worked there any more
act-displaced-cancel = Called off from the list
act-displaced-stay = Left as it is
act-displaced-call = Called, no answer
field-absences = Absences
field-closed = Closed days
field-attempts = Called, no answer
field-stays = Stays at
field-outside = Outside the hours, on purpose
refused-absence-backwards = The end must come after the beginning.
refused-absence-known = That is entered already.
refused-absence-unknown = That is not there any more.

away-today = { $name } is away
closed-today = The practice is closed
times-title = Absences, breaks, extra sessions
times-none = Nothing entered: the weekly hours hold.
times-away = Away
times-break = Break
times-session = Extra session
times-add-away = Away…
times-add-break = Break…
times-add-session = Extra session…
times-remove = Take away: { $what }
done-times-removed = { $name }, { $when }: taken away
away-title = { $name } is away…
break-title = { $name } has a break…
session-title = { $name } works as well…
away-also = absent ill sick leave holiday vacation off training absence
break-also = pause
session-also = extra session hours
away-from = From
away-until = Until, this day included
away-day = Day
away-part = Which part of it
away-whole = Whole days
away-morning = Morning
away-afternoon = Afternoon
away-times = Exact times
away-time-from = From
away-time-to = To
away-why = Why
away-why-leave = Leave
away-why-training = Training
away-why-ill = Ill
away-why-congress = Congress
away-save = Enter it
away-cost = { $n ->
    [one] 1 appointment will have to be moved. It goes on a list, nobody is forgotten.
   *[other] { $n } appointments will have to be moved. They go on a list, nobody is forgotten.
}
done-away = { $name } is away: { $when }
done-break = Break of { $name }: { $when }
done-session = { $name } works as well: { $when }

to-move-title = Visits to move
to-move-count = { $n ->
    [one] 1 visit to move
   *[other] { $n } visits to move
}
to-move-tag = To be moved
to-move-see = { $n ->
    [one] 1 visit to move: see
   *[other] { $n } visits to move: see
}
to-move-lead = Nobody works at these times any more. Call, then tap the place that suits.
to-move-none = Nobody has to be moved.
to-move-done = Done: everybody has a place again.
to-move-none-hint = Where an absence, a closed day or new hours take somebody’s session, the visit waits here until it is seen to.
to-move-back = Back to today
to-move-progress = { $done } of { $all } done
to-move-no-phone = No telephone number
to-move-no-place = No free place within twelve weeks.
to-move-places = Nearest free places
to-move-tried = { $n ->
    [one] No answer, { $when }
   *[other] No answer { $n } times, last { $when }
}
to-move-no-answer = No answer
to-move-elsewhere = Other place
to-move-cancel = Call off
to-move-cancel-do = Call off
to-move-stay = Stays as it is
to-move-why = Why it is called off
to-move-why-practice = By the practice
to-move-why-patient = By the patient
to-move-why-words = or in words
to-move-keys-rows = patient
to-move-keys-places = place
done-no-answer = { $name }: no answer, noted
done-stay = { $name } stays as it was

print-day = Print a day
print-whose = Whose
print-everybody = Everybody
print-nothing = Nobody works on that day, and nobody is booked.
print-count = { $n ->
    [one] 1 appointment
   *[other] { $n } appointments
}, { $lists ->
    [one] 1 list
   *[other] { $lists } lists
}, A4.
print-show = Open to print
print-save = Save as PDF…
print-plain = The PDF is not encrypted: names, numbers and reasons stand in it. Shred the paper when the day is over.
print-no-viewer = No program here opens a PDF. Save it instead.
print-lent = A copy lies in a private folder that only you can read, and goes when Genki closes. What the viewer keeps is beyond Genki.
print-take-back = Delete it now
print-taken-back = The copy is deleted.
print-not-taken-back = The copy could not be deleted. Close the program that shows it, and try again.
print-gone = The copy was gone already.

closed-title = Closed days
closed-none = The practice is closed on no day of its own.
closed-why = What for
closed-add = Close on these days
closed-holidays = Public holidays of France { $year } ({ $n })
done-closed = { $n ->
    [one] 1 closed day entered
   *[other] { $n } closed days entered
}
done-reopened = Open again: { $when }
holiday-new-year = New Year’s Day
holiday-easter-monday = Easter Monday
holiday-labour = Labour Day
holiday-victory = Victory Day 1945
holiday-ascension = Ascension Day
holiday-whit-monday = Whit Monday
holiday-bastille = National Day
holiday-assumption = Assumption
holiday-all-saints = All Saints’ Day
holiday-armistice = Armistice 1918
holiday-christmas = Christmas Day
holiday-abolition = Abolition of slavery

because-away = { $doctor } is away
because-closed = The practice is closed
because-break = There is a break
because-no-session = { $doctor } does not work then
because-why = { $said }: { $why }

print-title = Appointments of { $date }
print-printed = Printed { $date }, { $time }
print-privacy = Confidential: names and reasons of patients. Keep it out of sight, and shred it when the day is over.
print-page = Page { $n } of { $of }
print-continued = (continued)
print-time = Time
print-minutes = Min
print-name = Name
print-born = Born
print-phone = Telephone
print-reason = Reason
print-remark = Remark
print-visits = { $n ->
    [0] no appointments
    [one] 1 appointment
   *[other] { $n } appointments
}
print-urgent = EMERGENCY
print-to-move = TO MOVE
print-break = Break
print-no-session = No session
print-empty = Nobody is booked.
refused-cli-nothing-to-print = Nobody works on { $date }, and nobody is booked: there is nothing to print.
cli-printed = { $n ->
    [one] 1 appointment is in { $file }.
   *[other] { $n } appointments are in { $file }.
}

## Calendars: series, notes of the day, visits without a patient
settle-ask = Who is it?
settle-series = { $n } visits of this series say the same: all are settled at once.
unsettled-title = Visits without a patient
unsettled-none = Every visit has its patient.
done-settle-visit = { $n ->
    [one] { $name }: noted
   *[other] { $name }: noted for { $n } visits
}
series-word = Series
series-place = { $place ->
    [1] 1st
    [2] 2nd
    [3] 3rd
    [21] 21st
    [22] 22nd
    [23] 23rd
    [31] 31st
    [32] 32nd
    [33] 33rd
   *[other] { $place }th
} of { $all }
series-days = { $n ->
    [one] every day
   *[other] every { $n } days
}
series-weeks = { $n ->
    [one] every week
   *[other] every { $n } weeks
}
series-months = { $n ->
    [one] every month
    [12] every year
   *[other] every { $n } months
}
series-cancel = { $n ->
    [one] Cancel this and the next
   *[other] Cancel this and { $n } later
}
done-cancel-series = { $n ->
    [one] { $name }: one visit cancelled
   *[other] { $name }: { $n } visits cancelled
}
refused-no-series = Nothing of this series is left to cancel.
day-notes = Notes of the day
day-note = Note of the day
day-note-new = Note of the day
day-note-text = What to remember
day-note-day = Day
day-note-several = Several days
day-note-last = Last day
day-note-for = For
day-note-everybody = Everybody
day-note-until = until { $day }
day-note-save = Note it
day-note-remove = Remove
done-day-note = Noted for the day
done-remove-day-note = Note removed
refused-day-before = The last day comes before the first.
refused-day-note-unknown = This note is not there any more.
act-settle-visit = Said whose visit it is
act-cancel-series = Cancelled the rest of a series
act-day-note = Noted something for a day
act-remove-day-note = Removed a note of a day

## Patients
patients-new = New
patients-new-one = New patient
patients-choose = Choose someone on the left.
patients-count = { $n ->
    [0] No patient
    [one] One patient
   *[other] { $n } patients
}
patients-more = { $n } more: type on
patients-none = There is no patient here yet.
patients-none-hint = Add the first one, or import a file of another program.
patients-nobody = No “{ $name }” here.
patients-nobody-hint = Spelled another way? Birth date and phone work too.
years-old = { $n ->
    [0] under one
    [one] 1 year
   *[other] { $n } years
}
patient-merged = This file was joined with another:
patient-born-as = born { $name }
patient-died = Has died. Speak to the family with care; nothing is sent any more.
patient-died-on = Died on { $date }. Speak to the family with care; nothing is sent any more.
patient-no-contact = Does not want to be contacted.
patient-reach = Reach
patient-reach-none = Neither number nor address yet.
patient-add = Add
patient-relative = Relative
patient-address = Address
patient-address-old = Former address
telecom-mobile = Mobile
telecom-home = Home
telecom-work = Work
telecom-phone = Phone
telecom-email = E-mail
telecom-fax = Fax
telecom-old = Former
telecom-other = Other
patient-file = File
patient-doctor = Doctor
patient-languages = Languages
patient-full-name = Full name
patient-number = Number
patient-coming = Coming
patient-coming-none = Nothing is booked.
patient-before = Before
patient-more = { $n } more
patient-entries = { $n ->
    [one] one entry
   *[other] { $n } entries
}
patient-history = Taken over from earlier files
patient-kept-typing = What you type is kept, even if the telephone rings.
patient-resumed = What you had typed is still here.
patient-let-go = Leave as it was
patient-prefix-hint = Mrs, Mr, Dr…
patient-street = Street
patient-postal-code = Postcode
patient-city = Town
patient-at-desk = At the desk
patient-address-as-hint = Mrs Delacroix
patient-alike = There is a { $name }, born { $born }.
patient-alike-open = Open
done-patient = { $name } is saved
done-new-patient = { $name } is added
done-settle = { $field }: decided
clash-two = written twice, on two devices. Which one holds?
gender-none = Not noted
gender-female = Female
gender-male = Male
gender-other = Other
gender-unknown = Unknown
language-fr = French
language-en = English
language-de = German
language-es = Spanish
language-it = Italian
language-pt = Portuguese
language-ar = Arabic
language-tr = Turkish
language-pl = Polish
language-ro = Romanian
language-ru = Russian
language-uk = Ukrainian
language-zh = Chinese
language-nl = Dutch
kept-visit = Visit
kept-immunization = Vaccination
kept-due = Vaccination due
kept-claim = Claim
kept-claim-answer = Claim answered
kept-cover = Cover
kept-document = Document
kept-message = Message
kept-referral = Referral
kept-task = Task
kept-other = Other

## Two files of one person

act-merge = Files made one
act-unmerge = File taken out again
act-apart = Two persons, not one
refused-merge-same = That is the same file.
refused-merge-already = One of the two has been made one with another meanwhile.
refused-merge-not = This file stands by itself already.
refused-merge-circle = This file cannot go back: the other has gone into it meanwhile. Take them apart first.
field-aliases = Also found as
twins-title = Same person twice?
twins-lead = Files that may belong to one person. Nothing is changed before you say so.
twins-looking = Looking…
twins-none = Nobody seems to be here twice.
twins-none-hint = New files and imports are compared as they come.
twins-sure = as good as sure
twins-one-or-two = One person or two?
twins-over = This has been settled.
twins-asked-by = { $name } asks you to decide.
twins-stays = This file stays
twins-goes = This one goes into it
twins-last-visits = Last visits
twins-no-visits = None
twins-both = Both
twins-nothing = –
twins-merge = Make them one
twins-apart = Not the same
twins-later = Later
twins-maybe = Perhaps the same person as { $name }: { $why }.
twins-compare = Compare
twins-within = Contains the file of { $name }, made one on { $date } by { $who }.
twins-within-elsewhere = Contains the file of { $name }, made one elsewhere.
twins-see = See it
twins-take-out = Take apart
twins-whose = Booked since then. Tick what goes with the file that is taken out; the rest stays here.
twins-apart-by-manager = A manager can take them apart again.
twins-merge-with = Same person as another file…
done-merge = { $name }: two files made one
done-apart = Noted: two persons. You will not be asked again.
done-unmerge = Taken apart; what belonged to each is back
alike-take = That is the one
import-twins = { $n ->
    [one] One file may be the same person as one that was here already.
   *[other] { $n } files may be the same person as one that was here already.
}
import-twins-look = Look
field-identifier = Numbers
like-birth-date = same birth date
like-birth-near = birth date differs by one digit
like-birth-fits = birth date fits as far as it is known
like-name = same name
like-swapped = family and first name swapped
like-maiden = same name at birth
like-family-part = part of the same family name
like-family-typo = family name differs by one letter
like-family-near = nearly the same family name
like-family-alone = same family name, a first name is missing
like-given-alone = same first name
like-usual = same usual name
like-given-part = part of the same first name
like-given-typo = first name differs by one letter
like-given-near = nearly the same first name
like-initial = same initial
like-phone = same phone { $value }
like-email = same e-mail { $value }
like-address = same address
like-number = same number { $value }
unlike-gender = but not the same gender
unlike-birth-date = but not the same birth date
unlike-number = but another file number

## First run and unlocking
door-welcome = Welcome to Genki
door-welcome-lead = The front desk, calm. Everything stays on this computer, encrypted; there is no account and no cloud.
door-example = Open the example practice
door-example-lead = A morning under way, with people who do not exist.
door-own = Start our own
door-own-lead = Two minutes: a name, a passphrase, twelve words.
door-restore = Restore a backup
door-stuck = The practice cannot be opened
door-stuck-lead = It is in { $folder }.
door-again = Look again
door-steps = Steps
door-step-practice = Practice
door-step-you = You
door-step-words = Recovery words
door-practice = Your practice
door-practice-lead = As patients know it. You can change it later.
door-practice-name = Name of the practice
door-zone = Time zone
door-zone-now = It is { $time } there now.
door-zone-choose = Choose one from the list: type the name of a large town.
door-go-on = Go on
door-you = You
door-you-lead = You will be the first to hold the keys.
door-your-name = Your name
door-no-keystore = This computer has no keystore to help: the passphrase alone protects everything. That is why it has to be strong.
door-without-keystore = Go on without the keystore, with a strong passphrase
door-differ = The two are not the same yet.
door-words = Twelve words to write down
door-words-lead = On paper, kept where the keys of the practice are kept. They open the practice if every passphrase is lost: everything, but for what is one person’s alone. Nobody else has them, not even us.
door-words-again = Nobody confirmed the words this practice was made with, and they are kept nowhere. Here are new ones; those from then open nothing any more.
door-words-photo = Do not photograph them: a photograph travels.
door-words-written = I have written them down
door-confirm = Two of them, to be sure
door-confirm-lead = From your paper.
door-word = Word { $n }
door-word-drawn = Word { $n }, drawn so that no memory keeps it
door-word-wrong = Not this one: see line { $n }.
door-see-again = See them again
door-open-genki = Open Genki
door-open = Open
door-morning = Good morning
door-afternoon = Good afternoon
door-evening = Good evening
door-who = Who is it?
door-one = { $name }, your passphrase opens the practice.
door-wait = That is not it. The next try in { $wait }. Nothing is lost.
door-unlock = Unlock
door-unlocking = Unlocking…
door-have-words = I have the recovery words
door-have-passphrase = I have a passphrase
door-recovery = The recovery words
door-recovery-lead = All twelve, in their order, with spaces between.
door-twelve = Twelve words
door-count = { $n } of 12
door-new-passphrase = A new passphrase
door-new-passphrase-lead = The words were right, and everything is there. From now on { $name } opens the practice with this passphrase. What is { $name }’s alone waits for the old passphrase: the words do not open it.
door-restore-lead = Genki makes a practice on this computer from the backup. The backup itself stays as it is.
door-restore-file = The backup
door-restore-file-hint = A file whose name ends in .backup
door-choose-file = Choose a file…
door-restore-here = Set what is here aside, and make the practice anew from its backup.
door-restore-aside = What cannot be opened is not deleted: its folder is kept as { $folder }, with the date after it.
door-restore-do = Restore
passphrase = Passphrase
passphrase-again = Once more
passphrase-hint = Four or five words that only you would put together.
passphrase-show = Show
passphrase-hide = Hide
strength-0 = not yet
strength-short = too short
strength-1 = easily guessed
strength-2 = not enough here
strength-3 = good
strength-4 = strong
lock-day = { $day } · locked, the day goes on
lock-example = In the example practice the passphrase is “{ $passphrase }”.
lock-example-type = Type it for me
lock-close = Close the practice
vault-none = There is no practice here yet.
vault-keys-gone = The practice’s data is here, but the file with its keys (vault.json) is gone. Put it back from a copy of the folder, or restore a backup. Genki makes no new keys over old data.
vault-occupied = This folder is not empty. Choose an empty one: new keys would make what is there unreadable.
vault-held = Genki is already writing in this practice ({ $what }, process { $pid }).
vault-newer = This practice was last opened with a newer Genki. Update this one.
vault-damaged = The file with the keys (vault.json) is damaged ({ $what }). Put it back from a copy of the folder, or restore a backup.
vault-outdated = The file with the keys (vault.json) is older than the practice: passphrases, persons or recovery words were changed since. Nothing was opened. Put the newer file back, or restore a backup.
vault-tampered = The file with the keys (vault.json) was changed by something other than Genki. Nothing was opened. Put it back from a copy of the folder, or restore a backup.
vault-no-such-person = Nobody of this name opens this practice here.
vault-wrong-passphrase = This is not the passphrase.
vault-wrong-words = These are not this practice’s recovery words.
vault-too-soon = Too many wrong tries. Try again in { $wait }.
vault-words-count = There are twelve recovery words; here are { $found }.
vault-words-unknown = These are in no list of recovery words: { $positions } (counted from the first). Look at how they are spelt.
vault-words-mismatch = Each word exists, but one of them is wrong or two have changed places.
vault-passphrase-short = At least { $least } characters are needed.
vault-passphrase-guessable = This is too easily guessed. Four or five words that do not belong together are good.
vault-weak-cost = The passphrase is protected less well than Genki allows. Somebody may have changed vault.json: nothing was opened.
vault-excessive-cost = The file with the keys asks for more than any device can do. Somebody may have changed vault.json: nothing was opened.
vault-keystore-absent = This device’s keystore cannot be reached, and the practice needs the secret kept there. Sign in to the desktop as usual and start Genki again, or use the recovery words.
vault-keystore-locked = The device’s keystore is locked. Unlock it and try again, or use the recovery words.
vault-keystore-emptied = The device’s keystore works, but it has lost Genki’s secret. Your passphrase is right and your data is safe: the recovery words open it, and put a new secret in its place.
vault-keystore-changed = The device’s keystore holds another secret than this practice’s. Your data is safe: the recovery words open it, and put the right one in its place.
vault-moved = This folder was moved or copied here, and its secret stayed in the other place’s keystore. Open it there, or use the recovery words.
vault-needs-words = Only the recovery words allow this.
vault-not-sealed = Something could not be encrypted or decrypted.
vault-io = The disk refused. Is it full, or may you not write there?

## PINs, who is at work, and locking by itself
vault-pin-digits = A PIN is digits alone, 32 at the most.
vault-pin-short = At least { $least } digits.
vault-pin-guessable = Too easily guessed: no run, nothing repeated, no date, no telephone number of the practice.
vault-wrong-pin = Not that one. Tries left with the PIN: { $left }. After that, your passphrase opens.
vault-pin-spent = Five wrong PINs in a row: your passphrase opens.
lock-pin = { $name }’s PIN
lock-passphrase = { $name }’s passphrase
lock-first = First time today: your passphrase. After that, your PIN.
lock-spent = Five wrong PINs in a row. Your passphrase opens, and the PIN works again.
lock-with-passphrase = With my passphrase
lock-with-pin = With my PIN
door-forgot = I forgot my passphrase
forgot-words = The twelve recovery words open the practice, and you choose a new passphrase. Close the practice first if it is only locked, then “I have the recovery words”.
forgot-manager = Whoever manages the practice can give you a new one: Settings › Team, after coming in with theirs.
forgot-nothing = After wrong tries the next one waits, up to a quarter of an hour; nothing is ever deleted. Nobody else can open it, not even us.
me-who = Who is at work
me-change = Somebody else
me-pin = My PIN
me-out = Sign out
command-change = Change person
locking = This screen locks in { $n } s.
locking-stay = Stay
set-device = This device
device-lead = Nothing of this travels to the practice’s other devices.
device-kind = What kind of device this is
device-desktop = Office desktop
device-desktop-more = Behind the counter. Locks after 10 minutes.
device-tablet = Reception tablet
device-tablet-more = Shared, within reach of others. Locks after 3 minutes.
device-phone = Phone
device-phone-more = In a pocket. Locks as soon as it is put away, else after a minute.
safety-never-unsafe = Whoever comes by can read everything and write in your name. The screen still locks when the machine sleeps.
safety-long-unsafe = That is long for such a device: whoever comes by meanwhile can read everything.
safety-out = Sign out
safety-out-more = Your keys leave this device’s memory: only your passphrase brings you back. Where nobody else is signed in, the practice closes.
pin-none = Six digits or more that open the locked screen on this device, once you gave your passphrase.
pin-have = It opens the locked screen on this device, once you gave your passphrase. Five wrong ones, and only the passphrase does.
pin-set = Choose one…
pin-change = Change…
pin-remove = Remove…
pin-passphrase = Your passphrase
pin-new = New PIN
pin-again = Once more
pin-hint = At least six digits; no run, nothing repeated, no date.
pin-do = Use this PIN
pin-remove-do = Remove the PIN
done-pin = Your PIN opens the locked screen from now on
done-pin-removed = Your PIN is removed; your passphrase opens the locked screen

## Settings
set-practice = Practice
set-practitioners = Practitioners
set-reasons = Reasons
set-look = Look
set-safety = Safety
set-backup = Backup
set-about = About
set-add = Add
look-theme = Theme
look-system = As the system
look-light = Paper
look-dark = Night
look-language = Language
look-text = Size of text
look-text-normal = Normal
look-text-large = Large
look-rows = Rows
look-rows-more = Compact shows more of the day on a desktop.
look-rows-calm = Calm
look-rows-compact = Compact
look-contrast = More contrast
practice-language = Language of the practice
practice-language-more = For what is made without anybody asking. Each device chooses its own under Look.
practitioner-title = Title
practitioner-given = Given name
practitioner-family = Family name
practitioner-speciality = Speciality
practitioner-hours = Weekly hours
practitioner-flow = Flow of the day
practitioner-hide = Hide
practitioner-away = Others
practitioner-keep = Keep the day of
practitioner-keep-more = Hidden, or known from imports alone.
practitioner-choose = Choose…
flow-changeover = Between two patients
flow-changeover-more = Minutes needed to change over.
flow-into-break = Into a break
flow-into-break-more = How far a visit may run into it.
hours-closed = closed
hours-from = { $day }, from
hours-to = { $day }, to
hours-remove = Remove { $block }
hours-add = { $day }: add hours
hours-copy = Monday’s hours from Monday to Friday
hours-usual = Monday to Friday, 8:30 to 12:30 and 14:00 to 18:00
hours-unclear = This time is unclear. Write it as 8:30.
reasons-title = Reasons of visits
reasons-none = Why do people come? Each reason has its own length and colour.
reasons-retired = No longer offered
reason-add = Add a reason
reason-again = Offer { $name } again
reason-name = Name
reason-minutes = Minutes
reason-colour = Colour { $n }
reason-colour-of = Colour of { $name }
reason-retire = No longer offer it
safety-lock = Lock by itself
safety-lock-more = After this long without a key or a touch.
safety-never = never
safety-lock-now = Lock now
safety-lock-now-more = Nothing of a patient is on screen; the day goes on behind.
safety-close-more = The keys are wiped from memory; only a passphrase opens it again.
safety-passphrase = Your passphrase
safety-passphrase-more = It opens the practice on this computer.
safety-change = Change…
safety-old = The passphrase until now
safety-new = The new one
safety-change-do = Change it
safety-words-more = Twelve words on paper that open the practice if every passphrase is lost: patients, and what doctors read, but not what is one person’s alone. They stay the same when passphrases change.
safety-words-renew = Renew…
safety-words-before = Write these down in place of the old ones. From then on the old words open nothing that is new. A backup opens with the words of its day: an old one with the old words. What is one person’s alone opens with neither.
safety-words-do = They are written down: renew
done-words = The recovery words are renewed; the old ones open nothing new
safety-keystore = Everything is encrypted on this computer. Its key is half in the system’s keystore, half in your passphrase.
safety-no-keystore = Everything is encrypted on this computer. There is no keystore here, so the passphrase alone protects it: keep it strong and to yourself.
safety-example = This is the example: its people do not exist, and all of it goes when the window closes.
backup-lead = All of the practice in one encrypted file. It opens with a passphrase of today, or the recovery words. Keep it on another disk.
backup-to = Where to
backup-to-hint = A new file; none is ever overwritten.
backup-folder = Choose a folder…
backup-do = Make a backup
backup-working = Being made…
backup-exists = There is a file of this name already. Choose another name.
backup-last-title = The last one
backup-last = { $when }: { $file }
backup-never = None was made on this computer yet.
backup-restore-more = From the welcome screen, into a new practice on a computer that has none.
about-lead = The front desk of a medical practice: encrypted, local, quick.
about-licence = Licence
about-credits = With thanks to
done-practice = Practice changed
done-practitioner = { $name } saved
done-practitioner-hidden = { $name } hidden
done-reason = { $name } saved
done-reason-retired = { $name } no longer offered
done-passphrase = From now on the new passphrase opens the practice
done-backup = The backup is made and checked ({ $size })
act-change-practice = Practice changed
act-save-practitioner = Practitioner changed
act-save-reason = Reason changed

## Backups
backup-daily = Every day, by itself
backup-daily-folder = A folder on another disk
backup-daily-hint = A stick, a second disk, a server’s folder. What is written there is encrypted.
backup-begin = Back up every day
backup-move = Back up there
backup-now = Back up now
backup-daily-first = The first one is made in a moment.
backup-daily-last = The last one: { $when }, written and read back.
backup-same-disk = This folder is on the same disk as the practice: if the disk breaks, both are gone. Better a stick, a second disk or another computer’s folder.
backup-failed = { $when }: no backup could be made.
backup-again = Genki tries again every ten minutes.
backup-why-gone = The folder is not there. Plug the disk in, or choose another folder.
backup-why-read-only = Nothing may be written in this folder. Choose another, or unlock the disk.
backup-why-full = There is no room left in this folder. Make some, or choose another.
backup-why-full-here = There is no room left on the disk where the practice is. Make some first.
backup-why-damaged = The practice’s own data does not verify, so no backup is made of it. Keep the older ones, and let somebody look who knows: “genki check”.
backup-why-inside = This is inside the practice’s own folder. Choose another, best on another disk.
backup-why-weak = On this computer your passphrase is good enough, for the keystore stands behind it. A backup has no keystore: first choose a longer passphrase under Security, four or five words nobody would put together.
backup-why-unclear = Write the whole path, from the very top.
backup-why-other = The system says: { $why }.
backup-keep = Kept
backup-keep-more = Besides, one of each of the last eight weeks. Only what this device wrote for this practice is ever deleted.
backup-keep-n = the newest { $n }
backup-elsewhere = Elsewhere, or no longer
backup-elsewhere-more = What is there already stays there.
backup-change = Change folder…
backup-stop = Stop
backup-kept = In this folder
backup-kept-none = Nothing yet.
backup-kept-unread = The folder could not be read. It may be on a disk that is away.
backup-cut = cut short, does not count
backup-checked = checked { $day }
backup-not-ours = made by hand or elsewhere, never deleted
backup-try = Try it
backup-reading = Being read through…
backup-whole = It is whole: every byte is as it was written.
backup-try-passphrase = Your passphrase of that day
backup-try-do = Restore it on trial
backup-trying = Being restored on trial…
backup-tried = It opens and restores: { $n ->
    [one] { $n } patient
   *[other] { $n } patients
}, the newest entry of { $when }. The trial is wiped again.
backup-weak = On this computer your passphrase is good enough, for the keystore stands behind it. A backup has no keystore: whoever steals the file can guess at leisure. A longer one protects both: under Security, four or five words nobody would put together.
backup-alone = A backup leaves this computer’s keystore behind: there each person’s passphrase protects it alone. Whoever has one that is too easily guessed for that is left out of it; the recovery words always open it.
backup-hand = One by hand
backup-hand-more = To any file; Genki never deletes it.
backup-hand-open = Make one…
backup-old = { $n ->
    [one] The last backup is a day old.
   *[other] The last backup is { $n } days old.
}
backup-none-yet = There is no backup yet: { $n } days of work are on this computer alone.
backup-see = See to it
backup-later = Tomorrow
cli-backed-up-kept = The backup { $file } is written and verified.{ $n ->
    [0] {""}
    [one] {" "}An older one of this device was deleted.
   *[other] {" "}{ $n } older ones of this device were deleted.
}
strength-backup = Good on this computer. A stolen backup has no keystore: longer protects that too.

## Settings: who works here, who may what
set-persons = Team
set-rights = Who may what
set-asked = Asked
or = or
persons-title = Who works here
persons-alone = You are alone here so far. Everybody who works with Genki has her own passphrase: so the practice knows who did what, and what is somebody’s own stays it.
persons-gone = { $n ->
    [one] One person has left
   *[other] { $n } persons have left
}
person-add = Add a person
person-name = Name
person-role = Works as
person-you = you
person-manager = manager
person-manager-is = Manager
person-manager-more = Adds people and changes roles, the practice’s settings, and what nobody else may do alone. It opens nothing of what doctors read.
person-day = Sees patients as
person-day-none = No diary here
person-day-of = diary of { $name }
person-day-own = own diary
person-waits = waits to be let in by a doctor
person-doctor-hint = What is written for doctors only opens once a doctor who reads it agrees. The first doctor needs nobody.
person-types = Now let the new person type: a passphrase is nobody else’s to know.
person-types-name = Now let { $name } type: a passphrase is nobody else’s to know.
person-making = Making the keys. This takes a second or two, and that is what makes them safe.
person-left-on = has left on { $date }
person-own-passphrase = You change it yourself, under Safety.
person-forgot = Passphrase forgotten
person-forgot-more = A new one, typed here by the person herself.
person-reset = New passphrase…
person-reset-do = This is it
person-reset-before = { $name } works again at once with the new passphrase. What was sealed to { $name } alone, or to the doctors, does not open with it: it waits for the old passphrase, or for what doctors share, another doctor who agrees. Nobody else can open it, not even a manager or the recovery words. The old passphrase itself opens the practice no more.
person-reset-after = { $name } can open Genki now. If something is still sealed to the former keys, it says so under Safety, with the ways to take it up again.
person-back = Comes back…
person-back-before = { $name } gets a new passphrase and works again at once, with the role from before. What was sealed to { $name } alone, or to the doctors, waits for the old passphrase, or for what doctors share, another doctor who agrees.
person-back-after = { $name } is back and can open Genki. If something is still sealed to the former keys, it says so under Safety.
person-leaves = No longer works here
person-leaves-more = Opens nothing from now on. The work stays.
person-leave = Has left…
person-leave-do = Has left
person-leave-means = From now on { $name } opens nothing on this device, not even with an old file of keys put back. Only a copy of the whole folder from before would still open, on a computer without a keystore. What { $name } did stays, under the same name. What doctors write from now on is under a new key. { $name } can come back with a new passphrase.
person-becomes-doctor = As a doctor, { $name } decides on results. What is written for doctors only opens once a doctor who reads it agrees.
person-becomes-doctor-do = Works as a doctor
person-becomes-secretary = As a secretary, { $name } no longer reads what doctors write for doctors from now on, and no longer decides on results.
person-becomes-secretary-do = Works as a secretary
done-person = { $name }: saved
done-person-add = { $name } can open Genki now
done-person-reset = { $name } has a new passphrase
done-person-leave = { $name } no longer opens anything here
admit-joined = { $name } has joined as a doctor. Let them read what is written for doctors only?
admit-new-keys = { $name } has a new passphrase. Let them read again what is written for doctors only?
admit-yes = Let in
admit-later = Not now
admit-ask = You do not read yet what is written for doctors only. Ask a colleague to let you in: { $names }.
done-admit = { $name } reads what is written for doctors only
former-title = Something is still sealed to your former keys.
former-more = It is yours alone. Only your old passphrase opens it.
former-more-doctor = Only your old passphrase opens it. What doctors share, a colleague can open for you too.
former-passphrase = Your old passphrase
former-do = Take it up again
done-regain = What was sealed to your former keys opens again
rights-lead = How it is done here. A manager can change some of it.
rights-lead-manager = How it is done here. What has a switch is yours to change; it applies at once.
rights-secretary = Secretary
rights-doctor = Doctor
rights-manager = Manager
may-do = does it
may-ask = asks
may-no = no
may-own = own alone
may-when = once decided
may-as-role = as own role
rights-keys = What carries a key is sealed to the persons it is for. There the keys decide, and no setting, no manager, and nobody with the computer in hand can open it.
deed-front-desk = The front desk
deed-front-desk-more = Diary, reception, calls, identity, money, letters
deed-read-results = Read results
deed-read-results-more = What comes from then on; what came before stays as it was
deed-decide-results = Decide what may be said
deed-tell-results = Tell a result
deed-tell-results-more = A secretary, once a doctor has said what
deed-doctors-only = Notes for doctors only
deed-own-log = One’s own private log
deed-reasons = Reasons of visits
deed-prices = Prices
deed-recall-kinds = Kinds of recalls
deed-devices = Devices
deed-merge = Merge two files, or part them again
deed-export = Export everything
deed-audit = Who saw and did what
deed-persons = Persons, roles, the practice’s settings
done-rights = Who may what: changed
ask-manager = Ask a manager
ask-lead = This is for a manager to do: { $who }.
asked-nothing = Nothing yet. Where something is for a manager to do, a button asks for it.
ask-words = What, and why? (optional)
ask-send = Ask
ask-waits = You asked: { $day }, { $time }. It waits for an answer.
ask-open = Open
ask-word = A word with it (optional)
ask-done = Done
ask-refuse = Refuse
ask-read = Seen
ask-open-still = waits for an answer
ask-answered-done = Done by { $name }.
ask-answered-refused = { $name } says no.
asked-of-you = Asked of you
asked-none = Nothing waits for you.
asked-by-you = Asked by you
asked-before = Answered before
asked-count = { $n ->
    [one] one waits for you
   *[other] { $n } wait for you
}
done-ask = Asked. The answer comes under Settings.
done-answer-done = Answered: done
done-answer-refused = Answered: no
act-ask = Asked a manager
act-answer = Answered what was asked
act-ask-read = Answer seen
act-change-rights = Who may what
refused-ask-already = You asked for this already. It waits for an answer.
refused-ask-not-yours = Managers answer what was asked of them.
refused-ask-unknown = This is not asked any more.
refused-ask-answered = Somebody answered this already.
door-you-are = You are
cli-new-passphrase = Let the person type her new passphrase:
cli-person-added = { $name } can open this practice here now.
cli-person-changed = { $name }: changed.
cli-key-later = Another program is reading the database just now. At the next opening it is encrypted anew, so that old keys open nothing.
cli-person-reset = { $name } has a new passphrase. What was sealed to the former keys waits for the old passphrase, or for what doctors share, another doctor.
cli-person-left = { $name } no longer opens anything here. The work stays.
cli-person-waits = What is written for doctors only opens for { $name } once a doctor who reads it agrees, in the window.
holder-person = A change of persons

## Import
import-drop = Drop the files here
import-drop-hint = From another program. Nothing is changed before you say so.
import-choose = Choose files…
import-by-path = Name a file instead
import-path = Path of the file
import-read = Read
import-unreadable = { $file } could not be opened. Nothing was changed.
import-cancelled = Cancelled. Everything is as it was.
import-reading = Having a look
import-taking = Taking in
import-not-yet = Only looking: nothing is changed yet.
import-all-or-nothing = All or nothing: cancelling leaves everything as it was.
import-would = What it would bring
import-kind = Kind
import-found = found
import-new = new
import-changed = changed
import-as-before = as before
import-rejected = rejected
import-rejected-title = Rejected
import-left-alone = Left alone: { $what }. A front desk keeps no more of people’s health than it needs.
import-nothing-new = Everything in it is here already.
import-take = Take them in
import-not-now = Not now
import-line = line { $n }
import-done = Done. It was one step: it can be taken back as a whole.
import-taken-back = Taken back. Everything is as it was before the import.
import-see-today = See today
import-another = Another file
import-undo = Take it all back
import-before = Taken in before
import-changes = { $n } changes
import-take-back = Take back
kind-patient = Patients
kind-practitioner = Practitioners
kind-practitionerrole = Working hours
kind-schedule = Diaries
kind-slot = Times in the diary
kind-healthcareservice = Reasons
kind-appointment = Appointments
kind-daynote = Notes of the day
kind-basic = Notes and recalls
kind-activitydefinition = Kinds of recalls
kind-encounter = Visits
kind-task = Tasks
kind-immunization = Vaccinations
kind-immunizationrecommendation = Vaccinations due
kind-communication = Calls and messages
kind-servicerequest = Referrals
kind-claim = Claims
kind-claimresponse = Claims answered
kind-documentreference = Documents
kind-binary = Contents of documents
kind-coverage = Covers
kind-unknown = Unreadable
refused-import-why-not-json = This line is not JSON.
refused-import-why-no-type = It does not say what it is.
refused-import-why-no-name = No name.
refused-import-why-birth-date = The birth date is no date.
refused-import-why-gender = The gender is none of FHIR’s.
refused-import-why-status = The status is missing or unknown.
refused-import-why-time = A time in it is no time.
refused-import-why-no-start = It does not say when it begins.
refused-import-why-no-length = It does not say how long it takes.
refused-import-why-end-before-start = It ends before it begins.
refused-import-why-no-patient = It names no patient.
refused-import-why-no-practitioner = It names no practitioner.
refused-import-why-hours = The working hours do not read.
refused-import-why-unknown = It refers to a { $what } that is neither in the file nor here.
refused-import-why-refused = It refers to a { $what } that was rejected.
refused-import-why-entered-in-error = Marked as entered in error.
refused-import-why-twice = The same record, or the same person, stands in the file once more and says otherwise there. The last one is taken.
refused-import-why-counted = It refers to a { $what } by a number that several here have.
refused-import-why-letters = Letters in it cannot be read.
refused-import-why-no-end = It begins and does not end.
refused-import-why-not-person = A company’s card. It can come in as a contact.
refused-import-why-several = Several patients here have this name. A birth date would tell which.
refused-import-why-cells = It has more cells than the table has columns.
refused-import-why-quotes = A quotation mark opens and does not close.
refused-import-why-repeats = How it repeats cannot be read.
refused-import-why-zone = Its time zone is unknown.
refused-import-why-whose-calendar = Nothing says whose calendar it is: choose the practitioner.
refused-import-why-broken = It breaks off in the middle.
refused-import-why-no-doctor = What this document says is for doctors, and none is a person here yet. Add one, then take the file in again: only what is missing comes in.
refused-import-why-other-kind = Its identifier belongs to something else in this practice (a person, a visit, a task…). It stays out, and nothing was changed.
refused-import-remark-endless = A series that never ends goes in up to { $until }.
refused-import-remark-long = Of a long series the last { $n } go in; { $left } earlier ones stay out.
refused-import-remark-emptied = The file leaves empty what is known here: { $fields }. It is emptied here too.
import-columns-left-out = Columns left out, although something stands in them: { $names }.
import-columns-empty = Columns left out in which nothing stands: { $names }.
refused-import-remark-birth-date = The birth date is no date. It is kept in the note of the person.
refused-import-remark-gender = The sex could not be read, and is left open.
refused-import-remark-number-lost = A number was damaged by a spreadsheet (“3.36E+10”): its last digits are lost. It was not taken in.
refused-import-remark-number-mended = A number was changed by a spreadsheet (“.0” at its end). It was read without that.
refused-import-remark-counted-patient = Its number is another patient’s here, with another name or birth date: it goes in as somebody else.
refused-import-remark-counted-practitioner = Its number is another practitioner’s here, with another name: it goes in as somebody else.
refused-import-remark-counted-visits = Visits whose numbers are those of others here, and that go in beside them: { $n }.
refused-import-remark-deleted = Deleted according to the file, and left out: { $n }.
refused-import-remark-proposed = It is asked for and has no time yet: it goes to those who wait.
refused-import-remark-unused = Left out of { $kind }: { $what }.
import-remarks-title = Good to know
import-unsettled = { $n ->
    [one] One visit still waits for its patient
   *[other] { $n } visits still wait for their patients
}
import-unsettled-settle = Settle
export-title = Export
export-lead = For others to read. Such a file is not encrypted: keep it like paper files, and delete it when it has served.
export-to = To
export-do = Write the file
export-exists = There is such a file already. Choose another name.
export-failed = The file could not be written there.
refused-import-unreadable-empty = The file is empty. Nothing was changed.
refused-import-unreadable-encoding = The file is not text in UTF-8. Nothing was changed.
refused-import-unreadable-cut = The file is cut off or damaged (line { $line }). Nothing was changed; ask for it once more.
refused-import-unreadable-json = The file is not JSON (line { $line }). Nothing was changed.
refused-import-unreadable-fhir = The file holds no FHIR records. Nothing was changed.
refused-import-unreadable-calendar = This is no calendar: nothing in it begins one. Nothing was changed.
refused-import-unreadable-unknown = Genki does not know what this file is. It reads FHIR, iCalendar, vCard and CSV. Nothing was changed.
refused-import-unreadable-text = The file is not text. Nothing was changed.
refused-import-unreadable-cards = The file holds no address card. Nothing was changed.
refused-import-unreadable-table = The file is no table. Nothing was changed.
refused-import-unreadable-names = No column of this table is a name. Nothing was changed.
refused-import-unreadable-wide = This table has { $columns } columns: no list of people has so many. Nothing was changed.
refused-import-unreadable-long = The file is longer than { $most } MB. Nothing was changed; ask for it in several parts.
refused-import-unreadable-no-file = This is no file but a folder, a pipe or a device. Nothing was changed.

## History and undo
taken-back = taken back
today-short = today
day-yesterday = Yesterday
day-tomorrow = Tomorrow
history-search = Name or action
history-filter = Show
history-all = Everything
history-reception = Reception
history-diary = Diary
history-patients = Patients
history-practice = Practice
history-none = Nothing was done yet.
history-more = Further back
history-no-fields = Nothing here that people read.
history-and-more = and more
value-nothing = nothing
act-init = Practice made
act-passphrase = Passphrase changed
act-sign = Rights signed
act-undo = Taken back
act-arrive = Arrived
act-check-in = File ready
act-call-in = Called in
act-finish = Finished
act-step-out = Stepped out
act-step-in = Back in
act-no-show = Did not come
act-left = Left unseen
act-cancel = Visit cancelled
act-book = Booked
act-walk-in = Walk-in
act-move = Moved
act-promise = Promised
act-phoned = Will be late
act-expect-doctor = Doctor’s state
act-expected = Doctor’s state
act-new-patient = Patient added
act-edit-patient = Patient changed
act-settle = Decided between two values
act-import = Import
field-family = Family name
field-given = Given name
field-maiden = Name at birth
field-usual = Goes by
field-prefix = Title
field-birth-date = Birth date
field-gender = Gender
field-telecom = Phone and e-mail
field-address = Address
field-languages = Languages
field-contacts = Relatives
field-general-practitioner = Followed by
field-address-as = How to address
field-pronounce = How to pronounce
field-alert = Keep in sight
field-note = Keep in mind
field-do-not-contact = Do not contact
field-deceased = Died
field-warn-of = To warn of
field-warn-before = Would have been in at
field-placed-for = Placed for
field-alarm = Doctor called
field-alarm-seen = Alarm answered
field-alarm-by = Answered by
field-long-wait = A wait stands out after
field-late-after = Late after
field-patient = Patient
field-practitioner = With
field-start = Time
field-end = End
field-minutes = Minutes
field-status = State
field-reason = Reason
field-reason-text = Reason
field-comment = Note
field-cancel-reason = Why cancelled
field-phoned-eta = Will be here
field-promised-start = Promised by
field-walk-in = Walk-in
field-do-not-move = Not to be moved
field-arrived = Arrived
field-started = Called in
field-finished = Finished
field-left = Stepped out
field-away = Away
field-kind = Kind
field-speciality = Speciality
field-hours = Working hours
field-changeover = Between two patients
field-into-break = Into a break
field-name = Name
field-retired = No longer offered
field-expected-at = Expected at
field-date = Date
field-zone = Time zone
field-role = Role
field-title = Title
status-booked = booked
status-pending = to be confirmed
status-proposed = proposed
status-waitlist = on the waiting list
status-arrived = arrived
status-checked-in = ready
status-fulfilled = called in
status-cancelled = cancelled
status-noshow = did not come
status-entered-in-error = entered in error
status-planned = planned
status-in-progress = with the doctor
status-onleave = out for a moment
status-finished = finished
status-unknown = unknown
role-secretary = secretary
role-doctor = doctor
why-left-unseen = left without being seen
undone = Taken back
undone-what = Taken back: { $what }
undone-partly = Taken back, except { $left ->
    [one] one thing
   *[other] { $left } things
} somebody has changed since
undo-nothing = There is nothing to take back.
redone-what = Done again: { $what }
redo-nothing = There is nothing to do again.

## Palette and keys
palette-hint = A name, a birth date, something to do…
palette-found = Found
palette-nothing = Nothing by that name.
palette-recent = Lately
palette-people = People
palette-today = Today
palette-day = Day
palette-do = Do
palette-choose = choose
palette-open = open
palette-back = back
command-find = Find or do
command-keys = Keys
command-undo = Undo the last thing
command-redo = Do the last thing again
command-lock = Lock the screen
command-back = One step back
command-privacy = Initials only, on or off
command-english = English
command-french = Français
command-light = Theme: paper
command-dark = Theme: night
command-system-theme = Theme: as the system
command-doctor = How { $name } stands
# What else somebody may type for it.
also-command-lock = block hide leave away
also-command-change = switch user login sign in colleague
also-lock-close = quit exit log out sign out
also-command-dark = dark black mode appearance
also-command-light = light white bright mode appearance
also-command-system-theme = automatic mode appearance
also-command-english = language
also-command-french = language
also-print-day = pdf paper list schedule
also-set-backup = save copy restore recover
also-urgent-title = urgent acute squeeze in
also-warn-title = call back late delay tell
also-walk-in = unannounced drop in without appointment
also-new-visit = appointment book booking
also-free-title = slot slots availability find
also-waiting-title = waitlist standby queue
also-patients-new-one = add file create
also-day-note-new = memo reminder remark
also-place-diary = calendar schedule week month
also-place-reception = waiting room front desk
also-place-history = log journal changes
also-place-import = load file export csv vcard
also-place-settings = preferences options setup
also-twins-title = duplicates merge double
also-to-move-title = reschedule displaced
also-command-privacy = discreet private hide names
also-command-keys = shortcuts keyboard help
also-command-undo = revert back oops
also-command-redo = redo repeat
also-far-title = board display big
also-diary-span = view
also-unsettled-title = unknown match calendar
also-set-practitioners = doctors nurses hours
also-set-practice = holidays closed address name
also-set-reasons = types of appointment length
also-set-persons = users colleagues staff secretaries
also-set-rights = permissions rights
also-set-look = theme text size contrast font
also-set-safety = pin password passphrase recovery words
also-set-audit = access log audit
keys-anywhere = Anywhere
keys-visit = On a visit
keys-places = Places
keys-forms = In lists and forms
keys-enter = Do the obvious
keys-escape = Back; what you typed is kept
keys-arrows = Choose

## What was refused
refused-needed = This is needed.
refused-zone-unknown = “{ $zone }” is no time zone. Write it as Europe/Paris.
refused-hours-backwards = The end must come after the beginning.
refused-hours-overlap = Two blocks overlap at { $from }.
refused-minutes-range = Between 1 and 480 minutes.
refused-reason-exists = There is a reason “{ $name }” already.
refused-visit-unknown = This visit is not here any more.
refused-patient-unknown = This patient is not here any more.
refused-not-here = The patient is not noted as here.
refused-not-from-there = That does not follow from where the visit is now.
refused-birth-date-unclear = This date is unclear. Write it as 12.03.1984.
refused-birth-date-future = This date is still to come.
refused-phone-unclear = This is no phone number.
refused-email-unclear = This is no e-mail address.
refused-undo-unknown = This was not done on this device.
refused-undo-already = This was taken back already.
refused-undo-never = This cannot be taken back.
refused-undo-built-upon = { $name } has gone on from this since: take that back first.

## Command line
cli-no-window = This Genki was built without its window. “genki --help” names its commands.
refused-cli-no-folder = The system names no folder for data. Say where the practice is with --vault.
refused-cli-no-terminal = There is nobody to ask for the passphrase. Give it with --passphrase-file, a file whose first line it is.
cli-passphrase = Passphrase:
cli-passphrase-again = The same again:
refused-cli-passphrases-differ = The two passphrases differ. Nothing was made; try again.
refused-cli-passphrase-empty = The first line of { $file } is empty: a passphrase is expected there.
cli-words = The twelve recovery words:
cli-file = { $file } could not be read or written: { $why }. Nothing was changed.
cli-io = The system refused: { $why }. What was saved before is safe.
refused-cli-person-unknown = Nobody called “{ $wanted }” opens this practice. There is: { $names }.
refused-cli-person-several = “{ $wanted }” may be several: { $names }. Write more of the name.
refused-cli-doctor-none = Nobody’s diary is kept here yet, so “{ $wanted }” has none. Settings › Practitioners begins one; a person of the team is not one by herself.
refused-cli-doctor-unknown = Nobody called “{ $wanted }” works here. There is: { $names }.
refused-cli-doctor-several = “{ $wanted }” may be several: { $names }. Write more of the name.
refused-cli-doctor-which = Several people's days are kept here: { $names }. Say whose with --practitioner.
refused-cli-no-doctor = Nobody's day is kept here yet. Import a file, or add a practitioner in the window.
cli-no-keystore = This machine offers no keystore: the passphrase alone protects the practice. Keep it strong and to yourself.
cli-made = { $practice } is made, encrypted in { $folder }.
cli-words-renewed = The recovery words are renewed. Those until now open nothing that comes from now on; a backup opens with the words of its day.
cli-words-unseen = Nobody has confirmed that this practice’s recovery words are written down. “genki words” makes new ones, and so does the window at its next opening.
cli-recovery-words = The recovery words. Write them on paper now and keep it away from this machine: they open the practice when the passphrase is lost, and they are shown only this once.
cli-demo-made = The example practice is in { $folder }. Its day stands at --now { $now }.
cli-delays-nobody = delays nobody
cli-newly-late = newly late: { $names }
cli-promises-broken = promise broken: { $names }
cli-overtime = the day ends { $n } min over
cli-wait = wait { $n } min
cli-rule-too-long = longer than may be waited
cli-rule-do-not-move = { $name } is not to be moved
cli-rule-moved-today = { $name } was moved once today
cli-eaten = { $from }–{ $to } looks free and is not: the delay has used it up ({ $names }).
cli-none-free = There is no free place in these days. Try more days or fewer minutes.
cli-nobody-found = Nobody fits that.
cli-nothing-due = Nothing is due.
cli-due-more = … and { $n } more
due-sort-call-back = Call back
due-sort-question = Question
due-sort-message = Message
due-sort-result = Result
due-sort-recall = Recall
due-sort-preparation = To prepare
due-sort-referral = Referral
due-sort-other = Other
due-step-call = to call
due-step-decide = the doctor decides
due-step-doctor-calls = the doctor calls
due-step-tell = to tell
due-step-book = to book
due-step-prepare = to get ready
due-step-read = to read
due-step-do = to do
due-until = put off until { $when }
due-late = late
cli-checked = { $records } records, { $changes } changes, written by { $devices ->
    [one] one device
   *[other] { $devices } devices
}.
cli-check-beside = Somebody works in this practice now, so the tables were not compared with the log. Close the window and check again for that.
cli-check-missing = { $n } changes of other devices have yet to arrive.
cli-check-aside = { $n ->
    [one] One change to the practice, its people or their keys does not count: it was not signed by somebody who may make it.
   *[other] { $n } changes to the practice, its people or their keys do not count: they were not signed by somebody who may make them.
}
cli-check-rebuilt = The tables were made again from the log.
cli-check-clean = All is well.
cli-check-damaged = Something is damaged. Change nothing more here: copy the folder somewhere safe, then restore the last backup. Where only tables are named, “genki check --rebuild” makes them again from the log.
holder-window = The window
holder-import = An import
holder-init = The making of the practice
holder-demo = The making of the example
holder-check = A check
holder-restore = A restore
holder-somebody = Another program
cli-vault-none = There is no practice in this folder. Nothing was changed. “genki init” makes one, --vault names another folder.
cli-vault-occupied = The folder already holds something, and new keys never replace old ones. Nothing was changed; choose an empty folder.
cli-vault-held = { $what } (process { $pid }) is writing in this practice now. Nothing was changed. Wait until it is done, or close it.
cli-vault-wrong-passphrase = That is not the passphrase. Nothing was changed. Try again; the recovery words open the practice too.
cli-vault-passphrase-short = The passphrase is too short: at least { $least } characters. Nothing was made. Several words in a row are easy to keep.
cli-vault-passphrase-guessable = The passphrase is too easily guessed. Nothing was made. Take several words that have nothing to do with each other.
cli-vault-io = The system refused a file of the practice: { $why }. What was saved before is safe.
store-wrong-key = The database does not open with this practice's key: the file with the keys is older than the database or belongs to another one, or the database is damaged. Nothing was changed. Put genki.db and vault.json of the same practice together, or restore a backup into a new folder.
store-not-encrypted = { $file } is not encrypted, so Genki does not touch it.
store-newer = This practice was last used with a newer Genki (format { $found }, this one knows { $known }). Nothing was changed; update Genki.
store-missing = The database { $file } is gone. Nothing was changed: put it back, or restore a backup into a new folder.
store-damaged = Part of the database is damaged. Change nothing more here: copy the folder somewhere safe, then restore the last backup into a new folder. “genki check” says what is damaged.
store-behind = The database is older than when this practice was last used: { $missing } changes that were saved are missing. An old file was put back, or the last part (genki.db-wal) is gone. Put the newest copy of the whole folder back, or restore a newer backup into a new folder. To go on with what is there, delete genki.db-tip.
store-full = The disk is full. Nothing of this was saved; what was saved before is safe. Make room and do it again.
store-read-only = The disk takes nothing: it is full, or may only be read. Everything here can be looked at; nothing of this was saved.
store-failed = The database could not be read or written: the disk may be full or failing. What was saved before is safe. Make room and try again; if it happens again, run “genki check”.
backup-damaged = This is no backup, or it is damaged or was cut short. Nothing was made or changed. Fetch the file again, or take an older one.
refused-cli-file-exists = { $file } is there already, and nothing is written over. Choose another name, or move it away.
refused-cli-import-cancelled = The import was stopped. Nothing was changed.
refused-cli-import-strict = Because of these records nothing was taken in. Correct them, or leave out --strict.
cli-import-kind = kind
cli-import-read = read
cli-import-added = added
cli-import-changed = changed
cli-import-unchanged = unchanged
cli-import-rejected = rejected
cli-import-left-alone = Left alone: { $names }
cli-import-line = line { $line } ({ $kind }): { $why }
cli-import-dry = This was a rehearsal: nothing was changed.
cli-import-progress = { $done } of { $total }
cli-exported = { $n } records are in { $file }.
plain-written = Not encrypted, for whoever has it to read: { $file } holds { $what }. Delete it when it has served.
plain-holds-fhir = names, birth dates, numbers, addresses, notes, the diary, and documents as far as you may read them
plain-holds-ics = patients’ names, their appointments and what is noted there
plain-holds-ics-nameless = when each practitioner is busy, and no names
plain-holds-vcf = names, birth dates, numbers and addresses
plain-holds-csv = names, birth dates, numbers, addresses and your notes
plain-holds-day = a day’s patients with their birth dates, numbers and reasons
plain-holds-letter = a patient’s letter
plain-holds-letters = names, birth dates, numbers and addresses
plain-holds-report = what was taken in, and each line that was not
plain-holds-audit = who saw and did what, with patients’ names
plain-holds-log = your own log
cli-backed-up = The backup { $file } is written and verified. The passphrases of today and the recovery words open it.
cli-restored = { $practice } is restored into { $folder }. The passphrases and recovery words are those of the backup's day.

## Persons and rights
refused-rights-ask = Only a manager does this: { $deed ->
    [persons] persons, roles and the practice’s settings
    [devices] devices
    [prices] prices
    [reasons] the reasons of visits
    [recall-kinds] the kinds of recalls
    [export] exporting everything
    [merge] merging two files, or taking a merged one apart
   *[other] the list of who saw and did what
 }. Nothing was changed.
refused-rights-no = This is { $deed ->
    [read-results] a result that only doctors may read
    [decide-results] for a doctor to decide
   *[other] for doctors alone
 }. Nothing was changed.
refused-rights-left = This person no longer works here, so nothing opens with this passphrase any more. A manager can let you in again.
refused-passphrase-replaced = This passphrase was replaced by a newer one. Open the practice with the new one.
refused-person-exists = There already is a { $name } here. Add something that tells the two apart.
refused-person-unknown = This person is not known here any more.
refused-person-last-manager = Somebody has to stay a manager. Make another person a manager first.
refused-person-reset-self = Your own passphrase is changed under Safety.
refused-person-leave-self = Nobody locks herself out. Another manager can do it.
refused-admit-not-yours = You do not hold the doctors’ key yourself yet.
refused-no-doctor = There is no doctor here yet whom this could be sealed to.
act-sealed = Something sealed
act-person-add = Person added
act-person-change = Person changed
act-person-reset = New passphrase given
act-person-leave = Has left the practice
act-words = Recovery words set
act-person-admit = Let in to what doctors read
act-person-regain = Former keys taken up again
act-seen = Looked at
store-sealed = This is sealed to the keys of others. Nothing was changed.
store-other-kind = This identifier belongs to a different sort of record. Nothing was changed.
store-unsigned = Changes to the practice, its people or their keys need the keys of somebody who may make them. Nothing was changed.
store-older-form = This database is an older copy, from before changes of rights were signed. It is not opened. Restore a backup, or put the current folder back.

## Notes, results, one’s own log
notes = Notes
notes-none = Nothing noted yet.
notes-new = Write a note
notes-save = Save the note
notes-for-doctors = For doctors only
notes-doctors-only = Doctors only
notes-not-admitted = You will read what is written for doctors only as soon as a doctor here has let you in.
notes-added = Noted
notes-remove = Remove this note
notes-removed = Note removed
refused-note-unknown = This note is not there any more.
results = Results
results-none = No result noted.
results-new = A result has come
results-title = What it is
results-title-eg = Blood test, city laboratory
results-text = What it says
results-save = Save the result
results-new-sealed = As soon as it is saved, what it says can be read by doctors alone, on this device too.
results-new-all = In this practice secretaries read results, too.
results-added = Result noted: it waits for a doctor
results-waits = Waits for a doctor to decide
results-say = May be said · { $who }
results-i-call = { $who } will call
results-appointment = Needs an appointment · { $who }
results-told = Told to { $to } · { $who }, { $when }
results-quote = “{ $words }”
results-read = Read what it says
results-close = Fold away
results-sealed = What it says is for doctors alone.
results-decide = Decide
results-decide-again = Change the decision
results-decide-say = May be said
results-decide-i-call = I call
results-decide-appointment = Appointment
results-exact-words = The exact words that may be said
results-call-words = For the call: doctors alone read it
results-within = Within what time (the desk reads it)
results-decide-do = Decide
results-decided = Decided
results-tell = Told to the patient
results-tell-other = Told to somebody else
results-told-to = To whom
results-told-do = Told
results-the-patient = the patient
results-said = Noted that it was told
refused-result-unknown = This result is not there any more.
refused-result-words = Write the exact words that may be said.
refused-result-told = It has been told already: what was decided before stays as it was.
refused-result-not-allowed = A doctor has not yet decided what may be said.
act-note-add = Note written
act-note-change = Note changed
act-note-remove = Note removed
act-moment-add = Own log
act-moment-remove = Own log
act-result-in = Result came
act-result-decide = Result decided
act-result-tell = Result told
set-own-log = My own log
own-log-lead = Hard moments, in your own words: a threat at the counter, bad news you had to pass on. Writing it down helps, and it is there when you need it.
own-log-sealed = Sealed to your key. Nobody else reads it: no colleague, no manager, no doctor.
own-log-none = Nothing here, and that is good.
own-log-kind = What it was
own-log-aggression = Aggression
own-log-bad-news = Bad news
own-log-other = Something else
own-log-new = What happened?
own-log-save = Keep it for me
own-log-added = Kept, for you alone
own-log-removed = Taken off your log
own-log-export = Save my log as text
own-log-export-lead = For others to read. Such a file is not encrypted: keep it like paper files, and delete it when it has served.
set-audit = Who saw and did what
audit-lead = Every act, every file that was opened, who came in and what was typed wrong at the door, with who and when. That this page was read is part of it.
audit-closed = The list of who saw and did what is for managers to read.
audit-today = Today
audit-week = 7 days
audit-month = 31 days
audit-span = How far back
audit-search = A name, a word
audit-none = Nothing fits.
audit-count = { $n ->
    [one] { $n } line
   *[other] { $n } lines
 }
audit-export = Save as a table
audit-when = When
audit-who = Who
audit-what = What
audit-about = About
audit-device = Device
audit-seen-file = Opened the file
audit-seen-result = Read a result
audit-seen-audit = Read this list
audit-seen-audit-export = Saved this list
audit-seen-export = Exported everything
audit-seen-print = Printed a day
audit-seen-patient = Opened the patient in a call
audit-seen-recall-list = Saved a list for letters
audit-seen-sign-in = Opened Genki
audit-seen-sign-in-words = Opened Genki with the recovery words
audit-seen-unlock = Unlocked the screen
audit-seen-change-person = Took the place of
audit-seen-wrong-passphrase = Wrong passphrase typed for this name
audit-seen-wrong-pin = Wrong PIN typed for this name
audit-seen-wrong-words = Wrong recovery words typed
save-path = Path of the file
save-do = Save
save-exists = { $file } is there already. Choose another name.
save-failed = { $file } could not be written. Choose another place.

## Files of every format
import-reads = Reads FHIR R4 (.json, .ndjson), calendars (.ics), address cards (.vcf) and tables (.csv, .txt).
import-visits-first = Appointments as they will be
import-people-first = People as they will be
import-when = When
import-who = Name
import-born = Born
import-phone = Phone
import-reason = Reason
import-field = Field
import-cards-as = The cards become
import-cards-patients = Patients
import-cards-contacts = Contacts of the directory
import-whose = Appointments that name no practitioner are for
import-nobody = Nobody: leave them out
import-columns = Columns
import-columns-read = { $n } of { $all } are read
import-header = The first row names the columns
import-column = Column { $n }
import-column-empty = empty
import-nameless = Say above which column is the name: then the rows appear here.
import-reject = { $kind }: { $why }
import-save-report = Save the report
import-report-title = Import of { $at }
import-report-left = left alone: { $what }
column-skip = Leave out
column-family = Last name
column-given = First name
column-full-name = Whole name, last name first
column-name-last = Whole name, first name first
column-birth-date = Date of birth
column-mobile = Mobile
column-phone = Phone
column-work-phone = Work phone
column-email = Email
column-gender = Sex
column-prefix = Title
column-maiden = Name at birth
column-usual = Goes by
column-address = Address
column-address-more = Address, second line
column-postal-code = Postcode
column-city = Town
column-country = Country
column-language = Language
column-doctor = Family doctor
column-note = Remark
column-number = Record number elsewhere
column-date = Appointment: date
column-time = Appointment: time
column-end = Appointment: end
column-duration = Appointment: length
column-reason = Appointment: reason
column-practitioner = Appointment: practitioner
column-middle = Further first names
column-family-more = Second last name
column-birth-year = Year of birth
column-birth-month = Month of birth
column-birth-day = Day of birth
column-fax = Fax
column-label = What the next column is
column-address-whole = Whole address
column-region = Region
column-end-date = Appointment: last day
column-all-day = Appointment: all day
column-subject = Appointment: subject
column-genki = Genki’s own number
export-format-fhir = Everything (FHIR)
export-format-ics = The diary (iCalendar)
export-format-vcf = The patients, as address cards (vCard)
export-format-csv = The patients, as a table (CSV)
export-holds-fhir = All that the practice shares: patients, diary, visits, papers. For another practice program. What documents say goes along only when somebody exports who may read it.
export-holds-ics = Every practitioner’s appointments. For a calendar.
export-holds-vcf = Names, birth dates, numbers and addresses, without your remarks. For a telephone’s address book.
export-holds-csv = The same with your remarks, a line each. For LibreOffice or Excel.
export-names = With the patients’ names; without them it only says when somebody is busy
export-place = Choose the place…

## Calls, what is owed, recalls

refused-call-empty = Say who is calling, or at least what it is about.
refused-call-unknown = This call is no longer there.
refused-task-unknown = This follow-up is no longer there.
refused-task-closed = This is settled already.
refused-task-no-question = Only a question is answered.
refused-due-past = That time is over already.
refused-recall-unknown = This recall no longer exists.
refused-ages-turned = The last age comes before the first.
refused-recall-never = Say how often, or at which age: without it nobody is ever due.
refused-date-ahead = That day has not come yet.
refused-keepsake-unknown = This was asked already, or is no longer there.
refused-name-taken = That name is taken.
call-ring = Call
call-new = Note a telephone call
call-take-up = Take up the call that waits
call-received = Call received
call-made = Call made
call-park = Park
call-parked = Parked calls
call-nobody = A call without a name
call-not-kept = What is written in the call could not be kept on the disk. Write it on paper too.
call-thrown = The call card is thrown away.
call-back-to = Take it back
call-throw = Throw away
call-finish = Note the call
call-words = What is said
call-words-hint = What they ask for, in their words
call-words-hint-out = What was said and agreed
call-for-doctors = What a doctor writes of a result here is for doctors alone.
call-number = Number
call-by = Who speaks
call-by-hint = somebody else?
call-stranger = No file here
call-create = Create the file
call-why = Why
call-why-urgent = Urgent
call-why-results = Results
call-why-change = Appointment
call-why-renewal = Prescription
call-why-message = Message
call-why-other = Other
call-ended = How it ended
call-ended-reached = Reached
call-ended-no-answer = No answer
call-ended-left-word = Left word
call-ended-busy = Busy
call-ended-wrong-number = Wrong number
call-again = Next try: { $when }
call-no-more = No further try: this is closed, unanswered.
call-then = And then
call-then-nothing = Nothing
call-then-call-back = Call back
call-then-ask = Ask the doctor
call-then-message = Leave a message
call-whom = To whom
call-desk = The desk
call-any-doctor = Any doctor
call-all = Everybody
call-due = By when
call-due-hour = In an hour
call-due-noon = Before noon
call-due-afternoon = This afternoon
call-due-next-morning = Tomorrow morning
call-clock = Another time
call-clock-eg = e.g. 14:30
call-clock-wrong = A time is written 14:30 or 1430.
call-logged = { $name }’s call is noted
call-logged-call-back = { $name }’s call is noted. Call back promised: { $when }
call-logged-ask = { $name }’s call is noted, the doctor is asked
call-logged-message = { $name }’s call is noted, the message is passed on
call-no-results = No result has come in.
call-result-waits = The doctor has not decided yet what may be said.
call-result-doctor = The doctor calls in person.
call-result-say = May be said, word for word:
call-result-come = An appointment is needed:
call-result-may-be-said = A doctor has decided what may be said.
call-result-must-come = An appointment is needed.
call-no-visits = No visit to come.
call-book = Give an appointment
call-booked = Booked: { $when }
call-moved = Moved: { $when }
call-called-off = The visit is called off
call-book-other = Give another appointment
call-book-not = No new appointment
call-stands = There is an appointment already: { $when }
call-not-here = not here yet
call-comes = comes at { $time }
call-coming = Will be late…
call-eta = Will be here at
call-eta-at = Will be here at another time
call-when = When
call-when-eg = monday afternoon, in 3 months, 14.12.
call-result-told = told { $when } by { $who } (to { $to })
call-many = { $n ->
    [one] { $n } call
   *[other] { $n } calls
}
call-for-recall = Recall: { $kind }
call-twin = A card is open for this patient already, for { $since }.
call-join = Go on with it
call-create-not = No file
keepsake-ask = To ask: { $words }
keepsake-asked = Asked
keepsake-done = Asked; it will not come up again.
owed-call-back = Promised call back
owed-question = Question to the doctor
owed-message = Message
owed-result = Result
owed-recall = Recall
owed-preparation = To prepare
owed-referral = Referral
owed-other = To do
owed-told = Told
owed-done = Done
owed-is-done = Settled
answer-none = Not answered
answer-yes = Yes
answer-no = No
answer-see-me = Is to come
answer-call-them = To be called
answer-i-call = The doctor calls
answer-words = Answer
act-call = Telephone call noted
act-keepsake-asked = Asked about
act-task-done = Follow-up settled
call-off-it = Call off
call-unknown = “{ $name }”, no file here

## To do

place-owed = To do
also-place-owed = follow-ups call-backs owed tasks inbox list
owed-count = { $n ->
    [one] One thing waits for you
   *[other] { $n } things wait for you
}
owed-tab-list = To do
owed-tab-calls = Calls
owed-tab-closed = Done today
owed-heading-overdue = Promised, and not called yet
owed-everybodys = Whoever is free calls
owed-heading-late = Late
owed-heading-now = Now
owed-heading-today = Later today
owed-heading-later = Later
owed-heading-whenever = Without a time
owed-heading-asleep = Put off
owed-whose = Whose
owed-whose-everybody = Everybody’s
owed-whose-mine = For me
owed-whose-desk = The desk’s
owed-sorts = Kinds
owed-not-this = That cannot be done with this line.
owed-pick = Select several
owed-picked = { $n } selected
owed-all-ready = All ready
owed-of-picked = { $n } of { $all }
owed-left-out = { $n ->
    [one] One is left out: it cannot be done with it
   *[other] { $n } are left out: it cannot be done with them
}
owed-none-takes = { $n ->
    [one] It cannot be done with it.
   *[other] It cannot be done with any of them.
}
give-nobody = Nobody in particular
owed-more = { $n } more
owed-none = Nothing is owed to anybody.
owed-none-of-it = Nothing of this kind.
owed-none-else = Nothing else is owed to anybody.
owed-show-all = Show everything
owed-next = Next: { $name } at { $time }
owed-recalls = Due for a recall
owed-keys-rows = a line
owed-keys-open = opens
owed-keys-next = the next step
owed-keys-pick = select
owed-nobody = Without a name
owed-caller = { $name } speaking
owed-tomorrow = tomorrow { $time }
owed-yesterday = yesterday { $time }
owed-until = put off until { $when }
owed-promised = promised for { $when }
owed-asked = asked { $when } by { $name }
owed-needed = needed by { $when }
owed-again = again at { $when }
owed-of-you = for you
owed-came = came { $when }
owed-visit = for the visit of { $when }
owed-by = by { $when }
owed-since = since { $when }
owed-said = { $name }, { $when }
owed-noted = noted by { $name }, { $when }
owed-of = for { $name }
owed-any-doctor = for any doctor
owed-tried = { $n ->
    [one] one try, { $when }
   *[other] { $n } tries, last { $when }
}
owed-late-by = { $time } late
owed-late-hours = { $n ->
    [one] an hour late
   *[other] { $n } hours late
}
owed-late-days = { $n ->
    [one] a day late
   *[other] { $n } days late
}
owed-may-say = May be said
owed-come = Is to come
owed-booked = Booked: { $when }
owed-waits = Waits for the doctor
owed-doctor-calls = The doctor calls
owed-do-call = Call
owed-do-tell = Tell
owed-do-told = Told
owed-do-book = Book
owed-do-prepare = Prepare
owed-do-decide = Decide
owed-do-read = Read
owed-do-done = Done
owed-act-done = Done
owed-act-no-answer = No answer
owed-act-put-off = Put off
owed-act-give = Give to
owed-act-drop = Drop
owed-reply = Reply
owed-as-said = Note what the doctor said; your name stays beside it:
owed-answers = Answers
put-off-hour = In an hour
put-off-afternoon = This afternoon
put-off-morning = Next morning
put-off-date = A date
put-off-day = To which day
drop-why = Why it is dropped
drop-not-needed = No longer needed
answer-do-yes = Yes
answer-do-no = No
answer-do-see-me = See me
answer-do-call-them = Call them
answer-do-i-call = I call
answer-do-words = In words
answer-to-say = What is to be said
inbox-title = Waits for you
inbox-send = Decide
inbox-within-days = in the next days
inbox-within-week = within a week
inbox-within-month = within a month
message-new = Write a message
also-message-new = tell colleague note word answer
message-answer = Reply
message-words = Message
message-send = Send
journal-count = { $n ->
    [0] no call
    [one] one call
   *[other] { $n } calls
}
journal-none = No call on this day.
journal-none-hint = What is noted with F2, and every try, stands here.
journal-visit = visit { $when }
call-mistaken = Noted by mistake
call-mistaken-do = By mistake
settled-none = Nothing is closed yet today.
settled-count = { $n ->
    [one] One thing done today
   *[other] { $n } things done today
}
settled-done = settled by { $name }
settled-told = told by { $name }
settled-failed = given up after several tries, { $name }
settled-dropped = dropped by { $name }
settled-reopen = Take up again
remind = Say when something falls due
remind-more = A quiet notice of the system, without anybody’s name, at most once an hour. It is said while the screen is locked, too. Without it, or where the system takes none, one line in the window says it.
remind-more-until = { $n ->
    [one] one more until { $time }
   *[other] { $n } more until { $time }
}
remind-go = Go there
remind-title = Genki: something falls due
done-task = { $name }: settled
done-tasks = { $n ->
    [one] One settled
   *[other] { $n } settled
}
done-put-off = { $n ->
    [one] Put off: { $when }
   *[other] { $n } put off: { $when }
}
done-give = { $n ->
    [one] Now for: { $name }
   *[other] { $n } now for: { $name }
}
done-drop = { $name }: dropped
done-ready = Ready: { $what }
done-not-ready = Not ready after all: { $what }
done-no-answer-again = { $name }: no answer. Again { $when }
done-no-answer-last = { $name }: no answer. That was the last try; it is closed.
done-answer = { $name }: { $answer }
done-decide = { $name }: decided
done-message = The message is sent
done-call-mistaken = The call no longer counts
done-reopen = Taken up again
act-task-put-off = Follow-up put off
act-task-give = Follow-up given to somebody
act-task-drop = Follow-up dropped
act-task-no-answer = Tried, nobody answered
act-task-answer = Doctor’s answer
act-task-message = Message
act-task-reopen = Follow-up taken up again
act-call-mistaken = Call noted by mistake
act-result-give = Result given to a doctor
act-ready = Made ready for a visit
refused-task-no-message = Only a message is replied to.
refused-result-decided = This is decided already.
refused-no-such-doctor = That doctor no longer works here.
patient-owed = To do
patient-calls = Calls
patient-call = Call { $number }
results-doctor = Whose decision

## Recalls, words to keep, files ready

and = and
day-month = { $day } { $month }
month-year = { $month } { $year }
set-recalls = Recalls
recalls-title = Recalls
recalls-lead = Who is to come again, and for what: it follows from the files, nobody has to tick anything.
recalls-set = Set up recalls
recalls-set-lead = What the practice asks its patients back for. Whom it concerns works itself out.
recalls-none = No recall is set up yet.
recalls-none-hint = Vaccinations, screenings, check-ups: say once who is to come back and when, and the list makes itself.
recalls-make = Set up recalls
recalls-due = { $n ->
    [one] { $n } to recall
   *[other] { $n } to recall
}
recalls-later = { $n ->
    [one] { $n } waiting
   *[other] { $n } waiting
}
recalls-nobody = nobody
recalls-shipped = { $n ->
    [one] Take in the one that is shipped
   *[other] Take in the { $n } that are shipped
}
recalls-shipped-hint = Vaccinations, screenings and diabetes care after the French calendar of 2025, in French: to be checked and adapted.
recalls-taken-in = { $n ->
    [one] { $n } recall taken in
   *[other] { $n } recalls taken in
}
recall-add = Add a recall
recall-change = Change { $name }
recall-kind-saved = Recall “{ $name }” saved
recall-kind-retired = Recall “{ $name }” ended
recall-all = Everybody
recall-women = Women
recall-men = Men
recall-flag = “{ $flag }”
recall-marked = marked { $flags }
recall-not-marked = but not { $flags }
recall-from-to = from { $from } to { $to }
recall-from = from { $from }
recall-to = up to { $to }
recall-at-ages = at { $ages }
recall-once = once
recall-then = then { $every }
recall-gap = at least { $age } after the last time
recall-every-days = { $n ->
    [1] every day
   *[other] every { $n } days
}
recall-every-weeks = { $n ->
    [1] every week
   *[other] every { $n } weeks
}
recall-every-months = { $n ->
    [1] every month
   *[other] every { $n } months
}
recall-every-years = { $n ->
    [1] every year
   *[other] every { $n } years
}
recall-years = { $n } years
recall-months = { $n } months
recall-last = last on { $on }
recall-because-again = due again at { $age }
recall-because-age = due at { $age }, nothing recorded
recall-because-from = never recorded, due from the age of { $age }
recall-because-never = never recorded
recall-because-recommended = recommended by another program for { $on }
recall-due-today = since today
recall-due-since = since { $on }
recall-due-years = since { $on }
recall-due-on = on { $on }
recall-name = Name
recall-name-hint = e.g. Flu, Mammogram
recall-every = Every
recall-every-hint = Empty: once
recall-unit = Unit
recall-unit-days = days
recall-unit-weeks = weeks
recall-unit-months = months
recall-unit-years = years
recall-ages = At fixed ages
recall-ages-hint = 25, 45, 65 or 2 months, 4 months
recall-gap-field = At least, since the last time
recall-gap-hint = 5 years, 6 months
recall-from-age = From age
recall-to-age = Up to age (included)
recall-gender = For
recall-reason = Reason to book
recall-no-reason = None in particular
recall-flags = Only if marked
recall-flags-hint = One of these marks in the file, parted by commas
recall-not-flags = Not if marked
recall-evidence = What shows that it was done
recall-evidence-hint = One word a line: a vaccine’s or an examination’s name, or a code such as cvx|140. A visit held for the reason above counts too, if no other recall books it.
recall-basis = Where the rule is from
recall-whom = { $n ->
    [0] Nobody is to be recalled today.
    [one] { $n } person is to be recalled today:
   *[other] { $n } people are to be recalled today, the longest due first:
}
recall-whom-unclear = As soon as the rule can be read, whom it concerns stands here.
refused-number-unclear = A whole number, or nothing.
refused-ages-unclear = Ages such as 25, 45, 65, or 2 months, 4 months.
recall-back = Back
recall-find = Search this list
recall-shelves = Where they stand
recall-shelf-due = To call
recall-shelf-later = Put off
recall-shelf-unreached = Never reached
recall-shelf-quiet = No contact
recall-doctor = Followed by
recall-all-doctors = All
recall-letters = List for letters
recall-letters-of = { $n ->
    [one] List for { $n } letter
   *[other] List for { $n } letters
}
recall-nobody = Nobody is left to call.
recall-nobody-hint = Who has booked, or has had it done, leaves the list by themselves.
recall-nobody-found = Nobody of that name in this list.
recall-more = The next { $n }
recall-shown = { $shown } of { $all }
recall-keys-rows = the line
recall-keys-pick = tick
recall-pick = Tick { $name }
recall-picked = { $n } ticked
recall-pick-all = Tick all { $n }
recall-pick-none = Tick none
recall-call = Call
recall-book = Book a visit
recall-no-answer = No answer
recall-put-off = Put off
recall-done = Done elsewhere
recall-decline = Declined
recall-later-week = 1 week
recall-later-month = 1 month
recall-later-quarter = 3 months
recall-later-half = 6 months
recall-until-day = Or until…
recall-until = until { $day }
recall-done-on = Done on: 18/06/2026, 06/2026, 2026
recall-done-do = Note it
recall-done-today = Today
recall-done-unclear = A day that has been, such as 18/06/2026, 06/2026 or 2026.
recall-why = Why
recall-why-words = Or in their words
recall-why-no = Does not want it
recall-why-elsewhere = Followed elsewhere
recall-why-not-allowed = Must not have it
recall-quiet = No contact
recall-quiet-said = Wants not to be contacted. It can be spoken of when they are next here.
recall-tried = { $name } did not answer, next try { $day }
recall-tried-today = { $name } did not answer, next try in an hour
recall-tried-enough = { $name } did not answer: tried often enough, perhaps a letter
recall-was-put-off = { $name }: put off until { $day }
recall-all-put-off = { $n ->
    [one] { $n } person put off until { $day }
   *[other] { $n } people put off until { $day }
}
recall-was-done = { $name }: done elsewhere on { $day }
recall-was-declined = { $name }: noted, will not be recalled
act-recall-kind = Recall set up
act-recall-kinds = Shipped recalls taken in
act-recall-snooze = Recall put off
act-recall-attempt = Recall: no answer
act-recall-done = Recall: done elsewhere
act-recall-decline = Recall declined
act-recall-again = Recall taken up again
minds = To keep in mind
minds-none = Nothing to ask for now.
minds-new = What is to be asked
minds-eg = e.g. How did her daughter’s exams go?
minds-when = When
minds-when-eg = 06/2027
minds-when-wrong = A year, a month or a day: 2027, 06/2027, 18/06/2027. Nothing: at the next visit.
minds-keep = Keep
minds-kept = Kept, the question will come at the right time.
minds-next = at the next visit
minds-now = { $on }, to be asked now
minds-on = to be asked after { $on }
minds-drop = Ask no more
minds-dropped = It will not be asked.
act-keepsake = Kept in mind
act-keepsake-drop = Will not be asked
recalls-of-none = Nothing is due for now.
recall-declined = Declined: { $why }
recall-again = Take up again
recall-taken-up = { $name }: recalled again
patient-relatives = Relatives
contact-of = Relative { $n }
contact-name = Name
contact-relation = Relation
contact-add = Add a relative
contact-remove = Remove relative { $n }
flags = Marks
flags-hint = recalls go by them
flags-new = e.g. diabetes
flags-in-use = Marks in use
flag-remove = Remove “{ $flag }”
field-flags = Marks
field-needs = To have ready
field-ready = Ready
ready-title = To have ready
ready-missing = { $n ->
    [one] 1 paper is missing
   *[other] { $n } papers are missing
}
ready-done = Ready: { $need }
ready-undone = No longer ready: { $need }
reason-needs = To have ready for this reason
reason-needs-eg = The surgeon’s report
reason-needs-hint = One paper a line. What is missing shows from the day before.
recall-work = See and work through the whole list
calls = Telephone calls

## Files that came with a result

results-came = A result came
results-files = The letter itself
results-files-drop = Drop or choose a PDF or a photo
results-file-drop = Take { $file } away
refused-file-empty = { $file } is empty.
refused-file-large = { $file } is larger than 20 MB.
refused-file-kind = { $file } is neither a PDF nor a picture: Genki could not show it.
paper-files = Files
paper-before = File before
paper-after = Next file
paper-elsewhere = Other program
paper-save = Save…
paper-size = Size
paper-smaller = Smaller
paper-larger = Larger
paper-page = Page { $n }
paper-reading = Reading…
paper-bad = Genki cannot read this file. Another program may.
paper-not-whole = This file is not whole here: a part of it is missing or damaged.
paper-too-much = This file needs more time or memory than Genki gives a stranger’s file. Another program can open it.
paper-on = Go on from page { $n }
paper-more = { $n ->
    [one] One more page, to be read in another program.
   *[other] { $n } more pages, to be read in another program.
}
size-kb = { $n } kB
size-mb = { $n } MB
decimal = .
results-file-add = Add
recalls-far = Later: { $n }
refused-result-whose = Whose result is it? Choose the person.
results-said-of = Noted: { $name } was told
cli-noted-later = That this was read or written is kept beside the practice, and noted in the list of who saw what once Genki’s window or the disk allows it.
print-failed = The list could not be made.
