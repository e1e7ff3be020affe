import { Router } from 'express';
import { describeApi } from './describeApi';

/** `GET /openapi.json` */
export function addOpenapiRoutes(router: Router): void {
  const document = describeApi();
  router.get('/openapi.json', (_, response) => {
    response.json(document);
  });
}
