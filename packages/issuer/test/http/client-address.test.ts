import { describe, expect, it } from "vitest";
import { addressBlock, clientAddress } from "../../src/http/client-address.ts";

describe("clientAddress", () => {
  const of = (forwardedFor: string | null, trustedProxies: number) =>
    clientAddress("192.0.2.9", forwardedFor, { trustedProxies });

  it("is the peer's where no proxy is ours, whatever a client writes", () => {
    expect(of("203.0.113.5", 0)).toBe("192.0.2.9");
    expect(of(null, 1)).toBe("192.0.2.9");
  });

  it("believes as many entries from the right as there are proxies", () => {
    expect(of("198.51.100.1, 203.0.113.5", 1)).toBe("203.0.113.5");
    expect(of("198.51.100.1, 203.0.113.5, 10.0.0.1", 2)).toBe("203.0.113.5");
    expect(of("6.6.6.6,198.51.100.1,203.0.113.5", 1)).toBe("203.0.113.5");
  });

  it("reads an address with a port and IPv6 in brackets", () => {
    expect(of("203.0.113.5:4711", 1)).toBe("203.0.113.5");
    expect(of("[2001:db8::1]:443", 1)).toBe("2001:db8::1");
    expect(of("2001:db8::1", 1)).toBe("2001:db8::1");
  });

  it("falls back to the peer where an entry is missing or no address", () => {
    for (const forwardedFor of ["", "unknown", "203.0.113.5", "1.2.3.4.5, x", ", ,", "203.0.113.999, _hidden"]) {
      expect(of(forwardedFor, 2)).toBe("192.0.2.9");
    }
  });
});

describe("addressBlock", () => {
  it("is /24 of IPv4, however it is written", () => {
    for (const address of [
      "203.0.113.5",
      "203.0.113.255",
      "::ffff:203.0.113.7",
      "::FFFF:203.0.113.7",
      "::ffff:cb00:7105",
      "0:0:0:0:0:ffff:203.0.113.7",
    ]) {
      expect(addressBlock(address), address).toBe("203.0.113.0/24");
    }
  });

  it("is /56 of IPv6: one household, one block", () => {
    for (const address of [
      "2001:db8:1:200::1",
      "2001:db8:1:2ff:ffff::",
      "2001:0DB8:0001:0200:0:0:0:9",
      "2001:db8:1:2aa::1%eth0",
    ]) {
      expect(addressBlock(address), address).toBe("2001:db8:1:200::/56");
    }
    expect(addressBlock("2001:db8:1:300::1")).toBe("2001:db8:1:300::/56");
    expect(addressBlock("::1")).toBe("0:0:0:0::/56");
  });

  it("is one block for everything that is no address", () => {
    for (const address of ["", "localhost", "203.0.113", "1::2::3"]) expect(addressBlock(address)).toBe("unknown");
  });
});
