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

## Today
today-prev = Day before
today-next = Day after
today-now = Today
find-patient = Find a patient…
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
behind = { $n } min behind
behind-ok = on time
nobody-works = { $from } – { $to } · nobody works
break-until = Break until { $time }
free-minutes = Free { $n } min
free-at = Free at { $time }, { $n } min
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
slip = { $time } { $name }, { $reason }, { $state }

## Reception
reception-expected = Expected
reception-here = Here
reception-with = With the doctor
reception-gone = Gone
reception-late = Late
longest-first = longest wait first
more-later = { $n ->
    [one] one more later
   *[other] { $n } more later
}
nobody-waits = Nobody is waiting.
nobody-waits-next = Next: { $name } at { $time }.
nobody-expected = Nobody else is expected.
since-wait = since { $time } · { $wait }
privacy-on = Show initials only
privacy-off = Show names
big-on = Large letters
big-off = Normal letters

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

## Patients

## First run and unlocking
vault-none = There is no practice here yet.
vault-keys-gone = The practice’s data is here, but the file with its keys (vault.json) is gone. Put it back from a copy of the folder, or restore a backup. Genki makes no new keys over old data.
vault-occupied = This folder is not empty. Choose an empty one: new keys would make what is there unreadable.
vault-held = Genki is already writing in this practice ({ $what }, process { $pid }).
vault-newer = This practice was last opened with a newer Genki. Update this one.
vault-damaged = The file with the keys (vault.json) is damaged ({ $what }). Put it back from a copy of the folder, or restore a backup.
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

## Settings

## Import
refused-import-unreadable-empty = The file is empty. Nothing was changed.
refused-import-unreadable-encoding = The file is not text in UTF-8. Nothing was changed.
refused-import-unreadable-cut = The file is cut off or damaged (line { $line }). Nothing was changed; ask for it once more.
refused-import-unreadable-json = The file is not JSON (line { $line }). Nothing was changed.
refused-import-unreadable-fhir = The file holds no FHIR records. Nothing was changed.
refused-import-why-not-json = This line is not JSON.
refused-import-why-no-type = It does not say what it is.
refused-import-why-no-name = It has no name.
refused-import-why-birth-date = The birth date is not a date.
refused-import-why-gender = The gender is none of the four that are known.
refused-import-why-status = Its status is missing or unknown.
refused-import-why-time = A time in it is not a time.
refused-import-why-no-start = It has no start.
refused-import-why-no-length = It has neither an end nor a length.
refused-import-why-end-before-start = It ends before it starts.
refused-import-why-no-patient = It names no patient.
refused-import-why-no-practitioner = It names no practitioner.
refused-import-why-hours = Its hours do not read as days with a start and an end.
refused-import-why-unknown = { $what ->
    [patient] The patient it belongs to is neither in the file nor known here.
    [practitioner] The practitioner it belongs to is neither in the file nor known here.
    [appointment] The appointment it belongs to is neither in the file nor known here.
   *[other] What it belongs to is neither in the file nor known here.
  }
refused-import-why-refused = { $what ->
    [patient] The patient it belongs to was rejected.
    [practitioner] The practitioner it belongs to was rejected.
    [appointment] The appointment it belongs to was rejected.
   *[other] What it belongs to was rejected.
  }
refused-import-why-entered-in-error = It was entered in error.
refused-import-why-twice = The same record stands in the file again, with other content.
refused-import-why-somebody-else = Its number already belongs to a patient of another name and birth date.

## History and undo
undone = Taken back
undone-what = Taken back: { $what }
undone-partly = Taken back, except { $left ->
    [one] one thing
   *[other] { $left } things
} somebody has changed since
undo-nothing = There is nothing to take back.

## Palette and keys

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
refused-cli-doctor-unknown = Nobody called “{ $wanted }” works here. There is: { $names }.
refused-cli-doctor-several = “{ $wanted }” may be several: { $names }. Write more of the name.
refused-cli-doctor-which = Several people's days are kept here: { $names }. Say whose with --practitioner.
refused-cli-no-doctor = Nobody's day is kept here yet. Import a file, or add a practitioner in the window.
cli-no-keystore = This machine offers no keystore: the passphrase alone protects the practice. Keep it strong and to yourself.
cli-made = { $practice } is made, encrypted in { $folder }.
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
cli-checked = { $records } records, { $changes } changes, written by { $devices ->
    [one] one device
   *[other] { $devices } devices
}.
cli-check-beside = Somebody works in this practice now, so the tables were not compared with the log. Close the window and check again for that.
cli-check-missing = { $n } changes of other devices have yet to arrive.
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
store-wrong-key = The database does not open with this practice's key: it belongs to another one. Nothing was changed; put genki.db and vault.json of the same practice together.
store-not-encrypted = { $file } is not encrypted, so Genki does not touch it.
store-newer = This practice was last used with a newer Genki (format { $found }, this one knows { $known }). Nothing was changed; update Genki.
store-missing = The database { $file } is gone. Nothing was changed: put it back, or restore a backup into a new folder.
store-damaged = Part of the log does not read. Change nothing more here: copy the folder somewhere safe and run “genki check”.
store-failed = The database could not be read or written. What was saved before is safe. Try again; if it happens again, run “genki check”.
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
cli-export-plain = The file is not encrypted: whoever has it can read everything. Delete it when it has served.
cli-backed-up = The backup { $file } is written and verified. The passphrases of today and the recovery words open it.
cli-restored = { $practice } is restored into { $folder }. The passphrases and recovery words are those of the backup's day.
