/** What is worked out at the first question and then kept. */
export function lazily<Value>(workOut: () => Value): () => Value {
  let known: { value: Value } | null = null;
  return () => {
    known ??= { value: workOut() };
    return known.value;
  };
}
