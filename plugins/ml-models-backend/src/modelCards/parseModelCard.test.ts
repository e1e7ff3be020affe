import { parseModelCard } from './parseModelCard';

describe('parseModelCard', () => {
  it('reads what people look for first from the front matter', () => {
    const card = parseModelCard(`---
language: en
license: apache-2.0
library_name: sklearn
base_model: [a/b, c/d]
datasets: [nycflights13]
tags: [tabular]
---

# Flight delay risk

For planning ahead.
`);
    expect(card).toEqual({
      markdown: 'For planning ahead.',
      facts: {
        license: 'apache-2.0',
        libraryName: 'sklearn',
        baseModels: ['a/b', 'c/d'],
        datasets: ['nycflights13'],
        languages: ['en'],
      },
    });
  });

  it('names a licence that is none of the usual ones', () => {
    const { facts } = parseModelCard(
      '---\r\nlicense: other\r\nlicense_name: internal\r\n---\r\nText',
    );
    expect(facts.license).toBe('internal');
  });

  it('shows a card without front matter, or with fields of another type', () => {
    expect(parseModelCard('## Limits\n\nMany')).toMatchObject({
      markdown: '## Limits\n\nMany',
      facts: { datasets: [] },
    });
    expect(
      parseModelCard('---\nlicense: { id: 3 }\ndatasets: 7\n---\nText').facts,
    ).toMatchObject({ datasets: [], license: undefined });
  });

  it('does not take a rule further down for front matter', () => {
    const text = 'One\n\n---\n\nlicense: mit\n\n---';
    expect(parseModelCard(text).markdown).toBe(text);
  });

  it('takes front matter with nothing in it', () => {
    expect(parseModelCard('---\n---\nText').markdown).toBe('Text');
  });

  it.each([
    [
      'no YAML',
      'license: [',
      /^The front matter of MODEL_CARD.md, .*hyphens, is not YAML: /,
    ],
    ['too long', `a: ${'x'.repeat(65_536)}`, /hyphens, has more than 64 KiB/],
  ])('says what to mend when the front matter is %s', (_, yaml, message) => {
    expect(() => parseModelCard(`---\n${yaml}\n---\nText`)).toThrow(message);
  });
});
