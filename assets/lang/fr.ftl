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
try-again = Réessayer
unread = La lecture n’a pas réussi. Ceci n’est pas vide.
unread-damaged = La lecture n’a pas réussi : la base de données de cet appareil est abîmée. Ce qui est sauvegardé ailleurs n’est pas perdu : une sauvegarde peut être restaurée.
unread-some = { $n ->
    [one] 1 élément ne peut pas être affiché : il est illisible.
   *[other] { $n } éléments ne peuvent pas être affichés : ils sont illisibles.
}
unknown-code = inconnu de cette version
trouble-counted = Ce qui attend n’a pas pu être compté à l’instant. Un nouvel essai se fera tout seul.
trouble-read = Une lecture nécessaire n’a pas réussi. Vérifiez ce que vous étiez en train de faire.
trouble-record = Un élément illisible a été laissé de côté. Vérifiez ce que vous étiez en train de faire.
trouble-not-noted = Cette consultation n’a pas pu être notée dans la liste de qui a vu quoi.
trouble-came-in = Votre ouverture de session, ou une tentative manquée, n’a pas pu être notée dans la liste de qui a vu quoi.
trouble-not-shown = Ceci n’est pas affiché, car la consultation n’a pas pu être notée. Réessayez.
trouble-draft-aside = Une saisie en cours n’a pas pu être relue. Elle est gardée sur cet appareil et rien ne l’écrase ; elle revient dès qu’elle est lisible, avec une version plus récente de Genki par exemple.
trouble-draft-unread = La saisie d’avant n’a pas pu être relue pour l’instant. Rien ne l’écrase.
trouble-looks = Les réglages de cet appareil n’ont pas pu être lus et repartent de zéro. Les anciens sont gardés sur l’appareil.
trouble-setting = Cet appareil n’a pas pu garder une note à lui (un réglage, la lecture d’un tableau, la date de la dernière sauvegarde). Ce qui est fait est fait.
trouble-door = La modification est enregistrée. La liste de qui peut ouvrir Genki sur cet appareil, et sous quel nom, n’a pas pu être mise à jour ; un nouvel essai se fera à la prochaine ouverture de Genki.
trouble-tables = Ce qui avait été dit des colonnes des tableaux n’a pas pu être lu ; vérifiez chaque colonne. Les anciennes notes sont gardées sur cet appareil.
draft-not-kept = La saisie de ce formulaire n’a pas pu être gardée sur le disque. Enregistrez-la avant de continuer.

## Today
today-prev = Jour précédent
today-next = Jour suivant
today-now = Aujourd’hui
find-patient = Chercher un patient…
find-short = Chercher…
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
behind-word = de retard
behind-ok = à l’heure
nobody-works = { $from } – { $to } · personne ne consulte
break-until = Pause jusqu’à { $time }
free-minutes = Libre { $time }
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

## The diary
place-diary = Agenda
diary-before = Période précédente
diary-after = Période suivante
diary-now = Revenir à aujourd’hui
diary-span = Jour ou semaine
diary-day = Jour
diary-week = Semaine
diary-jump = Aller à une date
diary-whose = L’agenda de qui
diary-all = Tous
diary-from-to = { $from } – { $to }
diary-week-number = semaine { $n }
diary-count = { $n ->
    [one] { $n } RDV
   *[other] { $n } RDV
}
diary-away = Absence
diary-closed = Fermé
diary-void = Heure sautée par le changement d’heure.
diary-empty-week = Personne ne consulte et rien n’est pris cette semaine.
month-before = Mois précédent
month-after = Mois suivant
done-beside = { $said } · chevauche { $names }
place-with = { $when } avec { $who }
hand-beside = chevauche { $names }
refused-visit-not-moved = Ce rendez-vous est en cours ou passé : il reste où il était.
refused-no-column-beside = Pas de colonne de ce côté. Avec M, il va où vous voulez.
keys-shift-arrows = Déplacer le rendez-vous : 5 minutes, ou la colonne d’à côté
keys-plus-minus = Allonger, raccourcir de 5 minutes

## Reception
reception-expected = Attendus
reception-here = Dans la salle
reception-with = En consultation
reception-gone = Partis
tab-here = Salle
tab-with = Consultation
reception-late = En retard
more-later = { $n ->
    [0] aucun autre plus tard
    [1] un autre plus tard
   *[other] { $n } autres plus tard
}
far-more-here = { $n ->
    [0] personne d’autre n’est là
    [1] une autre personne est là
   *[other] { $n } autres personnes sont là
}
immediate-word = Urgence vitale
immediate-now = maintenant
nobody-waits = Personne n’attend.
nobody-waits-next = Ensuite : { $name } à { $time }.
nobody-expected = Plus personne n’est attendu.
since-wait = depuis { $time } · { $wait }
privacy-on = N’afficher que les initiales
privacy-off = Afficher les noms

## The emergency place
urgent-title = Urgence, maintenant
urgent-word = Urgence
urgent-label = Urgence { $time }
urgent-minutes = Combien de minutes
urgent-all = Tous les médecins
urgent-nobody = Personne ne travaille ici aujourd’hui.
urgent-at-once = tout de suite
urgent-in = dans { $wait }
urgent-between = entre { $a } et { $b }
urgent-after = après { $a }, en dernier
urgent-before = avant { $b }
urgent-alone = personne d’autre n’attend
urgent-nobody-later = Ne retarde personne
urgent-later = { $name } +{ $n } min
urgent-later-here = { $name } (ici) +{ $n } min
urgent-others = { $n ->
    [one] un autre
   *[other] { $n } autres
}
urgent-newly-late = Passe à une demi-heure de retard : { $names }
urgent-promise-broken = Rompt une promesse : { $name }, avant { $time }
urgent-overtime = La journée finit { $n } min trop tard, { $more } de plus
urgent-too-long = Attend plus de { $n } min
urgent-locked = { $name } n’est pas à décaler
urgent-bumped = { $name } a déjà été décalé aujourd’hui
urgent-eaten = { $from } a l’air libre jusqu’à { $to } ; ça ne l’est pas : { $names } y passera.
urgent-eaten-behind = { $from } a l’air libre jusqu’à { $to } ; ça ne l’est pas : { $doctor } a { $n } min de retard, { $names } { $count ->
    [one] y passera
   *[other] y passeront
}.
urgent-now = Urgence vitale : appeler le médecin
urgent-now-for = Urgence vitale : appeler { $doctor }
urgent-now-more = Sans classement : passe en premier, alarme sur tous les écrans
urgent-services = Secours :
urgent-taken = L’urgence est placée
urgent-who-later = Le nom peut attendre : fermez, et complétez plus tard.
urgent-coming = Sur place, ou en route : là dans tant de minutes (R)
urgent-here = Sur place
urgent-coming-of = En route, là dans { $n } minutes
urgent-caller = { $name }, au téléphone
urgent-eta = En route, là vers { $time }
slipped = placée pour { $time } · repoussée de { $n } min
slipped-short = au lieu de { $time }
done-urgent = Urgence placée : vers { $time }, { $doctor }
done-alarm = { $doctor } est appelé
warn-title = À prévenir
warn-count = { $n ->
    [one] 1 à prévenir
   *[other] { $n } à prévenir
}
warn-none = Personne à prévenir : aucun retard de 5 minutes ou plus.
warn-all = Tout le monde est prévenu.
warn-about = « vers { $time } »
warn-about-instead = « vers { $time } au lieu de { $before } »
warn-come = « venez à { $time } au lieu de { $before } »
warn-here = Dans la salle
warn-absent = Pas encore là
warn-promise = Promis avant { $time }
warn-did = Prévenu
warn-tick = { $name } est prévenu
warn-told = { $name } est prévenu
warn-finish = Terminé
warn-later = Plus tard
alarm-title = Urgence vitale
alarm-for = pour { $doctor }
alarm-since = depuis { $time }
alarm-seen = { $name } arrive, { $time }
alarm-come = J’arrive
alarm-who = Qui
alarm-calm = C’est passé
alarm-services = Appeler le { $number }
done-come = Vous arrivez, tous le voient
done-calm = L’alarme est levée
far-title = Accueil vu de deux mètres
far-leave = Revenir à la taille normale
turned-show = Montrer au patient
turned-you = Vous êtes { $initials }
turned-soon = bientôt
turned-before = { $n ->
    [0] c’est bientôt à vous
    [one] une personne avant vous
   *[other] { $n } personnes avant vous
}
turned-behind = { $doctor } a { $n } min de retard
turned-back = Retour
sort-of = Ordre
sort-attention = Attention
sort-turn = Passage
order-draw = Tirer vers une autre place
order-up = { $name } plus tôt
order-down = { $name } plus tard
order-up-key = Plus tôt (Maj ↑)
order-down-key = Plus tard (Maj ↓)
order-by-hand = à la main
order-give-back = rendre à la règle
done-earlier = { $name } passe plus tôt
done-later = { $name } passe plus tard
done-reorder = { $name } a changé de place
done-give-back = { $name } retrouve l’ordre habituel
promise-left = promis avant { $time } · encore { $wait }
promise-failing = promis avant { $time } · { $n } min de trop
promise-broken = promis avant { $time } · dépassé de { $n } min
came-late = arrivé { $n } min en retard : passe à l’heure d’arrivée
eta-title = Là dans… min
eta-of = Quand { $name } sera là
eta-said = là vers { $time }
eta-unknown = On ne sait pas
done-eta = { $name } sera là vers { $time }
done-eta-none = { $name } est attendu à l’heure prévue
reception-late-head = Pas venus, en retard
reception-still = Encore attendus
look-long-wait = Une attente se remarque après
look-late-after = En retard après
look-late-after-more = Qui n’est pas là d’ici là est mis à part, et passe à l’heure de son arrivée.
act-urgent = Urgence placée
act-alarm = Médecin appelé
act-come = Réponse à l’alarme
act-calm = Alarme levée
act-warned = Prévenu du retard
act-reorder = Ordre changé
act-give-back = Ordre selon la règle
refused-order-first = Personne avant.
refused-order-last = Personne après.
refused-order-elsewhere = C’est la liste d’un autre médecin.

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
promise-until = Promettre avant
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
done-book = { $name } : rendez-vous · { $time }
done-move = { $name } : déplacé · { $time }
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

## Prendre rendez-vous au téléphone
visit-length = Durée
lengthen = 5 minutes de plus
shorten = 5 minutes de moins
done-lengthen = { $name } : { $n } min
act-lengthen = Durée modifiée
refused-visit-over = Ce rendez-vous est passé : sa durée reste telle quelle.
refused-length-range = Un rendez-vous dure de 5 à 480 minutes.
act-book-series = Série enregistrée
act-wait = Mis sur la liste d’attente
act-wait-change = Liste d’attente modifiée
act-wait-take = Place donnée depuis la liste d’attente
act-wait-off = Retiré de la liste d’attente
refused-wish-never = Il ne reste aucun moment entre les deux.
refused-not-waiting = Ce rendez-vous n’est plus sur la liste d’attente.
why-patient = annulé par le patient
why-practice = annulé par le cabinet
why-ill = patient malade
field-wish-with = Praticiens souhaités
field-wish-days = Jours souhaités
field-wish-after = Souhaité à partir de
field-wish-before = Souhaité avant
field-wish-from = Souhaité à partir du
field-wish-until = Souhaité jusqu’au
free-title = Prochaines places libres
book-from = À partir du
book-from-example = « lundi matin »
book-anybody = Peu importe
book-wait = Rien ne convient : liste d’attente
book-resume = Reprendre avec { $name }
book-left = Brouillon gardé.
book-go-on = Le reprendre
coming-visit = A déjà rendez-vous { $day } à { $time } avec { $who }
coming-today = aujourd’hui
coming-open = Ouvrir ce rendez-vous
coming-more = { $n ->
    [one] et un autre rendez-vous à venir
   *[other] et { $n } autres rendez-vous à venir
}
time-unclear = Une heure, comme 10:15
day-unclear = Date ? Ex. 24.11 ou lundi
places-more = Plus de places
no-place-suits = Aucune place libre de { $n } min ne convient d’ici un an.
place-sooner = Plus tôt avec { $name } : { $day } { $time }
suits-title = Jours et heures qui conviennent
suits-days = Jours de la semaine
suits-morning = Le matin
suits-afternoon = L’après-midi
suits-week = Dans une semaine
suits-3-weeks = Dans 3 semaines
suits-3-months = Dans 3 mois
suits-after = Pas avant
suits-before = Fini à
suits-from-hour = dès { $time }
suits-until-hour = jusqu’à { $time }
suits-from-day = à partir du { $day }
suits-until-day = jusqu’au { $day }
overlap-stands = En même temps que { $names }.
repeat-do = Répéter…
repeat-not = Une seule fois
repeat-count = Combien
repeat-days = jours
repeat-weeks = semaines
repeat-months = mois
repeat-times = Rendez-vous
repeat-until = ou jusqu’au
repeat-book = { $n ->
    [one] Enregistrer un rendez-vous
   *[other] Enregistrer { $n } rendez-vous
}
turn-taken = Déjà pris.
turn-closed = Hors des horaires.
turn-overlaps = En même temps que { $names }.
turn-keep = Garder
turn-leave = Laisser
turn-take = Le prendre quand même
done-book-series = { $name } : { $n } rendez-vous enregistrés
done-walk-in = { $name } est là : { $reason }, { $n } min
call-off-why = Pourquoi est-il annulé ?
call-off-why-all = Pourquoi annuler celui-ci et les suivants ?
call-off-words = Autre motif
call-off-not = Ne pas annuler
off-patient = Le patient annule
off-practice = Le cabinet
off-ill = Le patient est malade
visit-why-off = Pourquoi
waiting-title = Liste d’attente
waiting-one = Sur la liste d’attente
waiting-count = { $n ->
    [one] Une personne aimerait venir plus tôt
   *[other] { $n } personnes aimeraient venir plus tôt
}
waiting-none = Personne n’attend de place.
waiting-none-hint = Quand aucune place ne convient, un nouveau rendez-vous (N) peut être mis sur cette liste. Dès qu’une place se libère, on vous propose à qui elle convient.
state-waiting = Attend une place
waits-today = depuis aujourd’hui
waits-days = { $n ->
    [one] depuis hier
   *[other] depuis { $n } jours
}
waits-weeks = depuis { $n } semaines
wait-free = Libre maintenant
wait-until = Pas après
wait-off = Retirer de la liste
done-wait = { $name } est sur la liste d’attente
done-wait-change = Liste d’attente modifiée
done-wait-off = { $name } n’est plus sur la liste d’attente
offer-title = À qui la proposer
offer-some = { $n ->
    [one] Une personne attend : proposer
   *[other] { $n } personnes attendent : proposer
}
offer-none = Elle ne convient plus à personne.
offer-take = La prend
fits-named = veut voir { $name }
fits-exact = { $n } min, juste ce qui est libre

