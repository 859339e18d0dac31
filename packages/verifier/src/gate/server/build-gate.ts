// The gate's static files, built by Vite: page, worker and service worker with the list of all files by their digests. The only importer
// of vite. Built once for a version of the sources, into a folder that git ignores.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const GATE = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = fileURLToPath(new URL("../..", import.meta.url));
const CACHE = fileURLToPath(new URL("../../../../../.cache/gate/", import.meta.url));
const SCHEMA = fileURLToPath(new URL("../../../../schema/src", import.meta.url));

/** The folder with the built gate: built now where these sources have not been built yet. */
export async function builtGate(): Promise<string> {
  const folder = join(CACHE, await digestOfSources());
  if (await isWhole(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  // Built aside and renamed: two that build at once do not read each other's halves.
  const aside = join(CACHE, `building-${process.pid}`);
  await buildGate(aside);
  await rename(aside, folder).catch(async (error: unknown) => {
    await rm(aside, { recursive: true, force: true });
    if (!(await isWhole(folder))) throw error;
  });
  return folder;
}

/** Builds the gate into a folder, which is made or emptied. */
export async function buildGate(folder: string): Promise<void> {
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: join(GATE, "page"),
    base: "./",
    publicDir: false,
    logLevel: "error",
    // One JSX runtime, as in the folder's tsconfig.json.
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2022",
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      cssMinify: true,
      rolldownOptions: {
        input: {
          index: join(GATE, "page/index.html"),
          worker: join(GATE, "worker/main.ts"),
          sw: join(GATE, "sw/main.ts"),
        },
        output: {
          entryFileNames: "[name].js",
          chunkFileNames: "[name]-[hash].js",
          assetFileNames: "[name]-[hash][extname]",
        },
      },
    },
    plugins: [furtherFiles(), precacheList()],
  });
}

/** Files that nothing imports: the reader's WebAssembly, manifest and icons. */
function furtherFiles(): Plugin {
  return {
    name: "mohor-further-files",
    async generateBundle() {
      const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
      this.emitFile({ type: "asset", fileName: "zxing_reader.wasm", source: await readFile(wasm) });
      const folder = join(GATE, "page/public");
      for (const fileName of (await readdir(folder)).sort())
        this.emitFile({ type: "asset", fileName, source: await readFile(join(folder, fileName)) });
    },
  };
}

/** Writes the list of all files with their digests into the service worker, and the version that follows from it into the page. */
function precacheList(): Plugin {
  return {
    name: "mohor-precache-list",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const sourceOf = (name: string): string | Uint8Array => {
          const file = bundle[name];
          if (file === undefined) throw new Error(`the build made no ${name}`);
          return file.type === "asset" ? file.source : file.code;
        };
        const names = Object.keys(bundle)
          .filter((name) => name !== "sw.js" && !name.endsWith(".map"))
          .sort();
        const digestOf = (name: string): string => createHash("sha256").update(sourceOf(name)).digest("hex");
        const version = createHash("sha256")
          .update(names.map((name) => `${name} ${digestOf(name)}\n`).join(""))
          .digest("hex")
          .slice(0, 12);
        const page = bundle["index.html"];
        if (page?.type === "asset")
          page.source = String(page.source).replace(
            'name="mohor-version" content=""',
            `name="mohor-version" content="${version}"`,
          );
        const files = names.map((name) => [name, digestOf(name)]);
        // The page is also what the folder itself is opened by.
        const worker = bundle["sw.js"];
        if (worker?.type === "chunk")
          worker.code = `const PRECACHE=${JSON.stringify({ version, files })};\n${worker.code}`;
      },
    },
  };
}

/** A digest of every file that the gate is built from. */
async function digestOfSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of [
    SOURCES,
    SCHEMA,
    dirname(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm")),
  ]) {
    const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const name of names)
      hash
        .update(name.slice(folder.length))
        .update("\0")
        .update(await readFile(name));
  }
  return hash.digest("hex").slice(0, 16);
}

async function isWhole(folder: string): Promise<boolean> {
  return readFile(join(folder, "sw.js")).then(
    () => true,
    () => false,
  );
}
