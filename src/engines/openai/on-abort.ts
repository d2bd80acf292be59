const callbacksOf = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when a signal is aborted, until what it returns is called. All that wait for one signal share one listener: the platform
 * goes through all listeners of a signal whenever one comes or goes, and on the signal of a run there are hundreds.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = callbacksOf.get(signal) ?? listenedTo(signal);
  callbacks.add(callback);
  return () => void callbacks.delete(callback);
}

function listenedTo(signal: AbortSignal): Set<() => void> {
  const callbacks = new Set<() => void>();
  callbacksOf.set(signal, callbacks);
  signal.addEventListener(
    'abort',
    () => {
      for (const callback of callbacks) callback();
    },
    { once: true },
  );
  return callbacks;
}
