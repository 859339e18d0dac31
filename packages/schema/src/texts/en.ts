// English.

import type { LanguageTexts } from "./index.ts";

export const EN: LanguageTexts = {
  words: {
    outcome: {
      valid: "VALID",
      invalid: "INVALID",
      undecided: "CANNOT TELL",
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
    note: "note",
    unverified: "NOT VERIFIED: this only shows what the code says, not that it is true",
  },
  codes: {
    FILE_NOT_FOUND: {
      text: "there is no such file",
      hint: "check the name; a QR text begins with MQ1: and must be in quotes",
    },
    FILE_UNREADABLE: {
      text: "the file cannot be read or written",
      hint: "check that it is a file and that you may use it",
    },
    FILE_TOO_LARGE: { text: "the file is too large", hint: "give the picture of one certificate, at most 16 MiB" },
    FILE_EXISTS: {
      text: "there is already something at this place",
      hint: "choose another name, or move the old one away",
    },
    DISK_FULL: { text: "the disk is full", hint: "make room and run the same command again; nothing was half done" },
    PICTURE_EMPTY: { text: "the file is empty", hint: "save or send the picture again" },
    PICTURE_FORMAT_UNKNOWN: { text: "this is not a picture", hint: "give a PNG, JPEG or WebP picture of the QR code" },
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
      hint: "scan the QR code itself; if a scanner did this, switch its keyboard setting to capitals as printed",
    },
    QR_VERSION_UNSUPPORTED: {
      text: "this certificate is of a newer kind",
      hint: "update this verifier, then scan again",
    },
    QR_LINK_INVALID: { text: "the link was changed on its way", hint: "open or scan the original link or QR code" },
    QR_PREFIX_UNKNOWN: {
      text: "this is not a Mohor certificate",
      hint: "ask for the QR code of the vaccination status; this code belongs to something else",
    },
    BASE45_INVALID: {
      text: "characters of the code were lost or changed",
      hint: "scan the QR code itself instead of a copied text",
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
    KEY_SPECIMEN: { text: "this is a specimen, for training only", hint: "it proves nothing about a person" },
    KEYSET_AGEING: { text: "the key set is more than a day old", hint: "get the newest trust file soon" },
    STATUSLIST_MISSING: {
      text: "revocation was not checked: no status list is held",
      hint: "none is needed to read the certificate",
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
  },
};
