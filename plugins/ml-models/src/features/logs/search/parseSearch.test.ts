import { formatSearch } from './formatSearch';
import { parseSearch } from './parseSearch';
import { SearchFilter } from './searchFilter';

describe('parseSearch', () => {
  it.each<[string, SearchFilter]>([
    ['', {}],
    ['   ', {}],
    ['status:error', { status: 'error' }],
    ['status:failed', { status: 'failed' }],
    ['status:invalid', { status: 'invalid' }],
    ['"(("', { text: '((' }],
    [
      'carrier="=UA"',
      { features: [{ feature: 'carrier', operator: '=', value: '=UA' }] },
    ],
    ['version:4', { version: 4 }],
    ['version:v4', { version: 4 }],
    ['env:production', { environment: 'production' }],
    ['environment:"pre prod"', { environment: 'pre prod' }],
    ['traffic:shadow', { traffic: 'shadow' }],
    ['traffic:all', { traffic: 'all' }],
    ['type:ValueError', { errorType: 'ValueError' }],
    [
      'place:"serve.py:120 in predict"',
      { errorPlace: 'serve.py:120 in predict' },
    ],
    ['type:java.lang.Error:x', { errorType: 'java.lang.Error:x' }],
    ['id:0198-ab', { id: '0198-ab' }],
    [
      '0198f3a2-0000-7000-8000-00000000000a',
      { id: '0198f3a2-0000-7000-8000-00000000000a' },
    ],
    [
      'status:error 0198F3A2-0000-7000-8000-00000000000A timeout',
      {
        status: 'error',
        id: '0198F3A2-0000-7000-8000-00000000000A',
        text: 'timeout',
      },
    ],
    [
      '"0198f3a2-0000-7000-8000-00000000000a"',
      { text: '0198f3a2-0000-7000-8000-00000000000a' },
    ],
    ['timeout', { text: 'timeout' }],
    ['"timed out"', { text: 'timed out' }],
    ['connection refused', { text: 'connection refused' }],
    ['status:error timed out', { status: 'error', text: 'timed out' }],
    ['"say \\"hi\\" \\\\"', { text: 'say "hi" \\' }],
    ['"status:error"', { text: 'status:error' }],
    [
      'distance>2000',
      { features: [{ feature: 'distance', operator: '>', value: '2000' }] },
    ],
    [
      'distance > 2000',
      { features: [{ feature: 'distance', operator: '>', value: '2000' }] },
    ],
    [
      'distance>=-1.5e3 carrier!="A A"',
      {
        features: [
          { feature: 'distance', operator: '>=', value: '-1.5e3' },
          { feature: 'carrier', operator: '!=', value: 'A A' },
        ],
      },
    ],
    [
      'outputs.delayed=true',
      {
        features: [
          { feature: 'outputs.delayed', operator: '=', value: 'true' },
        ],
      },
    ],
    [
      '"wind speed" <= 3',
      { features: [{ feature: 'wind speed', operator: '<=', value: '3' }] },
    ],
    [
      'departure>2026-01-01T10:00:00Z',
      {
        features: [
          {
            feature: 'departure',
            operator: '>',
            value: '2026-01-01T10:00:00Z',
          },
        ],
      },
    ],
    [
      'version>3',
      { features: [{ feature: 'version', operator: '>', value: '3' }] },
    ],
    [
      'status:error version:4 env:production traffic:shadow type:ValueError id:x distance>2000 "timeout"',
      {
        status: 'error',
        version: 4,
        environment: 'production',
        traffic: 'shadow',
        errorType: 'ValueError',
        id: 'x',
        features: [{ feature: 'distance', operator: '>', value: '2000' }],
        text: 'timeout',
      },
    ],
  ])('reads %j', (line, filter) => {
    expect(parseSearch(line)).toEqual({ filter });
  });

  it.each<[string, string, string]>([
    [
      'status:bad',
      'status:bad',
      '“status” is ok, error, invalid or failed, not “bad”.',
    ],
    ['carrier==UA', 'carrier==UA', '“==” compares nothing'],
    ['distance => 5', 'distance =>', '“=>” compares nothing'],
    ['carrier=~UA', 'carrier=~UA', '“=~” compares nothing'],
    ['carrier<>UA', 'carrier<>UA', '“<>” compares nothing'],
    ['late ((', '((', '“((” is not understood'],
    ['a status:', 'status:', '“status:” needs a value'],
    ['version:four', 'version:four', 'a number such as 4'],
    ['version:0', 'version:0', 'a number such as 4'],
    ['version:1.5', 'version:1.5', 'a number such as 4'],
    ['traffic:no', 'traffic:no', 'callers, primary, canary, shadow or all'],
    ['foo:1', 'foo:1', 'There is no filter “foo”'],
    ['toString:1', 'toString:1', 'There is no filter “toString”'],
    [':1', ':1', 'There is no filter “”'],
    ['status:ok  status:error', 'status:error', 'given twice'],
    ['env:a environment:b', 'environment:b', 'given twice'],
    [
      'id:a 0198f3a2-0000-7000-8000-00000000000a',
      '0198f3a2-0000-7000-8000-00000000000a',
      '“id” is given twice',
    ],
    ['>5', '>5', "A feature's name is missing"],
    ['ok distance>', 'distance>', 'A value is missing after “distance>”'],
    ['status:ok "time', '"time', 'not closed'],
    ['""', '""', 'An empty text'],
    ['one version:1 two', 'two', 'one text'],
  ])('says what is wrong with %j, and where', (line, where, message) => {
    const { error } = parseSearch(line);
    expect(error?.message).toContain(message);
    expect(line.slice(error?.start, error?.end)).toBe(where);
  });

  it('says what a number was compared with', () => {
    const numbers = ['distance'];
    expect(parseSearch('distance>abc', { numbers }).error?.message).toBe(
      '“distance” is a number; “abc” is none. Write distance="abc" to find that text in its place.',
    );
    expect(parseSearch('carrier>abc', { numbers }).error).toBeUndefined();
    expect(parseSearch('distance>-1e3', { numbers }).error).toBeUndefined();
  });

  it('takes a quoted text that a number may equal, where it is in its place', () => {
    const model = { numbers: ['distance'] };
    expect(parseSearch('distance="far"', model).filter).toEqual({
      features: [{ feature: 'distance', operator: '=', value: 'far' }],
    });
    expect(parseSearch('distance=far', model).error?.message).toContain(
      'Write distance="far"',
    );
    // In order, and in what is unequal, numbers alone are compared.
    expect(parseSearch('distance>"far"', model).error).toBeDefined();
    expect(parseSearch('distance!="far"', model).error).toBeDefined();
  });

  it('takes ten comparisons and not eleven, as the HTTP API does', () => {
    expect(parseSearch('a=1 '.repeat(10)).filter?.features).toHaveLength(10);
    expect(parseSearch('a=1 '.repeat(11)).error?.message).toContain(
      'at most 10',
    );
  });

  it('takes a text of two hundred characters and not more', () => {
    expect(parseSearch('x'.repeat(200)).error).toBeUndefined();
    expect(parseSearch('x'.repeat(201)).error?.message).toContain('200');
  });
});

