import { describe, expect, test } from 'vitest';
import { acronymsOf } from '../../../src/engines/offline/acronyms.ts';
import { longForm } from '../../../src/text/acronyms.ts';

describe('acronymsOf', () => {
  const cases: [text: string, short: string, long: string][] = [
    ['We study sea surface temperature (SST) here.', 'SST', 'sea surface temperature'],
    ['Large river models (LRMs) are new.', 'LRMs', 'Large river models'],
    ['The SST (sea surface temperature) rose.', 'SST', 'sea surface temperature'],
    ['The area under the curve (AUC; higher is better) rose.', 'AUC', 'area under the curve'],
  ];

  test.each(cases)('%s', (text, short, long) => {
    expect(acronymsOf(text)).toEqual([{ short, long }]);
  });

  test.each(['The lake (Bavaria) froze.', 'The lake (see Table 2) froze.', 'The lake (2019) froze.'])(
    '%s has none',
    (text) => {
      expect(acronymsOf(text)).toEqual([]);
    },
  );

  test('the first letter must begin a word', () => {
    expect(longForm('XT', ['exact', 'time'])).toBeNull();
  });
});
