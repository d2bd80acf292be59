/** A setting: how it is written, and what it is where nobody sets it. */
type Setting<Value> = {
  argument: string;
  environment: string | null;
  /** In words, for help; `parse` is not run on it. */
  fallback: string;
  value: Value;
  description: string;
  parse: (text: string) => Value;
};

export const setting = <Value>(definition: Setting<Value>): Setting<Value> => definition;

export const nothing = null as string | null;
export const noNumber = null as number | null;
