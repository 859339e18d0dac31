// The whole page: the camera's picture behind everything, one screen before it, and a result over all.

import type { RefObject, VNode } from "preact";
import { useEffect } from "preact/hooks";
import { MenuView } from "./menu-view.tsx";
import { OtherWaysView } from "./other-ways-view.tsx";
import { ScanView } from "./scan-view.tsx";
import { SettingsView } from "./settings-view.tsx";
import { SupervisorView } from "./supervisor-view.tsx";
import { TrustView } from "./trust-view.tsx";
import { useGate } from "./use-gate.ts";
import { VerdictView } from "./verdict-view.tsx";

export function App({ video }: { readonly video: RefObject<HTMLVideoElement | null> }): VNode {
  const { state, s, language } = useGate();
  const { theme } = state.settings;
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = theme;
    document.title = s.name;
  }, [language, theme, s.name]);
  const { camera, screen } = state;
  const isMirrored = camera.at === "running" && camera.camera.isMirrored;
  const isCovered = state.faces.length > 0;
  return (
    <>
      <div class="picture" aria-hidden="true">
        <video ref={video} class={isMirrored ? "mirrored" : ""} muted playsInline disablePictureInPicture />
      </div>
      {/* What a result covers is out of reach for hands, keys and screen readers until it is gone. */}
      <div class="screens" inert={isCovered}>
        {screen === "scan" && <ScanView />}
        {screen === "other-ways" && <OtherWaysView />}
        {screen === "menu" && <MenuView />}
        {screen === "settings" && <SettingsView />}
        {screen === "supervisor" && <SupervisorView />}
        {screen === "trust" && <TrustView />}
      </div>
      <VerdictView />
    </>
  );
}
