import {
  Operation,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { describeOperation } from './describeOperation';
import { describeOtlp } from './describeOtlp';
import { DescribedSchemas, describeSchemas } from './describeSchemas';

export interface OpenapiDocument {
  openapi: string;
  info: { title: string; version: string; summary: string };
  servers: Array<{ url: string }>;
  security: Array<Record<string, string[]>>;
  paths: Record<string, Record<string, unknown>>;
  components: {
    schemas: DescribedSchemas['components'];
    securitySchemes: Record<string, Record<string, string>>;
  };
}

/** @returns the OpenAPI 3.1 document of the HTTP API, made from its schemas */
export function describeApi(): OpenapiDocument {
  const described: Operation[] = Object.values(operations);
  const schemas = describeSchemas(described);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of described) {
    const path = toTemplate(operation.path);
    paths[path] = {
      ...paths[path],
      [operation.method]: describeOperation(operation, schemas),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'ML models',
      version: '1',
      summary:
        'Versions, deployments, inference records and performance of models',
    },
    servers: [{ url: '/api/ml-models' }],
    security: [{ backstage: [] }],
    paths: { ...paths, ...describeOtlp() },
    components: {
      schemas: schemas.components,
      securitySchemes: {
        backstage: {
          type: 'http',
          scheme: 'bearer',
          description: 'A Backstage token of a user or a service',
        },
        registerToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token made for a model, with purpose register',
        },
        ingestToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token made for a model, with purpose ingest',
        },
      },
    },
  };
}

/** `/models/:name` is `/models/{name}` there. */
function toTemplate(path: string): string {
  return path.replace(/:([a-zA-Z]+)/g, '{$1}');
}
