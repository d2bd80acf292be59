/** Where requests go, as the SDK takes it: it puts the path of a request behind the whole of a base URL, also behind its query. */
export type Address = {
  baseURL: string | null;
  defaultQuery?: Record<string, string>;
  defaultHeaders?: Record<string, string>;
};

/** Azure, which names its version in the query (`?api-version=…`), takes a key under a name of its own there. */
export function addressOf(baseUrl: string | null, apiKey: string | null): Address {
  if (baseUrl === null || !baseUrl.includes('?')) return { baseURL: baseUrl };
  const url = new URL(baseUrl);
  const defaultQuery = Object.fromEntries(url.searchParams);
  url.search = '';
  const isAzure = 'api-version' in defaultQuery && apiKey !== null;
  return { baseURL: url.href, defaultQuery, ...(isAzure ? { defaultHeaders: { 'api-key': apiKey } } : {}) };
}
