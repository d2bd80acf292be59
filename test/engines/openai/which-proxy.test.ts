import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../../src/engines/openai/which-proxy.ts';
import { KuError } from '../../../src/errors.ts';

const https = 'https://api.example.org/v1';
const http = 'http://model.internal:8000/v1';
const both = { HTTPS_PROXY: 'http://secure:1', HTTP_PROXY: 'http://plain:2' };
const urlOf = (address: string, env: Record<string, string>) => proxyFor(address, env)?.url ?? null;

describe('the proxy for an address', () => {
  it('is that of its scheme, else that for all, in small letters first', () => {
    expect(urlOf(https, both)).toBe('http://secure:1');
    expect(urlOf(http, both)).toBe('http://plain:2');
    expect(urlOf(https, { HTTP_PROXY: 'http://plain:2' })).toBeNull();
    expect(urlOf(http, { ALL_PROXY: 'http://all:3' })).toBe('http://all:3');
    expect(urlOf(https, { ...both, https_proxy: 'http://small:4' })).toBe('http://small:4');
    expect(urlOf(https, { ...both, https_proxy: '' })).toBe('http://secure:1');
    expect(urlOf(https, {})).toBeNull();
  });

  it('may be written without a scheme', () =>
    expect(urlOf(https, { HTTPS_PROXY: 'proxy:3128' })).toBe('http://proxy:3128'));

  it('keeps name and password apart from what is printed', () => {
    expect(proxyFor(https, { HTTPS_PROXY: 'http://me:p%40ss@proxy:3128/' })).toEqual({
      url: 'http://proxy:3128',
      authorization: `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
      variable: 'HTTPS_PROXY',
    });
    expect(proxyFor(https, { HTTPS_PROXY: 'http://me@proxy' })?.authorization).toBe('Basic bWU6');
    expect(proxyFor(https, { HTTPS_PROXY: 'http://proxy' })?.authorization).toBeNull();
  });

  it('is none for this machine: what is told a server of one’s own goes to nobody else', () => {
    for (const host of ['localhost', 'me.localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
      expect(urlOf(`http://${host}:8000/v1`, both), host).toBeNull();
    }
    expect(urlOf('http://localhost.example.org/v1', both)).toBe('http://plain:2');
  });

  const excepted: [string, string][] = [
    ['*', https],
    ['example.org', https],
    ['.example.org', https],
    ['*.example.org', https],
    ['other.org, API.Example.org', https],
    ['other.org api.example.org:443', https],
    ['model.internal:8000', http],
    ['10.1.2.3', 'http://10.1.2.3/v1'],
    ['10.0.0.0/8', 'http://10.1.2.3/v1'],
    ['[fd00::5]', 'http://[fd00::5]:8000/v1'],
    ['[fd00::5]:8000', 'http://[fd00::5]:8000/v1'],
    ['fd00::/8', 'http://[fd00::5]:8000/v1'],
  ];
  const kept: [string, string][] = [
    ['', https],
    ['ample.org', https],
    ['api.example.org:80', https],
    ['example.org.evil', https],
    ['11.0.0.0/8', 'http://10.1.2.3/v1'],
    ['10.0.0.0/99', 'http://10.1.2.3/v1'],
    ['10.0.0.0/', 'http://10.1.2.3/v1'],
    ['fd00::/8', 'http://10.1.2.3/v1'],
  ];
  for (const [entry, address] of excepted) {
    it(`is none for ${address} where NO_PROXY is "${entry}"`, () => {
      expect(urlOf(address, { ...both, NO_PROXY: entry })).toBeNull();
      expect(urlOf(address, { ...both, NO_PROXY: '', no_proxy: entry })).toBeNull();
    });
  }
  for (const [entry, address] of kept) {
    it(`stays for ${address} where NO_PROXY is "${entry}"`, () => {
      expect(urlOf(address, { ...both, NO_PROXY: entry })).not.toBeNull();
    });
  }

  const wrong = ['socks5://me:secret@proxy:1080', 'http://me:secret@', 'http://me:sec%ret@proxy', 'http://proxy:99999'];
  for (const value of wrong) {
    it(`ends the run where it can’t be used, and does not say its password: ${value}`, () => {
      let said: unknown;
      try {
        proxyFor(https, { HTTPS_PROXY: value });
      } catch (error) {
        said = error;
      }
      expect(said).toBeInstanceOf(KuError);
      const { code, message, hint } = said as KuError;
      expect([code, message]).toEqual(['config', expect.stringContaining('HTTPS_PROXY')]);
      expect(`${message} ${hint}`).not.toMatch(/sec%?ret/);
    });
  }
});