## Absences et rendez-vous à déplacer

act-absence = Absence saisie
act-absence-remove = Absence retirée
act-close-days = Fermetures saisies
act-reopen-day = Jour rouvert
act-break = Pause saisie
act-session = Plage ajoutée
act-slot-remove = Pause ou plage retirée
act-displaced-move = Déplacé : plus personne n’y consultait
act-displaced-cancel = Annulé depuis la liste
act-displaced-stay = Laissé tel quel
act-displaced-call = Appelé, pas de réponse
field-absences = Absences
field-closed = Jours de fermeture
field-attempts = Appels sans réponse
field-stays = Reste à
field-outside = Hors horaires, volontairement
refused-absence-backwards = La fin doit suivre le début.
refused-absence-known = C’est déjà saisi.
refused-absence-unknown = Cela n’existe plus.

away-today = { $name } absent(e)
closed-today = Le cabinet est fermé
times-title = Absences, pauses, plages ajoutées
times-none = Rien de saisi : les horaires habituels s’appliquent.
times-away = Absence
times-break = Pause
times-session = Plage ajoutée
times-add-away = Absence…
times-add-break = Pause…
times-add-session = Plage en plus…
times-remove = Retirer : { $what }
done-times-removed = { $name }, { $when } : retiré
away-title = { $name } : absence…
break-title = { $name } : une pause…
session-title = { $name } consulte en plus…
away-also = absent absente malade arrêt congé congés vacances formation absence
break-also = pause
session-also = plage séance ouverture
away-from = Du
away-until = Jusqu’au (inclus)
away-day = Jour
away-part = Quelle partie
away-whole = Journées entières
away-morning = Matin
away-afternoon = Après-midi
away-times = Heures précises
away-time-from = De
away-time-to = À
away-why = Motif
away-why-leave = Congés
away-why-training = Formation
away-why-ill = Maladie
away-why-congress = Congrès
away-save = Enregistrer
away-cost = { $n ->
    [1] 1 rendez-vous sera à déplacer. Il va dans une liste, personne n’est oublié.
   *[other] { $n } rendez-vous seront à déplacer. Ils vont dans une liste, personne n’est oublié.
}
done-away = { $name } absent(e) : { $when }
done-break = Pause de { $name } : { $when }
done-session = { $name } consulte en plus : { $when }

to-move-title = Rendez-vous à déplacer
to-move-count = { $n ->
    [1] 1 rendez-vous à déplacer
   *[other] { $n } rendez-vous à déplacer
}
to-move-tag = À déplacer
to-move-see = { $n ->
    [1] 1 à déplacer : voir
   *[other] { $n } à déplacer : voir
}
to-move-lead = Plus personne ne consulte à ces heures. Appelez, puis touchez la place qui convient.
to-move-none = Aucun rendez-vous à déplacer.
to-move-done = Terminé : chacun a retrouvé une place.
to-move-none-hint = Quand une absence, une fermeture ou de nouveaux horaires suppriment une plage, le rendez-vous attend ici qu’on s’en occupe.
to-move-back = Retour à aujourd’hui
to-move-progress = { $done } sur { $all } réglés
to-move-no-phone = Pas de numéro de téléphone
to-move-no-place = Aucune place libre dans les douze semaines.
to-move-places = Places libres les plus proches
to-move-tried = { $n ->
    [1] Sans réponse, { $when }
   *[other] { $n } appels sans réponse, dernier { $when }
}
to-move-no-answer = Sans réponse
to-move-elsewhere = Autre place
to-move-cancel = Annuler
to-move-cancel-do = Annuler le rendez-vous
to-move-stay = Garder tel quel
to-move-why = Motif de l’annulation
to-move-why-practice = Du fait du cabinet
to-move-why-patient = Du fait du patient
to-move-why-words = ou en quelques mots
to-move-keys-rows = patient
to-move-keys-places = place
done-no-answer = { $name } : sans réponse, noté
done-stay = { $name } : gardé tel quel

print-day = Imprimer une journée
print-whose = De qui
print-everybody = Tous
print-nothing = Personne ne consulte ce jour-là et aucun rendez-vous n’est pris.
print-count = { $n ->
    [1] 1 rendez-vous
   *[other] { $n } rendez-vous
}, { $lists ->
    [1] 1 liste
   *[other] { $lists } listes
}, A4.
print-show = Ouvrir pour imprimer
print-save = Enregistrer en PDF…
print-plain = Le PDF n’est pas chiffré : noms, numéros et motifs y figurent. Détruisez le papier en fin de journée.
print-no-viewer = Aucun programme n’ouvre les PDF ici. Enregistrez-le plutôt.
print-lent = Une copie se trouve dans un dossier privé que vous seul(e) pouvez lire ; elle disparaît quand Genki se ferme. Ce que garde le lecteur de PDF échappe à Genki.
print-take-back = Supprimer maintenant
print-taken-back = La copie est supprimée.
print-not-taken-back = La copie n’a pas pu être supprimée. Fermez le programme qui l’affiche, puis réessayez.
print-gone = La copie avait déjà disparu.

closed-title = Jours de fermeture
closed-none = Aucune fermeture du cabinet n’est prévue.
closed-why = Motif
closed-add = Fermer ces jours-là
closed-holidays = Jours fériés { $year } ({ $n })
done-closed = { $n ->
    [1] 1 jour de fermeture saisi
   *[other] { $n } jours de fermeture saisis
}
done-reopened = Rouvert : { $when }
holiday-new-year = Jour de l’an
holiday-easter-monday = Lundi de Pâques
holiday-labour = Fête du Travail
holiday-victory = Victoire de 1945
holiday-ascension = Ascension
holiday-whit-monday = Lundi de Pentecôte
holiday-bastille = Fête nationale
holiday-assumption = Assomption
holiday-all-saints = Toussaint
holiday-armistice = Armistice de 1918
holiday-christmas = Noël
holiday-abolition = Abolition de l’esclavage

because-away = { $doctor } est absent(e)
because-closed = Le cabinet est fermé
because-break = Il y a une pause
because-no-session = { $doctor } ne consulte pas à ce moment
because-why = { $said } : { $why }

print-title = Rendez-vous du { $date }
print-printed = Imprimé le { $date } à { $time }
print-privacy = Confidentiel : noms et motifs de patients. À garder hors de vue et à détruire en fin de journée.
print-page = Page { $n } sur { $of }
print-continued = (suite)
print-time = Heure
print-minutes = Min
print-name = Nom
print-born = Né(e) le
print-phone = Téléphone
print-reason = Motif
print-remark = Remarque
print-visits = { $n ->
    [0] aucun rendez-vous
    [1] 1 rendez-vous
   *[other] { $n } rendez-vous
}
print-urgent = URGENCE
print-to-move = À DÉPLACER
print-break = Pause
print-no-session = Pas de consultation
print-empty = Aucun rendez-vous.
refused-cli-nothing-to-print = Personne ne consulte le { $date } et aucun rendez-vous n’est pris : il n’y a rien à imprimer.
cli-printed = { $n ->
    [1] 1 rendez-vous est dans { $file }.
   *[other] { $n } rendez-vous sont dans { $file }.
}

## Agendas : séries, notes du jour, rendez-vous sans patient
settle-ask = Qui est-ce ?
settle-series = { $n } rendez-vous de cette série disent la même chose : tous sont attribués d’un coup.
unsettled-title = Rendez-vous sans patient
unsettled-none = Chaque rendez-vous a son patient.
done-settle-visit = { $n ->
    [one] { $name } : c’est noté
   *[other] { $name } : c’est noté pour { $n } rendez-vous
}
series-word = Série
series-place = { $place ->
    [1] 1er
   *[other] { $place }e
} sur { $all }
series-days = { $n ->
    [one] chaque jour
   *[other] tous les { $n } jours
}
series-weeks = { $n ->
    [one] chaque semaine
   *[other] toutes les { $n } semaines
}
series-months = { $n ->
    [one] chaque mois
    [12] chaque année
   *[other] tous les { $n } mois
}
series-cancel = { $n ->
    [one] Annuler celui-ci et le suivant
   *[other] Annuler celui-ci et les { $n } suivants
}
done-cancel-series = { $n ->
    [one] { $name } : un rendez-vous annulé
   *[other] { $name } : { $n } rendez-vous annulés
}
refused-no-series = Il ne reste rien à annuler dans cette série.
day-notes = Notes du jour
day-note = Note du jour
day-note-new = Note du jour
day-note-text = À retenir
day-note-day = Jour
day-note-several = Plusieurs jours
day-note-last = Dernier jour
day-note-for = Pour
day-note-everybody = Tout le monde
day-note-until = jusqu’au { $day }
day-note-save = Noter
day-note-remove = Retirer
done-day-note = Noté pour la journée
done-remove-day-note = Note retirée
refused-day-before = Le dernier jour précède le premier.
refused-day-note-unknown = Cette note n’est plus là.
act-settle-visit = Patient attribué à un rendez-vous
act-cancel-series = Suite d’une série annulée
act-day-note = Note du jour écrite
act-remove-day-note = Note du jour retirée

## Patients
patients-new = Nouveau
patients-new-one = Nouveau patient
patients-choose = Choisissez quelqu’un à gauche.
patients-count = { $n ->
    [0] Aucun patient
    [one] Un patient
   *[other] { $n } patients
}
patients-more = Encore { $n } : précisez
patients-none = Il n’y a encore aucun patient ici.
patients-none-hint = Ajoutez le premier, ou importez le fichier d’un autre logiciel.
patients-nobody = Pas de « { $name } » ici.
patients-nobody-hint = Écrit autrement ? La date de naissance et le téléphone marchent aussi.
years-old = { $n ->
    [0] moins d’un an
    [1] 1 an
   *[other] { $n } ans
}
patient-merged = Ce dossier a été réuni avec un autre :
patient-born-as = nom de naissance { $name }
patient-died = Décès. Ménagez la famille ; plus aucun envoi.
patient-died-on = Décès le { $date }. Ménagez la famille ; plus aucun envoi.
patient-no-contact = Ne souhaite pas être contacté.
patient-reach = Joindre
patient-reach-none = Ni numéro ni adresse pour l’instant.
patient-add = Ajouter
patient-relative = Proche
patient-address = Adresse
patient-address-old = Ancienne adresse
telecom-mobile = Portable
telecom-home = Domicile
telecom-work = Travail
telecom-phone = Téléphone
telecom-email = E-mail
telecom-fax = Fax
telecom-old = Ancien
telecom-other = Autre
patient-file = Dossier
patient-doctor = Médecin
patient-languages = Langues
patient-full-name = Nom complet
patient-number = Numéro
patient-coming = À venir
patient-coming-none = Aucun rendez-vous prévu.
patient-before = Avant
patient-more = Encore { $n }
patient-entries = { $n ->
    [one] une ligne
   *[other] { $n } lignes
}
patient-history = Repris des anciens dossiers
patient-kept-typing = Ce que vous tapez est gardé, même si le téléphone sonne.
patient-resumed = Ce que vous aviez tapé est encore là.
patient-let-go = Laisser tel quel
patient-prefix-hint = Mme, M., Dr…
patient-street = Rue
patient-postal-code = Code postal
patient-city = Ville
patient-at-desk = À l’accueil
patient-address-as-hint = Madame Delacroix
patient-alike = Il y a déjà { $name }, { $born }.
patient-alike-open = Ouvrir
done-patient = { $name } : enregistré
done-new-patient = { $name } : ajouté
done-settle = { $field } : décidé
clash-two = noté deux fois, sur deux appareils. Lequel garder ?
gender-none = Non noté
gender-female = Féminin
gender-male = Masculin
gender-other = Autre
gender-unknown = Inconnu
language-fr = français
language-en = anglais
language-de = allemand
language-es = espagnol
language-it = italien
language-pt = portugais
language-ar = arabe
language-tr = turc
language-pl = polonais
language-ro = roumain
language-ru = russe
language-uk = ukrainien
language-zh = chinois
language-nl = néerlandais
kept-visit = Visite
kept-immunization = Vaccination
kept-due = Vaccination à faire
kept-claim = Feuille de soins
kept-claim-answer = Réponse de la caisse
kept-cover = Couverture
kept-document = Document
kept-message = Message
kept-referral = Adressage
kept-task = Tâche
kept-other = Autre

## Two files of one person

