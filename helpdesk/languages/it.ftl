# Ciò che si legge in Slack, in italiano.

## States of a question, in the status message

state-new = Nessuno l’ha ancora guardato
state-seen = Visto
state-working = In lavorazione
state-waiting = In attesa di risposta
state-resolved = Risolto
state-dismissed = Scartato
state-unsolved = { $state }, non ancora risolto in Zendesk

## The status message

status-assignee = se ne occupa { $person }
status-asked-of = chiesto a { $groups }
status-moved = { $number } è stata spostata in { $channel }.
status-since = da { $when }
promise-seen = da vedere entro { $when }
promise-answered = risposta promessa entro { $when }
promise-resolved = soluzione promessa entro { $when }
zendesk-ticket = Zendesk { $ticket }
zendesk-ticket-merged = Zendesk { $ticket }, a cui è stato unito { $older }
zendesk-ticket-follows = Zendesk { $ticket }, fa seguito a { $older }
zendesk-breach = Scadenza fissata in Zendesk: { $when }
zendesk-people = In Zendesk: { $people }
zendesk-people-assignee = assegnato a { $name }
zendesk-people-requester = ora il richiedente è { $name }
zendesk-unknown-agent = { $person } non ha un account di agente in Zendesk: lì il ticket non è assegnato a nessuno.
zendesk-closed = Il ticket è chiuso in Zendesk. Una risposta qui apre un ticket di follow-up.
zendesk-lost = Il ticket Zendesk #{ $ticket } è stato eliminato lì. “Crea ticket” ne crea uno nuovo.
trouble-unshown = Qualcosa di Zendesk non può essere mostrato qui. { $why }
trouble-unhidden = Ciò che è stato ritirato in Zendesk è ancora qui. { $why }
somebody = qualcuno
copied = Copiato: { $messages ->
    [one] { $messages } messaggio
   *[other] { $messages } messaggi
}, { $files ->
    [one] { $files } file
   *[other] { $files } file
}; non copiato: { $stayed }
left-out-parts = Zendesk ha preso solo { $taken } delle { $total } parti di questo lungo thread
left-out-files = { $files ->
    [one] { $files } file
   *[other] { $files } file
} ({ $why })
left-out-external = link verso un altro luogo, non un file di Slack
left-out-deleted = eliminato in Slack
left-out-hidden = nascosto da Slack, oltre il limite del piano
left-out-no_access = l’helpdesk non è autorizzato a leggerlo
left-out-elsewhere = si trova dove l’helpdesk non cerca
left-out-too_big = troppo grande
left-out-empty = vuoto
left-out-type = Zendesk non accetta file di questo tipo
left-out-malware = un controllo antivirus vi ha trovato qualcosa
left-out-no_room = spazio esaurito
left-out-changed = ciò che è arrivato non è ciò che Slack aveva annunciato
left-out-refused = rifiutato
left-out-trouble = non è stato possibile trasferirlo dopo vari tentativi
left-out-unwanted = lasciato in Slack, come scelto nel modulo
masked = Mascherato prima dell’invio a Zendesk: { $kinds }
masked-api_key = una chiave API
masked-token = un token
masked-private_key = una chiave privata
masked-password = una password
masked-card_number = un numero di carta
masked-iban = un IBAN
masked-secret = un segreto

## Buttons

button-take = Prendi in carico
button-working = Me ne occupo
button-waiting = In attesa
button-resolve = Risolvi
button-give_back = Rimetti a disposizione
button-dismiss = Scarta
button-reopen = Riapri
button-create = Crea ticket
button-details = Completa i dettagli
button-fields = Compila
button-comment = Aggiungi un commento
button-aloud = { $action }, { $number }

## What comes from Zendesk into a thread

somebody-in-zendesk = Qualcuno in Zendesk
comment-without-words = (un commento senza testo)
note-head = Nota su { $number } in Zendesk { $ticket }
file-stayed = Il file “{ $name }” non è mostrato qui: { $why }. Si trova in Zendesk #{ $ticket }.
file-stayed-external = è un link verso un altro luogo
file-stayed-deleted = è stato eliminato
file-stayed-hidden = Slack lo nasconde
file-stayed-no_access = l’helpdesk non è autorizzato a leggerlo
file-stayed-elsewhere = si trova dove l’helpdesk non cerca
file-stayed-too_big = è troppo grande
file-stayed-empty = è vuoto
file-stayed-type = Slack non accetta qui file di questo tipo
file-stayed-malware = un controllo antivirus vi ha trovato qualcosa
file-stayed-no_room = lo spazio dell’area di lavoro è esaurito
file-stayed-changed = non è ciò che era annunciato
file-stayed-refused = Slack non lo accetta
file-stayed-trouble = non è arrivato
file-stayed-unwanted = non era richiesto

