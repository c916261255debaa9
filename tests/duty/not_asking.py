"""Messages that ask something else or nothing, in three languages, one a line."""

LINES = """
The coordinator told me to ask here: my laptop doesn't start
I am on duty tonight and can't log in
Who is the coordinator of the Milan project?
Who changed the on-call phone number?
Who can reset my password?
Who can call the coordinator?
Who can tell the coordinator?
I know who is on duty
we already know who is on call
Can I call you?
Who is on the call?
who called?
who is Kim?
Is the printer on duty? It prints nothing
My duty-free invoice is missing
Who was on duty yesterday?
Who is on duty to fix the VPN of the whole building?
Please add Sam to the on-call rota
I can't open the on-call calendar, who can help?
Who is responsible for payroll?
Thanks coordinator!
The person on duty is great
On duty
on call until five, then out of office
Is the coordinator role paid?
`who is on duty?`
> who is on duty?
Who owns the duty roster spreadsheet?
Coordinator access please
VPN is down
Le coordinateur m'a dit de demander ici
Je suis de garde ce soir et mon badge ne marche pas
Qui est le coordinateur du projet Zurich ?
Qui peut réinitialiser mon mot de passe ?
Qui a changé le numéro d'astreinte ?
Qui était de garde hier ?
Je sais qui est de garde
nous savons qui est le coordinateur
Qui est Marc ?
Qui a pris mon écran ?
Le planning de garde est vide
Peux-tu m'ajouter à la liste d'astreinte ?
Gardez la porte fermée
Qui appelle le coordinateur ?
Merci au coordinateur
Il faut un accès pour la personne de permanence
Comment contacter le fournisseur ?
La garde du corps est absente
De garde ce soir, je ne peux pas ouvrir Outlook
Il coordinatore mi ha detto di chiedere qui
Sono di turno stasera e non riesco ad accedere
Chi è il coordinatore del progetto Lugano?
Chi può cambiare la mia password?
Chi ha cambiato il numero di reperibilità?
Chi era di turno ieri?
So chi è di turno
Chi è Marco?
Chi ha preso il mio schermo?
Il turno di notte non vede la stampante
Potete aggiungermi al turno?
Grazie al coordinatore
Come contatto il fornitore?
Chi chiama il coordinatore?
Devo cambiare turno, chi mi aiuta?
Di turno stasera
La stampante è fuori servizio?
Who is the coordinator for the Berlin office move?
who deleted the duty calendar?
who is in charge of the coffee machine?
Who do I call when my laptop is on fire?
The on-call phone is not charging
Can somebody give me access to the duty roster?
The duty manager can't log in
who is the person that can unlock my account?
I was on call last night and the VPN died
Who can I ask about on-call compensation?
who is allowed to be on duty?
Who wants to be on call this weekend?
Can you put me on duty tomorrow?
who told the coordinator to close my ticket?
Is on-call paid on Sundays?
How do I become a coordinator?
What does the coordinator do?
Where is the coordinator's office?
When is the coordinator back?
Why is nobody on duty?
is the coordinator sick today?
who is in the meeting with the coordinator?
who approved the duty free order?
Who is on duty is wrong in the app
The page says who is on duty but it is wrong
I don't care who is on duty
please remove me from on call
who else has problems with the printer on call floor?
who is calling me?
Who's in charge of Outlook licences?
Who is on this call?
who is on the call with the customer?
who was the coordinator last week?
who had the pager yesterday?
coordinator role in SAP?
Anybody on call has a spare charger?
Does the person on duty have a key for room 12?
is anyone else unable to open Teams on call?
thanks to who is on duty
who is on holiday?
I spoke with Anna, who is on duty, and she said to reboot
Did you already ask Marc, who is on duty?
Ask Kim, the coordinator
who is on the list of the coordinators of the other office?
Who pays for the on call phone?
Who is the owner of this laptop?
which printer is on the second floor?
Which of these is right?
Who is right?
who are you?
Who is here today?
who is next?
Is anyone here?
Who is covering the cost of the new laptop?
Who is going to fix the beamer on call room 2?
Which shift key is broken?
My shift starts at 8 and I have no access
one person cannot log in on duty station
Is this the right support desk?
Which service is down?
The duty printer is broken
Who is in the office today?
Can anyone help me today?
somebody please help
Who is my manager?
Qui est le coordinateur des travaux au 3e étage ?
Qui a supprimé le planning de garde ?
Qui est en charge des imprimantes ?
Le téléphone de garde ne charge plus
La personne de garde n'arrive pas à se connecter
Quelqu'un peut me donner accès au planning d'astreinte ?
J'étais d'astreinte hier et le VPN est tombé
L'astreinte est-elle payée le dimanche ?
Comment devenir coordinateur ?
Que fait le coordinateur ?
Où est le bureau du coordinateur ?
Quand revient le coordinateur ?
Pourquoi personne n'est de garde ?
Le coordinateur est-il malade aujourd'hui ?
Qui veut être de garde ce week-end ?
Mettez-moi de garde demain svp
Qui a dit au coordinateur de fermer mon ticket ?
Je ne sais pas me connecter, le coordinateur est absent
Peu importe qui est de garde
Merci à la personne de garde
Qui était le coordinateur la semaine dernière ?
qui est au téléphone ?
Qui est en réunion avec le coordinateur ?
Service indisponible depuis ce matin
Le service de paie ne répond pas
Qui est le fournisseur du service ?
Qui connaît le coordinateur ?
Qui remplace Marc au service paie ?
Qui peut prendre ma garde samedi ?
La page dit qui est de garde mais c'est faux
Garde mon ticket ouvert stp
Qui garde les enfants ?
Le chien de garde du serveur redémarre
Permanence téléphonique en panne
Coordinateur réseau demandé au bâtiment B
Il me faut un coordinateur pour le déménagement
Qui a les droits de coordinateur ?
Mon collègue de permanence a perdu son badge
Le service est en panne, qui peut aider ?
Qui est en service sur le serveur 12 ?
J'ai vu Anna, qui est de garde, et rien ne marche
Quel service est en panne ?
Quel est le mot de passe wifi ?
Qui est là aujourd'hui ?
Qui est la personne responsable des badges ?
Qui est mon responsable ?
Quelle est l'adresse du service ?
C'est quoi la garde ?
qui a raison ?
Qui est le technicien qui est venu hier ?
Quelle semaine sommes-nous ?
Quelqu'un peut m'aider aujourd'hui ?
Il y a quelqu'un ?
Qui est le prochain ?
Quel est le numéro de la permanence ?
Chi è il coordinatore dei lavori al terzo piano?
Chi ha cancellato il calendario dei turni?
Chi è il responsabile delle stampanti?
Il telefono di reperibilità non si carica
La persona di turno non riesce ad accedere
Qualcuno può darmi accesso al calendario dei turni?
Ieri ero di turno e la VPN è caduta
La reperibilità è pagata la domenica?
Come si diventa coordinatore?
Cosa fa il coordinatore?
Dov'è l'ufficio del coordinatore?
Quando torna il coordinatore?
Perché nessuno è di turno?
Il coordinatore è malato oggi?
Chi vuole essere di turno sabato?
Mettetemi di turno domani
Chi ha detto al coordinatore di chiudere il mio ticket?
Non importa chi è di turno
Grazie a chi è di turno
Grazie alla persona di turno
Chi era il coordinatore la settimana scorsa?
Chi è al telefono?
Chi è in riunione con il coordinatore?
Il servizio paghe non risponde
Chi conosce il coordinatore?
Chi sostituisce Marco alle paghe?
Chi può prendere il mio turno sabato?
La pagina dice chi è di turno ma è sbagliato
Il cane da guardia del server si riavvia
Coordinatore di rete richiesto nell'edificio B
Serve un coordinatore per il trasloco
Chi ha i diritti di coordinatore?
Il mio collega di turno ha perso il badge
Chi è fuori servizio?
Il distributore è fuori servizio, chi chiamo?
Chi turna con me?
Chi ha il mio mouse?
Cambio turno con Anna domani
Ho il turno di notte e la stampante non va
Chi coordina il progetto Lugano?
Ho visto Anna, che è di turno, ma niente
Qual è la password del wifi?
Chi è il mio responsabile?
Chi è il tecnico che è venuto ieri?
Qualcuno può aiutarmi oggi?
C'è qualcuno?
Chi è il prossimo?
Quale servizio non va?
Chi c'è in ufficio oggi?
Qual è il numero della reperibilità?
Quali turni ho questa settimana?
Qual è il mio turno domani?
Chi ha ragione?
Chi sei?
Quando è il mio turno?
Thanks to who is on duty
Please add who is on call to the channel
Dillo a chi è di turno
Which coordinator should approve my purchase order 4711?
The one on duty today didn't answer my call
who is on duty on the ferry to Capri
Whose laptop is this?
is this the on-call room?
Please call the person on duty for me
Who is the owner of the on call schedule?
who is the customer on call number 3?
Is there someone in charge of parking?
My duty is to report that the lift is broken
Who has my charger
who do we have for lunch today
Which one is the right shift key?
the pager is broken
Can the duty manager open the server room?
Do you know who is coming today?
Why am I on call this weekend?
Am I on duty tomorrow?
How do I swap my on call?
When am I on call?
Suis-je de garde demain ?
Quand suis-je d'astreinte ?
Comment échanger ma garde ?
Qui est le client au service 3 ?
Pourquoi suis-je de garde ce week-end ?
Le responsable de garde ne répond pas
Qui a mon chargeur ?
Le coordinateur peut-il ouvrir la salle serveur ?
À quelle heure commence la garde ?
Où est la permanence ?
Quel service appeler pour le chauffage ?
La permanence est fermée ?
Sono di turno domani?
Quando sono di turno?
Come cambio il mio turno?
Il responsabile di turno non risponde
Perché sono di turno sabato?
Dov'è il coordinatore?
A che ora inizia il turno?
Il coordinatore può aprire la sala server?
Chi ha il mio caricatore?
Il servizio di reperibilità costa?
Chi viene oggi?
Quale turno inizia alle 8?
"""
