import { credentialsIn } from '../../text/address.ts';

/** Where requests go, as the SDK takes it: it puts the path of a request behind the whole of a base URL, also behind its query. */
export type Address = {
  baseURL: string | null;
  defaultQuery?: Record<string, string>;
  defaultHeaders?: Record<string, string>;
};

/**
 * Azure, which names its version in the query (`?api-version=…`), takes a key under a name of its own there. Name and password in an address
 * are for a server in front of the endpoint, and go where a key would: there is one header for both.
 */
export function addressOf(baseUrl: string | null, apiKey: string | null): Address {
  if (baseUrl === null || !/[?@]/.test(baseUrl)) return { baseURL: baseUrl };
  const url = new URL(baseUrl);
  const user = credentialsIn(baseUrl);
  const defaultQuery = Object.fromEntries(url.searchParams);
  Object.assign(url, { search: '', username: '', password: '' });
  const isAzure = 'api-version' in defaultQuery && apiKey !== null;
  const basic = user === null ? null : Buffer.from(`${user.name}:${user.secret}`).toString('base64');
  const defaultHeaders = {
    ...(isAzure ? { 'api-key': apiKey } : {}),
    ...(basic === null ? {} : { authorization: `Basic ${basic}` }),
  };
  return { baseURL: url.href, defaultQuery, defaultHeaders };
}