## Sentences said in private

not-set-up = Zendesk *non è configurato* per questo helpdesk, quindi non è possibile creare ticket. Le reazioni funzionano come sempre.
has-ticket = Questa richiesta ha già un ticket Zendesk: { $ticket }
has-ticket-soon = Questa richiesta ha già un ticket Zendesk; il link arriverà a momenti.
notice-details = { $number } ora è il ticket Zendesk { $ticket }. Si possono aggiungere la priorità, il gruppo e altro.
notice-fields = { $number } non è ancora risolto in Zendesk { $ticket }. { $why }
notice-not-a-responder = Grazie! Solo chi risponde in questo canale cambia lo stato di una richiesta con una reazione o un pulsante: per questo qui non cambia nulla.
notice-outside = Grazie! Gli ospiti e le persone di altre aree di lavoro non possono cambiare lo stato di una richiesta: la tua reazione o il tuo pulsante qui non cambia nulla.
notice-on-a-reply = Le reazioni contano sul primo messaggio di un thread. La tua su una risposta non cambia nulla per { $number }: reagisci al primo messaggio.
notice-moved = { $number } è stata spostata in { $channel }. Continuate lì: quello che si scrive qui viene copiato lì, e le reazioni messe qui non cambiano nulla.

## How the help was, asked in private

satisfaction-question = Come valuti l’aiuto ricevuto per { $question }?
satisfaction-good = Buono
satisfaction-fair = Così così
satisfaction-bad = Scarso
satisfaction-thanks = Grazie! La tua risposta: { $answer }. Puoi cambiarla qui.
satisfaction-commented = Anche il tuo commento è registrato.

## What /helpdesk answers

help-ask = Scrivi la tua domanda nel canale. Chi risponde reagisce al tuo messaggio:
help-ticket = Per creare un ticket Zendesk da una richiesta si usa `/helpdesk ticket`, seguito dal numero o dal link.
meaning-seen = visto
meaning-working = in lavorazione
meaning-waiting = in attesa di risposta
meaning-resolved = risolto
meaning-dismissed = scartato
meaning-escalate = creare un ticket Zendesk dal thread
# How to type the rest of the command.
help-lists = `/helpdesk mine` elenca le tue richieste, `/helpdesk open` quelle di questo canale non ancora chiuse, `/helpdesk unseen` quelle che aspettano uno sguardo o una risposta.
help-buttons = `/helpdesk take IT-42` fa come il pulsante, e così `working`, `waiting`, `resolve`, `dismiss`, `give-back` e `reopen`.
help-why = `/helpdesk why IT-42` racconta che cosa è successo a una richiesta.
help-status = `/helpdesk status` dice a chi risponde come vanno le cose.
help-duty = `/helpdesk duty` dice chi è di turno, `/helpdesk duty lunedì 9:00` chi lo sarà, e `/helpdesk duty swap @persona` cede il tuo turno.
no-open-question = Qui non ci sono richieste aperte senza ticket. Indicane una: `/helpdesk ticket IT-42`, o il suo link.
no-such-question = Qui non c’è nessuna richiesta “{ $name }”. Indica il numero, come IT-42, o il link.
help-route = `/helpdesk route la mia VPN non funziona` dice a chi andrebbe una domanda così.
help-stats = `/helpdesk stats` ti manda le cifre dei tuoi canali, con un’immagine: `/helpdesk stats mese scorso`, `/helpdesk stats #canale 7g`.
help-move = `/helpdesk move IT-42 #canale` sposta una domanda in un altro canale di assistenza.
# $question is a link to a question, or its number.
command-will-working = { $question } sarà in lavorazione tra un momento.
command-will-waiting = { $question } sarà in attesa tra un momento.
command-will-resolve = { $question } sarà risolto tra un momento.
command-will-reopen = { $question } sarà riaperto tra un momento.
command-will-take = { $question } sarà in carico a te tra un momento.
command-will-give_back = { $question } sarà di nuovo a disposizione tra un momento.
command-will-dismiss = { $question } sarà scartato tra un momento.
command-already = Non c’è niente da cambiare:
command-yours-by-mark = Ce l’hai per una reazione. Toglila per restituire la domanda:
command-move-how = Indica una domanda e un canale di assistenza: `/helpdesk move IT-42 #canale`
command-move-where = Una domanda si può spostare solo in un altro canale di assistenza: { $channels }
command-move-nowhere = Non c’è un altro canale di assistenza in cui spostare una domanda.
command-move-over = { $question } è chiusa. Riaprila prima.
command-will-move = { $question } viene spostata in { $channel }.
command-not-a-responder = Lo può fare solo chi risponde nel canale della richiesta.
command-unsure = Slack in questo momento non dice che cosa puoi fare qui. Riprova tra un momento.
command-nowhere = Non rispondi in nessun canale. In un canale di assistenza questo comando elenca le sue richieste aperte; `/helpdesk mine` elenca le tue ovunque.
command-name-one = Indica la richiesta: `/helpdesk { $command } IT-42`, il suo link, o zendesk:123.
# $near is the command that was probably meant.
command-unknown = Il comando “{ $word }” non esiste. Volevi dire `/helpdesk { $near }`?
command-unknown-word = Il comando “{ $word }” non esiste.

