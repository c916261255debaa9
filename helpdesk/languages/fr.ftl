# Ce que les gens lisent dans Slack, en français.

## States of a question, in the status message

state-new = Personne n’a encore regardé
state-seen = Vu
state-working = En cours
state-waiting = En attente d’une réponse
state-resolved = Résolu
state-dismissed = Écarté
state-unsolved = { $state }, pas encore résolu dans Zendesk

## The status message

status-assignee = { $person } s’en charge
status-asked-of = demandé à { $groups }
status-moved = { $number } a été déplacé vers { $channel }.
status-since = depuis { $when }
promise-seen = à voir au plus tard { $when }
promise-answered = réponse promise au plus tard { $when }
promise-resolved = solution promise au plus tard { $when }
zendesk-ticket = Zendesk { $ticket }
zendesk-ticket-merged = Zendesk { $ticket }, avec lequel { $older } a été fusionné
zendesk-ticket-follows = Zendesk { $ticket }, fait suite à { $older }
zendesk-breach = Délai fixé dans Zendesk : { $when }
zendesk-people = Dans Zendesk : { $people }
zendesk-people-assignee = assigné à { $name }
zendesk-people-requester = le demandeur est maintenant { $name }
zendesk-unknown-agent = { $person } n’a pas de compte d’agent dans Zendesk : le ticket n’y est assigné à personne.
zendesk-closed = Le ticket est clos dans Zendesk. Une réponse ici ouvre un ticket de suivi.
zendesk-lost = Le ticket Zendesk #{ $ticket } y a été supprimé. « Créer un ticket » en fait un nouveau.
trouble-unshown = Un élément venu de Zendesk n’a pas pu être affiché ici. { $why }
trouble-unhidden = Ce qui a été retiré dans Zendesk est encore visible ici. { $why }
somebody = quelqu’un
copied = Copié : { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
}, { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
} ; non copié : { $stayed }
left-out-parts = Zendesk n’a pris que { $taken } des { $total } parties de ce long fil
left-out-files = { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
} ({ $why })
left-out-external = lien vers un autre endroit, pas un fichier de Slack
left-out-deleted = supprimé dans Slack
left-out-hidden = masqué par Slack, au-delà de la limite du forfait
left-out-no_access = le helpdesk n’a pas le droit de le lire
left-out-elsewhere = il se trouve là où le helpdesk ne va pas
left-out-too_big = trop volumineux
left-out-empty = vide
left-out-type = Zendesk n’accepte pas ce type de fichier
left-out-malware = une analyse antivirus y a trouvé quelque chose
left-out-no_room = plus de place
left-out-changed = ce qui est arrivé n’est pas ce que Slack avait annoncé
left-out-refused = refusé
left-out-trouble = il n’a pas pu être transmis malgré plusieurs essais
left-out-unwanted = laissé dans Slack, comme choisi dans le formulaire
masked = Masqué avant l’envoi à Zendesk : { $kinds }
masked-api_key = une clé API
masked-token = un jeton
masked-private_key = une clé privée
masked-password = un mot de passe
masked-card_number = un numéro de carte
masked-iban = un IBAN
masked-secret = un secret

## Buttons

button-take = Prendre en charge
button-working = Je m’en occupe
button-waiting = En attente
button-resolve = Résoudre
button-give_back = Libérer
button-dismiss = Écarter
button-reopen = Rouvrir
button-create = Créer un ticket
button-details = Compléter les détails
button-fields = Remplir
button-comment = Ajouter un commentaire
button-aloud = { $action }, { $number }

## What comes from Zendesk into a thread

somebody-in-zendesk = Quelqu’un dans Zendesk
comment-without-words = (un commentaire sans texte)
note-head = Note sur { $number } dans Zendesk { $ticket }
file-stayed = Le fichier « { $name } » n’est pas affiché ici : { $why }. Il se trouve dans Zendesk #{ $ticket }.
file-stayed-external = c’est un lien vers un autre endroit
file-stayed-deleted = il a été supprimé
file-stayed-hidden = Slack le masque
file-stayed-no_access = le helpdesk n’a pas le droit de le lire
file-stayed-elsewhere = il se trouve là où le helpdesk ne va pas
file-stayed-too_big = il est trop volumineux
file-stayed-empty = il est vide
file-stayed-type = Slack n’accepte pas ce type de fichier ici
file-stayed-malware = une analyse antivirus y a trouvé quelque chose
file-stayed-no_room = le stockage de l’espace de travail est plein
file-stayed-changed = ce n’est pas ce qui était annoncé
file-stayed-refused = Slack ne l’accepte pas
file-stayed-trouble = il n’est pas arrivé
file-stayed-unwanted = il n’était pas souhaité

