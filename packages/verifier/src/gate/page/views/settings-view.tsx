// Settings, behind a PIN where one is set: who is admitted, how results are shown, where trust comes from.

import { VACCINATION_STATUSES, type VaccinationStatus } from "@mohor/schema";
import { decodePolicy } from "@mohor/verifier";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { isPin } from "../pin.ts";
import { DWELL_SECONDS, isPublisher } from "../settings.ts";
import { FileButton, Panel } from "./panel.tsx";
import { useGate } from "./use-gate.ts";

const DAY_SECONDS = 86_400;

export function SettingsView(): VNode {
  const { s, state } = useGate();
  return <Panel title={s.settings.title}>{state.isUnlocked ? <SettingsForm /> : <PinForm />}</Panel>;
}

function PinForm(): VNode {
  const { gate, s, state } = useGate();
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const pin = String(new FormData(form).get("pin") ?? "");
        form.reset();
        setWrong(!(await gate.unlock(pin)));
      }}
    >
      <label>
        {s.settings.pinAsk}
        <input name="pin" type="password" inputMode="numeric" autocomplete="off" maxLength={12} required />
      </label>
      <p class="warning" role="alert">
        {state.pinWait > 0 ? s.settings.pinWait(state.pinWait) : isWrong ? s.settings.pinWrong : ""}
      </p>
      <button type="submit" class="main" disabled={state.pinWait > 0}>
        {s.settings.unlock}
      </button>
    </form>
  );
}

function SettingsForm(): VNode {
  const { gate, s, state, texts } = useGate();
  const { settings } = state;
  const { policy } = settings;
  const words = texts.words;
  const [isErasing, setErasing] = useState(false);
  const save = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const days = String(data.get("maxAgeDays") ?? "");
    const audience = String(data.get("audience") ?? "");
    const wanted = decodePolicy({
      statuses: VACCINATION_STATUSES.filter((status) => data.get(`status-${status}`) !== null),
      ...(days === "" ? {} : { maxAgeSeconds: Number(days) * DAY_SECONDS }),
      ...(audience === "" ? {} : { audience }),
      ...(data.get("specimens") === null ? {} : { admitsSpecimens: true }),
    });
    const publisher = String(data.get("publisher") ?? "");
    const pin = String(data.get("pin") ?? "");
    await gate.saveSettings({
      sound: data.get("sound") !== null,
      vibration: data.get("vibration") !== null,
      dwellSeconds: Number(data.get("dwell")),
      ...(wanted.ok ? { policy: wanted.value } : {}),
      ...(isPublisher(publisher) ? { publisher } : {}),
    });
    if (isPin(pin)) await gate.setPin(pin);
    gate.go("scan");
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save(event.currentTarget);
      }}
    >
      <fieldset>
        <legend>{s.settings.rules}</legend>
        <p class="hint">{s.settings.statuses}</p>
        {VACCINATION_STATUSES.map((status: VaccinationStatus) => (
          <Check
            key={status}
            name={`status-${status}`}
            label={words.status[status]}
            isOn={policy.statuses.includes(status)}
          />
        ))}
        <label>
          {s.settings.maxAgeDays}
          <input
            name="maxAgeDays"
            type="number"
            min={0}
            max={3650}
            step={1}
            defaultValue={
              policy.maxAgeSeconds === undefined ? "" : String(Math.floor(policy.maxAgeSeconds / DAY_SECONDS))
            }
          />
        </label>
        <label>
          {s.settings.audience}
          <input name="audience" type="text" maxLength={64} autocomplete="off" defaultValue={policy.audience ?? ""} />
        </label>
        <Check name="specimens" label={s.settings.specimens} isOn={policy.admitsSpecimens === true} />
        <FileButton label={s.settings.policyFile} accept=".json,application/json" />
      </fieldset>
      <fieldset>
        <legend>{s.settings.title}</legend>
        <Check name="sound" label={s.settings.sound} isOn={settings.sound} />
        <Check name="vibration" label={s.settings.vibration} isOn={settings.vibration} />
        <label>
          {s.settings.dwell}
          <input
            name="dwell"
            type="number"
            min={DWELL_SECONDS.least}
            max={DWELL_SECONDS.most}
            step={1}
            required
            defaultValue={String(settings.dwellSeconds)}
          />
        </label>
        <label>
          {s.settings.publisher}
          <input name="publisher" type="text" maxLength={512} autocomplete="off" defaultValue={settings.publisher} />
        </label>
        <label>
          {s.settings.pinNew}
          <input name="pin" type="password" inputMode="numeric" pattern="[0-9]{4,12}" autocomplete="new-password" />
        </label>
      </fieldset>
      <div class="buttons">
        <button type="submit" class="main">
          {s.settings.save}
        </button>
        <button
          type="button"
          class="danger"
          onClick={async () => {
            if (!isErasing) {
              setErasing(true);
              return;
            }
            await gate.erase();
            location.reload();
          }}
        >
          {isErasing ? s.settings.eraseSure : s.settings.erase}
        </button>
      </div>
    </form>
  );
}

function Check({
  name,
  label,
  isOn,
}: {
  readonly name: string;
  readonly label: string;
  readonly isOn: boolean;
}): VNode {
  return (
    <label class="check">
      <input type="checkbox" name={name} defaultChecked={isOn} />
      {label}
    </label>
  );
}