## Questions in a list

# $since is a time, as in “yesterday at 10:15”.
list-line = { $question } { $subject } · { $state }, { $since }
list-no-subject = (senza testo)
list-asked = { $questions ->
    [one] La tua richiesta aperta
   *[other] Le tue { $questions } richieste aperte
}
list-taken = { $questions ->
    [one] Una richiesta che hai preso
   *[other] { $questions } richieste che hai preso
}
list-ended = Le tue ultime richieste chiuse
list-open = { $questions ->
    [one] { $questions } richiesta aperta
   *[other] { $questions } richieste aperte
}
list-more = … e altre { $more }
list-nothing-of-yours = Non hai richieste.
list-no-open = Nessuna richiesta è aperta.
list-no-unseen = Tutte le richieste sono state guardate, nessuno aspetta una risposta, e nulla è in ritardo.

## Lists of what is left aside

aside-head = In sospeso in { $channel }:
aside-overdue = { $questions ->
    [one] { $questions } richiesta in ritardo
   *[other] { $questions } richieste in ritardo
}
aside-unseen = { $questions ->
    [one] { $questions } richiesta che nessuno ha guardato
   *[other] { $questions } richieste che nessuno ha guardato
}
aside-unanswered = { $questions ->
    [one] { $questions } richiesta il cui autore aspetta una risposta
   *[other] { $questions } richieste il cui autore aspetta una risposta
}
aside-age = { $hours ->
    [0] attende da { $minutes } min di orario di lavoro
   *[other] attende da { $hours } h { $minutes } min di orario di lavoro
}
aside-late = { $hours ->
    [0] in ritardo di { $minutes } min di orario di lavoro
   *[other] in ritardo di { $hours } h { $minutes } min di orario di lavoro
}

## Questions that nothing happens to

idle-released = { $days ->
    [one] Nessuno segue più questa richiesta: non è stato fatto nulla per un giorno lavorativo. Per prenderla, reagisci come al solito; una vecchia reazione va tolta e rimessa.
   *[other] Nessuno segue più questa richiesta: non è stato fatto nulla per { $days } giorni lavorativi. Per prenderla, reagisci come al solito; una vecchia reazione va tolta e rimessa.
}
idle-released-next = { $days ->
    [one] { $person }, ora questa richiesta è tua: chi l’aveva non ha fatto nulla per un giorno lavorativo.
   *[other] { $person }, ora questa richiesta è tua: chi l’aveva non ha fatto nulla per { $days } giorni lavorativi.
}
idle-released-person = { $days ->
    [one] { $question } in { $channel } non è più tua: non è stato fatto nulla per un giorno lavorativo. Per riprenderla, togli la tua reazione e rimettila, oppure premi «Prendi in carico».
   *[other] { $question } in { $channel } non è più tua: non è stato fatto nulla per { $days } giorni lavorativi. Per riprenderla, togli la tua reazione e rimettila, oppure premi «Prendi in carico».
}
idle-reminded = { $person }, questa richiesta aspetta te. Ti serve ancora aiuto? Basta una parola qui.
idle-reminded-last = { $days ->
    [one] { $person }, questa richiesta aspetta te. Ti serve ancora aiuto? Senza una parola qui verrà risolta fra un giorno lavorativo.
   *[other] { $person }, questa richiesta aspetta te. Ti serve ancora aiuto? Senza una parola qui verrà risolta fra { $days } giorni lavorativi.
}
idle-resolved = { $person }, da un po’ non ci sono notizie, quindi questa richiesta è risolta. Una risposta qui la riapre.

