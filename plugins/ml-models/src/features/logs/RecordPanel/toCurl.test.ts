import { holdsHash, toCurl } from './toCurl';

describe('toCurl', () => {
  it('asks the endpoint for the same row', () => {
    expect(
      toCurl({
        endpoint: 'http://127.0.0.1:7070/production/default/flight-delay/',
        model: 'flight-delay',
        inputs: { distance: 2475 },
      }),
    ).toBe(
      [
        `curl -sS 'http://127.0.0.1:7070/production/default/flight-delay/v2/models/flight-delay/infer' \\`,
        `  -H 'content-type: application/json' \\`,
        `  -d '{"inputs":[{"name":"distance","shape":[1],"datatype":"FP64","data":[2475]}]}'`,
      ].join('\n'),
    );
  });

  it('lets no recorded value break out of its quotes', () => {
    const note = `it's $(id) \`id\` "quoted" \\ end'`;
    const command = toCurl({
      endpoint: 'http://x',
      model: 'm',
      inputs: { note },
    });
    const body = command.slice(command.indexOf(`-d '`) + `-d '`.length, -1);
    // Within single quotes a POSIX shell reads all as it is, so no quote may be
    // left but those that step out for one quote and in again.
    expect(body.replaceAll(`'\\''`, '')).not.toContain(`'`);
    expect(JSON.parse(body.replaceAll(`'\\''`, `'`)).inputs[0].data).toEqual([
      note,
    ]);
  });
});

describe('holdsHash', () => {
  const hash = `hmac:${'0a'.repeat(16)}`;

  it.each([hash, [1, hash], { route: { passenger: hash } }])(
    'finds the hash in %j',
    value => expect(holdsHash(value)).toBe(true),
  );

  it.each(['hmac:none', 12, true, [], { note: `see ${hash}` }])(
    'finds none in %j',
    value => expect(holdsHash(value)).toBe(false),
  );
});
