import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { Unit } from '../../src/types/unit.ts';
import { playBatches } from '../support/batch-endpoint.ts';
import { jsonLines, ku } from '../support/cli.ts';
import { playProxy } from '../support/proxy.ts';
import { answering, type Scene, sceneOf } from '../support/run.ts';
import { draftAbout } from '../support/targets.ts';

const portOf = (address: string): number => Number(new URL(address).port);
/** No name server knows it: only a proxy gets there. */
const farAway = ['--base-url', 'http://model.test/v1', '--model', 'played'];
const once = ['--no-cache', '--repairs', '0', '--passes', '1'];

async function proxyTo(port: number, status: number | null = null) {
  const proxy = await playProxy(port, status);
  onTestFinished(proxy.close);
  return proxy;
}

const extract = ({ folder }: Scene, env: Record<string, string>, ...flags: string[]) =>
  ku(['extract', 'in.jsonl', ...farAway, ...once, ...flags], { cwd: folder, env });

const idsIn = (units: string) => jsonLines<Unit>(units).map(({ document }) => document.id);

it('an endpoint is asked through the proxy of the environment, under its name and password', async () => {
  const scene = await sceneOf(3, answering);
  const proxy = await proxyTo(portOf(scene.endpoint.baseUrl));
  const { status, stdout, stderr } = await extract(scene, { HTTP_PROXY: `http://me:s%40cret@${proxy.host}` });
  expect(stderr).not.toContain('s@cret');
  expect([status, idsIn(stdout)]).toEqual([0, ['d0', 'd1', 'd2']]);
  expect(proxy.asked).toEqual(Array(3).fill('POST http://model.test/v1/chat/completions'));
  expect([...proxy.authorizations]).toEqual([`Basic ${Buffer.from('me:s@cret').toString('base64')}`]);
  expect(scene.endpoint.asked[0]?.headers.host).toBe('model.test');
});

it('what NO_PROXY names, and this machine, is asked directly', async () => {
  const scene = await sceneOf(1, answering);
  const proxy = await proxyTo(portOf(scene.endpoint.baseUrl));
  const env = { HTTP_PROXY: `http://${proxy.host}` };
  const direct = await ku(['extract', 'in.jsonl', ...scene.flags, ...once], { cwd: scene.folder, env });
  expect(direct.status).toBe(0);
  const { status, stderr } = await extract(scene, { ...env, NO_PROXY: '.test' }, '--max-retries', '0');
  expect([status, stderr]).toEqual([2, expect.stringContaining("model.test/v1 can't be reached (")]);
  expect(proxy.asked).toEqual([]);
});

it('a proxy that does not answer ends the run, is named, and its password is not', async () => {
  const scene = await sceneOf(2, answering);
  const proxy = await playProxy(1);
  await proxy.close();
  const { status, stderr } = await extract(scene, { http_proxy: `http://me:secret@${proxy.host}` });
  expect([status, stderr]).toEqual([
    2,
    expect.stringContaining(`through the proxy http://${proxy.host} of http_proxy (ECONN`),
  ]);
  expect(stderr).toContain('NO_PROXY');
  expect(stderr).not.toContain('secret');
});

it('a proxy that wants a password ends the run, also one that only tells it of a tunnel', async () => {
  const scene = await sceneOf(2, answering);
  const proxy = await proxyTo(1, 407);
  const env = { HTTP_PROXY: `http://${proxy.host}`, HTTPS_PROXY: `http://${proxy.host}` };
  for (const base of ['http://model.test/v1', 'https://model.test/v1']) {
    const { status, stderr } = await extract(scene, env, '--base-url', base);
    expect([status, stderr], base).toEqual([2, expect.stringContaining('wants a name and password')]);
  }
});

it('a proxy that can’t reach the endpoint now is asked again', async () => {
  const scene = await sceneOf(1, answering);
  const proxy = await proxyTo(1, 502);
  const flags = ['--base-url', 'https://model.test/v1', '--max-retries', '1'];
  const { status, stderr } = await extract(scene, { HTTPS_PROXY: `http://${proxy.host}` }, ...flags);
  expect([status, stderr]).toEqual([1, expect.stringContaining('does not connect to the endpoint (502)')]);
  expect(proxy.asked).toEqual(Array(2).fill('CONNECT model.test:443'));
});

