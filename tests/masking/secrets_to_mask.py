"""Made-up secrets, put together here so that no scanner takes them for real ones: name, text, kind, masked text.

`None` in place of a kind means: stays as it is.
"""

from helpdesk.domain.text.masked import Kind

A36 = "a1B2" * 9
"""36 characters that look like chance."""
PEM = f"-----BEGIN RSA {'PRIVATE'} KEY-----\n{'MIIEow' * 8}\n{'Ab3/+' * 10}\n-----END RSA {'PRIVATE'} KEY-----"
JWT = f"{'ey' + 'JhbGciOiJIUzI1NiJ9'}.eyJzdWIiOiJyb2JpbiJ9.{A36}"

API_KEY, TOKEN, KEY = "•••• (API key)", "•••• (token)", "•••• (private key)"
PASSWORD, CARD, IBAN = "•••• (password)", "•••• (card number)", "•••• (IBAN)"

KEYS_AND_TOKENS: dict[str, tuple[str, Kind, str]] = {
    "an AWS key id": (f"use {'AKI' + 'A'}1234567890ABCDEF now", Kind.API_KEY, f"use {API_KEY} now"),
    "an AWS secret with its name": (
        f"aws_secret_access_key = {A36}wxYZ",
        Kind.API_KEY,
        f"aws_secret_access_key = {API_KEY}",
    ),
    "a GitHub token": (f"my token is {'gh' + 'p_'}{A36}.", Kind.TOKEN, f"my token is {TOKEN}."),
    "a GitHub token longer than usual": (f"{'gh' + 'p_'}{A36}{A36}", Kind.TOKEN, TOKEN),
    "a fine-grained GitHub token": (f"({'github' + '_pat_'}{A36}{A36})", Kind.TOKEN, f"({TOKEN})"),
    "a GitLab token": (f"{'glp' + 'at-'}{A36[:20]}", Kind.TOKEN, TOKEN),
    "a Slack bot token": (f"{'xox' + 'b-'}123456789012-123456789012-{A36[:24]} fails", Kind.TOKEN, f"{TOKEN} fails"),
    "a Slack app token": (f"{'xap' + 'p-'}1-A012345-1234567-{A36}", Kind.TOKEN, TOKEN),
    "a Slack webhook": (
        f"post to https://hooks.slack.com/{'serv' + 'ices'}/T0AAA/B0BBB/{A36[:24]}",
        Kind.TOKEN,
        f"post to {TOKEN}",
    ),
    "a Stripe key": (f"{'sk' + '_live_'}{A36[:24]}", Kind.API_KEY, API_KEY),
    "a Stripe test key": (f"{'sk' + '_test_'}{A36[:24]}", Kind.API_KEY, API_KEY),
    "an OpenAI key": (f"OPENAI={'s' + 'k-proj-'}{A36}", Kind.API_KEY, f"OPENAI={API_KEY}"),
    "a Google key": (f"key {'AI' + 'za'}{A36[:35]}", Kind.API_KEY, f"key {API_KEY}"),
    "an npm token": (
        f"//registry.example.com/:_authToken={'np' + 'm_'}{A36}",
        Kind.TOKEN,
        f"//registry.example.com/:_authToken={TOKEN}",
    ),
    "a PyPI token": (f"{'pyp' + 'i-'}AgEIcHlwaS5vcmc{A36}{A36}", Kind.TOKEN, TOKEN),
    "a SendGrid key": (f"{'S' + 'G.'}{A36[:22]}.{A36}abcdefg", Kind.API_KEY, API_KEY),
    "a Twilio key": (f"{'S' + 'K'}{'0a1b' * 8}", Kind.API_KEY, API_KEY),
    "a Mailchimp key": (f"{'0a1b' * 8}-us12", Kind.API_KEY, API_KEY),
    "a Telegram bot's token": (f"12345678:{'AA' + A36[:33]}", Kind.TOKEN, TOKEN),
    "a Discord bot's token": (f"M{A36[:23]}.{A36[:6]}.{A36[:27]}", Kind.TOKEN, TOKEN),
    "an Azure storage key": (f"AccountKey={(A36 * 3)[:86]}==;Suffix=x", Kind.API_KEY, f"{API_KEY};Suffix=x"),
    "a Microsoft Entra client secret": (f"abc8{'Q' + '~'}{A36[:34]}", Kind.API_KEY, API_KEY),
    "a Vault token": (f"{'hv' + 's.'}{A36}", Kind.TOKEN, TOKEN),
    "a JSON Web Token": (f"got {JWT} back", Kind.TOKEN, f"got {TOKEN} back"),
    "a bearer token in a header": (f"Authorization: Bearer {A36}", Kind.TOKEN, f"Authorization: Bearer {TOKEN}"),
    "a bearer token in a command": (
        f"curl -H 'authorization: bearer {A36}' x",
        Kind.TOKEN,
        f"curl -H 'authorization: bearer {TOKEN}' x",
    ),
    "basic authentication": ("Authorization: Basic dXNlcjpodW50ZXI=", Kind.TOKEN, f"Authorization: Basic {TOKEN}"),
    "a key with its name": (f"api_key={A36[:20]}&page=2", Kind.API_KEY, f"api_key={API_KEY}&page=2"),
    "a key in a header": (f"X-Api-Key: {A36}", Kind.API_KEY, f"X-Api-Key: {API_KEY}"),
    "a key in JSON": (
        f'{{"client_secret": "{A36}", "a": 1}}',
        Kind.API_KEY,
        f'{{"client_secret": "{API_KEY}", "a": 1}}',
    ),
    "a key with its French name": (f"clé d'API : {A36}", Kind.API_KEY, f"clé d'API : {API_KEY}"),
    "a key with its German name": (f"API-Schlüssel: {A36}", Kind.API_KEY, f"API-Schlüssel: {API_KEY}"),
    "a product key": ("license key: ABCDE-12345-FGHIJ-67890-KLMNO", Kind.API_KEY, f"license key: {API_KEY}"),
    "a UUID that is called a token": ("token: 5f0c9a52-7d0e-4c43-9a9e-3e1b1a0a7d11", Kind.TOKEN, f"token: {TOKEN}"),
    "a private key": (f"here:\n{PEM}\nthanks", Kind.PRIVATE_KEY, f"here:\n{KEY}\nthanks"),
    "a private key on one line": (PEM.replace("\n", "\\n"), Kind.PRIVATE_KEY, KEY),
    "a private key without its end": (PEM.partition("-----END")[0] + "help", Kind.PRIVATE_KEY, f"{KEY}\nhelp"),
    "a private key with headers, cut off": (
        f"-----BEGIN EC {'PRIVATE'} KEY-----\nProc-Type: 4,ENCRYPTED\n\n{'Ab3/+' * 10}",
        Kind.PRIVATE_KEY,
        KEY,
    ),
    "an OpenSSH key": (PEM.replace("RSA", "OPENSSH"), Kind.PRIVATE_KEY, KEY),
    "an encrypted key": (PEM.replace("RSA", "ENCRYPTED"), Kind.PRIVATE_KEY, KEY),
    "a PGP key": (PEM.replace("RSA ", "PGP ").replace("KEY-", "KEY BLOCK-"), Kind.PRIVATE_KEY, KEY),
    "a PuTTY key": (
        f"PuTTY-User-Key-File-{2}: ssh-rsa\nPrivate-Lines: 1\n{'Ab3/+' * 10}\nPrivate-MAC: 0a1b2c3d4e",
        Kind.PRIVATE_KEY,
        KEY,
    ),
}

