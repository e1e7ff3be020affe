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

it.each(['NOT timeout', 'timeout OR refused', 'AND'])(
  'says that %j was looked for as text',
  text => {
    expect(explainMiss({ text }, knowing())).toContain(
      'AND, OR and NOT were looked for as text: use != to leave a value out; there is no “or”. ',
    );
  },
);

it('takes ordinary words for what they are', () => {
  expect(explainMiss({ text: 'not found, or ORD' }, knowing())).not.toContain(
    'AND, OR and NOT',
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
      `Text without a name is looked for in the messages of exceptions alone: write ${term} to look for a value of an input. `,
    );
  },
);

it('says so where no input is known', () => {
  expect(explainMiss({ text: 'UA' }, knowing({ declared: new Map() }))).toMatch(
    /write name=UA to/,
  );
});