act-merge = Dossiers réunis
act-unmerge = Dossier séparé de nouveau
act-apart = Deux personnes différentes
refused-merge-same = C’est le même dossier.
refused-merge-already = Entre-temps, l’un des deux a été réuni avec un autre.
refused-merge-not = Ce dossier est déjà à part.
refused-merge-circle = Ce dossier ne peut pas y retourner : entre-temps, l’autre a été réuni à celui-ci. Séparez-les d’abord.
field-aliases = Aussi connu comme
twins-title = Deux fois la même personne ?
twins-lead = Des dossiers qui sont peut-être à une seule personne. Rien ne change sans vous.
twins-looking = Je regarde…
twins-none = Personne ne semble être là deux fois.
twins-none-hint = Nouveaux dossiers et imports sont comparés à leur arrivée.
twins-sure = presque sûr
twins-one-or-two = Une personne ou deux ?
twins-over = C’est déjà réglé.
twins-asked-by = { $name } vous demande de trancher.
twins-stays = Ce dossier reste
twins-goes = Celui-ci y entre
twins-last-visits = Dernières visites
twins-no-visits = Aucune
twins-both = Les deux
twins-nothing = –
twins-merge = Réunir
twins-apart = Pas la même
twins-later = Plus tard
twins-maybe = Peut-être la même personne que { $name } : { $why }.
twins-compare = Comparer
twins-within = Contient le dossier de { $name }, réuni le { $date } par { $who }.
twins-within-elsewhere = Contient le dossier de { $name }, réuni ailleurs.
twins-see = Voir
twins-take-out = Séparer de nouveau
twins-whose = Pris depuis. Cochez ce qui part avec le dossier séparé ; le reste demeure ici.
twins-apart-by-manager = Un responsable peut les séparer de nouveau.
twins-merge-with = Même personne qu’un autre dossier…
done-merge = { $name } : deux dossiers réunis
done-apart = Noté : deux personnes. La question ne sera plus posée.
done-unmerge = Séparés ; chacun a retrouvé ce qui est à lui
alike-take = C’est cette personne
import-twins = { $n ->
    [one] Un dossier est peut-être celui d’une personne qui était déjà là.
   *[other] { $n } dossiers sont peut-être ceux de personnes qui étaient déjà là.
}
import-twins-look = Regarder
field-identifier = Numéros
like-birth-date = même date de naissance
like-birth-near = date de naissance à un chiffre près
like-birth-fits = date de naissance compatible
like-name = même nom
like-swapped = nom et prénom inversés
like-maiden = même nom de naissance
like-family-part = nom en partie identique
like-family-typo = nom à une lettre près
like-family-near = nom presque identique
like-family-alone = même nom, prénom manquant
like-given-alone = même prénom
like-usual = même prénom usuel
like-given-part = prénom en partie identique
like-given-typo = prénom à une lettre près
like-given-near = prénom presque identique
like-initial = même initiale
like-phone = même téléphone { $value }
like-email = même e-mail { $value }
like-address = même adresse
like-number = même numéro { $value }
unlike-gender = mais pas le même sexe
unlike-birth-date = mais pas la même date de naissance
unlike-number = mais un autre numéro de dossier

## First run and unlocking
door-welcome = Bienvenue dans Genki
door-welcome-lead = L’accueil, au calme. Tout reste sur cet ordinateur, chiffré ; ni compte, ni nuage.
door-example = Ouvrir le cabinet d’exemple
door-example-lead = Une matinée en cours, avec des gens qui n’existent pas.
door-own = Créer le nôtre
door-own-lead = Deux minutes : un nom, une phrase de passe, douze mots.
door-restore = Restaurer une sauvegarde
door-stuck = Le cabinet ne peut pas s’ouvrir
door-stuck-lead = Il se trouve dans { $folder }.
door-again = Regarder à nouveau
door-steps = Étapes
door-step-practice = Cabinet
door-step-you = Vous
door-step-words = Mots de secours
door-practice = Votre cabinet
door-practice-lead = Tel que les patients le connaissent. Modifiable plus tard.
door-practice-name = Nom du cabinet
door-zone = Fuseau horaire
door-zone-now = Il y est { $time } en ce moment.
door-zone-choose = Choisissez dans la liste : tapez le nom d’une grande ville.
door-go-on = Continuer
door-you = Vous
door-you-lead = Vous serez la première personne à tenir les clés.
door-your-name = Votre nom
door-no-keystore = Cet ordinateur n’a pas de trousseau pour aider : la phrase de passe protège tout à elle seule. C’est pourquoi elle doit être solide.
door-without-keystore = Continuer sans le trousseau, avec une phrase solide
door-differ = Les deux ne sont pas encore identiques.
door-words = Douze mots à noter
door-words-lead = Sur papier, rangés avec les clés du cabinet. Ils ouvrent le cabinet si toutes les phrases sont perdues : tout, sauf ce qui n’appartient qu’à une personne. Personne d’autre ne les a, pas même nous.
door-words-again = Personne n’a confirmé les mots avec lesquels ce cabinet a été créé, et ils ne sont gardés nulle part. En voici de nouveaux ; les premiers n’ouvrent plus rien.
door-words-photo = Ne les photographiez pas : une photo voyage.
door-words-written = Je les ai notés
door-confirm = Deux d’entre eux, pour être sûrs
door-confirm-lead = Depuis votre papier.
door-word = Mot { $n }
door-word-drawn = Mot { $n }, dessiné pour qu’aucune mémoire ne le garde
door-word-wrong = Pas lui : voyez la ligne { $n }.
door-see-again = Les revoir
door-open-genki = Ouvrir Genki
door-open = Ouvrir
door-morning = Bonjour
door-afternoon = Bonjour
door-evening = Bonsoir
door-who = Qui est-ce ?
door-one = { $name }, votre phrase de passe ouvre le cabinet.
door-wait = Ce n’est pas ça. Prochain essai dans { $wait }. Rien n’est perdu.
door-unlock = Ouvrir
door-unlocking = Ouverture…
door-have-words = J’ai les mots de secours
door-have-passphrase = J’ai une phrase de passe
door-recovery = Les mots de secours
door-recovery-lead = Les douze, dans l’ordre, séparés par des espaces.
door-twelve = Douze mots
door-count = { $n } sur 12
door-new-passphrase = Une nouvelle phrase de passe
door-new-passphrase-lead = Les mots sont justes et tout est là. Désormais, { $name } ouvre le cabinet avec cette phrase. Ce qui n’appartient qu’à { $name } attend l’ancienne phrase : les mots ne l’ouvrent pas.
door-restore-lead = Genki crée un cabinet sur cet ordinateur à partir de la sauvegarde. La sauvegarde elle-même ne change pas.
door-restore-file = La sauvegarde
door-restore-file-hint = Un fichier dont le nom finit par .backup
door-choose-file = Choisir un fichier…
door-restore-here = Mettre de côté ce qui est ici, et refaire le cabinet à partir de sa sauvegarde.
door-restore-aside = Ce qui ne s’ouvre pas n’est pas supprimé : son dossier est gardé sous le nom { $folder }, suivi de la date.
door-restore-do = Restaurer
passphrase = Phrase de passe
passphrase-again = Encore une fois
passphrase-hint = Quatre ou cinq mots que vous seule mettriez ensemble.
passphrase-show = Montrer
passphrase-hide = Cacher
strength-0 = pas encore
strength-short = trop courte
strength-1 = facile à deviner
strength-2 = insuffisante ici
strength-3 = bonne
strength-4 = solide
lock-day = { $day } · verrouillé, la journée continue
lock-example = Dans le cabinet d’exemple, la phrase de passe est « { $passphrase } ».
lock-example-type = La taper pour moi
lock-close = Fermer le cabinet
vault-none = Il n’y a pas encore de cabinet ici.
vault-keys-gone = Les données du cabinet sont là, mais le fichier de leurs clés (vault.json) a disparu. Remettez-le depuis une copie du dossier, ou restaurez une sauvegarde. Genki ne crée pas de nouvelles clés sur d’anciennes données.
vault-occupied = Ce dossier n’est pas vide. Choisissez-en un vide : de nouvelles clés rendraient illisible ce qui s’y trouve.
vault-held = Genki écrit déjà dans ce cabinet ({ $what }, processus { $pid }).
vault-newer = Ce cabinet a été ouvert avec un Genki plus récent. Mettez celui-ci à jour.
vault-damaged = Le fichier des clés (vault.json) est abîmé ({ $what }). Remettez-le depuis une copie du dossier, ou restaurez une sauvegarde.
vault-outdated = Le fichier des clés (vault.json) est plus ancien que le cabinet : des phrases de passe, des personnes ou les mots de secours ont changé depuis. Rien n’a été ouvert. Remettez le fichier plus récent, ou restaurez une sauvegarde.
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

## Codes, qui travaille, et verrouillage automatique
vault-pin-digits = Un code ne contient que des chiffres, 32 au plus.
vault-pin-short = Au moins { $least } chiffres.
vault-pin-guessable = Trop facile à deviner : pas de suite, pas de répétition, pas de date, pas de téléphone du cabinet.
vault-wrong-pin = Ce n’est pas ça. Essais restants avec le code : { $left }. Ensuite, c’est votre phrase de passe qui ouvre.
vault-pin-spent = Cinq codes faux de suite : c’est votre phrase de passe qui ouvre.
lock-pin = Code de { $name }
lock-passphrase = Phrase de passe de { $name }
lock-first = Première fois aujourd’hui : votre phrase de passe. Ensuite, votre code.
lock-spent = Cinq codes faux de suite. Votre phrase de passe ouvre, et le code sert à nouveau.
lock-with-passphrase = Avec ma phrase de passe
lock-with-pin = Avec mon code
door-forgot = J’ai oublié ma phrase de passe
forgot-words = Les douze mots de secours ouvrent le cabinet, et vous choisissez une nouvelle phrase. S’il est seulement verrouillé, fermez d’abord le cabinet, puis « J’ai les mots de secours ».
forgot-manager = La personne qui gère le cabinet peut vous en donner une nouvelle : Réglages › Équipe, une fois entrée avec la sienne.
forgot-nothing = Après des essais faux, le suivant attend, jusqu’à un quart d’heure ; rien n’est jamais effacé. Personne d’autre ne peut ouvrir, pas même nous.
me-who = Qui travaille
me-change = Quelqu’un d’autre
me-pin = Mon code
me-out = Me déconnecter
command-change = Changer de personne
locking = L’écran se verrouille dans { $n } s.
locking-stay = Rester
set-device = Cet appareil
device-lead = Rien de ceci ne part vers les autres appareils du cabinet.
device-kind = De quel appareil il s’agit
device-desktop = Ordinateur de bureau
device-desktop-more = Derrière le comptoir. Se verrouille après 10 minutes.
device-tablet = Tablette d’accueil
device-tablet-more = Partagée, à portée d’autrui. Se verrouille après 3 minutes.
device-phone = Téléphone
device-phone-more = Dans une poche. Se verrouille dès qu’on le range, sinon après une minute.
safety-never-unsafe = Qui passe par là peut tout lire, et écrire en votre nom. L’écran se verrouille tout de même quand la machine s’endort.
safety-long-unsafe = C’est long pour un tel appareil : qui passe par là entre-temps peut tout lire.
safety-out = Me déconnecter
safety-out-more = Vos clés quittent la mémoire de cet appareil : seule votre phrase de passe vous ramène. Si personne d’autre n’est connecté, le cabinet se ferme.
pin-none = Six chiffres ou plus qui ouvrent l’écran verrouillé de cet appareil, une fois votre phrase de passe donnée.
pin-have = Il ouvre l’écran verrouillé de cet appareil, une fois votre phrase de passe donnée. Cinq codes faux, et seule la phrase ouvre.
pin-set = En choisir un…
pin-change = Changer…
pin-remove = Retirer…
pin-passphrase = Votre phrase de passe
pin-new = Nouveau code
pin-again = Encore une fois
pin-hint = Au moins six chiffres ; pas de suite, pas de répétition, pas de date.
pin-do = Prendre ce code
pin-remove-do = Retirer le code
done-pin = Désormais, votre code ouvre l’écran verrouillé
done-pin-removed = Votre code est retiré ; votre phrase de passe ouvre l’écran verrouillé

## Settings
set-practice = Cabinet
set-practitioners = Praticiens
set-reasons = Motifs
set-look = Apparence
set-safety = Sécurité
set-backup = Sauvegarde
set-about = À propos
set-add = Ajouter
look-theme = Thème
look-system = Comme le système
look-light = Papier
look-dark = Nuit
look-language = Langue
look-text = Taille du texte
look-text-normal = Normale
look-text-large = Grande
look-rows = Lignes
look-rows-more = Compactes, elles montrent plus de la journée au bureau.
look-rows-calm = Aérées
look-rows-compact = Compactes
look-contrast = Plus de contraste
practice-language = Langue du cabinet
practice-language-more = Pour ce qui se fait sans qu’on le demande. Chaque appareil choisit la sienne dans Apparence.
practitioner-title = Titre
practitioner-given = Prénom
practitioner-family = Nom
practitioner-speciality = Spécialité
practitioner-hours = Horaires de la semaine
practitioner-flow = Déroulé de la journée
practitioner-hide = Masquer
practitioner-away = Les autres
practitioner-keep = Tenir l’agenda de
practitioner-keep-more = Masqués, ou connus seulement par des imports.
practitioner-choose = Choisir…
flow-changeover = Entre deux patients
flow-changeover-more = Minutes nécessaires pour passer au suivant.
flow-into-break = Sur la pause
flow-into-break-more = Jusqu’où une visite peut déborder.
hours-closed = fermé
hours-from = { $day }, de
hours-to = { $day }, à
hours-remove = Retirer { $block }
hours-add = { $day } : ajouter une plage
hours-copy = Les horaires du lundi, du lundi au vendredi
hours-usual = Du lundi au vendredi, 8 h 30 à 12 h 30 et 14 h à 18 h
hours-unclear = Cette heure n’est pas claire. Écrivez 8:30.
reasons-title = Motifs de visite
reasons-none = Pourquoi vient-on ? Chaque motif a sa durée et sa couleur.
reasons-retired = Plus proposés
reason-add = Ajouter un motif
reason-again = Proposer à nouveau { $name }
reason-name = Nom
reason-minutes = Minutes
reason-colour = Couleur { $n }
reason-colour-of = Couleur de { $name }
reason-retire = Ne plus le proposer
safety-lock = Verrouillage automatique
safety-lock-more = Après ce temps sans toucher à rien.
safety-never = jamais
safety-lock-now = Verrouiller maintenant
safety-lock-now-more = Rien d’un patient à l’écran ; la journée continue derrière.
safety-close-more = Les clés sont effacées de la mémoire ; seule une phrase de passe l’ouvre à nouveau.
safety-passphrase = Votre phrase de passe
safety-passphrase-more = Elle ouvre le cabinet sur cet ordinateur.
safety-change = Changer…
safety-old = La phrase actuelle
safety-new = La nouvelle
safety-change-do = La changer
safety-words-more = Douze mots sur papier qui ouvrent le cabinet si toutes les phrases sont perdues : les patients et ce que lisent les médecins, mais pas ce qui n’appartient qu’à une personne. Ils restent les mêmes quand les phrases changent.
safety-words-renew = Renouveler…
safety-words-before = Notez-les à la place des anciens. Dès lors, les anciens mots n’ouvrent plus rien de nouveau. Une sauvegarde s’ouvre avec les mots de son jour : une ancienne, avec les anciens. Ce qui n’appartient qu’à une personne ne s’ouvre ni avec les uns ni avec les autres.
safety-words-do = C’est noté : renouveler
done-words = Mots de secours renouvelés ; les anciens n’ouvrent plus rien de nouveau
safety-keystore = Tout est chiffré sur cet ordinateur. La clé est pour moitié dans le trousseau du système, pour moitié dans votre phrase.
safety-no-keystore = Tout est chiffré sur cet ordinateur. Il n’y a pas de trousseau ici : la phrase de passe protège tout à elle seule. Gardez-la solide, et pour vous.
safety-example = Ceci est l’exemple : ses gens n’existent pas, et tout disparaît quand la fenêtre se ferme.
backup-lead = Tout le cabinet dans un seul fichier chiffré. Il s’ouvre avec une phrase de passe d’aujourd’hui, ou les mots de secours. Gardez-le sur un autre disque.
backup-to = Où
backup-to-hint = Un nouveau fichier ; aucun n’est jamais écrasé.
backup-folder = Choisir un dossier…
backup-do = Sauvegarder
backup-working = En cours…
backup-exists = Il y a déjà un fichier de ce nom. Choisissez-en un autre.
backup-last-title = La dernière
backup-last = { $when } : { $file }
backup-never = Aucune n’a encore été faite sur cet ordinateur.
backup-restore-more = Depuis l’écran d’accueil, dans un nouveau cabinet, sur un ordinateur qui n’en a pas.
about-lead = L’accueil d’un cabinet médical : chiffré, local, rapide.
about-licence = Licence
about-credits = Avec nos remerciements à
done-practice = Cabinet modifié
done-practitioner = { $name } : enregistré
done-practitioner-hidden = { $name } : masqué
done-reason = { $name } : enregistré
done-reason-retired = { $name } n’est plus proposé
done-passphrase = Désormais, la nouvelle phrase de passe ouvre le cabinet
done-backup = La sauvegarde est faite et vérifiée ({ $size })
act-change-practice = Cabinet modifié
act-save-practitioner = Praticien modifié
act-save-reason = Motif modifié

