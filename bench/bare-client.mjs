// The fastest way there is from Node: its own client, connections that are kept open, answers parsed and thrown away. Nothing is
// checked, repeated or written. The body of a request comes ready, with a mark where the text goes.
import { createReadStream, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';

const [file, baseUrl, workers, bodyFile] = process.argv.slice(2);
const url = new URL(`${baseUrl}/chat/completions`);
const agent = new Agent({ keepAlive: true });
const [head, tail] = readFileSync(bodyFile, 'utf8').split('"TEXT"');
const lines = createInterface({ input: createReadStream(file) })[Symbol.asyncIterator]();

function ask(body) {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece) => {
        text += piece;
      });
      answer.on('end', () => resolve(JSON.parse(text)));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function work() {
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const { text } = JSON.parse(next.value);
    const { choices } = await ask(head + JSON.stringify(text) + tail);
    JSON.parse(choices[0].message.content);
  }
}

await Promise.all(Array.from({ length: Number(workers) }, work));