## How things stand

status-state = { $state }: { $questions }
# $side is Slack or Zendesk, $when a time or sync-never.
sync-heard = Ultime notizie da { $side }: { $when }
sync-never = mai
sync-waits = Ciò che aspetta da più tempo aspetta da { $seconds ->
    [one] { $seconds } secondo
   *[other] { $seconds } secondi
}.
sync-nothing-waits = Niente è in attesa.
sync-given-up = :warning: { $things ->
    [one] { $things } cosa è stata abbandonata
   *[other] { $things } cose sono state abbandonate
}. Chi gestisce l’helpdesk le vede con `helpdesk failed list`.
sync-nothing-given-up = Niente è stato abbandonato.
## The app’s Home; headings, each with how many there are

home-taken = Le tue ({ $questions })
home-unseen = Non ancora guardate ({ $questions })
home-waiting = In attesa di risposta ({ $questions })
home-ended = Chiuse di recente ({ $questions })
home-asked = Fatte da te ({ $questions })
home-over = Le tue chiuse di recente ({ $questions })
home-none = Nessuna.
home-before = ← Pagina { $page } di { $pages }
home-after = Pagina { $page } di { $pages } →
home-channel = Canale
home-every-channel = Tutti i canali
home-unsure = Slack in questo momento non dice in quali canali rispondi. Riapri questa pagina tra un momento.

## What happened to a question; a time stands before each, and often a state after it

# $who is a person or “somebody”, $emoji as in :eyes:, $button a label, $ticket the number of a Zendesk ticket.
why-asked = richiesta di { $who }
why-found = trovato il messaggio di { $who }
why-reacted = { $who } ha reagito con { $emoji }
why-unreacted = { $who } ha tolto { $emoji }
why-button = { $who } ha scelto “{ $button }”
why-escalated = { $who } ha chiesto un ticket Zendesk
why-details = { $who } ha completato i dettagli per Zendesk
why-replied = { $who } ha scritto nel thread
why-zendesk = modificato in Zendesk { $ticket }
why-zendesk-opened = creato Zendesk { $ticket }
why-zendesk-followed = continua in Zendesk { $ticket }
why-zendesk-gone = Zendesk { $ticket } è stato eliminato lì
why-deleted = il messaggio è stato eliminato
why-released = { $who } non l’ha più: non è stato fatto nulla
why-reminded = sollecitato chi ha fatto la richiesta
why-idle-resolved = risolta, per mancanza di risposta
why-rebuilt = riletto da Slack e Zendesk
why-moved = { $who } l’ha spostata qui
why-otherwise = modificato
why-earlier = … dopo { $more } modifiche precedenti

## Forms: titles and buttons of windows have at most 24 characters

form-create-title = Crea ticket
form-details-title = Dettagli del ticket
form-fields-title = Dettagli mancanti
form-comment-title = Il tuo commento
form-comment = Che cosa dovremmo sapere?
form-create = Crea ticket
form-save = Salva
form-cancel = Annulla
form-close = Chiudi
form-subject = Oggetto
form-requester = Richiedente
form-priority = Priorità
form-type = Tipo
form-group = Gruppo
form-form = Modulo
form-replies = Le risposte successive sono
form-include = Il ticket inizia con
form-yes = Sì
priority-low = Bassa
priority-normal = Normale
priority-high = Alta
priority-urgent = Urgente
type-question = Domanda
type-incident = Incidente
type-problem = Problema
type-task = Attività
replies-public = commenti pubblici
replies-internal = note interne
include-thread = l’intero thread
include-files = i suoi file

