// English.

import type { LanguageTexts } from "./language-texts.ts";

export const EN: LanguageTexts = {
  words: {
    outcome: {
      valid: "VALID",
      invalid: "INVALID",
      undecided: "CANNOT TELL",
      specimen: "SPECIMEN",
      admitted: "ADMIT",
      "not-admitted": "DO NOT ADMIT",
    },
    status: { not: "not vaccinated", partially: "partially vaccinated", fully: "fully vaccinated" },
    born: "born",
    issued: "issued",
    issuedBy: "by",
    validUntil: "valid until",
    madeFor: "made for",
    error: "error",
    hint: "hint",
    wait: "wait",
    seconds: "seconds",
    triesLeft: "tries left",
    manyWrongCodes: "very many wrong codes are coming in; somebody may be guessing",
    note: "note",
    unverified: "NOT VERIFIED: this only shows what the code says, not that it is true",
    readyToScan: "ready: scan a code; Ctrl-C ends",
    revokedOnRecord: "recorded; gates learn of it with the next status-list publish and their next refresh",
    taken: { accepted: "accepted", unchanged: "nothing new", refused: "refused" },
    trustDocument: {
      "trust-bundle": "trust file",
      "status-update": "revocation list",
      "issued-set": "list of issued certificates",
      unknown: "trust material",
    },
    parts: "parts",
    missing: "missing",
  },
  codes: {
    FILE_NOT_FOUND: {
      text: "there is no such file",
      hint: "check the name and the folder; give a QR text whole, with its MQ1:",
    },
    FILE_UNREADABLE: {
      text: "the file cannot be read",
      hint: "check that it is a file and that you may use it",
    },
    FILE_TOO_LARGE: { text: "the file is too large", hint: "give the picture of one certificate, at most 16 MiB" },
    OUTPUT_FORM_UNKNOWN: {
      text: "no such form of certificate can be written",
      hint: "name the file with .png, .svg or .txt",
    },
    FILE_EXISTS: {
      text: "there is already something at this place",
      hint: "choose another name, or move the old one away",
    },
    DISK_FULL: { text: "the disk is full", hint: "make room and run the same command again; nothing was half done" },
    PICTURE_EMPTY: { text: "the file is empty", hint: "save or send the picture again" },
    PICTURE_FORMAT_UNKNOWN: {
      text: "this is not a picture that can be read",
      hint: "give an ordinary PNG, JPEG or WebP picture of the QR code; of a HEIC or SVG take a screenshot",
    },
    PICTURE_TOO_LARGE: {
      text: "the picture is too large",
      hint: "crop it to the QR code, or take it at a lower resolution",
    },
    PICTURE_DAMAGED: { text: "the picture file is damaged", hint: "save or send the picture again" },
    QR_NOT_FOUND: {
      text: "no QR code can be read in the picture",
      hint: "take it again from straight above, in good light, with the white border in view",
    },
    QR_TOO_LONG: {
      text: "the text is longer than any certificate",
      hint: "scan the QR code of the vaccination certificate",
    },
    QR_WHITESPACE_AROUND: {
      text: "there is blank space before or after the text",
      hint: "copy the text alone, or scan the QR code itself",
    },
    QR_CASE_CHANGED: {
      text: "capital letters were changed to small ones",
      hint: "scan the QR code itself; switch Caps Lock off, and let the scanner type letters as they are printed",
    },
    QR_VERSION_UNSUPPORTED: {
      text: "this certificate is of a newer kind",
      hint: "update this verifier, then scan again",
    },
    QR_LINK_INVALID: { text: "the link was changed on its way", hint: "open or scan the original link or QR code" },
    QR_TRUST_MATERIAL: {
      text: "this is a trust code for verifiers, not a person's certificate",
      hint: "a supervisor loads it with trust import; ask the person for the QR code of the vaccination status",
    },
    QR_PREFIX_UNKNOWN: {
      text: "this is not a Mohor certificate",
      hint: "ask for the QR code of the vaccination status; with a scanner, check that the keyboard is set to English",
    },
    BASE45_INVALID: {
      text: "characters of the code were lost or changed",
      hint: "scan the QR code itself instead of a copied text; with a scanner, check that the keyboard is set to English",
    },
    CBOR_LIMIT_EXCEEDED: {
      text: "the code holds more than a certificate may",
      hint: "do not accept it; ask for a new certificate",
    },
    CBOR_MALFORMED: { text: "the code is damaged", hint: "scan it again; if it stays so, ask for a new certificate" },
    CBOR_NOT_DETERMINISTIC: {
      text: "the code is not written in the one permitted way",
      hint: "do not accept it; ask for a new certificate from the issuing authority",
    },
    CBOR_TYPE_NOT_ALLOWED: {
      text: "the code holds data that no certificate has",
      hint: "do not accept it; ask for a new certificate from the issuing authority",
    },
    COSE_TAG_UNEXPECTED: {
      text: "the code is not a signed certificate",
      hint: "ask for the QR code of the vaccination status",
    },
    COSE_SHAPE_INVALID: {
      text: "the signed envelope is not built as it must be",
      hint: "do not accept it; ask for a new certificate",
    },
    COSE_CRIT_UNKNOWN: {
      text: "the certificate demands something this verifier does not know",
      hint: "update this verifier, then scan again",
    },
    COSE_ALG_NOT_ALLOWED: { text: "the certificate is signed in a way that is not allowed", hint: "do not accept it" },
    COSE_KID_MISSING: { text: "the certificate does not say which key signed it", hint: "do not accept it" },
    KEYSET_MISSING: {
      text: "this verifier has no key set yet",
      hint: "load the trust file of the issuing authority (--trust), then scan again",
    },
    KEYSET_MALFORMED: {
      text: "the trust file is damaged or is not a trust file",
      hint: "fetch the trust file again from the issuing authority",
    },
    KEYSET_KEY_INVALID: {
      text: "the trust file holds an unsound key",
      hint: "do not use it; tell the issuing authority",
    },
    KEYSET_SIGNATURE_INVALID: {
      text: "the trust file is not signed as it must be",
      hint: "do not use it; fetch the trust file again from the issuing authority",
    },
    KEYSET_VERSION_UNSUPPORTED: {
      text: "the trust file is of a newer kind",
      hint: "update this verifier, then load the trust file again",
    },
    KEYSET_ROOT_UNCONFIRMED: {
      text: "nobody has confirmed yet that this trust file is the issuing authority's",
      hint: "compare its fingerprint with the one that the authority announces, then load it with that fingerprint",
    },
    KEYSET_FINGERPRINT_MISMATCH: {
      text: "the trust file is not the one that this fingerprint belongs to",
      hint: "do not use it; check the fingerprint's digits, and get the trust file from the issuing authority",
    },
    KEYSET_ROOT_UNTRUSTED: {
      text: "the keys that this verifier trusts have not signed this trust file",
      hint: "do not use it; if the authority has changed its root keys, load all its trust files together",
    },
    KEYSET_ROLLBACK: {
      text: "the trust file is older than the one this verifier has",
      hint: "nothing was changed; get the newest trust file",
    },
    KEYSET_EQUIVOCATION: {
      text: "there are two different trust files of the same number",
      hint: "do not use it; tell the issuing authority at once",
    },
    KEYSET_EXPIRED: {
      text: "the trust file has expired",
      hint: "get the newest one; if it is new, check the date of this device",
    },
    STATUSLIST_MALFORMED: {
      text: "the revocation list is damaged",
      hint: "get it again from the issuing authority",
    },
    STATUSLIST_SUBJECT_UNKNOWN: {
      text: "the revocation list is about a key that the trust file does not have",
      hint: "load the newest trust file together with it",
    },
    STATUSLIST_KEY_NOT_ALLOWED: {
      text: "the revocation list is signed with a key that may not sign it",
      hint: "do not use it; load the newest trust file, then try again",
    },
    STATUSLIST_SIGNATURE_INVALID: {
      text: "the signature of the revocation list is false",
      hint: "do not use it; get it again from the issuing authority",
    },
    STATUSLIST_ROLLBACK: {
      text: "the revocation list is older than the one this verifier has",
      hint: "nothing was changed; get the newest list",
    },
    STATUSLIST_EQUIVOCATION: {
      text: "there are two different revocation lists of the same number",
      hint: "do not use it; tell the issuing authority at once",
    },
    STATUSLIST_GAP: {
      text: "a part of the revocation list before this one is missing",
      hint: "load the missing parts with it, or the whole list",
    },
    STATUSLIST_DIGEST_MISMATCH: {
      text: "the revocation list contradicts itself",
      hint: "do not use it; tell the issuing authority",
    },
    ISSUEDSET_MALFORMED: {
      text: "the list of issued certificates is damaged",
      hint: "get it again from the issuing authority",
    },
    ISSUEDSET_UNKNOWN: {
      text: "the trust file does not name this list of issued certificates",
      hint: "load the newest trust file together with it",
    },
    PACK_TOO_LARGE: {
      text: "there is more trust material here than can be right",
      hint: "get it again from the issuing authority",
    },
    PACK_PREFIX_UNKNOWN: {
      text: "this is not a trust code",
      hint: "scan the trust code on the poster or on your supervisor's phone; it begins with MT1: or MP1:",
    },
    PACK_VERSION_UNSUPPORTED: {
      text: "this trust code is of a newer kind",
      hint: "update this verifier, then scan again",
    },
    PACK_MALFORMED: {
      text: "the trust code or trust pack is damaged",
      hint: "scan or fetch it again",
    },
    PACK_PIECES_CONTRADICT: {
      text: "the parts of the trust code do not belong together",
      hint: "scan all the parts again, from one poster",
    },
    PACK_DIGEST_MISMATCH: {
      text: "all the parts of the trust code are here, but one of them is false",
      hint: "scan all the parts again; if it stays so, get a new poster",
    },
    PACK_INCOMPLETE: {
      text: "parts of the trust code are still missing",
      hint: "scan the missing parts too, in any order",
    },
    PACK_TOO_MANY_CODES: {
      text: "this is more than a set of QR codes can carry",
      hint: "take the file itself on a stick, or leave out what the gates have already",
    },
    PACK_DOCUMENT_UNKNOWN: {
      text: "this is no trust file, revocation list or list of issued certificates",
      hint: "give a file from the issuing authority; else update this verifier",
    },
    TRUST_STATE_MALFORMED: {
      text: "what this verifier had stored of trust is damaged",
      hint: "move the file away and load the trust file again, comparing its fingerprint",
    },
    CLOCK_IMPLAUSIBLE: { text: "the clock of this device is wrong", hint: "set date and time, then scan again" },
    KEY_UNKNOWN: {
      text: "no authority that this verifier knows has signed this",
      hint: "do not accept it; if many people show such codes, ask your supervisor for a new trust file",
    },
    KEY_USE_MISMATCH: { text: "it is signed with a key that is not for certificates", hint: "do not accept it" },
    KEY_REVOKED: {
      text: "the key that signed this was withdrawn",
      hint: "do not accept it; the person can get a new certificate",
    },
    SIGNATURE_INVALID: { text: "the signature is false: the code was forged or altered", hint: "do not accept it" },
    CWT_CLAIM_UNKNOWN: {
      text: "the certificate states something it may not",
      hint: "do not accept it; tell the issuing authority",
    },
    CWT_CLAIM_MISSING: { text: "the certificate is incomplete", hint: "do not accept it; ask for a new certificate" },
    CWT_CLAIM_INVALID: {
      text: "a statement in the certificate is not of the right form",
      hint: "do not accept it; tell the issuing authority",
    },
    IDENTITY_DATA_INVALID: {
      text: "the name or birth date is not of the right form",
      hint: "do not accept it; tell the issuing authority",
    },
    STATUS_UNKNOWN: {
      text: "the vaccination status is none of the three",
      hint: "do not accept it; tell the issuing authority",
    },
    CWT_NOT_YET_VALID: {
      text: "the certificate is not valid yet",
      hint: "check the date of this device; else the person has to wait",
    },
    CWT_EXPIRED: {
      text: "the certificate has expired",
      hint: "the person can get a new one with the same mobile number",
    },
    ISSUEDSET_MISSING: {
      text: "the key that signed this was withdrawn, and the list of what it had really signed is not here",
      hint: "get the list of issued certificates from your supervisor, then scan again",
    },
    KEYSET_STALE: {
      text: "the key set of this verifier is too old to say yes",
      hint: "get the newest trust file from your supervisor, then scan again",
    },
    KEY_NOT_YET_ACTIVE: {
      text: "it was signed before its key was in use",
      hint: "do not accept it; tell the issuing authority",
    },
    KEY_RETIRED: {
      text: "the key that signed this is no longer accepted",
      hint: "the person can get a new certificate with the same mobile number",
    },
    STATUSLIST_REVOKED: {
      text: "this certificate was withdrawn",
      hint: "do not accept it; the person can get a new one with the same mobile number",
    },
    STATUSLIST_BEHIND: {
      text: "the revocation list of this verifier is missing or too old to say yes",
      hint: "get the newest revocation list from your supervisor, then scan again",
    },
    STATUSLIST_STALE: {
      text: "the revocation list was not renewed for too long",
      hint: "get the newest revocation list from your supervisor, then scan again",
    },
    STATUSLIST_SUSPENDED: {
      text: "this certificate is suspended for now",
      hint: "do not accept it; the person can ask the issuing authority why",
    },
    STATUSLIST_INDEX_UNKNOWN: {
      text: "the certificate has a number that was never given out",
      hint: "do not accept it; tell the issuing authority",
    },
    KEY_REVOKED_TOKEN_KNOWN: {
      text: "the key that signed this was withdrawn, but this certificate is on the list of genuine ones",
      hint: "nothing to do; the person may get a new one with the same mobile number",
    },
    KEY_SPECIMEN: { text: "this is a specimen, for training only", hint: "it proves nothing about a person" },
    KEYSET_AGEING: { text: "the key set is more than a day old", hint: "get the newest trust file soon" },
    STATUSLIST_MISSING: {
      text: "revocation was not checked: no status list is held",
      hint: "a revoked certificate would look the same; in doubt ask for an identity document",
    },
    STATUSLIST_AGEING: {
      text: "the revocation list is more than a day old",
      hint: "get the newest revocation list soon",
    },
    POLICY_MALFORMED: { text: "the policy file is not right", hint: 'write JSON such as {"statuses": ["fully"]}' },
    POLICY_STATUS_NOT_ADMITTED: {
      text: "this status is not admitted here",
      hint: "the certificate is genuine; the rule of this place decides",
    },
    POLICY_TOO_OLD: {
      text: "the certificate is too old for this place",
      hint: "the person can get a new one with the same mobile number",
    },
    POLICY_AUDIENCE_MISMATCH: {
      text: "the certificate was made for somebody else",
      hint: "ask for a certificate made for this place, or a general one",
    },
    POLICY_SPECIMEN_NOT_ADMITTED: { text: "specimens are not admitted", hint: "ask for the person's own certificate" },
    MOBILE_MALFORMED: { text: "this is not a telephone number", hint: "write ten digits, with or without +91" },
    MOBILE_COUNTRY_NOT_SERVED: {
      text: "numbers of this country are not served",
      hint: "use a mobile number of India (+91)",
    },
    MOBILE_NOT_MOBILE: { text: "this is not a mobile number", hint: "mobile numbers in India begin with 6, 7, 8 or 9" },
    NAME_MALFORMED: { text: "this is not a name", hint: "write the full name as it was given at registration" },
    OTP_MALFORMED: { text: "this is not a code", hint: "type the digits of the message" },
    OTP_TXN_UNKNOWN: { text: "there is no such request, or it is over", hint: "ask for a new code" },
    OTP_INVALID: { text: "the code is wrong", hint: "look at the newest message and type its digits again" },
    OTP_EXPIRED: { text: "the code is too old", hint: "ask for a new code" },
    OTP_REPLACED: { text: "a newer code was sent", hint: "use the newest message" },
    OTP_ATTEMPTS_SPENT: {
      text: "the code was wrong too often",
      hint: "ask for a new code when the waiting time is over",
    },
    OTP_TOO_SOON: { text: "a code was sent a short while ago", hint: "wait before asking for another" },
    OTP_COOL_DOWN: { text: "too many wrong codes for this number", hint: "try again when the waiting time is over" },
    OTP_BUDGET_SPENT: { text: "too many wrong codes in the whole service", hint: "try again later, or at a desk" },
    OTP_NOT_SENT: { text: "the message could not be sent", hint: "try again in a minute" },
    OTP_LENGTH_RAISED: {
      text: "codes of this length are not accepted just now, because many wrong ones are coming in",
      hint: "ask for a new code; it will be longer",
    },
    OTP_BLOCK_LIMIT: {
      text: "too many codes were asked for, or were wrong, from this network",
      hint: "wait as long as it says, or use another network; a desk can help at once",
    },
    OTP_TRAFFIC_PAUSED: {
      text: "messages to this series of numbers are paused, because codes are being asked for and not used",
      hint: "wait as long as it says, or ask at a desk",
    },
    MOBILE_NOT_CONFIRMED: {
      text: "this is not the number that the code was sent to",
      hint: "give the number that the code was asked for with, or ask for a new code",
    },
    DESK_CODES_SPENT: {
      text: "this desk has asked for many codes that nobody confirmed",
      hint: "wait as long as it says; ask for a code only while the person is at the desk",
    },
    DESK_FAILURES_SPENT: {
      text: "too many wrong codes came from this desk today",
      hint: "wait as long as it says; the person can be served at another desk, or on a phone with internet",
    },
    STATUS_MESSAGE_NOT_OFFERED: {
      text: "the status is not sent by message here",
      hint: "print the certificate, or keep it on a phone",
    },
    DELIVERY_REPORT_REFUSED: {
      text: "this is no delivery report that was asked for",
      hint: "check the address that the gateway calls; it is made anew for each message",
    },
    DELIVERY_REPORT_LATE: {
      text: "the delivery report is about a message of more than two days ago",
      hint: "nothing needs to be done",
    },
    NOTICE_UNKNOWN: {
      text: "this notice is not the current one, or not in this language",
      hint: "show the current notice and ask for consent again",
    },
    CONSENT_UNKNOWN: {
      text: "no such consent is recorded",
      hint: "check the id on the receipt; consent that was erased is not found again",
    },
    RECEIPT_MALFORMED: {
      text: "this is no consent receipt",
      hint: "give the file that was handed out as a receipt, unchanged",
    },
    RECORD_NOT_FOUND: {
      text: "no record of this name under this number",
      hint: "write the full name as it was given at registration",
    },
    RECORD_DECEASED: {
      text: "this person is recorded as deceased",
      hint: "if that is a mistake, ask the registry to correct it",
    },
    ROOT_KEY_NONE: {
      text: "there is no root key to sign the trust bundle with",
      hint: "name the root keys with trust roots set, or put the root key's file back into its place",
    },
    TRUST_BUNDLE_FULL: {
      text: "there are more keys than a trust bundle can hold",
      hint: "at most 16 root keys and 64 signing keys fit; publish again when old keys have run out",
    },
    ROOT_SET_INVALID: {
      text: "these keys and this threshold do not make a root set",
      hint: "give at most 16 different root keys, and a threshold from 1 to their number",
    },
    ROOT_NOT_IN_REQUEST: {
      text: "a root key is not one of those that may sign this",
      hint: "check that it is the right request; where root keys change, give the trust bundle in force with --held",
    },
    ROOT_SIGNED_BEFORE: {
      text: "this root key knows this version or a later one with another content",
      hint: "do not sign it; have the issuing authority make a new request with trust request",
    },
    ROOT_SIGNATURES_TOO_FEW: {
      text: "not enough root keys have signed",
      hint: "have more of them sign the same request, put the answers together with root combine, then try again",
    },
    REQUESTS_DIFFER: {
      text: "these are not copies of one request",
      hint: "give answers to the same request only; compare their digests",
    },
    CEREMONY_DIGEST_MISSING: {
      text: "nothing was signed: the digest was not given",
      hint: "type the digest that the requesting machine shows, or give it with --digest",
    },
    CEREMONY_DIGEST_MISMATCH: {
      text: "nothing was signed: the digest is another one",
      hint: "do not sign; this is not the request that was made, so ask how it came here",
    },
    TRUST_REQUEST_OUTDATED: {
      text: "a key was revoked after this request was made",
      hint: "make a new request with trust request and have that one signed",
    },
    TRUST_UNPUBLISHED: {
      text: "no trust bundle was published yet",
      hint: "run trust publish first",
    },
    STATUS_KEY_NONE: {
      text: "no published key may sign status lists now",
      hint: "run keys generate --purpose status-list, then trust publish",
    },
    STATUS_LIST_FULL: {
      text: "more certificates of one key are revoked than a status list holds",
      hint: "revoke the key itself with keys revoke, and issue anew under another",
    },
    STATUS_TARGET_UNCLEAR: {
      text: "it is not clear whose certificates are meant",
      hint: "give certificate ids; or --mobile with --name; or --beneficiary; or --centre; one of these",
    },
    SIGNING_KEY_UNKNOWN: {
      text: "there is no signing key of this kid",
      hint: "look it up with keys list",
    },
    SIGNING_KEY_NONE: { text: "no signing key is in its dates", hint: "run keys generate, then trust publish" },
    SIGNING_KEY_FULL: { text: "the signing key has no index left", hint: "run keys generate, then trust publish" },
    SIGNING_KEY_EXISTS: { text: "another key has this kid", hint: "generate the key again" },
    SIGNING_KEY_UNAVAILABLE: {
      text: "the signing key cannot be used",
      hint: "check the key file in the keys folder and its passphrase, or the token that holds the key",
    },
    SELF_CHECK_FAILED: {
      text: "the certificate did not pass the issuer's own check and was not issued",
      hint: "report it; nothing was handed out",
    },
    ISSUE_CONTENDED: { text: "this person's certificates are being changed by another request", hint: "try again" },
    CERTIFICATE_ID_MALFORMED: { text: "this is not a certificate id", hint: "it looks like 1a2b3c4d-00f3e2" },
    CERTIFICATE_REVOKED: {
      text: "the certificate of this confirmation was revoked",
      hint: "ask for a new code to get a new certificate",
    },
    CERTIFICATE_SUSPENDED: {
      text: "a certificate of this person is suspended while it is looked into",
      hint: "ask the office that keeps the vaccination records",
    },
    CERTIFICATE_UNKNOWN: {
      text: "no certificate has this id",
      hint: "look it up with verifier verify: kid and cti together",
    },
    STORE_MISSING: {
      text: "there is no issuer's data in this directory",
      hint: "run init first, or name another directory with --dir",
    },
    STORE_EXISTS: {
      text: "this directory is not empty",
      hint: "name a new or empty directory with --dir; where it holds an issuer's data already, init is not needed",
    },
    STORE_MIGRATION_NEEDED: {
      text: "the store is of an older version",
      hint: "back up, then run store migrate",
    },
    STORE_TOO_NEW: { text: "the store is of a newer version than this program", hint: "update the program" },
    STORE_RESTORED: {
      text: "the store is a restored or moved copy and may be behind what was given out",
      hint: "run store restored: it skips what may be in use and takes the published lists back in",
    },
    STORE_BACKUP_ELSEWHERE: {
      text: "a PostgreSQL store is backed up by PostgreSQL's own tools",
      hint: "use pg_dump or pg_basebackup, as the operating guide tells",
    },
    STORE_BUSY: { text: "another program holds the store", hint: "try again" },
    STORE_UNAVAILABLE: {
      text: "the store cannot be read or written",
      hint: "check the disk and the rights; if the file is damaged, restore the backup",
    },
    PASSPHRASE_MISSING: {
      text: "no passphrase is set",
      hint: "set MOHOR_PASSPHRASE, or MOHOR_PASSPHRASE_FILE to a file that holds it",
    },
    PASSPHRASE_TOO_SHORT: { text: "the passphrase is too short", hint: "use at least 12 characters" },
    PASSPHRASE_WRONG: {
      text: "the passphrase does not open this file",
      hint: "use the passphrase that was set at init",
    },
    KEY_FILE_DAMAGED: { text: "the key file is damaged or was changed", hint: "restore it from a backup" },
    KEY_FILE_PARAMETERS_REFUSED: {
      text: "the key file asks for too weak or too costly a key derivation",
      hint: "restore it from a backup; it was not written by this program",
    },
    SECRET_UNKNOWN: {
      text: "a secret that the store was written with is not in the secrets file",
      hint: "restore the file that belongs to this store",
    },
    SETTINGS_MALFORMED: {
      text: "the settings file is not right",
      hint: "correct the named place in settings.json or sms.json; docs/operate.md explains each",
    },
    SIGNER_FAULTY: {
      text: "the signature that was made is wrong and was not used",
      hint: "do not go on with this key store or machine before it is examined; nothing was handed out",
    },
    HSM_NOT_CONFIGURED: {
      text: "no hardware token is named in the settings",
      hint: "set token.module and token.label in settings.json; docs/operate.md shows how",
    },
    HSM_SUPPORT_MISSING: {
      text: "this installation has no part for hardware tokens",
      hint: "install again on a machine with a C++ compiler, or keep the key in a sealed file",
    },
    HSM_MODULE_UNUSABLE: {
      text: "the token's driver cannot be loaded",
      hint: "check token.module in settings.json: the .so file that the token's maker supplies",
    },
    HSM_TOKEN_NOT_FOUND: {
      text: "there is not exactly one token with this label",
      hint: "plug the token in, or check token.label in settings.json; nothing was signed",
    },
    HSM_PIN_MISSING: {
      text: "no PIN for the token is given",
      hint: "set MOHOR_PKCS11_PIN, or MOHOR_PKCS11_PIN_FILE to the name of a file that holds it",
    },
    HSM_PIN_WRONG: {
      text: "the token refuses the PIN",
      hint: "correct it before trying again: a token locks after a few wrong PINs; it was tried once only",
    },
    HSM_PIN_BLOCKED: {
      text: "the token's PIN is locked, or has one try left that is not risked here",
      hint: "have the token's officer set the PIN anew, or enter it once with the token's own tool",
    },
    HSM_TIMEOUT: {
      text: "the token did not answer in time",
      hint: "try again; if it stays so, restart the token or its driver; nothing was handed out",
    },
    HSM_FAILED: {
      text: "the token failed",
      hint: "see the token's own log for the number shown; nothing was handed out",
    },
    HTTP_PATH_UNKNOWN: { text: "there is nothing at this address", hint: "look at /v1/docs for what there is" },
    HTTP_METHOD_NOT_ALLOWED: {
      text: "this address is not used with this method",
      hint: "use one of the methods that the Allow header names",
    },
    HTTP_NOT_ACCEPTABLE: {
      text: "the certificate is not to be had in this form",
      hint: "ask for image/png, image/svg+xml, text/plain, application/cose or application/json",
    },
    HTTP_REQUEST_MALFORMED: { text: "this is not an HTTP request", hint: "check the program that sent it" },
    HTTP_REQUEST_SLOW: { text: "the request took too long to arrive", hint: "try again where the network is better" },
    HTTP_HEADERS_TOO_LARGE: { text: "the headers of the request are too large", hint: "send fewer or shorter headers" },
    HTTP_BODY_TOO_LARGE: { text: "the request is too large", hint: "send at most 4096 bytes" },
    HTTP_CONTENT_TYPE_UNKNOWN: {
      text: "the request is not marked as JSON",
      hint: "send it with Content-Type: application/json",
    },
    HTTP_BODY_MALFORMED: { text: "the request is not proper JSON", hint: "send JSON in UTF-8, each member once" },
    HTTP_BODY_INVALID: {
      text: "a member of the request is missing, unknown, or of the wrong kind or length",
      hint: "correct the member that pointer names; /v1/docs describes each",
    },
    HTTP_BUSY: { text: "the service has too much to do just now", hint: "try again in a moment" },
    HTTP_INTERNAL_ERROR: {
      text: "something went wrong in the service",
      hint: "try again; if it stays so, tell the operator the request id",
    },
    ACCESS_TOKEN_INVALID: { text: "the confirmation is missing or over", hint: "ask for a new code and confirm it" },
    EMBED_SESSION_INVALID: {
      text: "this request for your status is not known, or too old",
      hint: "go back to the page that sent you here and begin again",
    },
    WALLET_SETTINGS_MALFORMED: {
      text: "the settings of the wallets are not right",
      hint: "mend wallets.json at the place named; docs/operate.md lists what it may hold",
    },
    WALLET_NOT_OFFERED: {
      text: "this authority does not offer this wallet",
      hint: "save the picture or the sheet instead",
    },
    WALLET_REQUEST_REFUSED: {
      text: "the request does not come from a wallet that is registered here",
      hint: "check the organisation id, the API key and the clock; the HMAC is over the body as it was sent",
    },
    WALLET_REQUEST_MALFORMED: {
      text: "the wallet's request is not as the specification has it",
      hint: "send a PullURIRequest with DocType and the holder's code in UDF1",
    },
    WALLET_DOCUMENT_UNKNOWN: {
      text: "there is no document for this code",
      hint: "get a new code from the certificate page; each lasts a day",
    },
    PRINT_LINK_UNKNOWN: {
      text: "this print code is not known, is over or has been used up",
      hint: "look at the message again; if it is some days old, ask for a new one",
    },
    PRINT_DIGITS_WRONG: {
      text: "these are not the last four digits of the number",
      hint: "enter the last four digits of the mobile number that the message came to",
    },
    WALLET_GRANT_TYPE_UNKNOWN: {
      text: "this grant type is not offered here",
      hint: "use the pre-authorized code of a credential offer",
    },
    WALLET_GRANT_INVALID: {
      text: "the wallet's code is unknown, used or too old",
      hint: "send it to the wallet once more from the certificate page; a code works once, within five minutes",
    },
    WALLET_TX_CODE_WRONG: {
      text: "the number typed into the wallet is not the one on the certificate page",
      hint: "read it once more; after five wrong ones send the certificate to the wallet again",
    },
    WALLET_TX_CODE_UNLIKE_OFFER: {
      text: "the wallet sent a number that was not asked for, or none where one was",
      hint: "ask for tx_code where the offer has it, and only there",
    },
    WALLET_CREDENTIAL_UNKNOWN: {
      text: "there is no credential of this name",
      hint: "take a credential_configuration_id from the metadata of this service",
    },
    WALLET_ENCRYPTION_REFUSED: {
      text: "an answer cannot be encrypted beyond TLS",
      hint: "ask without credential_response_encryption; the metadata of this service has none",
    },
    ACCESS_PURPOSE_REFUSED: {
      text: "this confirmation was given to an organisation, not to the person",
      hint: "ask for a code of your own, without an organisation's key",
    },
    ENTITY_KEY_INVALID: { text: "the API key is not valid", hint: "use the key that the issuing authority gave last" },
    ENTITY_ORIGIN_REFUSED: {
      text: "this key is not for pages of this website",
      hint: "have the website's origin registered with the key",
    },
    ENTITY_LIMIT_REACHED: { text: "this key has made too many requests in a minute", hint: "wait before asking again" },
    ENTITY_UNKNOWN: { text: "no organisation has this id", hint: "run entity list for those that are registered" },
    ENTITY_EXISTS: {
      text: "an organisation with this id is registered already",
      hint: "choose another id, or run entity rotate for a new key",
    },
    ENTITY_MALFORMED: {
      text: "the organisation's entry is not right",
      hint: "correct the named value; docs/operate.md explains each",
    },
    SERVICE_SETTINGS_MALFORMED: {
      text: "the settings of the service are not right",
      hint: "correct the named place in service.json or in the environment; docs/operate.md explains each",
    },
    SERVICE_ADDRESS_UNAVAILABLE: {
      text: "the service cannot listen at this address",
      hint: "choose another port, or stop the program that holds it",
    },
    UPDATE_ADDRESS_INVALID: {
      text: "this is no address of a publisher's folder",
      hint: "give an http or https address without user, query or fragment",
    },
    UPDATE_UNREACHABLE: {
      text: "the publisher cannot be reached",
      hint: "check the network; what is held stays in use, and a poster or a stick brings the same",
    },
    UPDATE_TIMEOUT: {
      text: "the publisher did not send the file in time",
      hint: "try again on a better line; what is held stays in use",
    },
    UPDATE_REDIRECTED: {
      text: "the publisher's address leads elsewhere",
      hint: "ask the authority for the present address; no redirection is followed",
    },
    UPDATE_REFUSED: {
      text: "the publisher does not give out the file",
      hint: "check the address; if it is right, tell the authority",
    },
    UPDATE_TOO_LARGE: {
      text: "the publisher sends more than the file can be",
      hint: "check the address; what came was thrown away",
    },
    UPDATE_INDEX_MALFORMED: {
      text: "there is no list of published files at this address",
      hint: "give the address of the folder that holds index.json",
    },
    UPDATE_OUTDATED: {
      text: "the publisher has older material than this device",
      hint: "use another mirror; what is held stays in use",
    },
    UPDATE_INCOMPLETE: {
      text: "the new keys name lists that could not be had",
      hint: "try again later or at another mirror",
    },
    CSV_HEADER_WRONG: {
      text: "the first line does not name the expected columns",
      hint: "correct the first line of the file, with commas between the columns; nothing was imported",
    },
    CSV_EMPTY: { text: "the registry file is empty", hint: "export the registry again; nothing was imported" },
    ROW_COLUMN_COUNT: {
      text: "the row has more or fewer columns than the header",
      hint: "look for a missing or extra comma",
    },
    ROW_TOO_LONG: { text: "the row is too long", hint: "look for a quotation mark that is not closed" },
    ROW_QUOTE_BROKEN: { text: "a quotation mark is out of place", hint: "double a quotation mark inside a field" },
    ROW_ENCODING_INVALID: { text: "the row is not UTF-8 text", hint: "save the file as UTF-8" },
    ROW_ID_INVALID: {
      text: "the beneficiary id is missing or has other characters than letters, digits and . _ / -",
      hint: "correct beneficiary_id",
    },
    ROW_REVISION_INVALID: {
      text: "the revision is not a whole number from 1",
      hint: "write 1 for a first entry, a higher number for a correction",
    },
    ROW_NAME_INVALID: {
      text: "the name is missing, too long, or not in Latin script",
      hint: "write full_name in Latin letters, one space between words",
    },
    ROW_SECOND_NAME_INVALID: {
      text: "the second name is missing, too long, or not in another Indian script",
      hint: "write second_name in one Indian script, or leave it and its language empty",
    },
    ROW_LANGUAGE_INVALID: {
      text: "the language of the second name is not an ISO 639-3 code",
      hint: "Bengali is ben, Hindi is hin",
    },
    ROW_BIRTH_DATE_INVALID: {
      text: "the birth date is not YYYY-MM-DD or YYYY",
      hint: "write 1987-04-01, or 1987 where only the year is known",
    },
    ROW_BIRTH_DATE_IN_FUTURE: { text: "the birth date lies in the future", hint: "correct birth_date" },
    ROW_DOSE_MISSING_BEFORE: {
      text: "a dose is given without the one before it",
      hint: "fill the earlier dose, or move this one forward",
    },
    ROW_DOSE_INCOMPLETE: { text: "a dose lacks its product or its date", hint: "fill both, or leave both empty" },
    ROW_PRODUCT_UNKNOWN: {
      text: "the vaccine product is not in the schedule",
      hint: "use the spelling of the schedule, such as COVISHIELD",
    },
    ROW_DOSE_DATE_INVALID: { text: "the dose's date is not a day written YYYY-MM-DD", hint: "write 2021-06-30" },
    ROW_DOSE_BEFORE_BIRTH: {
      text: "the dose was given before birth",
      hint: "correct the date of the dose or of birth",
    },
    ROW_DOSE_TOO_EARLY: { text: "the dose was given before there was a vaccine", hint: "correct the date of the dose" },
    ROW_DOSE_IN_FUTURE: { text: "the dose's date lies in the future", hint: "correct the date of the dose" },
    ROW_DOSES_OUT_OF_ORDER: {
      text: "the doses are not in the order of their dates",
      hint: "put the earliest dose first",
    },
    ROW_DEATH_DATE_INVALID: {
      text: "the date of death is not a day written YYYY-MM-DD, or before birth",
      hint: "correct deceased_on",
    },
    ROW_DEATH_IN_FUTURE: { text: "the date of death lies in the future", hint: "correct deceased_on" },
    ROW_DOSE_AFTER_DEATH: { text: "a dose was given after death", hint: "correct the date of the dose or deceased_on" },
    ROW_SOURCE_INVALID: {
      text: "the source is missing or is not written in capital letters",
      hint: "write where the row comes from, such as COWIN; FICTITIOUS for samples",
    },
    ROW_REVISION_CONFLICT: {
      text: "this id and revision were imported with other content",
      hint: "give the correction a higher revision",
    },
    DOSE_PERSON_CHANGED: {
      text: "this report was about another person",
      hint: "cancel it with a higher revision and report the dose under a new id",
    },
    DOSE_REVISION_OUTDATED: {
      text: "a newer revision of this report is held",
      hint: "look at your own record of it; a correction needs a higher revision",
    },
    DOSE_REVISION_CONFLICT: {
      text: "this revision of the report said something else",
      hint: "send the correction with a higher revision",
    },
    DOSE_PERSON_MISMATCH: {
      text: "this id is held with another name, birth date or mobile number",
      hint: "check the person's papers; a wrong entry is corrected in the registry first",
    },
    DOSE_NOT_FITTING: {
      text: "this dose does not fit what is held for the person",
      hint: "compare dates and products with the registry; one of the two is wrong",
    },
    IDEMPOTENCY_KEY_REUSED: {
      text: "this idempotency key came with another request before",
      hint: "take a new key for every new request",
    },
    LOG_NOT_SET_UP: {
      text: "this issuer has no transparency log yet",
      hint: "set it up: issuer log init --name example.in/log",
    },
    LOG_EXISTS: {
      text: "this issuer has a transparency log already",
      hint: "show it: issuer log show; a log keeps its name and key for ever",
    },
    LOG_NAME_MALFORMED: {
      text: "this cannot be the name of a log or a witness",
      hint: "give a name without spaces and plus signs, such as example.in/log",
    },
    LOG_KEY_MALFORMED: {
      text: "this is not the key of a log or a witness",
      hint: "give it whole, as issuer log show prints it: name+id+key",
    },
    LOG_CHECKPOINT_MALFORMED: {
      text: "this is not a log's checkpoint",
      hint: "fetch the file checkpoint of the log again",
    },
    LOG_CHECKPOINT_UNTRUSTED: {
      text: "the checkpoint is not signed by this log, or a signature on it does not hold",
      hint: "check the log's key; if it is the right one, keep the file: somebody has changed it",
    },
    LOG_FILE_MISSING: {
      text: "a file of the log is missing",
      hint: "fetch it again; if it stays away the log is not whole",
    },
    LOG_FILE_WRONG: {
      text: "a file of the log is not what the rest of the log says",
      hint: "fetch it again; if it stays so, keep it: the log has been changed at this place",
    },
    LOG_ROOT_WRONG: {
      text: "the log's files agree with each other, and not with the signed checkpoint",
      hint: "fetch the checkpoint and the files again; if it stays so, keep both: the log has been changed",
    },
    LOG_INCONSISTENT: {
      text: "one checkpoint does not continue the other: the log has taken back what it had signed",
      hint: "keep both checkpoints; together they prove it",
    },
    LOG_ENTRY_MISSING: {
      text: "a certificate that was shown is not in the log",
      hint: "if it is older than the checkpoint, ask the authority: it may have been issued past the log",
    },
    LOG_INDEX_TWICE: {
      text: "two different certificates have the same number",
      hint: "keep both; the authority must have signed two, and revoking one revokes the other",
    },
    LOG_PROOF_WRONG: {
      text: "the proof does not show that this document is in the log",
      hint: "make it again: issuer auditor prove",
    },
    LOG_SUBJECT_MISSING: {
      text: "one certificate or one document is needed",
      hint: "give --certificate with a QR text or its file, or --document with a file",
    },
    LOG_WITNESS_MISSING: {
      text: "fewer witnesses have signed the checkpoint than were asked for",
      hint: "fetch the checkpoint again later; without witnesses a log could show different people different trees",
    },
    LOG_WITNESS_REFUSED: {
      text: "a witness did not sign the checkpoint",
      hint: "look at the status behind it: 409 means that it has seen another tree; otherwise try again",
    },
    VECTORS_MISSING: {
      text: "there are no test vectors here",
      hint: "name the folder that holds their layers, such as test-vectors, and layers that it has",
    },
    VECTOR_MALFORMED: {
      text: "this file is no test vector that can be replayed",
      hint: "hold it against vector.schema.json; a vector of a later version needs a later program",
    },
    FILE_UNWRITABLE: { text: "the file cannot be written", hint: "check the folder and that you may write there" },
  },
};
