import { BlockList, isIP } from 'node:net';
import { KuError } from '../../errors.ts';
import type { HttpProxy } from '../../types/proxy.ts';

/**
 * The proxy that the environment names for an address: HTTPS_PROXY or HTTP_PROXY, else ALL_PROXY, in small letters first, as curl has
 * it. Null where there is none, where NO_PROXY has the host, and for this machine itself: its own servers are never asked by another.
 * @throws KuError `config` where it can't be used; what it says holds no password
 */
export function proxyFor(address: string, env: Readonly<Record<string, string | undefined>>): HttpProxy | null {
  const { protocol, hostname, port } = new URL(address);
  const scheme = protocol === 'https:' ? 'https' : 'http';
  const variable = [`${scheme}_proxy`, `${scheme.toUpperCase()}_PROXY`, 'all_proxy', 'ALL_PROXY'].find(
    (name) => env[name],
  );
  if (variable === undefined) return null;
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isThisMachine(host)) return null;
  const usualPort = scheme === 'https' ? '443' : '80';
  const excepted = (env.no_proxy || env.NO_PROXY || '').split(/[\s,]+/);
  if (excepted.some((entry) => covers(entry.toLowerCase(), host, port || usualPort))) return null;
  return parseProxy(env[variable] ?? '', variable);
}

const isThisMachine = (host: string): boolean =>
  /^(?:.*\.)?localhost$/.test(host) || isWithin(host, '127.0.0.0/8') || isWithin(host, '::1/128');

/** `*`, a host and all below it (`example.org`, `.example.org`, `*.example.org`), an address, a network; a port narrows it down. */
function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isWithin(host, entry);
  const [, name = entry, onlyPort = port] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  const bare = name.replace(/^\[|\]$|^\*?\./g, '');
  return bare !== '' && onlyPort === port && (host === bare || host.endsWith(`.${bare}`));
}

function isWithin(host: string, network: string): boolean {
  const [address = '', bits = ''] = network.split('/');
  const family = isIP(host);
  const length = Number(bits);
  if (family === 0 || isIP(address) !== family || !/^\d+$/.test(bits) || length > (family === 4 ? 32 : 128))
    return false;
  const list = new BlockList();
  const name = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(address, length, name);
  return list.check(host, name);
}

function parseProxy(value: string, variable: string): HttpProxy {
  const no = (what: string) =>
    new KuError('config', `${variable} ${what}`, 'write it as http://HOST:PORT, or unset it');
  const url = urlOf(value.includes('://') ? value : `http://${value}`);
  if (url === null || url.hostname === '') throw no('is no address of a proxy');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw no(`names a proxy of the kind ${url.protocol}//, which ku does not speak`);
  const credentials = credentialsOf(url);
  if (credentials === null) throw no('has a name or password in which a % is not written as %25');
  const authorization = credentials === ':' ? null : `Basic ${Buffer.from(credentials).toString('base64')}`;
  return { url: url.origin, authorization, variable };
}

function urlOf(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function credentialsOf({ username, password }: URL): string | null {
  try {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
