/** Addresses and servers. */
export const networkEnglish = {
  'network.a-limit-of-the-accounts-plan-is': "A limit of the account's plan is reached.",
  'network.a-revoked-key-never-works-again-use': 'A revoked key never works again. Use another one.',
  'network.address-changed-meanwhile': 'The address of “{name}” was changed while it was asked.',
  'network.certificate-another-name':
    'The certificate of {host} belongs to another name, so nothing was sent to it.',
  'network.certificate-expired': 'The certificate of {host} has expired, so nothing was sent to it.',
  'network.certificate-not-trusted': 'The certificate of {host} is not trusted, so nothing was sent to it.',
  'network.certificate-not-yet-valid':
    'The certificate of {host} is not valid yet, so nothing was sent to it.',
  'network.certificate-self-signed': 'The certificate of {host} is self-signed, so nothing was sent to it.',
  'network.certificate-unknown-authority':
    'The certificate of {host} comes from an authority that this computer does not know, so nothing was sent to it.',
  'network.check-the-address-and-its-port-a':
    'Check the address and its port: a server without TLS does not answer to https://. The key was not sent.',
  'network.check-the-address-and-the-network-what':
    'Check the address and the network. What is in the vault stays readable; nothing was changed.',
  'network.check-the-address-for-typing-mistakes-and':
    'Check the address for typing mistakes, and that this machine is online. Nothing was changed.',
  'network.check-the-address-for-typing-mistakes-where':
    'Check the address for typing mistakes. Where the network wants a log-in first, log in to it in a browser. The key was not sent.',
  'network.check-the-address-if-it-is-your':
    'Check the address. If it is your own server, put that certificate into the system’s certificate store, or name its file in NODE_EXTRA_CA_CERTS. The key was not sent.',
  'network.check-the-address-in-a-network-that':
    'Check the address. In a network that inspects traffic, ask its administrator; the key was not sent.',
  'network.check-the-address-it-is-that-of':
    'Check the address; it is that of the API (https://api.openmrp.ai today, https://api.augno.com before), not of the dashboard or the documentation.',
  'network.check-the-address-what-is-in-the': 'Check the address. What is in the vault is unchanged.',
  'network.check-the-network-and-the-setting-or':
    'Check the network, and the setting or variable that names the proxy. Nothing was sent.',
  'network.check-the-setting-or-variable-that-names':
    'Check the setting or variable that names the proxy: its kind, host and port. Nothing was sent to the server.',
  'network.check-this-computers-date-and-time-first':
    'Check this computer’s date and time first. If they are right, whoever runs the server has to renew its certificate. The key was not sent.',
  'network.copy-it-again-from-where-it-was': 'Copy it again from where it was issued.',
  'network.enter-the-address-alone-the-api-key':
    'Enter the address alone; the API key goes into its own field. Nothing was sent.',
  'network.enter-the-address-of-the-api-for':
    'Enter the address of the API (https://api.openmrp.ai today, https://api.augno.com before). Nothing was sent.',
  'network.enter-the-final-address-of-the-api':
    'Enter the final address of the API itself. The key was not sent to the other address.',
  'network.host-answered-in-a-form-that-this':
    '{host} answered in a form that this version does not understand.',
  'network.host-asks-for-a-pause-too-many':
    '{host} asks for a pause: too many requests came from this address.',
  'network.host-asks-for-a-pause-until': '{host} asks for a pause until {until}.',
  'network.host-cant-be-reached': "{host} can't be reached.",
  'network.host-did-not-answer-within-seconds-seconds': '{host} did not answer within {seconds} seconds.',
  'network.host-does-not-accept-this-api-key': '{host} does not accept this API key.',
  'network.host-does-not-know-this-api-key': '{host} does not know this API key.',
  'network.host-does-not-speak-a-version-of':
    '{host} does not speak a version of the API that Augno Vault knows.',
  'network.host-has-a-problem-of-its-own': '{host} has a problem of its own ({status}).',
  'network.host-says-that-this-is-not-a': '{host} says that this is not a whole API key.',
  'network.host-sent-bytes-bytes-of-its-answer':
    '{host} sent {bytes} bytes of its answer in {seconds} seconds and was not done.',
  'network.host-sent-the-request-on-to-another':
    '{host} sent the request on to another address, which was refused.',
  'network.it-may-belong-to-another-server-or':
    'It may belong to another server or account, or was deleted. Check that the key and the address belong together.',
  'network.let-the-server-answer-at-another-port':
    'Let the server answer at another port, for example 443 or 8443. Nothing was sent.',
  'network.look-for-an-update-of-augno-vault': 'Look for an update of Augno Vault.{quoted}',
  'network.managing-api-keys-needs-a-key-whose':
    'Managing API keys needs a key whose role is of the type admin.{quoted}',
  'network.no-encrypted-connection-to-host-could-be': 'No encrypted connection to {host} could be made.',
  'network.node-tls-reject-unauthorized-0-turns-off':
    'NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the check of who is at the other end, so nothing is sent.',
  'network.nothing-was-changed-choose-another-name': 'Nothing was changed. Choose another name.',
  'network.nothing-was-changed-choose-another-value': 'Nothing was changed. Choose another value.',
  'network.nothing-was-changed-quoted': 'Nothing was changed.{quoted}',
  'network.nothing-taken-from-the-answer':
    'The answer counts for nothing, and nothing was changed. Try again.',
  'network.nothing-was-confirmed-look-at-it-again': 'Nothing was confirmed. Look at it again.',
  'network.nothing-was-created-quoted': 'Nothing was created.{quoted}',
  'network.nothing-was-sent-http-https-and-socks':
    'Nothing was sent. HTTP, HTTPS and SOCKS proxies work; ask whoever runs the network for one of those.',
  'network.nothing-was-sent-its-administrator-can-put':
    'Nothing was sent. Its administrator can put the company’s authority into the system’s certificate store, or name its file in NODE_EXTRA_CA_CERTS.',
  'network.nothing-was-sent-look-at-the-address':
    'Nothing was sent. Look at the address and confirm it: with the connection in the app, or with augno-vault connections repair.',
  'network.nothing-was-sent-look-at-the-files':
    'Nothing was sent. Look at the file’s permissions and its disk, then lock and unlock the vault, or start the command again.',
  'network.nothing-was-sent-to-the-server-ask':
    'Nothing was sent to the server. Ask whoever runs the network to let this program through without it, or for a log-in of the kind Basic.',
  'network.nothing-was-sent-to-the-server-ask-2':
    'Nothing was sent to the server. Ask whoever runs the network whether the proxy lets this address through.',
  'network.nothing-was-sent-to-the-server-ask-3':
    'Nothing was sent to the server. Ask whoever runs the network to allow this address.',
  'network.nothing-was-sent-to-the-server-check':
    'Nothing was sent to the server. Check both; characters such as @ and : are written as %40 and %3A.',
  'network.nothing-was-sent-to-the-server-check-2':
    'Nothing was sent to the server. Check the address, and try again later.',
  'network.nothing-was-sent-to-the-server-start':
    'Nothing was sent to the server. Start Augno Vault with both in the variable HTTPS_PROXY, as http://NAME:PASSWORD@HOST:PORT. What the desktop’s settings or its keyring hold for the proxy is not read.',
  'network.nothing-was-sent-to-the-server-try':
    'Nothing was sent to the server. Try again later, or ask whoever runs the network whether the proxy lets this address through.',
  'network.nothing-was-sent-write-it-as-http':
    'Nothing was sent. Write it as http://HOST:PORT, https://HOST:PORT, socks5://HOST:PORT or socks4://HOST:PORT, with NAME:PASSWORD@ before the host where the proxy asks for them.',
  'network.open-any-page-in-a-browser-log':
    'Open any page in a browser, log in to the network there, then try again. Nothing was changed.',
  'network.remove-that-variable-a-companys-own-authority':
    'Remove that variable. A company’s own authority belongs into the system’s certificate store, or its file into NODE_EXTRA_CA_CERTS. Nothing was changed.',
  'network.settle-the-subscription-in-the-dashboard-the':
    'Settle the subscription in the dashboard; the keys and everything in the vault stay as they are.',
  'network.synchronise-to-see-what-is-there-now': 'Synchronise to see what is there now.',
  'network.the-accounts-subscription-is-not-active-so':
    "The account's subscription is not active, so the API refuses its requests.",
  'network.the-address-must-be-that-of-the': 'The address must be that of the server alone, without a path.',
  'network.the-address-must-begin-with-https': 'The address must begin with https://.',
  'network.the-address-must-not-hold-a-user': 'The address must not hold a user name or a password.',
  'network.the-address-of-name-is-another-one': 'The address of “{name}” is another one than was shown.',
  'network.the-address-of-name-is-not-confirmed':
    'The address of “{name}” is not confirmed on this computer: {address}.',
  'network.the-address-of-the-api-is-missing': 'The address of the API is missing.',
  'network.the-certificate-of-the-proxy-proxy-is': 'The certificate of the proxy {proxy} is not trusted.',
  'network.the-connection-to-host-broke-off-before':
    'The connection to {host} broke off before the answer was complete.',
  'network.the-key-works-but-its-role-does': 'The key works, but its role does not allow this.',
  'network.the-port-of-host-is-kept-for':
    'The port of {host} is kept for another service, so no web request is sent to it.',
  'network.the-proxy-proxy-cant-be-reached-so': 'The proxy {proxy} can’t be reached, so neither can {host}.',
  'network.the-proxy-proxy-closed-the-connection-without':
    'The proxy {proxy} closed the connection without a way to {host}.',
  'network.the-proxy-proxy-could-not-reach-host': 'The proxy {proxy} could not reach {host} ({status}).',
  'network.the-proxy-proxy-did-not-open-a': 'The proxy {proxy} did not open a way to {host} in time.',
  'network.the-proxy-proxy-does-not-accept-the':
    'The proxy {proxy} does not accept the name and password in its address ({named}).',
  'network.the-proxy-proxy-does-not-let-anything':
    'The proxy {proxy} does not let anything through to {host} ({status}).',
  'network.the-proxy-proxy-refused-the-way-to': 'The proxy {proxy} refused the way to {host}.',
  'network.the-proxy-proxy-wants-a-log-in':
    'The proxy {proxy} wants a log-in of a kind that Augno Vault does not speak: {named}.',
  'network.the-proxy-proxy-wants-a-name-and': 'The proxy {proxy} wants a name and a password ({named}).',
  'network.the-server-does-not-accept-this': 'The server does not accept this.',
  'network.the-server-does-not-accept-what-was': 'The server does not accept what was given for “{param}”.',
  'network.the-server-does-not-have-this-entry':
    'The server does not have this entry, or not in this account.',
  'network.the-server-says': ' The server says: {said}',
  'network.the-server-sent-far-more-than-an': 'The server sent far more than an answer can hold.',
  'network.there-is-no-proxy-of-the-name': 'There is no proxy of the name {proxy}.',
  'network.there-is-no-server-of-the-name': 'There is no server of the name {host}.',
  'network.this-address-is-not-encrypted-http-so':
    'This address is not encrypted (http://), so the API key could be read on the way.',
  'network.this-api-key-has-expired': 'This API key has expired.',
  'network.this-api-key-was-revoked': 'This API key was revoked.',
  'network.this-clashes-with-what-is-already-there': 'This clashes with what is already there.',
  'network.this-entry-was-deleted': 'This entry was deleted.',
  'network.this-is-not-an-address': 'This is not an address.',
  'network.this-name-is-already-taken': 'This name is already taken.',
  'network.this-network-wants-you-to-log-in':
    'This network wants you to log in before it lets anything through.',
  'network.try-again-after-that-time-what-is':
    'Try again after that time. What is in the vault stays readable. Other programs on this network may share the limit.',
  'network.try-again-if-it-goes-on-look':
    'Try again; if it goes on, look for an update of Augno Vault. What is in the vault is unchanged.',
  'network.try-again-in-a-moment-what-is': 'Try again in a moment. What is in the vault stays readable.',
  'network.use-a-key-that-is-still-valid':
    'Use a key that is still valid, or create a new one in the dashboard.',
  'network.use-another-key-quoted': 'Use another key.{quoted}',
  'network.use-the-address-with-https-plain-http':
    'Use the address with https://. Plain http:// is accepted for this machine (127.0.0.1) only. Nothing was sent.',
  'network.wait-for-the-time-named-and-try':
    'Wait for the time named and try again. Other programs on this network may share the limit.',
  'network.what-answers-at-host-is-not-an': 'What answers at {host} is not an Augno API.',
  'network.what-answers-at-proxy-is-no-proxy': 'What answers at {proxy} is no proxy of the kind that is set.',
  'network.what-source-names-is-no-proxy-that': 'What {source} names is no proxy that Augno Vault can use.',
  'network.what-was-already-done-stays-done-everything':
    'What was already done stays done; everything else is unchanged.',
  'network.where-a-company-inspects-its-traffic-its':
    'Where a company inspects its traffic, its administrator can put its authority into the system’s certificate store, or name its file in NODE_EXTRA_CA_CERTS. The key was not sent.',
  'network.whether-the-address-of-name-is-confirmed':
    'Whether the address of “{name}” is confirmed on this computer is not known: the file {unreadable} can’t be read.',
} as const;