## Forms: sentences beside the fields

form-link-follows = Il link del ticket apparirà nel thread.
form-zendesk-away = I gruppi e i campi di Zendesk al momento non sono disponibili. Si potranno compilare più tardi.
form-still-wanted = Zendesk risolverà questo ticket quando questi campi saranno compilati.
form-fill-in-there = I campi di Zendesk al momento non sono disponibili. Compilali in Zendesk: { $ticket }

## Forms: why there is none

form-not-a-help-channel = Questo canale non è seguito dall’helpdesk. I ticket si creano dai messaggi di un canale di assistenza.
form-not-in-channel = L’helpdesk non è in questo canale e non può leggerlo. Invitalo con `/invite`, poi riprova.
form-being-made = Il ticket Zendesk di questa richiesta è in corso di creazione. Il link apparirà nel thread.
form-no-ticket = Questa richiesta non ha un ticket Zendesk, quindi non c’è nulla da compilare.
form-closed = Il ticket Zendesk di questa richiesta è chiuso: non è più possibile compilare nulla.
form-nothing-missing = Nel ticket Zendesk di questa richiesta non manca più nulla.

## Forms: what is wrong with what was filled in

fault-no-subject = Indicare in poche parole di che cosa si tratta.
fault-subject-too-long = Al massimo { $most } caratteri: qui sono { $length }.
fault-required = Richiesto da Zendesk: compilare questo campo.
fault-not-whole = Indicare un numero intero, come 42.
fault-not-a-number = Indicare un numero, come 1,5.
fault-not-a-day = Indicare un giorno, come 2026-11-22.
fault-too-long = Al massimo { $most } caratteri.

## What responders read when something was given up

given-up = Abbandonato per { $question }: { $what }. { $why }
given-up-no-number = una richiesta
given-up-operators = `helpdesk failed show { $which }` dice di più, `helpdesk failed retry { $which }` riprova.
given-up-others = Chi gestisce l’helpdesk può far ripetere il tentativo.
doing-open = creazione del ticket Zendesk
doing-follow-up = creazione del ticket di follow-up in Zendesk
doing-follow = passaggio al ticket Zendesk con cui è stato unito
doing-read = lettura del ticket Zendesk
doing-update = modifica del ticket Zendesk
doing-tell = copia di un messaggio in Zendesk
doing-comment = visualizzazione di un commento di Zendesk
doing-share = visualizzazione di un file di Zendesk
doing-hide = eliminazione di un commento ritirato in Zendesk
doing-unshare = eliminazione di un file ritirato in Zendesk
doing-look-up = lettura del messaggio a cui qualcuno ha reagito
doing-post = pubblicazione del messaggio di stato
doing-edit = modifica del messaggio di stato
doing-react = indicazione dello stato con una reazione dell’helpdesk
doing-unreact = rimozione di una reazione dell’helpdesk
doing-notice = invio di un messaggio privato a qualcuno
doing-warn = avviso a chi risponde nel canale
doing-ask = richiesta di un parere sull’aiuto ricevuto
doing-thank = ringraziamento per il parere
doing-promise = promemoria di una promessa
doing-snooze = indicazione della pausa dei promemoria
doing-idle = avviso che la domanda non avanza
doing-find-route = ricerca del destinatario della domanda
doing-pass-on = passaggio della domanda a un altro canale
doing-tell-route = avviso al destinatario della domanda
doing-move = spostamento della domanda in un altro canale
doing-tell-moved = avviso del luogo in cui la domanda è stata spostata
doing-relay = copia di quello che è stato scritto nella conversazione lasciata da una domanda
doing-renew-moved = aggiornamento di una modifica della domanda nel canale in cui è stata spostata

## The daily self-check, told where agents read

self-check-wrong = L’autocontrollo ha trovato un problema:
self-check-still-wrong = L’autocontrollo trova ancora questo problema:
self-check-well = Tutto è di nuovo a posto: l’autocontrollo non trova più problemi.

## Why something did not work