## Sauvegardes
backup-daily = Tous les jours, toute seule
backup-daily-folder = Un dossier sur un autre disque
backup-daily-hint = Une clé USB, un second disque, le dossier d’un serveur. Ce qui y est écrit est chiffré.
backup-begin = Sauvegarder tous les jours
backup-move = Sauvegarder là
backup-now = Sauvegarder maintenant
backup-daily-first = La première se fait dans un instant.
backup-daily-last = La dernière : { $when }, écrite et relue.
backup-same-disk = Ce dossier est sur le même disque que le cabinet : si le disque lâche, les deux sont perdus. Mieux vaut une clé, un second disque ou le dossier d’un autre ordinateur.
backup-failed = { $when } : la sauvegarde n’a pas pu se faire.
backup-again = Genki réessaie toutes les dix minutes.
backup-why-gone = Le dossier n’est pas là. Branchez le disque, ou choisissez un autre dossier.
backup-why-read-only = On ne peut rien écrire dans ce dossier. Choisissez-en un autre, ou déverrouillez le disque.
backup-why-full = Il n’y a plus de place dans ce dossier. Faites-en, ou choisissez-en un autre.
backup-why-full-here = Il n’y a plus de place sur le disque du cabinet. Faites-en d’abord.
backup-why-damaged = Les données du cabinet sont abîmées : aucune sauvegarde n’en est faite. Gardez les anciennes, et faites regarder par quelqu’un du métier : « genki check ».
backup-why-inside = C’est dans le dossier même du cabinet. Choisissez-en un autre, de préférence sur un autre disque.
backup-why-weak = Sur cet ordinateur, votre phrase de passe suffit : le trousseau du système la double. Une sauvegarde n’a pas de trousseau : choisissez d’abord une phrase plus longue dans Sécurité, quatre ou cinq mots que personne n’assemblerait.
backup-why-unclear = Écrivez le chemin en entier, depuis le début.
backup-why-other = Le système dit : { $why }.
backup-keep = On garde
backup-keep-more = Et, en plus, une par semaine pour les huit dernières. N’est effacé que ce que cet appareil a écrit pour ce cabinet.
backup-keep-n = les { $n } dernières
backup-elsewhere = Ailleurs, ou plus du tout
backup-elsewhere-more = Ce qui est déjà là y reste.
backup-change = Changer de dossier…
backup-stop = Arrêter
backup-kept = Dans ce dossier
backup-kept-none = Rien pour l’instant.
backup-kept-unread = Le dossier n’a pas pu être lu. Il est peut-être sur un disque absent.
backup-cut = coupée, ne compte pas
backup-checked = vérifiée { $day }
backup-not-ours = faite à la main ou ailleurs, jamais effacée
backup-try = L’essayer
backup-reading = Lecture en cours…
backup-whole = Elle est entière : chaque octet est tel qu’il a été écrit.
backup-try-passphrase = Votre phrase de passe de ce jour-là
backup-try-do = La restaurer pour voir
backup-trying = Restauration d’essai…
backup-tried = Elle s’ouvre et se restaure : { $n ->
    [one] { $n } patient
   *[other] { $n } patients
}, dernière écriture { $when }. L’essai est effacé.
backup-weak = Sur cet ordinateur, votre phrase de passe suffit : le trousseau du système la double. Une sauvegarde n’a pas de trousseau : qui vole le fichier peut essayer à loisir. Une phrase plus longue protège les deux : dans Sécurité, quatre ou cinq mots que personne n’assemblerait.
backup-alone = Une sauvegarde laisse derrière elle le trousseau de cet ordinateur : la phrase de passe de chacun y est seule à la protéger. Qui a une phrase trop facile à deviner pour cela n’en fait pas partie ; les mots de secours l’ouvrent toujours.
backup-hand = Une à la main
backup-hand-more = Dans un fichier de votre choix ; Genki ne l’efface jamais.
backup-hand-open = En faire une…
backup-old = { $n ->
    [one] La dernière sauvegarde date d’hier.
   *[other] La dernière sauvegarde date d’il y a { $n } jours.
}
backup-none-yet = Aucune sauvegarde pour l’instant : { $n } jours de travail ne sont que sur cet ordinateur.
backup-see = S’en occuper
backup-later = Demain
cli-backed-up-kept = La sauvegarde { $file } est écrite et vérifiée.{ $n ->
    [0] {""}
    [one] {" "}Une plus ancienne de cet appareil a été effacée.
   *[other] {" "}{ $n } plus anciennes de cet appareil ont été effacées.
}
strength-backup = Bonne sur cet ordinateur. Une sauvegarde volée n’a pas de trousseau : plus longue, elle la protège aussi.

## Settings: who works here, who may what
set-persons = Équipe
set-rights = Qui peut quoi
set-asked = Demandes
or = ou
persons-title = Qui travaille ici
persons-alone = Vous êtes seule ici pour l’instant. Chaque personne qui travaille avec Genki a sa phrase de passe : le cabinet sait ainsi qui a fait quoi, et ce qui est à quelqu’un le reste.
persons-gone = { $n ->
    [one] Une personne est partie
   *[other] { $n } personnes sont parties
}
person-add = Ajouter une personne
person-name = Nom
person-role = Fonction
person-you = vous
person-manager = responsable
person-manager-is = Responsable
person-manager-more = Ajoute des personnes, change les fonctions, les réglages du cabinet, et ce que personne d’autre ne fait de son chef. N’ouvre rien de ce que lisent les médecins.
person-day = Consulte en tant que
person-day-none = Pas d’agenda ici
person-day-of = agenda de { $name }
person-day-own = son agenda
person-waits = attend qu’un médecin lui donne accès
person-doctor-hint = Ce qui est écrit pour les médecins seuls s’ouvre quand un médecin qui le lit est d’accord. Le premier médecin n’a besoin de personne.
person-types = Laissez maintenant la nouvelle personne taper : sa phrase de passe ne regarde qu’elle.
person-types-name = Laissez maintenant { $name } taper : une phrase de passe ne regarde que la personne elle-même.
person-making = Création des clés. Cela prend une ou deux secondes, et c’est ce qui les rend sûres.
person-left-on = départ le { $date }
person-own-passphrase = Vous la changez vous-même, sous Sécurité.
person-forgot = Phrase de passe oubliée
person-forgot-more = Une nouvelle, tapée ici par la personne elle-même.
person-reset = Nouvelle phrase…
person-reset-do = C’est celle-ci
person-reset-before = { $name } pourra travailler tout de suite avec la nouvelle phrase de passe. Elle n’ouvre pas ce qui était scellé pour { $name } seulement, ou pour les médecins : il faudra l’ancienne phrase ou, pour ce que partagent les médecins, l’accord d’un autre médecin. Personne d’autre ne peut l’ouvrir, ni un responsable ni les mots de secours. L’ancienne phrase elle-même n’ouvre plus le cabinet.
person-reset-after = { $name } peut ouvrir Genki. S’il reste quelque chose de scellé avec les anciennes clés, c’est indiqué sous Sécurité, avec les moyens de le retrouver.
person-back = Revient…
person-back-before = { $name } reçoit une nouvelle phrase de passe et retravaille tout de suite, avec la même fonction qu’avant. Ce qui était scellé pour { $name } seulement, ou pour les médecins, attend l’ancienne phrase ou, pour ce que partagent les médecins, l’accord d’un autre médecin.
person-back-after = { $name } est de retour et peut ouvrir Genki. S’il reste quelque chose de scellé avec les anciennes clés, c’est indiqué sous Sécurité.
person-leaves = Ne travaille plus ici
person-leaves-more = N’ouvre plus rien désormais. Son travail reste.
person-leave = Départ…
person-leave-do = Noter le départ
person-leave-means = Désormais { $name } n’ouvre plus rien sur cet appareil, même en y remettant un ancien fichier de clés. Seule une copie du dossier entier faite avant s’ouvrirait encore, sur un ordinateur sans trousseau. Ce que { $name } a fait reste, sous le même nom. Ce que les médecins écriront désormais aura une nouvelle clé. { $name } peut revenir, avec une nouvelle phrase de passe.
person-becomes-doctor = Comme médecin, { $name } décide des résultats. Ce qui est écrit pour les médecins seuls s’ouvre quand un médecin qui le lit est d’accord.
person-becomes-doctor-do = Devient médecin
person-becomes-secretary = Comme secrétaire, { $name } ne lit plus ce que les médecins écriront désormais pour eux seuls, et ne décide plus des résultats.
person-becomes-secretary-do = Devient secrétaire
done-person = { $name } : enregistré
done-person-add = { $name } peut maintenant ouvrir Genki
done-person-reset = { $name } a une nouvelle phrase de passe
done-person-leave = { $name } n’ouvre plus rien ici
admit-joined = { $name } rejoint les médecins. Lui donner à lire ce qui est écrit pour les médecins seuls ?
admit-new-keys = { $name } a une nouvelle phrase de passe. Lui redonner à lire ce qui est écrit pour les médecins seuls ?
admit-yes = Donner accès
admit-later = Pas maintenant
admit-ask = Vous ne lisez pas encore ce qui est écrit pour les médecins seuls. Demandez à un confrère de vous donner accès : { $names }.
done-admit = { $name } lit maintenant ce qui est écrit pour les médecins seuls
former-title = Quelque chose est encore scellé avec vos anciennes clés.
former-more = C’est à vous seule. Seule votre ancienne phrase de passe l’ouvre.
former-more-doctor = Seule votre ancienne phrase de passe l’ouvre. Ce que les médecins partagent, un confrère peut aussi vous l’ouvrir.
former-passphrase = Votre ancienne phrase de passe
former-do = Le retrouver
done-regain = Ce qui était scellé avec vos anciennes clés s’ouvre de nouveau
rights-lead = Comment on fait ici. Un responsable peut en changer une partie.
rights-lead-manager = Comment on fait ici. Ce qui a un interrupteur se change, et s’applique aussitôt.
rights-secretary = Secrétaire
rights-doctor = Médecin
rights-manager = Responsable
may-do = le fait
may-ask = demande
may-no = non
may-own = le sien seul
may-when = une fois décidé
may-as-role = selon sa fonction
rights-keys = Ce qui porte une clé est scellé pour les personnes concernées. Là, ce sont les clés qui décident : aucun réglage, aucun responsable, et personne qui aurait l’ordinateur en main ne peut l’ouvrir.
deed-front-desk = L’accueil
deed-front-desk-more = Agenda, salle d’attente, appels, identité, argent, courriers
deed-read-results = Lire les résultats
deed-read-results-more = Ceux qui arriveront désormais ; les anciens restent comme ils sont
deed-decide-results = Décider de ce qui se dit
deed-tell-results = Annoncer un résultat
deed-tell-results-more = La secrétaire, quand un médecin a dit quoi
deed-doctors-only = Notes réservées aux médecins
deed-own-log = Son journal personnel
deed-reasons = Motifs de visite
deed-prices = Tarifs
deed-recall-kinds = Relances
deed-devices = Appareils
deed-merge = Réunir deux dossiers, ou les séparer
deed-export = Tout exporter
deed-audit = Qui a vu et fait quoi
deed-persons = Équipe, fonctions, réglages du cabinet
done-rights = Qui peut quoi : modifié
ask-manager = Demander à un responsable
ask-lead = C’est à un responsable de le faire : { $who }.
asked-nothing = Rien pour l’instant. Là où quelque chose revient à un responsable, un bouton le demande.
ask-words = Quoi, et pourquoi ? (facultatif)
ask-send = Demander
ask-waits = Demande faite : { $day }, { $time }. La réponse est attendue.
ask-open = Ouvrir
ask-word = Un mot avec (facultatif)
ask-done = Fait
ask-refuse = Refuser
ask-read = Vu
ask-open-still = en attente d’une réponse
ask-answered-done = Fait par { $name }.
ask-answered-refused = { $name } ne le fait pas.
asked-of-you = On vous demande
asked-none = Rien ne vous attend.
asked-by-you = Vos demandes
asked-before = Déjà répondu
asked-count = { $n ->
    [one] une demande vous attend
   *[other] { $n } demandes vous attendent
}
done-ask = Demandé. La réponse viendra sous Réglages.
done-answer-done = Répondu : fait
done-answer-refused = Répondu : non
act-ask = Demande à un responsable
act-answer = Réponse à une demande
act-ask-read = Réponse vue
act-change-rights = Qui peut quoi
refused-ask-already = Vous l’avez déjà demandé. La réponse est attendue.
refused-ask-not-yours = Ce sont les responsables qui répondent aux demandes.
refused-ask-unknown = Cette demande n’est plus là.
refused-ask-answered = Quelqu’un y a déjà répondu.
door-you-are = Vous êtes
cli-new-passphrase = Laissez la personne taper sa nouvelle phrase de passe :
cli-person-added = { $name } peut maintenant ouvrir ce cabinet ici.
cli-person-changed = { $name } : modifié.
cli-key-later = Un autre programme lit la base en ce moment. À la prochaine ouverture, elle sera chiffrée à nouveau, pour que les anciennes clés n’ouvrent plus rien.
cli-person-reset = { $name } a une nouvelle phrase de passe. Ce qui était scellé avec les anciennes clés attend l'ancienne phrase ou, pour ce que partagent les médecins, un autre médecin.
cli-person-left = { $name } n'ouvre plus rien ici. Son travail reste.
cli-person-waits = Ce qui est écrit pour les médecins seuls s'ouvrira pour { $name } quand un médecin qui le lit sera d'accord, dans la fenêtre.
holder-person = Un changement dans l'équipe

