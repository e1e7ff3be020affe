import { parseEntityRef } from '@backstage/catalog-model';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { assertPathSegment } from '../dataDirectory';

/** @returns `<environment>/<namespace>/<name>`, as in the gateway's URLs */
export function routeOf({ modelRef, environment }: ServingTarget): string {
  const { namespace, name } = parseEntityRef(modelRef);
  return [environment, namespace, name].map(assertPathSegment).join('/');
}