it('a request that gets no answer through it is given up in time', async () => {
  const scene = await sceneOf(1, () => ({ after: new Promise(() => undefined) }));
  const proxy = await proxyTo(portOf(scene.endpoint.baseUrl));
  const flags = ['--timeout', '0.2', '--max-retries', '1'];
  const { status, stderr } = await extract(scene, { HTTP_PROXY: `http://${proxy.host}` }, ...flags);
  expect([status, stderr]).toEqual([1, expect.stringContaining('no answer within 0.2 s')]);
});

it('batches go through it too', async () => {
  const scene = await sceneOf(2, []);
  const draft = JSON.stringify(draftAbout('kelp'));
  const provider = await playBatches({ answer: () => ({ content: draft }) });
  onTestFinished(() => provider.close());
  const proxy = await proxyTo(portOf(provider.baseUrl));
  const flags = ['--batch', '--cache', 'cache', '--repairs', '0', '--passes', '1'];
  const env = { HTTP_PROXY: `http://${proxy.host}` };
  const { status, stdout } = await ku(['extract', 'in.jsonl', ...farAway, ...flags], { cwd: scene.folder, env });
  expect([status, idsIn(stdout)]).toEqual([0, ['d0', 'd1']]);
  expect(proxy.asked[0]).toBe('POST http://model.test/v1/files');
  expect(provider.direct).toEqual([]);
});

it('a certificate that nobody knows, and what is no TLS at all, end the run at once', async () => {
  const scene = await sceneOf(3, answering);
  const options = { key: readFileSync(fixture('key.pem')), cert: readFileSync(fixture('certificate.pem')) };
  const tls = createServer(options, (_, response) => response.end());
  await new Promise<void>((done) => tls.listen(0, '127.0.0.1', done));
  onTestFinished(() => void tls.close());
  const cases = [
    [(tls.address() as AddressInfo).port, 'not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)', 'NODE_EXTRA_CA_CERTS'],
    [portOf(scene.endpoint.baseUrl), 'does not speak TLS', 'http://'],
  ] as const;
  for (const [port, said, hint] of cases) {
    const direct = await extract(scene, {}, '--base-url', `https://127.0.0.1:${port}/v1`);
    expect([direct.status, direct.stderr]).toEqual([2, expect.stringContaining(said)]);
    expect(direct.stderr).toContain(hint);
    const proxy = await proxyTo(port);
    const env = { HTTPS_PROXY: `http://${proxy.host}` };
    const tunnelled = await extract(scene, env, '--base-url', 'https://model.test/v1');
    expect([tunnelled.status, tunnelled.stderr]).toEqual([2, expect.stringContaining(said)]);
  }
});

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));

it('an endpoint with TLS gets a tunnel, which is used again and again', async () => {
  const scene = await sceneOf(6, answering);
  const behind = portOf(scene.endpoint.baseUrl);
  const tls = createServer({ key: readFileSync(fixture('key.pem')), cert: readFileSync(fixture('certificate.pem')) });
  await new Promise<void>((done) => tls.listen(0, '127.0.0.1', done));
  onTestFinished(() => void tls.close());
  tls.on('secureConnection', (socket) => {
    socket.removeAllListeners('data');
    socket.pipe(connect(behind, '127.0.0.1')).pipe(socket);
  });
  const proxy = await proxyTo((tls.address() as AddressInfo).port);
  const bin = fileURLToPath(new URL('../../bin/ku.js', import.meta.url));
  const flags = [
    '--base-url',
    'https://model.test/v1',
    '--model',
    'played',
    '--concurrency',
    '1',
    '--out',
    'units.jsonl',
  ];
  const child = spawn(process.execPath, [bin, 'extract', 'in.jsonl', ...flags, ...once], {
    cwd: scene.folder,
    env: {
      PATH: process.env.PATH,
      NODE_EXTRA_CA_CERTS: fixture('certificate.pem'),
      HTTPS_PROXY: `http://${proxy.host}`,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (piece: Buffer) => {
    stderr += piece.toString();
  });
  const status = await new Promise((done) => child.on('close', done));
  expect([status, stderr]).toEqual([0, expect.stringContaining('6 documents')]);
  expect(idsIn(readFileSync(join(scene.folder, 'units.jsonl'), 'utf8'))).toHaveLength(6);
  expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT model.test:443']));
  expect(proxy.asked.length, 'one, or one more where the first is not free yet').toBeLessThan(3);
});
