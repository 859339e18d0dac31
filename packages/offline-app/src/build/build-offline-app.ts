// The static files of an app that works offline, built by Vite: its page, what else it runs, and a service worker with the list of all
// files by their digests. Built once for a version of the sources, into a folder that git ignores. The only importer of vite.

import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Plugin, Rolldown } from "vite";
import { compressFiles } from "./built-files.ts";

/** An app. Paths are absolute. */
export type OfflineApp = {
  /** Names its folder and its caches: lower-case letters and dashes. */
  readonly name: string;
  /** The folder of `index.html`; what lies in its `public` is copied. */
  readonly page: string;
  /** Further programs that run beside the page, by the name of their file without `.js`. */
  readonly workers?: Readonly<Record<string, string>>;
  /** Further files that nothing imports, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Modules that are built from another source than their file's, by the file's path. */
  readonly replaced?: Readonly<Record<string, string>>;
  /** A module that draws first screens into the page's HTML, run by the build: it exports `drawPages`. */
  readonly drawing?: string;
  /** Folders whose change makes a new version. */
  readonly sources: readonly string[];
};

/** Pages that are of no use without the network: built alike, kept on no device. Paths are absolute. */
export type OnlinePages = {
  /** Names their folder: lower-case letters and dashes. */
  readonly name: string;
  /** The folder of the pages. */
  readonly page: string;
  /** Their files, without `.html`. */
  readonly names: readonly string[];
  /** Where their files are served, with a slash at both ends: a page itself may then be served anywhere. */
  readonly base: string;
  /** Folders whose change makes a new version. */
  readonly sources: readonly string[];
};

/**
 * What `drawing` exports: all pages by name from what has been built so far, `index.html` among them, which alone is kept by the service
 * worker. `style` is the page's style sheet; `filesOf` names the files that a source needs, its own first, by the end of its path.
 */
export type DrawPages = (built: {
  readonly html: string;
  readonly style: string;
  readonly filesOf: (source: string) => readonly string[];
}) => ReadonlyMap<string, string>;

const OWN_SOURCES = fileURLToPath(new URL("..", import.meta.url));
const SERVICE_WORKER = join(OWN_SOURCES, "sw/main.ts");
/** One JSX runtime, as in the folders' tsconfig.json. */
const OXC = { jsx: { runtime: "automatic", importSource: "preact" } } as const;
const CACHE = fileURLToPath(new URL("../../../../.cache/", import.meta.url));

/** The folder with the built app: built now where these sources have not been built yet. */
export async function builtOfflineApp(app: OfflineApp): Promise<string> {
  return builtOnce(app, "sw.js", (folder) => buildOfflineApp(app, folder));
}

/** The folder with the built pages: built now where these sources have not been built yet. */
export async function builtOnlinePages(pages: OnlinePages): Promise<string> {
  return builtOnce(pages, `${pages.names[0]}.html`, (folder) => buildOnlinePages(pages, folder));
}

/** `last`: a file without which a folder is not whole. */
async function builtOnce(
  app: Pick<OfflineApp, "name" | "page" | "sources" | "files">,
  last: string,
  build: (folder: string) => Promise<void>,
): Promise<string> {
  const cache = join(CACHE, app.name);
  const folder = join(cache, await digestOfSources(app));
  const isWhole = () => canBeRead(join(folder, last));
  if (await isWhole()) return folder;
  await mkdir(cache, { recursive: true });
  // Built aside and renamed: two that build at once do not read each other's halves.
  const aside = join(cache, `building-${process.pid}`);
  await build(aside);
  await rename(aside, folder).catch(async (error: unknown) => {
    await rm(aside, { recursive: true, force: true });
    if (!(await isWhole())) throw error;
  });
  return folder;
}

/** Builds the app into a folder, which is made or emptied. */
export async function buildOfflineApp(app: OfflineApp, folder: string): Promise<void> {
  await buildFiles(folder, {
    root: app.page,
    base: "./",
    input: { index: join(app.page, "index.html"), ...app.workers, sw: SERVICE_WORKER },
    plugins: [replacedModules(app), furtherFiles(app), drawnPages(app), precacheList(app)],
  });
}

/** Builds the pages into a folder, which is made or emptied. */
export async function buildOnlinePages({ page, names, base }: OnlinePages, folder: string): Promise<void> {
  const input = Object.fromEntries(names.map((name) => [name, join(page, `${name}.html`)]));
  await buildFiles(folder, { root: page, base, input, plugins: [] });
}

