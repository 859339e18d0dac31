// English.

import type { AssistStrings } from "./assist-strings.ts";

export const EN: AssistStrings = {
  desk: "Help desk",
  signIn: {
    title: "Open the desk",
    key: "The desk's key",
    keyHint: "From the authority that registered this desk. This browser forgets it when the tab is closed.",
    enter: "Open",
    leave: "Close the desk",
  },
  person: {
    title: "The person before you",
    language: "The person's language, for the message and the paper",
    mobileHint: "The phone must be here: the code goes to it.",
    nameHint: "As on the identity document, in English letters or their own script.",
    readAloud: "Read this to the person:",
    agreed: "The person has heard this and agrees",
    send: "Send the code to the person's phone",
  },
  code: {
    title: "Ask the person for the code",
    ask: (desk) => `A message from ${desk} with a code is on its way to their phone. Let them read it out, or show it.`,
    confirm: "Confirm the code",
  },
  paper: {
    title: "Print",
    compare: "Compare the name with the identity document before you hand anything over.",
    card: "Print the card",
    sheet: "Print the sheet (A4)",
    receipt: "Consent receipt",
    messages: {
      sent: "The status is on its way to their phone by message.",
      "not-sent": "The message with the status could not be sent. The paper is good without it.",
      "not-offered": "No message with the status is sent here.",
    },
    sendAgain: "Try the message again",
    timeLeft: (span) => `You can print for ${span} more.`,
    timeOver: "The time for printing is over. Ask for a new code.",
    opened: "The paper is open in a new tab: print it from there and close the tab.",
    save: "Nothing opened? Save the file",
  },
  next: "Next person",
  cleared: "Nothing happened for a while, so everything about the last person was cleared.",
  printer: {
    title: "Print a vaccination certificate",
    code: "Code from the message",
    codeHint: "Ten letters and digits, at the end of the link.",
    digits: "Last four digits of the mobile number",
    digitsHint: "Of the number that the message came to.",
    clear: "Clear all of this",
    clearHint: "If this is not your own computer: close the tab with the paper as well, and delete saved files.",
  },
};
