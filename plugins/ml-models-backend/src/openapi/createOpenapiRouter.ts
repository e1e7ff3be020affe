import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { describeApi } from './describeApi';

/** `GET /openapi.json` */
export function createOpenapiRouter(): Router {
  const router = PromiseRouter();
  const document = describeApi();
  router.get('/openapi.json', (_, response) => {
    response.json(document);
  });
  return router;
}
