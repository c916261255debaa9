# ruff: noqa: RUF001
"""Messages that ask who is on duty, in three languages, one a line."""

LINES = """
Who is the coordinator?
who's on duty?
Who is on duty today?
WHO IS ON CALL???
whos on call right now
who is oncall
Hi! Who is the coordinator today, please?
Hi Kim, who is on duty?
Can you tell me who's on duty?
does anyone know who is on call tonight?
I'd like to know who the coordinator is
Who is the cordinator
who is teh coordinator
Who is our coordinater at the moment?
Anybody on duty?
is anyone on call?
coordinator?
Who's in charge today?
Who has the duty this week?
who is the duty officer?
who are the coordinators this week?
Whose shift is it on duty?
Please tell me who is on duty tomorrow morning :pray:
Who is on duty on Monday at 9:00?
Quick question: who's on call for IT?
@helpdesk who is on duty?
Qui est le coordinateur ?
qui est la coordinatrice aujourd'hui ?
Qui est de garde ?
QUI EST DE GARDE CE SOIR
qui est d'astreinte ce week-end ?
Qui est de permanence maintenant ?
Bonjour, qui est de service svp ?
c'est qui le coordinateur ?
Le coordinateur, c'est qui ?
qui est le cordinateur
Qui assure la permanence demain ?
Pouvez-vous me dire qui est le coordinateur ?
Quelqu’un sait qui est de piquet ?
Qui coordonne aujourd’hui ?
Je voudrais savoir qui est de garde cette nuit
Salut Marc, qui est d’astreinte lundi ?
coordinateur ?
Quelqu'un de garde ?
Qui fait la permanence cet après-midi ?
Qui est-ce qui est de garde ?
Chi è il coordinatore?
chi e' di turno?
Chi è di turno oggi?
CHI È DI GUARDIA STASERA
Chi è reperibile adesso?
Buongiorno, chi è la coordinatrice?
chi è il cordinatore
Chi c'è di servizio oggi pomeriggio?
Ciao a tutti, chi è di picchetto questa settimana?
Mi potete dire chi è di turno domani?
Qualcuno sa chi è il coordinatore?
Chi coordina questa mattina?
C'è qualcuno di turno?
Scusate, chi è di turno qui?
Vorrei sapere chi è il coordinatore, grazie
chi fa il turno di notte?
Il coordinatore chi è?
coordinatore?
Chi è in servizio lunedì?
who's covering today?
Who is covering for IT right now?
who do I talk to, who is on call?
who's the on-call person today?
Who is the on-call engineer?
which of you is on duty?
who has the pager?
who is the duty manager tonight?
Anybody know who's on duty right now?
who's on-call this weekend?
is somebody on duty?
Is there a coordinator today?
Is there anyone on call at the moment?
may I ask who is on duty?
sorry to bother you, who's on call?
Whos the coordinator
who is coordinator
who is the current coordinator?
Who's our coordinator for today?
who will be on duty tomorrow?
who is going to be on call on friday?
who is on duty after 5pm?
who's next on duty?
who's on call next?
Could someone please tell me who the coordinator is?
who is the coordinator please
morning! who's on duty?
Good morning all, who is on call today?
hey team who's on duty today
Hey @helpdesk, who's on call?
coordinator today?
on call?
who is taking on call tonight?
who's manning the desk today?
Who is the helpdesk coordinator?
who is on the rota today?
who's on rotation this week?
who is on duty until 6pm?
tell me who is on duty
Who's duty coordinator?
the vpn is down, who is on duty?
My badge stopped working. Who's on call?
Who is the on call tech today
who's the duty engineer this evening?
whose turn is it to be on duty?
who should be on duty now?
Who would be on duty tomorrow at 7?
Who is on duty on 24 December?
who is on duty on 2026-12-24?
who's on duty at noon?
who is on duty tomorrow 14:30
who is the coordinatr
who is on dutty today
anyone on call today?
Is there somebody in charge right now?
So who is on duty then?
Remind me who is on call please
any idea who's on duty?
Do you happen to know who is on call?
C'est qui de garde ?
C'est qui l'astreinte ce soir ?
qui est d astreinte
Qui est-ce qui coordonne ?
Qui sera de garde demain ?
Qui sera de service lundi matin ?
Savez-vous qui est le coordinateur aujourd'hui ?
Est-ce que quelqu'un sait qui est de garde ?
Est-ce que quelqu'un est de garde ?
Y a-t-il quelqu'un de permanence ?
Y a-t-il un coordinateur aujourd'hui ?
Qui s'occupe de la permanence ?
Qui gère la permanence aujourd'hui ?
Qui a la garde ce soir ?
Qui a l'astreinte ce week-end ?
Qui prend l'astreinte demain soir ?
qui est l'astreinte ?
Qui est le responsable de garde ?
Qui est la personne de garde ?
Qui est la personne d'astreinte ce soir ?
De garde ce soir ?
qui de garde ?
Coordinatrice ?
Bonjour à tous, qui est le coordinateur svp
Bonsoir, qui est de permanence cette nuit ?
Désolé de déranger, qui est de garde ?
Pourriez-vous m'indiquer qui est le coordinateur ?
Je cherche qui est de garde
j'aimerais savoir qui est d'astreinte
tu sais qui est de piquet ?
Qui est de piquet ce weekend ?
on sait qui est de garde ?
Le coordinateur du jour, c'est qui ?
qui est le coordinateur du jour
Qui est de service en ce moment ?
Quel est le coordinateur aujourd'hui ?
Qui est actuellement de garde ?
Qui est de garde jusqu'à 18h ?
Qui est de garde après 17h ?
qui est le coordonateur ?
Mon écran est noir, qui est de garde ?
Qui c'est le coordinateur ?
C'est quoi le nom du coordinateur ?
Quelqu'un d'astreinte ?
Qui sont les coordinateurs cette semaine ?
qui est le technicien d'astreinte
Qui est de garde le 24.12. ?
Qui est de garde demain à 14h ?
qui est de permanance aujourdhui
Qui est notre coordinatrice ?
Qui est le coordinateur, svp ?
Dites-moi qui est de service
Sauriez-vous qui est d'astreinte ?
vous savez qui est de garde ce soir ?
A qui la garde ce soir ?
Chi è di turno adesso?
Chi sarà di turno domani?
chi sara di guardia stanotte
Chi è di reperibilità?
Chi è in reperibilità stasera?
Chi ha la reperibilità questo weekend?
Chi ha il turno oggi?
Chi copre il turno di notte?
Di chi è il turno?
A chi tocca il turno oggi?
Sapete chi è di turno?
Sai dirmi chi è il coordinatore?
Mi sai dire chi è reperibile?
Mi dite chi è di turno?
Mi dici chi è il coordinatore per favore?
Per favore, chi è di turno?
Buonasera, chi è di guardia?
Buondì, chi è di turno?
Salve a tutti chi è il coordinatore
C'è un coordinatore oggi?
C'è qualcuno reperibile?
Qualcuno di turno?
qualcuno è di guardia?
Reperibile?
coordinatrice?
chi e il coordinatore
chi è il responsabile di turno?
Chi è la persona di turno?
Chi è il tecnico di turno?
Chi è il tecnico reperibile?
Scusate il disturbo, chi è di turno?
vorrei sapere chi è di turno questa sera
Chi è di picchetto nel fine settimana?
chi è di turno il lunedì mattina?
Chi è di turno fino alle 18?
chi è di turno dopo le 17?
chi coordina oggi?
Chi sta coordinando?
Chi è il coordinatore di oggi?
chi è il cordinatore di turno
Non mi parte il PC, chi è di turno?
Come si chiama il coordinatore?
Chi sono i coordinatori questa settimana?
Chi è di turno il 24.12.?
Chi è di turno domani alle 14.30?
Chi è di tuno oggi?
chi è di turno domattina?
Chi sarebbe di turno adesso?
Sapreste dirmi chi è di guardia?
Avete idea di chi è di turno?
Chi abbiamo di turno oggi?
Qual è il coordinatore di turno?
Chi lavora di turno stanotte?
Di turno chi c'è?
Il reperibile chi è?
who has on-call duty tonight?
Who's on-call for the helpdesk today?
hello, is there anyone on duty right now please?
who is our on call guy this week
Who is the coordinator today? Thanks!
Do you know who is on duty this afternoon?
who is in charge now?
Could you tell us who the coordinators are today
Who's the coordinator of the day?
good evening, who would be the coordinator tonight?
who is supposed to be on duty now?
On duty today?
which colleague is on duty tomorrow?
who's up for on call this weekend?
Who is handling on call tonight?
what's the name of the coordinator today?
who is duty manager
coordinator pls?
I need to know who is on call tonight.
Qui est-ce, le coordinateur aujourd'hui ?
Bonjour Anna, qui est de garde aujourd'hui ?
Qui donc est de permanence ?
vous pouvez me dire qui est d'astreinte demain matin ?
Qui est responsable de permanence ce soir ?
Qui est sur la permanence aujourd'hui ?
C'est qui le responsable d'astreinte ?
quelqu'un est d'astreinte cette nuit ?
Coordinateur du jour ?
Qui est notre permanence aujourd'hui ?
je voudrais savoir qui coordonne aujourd'hui svp
Qui tient la permanence ce matin ?
Qui est de garde pour l'équipe IT ?
Comment s'appelle le coordinateur ?
Qui doit être de garde demain ?
Ciao Marco, chi è di turno oggi?
Chi è il coordinatore per oggi?
Chi abbiamo come coordinatore oggi?
chi sarà il reperibile domani sera?
Chi è in turno adesso?
Potreste dirmi chi coordina oggi?
Oggi chi è di turno?
Stasera chi è reperibile?
Chi è di turno per l'IT?
Chi è il nostro coordinatore?
mi servirebbe sapere chi è di turno
Chi fa la reperibilità questo fine settimana?
Il responsabile di turno chi è?
chi è adesso il coordinatore?
Avrei bisogno di sapere chi è di turno
"""
