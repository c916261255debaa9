"""The words of a question about who is on duty, by where they may stand. A line or two for each language."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PHRASES = (
    r"\bon (?:call|duty|shift)\b|\bon (?:the )?(?:rota|roster|rotation)\b"
    r"|\bin (?:charge|turno|servizio)\b|\bd[ei]? (?:garde|astreinte|permanence|service|piquet)\b"
    r"|\b(?:di|in) (?:turno|guardia|servizio|picchetto|reperibilita)\b"
    r"|\b(?:the )?duty (?:officer|person|coordinator|manager|engineer|technician|agent)\b|\bthe duty\b"
)
"""What says in several words that somebody is on duty."""

PHRASE_WORDS = _set("""
call duty shift rota roster rotation charge turno servizio garde astreinte permanence service piquet guardia picchetto
reperibilita
""")
"""Those of them in which a slip is passed over."""

NAMING = (
    r"\bwhat (?:is|s) the name of\b|\b(?:c est quoi|quel est) le nom d[eu]\b|\bcomment s appelle\b"
    r"|\bcome si chiama\b|\bqual e il nome d(?:el|ella|i)\b"
)
"""Who asks so asks who it is."""

ROLES = _set("""
coordinator coordinators oncall onduty pager
coordinateur coordinateurs coordinatrice coordinatrices coordonnateur coordonnatrice permanence astreinte garde piquet
coordinatore coordinatori coordinatrice coordinatrici reperibile reperibili reperibilita turno picchetto
""")
WHO = _set("""
who whos whose which
qui quel quelle quels quelles
chi qual quale quali
""")
VERBS = _set("""
coordinates coordinating covering manning staffing
coordonne coordonnera
coordina coordinera coordinando
""")
SOMEBODY = _set("""
anybody anyone somebody someone
quelqu
qualcuno
""")
PEOPLE = _set("""
person people colleague engineer technician tech operator agent admin contact one guy duty
personne personnes collegue responsable technicien technicienne operateur operatrice agent
persona persone collega responsabile tecnico tecnica operatore operatrice addetto addetta
""")
"""Who has a role may be called so beside it."""

TIME = _set("""
now today tonight tomorrow currently right moment actually presently morning afternoon evening night noon midnight
week weekend next current day monday tuesday wednesday thursday friday saturday sunday
maintenant aujourd aujourdhui hui soir soiree demain actuellement actuel actuelle moment matin apres midi nuit minuit
jour
semaine ce cet cette lundi mardi mercredi jeudi vendredi samedi dimanche prochain prochaine
adesso ora oggi stasera stanotte domani domattina dopodomani attualmente attuale momento mattina mattino pomeriggio
sera notte
mezzogiorno mezzanotte settimana giorno questo questa stamattina prossimo prossima
lunedi martedi mercoledi giovedi venerdi sabato domenica
""")
WHICH_TIME = _set("this next day ce cet cette prochain prochaine jour questo questa prossimo prossima giorno")
"""Without another word of these they name no time."""

BY_THE_CLOCK = _set("""
after before from around
apres avant vers partir heures heure
dopo prima dalle delle verso ore
""")
UNTIL = _set("""
until till
jusqu
fino
""")
"""Who is on duty until a time is so now."""

LITTLE = _set("""
the our your a an this at on of for in it is s are re here there team helpdesk support desk shift with
le la les l sur un une notre votre de du d en au a ici equipe pour il y t c est ce sont que qu elle
il lo la i gli l un una nostro vostro nostra di del della dei in nel nella al alla alle qui squadra per e ci c sono
""")
BETWEEN = _set("""
has have got does doing do takes taking covers covering handles handling holds up as will be going to supposed should
would might must turn
works working you us we
fait assure assume gere a tient prend prendra comme sera seront serait doit devrait va etre s occupe travaille tour
nous
vous parmi
fa ha copre tiene svolge fara sara come saranno sarebbe deve dovrebbe gestisce occupa si sta tocca spetta abbiamo
avete
lavora noi voi
""")
LEAD = _set("""
hi hello hey good please pls can could would may might you tell me us i we need want like to know do does did
d just wondering wonder quick question excuse sorry bother all everyone team thanks and so ok let say remind confirm
check ask asking find out see any idea remember happen if
bonjour salut bonsoir hello svp s m te plait pouvez vous peux tu pourriez pourrais sauriez saurais dire me nous savez
sais sait j je on
voudrais voudrait ai aurais faudrait aimerais savoir besoin dis moi dites petite question excusez pardon desole merci
et donc tous
indiquer rappeler confirmer demander preciser cherche chercher connaitre que qu si une idee de
ciao salve buongiorno buonasera buondi per favore puoi potete puo potreste potresti potrebbe sapreste sapresti avete
hai dirmi dirci dire mi ci
sapete sai sa vorrei vorremmo avrei servirebbe serve sapere bisogno scusate scusa scusi una domanda grazie e quindi
tutti ragazzi dimmi dite
dici dica indicare indicarmi ricordare ricordarmi confermare chiedere chiedo cerco se idea di
""")
TAIL = _set("""
please pls thanks thank you again exactly then anyway
svp s il vous te plait merci deja donc exactement
per favore grazie mille gia quindi esattamente prego
""")
GREETINGS = _set("hi hello hey bonjour salut bonsoir ciao salve buongiorno buonasera buondi")
OBJECTS = _set("to for with from a au aux pour avec con per")
"""Before `who`, and after something, they make it no question: `thanks to who is on duty`."""
OF_ONESELF = _set("sono")
"""`Sono di turno domani?` asks for one's own hours."""
