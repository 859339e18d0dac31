// `npm run bench`: every question, one after the other; `npm run bench -- NAME` asks one.

import { benchCertificateToPaper } from "./certificate-to-paper.ts";
import { benchClaimsToText } from "./claims-to-text.ts";
import { benchFramesToText } from "./frames-to-text.ts";
import { benchGateInBrowser } from "./gate-in-browser.ts";
import { benchIssuedSet } from "./issued-set.ts";
import { benchListInBrowser } from "./list-in-browser.ts";
import { benchLogAudit } from "./log-audit.ts";
import { benchPaperMemory } from "./paper-memory.ts";
import { benchPictureToText } from "./picture-to-text.ts";
import { benchPieceReading } from "./piece-reading.ts";
import { benchRevocationSizes } from "./revocation-sizes.ts";
import { benchServiceLoad } from "./service-load.ts";
import { benchSigning } from "./signing.ts";
import { benchStatusList } from "./status-list.ts";
import { benchTextToPicture } from "./text-to-picture.ts";
import { benchTextToVerdict } from "./text-to-verdict.ts";
import { benchWholeProgram } from "./whole-program.ts";

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  "text-to-verdict": benchTextToVerdict,
  "log-audit": benchLogAudit,
  "claims-to-text": benchClaimsToText,
  "text-to-picture": benchTextToPicture,
  "certificate-to-paper": benchCertificateToPaper,
  "paper-memory": benchPaperMemory,
  "picture-to-text": benchPictureToText,
  "frames-to-text": benchFramesToText,
  "gate-in-browser": benchGateInBrowser,
  "piece-reading": benchPieceReading,
  signing: benchSigning,
  "whole-program": benchWholeProgram,
  "service-load": benchServiceLoad,
  "status-list": benchStatusList,
  "list-in-browser": benchListInBrowser,
  "issued-set": benchIssuedSet,
  "revocation-sizes": benchRevocationSizes,
};

const asked = process.argv[2];
const chosen = asked === undefined ? Object.values(BENCHES) : [BENCHES[asked]];
for (const bench of chosen) {
  if (bench === undefined) {
    process.stderr.write(`usage: npm run bench [-- ${Object.keys(BENCHES).join(" | ")}]\n`);
    process.exitCode = 2;
  } else await bench();
}
