// Who may talk to a gate's machine over HTTP: programs on it, and nobody else. A page of somebody else's in a browser on this machine
// reaches 127.0.0.1 too, under a name of its own (DNS rebinding) or as a cross-site request; both are told by their headers.

/** An address that only this machine reaches. */
export type LoopbackAddress = { readonly host: string; readonly port: number };

/** The address of `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080` or a bare port, or null where it is no loopback address. */
export function parseLoopback(text: string): LoopbackAddress | null {
  const match = /^(?:(127\.0\.0\.1|localhost|\[::1\]):)?([0-9]{1,5})$/.exec(text);
  if (match === null) return null;
  const port = Number(match[2]);
  if (port > 65_535) return null;
  return { host: (match[1] ?? "127.0.0.1").replace(/^\[|\]$/g, ""), port };
}

/** Whether a request's Host header names this server by a loopback name, and its Origin, where a browser sends one, is that name too. */
export function isLocalRequest(host: string | undefined, origin: string | undefined, port: number): boolean {
  const names = ["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${port}`);
  if (host === undefined || !names.includes(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}
