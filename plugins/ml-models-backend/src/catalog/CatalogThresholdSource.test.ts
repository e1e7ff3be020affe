import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { CatalogThresholdSource } from './CatalogThresholdSource';
import { ModelCatalog } from './ModelCatalog';

describe('CatalogThresholdSource', () => {
  it('tells what a model is judged by, and what is redacted of it', async () => {
    const redact = [{ path: 'inputs.crew', how: 'hash' as const }];
    const catalog = catalogServiceMock({
      entities: [
        aModelEntity({
          spec: {
            logging: { redact },
            monitoring: { thresholds: { predictionDrift: { degraded: 0.7 } } },
          },
        }),
      ],
    });
    const source = new CatalogThresholdSource(
      new ModelCatalog({ catalog, auth: mockServices.auth() }),
    );
    expect(
      await source.findThresholds('mlmodel:default/flight-delay'),
    ).toMatchObject({ redact, predictionDrift: { degraded: 0.7 } });
    expect(await source.findThresholds('mlmodel:default/nope')).toBeUndefined();
  });

  it('tells that the catalog is silent, whatever that says', async () => {
    const catalog = catalogServiceMock();
    jest
      .spyOn(catalog, 'getEntityByRef')
      .mockRejectedValue(new TypeError('fetch failed'));
    const source = new CatalogThresholdSource(
      new ModelCatalog({ catalog, auth: mockServices.auth() }),
    );
    await expect(
      source.findThresholds('mlmodel:default/flight-delay'),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /^The catalog does not tell.*fetch failed/,
      ),
    });
  });
});
