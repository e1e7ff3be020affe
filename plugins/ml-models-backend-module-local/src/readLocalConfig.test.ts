import { resolve } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { processVariables } from './__testUtils__/processVariables';
import { readLocalConfig } from './readLocalConfig';

describe('readLocalConfig', () => {
  const setVariables = processVariables();

  const read = (local?: { keepModels?: boolean; dataDir?: string }) =>
    readLocalConfig(
      mockServices.rootConfig({ data: local ? { mlModels: { local } } : {} }),
    );

  beforeEach(() => setVariables({ NOSHELFWARE_KEEP_MODELS: undefined }));

  it('needs nothing to be set', () => {
    expect(read()).toMatchObject({
      gatewayPort: 7070,
      keepModels: false,
      data: { root: resolve('.data') },
    });
  });

  it.each<[string, string | undefined, boolean | undefined, boolean]>([
    ['the variable', 'true', undefined, true],
    ['the variable, whatever is configured', 'true', false, true],
    ['the configuration', undefined, true, true],
    [
      'the configuration, where the variable asks for nothing',
      'false',
      true,
      true,
    ],
    ['neither', 'false', undefined, false],
  ])('keeps models as asked for by %s', (_, variable, keepModels, kept) => {
    setVariables({ NOSHELFWARE_KEEP_MODELS: variable });
    expect(read({ keepModels })).toMatchObject({ keepModels: kept });
  });
});