PASSWORDS: dict[str, tuple[str, Kind, str]] = {
    name: (text.replace("{}", value), Kind.PASSWORD, text.replace("{}", PASSWORD))
    for name, (text, value) in {
        "a password": ("password: {}", "hunter2"),
        "in capitals, without a space": ("PASSWORD:{}", "Winter2026!"),
        "inside a sentence": ("my login is robin, password: {} and it fails", "hunter2"),
        "a plain word at the end": ("Password: {}", "sunshine"),
        "a plain word before the next field": ("password: {} user: robin", "sunshine"),
        "in quotes, of several words": ('password: "{}" is refused', "correct horse battery"),
        "between backticks": ("password: `{}`", "hun ter2"),
        "digits": ("password: {}", "482913"),
        "with spaces before": ("password  :   {}", "hunter2"),
        "in bold": ("*Password:* {}", "hunter2"),
        "on the next line": ("Username:\nrobin\nPassword:\n{}", "Hunter2!"),
        "that begins with a sign": ("password: {}", "$ecret12"),
        "with a sign at its end": ("password: {} thanks", "Wint3r!"),
        "for something": ("password for the guest wifi: {}", "bluefish7"),
        "with a remark": ("password (temporary): {}", "Start123"),
        "said": ("the password is {} by the way", "Tr0ub4dor"),
        "said in German": ("das Passwort lautet {}", "Sommer2026"),
        "changed": ("my password was changed to {} today", "Hunter22"),
        "set": ("I set it. New password set to: {}", "Hunter22"),
        "said in French": ("mon mdp c'est {} merci", "soleil42"),
        "pwd": ("pwd={}", "abc12345"),
        "pw": ("user: robin pw: {}", "Qwert7"),
        "pass": ("login: robin / pass: {}", "Qwert7"),
        "passphrase": ("passphrase = {}", "opensesame7"),
        "passcode": ("passcode: {}", "771203"),
        "an arrow": ("password -> {}", "hunter2"),
        "in French": ("mot de passe : {}", "soleil42"),
        "in French, with a narrow space": ("mot de passe\u202f: {}", "soleil42"),
        "in French, short": ("mdp: {}", "soleil42"),
        "in French, for something": ("mot de passe du wifi : {}", "chocolat"),
        "in German": ("Passwort: {}", "Sonnenschein"),
        "in German, the other word": ("Kennwort für VPN: {}", "geheim99"),
        "in Italian": ("parola d'ordine: {}", "sole1234"),
        "in Spanish": ("contraseña: {}", "verano26"),
        "in JSON": ('{"user": "robin", "password": "{}"}', "hunter2"),
        "in XML": ("<password>{}</password>", "hunter2"),
        "in the environment": ("export DB_PASSWORD={}", "hunter2"),
        "in a connection string": ("Server=db;User Id=sa;Password={};Encrypt=True", "hunter2"),
        "in a form's address": ("https://example.com/login?password={}&next=home", "hunter2"),
        "in an address with a login": ("postgres://app:{}@db.example.com/tickets", "s3cr3tpw"),
        "of an option": ("tool --password {} --verbose", "hunter2"),
        "of curl": ("curl -u robin:{} https://example.com", "hunter2"),
        "of a Wi-Fi": ("Wi-Fi key: {}", "bluefish7"),
        "a PIN": ("my PIN: {} does not work", "4821"),
        "a recovery key": ("{}", "-".join(["123456"] * 8)),
    }.items()
}