reason-zendesk-slow-down = Zendesk chiede di rallentare
reason-zendesk-away = Zendesk non è raggiungibile
reason-zendesk-no-answer = La risposta di Zendesk si è persa per strada
reason-zendesk-broken = Zendesk ha un problema interno
reason-zendesk-collision = Zendesk stava scrivendo sullo stesso record
reason-zendesk-changed = il ticket Zendesk è stato modificato nello stesso momento
reason-zendesk-unreadable = La risposta di Zendesk è illeggibile: HELPDESK_ZENDESK_URL è l’indirizzo dell’account?
reason-zendesk-elsewhere = Zendesk ha risposto con un altro indirizzo: HELPDESK_ZENDESK_URL è l’indirizzo dell’account?
reason-zendesk-still-opening = Zendesk sta ancora creando questo ticket
reason-zendesk-not-there = Zendesk non ha questo record
reason-zendesk-no-such-route = questo account Zendesk non conosce questa chiamata
reason-zendesk-login = Zendesk non accetta l’accesso dell’helpdesk: controllare { $names }
reason-zendesk-not-allowed-because = Zendesk non lo permette all’utente dell’helpdesk ({ $reason }): controllarne il ruolo
reason-zendesk-not-allowed = Zendesk non lo permette all’utente dell’helpdesk: controllarne il ruolo
reason-zendesk-refused-status = Zendesk l’ha rifiutato: stato { $status }
reason-zendesk-refused = Zendesk l’ha rifiutato: { $reason }
reason-zendesk-fields = Zendesk richiede di compilare { $fields } prima di risolvere questo ticket
reason-not-set-up = Zendesk non è configurato.
reason-slack-slow-down = Slack chiede di rallentare.
reason-slack-away = Slack non è raggiungibile.
reason-slack-broken = Slack ha un problema interno.
reason-slack-slow-file = Slack è lento a inviare un file.
reason-slack-not-in-channel = L’helpdesk non è in questo canale: invitarlo con /invite.
reason-slack-channel-unseen = L’helpdesk non vede questo canale: invitarlo con /invite.
reason-slack-archived = Questo canale è archiviato.
reason-slack-scope = All’app Slack manca un’autorizzazione: reinstallarla con gli scope di `helpdesk manifest`.
reason-slack-refused = Slack ha risposto “{ $error }”.
reason-no-agents-channel = Non c’è un canale riservato agli agenti.
reason-on-its-way = questa domanda è ancora in arrivo da un altro canale
reason-file-again = Un file dovrebbe essere scaricato di nuovo.
reason-file-short = Un file è arrivato incompleto.
reason-file-stayed = Un file non può essere copiato ({ $why }).
reason-own-error = L’helpdesk ha avuto un errore interno; è nel suo log.
reason-too-many-calls = Troppe chiamate insieme: questa aspetta il suo turno.
reason-newer-record = Una versione più recente dell’helpdesk ha scritto questo record: solo quella può proseguire.
reason-not-kept = Il motivo non è più conservato.

## The daily summary of shadow mode

shadow-head = In { $channel }, che è in modalità ombra, non è stato scritto nulla. Dall’ultimo riepilogo l’helpdesk avrebbe fatto questo:
shadow-asked = { $count ->
    [one] è stata posta una domanda
   *[other] sono state poste { $count } domande
}
shadow-open = { $count ->
    [one] creare un ticket Zendesk
   *[other] creare { $count } ticket Zendesk
}
shadow-update = { $count ->
    [one] modificare una volta un ticket Zendesk
   *[other] modificare { $count } volte dei ticket Zendesk
}
shadow-tell = { $count ->
    [one] copiare un messaggio in Zendesk
   *[other] copiare { $count } messaggi in Zendesk
}
shadow-status = { $count ->
    [one] pubblicare o modificare una volta un messaggio di stato
   *[other] pubblicare o modificare { $count } volte dei messaggi di stato
}
shadow-react = { $count ->
    [one] mettere o togliere una propria reazione
   *[other] mettere o togliere { $count } proprie reazioni
}
shadow-private = { $count ->
    [one] dire una volta qualcosa in privato
   *[other] dire { $count } volte qualcosa in privato
}
shadow-ask = { $count ->
    [one] chiedere a una persona un parere sull’aiuto ricevuto
   *[other] chiedere a { $count } persone un parere sull’aiuto ricevuto
}
shadow-warn = { $count ->
    [one] avvertire una volta chi risponde
   *[other] avvertire { $count } volte chi risponde
}
shadow-idle = { $count ->
    [one] seguito { $count } volta una richiesta in cui non succedeva nulla
   *[other] seguito { $count } volte richieste in cui non succedeva nulla
}
shadow-promise = { $count ->
    [one] ricordare una volta una promessa
   *[other] ricordare { $count } volte una promessa
}
shadow-route = { $count ->
    [one] avvisare una volta a chi è rivolta una domanda
   *[other] avvisare { $count } volte a chi è rivolta una domanda
}
shadow-show = { $count ->
    [one] mostrare o nascondere un elemento di Zendesk in un thread
   *[other] mostrare o nascondere { $count } elementi di Zendesk nei thread
}

