// Without the camera: a picture, a pasted or typed text, a scanner that types.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { FileButton, Panel } from "./panel.tsx";
import { useGate } from "./use-gate.ts";

export function OtherWaysView(): VNode {
  const { gate, s, state } = useGate();
  const [text, setText] = useState("");
  return (
    <Panel title={s.otherWays}>
      <div class="buttons">
        <FileButton label={s.openPicture} accept="image/*,application/pdf,.txt,.json,.cose,.mohor-trust" isMain />
        <button type="button" onClick={() => void paste(gate)}>
          {s.paste}
        </button>
      </div>
      <p class="hint">{state.isLooking ? s.looking : s.dropHere}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setText("");
          if (text !== "") void gate.takeText(text);
        }}
      >
        <label>
          {s.typedText}
          <textarea
            value={text}
            rows={4}
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <p class="hint">{s.typedHint}</p>
        <button type="submit">{s.check}</button>
      </form>
    </Panel>
  );
}

/** What is on the clipboard: a picture before a text. Browsers ask the person first; a refusal is no error. */
async function paste(gate: ReturnType<typeof useGate>["gate"]): Promise<void> {
  const items = await navigator.clipboard?.read?.().catch(() => []);
  for (const item of items ?? []) {
    const picture = item.types.find((type) => type.startsWith("image/"));
    if (picture !== undefined) {
      await gate.takeFile(await item.getType(picture));
      return;
    }
    if (item.types.includes("text/plain")) {
      await gate.takeText(await (await item.getType("text/plain")).text());
      return;
    }
  }
}