NUMBERS: dict[str, tuple[str, Kind, str]] = {
    "Visa in groups": ("card 4111 1111 1111 1111 please", Kind.CARD_NUMBER, f"card {CARD} please"),
    "Visa in one piece": ("4012888888881881", Kind.CARD_NUMBER, CARD),
    "Visa with hyphens": ("4111-1111-1111-1111.", Kind.CARD_NUMBER, f"{CARD}."),
    "Mastercard": ("5555 5555 5555 4444", Kind.CARD_NUMBER, CARD),
    "Mastercard of the newer range": ("2223003122003222", Kind.CARD_NUMBER, CARD),
    "American Express": ("3782 822463 10005", Kind.CARD_NUMBER, CARD),
    "Diners Club": ("3056 930902 5904", Kind.CARD_NUMBER, CARD),
    "Discover": ("6011111111111117", Kind.CARD_NUMBER, CARD),
    "JCB": ("3530 1113 3330 0000", Kind.CARD_NUMBER, CARD),
    "Visa with mixed gaps": ("4111-1111 1111 1111", Kind.CARD_NUMBER, CARD),
    "a card's security code": ("exp 12/28 CVV: 123", Kind.CARD_NUMBER, f"exp 12/28 CVV: {CARD}"),
    "a card with 19 digits": ("6205 5000 0000 0000 004", Kind.CARD_NUMBER, CARD),
    "with spaces that don't break": ("4111\u00a01111\u00a01111\u00a01111", Kind.CARD_NUMBER, CARD),
    "a Swiss IBAN": ("CH93 0076 2011 6238 5295 7 please", Kind.IBAN, f"{IBAN} please"),
    "a Swiss IBAN before capitals": ("CH93 0076 2011 6238 5295 7 IS MINE", Kind.IBAN, f"{IBAN} IS MINE"),
    "a German IBAN in one piece": ("pay DE89370400440532013000.", Kind.IBAN, f"pay {IBAN}."),
    "a French IBAN": ("FR14 2004 1010 0505 0001 3M02 606", Kind.IBAN, IBAN),
    "an Italian IBAN": ("IT60 X054 2811 1010 0000 0123 456", Kind.IBAN, IBAN),
    "a British IBAN in small letters": ("gb29nwbk60161331926819", Kind.IBAN, IBAN),
}
