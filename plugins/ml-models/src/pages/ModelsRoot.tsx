import { useRouteRef } from '@backstage/core-plugin-api';
import { rootRouteRef } from '../routes';
import { ModelsLayout } from './ModelsLayout';

/** The page at `/models`. */
export function ModelsRoot() {
  return <ModelsLayout path={useRouteRef(rootRouteRef)()} />;
}
