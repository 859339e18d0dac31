// The frame of every screen that is not the camera's: a heading, a way back, and what stands between.

import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { MessageLine } from "./scan-view.tsx";
import { useGate } from "./use-gate.ts";

export function Panel({ title, children }: { readonly title: string; readonly children: ComponentChildren }): VNode {
  const { gate, s } = useGate();
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever listens instead of looking hears where they are.
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="panel">
      <header class="panel-head">
        <button type="button" class="icon" aria-label={s.back} onClick={() => gate.go("scan")}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M15 4 L7 12 L15 20" />
          </svg>
        </button>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </header>
      <div aria-live="polite">
        <MessageLine />
      </div>
      {children}
    </main>
  );
}

/** A button that opens a file. */
export function FileButton({
  label,
  accept,
  isMain = false,
}: {
  readonly label: string;
  readonly accept?: string;
  readonly isMain?: boolean;
}): VNode {
  const { gate } = useGate();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class={isMain ? "main" : ""} onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        type="file"
        class="hidden"
        tabIndex={-1}
        aria-hidden="true"
        aria-label={label}
        {...(accept === undefined ? {} : { accept })}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file !== undefined) void gate.takeFile(file);
        }}
      />
    </>
  );
}
