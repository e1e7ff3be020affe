import { aModelEntity } from '../__testUtils__/aModelEntity';
import { sourceLocationOf } from './sourceLocationOf';

const registered =
  'url:http://localhost/git/ds/churn/raw/main/catalog-info.yaml';

function locationOf(annotations: Record<string, string>) {
  const model = aModelEntity();
  return sourceLocationOf({
    ...model,
    metadata: { ...model.metadata, annotations },
  });
}

describe('sourceLocationOf', () => {
  it('takes the word of the entity first', () => {
    expect(
      locationOf({
        'backstage.io/source-location': 'url:https://code/churn/',
        'backstage.io/managed-by-location': registered,
      }),
    ).toBe('url:https://code/churn/');
  });

  it('falls back on where the entity was registered from', () => {
    expect(locationOf({ 'backstage.io/managed-by-location': registered })).toBe(
      registered,
    );
  });

  it('finds no code behind a file', () => {
    expect(
      locationOf({ 'backstage.io/managed-by-location': 'file:/models.yaml' }),
    ).toBeUndefined();
  });
});