## Sentences said in private

not-set-up = Zendesk n’est *pas configuré* pour ce helpdesk : aucun ticket ne peut être créé. Les réactions fonctionnent comme toujours.
has-ticket = Cette demande a déjà un ticket Zendesk : { $ticket }
has-ticket-soon = Cette demande a déjà un ticket Zendesk ; son lien arrive dans un instant.
notice-details = { $number } est maintenant le ticket Zendesk { $ticket }. Vous pouvez y ajouter la priorité, le groupe et d’autres détails.
notice-fields = { $number } n’est pas encore résolu dans Zendesk { $ticket }. { $why }
notice-not-a-responder = Merci ! Seules les personnes qui répondent dans ce canal changent l’état d’une demande par une réaction ou un bouton : les vôtres ne changent rien ici.
notice-outside = Merci ! Les invités et les personnes d’autres espaces de travail ne peuvent pas changer l’état d’une demande : votre réaction ou votre bouton ne change rien ici.
notice-on-a-reply = Les réactions comptent sur le premier message d’un fil. La vôtre sur une réponse ne change rien pour { $number } : réagissez au premier message.
notice-moved = { $number } a été déplacé vers { $channel }. Continuez là-bas : ce qui est écrit ici y est recopié, et les réactions mises ici ne changent rien.

## How the help was, asked in private

satisfaction-question = Comment jugez-vous l’aide reçue pour { $question } ?
satisfaction-good = Bonne
satisfaction-fair = Moyenne
satisfaction-bad = Mauvaise
satisfaction-thanks = Merci ! Votre réponse : { $answer }. Vous pouvez la modifier ici.
satisfaction-commented = Votre commentaire est enregistré aussi.

## What /helpdesk answers

help-ask = Posez votre question dans le canal. Les personnes qui répondent réagissent à votre message :
help-ticket = Pour faire d’une demande un ticket Zendesk, elles utilisent `/helpdesk ticket`, suivi de son numéro ou de son lien.
meaning-seen = vu
meaning-working = en cours
meaning-waiting = en attente d’une réponse
meaning-resolved = résolu
meaning-dismissed = écarté
meaning-escalate = créer un ticket Zendesk à partir du fil
# How to type the rest of the command.
help-lists = `/helpdesk mine` montre vos demandes, `/helpdesk open` celles de ce canal qui ne sont pas terminées, `/helpdesk unseen` celles qui attendent un regard ou une réponse.
help-buttons = `/helpdesk take IT-42` fait comme le bouton, et de même `working`, `waiting`, `resolve`, `dismiss`, `give-back` et `reopen`.
help-why = `/helpdesk why IT-42` raconte ce qui est arrivé à une demande.
help-status = `/helpdesk status` dit aux personnes qui répondent où en sont les choses.
help-duty = `/helpdesk duty` dit qui est de service, `/helpdesk duty lundi 9:00` qui le sera, et `/helpdesk duty swap @personne` transmet votre service.
help-route = `/helpdesk route mon VPN ne marche plus` dit à qui irait une telle question.
help-stats = `/helpdesk stats` vous envoie les chiffres de vos canaux, avec une image : `/helpdesk stats mois dernier`, `/helpdesk stats #canal 7j`.
help-move = `/helpdesk move IT-42 #canal` déplace une question vers un autre canal d’assistance.
no-open-question = Aucune demande sans ticket n’est ouverte ici. Indiquez-en une : `/helpdesk ticket IT-42`, ou son lien.
no-such-question = Il n’y a pas de demande « { $name } » ici. Indiquez son numéro, comme IT-42, ou son lien.
# $question is a link to a question, or its number.
command-will-working = { $question } sera en cours dans un instant.
command-will-waiting = { $question } sera en attente dans un instant.
command-will-resolve = { $question } sera résolu dans un instant.
command-will-reopen = { $question } sera rouvert dans un instant.
command-will-take = { $question } sera à vous dans un instant.
command-will-give_back = { $question } sera libre pour d’autres dans un instant.
command-will-dismiss = { $question } sera écarté dans un instant.
command-already = Il n’y a rien à changer :
command-yours-by-mark = Vous l’avez par une réaction. Retirez-la pour rendre la question :
command-move-how = Nommez une question et un canal d’assistance : `/helpdesk move IT-42 #canal`
command-move-where = Une question ne peut être déplacée que vers un autre canal d’assistance : { $channels }
command-move-nowhere = Il n’y a pas d’autre canal d’assistance où déplacer une question.
command-move-over = { $question } est terminée. Rouvrez-la d’abord.
command-will-move = { $question } est en cours de déplacement vers { $channel }.
command-not-a-responder = Seules les personnes qui répondent dans le canal d’une demande peuvent faire cela.
command-unsure = Slack ne dit pas en ce moment ce que vous pouvez faire ici. Réessayez dans un instant.
command-nowhere = Vous ne répondez dans aucun canal. Dans un canal d’aide, cette commande montre ses demandes ouvertes ; `/helpdesk mine` montre les vôtres partout.
command-name-one = Indiquez la demande : `/helpdesk { $command } IT-42`, son lien, ou zendesk:123.
# $near is the command that was probably meant.
command-unknown = La commande « { $word } » n’existe pas. Vouliez-vous dire `/helpdesk { $near }` ?
command-unknown-word = La commande « { $word } » n’existe pas.

