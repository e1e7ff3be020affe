import { Redactor } from './Redactor';

const KEY = 'of-one-model';

describe('Redactor', () => {
  it('gives equal values of one model the same digest, and others another', () => {
    const redactor = new Redactor([{ path: 'inputs.id', how: 'hash' }], KEY);
    const hash = (id: string | number) =>
      redactor.redact({ inputs: { id } }).sections.inputs?.id;
    expect(hash('P-17')).toBe(hash('P-17'));
    expect(hash('P-17')).not.toBe(hash('P-18'));
    const other = new Redactor([{ path: 'inputs.id', how: 'hash' }], 'other');
    expect(other.redact({ inputs: { id: 'P-17' } }).sections.inputs?.id)
      .not //
      .toBe(hash('P-17'));
  });

  it('drops what is to be dropped, wherever it is nested', () => {
    const redactor = new Redactor(
      [
        { path: 'inputs.guests.name', how: 'drop' },
        { path: 'outputs.why', how: 'drop' },
      ],
      KEY,
    );
    const { sections } = redactor.redact({
      inputs: { guests: [{ name: 'Ada', age: 36 }, { name: 'Alan' }], n: 2 },
      outputs: { why: 'Ada is young', price: 3 },
    });
    expect(sections).toEqual({
      inputs: { guests: [{ age: 36 }, {}], n: 2 },
      outputs: { price: 3 },
    });
  });

  it('finds names that have dots in them', () => {
    const redactor = new Redactor(
      [{ path: 'inputs.person.name', how: 'drop' }],
      KEY,
    );
    expect(
      redactor.redact({ inputs: { 'person.name': 'Ada', age: 36 } }).sections,
    ).toEqual({ inputs: { age: 36 } });
  });

  it('leaves nothing of a section that is dropped or hashed as a whole', () => {
    for (const how of ['drop', 'hash'] as const) {
      const redactor = new Redactor([{ path: 'inputs', how }], KEY);
      const { sections } = redactor.redact({
        inputs: { name: 'Ada' },
        outputs: { price: 3 },
      });
      expect(sections.inputs).toBeUndefined();
      expect(sections.outputs).toEqual({ price: 3 });
    }
  });

  it('treats a true outcome as the output of its name', () => {
    const redactor = new Redactor(
      [
        { path: 'outputs.reason', how: 'hash' },
        { path: 'outputs.who.name', how: 'drop' },
        { path: 'inputs.carrier', how: 'drop' },
      ],
      KEY,
    );
    const values = {
      reason: 'crew',
      who: { name: 'Ada', age: 36 },
      carrier: 'UA',
    };
    const { outputs, target } = redactor.redact({
      outputs: values,
      target: values,
    }).sections;
    expect(target).toEqual(outputs);
    expect(target).toEqual({
      reason: expect.stringMatching(/^hmac:/),
      who: { age: 36 },
      carrier: 'UA',
    });
  });

  it('lets a rule of its own decide over an outcome', () => {
    const redactor = new Redactor(
      [
        { path: 'target.reason', how: 'hash' },
        { path: 'outputs.reason', how: 'drop' },
        { path: 'target.seat', how: 'drop' },
        { path: 'outputs.seat', how: 'hash' },
      ],
      KEY,
    );
    const values = { reason: 'crew', seat: '14C' };
    expect(redactor.redact({ target: values }).sections.target).toEqual({
      reason: expect.stringMatching(/^hmac:/),
    });
  });

  it('tells what stands for each value, but for true, false and blanks', () => {
    const redactor = new Redactor([{ path: 'inputs.who', how: 'drop' }], KEY);
    const { stands } = redactor.redact({
      inputs: {
        who: { name: 'Ada', sex: 'F', age: 42, minor: false, seat: ' ' },
      },
    });
    expect([...stands]).toEqual(
      ['Ada', 'F', '42'].map(value => [value, '[redacted]']),
    );
  });

  it('leaves the values it was given as they were', () => {
    const inputs = { name: 'Ada' };
    new Redactor([{ path: 'inputs.name', how: 'drop' }], KEY).redact({
      inputs,
    });
    expect(inputs).toEqual({ name: 'Ada' });
  });
});
