"""The words of a question about who is on duty, by where they may stand. A line or two for each language."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PHRASES = (
    r"\b(?:the )?(?:duty|on call) (?:phone|pager)\b|\bon (?:call|standby)\b"
    r"|\bon (?:(?:helpdesk|support|desk|day|evening|night|weekend|early|late) )?(?:duty|shift)\b"
    r"|\bon the (?:day|evening|night|weekend|early|late) shift\b|\bon (?:the )?(?:on call )?(?:rota|roster|rotation)\b"
    r"|\bin (?:charge|turno|servizio)\b|\b(?:tour )?d[ei]? (?:garde|astreinte|permanence|service|piquet)\b"
    r"|\b(?:di|in) (?:turno|guardia|servizio|picchetto|reperibilita)\b|\bturno di coordinamento\b"
    r"|\b(?:tocca|fa|ha|copre) la guardia\b|\bon the desk\b"
    r"|\b(?:has|have|got|takes?|taking) duty\b|\b(?:the )?duty (?:officer|person|coordinator|manager|engineer)\b"
    r"|\b(?:the )?duty (?:technician|agent)\b|\bthe duty\b"
)
"""What says in several words that somebody is on duty."""

PHRASE_WORDS = _set("""
call duty shift rota roster rotation charge turno servizio garde astreinte permanence service piquet guardia
picchetto
reperibilita
""")
"""Those of them in which a slip is passed over."""

NAMING = (
    r"\b(?:what (?:is|s) )?(?:the )?name of\b|\b(?:c est quoi |quel est )?(?:le )?nom d[eu]\b|\bcomment s appelle\b"
    r"|\bcome si chiama\b|\b(?:qual e )?(?:il )?nome d(?:el|ella|i)\b"
)
"""Who asks so asks who it is."""

REACHING = (
    r"\b(?:can|could|should|do|must) (?:i|we) (?:reach|contact|call|ping|page|ask|(?:talk|speak|write|turn) to)\b"
    r"|\b(?:puis|peux|peut|dois|doit) (?:je|on) (?:joindre|contacter|appeler)\b"
    r"|\b(?:posso|possiamo|devo|dobbiamo) (?:contattare|chiamare|sentire)\b"
)
"""What one wants of whoever is on duty: `who can I reach on call?`."""

ROLES = _set("""
coordinator coordinators oncall onduty pager
coordinateur coordinateurs coordinatrice coordinatrices coordonnateur coordonnatrice permanence astreinte garde
piquet
coordinatore coordinatori coordinatrice coordinatrici reperibile reperibili reperibilita turno picchetto
coordo coord coords
""")
WHO = _set("""
who whos whose which
qui quel quelle quels quelles
chi qual quale quali
whoever ki
""")
VERBS = _set("""
coordinates coordinating covering manning staffing carrying
coordonne coordonnera
coordina coordinera coordinando
""")
SOMEBODY = _set("""
anybody anyone somebody someone
quelqu
qualcuno
""")
PEOPLE = _set("""
person people colleague engineer technician tech operator agent admin contact one guy duty available reachable
acting deputy backup primary secondary second third main official usual specialist technical role job position
function
personne personnes collegue responsable technicien technicienne operateur operatrice agent joignable disponible
dispo
adjoint adjointe second deuxieme informaticien informaticienne specialiste titulaire attitre role fonction poste
persona persone collega responsabile tecnico tecnica operatore operatrice addetto addetta raggiungibile disponibile
secondo seconda vice informatico informatica specialista titolare ruolo funzione incarico
serale notturno diurno mattutino pomeridiano
lead leader helpdesker supporter assistant assistante assistente referent referente sysadmin
""")
"""Who has a role may be called so beside it."""

TIME = _set("""
now today tonight these tomorrow currently right moment actually presently morning afternoon evening night noon
midnight
week weekend next current day days monday tuesday wednesday thursday friday saturday sunday
maintenant aujourd aujourdhui hui soir soiree demain actuellement actuel actuelle moment matin apres midi nuit
minuit
jour
semaine ce cet cette lundi mardi mercredi jeudi vendredi samedi dimanche prochain prochaine
adesso ora oggi stasera stanotte domani domattina dopodomani attualmente attuale momento mattina mattino pomeriggio
sera notte
mezzogiorno mezzanotte settimana giorno questo questa stamattina prossimo prossima
lunedi martedi mercoledi giovedi venerdi sabato domenica
auj sta stamani
goodfriday eastersunday eastermonday ascension whitsunday whitmonday
pome
""")
WHICH_TIME = _set("""
this these next day days ce cet cette prochain prochaine jour questo questa prossimo prossima giorno
sta
""")
"""Without another word of these they name no time."""

BY_THE_CLOCK = _set("""
after before from around between over during and
apres avant vers partir heures heure et entre pendant durant des
dopo prima dalle delle verso ore tra fra durante
onwards onward later past poi circa environ
""")
UNTIL = _set("""
until till
jusqu
fino
til jusque
""")
"""Who is on duty until a time is so now."""

LITTLE = _set("""
the our your a an this at on of for in it is s are re ll d here there team helpdesk support desk shift with rn atm
le la les l sur un une notre votre de du d en au a ici equipe pour il y t c est ce sont que qu elle
il lo la i gli l un una nostro vostro nostra di del della dei in nel nella al alla alle qui squadra per e ci c sono
da che quello quella
over whole
quite first very minute rest lunch break min tt suite pausa pranzo poste giornata quest anno
dell dall all nell
""")
BETWEEN = _set("""
has have got does doing do take takes taking covers covering handles handling holds up as will be going to supposed
should
would might must turn still again already ever actually usually just even
works working you us we over filling fills serving plays playing runs running acts replaces replacing replace
fait assure assume gere a tient prend prendra comme sera seront serait doit devrait va etre s occupe travaille tour
remplace repond joue remplit exerce charge toujours encore deja donc bien
nous
vous parmi
fa ha copre tiene svolge fara sara come saranno sarebbe deve dovrebbe gestisce occupa si sta tocca spetta abbiamo
risponde segue sostituisce ricopre riveste facendo ancora sempre gia mai poi dunque
avete
lavora noi voi
meant cense censee relais subentra
rostered scheduled planned assigned expect find see reprend colle mis planning liste prochain suivant presidia
trovero dara da cambio becca messo assegnato previsto prossimo giro
""")
LEAD = _set("""
hi hello hey good please pls can could would may might you tell me us i we need want like to know do does did
d mind telling sharing give giving happens chance just wondering wonder quick question excuse sorry bother all
everyone team thanks and so ok let say remind confirm show list send write again but maybe perhaps quickly kindly
hiya morning folks guys gang there urgent urgently advance
check ask asking find out see any idea remember happen if
bonjour salut bonsoir hello svp s m te plait pouvez vous peux tu pourriez pourrais sauriez saurais dire me nous
savez
sais sait j je on puis pourrait auriez aurait auras avez par hasard
voudrais voudrait ai aurais faudrait aimerais savoir besoin dis moi dites petite question excusez pardon desole
merci
et donc tous
coucou on peut bien mais alors rapidement rapide vite gentiment urgent ecrire montrer montrez montre rappelez
rappelle
indiquez avance peut etre est ce quelqu un
indiquer rappeler confirmer demander preciser cherche chercher connaitre que qu si une idee de
ciao salve buongiorno buonasera buondi per favore puoi potete puo potreste potresti potrebbe sapreste sapresti avete
hai dirmi dirci dire mi ci
sapete sai sa posso potrei possiamo potremmo caso mica vorrei vorremmo avrei servirebbe serve sapere bisogno scusate
scusa scusi una domanda grazie e quindi
tutti ragazzi dimmi dite
ditemi ditegli ma allora quindi gentilmente cortesemente magari forse urgente mostrami ricordate ricorda ricordi
indicate ragazze salve anticipo
dici dica indicare indicarmi ricordare ricordarmi confermare chiedere chiedo cerco se idea di
plz u erm um ehm bot slt bjr bsr stp serait il possible le cmq cortesia pomeriggio buon
grateful thx ta afternoon dear helpdesk earlier bsoir bonne madame monsieur mesdames messieurs amabilite raga ehi oh
scusatemi perdonate gentili x saluti urgenza aiuto help afternoon listen
""")
TAIL = _set("""
please pls thanks thank you again exactly then anyway
svp s il vous te plait merci deja donc exactement
per favore grazie mille gia quindi esattamente prego
plz thx ta cheers mate folks guys bot who stp cordialement bonne journee d avance qui cortesia grz buona giornata
chi

arvo cordiali saluti regards best kind asap name nome nom
""")
GREETINGS = _set("hi hello hey hiya bonjour bjr slt coucou salut bonsoir ciao salve buongiorno buonasera buondi")
OBJECTS = _set("to for with from a au aux pour avec con per")
"""Before `who`, and after something, they make it no question: `thanks to who is on duty`."""
ITS = _set("c est it is s e")
"""With only these before them they don't: `c'est à qui le tour de garde ?`."""
HAVING = _set("do we have got on a avons nous abbiamo avete")
"""`Do we have a coordinator today?`"""
RANGE = _set("between entre tra fra")
"""From the first of two times on."""
OF_ONESELF = _set("sono")
"""`Sono di turno domani?` asks for one's own hours."""
