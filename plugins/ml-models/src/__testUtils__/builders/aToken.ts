import {
  Token,
  tokenSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** An ingest token that a person has made. */
export function aToken(overrides: Partial<Token> = {}): Token {
  return tokenSchema.parse({
    id: 'token-1',
    purpose: 'ingest',
    scopeRef: 'mlmodel:default/flight-delay',
    description: 'Collector in Frankfurt',
    createdAt: '2026-02-01T12:00:00.000Z',
    createdBy: 'user:default/guest',
    managed: false,
    ...overrides,
  });
}
