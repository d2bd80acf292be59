/** The types of error that wrong options are made by, each by a proposer of its own. */
export const errorTypes = {
  concept: 'takes a related concept, entity or term for the right one',
  direction: 'turns the direction, the order, or cause and effect round',
  quantity: 'gives a wrong number, unit, size or comparison, of the right order of magnitude',
  scope: 'holds for another group, condition, time, place or author than asked, or widens or narrows the claim',
  prior: 'is what somebody would expect who knows the field and has not read the text',
} as const;

/** Options that each proposer is asked for. */
export const proposedEach = 2;
