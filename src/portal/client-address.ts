import { BlockList, isIP, isIPv4 } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/** Addresses that no stranger comes from: then our own proxy is the peer. */
const inside = new BlockList();
inside.addSubnet("127.0.0.0", 8);
inside.addSubnet("10.0.0.0", 8);
inside.addSubnet("172.16.0.0", 12);
inside.addSubnet("192.168.0.0", 16);
inside.addSubnet("169.254.0.0", 16);
// What carriers and clouds use between themselves (RFC 6598).
inside.addSubnet("100.64.0.0", 10);
inside.addAddress("::1", "ipv6");
inside.addSubnet("fc00::", 7, "ipv6");
inside.addSubnet("fe80::", 10, "ipv6");

/**
 * The network address that a request comes from, for counting (R17): the peer of the connection; behind a proxy of our own, what
 * that proxy wrote last. Anything before the last entry is the sender's word. An IPv6 customer holds a whole /64 and could
 * change within it at will, so only that is kept. Undefined where there is no connection.
 */
export function clientAddress(c: Context): string | undefined {
  const peer = plainAddress(peerOf(c));
  if (!peer || !isInside(peer)) return peer && network(peer);
  const forwarded = plainAddress(c.req.header("X-Forwarded-For")?.split(",").at(-1)?.trim());
  return network(forwarded ?? peer);
}

function peerOf(c: Context): string | undefined {
  // A request that was made by a program, as tests do, has no socket.
  if (!c.env || typeof c.env !== "object" || !("incoming" in c.env)) return undefined;
  return getConnInfo(c).remote.address;
}

/** "::ffff:10.0.0.1" is 10.0.0.1. */
function plainAddress(address: string | undefined): string | undefined {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, "");
  return plain && isIP(plain) ? plain : undefined;
}

const isInside = (address: string) => inside.check(address, isIPv4(address) ? "ipv4" : "ipv6");

function network(address: string): string {
  if (isIPv4(address)) return address;
  const [head = "", tail] = address.split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: gap }, () => "0"), ...right].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
