// The camera, and everything that can be wrong with one.

/** Why there is no picture: not allowed, none there, another app has it, unplugged, or no way to ask for one. */
export type CameraProblem = "refused" | "absent" | "busy" | "lost" | "unsupported";

/** An open camera. */
export type Camera = {
  readonly deviceId: string | undefined;
  readonly hasTorch: boolean;
  /** The zoom's range, or null where there is none. */
  readonly zoom: { readonly min: number; readonly max: number; readonly step: number } | null;
  /** Whether it faces the person who holds it: then its picture is shown as a mirror does. */
  readonly isMirrored: boolean;
  readonly setTorch: (isOn: boolean) => Promise<boolean>;
  readonly setZoom: (zoom: number) => Promise<void>;
  /** Focuses at a place of the picture, from 0 to 1 in both directions, where the camera can. */
  readonly focusAt: (x: number, y: number) => Promise<void>;
  readonly close: () => void;
};

/** What a phone's camera can beyond the standard's core (W3C MediaStream Image Capture). */
type FurtherCapabilities = MediaTrackCapabilities & {
  readonly torch?: boolean;
  readonly zoom?: { readonly min: number; readonly max: number; readonly step: number };
  readonly focusMode?: readonly string[];
};

/** 1280 × 720: more pixels take longer to read and most phones focus no better for them. */
const WANTED = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } } as const;

/** Opens a camera, the one away from the person unless another is named, and shows it in `video`. */
export async function openCamera(
  video: HTMLVideoElement,
  deviceId: string | undefined,
  onLost: () => void,
): Promise<Camera | CameraProblem> {
  if (navigator.mediaDevices?.getUserMedia === undefined) return "unsupported";
  const which = deviceId === undefined ? { facingMode: { ideal: "environment" } } : { deviceId: { exact: deviceId } };
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...WANTED, ...which } });
  } catch (error) {
    return problemOf(error);
  }
  const track = stream.getVideoTracks()[0];
  if (track === undefined) return "absent";
  video.srcObject = stream;
  let isOpen = true;
  track.addEventListener("ended", () => {
    if (isOpen) onLost();
  });
  // Rejected where the page went away meanwhile: the frames that do not come are noticed by the loop.
  await video.play().catch(() => undefined);
  const can: FurtherCapabilities = track.getCapabilities?.() ?? {};
  const apply = (constraint: Readonly<Record<string, unknown>>): Promise<boolean> =>
    track.applyConstraints({ advanced: [constraint as MediaTrackConstraintSet] }).then(
      () => true,
      () => false,
    );
  if (can.focusMode?.includes("continuous")) void apply({ focusMode: "continuous" });
  const settings = track.getSettings();
  return {
    deviceId: settings.deviceId,
    hasTorch: can.torch === true,
    zoom: can.zoom !== undefined && can.zoom.max > can.zoom.min ? can.zoom : null,
    isMirrored: settings.facingMode === "user",
    setTorch: (isOn) => apply({ torch: isOn }),
    setZoom: async (zoom) => {
      await apply({ zoom });
    },
    focusAt: async (x, y) => {
      if (can.focusMode?.includes("single-shot"))
        await apply({ focusMode: "single-shot", pointsOfInterest: [{ x, y }] });
    },
    close() {
      isOpen = false;
      track.stop();
      video.srcObject = null;
    },
  };
}

/** The cameras of this device, known only once one was allowed. */
export async function listCameras(): Promise<readonly string[]> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices
    .filter(({ kind, deviceId }) => kind === "videoinput" && deviceId !== "")
    .map(({ deviceId }) => deviceId);
}

function problemOf(error: unknown): CameraProblem {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "absent" : "unsupported";
}