## Questions in a list

# $since is a time, as in “yesterday at 10:15”.
list-line = { $question } { $subject } · { $state }, { $since }
list-no-subject = (sans texte)
list-asked = { $questions ->
    [one] Votre demande ouverte
   *[other] Vos { $questions } demandes ouvertes
}
list-taken = { $questions ->
    [one] Une demande que vous avez prise
   *[other] { $questions } demandes que vous avez prises
}
list-ended = Vos dernières demandes terminées
list-open = { $questions ->
    [one] { $questions } demande ouverte
   *[other] { $questions } demandes ouvertes
}
list-more = … et { $more } de plus
list-nothing-of-yours = Vous n’avez aucune demande.
list-no-open = Aucune demande n’est ouverte.
list-no-unseen = Toutes les demandes ont été regardées, personne n’attend de réponse, et rien n’est en retard.

## Lists of what is left aside

aside-head = En attente dans { $channel } :
aside-overdue = { $questions ->
    [one] { $questions } demande en retard
   *[other] { $questions } demandes en retard
}
aside-unseen = { $questions ->
    [one] { $questions } demande que personne n’a regardée
   *[other] { $questions } demandes que personne n’a regardées
}
aside-unanswered = { $questions ->
    [one] { $questions } demande dont l’auteur attend une réponse
   *[other] { $questions } demandes dont l’auteur attend une réponse
}
aside-age = { $hours ->
    [0] attend depuis { $minutes } min de temps de travail
   *[other] attend depuis { $hours } h { $minutes } min de temps de travail
}
aside-late = { $hours ->
    [0] en retard de { $minutes } min de temps de travail
   *[other] en retard de { $hours } h { $minutes } min de temps de travail
}

## Questions that nothing happens to

idle-released = { $days ->
    [one] Plus personne ne s’occupe de cette demande : rien n’a été fait depuis un jour ouvrable. Pour la prendre, réagissez comme d’habitude ; une ancienne réaction doit être retirée puis remise.
   *[other] Plus personne ne s’occupe de cette demande : rien n’a été fait depuis { $days } jours ouvrables. Pour la prendre, réagissez comme d’habitude ; une ancienne réaction doit être retirée puis remise.
}
idle-released-next = { $days ->
    [one] { $person }, cette demande est maintenant à vous : la personne qui l’avait n’a rien fait depuis un jour ouvrable.
   *[other] { $person }, cette demande est maintenant à vous : la personne qui l’avait n’a rien fait depuis { $days } jours ouvrables.
}
idle-released-person = { $days ->
    [one] { $question } dans { $channel } n’est plus à vous : rien n’a été fait depuis un jour ouvrable. Pour la reprendre, retirez votre réaction et remettez-la, ou cliquez sur « Prendre en charge ».
   *[other] { $question } dans { $channel } n’est plus à vous : rien n’a été fait depuis { $days } jours ouvrables. Pour la reprendre, retirez votre réaction et remettez-la, ou cliquez sur « Prendre en charge ».
}
idle-reminded = { $person }, cette demande attend votre réponse. Avez-vous encore besoin d’aide ? Un mot ici suffit.
idle-reminded-last = { $days ->
    [one] { $person }, cette demande attend votre réponse. Avez-vous encore besoin d’aide ? Sans un mot ici, elle sera résolue dans un jour ouvrable.
   *[other] { $person }, cette demande attend votre réponse. Avez-vous encore besoin d’aide ? Sans un mot ici, elle sera résolue dans { $days } jours ouvrables.
}
idle-resolved = { $person }, sans nouvelles depuis un moment, cette demande est résolue. Une réponse ici la rouvre.

