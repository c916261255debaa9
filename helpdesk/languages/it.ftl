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

## The daily self-check, told where agents read

self-check-wrong = L’autocontrollo ha trovato un problema:
self-check-still-wrong = L’autocontrollo trova ancora questo problema:
self-check-well = Tutto è di nuovo a posto: l’autocontrollo non trova più problemi.
