import type { PacingEvent } from '../engines/openai/pacing/settings.ts';

/** A run that stands still for less than this needs no word. */
const worthSayingMs = 10_000;

/** Says why a run stands still. Single retries and short pauses are counted elsewhere. */
export function sayPacing(event: PacingEvent, notify: (message: string) => void): void {
  if (event.kind === 'breaker') {
    notify(
      `${event.failures} requests in a row failed (${event.lastFailure}); waiting ${seconds(event.waitMs)}, then one tries alone`,
    );
  }
  if (event.kind === 'pause' && event.waitMs >= worthSayingMs) {
    notify(`the endpoint asks to wait (${event.reason}): going on in ${seconds(event.waitMs)}`);
  }
}

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 1000)} s`;