## How things stand

status-state = { $state } : { $questions }
# $side is Slack or Zendesk, $when a time or sync-never.
sync-heard = Dernières nouvelles de { $side } : { $when }
sync-never = jamais
sync-waits = Ce qui attend depuis le plus longtemps attend depuis { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
}.
sync-nothing-waits = Rien n’attend.
sync-given-up = :warning: { $things ->
    [one] { $things } chose a été abandonnée
   *[other] { $things } choses ont été abandonnées
}. Les responsables du helpdesk les voient avec `helpdesk failed list`.
sync-nothing-given-up = Rien n’a été abandonné.
## The app’s Home; headings, each with how many there are

home-taken = Les vôtres ({ $questions })
home-unseen = Pas encore regardées ({ $questions })
home-waiting = En attente d’une réponse ({ $questions })
home-ended = Terminées récemment ({ $questions })
home-asked = Vos demandes ({ $questions })
home-over = Vos demandes terminées récemment ({ $questions })
home-none = Aucune.
home-before = ← Page { $page } sur { $pages }
home-after = Page { $page } sur { $pages } →
home-channel = Canal
home-every-channel = Tous les canaux
home-unsure = Slack ne dit pas en ce moment dans quels canaux vous répondez. Rouvrez cette page dans un instant.

## What happened to a question; a time stands before each, and often a state after it

# $who is a person or “somebody”, $emoji as in :eyes:, $button a label, $ticket the number of a Zendesk ticket.
why-asked = demande de { $who }
why-found = le message de { $who } a été trouvé
why-reacted = { $who } a réagi avec { $emoji }
why-unreacted = { $who } a retiré { $emoji }
why-button = { $who } a choisi « { $button } »
why-escalated = { $who } a demandé un ticket Zendesk
why-details = { $who } a complété les détails pour Zendesk
why-replied = { $who } a écrit dans le fil
why-zendesk = modifié dans Zendesk { $ticket }
why-zendesk-opened = Zendesk { $ticket } a été créé
why-zendesk-followed = se poursuit dans Zendesk { $ticket }
why-zendesk-gone = Zendesk { $ticket } y a été supprimé
why-deleted = le message a été supprimé
why-released = { $who } ne l’a plus : rien n’a été fait
why-reminded = rappel envoyé à la personne qui a posé la question
why-idle-resolved = résolue, faute de réponse
why-rebuilt = relu dans Slack et Zendesk
why-moved = { $who } l’a déplacée ici
why-otherwise = modifié
why-earlier = … après { $more } changements plus anciens

## Forms: titles and buttons of windows have at most 24 characters

form-create-title = Créer un ticket
form-details-title = Détails du ticket
form-fields-title = Détails manquants
form-comment-title = Votre commentaire
form-comment = Que devrions-nous savoir ?
form-create = Créer le ticket
form-save = Enregistrer
form-cancel = Annuler
form-close = Fermer
form-subject = Objet
form-requester = Demandeur
form-priority = Priorité
form-type = Type
form-group = Groupe
form-form = Formulaire
form-replies = Les réponses suivantes sont
form-include = Le ticket commence par
form-yes = Oui
priority-low = Basse
priority-normal = Normale
priority-high = Élevée
priority-urgent = Urgente
type-question = Question
type-incident = Incident
type-problem = Problème
type-task = Tâche
replies-public = des commentaires publics
replies-internal = des notes internes
include-thread = tout le fil
include-files = ses fichiers

