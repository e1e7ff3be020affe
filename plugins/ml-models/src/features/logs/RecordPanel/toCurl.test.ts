import { execFileSync } from 'child_process';
import { toCurl } from './toCurl';

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
    const inputs = { note: `it's $(touch /tmp/x) \`id\` "quoted" \\ end'` };
    const command = toCurl({ endpoint: 'http://x', model: 'm', inputs });
    // The shell itself says what it takes the last argument for.
    const printed = execFileSync('sh', [
      '-c',
      command.replace('curl -sS', 'printf "%s\\n"'),
    ]).toString();
    const body = printed.trimEnd().split('\n').pop() ?? '';
    expect(JSON.parse(body).inputs[0].data).toEqual([inputs.note]);
  });
});
