// This program as an implementation of the conformance protocol, with any of its engines.

import type { Ed25519Engine } from "@mohor/verifier";
import { readQrTexts } from "@mohor/verifier/image";
import { createRespondent, type Implementation, type ReadPicture } from "@mohor/verifier/replay";

/** Our own answers. */
export function ownImplementation(engine: Ed25519Engine): Implementation {
  const respond = createRespondent({ engine, readPicture });
  return { name: `mohor-verifier with ${engine.name}`, answer: (_id, question) => respond(question) };
}

const readPicture: ReadPicture = async (bytes) => {
  const result = await readQrTexts(bytes);
  return result.ok ? { texts: result.sightings.map(({ text }) => text) } : { code: result.code };
};
