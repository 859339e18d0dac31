// The page for somebody else's printer: wiring only. The code leaves the address bar and the history at once.

import { render } from "preact";
import { createAsk } from "../page/ask-service.ts";
import { blobOf } from "./desk-api.ts";
import { firstLanguage } from "./language-choice.tsx";
import { createPapers } from "./open-paper.ts";
import { PrintPage } from "./print-view.tsx";
import { speakAssist } from "./strings/index.ts";

const code = /^#([0-9A-Za-z]{10})$/.exec(location.hash)?.[1] ?? "";
if (location.hash !== "") history.replaceState(null, "", location.pathname);
const { ask } = createAsk(`${location.origin}/`, {
  fetchIt: fetch.bind(globalThis),
  isOnline: () => navigator.onLine,
});

render(
  <PrintPage
    spoken={await speakAssist(firstLanguage(navigator.languages))}
    code={code}
    papers={createPapers()}
    now={() => Math.floor(Date.now() / 1000)}
    fetchPaper={async (request, language) =>
      blobOf(
        await ask("v1/print-documents", {
          method: "POST",
          headers: { "content-type": "application/json", "accept-language": language },
          body: JSON.stringify(request),
        }),
      )
    }
  />,
  document.getElementById("page") as HTMLElement,
);