describe('formatSearch', () => {
  const awkward = [
    'plain',
    'two words',
    '"',
    '\\',
    '\\"',
    'a:b',
    'a=b',
    '=b',
    '<',
    '!=',
    '!',
    'tab\there',
    'new\nline',
    'ü 漢字 🙂',
    'status:error',
    '-1.5',
    "it's",
  ];
  const operators = ['=', '!=', '>', '>=', '<', '<='] as const;

  it.each(awkward)(
    'writes %j so that it is read back, wherever it stands',
    text => {
      for (const operator of operators) {
        const filter: SearchFilter = {
          errorType: text,
          errorPlace: text,
          environment: text,
          id: text,
          features: [
            { feature: text, operator, value: text },
            { feature: 'b', operator, value: text },
          ],
          text,
        };
        expect(parseSearch(formatSearch(filter))).toEqual({ filter });
      }
    },
  );

  it.each(awkward)(
    'writes %j in the place of a number so that it is read back',
    text => {
      const model = { numbers: ['distance', 'wind speed', text] };
      const filter: SearchFilter = {
        features: model.numbers.flatMap(feature => [
          { feature, operator: '=', value: text },
          { feature, operator: '>', value: '-1.5e3' },
        ]),
      };
      const line = formatSearch(filter, model);
      expect(parseSearch(line, model)).toEqual({ filter });
    },
  );

  it('writes the shortest line that says it', () => {
    expect(
      formatSearch({
        text: 'timed out',
        status: 'error',
        version: 4,
        features: [{ feature: 'distance', operator: '>', value: '2000' }],
      }),
    ).toBe('status:error version:4 distance>2000 "timed out"');
    expect(formatSearch({})).toBe('');
  });
});
