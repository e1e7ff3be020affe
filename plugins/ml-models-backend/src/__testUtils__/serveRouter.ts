import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import express, { Router } from 'express';
import request from 'supertest';

/** @returns an agent of a router, with the error middleware that backends have */
export function serveRouter(router: Router) {
  return request(mountRouter(router));
}

/** @returns an application with a router, and the error middleware that backends have */
export function mountRouter(router: Router) {
  const middleware = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
  });
  return express().use(router).use(middleware.error());
}
