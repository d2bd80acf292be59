/** What endpoints call the output limit: the name of today, and the one before it, which some take alone. */
const names = ['max_completion_tokens', 'max_tokens'] as const;
export type OutputLimitName = (typeof names)[number];

/** Words of an endpoint that takes the name and not the number. */
const aboutTheNumber = /too (?:large|high|long|many|big)|at most|exceed|maximum|less than|greater than|up to/i;

/** The name that the endpoint of a run takes, which is found out at the first limit that is sent. */
export type OutputLimitNames = {
  current(): OutputLimitName;
  /** True where it was the name that was refused and there is another: the same request may do better now. */
  refused(name: OutputLimitName, why: string): boolean;
};

export function createOutputLimitNames(): OutputLimitNames {
  let current: OutputLimitName = names[0];
  return {
    current: () => current,
    refused(name, why) {
      if (name !== names[0] || !why.includes(name) || aboutTheNumber.test(why)) return false;
      current = names[1];
      return true;
    },
  };
}
