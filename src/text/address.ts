/** Of a query, the version of an API alone is known to be no secret. */
const isPlain = (name: string): boolean => name === 'api-version';

/** The address of an endpoint as it may be printed and stored: without name and password, and without the values of its query. */
export function shownAddress(address: string): string {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) return cutAddress(address);
  const url = new URL(address);
  if (url.username === '' && url.password === '' && url.search === '') return address;
  url.username = '';
  url.password = '';
  const query = [...url.searchParams].map(([name, value]) => `${name}=${isPlain(name) ? value : '…'}`).join('&');
  url.search = '';
  return query === '' ? url.href : `${url.href}?${query}`;
}

/** The same of what is no address, but may have been meant as one. */
const cutAddress = (text: string): string =>
  text.replace(/\?.*$/s, '?…').replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, '$1…@');

/** What stands in an address and is never printed, as it stands there and as it is sent. */
export function secretsIn(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const { username, password, searchParams, search } = new URL(address);
  const hidden = [...searchParams].filter(([name]) => !isPlain(name)).map(([, value]) => value);
  const raw = search
    .slice(1)
    .split('&')
    .flatMap((pair) => (isPlain(pair.split('=')[0] ?? '') ? [] : pair.split('=').slice(1)));
  const { name, secret } = credentialsIn(address) ?? { name: '', secret: '' };
  const basic = name === '' && secret === '' ? '' : Buffer.from(`${name}:${secret}`).toString('base64');
  const all = [password, secret, basic, ...(secret === '' ? [username, name] : []), ...hidden, ...raw];
  // What is shorter is a word or a number like any other.
  return [...new Set(all)].filter((one) => one.length >= 4).sort((one, other) => other.length - one.length);
}

/** Name and password of the user in an address; null where there are none. */
export function credentialsIn(address: string): { name: string; secret: string } | null {
  const { username, password } = new URL(address);
  if (username === '' && password === '') return null;
  return { name: decoded(username), secret: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