## Forms: sentences beside the fields

form-link-follows = Le lien du ticket apparaîtra dans le fil.
form-zendesk-away = Les groupes et les champs de Zendesk ne peuvent pas être proposés pour l’instant. Ils pourront être remplis plus tard.
form-still-wanted = Zendesk résoudra ce ticket quand ces champs seront remplis.
form-fill-in-there = Les champs de Zendesk ne peuvent pas être proposés pour l’instant. Merci de les remplir dans Zendesk : { $ticket }

## Forms: why there is none

form-not-a-help-channel = Ce canal n’est pas suivi par le helpdesk. Les tickets se créent à partir des messages d’un canal d’aide.
form-not-in-channel = Le helpdesk n’est pas dans ce canal et ne peut pas le lire. Invitez-le avec `/invite`, puis réessayez.
form-being-made = Le ticket Zendesk de cette demande est en cours de création. Son lien apparaîtra dans le fil.
form-no-ticket = Cette demande n’a pas de ticket Zendesk : il n’y a rien à remplir.
form-closed = Le ticket Zendesk de cette demande est clos : il n’est plus possible d’y remplir quoi que ce soit.
form-nothing-missing = Il ne manque plus rien dans le ticket Zendesk de cette demande.

## Forms: what is wrong with what was filled in

fault-no-subject = Merci de dire en quelques mots de quoi il s’agit.
fault-subject-too-long = { $most } caractères au plus : il y en a { $length }.
fault-required = Zendesk en a besoin, merci de remplir ce champ.
fault-not-whole = Merci d’indiquer un nombre entier, comme 42.
fault-not-a-number = Merci d’indiquer un nombre, comme 1,5.
fault-not-a-day = Merci d’indiquer un jour, comme 2026-11-22.
fault-too-long = { $most } caractères au plus.

## What responders read when something was given up

given-up = Abandonné pour { $question } : { $what }. { $why }
given-up-no-number = une demande
given-up-operators = `helpdesk failed show { $which }` en dit plus, `helpdesk failed retry { $which }` fait un nouvel essai.
given-up-others = Les responsables du helpdesk peuvent lancer un nouvel essai.
doing-open = création du ticket Zendesk
doing-follow-up = création du ticket de suivi dans Zendesk
doing-follow = passage au ticket Zendesk avec lequel il a été fusionné
doing-read = lecture du ticket Zendesk
doing-update = modification du ticket Zendesk
doing-tell = copie d’un message vers Zendesk
doing-comment = affichage d’un commentaire de Zendesk
doing-share = affichage d’un fichier de Zendesk
doing-hide = suppression d’un commentaire retiré dans Zendesk
doing-unshare = suppression d’un fichier retiré dans Zendesk
doing-look-up = lecture du message qui a reçu une réaction
doing-post = publication du message d’état
doing-edit = modification du message d’état
doing-react = affichage de l’état par une réaction du helpdesk
doing-unreact = retrait d’une réaction du helpdesk
doing-notice = envoi d’un message privé à quelqu’un
doing-warn = avertissement des intervenants
doing-ask = demande d’un avis sur l’aide reçue
doing-thank = remerciement pour l’avis donné
doing-promise = rappel d’une promesse
doing-snooze = affichage de la pause des rappels
doing-idle = avertissement que la question n’avance pas
doing-find-route = recherche du destinataire de la question
doing-pass-on = transmission de la question à un autre canal
doing-tell-route = avertissement du destinataire de la question
doing-move = déplacement de la question vers un autre canal
doing-tell-moved = annonce de l’endroit où la question a été déplacée
doing-relay = copie de ce qui a été écrit dans le fil qu’une question a quitté
doing-renew-moved = affichage d’une modification de la question dans le canal où elle a été déplacée

## The daily self-check, told where agents read

self-check-wrong = L’autocontrôle a trouvé un problème :
self-check-still-wrong = L’autocontrôle trouve toujours ce problème :
self-check-well = Tout va bien de nouveau : l’autocontrôle ne trouve plus de problème.

## Why something did not work