async function buildFiles(
  folder: string,
  what: {
    readonly root: string;
    readonly base: string;
    readonly input: Readonly<Record<string, string>>;
    readonly plugins: Plugin[];
  },
): Promise<void> {
  const { root, base, input, plugins } = what;
  const { build } = await import("vite");
  await build({
    configFile: false,
    root,
    base,
    publicDir: false,
    logLevel: "error",
    oxc: OXC,
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2022",
      // A worker imports too: its imports must not look for a page to preload in.
      modulePreload: false,
      assetsInlineLimit: 0,
      cssMinify: true,
      rolldownOptions: {
        // Tables of texts that a page does not use are left out.
        treeshake: { propertyReadSideEffects: false },
        input,
        output: {
          entryFileNames: "[name].js",
          chunkFileNames: "[name]-[hash].js",
          assetFileNames: "[name]-[hash][extname]",
        },
      },
    },
    plugins,
  });
  await compressFiles(folder);
}

function replacedModules({ replaced = {} }: OfflineApp): Plugin {
  return { name: "mohor-replaced-modules", enforce: "pre", load: (id) => replaced[id] ?? null };
}

/** Files that nothing imports: manifest, icons, and what the app names. */
function furtherFiles({ page, files = {} }: OfflineApp): Plugin {
  return {
    name: "mohor-further-files",
    async generateBundle() {
      for (const [fileName, path] of Object.entries(files))
        this.emitFile({ type: "asset", fileName, source: await readFile(path) });
      const folder = join(page, "public");
      for (const fileName of (await readdir(folder)).sort())
        this.emitFile({ type: "asset", fileName, source: await readFile(join(folder, fileName)) });
    },
  };
}

/** Draws the page's first screens into its HTML, by the app's own views run in Node. */
function drawnPages({ name: app, drawing }: OfflineApp): Plugin {
  return {
    name: "mohor-drawn-pages",
    enforce: "post",
    generateBundle: {
      order: "post",
      async handler(_options, bundle) {
        if (drawing === undefined) return;
        const files = Object.values(bundle);
        const sheet = files.find(({ fileName }) => fileName.endsWith(".css"));
        const chunks = files.filter((file): file is Rolldown.OutputChunk => file.type === "chunk");
        const drawPages = await loadForNode(app, drawing);
        const pages = drawPages({
          html: textOf(bundle["index.html"]),
          style: textOf(sheet),
          filesOf: (source) => filesOf(source, chunks),
        });
        for (const [fileName, source] of pages) {
          const held = bundle[fileName];
          if (held?.type === "asset") held.source = source;
          else this.emitFile({ type: "asset", fileName, source });
        }
      },
    },
  };
}

/** The file that a source went into, and what that imports at its start, and so on. */
function filesOf(source: string, chunks: readonly Rolldown.OutputChunk[]): readonly string[] {
  const own = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/${source}`)));
  if (own === undefined) throw new Error(`no file of the build holds ${source}`);
  const files = new Set([own.fileName]);
  for (const name of files)
    for (const imported of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) files.add(imported);
  return [...files];
}

function textOf(file: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): string {
  if (file?.type !== "asset") throw new Error("the build made no such file");
  return String(file.source);
}

/** The drawing module, built for Node, which reads no JSX by itself. */
async function loadForNode(app: string, drawing: string): Promise<DrawPages> {
  const { build } = await import("vite");
  await mkdir(join(CACHE, app), { recursive: true });
  const folder = await mkdtemp(join(CACHE, app, "drawing-"));
  try {
    await build({
      configFile: false,
      publicDir: false,
      logLevel: "error",
      oxc: OXC,
      ssr: { noExternal: true },
      build: { ssr: drawing, outDir: folder, rolldownOptions: { output: { entryFileNames: "draw.js" } } },
    });
    const { drawPages } = (await import(pathToFileURL(join(folder, "draw.js")).href)) as { drawPages: DrawPages };
    return drawPages;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Writes the list of all files with their digests into the service worker, and the version that follows from it into the page. */
function precacheList({ name: app }: OfflineApp): Plugin {
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
          .filter((name) => name !== "sw.js" && (name === "index.html" || !name.endsWith(".html")))
          .sort();
        const digestOf = (name: string): string => createHash("sha256").update(sourceOf(name)).digest("hex");
        const version = createHash("sha256")
          .update(names.map((name) => `${name} ${digestOf(name)}\n`).join(""))
          .digest("hex")
          .slice(0, 12);
        for (const page of Object.values(bundle)) {
          if (page.type !== "asset" || !page.fileName.endsWith(".html")) continue;
          page.source = String(page.source).replace(
            'name="mohor-version" content=""',
            `name="mohor-version" content="${version}"`,
          );
        }
        const files = names.map((name) => [name, digestOf(name)]);
        // The page is also what the folder itself is opened by.
        const worker = bundle["sw.js"];
        if (worker?.type === "chunk")
          worker.code = `const PRECACHE=${JSON.stringify({ app, version, files })};\n${worker.code}`;
      },
    },
  };
}

/** A digest of every file that the app is built from. */
async function digestOfSources({
  page,
  sources,
  files = {},
}: Pick<OfflineApp, "page" | "sources" | "files">): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of [OWN_SOURCES, page, ...sources]) {
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
  for (const path of Object.values(files)) hash.update(await readFile(path));
  return hash.digest("hex").slice(0, 16);
}

async function canBeRead(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}
