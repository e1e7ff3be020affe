import { FeatureComparison } from '@noshelfware/backstage-plugin-ml-models-common';
import { aVersion } from '../../../__testUtils__/builders/aVersion';
import { explainMiss, KnownValues } from './explainMiss';

const declared = new Map([
  ['carrier', { type: 'string' as const, categories: ['AA', 'DL', 'UA'] }],
  ['origin', { type: 'string' as const }],
  ['delayed', { type: 'boolean' as const }],
  ['target.late', { type: 'boolean' as const }],
  ['distance', { type: 'number' as const }],
]);

function knowing(changes: Partial<KnownValues> = {}): KnownValues {
  return { declared, versions: [], environments: [], ...changes };
}

const missOf = (...terms: string[]) =>
  explainMiss(
    {
      features: terms.map((term): FeatureComparison => {
        const [feature, value] = term.split('=');
        return { feature, operator: '=', value };
      }),
    },
    knowing(),
  );

it('names the versions where there is none of a number', () => {
  const versions = [aVersion({ version: 9 }), aVersion({ version: 7 })];
  const miss = (version: number) =>
    explainMiss({ version }, knowing({ versions }));
  const list = 'Versions, newest first: 9, 7. ';
  expect(miss(10)).toBe(`No version 10 of the model is registered. ${list}`);
  expect(miss(8)).toBe(`No version 8 of the model is registered. ${list}`);
  expect(miss(9)).toBe('');
  // Older ones are not among those that were read.
  expect(miss(6)).toBe('');
  expect(explainMiss({ version: 3 }, knowing())).toBe('');
});

it('names the environments where there is none of a name', () => {
  const known = knowing({ environments: ['staging', 'production'] });
  expect(explainMiss({ environment: 'prod' }, known)).toBe(
    'The model has no environment “prod”: it has staging, production. ',
  );
  expect(explainMiss({ environment: 'staging' }, known)).toBe('');
  expect(explainMiss({ environment: 'prod' }, knowing())).toBe('');
});

it('says how a category is written, the one that was meant first', () => {
  expect(missOf('carrier=ua')).toBe(
    'carrier is written as it was sent: UA, AA, DL. ',
  );
  expect(missOf('carrier=UA')).toBe('');
});

it('says once that text is compared exactly where no categories are known', () => {
  expect(missOf('origin=jfk', 'origin=Jfk')).toBe(
    'Text is compared exactly, capitals too. ',
  );
});

it.each(['1', '0', 'yes', 'True'])(
  'says that a boolean is true or false, not %s',
  value => {
    expect(missOf(`delayed=${value}`)).toBe('delayed is true or false. ');
    expect(missOf(`target.late=${value}`)).toBe(
      'target.late is true or false. ',
    );
  },
);

it('has nothing to say of a value that can be', () => {
  expect(missOf('delayed=true', 'target.late=false', 'distance=3')).toBe('');
});

const WHERE_LOOKED =
  'Text without a name is looked for in the messages, types and places of exceptions alone';

it.each([
  ['NOT timeout', ['not']],
  ['not timeout', ['not']],
  ['not', ['not']],
  ['timeout OR refused', ['or']],
  ['timeout or refused and lost', ['or', 'and']],
  ['or', ['or']],
  ['AND', ['and']],
])('says that operators in %j were looked for as text', (text, words) => {
  const miss = explainMiss({ text }, knowing());
  expect(miss).toMatch(`${WHERE_LOOKED}. `);
  expect(miss.match(/“[a-z]+” was looked for as text/g)).toEqual(
    words.map(word => `“${word}” was looked for as text`),
  );
});

it('says what there is instead of operators', () => {
  expect(explainMiss({ text: 'not a and b or c' }, knowing())).toBe(
    `${WHERE_LOOKED}. “or” was looked for as text: there is no “or”, search for one after the other. “and” was looked for as text: terms are joined by it already. “not” was looked for as text: write != to leave a value out. `,
  );
});

it('takes ordinary words for what they are', () => {
  expect(
    explainMiss({ text: 'row is not found by ORD handler' }, knowing()),
  ).not.toContain('looked for as text');
});

it.each([
  [
    'carrier in (UA,AA)',
    'carrier=UA, and search for one value after the other',
  ],
  [
    'carrier IN [New, AA]',
    'carrier=New, and search for one value after the other',
  ],
  ['carrier not in (UA, AA)', 'carrier!=UA carrier!=AA to leave these out'],
])('says that there are no lists: %s', (text, instead) => {
  expect(explainMiss({ text }, knowing())).toBe(
    `${WHERE_LOOKED}. There are no lists: write ${instead}. `,
  );
});

it('takes no list to be of what is no input', () => {
  expect(explainMiss({ text: 'failed in (main)' }, knowing())).not.toContain(
    'lists',
  );
});

it.each([
  [
    { errorType: 'Inv*' },
    'There are no wildcards: “Inv*” is compared as it stands; write "Inv" to find that text in the message, type or place of exceptions. ',
  ],
  [
    { errorPlace: '*' },
    'There are no wildcards: “*” is compared as it stands. ',
  ],
  [
    { id: '0198*' },
    'There are no wildcards: “0198*” is compared as it stands. ',
  ],
  [
    { features: [{ feature: 'origin', operator: '=' as const, value: 'J*' }] },
    'Text is compared exactly, capitals too. There are no wildcards: “J*” is compared as it stands. ',
  ],
])('says that there are no wildcards: %j', (query, words) => {
  expect(explainMiss(query, knowing())).toBe(words);
});

it('says that text needs no wildcards', () => {
  expect(explainMiss({ text: 'time*' }, knowing())).toContain(
    'There are no wildcards: “time*” was looked for as it stands; text is found within words, too. ',
  );
});

it.each([
  ['UA', 'carrier=UA'],
  ['EWR', 'origin=EWR'],
  ['New York', 'origin="New York"'],
])(
  'says of the text %s where it was looked for, and how to look for a value',
  (text, term) => {
    const inputs = new Map([
      ['delayed', { type: 'boolean' as const }],
      ['distance', { type: 'number' as const }],
      ['origin', { type: 'string' as const }],
      ['carrier', { type: 'string' as const, categories: ['AA', 'UA'] }],
      ['inputs.distance', { type: 'number' as const }],
      ['inputs.origin', { type: 'string' as const }],
      ['inputs.carrier', { type: 'string' as const }],
    ]);
    expect(explainMiss({ text }, knowing({ declared: inputs }))).toBe(
      `${WHERE_LOOKED}: write ${term} to look for a value of an input. `,
    );
  },
);

it.each([
  ['v2', 'version:2'],
  ['V10', 'version:10'],
])('says how %s is searched for as a version', (text, term) => {
  expect(explainMiss({ text }, knowing())).toBe(
    `${WHERE_LOOKED}. Write ${term} to search by version. `,
  );
});

it.each([
  ['carrier~UA', 'carrier=UA'],
  ['carrier like New York', 'carrier="New York"'],
  ['carrier not like UA', 'carrier!=UA'],
])('says how %s is compared', (text, term) => {
  expect(explainMiss({ text }, knowing())).toBe(
    `${WHERE_LOOKED}. Inputs are compared with =, !=, >, >=, < or <=: write ${term}. `,
  );
});

it.each(['v2 failed', 'handler~main', 'looks like rain'])(
  'takes %s for text',
  text => {
    expect(explainMiss({ text }, knowing())).toMatch(/to look for a value/);
  },
);

it('says so where no input is known', () => {
  expect(explainMiss({ text: 'UA' }, knowing({ declared: new Map() }))).toMatch(
    /write name=UA to/,
  );
});