reason-zendesk-slow-down = Zendesk demande de ralentir
reason-zendesk-away = Zendesk est injoignable
reason-zendesk-no-answer = La réponse de Zendesk s’est perdue en route
reason-zendesk-broken = Zendesk rencontre un problème de son côté
reason-zendesk-collision = Zendesk modifiait le même enregistrement
reason-zendesk-changed = le ticket Zendesk a été modifié au même moment
reason-zendesk-unreadable = La réponse de Zendesk est illisible : HELPDESK_ZENDESK_URL est-elle bien l’adresse du compte ?
reason-zendesk-elsewhere = Zendesk a répondu par une autre adresse : HELPDESK_ZENDESK_URL est-elle bien l’adresse du compte ?
reason-zendesk-still-opening = Zendesk est encore en train de créer ce ticket
reason-zendesk-not-there = Zendesk n’a pas cet enregistrement
reason-zendesk-no-such-route = ce compte Zendesk ne connaît pas cet appel
reason-zendesk-login = Zendesk refuse la connexion du helpdesk : vérifiez { $names }
reason-zendesk-not-allowed-because = Zendesk ne permet pas cela à l’utilisateur du helpdesk ({ $reason }) : vérifiez son rôle
reason-zendesk-not-allowed = Zendesk ne permet pas cela à l’utilisateur du helpdesk : vérifiez son rôle
reason-zendesk-refused-status = Zendesk l’a refusé : statut { $status }
reason-zendesk-refused = Zendesk l’a refusé : { $reason }
reason-zendesk-fields = Zendesk demande de remplir { $fields } avant de résoudre ce ticket
reason-not-set-up = Zendesk n’est pas configuré.
reason-slack-slow-down = Slack demande de ralentir.
reason-slack-away = Slack est injoignable.
reason-slack-broken = Slack rencontre un problème de son côté.
reason-slack-slow-file = Slack tarde à envoyer un fichier.
reason-slack-not-in-channel = Le helpdesk n’est pas dans ce canal : invitez-le avec /invite.
reason-slack-channel-unseen = Le helpdesk ne voit pas ce canal : invitez-le avec /invite.
reason-slack-archived = Ce canal est archivé.
reason-slack-scope = Il manque une autorisation à l’application Slack : réinstallez-la avec les scopes de `helpdesk manifest`.
reason-slack-refused = Slack a répondu « { $error } ».
reason-no-agents-channel = Il n’y a pas de canal réservé aux agents.
reason-on-its-way = cette question est encore en route depuis un autre canal
reason-file-again = Un fichier devrait être téléchargé à nouveau.
reason-file-short = Un fichier est arrivé incomplet.
reason-file-stayed = Un fichier ne peut pas être copié ({ $why }).
reason-own-error = Le helpdesk a rencontré une erreur interne ; elle figure dans son journal.
reason-too-many-calls = Trop d’appels à la fois : celui-ci attend son tour.
reason-newer-record = Une version plus récente du helpdesk a écrit cet enregistrement : elle seule peut continuer.
reason-not-kept = La raison n’est plus conservée.

## The daily summary of shadow mode

shadow-head = Dans { $channel }, qui est en mode fantôme, rien n’a été écrit. Depuis le dernier résumé, le helpdesk aurait fait ceci :
shadow-asked = { $count ->
    [one] { $count } question a été posée
   *[other] { $count } questions ont été posées
}
shadow-open = { $count ->
    [one] créer { $count } ticket Zendesk
   *[other] créer { $count } tickets Zendesk
}
shadow-update = { $count ->
    [one] modifier { $count } fois un ticket Zendesk
   *[other] modifier { $count } fois des tickets Zendesk
}
shadow-tell = { $count ->
    [one] copier { $count } message dans Zendesk
   *[other] copier { $count } messages dans Zendesk
}
shadow-status = { $count ->
    [one] publier ou modifier { $count } fois un message d’état
   *[other] publier ou modifier { $count } fois des messages d’état
}
shadow-react = { $count ->
    [one] mettre ou enlever { $count } réaction du helpdesk
   *[other] mettre ou enlever { $count } réactions du helpdesk
}
shadow-private = { $count ->
    [one] dire { $count } fois quelque chose en privé
   *[other] dire { $count } fois quelque chose en privé
}
shadow-ask = { $count ->
    [one] demander à { $count } personne son avis sur l’aide reçue
   *[other] demander à { $count } personnes leur avis sur l’aide reçue
}
shadow-warn = { $count ->
    [one] avertir { $count } fois les intervenants
   *[other] avertir { $count } fois les intervenants
}
shadow-idle = { $count ->
    [one] suivi { $count } fois une demande où rien ne se passait
   *[other] suivi { $count } fois des demandes où rien ne se passait
}
shadow-promise = { $count ->
    [one] rappeler { $count } fois une promesse
   *[other] rappeler { $count } fois une promesse
}
shadow-route = { $count ->
    [one] prévenir { $count } fois le destinataire d’une question
   *[other] prévenir { $count } fois le destinataire d’une question
}
shadow-show = { $count ->
    [one] montrer ou cacher { $count } élément de Zendesk dans un fil
   *[other] montrer ou cacher { $count } éléments de Zendesk dans des fils
}

