# Les mots de l’écran : simples, courts, les siens. Chaque clé existe dans les deux langues.

## Times and people
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.
day-long = { $weekday } { $day } { $month }
date-long = { $day } { $month } { $year }
minutes = { $n } min
hours-minutes = { $h } h { $m }
born-age = { $date }, { $age } ans
why-on-time = à l’heure
why-not-here = pas encore là
why-expected = a prévenu : là à { $time }
why-came-late = arrivé(e) avec { $n } min de retard
why-doctor-from = { $doctor } à partir de { $time }
why-behind = { $doctor } a { $n } min de retard
why-break = après la pause, jusqu’à { $time }
why-before = { $n ->
    [0] personne avant
    [1] une personne avant
    [2] deux personnes avant
    [3] trois personnes avant
   *[other] { $n } personnes avant
}
delay-late = { $n } min de retard
delay-early = { $n } min d’avance
delay-none = à l’heure

## Places and the shell
place-today = Aujourd’hui
place-reception = Accueil
place-patients = Patients
place-history = Historique
place-import = Importer
place-settings = Réglages
place-lock = Verrouiller
place-more = Plus
places = Lieux
example = Cabinet d’exemple
example-own = Créer le mien
app-loading = Un instant…
close = Fermer
cancel = Annuler
save = Enregistrer
back = Retour
undo = Annuler
optional = facultatif
yes = Oui
no = Non
error-store = L’enregistrement n’a pas réussi. Ce que vous voyez est ce qui était enregistré avant. Réessayez ; si cela se répète, faites une sauvegarde.

## Today
today-prev = Jour précédent
today-next = Jour suivant
today-now = Aujourd’hui
find-patient = Chercher un patient…
walk-in = Sans rendez-vous
new-visit = Rendez-vous
doctor-with = avec { $name } depuis { $time }
doctor-free = libre
doctor-free-until = libre jusqu’à { $time }
doctor-break-until = en pause jusqu’à { $time }
doctor-out-until = absent(e) jusqu’à { $time }
doctor-expected = attendu(e) à { $time }
doctor-not-today = absent(e) aujourd’hui
doctor-done = journée terminée
behind = { $n } min de retard
behind-ok = à l’heure
nobody-works = { $from } – { $to } · personne ne consulte
break-until = Pause jusqu’à { $time }
free-minutes = Libre { $n } min
free-at = Libre à { $time }, { $n } min
plus-min = +{ $n }
now-is = Maintenant { $time }
today-empty = Aucun rendez-vous ce jour-là.
today-empty-hint = N pour prendre un rendez-vous.
today-no-practitioner = Aucun agenda n’est encore tenu ici.
today-no-practitioner-hint = Ajoutez un premier praticien avec ses horaires, ou importez un fichier.
add-practitioner = Ajouter un praticien
state-expected = Attendu
state-here = Là
state-ready = Prêt
state-doctor = En consultation
state-out = Sorti un moment
state-gone = Parti
state-late = En retard
state-noshow = Pas venu
state-cancelled = Annulé
state-left = Parti sans être vu
about-time = vers { $time }
slip = { $time } { $name }, { $reason }, { $state }

## Reception
reception-expected = Attendus
reception-here = Dans la salle
reception-with = En consultation
reception-gone = Partis
reception-late = En retard
longest-first = la plus longue attente d’abord
more-later = { $n ->
    [0] aucun autre plus tard
    [1] un autre plus tard
   *[other] { $n } autres plus tard
}
nobody-waits = Personne n’attend.
nobody-waits-next = Ensuite : { $name } à { $time }.
nobody-expected = Plus personne n’est attendu.
since-wait = depuis { $time } · { $wait }
privacy-on = N’afficher que les initiales
privacy-off = Afficher les noms
big-on = Grands caractères
big-off = Caractères normaux

