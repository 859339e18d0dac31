// The one Trusted Types policy: scripts are loaded from this app's own address, and nothing else ever becomes code.

/** What browsers with Trusted Types offer; others have none and take the address as it is. */
type TrustedTypes = {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ) => { readonly createScriptURL: (url: string) => unknown };
};

const rules = {
  createScriptURL(url: string): string {
    if (new URL(url).origin !== location.origin) throw new TypeError("scripts come from this app's own address only");
    return url;
  },
};

const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("mohor", rules) ?? rules;

/** The address of a script beside the page, as Worker and service worker registration take it. */
export function scriptUrl(path: string): unknown {
  return policy.createScriptURL(new URL(path, document.baseURI).href);
}
