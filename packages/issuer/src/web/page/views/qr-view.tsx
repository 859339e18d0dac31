// The code itself, drawn on the phone; and the same as large as the screen, with the light kept on.

import type { VNode } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { type QrPath, qrPath } from "../qr-path.ts";
import { useCitizen } from "./use-citizen.ts";

export function QrView({ qrText, label }: { readonly qrText: string; readonly label: string }): VNode {
  const drawn = useMemo(() => qrPath(qrText), [qrText]);
  return <SymbolView drawn={drawn} label={label} />;
}

/** Any code, drawn already. */
export function SymbolView({ drawn, label }: { readonly drawn: QrPath; readonly label: string }): VNode {
  const { side, path } = drawn;
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path class="paper" d={`M0 0h${side}v${side}H0z`} />
      <path class="ink" d={path} />
    </svg>
  );
}

export function BigQrView({
  qrText,
  label,
  onClose,
}: {
  readonly qrText: string;
  readonly label: string;
  readonly onClose: () => void;
}): VNode {
  const { s } = useCitizen();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    return keepLightOn();
  }, []);
  return (
    <dialog ref={dialog} class="big" onClose={onClose} aria-label={label}>
      <QrView qrText={qrText} label={label} />
      <p>{s.certificate.bigHint}</p>
      <button type="button" class="main" onClick={() => dialog.current?.close()}>
        {s.close}
      </button>
    </dialog>
  );
}

/** Asks the phone not to darken while the code is shown; returns how to end that. Phones that cannot are left as they are. */
function keepLightOn(): () => void {
  let lock: WakeLockSentinel | null = null;
  let isOver = false;
  const ask = async (): Promise<void> => {
    const got = await navigator.wakeLock?.request("screen").catch(() => null);
    lock = got ?? null;
    if (isOver) void lock?.release();
  };
  const again = (): void => {
    // The lock is lost whenever the page is out of sight.
    if (document.visibilityState === "visible") void ask();
  };
  void ask();
  document.addEventListener("visibilitychange", again);
  return () => {
    isOver = true;
    document.removeEventListener("visibilitychange", again);
    void lock?.release();
  };
}
