import { AuditorService } from '@backstage/backend-plugin-api';
import {
  artifactDigestSchema,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { audited } from '../../http/audited';
import { openBody } from '../../http/body/openBody';
import { parseRequestPart } from '../../http/parseRequestPart';
import { modelRefOf } from '../../http/pathParameters';
import { RegistrantAuthenticator } from '../Registrant';
import { ArtifactStore } from './ArtifactStore';

export interface ArtifactRouterOptions {
  artifacts: ArtifactStore;
  auditor: AuditorService;
  registrants: RegistrantAuthenticator;
  /** Of one artifact. */
  sizeBytesMax: number;
}

const pathSchema = z.object({ digest: artifactDigestSchema });

/** Takes artifacts; the body of a request is the archive, stored as it comes in. */
export function createArtifactRouter(options: ArtifactRouterOptions): Router {
  const router = PromiseRouter();
  const { path } = operations.keepArtifact;
  router.put(path, async (request, response) => {
    const registrant = await options.registrants.authenticate(request);
    const modelRef = modelRefOf(request.params);
    await registrant.assertMayRegister(modelRef);
    const { digest } = parseRequestPart(pathSchema, request.params, 'path');
    const artifactUri = await audited(
      options.auditor,
      {
        // Not with the request: the auditor would take its token for Backstage's.
        eventId: 'artifact-keep',
        meta: { modelRef, digest, createdBy: registrant.name },
      },
      () =>
        options.artifacts.keep({
          digest,
          content: openBody(request, {
            packedBytesMax: options.sizeBytesMax,
            expandedBytesMax: options.sizeBytesMax,
          }),
        }),
    );
    response.json({ artifactUri });
  });
  return router;
}
