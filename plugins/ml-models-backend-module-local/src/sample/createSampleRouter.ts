import { HttpAuthService } from '@backstage/backend-plugin-api';
import { SampleStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import Router from 'express-promise-router';

export interface SampleRouterOptions {
  httpAuth: HttpAuthService;
  status(): SampleStatus;
}

/** `GET /sample`: how far the sample has come. */
export function createSampleRouter({ httpAuth, status }: SampleRouterOptions) {
  const router = Router();
  router.get('/sample', async (request, response) => {
    await httpAuth.credentials(request, { allow: ['user', 'service'] });
    response.json(status());
  });
  return router;
}
