/** The recogniser of wink-nlp's own rules, by itself. */
declare module 'wink-nlp/src/automaton.js' {
  export type Automaton = {
    importJSON(machine: string): void;
    /** What is found among the numbers: first, last, and what it was found to be. */
    recognize(events: readonly number[]): [first: number, last: number, found: string][];
  };
  export default function automaton(cache: null, ignored: number): Automaton;
}
