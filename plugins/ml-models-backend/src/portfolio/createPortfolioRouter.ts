import { HttpAuthService } from '@backstage/backend-plugin-api';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { implementOperation } from '../http/implementOperation';
import { getPortfolio, GetPortfolioOptions } from './getPortfolio';

export interface PortfolioRouterOptions extends GetPortfolioOptions {
  httpAuth: HttpAuthService;
  nowMs(): number;
}

export function createPortfolioRouter(options: PortfolioRouterOptions): Router {
  const router = PromiseRouter();
  implementOperation({
    router,
    httpAuth: options.httpAuth,
    operation: operations.getPortfolio,
    handle: ({ credentials }) =>
      getPortfolio(options, credentials, options.nowMs()),
  });
  return router;
}
