import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { onAbort } from '../../../src/engines/openai/on-abort.ts';

test('all that wait for a signal hear of it once, over one listener; who no longer waits does not', () => {
  const controller = new AbortController();
  const heard: string[] = [];
  onAbort(controller.signal, () => heard.push('one'));
  const forget = onAbort(controller.signal, () => heard.push('two'));
  onAbort(controller.signal, () => heard.push('three'));
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
  forget();
  controller.abort();
  expect(heard).toEqual(['one', 'three']);
});
