import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { ML_MODEL_KIND } from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { assertPathSegment } from '../dataDirectory';

/** @returns `<environment>/<namespace>/<name>`, as in the gateway's URLs */
export function routeOf({ modelRef, environment }: ServingTarget): string {
  const { namespace, name } = parseEntityRef(modelRef);
  return [environment, namespace, name].map(assertPathSegment).join('/');
}

/** @returns what {@link routeOf} was made from; namespace and name in lower case */
export function targetOfRoute(route: string): ServingTarget {
  const [environment, namespace, name] = route.split('/');
  return {
    modelRef: stringifyEntityRef({ kind: ML_MODEL_KIND, namespace, name }),
    environment,
  };
}
