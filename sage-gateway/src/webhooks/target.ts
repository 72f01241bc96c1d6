import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { ProblemError } from '../errors.ts';

/** Addresses that are not of the public internet (IANA special-purpose registries); those of IPv4 hold for IPv6 that carries them, too. */
const inner = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inner.addSubnet(network, bits, 'ipv4');
/** IPv6 outside of 2000::/3, and what tunnels to IPv4 inside of it. */
const outer = new BlockList();
outer.addSubnet('2000::', 3, 'ipv6');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  inner.addSubnet(network, bits, 'ipv6');

/** Whether an address is of the public internet. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inner.check(address, 'ipv4');
  return family === 6 && outer.check(address, 'ipv6') && !inner.check(address, 'ipv6');
}

/** A connection that the settings do not allow. */
export class TargetRefused extends Error {
  readonly code = 'ERR_TARGET_REFUSED';
  constructor() {
    super('The address is not of the public internet.');
    this.name = 'TargetRefused';
  }
}

/** `url` as it may be subscribed with; else throws a problem. What its name resolves to is looked at when it is connected to. */
export function checkUrl(url: string, allowPrivate: boolean): URL {
  const parsed = URL.parse(url);
  if (!parsed) throw refused('The address is no URL.');
  const host = hostOf(parsed);
  const isLocal = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
  if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && isLocal))
    throw refused('Only https is allowed; http to localhost only.');
  if (parsed.username || parsed.password || parsed.hash)
    throw refused('The address must have no user, password or fragment.');
  if (!allowPrivate && (host === 'localhost' || (isIP(host) && !isPublic(host))))
    throw refused('The address is not of the public internet, and "webhooks.allowPrivate" is not set.');
  return parsed;
}

/** Host of a URL as it is connected to: an IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/**
 * Resolves a name for a connection and refuses it when any of its addresses is private: the very addresses that are connected to are looked at,
 * so a name that changes its address between check and use gains nothing.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error) callback(error, '', 0);
    else if (!first || !addresses.every(({ address }) => isPublic(address)))
      callback(new TargetRefused(), '', 0);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

function refused(message: string): ProblemError {
  return new ProblemError('WEBHOOK_URL_REFUSED', message, 'url');
}
