import { describe, expect, it } from 'vitest';
import { aligned } from '../../src/cli/aligned.ts';

const rows = [
  ['given', 'answers', 'right', 'wrong'],
  ['its units', '57', '54.4%', '26'],
];

describe('text in columns', () => {
  it('has the first flush left, the others flush right', () => {
    expect(aligned(rows)).toEqual(['given      answers  right  wrong', 'its units       57  54.4%     26']);
  });

  it('goes on below where it is too wide, with the first column again', () => {
    expect(aligned(rows, 32)).toEqual(aligned(rows));
    expect(aligned(rows, 31)).toEqual([
      'given      answers  right',
      'its units       57  54.4%',
      '',
      'given      wrong',
      'its units     26',
    ]);
  });

  it('has one column at least beside the first', () => {
    expect(aligned(rows, 1).filter((line) => line.startsWith('given'))).toHaveLength(3);
  });
});
