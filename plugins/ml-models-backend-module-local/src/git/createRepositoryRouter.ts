import { AuthService, HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { createRepository, CreateRepositoryServices } from './createRepository';
import { getRepository } from './getRepository';
import { assertRepositoryName } from './repositoryName';

export interface RepositoryRouterOptions extends CreateRepositoryServices {
  auth: AuthService;
  httpAuth: HttpAuthService;
}

const { path, body: bodySchema } = operations.createGitRepository;

/** Serves `createGitRepository` and `getGitRepository` to users and services. */
export function createRepositoryRouter(
  options: RepositoryRouterOptions,
): Router {
  const { auth, httpAuth } = options;
  const router = PromiseRouter();
  router.post(path, express.json(), async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const body = bodySchema?.safeParse(request.body);
    if (!body?.success) {
      throw new InputError(
        `Cannot create the repository: ${body?.error.issues
          .map(issue => `${issue.path.join('.')}: ${issue.message}`)
          .join('; ')}`,
      );
    }
    const actor = auth.isPrincipal(credentials, 'user')
      ? credentials.principal.userEntityRef
      : undefined;
    response
      .status(201)
      .json(await createRepository(options, body.data, actor));
  });
  router.get(operations.getGitRepository.path, async (request, response) => {
    await httpAuth.credentials(request, { allow: ['user', 'service'] });
    const { owner, name: repo } = request.params;
    assertRepositoryName({ owner, repo });
    response.json(await getRepository(options, { owner, repo }));
  });
  return router;
}