## Import
import-drop = Déposez les fichiers ici
import-drop-hint = D’un autre logiciel. Rien ne change avant votre accord.
import-choose = Choisir…
import-by-path = Indiquer plutôt un fichier
import-path = Chemin du fichier
import-read = Lire
import-unreadable = { $file } n’a pas pu être ouvert. Rien n’a été modifié.
import-cancelled = Interrompu. Tout est resté en l’état.
import-reading = Lecture en cours
import-taking = Reprise en cours
import-not-yet = Simple lecture : rien ne change encore.
import-all-or-nothing = Tout ou rien : interrompre laisse tout en l’état.
import-would = Ce que cela apporterait
import-kind = Sorte
import-found = trouvés
import-new = nouveaux
import-changed = modifiés
import-as-before = inchangés
import-rejected = rejetés
import-rejected-title = Rejetés
import-left-alone = Laissés de côté : { $what }. Un accueil ne garde de la santé des gens que le nécessaire.
import-nothing-new = Tout cela est déjà ici.
import-take = Reprendre
import-not-now = Pas maintenant
import-line = ligne { $n }
import-done = Terminé. En une étape : on peut tout retirer d’un coup.
import-taken-back = Retiré. Tout est comme avant l’import.
import-see-today = Voir aujourd’hui
import-another = Un autre fichier
import-undo = Tout retirer
import-before = Déjà repris
import-changes = { $n } modifications
import-take-back = Retirer
kind-patient = Patients
kind-practitioner = Praticiens
kind-practitionerrole = Horaires
kind-schedule = Agendas
kind-slot = Plages d’agenda
kind-healthcareservice = Motifs
kind-appointment = Rendez-vous
kind-daynote = Notes du jour
kind-basic = Notes et rappels
kind-activitydefinition = Types de rappels
kind-encounter = Visites
kind-task = Tâches
kind-immunization = Vaccinations
kind-immunizationrecommendation = Vaccinations à faire
kind-communication = Appels et messages
kind-servicerequest = Adressages
kind-claim = Feuilles de soins
kind-claimresponse = Réponses des caisses
kind-documentreference = Documents
kind-binary = Contenus de documents
kind-coverage = Couvertures
kind-unknown = Illisible
refused-import-why-not-json = Cette ligne n’est pas du JSON.
refused-import-why-no-type = Elle ne dit pas ce qu’elle est.
refused-import-why-no-name = Sans nom.
refused-import-why-birth-date = La date de naissance n’est pas une date.
refused-import-why-gender = Le sexe n’est pas un code de FHIR.
refused-import-why-status = L’état manque ou est inconnu.
refused-import-why-time = Une heure n’est pas une heure.
refused-import-why-no-start = Le début manque.
refused-import-why-no-length = La durée manque.
refused-import-why-end-before-start = La fin précède le début.
refused-import-why-no-patient = Aucun patient n’y est nommé.
refused-import-why-no-practitioner = Aucun praticien n’y est nommé.
refused-import-why-hours = Les horaires sont illisibles.
refused-import-why-unknown = Elle renvoie à { $what }, absent du fichier et d’ici.
refused-import-why-refused = Elle renvoie à { $what }, qui a été rejeté.
refused-import-why-entered-in-error = Marquée comme saisie par erreur.
refused-import-why-twice = La même fiche, ou la même personne, figure encore une fois dans le fichier et y dit autre chose. C’est la dernière qui est retenue.
refused-import-why-counted = Elle renvoie à { $what } par un numéro que plusieurs portent ici.
refused-import-why-letters = Des caractères sont illisibles.
refused-import-why-no-end = Elle commence et ne finit pas.
refused-import-why-not-person = C’est la carte d’une société. Elle peut entrer comme contact.
refused-import-why-several = Plusieurs patients portent ici ce nom. Une date de naissance dirait lequel.
refused-import-why-cells = Elle a plus de cases que le tableau n’a de colonnes.
refused-import-why-quotes = Un guillemet s’ouvre et ne se referme pas.
refused-import-why-repeats = Sa répétition est illisible.
refused-import-why-zone = Son fuseau horaire est inconnu.
refused-import-why-whose-calendar = Rien ne dit à qui est cet agenda : choisissez le praticien.
refused-import-why-broken = Il s’interrompt au milieu.
refused-import-why-no-doctor = Le contenu de ce document est réservé aux médecins, et aucun n’a encore d’accès ici. Ajoutez-en un, puis reprenez le fichier : seul ce qui manque entrera.
refused-import-why-other-kind = Son identifiant désigne déjà autre chose dans ce cabinet (une personne, un rendez-vous, une tâche…). Il n’a pas été repris, et rien n’a changé.
refused-import-remark-endless = Une série sans fin est reprise jusqu’au { $until }.
refused-import-remark-long = D’une longue série, les { $n } derniers sont repris ; { $left } plus anciens restent dehors.
refused-import-remark-emptied = Le fichier laisse vide ce qui est connu ici : { $fields }. C’est donc vidé ici aussi.
import-columns-left-out = Colonnes non reprises, alors qu’elles contiennent quelque chose : { $names }.
import-columns-empty = Colonnes non reprises, vides : { $names }.
refused-import-remark-birth-date = La date de naissance n’est pas une date. Elle est gardée dans la remarque de la personne.
refused-import-remark-gender = Le sexe n’a pas pu être lu ; il reste non renseigné.
refused-import-remark-number-lost = Un numéro a été abîmé par un tableur (« 3,36E+10 ») : ses derniers chiffres sont perdus. Il n’a pas été repris.
refused-import-remark-number-mended = Un numéro a été modifié par un tableur (« .0 » à la fin). Il a été lu sans cela.
refused-import-remark-counted-patient = Son numéro est ici celui d’un autre patient, au nom ou à la date de naissance différents : la fiche entre à part.
refused-import-remark-counted-practitioner = Son numéro est ici celui d’un autre praticien, au nom différent : la fiche entre à part.
refused-import-remark-counted-visits = Rendez-vous dont le numéro est ici celui d’un autre, et qui entrent à côté : { $n }.
refused-import-remark-deleted = Supprimées d’après le fichier, et laissées dehors : { $n }.
refused-import-remark-proposed = Ce rendez-vous est demandé et n’a pas encore d’heure : il rejoint la liste d’attente.
refused-import-remark-unused = Non repris de { $kind } : { $what }.
import-remarks-title = Bon à savoir
import-unsettled = { $n ->
    [one] Un rendez-vous attend encore son patient
   *[other] { $n } rendez-vous attendent encore leur patient
}
import-unsettled-settle = Attribuer
export-title = Exporter
export-lead = Pour que d’autres puissent lire. Un tel fichier n’est pas chiffré : gardez-le comme des dossiers papier, et supprimez-le quand il a servi.
export-to = Vers
export-do = Écrire le fichier
export-exists = Ce fichier existe déjà. Choisissez un autre nom.
export-failed = Le fichier n’a pas pu être écrit à cet endroit.
refused-import-unreadable-empty = Le fichier est vide. Rien n’a été modifié.
refused-import-unreadable-encoding = Le fichier n’est pas un texte en UTF-8. Rien n’a été modifié.
refused-import-unreadable-cut = Le fichier est tronqué ou abîmé (ligne { $line }). Rien n’a été modifié ; demandez-le à nouveau.
refused-import-unreadable-json = Le fichier n’est pas du JSON (ligne { $line }). Rien n’a été modifié.
refused-import-unreadable-fhir = Le fichier ne contient pas de données FHIR. Rien n’a été modifié.
refused-import-unreadable-calendar = Ce n’est pas un agenda : rien n’y en commence un. Rien n’a été changé.
refused-import-unreadable-unknown = Genki ne reconnaît pas ce fichier. Il lit FHIR, iCalendar, vCard et CSV. Rien n’a été modifié.
refused-import-unreadable-text = Le fichier n’est pas du texte. Rien n’a été modifié.
refused-import-unreadable-cards = Le fichier ne contient aucune carte de contact. Rien n’a été modifié.
refused-import-unreadable-table = Le fichier n’est pas un tableau. Rien n’a été modifié.
refused-import-unreadable-names = Aucune colonne de ce tableau n’est un nom. Rien n’a été modifié.
refused-import-unreadable-wide = Ce tableau a { $columns } colonnes : aucune liste de personnes n’en a autant. Rien n’a été modifié.
refused-import-unreadable-long = Le fichier dépasse { $most } Mo. Rien n’a été modifié ; demandez-le en plusieurs parties.
refused-import-unreadable-no-file = Ce n’est pas un fichier, mais un dossier, un tube ou un périphérique. Rien n’a été modifié.

## History and undo
taken-back = annulé
today-short = auj.
day-yesterday = Hier
day-tomorrow = Demain
history-search = Nom ou action
history-filter = Afficher
history-all = Tout
history-reception = Accueil
history-diary = Agenda
history-patients = Patients
history-practice = Cabinet
history-none = Rien n’a encore été fait.
history-more = Plus ancien
history-no-fields = Rien ici qui se lise.
history-and-more = et d’autres
value-nothing = rien
act-init = Cabinet créé
act-passphrase = Phrase de passe changée
act-sign = Droits signés
act-undo = Annulé
act-arrive = Arrivée
act-check-in = Dossier prêt
act-call-in = Appel
act-finish = Fin de visite
act-step-out = Sortie un moment
act-step-in = De retour
act-no-show = Absence
act-left = Départ sans être vu
act-cancel = Rendez-vous annulé
act-book = Rendez-vous pris
act-walk-in = Sans rendez-vous
act-move = Déplacement
act-promise = Promesse
act-phoned = Retard annoncé
act-expect-doctor = État du praticien
act-expected = État du praticien
act-new-patient = Patient ajouté
act-edit-patient = Patient modifié
act-settle = Choix entre deux valeurs
act-import = Import
field-family = Nom
field-given = Prénom
field-maiden = Nom de naissance
field-usual = Prénom d’usage
field-prefix = Civilité
field-birth-date = Date de naissance
field-gender = Sexe
field-telecom = Téléphone et e-mail
field-address = Adresse
field-languages = Langues
field-contacts = Proches
field-general-practitioner = Suivi par
field-address-as = Comment s’adresser
field-pronounce = Comment prononcer
field-alert = À garder en vue
field-note = À retenir
field-do-not-contact = Ne pas contacter
field-deceased = Décès
field-warn-of = À prévenir de
field-warn-before = Serait passé à
field-placed-for = Placée pour
field-alarm = Médecin appelé
field-alarm-seen = Réponse à l’alarme
field-alarm-by = Réponse de
field-long-wait = Une attente se remarque après
field-late-after = En retard après
field-patient = Patient
field-practitioner = Avec
field-start = Heure
field-end = Fin
field-minutes = Minutes
field-status = État
field-reason = Motif
field-reason-text = Motif
field-comment = Note
field-cancel-reason = Pourquoi annulé
field-phoned-eta = Sera là
field-promised-start = Promis avant
field-walk-in = Sans rendez-vous
field-do-not-move = À ne pas décaler
field-arrived = Arrivée
field-started = Entrée
field-finished = Fin
field-left = Sortie
field-away = Absence
field-kind = Sorte
field-speciality = Spécialité
field-hours = Horaires
field-changeover = Entre deux patients
field-into-break = Sur la pause
field-name = Nom
field-retired = Plus proposé
field-expected-at = Attendu à
field-date = Date
field-zone = Fuseau horaire
field-role = Rôle
field-title = Titre
status-booked = pris
status-pending = à confirmer
status-proposed = proposé
status-waitlist = sur liste d’attente
status-arrived = arrivé
status-checked-in = prêt
status-fulfilled = appelé
status-cancelled = annulé
status-noshow = pas venu
status-entered-in-error = saisi par erreur
status-planned = prévu
status-in-progress = chez le praticien
status-onleave = sorti un moment
status-finished = terminé
status-unknown = inconnu
role-secretary = secrétaire
role-doctor = médecin
why-left-unseen = parti sans être vu
undone = Retour en arrière fait
undone-what = Retour en arrière : { $what }
undone-partly = Retour en arrière, sauf { $left ->
    [0] rien
    [1] une chose
   *[other] { $left } choses
} modifiée depuis par quelqu’un
undo-nothing = Il n’y a rien à annuler.
redone-what = Refait : { $what }
redo-nothing = Il n’y a rien à refaire.

