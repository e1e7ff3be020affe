import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { SAMPLE } from './sampleModel';

interface Question {
  enum?: string[];
}

const TEMPLATE = resolve(
  __dirname,
  '../../../../templates/sklearn-service/template.yaml',
);

describe('the sample', () => {
  it('keeps its records longer than its replay reaches back', () => {
    const [, days] = /^P(\d+)D$/.exec(SAMPLE.templateValues.retention) ?? [];
    expect(Number(days)).toBeGreaterThan(2 * SAMPLE.replay.days);
  });

  it('answers what its template asks, with what can be chosen there', () => {
    const asked = new Map<string, Question>(
      parse(readFileSync(TEMPLATE, 'utf8')).spec.parameters.flatMap(
        ({ properties }: { properties: object }) => Object.entries(properties),
      ),
    );
    for (const [name, value] of Object.entries(SAMPLE.templateValues)) {
      const question = asked.get(name);
      expect({ name, isAsked: question !== undefined }).toEqual({
        name,
        isAsked: true,
      });
      expect(question?.enum ?? [value]).toContain(value);
    }
  });

  it('has its second version take over at once, while nobody asks', () => {
    expect(SAMPLE.templateValues.release).toBe('all-at-once');
  });
});
