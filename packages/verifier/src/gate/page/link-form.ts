// The link form (docs/spec.md §3.8) as it reaches the page: the certificate is in the fragment, which no server has seen.

/**
 * The text to judge of a page opened with a fragment, or null where there is none. The host is put back because the link form is one
 * text with it; the page's own scheme does not matter.
 */
export function linkTextOf(location: { readonly host: string; readonly hash: string }): string | null {
  return location.hash.length > 1 ? `HTTPS://${location.host.toUpperCase()}/${location.hash}` : null;
}
