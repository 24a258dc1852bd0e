/** The app. */
export const appEnglish = {
  'app.a-part-of-augno-vault-stopped-before': 'A part of Augno Vault stopped before it could answer.',
  'app.a-scan-is-already-running': 'A scan is already running.',
  'app.a-scan-that-was-running-could-not': 'A scan that was running could not be ended.',
  'app.another-dialog-is-still-open': 'Another dialog is still open.',
  'app.close-this-window-and-open-it-again': 'What was saved is safe. Close this window and open it again.',
  'app.did-not-answer': 'The app did not answer.',
  'app.first-second': '{first} {second}',
  'app.it-is-in-the-history-of-a':
    'It is in the history of a repository. Its commit is named in the finding.',
  'app.it-is-inside-an-archive-or-in': 'It is inside an archive or in the history.',
  'app.it-is-safe-in-the-vault-try': 'It is safe in the vault. Try again, or reveal it.',
  'app.it-is-started-again-by-itself-try': 'It is started again by itself. Try again in a moment.',
  'app.its-memory-may-still-hold-keys-quit':
    'Its memory may still hold keys. Quit Augno Vault; if it stays in the list of processes, restart this computer.',
  'app.no-recovery-key-was-made-since-the': 'No recovery key was made since the vault was unlocked.',
  'app.no-secret-was-in-it-it-is': 'No secret was in it. It is made anew where a keyring answers.',
  'app.nothing-was-changed-ask-whoever-runs-the':
    'Nothing was changed. Ask whoever runs the network to allow this address, or whether its proxy wants a log-in.',
  'app.nothing-was-changed-check-that-the-folder':
    'Nothing was changed. Check that the folder for autostart entries can be written.',
  'app.nothing-was-changed-check-the-address-and':
    'Nothing was changed. Check the address and the network, then try again.',
  'app.nothing-was-changed-check-the-network-then': 'Nothing was changed. Check the network, then try again.',
  'app.nothing-was-changed-check-the-systems-network':
    'Nothing was changed. Check the system’s network settings, then try again.',
  'app.nothing-was-changed-check-this-computers-date':
    'Nothing was changed. Check this computer’s date and time first; then ask whoever runs the feed.',
  'app.nothing-was-changed-in-a-network-that':
    'Nothing was changed. In a network that inspects traffic, its administrator can put the company’s authority into the system’s certificate store.',
  'app.nothing-was-changed-it-has-to-begin':
    'Nothing was changed. It has to begin with https:// and end with its path.',
  'app.nothing-was-changed-only-a-new-recovery':
    'Nothing was changed. Only a new recovery key can be printed: an existing one is kept nowhere.',
  'app.nothing-was-changed-scan-again-if-it':
    'Nothing was changed. Scan again; if it happens again, scan a smaller folder to find what stops it.',
  'app.nothing-was-changed-use-the-master-password':
    'Nothing was changed. Use the master password; on Linux, quick unlock needs a running keyring service.',
  'app.nothing-was-done-answer-that-one-first': 'Nothing was done. Answer that one first, then try again.',
  'app.nothing-was-done-wait-half-a-minute': 'Nothing was done. Wait half a minute, then try again.',
  'app.nothing-was-exported-choose-a-folder-that':
    'Nothing was exported. Choose a folder that you may write to.',
  'app.nothing-was-installed-and-the-file-was':
    'Nothing was installed, and the file was deleted. Try again; if it happens twice, ask whoever runs the feed.',
  'app.nothing-was-installed-ask-whoever-runs-the':
    'Nothing was installed. Ask whoever runs the feed, or download the app from where you got it.',
  'app.nothing-was-opened-check-the-address-of':
    'Nothing was opened. Check the address of the service in the settings.',
  'app.nothing-was-opened-choose-another-editor-or':
    'Nothing was opened. Choose another editor, or show the file in its folder.',
  'app.nothing-was-opened-copy-the-address-into':
    'Nothing was opened. Copy the address into your browser if you trust it.',
  'app.nothing-was-opened-scan-the-folder-again':
    'Nothing was opened. Scan the folder again to see where the key is now.',
  'app.nothing-was-saved-name-the-program-by':
    'Nothing was saved. Name the program by its full path, and the place of the file among its arguments.',
  'app.nothing-was-scanned': 'Nothing was scanned.',
  'app.nothing-was-started': 'Nothing was started.',
  'app.quit-augno-vault-and-start-it-again': 'Quit Augno Vault and start it again.',
  'app.several-dialogs-were-just-closed': 'Several dialogs were just closed.',
  'app.the-certificate-of-the-update-feed-is': 'The certificate of the update feed is out of date.',
  'app.the-certificate-of-the-update-feed-is-2': 'The certificate of the update feed is not trusted.',
  'app.the-clipboard-could-not-be-cleared': 'The clipboard could not be cleared.',
  'app.the-entry-for-starting-at-login-cant': 'The entry for starting at login can’t be written.',
  'app.the-file-could-not-be-written-there': 'The file could not be written there.',
  'app.the-folder-was-not-confirmed': 'The folder was not confirmed.',
  'app.the-networks-proxy-does-not-let-the':
    'The network’s proxy does not let the app through to the update feed.',
  'app.the-page-could-not-be-printed': 'The page could not be printed.',
  'app.the-pdf-could-not-be-written-there': 'The PDF could not be written there.',
  'app.the-process-of-the-sandbox-ended-unexpectedly': 'The process of the sandbox ended unexpectedly.',
  'app.the-process-that-held-the-vault-ended':
    'The process that held the vault ended unexpectedly, so the vault is locked.',
  'app.the-process-that-held-the-vault-met':
    'The process that held the vault met a fault and was ended, so the vault is locked.',
  'app.the-process-that-opens-the-vault-ended':
    'The process that opens the vault ended several times in a row.',
  'app.the-process-that-scans-ended-unexpectedly-also':
    'The process that scans ended unexpectedly, also when it was started again.',
  'app.the-program-was-not-confirmed': 'The program was not confirmed.',
  'app.the-proxy-that-the-system-names-cant': 'The proxy that the system names can’t be reached or used.',
  'app.the-recovery-key-is-made-and-shown':
    'The recovery key is made and shown. Check the printer, save the page as a PDF, or write the key down by hand.',
  'app.the-recovery-key-is-made-and-shown-2':
    'The recovery key is made and shown. Choose a folder that you may write to, print the page, or write the key down.',
  'app.the-scan-is-finished-and-found-nothing':
    'The scan is finished and found nothing; the vault cannot be written, so that is not stored.',
  'app.the-scan-is-finished-places-with-a':
    'The scan is finished. Places with a key: {findings}. The vault cannot be written, so they are not in the list yet.',
  'app.the-secret-could-not-be-put-on': 'The secret could not be put on the clipboard.',
  'app.the-update-feed-cant-be-reached-or': 'The update feed can’t be reached, or does not answer as one.',
  'app.the-update-feed-cant-be-read': 'The update feed can’t be read.',
  'app.the-update-feed-sends-more-than': 'The update feed sends more than the description of an update.',
  'app.the-update-feed-did-not-answer-in': 'The update feed did not answer in time.',
  'app.the-update-feed-is-not-signed-by': 'The update feed is not signed by the makers of this app.',
  'app.the-update-feed-offers-version-version-although':
    'The update feed offers version {version}, although version {highestSeen} was already seen.',
  'app.the-update-feed-offers-version-version-which':
    'The update feed offers version {version}, which is older than this one ({currentVersion}).',
  'app.the-vault-is-closed-to-this-window':
    'The vault is closed to this window, but the process that held it could not be ended.',
  'app.the-vault-is-locked': 'The vault is locked.',
  'app.the-vault-is-locked-and-what-was':
    'The vault is locked, and what was saved is safe. Quit Augno Vault and start it again.',
  'app.there-is-no-program-of-that-name': 'There is no program of that name.',
  'app.they-are-kept-sealed-beside-it-and':
    'They are kept sealed beside it and put there as soon as it can be written, also if it is locked before.',
  'app.they-are-put-there-as-soon-as-2':
    'They are put there as soon as it can be written. Nothing can be written beside it either, so they are lost if it is locked before. The command shows them at once: augno-vault scan --registry.',
  'app.this-editor-is-not-installed-any-more': 'This editor is not installed any more.',
  'app.this-file-is-not-there-any-more': 'This file is not there any more.',
  'app.this-finding-has-no-file-of-its': 'This finding has no file of its own.',
  'app.this-finding-has-no-file-to-show': 'This finding has no file to show.',
  'app.this-folder-is-not-watched-any-more': 'This folder is not watched any more.',
  'app.this-is-no-address-of-a-web': 'This is no address of a web page.',
  'app.this-is-no-address-of-an-update': 'This is no address of an update feed.',
  'app.this-is-not-a-command-that-opens': 'This is not a command that opens a file.',
  'app.this-key-was-found-nowhere': 'This key was found nowhere.',
  'app.this-link-leads-to-a-page-that': 'This link leads to a page that Augno Vault does not open.',
  'app.this-system-offers-no-keychain-that-could': 'This system offers no keychain that could keep a secret.',
  'app.this-window-did-not-answer-any-more': 'This window did not answer any more, so the vault is locked.',
  'app.unlock-it-and-try-again': 'Unlock it and try again.',
  'app.wait-for-it-to-finish-or-cancel': 'Wait for it to finish or cancel it; then start this one.',
  'app.what-notices-need-while-the-vault-is':
    'What notices need while the vault is locked had been kept while no keyring answered, so whoever had the file could read names and dates in it. It was deleted.',
  'app.what-this-window-showed-ended-unexpectedly-so':
    'What this window showed ended unexpectedly, so the vault is locked.',
  'app.what-was-downloaded-is-not-what-the': 'What was downloaded is not what the feed announced.',
  'app.what-was-saved-is-safe-unlock-again':
    'What was saved is safe. Unlock again and look at the key before you repeat the step.',
  'app.what-was-saved-is-safe-unlock-it':
    'What was saved is safe. Unlock it, and look at what you did last before you do it again.',
  'app.what-was-saved-is-safe-what-you': 'What was saved is safe. What you had typed and not saved is lost.',
  'app.what-you-copied-last-may-still-be':
    'What you copied last may still be there. Copy something else in its place.',
} as const;
