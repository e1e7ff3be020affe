import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { describeApi } from './describeApi';

const document = describeApi();

/** @returns all references in the document */
function referencesIn(value: unknown): string[] {
  return Array.from(
    JSON.stringify(value).matchAll(/"\$ref":"([^"]+)"/g),
    ([, reference]) => reference,
  );
}

describe('describeApi', () => {
  it.each(Object.values(operations))('describes $id', operation => {
    const path = operation.path.replace(/:([a-zA-Z]+)/g, '{$1}');
    expect(document.paths).toHaveProperty(
      [path, operation.method],
      expect.objectContaining({
        operationId: operation.id,
        summary: operation.summary,
      }),
    );
  });

  it('describes what is to be sent', () => {
    expect(document.paths).toHaveProperty(
      ['/models/{namespace}/{name}/deployments', 'post', 'requestBody'],
      {
        required: true,
        content: {
          'application/json': {
            schema: {
              $ref: expect.stringContaining('/RequestDeployment'),
            },
          },
        },
      },
    );
  });

  it('describes where inference records are sent', () => {
    expect(document.paths).toHaveProperty(['/otlp/v1/logs', 'post']);
  });

  it('refers to nothing that is not there', () => {
    const references = referencesIn(document);
    expect(references.length).toBeGreaterThan(30);
    const known = Object.keys(document.components.schemas).map(
      name => `#/components/schemas/${name}`,
    );
    expect(references.filter(one => !known.includes(one))).toEqual([]);
  });

  it('says which parameters are numbers, and which are JSON', () => {
    expect(document.paths).toHaveProperty(
      ['/models/{namespace}/{name}/inferences', 'get', 'parameters'],
      expect.arrayContaining([
        {
          in: 'path',
          name: 'name',
          required: true,
          schema: { type: 'string' },
        },
        expect.objectContaining({
          name: 'limit',
          required: false,
          schema: expect.objectContaining({ type: 'integer', default: 50 }),
        }),
        expect.objectContaining({
          name: 'features',
          content: { 'application/json': expect.anything() },
        }),
      ]),
    );
  });

  it('names the permission that a call needs', () => {
    expect(document.paths).toHaveProperty(
      [
        '/models/{namespace}/{name}/deployments',
        'post',
        'responses',
        '403',
        'description',
      ],
      'Without the permission ml-models.deploy, or ml-models.roll-back for some calls',
    );
  });

  it('lets a register token in where versions are registered', () => {
    expect(document.paths).toHaveProperty(
      ['/models/{namespace}/{name}/versions', 'post', 'security'],
      [{ backstage: [] }, { registerToken: [] }],
    );
  });
});
