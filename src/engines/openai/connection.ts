import type OpenAI from 'openai';
import { KuError } from '../../errors.ts';
import { shownAddress } from '../../text/address.ts';
import type { HttpProxy } from '../../types/proxy.ts';
import { type Addressee, failure, messageOf } from './addressee.ts';
import { statusOfTunnel } from './proxy.ts';
import { Unanswered } from './wire.ts';

type ConnectionError = InstanceType<typeof OpenAI.APIConnectionError>;

/** Nobody home at the first request means that no request will get through; later it is a passing fault. */
export function connectionError(error: ConnectionError, endpoint: Addressee): KuError | Unanswered {
  const { reached, baseUrl, proxy = null } = endpoint;
  const tunnel = proxy === null ? null : (causesOf(error).map(statusOfTunnel).find(Boolean) ?? null);
  if (proxy !== null && tunnel !== null) return proxyError(proxy, tunnel, reached, error);
  const code = systemCode(error);
  if (!reached && (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')) {
    const target = `${endpointAt(baseUrl)} can't be reached`;
    const [why, hint] =
      proxy === null
        ? [`(${code})`, 'is the server running? check --base-url or OPENAI_BASE_URL']
        : [`through ${nameOf(proxy)} (${code})`, `is the proxy running? ${aroundProxy(proxy)}`];
    return new KuError('endpoint', `${target} ${why}`, hint, { cause: error });
  }
  if (!reached && code !== null && tlsCodes.test(code)) return untrusted(code, baseUrl, error);
  // A connection too many is one of ours: it is no fault of the endpoint, and fewer at a time get through.
  if (code === 'EMFILE' || code === 'ENFILE') {
    const hint = 'raise the limit of open files (ulimit -n), or lower --concurrency';
    return new Unanswered('rate-limit', failure('endpoint', `too many files are open (${code})`, hint, error));
  }
  const said = `the connection failed (${code ?? messageOf(causesOf(error).at(-1), endpoint)})`;
  return new Unanswered('connection', failure('endpoint', said, 'run it again', error));
}

const endpointAt = (baseUrl: string | null): string =>
  `the endpoint ${baseUrl === null ? 'of the SDK' : shownAddress(baseUrl)}`;

/** How Node calls what is wrong with a certificate, and with what is no TLS at all. */
const tlsCodes = /CERT|UNABLE_TO_|^ERR_TLS_|^ERR_SSL_|^EPROTO$/;

/** No second try makes a certificate another one. */
function untrusted(code: string, baseUrl: string | null, cause: Error): KuError {
  const isTls = !/^ERR_SSL_|^EPROTO$/.test(code);
  const [what, hint] = isTls
    ? [
        'has a certificate that is not trusted',
        'name the file of its authority in NODE_EXTRA_CA_CERTS, or check the host',
      ]
    : ['does not speak TLS', 'begin --base-url with http://, or check its port'];
  return new KuError('endpoint', `${endpointAt(baseUrl)} ${what} (${code})`, hint, { cause });
}

export const nameOf = ({ url, variable }: HttpProxy): string => `the proxy ${url} of ${variable}`;
const aroundProxy = ({ variable }: HttpProxy): string => `check ${variable}; a host in NO_PROXY is reached without it`;

/** What a proxy refuses at first it will refuse again, unless it only did not get through. */
export function proxyError(proxy: HttpProxy, status: number, reached: boolean, cause: Error): KuError | Unanswered {
  const [said, hint] =
    status === 407
      ? [
          `${nameOf(proxy)} ${proxy.authorization === null ? 'wants a' : 'refuses this'} name and password (407)`,
          'write it as http://NAME:PASSWORD@HOST:PORT',
        ]
      : [`${nameOf(proxy)} does not connect to the endpoint (${status})`, aroundProxy(proxy)];
  if (!reached && status < 500) return new KuError('endpoint', said, hint, { cause });
  return new Unanswered('connection', failure('endpoint', said, hint, cause));
}

/** The SDK says "Connection error." and keeps the reason several causes deep. */
function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && causes.length < 5; cause = cause.cause) causes.push(cause);
  return causes;
}

function systemCode(error: unknown): string | null {
  const codes = causesOf(error).map((cause) => ('code' in cause && typeof cause.code === 'string' ? cause.code : null));
  return codes.find((code) => code !== null) ?? null;
}