## Who is on duty

duty-of = Di turno per { $team }
duty-second = Secondo livello
duty-until = { $what }: { $people }, fino a { $until }.
duty-open = { $what }: { $people }.
duty-then = Poi: { $then }.
duty-nobody-until = { $what }: nessuno fino a { $until }; poi { $then }.
duty-nobody = { $what }: nessuno, e nessuno è previsto.
duty-unknown = { $what }: non ancora noto, perché il posto in cui è annotato non ha ancora risposto.
duty-old = Era così { $ago } fa: il posto in cui è annotato non risponde.
ago-minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minuti
}
ago-hours = { $count ->
    [one] { $count } ora
   *[other] { $count } ore
}
ago-days = { $count ->
    [one] { $count } giorno
   *[other] { $count } giorni
}
duty-at = Quando: { $when }
duty-not-set-up = Per questo helpdesk non è definito alcun turno.
duty-unread = «{ $text }» non è né una squadra né un momento. Scrivi per esempio `/helpdesk duty`, `/helpdesk duty domani 9:00` o `/helpdesk duty lunedì`. Squadre: { $teams }
swap-how = Indica una persona: `/helpdesk duty swap @persona`, o con una fine: `/helpdesk duty swap @persona 18:00`.
swap-no-end = Non si sa quando finisce questo turno. Di’ fino a quando: `/helpdesk duty swap @persona 18:00`.
swap-over = Quel momento è già passato. Indicane uno più tardi.
swap-not-yours = Solo chi è di turno, o chi risponde nei canali di { $team }, può cedere questo turno.
swap-done = { $person } è di turno per { $team } fino a { $until } e ne viene informato, con ciò che è aperto.
swap-untold = { $person } ha ora il turno per { $team } fino a { $until }, ma non è stato possibile avvisare questa persona. Diglielo tu, per favore.
swap-told = { $by } ti ha ceduto il turno per { $team }, fino a { $until }.
swap-open = Aperto adesso:
swap-nothing-open = Nessuna richiesta è aperta.

## Smistamento: a chi è rivolta una domanda

route-told = { $target }, questa sembra per voi (regola “{ $rule }”).
route-told-channel = Passata a { $channel } (regola “{ $rule }”).
route-passed-on = { $question } in { $channel } sembra per voi (regola “{ $rule }”).
route-on-duty = Nessuna regola corrisponde a questa domanda; è per chi è di turno: { $people }.
route-nobody-on-duty = Nessuna regola corrisponde a { $question } in { $channel }, e nessuno è di turno.
route-corrected = { $person } l’ha passata a { $target }.
route-choose = Passa a qualcun altro
route-explain = “{ $phrase }” va a { $target } (regola “{ $rule }”).
route-explain-nobody = “{ $phrase }” corrisponde alla regola “{ $rule }”, che non avvisa nessuno e vale solo per il ticket Zendesk.
route-explain-why-only = Nessun’altra regola corrisponde.
route-explain-why-longer = Viene prima di “{ $phrase }” (regola “{ $rule }”): la sua espressione è più lunga.
route-explain-why-more = Viene prima di “{ $phrase }” (regola “{ $rule }”): sono state dette più delle sue parole.
route-explain-why-earlier = Viene prima di “{ $phrase }” (regola “{ $rule }”): è stata detta prima.
route-explain-why-order = Viene prima di “{ $phrase }” (regola “{ $rule }”): la sua regola viene per prima.
route-explain-none = Nessuna regola corrisponde.
route-explain-duty = La domanda va a chi è di turno. Quando non c’è nessuno, resta com’è.
route-explain-duty-agents = La domanda va a chi è di turno. Quando non c’è nessuno, vengono avvisati gli agenti.
route-explain-no-rules = Questo canale non ha regole di smistamento.
route-explain-usage = Scrivi dopo ciò che qualcuno potrebbe chiedere: `/helpdesk route la mia VPN non funziona`