## A visit
arrive = Arrivé
check-in = Prêt
call-in = Faire entrer
finish = Terminer
no-show = Pas venu
left-unseen = Parti
step-out = Sort un moment
step-in = De retour
cancel-visit = Annuler le rendez-vous
move = Déplacer
promise = Promettre
promised = Promis avant { $time }
promise-by = Promettre { $time }
phoned = Sera en retard
visit-booked = Prévu
visit-with = Avec
visit-reason = Motif
visit-phone = Téléphone
visit-note = Note
visit-promised = Promis
visit-log = Ce qui s’est passé
visit-last = Dernières visites
visit-between = entre { $from } et { $to }
visit-no-patient = Sans patient
visit-walk-in = sans rendez-vous
visit-since = depuis { $time } · { $wait }
visit-in-since = entré à { $time } · { $wait }
visit-gone-at = terminé à { $time }
alert = À garder en vue
patient-page = Fiche du patient
change = Modifier
change-visit = Modifier
move-title = Déplacer le rendez-vous
move-to = Nouvelle heure
move-day = Jour
choose-place = Places libres
no-free-place = Aucune place libre de { $n } min ce jour-là.
overlap-warning = Chevauche { $names }. Vous pouvez le prendre quand même.
outside-hours = En dehors des horaires de { $name }. Vous pouvez le prendre quand même.
done-arrive = { $name } est là
done-check-in = { $name } : prêt
done-call-in = { $name } est entré
done-finish = { $name } : terminé
done-no-show = { $name } n’est pas venu
done-left = { $name } est parti sans être vu
done-step-out = { $name } sort un moment
done-step-in = { $name } est de retour
done-cancel = Rendez-vous de { $name } annulé
done-book = { $name } : rendez-vous à { $time }
done-move = { $name } : déplacé à { $time }
done-promise = Promis à { $name } : avant { $time }
done-phoned = { $name } a prévenu : là à { $time }
done-expected = { $name } : noté

## Booking
book-title = Nouveau rendez-vous
walkin-title = Sans rendez-vous
book-who = Qui
book-who-hint = Nom, date de naissance ou téléphone
book-create = Nouveau patient « { $name } »
book-reason = Motif
book-with = Avec
book-when = Quand
book-day = Jour
book-time = Heure
book-minutes = Minutes
book-note = Note
book-do = Enregistrer
walkin-do = Est là
book-nobody = Personne de ce nom.
practitioner-soonest = vu vers { $time }
book-is-new = nouveau ici
doctor-back-in = Là dans
doctor-away = Absence
doctor-short-break = Petite pause, 10 min
doctor-out-hour = Absent(e) une heure
doctor-here-now = Là maintenant
doctor-hours = Horaires et pauses

## Patients

## First run and unlocking
vault-none = Il n’y a pas encore de cabinet ici.
vault-keys-gone = Les données du cabinet sont là, mais le fichier de leurs clés (vault.json) a disparu. Remettez-le depuis une copie du dossier, ou restaurez une sauvegarde. Genki ne crée pas de nouvelles clés sur d’anciennes données.
vault-occupied = Ce dossier n’est pas vide. Choisissez-en un vide : de nouvelles clés rendraient illisible ce qui s’y trouve.
vault-held = Genki écrit déjà dans ce cabinet ({ $what }, processus { $pid }).
vault-newer = Ce cabinet a été ouvert avec un Genki plus récent. Mettez celui-ci à jour.
vault-damaged = Le fichier des clés (vault.json) est abîmé ({ $what }). Remettez-le depuis une copie du dossier, ou restaurez une sauvegarde.
vault-tampered = Le fichier des clés (vault.json) a été modifié par autre chose que Genki. Rien n’a été ouvert. Remettez-le depuis une copie du dossier, ou restaurez une sauvegarde.
vault-no-such-person = Personne de ce nom n’ouvre ce cabinet ici.
vault-wrong-passphrase = Ce n’est pas la phrase de passe.
vault-wrong-words = Ce ne sont pas les mots de secours de ce cabinet.
vault-too-soon = Trop d’essais erronés. Réessayez dans { $wait }.
vault-words-count = Il y a douze mots de secours ; en voici { $found }.
vault-words-unknown = Ne sont dans aucune liste de mots de secours : { $positions } (en comptant depuis le premier). Vérifiez leur orthographe.
vault-words-mismatch = Chaque mot existe, mais l’un d’eux est faux ou deux ont changé de place.
vault-passphrase-short = Il faut au moins { $least } caractères.
vault-passphrase-guessable = C’est trop facile à deviner. Quatre ou cinq mots sans rapport entre eux conviennent bien.
vault-weak-cost = La phrase de passe est moins bien protégée que Genki ne l’admet. Quelqu’un a peut-être modifié vault.json : rien n’a été ouvert.
vault-excessive-cost = Le fichier des clés demande plus qu’aucun appareil ne peut. Quelqu’un a peut-être modifié vault.json : rien n’a été ouvert.
vault-keystore-absent = Le trousseau de cet appareil est injoignable, et le cabinet a besoin du secret qui s’y trouve. Ouvrez votre session comme d’habitude et relancez Genki, ou prenez les mots de secours.
vault-keystore-locked = Le trousseau de l’appareil est verrouillé. Déverrouillez-le et réessayez, ou prenez les mots de secours.
vault-keystore-emptied = Le trousseau de l’appareil fonctionne, mais il a perdu le secret de Genki. Votre phrase de passe est juste et vos données sont sauves : les mots de secours les ouvrent et y remettent un nouveau secret.
vault-keystore-changed = Le trousseau de l’appareil contient un autre secret que celui de ce cabinet. Vos données sont sauves : les mots de secours les ouvrent et y remettent le bon.
vault-moved = Ce dossier a été déplacé ou copié ici, et son secret est resté dans le trousseau d’où il vient. Ouvrez-le là-bas, ou prenez les mots de secours.
vault-needs-words = Seuls les mots de secours le permettent.
vault-not-sealed = Quelque chose n’a pas pu être chiffré ou déchiffré.
vault-io = Le disque a refusé. Est-il plein, ou protégé en écriture ?

