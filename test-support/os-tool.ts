// Tools of the operating system that tests use: found, or installed where that is possible (root on Debian and its kin), or missed
// with one line that says how to get them. There is no skipping: a test without its tool fails, on a desk as under CI=true.

import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, glob } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

/** The tools that tests may ask for. */
export type OsTool =
  | "bearerbox"
  | "chromium"
  | "fakesmsc"
  | "hb-shape"
  | "initdb"
  | "libcryptx-perl"
  | "lohit-bengali"
  | "lohit-devanagari"
  | "nginx"
  | "openssl"
  | "pdfinfo"
  | "pdftoppm"
  | "pdftotext"
  | "pgbouncer"
  | "python3-cbor2"
  | "python3-cryptography"
  | "rsvg-convert"
  | "softhsm2-util"
  | "unzip"
  | "zbarimg";

/** Each tool's Debian package, and where its program may be: a name is looked for in PATH, a pattern in the file system. */
const TOOLS: Readonly<Record<OsTool, { readonly package: string; readonly programs: readonly string[] }>> = {
  bearerbox: { package: "kannel", programs: ["/usr/sbin/bearerbox", "bearerbox"] },
  chromium: {
    package: "chromium",
    programs: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
  },
  fakesmsc: { package: "kannel-extras", programs: ["/usr/lib/kannel/test/fakesmsc"] },
  "hb-shape": { package: "libharfbuzz-bin", programs: ["hb-shape"] },
  initdb: { package: "postgresql", programs: ["/usr/lib/postgresql/*/bin/initdb", "initdb"] },
  // A module of Debian's own Perl, /usr/bin/perl: a folder that one may enter.
  "libcryptx-perl": { package: "libcryptx-perl", programs: ["/usr/lib/*/perl5/*/Crypt/PK"] },
  // What every phone here has, and a bare machine has not: a browser that finds no glyph looks through all its fonts, each time.
  // Folders here too: a font is no program, and nobody may execute it.
  "lohit-bengali": {
    package: "fonts-lohit-beng-bengali",
    programs: ["/usr/share/fonts/truetype/lohit-bengali"],
  },
  "lohit-devanagari": {
    package: "fonts-lohit-deva",
    programs: ["/usr/share/fonts/truetype/lohit-devanagari"],
  },
  nginx: { package: "nginx-light", programs: ["/usr/sbin/nginx", "nginx"] },
  openssl: { package: "openssl", programs: ["openssl"] },
  pdfinfo: { package: "poppler-utils", programs: ["pdfinfo"] },
  pdftoppm: { package: "poppler-utils", programs: ["pdftoppm"] },
  pdftotext: { package: "poppler-utils", programs: ["pdftotext"] },
  pgbouncer: { package: "pgbouncer", programs: ["/usr/sbin/pgbouncer", "pgbouncer"] },
  // Modules of Debian's own Python, /usr/bin/python3: folders that one may enter.
  "python3-cbor2": { package: "python3-cbor2", programs: ["/usr/lib/python3/dist-packages/cbor2"] },
  "python3-cryptography": {
    package: "python3-cryptography",
    programs: ["/usr/lib/python3/dist-packages/cryptography"],
  },
  "rsvg-convert": { package: "librsvg2-bin", programs: ["rsvg-convert"] },
  "softhsm2-util": { package: "softhsm2", programs: ["softhsm2-util"] },
  unzip: { package: "unzip", programs: ["unzip"] },
  zbarimg: { package: "zbar-tools", programs: ["zbarimg"] },
};

const run = promisify(execFile);

/** Installing Chromium on a slow line takes minutes; more is a line that is down. */
const INSTALL_TIMEOUT_MILLISECONDS = 600_000;

/**
 * The path of a tool's program. Installs its package first where it is missing and this process may; test workers that ask at once wait
 * for one installation. Otherwise an Error whose message is one line: what is missing, and the command that gets it.
 */
export async function osTool(tool: OsTool): Promise<string> {
  const found = await findProgram(tool);
  if (found !== undefined) return found;
  const reason = await install(TOOLS[tool].package);
  const installed = await findProgram(tool);
  if (installed !== undefined) return installed;
  throw new Error(
    `${tool} is missing (${reason}): sudo apt-get install --no-install-recommends ${TOOLS[tool].package}`,
  );
}

/** The newest of a pattern's files, or the first program of that name in PATH. */
async function findProgram(tool: OsTool): Promise<string | undefined> {
  for (const program of TOOLS[tool].programs) {
    const candidates: string[] = [];
    if (program.startsWith("/")) for await (const path of glob(program)) candidates.push(path);
    else candidates.push(...(process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, program)));
    // Of several versions the highest; folders of PATH stay in their order.
    if (program.startsWith("/")) candidates.sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
    for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Tries to install a Debian package; what it returns is why the tool may still be missing. */
async function install(debianPackage: string): Promise<string> {
  if (process.getuid?.() !== 0) return "not root, so not installed by itself";
  if (!(await isExecutable("/usr/bin/apt-get"))) return "no apt-get on this system";
  // flock holds while the shell lives and is let go when it dies, however it dies. The list of packages is fetched only when needed.
  const get = `apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 ${debianPackage}`;
  const lock = join(tmpdir(), "mohor-os-tool.lock");
  // RUNLEVEL=1 keeps servers that come with a package from being started.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  try {
    await run("flock", [lock, "sh", "-c", `${get} || { apt-get update && ${get}; }`], {
      env,
      timeout: INSTALL_TIMEOUT_MILLISECONDS,
      maxBuffer: 1 << 26,
    });
    return "installed, but its program is not where it should be";
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    return `apt-get: ${stderr.trim().split("\n").at(-1) || String(error).split("\n")[0]}`;
  }
}