promise-warning-seen = Nessuno ha ancora visto { $question }. Promesso entro { $when }.
promise-warning-answered = { $question } non ha ancora una risposta. Promesso entro { $when }.
promise-warning-resolved = { $question } non è ancora risolta. Promesso entro { $when }.
promise-nobody-has-it = Non se ne occupa ancora nessuno.
promise-paused = { $person } non vuole altri promemoria di { $question } prima di { $when }.
snooze-hour = Ricordamelo tra un’ora
snooze-day = Ricordamelo il prossimo giorno lavorativo
snooze-week = Ricordamelo tra una settimana

## Cifre

# Both days are written as 2026-11-30.
stats-head = { $channels }: { $questions ->
    [0] nessuna richiesta
    [one] una richiesta
   *[other] { $questions } richieste
} dal { $start } al { $end }.
stats-channels = { $count } canali
stats-state-new = Nuovo
stats-state-seen = Visto
stats-state-working = In lavorazione
stats-state-waiting = In attesa
stats-state-resolved = Risolto
stats-state-dismissed = Scartato
# Above lines such as “Resolved (12 questions): half within 2 h, nine of ten within 1 d”.
stats-times = Quanto tempo c’è voluto
stats-until-seen = Visto
stats-until-working = In lavorazione
stats-until-answered = Prima risposta
stats-until-resolved = Risolto
stats-line = { $what } ({ $count ->
    [one] una richiesta
   *[other] { $count } richieste
}): { $times }
stats-line-none = { $what }: finora nessuna
stats-median-of = la metà entro { $median }
stats-p90-of = nove su dieci entro { $p90 }
# $times are the same two figures once more.
stats-in-hours = in orario di lavoro { $times }
stats-few = Per meno di { $count } richieste è indicata solo la metà.
stats-topics = Per argomento
stats-topic = { $topic }: { $questions ->
    [one] una richiesta
   *[other] { $questions } richieste
}
stats-corrected = { $questions ->
    [one] di cui una passata da qualcuno
   *[other] di cui { $questions } passate da qualcuno
}
stats-half-answered = la metà con risposta entro { $median }
stats-half-resolved = la metà risolta entro { $median }
stats-topic-none = Nessuna regola
stats-topics-other = Altri argomenti: { $questions ->
    [one] una richiesta
   *[other] { $questions } richieste
}
# How long something lasted: “2 d 3 h”, “3 h 20 min”.
stats-lasting-days = { $count } g
stats-lasting-hours = { $count } h
stats-lasting-minutes = { $count } min
stats-moment = 1 min
# In the picture.
stats-half = La metà entro
stats-nine = Nove su dieci entro
stats-picture = Quanto tempo c’è voluto (richieste)
stats-by-state = Richieste per stato
stats-by-topic = Richieste per argomento
# What /helpdesk stats answers at once.
stats-coming = Le cifre arrivano tra un attimo in un messaggio diretto.
stats-failed = Le cifre richieste con `/helpdesk stats` non sono state inviate per un problema. Richiedile di nuovo.
stats-unread = «{ $text }» non è né uno dei tuoi canali né un periodo. Scrivi per esempio `/helpdesk stats`, `/helpdesk stats 7g`, `/helpdesk stats mese scorso` o `/helpdesk stats #canale questa settimana`.
stats-not-yours = Solo chi risponde in un canale può vederne le cifre.
## A question moves to another channel

moved-here = { $number } · { $person } ha posto questa domanda in { $channel }, e { $mover } l’ha spostata qui. <{ $link }|La conversazione finora>
moved-away = { $person } ha spostato questa domanda in { $channel }. Continua lì: { $question }
relayed = Scritto <{ $link }|nella conversazione da cui questa proviene>
relayed-files = Scritto <{ $link }|nella conversazione da cui questa proviene>, con { $files }
relayed-internal = Una nota riservata agli agenti è stata scritta <{ $link }|nella conversazione da cui questa proviene>.
