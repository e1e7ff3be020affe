import { InputError } from '@backstage/errors';

/** @throws InputError naming the module to add */
export function getAdapter<Adapter>(
  adapters: Map<string, Adapter>,
  id: string,
  what: 'pipeline engine' | 'serving runtime',
): Adapter {
  const adapter = adapters.get(id);
  if (!adapter) {
    throw new InputError(describeMissingAdapter(adapters, id, what));
  }
  return adapter;
}

/** @returns which one is missing, how it is added, and which there are */
export function describeMissingAdapter(
  adapters: Map<string, unknown>,
  id: string,
  what: 'pipeline engine' | 'serving runtime',
): string {
  return `The ${what} '${id}' is not installed: add it to the backend, e.g. backend.add(import('@noshelfware/backstage-plugin-ml-models-backend-module-${id}')); installed are ${
    [...adapters.keys()].join(', ') || 'none'
  }`;
}
