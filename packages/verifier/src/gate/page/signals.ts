// What is heard and felt of a result, different for each, so that a guard need not look: two rising tones let in, one long low one does
// not, two equal ones leave it open.

import type { ShownOutcome } from "@mohor/verifier";

type Tone = { readonly hertz: number; readonly at: number; readonly seconds: number };

const TONES: Readonly<Record<ShownOutcome, readonly Tone[]>> = {
  admitted: [
    { hertz: 880, at: 0, seconds: 0.09 },
    { hertz: 1320, at: 0.1, seconds: 0.14 },
  ],
  valid: [{ hertz: 1320, at: 0, seconds: 0.14 }],
  "not-admitted": [{ hertz: 220, at: 0, seconds: 0.55 }],
  invalid: [{ hertz: 196, at: 0, seconds: 0.55 }],
  undecided: [
    { hertz: 494, at: 0, seconds: 0.16 },
    { hertz: 494, at: 0.26, seconds: 0.16 },
  ],
  specimen: [{ hertz: 392, at: 0, seconds: 0.08 }],
};

/** Milliseconds of shaking and rest, in turn. */
const SHAKES: Readonly<Record<ShownOutcome, number[]>> = {
  admitted: [60],
  valid: [60],
  "not-admitted": [350],
  invalid: [350],
  undecided: [120, 90, 120],
  specimen: [30, 60, 30],
};

export type Signals = {
  readonly give: (shown: ShownOutcome, how: { readonly sound: boolean; readonly vibration: boolean }) => void;
  /** To be called at a touch or a key: browsers let nothing be heard before one. */
  readonly wake: () => void;
  /** Whether the browser still keeps the sound back. */
  readonly isSilenced: () => boolean;
};

export function createSignals(): Signals {
  let audio: AudioContext | null | undefined;
  const context = (): AudioContext | null => {
    if (audio === undefined) audio = typeof AudioContext === "function" ? new AudioContext() : null;
    return audio;
  };
  return {
    wake() {
      // A device without a loudspeaker stays silent; that is no error.
      void context()
        ?.resume()
        .catch(() => undefined);
    },
    isSilenced: () => audio?.state === "suspended",
    give(shown, { sound, vibration }) {
      if (vibration && "vibrate" in navigator) navigator.vibrate(SHAKES[shown]);
      const playing = sound ? context() : null;
      if (playing === null || playing.state !== "running") return;
      for (const { hertz, at, seconds } of TONES[shown]) {
        const start = playing.currentTime + at;
        const tone = new OscillatorNode(playing, { type: "square", frequency: hertz });
        const volume = new GainNode(playing, { gain: 0.2 });
        // Faded out, because a tone that is cut off clicks.
        volume.gain.setTargetAtTime(0, start + seconds - 0.02, 0.01);
        tone.connect(volume).connect(playing.destination);
        tone.start(start);
        tone.stop(start + seconds + 0.05);
      }
    },
  };
}
