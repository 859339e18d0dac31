// Where a request comes from, for the limits per address block. A proxy in front writes the client's address into
// X-Forwarded-For, and so can any client: only as many entries from the right are believed as there are proxies of ours, and
// with none the socket alone counts.

import { isIP, isIPv4 } from "node:net";

/**
 * The client's address. `trustedProxies`: how many proxies of ours a request passes. An entry that is no address, or too few of
 * them, falls back to the peer: then all such clients share one limit, which errs on the side of no.
 */
export function clientAddress(
  peerAddress: string,
  forwardedFor: string | null | undefined,
  { trustedProxies }: { readonly trustedProxies: number },
): string {
  if (trustedProxies === 0 || !forwardedFor) return peerAddress;
  const entry = forwardedFor.split(",").at(-trustedProxies)?.trim() ?? "";
  // "[2001:db8::1]:443" and "192.0.2.1:443": some proxies add the port.
  const address = /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([0-9.]+):\d+$/.exec(entry)?.[1] ?? entry;
  return isIP(address) === 0 ? peerAddress : address;
}

/**
 * The block that an address belongs to: /24 of IPv4, /56 of IPv6 (what one household or office is given). An IPv4 address inside
 * IPv6 is the IPv4 one. What is no address is a block of its own.
 */
export function addressBlock(address: string): string {
  if (isIPv4(address)) return `${address.split(".").slice(0, 3).join(".")}.0/24`;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return addressBlock(mapped);
  if (isIP(address) === 0) return "unknown";
  const groups = ipv6Groups(address.split("%")[0] as string);
  const [a = 0, b = 0, c = 0, d = 0] = groups;
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) {
    const [high = 0, low = 0] = groups.slice(6);
    return addressBlock([high >> 8, high & 255, low >> 8, low & 255].join("."));
  }
  return `${[a, b, c, d & 0xff00].map((group) => group.toString(16)).join(":")}::/56`;
}

/** The eight groups of a valid IPv6 address. */
function ipv6Groups(address: string): readonly number[] {
  const [head = "", tail] = address.split("::");
  const before = groupsOf(head);
  if (tail === undefined) return before;
  const after = groupsOf(tail);
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

/** Groups of a part between "::"; a dotted end is two. */
function groupsOf(part: string): readonly number[] {
  if (part === "") return [];
  return part.split(":").flatMap((group) => {
    if (!group.includes(".")) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split(".").map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