## Settings

## Import
refused-import-unreadable-empty = Le fichier est vide. Rien n’a été modifié.
refused-import-unreadable-encoding = Le fichier n’est pas un texte en UTF-8. Rien n’a été modifié.
refused-import-unreadable-cut = Le fichier est tronqué ou abîmé (ligne { $line }). Rien n’a été modifié ; demandez-le à nouveau.
refused-import-unreadable-json = Le fichier n’est pas du JSON (ligne { $line }). Rien n’a été modifié.
refused-import-unreadable-fhir = Le fichier ne contient pas de données FHIR. Rien n’a été modifié.
refused-import-why-not-json = Cette ligne n’est pas du JSON.
refused-import-why-no-type = Sa nature n’est pas indiquée.
refused-import-why-no-name = Le nom manque.
refused-import-why-birth-date = La date de naissance n’est pas une date.
refused-import-why-gender = Le sexe n’est aucun des quatre codes connus.
refused-import-why-status = Le statut manque ou est inconnu.
refused-import-why-time = Une heure ne se lit pas.
refused-import-why-no-start = Le début manque.
refused-import-why-no-length = Ni fin ni durée ne sont indiquées.
refused-import-why-end-before-start = La fin vient avant le début.
refused-import-why-no-patient = Aucun patient n’est indiqué.
refused-import-why-no-practitioner = Aucun praticien n’est indiqué.
refused-import-why-hours = Les horaires ne se lisent pas comme des jours avec un début et une fin.
refused-import-why-unknown = { $what ->
    [patient] Le patient concerné n’est ni dans le fichier ni connu ici.
    [practitioner] Le praticien concerné n’est ni dans le fichier ni connu ici.
    [appointment] Le rendez-vous concerné n’est ni dans le fichier ni connu ici.
   *[other] Ce à quoi il se rattache n’est ni dans le fichier ni connu ici.
  }
refused-import-why-refused = { $what ->
    [patient] Le patient concerné a été refusé.
    [practitioner] Le praticien concerné a été refusé.
    [appointment] Le rendez-vous concerné a été refusé.
   *[other] Ce à quoi il se rattache a été refusé.
  }
refused-import-why-entered-in-error = Saisi par erreur.
refused-import-why-twice = Le même enregistrement figure encore dans le fichier, avec un autre contenu.
refused-import-why-somebody-else = Son numéro appartient déjà à un patient d’un autre nom et d’une autre date de naissance.

## History and undo
undone = Annulé
undone-what = Annulé : { $what }
undone-partly = Annulé, sauf { $left ->
    [0] rien
    [1] une chose
   *[other] { $left } choses
} modifiée depuis par quelqu’un
undo-nothing = Il n’y a rien à annuler.

## Palette and keys