## Who is on duty

duty-of = De service pour { $team }
duty-second = Deuxième niveau
duty-until = { $what } : { $people }, jusqu’à { $until }.
duty-open = { $what } : { $people }.
duty-then = Ensuite : { $then }.
duty-nobody-until = { $what } : personne jusqu’à { $until } ; ensuite { $then }.
duty-nobody = { $what } : personne, et personne n’est prévu.
duty-unknown = { $what } : pas encore connu, car l’endroit où c’est noté n’a pas encore répondu.
duty-old = C’était ainsi il y a { $ago } : l’endroit où c’est noté ne répond pas.
ago-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
ago-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
ago-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
duty-at = Quand : { $when }
duty-not-set-up = Aucun service n’est défini pour ce helpdesk.
duty-unread = « { $text } » n’est ni une équipe ni un moment. Écrivez par exemple `/helpdesk duty`, `/helpdesk duty demain 9:00` ou `/helpdesk duty lundi`. Équipes : { $teams }
swap-how = Nommez une personne : `/helpdesk duty swap @personne`, ou avec une fin : `/helpdesk duty swap @personne 18:00`.
swap-no-end = On ne sait pas quand ce service se termine. Dites jusqu’à quand : `/helpdesk duty swap @personne 18:00`.
swap-over = Ce moment est déjà passé. Nommez-en un plus tardif.
swap-not-yours = Seule la personne de service, ou qui répond dans les canaux de { $team }, peut transmettre ce service.
swap-done = { $person } est de service pour { $team } jusqu’à { $until } et en est informé, avec ce qui est ouvert.
swap-untold = { $person } a maintenant le service pour { $team } jusqu’à { $until }, mais n’a pas pu en être informé. Merci de le lui dire vous-même.
swap-told = { $by } vous a transmis le service pour { $team }, jusqu’à { $until }.
swap-open = Ouvert en ce moment :
swap-nothing-open = Aucune demande n’est ouverte.

## Orientation : à qui s’adresse une question

route-told = { $target }, ceci semble être pour vous (règle « { $rule } »).
route-told-channel = Transmis à { $channel } (règle « { $rule } »).
route-passed-on = { $question } dans { $channel } semble être pour vous (règle « { $rule } »).
route-on-duty = Aucune règle ne convient à cette question ; elle est pour qui est de service : { $people }.
route-nobody-on-duty = Aucune règle ne convient à { $question } dans { $channel }, et personne n’est de service.
route-corrected = { $person } a transmis ceci à { $target }.
route-choose = Transmettre à quelqu’un d’autre
route-explain = « { $phrase } » va à { $target } (règle « { $rule } »).
route-explain-nobody = « { $phrase } » correspond à la règle « { $rule } », qui ne prévient personne et ne concerne que le ticket Zendesk.
route-explain-why-only = Aucune autre règle ne convient.
route-explain-why-longer = Elle passe avant « { $phrase } » (règle « { $rule } ») : son expression est plus longue.
route-explain-why-more = Elle passe avant « { $phrase } » (règle « { $rule } ») : davantage de ses mots ont été dits.
route-explain-why-earlier = Elle passe avant « { $phrase } » (règle « { $rule } ») : elle a été dite plus tôt.
route-explain-why-order = Elle passe avant « { $phrase } » (règle « { $rule } ») : sa règle vient en premier.
route-explain-none = Aucune règle ne convient.
route-explain-duty = La question va à qui est de service. Quand personne ne l’est, elle reste telle quelle.
route-explain-duty-agents = La question va à qui est de service. Quand personne ne l’est, les agents sont avertis.
route-explain-no-rules = Ce canal n’a pas de règles d’orientation.
route-explain-usage = Écrivez ensuite ce que quelqu’un pourrait demander : `/helpdesk route mon VPN ne marche plus`