## Palette and keys
palette-hint = Un nom, une date de naissance, une action…
palette-found = Trouvé
palette-nothing = Rien de ce nom.
palette-recent = Récemment
palette-people = Personnes
palette-today = Aujourd’hui
palette-day = Jour
palette-do = Faire
palette-choose = choisir
palette-open = ouvrir
palette-back = retour
command-find = Trouver ou faire
command-keys = Touches
command-undo = Annuler la dernière action
command-redo = Refaire ce qui a été annulé
command-lock = Verrouiller l’écran
command-back = Un pas en arrière
command-privacy = Initiales seules, oui ou non
command-english = English
command-french = Français
command-light = Thème : papier
command-dark = Thème : nuit
command-system-theme = Thème : comme le système
command-doctor = Où en est { $name }
# What else somebody may type for it.
also-command-lock = bloquer cacher masquer partir pause
also-command-change = utilisateur session connexion collègue relève
also-lock-close = quitter sortir déconnecter déconnexion
also-command-dark = sombre noir foncé mode apparence
also-command-light = clair blanc jour lumineux mode apparence
also-command-system-theme = automatique mode apparence
also-command-english = langue anglais
also-command-french = langue
also-print-day = pdf papier liste planning
also-set-backup = copie sauvegarder restaurer récupérer
also-urgent-title = urgent urgences pressé
also-warn-title = rappeler retard avertir
also-walk-in = imprévu passage spontané
also-new-visit = rdv réserver prendre noter consultation
also-free-title = créneau créneaux disponibilité dispo trouver
also-waiting-title = attente désistement
also-patients-new-one = ajouter dossier fiche créer
also-day-note-new = mémo rappel remarque pense-bête
also-place-diary = calendrier planning semaine mois
also-place-reception = salle d’attente réception
also-place-history = journal modifications
also-place-import = charger fichier exporter export csv vcard
also-place-settings = paramètres préférences options configuration
also-twins-title = doublons fusionner double
also-to-move-title = reporter décaler
also-command-privacy = discret confidentialité cacher masquer noms
also-command-keys = raccourcis clavier aide
also-command-undo = défaire revenir retour erreur
also-command-redo = rétablir
also-far-title = tableau affichage grand
also-diary-span = vue affichage
also-unsettled-title = inconnu rattacher calendrier
also-set-practitioners = médecins docteurs infirmiers horaires
also-set-practice = fériés fermeture adresse
also-set-reasons = types durée actes
also-set-persons = utilisateurs collègues personnel secrétaires
also-set-rights = droits autorisations permissions
also-set-look = thème taille texte contraste police
also-set-safety = pin code mot de passe phrase secrète récupération
also-set-audit = accès traces audit
keys-anywhere = Partout
keys-visit = Sur un rendez-vous
keys-places = Lieux
keys-forms = Dans les listes et formulaires
keys-enter = Faire ce qui s’impose
keys-escape = Retour ; ce qui est tapé est gardé
keys-arrows = Choisir

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
refused-undo-built-upon = { $name } y a donné suite depuis : annulez d’abord cette suite.

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
refused-cli-doctor-none = Aucun agenda n’est encore tenu ici, « { $wanted } » n’en a donc pas. Réglages › Praticiens en ouvre un ; être de l’équipe ne suffit pas.
refused-cli-doctor-unknown = Personne du nom de « { $wanted } » ne travaille ici. Il y a : { $names }.
refused-cli-doctor-several = « { $wanted } » peut désigner plusieurs personnes : { $names }. Écrivez davantage du nom.
refused-cli-doctor-which = Plusieurs agendas sont tenus ici : { $names }. Dites lequel avec --practitioner.
refused-cli-no-doctor = Aucun agenda n'est encore tenu ici. Importez un fichier, ou ajoutez un praticien dans la fenêtre.
cli-no-keystore = Cette machine n'offre pas de trousseau : seule la phrase de passe protège le cabinet. Qu'elle soit solide, et à vous seule.
cli-made = { $practice } est créé, chiffré dans { $folder }.
cli-words-renewed = Les mots de secours sont renouvelés. Les précédents n’ouvrent plus rien de ce qui vient ; une sauvegarde s’ouvre avec les mots de son jour.
cli-words-unseen = Personne n’a confirmé que les mots de secours de ce cabinet sont notés. « genki words » en fait de nouveaux, et la fenêtre aussi à sa prochaine ouverture.
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
cli-nothing-due = Rien n’est à faire.
cli-due-more = … et { $n } autres
due-sort-call-back = À rappeler
due-sort-question = Question
due-sort-message = Message
due-sort-result = Résultat
due-sort-recall = Rappel
due-sort-preparation = À préparer
due-sort-referral = Courrier d’adressage
due-sort-other = Autre
due-step-call = à appeler
due-step-decide = le médecin décide
due-step-doctor-calls = le médecin appelle
due-step-tell = à transmettre
due-step-book = rendez-vous à donner
due-step-prepare = à préparer
due-step-read = à lire
due-step-do = à faire
due-until = reporté au { $when }
due-late = en retard
cli-checked = { $records } dossiers, { $changes } changements, écrits par { $devices ->
    [one] un appareil
   *[other] { $devices } appareils
}.
cli-check-beside = Quelqu'un travaille dans ce cabinet : les tables n'ont donc pas été comparées au journal. Fermez la fenêtre et vérifiez de nouveau pour cela.
cli-check-missing = { $n } changements d'autres appareils ne sont pas encore arrivés.
cli-check-aside = { $n ->
    [one] Une modification du cabinet, de ses membres ou de leurs clés ne compte pas : elle n’est pas signée par une personne qui en a le droit.
   *[other] { $n } modifications du cabinet, de ses membres ou de leurs clés ne comptent pas : elles ne sont pas signées par une personne qui en a le droit.
}
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
store-wrong-key = La base ne s'ouvre pas avec la clé de ce cabinet : le fichier des clés est plus ancien que la base ou celui d'un autre cabinet, ou la base est abîmée. Rien n'a été changé. Remettez ensemble genki.db et vault.json du même cabinet, ou restaurez une sauvegarde dans un nouveau dossier.
store-not-encrypted = { $file } n'est pas chiffré : Genki n'y touche pas.
store-newer = Ce cabinet a servi avec un Genki plus récent (format { $found }, celui-ci connaît { $known }). Rien n'a été changé ; mettez Genki à jour.
store-missing = La base { $file } a disparu. Rien n'a été changé : remettez-la, ou restaurez une sauvegarde dans un nouveau dossier.
store-damaged = Une partie de la base est abîmée. Ne changez plus rien ici : copiez le dossier en lieu sûr, puis restaurez la dernière sauvegarde dans un nouveau dossier. « genki check » dit ce qui est abîmé.
store-behind = La base est plus ancienne qu'à la dernière utilisation de ce cabinet : { $missing } modifications enregistrées manquent. Un ancien fichier a été remis, ou la dernière partie (genki.db-wal) a disparu. Remettez la copie la plus récente du dossier entier, ou restaurez une sauvegarde plus récente dans un nouveau dossier. Pour continuer avec ce qui est là, supprimez genki.db-tip.
store-full = Le disque est plein. Rien de ceci n'a été enregistré ; ce qui l'était avant est en sûreté. Faites de la place et recommencez.
store-read-only = Le disque n'accepte plus rien : il est plein, ou en lecture seule. Tout peut être consulté ; rien de ceci n'a été enregistré.
store-failed = La base n'a pas pu être lue ou écrite : le disque est peut-être plein ou défaillant. Ce qui était enregistré est en sûreté. Faites de la place et réessayez ; si cela se répète, lancez « genki check ».
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
plain-written = Non chiffré, lisible par quiconque l’a : { $file } contient { $what }. Supprimez-le quand il a servi.
plain-holds-fhir = noms, dates de naissance, numéros, adresses, notes, agenda, et les documents que vous pouvez lire
plain-holds-ics = les noms des patients, leurs rendez-vous et ce qui y est noté
plain-holds-ics-nameless = les heures où chaque praticien est occupé, sans aucun nom
plain-holds-vcf = noms, dates de naissance, numéros et adresses
plain-holds-csv = noms, dates de naissance, numéros, adresses et vos remarques
plain-holds-day = les patients d’une journée avec leurs dates de naissance, numéros et motifs
plain-holds-letter = le courrier d’un patient
plain-holds-letters = noms, dates de naissance, numéros et adresses
plain-holds-report = ce qui a été importé, et chaque ligne qui ne l’a pas été
plain-holds-audit = qui a vu et fait quoi, avec les noms des patients
plain-holds-log = votre journal personnel
cli-backed-up = La sauvegarde { $file } est écrite et vérifiée. Les phrases de passe d'aujourd'hui et les mots de secours l'ouvrent.
cli-restored = { $practice } est restauré dans { $folder }. Les phrases de passe et les mots de secours sont ceux du jour de la sauvegarde.

## Persons and rights
refused-rights-ask = Seul un responsable le fait : { $deed ->
    [persons] les personnes, les rôles et les réglages du cabinet
    [devices] les appareils
    [prices] les tarifs
    [reasons] les motifs de consultation
    [recall-kinds] les relances
    [export] exporter l’ensemble des données
    [merge] fusionner deux dossiers, ou les séparer de nouveau
   *[other] la liste de qui a vu et fait quoi
 }. Rien n’a été modifié.
refused-rights-no = { $deed ->
    [read-results] Seuls les médecins lisent ce résultat
    [decide-results] La décision revient à un médecin
   *[other] C’est réservé aux médecins
 }. Rien n’a été modifié.
refused-rights-left = Cette personne ne travaille plus ici : plus rien ne s’ouvre avec cette phrase de passe. Un responsable peut vous rouvrir l’accès.
refused-passphrase-replaced = Cette phrase de passe a été remplacée par une plus récente. Ouvrez le cabinet avec la nouvelle.
refused-person-exists = { $name } existe déjà ici. Ajoutez de quoi distinguer les deux.
refused-person-unknown = Cette personne n’est plus connue ici.
refused-person-last-manager = Il faut qu’il reste un responsable. Désignez d’abord une autre personne.
refused-person-reset-self = Votre propre phrase de passe se change sous Sécurité.
refused-person-leave-self = Personne ne se ferme la porte à soi-même. Un autre responsable peut le faire.
refused-admit-not-yours = Vous n’avez pas encore vous-même la clé des médecins.
refused-no-doctor = Il n’y a pas encore ici de médecin à qui réserver cela.
act-sealed = Écrit sous scellé
act-person-add = Personne ajoutée
act-person-change = Personne modifiée
act-person-reset = Nouvelle phrase de passe donnée
act-person-leave = A quitté le cabinet
act-words = Mots de secours définis
act-person-admit = Accès à ce que lisent les médecins
act-person-regain = Anciennes clés reprises
act-seen = Consulté
store-sealed = C’est scellé avec les clés d’autres personnes. Rien n’a été modifié.
store-other-kind = Cet identifiant désigne un enregistrement d’une autre nature. Rien n’a changé.
store-unsigned = Modifier le cabinet, ses membres ou leurs clés demande les clés d’une personne qui en a le droit. Rien n’a changé.
store-older-form = Cette base de données est une copie ancienne, d’avant la signature des droits. Elle ne sera pas ouverte. Restaurez une sauvegarde, ou remettez le dossier actuel en place.

## Notes, results, one’s own log
notes = Notes
notes-none = Rien de noté pour l’instant.
notes-new = Écrire une note
notes-save = Enregistrer la note
notes-for-doctors = Réservée aux médecins
notes-doctors-only = Réservé aux médecins
notes-not-admitted = Vous lirez ce qui est réservé aux médecins dès qu’un médecin d’ici vous en aura ouvert l’accès.
notes-added = C’est noté
notes-remove = Retirer cette note
notes-removed = Note retirée
refused-note-unknown = Cette note n’est plus là.
results = Résultats
results-none = Aucun résultat noté.
results-new = Un résultat est arrivé
results-title = De quoi il s’agit
results-title-eg = Prise de sang, laboratoire du centre
results-text = Ce qu’il dit
results-save = Enregistrer le résultat
results-new-sealed = Dès l’enregistrement, seuls les médecins peuvent lire ce qu’il dit, sur cet appareil aussi.
results-new-all = Dans ce cabinet, les secrétaires lisent aussi les résultats.
results-added = Résultat noté : il attend un médecin
results-waits = Attend la décision d’un médecin
results-say = Peut être dit · { $who }
results-i-call = { $who } appellera
results-appointment = Rendez-vous nécessaire · { $who }
results-told = Dit à { $to } · { $who }, { $when }
results-quote = « { $words } »
results-read = Lire ce qu’il dit
results-close = Replier
results-sealed = Ce qu’il dit est réservé aux médecins.
results-decide = Décider
results-decide-again = Changer la décision
results-decide-say = Peut être dit
results-decide-i-call = J’appelle
results-decide-appointment = Rendez-vous
results-exact-words = Les mots exacts qui peuvent être dits
results-call-words = Pour l’appel : seuls les médecins le lisent
results-within = Dans quel délai (le secrétariat le lit)
results-decide-do = Décider
results-decided = C’est décidé
results-tell = Dit au patient
results-tell-other = Dit à quelqu’un d’autre
results-told-to = À qui
results-told-do = C’est dit
results-the-patient = la personne elle-même
results-said = Noté : cela a été dit
refused-result-unknown = Ce résultat n’est plus là.
refused-result-words = Écrivez les mots exacts qui peuvent être dits.
refused-result-told = Cela a déjà été dit : ce qui était décidé reste tel quel.
refused-result-not-allowed = Aucun médecin n’a encore décidé de ce qui peut être dit.
act-note-add = Note écrite
act-note-change = Note modifiée
act-note-remove = Note retirée
act-moment-add = Journal personnel
act-moment-remove = Journal personnel
act-result-in = Résultat arrivé
act-result-decide = Résultat : décision
act-result-tell = Résultat dit
set-own-log = Mon journal
own-log-lead = Les moments difficiles, avec vos mots : une menace au comptoir, une mauvaise nouvelle à transmettre. L’écrire soulage, et c’est là si vous en avez besoin.
own-log-sealed = Scellé avec votre clé. Personne d’autre ne le lit : ni collègue, ni responsable, ni médecin.
own-log-none = Rien ici, et c’est très bien.
own-log-kind = Ce que c’était
own-log-aggression = Agression
own-log-bad-news = Mauvaise nouvelle
own-log-other = Autre chose
own-log-new = Que s’est-il passé ?
own-log-save = Le garder pour moi
own-log-added = Gardé, pour vous seule
own-log-removed = Retiré de votre journal
own-log-export = Enregistrer mon journal en texte
own-log-export-lead = Pour que d’autres puissent lire. Un tel fichier n’est pas chiffré : gardez-le comme des dossiers papier, et supprimez-le quand il a servi.
set-audit = Qui a vu et fait quoi
audit-lead = Chaque action, chaque dossier ouvert, chaque entrée et chaque erreur à l’entrée, avec qui et quand. La lecture de cette page y figure aussi.
audit-closed = La liste de qui a vu et fait quoi est réservée aux responsables.
audit-today = Aujourd’hui
audit-week = 7 jours
audit-month = 31 jours
audit-span = Jusqu’où remonter
audit-search = Un nom, un mot
audit-none = Rien ne correspond.
audit-count = { $n ->
    [one] { $n } ligne
   *[other] { $n } lignes
 }