## What was refused
refused-needed = À remplir.
refused-zone-unknown = « { $zone } » n’est pas un fuseau horaire. Écrivez par exemple Europe/Paris.
refused-hours-backwards = La fin doit suivre le début.
refused-hours-overlap = Deux plages se chevauchent à { $from }.
refused-minutes-range = Entre 1 et 480 minutes.
refused-reason-exists = Le motif « { $name } » existe déjà.
refused-visit-unknown = Ce rendez-vous n’est plus là.
refused-patient-unknown = Ce patient n’est plus là.
refused-not-here = Le patient n’est pas noté comme présent.
refused-not-from-there = Cela ne suit pas de l’état actuel du rendez-vous.
refused-birth-date-unclear = Cette date n’est pas claire. Écrivez-la ainsi : 12.03.1984.
refused-birth-date-future = Cette date est encore à venir.
refused-phone-unclear = Ce n’est pas un numéro de téléphone.
refused-email-unclear = Ce n’est pas une adresse e-mail.
refused-undo-unknown = Cela n’a pas été fait sur cet appareil.
refused-undo-already = C’est déjà annulé.
refused-undo-never = Cela ne peut pas être annulé.

## Command line
cli-no-window = Ce Genki a été construit sans sa fenêtre. « genki --help » nomme ses commandes.
refused-cli-no-folder = Le système n'indique aucun dossier de données. Dites où est le cabinet avec --vault.
refused-cli-no-terminal = Personne à qui demander la phrase de passe. Donnez-la avec --passphrase-file, un fichier dont elle est la première ligne.
cli-passphrase = Phrase de passe :
cli-passphrase-again = La même encore une fois :
refused-cli-passphrases-differ = Les deux phrases de passe diffèrent. Rien n'a été créé ; recommencez.
refused-cli-passphrase-empty = La première ligne de { $file } est vide : une phrase de passe y est attendue.
cli-words = Les douze mots de secours :
cli-file = { $file } n'a pas pu être lu ou écrit : { $why }. Rien n'a été changé.
cli-io = Le système a refusé : { $why }. Ce qui était enregistré est en sûreté.
refused-cli-person-unknown = Personne du nom de « { $wanted } » n'ouvre ce cabinet. Il y a : { $names }.
refused-cli-person-several = « { $wanted } » peut désigner plusieurs personnes : { $names }. Écrivez davantage du nom.
refused-cli-doctor-unknown = Personne du nom de « { $wanted } » ne travaille ici. Il y a : { $names }.
refused-cli-doctor-several = « { $wanted } » peut désigner plusieurs personnes : { $names }. Écrivez davantage du nom.
refused-cli-doctor-which = Plusieurs agendas sont tenus ici : { $names }. Dites lequel avec --practitioner.
refused-cli-no-doctor = Aucun agenda n'est encore tenu ici. Importez un fichier, ou ajoutez un praticien dans la fenêtre.
cli-no-keystore = Cette machine n'offre pas de trousseau : seule la phrase de passe protège le cabinet. Qu'elle soit solide, et à vous seule.
cli-made = { $practice } est créé, chiffré dans { $folder }.
cli-recovery-words = Les mots de secours. Écrivez-les sur papier maintenant et gardez-le loin de cette machine : ils ouvrent le cabinet quand la phrase de passe est perdue, et ne sont montrés que cette fois.
cli-demo-made = Le cabinet d'exemple est dans { $folder }. Sa journée en est à --now { $now }.
cli-delays-nobody = ne retarde personne
cli-newly-late = nouveau retard : { $names }
cli-promises-broken = promesse rompue : { $names }
cli-overtime = la journée déborde de { $n } min
cli-wait = attente { $n } min
cli-rule-too-long = plus long que l'attente permise
cli-rule-do-not-move = { $name } n'est pas à décaler
cli-rule-moved-today = { $name } a déjà été décalé aujourd'hui
cli-eaten = { $from }–{ $to } semble libre et ne l'est pas : le retard l'a mangé ({ $names }).
cli-none-free = Aucune place libre ces jours-là. Essayez plus de jours, ou moins de minutes.
cli-nobody-found = Personne ne correspond.
cli-checked = { $records } dossiers, { $changes } changements, écrits par { $devices ->
    [one] un appareil
   *[other] { $devices } appareils
}.
cli-check-beside = Quelqu'un travaille dans ce cabinet : les tables n'ont donc pas été comparées au journal. Fermez la fenêtre et vérifiez de nouveau pour cela.
cli-check-missing = { $n } changements d'autres appareils ne sont pas encore arrivés.
cli-check-rebuilt = Les tables ont été refaites d'après le journal.
cli-check-clean = Tout va bien.
cli-check-damaged = Quelque chose est abîmé. Ne changez plus rien ici : copiez le dossier en lieu sûr, puis restaurez la dernière sauvegarde. Si seules des tables sont nommées, « genki check --rebuild » les refait d'après le journal.
holder-window = La fenêtre
holder-import = Un import
holder-init = La création du cabinet
holder-demo = La création de l'exemple
holder-check = Une vérification
holder-restore = Une restauration
holder-somebody = Un autre programme
cli-vault-none = Il n'y a pas de cabinet dans ce dossier. Rien n'a été changé. « genki init » en crée un, --vault désigne un autre dossier.
cli-vault-occupied = Le dossier contient déjà quelque chose, et de nouvelles clés n'en remplacent jamais d'anciennes. Rien n'a été changé ; choisissez un dossier vide.
cli-vault-held = { $what } (processus { $pid }) écrit dans ce cabinet en ce moment. Rien n'a été changé. Attendez la fin, ou fermez-le.
cli-vault-wrong-passphrase = Ce n'est pas la phrase de passe. Rien n'a été changé. Réessayez ; les mots de secours ouvrent aussi le cabinet.
cli-vault-passphrase-short = La phrase de passe est trop courte : au moins { $least } caractères. Rien n'a été créé. Plusieurs mots à la suite se retiennent bien.
cli-vault-passphrase-guessable = La phrase de passe se devine trop facilement. Rien n'a été créé. Prenez plusieurs mots sans rapport entre eux.
cli-vault-io = Le système a refusé un fichier du cabinet : { $why }. Ce qui était enregistré est en sûreté.
store-wrong-key = La base ne s'ouvre pas avec la clé de ce cabinet : elle est celle d'un autre. Rien n'a été changé ; remettez ensemble genki.db et vault.json du même cabinet.
store-not-encrypted = { $file } n'est pas chiffré : Genki n'y touche pas.
store-newer = Ce cabinet a servi avec un Genki plus récent (format { $found }, celui-ci connaît { $known }). Rien n'a été changé ; mettez Genki à jour.
store-missing = La base { $file } a disparu. Rien n'a été changé : remettez-la, ou restaurez une sauvegarde dans un nouveau dossier.
store-damaged = Une partie du journal ne se lit pas. Ne changez plus rien ici : copiez le dossier en lieu sûr et lancez « genki check ».
store-failed = La base n'a pas pu être lue ou écrite. Ce qui était enregistré est en sûreté. Réessayez ; si cela se répète, lancez « genki check ».
backup-damaged = Ce n'est pas une sauvegarde, ou elle est abîmée ou coupée. Rien n'a été créé ni changé. Reprenez le fichier, ou une sauvegarde plus ancienne.
refused-cli-file-exists = { $file } existe déjà, et rien n'est écrit par-dessus. Choisissez un autre nom, ou déplacez-le.
refused-cli-import-cancelled = L'import a été arrêté. Rien n'a été changé.
refused-cli-import-strict = À cause de ces éléments rien n'a été importé. Corrigez-les, ou laissez --strict de côté.
cli-import-kind = genre
cli-import-read = lus
cli-import-added = ajoutés
cli-import-changed = changés
cli-import-unchanged = inchangés
cli-import-rejected = refusés
cli-import-left-alone = Laissés de côté : { $names }
cli-import-line = ligne { $line } ({ $kind }) : { $why }
cli-import-dry = Ce n'était qu'une répétition : rien n'a été changé.
cli-import-progress = { $done } sur { $total }
cli-exported = { $n } éléments sont dans { $file }.
cli-export-plain = Le fichier n'est pas chiffré : qui l'a peut tout lire. Supprimez-le quand il a servi.
cli-backed-up = La sauvegarde { $file } est écrite et vérifiée. Les phrases de passe d'aujourd'hui et les mots de secours l'ouvrent.
cli-restored = { $practice } est restauré dans { $folder }. Les phrases de passe et les mots de secours sont ceux du jour de la sauvegarde.
