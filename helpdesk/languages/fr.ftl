## What responders read when something was given up

given-up = Abandonné pour { $question } : { $what }. { $why }
given-up-no-number = une demande
given-up-operators = `helpdesk failed show { $which }` en dit plus, `helpdesk failed retry { $which }` fait un nouvel essai.
given-up-others = Les responsables du helpdesk peuvent demander un nouvel essai.

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

## The daily self-check, told where agents read

self-check-wrong = L’autocontrôle a trouvé un problème :
self-check-still-wrong = L’autocontrôle trouve toujours ce problème :
self-check-well = Tout va bien de nouveau : l’autocontrôle ne trouve plus de problème.