audit-export = Enregistrer en tableau
audit-when = Quand
audit-who = Qui
audit-what = Quoi
audit-about = À propos de
audit-device = Appareil
audit-seen-file = Dossier ouvert
audit-seen-result = Résultat lu
audit-seen-audit = Liste consultée
audit-seen-audit-export = Liste enregistrée
audit-seen-export = Tout exporté
audit-seen-print = A imprimé une journée
audit-seen-patient = Dossier ouvert pendant un appel
audit-seen-recall-list = Liste pour courriers enregistrée
audit-seen-sign-in = A ouvert Genki
audit-seen-sign-in-words = A ouvert Genki avec les mots de secours
audit-seen-unlock = A déverrouillé l’écran
audit-seen-change-person = A pris la place de
audit-seen-wrong-passphrase = Phrase de passe erronée à ce nom
audit-seen-wrong-pin = Code erroné à ce nom
audit-seen-wrong-words = Mots de secours erronés
save-path = Chemin du fichier
save-do = Enregistrer
save-exists = { $file } existe déjà. Choisissez un autre nom.
save-failed = { $file } n’a pas pu être écrit. Choisissez un autre endroit.

## Files of every format
import-reads = Lit FHIR R4 (.json, .ndjson), les agendas (.ics), les cartes de contact (.vcf) et les tableaux (.csv, .txt).
import-visits-first = Les rendez-vous, tels qu’ils seront
import-people-first = Les personnes, telles qu’elles seront
import-when = Quand
import-who = Nom
import-born = Né(e) le
import-phone = Téléphone
import-reason = Motif
import-field = Spécialité
import-cards-as = Les cartes deviennent
import-cards-patients = Des patients
import-cards-contacts = Des contacts de l’annuaire
import-whose = Les rendez-vous sans praticien sont pour
import-nobody = Personne : les laisser de côté
import-columns = Colonnes
import-columns-read = { $n } lues sur { $all }
import-header = La première ligne nomme les colonnes
import-column = Colonne { $n }
import-column-empty = vide
import-nameless = Indiquez ci-dessus quelle colonne est le nom : les lignes apparaîtront ici.
import-reject = { $kind } : { $why }
import-save-report = Enregistrer le compte rendu
import-report-title = Import du { $at }
import-report-left = laissés de côté : { $what }
column-skip = Ne pas lire
column-family = Nom
column-given = Prénom
column-full-name = Nom complet, le nom d’abord
column-name-last = Nom complet, le prénom d’abord
column-birth-date = Date de naissance
column-mobile = Portable
column-phone = Téléphone
column-work-phone = Tél. professionnel
column-email = Courriel
column-gender = Sexe
column-prefix = Civilité
column-maiden = Nom de naissance
column-usual = Prénom usuel
column-address = Adresse
column-address-more = Complément d’adresse
column-postal-code = Code postal
column-city = Ville
column-country = Pays
column-language = Langue
column-doctor = Médecin traitant
column-note = Remarque
column-number = N° de dossier ailleurs
column-date = Rendez-vous : date
column-time = Rendez-vous : heure
column-end = Rendez-vous : fin
column-duration = Rendez-vous : durée
column-reason = Rendez-vous : motif
column-practitioner = Rendez-vous : praticien
column-middle = Autres prénoms
column-family-more = Second nom
column-birth-year = Année de naissance
column-birth-month = Mois de naissance
column-birth-day = Jour de naissance
column-fax = Fax
column-label = Type de la colonne suivante
column-address-whole = Adresse complète
column-region = Région
column-end-date = Rendez-vous : dernier jour
column-all-day = Rendez-vous : journée entière
column-subject = Rendez-vous : objet
column-genki = Numéro propre à Genki
export-format-fhir = Tout (FHIR)
export-format-ics = L’agenda (iCalendar)
export-format-vcf = Les patients, en cartes de contact (vCard)
export-format-csv = Les patients, en tableau (CSV)
export-holds-fhir = Tout ce que le cabinet partage : patients, agenda, visites, papiers. Pour un autre logiciel médical. Le contenu des documents n’y est que si la personne qui exporte peut le lire.
export-holds-ics = Les rendez-vous de chaque praticien. Pour un calendrier.
export-holds-vcf = Noms, dates de naissance, numéros et adresses, sans vos remarques. Pour le carnet d’adresses d’un téléphone.
export-holds-csv = La même chose avec vos remarques, une ligne chacun. Pour LibreOffice ou Excel.
export-names = Avec le nom des patients ; sans, il dit seulement quand quelqu’un est pris
export-place = Choisir l’endroit…

## Appels, ce qui est dû, rappels

refused-call-empty = Dites qui appelle, ou au moins de quoi il s’agit.
refused-call-unknown = Cet appel n’est plus là.
refused-task-unknown = Cette tâche n’est plus là.
refused-task-closed = C’est déjà réglé.
refused-task-no-question = On ne répond qu’à une question.
refused-due-past = Cette heure est déjà passée.
refused-recall-unknown = Cette relance n’existe plus.
refused-ages-turned = L’âge de fin vient avant l’âge de début.
refused-recall-never = Dites tous les combien, ou à quel âge : sans cela personne n’est jamais à rappeler.
refused-date-ahead = Ce jour n’est pas encore venu.
refused-keepsake-unknown = Cela a déjà été demandé, ou n’est plus là.
refused-name-taken = Ce nom existe déjà.
call-ring = Appel
call-new = Noter un appel téléphonique
call-take-up = Reprendre l’appel en attente
call-received = Appel reçu
call-made = Appel passé
call-park = Mettre en attente
call-parked = Appels en attente
call-nobody = Appel sans nom
call-not-kept = Ce qui est écrit dans l’appel n’a pas pu être gardé sur le disque. Notez-le aussi sur papier.
call-thrown = La fiche d’appel est jetée.
call-back-to = Reprendre
call-throw = Jeter
call-finish = Noter l’appel
call-words = Ce qui est dit
call-words-hint = Ce que la personne demande, avec ses mots
call-words-hint-out = Ce qui est dit et convenu
call-for-doctors = Ce qu’un médecin note ici d’un résultat est réservé aux médecins.
call-number = Numéro
call-by = Qui parle
call-by-hint = quelqu’un d’autre ?
call-stranger = Pas de dossier ici
call-create = Créer le dossier
call-why = Pourquoi
call-why-urgent = Urgence
call-why-results = Résultats
call-why-change = Rendez-vous
call-why-renewal = Ordonnance
call-why-message = Message
call-why-other = Autre
call-ended = Issue de l’appel
call-ended-reached = Joint
call-ended-no-answer = Pas de réponse
call-ended-left-word = Message laissé
call-ended-busy = Occupé
call-ended-wrong-number = Mauvais numéro
call-again = Nouvel essai : { $when }
call-no-more = Plus d’essai prévu : la tâche est close, sans réponse.
call-then = Et ensuite
call-then-nothing = Rien
call-then-call-back = Rappeler
call-then-ask = Demander au médecin
call-then-message = Laisser un message
call-whom = À qui
call-desk = L’accueil
call-any-doctor = Un des médecins
call-all = Tout le monde
call-due = Pour quand
call-due-hour = Dans 1 h
call-due-noon = Avant midi
call-due-afternoon = Cet après-midi
call-due-next-morning = Demain matin
call-clock = Une autre heure
call-clock-eg = ex. 14 h 30
call-clock-wrong = Une heure s’écrit 14:30, 14h30 ou 1430.
call-logged = Appel de { $name } noté
call-logged-call-back = Appel de { $name } noté. Rappel promis : { $when }
call-logged-ask = Appel de { $name } noté, le médecin est prévenu
call-logged-message = Appel de { $name } noté, message transmis
call-no-results = Aucun résultat n’est arrivé ici.
call-result-waits = Le médecin n’a pas encore décidé de ce qui peut être dit.
call-result-doctor = Le médecin appelle lui-même.
call-result-say = Peut être dit, mot pour mot :
call-result-come = Un rendez-vous est nécessaire :
call-result-may-be-said = Le médecin a décidé de ce qui peut être dit.
call-result-must-come = Un rendez-vous est nécessaire.
call-no-visits = Aucun rendez-vous à venir.
call-book = Donner un rendez-vous
call-booked = Rendez-vous pris : { $when }
call-moved = Rendez-vous déplacé : { $when }
call-called-off = Rendez-vous annulé
call-book-other = Donner un autre rendez-vous
call-book-not = Pas de nouveau rendez-vous
call-stands = Un rendez-vous est déjà prévu : { $when }
call-not-here = pas encore là
call-comes = annoncé pour { $time }
call-coming = Sera en retard…
call-eta = Sera là à
call-eta-at = Sera là à une autre heure
call-when = Quand
call-when-eg = jeudi après-midi, dans 3 mois, 14.12.
call-result-told = dit { $when } par { $who } (à : { $to })
call-many = { $n ->
    [one] { $n } appel
   *[other] { $n } appels
}
call-for-recall = Relance : { $kind }
call-twin = Une fiche est déjà ouverte pour cette personne, depuis { $since }.
call-join = La reprendre
call-create-not = Pas de dossier
keepsake-ask = À demander : { $words }
keepsake-asked = Demandé
keepsake-done = C’est demandé, la question ne reviendra plus.
owed-call-back = Rappel promis
owed-question = Question au médecin
owed-message = Message
owed-result = Résultat
owed-recall = Relance
owed-preparation = À préparer
owed-referral = Courrier
owed-other = À faire
owed-told = Dit
owed-done = Fait
owed-is-done = C’est réglé
answer-none = Sans réponse
answer-yes = Oui
answer-no = Non
answer-see-me = Doit venir
answer-call-them = À rappeler
answer-i-call = Le médecin appelle
answer-words = Réponse
act-call = Appel téléphonique noté
act-keepsake-asked = Demandé au patient
act-task-done = Tâche réglée
call-off-it = Annuler
call-unknown = « { $name } », sans dossier

## À faire

place-owed = À faire
also-place-owed = suivis rappels promis tâches dû liste
owed-count = { $n ->
    [one] Une chose vous attend
   *[other] { $n } choses vous attendent
}
owed-tab-list = À faire
owed-tab-calls = Appels
owed-tab-closed = Fait aujourd’hui
owed-heading-overdue = Promis, et pas encore rappelé
owed-everybodys = Rappelle qui est libre
owed-heading-late = En retard
owed-heading-now = Maintenant
owed-heading-today = Plus tard aujourd’hui
owed-heading-later = Plus tard
owed-heading-whenever = Sans échéance
owed-heading-asleep = Remis à plus tard
owed-whose = À qui
owed-whose-everybody = À tous
owed-whose-mine = À moi
owed-whose-desk = À l’accueil
owed-sorts = Sortes
owed-not-this = Ce n’est pas possible avec cette ligne.
owed-pick = En choisir plusieurs
owed-picked = { $n ->
    [0] Aucune choisie
    [one] Une choisie
   *[other] { $n } choisies
}
owed-all-ready = Tout est prêt
owed-of-picked = { $n } sur { $all }
owed-left-out = { $n ->
    [one] { $n } laissée de côté : cela ne s’y prête pas
   *[other] { $n } laissées de côté : cela ne s’y prête pas
}
owed-none-takes = { $n ->
    [one] Cela ne s’y prête pas.
   *[other] Aucune ne s’y prête.
}
give-nobody = Personne en particulier
owed-more = { $n } de plus
owed-none = On ne doit rien à personne.
owed-none-of-it = Rien de cette sorte.
owed-none-else = Rien d’autre n’est dû à personne.
owed-show-all = Tout montrer
owed-next = Ensuite : { $name } à { $time }
owed-recalls = À relancer
owed-keys-rows = une ligne
owed-keys-open = ouvre
owed-keys-next = l’étape suivante
owed-keys-pick = choisir
owed-nobody = Sans nom
owed-caller = de la part de { $name }
owed-tomorrow = demain { $time }
owed-yesterday = hier { $time }
owed-until = remis à { $when }
owed-promised = promis pour { $when }
owed-asked = demandé { $when } par { $name }
owed-needed = réponse avant { $when }
owed-again = nouvel essai { $when }
owed-of-you = pour vous
owed-came = arrivé { $when }
owed-visit = pour le rendez-vous de { $when }
owed-by = avant { $when }
owed-since = depuis { $when }
owed-said = { $name }, { $when }
owed-noted = noté par { $name }, { $when }
owed-of = pour { $name }
owed-any-doctor = pour un des médecins
owed-tried = { $n ->
    [one] un essai, { $when }
   *[other] { $n } essais, le dernier { $when }
}
owed-late-by = { $time } de retard
owed-late-hours = { $n ->
    [one] une heure de retard
   *[other] { $n } heures de retard
}
owed-late-days = { $n ->
    [one] un jour de retard
   *[other] { $n } jours de retard
}
owed-may-say = Peut être dit
owed-come = Doit venir
owed-booked = Rendez-vous pris : { $when }
owed-waits = Attend le médecin
owed-doctor-calls = Le médecin appelle
owed-do-call = Appeler
owed-do-tell = À dire
owed-do-told = C’est dit
owed-do-book = Rendez-vous
owed-do-prepare = Préparer
owed-do-decide = Décider
owed-do-read = Lu
owed-do-done = Fait
owed-act-done = Fait
owed-act-no-answer = Pas de réponse
owed-act-put-off = Remettre
owed-act-give = Confier à
owed-act-drop = Abandonner
owed-reply = Répondre
owed-as-said = Notez ce que le médecin a dit, votre nom reste à côté :
owed-answers = Réponses
put-off-hour = Dans une heure
put-off-afternoon = Cet après-midi
put-off-morning = Prochain matin
put-off-date = Une date
put-off-day = À quel jour
drop-why = Pourquoi on abandonne
drop-not-needed = Plus nécessaire
answer-do-yes = Oui
answer-do-no = Non
answer-do-see-me = Me voir
answer-do-call-them = Rappelez
answer-do-i-call = J’appelle
answer-do-words = Dicter une réponse
answer-to-say = Ce qu’il faut dire
inbox-title = En attente de vous
inbox-send = Décider
inbox-within-days = ces prochains jours
inbox-within-week = dans la semaine
inbox-within-month = dans le mois
message-new = Écrire un message
also-message-new = dire collègue note mot réponse
message-answer = Répondre
message-words = Message
message-send = Envoyer
journal-count = { $n ->
    [0] aucun appel
    [one] un appel
   *[other] { $n } appels
}
journal-none = Aucun appel ce jour-là.
journal-none-hint = Ce que vous notez avec F2, et chaque essai, se retrouve ici.
journal-visit = rendez-vous { $when }
call-mistaken = Noté par erreur
call-mistaken-do = Par erreur
settled-none = Rien n’est encore réglé aujourd’hui.
settled-count = { $n ->
    [one] Une chose faite aujourd’hui
   *[other] { $n } choses faites aujourd’hui
}
settled-done = réglé par { $name }
settled-told = dit par { $name }
settled-failed = clos après plusieurs essais, { $name }
settled-dropped = abandonné par { $name }
settled-reopen = Reprendre
remind = Prévenir quand c’est l’heure
remind-more = Un avis discret du système, sans aucun nom, une fois par heure au plus. Il vient aussi quand l’écran est verrouillé. Sans lui, ou si le système n’en montre pas, une ligne dans la fenêtre le dit.
remind-more-until = { $n ->
    [one] encore { $n } d’ici { $time }
   *[other] encore { $n } d’ici { $time }
}
remind-go = Y aller
remind-title = Genki : c’est bientôt l’heure
done-task = { $name } : réglé
done-tasks = { $n ->
    [one] Une chose réglée
   *[other] { $n } choses réglées
}
done-put-off = { $n ->
    [one] Remis : { $when }
   *[other] { $n } choses remises : { $when }
}
done-give = { $n ->
    [one] Confié : { $name }
   *[other] { $n } choses confiées : { $name }
}
done-drop = { $name } : abandonné
done-ready = Prêt : { $what }
done-not-ready = Finalement pas prêt : { $what }
done-no-answer-again = { $name } : pas de réponse. Nouvel essai { $when }
done-no-answer-last = { $name } : pas de réponse. C’était le dernier essai, la tâche est close.
done-answer = { $name } : { $answer }
done-decide = { $name } : décidé
done-message = Le message est envoyé
done-call-mistaken = L’appel ne compte plus
done-reopen = C’est repris
act-task-put-off = Tâche remise à plus tard
act-task-give = Tâche confiée
act-task-drop = Tâche abandonnée
act-task-no-answer = Appel sans réponse
act-task-answer = Réponse du médecin
act-task-message = Message
act-task-reopen = Tâche reprise
act-call-mistaken = Appel noté par erreur
act-result-give = Résultat confié à un médecin
act-ready = Préparé pour un rendez-vous
refused-task-no-message = On ne répond qu’à un message.
refused-result-decided = C’est déjà décidé.
refused-no-such-doctor = Ce médecin ne travaille plus ici.
patient-owed = À faire
patient-calls = Appels
patient-call = Appeler le { $number }
results-doctor = Qui décide

