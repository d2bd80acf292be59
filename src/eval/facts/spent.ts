import { DocumentError } from '../../errors.ts';
import { addUsage, noUsage } from '../../types/spending.ts';
import type { Usage } from '../../types/usage.ts';

type Answered<Value> = { value: Value; usage: Usage; attempts: number };

/** Counts what answers take, also those that were kept from before; unusable ones included. */
export type Spent = {
  usage: Usage;
  attempts: number;
  /** What was asked; null where the answer can't be used. Throws what is no DocumentError. */
  during<Value>(ask: () => Promise<Answered<Value>>): Promise<Value | null>;
};

export function createSpent(): Spent {
  const spent: Spent = {
    usage: noUsage(),
    attempts: 0,
    async during(ask) {
      try {
        const { value, usage, attempts } = await ask();
        addUsage(spent.usage, usage);
        spent.attempts += attempts;
        return value;
      } catch (error) {
        if (!(error instanceof DocumentError)) throw error;
        if (error.evidence !== null) addUsage(spent.usage, error.evidence);
        spent.attempts += error.attempts;
        return null;
      }
    },
  };
  return spent;
}