promise-warning-seen = Personne n’a encore vu { $question }. Promis au plus tard { $when }.
promise-warning-answered = { $question } n’a pas encore de réponse. Promis au plus tard { $when }.
promise-warning-resolved = { $question } n’est pas encore résolue. Promis au plus tard { $when }.
promise-nobody-has-it = Personne ne s’en charge encore.
promise-paused = { $person } ne veut plus de rappel pour { $question } avant { $when }.
snooze-hour = Me le rappeler dans une heure
snooze-day = Me le rappeler le prochain jour ouvré
snooze-week = Me le rappeler dans une semaine

## Chiffres

# Both days are written as 2026-11-30.
stats-head = { $channels } : { $questions ->
    [0] aucune demande
    [one] une demande
   *[other] { $questions } demandes
} du { $start } au { $end }.
stats-channels = { $count } canaux
stats-state-new = Nouveau
stats-state-seen = Vu
stats-state-working = En cours
stats-state-waiting = En attente
stats-state-resolved = Résolu
stats-state-dismissed = Écarté
# Above lines such as “Resolved (12 questions): half within 2 h, nine of ten within 1 d”.
stats-times = Combien de temps il a fallu
stats-until-seen = Vu
stats-until-working = En cours
stats-until-answered = Première réponse
stats-until-resolved = Résolu
stats-line = { $what } ({ $count ->
    [one] une demande
   *[other] { $count } demandes
}) : { $times }
stats-line-none = { $what } : aucune jusqu’ici
stats-median-of = la moitié en { $median }
stats-p90-of = neuf sur dix en { $p90 }
# $times are the same two figures once more.
stats-in-hours = en heures de travail { $times }
stats-few = Pour moins de { $count } demandes, seule la moitié est indiquée.
stats-topics = Par sujet
stats-topic = { $topic } : { $questions ->
    [one] une demande
   *[other] { $questions } demandes
}
stats-corrected = { $questions ->
    [one] dont une réorientée par quelqu’un
   *[other] dont { $questions } réorientées par quelqu’un
}
stats-half-answered = la moitié avec réponse en { $median }
stats-half-resolved = la moitié résolue en { $median }
stats-topic-none = Aucune règle
stats-topics-other = Autres sujets : { $questions ->
    [one] une demande
   *[other] { $questions } demandes
}
# How long something lasted: “2 d 3 h”, “3 h 20 min”.
stats-lasting-days = { $count } j
stats-lasting-hours = { $count } h
stats-lasting-minutes = { $count } min
stats-moment = 1 min
# In the picture.
stats-half = La moitié en
stats-nine = Neuf sur dix en
stats-picture = Combien de temps il a fallu (demandes)
stats-by-state = Demandes par état
stats-by-topic = Demandes par sujet
# What /helpdesk stats answers at once.
stats-coming = Les chiffres arrivent dans un instant par message direct.
stats-failed = Les chiffres demandés avec `/helpdesk stats` n’ont pas pu être envoyés. Demandez-les à nouveau.
stats-unread = « { $text } » n’est ni un de vos canaux ni une période. Écrivez par exemple `/helpdesk stats`, `/helpdesk stats 7j`, `/helpdesk stats mois dernier` ou `/helpdesk stats #canal cette semaine`.
stats-not-yours = Seules les personnes qui répondent dans un canal peuvent voir ses chiffres.
## A question moves to another channel

moved-here = { $number } · { $person } a posé cette question dans { $channel }, et { $mover } l’a déplacée ici. <{ $link }|Le fil jusqu’ici>
moved-away = { $person } a déplacé ceci vers { $channel }. La suite est là-bas : { $question }
relayed = Écrit <{ $link }|dans le fil d’origine>
relayed-files = Écrit <{ $link }|dans le fil d’origine>, avec { $files }
relayed-internal = Une note réservée aux agents a été écrite <{ $link }|dans le fil d’origine>.
