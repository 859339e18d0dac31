// Where a paper has opened in a tab of its own, and the way to it where the browser kept that tab shut.

import type { VNode } from "preact";
import type { Papers } from "./open-paper.ts";
import type { AssistStrings } from "./strings/index.ts";

export function OpenedPaper({
  papers,
  words,
}: {
  readonly papers: Papers;
  readonly words: AssistStrings["paper"];
}): VNode | null {
  const newest = papers.newest();
  if (newest === null) return null;
  return (
    <p role="status">
      {words.opened}{" "}
      <a href={newest.address} download={newest.name}>
        {words.save}
      </a>
    </p>
  );
}
