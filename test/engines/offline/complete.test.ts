import { describe, expect, test } from 'vitest';
import { draftOf } from './read.ts';

/** Facts as "subject | predicate or name | object or value | conditions", a denied one with ! before it. */
async function facts(text: string): Promise<string[]> {
  const draft = await draftOf(text);
  const names = new Map(draft.entities.map(({ id, name }) => [id, name]));
  const line = (fact: { polarity: string; conditions: string[] }, parts: (string | null | undefined)[]): string =>
    `${fact.polarity === 'negated' ? '!' : ''}${[...parts, ...fact.conditions].join(' | ')}`;
  return [
    ...draft.relations.map((one) =>
      line(one, [names.get(one.subject), one.predicate, names.get(one.object.entity ?? '')]),
    ),
    ...draft.entities.flatMap((entity) =>
      entity.attributes.map((one) => line(one, [entity.name, one.name, one.value])),
    ),
  ];
}

/** Of made-up sentences: what must be told whole, and what must not be told. */
const cases: [name: string, text: string, told: string[], untold: RegExp | null][] = [
  [
    'a participle tells which energy is meant',
    'The heat lost by the outer wall gradually decreases.',
    ['heat | change | decrease | lost by outer wall'],
    null,
  ],
  [
    'so does a relative clause',
    'The processes that shape steep dunes remain unclear.',
    ['processes | state | remain unclear | that shape steep dunes'],
    null,
  ],
  [
    'an object that a participle completes',
    'Under high pressure the mineral has a structure related to cubic spinel.',
    ['mineral | have | structure | related to cubic spinel | under high pressure'],
    null,
  ],
  [
    'what a noun asks for with "to"',
    'High cost is the main barrier to wider use.',
    ['high cost | is | main barrier | to wider use'],
    null,
  ],
  [
    'what is said to be one does what the one does',
    'Yeast is a small organism that makes alcohol from sugar.',
    ['yeast | make | alcohol | from sugar'],
    /organism \| make/,
  ],
  [
    'things that are joined',
    'We combined field counts and aerial images.',
    ['present study | combine | field counts | with aerial images'],
    /combine \| aerial images/,
  ],
  [
    'a comparison between places',
    'Seed densities were higher on burnt plots than on grazed meadows.',
    ['seed densities | property | higher | than on grazed meadows | on burnt plots'],
    /higher_on/,
  ],
  ['those of', 'Yields were lower than those of winter wheat.', ['yields | lower_than | yields of winter wheat'], null],
  ['the end of a change', 'The share of elms fell to 46%.', ['share of elms | fall | to 46%'], null],
  ['by how much', 'The share of elms fell by 6%.', ['share of elms | fall | 6%'], null],
  [
    'what is not known is not denied',
    'Bats are not known to nest in open caves.',
    ['!bats | known_to_nest_within | open caves'],
    /\| nest_in/,
  ],
  [
    'what need not be done',
    'The buffer does not need to be stored in dark bottles.',
    ['!buffer | need_to_be_stored_within | dark bottles'],
    null,
  ],
  ['not fully', 'Warming does not fully explain the loss of ice.', ['!warming | fully_explain | loss of ice'], null],
  [
    'a rise in something',
    'We found a 6% rise in lake depth during wet years.',
    ['rise | amount | 6% | during wet years | in lake depth'],
    null,
  ],
  [
    'a limit for something',
    'The law sets an upper limit of 30 mg for the daily dose.',
    ['upper limit | value | 30 mg | for daily dose'],
    null,
  ],
  [
    'what has the measure',
    'The trap keeps grains with a mass lower than about 30 kg in the dry air.',
    ['grains | mass | < about 30 kg'],
    null,
  ],
  [
    'the most',
    'The most tolerant clones were distributed worldwide.',
    ['most tolerant clones | status | distributed'],
    null,
  ],
  ['other things', 'The method may be applied to other diseases.', ['method | applied_to | other diseases'], null],
  [
    'a gerund behind a fronted clause',
    'Where seeds are scarce, sowing native grass has the potential to be an effective measure.',
    ['sowing native grass | can_be | effective measure'],
    /seeds \| (?:sow|is)/,
  ],
  [
    'a clause behind "and" with a long subject',
    'The layers were studied using the Ray method and the values of the energy at the two depths were calculated.',
    ['present study | calculate | values of energy | at two depths'],
    /\| using|calculate \| (?:Ray|two)/,
  ],
  [
    'a finding supports something, and not the tool',
    'Cytometry identified fewer vesicles in plasma, supporting a cardiac origin.',
    ['present study | support | cardiac origin'],
    /cytometry \| support/,
  ],
  [
    'an insertion of examples',
    'Metal release, including losses from old pipes, indoor tanks using zinc, has been investigated for lead.',
    [],
    /tanks \| investigate/,
  ],
  ['until when is not by whom', 'High levels were attained by the early Oligocene.', [], /Oligocene \| attain/],
  [
    'the name of a mechanism',
    'The slow shear-band yielding mechanism was insensitive to heat.',
    ['slow shear-band yielding mechanism | property | insensitive to heat'],
    /\| yield \|/,
  ],
  [
    'a name with a particle',
    'The tool was presented as an Eclipse plug-in.',
    ['tool | presented_as | Eclipse plug-in'],
    null,
  ],
  [
    'an exchange of bases',
    'We found a c.542C>T transition in five old mice.',
    ['present study | find | c.542C>T transition | within five old mice'],
    null,
  ],
  [
    'the phrase that opens a clause behind "that" is no member of its subject',
    'The group showed that in long trials both caffeine and theine have strong effects.',
    ['caffeine | have | strong effects | in long trials'],
    /trials \| have/,
  ],
  [
    'a participle of a verb that needs an object',
    'Amplification of mouse DNA added to XRV and MLV samples yielded no bands.',
    ['mouse DNA | added_to | MLV samples'],
    /samples \| yield|add_to/,
  ],
  [
    'a unit behind brackets',
    'The energy of the ions was (18±4) eV in May.',
    ['energy of ions | value | 18±4 eV | in May'],
    null,
  ],
  [
    'being in a range',
    'The lead levels of dry milk were in the range 2 to 9 mg/kg.',
    ['lead levels of dry milk | value | 2 to 9 mg/kg'],
    null,
  ],
  ['what is in a phrase in front is nothing by that', 'In Corvex, the temporal data in the log are used.', [], /is_a/],
  [
    'strong enough',
    'The pump was not strong enough to lift the heavy water.',
    ['!pump | strong_enough_to_lift | heavy water'],
    null,
  ],
  ['what is done without it', 'Corvex finds the source without iteration or choosing a fixed angle.', [], /choose/],
  [
    'longer in something',
    'The dives were significantly longer in duration than surface swims.',
    ['dives | property | significantly longer | than surface swims | in duration'],
    /is_in/,
  ],
  [
    'a tool of the verb right before it',
    'The aim is a plan for the flow, which is then solved using a fast search.',
    [],
    /^(?:aim|present study) .*using/,
  ],
  [
    'what is let be something',
    'Let G be a finite group in a closed field K, and R a maximal order in a simple algebra.',
    ['G | is_a | finite group | in closed field K', 'R | is_a | maximal order | in simple algebra'],
    /let/i,
  ],
  [
    'that there is no difference',
    'There was no significant difference between the groups in body weight.',
    ['!significant difference between groups | status | exists | in body weight'],
    null,
  ],
  ['that there are some says nothing', 'There are tools.', [], /exists/],
  [
    'no such thing can exist',
    'We prove that in the remaining cases no such cover of the open disc can exist.',
    ['!cover of open disc | state | can exist | in remaining cases'],
    null,
  ],
  [
    'how to do it, and by what',
    'We show how to include lower terms in the results for smooth waves. This is achieved by using a fast reduction.',
    ['present study | show_way_to_include | lower terms | for smooth waves', 'present study | use | fast reduction'],
    null,
  ],
  [
    'such that',
    'We find sharp bounds such that the norm converges.',
    ['present study | find | sharp bounds | such that norm converge'],
    null,
  ],
  [
    'if and only if',
    'A graph is planar if and only if it contains no subdivision of the small wheel.',
    ['graph | property | planar | if and only if graph contain no subdivision of small wheel'],
    null,
  ],
  [
    'both in the one and in the other, and a symbol named A',
    'We prove that the set of powers of a matrix A is periodic both in max algebra and in plane algebra.',
    ['powers of matrix A | property | periodic | in plane algebra | in max algebra'],
    null,
  ],
  [
    'the change of a label',
    'We found a mutation in exon 5 altering a conserved residue.',
    ['mutation | alter | conserved residue'],
    /exon 5 \| alter/,
  ],
];

describe('facts that are whole', () => {
  test.each(cases)('%s', async (_name, text, told, untold) => {
    const found = await facts(text);
    for (const fact of told) expect(found).toContain(fact);
    if (untold) for (const fact of found) expect(fact).not.toMatch(untold);
  });
});
