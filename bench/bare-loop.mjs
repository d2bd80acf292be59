// The least that anybody would write instead: read lines, ask through the SDK with its own zod helper, print the answers.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { draftSchema, extractionMessages, loadPrompt } from '../dist/index.js';

const [file, baseURL, workers] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 });
const { system } = { system: extractionMessages(await loadPrompt(null), emptyTarget())[0].content };
const lines = createInterface({ input: createReadStream(file) })[Symbol.asyncIterator]();

function emptyTarget() {
  return { document: { credit: { title: null } }, passage: { text: '', sentences: [] } };
}

async function work() {
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const { text } = JSON.parse(next.value);
    const completion = await client.chat.completions.parse({
      model: 'mock-model',
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: text },
      ],
      response_format: zodResponseFormat(draftSchema, 'draft'),
    });
    process.stdout.write(`${JSON.stringify(completion.choices[0].message.parsed)}\n`);
  }
}

await Promise.all(Array.from({ length: Number(workers) }, work));