## Relances, mots à garder, dossiers prêts

and = et
day-month = { $day } { $month }
month-year = { $month } { $year }
set-recalls = Relances
recalls-title = Relances
recalls-lead = Qui doit revenir, et pour quoi : cela suit les dossiers, personne n’a rien à cocher.
recalls-set = Régler les relances
recalls-set-lead = Pour quoi le cabinet fait revenir ses patients. La liste des personnes se calcule d’elle-même.
recalls-none = Aucune relance n’est encore réglée.
recalls-none-hint = Vaccins, dépistages, contrôles : dites une fois qui doit revenir et quand, la liste se fait seule.
recalls-make = Régler les relances
recalls-due = { $n ->
    [one] { $n } à relancer
   *[other] { $n } à relancer
}
recalls-later = { $n ->
    [one] { $n } en attente
   *[other] { $n } en attente
}
recalls-nobody = personne
recalls-shipped = { $n ->
    [one] Reprendre la relance fournie
   *[other] Reprendre les { $n } relances fournies
}
recalls-shipped-hint = Vaccins, dépistages et suivi du diabète, d’après le calendrier français de 2025 : à vérifier et à adapter.
recalls-taken-in = { $n ->
    [one] { $n } relance reprise
   *[other] { $n } relances reprises
}
recall-add = Ajouter une relance
recall-change = Modifier { $name }
recall-kind-saved = Relance « { $name } » enregistrée
recall-kind-retired = Relance « { $name } » arrêtée
recall-all = Tout le monde
recall-women = Les femmes
recall-men = Les hommes
recall-flag = « { $flag } »
recall-marked = avec la mention { $flags }
recall-not-marked = sans la mention { $flags }
recall-from-to = de { $from } à { $to } ans
recall-from = à partir de { $from } ans
recall-to = jusqu’à { $to } ans
recall-at-ages = à { $ages }
recall-once = une seule fois
recall-then = puis { $every }
recall-gap = au moins { $age } après la dernière fois
recall-every-days = { $n ->
    [1] chaque jour
   *[other] tous les { $n } jours
}
recall-every-weeks = { $n ->
    [1] chaque semaine
   *[other] toutes les { $n } semaines
}
recall-every-months = { $n ->
    [1] chaque mois
   *[other] tous les { $n } mois
}
recall-every-years = { $n ->
    [1] chaque année
   *[other] tous les { $n } ans
}
recall-years = { $n } ans
recall-months = { $n } mois
recall-last = dernière fois le { $on }
recall-because-again = à refaire à { $age }
recall-because-age = à faire à { $age }, rien au dossier
recall-because-from = rien au dossier, à faire dès l’âge de { $age }
recall-because-never = rien au dossier
recall-because-recommended = recommandé par un autre logiciel pour le { $on }
recall-due-today = dès aujourd’hui
recall-due-since = depuis le { $on }
recall-due-years = depuis { $on }
recall-due-on = le { $on }
recall-name = Nom
recall-name-hint = ex. Grippe, Mammographie
recall-every = Tous les
recall-every-hint = Vide : une seule fois
recall-unit = Unité
recall-unit-days = jours
recall-unit-weeks = semaines
recall-unit-months = mois
recall-unit-years = ans
recall-ages = À des âges fixes
recall-ages-hint = 25, 45, 65 ou 2 mois, 4 mois
recall-gap-field = Au moins, depuis la dernière fois
recall-gap-hint = 5 ans, 6 mois
recall-from-age = À partir de (ans)
recall-to-age = Jusqu’à (ans compris)
recall-gender = Pour
recall-reason = Motif à réserver
recall-no-reason = Aucun en particulier
recall-flags = Seulement avec la mention
recall-flags-hint = Une des mentions du dossier, séparées par des virgules
recall-not-flags = Sauf avec la mention
recall-evidence = Ce qui montre que c’est fait
recall-evidence-hint = Une ligne par mot : le nom d’un vaccin, d’un examen, ou un code comme cvx|140. Un rendez-vous tenu pour le motif ci-dessus compte aussi, si aucune autre relance ne le réserve.
recall-basis = D’où vient la règle
recall-whom = { $n ->
    [0] Personne n’est à relancer aujourd’hui.
    [one] { $n } personne est à relancer aujourd’hui :
   *[other] { $n } personnes sont à relancer aujourd’hui, les plus anciennes d’abord :
}
recall-whom-unclear = Dès que la règle est lisible, on voit ici qui elle concerne.
refused-number-unclear = Un nombre entier, ou rien.
refused-ages-unclear = Des âges comme 25, 45, 65, ou 2 mois, 4 mois.
recall-back = Retour
recall-find = Chercher dans la liste
recall-shelves = Où en est-on
recall-shelf-due = À appeler
recall-shelf-later = Reportés
recall-shelf-unreached = Jamais joints
recall-shelf-quiet = Ne pas contacter
recall-doctor = Suivis par
recall-all-doctors = Tous
recall-letters = Liste pour courriers
recall-letters-of = { $n ->
    [one] Liste pour { $n } courrier
   *[other] Liste pour { $n } courriers
}
recall-nobody = Plus personne à appeler.
recall-nobody-hint = Ceux qui ont pris rendez-vous, ou pour qui c’est fait, quittent la liste d’eux-mêmes.
recall-nobody-found = Personne de ce nom dans cette liste.
recall-more = Les { $n } suivants
recall-shown = { $shown } sur { $all }
recall-keys-rows = la ligne
recall-keys-pick = cocher
recall-pick = Cocher { $name }
recall-picked = { $n ->
    [one] { $n } coché
   *[other] { $n } cochés
}
recall-pick-all = Cocher les { $n }
recall-pick-none = Tout décocher
recall-call = Appeler
recall-book = Donner un rendez-vous
recall-no-answer = Pas de réponse
recall-put-off = Reporter
recall-done = Fait ailleurs
recall-decline = Ne veut pas
recall-later-week = 1 semaine
recall-later-month = 1 mois
recall-later-quarter = 3 mois
recall-later-half = 6 mois
recall-until-day = Ou jusqu’au…
recall-until = jusqu’au { $day }
recall-done-on = Fait le : 18/06/2026, 06/2026, 2026
recall-done-do = Noter
recall-done-today = Aujourd’hui
recall-done-unclear = Un jour passé, comme 18/06/2026, 06/2026 ou 2026.
recall-why = Pourquoi
recall-why-words = Ou avec ses mots
recall-why-no = Ne le souhaite pas
recall-why-elsewhere = Suivi ailleurs
recall-why-not-allowed = Contre-indiqué
recall-quiet = Ne pas contacter
recall-quiet-said = Ne souhaite pas être contacté. On peut en parler au prochain passage.
recall-tried = { $name } n’a pas répondu, nouvel essai { $day }
recall-tried-today = { $name } n’a pas répondu, nouvel essai dans une heure
recall-tried-enough = { $name } n’a pas répondu : assez d’essais, un courrier peut-être
recall-was-put-off = { $name } : reporté au { $day }
recall-all-put-off = { $n ->
    [one] { $n } personne reportée au { $day }
   *[other] { $n } personnes reportées au { $day }
}
recall-was-done = { $name } : fait ailleurs le { $day }
recall-was-declined = { $name } : noté, ne sera plus relancé
act-recall-kind = Relance réglée
act-recall-kinds = Relances fournies reprises
act-recall-snooze = Relance reportée
act-recall-attempt = Relance : pas de réponse
act-recall-done = Relance : fait ailleurs
act-recall-decline = Relance déclinée
act-recall-again = Relance reprise
minds = À garder en tête
minds-none = Rien à lui demander pour l’instant.
minds-new = Ce qu’il faudra lui demander
minds-eg = ex. Comment s’est passé le bac de sa fille ?
minds-when = Quand
minds-when-eg = 06/2027
minds-when-wrong = Une année, un mois ou un jour : 2027, 06/2027, 18/06/2027. Rien : à la prochaine visite.
minds-keep = Garder
minds-kept = C’est gardé, la question viendra au bon moment.
minds-next = à la prochaine visite
minds-now = { $on }, à demander maintenant
minds-on = à demander après { $on }
minds-drop = Ne plus demander
minds-dropped = Ce ne sera pas demandé.
act-keepsake = Gardé en tête
act-keepsake-drop = Ne sera plus demandé
recalls-of-none = Rien à faire pour l’instant.
recall-declined = Ne veut pas : { $why }
recall-again = Reprendre
recall-taken-up = { $name } : la relance reprend
patient-relatives = Proches
contact-of = Proche { $n }
contact-name = Nom
contact-relation = Lien
contact-add = Ajouter un proche
contact-remove = Retirer le proche { $n }
flags = Mentions
flags-hint = pour les relances
flags-new = ex. diabète
flags-in-use = Mentions déjà utilisées
flag-remove = Retirer « { $flag } »
field-flags = Mentions
field-needs = À avoir prêt
field-ready = Prêt
ready-title = À avoir prêt
ready-missing = { $n ->
    [one] 1 pièce manque
   *[other] { $n } pièces manquent
}
ready-done = Prêt : { $need }
ready-undone = Plus prêt : { $need }
reason-needs = À avoir prêt pour ce motif
reason-needs-eg = Compte rendu du chirurgien
reason-needs-hint = Une ligne par pièce. Ce qui manque se voit la veille.
recall-work = Voir et traiter toute la liste
calls = Appels téléphoniques

## Files that came with a result

results-came = Un résultat est arrivé
results-files = Le courrier lui-même
results-files-drop = Déposez ou choisissez un PDF, une photo
results-file-drop = Retirer { $file }
refused-file-empty = { $file } est vide.
refused-file-large = { $file } dépasse 20 Mo.
refused-file-kind = { $file } n’est ni un PDF ni une image : Genki ne saurait pas le montrer.
paper-files = Pièces
paper-before = Pièce précédente
paper-after = Pièce suivante
paper-elsewhere = Autre programme
paper-save = Enregistrer…
paper-size = Taille
paper-smaller = Plus petit
paper-larger = Plus grand
paper-page = Page { $n }
paper-reading = Lecture…
paper-bad = Genki n’arrive pas à lire cette pièce. Un autre programme y parviendra peut-être.
paper-not-whole = Cette pièce est incomplète ici : une partie manque ou est abîmée.
paper-too-much = Cette pièce demande plus de temps ou de mémoire que Genki n’en accorde à un fichier venu d’ailleurs. Un autre programme peut l’ouvrir.
paper-on = Continuer à la page { $n }
paper-more = { $n ->
    [one] Encore une page, à lire dans un autre programme.
   *[other] Encore { $n } pages, à lire dans un autre programme.
}
size-kb = { $n } ko
size-mb = { $n } Mo
decimal = ,
results-file-add = Ajouter
recalls-far = Plus tard : { $n }
refused-result-whose = De qui est ce résultat ? Choisissez la personne.
results-said-of = Noté : dit à { $name }
cli-noted-later = Cette lecture ou cet export est gardé à côté du cabinet, et sera noté dans la liste de qui a vu quoi dès que la fenêtre de Genki ou le disque le permet.
print-failed = La liste n’a pas pu être faite.
